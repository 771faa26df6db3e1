"""
Which statements another one contradicts, where no world of an epoch allows it.

The law: those are named that do not go together with it, each by itself beside what happened and the denominators of the epoch; not all
of the epoch. Where each of them does go together with it, and only all of them do not, they are named together. What says "two more"
contradicts that day and no other statement where nobody told of so many moves since.

>>> from peacetrack.aspects.provisions import LIVE, Status
>>> from peacetrack.worlds.bounds import Bounds
>>> said = (
...     StatedCount(key="three", numbers=((Status.AGREED, Bounds.exactly(3)),), of=7),
...     StatedCount(key="some", numbers=(("remaining", Bounds(1, None)),)),
...     StatedCount(key="five", numbers=((Status.AGREED, Bounds.exactly(5)),)),
... )
>>> found = Unfitting(kind="unreported-change", key="five", other=("three", "some"))
>>> narrowed(found, said, Composition.of(())).other
('three',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from peacetrack.worlds.cast import Composition
from peacetrack.worlds.known import Known
from peacetrack.worlds.sequences import take_in, wanted_by
from peacetrack.worlds.statements import (
    Conclusion,
    Move,
    Reopening,
    Stated,
    StatedCount,
    Statement,
    Unfitting,
    says_something,
)

__all__ = ["narrowed"]

#: At most about so many statements are taken in again for one finding; of more candidates the latest are looked at.
MOST_REPEATED = 20_000


def narrowed(finding: Unfitting, statements: Sequence[Statement], cast: Composition) -> Unfitting:
    """
    Name of the statements of an epoch only those that another one contradicts.

    Args:
        finding: An unreported change, with the keys of its epoch.
        statements: All statements of the sequence, in order.
        cast: Their nodes.
    """
    keys = {key for key in finding.other if key != finding.key}
    if finding.kind != "unreported-change" or not keys:
        return attrs.evolve(finding, other=tuple(key for key in finding.other if key in keys))
    place = next(place for place, one in enumerate(statements) if one.key == finding.key)
    latest = [one for one in statements[place:] if one.key == finding.key and _reports(one, finding)]
    day = next((one.since for one in latest if isinstance(one, StatedCount) and one.since), None)
    first = next(place for place, one in enumerate(statements) if one.key in keys)
    stated = [one for one in statements[first:place] if one.key in keys]
    before = next((room for one in reversed(statements[:first]) if (room := _room(one))), None)
    if day is not None:
        last = max((place for place, one in enumerate(stated, 1) if one.key == day), default=0)
        stated.insert(last, StatedCount(key=day))
    earlier = tuple(one for one in statements[:first] if one.key == day)
    found = _Epoch(cast, before, tuple(stated), tuple(latest), day, earlier).contradicted() or keys
    return attrs.evolve(
        finding, other=tuple(dict.fromkeys(key for key in (*finding.other, day) if key in found))
    )


def _room(statement: Statement) -> StatedCount | None:
    """Give what a statement says of how many there are, and nothing else of it."""
    if not isinstance(statement, StatedCount) or statement.of is None:
        return None
    return StatedCount(of=statement.of, including=statement.including, excluding=statement.excluding)


def _reports(statement: Statement, finding: Unfitting) -> bool:
    """Tell whether a statement with the key of a finding is the one: an event on several nodes is several of them."""
    return not isinstance(statement, Move) or not finding.units or statement.node in finding.units


@attrs.frozen
class _Epoch:
    """
    Tell an epoch again without some of its statements.

    Attributes:
        cast: Their nodes.
        before: How many there were.
        taken_in: Its statements, in order.
        latest: What no world of it allows.
        day: Since when that says how many more there are; what says nothing and has this key keeps the numbers of that day.
        earlier: What was told on that day, if that was in an earlier epoch.
    """

    cast: Composition
    before: StatedCount | None
    taken_in: tuple[Statement, ...]
    latest: tuple[Statement, ...]
    day: str | None = None
    earlier: tuple[Statement, ...] = ()

    def contradicted(self) -> set[str]:
        """Give the keys of those that are contradicted, each by itself; of none, if only all together are."""
        happened = [one for one in self.taken_in if not isinstance(one, StatedCount | Stated | Reopening)]
        found: set[str] = set()
        if self.day is not None and self._is_refused(()):
            return {self.day}
        if self._is_refused(happened):
            last = {one.node if isinstance(one, Move) else one: one for one in happened}
            found.update(one.key for one in self._few(last.values(), 1) if self._is_refused([one]))
            happened = [one for one in happened if one.key not in found]
        counts = [
            one
            for one in self._since_a_conclusion(found)
            if isinstance(one, StatedCount | Stated) and says_something(one)
        ]
        for one in self._few(counts, 1 + len(happened)):
            if self._is_refused([*happened, one]):
                found.add(one.key)
        return found

    def _since_a_conclusion(self, found: set[str]) -> Sequence[Statement]:
        """Leave out what a conclusion that is contradicted had overtaken."""
        places = [
            place
            for place, one in enumerate(self.taken_in)
            if isinstance(one, Conclusion) and one.key in found
        ]
        return self.taken_in[places[-1] :] if places else self.taken_in

    def _few(self, candidates: Iterable[Statement], cost: int) -> list[Statement]:
        return list(candidates)[-max(1, MOST_REPEATED // cost) :]

    def _is_refused(self, some: Sequence[Statement]) -> bool:
        """Tell whether no world allows the latest statement after some of the others, and the denominators."""
        state = Known.of(self.cast, remembering=any(map(_is_of_ever, (*some, *self.latest))))
        wanted = wanted_by(self.latest)
        for one in self._with_denominators({id(one) for one in some}):
            take_in(state, one, {} if says_something(one) else wanted)
        state.findings.clear()
        for one in self.latest:
            take_in(state, one, {})
        return bool(state.findings)

    def _with_denominators(self, chosen: set[int]) -> Iterator[Statement]:
        size = self.before
        if size is not None:
            yield size
        yield from self.earlier
        for one in self.taken_in:
            room = _room(one)
            if id(one) in chosen or not says_something(one):
                yield one
            elif room is not None and room != size:
                yield room
            size = room or size


def _is_of_ever(statement: Statement) -> bool:
    return isinstance(statement, StatedCount) and statement.ever_opened is not None
