"""Every path has exactly one answer, whatever becomes of the work, the workers or the executor."""

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import pytest

from peacetrack.corpus import Done, Lost, run
from peacetrack.corpus.running import Engine
from tests.corpus.working import (
    KILLING,
    RAISING,
    UNSENDABLE,
    fatal,
    interrupted,
    numbered,
    paths,
    unsendable,
)
from tests.profile import in_full

#: Two processes that begin from nothing, as on any system; forking a process with threads is not safe.
PROCESSES: Final = partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn"))
THREADS: Final = partial(ThreadPoolExecutor, 2)
UNLUCKY: Final = Lost(Path(f"talks/{RAISING}"), "ValueError: this log is unlucky")


def taken(number: int, *, count: list[int]) -> Iterator[Path]:
    """Give paths, and note how many were asked for."""
    for path in paths(number):
        count[0] += 1
        yield path


def of_each(answers: Iterable[Done[Any] | Lost]) -> dict[Path, Done[Any] | Lost]:
    """Map each path to its answer, and refuse two answers for one path."""
    found: dict[Path, Done[Any] | Lost] = {}
    for answer in answers:
        assert answer.path not in found
        found[answer.path] = answer
    return found


EXPECTED: Final[list[Done[int] | Lost]] = [
    UNLUCKY if number == RAISING else Done(path, number) for number, path in enumerate(paths(150))
]


@pytest.mark.parametrize("executor", [None, THREADS, PROCESSES], ids=["here", "threads", "processes"])
def test_every_log_is_answered_once(executor: Engine) -> None:
    """Here, with threads and with processes the same logs have the same answers, and a failing one spoils no other."""
    found = of_each(run(paths(150), numbered, executor=executor, chunk=16))

    assert EXPECTED == sorted(found.values(), key=lambda answer: int(answer.path.name))


@pytest.mark.parametrize("ahead", [1, 5])
@pytest.mark.parametrize("executor", [None, THREADS], ids=["here", "threads"])
def test_in_the_order_of_the_paths(executor: Engine, ahead: int) -> None:
    """Asked for order, the answers come in the order of the paths, also after a log that failed."""
    assert EXPECTED == list(run(paths(150), numbered, executor=executor, chunk=7, ahead=ahead, ordered=True))


def test_no_logs() -> None:
    """Of no logs there are no answers."""
    assert ([], []) == (list(run([], numbered)), list(run([], numbered, executor=THREADS)))


def test_the_same_log_twice() -> None:
    """A path that is given twice is answered twice: an answer belongs to its place among the paths."""
    with THREADS() as executor:
        answers = list(run([Path("talks/1")] * 5, numbered, executor=executor, chunk=2))

    assert [Done(Path("talks/1"), 1)] * 5 == answers


def test_the_executor_of_the_caller_stays_open() -> None:
    """Whoever made an executor shuts it down, and may use it for something else before."""
    with THREADS() as executor:
        first = sum(isinstance(answer, Done) for answer in run(paths(10), numbered, executor=executor))
        again = executor.submit(len, "open").result()

    assert (10, 4) == (first, again)


def test_an_executor_that_is_made_is_shut_down() -> None:
    """An executor that a callable made is shut down at the end, for nobody else can."""
    made: list[Executor] = []

    def make() -> Executor:
        made.append(ThreadPoolExecutor(1))
        return made[-1]

    assert 10 == len(list(run(paths(10), numbered, executor=make)))
    with pytest.raises(RuntimeError) as refused:
        made[0].submit(len, "open")

    assert (1, "cannot schedule new futures after shutdown") == (len(made), str(refused.value))


def test_nothing_begins_before_it_is_asked_for() -> None:
    """An answer that nobody takes costs nothing: no path is taken, and no executor is made."""
    count, made = [0], list[Executor]()

    def make() -> Executor:
        made.append(ThreadPoolExecutor(1))
        return made[-1]

    run(taken(10, count=count), numbered, executor=make).close()

    assert ([0], []) == (count, made)


@pytest.mark.parametrize("ordered", [False, True])
def test_no_more_is_under_way_than_asked(ordered: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    """However many logs there are, at most `ahead` chunks of them were taken and are not answered."""
    count, most = [0], 0
    with THREADS() as executor:
        how = {"executor": executor, "chunk": 3, "ahead": 4, "ordered": ordered}
        for handed, _ in enumerate(run(taken(100, count=count), numbered, **how)):  # type: ignore[arg-type]
            most = max(most, count[0] - handed)

    assert (100, 12) == (count[0], most)


def test_here_a_path_is_taken_when_its_answer_is() -> None:
    """In this process nothing is taken ahead."""
    count = [0]
    next(run(taken(100, count=count), numbered))

    assert [1] == count


def test_closing_early_cancels_what_has_not_begun() -> None:
    """Whoever has seen enough does not pay for the rest."""
    done, go = [], threading.Event()

    def work(path: Path) -> int:
        done.append(path)
        if int(path.name):
            go.wait(10)
        return 0

    with ThreadPoolExecutor(1) as executor:
        answers = run(paths(100), work, executor=executor, chunk=1, ahead=50)
        first = next(answers)
        answers.close()
        go.set()

    assert (Done(Path("talks/0"), 0), True) == (first, len(done) < 4)


@pytest.mark.parametrize("executor", [None, THREADS], ids=["here", "threads"])
def test_progress_tells_of_every_log(executor: Engine) -> None:
    """Progress counts lost logs too, so that it ends at their number."""
    stated: list[int] = []
    answers = list(run(paths(100), numbered, executor=executor, chunk=30, progress=stated.append))

    assert (100, 100, executor is None) == (len(answers), sum(stated), set(stated) == {1})


@pytest.mark.parametrize("executor", [None, THREADS], ids=["here", "threads"])
def test_what_stops_the_program_goes_through(executor: Engine) -> None:
    """An interrupt is no answer about a log."""
    with pytest.raises(KeyboardInterrupt) as stopped:
        list(run(paths(3), interrupted, executor=executor, chunk=1, ahead=1))

    assert str(stopped.value) == "talks/0"


@in_full
def test_a_log_that_kills_its_worker() -> None:
    """Of a corpus in which one log kills every process that works on it, that log is lost and no other."""
    found = of_each(run(paths(150), fatal, executor=PROCESSES, chunk=16, ahead=3))
    lost = [answer for answer in found.values() if isinstance(answer, Lost) and answer != UNLUCKY]

    assert [Lost(Path(f"talks/{KILLING}"), "the worker that had it died (BrokenProcessPool)")] == lost
    assert set(paths(150)) == found.keys()


@in_full
def test_an_executor_that_breaks_and_is_not_made_here() -> None:
    """A pool that the caller made cannot be mended: what it did not finish is lost, and the answer says what to do."""
    with PROCESSES() as pool:
        answers = list(run(paths(150), fatal, executor=pool, chunk=16, ahead=3, ordered=True))
    advice = {
        answer.reason.partition("): ")[2]
        for answer in answers
        if isinstance(answer, Lost) and answer != UNLUCKY
    }

    assert paths(150) == [answer.path for answer in answers]
    assert {"give a callable that makes executors, so that another can take its place"} == advice


@in_full
def test_an_answer_that_cannot_be_sent() -> None:
    """What no process can send is lost with the reason, and the rest of its chunk is not."""
    found = of_each(run(paths(20), unsendable, executor=PROCESSES, chunk=10))
    lost = [answer for answer in found.values() if isinstance(answer, Lost) and answer != UNLUCKY]

    assert (20, [Path(f"talks/{UNSENDABLE}")]) == (len(found), [one.path for one in lost])
    assert lost[0].reason.startswith("TypeError: cannot pickle '_thread.lock' object")


def refuse_to_begin() -> None:
    """Fail before any work, as a worker does that cannot import what it needs."""
    raise OSError("no such disk")


def test_no_executor_that_is_made_can_work(caplog: pytest.LogCaptureFixture) -> None:
    """Where no worker can begin, no log is blamed, and nobody waits for one new executor after another for each."""
    made = []

    def make() -> Executor:
        made.append(1)
        return ThreadPoolExecutor(1, initializer=refuse_to_begin)

    reasons = {
        answer.reason for answer in run(paths(150), numbered, executor=make) if isinstance(answer, Lost)
    }
    (reason,) = reasons

    assert (2, True) == (len(made), "no such disk" in caplog.text)
    assert reason.startswith("no executor that was made can work (BrokenThreadPool: ")


def test_an_executor_that_broke_before(caplog: pytest.LogCaptureFixture) -> None:
    """A broken executor that the caller made loses every log, and the answers say how to do better."""
    with ThreadPoolExecutor(1, initializer=refuse_to_begin) as executor:
        with pytest.raises(BrokenExecutor):
            executor.submit(len, "open").result()
        answers = list(run(paths(3), numbered, executor=executor, chunk=1))

    assert (paths(3), True) == ([answer.path for answer in answers], "no such disk" in caplog.text)
    assert all(
        "give a callable that makes executors" in one.reason for one in answers if isinstance(one, Lost)
    )


class Abrupt(Executor):
    """An executor that breaks between two tasks, and with it the first one."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        if self.given:
            self.given[0].set_exception(BrokenExecutor("it broke"))
            raise BrokenExecutor("it broke")
        self.given.append(Future())
        return self.given[0]


def test_an_executor_that_breaks_between_two_tasks() -> None:
    """What was under way, and what could not be sent any more, is done by the executor that takes its place."""
    engines = iter((Abrupt(), ThreadPoolExecutor(1)))
    answers = run(paths(12), numbered, executor=lambda: next(engines), chunk=3, ahead=3, ordered=True)

    assert EXPECTED[:12] == list(answers)


def test_an_executor_that_was_shut_down() -> None:
    """An executor that takes no work loses each log, with its own words."""
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    answers = set(run(paths(3), numbered, executor=executor))

    assert {
        Lost(path, "RuntimeError: cannot schedule new futures after shutdown") for path in paths(3)
    } == answers


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"chunk": 0}, ValueError, "a chunk of 0 logs, 4 of them ahead: give at least 1 of each"),
        ({"ahead": 0}, ValueError, "a chunk of 64 logs, 0 of them ahead: give at least 1 of each"),
        ({"executor": 3}, TypeError, "3 is no executor of `concurrent.futures` and makes none"),
    ],
    ids=["no chunk", "nothing ahead", "no executor"],
)
def test_wrong_use_raises_at_once(how: Any, error: type[Exception], message: str) -> None:
    """Wrong use is noticed when it is written, not when the first answer is taken."""
    with pytest.raises(error) as wrong:
        run(paths(1), numbered, **{"ahead": 4, **how})

    assert message == str(wrong.value)
