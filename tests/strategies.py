"""Logs that could have been written: every name exists, and every date leaves room for what really happened.

The law: behind each log lies a course of events, in which everything has one day, whatever follows is not earlier than
what it follows, and no report is earlier than what it reports. Only then are the days blurred, into dates that still
allow them. So no log is thrown away. What the tables refuse may well be in it: an author can write that, too.

The fields of a kind of event are filled by their types, so that a new kind needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from peacetrack.aspects import KINDS, ROOMS, conditions, provisions
from peacetrack.aspects.conditions import ConditionSet, Gate, Step
from peacetrack.aspects.contacts import ContactHeld
from peacetrack.aspects.principles import PrincipleInvoked
from peacetrack.aspects.proposals import ProposalMade
from peacetrack.aspects.provisions import ProvisionAgreed, ProvisionReplaced, Status
from peacetrack.aspects.tallies import REMAINING, CountStated, Quantity
from peacetrack.assertions import ASSERTIONS, STEP_FIELDS, Claim, CountAsserted, GateAsserted
from peacetrack.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import CONSENTING, NEGOTIATING, Actor, Citation, Source, Voice
from peacetrack.ids import (
    ActorId,
    ClaimId,
    ConditionId,
    ContactId,
    EventId,
    InstrumentId,
    ProposalId,
    ProvisionId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.mapping import ReadOnly

BEGINNING: Final = dt.date(2024, 1, 1)

#: Texts that a careless writer or reader of YAML would change.
NASTY: Final = (
    "no", "NO", "on", "null", "~", "1.10", "012", "0x1F", "1e3", "2016-02-30", "true", "rest", "- x", "-x", "-", "---",
    "...", "... x", "--- x", "a: b", "a:b", "a:", ":", "?", "? x", "a #b", "a#b", "#", "# x", "[a", "{a: b}", "a, b", "]",
    "*a", "&a b", "!t", "!", "|", "|-", ">", "%YAML 1.1", "@a", "`a`", "<<", "=", "'", '"', "'a'", '"a"', 'a"b', "a'b",
    "\\", "\\n", "a\\", "a\nb", "\n", "a\n", "\ta", "a\tb", "a\t", " a", "a ", " ", "  ", "a  b", "\r", "a\r\nb", "\x00",
    "\x07", "\x1b", "\x7f", "\x85", "\xa0", "a\xa0b", "\u2028", "a\u2029b", "\u3000a", "\ufeff", "a\u202eb", "\ufffe",
    "é", "Armenia–Azerbaijan", "“must”", "平和", "Հայաստան", "سلام", "🕊️", "👩‍👩‍👧", "\U0010ffff", "x-a", "a: 'b' # c",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts that are not empty, many of which mean something else in YAML than they say."""
    return st.sampled_from(NASTY) | st.text(min_size=1, max_size=12)


def identifiers() -> st.SearchStrategy[str]:
    """Words that can be an id."""
    return st.sampled_from(["no", "1.10", "a:", "e#1", "é", "x-1", "012", "rest", "NO", "a+b", "a/b", "平和", "q"])


@st.composite
def dates(draw: st.DrawFn, day: dt.date | None = None) -> ImpreciseDate:
    """Dates of every form; those of a day are dates that allow it."""
    if day is None:
        day = BEGINNING + dt.timedelta(draw(st.integers(0, 400)))
    before = day - dt.timedelta(draw(st.integers(0, 20)))
    after = day + dt.timedelta(draw(st.integers(0, 20)))
    month = f"{day:%Y-%m}"
    interval = f"{before}/{after}" if before < after else str(day)
    single = (str(day), str(day), f"{day}~", month, f"{month}?", f"{month}-XX", f"{day:%Y}", f"{day:%Y}-XX-XX")
    several = (interval, interval, f"../{after}", f"{before}/..", f"[{before}..{after}]", f"[{day},2030-01]", "202X")
    return ImpreciseDate.parse(draw(st.sampled_from((*single, *several))))


@st.composite
def casts(draw: st.DrawFn) -> Cast:
    """Casts with two or three parties, voices with several spellings, and instruments whose provisions have parts."""
    names = _names(draw(identifiers()))
    actors = [Actor(id=ActorId(names("actor")), role=role) for role in (NEGOTIATING, NEGOTIATING, CONSENTING, "host")]
    actors = [attrs.evolve(actor, name=draw(texts())) for actor in actors[: draw(st.integers(2, 4))]]
    voices = [_voice(draw, names, actor) for actor in actors[: draw(st.integers(0, 3))]]
    instruments = [_instrument(draw, names, actors) for _ in range(draw(st.integers(1, 2)))]
    if len(instruments) > 1 and draw(st.booleans()):
        instruments[1] = attrs.evolve(instruments[1], part_of=instruments[0].id)
    return Cast(
        negotiation=Negotiation(id="peace", title=draw(texts())),
        actors=ReadOnly({actor.id: actor for actor in actors}),
        voices=ReadOnly({voice.id: voice for voice in voices}),
        instruments=ReadOnly({text.id: text for text in instruments}),
        topics=ReadOnly({TopicId(names("topic")): draw(texts() | st.just("")) for _ in range(2)}),
    )


class _Names:
    """Give a new name at each call; those of one cast or log share what is odd about them."""

    def __init__(self, odd: str) -> None:
        self.odd, self.count = odd, 0

    def __call__(self, word: str) -> str:
        self.count += 1
        return f"{self.odd}{word}{self.count}{self.odd if self.count % 2 else ''}"


_names = _Names


def _voice(draw: st.DrawFn, names: _Names, actor: Actor) -> Voice:
    aliases = [names(f"other {draw(texts())} ") for _ in range(draw(st.integers(0, 2)))]
    office = draw(texts()) if draw(st.booleans()) else ""
    speaker = SpeakerId(names(draw(st.sampled_from(["voice", "Voice with blanks ", "a: "]))))
    return Voice(id=speaker, speaks_for=actor.id, office=office, aliases=tuple(aliases))


def _instrument(draw: st.DrawFn, names: _Names, actors: Sequence[Actor]) -> Instrument:
    provisions = [_provision(draw, names, "article") for _ in range(draw(st.integers(1, 3)))]
    provisions += [_provision(draw, names, "preamble") for _ in range(draw(st.integers(0, 1)))]
    for kind in ("paragraph", "article")[: draw(st.integers(0, 2))]:
        provisions.append(attrs.evolve(_provision(draw, names, kind), parent=provisions[0].id))
    consents = draw(st.lists(st.sampled_from([actor.id for actor in actors]), max_size=2, unique=True))
    return Instrument(
        id=InstrumentId(names("text")),
        unit="article",
        consents=tuple(consents),
        provisions=ReadOnly({node.id: node for node in provisions}),
    )


def _provision(draw: st.DrawFn, names: _Names, kind: str) -> Provision:
    oddity = draw(st.sampled_from(["", "", "", "pending", "complete", "number"]))
    return Provision(
        id=ProvisionId(names("part")),
        kind=kind,
        number="1.10" if oddity == "number" else "",
        complete=oddity == "complete",
        status="pending" if oddity == "pending" else None,
    )


@attrs.frozen
class Scene:
    """
    What can be named at one moment of a course of events.

    Attributes:
        day: When it is.
        exact: Whether every date is given as its one day.
        published: When each source appeared.
    """

    cast: Cast
    day: dt.date
    exact: bool
    published: Mapping[SourceId, dt.date]
    told: tuple[Event, ...] = ()

    def names(self, kind: Any) -> tuple[str, ...]:
        """List what a reference of some type can name."""
        if kind in CREATORS:
            return tuple(event.id for event in self.told if isinstance(event, CREATORS[kind]))
        homes: dict[Any, Any] = {
            ActorId: self.cast.actors,
            SpeakerId: self.cast.actor_of,
            InstrumentId: self.cast.instruments,
            ProvisionId: self.cast.instrument_of,
            TopicId: self.cast.topics,
            SourceId: [source for source, day in self.published.items() if self.day <= day],
        }
        return tuple(homes[kind])

    def units(self, instrument: str) -> tuple[ProvisionId, ...]:
        """List the units of an instrument."""
        return tuple(name for name, home in self.cast.units.items() if home == instrument)


CREATORS: Final[Mapping[Any, type[Event]]] = {
    EventId: Event,
    ConditionId: ConditionSet,
    ProposalId: ProposalMade,
    ContactId: ContactHeld,
}
REFERENCES: Final = frozenset(
    (ActorId, SpeakerId, InstrumentId, ProvisionId, TopicId, SourceId, EventId, ConditionId, ProposalId, ContactId)
)


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _inner(hint: Any) -> Any:
    """Give the type of one item of a list, and of what may be left out."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not types.NoneType)
    return hint


def _is_possible(hint: Any, scene: Scene) -> bool:
    """Tell whether there is anything to name."""
    inner = _inner(hint)
    return inner not in REFERENCES or bool(scene.names(inner))


def _value(draw: st.DrawFn, hint: Any, scene: Scene) -> Any:
    """Draw a value of a type, not empty."""
    if get_origin(hint) is tuple:
        several = [_value(draw, _inner(hint), scene) for _ in range(draw(st.sampled_from([1, 1, 2, 3])))]
        return tuple(dict.fromkeys(several))
    hint = _inner(hint)
    if hint in REFERENCES:
        return draw(st.sampled_from(scene.names(hint)))
    if get_origin(hint) is Literal or isinstance(hint, type) and issubclass(hint, StrEnum):
        return draw(st.sampled_from(get_args(hint) or tuple(hint)))
    return _plain(draw, hint, scene)


def _plain(draw: st.DrawFn, hint: Any, scene: Scene) -> Any:
    if hint is str:
        return draw(texts())
    if hint is bool:
        return True
    if hint is int:
        return draw(st.integers(0, 20))
    if hint is dt.date:
        return scene.day + dt.timedelta(draw(st.integers(-30, 60)))
    if hint is ImpreciseDate:
        return ImpreciseDate.on(scene.day) if scene.exact else draw(dates(scene.day))
    if hint is Gate:
        return _gate(draw, scene)
    if hint is Quantity:
        return draw(quantities())
    return _record(draw, hint, scene)


def _gate(draw: st.DrawFn, scene: Scene) -> Gate:
    step = draw(st.sampled_from(Step))
    if step in (Step.OPENING, Step.AGREEING):
        return Gate(step, None, _value(draw, tuple[ProvisionId, ...], scene))
    return Gate(step, _value(draw, InstrumentId, scene))


def quantities(most: int = 20) -> st.SearchStrategy[Quantity]:
    """Numbers as they are stated: exact, in bounds, about so many."""
    numbers = st.integers(0, most)
    return st.one_of(
        numbers.map(lambda n: Quantity(low=n, high=n)),
        numbers.map(lambda n: Quantity(low=n)),
        numbers.map(lambda n: Quantity(high=n)),
        numbers.map(lambda n: Quantity(approx=n)),
        st.tuples(numbers, numbers, numbers).map(lambda n: Quantity(low=min(n[:2]), high=max(n[:2]), approx=n[2])),
    )


def _record(draw: st.DrawFn, cls: Any, scene: Scene, **fixed: Any) -> Any:
    """Draw a record: what it requires, and a few of the other fields."""
    hints = _hints(cls)
    fields = {field.name: field for field in attrs.fields(cls) if field.name not in fixed}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]
    free = [name for name in fields if name not in required and _is_possible(hints[name], scene)]
    chosen = draw(st.lists(st.sampled_from(free), max_size=4, unique=True)) if free else []
    if cls is Citation:
        fixed = {"paragraph": draw(st.none() | st.integers(1, 9)), **fixed}
        chosen = [name for name in chosen if name != "paragraph"]
    return cls(**fixed, **{name: _value(draw, hints[name], scene) for name in (*required, *chosen)})


def _numbers(draw: st.DrawFn, scene: Scene, instrument: str) -> dict[str, Any]:
    """Draw the numbers of a count: no part larger than the whole, and no unit listed twice."""
    whole = draw(st.none() | st.integers(3, 17))
    units = list(scene.units(instrument))
    words = draw(st.lists(st.sampled_from([*Status, REMAINING]), min_size=1, max_size=3, unique=True))
    numbers: dict[str, Any] = {"of": whole}
    left = 17 if whole is None else whole
    for word in words:
        shape = draw(st.sampled_from(["number", "number", "bounds", "list", "rest"]))
        if shape == "list" and units and left and word != REMAINING:
            numbers[word] = Quantity(ids=(units.pop(),))
        elif shape == "rest" and word != REMAINING and not any(getattr(q, "rest", False) for q in numbers.values()):
            numbers[word] = Quantity(rest=True)
        else:
            numbers[word] = draw(quantities(left) if shape == "bounds" else st.integers(0, left).map(_exactly))
        left -= numbers[word].low or len(numbers[word].ids)
    return numbers


def _exactly(number: int) -> Quantity:
    return Quantity(low=number, high=number)


def _event(draw: st.DrawFn, kind: type[Event], name: str, scene: Scene) -> Event:
    fixed: dict[str, Any] = {"id": EventId(name)}
    sources = scene.names(SourceId)
    fixed["source"] = draw(st.none() | st.sampled_from(sources)) if sources else None
    if scene.exact:
        fixed |= {"date": ImpreciseDate.on(scene.day), "about": None}
    elif draw(st.integers(0, 9)):
        fixed["date"] = draw(dates(scene.day))
    if draw(st.booleans()):
        fixed["by" if draw(st.booleans()) else "according_to"] = _value(draw, tuple[SpeakerId, ...], scene)
    if kind is CountStated:
        fixed["instrument"] = _value(draw, InstrumentId, scene)
        fixed |= {word: None for word in (*Status, REMAINING)} | _numbers(draw, scene, fixed["instrument"])
        fixed |= {"including": (), "excluding": scene.units(fixed["instrument"])[:1] if draw(st.booleans()) else ()}
    if kind is ProvisionReplaced:
        fixed["by"] = ()  # In a log, its key `by` names the provisions that came.
    event: Event = _record(draw, kind, scene, **fixed)
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
    hints = _hints(kind)
    needed = [hints[field.name] for field in attrs.fields(kind) if field.default is attrs.NOTHING and field.name != "id"]
    for hint in needed:
        if not _is_possible(hint, scene):
            return ConditionSet if hint is EventId else CREATORS[_inner(hint)]
    return None


#: Kinds that are told more often than others.
FREQUENT: Final = (CountStated, CountStated, CountStated, ConditionSet, ProvisionAgreed, PrincipleInvoked, ProposalMade)


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
    names = _names(draw(identifiers()))
    scene = Scene(cast, BEGINNING, exact, {SourceId(names("source")): BEGINNING + dt.timedelta(days) for days in (20, 90)})
    sources = [_source(draw, name, scene) for name in scene.published]
    theme = only or draw(st.sampled_from(THEMES))
    kinds = [*containing, *(draw(st.sampled_from(theme)) for _ in range(draw(st.integers(0, longest))))]
    for kind in draw(st.permutations(kinds)):
        scene = attrs.evolve(scene, day=scene.day + dt.timedelta(draw(st.sampled_from([0, 1, 1, 3, 15]))))
        for needed in _chain(kind, scene):
            scene = attrs.evolve(scene, told=(*scene.told, _event(draw, needed, names("event"), scene)))
    claims = [_claim(draw, names("claim"), scene) for _ in range(draw(st.integers(0, 2)) if claimed else 0)]
    return Log(cast, ReadOnly({source.id: source for source in sources}), _told(draw, scene), tuple(claims))


ANY_KIND: Final = (*KINDS.values(), *FREQUENT)
#: What a log is about: anything, or one part of a negotiation, whose subjects then have eventful lives.
THEMES: Final[tuple[tuple[type[Event], ...], ...]] = (
    ANY_KIND,
    ANY_KIND,
    *(room.EVENTS for room in ROOMS if len(room.EVENTS) > 1),
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
    source: Source = _record(draw, Source, scene, **fixed)
    return source


def _claim(draw: st.DrawFn, name: str, scene: Scene) -> Claim:
    account = draw(st.sampled_from([(), ("everyone",), (scene.names(ActorId)[0],)]))
    fixed = {"id": ClaimId(name), "says": draw(assertions(scene)), "account": account}
    claim: Claim = _record(draw, Claim, scene, **fixed)
    return claim


@st.composite
def assertions(draw: st.DrawFn, scene: Scene) -> Any:
    """Whatever can be asserted of what has been told."""
    kinds = [kind for kind in ASSERTIONS.values() if all(_is_possible(hint, scene) for hint in _hints(kind).values())]
    kind = draw(st.sampled_from(kinds))
    if kind is GateAsserted:
        gate = _gate(draw, scene)
        steps: dict[str, Any] = {name: () if name in ("opening", "agreeing") else None for name in STEP_FIELDS.values()}
        return _record(draw, kind, scene, **steps | {STEP_FIELDS[gate.step]: gate.instrument or gate.provisions})
    if kind is CountAsserted:
        instrument = _value(draw, InstrumentId, scene)
        numbers = dict.fromkeys((*Status, REMAINING)) | _numbers(draw, scene, instrument)
        return _record(draw, kind, scene, instrument=instrument, including=(), excluding=(), **numbers)
    return _record(draw, kind, scene)


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
