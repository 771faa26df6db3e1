"""`peacetrack check --watch`, as somebody uses it who writes a log in an editor beside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
import pytest

from peacetrack.commands.watching import Notices, WatchedFolder
from tests.commands.running import CAST, ENVIRONMENT, ROOT, THIRTEEN, folder, run
from tests.profile import in_full

#: Seconds; a slow machine gets them, a quick one never waits so long.
DEADLINE: Final = 60
PAGE: Final = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
FAILS: Final = THIRTEEN.replace("supported", "refuted")
SCENARIO: Final = "peacetrack: 1\nscenario: S\ngiven: {log: ../logs/a}\nthen: [count: {agreed: 13, of: 16}]\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process on Windows cannot be sent Ctrl-C alone")


class Watch:
    """A running `peacetrack check --watch`, and what it printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip("\n"))

    def until(self, holds: Callable[[str], bool]) -> list[str]:
        """Wait for a line, and take all lines up to it."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            for number, line in enumerate(self.printed):
                if holds(line):
                    lines, self.printed[: number + 1] = self.printed[: number + 1], []
                    return lines
            time.sleep(0.01)
        pytest.fail(f"nothing of the kind was printed, but {self.printed}")

    def interrupt(self) -> int:
        """Press Ctrl-C, and give the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        return status


@contextmanager
def watching(*arguments: object, cwd: Path, **environment: str) -> Iterator[Watch]:
    text = [sys.executable, "-m", "peacetrack", "check", "--watch", *map(str, arguments)]
    process = subprocess.Popen(
        text,
        cwd=cwd,
        env={**ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            yield Watch(process)
            assert process.stderr is not None
            assert "Traceback" not in process.stderr.read()
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a place with two negotiations, and a scenario elsewhere that begins with the first."""
    folder(tmp_path / "logs" / "a", cast=CAST, june=THIRTEEN)
    folder(tmp_path / "logs" / "b", cast=CAST, june=THIRTEEN)
    folder(tmp_path / "plays", play=SCENARIO)
    return tmp_path


def save(path: Path, text: str) -> None:
    """Save as editors do: write another file beside, and rename it."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def is_summary(line: str) -> bool:
    return " expectations in " in line or line.endswith("as expected")


@in_full
def test_a_saved_file_is_checked_again(home: Path) -> None:
    """Only its negotiation is printed, then the sum of all; Ctrl-C ends with the status of what was printed last."""
    june = home / "logs" / "a" / "june.peace.yaml"
    with watching("logs", cwd=home) as watch:
        first = watch.until(is_summary)
        save(june, FAILS)
        failed = watch.until(is_summary)
        status = watch.interrupt()

    assert first[-1] == "2 claims and 0 expectations in 2 negotiations: all as expected"
    assert ["", "logs/a: checked in"] == [failed[0], failed[1].rpartition(" in ")[0] + " in"]
    assert failed[2].startswith("FAILED  agreed-13")
    assert failed[-1] == "2 claims and 0 expectations in 2 negotiations: 1 failed"
    assert not any("logs/b" in line for line in failed)
    assert 1 == status


@in_full
def test_the_first_block_is_that_of_a_check(home: Path) -> None:
    """Until something changes, `--watch` prints what `check` prints, and ends with its status."""
    (home / "logs" / "b" / "june.peace.yaml").write_text(FAILS, encoding="utf-8")
    plain = run("check", "logs", cwd=home)
    with watching("logs", cwd=home) as watch:
        first = watch.until(is_summary)
        status = watch.interrupt()

    assert (plain.stdout.splitlines(), plain.returncode) == (first, status)


@in_full
def test_negotiations_come_and_go(home: Path) -> None:
    """A new folder is checked, and one that was moved away is named."""
    folder(home / "new", cast=CAST, june=THIRTEEN)
    with watching("logs", cwd=home) as watch:
        watch.until(is_summary)
        (home / "new").rename(home / "logs" / "c")
        came = watch.until(is_summary)
        (home / "logs" / "a").rename(home / "a")
        went = watch.until(is_summary)
        status = watch.interrupt()

    assert came[1].startswith("logs/c: checked in ")
    assert came[-1] == "3 claims and 0 expectations in 3 negotiations: all as expected"
    assert went == [
        "",
        "logs/a: no longer there",
        "2 claims and 0 expectations in 2 negotiations: all as expected",
    ]
    assert 0 == status


@in_full
def test_the_whole_folder_may_go_and_come_back(home: Path) -> None:
    """What is checked may be taken away and put back, as when another branch is checked out."""
    with watching("logs", cwd=home) as watch:
        watch.until(is_summary)
        (home / "logs").rename(home / "away")
        gone = watch.until(lambda line: "PT030" in line)
        watch.until(lambda line: line.startswith("0 claims"))
        (home / "away").rename(home / "logs")
        watch.until(is_summary)
        save(home / "logs" / "b" / "june.peace.yaml", FAILS)
        again = watch.until(is_summary)
        status = watch.interrupt()

    assert gone[:3] == ["", "logs/a: no longer there", "logs/b: no longer there"]
    assert again[-1] == "2 claims and 0 expectations in 2 negotiations: 1 failed"
    assert 1 == status


@in_full
def test_a_log_elsewhere_concerns_a_scenario(home: Path) -> None:
    """A scenario is played again when the log changes with which it begins, though that is not checked itself."""
    with watching("plays", "--sources", ".", cwd=home) as watch:
        watch.until(is_summary)
        save(home / "logs" / "a" / "june.peace.yaml", THIRTEEN.replace('"13"', '"12"'))
        played = watch.until(is_summary_of_scenarios)
        status = watch.interrupt()

    assert played[1].startswith("plays: checked in ")
    assert played[-1] == "1 scenario: 1 failed"
    assert 1 == status


def is_summary_of_scenarios(line: str) -> bool:
    return line.startswith("1 scenario:")


@in_full
def test_one_file_is_watched_alone(home: Path) -> None:
    """Of a file its folder is watched, for an editor puts another file in its place; the file beside it does not count."""
    file = home / "logs" / "a" / "june.peace.yaml"
    save(file, f"cast: cast.peace.yaml\n{THIRTEEN}")
    with watching("logs/a/june.peace.yaml", cwd=home) as watch:
        watch.until(is_summary)
        save(home / "logs" / "a" / "may.peace.yaml", FAILS)
        save(home / "logs" / "a" / "cast.peace.yaml", "peacetrack: 2\n")
        broken = watch.until(is_summary_of_errors)
        save(home / "logs" / "a" / "cast.peace.yaml", CAST)
        whole = watch.until(is_summary)
        status = watch.interrupt()

    assert any("cast.peace.yaml:1:13: PT107" in line for line in broken)
    assert 2 == sum("june.peace.yaml: checked in " in line for line in (*broken, *whole))
    assert 0 == status


def is_summary_of_errors(line: str) -> bool:
    return line.startswith("0 claims")


@in_full
def test_json_is_one_object_a_line(home: Path) -> None:
    """A program reads line by line: what was checked, what came out, and the sum of everything."""
    with watching("logs", "--format", "json", cwd=home) as watch:
        first = json.loads(watch.until(bool)[0])
        save(home / "logs" / "b" / "june.peace.yaml", "events: [")
        second = json.loads(watch.until(bool)[0])
        status = watch.interrupt()

    assert [["logs/a", "logs/b"], ["logs/b"]] == [stated["checked"] for stated in (first, second)]
    assert ["agreed-13", "agreed-13"] == [row["id"] for row in first["results"]]
    assert ([], 1, 0) == (second["results"], second["summary"]["claims"], first["exit_status"])
    assert "logs/b/june.peace.yaml" == second["problems"][0]["file"]
    assert {"peacetrack.watch/1"} == {first["format"], second["format"]}
    assert first.keys() == second.keys() == {key for key in first if f"`{key}`" in PAGE or key == "format"}
    assert second["seconds"] < DEADLINE
    assert 3 == status == second["exit_status"]


@in_full
def test_files_are_looked_at_where_there_are_no_notices(home: Path) -> None:
    """On a file system that tells of no changes the files are looked at again and again."""
    with watching("logs", cwd=home, WATCHFILES_FORCE_POLLING="1", WATCHFILES_POLL_DELAY_MS="50") as watch:
        watch.until(is_summary)
        save(home / "logs" / "a" / "july.peace.yaml", "events: [")
        failed = watch.until(is_summary)
        status = watch.interrupt()

    assert any("july.peace.yaml:1:" in line for line in failed)
    assert 3 == status


@in_full
def test_what_concerns_no_log_is_passed_over(home: Path) -> None:
    """Notes beside the logs, and what an editor keeps for itself, print nothing."""
    with watching("logs", cwd=home) as watch:
        watch.until(is_summary)
        for _ in range(10):  # some of them make a burst of their own
            (home / "logs" / "a" / "notes.txt").write_text("Ask Berg.", encoding="utf-8")
            time.sleep(0.1)
        save(home / "logs" / "b" / "june.peace.yaml", FAILS)
        printed = watch.until(is_summary)
        watch.interrupt()

    assert ["", "logs/b: checked in "] == [printed[0], printed[1][:19]]


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_account_of_nobody_is_wrong_usage(home: Path, form: str) -> None:
    """It is said before anything is waited for, in whichever form it would be printed."""
    done = run("check", "--watch", "logs", "--format", form, "--account", "nobody", cwd=home)

    assert 2 == done.returncode
    assert "--account" in done.stderr


def test_annotations_are_of_one_run(home: Path) -> None:
    """GitHub reads the annotations of a run that ends."""
    done = run("check", "--watch", "logs", "--format", "github", cwd=home)

    assert (2, "") == (done.returncode, done.stdout)
    assert "--watch prints text or JSON" in done.stderr


def test_without_the_extra_it_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told how to."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = run("check", "--watch", "logs", cwd=home)

    assert (2, "") == (done.returncode, done.stdout)
    assert "python -m pip install 'peacetrack[watch]'" in done.stderr


def test_a_folder_that_has_just_gone_is_no_error(home: Path) -> None:
    """The folder above tells when it comes back."""
    notices = Notices()
    notices.listen({WatchedFolder(home / "nowhere", is_deep=True), WatchedFolder(home, is_deep=False)})
    (home / "nowhere").mkdir()

    assert {home / "nowhere"} == notices.wait()


def test_a_folder_that_goes_while_it_is_listened_to_is_looked_at_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While files come and go in numbers, a folder may vanish in the moment when listening begins."""
    import watchfiles

    def vanished(*_: object, **__: Any) -> Iterator[set[object]]:
        yield from ()
        raise FileNotFoundError("No path was found.")

    notices = Notices()
    with monkeypatch.context() as patch:
        patch.setattr(watchfiles, "watch", vanished)
        notices.listen({WatchedFolder(home, is_deep=True)})
    first = notices.wait()
    notices.listen({WatchedFolder(home, is_deep=True)})
    save(home / "logs" / "a" / "june.peace.yaml", FAILS)

    assert {home} == first
    assert home / "logs" / "a" / "june.peace.yaml" in notices.wait()


def test_a_system_that_cannot_listen_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no more notices, the message names the way without them."""
    import watchfiles

    def exhausted(*_: object, **__: Any) -> Iterator[set[object]]:
        yield from ()
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr(watchfiles, "watch", exhausted)

    with pytest.raises(click.UsageError, match="WATCHFILES_FORCE_POLLING=1"):
        Notices().listen({WatchedFolder(home, is_deep=True)})
