"""What every question about many logs shares: how it is run, and in which aspects the logs speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, TypedDict, TypeVar, Unpack

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.own import named_aspects
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.corpus.answers import Done, Lost
from peacetrack.corpus.running import Engine, run
from peacetrack.model.dates import parse_day
from peacetrack.state.timeline import Day

T = TypeVar("T")
#: An aspect of one's own, or its name, `truces:TRUCES`. Names reach every worker that can import their module; an aspect
#: reaches another process only if all its rules are functions of a module.
Aspects = tuple[Aspect[Any] | str, ...]


class How(TypedDict, total=False):
    """How a question about many logs is run; each is explained at `peacetrack.corpus.run`."""

    executor: Engine
    chunk: int
    ahead: int | None
    ordered: bool
    progress: Callable[[int], object] | None


def checked_aspects(aspects: Iterable[Aspect[Any] | str]) -> Aspects:
    """
    Look for aspects before the work begins, for without them no log at all would be answered; names stay names.

    Raises:
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    told = tuple(aspects)
    found_aspects(told)
    return told


def found_aspects(aspects: Iterable[Aspect[Any] | str]) -> tuple[Aspect[Any], ...]:
    """Find the aspects that are given by their names, and check them together."""
    told = (named_aspects((one,))[0] if isinstance(one, str) else one for one in aspects)
    return Vocabulary.of(told).own


def day_of(day: Day) -> dt.date | None:
    """
    Read a day before the work begins, for a wrong one is wrong for every log.

    Raises:
        DateError: The text is no exact day.
    """
    return parse_day(day) if isinstance(day, str) else day


def asked(
    paths: Iterable[Path], work: Callable[[Path], T], **how: Unpack[How]
) -> Generator[T | Lost, None, None]:
    """Ask the same of many logs: what the work gives tells its log itself."""
    return _values(run(paths, work, **how))


def _values(answers: Generator[Done[T] | Lost, None, None]) -> Generator[T | Lost, None, None]:
    with closing(answers):
        for answer in answers:
            yield answer.value if isinstance(answer, Done) else answer
