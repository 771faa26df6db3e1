"""The one door in: nothing that lies in a folder makes its reader wait, fills the memory, or leads out of the folder."""

from __future__ import annotations

import errno
import io
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

import peacetrack as pt
from peacetrack.cli import main
from peacetrack.model.problems import LogError
from peacetrack.yaml.files import opening
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.opening import DISK, Files, folders, named, real, standard_input
from peacetrack.yaml.files.verification import verify_sources
from peacetrack.yaml.records.scalars import Misfit

CAST: Final = (
    "peacetrack: 1\nnegotiation: {id: talks}\nactors: {north: {role: negotiating_party}}\n"
    "source: {id: news, published: 2024-09-17, file: café.txt, paragraphs: 2}\n"
    "events: [{event: statement_made, date: 2024-09-17, by: north, what: x}]\n"
)
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")


def made(kind: str, path: Path) -> None:
    """Put something in the place of a file."""
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as listening:
                here = os.getcwd()  # noqa: PTH109 - the address of a socket is short
                os.chdir(path.parent)
                listening.bind(path.name)
                os.chdir(here)
        case "folder":
            path.mkdir()
        case "link to nothing":
            path.symlink_to(path.parent / "nothing")
        case "link to itself":
            path.symlink_to(path)
        case _:
            path.symlink_to(kind)


def refused(path: Path, **asked: Any) -> str:
    """Ask for a file that is refused, and give why."""
    with pytest.raises(Misfit) as caught:
        DISK.content(path, **asked)
    return f"{caught.value.code} {caught.value.message}"


INSTEAD: Final = {
    "pipe": "PT034 This cannot be read: it is a pipe.",
    "socket": "PT034 This cannot be read: it is a socket.",
    "folder": "PT034 This cannot be read: Is a directory.",
    "link to nothing": "PT034 This cannot be read: No such file or directory.",
    "link to itself": "PT034 This cannot be read: Too many levels of symbolic links.",
    "/dev/zero": "PT032 This link leaves the folder.",
    "/etc/passwd": "PT032 This link leaves the folder.",
    "../secret.txt": "PT032 This link leaves the folder.",
}


@pytest.mark.parametrize("kind", INSTEAD)
def test_what_is_no_file_is_told_as_what_it_is(kind: str, tmp_path: Path) -> None:
    """In the place of a log nothing hangs, fills the memory or is read elsewhere, and the other files are read."""
    (tmp_path / "secret.txt").write_text("negotiation: {id: secret}")
    home = tmp_path / "talks"
    home.mkdir()
    (home / "cast.peace.yaml").write_text(CAST)
    made(kind, home / "x.peace.yaml")

    stated = [f"{problem.code} {problem.message}" for problem in read(home).problems]
    assert [INSTEAD[kind]] == stated
    assert INSTEAD[kind] == refused(home / "x.peace.yaml", within=real(home))
    assert 3 == CliRunner().invoke(main, ["check", str(tmp_path)]).exit_code
    assert 3 == CliRunner().invoke(main, ["check", str(home / "x.peace.yaml")]).exit_code


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
@pytest.mark.parametrize("text", [["check"], ["paragraphs"], ["import"], ["add"], ["upgrade"]], ids=" ".join)
def test_a_device_that_is_named_is_told_as_one(text: list[str], device: str) -> None:
    """Whoever names one gets a sentence and not all the memory."""
    more = {"import": ["fixtures/colombia-farc"], "add": ["--event", "statement_made by=x what=y"]}
    run = CliRunner().invoke(main, [*text, device, *more.get(text[0], [])])

    assert (3, True) == (run.exit_code, "his cannot be read: it is a device." in run.output)


@pytest.mark.parametrize("kind", ["pipe", "/dev/zero", "folder", "../secret.txt"])
def test_what_a_log_names_is_opened_by_the_same_door(kind: str, tmp_path: Path) -> None:
    """The text of a source, a cast file, the log of a scenario: nothing else than a file of the folder is read."""
    (tmp_path / "secret.txt").write_text("peacetrack: 1\nclassified: treasure\n")
    home = tmp_path / "talks"
    home.mkdir()
    (home / "cast.txt").write_text(CAST)
    made(kind, home / "x")
    for name, text in (
        ("alone", "peacetrack: 1\ncast: x\nevents: []\n"),
        ("what-if", "peacetrack: 1\nscenario: A\ngiven: {log: x}\nthen: [{count: {agreed: 0}}]\n"),
        ("source", CAST.replace("café.txt", "x")),
    ):
        path = home / f"{name}.peace.yaml"
        path.write_text(text)
        run = CliRunner().invoke(main, ["check", str(path)])

        assert isinstance(run.exception, SystemExit | None)
        assert "treasure" not in run.output
        assert ": PT" in run.output or "unverified-source" in run.output
        path.unlink()


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_what_may_not_be_read_is_told(error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is refused with the reason of the system, and so is a folder; neither is passed over."""
    path = tmp_path / "cast.peace.yaml"
    path.write_text(CAST)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        assert f"PT034 This cannot be read: {os.strerror(error)}." == refused(path)
    monkeypatch.setattr(os, "listdir", refuse)
    (problem,) = read(tmp_path).problems

    assert f"This cannot be read: {os.strerror(error)}." == problem.message
    assert ("PT034", "Check that you may look into it.") == (problem.code, problem.hint)
    assert tmp_path / "é" == named(tmp_path, "é")


def test_a_folder_below_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search passes nothing over in silence: what lies there is not known."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cast.peace.yaml").write_text(CAST)
    scandir, listdir = os.scandir, os.listdir

    def refuse(path: Any, look: Any) -> Any:
        if Path(path).name == "b":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return look(path)

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path, scandir))
    monkeypatch.setattr(os, "listdir", lambda path: refuse(path, listdir))
    run = CliRunner().invoke(main, ["check", str(tmp_path)])

    assert 3 == run.exit_code
    assert f"{tmp_path / 'b'}:1:1: PT034 This cannot be read: Permission denied.\n" in run.output


def test_what_goes_on_behind_its_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some files say that they are empty and are not: no more than the limit is read of any, nor of what is piped in."""
    monkeypatch.setattr(opening, "LARGEST", 4)
    stated = "PT033 This file has 5 bytes; at most 4 are read."

    if Path("/proc/self/status").exists():
        assert stated == refused(Path("/proc/self/status"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12345678")))
    with pytest.raises(Misfit) as caught:
        standard_input()
    assert stated == f"{caught.value.code} {caught.value.message}"
    (tmp_path / "a").write_bytes(b"1234")
    assert b"1234" == DISK.content(tmp_path / "a")


def test_what_is_exchanged_meanwhile_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at a file and its opening somebody may put a pipe there."""
    path = tmp_path / "a"
    path.touch()
    stat = Path.stat

    def exchange(self: Path) -> os.stat_result:
        found = stat(self)
        self.unlink()
        os.mkfifo(self)
        return found

    monkeypatch.setattr(Path, "stat", exchange)

    assert "PT034 This cannot be read: it is a pipe." == refused(path)


def test_a_name_of_no_file(tmp_path: Path) -> None:
    """There is none, and that is told."""
    assert "PT034 This cannot be read: no file has such a name." == refused(tmp_path / "a\0b")
    assert tmp_path / "é\0" == named(tmp_path, "é\0")


@pytest.mark.parametrize(("written", "on_disk"), [("caf\u00e9", "cafe\u0301"), ("cafe\u0301", "caf\u00e9")])
def test_a_normal_form_hides_no_file(written: str, on_disk: str, tmp_path: Path) -> None:
    """The text of a source and a cast file are found, however their names are composed on the disk."""
    (tmp_path / f"{on_disk}.txt").write_text("one\ntwo\nthree\n")
    (tmp_path / f"{on_disk}.cast").write_text(CAST.replace("café.txt", f"{written}.txt"))
    (tmp_path / "alone.peace.yaml").write_text(f"peacetrack: 1\ncast: {written}.cast\n")
    reading = read(tmp_path / "alone.peace.yaml")

    assert () == reading.problems
    assert ["PT152"] == [found.code for found in verify_sources(reading)]


def test_the_name_that_is_written_comes_first(tmp_path: Path) -> None:
    """Where two files differ in that alone, the one that is named is meant; where there is none, none is."""
    for name in ("caf\u00e9", "cafe\u0301"):
        (tmp_path / name).touch()
        assert tmp_path / name == named(tmp_path, name)
    assert tmp_path / "th\u00e9" == named(tmp_path, "th\u00e9")
    assert tmp_path / "nowhere" / "th\u00e9" == named(tmp_path, "nowhere/th\u00e9")


def test_a_search_does_not_leave_the_folder(tmp_path: Path) -> None:
    """Neither by a link to a folder, nor by one to a folder above: a folder that somebody sent is read, and no other."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "cast.peace.yaml").write_text(CAST)
    sent = tmp_path / "sent"
    (sent / "talks").mkdir(parents=True)
    (sent / "talks" / "cast.peace.yaml").write_text(CAST)
    (sent / "a").symlink_to(tmp_path / "mine", target_is_directory=True)
    (sent / "b").symlink_to("/", target_is_directory=True)
    (sent / "c").symlink_to("talks", target_is_directory=True)

    assert [(sent, 0), (sent / "c", 1)] == [*folders(sent)]
    assert [
        f"{sent / name}: this link leaves the folder, and is not followed." for name in ("a", "b")
    ] == CliRunner().invoke(main, ["check", str(sent)]).stderr.splitlines()
    assert [
        f"{name}: this link leaves the folder, and is not followed." for name in ("a", "b")
    ] == CliRunner().invoke(main, ["corpus", str(sent)]).stderr.splitlines()
    shutil.rmtree(sent / "talks")
    assert [(sent, 0)] == [*folders(sent)]


def test_files_are_read_as_they_will_be(tmp_path: Path) -> None:
    """What is going to be written stands for what lies there, also where nothing lies yet; nothing is written for it."""
    new = tmp_path / "new"
    files = Files.rewritten([(new / "cast.peace.yaml", CAST.encode())])

    assert (True, True, True) == (
        files.is_folder(new),
        files.is_there(new),
        files.is_file(new / "cast.peace.yaml"),
    )
    assert (new / "cast.peace.yaml",) == files.logs(new)
    assert CAST.encode() == files.content(new / "cast.peace.yaml", within=real(new))
    assert () == read(new, files=files).problems
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    "text",
    [
        ["status"],
        ["timeline"],
        ["blockers"],
        ["coverage"],
        ["report"],
        ["export", "--to", "jsonl"],
        ["compare"],
    ],
    ids=" ".join,
)
def test_scenarios_alone_are_no_log(text: list[str], tmp_path: Path) -> None:
    """Whoever asks such a folder for an answer is told why there is none."""
    scenario = "peacetrack: 1\nscenario: A\ngiven: {log: x}\nthen: [{count: {agreed: 0}}]\n"
    (tmp_path / "what-if.peace.yaml").write_text(scenario)
    run = CliRunner().invoke(main, [text[0], str(tmp_path), *text[1:]])

    assert 3 == run.exit_code
    assert f"{tmp_path}:1:1: PT031 This folder has no log: its files hold scenarios alone.\n" in run.output
    assert "`peacetrack check` plays them; name the folder of the log with which they begin." in run.output
    with pytest.raises(LogError) as caught:
        pt.load(tmp_path)
    assert ["PT031"] == [problem.code for problem in caught.value.problems]
