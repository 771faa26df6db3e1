"""The one door out: whatever breaks a writing off, the old or the new lies there as a whole."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from peacetrack.cli import main
from peacetrack.corpus import find
from peacetrack.corpus.tables import CorpusQuery, rows_of_logs
from peacetrack.corpus.tables import write as write_store
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.writing import saving
from peacetrack.yaml.writing.saving import Former, NotSavedError, Saving, save, save_folder, whole
from tests.commands.running import ENVIRONMENT, run
from tests.profile import QUICK, THOROUGH
from tests.yaml.breaking_off import WAYS, breaking_off, interrupted, killed

ROOT: Final = Path(__file__).parents[2]
FERRY: Final = ROOT / "docs" / "how-to" / "ferry"
LOST: Final = ROOT / "fixtures" / "found" / "lost-add"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no signals to be killed by")

EVENT: Final = "statement_made id=added by=north date=2031-03-04 what=hello"
Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    """Give what lies in a folder, hidden files and all."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def add(home: Path) -> None:
    CliRunner().invoke(main, ["add", str(home / "log.peace.yaml"), "--event", EVENT], catch_exceptions=False)


def several(home: Path) -> None:
    save(
        [
            Saving(home / "log.peace.yaml", b"new", (LOST / "log.peace.yaml").read_bytes()),
            Saving(home / "b.peace.yaml", b"new", Former.NOTHING),
            Saving(home / "kept.txt", b"new"),
        ]
    )


def init(home: Path) -> None:
    CliRunner().invoke(main, ["init", str(home / "new" / "talks")], catch_exceptions=False)


def init_here(home: Path) -> None:
    (home / "log.peace.yaml").unlink(missing_ok=True)
    CliRunner().invoke(main, ["init", str(home), "--id", "talks"], catch_exceptions=False)


def report(home: Path) -> None:
    CliRunner().invoke(
        main, ["report", str(home / "log.peace.yaml"), "-o", str(home / "kept.txt")], catch_exceptions=False
    )


def tables(home: Path) -> None:
    CliRunner().invoke(
        main,
        ["export", str(home / "log.peace.yaml"), "--to", "csv", "-o", str(home / "tables")],
        catch_exceptions=False,
    )


def store(home: Path) -> None:
    query = CorpusQuery(root=home)
    write_store(rows_of_logs(find(home / "log.peace.yaml"), query), home / "corpus.sqlite", force=True)


def store_folder(home: Path) -> None:
    query = CorpusQuery(root=home)
    write_store(rows_of_logs(find(home / "log.peace.yaml"), query), home / "corpus.parquet", force=True)


WRITERS: Final[dict[str, Callable[[Path], None]]] = {
    one.__name__: one for one in (add, several, init, init_here, report, tables, store, store_folder)
}
#: What a killed writing of several files may leave: some old and some new, each as a whole.
ONE_BY_ONE: Final = frozenset({"several", "init_here"})


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Make a folder with a log and other files, as often as one is asked for."""
    made: list[Path] = []

    def make() -> Path:
        home = tmp_path / str(len(made))
        home.mkdir()
        made.append(home)
        shutil.copy(LOST / "log.peace.yaml", home)
        (home / "kept.txt").write_bytes(b"kept")
        (home / "kept.txt").chmod(0o640)
        (home / "corpus.sqlite").write_bytes(b"old")
        (home / "corpus.parquet").mkdir()
        (home / "corpus.parquet" / "logs.parquet").write_bytes(b"old")
        return home

    yield make
    for home in made:
        shutil.rmtree(home)


def begun(name: str, home: Path) -> Contents:
    """Give what lies in the folder when its writer begins."""
    if name == "init_here":
        (home / "log.peace.yaml").unlink()
    return contents(home)


def _tried(steps: int) -> range:
    """Choose the steps that are tried: in a quick look some ten, otherwise all, or of very many a third."""
    return range(1, steps + 1, max(1, steps // 10) if QUICK else 1 if steps < 60 else 3)


def without_scratch(stated: Contents) -> Contents:
    return {name: content for name, content in stated.items() if ".peacetrack" not in name}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("way", ["full", "forbidden"])
def test_a_step_that_is_refused_leaves_the_old_or_the_new(
    name: str, way: str, homes: Callable[[], Path]
) -> None:
    """Whichever step it is: nothing is lost, nothing is half, nothing is left lying about, and it ends in a sentence."""
    home = homes()
    old = begun(name, home)
    with breaking_off(0, WAYS[way]) as shim:
        WRITERS[name](home)
    new = contents(home)
    assert old != new
    for at in _tried(len(shim.steps)):
        place = homes()
        begun(name, place)
        with breaking_off(at, WAYS[way]), suppress(NotSavedError, OSError):
            WRITERS[name](place)

        found = contents(place)
        if shim.steps[at - 1] == "unlink":  # what could not be taken away goes with the next writing
            found = without_scratch(found)
        if name.startswith("store"):  # two stores of the same rows may differ in their bytes
            assert found == old or found.keys() == new.keys(), shim.steps[at - 1]
        else:
            assert found in (old, new), shim.steps[at - 1]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("way", [interrupted, killed], ids=lambda way: way.__name__)
def test_an_end_at_any_step_leaves_the_old_or_the_new(
    name: str, way: Callable[[str], None], homes: Callable[[], Path]
) -> None:
    """Ctrl-C leaves nothing lying about; what a loss of power leaves goes when somebody writes there again."""
    home = homes()
    old = begun(name, home)
    with breaking_off(0, way) as shim:
        WRITERS[name](home)
    new = contents(home)
    for at in _tried(len(shim.steps)):
        place = homes()
        begun(name, place)
        _apart(name, place, at, way)

        found = without_scratch(contents(place))
        assert set(old) & set(new) <= set(found), shim.steps[at - 1]
        if name in ONE_BY_ONE and way is killed:
            assert all(content in (old.get(file), new.get(file)) for file, content in found.items())
        elif name.startswith("store"):  # two stores of the same rows may differ in their bytes
            assert found == old or found.keys() == new.keys(), shim.steps[at - 1]
        else:
            assert found in (old, new), shim.steps[at - 1]
        if way is interrupted:
            assert found == contents(place), shim.steps[at - 1]
        for left in [*place.rglob(".*.peacetrack")]:
            save([Saving(left.parent / "after.txt", b"after")])
        assert [] == [*place.rglob(".*.peacetrack")]


def _apart(name: str, place: Path, at: int, way: Callable[[str], None]) -> None:
    """Write in a process of its own, which may be ended."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    status = 1
    try:  # the child ends here, whatever happens
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with breaking_off(at, way), suppress(BaseException):
            WRITERS[name](place)
        status = 0
    finally:
        os._exit(status)


def test_a_full_disk_ends_in_a_sentence(homes: Callable[[], Path]) -> None:
    """It says what to do, and its status says that no claim failed."""
    home = homes()
    with breaking_off(0, WAYS["full"]) as shim:
        add(home)
    at = shim.steps.index("write") + 1
    home = homes()
    with breaking_off(at, WAYS["full"]):
        done = CliRunner().invoke(main, ["add", str(home / "log.peace.yaml"), "--event", EVENT])

    assert 3 == done.exit_code
    assert "PT038 This cannot be written: No space left on device.\n" in done.stderr
    assert "Make room on the disk. What was there is as it was." in done.stderr


def problem_of(*savings: Saving) -> str:
    """Save what is refused, and give why."""
    with pytest.raises(NotSavedError) as caught:
        save(savings)
    assert caught.value.problem.message in str(caught.value)
    return f"{caught.value.problem.code} {caught.value.problem.message}"


def test_only_a_regular_file_is_replaced(tmp_path: Path) -> None:
    """Neither a pipe nor a device nor a folder, and no link that leaves its folder."""
    home = tmp_path / "talks"
    home.mkdir()
    os.mkfifo(home / "pipe")
    (tmp_path / "mine.txt").write_text("mine")
    (home / "out").symlink_to("../mine.txt")
    (home / "null").symlink_to("/dev/null")
    (home / "new").symlink_to("../new.txt")
    (home / "text.txt").write_text("old")
    (home / "link").symlink_to("text.txt")

    assert "PT038 This cannot be written: it is a pipe." == problem_of(Saving(home / "pipe", b"new"))
    assert "PT038 This cannot be written: it is a device." == problem_of(Saving(Path("/dev/null"), b"new"))
    assert "PT038 This cannot be written: it is a folder." == problem_of(Saving(home, b"new"))
    for name in ("out", "null", "new"):
        stated = problem_of(Saving(home / name, b"new"))
        assert "PT038 This cannot be written: it is a link that leaves its folder." == stated
    save([Saving(home / "link", b"new")])

    assert ("mine", "new", True) == (
        (tmp_path / "mine.txt").read_text(),
        (home / "text.txt").read_text(),
        (home / "link").is_symlink(),
    )
    assert not (tmp_path / "new.txt").exists()


def test_what_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What was read has to lie there still, and where nothing lay nothing may."""
    path = tmp_path / "a"
    changed = "PT037 This file has changed since it was read; it was left alone."
    assert "PT038 This cannot be written: No such file or directory." == problem_of(
        Saving(path, b"new", b"old")
    )
    path.write_bytes(b"other")

    assert changed == problem_of(Saving(path, b"new", b"old"))
    assert changed == problem_of(Saving(path, b"new", Former.NOTHING))
    assert changed == problem_of(Saving(tmp_path / "b", b"new", Former.NOTHING), Saving(path, b"new", b"old"))
    assert {"a": b"other"} == contents(tmp_path)


def test_owner_and_mode_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file of somebody else that its group may write at least the group stays."""
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)
    save([Saving(path, b"new")])
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)
    asked: list[tuple[int, int]] = []
    fstat = os.fstat

    def of_another(handle: int) -> os.stat_result:
        found = fstat(handle)
        return os.stat_result((*found[:4], found.st_uid + 1, found.st_gid, *found[6:10]))

    def chown(_handle: int, user: int, group: int) -> None:
        asked.append((user, group))
        if user != -1:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "fstat", of_another)
    monkeypatch.setattr(os, "fchown", chown)
    save([Saving(path, b"newer")])

    assert [(os.getuid(), os.getgid()), (-1, os.getgid())] == asked
    assert b"newer" == path.read_bytes()


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may write in the folder for a while, and not for ever."""
    monkeypatch.setattr(saving, "PATIENCE", 0.03)
    with saving._locked(tmp_path, tmp_path):
        stated = problem_of(Saving(tmp_path / "a", b"new"))

    assert "PT038 This cannot be written: somebody else is writing in this folder." == stated


def test_where_there_are_no_locks_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none; there nothing is taken away either, for it may be somebody's."""
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    left = tmp_path / ".a.0123456789abcdef.peacetrack"
    left.touch()
    save([Saving(tmp_path / "a", b"new")])

    assert {"a": b"new", left.name: b""} == contents(tmp_path)


def test_what_a_crash_left_is_taken_away(tmp_path: Path) -> None:
    """What was written beside, but nothing that somebody is still filling; a folder that lost its place comes back."""
    (tmp_path / ".a.0123456789abcdef.peacetrack").write_bytes(b"half")
    (tmp_path / ".b.0123456789abcdef.peacetrack").mkdir()
    former = tmp_path / ".c.0123456789abcdef.peacetrack" / "former"
    former.mkdir(parents=True)
    (former / "x").write_bytes(b"old")
    (tmp_path / ".mine.peacetrack").write_bytes(b"mine")
    with whole(tmp_path / "d", instead_of=Former.NOTHING) as part:
        save([Saving(tmp_path / "e", b"e")])
        part.write_bytes(b"d")

    assert {".mine.peacetrack": b"mine", "c/x": b"old", "d": b"d", "e": b"e"} == contents(tmp_path)


def test_two_who_begin_a_folder_at_once(tmp_path: Path) -> None:
    """The second finds the first, and leaves it alone."""

    def second() -> None:
        with whole(tmp_path / "a", instead_of=Former.NOTHING) as part:
            save_folder(tmp_path / "a", {"x": b"first"}, instead_of=Former.NOTHING)
            part.mkdir()

    with pytest.raises(NotSavedError) as caught:
        second()

    assert "PT037" == caught.value.problem.code
    assert {"a/x": b"first"} == contents(tmp_path)


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    """In one step where the system can exchange the two, otherwise in two; a link to a folder is one no more."""
    if not can_exchange:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    out = tmp_path / "a"
    save_folder(out, {"old": b"old"}, instead_of=Former.NOTHING)
    with whole(out, instead_of=Former.ANYTHING) as part:
        part.mkdir()
        (part / "new").write_bytes(b"new")

    assert {"a/new": b"new"} == contents(tmp_path)


def test_a_folder_that_is_made_with_those_above_it_goes_with_them(tmp_path: Path) -> None:
    """When it does not come about, nothing of it is left; the system's own word is told."""
    with breaking_off(0, WAYS["full"]) as shim:
        save_folder(tmp_path / "a" / "b" / "c", {"x": b"x"}, instead_of=Former.NOTHING)
    assert {"a/b/c/x": b"x"} == contents(tmp_path)
    shutil.rmtree(tmp_path / "a")
    stated = ""
    with breaking_off(shim.steps.index("write") + 1, WAYS["full"]):
        try:
            save_folder(tmp_path / "a" / "b" / "c", {"x": b"x"}, instead_of=Former.NOTHING)
        except NotSavedError as error:
            stated = error.problem.message

    assert "This folder cannot be made: No space left on device." == stated
    assert [] == [*tmp_path.iterdir()]


def _strace_works() -> bool:
    """Tell whether the system lets its calls be made to fail."""
    tracer = shutil.which("strace")
    return (
        bool(tracer)
        and not subprocess.run(
            [str(tracer), "-o", os.devnull, "true"], check=False, capture_output=True
        ).returncode
    )


@pytest.mark.skipif(QUICK or not _strace_works(), reason="only strace makes the calls of a system fail")
@pytest.mark.parametrize("call", ["fsync", "rename", "fchmod", "unlink", "flock"])
@pytest.mark.parametrize(
    "way", ["error=ENOSPC", "error=EACCES", "signal=SIGKILL", "signal=SIGINT", "signal=SIGTERM"]
)
def test_a_call_of_the_system_that_fails_leaves_the_old_or_the_new(
    call: str, way: str, tmp_path: Path
) -> None:
    """As the shim, but below Python: and what is refused ends in a sentence, unless the call was not needed."""
    log = tmp_path / "log.peace.yaml"
    shutil.copy(LOST / "log.peace.yaml", log)
    old = log.read_bytes()
    traced = ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{way}:when=1"]
    environment = {**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*traced, sys.executable, "-m", "peacetrack", "add", str(log), "--event", EVENT],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip

    new = old + b"  - {id: added, event: statement_made, by: north, date: 2031-03-04, what: hello}\n"
    assert log.read_bytes() in (old, new)
    assert "Traceback" not in done.stderr
    if way.startswith("error") and call in ("fsync", "rename", "fchmod"):
        assert (3, old, True) == (done.returncode, log.read_bytes(), "PT038" in done.stderr)
    save([Saving(tmp_path / "after.txt", b"after")])
    assert [] == [*tmp_path.glob(".*.peacetrack")]


ROUNDS: Final = 2 if QUICK else 20 if THOROUGH else 5


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Four coders add to one file at once: what is reported as written is in the file, the others are told to try again."""
    for number in range(ROUNDS):
        home = tmp_path / str(number)
        shutil.copytree(LOST, home)
        log = home / "log.peace.yaml"
        command = [sys.executable, "-m", "peacetrack", "add", str(log), "--event"]
        text = "statement_made id=s{} by=north date=2031-03-04 what=hello"
        running = [
            subprocess.Popen(
                [*command, text.format(one)],
                stderr=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=ENVIRONMENT,
                text=True,
            )
            for one in range(4)
        ]
        stated = [process.communicate()[1] for process in running]
        written = {f"s{one}" for one in range(4) if ": written." in stated[one]}

        assert written
        assert written == set(re.findall(r"id: (s\d)", log.read_text()))
        assert {0, 3} >= {process.returncode for process in running}
        assert all("PT037" in one for one in stated if ": written." not in one)
        assert () == read(home).problems
        assert [] == [path for path in home.iterdir() if ".peacetrack" in path.name]


@pytest.mark.parametrize("kind", ["report", "export", "import", "schema"])
def test_a_dash_is_stdout(kind: str, tmp_path: Path) -> None:
    """`-o -` prints, and makes no file of that name."""
    table = tmp_path / "t.csv"
    table.write_text("event,date,what\nstatement_made,2031-03-04,hello\n")
    text = {
        "report": ["report", str(FERRY)],
        "export": ["export", str(FERRY), "--to", "jsonl"],
        "import": ["import", str(table), str(FERRY)],
        "schema": ["schema"],
    }[kind]
    done = run(*text, "-o", "-", cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout
    assert [table] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("kind", ["report", "export", "schema"])
def test_a_page_does_not_leave_its_folder(kind: str, tmp_path: Path) -> None:
    """A folder that somebody sent writes no file of its receiver, though its page be a link to one."""
    shutil.copytree(FERRY, tmp_path / "sent")
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "sent" / "page").symlink_to("../mine")
    text = {"export": ["export", str(tmp_path / "sent"), "--to", "jsonl"], "schema": ["schema"]}
    done = CliRunner().invoke(
        main, [*text.get(kind, ["report", str(tmp_path / "sent")]), "-o", str(tmp_path / "sent" / "page")]
    )

    assert 3 == done.exit_code
    assert "page: This cannot be written: it is a link that leaves its folder." in done.stderr
    assert "mine" == (tmp_path / "mine").read_text()


def _ended(text: list[str], **more: Any) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "peacetrack", *text],
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        check=False,
        text=True,
        **more,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "text",
    [
        ["status", str(FERRY)],
        ["export", str(FERRY), "--to", "jsonl"],
        ["check", str(FERRY), "--format", "json"],
        ["report", str(FERRY)],
    ],
    ids=lambda text: text[0],
)
def test_a_closed_pipe_ends_quietly(text: list[str]) -> None:
    """Whoever reads no further is not bothered, and no claim has failed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert (141, "") == _ended(text, stdout=writing)
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize(
    "text",
    [["status", str(FERRY)], ["export", str(FERRY), "--to", "jsonl"], ["schema"]],
    ids=lambda text: text[0],
)
def test_a_full_disk_behind_stdout_is_told(text: list[str]) -> None:
    """In a sentence, with the status of what could not be done."""
    with Path("/dev/full").open("w") as full:
        status, stated = _ended(text, stdout=full)

    assert (3, "This cannot be written: No space left on device.\n") == (status, stated)


def test_ctrl_c_is_no_failed_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with the status that shells give it."""

    def press(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "listdir", press)
    done = CliRunner().invoke(main, ["status", str(FERRY)])

    assert (130, "Stopped.\n") == (done.exit_code, done.stderr)
