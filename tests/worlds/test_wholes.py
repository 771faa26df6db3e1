"""Units with parts in the counts of their text: they are counted by what their parts make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import (
    LIVE,
    TABLE,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionDeferred,
    ProvisionOpened,
    ProvisionReopened,
    ProvisionWithdrawn,
    Status,
)
from peacetrack.state.timeline import State, replay
from peacetrack.worlds import Bounds
from tests.build import log_with

HEAD: Final = """
actors:
  armenia: {role: negotiating_party}
  azerbaijan: {role: negotiating_party}
instruments:
  treaty:
    unit: article
    provisions:
"""
CAST: Final = f"""{HEAD}
      zones: {{kind: article, complete: true}}
      z1: {{kind: paragraph, parent: zones}}
      z2: {{kind: paragraph, parent: zones}}
      monitors: {{kind: article}}
      m1: {{kind: paragraph, parent: monitors}}
      m2: {{kind: paragraph, parent: monitors}}
      courts: {{kind: article}}
"""
FIVE: Final = "event: count_stated, instrument: treaty, of: 5"
AGREED: Final = frozenset({Status.AGREED})


def happened(status: str, *names: str, said: str = "") -> str:
    to_whom = f", according_to: {said}" if said else ""
    return f"event: provision_{status}, provision: [{', '.join(names)}]{to_whom}"


def after(*events: str, cast: str = CAST, account: str = "everyone", as_of: str | None = None) -> State:
    return replay(log_with(FIVE, *events, cast=cast), account=account, as_of=as_of)


def number(state: State, status: str = "agreed") -> Bounds:
    return state.count("treaty", status).numerator


def test_a_unit_whose_parts_are_all_agreed_is_counted_as_agreed() -> None:
    """When both paragraphs of an article are agreed and there are no others, one of five articles is surely agreed."""
    state = after(happened("agreed", "z1"), happened("agreed", "z2"))

    assert Bounds(1, 5) == number(state)
    assert Bounds(0, 4) == number(state, "open")
    assert Bounds.exactly(5) == state.count("treaty").denominator


def test_a_unit_that_may_have_further_parts_is_counted_as_agreed_or_not() -> None:
    """While there may be a third paragraph, an article whose known ones are agreed may be partly agreed."""
    state = after(happened("agreed", "m1", "m2"))

    assert Bounds(0, 5) == number(state) == number(state, "partly_agreed")
    assert {Status.AGREED, Status.PARTLY_AGREED} == state.possible("monitors")


def test_some_agreed_parts_make_a_partly_agreed_unit() -> None:
    """An article with one agreed and one contested paragraph is none of the agreed articles."""
    state = after(happened("agreed", "z1"), happened("contested", "z2"))

    assert Bounds(1, 5) == number(state, "partly_agreed")
    assert Bounds(0, 4) == number(state)


def test_an_event_on_the_whole_sets_its_parts() -> None:
    """An article agreed as a whole is agreed though more paragraphs are possible; reopening one makes it partly agreed."""
    assert Bounds(1, 5) == number(after(happened("agreed", "monitors")))
    state = after(happened("agreed", "monitors"), happened("reopened", "m1"))

    assert AGREED == state.possible("m2")
    assert (Bounds(1, 5), Bounds(0, 4)) == (number(state, "partly_agreed"), number(state))


def test_withdrawn_parts_leave_the_unit_to_the_others() -> None:
    """A withdrawn paragraph says nothing of its article; with all of them gone the article is in no count."""
    gone = happened("withdrawn", "z2")
    assert Bounds(1, 5) == number(after(happened("agreed", "z1"), gone))
    state = after(happened("agreed", "z1"), gone, happened("withdrawn", "z1"))

    assert Bounds.exactly(1) == number(state, "withdrawn")
    assert Bounds.exactly(4) == state.count("treaty").denominator


def test_a_part_that_comes_back_brings_its_unit_back() -> None:
    """When a paragraph of a withdrawn article is added again, the article is counted again."""
    state = after(happened("withdrawn", "zones"), "event: provision_added, provision: z1, status: agreed")

    assert Bounds.exactly(5) == state.count("treaty").denominator
    assert (Bounds(1, 5), Bounds.exactly(0)) == (number(state), number(state, "withdrawn"))


def test_a_replaced_part() -> None:
    """A paragraph that another one replaces leaves the status of the article to that one."""
    state = after("event: provision_replaced, provisions: z1, with: z2, status: agreed")

    assert Bounds(1, 5) == number(state)
    assert AGREED == state.possible("zones")


def test_a_unit_that_replaces_a_unit_brings_its_parts() -> None:
    """When an article replaces another, the parts of both are told of with them, and the number stays."""
    state = after("event: provision_replaced, provisions: zones, with: monitors, status: agreed")

    assert Bounds.exactly(5) == state.count("treaty").denominator
    assert Bounds.exactly(1) == number(state, "withdrawn")
    assert (AGREED, frozenset({Status.WITHDRAWN})) == (state.possible("m1"), state.possible("z1"))


def test_parts_of_parts() -> None:
    """A line of a paragraph bears on the article in which the paragraph is."""
    cast = CAST + "      l1: {kind: line, parent: z1}\n      l2: {kind: line, parent: z1}\n"
    contested = after(happened("agreed", "z2"), happened("contested", "l1"), cast=cast)
    deeper = cast.replace("z1: {kind: paragraph,", "z1: {kind: paragraph, complete: true,")
    agreed = after(happened("agreed", "z2"), happened("agreed", "l1", "l2"), cast=deeper)

    assert Bounds(1, 5) == number(contested, "partly_agreed")
    assert Bounds(1, 5) == number(agreed)


def test_an_article_inside_an_article() -> None:
    """Where an article lies inside another, it is a part of that one, which alone is counted: no text is counted twice."""
    cast = f"""{HEAD}
      outer: {{kind: article, complete: true}}
      inner: {{kind: article, parent: outer, complete: true}}
      line: {{kind: paragraph, parent: inner}}
"""
    state = after(happened("agreed", "line"), cast=cast)

    assert Bounds(1, 5) == number(state)
    assert AGREED == state.possible("outer") == state.possible("inner")
    assert {Status.CONTESTED} == after(happened("contested", "outer"), cast=cast).possible("line")


def test_a_part_on_a_published_agenda() -> None:
    """A paragraph that the cast says is pending has not been agreed, so its article is at most partly agreed."""
    cast = CAST.replace("z2: {kind: paragraph,", "z2: {kind: paragraph, status: pending,")
    state = after(happened("agreed", "z1"), cast=cast)

    assert Bounds(1, 5) == number(state, "partly_agreed")


def test_each_word_counts_by_the_parts_as_it_tells_them() -> None:
    """Yerevan says that one paragraph is agreed; the other is open for all: partly agreed for Yerevan, open for Baku."""
    events = (
        happened("opened", "z1", "z2"),
        happened("agreed", "z1", said="armenia"),
        happened("deferred", "z2"),
    )

    assert Bounds(1, 5) == number(after(*events, account="armenia"), "partly_agreed")
    assert Bounds(1, 5) == number(after(*events, account="azerbaijan"), "open")
    assert Bounds(1, 5) == number(after(*events, account="common_ground"), "open")


def test_what_two_of_three_sides_say_together() -> None:
    """Where two sides tell of a paragraph together, each of them counts the article by what it said of the other one."""
    cast = CAST.replace("instruments:", "  georgia: {role: negotiating_party}\ninstruments:")
    events = (
        happened("agreed", "z1", said="azerbaijan"),
        happened("contested", "z1", said="armenia"),
        "event: provision_contested, provision: z2, according_to: [armenia, azerbaijan]",
    )

    assert Bounds(1, 5) == number(after(*events, cast=cast, account="armenia"), "contested")
    assert Bounds(1, 5) == number(after(*events, cast=cast, account="azerbaijan"), "partly_agreed")


def test_a_part_may_have_been_agreed_without_the_other() -> None:
    """Two paragraphs that may have been agreed may have been so one without the other: then the article is not."""
    log_of_two = [f"{happened('agreed', name)}, date: 2024-02" for name in ("z1", "z2")]
    first = [f"{event}, date: 2024-01-01" for event in (FIVE, happened("contested", "zones"))]
    state = replay(log_with(*first, *log_of_two, cast=CAST), as_of="2024-02-10")

    for status in ("contested", "partly_agreed", "agreed"):
        assert Bounds(0, 5) == number(state, status)


def test_what_may_have_happened_to_one_part_alone() -> None:
    """Two paragraphs, one open and one contested, may both have been set aside, or the contested one alone: then it is open."""
    surely = (FIVE, happened("opened", "z1"), happened("contested", "z2"))
    perhaps = [f"{happened('deferred', name)}, date: 2024-02" for name in ("z1", "z2")]
    log = log_with(*(f"{event}, date: 2024-01-01" for event in surely), *perhaps, cast=CAST)
    state = replay(log, as_of="2024-02-10")

    assert Bounds(0, 5) == number(state, "open")
    assert frozenset({Status.CONTESTED, Status.DEFERRED, Status.OPEN}) <= state.possible("zones")


def test_a_unit_that_may_have_lost_one_part_is_not_gone() -> None:
    """Where both paragraphs of an article may have been taken out, the second one alone may have been: five or four."""
    perhaps = [f"{happened('withdrawn', name)}, date: 2024-02" for name in ("z1", "z2")]
    first = (FIVE, happened("contested", "z1"), happened("opened", "z2"))
    log = log_with(*(f"{event}, date: 2024-01-01" for event in first), *perhaps, cast=CAST)
    state = replay(log, as_of="2024-02-10")

    assert Bounds(4, 5) == state.count("treaty").denominator


def test_a_text_without_parts_counts_as_before() -> None:
    """An article without parts is counted by what is told of itself."""
    assert Bounds(1, 5) == number(after(happened("agreed", "courts")))


# Against every status that the parts may have.

PARTS: Final = {"zones": ("z1", "z2"), "monitors": ("m1", "m2", "a further one"), "courts": ("courts",)}
"""The parts of each article: the second may have more than those in the cast, the third has none and is itself what moves."""
KINDS: Final[dict[str, tuple[type[Event], Status]]] = {
    "opened": (ProvisionOpened, Status.OPEN),
    "contested": (ProvisionContested, Status.CONTESTED),
    "agreed": (ProvisionAgreed, Status.AGREED),
    "reopened": (ProvisionReopened, Status.OPEN),
    "deferred": (ProvisionDeferred, Status.DEFERRED),
    "withdrawn": (ProvisionWithdrawn, Status.WITHDRAWN),
}
DRAWN: Final = (Status.OPEN, Status.CONTESTED, Status.DEFERRED, Status.AGREED)
Whole = tuple[Status, ...]
"""What each part of an article is; one that is not there is withdrawn."""


@attrs.frozen
class Happening:
    """One event of a small negotiation about three articles."""

    what: str
    name: str
    said: str
    surely: bool

    def written(self, number: int) -> str:
        status = ", status: agreed" if self.what == "added" else ""
        day = "2024-01-01" if self.surely else "2024-02"
        return f"id: e{number}, {happened(self.what, self.name, said=self.said)}, date: {day}{status}"

    def after(self, article: str, whole: Whole, allowed: frozenset[Status]) -> Iterator[Whole]:
        """Say what the parts are after it, told from design 4.3 alone; nothing where the table does not allow it."""
        parts = PARTS[article]
        target = Status.AGREED if self.what == "added" else KINDS[self.what][1]
        if self.name not in parts:
            yield from self._of_the_whole(whole, allowed, target)
        elif self.what == "added" or whole[parts.index(self.name)] in allowed:
            at = parts.index(self.name)
            after = (*whole[:at], target, *whole[at + 1 :])
            # "All known withdrawn is still a live article" where there may be further parts: there was one all along.
            if " " not in parts[-1] or derived(after) is not Status.WITHDRAWN:
                yield after

    def _of_the_whole(self, whole: Whole, allowed: frozenset[Status], target: Status) -> Iterator[Whole]:
        status, agreed = derived(whole), {Status.AGREED}
        if self.what in {"contested", "reopened"}:
            # "Some part, known or not, is so: one that is not agreed, if there is one", "reopened" any.
            unsettled = {s for s in whole if s in LIVE and (self.what == "reopened" or s not in agreed)}
            for at, part in enumerate(whole):
                if part in allowed & (unsettled or agreed) and status != target:
                    yield (*whole[:at], target, *whole[at + 1 :])
            if status == target:
                yield whole
        elif self.what == "added" and status is Status.WITHDRAWN:
            yield (target,) * len(
                whole
            )  # it comes with its parts; which of them come by themselves is left out
        elif self.what in {"opened", "deferred"} and status not in agreed:
            # "Of all parts that are not agreed": so of these it has to be allowed.
            stays = {Status.WITHDRAWN, *agreed}
            if status in LIVE and {*whole} - stays <= allowed:
                yield tuple(part if part in stays else target for part in whole)
        elif status in allowed or self.what == "added":
            yield tuple(part if part is Status.WITHDRAWN else target for part in whole)


happenings = st.builds(
    Happening,
    st.sampled_from(sorted({*KINDS, "added"})),
    st.sampled_from(["zones", "z1", "z2", "z1", "z2", "monitors", "m1", "m2", "courts"]),
    st.sampled_from(["", "", "armenia", "azerbaijan"]),
    st.integers(0, 3).map(bool),
)


def derived(whole: Whole) -> Status:
    """Say what an article is: "all live parts alike, that; some agreed, partly; else contested if any is, else the lowest"."""
    there = {status for status in whole if status is not Status.WITHDRAWN}
    if len(there) < 2:
        return there.pop() if there else Status.WITHDRAWN
    if Status.AGREED in there:
        return Status.PARTLY_AGREED
    return next(s for s in (Status.CONTESTED, Status.OPEN, Status.DEFERRED) if s in there)


def course(article: str, events: Sequence[Happening], come: frozenset[str]) -> set[Whole]:
    """Follow one course of events to what the parts of an open article may be, of which some come later."""
    there = [
        (Status.WITHDRAWN,) if name in come else (Status.WITHDRAWN, *DRAWN) if " " in name else DRAWN
        for name in PARTS[article]
    ]
    worlds = {whole for whole in product(*there) if derived(whole) is Status.OPEN}
    for event in events:
        allowed = LIVE if event.what == "added" else TABLE.allowing(KINDS[event.what][0])
        after = {new for whole in worlds for new in event.after(article, whole, allowed)}
        # "A move that no world allows moves its own node and nothing else"; what this account alone had withdrawn is
        # moved "as from an unknown status".
        for kinds in (LIVE, frozenset(Status)):
            after = after or {new for whole in worlds for new in event.after(article, whole, kinds)}
        worlds = after
    return worlds


def courses(article: str, events: Sequence[Happening]) -> set[Status]:
    """Follow every choice of the events that may have happened to what an article may be."""
    about = [event for event in events if event.name in {article, *PARTS[article]}]
    first = {event.name: event.what for event in reversed(about) if event.name != article}
    come = frozenset(name for name, status in first.items() if status == "added")
    surely = [event for event in about if event.surely]
    perhaps = [event for event in about if not event.surely]
    chosen = chain.from_iterable(combinations(perhaps, size) for size in range(len(perhaps) + 1))
    return {derived(whole) for some in chosen for whole in course(article, (*surely, *some), come)}


@pytest.mark.parametrize("counted", ["armenia", "azerbaijan", "common_ground"])
@given(events=st.lists(happenings, max_size=6).map(lambda stated: sorted(stated, key=lambda e: not e.surely)))
def test_every_status_of_the_parts_is_within_the_bounds(counted: str, events: list[Happening]) -> None:
    """Whatever the parts may be, the number of articles they make lies within the bounds: the counts are sound."""
    listed = f"open: [{', '.join(PARTS)}], of: 3"
    first = f"id: three, event: count_stated, instrument: treaty, date: 2024-01-01, {listed}"
    log = log_with(first, *(event.written(number) for number, event in enumerate(events)), cast=CAST)
    state = replay(log, as_of="2024-02-10", account=counted)
    refused = state.timeline.refused
    believed = [
        event
        for number, event in enumerate(events)
        if event.said in ("", counted) and f"e{number}" not in refused
    ]
    counts = {status: state.count("treaty", status) for status in Status}
    each = {article: courses(article, believed) for article in PARTS}

    for article, statuses in each.items():
        assert statuses <= state.possible(article), article
    for named in product(*each.values()):
        gone = named.count(Status.WITHDRAWN)
        for status, count in counts.items():
            assert 3 - gone in count.denominator
            assert named.count(status) in count.numerator, (status, named)
