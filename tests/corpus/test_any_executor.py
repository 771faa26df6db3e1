"""
The law of `run`, on executors that break as badly as real ones do.

A process pool breaks as a whole, and everything that was under way fails with it. Dask goes on, but blames every task
that was on the worker. These two do so on purpose, in threads, thousands of times quicker than real processes die.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from queue import Queue
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.corpus import Done, Lost, run
from tests.corpus.working import paths


class KilledWorker(Exception):
    """What Dask calls it."""


class DeadlyError(BaseException):
    """The worker is dead: nothing in it can answer any more."""


class Fragile(Executor):
    """
    An executor of which workers die.

    Attributes:
        alike: It breaks as a whole, as a process pool; otherwise it goes on, as Dask.
    """

    def __init__(self, *, alike: bool) -> None:
        self.alike, self.broken, self.open = alike, False, True
        self.queue: Queue[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None] = Queue()
        self.lock = threading.Lock()
        self.worker = threading.Thread(target=self.live)
        self.worker.start()

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs
        with self.lock:
            if self.broken:
                raise BrokenProcessPool("it broke before")
            future: Future[Any] = Future()
            self.queue.put((future, fn, args))
            return future

    def live(self) -> None:
        while (task := self.queue.get()) is not None:
            future, work, args = task
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work(*args))
                except DeadlyError:
                    self.die(future)

    def die(self, future: Future[Any]) -> None:
        """Fail with everything that was on this worker, whether it is to blame or not."""
        with self.lock:
            victims = [future]
            while not self.queue.empty():
                if (task := self.queue.get()) is None:
                    self.queue.put(None)
                    break
                if task[0].set_running_or_notify_cancel():
                    victims.append(task[0])
            self.broken = self.alike
            error = BrokenProcessPool("a process died") if self.alike else KilledWorker("four workers died")
            for victim in victims:
                victim.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as in `Executor`
        assert not cancel_futures
        if self.open:
            self.open = False
            self.queue.put(None)
        if wait:
            self.worker.join()


@given(
    st.integers(0, 60),
    st.frozensets(st.integers(0, 60), max_size=4),
    st.frozensets(st.integers(0, 60), max_size=4),
    st.integers(1, 9),
    st.integers(1, 5),
    st.booleans(),
    st.booleans(),
)
def test_exactly_the_guilty_are_lost(
    number: int,
    killing: frozenset[int],
    raising: frozenset[int],
    chunk: int,
    ahead: int,
    alike: bool,  # noqa: FBT001
    ordered: bool,  # noqa: FBT001
) -> None:
    """Whichever logs kill their workers, and however they are handed out: these are lost, and every path is answered once."""

    def work(path: Path) -> int:
        if int(path.name) in killing:
            raise DeadlyError
        if int(path.name) in raising:
            raise ValueError("unlucky")
        return int(path.name)

    died = f"the worker that had it died ({'BrokenProcessPool' if alike else 'KilledWorker'})"
    expected = {
        place: Lost(path, died)
        if place in killing
        else Lost(path, "ValueError: unlucky")
        if place in raising
        else Done(path, place)
        for place, path in enumerate(paths(number))
    }
    made: list[Fragile] = []

    def make() -> Fragile:
        made.append(Fragile(alike=alike))
        return made[-1]

    answers = list(run(paths(number), work, executor=make, chunk=chunk, ahead=ahead, ordered=ordered))

    assert sorted(expected.values(), key=repr) == sorted(answers, key=repr)
    assert not ordered or [*expected.values()] == answers
    assert not any(one.open for one in made)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 9), st.integers(1, 5))
def test_an_executor_that_cannot_be_mended(number: int, killing: int, chunk: int, ahead: int) -> None:
    """Of a pool that is not made here no log is answered twice, and none is passed over, when it breaks."""

    def work(path: Path) -> int:
        if int(path.name) == killing:
            raise DeadlyError
        return int(path.name)

    executor = Fragile(alike=True)
    try:
        answers = list(run(paths(number), work, executor=executor, chunk=chunk, ahead=ahead, ordered=True))
    finally:
        executor.shutdown()
    lost = {answer.path for answer in answers if isinstance(answer, Lost)}

    assert paths(number) == [answer.path for answer in answers]
    assert (killing < number) == (Path(f"talks/{killing}") in lost)
