"""Which files make one negotiation, for pytest and for `peacetrack check` alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.yaml.files.negotiations import home_of, negotiations
from tests.commands.running import as_json
from tests.testing.logs import ALONE, CAST, CLAIMS, REFUSED, SCENARIOS, THIRTEEN, folder

OWN = ALONE % "\n".join(THIRTEEN.splitlines()[2:])


def test_a_folder_is_one_negotiation(tmp_path: Path) -> None:
    """One file says which negotiation it is; scenarios beside it may bring a cast of their own."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN, what_if=CAST + SCENARIOS.partition("\n")[2])

    assert {home} == {home_of(path) for path in home.iterdir()}
    assert (home,) == negotiations(home)


@pytest.mark.parametrize(
    "mapping",
    [
        "negotiation: {id: ferry}",
        "negotiation:\n  id: ferry",
        "negotiation: # the ferry\n  id: ferry",
        '"negotiation" : {id: ferry}',
        "negotiation: &ferry {id: ferry}",
    ],
)
def test_a_folder_of_several_negotiations(tmp_path: Path, mapping: str) -> None:
    """However a file says which negotiation it is about, its own word counts, and each file stands alone."""
    own = OWN.replace("negotiation: {id: talks, title: The talks}", mapping)
    home = folder(tmp_path, ferry=own, treaty=OWN, july="cast: treaty.peace.yaml\n" + CLAIMS)

    assert all(path == home_of(path) for path in home.iterdir())
    assert tuple(sorted(home.iterdir())) == negotiations(home)


@pytest.mark.parametrize(
    "name", ["negotiation: talks", "negotiation: 'talks'", 'negotiation: "talks"', "x-a: {}"]
)
def test_a_name_is_no_mapping(tmp_path: Path, name: str) -> None:
    """A file that only names its negotiation belongs to the folder."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN.replace("negotiation: talks", name))

    assert home == home_of(home / "june.peace.yaml")


def test_a_file_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    """What is broken, or is no file, belongs to the folder, whose reading says what is wrong."""
    home = folder(tmp_path, cast=CAST, broken="negotiation: {id\n", listed="negotiation: [ferry]\n")
    (home / "folder.peace.yaml").mkdir()

    assert {home} == {home_of(path) for path in home.iterdir()}


def test_another_suffix_stands_alone(tmp_path: Path) -> None:
    """A folder reads only `*.peace.yaml`."""
    home = folder(tmp_path, cast=CAST)

    assert home / "ferry.talks" == home_of(home / "ferry.talks")


def test_each_folder_is_looked_at_once(tmp_path: Path) -> None:
    """Whoever asks for many files remembers their folders."""
    home, known = folder(tmp_path, cast=CAST, june=THIRTEEN), dict[Path, bool]()
    found = home_of(home / "cast.peace.yaml", cached=known)
    folder(home, ferry=OWN)

    assert (home, {home: False}) == (found, known)
    assert home == home_of(home / "june.peace.yaml", cached=known)


def test_check_agrees(tmp_path: Path) -> None:
    """`peacetrack check` checks each negotiation of a folder; a cast alone is none, and what is broken is shown."""
    home = folder(tmp_path / "several", cast=CAST, ferry=OWN, treaty=ALONE % REFUSED)
    folder(tmp_path / "one", cast=CAST, june=THIRTEEN)
    folder(
        home,
        july="cast: cast.peace.yaml\n" + THIRTEEN,
        what_if=SCENARIOS.replace("log: .", "log: ferry.peace.yaml"),
    )
    names = ("ferry", "july", "treaty", "what_if")
    checked = as_json("check", home, status=1)

    assert tuple(home / f"{name}.peace.yaml" for name in names) == negotiations(home)
    assert (tmp_path / "one", *negotiations(home)) == negotiations(tmp_path)
    assert ["agreed-13", "agreed-13"] == [row["id"] for row in checked["results"]]
    folder(home, broken="\t")
    assert home / "broken.peace.yaml" in negotiations(home)


def test_only_casts(tmp_path: Path) -> None:
    """Of a folder of several casts with nothing to check, the folder itself is shown to be wrong."""
    home = folder(tmp_path, one=CAST, two=CAST)

    assert (home,) == negotiations(home)
    assert (home / "one.peace.yaml",) == negotiations(home / "one.peace.yaml")
    assert (home / "empty",) == negotiations(home / "empty")


def test_no_negotiation(tmp_path: Path) -> None:
    """A folder without logs, and without folders of logs, is what is wrong."""
    assert (tmp_path,) == negotiations(tmp_path)
