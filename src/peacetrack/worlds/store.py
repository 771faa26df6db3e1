"""
The worlds of one instrument, for one word: held once, and answered after any number of statements.

The law: "for one word and one instrument a *world* gives a status to every node on every day". What may have happened is in the
answer as a whole: with it and without it. All alternatives are one set of at most 64 readings; beyond that each node
may be as it was or as each of these events says, and the answer says that it is not exact.

>>> from peacetrack.worlds.statements import StatedCount, Member
>>> from peacetrack.worlds.bounds import Bounds
>>> from peacetrack.aspects.provisions import Status
>>> said = StatedCount(key="pashinyan", numbers=((Status.AGREED, Bounds.exactly(13)),), of=16)
>>> answer = Worlds((Member(id="a"),), (said,)).after(1)
>>> str(answer.number(Status.AGREED)), str(answer.number("remaining")), str(answer.number(Status.OPEN))
('13', '3', '0 to 3')
>>> answer.judge(StatedCount(numbers=((Status.AGREED, Bounds.exactly(12)),)))
False
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Final

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.worlds.answer import WorldsAnswer
from peacetrack.worlds.cast import Composition
from peacetrack.worlds.contradicting import narrowed
from peacetrack.worlds.known import Known
from peacetrack.worlds.loosening import widen
from peacetrack.worlds.sequences import WorldsReplay, take_in, wanted_by
from peacetrack.worlds.statements import Member, Move, PartsMoved, StatedCount, Statement, Unfitting

__all__ = ["Worlds"]

#: So many answers are kept, the latest of them, since a day is mostly asked several things.
MOST_ANSWERS: Final = 64


class Worlds:
    """Tell the statements of one word about one instrument once, and answer after any number of them."""

    def __init__(
        self,
        nodes: Iterable[Member],
        statements: Iterable[Statement],
        later: Iterable[Statement] = (),
        *,
        going_on: WorldsReplay | None = None,
        places: Mapping[str, int] | None = None,
    ) -> None:
        """
        Hold what a word said.

        Args:
            nodes: The nodes of the instrument, from the cast.
            statements: What was said and what happened, in the order of replay.
            later: Statements that are not among these, but will be asked about as what may have happened.
            going_on: The replay of these statements, where somebody has told them already and goes on telling more.
            places: The place of each event in the order, by which the events behind an answer are put.
        """
        self.nodes = tuple(nodes)
        self.statements = tuple(statements) if going_on is None else going_on.statements
        self._later = tuple(later)
        everything = (*self.statements, *self._later)
        self._cast = Composition.of(self.nodes, everything) if going_on is None else going_on.state.cast
        self._wanted = wanted_by(everything) if going_on is None else going_on.wanted
        self._given = places
        self._remembers = any(isinstance(s, StatedCount) and s.ever_opened is not None for s in everything)
        self._sequences: dict[bool, WorldsReplay] = {}
        if going_on is not None:
            self._remembers = going_on.state.remembering
            self._sequences[self._remembers] = going_on
        self._answers: dict[int, WorldsAnswer] = {}
        self._found: dict[Unfitting, Unfitting] = {}

    def after(self, number: int, possible: Sequence[Sequence[Statement]] = ()) -> WorldsAnswer:
        """
        Say what is known after the first so many statements.

        Args:
            number: How many statements had certainly been made.
            possible: What may have happened after them, event by event, in the order of replay: each as a whole.
        """
        groups = tuple(tuple(group) for group in possible)
        if groups:
            return self._after(number, groups)
        if number not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                del self._answers[next(iter(self._answers))]
            self._answers[number] = self._after(number, ())
        return self._answers[number]

    def _after(self, number: int, groups: tuple[tuple[Statement, ...], ...]) -> WorldsAnswer:
        remembers = self._remembers
        return WorldsAnswer(
            partial(self._state, number, remembering=remembers),
            partial(self._readings, number, groups, remembering=remembers),
            partial(self._readings, number, groups, remembering=True),
            None if groups else partial(self._sequence(remembers).possible_after, number),
            self._places,
            self._narrowed,
            partial(self._looking_back, number, groups),
        )

    def _looking_back(
        self, number: int, groups: tuple[tuple[Statement, ...], ...], claim: StatedCount
    ) -> WorldsAnswer:
        """Remember the numbers of an earlier day of which a claim speaks."""
        worlds = Worlds(self.nodes, self.statements, (*self._later, claim))
        return attrs.evolve(worlds.after(number, groups), looking_back=None)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        if self._given is not None:
            return self._given
        return {statement.key: place for place, statement in reversed([*enumerate(self.statements)])}

    def _narrowed(self, finding: Unfitting) -> Unfitting:
        if finding not in self._found:
            self._found[finding] = narrowed(finding, self.statements, self._cast)
        return self._found[finding]

    def _sequence(self, remembering: bool) -> WorldsReplay:  # noqa: FBT001 - the one thing that is asked
        if remembering not in self._sequences:
            self._sequences[remembering] = WorldsReplay(
                self._cast, self.statements, self._wanted, remembering=remembering
            )
        return self._sequences[remembering]

    def _state(self, number: int, *, remembering: bool) -> Known:
        return self._sequence(remembering).after(number).fork()

    def _readings(
        self, number: int, groups: tuple[tuple[Statement, ...], ...], *, remembering: bool
    ) -> tuple[Known, ...]:
        """Follow every choice of the events that may have happened; where these are too many, what covers them all."""
        ends = [self._state(number, remembering=remembering)]
        if 1 << len(groups) > MOST_READINGS:
            self._widened(ends[0], chain.from_iterable(groups))
            return tuple(ends)
        for group in groups:
            taken = [(end, self._taken(end, group)) for end in ends]
            # What changes nothing is borne out already: with it and without it are one reading, which does not rest on it.
            ends += [after for before, after in taken if not after.allows_what(before)]
        return tuple(ends)

    def _widened(self, end: Known, statements: Iterable[Statement]) -> None:
        """Let each of many events have happened or not; of moves with nothing else between them the same one counts once."""
        moved: set[tuple[str, Status, PartsMoved]] = set()
        for statement in statements:
            end.keys.append(statement.key)
            if isinstance(statement, Move):
                move = statement.node, statement.target, statement.parts
                if move in moved:
                    continue
                moved.add(move)
            else:
                moved.clear()
            widen(end, statement)

    def _taken(self, end: Known, group: tuple[Statement, ...]) -> Known:
        fork = end.fork()
        for statement in group:
            take_in(fork, statement, self._wanted if statement is group[-1] else {})
        return fork
