"""A file of an older format is brought to this one; a made-up version 0 stands for the versions to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from peacetrack.commands.upgrade import print_outcomes
from peacetrack.commands.upgrade import upgrade as command
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.records.scalars import Misfit
from peacetrack.yaml.writing.edits import Edit, Page
from peacetrack.yaml.writing.upgrading import STEPS, UpgradeStep, upgrade, upgraded

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"


def renamed(page: Page) -> Iterator[Edit]:
    """Call `occurrences` `events`, and `sort` in each of them `event`."""
    if found := page.pair("occurrences"):
        yield page.instead(("occurrences",), "events", of_key=True)
        for number, item in enumerate(found[1].items):
            if any(key.text == "sort" for key, _ in item.pairs):
                yield page.instead(("occurrences", number, "sort"), "event", of_key=True)


#: From the oldest to this one.
MADE_UP: Final = (
    UpgradeStep("0", "1", renamed),
    UpgradeStep("-1", "0", lambda page: [page.instead(("cast",), "cast.peace.yaml")]),
)
CAST: Final = "peacetrack: 1 # new\nnegotiation: {id: talks}\nactors: {a: {role: negotiating_party}}\n"
OLD: Final = (
    b"\xef\xbb\xbf# old\r\npeacetrack:   '0'  # so\r\nnegotiation: talks\r\n\r\n"
    b"occurrences:  # all\r\n-   sort: statement_made  # one\r\n    by: a"
)
NEW: Final = (
    b"\xef\xbb\xbf# old\r\npeacetrack:   1  # so\r\nnegotiation: talks\r\n\r\n"
    b"events:  # all\r\n-   event: statement_made  # one\r\n    by: a"
)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "cast.peace.yaml").write_text(CAST, encoding="utf-8")
    (tmp_path / "old.peace.yaml").write_bytes(OLD)
    return tmp_path


def run(*text: str) -> Result:
    return CliRunner().invoke(command, text)


def test_a_step_changes_what_its_version_changed(talks: Path) -> None:
    """And nothing else, to the last byte; then the log loads."""
    (outcome,) = upgrade(talks, steps=MADE_UP)

    assert ((), True, 1) == (outcome.problems, outcome.is_written, outcome.unchanged)
    assert [talks / "old.peace.yaml"] == [rewrite.path for rewrite in outcome.rewrites]
    assert (NEW, CAST) == (
        (talks / "old.peace.yaml").read_bytes(),
        (talks / "cast.peace.yaml").read_text(encoding="utf-8"),
    )
    assert ["old#1"] == [event.id for event in load(talks).events]


def test_a_file_is_upgraded_with_its_folder(talks: Path) -> None:
    """A negotiation speaks one version."""
    (outcome,) = upgrade(talks / "cast.peace.yaml", steps=MADE_UP, dry_run=True)

    assert ([NEW], False, OLD) == (
        [rewrite.after for rewrite in outcome.rewrites],
        outcome.is_written,
        (talks / "old.peace.yaml").read_bytes(),
    )


def test_steps_follow_each_other() -> None:
    """From each version to the next, until this one."""
    text = upgraded("peacetrack: -1\ncast: elsewhere # was\noccurrences: []\n", steps=MADE_UP)

    assert "peacetrack: 1\ncast: cast.peace.yaml # was\nevents: []\n" == text


def test_what_would_not_load_is_not_written(talks: Path) -> None:
    """Every problem is told, where it will be."""
    (talks / "old.peace.yaml").write_bytes(OLD.replace(b"by: a", b"by: b"))
    (outcome,) = upgrade(talks, steps=MADE_UP)

    assert [("PT111", str(talks / "old.peace.yaml"), 7, 9)] == [
        (found.code, found.place.file, found.place.line, found.place.column) for found in outcome.problems
    ]
    assert (False, OLD.replace(b"by: a", b"by: b")) == (
        outcome.is_written,
        (talks / "old.peace.yaml").read_bytes(),
    )


@pytest.mark.parametrize(
    ("version", "steps", "message", "hint"),
    [
        (
            "peacetrack: 7\n",
            STEPS,
            "No step leads from version '7' to version '1'.",
            "There is no older one. A later peacetrack may know this version.",
        ),
        (
            "peacetrack: 7\n",
            MADE_UP,
            "No step leads from version '7' to version '1'.",
            "Older ones are `-1`, `0`. A later peacetrack may know this version.",
        ),
        ("cast: x\n", STEPS, "This file says no version.", "Begin it with `peacetrack: 1`."),
        ("peacetrack: []\n", STEPS, "This file says no version.", "Begin it with `peacetrack: 1`."),
    ],
)
def test_an_unknown_version_is_refused(
    version: str, steps: tuple[UpgradeStep, ...], message: str, hint: str
) -> None:
    """PT107, word for word."""
    with pytest.raises(Misfit) as refusal:
        upgraded(version, steps=steps)

    assert ("PT107", message, hint) == (refusal.value.code, refusal.value.message, refusal.value.hint)


def test_steps_in_a_circle_end() -> None:
    """A version that comes again leads nowhere."""
    steps = (UpgradeStep("a", "b", lambda _: ()), UpgradeStep("b", "a", lambda _: ()))
    with pytest.raises(Misfit, match="No step leads from version 'a'"):
        upgraded("peacetrack: a\n", steps=steps)


@pytest.mark.parametrize("folder", ["armenia-azerbaijan", "colombia-farc"])
def test_there_is_nothing_to_do_yet(folder: str) -> None:
    """Every file of a real log is of this version; none is touched."""
    path = FIXTURES / folder
    files = {file: file.stat().st_mtime_ns for file in path.iterdir()}
    done = run(str(path))

    assert 0 == done.exit_code
    assert f"Nothing to do: {len([*path.glob('*.peace.yaml')])} files of `peacetrack: 1`.\n" == done.stdout
    assert files == {file: file.stat().st_mtime_ns for file in path.iterdir()}


def test_the_command_refuses_an_unknown_version(talks: Path) -> None:
    """At its place, with the other problems; nothing is written."""
    (talks / "wrong.peace.yaml").write_text("events: [\n", encoding="utf-8")
    (talks / "bytes.peace.yaml").write_bytes(b"peacetrack: \xff\n")
    done = run(str(talks))

    assert (3, "", OLD) == (done.exit_code, done.stdout, (talks / "old.peace.yaml").read_bytes())
    for place in (
        "old.peace.yaml:2:15: PT107",
        "wrong.peace.yaml:2:1: PT005",
        "bytes.peace.yaml:1:13: PT001",
    ):
        assert f"{talks}/{place} " in done.stderr
    assert done.stderr.count("PT107") == 1


def test_the_command_prints_what_changes(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `add` does."""
    status = print_outcomes(upgrade(talks, steps=MADE_UP, dry_run=True))
    printed = capsys.readouterr()

    assert (0, "") == (status, printed.err)
    assert "-peacetrack:   '0'  # so\n+peacetrack:   1  # so\n" in printed.out
    assert "Nothing to do" not in printed.out


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    """It is no negotiation without anything to do."""
    done = run(str(tmp_path / "nowhere"))

    assert (3, "") == (done.exit_code, done.stdout)
    assert "PT030 There is no such file or folder." in done.stderr
