"""Who takes part, and which texts are negotiated: what a log may refer to before anything has happened.

The law: the cast is the author's index. It says who speaks for whom and what is a part of what, and nothing that
somebody had to say first: no number of provisions, and no status but the `pending` of a published agenda. What all
negotiating parties state jointly has no carriers in particular.

>>> talks = Cast(
...     negotiation=Negotiation(id="talks"),
...     actors=ReadOnly({
...         name: Actor(id=name, role=NEGOTIATING) for name in (ActorId("armenia"), ActorId("azerbaijan"))
...     }),
...     voices=ReadOnly({SpeakerId("aliyev"): Voice(id=SpeakerId("aliyev"), speaks_for=ActorId("azerbaijan"))}),
... )
>>> talks.negotiating
('armenia', 'azerbaijan')
>>> talks.carriers((SpeakerId("aliyev"),)), talks.carriers((SpeakerId("aliyev"), SpeakerId("armenia")))
(('azerbaijan',), ())
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import attrs

from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import NEGOTIATING, Actor, Voice
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId, SourceId, SpeakerId, TopicId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.notebook import table_html


@attrs.frozen(kw_only=True)
class Provision:
    """
    A node of an instrument.

    Attributes:
        kind: preamble, article, chapter, point, clause, or any word; only those of the instrument's unit are counted.
        number: A label, which may change; the id does not.
        parent: The provision of which it is a part.
        complete: Its known children are all the children there are.
        status: `pending` for an item of a published agenda. Any other status has to be said by somebody, in an event.
    """

    id: ProvisionId
    kind: str
    title: str = ""
    number: str = ""
    parent: ProvisionId | None = None
    complete: bool = False
    status: Literal["pending"] | None = None


@attrs.frozen(kw_only=True)
class Instrument:
    """
    A text under negotiation.

    Attributes:
        unit: The kind of provision that its counts count; a text without one has no counts.
        part_of: The instrument whose unit this one is, and with which it is signed, in force and ended unless told otherwise.
        consents: The actors whose consent it needs to enter into force; empty when no source has said.
        source: The document that published its agenda, which is known from then on; the source of the file where it has one.
        parties: The actors who negotiate it from the beginning; all negotiating parties when empty.
        gates: The steps before it that are asked about; text, signature, ratification and entry into force when empty.
    """

    id: InstrumentId
    unit: str = ""
    title: str = ""
    part_of: InstrumentId | None = None
    consents: tuple[ActorId, ...] = ()
    source: SourceId | None = None
    parties: tuple[ActorId, ...] = ()
    gates: tuple[
        Literal[
            "talks", "text", "initialling", "signature", "ratification", "entry_into_force", "implementation"
        ],
        ...,
    ] = ()
    provisions: ReadOnly[ProvisionId, Provision] = ReadOnly()


@attrs.frozen(kw_only=True)
class Negotiation:
    """
    The process as a whole.

    Attributes:
        since: No date that is open to the left reaches further back, but that of what is `background`.
        until: The record reaches to this day, if no later one stands in it.
    """

    id: str
    title: str = ""
    since: ImpreciseDate | None = None
    until: dt.date | None = None


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Cast:
    """Hold everybody and everything that a log may name."""

    negotiation: Negotiation
    actors: ReadOnly[ActorId, Actor] = ReadOnly()
    voices: ReadOnly[SpeakerId, Voice] = ReadOnly()
    instruments: ReadOnly[InstrumentId, Instrument] = ReadOnly()
    topics: ReadOnly[TopicId, str] = ReadOnly()

    def __repr__(self) -> str:
        people = f"{len(self.actors)} actors, {len(self.voices)} voices"
        return f"<Cast of {self.negotiation.id!r}: {people}, {len(self.instruments)} instruments>"

    def _repr_html_(self) -> str:
        """Show it in a notebook: everybody with the names that are known, and every text."""
        actors = [("actor", one.id, one.name, one.role) for one in self.actors.values()]
        voices = [("voice", one.id, one.name or one.office, one.speaks_for) for one in self.voices.values()]
        texts = [("instrument", one.id, one.title, one.unit) for one in self.instruments.values()]
        return table_html(
            repr(self), ("what", "id", "name", "role, actor or unit"), [*actors, *voices, *texts]
        )

    @cached_property
    def actor_of(self) -> dict[str, ActorId]:
        """Map each actor and each voice to the actor for whom it speaks."""
        actors: dict[str, ActorId] = {actor: actor for actor in self.actors}
        actors.update({voice.id: voice.speaks_for for voice in self.voices.values()})
        return actors

    @cached_property
    def instrument_of(self) -> dict[ProvisionId, InstrumentId]:
        """Map each provision to its instrument; a part that is an instrument itself belongs to the whole."""
        homes = {node: text.id for text in self.instruments.values() for node in text.provisions}
        parts = {ProvisionId(text.id): text.part_of for text in self.instruments.values() if text.part_of}
        return homes | parts

    def actors_of(self, speakers: tuple[SpeakerId, ...]) -> tuple[ActorId, ...]:
        """Give the actors for whom these speakers speak, each once, in their order."""
        actors = self._actors_of.get(speakers)
        if actors is None:
            actors = self._actors_of[speakers] = tuple(
                dict.fromkeys(self.actor_of[speaker] for speaker in speakers)
            )
        return actors

    @cached_property
    def _actors_of(self) -> dict[tuple[SpeakerId, ...], tuple[ActorId, ...]]:
        """Remember for whom the same speakers spoke: every guard needs it for every event."""
        return {}

    def carriers(self, speakers: tuple[SpeakerId, ...]) -> tuple[ActorId, ...]:
        """Give the actors who carry what these speakers state; nobody in particular when all who negotiate do."""
        return self.as_carriers(self.actors_of(speakers))

    def as_carriers(self, actors: tuple[ActorId, ...]) -> tuple[ActorId, ...]:
        """Give those who carry what these actors state; nobody in particular when all negotiating parties are among them."""
        return () if self.are_all(actors) else actors

    def are_all(self, actors: Iterable[ActorId]) -> bool:
        """Tell whether all negotiating parties are among some actors; one collective party is all."""
        return bool(self.negotiating) and {*self.negotiating} <= {*actors}

    def title(self, name: str) -> str:
        """Give the name of an actor or a voice for readers."""
        if name in self.actors:
            return self.actors[ActorId(name)].title
        return self.voices[SpeakerId(name)].title

    @cached_property
    def negotiating(self) -> tuple[ActorId, ...]:
        """Name the negotiating parties."""
        return tuple(actor.id for actor in self.actors.values() if actor.role == NEGOTIATING)

    def parties_of(self, instrument: InstrumentId) -> tuple[ActorId, ...]:
        """Name those who negotiate a text from the beginning; what is part of another has the parties of that one."""
        own = (self.instruments[name].parties for name in self.line_of(instrument))
        return next(filter(None, own), self.negotiating)

    def line_of(self, instrument: InstrumentId) -> tuple[InstrumentId, ...]:
        """Name a text, the one of which it is part, and so on."""
        line = [instrument]
        while whole := self.instruments[line[-1]].part_of:
            line.append(whole)
        return tuple(line)

    @cached_property
    def texts_in(self) -> dict[InstrumentId, tuple[InstrumentId, ...]]:
        """Map each text of which others are part to these, and to their parts."""
        found: dict[InstrumentId, list[InstrumentId]] = {}
        for name in self.instruments:
            for whole in self.line_of(name)[1:]:
                found.setdefault(whole, []).append(name)
        return {whole: tuple(parts) for whole, parts in found.items()}

    @cached_property
    def children(self) -> dict[ProvisionId, tuple[ProvisionId, ...]]:
        """Map each provision that has parts to them."""
        parts: dict[ProvisionId, tuple[ProvisionId, ...]] = {}
        for text in self.instruments.values():
            for node in text.provisions.values():
                if node.parent:
                    parts[node.parent] = (*parts.get(node.parent, ()), node.id)
        return parts

    @cached_property
    def unit_above(self) -> dict[ProvisionId, ProvisionId]:
        """Map each provision that lies inside a unit to that unit."""
        return {part: unit for unit in self.units for part in self.descendants(unit)}

    @cached_property
    def over_units(self) -> dict[ProvisionId, tuple[ProvisionId, ...]]:
        """Map each provision that is no unit and has units below it, such as a chapter over articles, to the nearest of these."""
        found = {name: self._units_below(name) for name in self.children}
        return {name: units for name, units in found.items() if units and name not in self.units}

    def _units_below(self, name: ProvisionId) -> tuple[ProvisionId, ...]:
        return tuple(
            unit
            for part in self.children.get(name, ())
            for unit in ((part,) if part in self.units else self._units_below(part))
        )

    def descendants(self, name: ProvisionId) -> tuple[ProvisionId, ...]:
        """Name the parts of a provision, and theirs."""
        return tuple(
            below for part in self.children.get(name, ()) for below in (part, *self.descendants(part))
        )

    def provision(self, name: ProvisionId) -> Provision:
        """Find a provision of any instrument; a part of a package is found as one of its units."""
        home = self.instruments[self.instrument_of[name]]
        if name in home.provisions:
            return home.provisions[name]
        part = self.instruments[InstrumentId(name)]
        return Provision(id=name, kind=home.unit or "text", title=part.title)

    @cached_property
    def units(self) -> dict[ProvisionId, InstrumentId]:
        """
        Map each provision that the counts of its instrument count to that instrument.

        An article inside an article is a part of that one: parts are named beside their unit, and not added to it.
        """
        return {
            name: home
            for name, home in self.instrument_of.items()
            if self._is_of_the_unit(name) and not any(map(self._is_of_the_unit, self._line_above(name)))
        }

    def _is_of_the_unit(self, name: ProvisionId) -> bool:
        return self.provision(name).kind == self.instruments[self.instrument_of[name]].unit != ""

    def _line_above(self, name: ProvisionId) -> Iterator[ProvisionId]:
        """Name what a provision is a part of, and what that is a part of."""
        while (above := self.provision(name).parent) is not None:
            yield above
            name = above
