"""
Compare the counting engine with the enumeration of worlds, after every item of generated stories.

First the enumeration itself is held to cases worked out by hand. Then come the comparisons, from one status with
a known denominator to everything at once, so that a difference shows where it belongs. A story has a hidden
truth: what is counted and moved is mostly right, so that epochs last; a `jolt` is a change that nobody reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Answer, count
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Arrival, Item, Move, Tally, Word
from tests.worlds.enumeration import Found, Picture, UndecidedError, after, pictures, widened

AGREED, CONTESTED, OPEN, PENDING = Status.AGREED, Status.CONTESTED, Status.OPEN, Status.PENDING

# What a treaty office's table allows, as far as a count can tell: target and the statuses it may come from.
MOVES: Final[Mapping[str, tuple[Status, frozenset[Status]]]] = {
    "agreed": (AGREED, LIVE),
    "contested": (CONTESTED, LIVE - {AGREED}),
    "reopened": (OPEN, frozenset({AGREED, OPEN})),
    "deferred": (Status.DEFERRED, LIVE - {AGREED}),
    "withdrawn": (Status.WITHDRAWN, frozenset(Status)),
}


def exactly(number: int) -> Bounds:
    return Bounds(number, number)


def tally(key: str, of: int | None = None, **said: Any) -> Tally:
    """Say a count as an author would: statuses by their names, the rest as fields of the count."""
    fields = {f: said.pop(f) for f in ("listed", "rest", "including", "excluding") if f in said}
    numbers: list[tuple[Word, Bounds]] = []
    for word, number in said.items():
        bounds = number if isinstance(number, Bounds) else exactly(number)
        numbers.append(("remaining" if word == "remaining" else Status(word), bounds))
    return Tally(key=key, numbers=tuple(numbers), of=of, **fields)


def move(key: str, unit: str, kind: str) -> Move:
    target, allowed = MOVES[kind]
    return Move(key=key, unit=unit, allowed=allowed, target=target)


def last(*items: Item, start: Mapping[str, Status] | None = None) -> Picture:
    return after(items, start=start).picture()


# ---------------------------------------------------------------------------- by hand


def test_nothing_said() -> None:
    """Before anybody spoke, nothing is known of any number."""
    picture = last()

    assert set(picture.counts.values()) == {Bounds(0, None)}
    assert picture.of == picture.unnamed == Bounds(0, None)


def test_thirteen_of_sixteen_leaves_three() -> None:
    """Of 13 agreed articles out of 16 nobody knows which, but three remain."""
    picture = last(tally("a", 16, agreed=13))

    assert picture.counts[AGREED] == exactly(13)
    assert picture.counts["remaining"] == exactly(3)
    assert picture.counts[CONTESTED] == Bounds(0, 3)
    assert (picture.of, picture.unnamed, picture.findings) == (exactly(16), exactly(16), ())


def test_a_weaker_count_erases_nothing() -> None:
    """After 13 of 16, 'issues remain' says nothing new."""
    strong = tally("a", 16, agreed=13)

    assert last(strong, tally("b", remaining=Bounds(1, None))) == last(strong)


def test_two_named_open_ones_leave_the_others_agreed() -> None:
    """Fourteen of 16 agreed and two named as contested: whoever else is named later was agreed."""
    items: list[Item] = [tally("a", 16, agreed=14), move("b", "x", "contested"), move("c", "y", "contested")]
    other = Move(key="d", unit="z", allowed=frozenset(Status), target=CONTESTED)
    picture = last(*items)

    assert picture.possible == {"x": {CONTESTED}, "y": {CONTESTED}}
    assert (picture.counts[AGREED], picture.unnamed) == (exactly(14), exactly(14))
    assert not after(items, probes=[tally("e", listed=(("z", OPEN),))]).allows(
        tally("e", listed=(("z", OPEN),))
    )
    assert last(*items, other).counts[AGREED] == exactly(13)


def test_seventeen_and_sixteen_without_one() -> None:
    """Of 17 articles, and of 16 without the domestic-law clause, are one denominator."""
    picture = last(tally("a", 17, agreed=13), tally("b", 16, agreed=13, excluding=("law",)))

    assert (picture.of, picture.unnamed, picture.findings) == (exactly(17), exactly(16), ())
    assert AGREED not in picture.possible["law"]


def test_a_preamble_in_the_count() -> None:
    """Thirteen of 17 with the preamble is 12 or 13 of 16 articles."""
    picture = last(tally("a", 17, agreed=13, including=("preamble",)))

    assert (picture.of, picture.counts[AGREED]) == (exactly(16), Bounds(12, 13))


def test_a_larger_denominator_moves_everything() -> None:
    """Sixteen after 13 of 15 is a change that nobody reported, and frees who was not named."""
    picture = last(tally("a", 15, agreed=13), move("b", "x", "agreed"), tally("c", 16, agreed=3))

    assert (picture.of, picture.unnamed, picture.counts[AGREED]) == (exactly(16), exactly(15), exactly(3))
    assert picture.findings == (Found("unreported-change", "c", frozenset()),)


def test_fewer_than_are_named() -> None:
    """A denominator below the number of named units is kept, not applied."""
    named = [Arrival(key=k, unit=k, status=AGREED) for k in "abc"]
    picture = last(*named, tally("t", 2, agreed=2))

    assert attrs.evolve(picture, findings=()) == last(*named)
    assert picture.findings == (Found("small-denominator", "t", frozenset()),)


def test_too_many_agreed_releases_the_agreed() -> None:
    """Three named as agreed, then one of three agreed: each of them may have been lost."""
    named = [Arrival(key=k, unit=k, status=AGREED) for k in "abc"]
    picture = last(*named, tally("t", 3, agreed=1))

    assert picture.findings[-1] == Found("count-conflict", "t", frozenset("abc"))
    assert all(AGREED in picture.possible[unit] and len(picture.possible[unit]) > 1 for unit in "abc")


def test_too_few_free_units_release_the_others() -> None:
    """Two agreed, one contested, one open; then three agreed of four: one of the latter two moved."""
    said = {"a": AGREED, "b": AGREED, "c": CONTESTED, "d": OPEN}
    named = [Arrival(key=k, unit=k, status=status) for k, status in said.items()]
    picture = last(*named, tally("t", 4, agreed=Bounds(3, None)))

    assert picture.findings[-1] == Found("count-conflict", "t", frozenset("cd"))
    assert {unit for unit, statuses in picture.possible.items() if len(statuses) > 1} == {"c", "d"}


def test_numbers_that_nobody_bounded_above() -> None:
    """Without a denominator only what was said is bounded, and a sum over both halves bounds it all."""
    half = tally("a", agreed=2)

    assert last(half).of == Bounds(2, None)
    assert last(half).counts["remaining"] == Bounds(0, None)
    assert last(half, tally("b", remaining=Bounds(0, 1))).of == Bounds(2, 3)


def test_a_count_that_contradicts_itself() -> None:
    """Of three agreed among two there is no reading: the count is kept, not applied."""
    picture = last(tally("a", 2, agreed=3))

    assert attrs.evolve(picture, findings=()) == last()
    assert picture.findings == (Found("count-conflict", "a", frozenset()),)


def test_an_unnamed_rest() -> None:
    """Two contested and the rest agreed leaves no third status."""
    picture = last(tally("a", 5, contested=2, rest=AGREED))

    assert (picture.counts[AGREED], picture.counts[OPEN]) == (exactly(3), exactly(0))


def test_what_was_withdrawn_is_not_moved() -> None:
    """The enumeration says nothing of an event about a unit that is gone, unless it may be told of such a one."""
    gone = Move(key="gone", unit="x", allowed=LIVE, target=Status.WITHDRAWN)
    late = Move(key="late", unit="x", allowed=LIVE, target=OPEN)

    with pytest.raises(UndecidedError, match="late moves a withdrawn unit"):
        after([gone, late])


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Move(key="m", unit="x", allowed=frozenset(), target=OPEN), "m is allowed from nowhere"),
        (Arrival(key="x-again", unit="x", status=OPEN), "x-again adds a unit that is there"),
    ],
    ids=["a move", "an arrival"],
)
def test_what_no_table_lets_through(item: Item, why: str) -> None:
    """The enumeration says nothing of an event that would have been refused."""
    with pytest.raises(UndecidedError, match=why):
        last(Arrival(key="x", unit="x", status=AGREED), item)


def test_one_status_stands_for_those_nobody_mentions() -> None:
    """Telling apart statuses that no item tells apart changes no answer."""
    items: list[Item] = [tally("a", 3, agreed=1), move("b", "x", "contested"), tally("c", 3, agreed=2)]
    apart = [tally(status, listed=(("nobody", status),)) for status in LIVE]
    whole = after(items, probes=apart)

    assert len(whole.labels) == len(LIVE) > len(after(items).labels)
    assert whole.picture() == last(*items)


# ---------------------------------------------------------------------------- stories

Pick = Callable[[Sequence[Any]], Any]


@attrs.frozen
class Story:
    """What was told, and what the cast said before."""

    items: tuple[Item, ...]
    start: Mapping[str, Status]


@attrs.define
class Author:
    """Tell a hidden truth in items, choosing with `pick`; `features` are the ways of telling at hand."""

    pick: Pick
    features: frozenset[str]
    truth: dict[str, Status]
    preamble: Status
    stated: bool = False
    beside: bool = False

    PALETTE = (AGREED, CONTESTED, OPEN, PENDING)

    @classmethod
    def with_units(cls, pick: Pick, features: Iterable[str], *, most: int) -> Author:
        statuses = cls.PALETTE[: 4 if "several" in features else 2]
        units = [f"u{n}" for n in range(pick(range(1, most + 1)))]
        truth = {unit: pick(statuses) for unit in units}
        return cls(pick=pick, features=frozenset(features), truth=truth, preamble=pick(statuses))

    def story(self, *, steps: int) -> Story:
        start = {"u0": PENDING} if "agenda" in self.features else {}
        self.truth |= start
        told = [self.item(f"e{step}") for step in range(self.pick(range(1, steps + 1)))]
        return Story(tuple(told), start)

    def item(self, key: str) -> Item:
        if "jolts" in self.features and self.sometimes():
            self.truth[self.pick(sorted(self.live()))] = self.pick(self.PALETTE[:3])
        kinds = ["tally", "tally", *(k for k in ("moves", "arrivals") if k in self.features)]
        if not (self.stated or "unstated" in self.features):
            kinds = ["tally"]
        match self.pick(kinds):
            case "moves":
                return self.move(key)
            case "arrivals":
                return self.arrival(key)
            case _:
                return self.tally(key)

    def live(self) -> dict[str, Status]:
        return {u: s for u, s in self.truth.items() if s is not Status.WITHDRAWN} or {"u0": AGREED}

    def sometimes(self) -> bool:
        return bool(self.pick([False, False, True]))

    def move(self, key: str) -> Item:
        if self.beside and self.sometimes():
            self.preamble = CONTESTED
            return Move(key=key, unit="preamble", allowed=LIVE, target=CONTESTED)
        unit = self.pick(sorted(self.live()))
        status = self.truth.setdefault(unit, AGREED)
        wrong = "noise" in self.features and self.sometimes()
        kinds = [k for k, (_, allowed) in MOVES.items() if wrong or status in allowed]
        if "withdrawals" not in self.features:
            kinds.remove("withdrawn")
        made = move(key, unit, self.pick(kinds))
        self.truth[unit] = made.target
        return made

    def arrival(self, key: str) -> Item:
        gone = [u for u, s in self.truth.items() if s is Status.WITHDRAWN]
        unit = self.pick([f"n{key}", *gone])
        self.truth[unit] = self.pick(self.PALETTE[:3])
        return Arrival(key=key, unit=unit, status=self.pick([self.truth[unit], None]))

    def tally(self, key: str) -> Item:
        excluding = self.aside("excluding", self.pick(sorted(self.live())))
        including = self.aside("including", "preamble")
        self.beside = self.beside or bool(including)
        scope = {u: s for u, s in self.live().items() if u not in excluding}
        scope |= dict.fromkeys(including, self.preamble)
        said = self.said(scope)
        of = len(scope)
        if "noise" in self.features and self.sometimes():
            of = max(0, of + self.pick([-1, 1]))
        if "unstated" in self.features and self.pick([True, False]):
            return tally(key, including=including, excluding=excluding, **said)
        self.stated = True
        return tally(key, of, including=including, excluding=excluding, **said)

    def aside(self, feature: str, name: str) -> tuple[str, ...]:
        return (name,) if feature in self.features and self.sometimes() else ()

    def said(self, scope: Mapping[str, Status]) -> dict[str, Any]:
        """Choose what to say of a scope: numbers of some words, a list of ids, a rest."""
        statuses = list(scope.values())
        if "rest" in self.features and statuses and self.sometimes():
            rest = self.pick(sorted(set(statuses)))
            return {**{s: statuses.count(s) for s in sorted(set(statuses) - {rest})}, "rest": rest}
        words = ["agreed"]
        if "several" in self.features:
            words += [*self.pick([(), ("contested",), ("contested", "open")])]
        said: dict[str, Any] = {w: self.number(statuses.count(Status(w))) for w in words}
        if "remaining" in self.features and self.sometimes():
            some = said if self.sometimes() else {}
            said = {**some, "remaining": self.number(len(statuses) - statuses.count(AGREED))}
        if "lists" in self.features and statuses and self.sometimes():
            status = self.pick(sorted(set(statuses)))
            ids = tuple((u, s) for u, s in sorted(scope.items()) if s is status)
            said |= {status: len(ids), "listed": ids}
        return said

    def number(self, true: int) -> Bounds:
        """State a number of units, or a range around it."""
        if "noise" in self.features and self.sometimes():
            true = max(0, true + self.pick([-1, 1]))
        if "ranges" not in self.features:
            return exactly(true)
        low = max(0, true - self.pick([0, 0, 1]))
        return Bounds(low, self.pick([true, true, true + 1, None]))


@st.composite
def stories(draw: st.DrawFn, *features: str, steps: int = 6, most: int = 4) -> Story:
    def pick(choices: Sequence[Any]) -> Any:
        return draw(st.sampled_from(choices))

    return Author.with_units(pick, features, most=most).story(steps=steps)


# ---------------------------------------------------------------------------- the engine against all worlds


def seen(answer: Answer) -> Picture:
    """Put the engine's answer in the enumeration's words."""
    words: list[Word] = [*LIVE, "remaining"]
    return Picture(
        counts={word: answer.counts[word] for word in words},
        of=answer.of,
        unnamed=answer.unnamed,
        possible=dict(answer.possible),
        findings=tuple(Found(f.kind, f.key, frozenset(f.other)) for f in answer.findings),
    )


def assert_agreement(story: Story, *, counting: Callable[..., Answer] = count) -> None:
    """Compare after every prefix, as far as the design decides."""
    for told, expected in enumerate(pictures(story.items, start=story.start)):
        assert seen(counting(story.items[:told], start=story.start)) == expected


def tries(share: float) -> settings:
    """Take a share of the examples that the profile asks for."""
    profile = settings.default
    assert profile is not None
    return settings(max_examples=max(5, int(profile.max_examples * share)))


@tries(0.5)
@given(stories())
def test_one_status(story: Story) -> None:
    """Exact numbers of one status with a stated denominator."""
    assert_agreement(story)


@tries(0.5)
@given(stories("ranges", "unstated"))
def test_one_status_of_nobody_knows_how_many(story: Story) -> None:
    """Ranges of one status, the denominator stated late or never."""
    assert_agreement(story)


@tries(0.7)
@given(stories("several", "ranges", "remaining"))
def test_several_statuses(story: Story) -> None:
    """Several statuses and what remains, in ranges."""
    assert_agreement(story)


@tries(0.5)
@given(stories("several", "ranges", "remaining", "unstated", most=3, steps=4))
def test_several_statuses_of_nobody_knows_how_many(story: Story) -> None:
    """Sums over several words may bound a denominator that nobody stated."""
    assert_agreement(story)


@tries(1)
@given(stories("several", "remaining", "moves", most=6))
def test_moves(story: Story) -> None:
    """A unit that an event names had its status all along."""
    assert_agreement(story)


@tries(0.7)
@given(stories("several", "remaining", "ranges", "moves", "withdrawals", "arrivals"))
def test_comings_and_goings(story: Story) -> None:
    """The denominator follows withdrawals and arrivals."""
    assert_agreement(story)


@tries(0.7)
@given(stories("several", "remaining", "moves", "lists", "rest"))
def test_lists_and_rest(story: Story) -> None:
    """A list names units, a rest leaves no room for other statuses."""
    assert_agreement(story)


@tries(0.7)
@given(stories("several", "remaining", "moves", "excluding", "including"))
def test_scopes(story: Story) -> None:
    """A count may leave a unit out or take a preamble in."""
    assert_agreement(story)


@tries(1)
@given(stories("several", "remaining", "ranges", "moves", "lists", "jolts", "agenda"))
def test_unreported_changes(story: Story) -> None:
    """What moved unseen opens an epoch and releases the fewest facts."""
    assert_agreement(story)


@tries(1)
@given(stories("several", "remaining", "moves", "lists", "jolts", "noise", "withdrawals", "arrivals", most=3))
def test_contradictions(story: Story) -> None:
    """Wrong numbers and wrong moves are met as the design says."""
    assert_agreement(story)


def contradiction(pick: Pick) -> Story:
    """Name up to five units, then state a count that has little respect for them."""
    said = [pick([AGREED, CONTESTED, OPEN]) for _ in range(pick([1, 2, 3, 4, 5]))]
    items: list[Item] = [Arrival(key=f"e{n}", unit=f"u{n}", status=s) for n, s in enumerate(said)]
    if pick([True, True, False]):
        items.insert(0, tally("known", pick([0, 1, 2])))
    words = pick([(), ("agreed",), ("contested", "remaining"), ("agreed", "contested"), ("agreed", "open")])
    bounds = {word: Bounds(low := pick([0, 1, 1, 2, 3]), pick([low, low, low + 1, None])) for word in words}
    listed = {pick(["u0", "new"]): CONTESTED} if "contested" not in words and pick([True, False]) else {}
    fields: dict[str, Any] = {
        "rest": pick([None, None, OPEN]),
        "listed": tuple(listed.items()),
        "excluding": pick([(), (), ("u1",)]),
        "including": pick([(), (), ("preamble",)]),
    }
    numbers = {**bounds, **{status: len(listed) for status in listed.values()}}
    items.append(tally("count", pick([None, *range(len(said) - 1, len(said) + 3)]), **numbers, **fields))
    return Story(tuple(items), {})


@st.composite
def contradictions(draw: st.DrawFn) -> Story:
    return contradiction(lambda choices: draw(st.sampled_from(choices)))


@tries(1.5)
@given(contradictions())
def test_smallest_repairs(story: Story) -> None:
    """Every fact that some smallest repair changes is released, and no other."""
    assert_agreement(story)


EVERYTHING = ("several", "remaining", "ranges", "moves", "withdrawals", "arrivals", "lists", "rest")
ODDITIES = ("excluding", "including", "jolts", "noise", "agenda")


@tries(1)
@given(stories(*EVERYTHING, *ODDITIES, most=3))
def test_everything(story: Story) -> None:
    """Whatever is told in whatever order."""
    assert_agreement(story)


@tries(0.5)
@given(stories(*EVERYTHING, *ODDITIES, "unstated", most=3, steps=4))
def test_everything_of_nobody_knows_how_many(story: Story) -> None:
    """Whatever is told, with denominators that come late or never."""
    assert_agreement(story)


@tries(0.5)
@given(stories(*EVERYTHING, "excluding", "including", most=3), st.data())
def test_claims(story: Story, data: st.DataObject) -> None:
    """A claim is allowed if some world at the end bears it out, and entailed if all do."""
    author = Author.with_units(lambda choices: data.draw(st.sampled_from(choices)), EVERYTHING, most=3)
    probe = author.tally("probe")
    assert isinstance(probe, Tally)
    try:
        worlds = after(story.items, start=story.start, probes=[probe])
    except UndecidedError:
        assume(False)
    answer = count(story.items, start=story.start)
    allowed, entailed = answer.allows(probe), answer.entails(probe)

    assert allowed == worlds.allows(probe)
    assert entailed == worlds.entails(probe)


@tries(0.5)
@given(stories(*EVERYTHING, "jolts", most=3, steps=5), st.integers(1, 3))
def test_what_may_have_happened(story: Story, late: int) -> None:
    """What may have happened widens the answer to every course of events."""
    sure, maybe = story.items[:-late], story.items[-late:]
    try:
        expected = widened(sure, maybe, start=story.start)
    except UndecidedError:
        assume(False)
    answer = seen(count(sure, maybe=maybe, start=story.start))
    # Whom only counts name that no course applies, the engine may list or not.
    possible = {unit: answer.possible[unit] for unit in expected.possible}

    assert attrs.evolve(answer, findings=(), possible=possible) == expected
