"""
The examples of README.md and of docs/ are true.

A fenced block is run by its language: `console` holds `$ command` lines, each followed by exactly what it
prints; `python` holds doctests, and the blocks of a page share their names; `yaml` is read, a whole file
(its first line is `# file: name.peace.yaml`) also loaded; `json` is read. The `sh` blocks of the quick start install
things and are run by `.ci/run`; elsewhere `sh` is not used, for nobody would run it.
"""

import doctest
import json
import os
import shlex
import subprocess
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs
import pytest

import peacetrack
from peacetrack.yaml.parsing.parser import read_plain
from tests.commands.running import run_here
from tests.profile import in_full

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / "README.md"
PAGES: Final = (README, *sorted((ROOT / "docs").rglob("*.md")))

#: What makes a shell do more than split a line.
SHELL: Final = frozenset("|<>&;$*?()`!#~{}[]\\")
RUN: Final = frozenset({"console", "json", "python", "sh", "yaml"})
ONLY_SHOWN: Final = frozenset({"text", "mermaid", "toml"})
QUICK_START: Final = (
    (
        "python -m pip install --quiet ."
        " && peacetrack check fixtures/armenia-azerbaijan"
        " && peacetrack status fixtures/armenia-azerbaijan --as-of 2024-09-17\n"
    ),
    'python -m pip install --quiet -e ".[test]" && python -m pytest -q\n',
)

#: Pages whose commands load a module of the reader's own or start pytest, each in a process of its own.
IN_PROCESSES: Final = ("add-an-aspect.md", "run-in-pytest.md")
#: Pages that draw hundreds of logs.
DRAWING: Final = ("add-an-aspect.md", "test-with-hypothesis.md")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def every_page_but(slow: Sequence[str]) -> pytest.MarkDecorator:
    """Take every page, in a quick look but for some."""
    pages = [pytest.param(page, marks=in_full if page.name in slow else ()) for page in PAGES]
    return pytest.mark.parametrize("page", pages, ids=lambda page: page.relative_to(ROOT).as_posix())


@attrs.frozen
class Block:
    """A fenced block: where its text begins, below which heading of the second level, in which language."""

    page: Path
    line: int
    heading: str
    language: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page, of some languages or of all; a longer fence may show a shorter one."""
    heading = fence = language = ""
    start, lines = 0, list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(keepends=True), start=1):
        stripped = line.strip()
        if fence and stripped.startswith(fence) and not stripped.strip("`"):
            if not languages or language in languages:
                yield Block(page, start, heading, language, "".join(lines))
            fence = ""
        elif fence:
            lines.append(line)
        elif stripped.startswith("```"):
            language = stripped.lstrip("`")
            fence = stripped.removesuffix(language)
            language, start, lines = language.strip(), number + 1, []
        elif line.startswith("## "):
            heading = line.removeprefix("## ").strip()
    assert not fence, f"{page}: the block that begins in line {start} has no end"


def steps(transcript: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a transcript, with its prompt and its continued lines, and what it printed."""
    command, output = "", ""
    for line in transcript.splitlines(keepends=True):
        if command.endswith("\\\n"):
            command += line
        elif line.startswith("$ "):
            if command:
                yield command, output
            command, output = line, ""
        else:
            assert command, f"a transcript begins with a command, not with {line!r}"
            output += line
    yield command, output


def run_again(transcript: str) -> str:
    """Run the commands of a transcript from the root of the project, and write down what happens."""
    status, happened = 0, ""
    for command, _ in steps(transcript):
        run = run_plainly(command) or run_into_shell(command) or run_in_shell(command, status=status)
        status, happened = run.returncode, happened + command + run.stdout
    return happened


def run_plainly(command: str, *, together: bool = True) -> subprocess.CompletedProcess[str] | None:
    """
    Run a command line of `peacetrack` alone in this process, which does not have to start Python.

    What a shell would do more than split the line is left to a shell.
    """
    line = command.removeprefix("$ ").replace("\\\n", " ").rstrip("\n")
    text = [] if SHELL & {*line} else shlex.split(line)
    if text[:1] != ["peacetrack"] or "--aspect" in text:
        return None
    return run_here(text[1:], cwd=ROOT, together=together)


def run_into_shell(command: str) -> subprocess.CompletedProcess[str] | None:
    """Run `peacetrack` in this process where a shell does nothing but to pass on what it prints to other programs."""
    first, pipe, others = command.partition(" | ")
    both = first.endswith(" 2>&1")
    run = run_plainly(first.removesuffix(" 2>&1"), together=both) if pipe else None
    if run is None or run.stderr:
        return None
    return run_in_shell(f"$ {others}", status=0, stated=run.stdout)


def run_in_shell(command: str, *, status: int, stated: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command line in a shell, where `$?` is the status of the one before; `stated` is what it can read."""
    environment = os.environ | {
        "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", ""))),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        ["bash", "-c", f"(exit {status}); {command.removeprefix('$ ')}"],
        input=stated,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=environment,
    )


def doctests(examples: Sequence[Block]) -> doctest.DocTest:
    """Join the examples of a page to one doctest that keeps their line numbers."""
    lines = list[str]()
    for block in examples:
        lines += ["\n"] * (block.line - 1 - len(lines)) + block.text.splitlines(keepends=True)
    page = examples[0].page
    return doctest.DocTestParser().get_doctest("".join(lines), {}, page.name, str(page), 0)


@every_page
def test_every_block_says_its_language(page: Path) -> None:
    """A block without a language, or with one that nobody runs, would rot in silence."""
    unknown = [
        f"{block.place}: {block.language!r}"
        for block in blocks(page)
        if block.language not in RUN | ONLY_SHOWN and not block.language.startswith("{")
    ]

    assert [] == unknown


@every_page_but(IN_PROCESSES)
def test_commands_print_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page shows below a command is what the command prints, to the letter."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    shown = [(block.place, block.text) for block in blocks(page, "console")]

    assert shown == [(place, run_again(text)) for place, text in shown]


@every_page_but(DRAWING)
def test_python_examples_hold(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who types the Python examples of a page in their order sees the same answers."""
    monkeypatch.chdir(ROOT)
    examples = list(blocks(page, "python"))
    without_prompt = [block.place for block in examples if ">>> " not in block.text]
    report = list[str]()
    if examples:
        doctest.DocTestRunner().run(doctests(examples), out=report.append)

    assert ([], "") == (without_prompt, "".join(report))


@every_page
def test_yaml_examples_are_read(page: Path) -> None:
    """Each piece of YAML is in the YAML that logs are written in; a bare list stands for some events."""
    empty = [
        block.place
        for block in blocks(page, "yaml")
        if not read_plain(f"events:\n{block.text}" if block.text.startswith("- ") else block.text).tree
    ]

    assert [] == empty


@every_page
def test_whole_files_load(page: Path, tmp_path: Path) -> None:
    """The files that a page shows whole load, beside each other in one folder."""
    names = []
    for block in blocks(page, "yaml"):
        first = block.text.partition("\n")[0]
        if first.startswith("# file: "):
            names.append(first.removeprefix("# file: ").strip())
            (tmp_path / names[-1]).write_text(block.text, encoding="utf-8")
    refused = [name for name in names if not isinstance(peacetrack.load(tmp_path / name), peacetrack.Log)]

    assert [] == refused


def test_quick_start() -> None:
    """The quick start is two commands: one does the main job, one runs the tests."""
    commands = [block.text for block in blocks(README, "sh") if block.heading == "Quick start"]

    assert list(QUICK_START) == commands


def test_sh_is_for_the_quick_start() -> None:
    """A command that nobody runs does not belong in the documentation."""
    others = [
        block.place
        for page in PAGES
        for block in blocks(page, "sh")
        if (page, block.heading) != (README, "Quick start")
    ]

    assert [] == others


def test_a_plain_command_prints_what_it_prints_in_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both streams stand in one another's place, and the status is the same; a pipe is left to the shell."""
    monkeypatch.setenv("NO_COLOR", "1")
    command = "$ peacetrack corpus \\\n  nowhere\n"
    here, there = run_plainly(command), run_in_shell(command, status=0)

    assert here is not None
    assert (here.returncode, here.stdout) == (there.returncode, there.stdout)
    assert {"nowhere:1:1:", "claims"} <= {*here.stdout.split()}
    assert run_plainly("$ peacetrack check nowhere | head -n 1\n") is None


@pytest.mark.parametrize(
    "command",
    [
        "$ peacetrack check docs/how-to/ferry | tail -n 2 | head -n 1\n",
        "$ peacetrack corpus nowhere 2>&1 | head -n 3\n",
    ],
)
def test_what_a_pipe_is_given_is_what_it_is_given_in_a_shell(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program behind a pipe reads the same; what is not told to it is left to the shell."""
    monkeypatch.setenv("NO_COLOR", "1")
    here, there = run_into_shell(command), run_in_shell(command, status=0)

    assert here is not None
    assert (here.returncode, here.stdout) == (there.returncode, there.stdout)
    assert run_into_shell("$ peacetrack corpus nowhere | head -n 1\n") is None


def test_a_transcript_is_run_again() -> None:
    """The eyes of these tests see what a command prints on both streams, and its status."""
    transcript = "$ echo one \\\n    two\none two\n$ echo three >&2; false\nthree\n$ echo $?\n1\n"

    assert transcript == run_again(transcript)


def test_a_wrong_transcript_is_noticed() -> None:
    """A page that shows what a command does not print differs from what happens."""
    assert run_again("$ echo one\ntwo\n") == "$ echo one\none\n"


def test_a_block_knows_its_place(tmp_path: Path) -> None:
    """A block is found by its language and its heading; what a longer fence shows is no block."""
    page = tmp_path / "page.md"
    page.write_text("## One\n\n````text\n```sh\nno\n```\n````\n\n## Two\n```sh\nyes\n```\n", encoding="utf-8")

    assert [("Two", 11, "yes\n")] == [(found.heading, found.line, found.text) for found in blocks(page, "sh")]


@every_page
def test_json_can_be_read(page: Path) -> None:
    """Whoever copies a block of JSON has one that can be read."""
    wrong = [block.place for block in blocks(page, "json") if not isinstance(json.loads(block.text), dict)]

    assert [] == wrong
