"""What is kept of a check stays true while files change, and nothing is read again that a change does not concern."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.beliefs.accounts import UnknownActorError
from peacetrack.beliefs.query import Query
from peacetrack.checks.checking import check_path
from peacetrack.corpus.rechecking import Kept, Recheck, Rechecker
from peacetrack.model.problems import Problem
from peacetrack.report.checked import claim_rows, lines_of, scenario_rows
from peacetrack.report.json import summary
from peacetrack.report.text import Line
from peacetrack.yaml.files.negotiations import asked_folders, names_of, negotiations
from tests.commands.running import CAST, THIRTEEN, folder

LEDGER: Final = "peacetrack: 1\nnegotiation: talks\n"
#: The texts that files have in turn: a cast, entries that hold, fail or cannot be read, whole logs, scenarios.
TEXTS: Final = {
    "cast": CAST,
    "holds": THIRTEEN,
    "fails": THIRTEEN.replace("supported", "refuted"),
    "no YAML": "events: [",
    "nobody's": THIRTEEN.replace("pashinyan", "nobody"),
    "whole": CAST + THIRTEEN.partition("negotiation: talks\n")[2],
    "names its cast": f"cast: cast.peace.yaml\n{THIRTEEN}",
    "source": f"{LEDGER}sources: {{may: {{file: may.txt, sha256: {hashlib.sha256(b'One.').hexdigest()}}}}}\n",
    "scenario here": "peacetrack: 1\nscenario: S\ngiven: {log: .}\nthen: [count: {agreed: 13, of: 16}]\n",
    "scenario of a": "peacetrack: 1\nscenario: S\ngiven: {log: ../a}\nthen: [count: {agreed: 13, of: 16}]\n",
    "scenario of a file": "peacetrack: 1\nscenario: S\ngiven: {log: ../b/june.peace.yaml}\nthen: [count: {agreed: 12}]\n",
}
FOLDERS: Final = ("all", "all/a", "all/b", "elsewhere", "all/x/y", "all/a/in", "all/.hidden")
NAMES: Final = ("cast", "june", "play")

Rows = tuple[dict[str, Any], ...]

files = st.builds(
    "{}/{}.peace.yaml".format, st.sampled_from(FOLDERS[1:4] * 3 + FOLDERS), st.sampled_from(NAMES)
)
edits = st.one_of(
    st.tuples(st.just("write"), files, st.sampled_from(sorted(TEXTS))),
    st.tuples(st.just("delete"), files, st.just("")),
    st.tuples(st.just("rename"), files, files),
    st.tuples(st.just("text"), st.sampled_from(("all/a/may.txt", "texts/may.txt")), st.sampled_from(("One.", "2"))),
    st.tuples(st.just("move"), st.sampled_from(("all/a", "all/b", "elsewhere", "all", "all/x", "all/x/y")), st.sampled_from(("all/c", "gone", "all/x/c", "all/.c"))),
)  # fmt: skip

KeptValue = tuple[Path, tuple[Line, ...], Rows, Rows, tuple[Problem, ...], int]


def edit(home: Path, doing: str, what: str, to: str) -> list[Path]:
    """Change files, and name what changed as a file system would; what cannot be done is no change."""
    path, other = home / what, home / to
    match doing:
        case "write" | "text":
            created = [above for above in path.parents if not above.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXTS.get(to, to), encoding="utf-8")
            return [*created, path]
        case "delete" if path.is_file():
            path.unlink()
            return [path]
        case "rename" | "move" if path.exists() and path not in other.parents and other.parent.is_dir():
            if not other.exists():
                path.rename(other)
            return [path, other]
        case _:
            return []


def value_of(kept: Kept) -> KeptValue:
    one = kept.checked
    return one.path, one.lines, one.results, one.scenarios, one.problems, one.exit_status


def fresh(paths: list[Path], sources: Path | None = None) -> list[KeptValue]:
    """Check everything anew, as `peacetrack check` does, without anything that was kept."""
    found = list[KeptValue]()
    for path in (negotiation for asked in paths for negotiation in negotiations(asked)):
        outcomes = tuple(check_path(path, sources=sources, within=asked_folders(paths)))
        found.append(
            (
                path,
                tuple(line for one in outcomes for line in lines_of(one)),
                tuple(row for one in outcomes for row in claim_rows(one)),
                tuple(row for one in outcomes for row in scenario_rows(one)),
                tuple(problem for one in outcomes for problem in one.problems),
                max(one.exit_status for one in outcomes),
            )
        )
    return found


def begun(*paths: Path, sources: Path | None = None) -> Rechecker:
    rechecker = Rechecker(paths, sources=sources)
    for key in rechecker.unchecked:
        rechecker.check(key)
    return rechecker


def at(found: Recheck) -> list[str]:
    return [one.checked.path.name for one in found.checked]


@given(
    edits=st.lists(edits, max_size=8),
    asked=st.sampled_from((["all"], ["all/a", "all"], ["elsewhere/play.peace.yaml", "all"])),
    separate=st.booleans(),
)
def test_what_is_kept_equals_a_fresh_check(
    edits: list[tuple[str, str, str]], asked: list[str], *, separate: bool
) -> None:
    """Whatever was written, deleted, renamed or moved, in whatever order: nothing that is kept is out of date."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        folder(
            home / "all/a",
            cast=CAST,
            june=TEXTS["source"] + THIRTEEN.partition("talks\n")[2].replace("source", "x-source"),
        )
        folder(home / "all/b", cast=CAST, june=TEXTS["names its cast"], play=TEXTS["scenario of a"])
        folder(home / "elsewhere", play=TEXTS["scenario of a file"])
        paths, sources = [home / path for path in asked], home / "texts" if separate else None
        rechecker = begun(*paths, sources=sources)
        for doing, what, to in edits:
            rechecker.recheck(edit(home, doing, what, to))
            expected = fresh(paths, sources)

            assert expected == [value_of(one) for one in rechecker.kept]
            assert len(expected) == rechecker.negotiations
            assert max(status for *_, status in expected) == rechecker.exit_status
            assert rechecker.summary == summary(
                [row for one in rechecker.kept for row in one.checked.results],
                [problem for one in rechecker.kept for problem in one.checked.problems],
                [row for one in rechecker.kept for row in one.checked.scenarios],
            )
            assert () == rechecker.unchecked


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Give a folder of three negotiations, in the last of which a scenario begins with the log of the first."""
    for name in "abc":
        folder(tmp_path / "all" / name, cast=CAST, june=THIRTEEN)
    folder(tmp_path / "all" / "c", play=TEXTS["scenario of a"])
    return tmp_path / "all"


def test_only_the_negotiation_of_a_file_is_checked_again(many: Path) -> None:
    """A saved file concerns its own negotiation; the others keep what they had."""
    rechecker = begun(many)
    before = {one.checked.path: one for one in rechecker.kept}
    (many / "b" / "june.peace.yaml").write_text(TEXTS["fails"], encoding="utf-8")

    found = rechecker.recheck([many / "b" / "june.peace.yaml"])

    assert (["b"], ()) == (at(found), found.gone)
    assert 1 == rechecker.exit_status
    assert [many / "b"] == [one.checked.path for one in rechecker.kept if one is not before[one.checked.path]]


def test_a_scenario_is_played_again_with_its_log(many: Path) -> None:
    """A scenario depends on the log with which it begins, wherever that lies."""
    rechecker = begun(many)

    assert ["a", "c"] == at(rechecker.recheck([many / "a" / "june.peace.yaml"]))


def test_what_concerns_nobody_is_not_checked(many: Path) -> None:
    """An editor's other files, and files of other folders, are no part of any log."""
    rechecker = begun(many)

    found = rechecker.recheck(
        [many / "a" / ".june.swp", many / "a" / "deep" / "x.peace.yaml", many.parent / "x.peace.yaml", many / "x"]
    )  # fmt: skip

    assert ([], ()) == (at(found), found.gone)


def test_a_text_of_a_source_concerns_its_log(many: Path) -> None:
    """A text that came, or differs, changes what is known of its source."""
    (many / "a" / "may.peace.yaml").write_text(TEXTS["source"], encoding="utf-8")
    rechecker = begun(many)
    notes = rechecker.summary["notes"]
    (many / "a" / "may.txt").write_text("Two.", encoding="utf-8")

    assert ["a"] == at(rechecker.recheck([many / "a" / "may.txt"]))
    assert (1, 1, 0) == (notes, rechecker.summary["errors"], rechecker.summary["notes"])


def test_a_text_behind_a_link_concerns_its_log(many: Path) -> None:
    """The text of a source may be a link to a file of another name."""
    (many / "a" / "may.peace.yaml").write_text(TEXTS["source"], encoding="utf-8")
    (many / "a" / "real.txt").write_text("One.", encoding="utf-8")
    (many / "a" / "may.txt").symlink_to("real.txt")
    rechecker = begun(many)

    assert ["a"] == at(rechecker.recheck([many / "a" / "real.txt"]))


def test_a_name_that_no_file_can_have_is_no_dependency(many: Path) -> None:
    """A log may name what cannot be a file, and that does not stand in the way."""
    text = TEXTS["source"].replace("file: may.txt", 'file: "may\\0.txt"')
    (many / "a" / "may.peace.yaml").write_text(text, encoding="utf-8")

    assert 3 == begun(many).negotiations
    assert set() == names_of("may\0.txt")


def test_a_folder_becomes_several_negotiations_and_one_again(tmp_path: Path) -> None:
    """As soon as a second file says which negotiation it is about, each file stands alone."""
    home = folder(tmp_path / "all", cast=CAST, june=THIRTEEN)
    rechecker = begun(home)
    june = home / "june.peace.yaml"

    june.write_text(TEXTS["whole"], encoding="utf-8")
    parted = rechecker.recheck([june])
    june.write_text(THIRTEEN, encoding="utf-8")
    whole = rechecker.recheck([june])

    assert (["june.peace.yaml"], (home,)) == (at(parted), parted.gone)
    assert (["all"], (june,)) == (at(whole), whole.gone)


def test_of_a_folder_of_many_files_only_the_changed_one_is_read(tmp_path: Path) -> None:
    """Where each file stands alone, its neighbours are not even looked into."""
    home = folder(tmp_path / "all", **dict.fromkeys("abc", TEXTS["whole"]))
    rechecker = begun(home)
    (home / "b.peace.yaml").write_text("peacetrack: 1\n", encoding="utf-8")

    found = rechecker.recheck([home / "b.peace.yaml"])

    assert (home / "b.peace.yaml",) == found.gone
    assert [] == at(found)


def test_a_negotiation_comes_and_goes(many: Path) -> None:
    """New folders are checked, and of those that are gone nothing is counted any more."""
    rechecker = begun(many)
    folder(many / "d", cast=CAST, june=THIRTEEN)
    came = rechecker.recheck([many / "d"])
    (many / "d").rename(many.parent / "d")
    went = rechecker.recheck([many / "d"])

    assert (["d"], ()) == (at(came), came.gone)
    assert ([], (many / "d",)) == (at(went), went.gone)
    assert 3 == rechecker.negotiations == rechecker.summary["claims"]


def test_a_folder_may_become_empty_and_fill_again(tmp_path: Path) -> None:
    """Where nothing is left, that is what is wrong, until there is a log again."""
    home = folder(tmp_path / "all" / "a", cast=CAST, june=THIRTEEN)
    rechecker = begun(home.parent)
    home.rename(tmp_path / "a")
    empty = rechecker.recheck([home])
    (tmp_path / "a").rename(home)
    filled = rechecker.recheck([home])

    assert (["all"], (home,), "PT031") == (at(empty), empty.gone, empty.checked[0].checked.problems[0].code)
    assert (["a"], (home.parent,), 0) == (at(filled), filled.gone, rechecker.exit_status)


def test_an_account_of_nobody_is_told_until_there_is_somebody(many: Path) -> None:
    """Who takes an actor out of a cast while that actor's account is asked for is told so, and the rest goes on."""
    rechecker = Rechecker([many / "a", many / "b"], Query(account="armenia"))
    for key in rechecker.unchecked:
        rechecker.check(key)
    cast = many / "a" / "cast.peace.yaml"
    cast.write_text(CAST.replace("armenia", "arm"), encoding="utf-8")
    (missing,) = rechecker.recheck([cast]).checked
    status = rechecker.exit_status
    cast.write_text(CAST, encoding="utf-8")
    (back,) = rechecker.recheck([cast]).checked

    assert "armenia" in missing.checked.lines[0].text
    assert (3, 0, 0) == (status, back.checked.exit_status, rechecker.exit_status)


def test_a_new_negotiation_may_lack_whom_the_account_names(many: Path) -> None:
    """It is told so from the first, and again checked when its cast changes."""
    rechecker = Rechecker([many], Query(account="armenia"))
    for key in rechecker.unchecked:
        rechecker.check(key)
    folder(many / "d", cast=CAST.replace("armenia", "arm"), june=THIRTEEN)
    (came,) = rechecker.recheck([many / "d"]).checked
    folder(many / "d", cast=CAST)
    (again,) = rechecker.recheck([many / "d" / "cast.peace.yaml"]).checked

    assert (3, 0) == (came.checked.exit_status, again.checked.exit_status)


def test_an_account_of_nobody_stops_the_first_check(many: Path) -> None:
    """At first it is a mistake of whoever asks."""
    rechecker = Rechecker([many], Query(account="nobody"))

    with pytest.raises(UnknownActorError):
        rechecker.check(rechecker.unchecked[0])

    assert 0 == rechecker.negotiations


def test_a_path_asked_for_twice_counts_twice(many: Path) -> None:
    """The sums are those of a check of the same paths."""
    rechecker = begun(many, many / "a")

    found = rechecker.recheck([many / "a" / "june.peace.yaml"])

    assert ["a", "c", "a"] == at(found)
    assert 4 == rechecker.negotiations


def test_no_log_is_kept(many: Path) -> None:
    """Of thousands of outcomes only plain values are held: their logs are much larger."""
    for one in begun(many).kept:
        kept = pickle.dumps(attrs.evolve(one.checked, problems=()))

        assert b"peacetrack.log.log" not in kept
        assert b"peacetrack.aspects" not in kept


def test_a_hidden_folder_concerns_nobody(many: Path) -> None:
    """What an editor or a version control keeps in a hidden folder is no negotiation."""
    kept = begun(many)
    hidden = many / ".hidden" / "june.peace.yaml"
    hidden.parent.mkdir()
    hidden.write_text(THIRTEEN, encoding="utf-8")

    found = kept.recheck([hidden.parent, hidden])

    assert ((), ()) == (found.checked, found.gone)
