"""What every question about many logs shares: how it is run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

from peacetrack.corpus.answers import Done, Lost
from peacetrack.corpus.running import Engine, run

T = TypeVar("T")


class How(TypedDict, total=False):
    """How a question about many logs is run; each is explained at `peacetrack.corpus.run`."""

    executor: Engine
    chunk: int
    ahead: int | None
    ordered: bool
    progress: Callable[[int], object] | None


def ask_each(
    paths: Iterable[Path], work: Callable[[Path], T], **how: Unpack[How]
) -> Generator[T | Lost, None, None]:
    """Ask the same of many logs: what the work gives tells its log itself."""
    return _values(run(paths, work, **how))


def _values(answers: Generator[Done[T] | Lost, None, None]) -> Generator[T | Lost, None, None]:
    with closing(answers):
        for answer in answers:
            yield answer.value if isinstance(answer, Done) else answer
