"""A negotiation is begun in a folder that has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peacetrack.checks.checking import check_path
from peacetrack.commands.init import init
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.schema import shipped_schema
from peacetrack.yaml.writing.starting import start

FILES = ["001-first-article.peace.yaml", "cast.peace.yaml", "peacetrack.schema.json"]
#: A commented line of YAML: a key, or an item of a list; prose begins with a capital.
COMMENTED = re.compile(r"^( *)# ( *(?:- )?[a-z]+:(?: .*)?)$", re.MULTILINE)


def run(*text: str) -> Result:
    return CliRunner().invoke(init, text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_negotiation_checks(tmp_path: Path) -> None:
    """Whoever begins sees a check that holds, with nothing to mend."""
    started = start(tmp_path / "talks")

    assert (FILES, ()) == (names(tmp_path / "talks"), started.problems)
    (outcome,) = check_path(tmp_path / "talks")
    assert ((), 0) == (outcome.problems, outcome.exit_status)
    log = load(tmp_path / "talks")
    assert ("talks", "Talks", ["first-party", "second-party"]) == (
        log.cast.negotiation.id,
        log.cast.negotiation.title,
        [*log.cast.actors],
    )


def test_what_waits_in_comments_checks_too(tmp_path: Path) -> None:
    """Every example that a beginner takes out of its comment is right."""
    start(tmp_path, actors=["north", "south"], instrument="accord", unit="chapter")
    for path in tmp_path.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        examples = COMMENTED.sub(r"\1\2", text)
        # Only the author has the article to which these belong.
        path.write_text(
            re.sub(r"^ +(file|sha256|paragraphs): .*\n", "", examples, flags=re.MULTILINE), encoding="utf-8"
        )
    (outcome,) = check_path(tmp_path)

    assert ((), 0) == (outcome.problems, outcome.exit_status)
    log = load(tmp_path)
    assert (3, 1, 1, 1) == (len(log.events), len(log.claims), len(log.cast.voices), len(log.cast.topics))
    assert ["borders"] == [*log.cast.instruments[next(iter(log.cast.instruments))].provisions]


def test_editors_find_the_schema(tmp_path: Path) -> None:
    """The first line of each file names the schema that lies beside it."""
    start(tmp_path)
    first = {path.read_text(encoding="utf-8").partition("\n")[0] for path in tmp_path.glob("*.yaml")}

    assert {"# yaml-language-server: $schema=peacetrack.schema.json"} == first
    assert shipped_schema() == (tmp_path / "peacetrack.schema.json").read_text(encoding="utf-8")


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    """Somebody may have made one with aspects of their own."""
    (tmp_path / "peacetrack.schema.json").write_text("{}", encoding="utf-8")
    started = start(tmp_path)

    assert FILES[1::-1] == [path.name for path in started.files]
    assert "{}" == (tmp_path / "peacetrack.schema.json").read_text(encoding="utf-8")


def test_names_are_data(tmp_path: Path) -> None:
    """Whatever a name holds, it is read as it is."""
    name = 'No: "a" {b} # c, \u202ed'
    start(tmp_path, title=name, actors=[f"north={name}", "south"], unit="main point")
    log = load(tmp_path)

    assert (name, [name, "South"]) == (
        log.cast.negotiation.title,
        [actor.name for actor in log.cast.actors.values()],
    )


@pytest.mark.parametrize(
    ("folder", "name"),
    [("My Talks, 2031!", "my-talks-2031"), ("___", "negotiation"), ("Переговоры", "переговоры")],
)
def test_the_folder_names_the_negotiation(tmp_path: Path, folder: str, name: str) -> None:
    """Where no id is given."""
    start(tmp_path / folder)

    assert name == load(tmp_path / folder).cast.negotiation.id


def test_a_folder_with_a_log_is_left_alone(tmp_path: Path) -> None:
    """PT039, word for word."""
    (tmp_path / "x.peace.yaml").write_text("", encoding="utf-8")
    done = run(str(tmp_path))

    assert (3, "", ["x.peace.yaml"]) == (done.exit_code, done.stdout, names(tmp_path))
    assert (
        f"{tmp_path}:1:1: PT039 This folder has a log already: a file ends in `.peace.yaml`.\n"
        "  Take another folder; `peacetrack add` adds to a log.\n"
    ) == done.stderr


def test_an_id_that_is_none_begins_nothing(tmp_path: Path) -> None:
    """What would not load is not written; the line is shown as it would be."""
    done = run(str(tmp_path / "new"), "--actor", "two words")

    assert (3, False) == (done.exit_code, (tmp_path / "new").exists())
    assert f"{tmp_path / 'new' / 'cast.peace.yaml'}:" in done.stderr
    assert "PT104 'two words' is not an id." in done.stderr


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    """A folder cannot be made where a file is."""
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    done = run(str(tmp_path / "x"))

    assert (3, "mine") == (done.exit_code, (tmp_path / "x").read_text(encoding="utf-8"))
    assert f"{tmp_path / 'x'}:1:1: PT038 This folder cannot be made: File exists.\n" in done.stderr


def test_the_command_names_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to do next."""
    monkeypatch.chdir(tmp_path)
    done = run(
        "ferry", "--title", "Talks on the ferry line", "--actor", "north=North", "--actor", "south=South"
    )

    assert (0, "Next: peacetrack check ferry\n") == (done.exit_code, done.stderr)
    assert [str(Path("ferry", name)) for name in ("cast.peace.yaml", *FILES[::2])] == done.stdout.splitlines()


def test_an_example_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who has installed the package has a log to look at, which checks, with the text of its source."""
    monkeypatch.chdir(tmp_path)
    done = run("--example", "river")

    assert (0, "Next: peacetrack check river\n") == (done.exit_code, done.stderr)
    assert ["river.peace.yaml", "valley-post.txt", "peacetrack.schema.json"] == [
        Path(line).name for line in done.stdout.splitlines()
    ]
    (outcome,) = check_path("river")
    assert ((), 0) == (outcome.problems, outcome.exit_status)
    assert (0, True) == (run("elsewhere", "--example", "river").exit_code, Path("elsewhere").is_dir())


@pytest.mark.parametrize(
    ("text", "status", "complaint"),
    [
        ([], 2, "Error: Missing argument 'FOLDER'."),
        (["--example", "river", "--title", "x"], 2, "Error: --example is a whole log: it takes no --title."),
        (
            ["--example", "river", "--unit", "article"],
            2,
            "Error: --example is a whole log: it takes no --unit.",
        ),
        (["--example", "river", "--actor", "x"], 2, "Error: --example is a whole log: it takes no --actor."),
        (["x", "--example", "river"], 3, "PT039 This folder has a log already"),
    ],
)
def test_an_example_takes_the_place_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: list[str], status: int, complaint: str
) -> None:
    """Neither of a log nor of what else is asked for."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "mine.peace.yaml").write_text("", encoding="utf-8")
    done = run(*text)

    assert (status, "", True) == (done.exit_code, done.stdout, complaint in done.stderr)
    assert ["mine.peace.yaml"] == names(folder)
