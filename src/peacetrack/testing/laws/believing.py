"""Laws 7, 11 and 13: what was taken back, who says nothing, and what was not yet published change no answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Confirmed, Denied, Mentioned, Retracted
from peacetrack.aspects.stages import STAGES, TALKS, TalksSuspended
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.beliefs.accounts import EVERYONE, Account
from peacetrack.beliefs.reports import OF_ITS_OWN, references
from peacetrack.log.log import Log
from peacetrack.model.cast import Instrument
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.ids import ActorId, EventId, InstrumentId, SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import State, replay, timeline
from peacetrack.testing.answers import Answers, clone, differing, units, unlike, without
from peacetrack.testing.laws.law import Clause, Law, Trial
from peacetrack.testing.laws.speaking import speaking

#: A day after everything that happens in a log.
LATE: Final = dt.date(9000, 1, 1)


def taken_back(log: Log, name: EventId) -> Log:
    """Let a document of a later day take one report back."""
    source = Source(id=SourceId("taken-back"), published=ImpreciseDate.on(LATE))
    entry = Retracted(id=EventId("taken-back"), source=source.id, of=name)
    return attrs.evolve(
        log, sources=ReadOnly({**log.sources, source.id: source}), events=(*log.events, entry)
    )


def unwritten(log: Log, name: EventId) -> Log:
    """Give the log as if nobody had written the report, or anything that speaks only of it."""
    if any(isinstance(event, Mentioned) and event.of == name for event in log.events):
        stripped = (
            attrs.evolve(event, source=None, date=None, about=None) if event.id == name else event
            for event in log.events
        )
        return attrs.evolve(log, events=tuple(stripped))
    gone = {name}
    while more := {event.id for event in log.events if event.id not in gone and _speaks_only_of(event, gone)}:
        gone |= more
    return without(log, gone)


def _speaks_only_of(event: Event, gone: set[EventId]) -> bool:
    spoken_of = {target for field, target in references(event) if field not in OF_ITS_OWN}
    return bool(spoken_of) and spoken_of <= gone


def was_never_told(trial: Trial) -> Iterator[object]:
    """Compare a log in which a report is taken back with one in which nobody had written it."""
    name, account = trial.some(trial.log.events).id, trial.account()
    back, never = timeline(taken_back(trial.log, name)), timeline(clone(unwritten(trial.log, name)))
    day = trial.day(never)
    yield from trial.ask.differences(back.at(day, account=account), never.at(day, account=account))


def is_as_it_was_until_taken_back(trial: Trial) -> Iterator[object]:
    """Compare a log, as known before a report is taken back, with the log in which it never is."""
    back, before = taken_back(trial.log, trial.some(trial.log.events).id), LATE - dt.timedelta(1)
    fresh = clone(trial.log)
    yield from trial.ask.differences(
        timeline(back, known_by=before).at(), timeline(fresh, known_by=before).at()
    )


def _or_mentioned(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | speaking(aspects, containing=[Mentioned])


LAW_7: Final = Law(
    7,
    "Once a retraction is known, every answer equals that of the log without the report and without what speaks only of"
    " it. An event told elsewhere stands.",
    (
        Clause("Every answer equals that of the log without the report", was_never_told, _or_mentioned),
        Clause("until it is known, it changes nothing", is_as_it_was_until_taken_back, speaking),
    ),
)

SIDE, VOICE, TEXT = ActorId("a-newcomer"), SpeakerId("its-spokesman"), InstrumentId("another-text")


def joined(log: Log, day: dt.date) -> Log:
    """Let somebody join who says things on a day, but of a text of its own alone."""
    cast = attrs.evolve(
        log.cast,
        actors=ReadOnly({**log.cast.actors, SIDE: Actor(id=SIDE, role="observer")}),
        voices=ReadOnly({**log.cast.voices, VOICE: Voice(id=VOICE, speaks_for=SIDE)}),
        instruments=ReadOnly({**log.cast.instruments, TEXT: Instrument(id=TEXT, unit="page")}),
    )
    date, pages = ImpreciseDate.on(day), Quantity(low=2, high=2)
    ids = [EventId(f"newcomer-{number}") for number in range(4)]
    told = (
        StatementMade(id=ids[0], date=date, by=(VOICE,), what="We welcome the talks."),
        CountStated(id=ids[1], date=date, by=(VOICE,), instrument=TEXT, agreed=pages, of=3),
        TalksSuspended(id=ids[2], date=date, according_to=(VOICE,), instrument=TEXT),
        Denied(id=ids[3], date=date, by=(VOICE,), of=ids[2]),
    )
    return attrs.evolve(log, cast=cast, events=(*told, *log.events))


def says_nothing_of_it(trial: Trial) -> Iterator[object]:
    """Compare a log with the same log and a newcomer who speaks of other things."""
    log, line = trial.log, timeline(clone(trial.log))
    account = trial.some([EVERYONE, Account(common=True), *(Account((actor,)) for actor in log.cast.actors)])
    day = trial.day(line)
    wider = joined(log, trial.some([dt.date(2024, 1, 1), *line.days()]))
    together = replay(wider, as_of=day, account=account)
    yield from differing(
        _of_the_others(trial.ask, line.at(day, account=account), log),
        _of_the_others(trial.ask, together, log),
    )


def _of_the_others(ask: Answers, state: State, log: Log) -> Mapping[str, Mapping[Any, object]]:
    """Give the answers about all that the log spoke of before."""
    texts = {*log.cast.instruments, *log.cast.instrument_of}
    answers = {question: dict(told.items()) for question, told in ask.everything(state, units(log)).items()}
    for newcomer in [key for key in answers["standings"] if key[0] == SIDE or key[1] == TEXT]:
        del answers["standings"][newcomer]
    for newcomer in [key for key in answers["gates"] if not {key[0].instrument, *key[0].provisions} & texts]:
        del answers["gates"][newcomer]
    for newcomer in ((STAGES.name, TEXT), (TALKS.name, TEXT)):
        answers["facts"].pop(newcomer, None)
    return answers


def may_be_believed_as_well(trial: Trial) -> Iterator[object]:
    """Compare what an actor says with what that actor and a newcomer say, who speaks of other things."""
    log, actor = trial.log, trial.some([*trial.log.cast.actors])
    day = trial.some([dt.date(2024, 1, 1), *timeline(log).days()])
    alone = replay(joined(log, day), account=Account((actor,)))
    both = replay(joined(clone(log), day), account=Account((actor, SIDE)))
    heard = trial.ask.counts(both, units(log))
    for key, count in trial.ask.counts(alone, units(log)).items():
        yield from unlike("counts", key, count.numerator, heard[key].numerator)


def _or_denied(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | speaking(aspects, containing=[Denied])


LAW_11: Final = Law(
    11,
    "A voice that says nothing of a subject changes no answer about it.",
    (
        Clause(
            "A voice that says nothing of a subject changes no answer about it",
            says_nothing_of_it,
            _or_denied,
        ),
        Clause("nor for those who believe it, too", may_be_believed_as_well, speaking),
    ),
)

REPORTS: Final = (Mentioned, Confirmed, Denied, Retracted)


def as_known(log: Log, day: dt.date) -> Log:
    """
    Leave out every entry of a document that had not certainly appeared.

    What a known document mentions stays, but without the day that an unknown one gives it.
    """
    known = {
        source.id
        for source in log.sources.values()
        if source.published and source.published.latest and source.published.latest <= day
    }
    mentioned = {event.of for event in log.events if isinstance(event, Mentioned) and event.source in known}
    told = (
        event if event.source in known else attrs.evolve(event, source=None, date=None, about=None)
        for event in log.events
        if event.source in known or (event.id in mentioned and not isinstance(event, REPORTS))
    )
    return attrs.evolve(log, events=tuple(told))


def has_no_hindsight(trial: Trial) -> Iterator[object]:
    """Compare what was known on a day with a log that holds only what had been published by then."""
    log = trial.log
    published = [source.published for source in log.sources.values() if source.published]
    last = trial.some([date.latest for date in published if date.latest])
    day = trial.some([last, last - dt.timedelta(1)])
    line, early = timeline(log, known_by=day), timeline(clone(as_known(log, day)))
    told = [event.id for event in line.view.events]
    yield from unlike("events known by", day, told, [event.id for event in early.view.events])
    as_of, account = trial.day(line), trial.account()
    yield from trial.ask.differences(early.at(as_of, account=account), line.at(as_of, account=account))


def _reported(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | st.sampled_from(REPORTS).flatmap(
        lambda kind: speaking(aspects, containing=[kind])
    )


LAW_13: Final = Law(
    13,
    "No hindsight: nothing from a source published after `known_by` changes an answer.",
    (
        Clause(
            "Nothing from a source published after `known_by` changes an answer", has_no_hindsight, _reported
        ),
    ),
)
