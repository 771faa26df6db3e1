"""Logs that could have been written: every name exists, and every date leaves room for what really happened.

The law: behind each log lies a course of events, in which everything has one day, whatever follows is not earlier than
what it follows, and no report is earlier than what it reports. Only then are the days blurred, into dates that still
allow them. So no log is thrown away. What the tables refuse may well be in it: an author can write that, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects import KINDS, ROOMS, conditions, proposals, provisions, reports, tallies
from peacetrack.aspects.conditions import ConditionSet
from peacetrack.aspects.principles import PrincipleInvoked
from peacetrack.aspects.proposals import ProposalMade
from peacetrack.aspects.provisions import ProvisionAgreed, ProvisionReplaced, Status
from peacetrack.aspects.reports import Confirmed, Corrected, Denied, Retracted
from peacetrack.aspects.tallies import REMAINING, CountStated
from peacetrack.assertions import (
    ASSERTIONS,
    STEP_FIELDS,
    Claim,
    ConditionAsserted,
    CountAsserted,
    GateAsserted,
    ProposalAsserted,
    ReadoutAsserted,
)
from peacetrack.cast import Cast
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import Source
from peacetrack.ids import (
    ActorId,
    ClaimId,
    EventId,
    InstrumentId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.mapping import ReadOnly
from tests.casts import BEGINNING, NASTY, Names, casts, dates, identifiers, texts
from tests.scenes import (
    CREATORS,
    Scene,
    gate_of,
    hints_of,
    inner_of,
    is_possible,
    numbers_of,
    quantities,
    record_of,
    value_of,
)


def _event(draw: st.DrawFn, kind: type[Event], name: str, scene: Scene) -> Event:
    fixed: dict[str, Any] = {"id": EventId(name)}
    sources = scene.names(SourceId)
    fixed["source"] = draw(st.none() | st.sampled_from(sources)) if sources else None
    if scene.exact:
        fixed |= {"date": ImpreciseDate.on(scene.day), "about": None}
    elif draw(st.integers(0, 9)):
        fixed["date"] = draw(dates(scene.day))
    if draw(st.booleans()):
        fixed["by" if draw(st.booleans()) else "according_to"] = value_of(draw, tuple[SpeakerId, ...], scene)
    if kind is CountStated:
        fixed["instrument"] = value_of(draw, InstrumentId, scene)
        fixed |= dict.fromkeys((*Status, REMAINING)) | numbers_of(draw, scene, fixed["instrument"])
        fixed |= {
            "including": (),
            "excluding": scene.units(fixed["instrument"])[:1] if draw(st.booleans()) else (),
        }
    if kind is ProvisionReplaced:
        fixed["by"] = ()  # In a log, its key `by` names the provisions that came.
    event: Event = record_of(draw, kind, scene, **fixed)
    return event


@st.composite
def events(draw: st.DrawFn, cast: Cast) -> Event:
    """Single events that follow no other."""
    scene = Scene(cast, BEGINNING, exact=False, published={})
    return _event(draw, draw(st.sampled_from(_possible_kinds(scene))), "event", scene)


def _possible_kinds(scene: Scene) -> list[type[Event]]:
    return [kind for kind in (*KINDS.values(), *FREQUENT) if _missing(kind, scene) is None]


def _missing(kind: type[Event], scene: Scene) -> type[Event] | None:
    """Name the kind of event that has to be told before this one can be."""
    hints = hints_of(kind)
    needed = [
        hints[field.name]
        for field in attrs.fields(kind)
        if field.default is attrs.NOTHING and field.name != "id"
    ]
    for hint in needed:
        if not is_possible(hint, scene):
            return ConditionSet if hint is EventId else CREATORS[inner_of(hint)]
    return None


#: Kinds that are told more often than others.
FREQUENT: Final = (
    CountStated,
    CountStated,
    CountStated,
    ConditionSet,
    ProvisionAgreed,
    PrincipleInvoked,
    ProposalMade,
)


@st.composite
def logs(
    draw: st.DrawFn,
    *,
    containing: Sequence[type[Event]] = (),
    only: Sequence[type[Event]] = (),
    exact: bool = False,
    longest: int = 8,
    claimed: bool = True,
) -> Log:
    """
    Logs that the loader accepts.

    Args:
        draw: Given by Hypothesis.
        containing: Kinds of events that surely occur; what they refer to is told before them.
        only: Kinds to choose the other events from; those of some theme when empty.
        exact: Each event is dated by its one day, so that nothing is uncertain but what counts leave open.
        longest: How many further events there are at most.
        claimed: With claims.
    """
    cast = draw(casts())
    names = Names(draw(identifiers()))
    scene = Scene(
        cast,
        BEGINNING,
        exact,
        {SourceId(names("source")): BEGINNING + dt.timedelta(days) for days in (20, 90)},
    )
    sources = [_source(draw, name, scene) for name in scene.published]
    theme = only or draw(st.sampled_from(THEMES))
    kinds = [*containing, *(draw(st.sampled_from(theme)) for _ in range(draw(st.integers(0, longest))))]
    for kind in draw(st.permutations(kinds)):
        scene = attrs.evolve(scene, day=scene.day + dt.timedelta(draw(st.sampled_from([0, 1, 1, 3, 15]))))
        for needed in _chain(kind, scene):
            scene = attrs.evolve(scene, told=(*scene.told, _event(draw, needed, names("event"), scene)))
    claims = [_claim(draw, names("claim"), scene) for _ in range(draw(st.integers(0, 2)) if claimed else 0)]
    return Log(cast, ReadOnly({source.id: source for source in sources}), _told(draw, scene), tuple(claims))


#: Reports that change what is believed of other events; they occur where a law asks for them.
REPORTS: Final = (Confirmed, Denied, Corrected, Retracted)
ANY_KIND: Final = (*(kind for kind in KINDS.values() if kind not in REPORTS), *FREQUENT)
#: What a log is about: anything, or one part of a negotiation, whose subjects then have eventful lives.
THEMES: Final[tuple[tuple[type[Event], ...], ...]] = (
    ANY_KIND,
    ANY_KIND,
    *(room.EVENTS for room in ROOMS if room not in (reports, tallies)),
    (CountStated, CountStated, *provisions.EVENTS),
    (CountStated, ProvisionAgreed, PrincipleInvoked, *conditions.EVENTS),
)


def _told(draw: st.DrawFn, scene: Scene) -> tuple[Event, ...]:
    """Tell the events in another order than they happened; those of one exact day keep theirs."""
    if scene.exact or draw(st.booleans()):
        return scene.told
    return tuple(draw(st.permutations(scene.told)))


def _chain(kind: type[Event], scene: Scene) -> list[type[Event]]:
    """List the kinds to tell so that the last of them can be."""
    needed = _missing(kind, scene)
    return [kind] if needed is None else [needed, kind]


def _source(draw: st.DrawFn, name: SourceId, scene: Scene) -> Source:
    day = scene.published[name]
    blurred = draw(st.none() | (st.just(ImpreciseDate.on(day)) if scene.exact else dates(day)))
    uncited = ReadOnly({7: draw(texts())}) if draw(st.booleans()) else ReadOnly[int, str]()
    fixed = {"id": name, "published": blurred, "paragraphs": draw(st.none() | st.just(9)), "uncited": uncited}
    source: Source = record_of(draw, Source, scene, **fixed)
    return source


def _claim(draw: st.DrawFn, name: str, scene: Scene) -> Claim:
    account = draw(st.sampled_from([(), ("everyone",), (scene.names(ActorId)[0],)]))
    fixed = {"id": ClaimId(name), "says": draw(assertions(scene)), "account": account}
    claim: Claim = record_of(draw, Claim, scene, **fixed)
    return claim


@st.composite
def assertions(draw: st.DrawFn, scene: Scene) -> Any:
    """Whatever can be asserted of what has been told."""
    kinds = [
        kind
        for kind in ASSERTIONS.values()
        if all(is_possible(hint, scene) for hint in hints_of(kind).values())
    ]
    kind = draw(st.sampled_from(kinds))
    if kind is GateAsserted:
        gate = gate_of(draw, scene)
        steps: dict[str, Any] = {
            name: () if name in ("opening", "agreeing") else None for name in STEP_FIELDS.values()
        }
        return record_of(
            draw, kind, scene, **steps | {STEP_FIELDS[gate.step]: gate.instrument or gate.provisions}
        )
    if kind is CountAsserted:
        instrument = value_of(draw, InstrumentId, scene)
        numbers = dict.fromkeys((*Status, REMAINING)) | numbers_of(draw, scene, instrument)
        told = record_of(draw, kind, scene, instrument=instrument, including=(), excluding=(), **numbers)
        return told if told.numbers or told.of is not None else attrs.evolve(told, of=1)
    told = record_of(draw, kind, scene)
    topic = value_of(draw, TopicId, scene) if kind is ReadoutAsserted else TopicId("")
    return asserting_something(told, topic)


def asserting_something(says: Any, topic: TopicId) -> Any:
    """Let an assertion that would leave everything out assert something: a log refuses one that does not."""
    match says:
        case ConditionAsserted(statuses=(), times_stated=None):
            return attrs.evolve(says, statuses=(conditions.Status.RAISED,))
        case ProposalAsserted(statuses=(), times_renewed=None, times_rejected=None):
            return attrs.evolve(says, statuses=(proposals.Status.MADE,))
        case ReadoutAsserted(mentions=(), omits=()):
            return attrs.evolve(says, mentions=(topic,))
        case _:
            return says


def spelled_otherwise(log: Log) -> Log:
    """Give the same log as an author may write it, each voice under another of its spellings where it has one."""
    other = {voice.id: SpeakerId(voice.aliases[-1]) for voice in log.cast.voices.values() if voice.aliases}

    def spelled(speakers: tuple[SpeakerId, ...]) -> tuple[SpeakerId, ...]:
        return tuple(other.get(speaker, speaker) for speaker in speakers)

    told = (attrs.evolve(e, by=spelled(e.by), according_to=spelled(e.according_to)) for e in log.events)
    claimed = (attrs.evolve(claim, by=spelled(claim.by)) for claim in log.claims)
    return attrs.evolve(log, events=tuple(told), claims=tuple(claimed))


__all__ = [
    "NASTY",
    "assertions",
    "casts",
    "dates",
    "events",
    "identifiers",
    "logs",
    "quantities",
    "spelled_otherwise",
    "texts",
]
