"""Casts: who takes part and what is on the table, before anything has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.evidence import CONSENTING, NEGOTIATING, Actor, Voice
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId, SpeakerId, TopicId
from peacetrack.model.mapping import ReadOnly
from peacetrack.testing.parts import Names, Parts, pick, some_of

T = TypeVar("T")
ROLES: Final = (NEGOTIATING, NEGOTIATING, CONSENTING, "host")


@st.composite
def actors(
    draw: DrawFn,
    *,
    roles: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
    texts: SearchStrategy[str] | None = None,
) -> Actor:
    """
    Give states, armed groups and organisations, each with a role.

    Args:
        draw: Given by Hypothesis.
        roles: What they are in the negotiation; `negotiating_party`, `consenting` or `host` when None.
        identifiers: Their ids.
        texts: Their names.
    """
    role = draw(roles if roles is not None else st.sampled_from(ROLES[1:]))
    parts = Parts(texts=texts)
    return _actor(draw, Names(draw, identifiers), parts, role)


@st.composite
def voices(
    draw: DrawFn,
    *,
    speaking_for: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
    texts: SearchStrategy[str] | None = None,
) -> Voice:
    """
    Give persons and offices that speak for an actor.

    Args:
        draw: Given by Hypothesis.
        speaking_for: The ids of the actors for whom they speak; any ids when None.
        identifiers: Their ids and other spellings.
        texts: Their offices.
    """
    names = Names(draw, identifiers)
    actor = draw(speaking_for) if speaking_for is not None else names("actor")
    return _voice(draw, names, Parts(texts=texts), ActorId(actor))


@st.composite
def instruments(
    draw: DrawFn,
    *,
    consenting: Sequence[str] = (),
    identifiers: SearchStrategy[str] | None = None,
    texts: SearchStrategy[str] | None = None,
) -> Instrument:
    """
    Give texts under negotiation: a few articles, some of them with parts, perhaps a preamble.

    Args:
        draw: Given by Hypothesis.
        consenting: Actors whose consent may be needed.
        identifiers: Their ids, and those of their provisions.
        texts: Their titles, and those of their provisions.
    """
    return _instrument(draw, Names(draw, identifiers), Parts(texts=texts), consenting)


@st.composite
def casts(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    *,
    actors: SearchStrategy[Actor] | None = None,
    voices: SearchStrategy[Voice] | None = None,
    instruments: SearchStrategy[Instrument] | None = None,
    identifiers: SearchStrategy[str] | None = None,
    texts: SearchStrategy[str] | None = None,
) -> Cast:
    """
    Give casts with two or more parties, voices with several spellings, and instruments whose provisions have parts.

    What the parts that the caller brings name, and the cast then does not have, is left out of them: the voice of
    nobody, the consent of a stranger, the second of two that share a name.

    Args:
        draw: Given by Hypothesis.
        actors: Who takes part; up to four of them do.
        voices: Who speaks; up to three of them do.
        instruments: What is negotiated; one or two of them are.
        identifiers: The ids of all that the caller does not bring.
        texts: Titles and names of all that the caller does not bring.

    Examples:
        >>> from hypothesis import find, settings
        >>> ferry = st.just(Instrument(id="ferry", unit="clause"))
        >>> cast = find(casts(instruments=ferry), bool, settings=settings(database=None, derandomize=True))
        >>> list(cast.instruments)
        ['ferry']
    """
    names, parts = Names(draw, identifiers), Parts(texts=texts)
    title = draw(parts.texts)
    who = _several(draw, actors, 4) if actors is not None else _parties(draw, names, parts)
    people: dict[ActorId, Actor] = {}
    for actor in who:
        people.setdefault(actor.id, actor)
    names.taken |= people.keys()
    spoken = (
        _several(draw, voices, 3)
        if voices is not None
        else [_voice(draw, names, parts, actor.id) for actor in [*people.values()][: draw(st.integers(0, 3))]]
    )
    count = draw(st.integers(1, 2))
    drawn = (
        [draw(instruments) for _ in range(count)]
        if instruments is not None
        else [_instrument(draw, names, parts, [*people]) for _ in range(count)]
    )
    texts_by_id = {text.id: text for text in _fitting(drawn, people)}
    if len(texts_by_id) > 1 and instruments is None and draw(st.booleans()):
        first, second = texts_by_id.values()
        texts_by_id[second.id] = attrs.evolve(second, part_of=first.id)
    return Cast(
        negotiation=Negotiation(id="peace", title=title),
        actors=ReadOnly(people),
        voices=ReadOnly({voice.id: voice for voice in _speaking(spoken, people)}),
        instruments=ReadOnly(texts_by_id),
        topics=ReadOnly({TopicId(names("topic")): draw(parts.texts_or_none) for _ in range(2)}),
    )


def _several(draw: DrawFn, own: SearchStrategy[T], most: int) -> list[T]:
    return [draw(own) for _ in range(draw(st.integers(2, most)))]


def _parties(draw: DrawFn, names: Names, parts: Parts) -> list[Actor]:
    return [_actor(draw, names, parts, role) for role in ROLES[: draw(st.integers(2, len(ROLES)))]]


def _actor(draw: DrawFn, names: Names, parts: Parts, role: str) -> Actor:
    actor = ActorId(names("actor"))
    return Actor(id=actor, role=role, name=draw(parts.texts), aliases=(names("other name "),))


def _voice(draw: DrawFn, names: Names, parts: Parts, actor: ActorId) -> Voice:
    aliases = [names("other spelling ") for _ in range(draw(st.integers(0, 2)))]
    office = draw(parts.texts) if draw(st.booleans()) else ""
    speaker = SpeakerId(names(pick(draw, ["voice", "Voice with blanks ", "a: "])))
    return Voice(id=speaker, speaks_for=actor, office=office, aliases=tuple(aliases))


def _speaking(voices: Iterable[Voice], people: Mapping[ActorId, Actor]) -> Iterator[Voice]:
    """Keep the voices that speak for somebody, each under the spellings that nobody else has."""
    taken: set[str] = {*people}
    for voice in voices:
        if voice.speaks_for in people and voice.id not in taken:
            taken.add(voice.id)
            aliases = tuple(alias for alias in dict.fromkeys(voice.aliases) if alias not in taken)
            taken.update(aliases)
            yield attrs.evolve(voice, aliases=aliases)


def _instrument(draw: DrawFn, names: Names, parts: Parts, consenting: Sequence[str]) -> Instrument:
    provisions = [_provision(draw, names, parts, "article") for _ in range(draw(st.integers(2, 3)))]
    provisions += [_provision(draw, names, parts, "preamble") for _ in range(draw(st.integers(0, 1)))]
    for kind in ("paragraph", "article")[: draw(st.integers(0, 2))]:
        provisions.append(attrs.evolve(_provision(draw, names, parts, kind), parent=provisions[0].id))
    consents = some_of(draw, consenting, 2)
    return Instrument(
        id=InstrumentId(names("text")),
        unit="article",
        title=draw(parts.texts_or_none),
        consents=tuple(map(ActorId, consents)),
        provisions=ReadOnly({node.id: node for node in provisions}),
    )


def _provision(draw: DrawFn, names: Names, parts: Parts, kind: str) -> Provision:
    oddity = pick(draw, ["", "", "", "pending", "complete", "number", "title"])
    return Provision(
        id=ProvisionId(names("part")),
        kind=kind,
        title=draw(parts.texts) if oddity == "title" else "",
        number="1.10" if oddity == "number" else "",
        complete=oddity == "complete",
        status="pending" if oddity == "pending" else None,
    )


def _fitting(drawn: Iterable[Instrument], people: Mapping[ActorId, Actor]) -> Iterator[Instrument]:
    """Keep the instruments that share no name with one before, and of them what the cast has."""
    kept: set[str] = set()
    taken: set[str] = set()
    for text in drawn:
        names = {str(text.id), *text.provisions}
        if taken.isdisjoint(names):
            whole = text.part_of if text.part_of in kept else None
            consents = tuple(actor for actor in text.consents if actor in people)
            yield attrs.evolve(text, part_of=whole, consents=consents)
            kept.add(text.id)
            taken |= names
