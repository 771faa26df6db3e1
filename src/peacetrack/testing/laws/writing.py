"""Law 10: what is written is read back, and what is written in leaves the rest alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.log.log import Log
from peacetrack.model.ids import EventId
from peacetrack.testing.answers import unlike
from peacetrack.testing.laws.law import Clause, Law, Trial
from peacetrack.testing.laws.speaking import asking, speaking
from peacetrack.testing.strategies import logs, spelled_otherwise


def is_read_back(trial: Trial) -> Iterator[object]:
    """Write a log, and read it."""
    yield from _read_back(trial, trial.log)


def _read_back(trial: Trial, written: Log) -> Iterator[object]:
    """Write a log, and compare what is read with the log before the law."""
    text = trial.ask.dumps(written)
    reading = trial.ask.read(text, aspects=trial.log.aspects)
    yield from (str(problem) for problem in reading.problems)
    if not reading.problems:
        yield from unlike("log", "the text", trial.log, reading.log)
        yield from unlike("order", "the text", repr(trial.log), repr(reading.log))


def is_written_alike(trial: Trial) -> Iterator[object]:
    """Write a log that was written and read: there is one layout."""
    text = trial.ask.dumps(trial.log)
    again = trial.ask.read(text, aspects=trial.log.aspects).log
    yield from unlike("text", "the log", text, again and trial.ask.dumps(again))


def knows_a_voice_by_its_spellings(trial: Trial) -> Iterator[object]:
    """Write a log in which each voice has another of its spellings."""
    yield from _read_back(trial, spelled_otherwise(trial.log))


def leaves_the_rest_alone(trial: Trial) -> Iterator[object]:
    """Write one more event in: what stood before it and after it is what it was."""
    event = trial.some(trial.log.events)
    more = attrs.evolve(event, id=EventId("written-in"))
    before = trial.ask.dumps(trial.log)
    after = trial.ask.dumps(attrs.evolve(trial.log, events=(*trial.log.events, more)))
    stays = next(
        (place for place, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1), None
    )
    tail = "" if stays is None else before[stays:]
    yield from unlike("text", "what stands below", tail, after[len(after) - len(tail) :])


def _any(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return logs(aspects=aspects).flatmap(asking)


def _each_kind(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    """Logs in which each kind of event of own aspects occurs; any where there is none."""
    own = [kind for aspect in aspects for kind in aspect.kinds]
    return speaking(aspects, containing=own, longest=2)


LAW_10: Final = Law(
    10,
    "load(dump(log)) == log, and splicing an event in leaves every other byte alone.",
    (
        Clause("load(dump(log)) == log", is_read_back, _any),
        Clause("whatever kinds of events are in it", is_read_back, _each_kind),
        Clause("however its author spells a voice", knows_a_voice_by_its_spellings, _any),
        Clause("there is one layout", is_written_alike, _any),
        Clause("writing an event in leaves every other byte alone", leaves_the_rest_alone, _any),
    ),
)
