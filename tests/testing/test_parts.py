"""The parts of the kit: what the caller brings is used wherever it can stand, and nothing else in its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

import attrs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from peacetrack.aspects.assertions import ASSERTIONS, StageAsserted
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.reports import Written
from peacetrack.aspects.stages import Stage
from peacetrack.aspects.vocabulary import BUILT_IN
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario
from peacetrack.model.cast import Cast, Instrument, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.ids import (
    ActorId,
    EventId,
    InstrumentId,
    ProvisionId,
    SourceId,
    SpeakerId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import replay
from peacetrack.testing import (
    actors,
    casts,
    claims,
    conditions,
    events,
    illegal_events,
    instruments,
    logs,
    reports,
    scenarios,
    single_events,
    sources,
    voices,
)
from peacetrack.testing.reading import read_text
from peacetrack.testing.scenes import Scene, choices_of, hints_of, inner_of, value_of
from peacetrack.yaml.writing.writer import dumps
from tests.profile import examples
from tests.testing.truces import TRUCES

X: Final = st.just("x")
Q: Final = st.just("q")
#: Words that mean something: roles, kinds of provisions, statuses, keys.
VOCABULARY: Final = frozenset(
    [
        "given",
        "not_given",
        "withdrawn",
        "peace",
        "negotiating_party",
        "consenting",
        "host",
        "article",
        "paragraph",
        "preamble",
        "1.10",
        "pending",
        "negotiators",
        "principals",
        "approved",
        "rejected",
        "whole",
        "agreed_part",
        "shut",
        "open",
        "undetermined",
        "everyone",
        "truce",
        "fired",
        "everywhere",
        "along_the_line",
        "in_force",
        "violated",
        "ended",
        "as_said",
        "basis",
        "note",
        "what",
        "offer",
        "edition",
        "body",
        "place",
    ]
)


#: The words from which a field of a kind of event or of an assertion is chosen.
CHOICES: Final = frozenset(
    word
    for kind in (*BUILT_IN.kinds.values(), *ASSERTIONS.values())
    for hint in hints_of(kind).values()
    for word in choices_of(inner_of(hint))
    if not isinstance(word, StrEnum)
)


def strings(value: Any) -> Iterator[str]:
    """List every string in a value; the words of enumerations aside."""
    if isinstance(value, str):
        yield from () if isinstance(value, StrEnum) else (value,)
    elif isinstance(value, ReadOnly):
        yield from (found for pair in value.items() for part in pair for found in strings(part))
    elif isinstance(value, tuple):
        yield from (found for part in value for found in strings(part))
    elif attrs.has(type(value)) and not isinstance(value, ImpreciseDate):
        yield from (
            found for field in attrs.fields(type(value)) for found in strings(getattr(value, field.name))
        )


def strange(*values: object) -> set[str]:
    """List the strings in some values that are neither `x`, nor ids made of `q`, nor codes."""
    stated = {found for value in values for found in strings(value)} - VOCABULARY - CHOICES - {"x", ""}
    return {found for found in stated if not re.fullmatch(r"q(-\d+)?|PT\d+|OWN\d+", found)}


@settings(max_examples=examples(15), phases=[Phase.generate])
@given(logs(texts=X, identifiers=Q, aspects=(TRUCES,), longest=12), st.data())
def test_texts_and_ids_can_be_brought(log: Log, data: st.DataObject) -> None:
    """Where the caller brings texts and ids, nothing else is said, and nothing has another name."""
    state = replay(log)
    stated = [
        data.draw(events(state, texts=X, identifiers=Q)),
        data.draw(claims(log, texts=X, identifiers=Q)),
        data.draw(reports(log, texts=X, identifiers=Q)).events,
        data.draw(scenarios(log, texts=X, identifiers=Q)),
        data.draw(single_events(log.cast, texts=X, identifiers=Q)),
        data.draw(conditions(log.cast, texts=X, identifiers=Q)),
    ]
    stated.append(data.draw(illegal_events(state, texts=X, identifiers=Q)))

    assert set() == strange(attrs.evolve(log, aspects=()), *stated)


@given(st.data())
def test_single_parts_are_made_of_parts(data: st.DataObject) -> None:
    """The smallest values take the caller's texts and ids as well."""
    for strategy in (actors, voices, instruments, sources):
        assert set() == strange(data.draw(strategy(texts=X, identifiers=Q)))


#: A year, a month, a day before and a day after it, and a date that is open: no order of these is the author's.
DATES: Final = tuple(
    map(
        ImpreciseDate.parse,
        ("2020", "2019-06", "2019-06-30", "2021-01-01", "../2019-07", "2020-05/..", "2022~"),
    )
)


def dates_in(value: Any) -> Iterator[ImpreciseDate]:
    """List every date in a value."""
    if isinstance(value, ImpreciseDate):
        yield value
    elif isinstance(value, ReadOnly):
        yield from (found for part in value.values() for found in dates_in(part))
    elif isinstance(value, tuple):
        yield from (found for part in value for found in dates_in(part))
    elif attrs.has(type(value)):
        yield from (
            found for field in attrs.fields(type(value)) for found in dates_in(getattr(value, field.name))
        )


@settings(max_examples=examples(15))
@given(logs(dates=st.sampled_from(DATES), aspects=(TRUCES,), longest=12), st.data())
def test_dates_can_be_brought(log: Log, data: st.DataObject) -> None:
    """Where the caller brings dates, there are no others; they come in an order in which all of it can have happened."""
    state, dates = replay(log), st.sampled_from(DATES)
    stated = (
        log,
        data.draw(events(state, dates=dates)),
        data.draw(illegal_events(state, dates=dates)),
        data.draw(claims(log, dates=dates)),
        data.draw(single_events(log.cast, dates=dates)),
        data.draw(sources(dates=dates)),
    )

    assert {*dates_in(stated)} <= {*DATES}
    assert () == read_text(dumps(log), aspects=(TRUCES,)).problems


ANNA: Final = Actor(id=ActorId("anna"), role="negotiating_party")
BERT: Final = Actor(id=ActorId("bert"), role="consenting")
SPEAKER: Final = Voice(
    id=SpeakerId("speaker"), speaks_for=ActorId("anna"), aliases=("anna", "Spokesman", "Spokesman")
)
STRANGER: Final = Voice(id=SpeakerId("stranger"), speaks_for=ActorId("nobody"))
NAMESAKE: Final = Voice(id=SpeakerId("bert"), speaks_for=ActorId("anna"))
TREATY: Final = Instrument(
    id=InstrumentId("treaty"),
    unit="clause",
    consents=(ActorId("anna"), ActorId("nobody")),
    part_of=InstrumentId("package"),
    provisions=ReadOnly({ProvisionId("one"): Provision(id=ProvisionId("one"), kind="clause")}),
)
PROTOCOL: Final = Instrument(id=InstrumentId("protocol"), unit="clause", part_of=InstrumentId("treaty"))
CLASHING: Final = Instrument(id=InstrumentId("one"), unit="clause")
BROUGHT: Final = casts(
    actors=st.sampled_from([ANNA, BERT]),
    voices=st.sampled_from([SPEAKER, STRANGER, NAMESAKE]),
    instruments=st.sampled_from([TREATY, PROTOCOL, CLASHING]),
)


@given(BROUGHT)
def test_the_cast_can_be_brought(cast: Cast) -> None:
    """A cast is made of the caller's actors, voices and instruments; what they name and it does not have is left out."""
    assert {*cast.actors.values()} <= {ANNA, BERT}
    assert all(voice.speaks_for in cast.actors for voice in cast.voices.values())
    assert all(voice.aliases in ((), ("Spokesman",)) for voice in cast.voices.values())
    assert {*cast.instruments} < {"treaty", "protocol", "one"}
    assert all({*text.consents} <= cast.actors.keys() for text in cast.instruments.values())
    assert all(text.part_of in (None, *cast.instruments) for text in cast.instruments.values())


@given(logs(casts=BROUGHT))
def test_a_log_has_the_cast_that_is_brought(log: Log) -> None:
    """A log about the caller's cast is read like any other."""
    assert log == read_text(dumps(log)).log


@given(casts(actors=st.just(ANNA)))
def test_the_voices_speak_for_those_who_are_there(cast: Cast) -> None:
    """Where the caller brings actors alone, the voices speak for them."""
    assert {"anna"} == {*cast.actors}
    assert all(voice.speaks_for == "anna" for voice in cast.voices.values())


@given(actors(roles=st.just("mediator")), voices(speaking_for=st.just("anna")))
def test_roles_and_sides_can_be_brought(actor: Actor, voice: Voice) -> None:
    """An actor has the caller's role, and a voice speaks for whom the caller says."""
    assert actor.role == "mediator"
    assert voice.speaks_for == "anna"


@given(instruments(consenting=("anna", "bert")))
def test_consents_can_be_brought(text: Instrument) -> None:
    """An instrument needs the consent of those alone whom the caller names."""
    assert {*text.consents} <= {"anna", "bert"}


WEEKLY: Final = Source(id=SourceId("weekly"), published=ImpreciseDate.parse("2024-01-10"), paragraphs=2)
UNDATED: Final = Source(id=SourceId("undated"), paragraphs=0)


@settings(max_examples=examples(25))
@given(logs(sources=st.sampled_from([WEEKLY, UNDATED]), longest=12), st.data())
def test_sources_can_be_brought(log: Log, data: st.DataObject) -> None:
    """The caller's documents report what had happened when they appeared, in the paragraphs that they have."""
    later = [
        event
        for event in log.events
        if event.date and (event.date.earliest or dt.date.min) > dt.date(2024, 1, 10)
    ]

    assert {*log.sources.values()} <= {WEEKLY, UNDATED}
    assert all(event.source != "weekly" for event in later)
    assert log == read_text(dumps(log)).log
    following = data.draw(events(replay(log)))
    stated = attrs.evolve(log, events=(*log.events, following))
    assert stated == read_text(dumps(stated)).log


SIGNED: Final = StageAsserted(instrument=InstrumentId("treaty"), statuses=(Stage.SIGNED,))


@given(logs(casts=BROUGHT, kinds=(StatementMade,), assertions=st.just(SIGNED)), st.data())
def test_kinds_and_assertions_can_be_brought(log: Log, data: st.DataObject) -> None:
    """Nothing is told but the caller's kinds of events, and nothing claimed but what the caller asserts."""
    assert {type(event) for event in log.events} <= {StatementMade}
    assert {claim.says for claim in log.claims} <= {SIGNED}
    assert data.draw(claims(log, assertions=st.just(SIGNED))).says == SIGNED
    assert isinstance(data.draw(events(replay(log), kinds=(StatementMade,))), StatementMade)


def supposed(day: str) -> StatementMade:
    """Give a statement of a day."""
    return StatementMade(id=EventId("said"), date=ImpreciseDate.parse(day))


@settings(max_examples=examples(15))
@given(logs(claimed=False), st.data())
def test_suppositions_can_be_brought(log: Log, data: st.DataObject) -> None:
    """A scenario supposes the caller's events alone, and asserts what the caller asserts."""
    instrument = next(iter(log.cast.instruments))
    signed = StageAsserted(instrument=instrument, statuses=(Stage.SIGNED,))
    following = st.sampled_from([supposed("2030-01"), supposed("2030-02")])
    scenario: Scenario = data.draw(scenarios(log, supposed=following, assertions=st.just(signed)))

    assert {type(event) for event in scenario.when} <= {StatementMade}
    assert {then.says for then in scenario.then} <= {signed}
    assert scenario.refused is None


@st.composite
def as_written(draw: st.DrawFn) -> object:
    """Draw what a field of a correction holds."""
    return value_of(draw, Written, Scene(draw(casts()), dt.date(2024, 1, 1)))


@given(as_written())
def test_a_text_as_it_was_written_is_drawn(was: object) -> None:
    """What an entry said before a correction is a text that stands as it was written."""
    assert isinstance(was, Written)
