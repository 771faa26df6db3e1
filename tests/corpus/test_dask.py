"""Many logs on Dask: a real scheduler and two worker processes, of which one is killed in the middle of its work."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from peacetrack.corpus import Done, Lost, find, run, summaries
from tests.corpus.working import KILLING, RAISING, fatal, held, numbered, paths
from tests.profile import in_full

pytestmark = in_full


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Start a scheduler and two workers on the loopback of this machine, once for all tests here."""
    distributed = pytest.importorskip("distributed")
    how = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **how) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def kill_who_holds(signals: Path, *, killed: list[int]) -> None:
    """Kill the process that says it has begun, as a machine does that loses its power."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends and not killed:
        if (signals / "begun").exists():
            killed.append(int((signals / "begun").read_text(encoding="ascii")))
            os.kill(killed[0], signal.SIGKILL)
        time.sleep(0.01)


def test_every_log_is_answered_once(client: Any) -> None:
    """Dask answers what threads and processes answer, and a failing log spoils no other."""
    executor = client.get_executor()
    answers = list(run(paths(150), numbered, executor=executor, chunk=16, ordered=True))
    unlucky = Lost(Path(f"talks/{RAISING}"), "ValueError: this log is unlucky")

    assert [
        unlucky if place == RAISING else Done(path, place) for place, path in enumerate(paths(150))
    ] == answers


def test_the_same_work_again_is_done_again(client: Any, tmp_path: Path) -> None:
    """A log that was edited has a new answer: Dask shares the outcomes of equal tasks, and no two tasks here are equal."""
    executor, edited = client.get_executor(), tmp_path / "log"
    sizes = []
    for text in ("short", "somewhat longer"):
        edited.write_text(text, encoding="ascii")
        sizes += [
            answer.value.st_size
            for answer in run([edited], Path.stat, executor=executor)
            if isinstance(answer, Done)
        ]

    assert [5, 15] == sizes


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process so")
def test_a_worker_is_killed_in_the_middle(client: Any, tmp_path: Path) -> None:
    """A worker that is killed with a chunk half done loses no log and doubles none."""
    killed: list[int] = []
    death = threading.Thread(target=kill_who_holds, args=(tmp_path,), kwargs={"killed": killed})
    death.start()
    executor = client.get_executor()
    answers = list(run(paths(150), partial(held, signals=tmp_path), executor=executor, chunk=16))
    death.join()
    client.wait_for_workers(2, timeout=30)

    assert 1 == len(killed)
    assert list(range(150)) == sorted(answer.value for answer in answers if isinstance(answer, Done))
    assert 150 == len(answers)


def test_a_log_that_kills_every_worker(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Dask gives a task up, the log to blame is found, and no log beside it is lost."""
    # As a rule it is given up after four deaths; that is Dask's own affair, and each death takes a second.
    monkeypatch.setattr(client.cluster.scheduler, "allowed_failures", 0)
    answers = list(run(paths(80), fatal, executor=client.get_executor(), chunk=16, ordered=True))
    client.wait_for_workers(2, timeout=30)
    lost = [answer for answer in answers if isinstance(answer, Lost)]

    assert paths(80) == [answer.path for answer in answers]
    assert [
        Lost(Path(f"talks/{RAISING}"), "ValueError: this log is unlucky"),
        Lost(Path(f"talks/{KILLING}"), "the worker that had it died (KilledWorker)"),
    ] == lost


def test_summaries_from_dask(client: Any) -> None:
    """Summaries of real logs, broken ones among them, are the same from Dask as from this process."""
    found = [path.resolve() for path in find("docs/how-to")]

    assert list(summaries(found)) == list(
        summaries(found, executor=client.get_executor(), chunk=2, ordered=True)
    )
