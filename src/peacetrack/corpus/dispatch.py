"""Handing out chunks of logs to an executor, and finding the log of which its worker dies.

An executor tells that a worker died, but not of which log: a process pool breaks as a whole, and everything that was
under way fails with it; Dask blames every task that was on the worker. So what fails is tried again with more caution:

1. a chunk, with others under way;
2. each log of it by itself, with others under way;
3. the log alone, with nothing else under way; if that fails too, there is nothing else to blame, and the log is lost.

An executor of `concurrent.futures` that broke stays broken. If a callable made it, it makes another one, which must show
that it can work at all before more logs are given to it; a log is never blamed for an executor that cannot begin.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from enum import IntEnum
from itertools import count, islice
from pathlib import Path
from typing import Final, Generic, TypeVar
from uuid import uuid4

import attrs

from peacetrack.corpus.answers import DIED, Answer, Lost, attempts, reason_of

T = TypeVar("T")

#: What Dask raises for a task whose workers died, one after the other; it is known by its name, for Dask is not loaded.
KILLED: Final = "KilledWorker"
NO_OTHER: Final = (
    "the executor broke ({}): give a callable that makes executors, so that another can take its place"
)
NONE_WORKS: Final = "no executor that was made can work ({})"


class Caution(IntEnum):
    """With what a log is tried together, after what has failed before."""

    CHUNK = 1
    SINGLE = 2
    ALONE = 3


@attrs.frozen
class Task:
    """
    Logs that are sent together.

    Attributes:
        place: The place of the first one among all paths.
        paths: Where they lie.
        caution: With what else they may be under way.
    """

    place: int
    paths: tuple[Path, ...]
    caution: Caution = Caution.CHUNK

    def parted(self) -> Iterator[Task]:
        """Give each log as a task of its own."""
        for place, path in enumerate(self.paths, start=self.place):
            yield Task(place, (path,), Caution.SINGLE)


@attrs.define(eq=False, kw_only=True)
class Dispatch(Generic[T]):
    """
    One run over many logs: which are waiting, which are under way, and which answers are due.

    Attributes:
        paths: The logs; `work`, `chunk`, `ahead`, `ordered` and `finished` are as `run` is given them.
        engine: The caller's executor, or how to make one.
        executor: The one that is at work.
        gone: Why there is none any more.
        suspects: Logs that are tried alone.
        due: Answers that can be handed out.
        held: Answers that wait for those of the paths before them, by the place of their path.
        next_number: The place whose answer is due next.
    """

    paths: Iterator[Path]
    work: Callable[[Path], T]
    engine: Executor | Callable[[], Executor]
    chunk: int
    ahead: int
    ordered: bool
    finished: Callable[[int], object]
    executor: Executor | None = attrs.field(init=False, default=None)
    gone: str = attrs.field(init=False, default="")
    waiting: deque[Task] = attrs.field(init=False, factory=deque)
    suspects: deque[Task] = attrs.field(init=False, factory=deque)
    under_way: dict[Future[tuple[Answer[T], ...]], Task] = attrs.field(init=False, factory=dict)
    due: deque[Answer[T]] = attrs.field(init=False, factory=deque)
    held: dict[int, Answer[T]] = attrs.field(init=False, factory=dict)
    taken: int = attrs.field(init=False, default=0)
    handed: int = attrs.field(init=False, default=0)
    next_number: int = attrs.field(init=False, default=0)
    tickets: Iterator[str] = attrs.field(
        init=False, factory=lambda: map(f"{uuid4().hex}-{{}}".format, count())
    )

    def answers(self) -> Generator[Answer[T], None, None]:
        """Hand out the answers; whoever closes this early cancels what has not begun."""
        try:
            self.executor = self.engine if isinstance(self.engine, Executor) else self.engine()
            while True:
                self._send_what_may_go()
                if self.due:
                    self.handed += 1
                    yield self.due.popleft()
                elif self.under_way:
                    self._receive()
                else:
                    return
        finally:
            for future in self.under_way:
                future.cancel()
            if self.executor is not None and self.executor is not self.engine:
                self.executor.shutdown()

    def _send_what_may_go(self) -> None:
        while len(self.under_way) < self.ahead and (task := self._next()) is not None:
            if self.gone:
                self._answer(task, [Lost(path, self.gone) for path in task.paths])
            else:
                self._send(task)

    def _next(self) -> Task | None:
        """Give what may be sent now: suspects with nothing else, then what waits, then new logs."""
        if any(task.caution is Caution.ALONE for task in self.under_way.values()):
            return None
        if self.suspects:
            return None if self.under_way else self.suspects.popleft()
        if self.waiting:
            return self.waiting.popleft()
        if self.taken - self.handed > (self.ahead - 1) * self.chunk:
            return None
        paths = tuple(islice(self.paths, self.chunk))
        task = Task(self.taken, paths)
        self.taken += len(paths)
        return task if paths else None

    def _send(self, task: Task) -> None:
        try:
            self.under_way[self._submitted(task.paths)] = task
        except BrokenExecutor as error:  # by what was sent before
            self.waiting.appendleft(task)
            self._replace(error)
        except Exception as error:  # noqa: BLE001 - it is shut down, or the work cannot be sent: the answers say so
            self._failed(task, error)

    def _submitted(self, paths: tuple[Path, ...]) -> Future[tuple[Answer[T], ...]]:
        assert self.executor is not None  # noqa: S101 - `answers` made it
        return self.executor.submit(attempts, self.work, paths, next(self.tickets))

    def _receive(self) -> None:
        """Wait for tasks to end, and take what came of them."""
        ended = wait(self.under_way, return_when=FIRST_COMPLETED).done
        broken = [error for future in ended if isinstance(error := self._settled(future), BrokenExecutor)]
        if broken:
            self._replace(broken[0])

    def _settled(self, future: Future[tuple[Answer[T], ...]]) -> Exception | None:
        """Take what came of a task; what stops a program, such as a keyboard interrupt, goes through."""
        task = self.under_way.pop(future)
        try:
            answers = future.result()
        except Exception as error:  # noqa: BLE001 - see above: what fails is tried again
            self._failed(task, error)
            return error
        self._answer(task, answers)
        return None

    def _failed(self, task: Task, error: Exception) -> None:
        """Try the logs of a task again, with more caution; one that was alone is lost."""
        if task.caution is Caution.CHUNK:
            self.waiting.extend(task.parted())
        elif task.caution is Caution.SINGLE:
            self.suspects.append(attrs.evolve(task, caution=Caution.ALONE))
        else:
            died = isinstance(error, BrokenExecutor) or type(error).__name__ == KILLED
            reason = f"{DIED} ({type(error).__name__})" if died else reason_of(error)
            self._answer(task, [Lost(path, reason) for path in task.paths])

    def _replace(self, error: BrokenExecutor) -> None:
        """Put another executor in the place of a broken one, whose other tasks fail with it."""
        for future in wait(self.under_way).done:
            self._settled(future)
        if self.executor is None or isinstance(self.engine, Executor):
            self.gone = NO_OTHER.format(reason_of(error))
            return
        self.executor.shutdown()
        self.executor = self.engine()
        try:
            self._submitted(()).result()
        except Exception as unable:  # noqa: BLE001 - whatever it is, it stands in every answer that is left
            self.gone = NONE_WORKS.format(reason_of(unable))

    def _answer(self, task: Task, answers: Iterable[Answer[T]]) -> None:
        """Note the answers of a task; in order, they are due after those of all paths before them."""
        self.finished(len(task.paths))
        if not self.ordered:
            self.due.extend(answers)
            return
        self.held.update(enumerate(answers, start=task.place))
        while self.next_number in self.held:
            self.due.append(self.held.pop(self.next_number))
            self.next_number += 1
