"""Where the order of events matters and nobody told it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.proposals import PROPOSALS, ProposalAccepted, ProposalWithdrawn
from peacetrack.beliefs.view import View
from peacetrack.log.log import Log
from peacetrack.model.ids import SourceId
from peacetrack.model.problems import Finding
from peacetrack.state.ordering import commute, order_findings
from peacetrack.state.replay import Replay
from peacetrack.state.timeline import timeline
from tests.build import article, log_of, told

OFFERED = "id: o, event: proposal_made, by: armenia, offer: x, date: 2024-01-01"


def found_in(log: Log) -> list[Finding]:
    line = timeline(log)
    return list(order_findings(line.view, line.replayed))


def of_provision(kind: str, date: str, more: str = "") -> str:
    by = ", by: armenia" if kind == "contested" else ""
    return f"id: {kind}, event: provision_{kind}, provision: borders, date: {date}{by}{more}"


def test_two_events_that_overlap_and_lead_elsewhere_are_reported() -> None:
    """An article that was contested can be agreed, one that was agreed has to be reopened first: both results are shown."""
    (finding,) = found_in(
        told(of_provision("agreed", "2024-06"), of_provision("contested", "2024-06-20/2024-07"))
    )

    assert ("order-matters", "contested", (("The other is here", "agreed"),)) == (
        finding.code,
        finding.entry,
        finding.others,
    )
    assert (
        "'agreed' and 'contested' may have happened in either order, and it matters for 'borders': "
        "`provision_contested` would be refused in this order, agreed in the other." == finding.message
    )


@pytest.mark.parametrize("date", ["2024-07-01", "2024-06-30/2024-07"])
def test_a_shared_day_is_enough_to_overlap(date: str) -> None:
    """Dates overlap from the first day on that both allow."""
    log = told(of_provision("agreed", "2024-06"), of_provision("contested", date))

    assert (date != "2024-07-01") == bool(found_in(log))


def test_what_adds_nothing_may_stand_anywhere() -> None:
    """A demand is as rejected whether it is repeated before or after."""
    log = told(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-01-01",
        "event: condition_restated, condition: c, by: azerbaijan, date: 2024-06",
        "event: condition_rejected, condition: c, by: armenia, date: 2024-06",
    )

    assert [] == found_in(log)


def test_a_repeated_demand_matters_once_it_may_have_been_dropped() -> None:
    """A demand that is repeated after it was dropped is raised again; dropped after that, it is gone."""
    log = told(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-01-01",
        "id: again, event: condition_restated, condition: c, by: azerbaijan, date: 2024-06",
        "id: dropped, event: condition_withdrawn, condition: c, by: azerbaijan, date: 2024-06",
    )

    assert [("dropped", (("The other is here", "again"),))] == [(f.entry, f.others) for f in found_in(log)]


def test_who_may_not_act_changes_nothing_in_any_order() -> None:
    """A refusal that holds in either order is no matter of order."""
    log = told(
        OFFERED,
        "event: proposal_renewed, proposal: o, by: armenia, date: 2024-06, offer: y",
        "event: proposal_made, id: p, by: azerbaijan, offer: z, date: 2024-06",
    )

    assert [] == found_in(log)


def test_what_was_refused_may_have_come_first() -> None:
    """An offer that was accepted cannot be taken back; had it been taken back first, it could not be accepted."""
    accepted = "id: yes, event: proposal_accepted, proposal: o, by: azerbaijan, date: 2024-06"
    withdrawn = "id: no, event: proposal_withdrawn, proposal: o, by: armenia, date: 2024-06"
    log = told(OFFERED, accepted, withdrawn)

    assert ["no"] == [refusal.event.id for refusal in timeline(log).replayed.refusals]
    (finding,) = found_in(log)
    assert (
        "`proposal_withdrawn` would be refused in this order, `proposal_accepted` would be refused"
        in finding.message
    )
    assert not commute(PROPOSALS, ProposalAccepted, ProposalWithdrawn)


def test_a_provision_that_arrives_brings_its_status() -> None:
    """An article that is added as an open one is open; agreed on a day that may have been later, it is agreed."""
    log = told(
        "event: provision_added, provision: borders, status: open, date: 2024-06, instrument: treaty",
        of_provision("agreed", "2024-06"),
    )

    (finding,) = (finding for finding in found_in(log) if "borders" in finding.message)
    assert "agreed in this order" in finding.message


@pytest.mark.parametrize("sources", [("a", "a"), ("a", "b")])
def test_days_of_one_document_keep_its_order(sources: tuple[str, str]) -> None:
    """What one document tells of one day happened as it is told; of two documents nobody knows."""
    entries = [of_provision("agreed", "2024-06-10"), of_provision("contested", "2024-06-10")]
    log = log_of(article("a", "2024-07-01", *entries), article("b", "2024-07-01"))
    moved = [attrs.evolve(e, source=SourceId(source)) for e, source in zip(log.events, sources, strict=True)]

    assert (sources == ("a", "b")) == bool(found_in(attrs.evolve(log, events=tuple(moved))))


@pytest.mark.parametrize("link", ["after: [agreed]", "after: [between]"])
def test_linked_events_are_never_reported(link: str) -> None:
    """Whoever says what followed what, also by way of another event, has told the order."""
    log = told(
        of_provision("agreed", "2024-06"),
        "id: between, event: statement_made, by: armenia, date: 2024-06, after: [agreed]",
        of_provision("contested", "2024-06", f", {link}"),
    )

    assert [] == found_in(log)


def test_a_subject_is_reported_once() -> None:
    """However many events of a subject may have changed places, its author is told once."""
    log = told(*(of_provision(kind, "2024-06") for kind in ("opened", "agreed", "contested", "deferred")))

    assert 1 == len(found_in(log))


def test_two_words_do_not_disturb_each_other() -> None:
    """What each side tells of an article stands in its own account, so that no order between them matters."""
    log = told(
        of_provision("agreed", "2024-06", ", according_to: armenia"),
        of_provision("deferred", "2024-06", ", according_to: azerbaijan"),
    )

    assert [] == found_in(log)


COUNT = "id: n, event: count_stated, by: armenia, agreed: 1, of: 3"


@pytest.mark.parametrize(
    ("count", "move", "words"),
    [
        (
            "2024-06",
            "2024-06-10/2024-07",
            "the count comes before the event in this order, after it in the other",
        ),
        (
            "2024-06-10/2024-07",
            "2024-06",
            "the count comes after the event in this order, before it in the other",
        ),
        ("2024-06", "2024-07", ""),
    ],
)
def test_a_count_never_commutes_with_a_move(count: str, move: str, words: str) -> None:
    """Whether an article was agreed before it was counted decides how many are agreed now."""
    findings = found_in(told(f"{COUNT}, date: {count}", of_provision("agreed", move)))

    assert bool(words) == bool(findings)
    assert all(words in finding.message and "'article'" in finding.message for finding in findings)


def test_a_count_that_follows_a_move_by_its_own_word_is_not_reported() -> None:
    """An author who says that a count came after an event has told the order."""
    log = told(of_provision("agreed", "2024-06"), f"{COUNT}, date: 2024-06, after: [agreed]")

    assert [] == found_in(log)


def test_a_refused_event_is_no_move() -> None:
    """What changes nothing cannot be counted before or after."""
    log = told(
        "event: provision_withdrawn, provision: borders, date: 2024-01-01",
        of_provision("agreed", "2024-06"),
        f"{COUNT}, date: 2024-06",
    )

    assert not any("'article'" in finding.message for finding in found_in(log))


def follow(
    aspect: Aspect[Any], status: Any, kinds: tuple[type[Event], ...]
) -> tuple[Any, frozenset[type[Event]]]:
    refused = set()
    for kind in kinds:
        row = aspect.table.cells[kind][status]
        if row.is_refusal:
            refused.add(kind)
        else:
            status = row.to or status
    return status, frozenset(refused)


@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)
def test_kinds_that_commute_lead_to_the_same_from_every_status(aspect: Aspect[Any]) -> None:
    """Commutation is read off the tables: no status, and no answer to who may act, tells the two orders apart."""
    for one in aspect.table.events:
        for other in aspect.table.events:
            rules = [
                rule
                for kind in (one, other)
                for row in aspect.table.cells[kind].values()
                for rule in (row.when, *row.unless)
            ]
            brute = all(
                follow(aspect, status, (one, other)) == follow(aspect, status, (other, one))
                for status in aspect.table.statuses
            )
            assert commute(aspect, one, other) == commute(aspect, other, one)
            if commute(aspect, one, other):
                assert brute
            elif not any(rules) and not {one, other} & {*aspect.arriving}:
                assert not brute


# What the sweep finds, against all orders that the dates allow.

PARTS = ("agreed", "contested", "opened", "reopened", "withdrawn")
DEMANDS = ("restated", "rejected", "accepted", "met", "withdrawn")
DAYS = ("2024-06-01", "2024-06-02", "2024-06-01/2024-06-02", "2024-06-02/2024-06-03", "2024-06-01/2024-06-03")


@st.composite
def small_logs(draw: st.DrawFn) -> Log:
    """Up to four events of one article or one demand, some of them linked, on three days."""
    demand = draw(st.booleans())
    entries = (
        ["id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-05-01"]
        if demand
        else []
    )
    count = draw(st.integers(2, 4))
    for number in range(count):
        kind = draw(st.sampled_from(DEMANDS if demand else PARTS))
        by = draw(st.sampled_from(["armenia", "azerbaijan"]))
        what = (
            f"event: condition_{kind}, condition: c"
            if demand
            else f"event: provision_{kind}, provision: borders"
        )
        link = ", after: [e0]" if number and draw(st.integers(0, 5)) == 0 else ""
        day = "2024-06-01/2024-06-03" if link or number == 0 else draw(st.sampled_from(DAYS))
        entries.append(f"id: e{number}, {what}, date: {day}, by: {by}{link}")
    return told(*entries)


def extensions(view: View) -> Iterator[tuple[Event, ...]]:
    """List every order that dates, links and the author's order within a document allow."""
    places = range(len(view.events))
    for order in permutations(places):
        earliest, fits = 0, True
        for index, place in enumerate(order):
            earliest = max(earliest, view.earliest[place])
            before = {view.events[other].id for other in order[:index]}
            fits &= earliest <= view.latest[place] and {*view.events[place].after} <= before
            fits &= not any(told_in_order(view, place, other) for other in order[:index])
        if fits:
            yield tuple(view.events[place] for place in order)


def told_in_order(view: View, first: int, second: int) -> bool:
    """Tell whether two places are of one exact day in one document, the first told before the second."""
    days = {view.earliest[first], view.latest[first], view.earliest[second], view.latest[second]}
    return len(days) == 1 and first < second


@given(small_logs())
def test_where_nothing_is_found_every_order_ends_alike(log: Log) -> None:
    """Where nothing is found of a subject, every order that the dates allow leaves it with the same status."""
    ends = set()
    line = timeline(log)
    for order in extensions(line.view):
        replay = Replay(log.cast, beliefs=line.view.beliefs)
        replay.apply(order)
        stories = [replay.histories[aspect.name].items() for aspect in ASPECTS]
        ends.add(
            frozenset((subject, s.possible[-1]) for story in stories for subject, s in story if s.positions)
        )

    assert ends
    assert found_in(log) or len(ends) == 1
