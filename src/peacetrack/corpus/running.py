"""One piece of work for each of many logs, here or on any executor.

The law: every path has exactly one answer, whatever becomes of the work, the workers or the executor.

Examples:
    Two logs and a path where nothing is; the work that fails costs no other log its answer:

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     logs = [Path(folder, name) for name in ("one.peace.yaml", "two.peace.yaml", "gone.peace.yaml")]
    ...     for log in logs[:2]:
    ...         _ = log.write_text("{peacetrack: 1, negotiation: {id: talks}}", encoding="utf-8")
    ...     for answer in run(logs, Path.read_text, ordered=True):
    ...         print(answer.path.name, type(answer).__name__)
    one.peace.yaml Done
    two.peace.yaml Done
    gone.peace.yaml Lost
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from peacetrack.corpus.answers import DIED, Answer, Done, Lost, attempt
from peacetrack.corpus.dispatch import Dispatch

__all__ = ["DIED", "Answer", "Done", "Engine", "Lost", "run"]

T = TypeVar("T")
#: An executor that the caller keeps, or how to make one; only the second can be made anew when it breaks.
Engine = Executor | Callable[[], Executor] | None


def run(  # noqa: PLR0913 - what, where and how, each of which a caller may want to say
    paths: Iterable[Path],
    work: Callable[[Path], T],
    *,
    executor: Engine = None,
    chunk: int = 64,
    ahead: int | None = None,
    ordered: bool = False,
    progress: Callable[[int], object] | None = None,
) -> Generator[Answer[T], None, None]:
    """
    Do the same work for each of many logs, and hand out the answers as they come.

    Paths are taken only as answers are: at most `ahead` chunks of them are under way, so that the memory needed does not
    grow with their number. When the generator is closed early, what has not begun is cancelled.

    Args:
        paths: The logs.
        work: What is done for one log. For processes it must be importable there, so a function of a module.
        executor: Any executor of `concurrent.futures`, such as a pool or Dask's `Client.get_executor()`; it is never shut
            down here. Or a callable that makes one, which is shut down at the end, and made anew when it breaks because
            a worker died. None works in this process, one log after another.
        chunk: How many logs one task holds. Tasks of one log take several times as long.
        ahead: How many chunks are under way at once: twice the cores of this machine when None, and at least four. For
            more workers than that, as with several machines, give twice their number.
        ordered: Answer in the order of the paths, so that the same logs give the same bytes; otherwise as chunks end.
        progress: Told, in this process, how many logs were finished since it was last told.

    Returns:
        For every path its answer. Of a log whose worker died it is asked again, at last with nothing else under way;
        only one that kills its worker then is lost.

    Raises:
        ValueError: `chunk` or `ahead` is below 1.
        TypeError: `executor` is neither an executor nor a callable.

    Examples:
        >>> sizes = run([Path("docs/how-to/ferry")], lambda path: len(list(path.glob("*.peace.yaml"))))
        >>> [(answer.path.name, answer.value) for answer in sizes]
        [('ferry', 3)]
    """
    most = ahead if ahead is not None else max(4, 2 * (os.cpu_count() or 1))
    if chunk < 1 or most < 1:
        raise ValueError(f"a chunk of {chunk} logs, {most} of them ahead: give at least 1 of each")
    if executor is not None and not isinstance(executor, Executor) and not callable(executor):
        raise TypeError(f"{executor!r} is no executor of `concurrent.futures` and makes none")
    finished = progress or _nobody
    if executor is None:
        return _here(paths, work, finished)
    dispatch = Dispatch(
        paths=iter(paths),
        work=work,
        engine=executor,
        chunk=chunk,
        ahead=most,
        ordered=ordered,
        finished=finished,
    )
    return dispatch.answers()


def _here(
    paths: Iterable[Path], work: Callable[[Path], T], finished: Callable[[int], object]
) -> Generator[Answer[T], None, None]:
    for path in paths:
        answer = attempt(work, path)
        finished(1)
        yield answer


def _nobody(_: int) -> None:
    """Tell nobody how far the work is."""
