"""Loading many logs whole.

With threads or in this process that costs what loading costs. Other processes send back every event, which takes longer
than the loading itself: ask them for summaries, or for work of one's own that answers with little.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Unpack

import attrs

from peacetrack.aspects.own import found_aspects
from peacetrack.beliefs.query import AspectLike, Query
from peacetrack.corpus.answers import Done, Lost
from peacetrack.corpus.asking import How
from peacetrack.corpus.running import run
from peacetrack.log.log import Log
from peacetrack.model.problems import Problem
from peacetrack.yaml.files.loader import read


@attrs.frozen
class Unreadable:
    """
    A log that could not be read.

    Attributes:
        path: Where it lies.
        problems: Everything that is wrong with it.
    """

    path: Path
    problems: tuple[Problem, ...]


def load_one(path: Path, *, aspects: Iterable[AspectLike] = ()) -> Log | Unreadable:
    """Load one log, or say why it cannot be read."""
    reading = read(path, aspects=found_aspects(aspects))
    return Unreadable(path, reading.refusal) if reading.log is None else reading.log


def logs(
    paths: Iterable[Path], *, aspects: Iterable[AspectLike] = (), **how: Unpack[How]
) -> Generator[Done[Log] | Unreadable | Lost, None, None]:
    """
    Load many logs.

    Args:
        paths: The logs, as `find` gives them.
        aspects: Aspects of one's own in which they speak, or their names.
        how: As for `run`.

    Returns:
        Each log with its path; what could not be read, and what was lost.

    Raises:
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    return _loaded(run(paths, partial(load_one, aspects=Query(aspects=aspects).aspects), **how))


def _loaded(
    answers: Generator[Done[Log | Unreadable] | Lost, None, None],
) -> Generator[Done[Log] | Unreadable | Lost, None, None]:
    with closing(answers):
        for answer in answers:
            if isinstance(answer, Lost):
                yield answer
            elif isinstance(answer.value, Unreadable):
                yield answer.value
            else:
                yield Done(answer.path, answer.value)
