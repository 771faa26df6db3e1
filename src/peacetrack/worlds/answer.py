"""
What all worlds together say.

The law: every answer is a hull over all worlds of every reading, sound, and tight unless `exact` is false. "A claim is a count laid
on the worlds and nothing else: supported if its negation fits no world, refuted if it fits none." (Design 4.3, 4.6.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain
from typing import Literal

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import ANY, Bounds
from peacetrack.worlds.kinds import EVER, GONE, LIVING, UNKNOWN, mask_of_status, statuses_in
from peacetrack.worlds.known import Branch, Known
from peacetrack.worlds.laying import (
    asked_of,
    divide,
    fits,
    held_in,
    holds,
    is_out_of_reach,
    listed_in,
    names_of,
    number_in,
    number_of,
    scope_of,
)
from peacetrack.worlds.pool import TooManyError
from peacetrack.worlds.statements import CountStatus, Stated, StatedCount, Unfitting
from peacetrack.worlds.terms import limits_of

__all__ = ["WorldsAnswer"]

WHOLE = StatedCount()


@attrs.frozen(eq=False, slots=False)
class WorldsAnswer:
    """
    Answer how many units have which status, and which node may have which, after some statements.

    It is worked out when it is asked for.

    Attributes:
        surely: Gives the state after what surely happened.
        readings: Gives those after each reading of what may have happened; one that is wider than all, if they are too many to follow.
        remembered: Gives the same, with memory of who was ever taken up.
        quickly: Gives what a node may be, where that takes a look only; None if something may have happened.
        places: For each key its place among the statements.
        narrowed: Names of the statements of an epoch those that a finding contradicts.
        looking_back: Gives the same answer, with memory of the numbers of which a claim says how many more there are.
    """

    _state: Callable[[], Known]
    _readings: Callable[[], tuple[Known, ...]]
    _remembered: Callable[[], tuple[Known, ...]]
    _quickly: Callable[[str], int | None] | None
    _places: Mapping[str, int]
    _narrowed: Callable[[Unfitting], Unfitting]
    _looking_back: Callable[[StatedCount], WorldsAnswer] | None = None

    @classmethod
    def over(cls, answers: Sequence[WorldsAnswer], *, exact: bool = True) -> WorldsAnswer:
        """
        Answer for all of several answers: what some of them allows may be so.

        Args:
            answers: At least one; what surely happened is told as in the first.
            exact: They are all that there are.
        """
        first = answers[0]
        if len(answers) == 1 and exact:
            return first

        def readings() -> tuple[Known, ...]:
            found = tuple(end for answer in answers for end in answer._ends)  # noqa: SLF001 - of the same class
            found[0].exact = found[0].exact and exact
            return found

        return attrs.evolve(
            first,
            readings=readings,
            remembered=lambda: tuple(end for answer in answers for end in answer._remembering()),  # noqa: SLF001 - of the same class
            quickly=None,
            looking_back=cls._all_looking_back(answers, exact=exact),
        )

    @classmethod
    def _all_looking_back(
        cls, answers: Sequence[WorldsAnswer], *, exact: bool
    ) -> Callable[[StatedCount], WorldsAnswer] | None:
        """Let each of several answers remember the numbers of an earlier day; none where they do so already."""
        back = [answer._looking_back for answer in answers if answer._looking_back is not None]  # noqa: SLF001 - of the same class
        return (lambda claim: cls.over([look(claim) for look in back], exact=exact)) if back else None

    @cached_property
    def _surely(self) -> Known:
        return self._state()

    @cached_property
    def _ends(self) -> tuple[Known, ...]:
        return self._readings()

    def possible(self, node: str) -> frozenset[Status]:
        """Say which statuses a node has in some world; none if it is known to be in no world."""
        if self._quickly is not None and (known := self._quickly(node)) is not None:
            return statuses_in(known)
        mask = 0
        for end in self._ends:
            mask |= _possible(end, node)
        return statuses_in(mask)

    def number(
        self, status: CountStatus, including: Iterable[str] = (), excluding: Iterable[str] = ()
    ) -> Bounds:
        """Say how many nodes of a scope a word is true of."""
        scope = StatedCount(including=tuple(including), excluding=tuple(excluding))
        return self._over(scope, mask_of_status(status))

    def live(self, including: Iterable[str] = (), excluding: Iterable[str] = ()) -> Bounds:
        """Say how many live nodes there are in a scope."""
        return self._over(StatedCount(including=tuple(including), excluding=tuple(excluding)), LIVING)

    @cached_property
    def of(self) -> Bounds:
        """Say how many live units there are."""
        return self._over(WHOLE, LIVING)

    @cached_property
    def unnamed(self) -> Bounds:
        """Say how many of them nobody has named."""
        return self._hull(_unnamed)

    @cached_property
    def ever_opened(self) -> Bounds:
        """Say how many units were ever taken up."""
        ends = self._remembering()
        if any(end.loose for end in ends):
            return ANY
        return reduce(Bounds.span, (b for end in ends for b in _numbers(end, WHOLE, EVER)))

    @property
    def findings(self) -> tuple[Unfitting, ...]:
        """Give what was supposed or could not be used, in the order of the statements that surely happened."""
        return tuple(map(self._narrowed, self._surely.findings))

    @property
    def reopened(self) -> bool:
        """Tell whether the text was, or may have been, reopened without names, and nothing was said since."""
        return any(end.reopened for end in self._ends)

    def _remembering(self) -> tuple[Known, ...]:
        """Give the states with memory of who was ever taken up; where these are not exact, no more is the answer."""
        ends = self._remembered()
        if not all(end.exact for end in ends):
            self._ends[0].exact = False
        return ends

    @property
    def exact(self) -> bool:
        """Tell whether all that was asked so far is tight: nothing was widened because it was too much."""
        return all(end.exact for end in self._ends)

    @cached_property
    def because(self) -> tuple[str, ...]:
        """Name the statements on which the answer rests: those of the epoch, and what carries facts into it."""
        keys = {key for end in (self._surely, *self._ends) for key in (*end.keys, *_carried(end), end.origin)}
        last = len(self._places)
        return tuple(sorted((key for key in keys if key), key=lambda key: self._places.get(key, last)))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """List the nodes that are known by name."""
        return tuple(dict.fromkeys(n for end in self._ends for n in (*end.facts, *end.home)))

    def judge(self, claim: StatedCount | Stated) -> bool | None:
        """
        Tell whether a claim is supported (True), refuted (False), or neither.

        Its negation is that of one of its parts: another status of one of its names, or another number.
        """
        if isinstance(claim, StatedCount) and claim.since is not None and self._looking_back is not None:
            answer = self._looking_back(claim)
            verdict = answer.judge(claim)
            if not answer.exact:
                self._ends[0].exact = False
            return verdict
        remembering = isinstance(claim, StatedCount) and claim.ever_opened is not None
        ends = self._remembering() if remembering else self._ends
        if remembering and any(end.loose for end in ends):
            return None
        if (
            isinstance(claim, StatedCount)
            and claim.since
            and any(claim.since not in end.days for end in ends)
        ):
            return None  # nothing on record is of that day
        if not any(True for _ in _named(claim)) and isinstance(claim, StatedCount):
            quick = _plainly([verdict for end in ends for verdict in _verdicts(end, claim)])
            if quick != "unclear":
                return quick
        try:
            if not any(fits(end.fork(), claim) for end in ends):
                return False
            return True if all(_holds(end.fork(), claim) for end in ends) else None
        except TooManyError:
            for end in (*ends, *self._ends):
                end.exact = False
            return None

    def _over(self, scope: StatedCount, mask: int) -> Bounds:
        return self._hull(lambda end: reduce(Bounds.span, _numbers(end, scope, mask)))

    def _hull(self, number: Callable[[Known], Bounds]) -> Bounds:
        return reduce(Bounds.span, map(number, self._ends))


def _verdicts(end: Known, claim: StatedCount) -> Iterator[bool | Literal["unclear"] | None]:
    """
    Judge a claim without names in each branch, as far as its numbers can be judged one by one.

    Each number runs over an interval, so that a claim of which all numbers but one hold in all worlds is true in some.
    """
    limits = limits_of(claim)
    scope, held = scope_of(end, claim), held_in(end, claim)
    for branch in end.branches:
        pools, doubtful, false = [branch.groups[name].pool for name in scope], 0, False
        for limit in limits:
            stated = asked_of(limit, branch)
            bounds = number_in(branch, pools, held, limit.mask)
            false = false or stated is None or is_out_of_reach(end, limit) or bounds.meet(stated) is None
            doubtful += not holds(end, branch, limit, bounds)
        yield False if false else True if not doubtful else None if doubtful == 1 else "unclear"


def _plainly(verdicts: list[bool | Literal["unclear"] | None]) -> bool | Literal["unclear"] | None:
    """Put the verdicts of all branches together."""
    for one in (True, False):
        if all(verdict is one for verdict in verdicts):
            return one
    # Where some branch bears it out, and another does not, nothing depends on the unclear ones.
    if None in verdicts or (True in verdicts and False in verdicts):
        return None
    return "unclear"


def _carried(end: Known) -> Iterator[str]:
    return (fact.key for fact in end.facts.values())


def _numbers(end: Known, scope: StatedCount, mask: int) -> Iterator[Bounds]:
    if scope.including or scope.excluding:
        try:
            end = _scoped(end.fork(), scope)
        except TooManyError:
            end.exact = False
            return iter((ANY,))
    return (number_of(end, branch, scope, mask) for branch in end.branches)


def _scoped(end: Known, scope: StatedCount) -> Known:
    """Name whom a scope names, and tell them apart."""
    for node in names_of(scope):
        end.name(node)
    divide(end, scope)
    return end


def _unnamed(end: Known) -> Bounds:
    named, perhaps = len(end.classes[0].members), len(end.perhaps_named)
    totals = [branch.groups[0].pool.bounds(LIVING) for branch in end.branches]
    return reduce(
        Bounds.span,
        (
            Bounds(max(0, t.low - named - perhaps), None if t.high is None else max(0, t.high - named))
            for t in totals
        ),
    )


def _possible(end: Known, node: str) -> int:
    """Say what a node is in some world of a state."""
    if node in end.facts:
        return 1 << end.facts[node].kind
    root = end.cast.root_of(node)
    if node != root:
        return _possible_part(end, root, node)
    if node in end.home:
        home, least = end.home[node], len(end.classes[0].members)
    elif node in end.cast.brought:
        return LIVING
    elif not end.cast.is_unit(node):
        return end.outside
    else:
        home, least = 0, len(end.classes[0].members) + 1
    mask = 0
    for branch in end.branches:
        pool = branch.groups[home].pool
        sized = pool.at_least(least) if home == 0 else pool
        mask |= 0 if sized is None else sized.possible()
    return mask


def _possible_part(end: Known, root: str, node: str) -> int:
    trial = end.fork()
    if not trial.name(root):
        return 0
    try:
        home = trial.split((root,))
    except TooManyError:
        end.exact = False
        return UNKNOWN | GONE
    family, place, mask = end.cast.family(root), end.cast.place[node], 0
    for branch in trial.branches:
        for box in trial.boxes_of(root, branch.groups[home or 0]):
            mask |= family.derives(box, place)
    return mask


def _holds(end: Known, claim: StatedCount | Stated) -> bool:
    """Tell whether every part of a claim holds in every world, once all whom it names are known."""
    roots = {end.cast.root_of(node) for node in _named(claim)}
    new = sum(end.cast.is_unit(root) and not end.is_named(root) for root in roots)
    if new and _unnamed(end).low < new:
        return False
    for root in roots:
        end.name(root)
    said = claim.statuses if isinstance(claim, Stated) else claim.besides
    if not all(_is_so(end, node, status, said=True) for node, status in said):
        return False
    if isinstance(claim, Stated):
        return True
    if not all(_is_so(end, node, status, said=False) for node, status in listed_in(claim)):
        return False
    _scoped(end, claim)
    return all(_within(end, branch, claim) for branch in end.branches)


def _named(claim: StatedCount | Stated) -> Iterator[str]:
    if isinstance(claim, Stated):
        return (node for node, _ in claim.statuses)
    return chain(names_of(claim), (node for node, _ in claim.besides))


def _is_so(end: Known, node: str, status: CountStatus, *, said: bool) -> bool:
    """Tell whether a node has the status of a word in every world; some part of it may, where that is what is said."""
    possible = _possible(end, node)
    if possible and not possible & ~mask_of_status(status):
        return True
    return said and status != "remaining" and node in end.cast.parts and _is_said(end, node, Status(status))


def _is_said(end: Known, node: str, status: Status) -> bool:
    root = end.cast.root_of(node)
    trial = end.fork()
    home = trial.split((root,))
    assert home is not None, "without a wish every world is kept"  # noqa: S101 - narrows the type
    family, place = end.cast.family(root), end.cast.place[node]
    groups = (branch.groups[home] for branch in trial.branches)
    return all(family.is_said(box, place, status) for group in groups for box in trial.boxes_of(root, group))


def _within(end: Known, branch: Branch, claim: StatedCount) -> bool:
    return all(
        holds(end, branch, limit, number_of(end, branch, claim, limit.mask)) for limit in limits_of(claim)
    )
