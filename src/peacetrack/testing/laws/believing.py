"""Laws 7, 11, 13 and 14: what was taken back, who says nothing, what was not yet published and who says the same change no answer."""

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
from peacetrack.aspects.tallies import CountStated, Quantity, StatusStated
from peacetrack.beliefs.accounts import EVERYONE, Account
from peacetrack.beliefs.reports import OF_ITS_OWN, references
from peacetrack.log.log import Log
from peacetrack.model.cast import Instrument
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.ids import ActorId, EventId, InstrumentId, SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.answers import Answers, clone, differing, units, unlike, without
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
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


def was_never_reported(trial: Trial) -> Iterator[object]:
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
        Clause("Every answer equals that of the log without the report", was_never_reported, _or_mentioned),
        Clause("until it is known, it changes nothing", is_as_it_was_until_taken_back, speaking),
    ),
)

NEWCOMER, VOICE, TEXT = ActorId("a-newcomer"), SpeakerId("its-spokesman"), InstrumentId("another-text")


def joined(log: Log, day: dt.date) -> Log:
    """Let somebody join who says things on a day, but of a text of its own alone."""
    cast = attrs.evolve(
        log.cast,
        actors=ReadOnly({**log.cast.actors, NEWCOMER: Actor(id=NEWCOMER, role="observer")}),
        voices=ReadOnly({**log.cast.voices, VOICE: Voice(id=VOICE, speaks_for=NEWCOMER)}),
        instruments=ReadOnly({**log.cast.instruments, TEXT: Instrument(id=TEXT, unit="page")}),
    )
    date, pages = ImpreciseDate.on(day), Quantity(low=2, high=2)
    ids = [EventId(f"newcomer-{number}") for number in range(4)]
    stated = (
        StatementMade(id=ids[0], date=date, by=(VOICE,), what="We welcome the talks."),
        CountStated(id=ids[1], date=date, by=(VOICE,), instrument=TEXT, agreed=pages, of=3),
        TalksSuspended(id=ids[2], date=date, according_to=(VOICE,), instrument=TEXT),
        Denied(id=ids[3], date=date, by=(VOICE,), of=ids[2]),
    )
    return attrs.evolve(log, cast=cast, events=(*stated, *log.events))


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
    answers = {
        question: dict(answered.items()) for question, answered in ask.everything(state, units(log)).items()
    }
    for newcomer in [key for key in answers["standings"] if key[0] == NEWCOMER or key[1] == TEXT]:
        del answers["standings"][newcomer]
    for newcomer in [key for key in answers["gates"] if not {key[0].instrument, *key[0].provisions} & texts]:
        del answers["gates"][newcomer]
    for newcomer in ((STAGES.name, TEXT), (TALKS.name, TEXT)):
        answers["facts"].pop(newcomer, None)
    return answers


def may_be_believed_as_well(trial: Trial) -> Iterator[object]:
    """
    Compare what a newcomer says of other things with silence, for those who believe the newcomer beside an actor.

    That account is one of several words, whether all of them are said or not: it is compared with itself, and not with that of the
    actor alone, in which the record replaces nothing.
    """
    log, line = trial.log, timeline(clone(trial.log))
    account = Account((trial.some([*log.cast.actors]), NEWCOMER))
    day = trial.day(line)
    wider = joined(log, trial.some([dt.date(2024, 1, 1), *line.days()]))
    silent = attrs.evolve(clone(wider), events=clone(log).events)
    yield from differing(
        _of_the_others(trial.ask, replay(silent, as_of=day, account=account), log),
        _of_the_others(trial.ask, replay(wider, as_of=day, account=account), log),
    )


def changes_nothing_by_nothing(trial: Trial) -> Iterator[object]:
    """Compare a log with the same log and statements of one of its own actors that say nothing."""
    log = trial.log
    actor, text = trial.some([*log.cast.actors]), trial.some([*log.cast.instruments])
    line = timeline(clone(log))
    # Of a day within the record, so that it reaches no further.
    by, date = (SpeakerId(actor),), ImpreciseDate.on(trial.some(line.days()))
    nothing = (
        CountStated(id=EventId("no-number"), date=date, by=by, instrument=text),
        StatusStated(id=EventId("no-status"), date=date, by=by, instrument=text),
    )
    wider = attrs.evolve(log, events=(*log.events, *nothing))
    account, as_of = trial.account(), trial.day(line)
    yield from trial.ask.differences(
        line.at(as_of, account=account), replay(wider, as_of=as_of, account=account)
    )


def _or_denied(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | speaking(aspects, containing=[Denied])


LAW_11: Final = Law(
    11,
    "A statement that is about neither a node nor its text and unit changes no answer about it, but how far the record reaches;"
    " a statement that says nothing changes nothing.",
    (
        Clause(
            "A statement that is about neither a node nor its text changes no answer about it",
            says_nothing_of_it,
            _or_denied,
        ),
        Clause("nor for those who believe its speaker, too", may_be_believed_as_well, speaking),
        Clause("a statement that says nothing changes nothing", changes_nothing_by_nothing, _or_denied),
    ),
)

CARRIER: Final = ActorId("a-carrier")


def is_carried_as_well(trial: Trial) -> Iterator[object]:
    """Compare everyone's account of a log with that of the same log and one more carrier of its latest statement on a subject."""
    log, line = trial.log, timeline(clone(trial.log))
    name, silent = trial.some(latest_statements(line))
    newcomer = Actor(id=CARRIER, role=trial.some(["observer", "consenting"]))
    actors = ReadOnly({**log.cast.actors, CARRIER: newcomer})
    carrier = trial.some([CARRIER, *silent])
    day = line.view.latest[line.places[name]]
    date = ImpreciseDate.on(dt.date.fromordinal(day)) if day < LATE.toordinal() else None
    carried = Confirmed(id=EventId("carried-as-well"), date=date, by=(SpeakerId(carrier),), of=name)
    cast = attrs.evolve(log.cast, actors=actors)
    provided(CARRIER not in log.cast.actors)
    before = replay(attrs.evolve(clone(log), cast=cast))
    after = replay(attrs.evolve(log, cast=cast, events=(*log.events, carried)))
    provided(before.timeline.refused == after.timeline.refused)
    yield from changes_only_support(trial.ask, before, after)


def latest_statements(line: Timeline) -> list[tuple[EventId, tuple[ActorId, ...]]]:
    """Give the last statement on each text and unit, with the actors who hold nothing on it."""
    found = []
    for entries in line.entries.values():
        speaking = {who for entry in entries for who in (*entry.sayers, *entry.confirming, *entry.against)}
        silent = tuple(actor for actor in line.log.cast.actors if actor not in speaking)
        last = [entry for entry in entries if not entry.confirms][-1]
        found.append((EventId(last.key), silent))
    return found


def changes_only_support(ask: Answers, before: State, after: State) -> Iterator[object]:
    """List what differs between two states, but for whose word it is and a gate that was undetermined for want of a word."""
    asked = units(before.log)
    stated, with_both = ask.counts(before, asked), ask.counts(after, asked)
    for key, count in stated.items():
        yield from unlike(
            "counts",
            key,
            (count.numerator, count.denominator),
            (with_both[key].numerator, with_both[key].denominator),
        )
    facts = ask.facts(after)
    for subject, fact in ask.facts(before).items():
        yield from unlike("facts", subject, fact.possible, facts[subject].possible)
    openings = ask.gates(after)
    for step, gate in ask.gates(before).items():
        if gate.opening != "undetermined":
            yield from unlike("gates", step, gate.opening, openings[step].opening)


def _stating(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return (
        speaking(aspects, containing=[CountStated])
        | speaking(aspects, containing=[StatusStated])
        | speaking(aspects)
    )


LAW_14: Final = Law(
    14,
    "In everyone's account a further carrier of the latest statement on a subject, who holds nothing else on it, changes no status"
    " and no number, only their support, and a gate that was undetermined for want of that carrier's word.",
    (
        Clause(
            "A further carrier of the latest statement changes only its support", is_carried_as_well, _stating
        ),
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
    stated = (
        event if event.source in known else attrs.evolve(event, source=None, date=None, about=None)
        for event in log.events
        if event.source in known or (event.id in mentioned and not isinstance(event, REPORTS))
    )
    return attrs.evolve(log, events=tuple(stated))


def has_no_hindsight(trial: Trial) -> Iterator[object]:
    """Compare what was known on a day with a log that holds only what had been published by then."""
    log = trial.log
    published = [source.published for source in log.sources.values() if source.published]
    last = trial.some([date.latest for date in published if date.latest])
    day = trial.some([last, last - dt.timedelta(1)])
    line, early = timeline(log, known_by=day), timeline(clone(as_known(log, day)))
    stated = [event.id for event in line.view.events]
    yield from unlike("events known by", day, stated, [event.id for event in early.view.events])
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
