"""`peacetrack check`, as a user runs it."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import peacetrack
from peacetrack.cli import main
from peacetrack.commands.check import MOST_HELD
from tests.commands.running import CAST, SEEDS, THIRTEEN, as_json, folder, run, run_line
from tests.profile import in_full

RESULT_KEYS = {
    "id",
    "kind",
    "file",
    "line",
    "verdict",
    "support",
    "expected",
    "passed",
    "said",
    "replayed",
    "because",
}
PROBLEM_KEYS = {"code", "message", "file", "line", "column"}
BROKEN = THIRTEEN.replace("supported", "refuted")


def test_the_seeds_hold() -> None:
    """Five articles, and every claim comes out as expected."""
    done = run("check", SEEDS)

    assert (0, "") == (done.returncode, done.stderr)
    assert "ok  thirteen-of-sixteen: 13 of 16 articles agreed" in done.stdout
    assert "all as expected" in done.stdout.splitlines()[-1]
    assert "FAILED" not in done.stdout


def test_the_shape_of_the_json() -> None:
    """A program finds every key, whatever came out."""
    outcome = as_json("check", SEEDS)

    assert {"format", "results", "scenarios", "problems", "summary"} == outcome.keys()
    assert [] == outcome["scenarios"]
    assert "peacetrack.check/1" == outcome["format"]
    assert all(RESULT_KEYS <= result.keys() for result in outcome["results"])
    assert all({"verdict", "support"} == result["expected"].keys() for result in outcome["results"])
    assert {"claim", "expectation"} == {result["kind"] for result in outcome["results"]}
    assert outcome["problems"]
    assert all(PROBLEM_KEYS <= problem.keys() for problem in outcome["problems"])
    summary = outcome["summary"]
    assert len(outcome["results"]) == summary["claims"] + summary["expectations"] == summary["passed"]
    assert 0 == summary["failed"] == summary["errors"]


@in_full
def test_the_installed_command_is_the_same() -> None:
    """`peacetrack` and `python -m peacetrack` say the same."""
    script = shutil.which("peacetrack", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("the package is not installed, only found")

    assert run("check", SEEDS).stdout == run_line([script, "check", str(SEEDS)]).stdout


def test_a_claim_that_fails_ends_with_one(tmp_path: Path) -> None:
    """It shows what was said, what was replayed, what was expected, and where."""
    home = folder(tmp_path / "talks", cast=CAST, june=BROKEN)

    done = run("check", "talks", cwd=tmp_path)

    assert (1, "") == (done.returncode, done.stderr)
    assert (
        "FAILED  agreed-13: 13 of 16 articles agreed\n"
        "    supported, own word only (armenia)\n"
        f"    at        {Path('talks', 'june.peace.yaml')}:7:42\n"
        "    said      13 of 16 articles agreed\n"
        "    replayed  13 of 16 articles agreed\n"
        "    expected  refuted; it is supported\n"
        "    because   thirteen\n"
        "1 claim and 0 expectations: 1 failed\n"
    ) == done.stdout
    (result,) = as_json("check", home, status=1)["results"]
    assert (False, "refuted", "supported") == (
        result["passed"],
        result["expected"]["verdict"],
        result["verdict"],
    )


def test_a_number_in_quotes_is_a_number(tmp_path: Path) -> None:
    """`agreed: "13"` is a good case."""
    assert 0 == run("check", folder(tmp_path, cast=CAST, june=THIRTEEN)).returncode


def test_several_paths_and_a_folder_of_folders(tmp_path: Path) -> None:
    """The worst outcome decides: what cannot be read weighs more than what failed."""
    folder(tmp_path / "all" / "good", cast=CAST, june=THIRTEEN)
    folder(tmp_path / "all" / "failing", cast=CAST, june=BROKEN)
    broken = folder(tmp_path / "broken", cast="peacetrack: 1\n")

    both = run("check", "all", cwd=tmp_path)
    assert (1, "2 claims and 0 expectations in 2 negotiations: 1 failed") == (
        both.returncode,
        both.stdout.splitlines()[-1],
    )
    assert 0 == run("check", tmp_path / "all" / "good", SEEDS).returncode
    assert 3 == run("check", tmp_path / "all", broken).returncode
    assert 2 == len(as_json("check", "all", "all/good", status=1, cwd=tmp_path)["results"]) - 1


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    """A cast alone, an empty folder and a wrong path end with 3: a check that checked nothing must not be green."""
    folder(tmp_path / "cast", cast=CAST)
    (tmp_path / "empty").mkdir()

    assert 3 == run("check", "cast", cwd=tmp_path).returncode
    assert (3, "empty:1:1: PT031 ") == _beginning(tmp_path, "empty", 17)
    assert (3, "nowhere:1:1: PT030 ") == _beginning(tmp_path, "nowhere", 19)
    assert 3 == run("check", "", cwd=tmp_path / "empty").returncode


def _beginning(where: Path, path: str, length: int) -> tuple[int, str]:
    done = run("check", path, cwd=where)
    return done.returncode, done.stdout[:length]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["check"], "Missing argument 'PATH...'"),
        (["chekc"], "There is no command 'chekc'. Did you mean 'check'?"),
        (["check", SEEDS, "--format", "xml"], "'xml' is not one of"),
        (["check", SEEDS, "--as-of", "2024-02-30"], "'2024-02-30' is not a day: February 2024 has 29 days"),
        (["check", SEEDS, "--known-by", "2024-09"], "'2024-09' is not one exact day"),
        (
            ["check", SEEDS, "--account", "armania"],
            "'armania' is no actor of this negotiation; there are armenia",
        ),
        (["status", SEEDS, "--account", "armenia,armania"], "'armania' is no actor"),
        (["status"], "Missing argument 'PATH'"),
        (["paragraphs"], "Missing argument 'FILE'"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[object], text: str) -> None:
    """Nothing is printed but what is wrong with the call."""
    done = run(*arguments)

    assert (2, "") == (done.returncode, done.stdout)
    assert text in " ".join(done.stderr.split())


def test_a_file_alone_names_its_cast(tmp_path: Path) -> None:
    """One article is checked without the others; a file with a cast of its own needs nobody."""
    home = folder(
        tmp_path, cast=CAST, june=THIRTEEN + "cast: cast.peace.yaml\n", july=BROKEN.replace("june", "july")
    )
    own = CAST + "".join(THIRTEEN.splitlines(keepends=True)[2:])
    folder(tmp_path / "own", alone=own)

    assert 0 == run("check", home / "june.peace.yaml").returncode
    assert 0 == run("check", "june.peace.yaml", cwd=home).returncode
    assert 3 == run("check", home / "july.peace.yaml").returncode
    assert 0 == run("check", tmp_path / "own" / "alone.peace.yaml").returncode


def test_another_account_and_another_day(tmp_path: Path) -> None:
    """Claims that name no day and no account are asked as of the given day, in the given account."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN)

    verdicts = [
        as_json("check", home, *options, status=status)["results"][0]["verdict"]
        for options, status in (
            ((), 0),
            (("--account", "azerbaijan"), 1),
            (("--as-of", "2024-05-31"), 1),
            (("--known-by", "2024-06-30"), 1),
        )
    ]
    assert ["supported", *["not_enough_info"] * 3] == verdicts


def test_sources_are_compared_with_their_texts(tmp_path: Path) -> None:
    """A text that has changed ends with 1; one that is not there is shown as unverified."""
    text = b"Pashinyan spoke.\n\nBaku did not.\n"
    digest = hashlib.sha256(text).hexdigest()
    stated = f"source: {{id: june, published: 2024-07-01, file: 001.txt, sha256: {digest}, paragraphs: 2, uncited: {{2: silence}}}}"
    home = folder(
        tmp_path / "talks",
        cast=CAST,
        june=THIRTEEN.replace("source: {id: june, published: 2024-07-01}", stated).replace(
            "of: 16}\n", "of: 16, cite: 1}\n", 1
        ),
    )
    texts = tmp_path / "texts"
    texts.mkdir()

    assert "unverified-source" in run("check", home).stdout
    (texts / "001.txt").write_bytes(text)
    assert [] == as_json("check", home, "--sources", texts)["problems"]
    (texts / "001.txt").write_bytes(text + b"More.\n")
    codes = [problem["code"] for problem in as_json("check", home, "--sources", texts, status=1)["problems"]]
    assert ["PT151", "PT152"] == codes
    (texts / "001.txt").unlink()
    (texts / "001.txt").mkdir()
    assert "unverified-source" in run("check", home, "--sources", texts).stdout


def test_a_file_from_windows_is_the_same(tmp_path: Path) -> None:
    """A byte order mark and carriage returns change nothing, neither a verdict nor a place."""
    home = folder(tmp_path / "talks", cast=CAST, june=BROKEN)
    plain = run("check", home)
    for path in home.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert plain.stdout == run("check", home).stdout


def test_blanks_and_other_scripts_in_a_path(tmp_path: Path) -> None:
    """A folder may have any name."""
    home = folder(tmp_path / "մոտ արդյունք 13", cast=CAST, june=BROKEN)

    done = run("check", home)

    assert 1 == done.returncode
    assert "մոտ արդյունք 13" in done.stdout


@in_full
def test_a_console_that_lacks_a_letter(tmp_path: Path) -> None:
    """A Windows console prints a question mark for it."""
    home = folder(tmp_path / "արդյունք", cast=CAST, june=BROKEN)

    done = run("check", home, encoding="cp1252", PYTHONIOENCODING="cp1252")

    assert 1 == done.returncode
    assert "????????" in done.stdout
    assert 0 == run("status", home, encoding="cp1252", PYTHONIOENCODING="cp1252").returncode


@in_full
def test_no_colours_in_a_file() -> None:
    """Whoever redirects the output gets words alone."""
    assert "\x1b" not in run("check", SEEDS).stdout
    assert "\x1b" not in run("status", SEEDS).stdout
    assert "\x1b" not in run("check", "nowhere", TERM="xterm-256color").stdout


def test_a_log_does_not_write_over_the_terminal(tmp_path: Path) -> None:
    """Control characters and marks that turn the direction of writing are shown, and not obeyed."""
    evil = BROKEN.replace("agreed-13", "agreed").replace("title: The talks", "")
    title = CAST.replace("The talks", '"red \\e[31m, \u202eback\u202c"')
    home = folder(
        tmp_path, cast=title.replace("{kind: article}", '{kind: "art\\ricle", title: "\\a"}'), june=evil
    )

    for command in ("check", "status"):
        shown = run(command, home).stdout
        assert not {"\x1b", "\u202e", "\a", "\r"} & {*shown}
    assert "red \\x1b[31m, \\u202eback\\u202c" in run("status", home).stdout


@in_full
def test_two_thousand_small_logs(tmp_path: Path) -> None:
    """A folder of many articles is one negotiation."""
    article = "peacetrack: 1\nnegotiation: talks\nsource: {{id: s{0}, published: 2024-07-01}}\nevents:\n  - {{event: statement_made, date: 2024-06, by: pashinyan}}\n"
    home = folder(tmp_path, cast=CAST, june=THIRTEEN, **{f"a{n:04}": article.format(n) for n in range(2000)})

    outcome = as_json("check", home)

    assert (1, []) == (outcome["summary"]["passed"], outcome["problems"])


def test_the_version_and_the_help() -> None:
    """Both are quick: they load nothing that reads or prints a log."""
    assert f"peacetrack, version {peacetrack.__version__}\n" == run("--version").stdout
    assert "check" in run("--help").stdout
    assert run("--help").stdout == run("-h").stdout
    heavy = "import sys; sys.argv = ['peacetrack', '--version']\nfrom peacetrack.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    asked = "print(sorted({name.partition('.')[0] for name in sys.modules} & {'cattrs', 'rich', 'ruamel', '_ruamel_yaml'}))"
    assert "[]" == run_line([sys.executable, "-c", heavy + asked]).stdout.splitlines()[-1]


def test_a_citation_without_a_paragraph_covers_none(tmp_path: Path) -> None:
    """A source whose paragraphs nobody counted is cited as a whole."""
    home = folder(
        tmp_path, cast=CAST, june=THIRTEEN.replace("of: 16}\n", "of: 16, cite: {as_said: most}}\n", 1)
    )

    assert [] == as_json("check", home)["problems"]


def test_a_stream_of_another_program_is_left_as_it_is() -> None:
    """Whoever runs a command from Python may catch what it prints."""
    caught = io.StringIO()
    with redirect_stdout(caught), redirect_stderr(caught):
        main(["--version"], standalone_mode=False)

    assert f"peacetrack, version {peacetrack.__version__}\n" == caught.getvalue()


def test_the_help_keeps_its_examples() -> None:
    """One to a line, ready to paste."""
    assert "\n  peacetrack check river\n" in run("check", "--help").stdout


WRONG = THIRTEEN.replace("says: {count: {agreed: 13", "says: {count: {agreed: 14")


def test_quiet_is_about_failures(tmp_path: Path) -> None:
    """What holds, and what is only noted, is passed over; the sum tells that something failed."""
    done = run(
        "check",
        folder(
            tmp_path,
            cast=CAST,
            june=WRONG.replace(
                "claims:\n", "claims:\n  - {id: yes-13, by: pashinyan, says: {count: {agreed: 13}}}\n"
            ),
        ),
        "--quiet",
    )

    assert 1 == done.returncode
    assert done.stdout.startswith("FAILED  agreed-13: 14 of 16 articles agreed\n")
    assert "yes-13" not in done.stdout
    assert "2 claims and 0 expectations: 1 failed" == done.stdout.splitlines()[-1]


def test_quiet_says_nothing_when_nothing_failed(tmp_path: Path) -> None:
    """Then there is nothing to mend."""
    done = run("check", folder(tmp_path, cast=CAST, june=THIRTEEN), "--quiet")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "text",
    [
        ["--quiet", "--watch"],
        ["--quiet", "--format", "json"],
        ["--verbose", "--format", "github"],
        ["--quiet", "--verbose"],
    ],
)
def test_quiet_and_verbose_are_of_text(text: list[str]) -> None:
    """A program gets all of it."""
    done = run("check", SEEDS, *text)

    assert (2, "Error: --quiet or --verbose is of text, and of one run.") == (
        done.returncode,
        done.stderr.splitlines()[-1],
    )


def test_very_many_claims_that_hold_are_a_number(tmp_path: Path) -> None:
    """What failed, and what the author should know, is told among them as ever; each is listed on demand."""
    claims = "".join(
        f"  - {{id: c{number}, by: pashinyan, says: {{count: {{agreed: 13}}}}}}\n"
        for number in range(MOST_HELD + 1)
    )
    home = folder(tmp_path, cast=CAST, june=f"{WRONG}{claims}")
    done = run("check", home)

    assert 1 == done.returncode
    assert "FAILED  agreed-13" in done.stdout
    assert "c17" not in done.stdout
    assert f"{MOST_HELD + 1} came out as expected; --verbose lists each of them.\n" in done.stdout
    assert "ok  c17: 13 articles agreed\n" in run("check", home, "--verbose").stdout
