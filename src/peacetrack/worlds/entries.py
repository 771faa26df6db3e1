"""Entries: what events say of a population, each with its position in the order, and whose word it is.

The law: an entry is in the account of each who said or confirmed it, and has not denied it; what rests on sources alone, or on
all parties, is the record's and in every account. An objection by name of who has force is in every account, whoever is
believed. What an account has is laid on the worlds once, whatever days are asked for: as one sequence where one voice speaks, and
with branches where several contradict each other (`branches`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, groupby
from typing import Any, Final

import attrs

from peacetrack.aspects.consents import leaves
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import REMAINING, Status, is_objection
from peacetrack.aspects.stages import PARTY_BY_PARTY, acts, concluded_by, concludes, named
from peacetrack.aspects.tallies import UnitCount
from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account
from peacetrack.beliefs.order import ends_of
from peacetrack.beliefs.reports import Changes
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import CONSENTING
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.model.mapping import ReadOnly
from peacetrack.worlds.answer import WorldsAnswer
from peacetrack.worlds.branches import RECORD, Branches, Course, Saying
from peacetrack.worlds.cast import names_in
from peacetrack.worlds.populations import (
    ANY_STATUS,
    Population,
    bears_on_units,
    instruments_of,
    is_counted,
    is_statement,
    nodes_of,
    statements_of,
    units_of,
)
from peacetrack.worlds.statements import Member, Move, PartsMoved, Stated, StatedCount, Statement, Unfitting
from peacetrack.worlds.store import Worlds

NOBODY: Final[frozenset[ActorId]] = frozenset()


@attrs.frozen
class Otherwise:
    """
    What an event says of a population by the word of those who deny some of its fields alone.

    Attributes:
        actors: Who they are.
        statements: What it says by their word; nothing, where that leaves the population aside.
    """

    actors: frozenset[ActorId]
    statements: tuple[Statement, ...]


@attrs.frozen(kw_only=True)
class Entry:
    """
    What one event says of a population.

    Attributes:
        position: Of the event in the order.
        key: Its id.
        days: The first and the last day on which it may have happened.
        statements: What it says; nothing, where it only confirms another.
        sayers: Whose word it is; nobody's in particular when empty.
        confirming: Who confirmed it.
        denying: Who denies it.
        otherwise: What it says by the word of those who deny a field of it alone, and not what it says.
        undisputed: What is left of it without these fields.
        is_joint: All parties say it, or have confirmed it: it is on record.
        is_shared: With it all parties have said the same, each for itself: it is common ground.
        objects: It is an objection by name, which is in every account.
        gapped: In whose account it applies as from an unknown status; None is that of sources alone.
        confirms: The id of the event that its sayers confirm by it.
        leaving: Who leaves by it, with what he objected to.
    """

    position: int
    key: str
    days: tuple[int, int]
    statements: tuple[Statement, ...] = ()
    sayers: frozenset[ActorId] = NOBODY
    confirming: frozenset[ActorId] = NOBODY
    denying: frozenset[ActorId] = NOBODY
    otherwise: tuple[Otherwise, ...] = ()
    undisputed: tuple[Statement, ...] = ()
    is_joint: bool = False
    is_shared: bool = False
    objects: bool = False
    gapped: frozenset[ActorId | None] = frozenset()
    confirms: str = ""
    leaving: str = ""

    @property
    def on_record(self) -> bool:
        """Tell whether it is the record's word, too: what its own sayers deny rests on the document that tells it."""
        return self.is_joint or self.sayers <= self.against

    @property
    def against(self) -> frozenset[ActorId]:
        """Name those who deny it, or a field of it."""
        return self.denying.union(*(one.actors for one in self.otherwise)) if self.otherwise else self.denying

    @property
    def everything(self) -> tuple[Statement, ...]:
        """Give all that it says by anybody's word."""
        return (*self.statements, *(said for one in self.otherwise for said in one.statements))

    def believed_in(self, account: Account) -> Saying | None:
        """Give what an account has of it, with whose word that is there; None when it has nothing of it."""
        if self.leaving:
            return Saying(key=self.key, days=self.days, leaving=self.leaving)
        if account.common:
            return self._on_common_ground()
        believed = self._of(account, self.sayers | self.confirming)
        if self.confirms:
            return self._saying(account, believed, believed) if believed else None
        if account.actors and self.denying.issuperset(account.actors):
            return None
        denying = self._of(account, self.denying)
        standing = believed - self.against
        if self.objects:
            return self._saying(account, believed, self._of(account, self.sayers), denying=denying)
        otherwise = tuple(self._otherwise(account)) if self.otherwise else ()
        if account.actors and otherwise and self.against.issuperset(account.actors):
            return attrs.evolve(otherwise[0], otherwise=otherwise[1:], denying=denying)
        if not (standing or self.on_record):
            return attrs.evolve(otherwise[0], otherwise=otherwise[1:]) if otherwise else None
        # What all parties say is theirs, and the record's for those who believe none of them.
        is_record = self.on_record and not (self.is_joint and standing)
        record = frozenset({RECORD}) if is_record else NOBODY
        carriers = (standing & self.sayers) or record or standing
        said = self._saying(account, standing | record, carriers, denying=denying)
        return attrs.evolve(said, otherwise=otherwise) if otherwise else said

    def _otherwise(self, account: Account) -> Iterator[Saying]:
        """Give what those say, of whom the account believes, who deny a field of it alone."""
        for number, one in enumerate(self.otherwise, 1):
            if actors := self._of(account, one.actors):
                yield Saying(
                    key=f"{self.key} {number}",
                    statements=one.statements,
                    speakers=actors,
                    carriers=actors,
                    days=self.days,
                    of=self.key,
                )

    def _of(self, account: Account, actors: frozenset[ActorId]) -> frozenset[ActorId]:
        return frozenset(filter(account.believes, actors))

    def _on_common_ground(self) -> Saying | None:
        if self.confirms or self.denying or not (self.on_record or self.objects or self.is_shared):
            return None
        if self.otherwise and not self.undisputed:
            return None
        record = frozenset({RECORD})
        carriers = self.sayers if self.objects else record
        said = self._saying(ON_RECORD, record | self.sayers | self.confirming, carriers)
        return attrs.evolve(said, statements=self.undisputed) if self.otherwise else said

    def _saying(
        self,
        account: Account,
        speakers: frozenset[str],
        carriers: frozenset[str],
        *,
        denying: frozenset[str] = NOBODY,
    ) -> Saying:
        is_gap = None in self.gapped or (account.speaker is not None and account.speaker in self.gapped)
        return Saying(
            key=f"{self.key}!" if self.objects else self.key,
            statements=_from_any_status(self.statements) if is_gap else self.statements,
            speakers=speakers,
            carriers=carriers,
            days=self.days,
            objects=self.objects,
            is_nobodys=not self.sayers,
            is_joint=self.is_joint,
            denying=denying,
            confirms=self.confirms,
        )


def _from_any_status(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Let moves apply as from an unknown status."""
    return tuple(
        attrs.evolve(one, allowed=ANY_STATUS) if isinstance(one, Move) else one for one in statements
    )


class Entries(Mapping[Population, tuple[Entry, ...]]):
    """The entries of each population in the order of replay; those of an instrument are made when one asks for it."""

    def __init__(
        self,
        view: View,
        *,
        refused: frozenset[EventId],
        gaps: Mapping[EventId, frozenset[ActorId | None]] = ReadOnly(),
    ) -> None:
        """
        Hold what the entries are made of.

        Args:
            view: What is believed.
            refused: Events that change nothing.
            gaps: Events that apply as from an unknown status, in the account of these, or in that of sources alone (None).
        """
        self._view, self._refused, self._gaps = view, refused, gaps
        self._made: dict[InstrumentId, Mapping[Population, _Made]] = {}
        self._at_first: dict[InstrumentId, frozenset[ActorId]] = {}

    def __getitem__(self, population: Population, /) -> tuple[Entry, ...]:
        return self._of(population.instrument)[population][1]

    def __iter__(self) -> Iterator[Population]:
        """List the populations of which somebody spoke, by the first who did."""
        made = [
            (first, population)
            for name in self._positions
            for population, (first, _) in self._of(name).items()
        ]
        return iter([population for _, population in sorted(made, key=lambda pair: pair[0])])

    def __len__(self) -> int:
        return sum(len(self._of(name)) for name in self._positions)

    @cached_property
    def _positions(self) -> Mapping[InstrumentId, Sequence[int]]:
        """Map each instrument to the positions of the events that can say something of it."""
        found: dict[InstrumentId, array[int]] = {}
        cast, refused, disputed = self._view.log.cast, self._refused, self._disputed
        for position, event in enumerate(self._view.events):
            if is_counted(type(event)) and not (refused and event.id in refused):
                others = disputed.get(event.id, {}).values() if disputed else ()
                for name in (
                    *instruments_of(event, cast),
                    *(name for one in others for name in instruments_of(_changed(event, one), cast)),
                ):
                    positions = found.get(name)
                    if positions is None:
                        found[name] = array("I", (position,))
                    elif positions[-1] != position:
                        positions.append(position)
        for population, position in self._looked_back_to:
            name = population.instrument
            found[name] = array("I", sorted({*found[name], position}))
        return found

    @cached_property
    def _looked_back_to(self) -> frozenset[tuple[Population, int]]:
        """List the populations of which some count says how many more there are since an event, with its position."""
        by_id = self._view.by_id if self._disputed else {}
        read = (
            _changed(by_id[name], one) for name, denied in self._disputed.items() for one in denied.values()
        )
        counts = [e for e in chain(self._view.events, read) if isinstance(e, UnitCount) and e.since]
        if not counts:
            return frozenset()
        positions = {event.id: position for position, event in enumerate(self._view.events)}
        cast = self._view.log.cast
        return frozenset(
            (
                Population(count.instrument, count.unit or units_of(count.instrument, cast).unit),
                positions[count.since],
            )
            for count in counts
            if count.since in positions
        )

    def _of(self, instrument: InstrumentId) -> Mapping[Population, _Made]:
        """Make the entries of an instrument's populations."""
        if instrument not in self._made:
            found: dict[Population, list[Entry]] = {}
            first: dict[Population, tuple[int, int]] = {}
            earlier: list[Event] = []
            parties: dict[int, frozenset[ActorId]] = {}
            for position in self._positions.get(instrument, ()):
                # A refused event changes nothing, also where a later count looks back to its day.
                is_refused = self._view.events[position].id in self._refused
                made = () if is_refused else self._entries(position, instrument, earlier)
                for rank, (population, entry) in enumerate(made):
                    if population.instrument == instrument:
                        if population not in found:
                            found[population], first[population] = [], (position, rank)
                        found[population].append(entry)
                        found[population] += self._confirmations(entry)
                parties[position] = self._parties(instrument, earlier)
                self._keep_the_day(instrument, position, found, first)
            self._made[instrument] = {
                name: (
                    first[name],
                    tuple(_shared(sorted(said, key=_in_order), parties)),
                )
                for name, said in found.items()
            }
        return self._made[instrument]

    def _keep_the_day(
        self,
        name: InstrumentId,
        position: int,
        found: dict[Population, list[Entry]],
        first: dict[Population, tuple[int, int]],
    ) -> None:
        """Let a population know the day since which a later count says how many more of it there are."""
        for population, day in self._looked_back_to:
            said = (
                found.setdefault(population, []) if (population.instrument, day) == (name, position) else None
            )
            if said is not None and not (said and said[-1].position == position):
                first.setdefault(population, (position, 0))
                key = self._view.events[position].id
                day_kept = (Stated(key=key, statuses=()),)
                said.append(Entry(position=position, key=key, days=self._days(position), statements=day_kept))

    def _days(self, position: int) -> tuple[int, int]:
        return self._view.earliest[position], self._view.latest[position]

    def _entries(
        self, position: int, instrument: InstrumentId, earlier: list[Event]
    ) -> Iterator[tuple[Population, Entry]]:
        """Turn the event at a position of the order into entries, and keep what happened to its text."""
        event, cast, beliefs = self._view.events[position], self._view.log.cast, self._view.beliefs
        sayers = beliefs.sayers(event)
        by_all = True
        if concluded_by(event):
            # What each signs for itself concludes the text once the last has signed: that is the act of all.
            text: InstrumentId = event.instrument  # type: ignore[attr-defined]  # it concludes one
            # What is part of a text is signed with it, and may have parties of its own.
            text = instrument if instrument in named(event, cast) else text
            by_all = concludes(event, _about(text, earlier, cast), cast)
            if by_all and event.by and not (event.is_of_all or beliefs.as_one):
                sayers = tuple(self._parties(text, [*earlier, event]))
        if type(event) in PARTY_BY_PARTY:
            earlier.append(event)
        entry = Entry(
            position=position,
            key=event.id,
            days=self._days(position),
            sayers=frozenset(sayers),
            confirming=frozenset(beliefs.confirmed.get(event.id, ())),
            denying=beliefs.denied.get(event.id, NOBODY),
            gapped=self._gaps.get(event.id, NOBODY),
        )
        if party := leaves(event, instrument):
            # What it objected to falls with its leaving.
            yield units_of(instrument, cast), attrs.evolve(entry, leaving=party)
        parties = self._parties(instrument, earlier)
        for population, statements, disputed in self._said(event, entry, by_all=by_all):
            for one in self._stated(event, disputed, statements, parties):
                yield population, one

    def _said(
        self, event: Event, entry: Entry, *, by_all: bool
    ) -> Iterator[tuple[Population, tuple[Statement, ...], Entry]]:
        """Give what an event says of each population, and the entry with what is said instead by who denies a field of it."""
        said = _by_population(statements_of(event, self._view.log.cast, by_all=by_all))
        denied = self._disputed.get(event.id)
        if denied is None:
            yield from ((population, statements, entry) for population, statements in said.items())
            return
        own = {actor: self._reads(event, changes) for actor, changes in denied.items()}
        left = self._reads(event, _left_out(event, denied.values()))
        for population in dict.fromkeys((*said, *(name for reading in own.values() for name in reading))):
            statements = said.get(population, ())
            found: dict[tuple[Statement, ...], set[ActorId]] = {}
            for actor, reading in own.items():
                found.setdefault(reading.get(population, ()), set()).add(actor)
            otherwise = tuple(
                Otherwise(frozenset(actors), other) for other, actors in found.items() if other != statements
            )
            undisputed = left.get(population, ()) if otherwise else ()
            yield population, statements, attrs.evolve(entry, otherwise=otherwise, undisputed=undisputed)

    @cached_property
    def _disputed(self) -> Mapping[EventId, Mapping[ActorId, Changes]]:
        """Map each statement of numbers or statuses to the fields that some actors deny, with what they say instead."""
        by_id, otherwise = self._view.by_id, self._view.beliefs.otherwise
        return {
            name: denied for name, denied in otherwise.items() if name in by_id and is_statement(by_id[name])
        }

    def _reads(self, event: Event, changes: Changes | None) -> Mapping[Population, tuple[Statement, ...]]:
        """Give what an event says with some fields changed; nothing where it cannot stand without them."""
        if changes is None:
            return {}
        return _by_population(statements_of(_changed(event, changes), self._view.log.cast))

    def _parties(self, instrument: InstrumentId, earlier: Sequence[Event]) -> frozenset[ActorId]:
        """Name those who negotiate a text after some events."""
        own = _about(instrument, earlier, self._view.log.cast)
        return acts(own, self._view.log.cast, instrument).parties if own else self._beginning(instrument)

    def _beginning(self, instrument: InstrumentId) -> frozenset[ActorId]:
        if instrument not in self._at_first:
            self._at_first[instrument] = frozenset(self._view.log.cast.parties_of(instrument))
        return self._at_first[instrument]

    def _stated(
        self, event: Event, entry: Entry, statements: tuple[Statement, ...], parties: frozenset[ActorId]
    ) -> Iterator[Entry]:
        """Give what an event says as its speakers' word, and what it objects to by name."""
        cast = self._view.log.cast
        if is_objection(event) and event.by and self._is_own(event):
            owners = self._with_force(cast.actors_of(event.by), parties)
            if owners:  # that of another is listed and moves nothing
                sayers = NOBODY if self._view.beliefs.as_one else owners
                yield attrs.evolve(entry, statements=statements, sayers=sayers, objects=True)
            return
        alone = entry.sayers | entry.confirming - entry.against
        is_joint = bool(entry.sayers) and bool(parties) and parties <= alone
        stated_by_all = bool(parties) and parties <= entry.sayers
        if not stated_by_all and (contested := tuple(_contested(statements))):
            owners = self._with_force(entry.sayers, parties)
            if owners:
                yield attrs.evolve(
                    entry,
                    statements=contested,
                    sayers=owners,
                    objects=True,
                    denying=entry.denying.union(
                        *(
                            one.actors
                            for one in entry.otherwise
                            if not {*contested} <= {*_contested(one.statements)}
                        )
                    ),
                    otherwise=(),
                    undisputed=(),
                )
        yield attrs.evolve(entry, statements=statements, is_joint=is_joint)

    def _is_own(self, event: Event) -> bool:
        """Tell whether nobody but those who do it tells what they do."""
        actors_of = self._view.log.cast.actors_of
        return not event.according_to or actors_of(event.according_to) == actors_of(event.by)

    def _with_force(self, actors: Iterable[ActorId], parties: frozenset[ActorId]) -> frozenset[ActorId]:
        """Keep those who negotiate the text on that day, and those whose consent it needs."""
        known = self._view.log.cast.actors
        return frozenset(actor for actor in actors if actor in parties or known[actor].role == CONSENTING)

    def _confirmations(self, entry: Entry) -> Iterator[Entry]:
        """Give the days on which others confirmed what an entry says."""
        beliefs, cast = self._view.beliefs, self._view.log.cast
        for report in beliefs.confirmations.get(EventId(entry.key), ()):
            who = frozenset(cast.actors_of(report.by)) - entry.sayers
            if who and not entry.confirms:
                _, day = ends_of(report.date)
                position = max(entry.position, self._view.size_by(day) - 1)
                yield Entry(position=position, key=report.id, days=(day, day), sayers=who, confirms=entry.key)


def _about(instrument: InstrumentId, earlier: Sequence[Event], cast: Cast) -> Sequence[Event]:
    """Give the events that are about the stages of one text, or reach it as part of another."""
    return [event for event in earlier if instrument in named(event, cast)]


def _by_population(
    statements: Iterable[tuple[Population, Statement]],
) -> Mapping[Population, tuple[Statement, ...]]:
    said: dict[Population, list[Statement]] = {}
    for population, statement in statements:
        said.setdefault(population, []).append(statement)
    return {population: tuple(stated) for population, stated in said.items()}


def _changed(event: Event, changes: Changes) -> Event:
    fields: dict[str, Any] = dict(changes)
    return attrs.evolve(event, **fields)


def _left_out(event: Event, denied: Iterable[Changes]) -> Changes | None:
    """Leave out all fields of an event that somebody denies; None where it cannot stand without one of them."""
    fields = attrs.fields_dict(type(event))
    changes = {name: fields[name].default for changes in denied for name, _ in changes}
    return None if attrs.NOTHING in changes.values() else tuple(changes.items())


def _in_order(entry: Entry) -> tuple[int, bool]:
    """Put a confirmation behind all that had been said by its day."""
    return entry.position, bool(entry.confirms)


def _shared(entries: Sequence[Entry], parties_at: Mapping[int, frozenset[ActorId]]) -> Iterator[Entry]:
    """Find what all parties of the day have said in the end, each for itself."""
    latest: dict[object, dict[ActorId, object]] = {}
    for entry in entries:
        saying = not (entry.objects or entry.confirms or entry.leaving) and entry.sayers
        parties = parties_at[entry.position] if saying else NOBODY
        if saying and len(parties) > 1:
            same = tuple(attrs.evolve(one, key="") for one in entry.statements)
            about = tuple(names_in(one) or type(one) for one in same)
            said = latest.setdefault(about, {})
            said.update(dict.fromkeys((entry.sayers | entry.confirming) - entry.against, same))
            shared = not entry.is_joint and parties <= {who for who, what in said.items() if what == same}
            yield attrs.evolve(entry, is_shared=True) if shared else entry
        else:
            yield entry


def _contested(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Give what a statement of who is contested says by name, as objections."""
    for statement in statements:
        named: list[str] = []
        if isinstance(statement, Stated):
            named = [node for node, status in statement.statuses if status == Status.CONTESTED]
        elif isinstance(statement, StatedCount):
            listed = ((node, status) for status, nodes in statement.listed for node in nodes)
            besides = statement.besides
            named = [node for node, status in (*listed, *besides) if status == Status.CONTESTED]
        for node in named:
            yield Move(
                key=statement.key,
                node=node,
                allowed=REMAINING,
                target=Status.CONTESTED,
                parts=PartsMoved.SOME,
            )


#: The entries of a population, after the position and the rank of the first, by which populations are put in order.
_Made = tuple[tuple[int, int], tuple[Entry, ...]]


class AccountWorlds:
    """The worlds of one population, for one account: one sequence, or a branch of them for each side of a dispute."""

    def __init__(
        self, entries: Iterable[Entry], nodes: Sequence[Member], account: Account, lasting: frozenset[str]
    ) -> None:
        denied = [(entry, saying) for entry in entries if (saying := entry.believed_in(account)) is not None]
        self._positions = array("I", [entry.position for entry, _ in denied])
        self._sayings = [saying for _, saying in denied]
        self._nodes = nodes
        voices = {saying.speakers for saying in self._sayings}
        self._branches: Branches | None = None
        self._worlds: Worlds | None = None
        if len(voices) > 1 or any(one.denying or one.leaving or one.otherwise for one in self._sayings):
            leader = account.actors[0] if len(account.actors) == 1 else ""
            self._branches = Branches(nodes, self._sayings, leader=leader, lasting=lasting)
        else:
            self._worlds = Worlds(nodes, [one for saying in self._sayings for one in saying.statements])
            self._numbers = [0, *accumulate(len(saying.statements) for saying in self._sayings)]
        self._of_courses: dict[Course, Worlds] = {}

    def answers(self, size: int, possible: frozenset[int], day: int = 0) -> tuple[WorldsAnswer, ...]:
        """Say what is known after so many events, in each branch, where those at some positions may have happened, each as a whole."""
        number = self._number(size, day)
        possibly: list[tuple[Statement, ...]] = []
        if possible:
            stop = bisect_left(self._positions, max(possible) + 1)
            stated = [place for place in range(number, stop) if self._positions[place] in possible]
            for _, places in groupby(stated, key=self._positions.__getitem__):
                sayings = [self._sayings[place] for place in places]
                possibly.append(tuple(one for saying in sayings for one in saying.statements))
                possibly += [other.statements for saying in sayings for other in saying.otherwise]
        if self._worlds is not None:
            return (self._worlds.after(self._numbers[number], possibly),)
        return tuple(
            self._of(course).after(course.number_at(number), possibly) for course in self.courses(number)
        )

    @property
    def is_one_voice(self) -> bool:
        """Tell whether nobody contradicts anybody in it."""
        return self._worlds is not None

    def courses(self, number: int) -> tuple[Course, ...]:
        """Give the branches after so many sayings; none where one voice speaks."""
        return self._branches.after(number) if self._branches is not None else ()

    def _number(self, size: int, day: int) -> int:
        """Tell how much had been said after so many events, and confirmed by a day; 0 is the end of the log."""
        number = bisect_left(self._positions, size)
        while (
            day and number and self._sayings[number - 1].confirms and self._sayings[number - 1].days[1] > day
        ):
            number -= 1
        return number

    def carriers(self, size: int, day: int = 0) -> tuple[Mapping[str, frozenset[str]], ...]:
        """Say for each branch after so many events which of them it stands for, and who carries these."""
        number = self._number(size, day)
        return tuple(course.carried_at(number) for course in self.courses(number))

    def findings(self, size: int) -> tuple[Unfitting, ...]:
        """Give what contradicts the word of others, of so many events."""
        number = self._number(size, 0)
        return self._branches.findings_at(number) if self._branches is not None else ()

    def aside(self, size: int) -> int:
        """Tell how many reports of so many events the word of the one actor of the account left aside."""
        return self._branches.aside_at(self._number(size, 0)) if self._branches is not None else 0

    def _of(self, course: Course) -> Worlds:
        known = self._of_courses.get(course)
        if known is None:
            assert self._branches is not None, "only branches have courses"  # noqa: S101 - narrows the type
            places = {saying.event: place for place, saying in reversed([*enumerate(self._sayings)])}
            known = self._of_courses[course] = Worlds(
                self._nodes, course.statements, going_on=course.replay, places=places
            )
        return known


class Register:
    """
    All entries about one population, looked through once for all days and accounts.

    Attributes:
        entries: In the order of replay.
        nodes: The provisions of the population.
    """

    def __init__(
        self, entries: tuple[Entry, ...], nodes: tuple[Member, ...], lasting: frozenset[str] = NOBODY
    ) -> None:
        self.entries = entries
        self.nodes = nodes
        self.lasting = lasting
        self._by_account: dict[Account, AccountWorlds] = {}

    def reordered(self, entries: tuple[Entry, ...]) -> Register:
        """Give a register of the same entries in another order."""
        return Register(entries, self.nodes, self.lasting)

    def of(self, account: Account) -> AccountWorlds:
        """Give the worlds for an account; accounts to which everything is said in one way share theirs."""
        known = self._by_account.get(account)
        if known is None:
            asked = EVERYONE if self.is_on_record and account.chosen is None else account
            known = self._by_account.get(asked)
            if known is None:
                known = AccountWorlds(self.entries, self.nodes, asked, self.lasting)
            self._by_account[account] = self._by_account[asked] = known
        return known

    @cached_property
    def is_on_record(self) -> bool:
        """Tell whether nothing of it is anybody's word in particular."""
        return not any(
            entry.sayers or entry.confirming or entry.against or entry.gapped for entry in self.entries
        )

    @cached_property
    def about_units(self) -> frozenset[str]:
        """Name the events that say something of its units, and not only of nodes of another kind."""
        outside = {node.id for node in self.nodes if not node.is_unit and node.parent is None}
        return frozenset(
            entry.key
            for entry in self.entries
            if any(bears_on_units(statement, outside=outside) for statement in entry.everything)
        )

    @cached_property
    def objections(self) -> frozenset[str]:
        """Name the events that object to something by name."""
        return frozenset(entry.key for entry in self.entries if entry.objects)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the position of each event that speaks of it."""
        return {entry.key: entry.position for entry in self.entries if not entry.confirms}

    @cached_property
    def positions(self) -> frozenset[int]:
        """Give the positions of the events that speak of it."""
        return frozenset(self.places.values())


class Registers:
    """The registers of all populations; each is looked through when it is first asked for."""

    def __init__(self, entries: Mapping[Population, tuple[Entry, ...]], cast: Cast) -> None:
        self._entries = entries
        self._cast = cast
        self._known: dict[Population, Register] = {}
        self._consenting = frozenset(
            str(actor.id) for actor in cast.actors.values() if actor.role == CONSENTING
        )

    def of(self, population: Population) -> Register:
        """Give the register of a population, which is empty where nobody spoke of it."""
        known = self._known.get(population)
        if known is None:
            entries = self._entries.get(population, ())
            known = self._known[population] = Register(
                entries, nodes_of(population, self._cast), self._consenting
            )
        return known

    @cached_property
    def listing(self) -> Mapping[str, Sequence[tuple[Register, Entry]]]:
        """Map each provision to the counts and lists that name it."""
        found: dict[str, list[tuple[Register, Entry]]] = {}
        for population, entries in self._entries.items():
            for entry in entries:
                for statement in entry.everything:
                    if not hasattr(statement, "node"):
                        for name in names_in(statement):
                            found.setdefault(name, []).append((self.of(population), entry))
        return found
