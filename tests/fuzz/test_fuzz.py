"""What `python -m fuzz` looks for at length is tried here briefly, and nothing is left out of what it looks at."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings

from fuzz.drawn import ANY_DOCUMENT, KINDS, SOME_VIEWS
from fuzz.faults import PACKAGE, Copy, Fault, faults
from fuzz.mutants import mutant
from fuzz.parsers import compare
from fuzz.seeds import BETWEEN, bundles, texts, words
from fuzz.targets import TARGETS
from fuzz.views import ASKING, NO_VIEWS, PLAIN, VIEWS, Folder, show
from peacetrack.aspects import KINDS as KNOWN
from peacetrack.cli import COMMANDS
from tests.profile import examples, in_full, most

WORDS: Final = [word.encode() for word in words()]


@pytest.fixture
def home() -> Iterator[Folder]:
    """A folder that texts are written into in turn."""
    with Folder() as folder:
        yield folder


def test_every_command_is_a_view_or_shows_no_folder() -> None:
    """A new command is looked at, or named among those that show none."""
    assert {*COMMANDS} == {view[0] for view in VIEWS} | NO_VIEWS


def test_every_kind_of_event_is_drawn() -> None:
    """The schema, from which documents are drawn, has each kind."""
    assert KNOWN.keys() == {*KINDS}


def test_every_fixture_is_a_seed() -> None:
    """Its files are one text each, and no file is cut in two by what stands between them."""
    files = texts()

    assert len(files) == sum(len(bundle.split(BETWEEN)) for bundle in bundles().values())
    assert not any(BETWEEN in text for text in files.values())


@in_full
def test_every_view_shows_a_log(home: Folder) -> None:
    """No view is asked for in a way that no log can answer: each ends well, or with what did not hold."""
    path = home.write(bundles()["armenia-azerbaijan"])

    assert {show(path, view) for view in (*ASKING, *PLAIN)} <= {0, 1}


@settings(max_examples=examples(40))
@given(ANY_DOCUMENT, SOME_VIEWS)
def test_whatever_is_drawn_is_shown_or_refused(bundle: bytes, views: list[tuple[str, ...]]) -> None:
    """Each command ends with a status that is documented, whatever a folder holds."""
    with Folder() as folder:
        path = folder.write(bundle)
        assert {show(path, view) for view in views} <= {0, 1, 2, 3}


@pytest.mark.parametrize("name", most(sorted(bundles()), each=20))
def test_whatever_a_slip_makes_of_a_fixture_is_shown_or_refused(name: str, home: Folder) -> None:
    """The same of a mutant of each fixture."""
    dice = random.Random(name)
    path = home.write(mutant(bundles()[name], dice, WORDS))

    assert show(path, dice.choice(VIEWS)) in (0, 1, 2, 3)


@pytest.mark.parametrize("name", TARGETS)
def test_what_a_fuzzer_runs_can_be_run(name: str, home: Folder) -> None:
    """Each target takes any bytes."""
    target = TARGETS[name](home)

    ended = [target(data) for data in (b"", b"\x00\xff", bundles()["scenarios"])]

    assert 3 == len(ended)


def test_mutants_follow_from_their_dice() -> None:
    """What was found once is found again."""
    text = bundles()["armenia-azerbaijan"]
    one, other = ([mutant(text, random.Random(seed), WORDS) for seed in range(40)] for _ in range(2))

    assert one == other
    assert len({*one}) > 30


def test_mutants_say_the_same_to_both_parsers(capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison that `python -m fuzz.parsers` makes of a million mutants, of some hundreds."""
    found = compare(examples(1200), seed=3)

    assert 0 == found["DIFFERENT"]
    assert min(found["read"], found["refused"], found["pure"]) > 0
    assert "{'" in capsys.readouterr().out


def test_every_fault_is_another_module() -> None:
    """A fault replaces what stands where it says, and what comes of it is Python, and not what was there before."""
    path = PACKAGE / "beliefs" / "unordered.py"
    text = path.read_bytes()

    planted = [text[: one.start] + one.wrong.encode() + text[one.end :] for one in faults(path)]
    assert len(planted) > 30
    assert {ast.dump(ast.parse(text))}.isdisjoint(ast.dump(ast.parse(other)) for other in planted)


@in_full
def test_a_fault_is_noticed_by_a_test_that_fails(tmp_path: Path) -> None:
    """It is planted in a copy of the package, which is as before afterwards."""
    path = tmp_path / "test_days.py"
    path.write_text(
        "from peacetrack.model.dates import ImpreciseDate\ndef test_a_day():\n    assert str(ImpreciseDate.parse('2024'))\n",
        encoding="utf-8",
    )
    copy = Copy(tmp_path)
    module = "model/dates.py"
    text = (PACKAGE / module).read_text("utf-8")
    start = len(text[: text.index("class ImpreciseDate")].encode())
    deadly = Fault(path=module, line=1, start=start, end=start, right="", wrong="raise ValueError\n")
    idle = Fault(path=module, line=1, start=0, end=0, right="", wrong="")

    assert (False, True, False) == tuple(copy.noticed(one, [str(path)]) for one in (idle, deadly, idle))
