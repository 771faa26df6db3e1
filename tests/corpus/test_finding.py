"""Negotiations are found however deep their folders lie, each once."""

import io
import shutil
from pathlib import Path

import pytest

from peacetrack.corpus import find
from peacetrack.yaml.files.negotiations import negotiations

CAST = "peacetrack: 1\nnegotiation: {id: ferry, title: Ferry}\nactors:\n  north: {name: North, role: negotiating_party}\n"
EVENTS = "peacetrack: 1\nnegotiation: ferry\nevents: []\n"


def write(folder: Path, **texts: str) -> Path:
    """Write the files of one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.peace.yaml").write_text(text, encoding="utf-8")
    return folder


def names(root: Path, below: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in find(below)]


def test_folders_of_any_depth(tmp_path: Path) -> None:
    """A corpus is sorted as its author likes, by region and year or not at all."""
    write(tmp_path / "south" / "2019" / "river", cast=CAST, first=EVENTS)
    write(tmp_path / "north", log=CAST)
    write(tmp_path / "south" / "2018", log=CAST)
    write(tmp_path, stray=CAST)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "readme.yaml").touch()

    assert [".", "north", "south/2018", "south/2019/river"] == names(tmp_path, tmp_path)


def test_a_folder_is_judged_as_by_the_commands(tmp_path: Path) -> None:
    """A folder that holds several negotiations gives each of its files, beside a folder that is one."""
    write(tmp_path / "several", a=CAST + EVENTS[-11:], b=CAST.replace("ferry", "river") + EVENTS[-11:])
    write(tmp_path / "one", cast=CAST, first=EVENTS)
    expected = [path for folder in ("one", "several") for path in negotiations(tmp_path / folder)]

    assert ["one", "several/a.peace.yaml", "several/b.peace.yaml"] == names(tmp_path, tmp_path)
    assert expected == list(find(tmp_path))


def test_a_file_is_what_it_is(tmp_path: Path) -> None:
    """A file that is named is taken at its word."""
    file = write(tmp_path, log=CAST) / "log.peace.yaml"

    assert [file] == list(find(str(file)))


@pytest.mark.parametrize("missing", ["", "nowhere"], ids=["an empty folder", "no folder"])
def test_where_nothing_is_found(tmp_path: Path, missing: str) -> None:
    """A path without logs is not passed over in silence: what is asked about it answers what is wrong."""
    assert [tmp_path / missing] == list(find(tmp_path / missing))


def test_hidden_folders(tmp_path: Path) -> None:
    """What a version control system or an editor keeps in a hidden folder is no part of a corpus."""
    write(tmp_path / ".git" / "copy", log=CAST)
    write(tmp_path / "talks", log=CAST)

    assert ["talks"] == names(tmp_path, tmp_path)


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    """
    A link to a folder above it, and two links to one folder, neither hang the search nor double a log.

    One that leaves the folder is not followed: a folder that somebody sent reads no file of its receiver.
    """
    talks = write(tmp_path / "corpus" / "b" / "talks", log=CAST)
    write(tmp_path / "elsewhere" / "river", log=CAST)
    hidden = write(tmp_path / "corpus" / ".kept" / "river", log=CAST)
    (talks / "up").symlink_to(tmp_path / "corpus", target_is_directory=True)
    (tmp_path / "corpus" / "c").symlink_to(tmp_path / "corpus" / "b", target_is_directory=True)
    (tmp_path / "corpus" / "d").symlink_to(hidden, target_is_directory=True)
    (tmp_path / "corpus" / "e").symlink_to(hidden, target_is_directory=True)
    (tmp_path / "corpus" / "g").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "corpus" / "h").symlink_to("/", target_is_directory=True)
    (tmp_path / "corpus" / "f").symlink_to(tmp_path / "nowhere", target_is_directory=True)

    assert ["b/talks", "d"] == names(tmp_path / "corpus", tmp_path / "corpus")


def test_a_folder_that_goes_away(tmp_path: Path) -> None:
    """A folder that cannot be looked into any more is answered for, and the search goes on."""
    for name in ("a", "b", "c"):
        write(tmp_path / name, log=CAST)
    found = find(tmp_path)
    first = next(found)
    shutil.rmtree(tmp_path / "b")

    assert [tmp_path / "a", tmp_path / "b", tmp_path / "c"] == [first, *found]


def test_a_log_alone_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of folders with one file each nothing is read to find them: only several files can be several negotiations."""
    for number in range(100):
        write(tmp_path / str(number % 10) / str(number), log=CAST)
    opened: list[object] = []
    monkeypatch.setattr(io, "open", lambda *what, **_: opened.append(what))

    assert (100, []) == (sum(1 for _ in find(tmp_path)), opened)
