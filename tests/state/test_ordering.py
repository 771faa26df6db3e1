"""Where the order of events matters and nobody told it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.proposals import PROPOSALS, ProposalAccepted, ProposalWithdrawn
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.stages import STAGES
from peacetrack.beliefs.order import day_at
from peacetrack.beliefs.view import View
from peacetrack.log.log import Log
from peacetrack.model.problems import Finding
from peacetrack.state.counted import counted_order_findings
from peacetrack.state.ordering import order_findings
from peacetrack.state.replay import Replay
from peacetrack.state.timeline import State, replay, timeline
from peacetrack.state.unsettled import commute
from peacetrack.testing.laws.days import course
from peacetrack.worlds import Bounds
from tests.build import article, log_of, log_with

OFFERED = "id: o, event: proposal_made, by: armenia, offer: x, date: 2024-01-01"


def found_in(log: Log) -> list[Finding]:
    line = timeline(log)
    return [*order_findings(line.view, line.replayed), *counted_order_findings(line)]


def of_provision(kind: str, date: str, more: str = "") -> str:
    by = ", by: armenia" if kind == "contested" else ""
    return f"id: {kind}, event: provision_{kind}, provision: borders, date: {date}{by}{more}"


def test_two_events_that_overlap_and_lead_elsewhere_are_reported() -> None:
    """An article that was opened and one that was deferred are both live: which it is, only their order tells."""
    (finding,) = found_in(
        log_with(of_provision("opened", "2024-06"), of_provision("deferred", "2024-06-20/2024-07"))
    )

    assert ("order-matters", "deferred", (("The other is here", "opened"),)) == (
        finding.code,
        finding.entry,
        finding.others,
    )
    assert (
        "'opened' and 'deferred' may have happened in either order, and it matters for 'borders': "
        "deferred in this order, open in the other." == finding.message
    )


def test_an_order_that_the_table_refuses_is_no_order() -> None:
    """What is agreed has to be reopened before it is contested in nobody's name: it was contested first."""
    in_nobodys_name = of_provision("contested", "2024-06-20/2024-07").replace(", by: armenia", "")
    log = log_with(of_provision("agreed", "2024-06"), in_nobodys_name)
    line = timeline(log)

    assert [] == found_in(log)
    assert ((), ()) == (line.refusals, line.perhaps)
    assert ["contested", "agreed"] == [event.id for event in line.view.events]
    assert "2024-06-30" == str(day_at(line.view.latest[0]))
    assert frozenset({Status.AGREED}) == line.at().possible("borders")


@pytest.mark.parametrize("date", ["2024-07-01", "2024-06-30/2024-07"])
def test_a_shared_day_is_enough_to_overlap(date: str) -> None:
    """Dates overlap from the first day on that both allow."""
    log = log_with(of_provision("opened", "2024-06"), of_provision("deferred", date))

    assert (date != "2024-07-01") == bool(found_in(log))


def test_what_adds_nothing_may_stand_anywhere() -> None:
    """A demand is as rejected whether it is repeated before or after."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-01-01",
        "event: condition_restated, condition: c, by: azerbaijan, date: 2024-06",
        "event: condition_rejected, condition: c, by: armenia, date: 2024-06",
    )

    assert [] == found_in(log)


def test_a_repeated_demand_matters_once_it_may_have_been_dropped() -> None:
    """A demand that is repeated after it was dropped is raised again; dropped after that, it is gone."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-01-01",
        "id: again, event: condition_restated, condition: c, by: azerbaijan, date: 2024-06",
        "id: dropped, event: condition_withdrawn, condition: c, by: azerbaijan, date: 2024-06-01/2024-06-30",
    )

    assert [("dropped", (("The other is here", "again"),))] == [(f.entry, f.others) for f in found_in(log)]


def test_who_may_not_act_changes_nothing_in_any_order() -> None:
    """A refusal that holds in either order is no matter of order."""
    log = log_with(
        OFFERED,
        "event: proposal_renewed, proposal: o, by: armenia, date: 2024-06, offer: y",
        "event: proposal_made, id: p, by: azerbaijan, offer: z, date: 2024-06",
    )

    assert [] == found_in(log)


def test_where_every_order_refuses_one_it_is_perhaps_refused() -> None:
    """An offer that was accepted cannot be taken back, nor accepted once it was taken back: which of them was refused?"""
    accepted = "id: yes, event: proposal_accepted, proposal: o, by: azerbaijan, date: 2024-06"
    withdrawn = "id: no, event: proposal_withdrawn, proposal: o, by: armenia, date: 2024-06-01/2024-06-30"
    line = timeline(log_with(OFFERED, accepted, withdrawn))

    assert ["no"] == [refusal.event.id for refusal in line.perhaps]
    assert () == line.refusals
    assert ["perhaps-refused"] == [finding.code for finding in line.findings]
    assert (
        "`proposal_withdrawn` would be refused in one order, and not in another" in line.findings[0].message
    )
    assert {"accepted", "withdrawn"} == {*line.at()[PROPOSALS]["o"].possible}
    assert not commute(PROPOSALS, ProposalAccepted, ProposalWithdrawn)


@pytest.mark.parametrize("first", [0, 1])
def test_a_provision_arrives_before_all_that_is_told_of_it(first: int) -> None:
    """An article that was added as an open one, and agreed some day in the same month, was added first."""
    added = "id: add, event: provision_added, provision: borders, status: open, date: 2024-06-01/2024-06-30"
    entries = added, of_provision("agreed", "2024-06")
    line = timeline(log_with(entries[first], entries[1 - first]))

    assert ["add", "agreed"] == [event.id for event in line.view.events]
    assert () == line.findings
    assert frozenset({Status.AGREED}) == line.at().possible("borders")


@pytest.mark.parametrize("dates", [("2024-06-10", "2024-06-10"), ("2024-06", "2024-06")])
def test_entries_of_one_date_in_one_file_keep_their_order(dates: tuple[str, str]) -> None:
    """What one file tells of one date happened as it is told, whatever its sources; of two files nobody knows."""
    one, other = of_provision("opened", dates[0]), of_provision("deferred", dates[1])
    together = log_of(article("a", "2024-07-01", f"{one}, source: b", other), article("b", "2024-07-01"))
    separate = log_of(article("a", "2024-07-01", one), article("b", "2024-07-01", other))

    assert [False, True] == [bool(found_in(log)) for log in (together, separate)]


def test_entries_of_one_date_keep_their_order_though_one_was_reported_earlier() -> None:
    """The first was reported on the twentieth and the second on the tenth: so the first had happened by the tenth."""
    one, other = of_provision("opened", "2024-06"), of_provision("deferred", "2024-06")
    log = log_of(article("a", "2024-06-20", one, f"{other}, source: b"), article("b", "2024-06-10"))
    view = timeline(log).view

    assert ["opened", "deferred"] == [event.id for event in view.events]
    assert ["2024-06-10"] * 2 == [str(day_at(day)) for day in view.latest]


def test_entries_of_one_date_whose_reports_turn_them_about_keep_their_days() -> None:
    """A report dates the first to the twentieth and the second to the tenth: then the order of the file is not that of the days."""
    log = log_with(
        of_provision("opened", "2024-06"),
        of_provision("deferred", "2024-06"),
        "event: mentioned, of: opened, date: 2024-06-20",
        "event: mentioned, of: deferred, date: 2024-06-10",
    )
    view = timeline(log).view

    assert ["deferred", "opened"] == [event.id for event in view.events]
    assert ["2024-06-10", "2024-06-20"] == [str(day_at(day)) for day in view.earliest]
    assert ["2024-06-10", "2024-06-20"] == [str(day_at(day)) for day in view.latest]


@pytest.mark.parametrize("link", ["after: [agreed]", "after: [between]"])
def test_linked_events_are_never_reported(link: str) -> None:
    """Whoever says what followed what, also by way of another event, has told the order."""
    log = log_with(
        of_provision("opened", "2024-06").replace("id: opened", "id: agreed"),
        "id: between, event: statement_made, by: armenia, date: 2024-06, after: [agreed]",
        of_provision("deferred", "2024-06-01/2024-06-30", f", {link}"),
    )

    assert [] == found_in(log)


def test_a_subject_is_reported_once() -> None:
    """However many events of a subject may have changed places, its author is told once."""
    dates = "2024-06", "2024-06-01/2024-06-30", "2024-06-02/2024-06-30", "2024-06-03/2024-06-30"
    kinds = "opened", "agreed", "contested", "deferred"
    log = log_with(*(of_provision(kind, date) for kind, date in zip(kinds, dates, strict=True)))

    assert 1 == len(found_in(log))


def test_two_words_do_not_disturb_each_other() -> None:
    """What each side tells of an article stands in its own account, so that no order between them matters."""
    log = log_with(
        of_provision("agreed", "2024-06", ", according_to: armenia"),
        of_provision("deferred", "2024-06", ", according_to: azerbaijan"),
    )

    assert [] == found_in(log)


COUNT = "id: n, event: count_stated, agreed: 1, of: 3"


@pytest.mark.parametrize(
    ("count", "move", "who", "agreed"),
    [
        ("2024-06", "2024-06-10/2024-07", "", "1 to 2"),
        ("2024-06-10/2024-07", "2024-06", "", "1 to 2"),
        ("2024-06", "2024-07", "", "1 to 2"),
        ("2024-07", "2024-06", "", "1"),
        ("2024-06-10/2024-07", "2024-06", "by: armenia, ", "1"),
    ],
)
def test_a_count_never_commutes_with_a_move(count: str, move: str, who: str, agreed: str) -> None:
    """Whether an article was agreed before it was counted decides how many are agreed now; one side's word is no matter of order."""
    log = log_with(f"{who}{COUNT}, date: {count}", of_provision("agreed", move))
    is_unknown = not who and "/" in count + move

    assert agreed == str(timeline(log).at().count("treaty").numerator)
    assert is_unknown == bool(found_in(log))
    assert all("the articles of 'treaty'" in finding.message for finding in found_in(log))


def test_a_count_that_follows_a_move_by_its_own_word_is_not_reported() -> None:
    """An author who says that a count came after an event has told the order."""
    log = log_with(of_provision("agreed", "2024-06"), f"{COUNT}, date: 2024-06, after: [agreed]")

    assert [] == found_in(log)


def test_a_refused_event_is_no_move() -> None:
    """What changes nothing cannot be counted before or after."""
    log = log_with(
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


#: What is of nobody's word, so that there is one history.
DEMANDS_OF_NO_WORD = ("restated", "rejected", "accepted", "withdrawn")


@st.composite
def small_logs(draw: st.DrawFn, demands: tuple[str, ...] = ()) -> Log:
    """Up to four events of one article or one demand, some of them linked, on three days."""
    demand = bool(demands) or draw(st.booleans())
    entries = (
        ["id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-05-01"]
        if demand
        else []
    )
    count = draw(st.integers(2, 4))
    for number in range(count):
        kind = draw(st.sampled_from((demands or DEMANDS) if demand else PARTS))
        by = draw(st.sampled_from(["armenia", "azerbaijan"]))
        what = (
            f"event: condition_{kind}, condition: c"
            if demand
            else f"event: provision_{kind}, provision: borders"
        )
        link = ", after: [e0]" if number and draw(st.integers(0, 5)) == 0 else ""
        day = "2024-06-01/2024-06-03" if link or number == 0 else draw(st.sampled_from(DAYS))
        entries.append(f"id: e{number}, {what}, date: {day}, by: {by}{link}")
    return log_with(*entries)


def extensions(view: View) -> Iterator[tuple[Event, ...]]:
    """List every order that dates, links and the author's order within a document allow."""
    places = range(len(view.events))
    for order in permutations(places):
        earliest, fits = 0, True
        for index, place in enumerate(order):
            earliest = max(earliest, view.earliest[place])
            before = {view.events[other].id for other in order[:index]}
            fits &= earliest <= view.latest[place] and {*view.events[place].after} <= before
            fits &= not any(written_in_order(view, place, other) for other in order[:index])
        if fits:
            yield tuple(view.events[place] for place in order)


def written_in_order(view: View, first: int, second: int) -> bool:
    """Tell whether two places are of one date as written, the first told before the second in their file."""
    return view.events[first].true_of == view.events[second].true_of and first < second


@given(small_logs())
def test_where_nothing_is_found_every_order_ends_alike(log: Log) -> None:
    """Where nothing is found of a subject, every order that the dates allow leaves it with the same status."""
    ends = admitted(log)

    assert ends
    assert found_in(log) or len(ends) == 1


def admitted(log: Log) -> set[frozenset[tuple[str, frozenset[Any]]]]:
    """Give how every subject ends in each order that refuses the fewest events."""
    ends: dict[int, set[frozenset[tuple[str, frozenset[Any]]]]] = {}
    line = timeline(log)
    for order in extensions(line.view):
        replay = Replay(log.cast, beliefs=line.view.beliefs)
        replay.apply(order)
        histories = [replay.histories[aspect.name].items() for aspect in ASPECTS]
        ends.setdefault(len(replay.refusals), set()).add(
            frozenset(
                (subject, s.possible[-1]) for history in histories for subject, s in history if s.positions
            )
        )
    return ends[min(ends)]


@given(small_logs(DEMANDS_OF_NO_WORD))
def test_the_answer_is_the_union_over_the_orders(log: Log) -> None:
    """What is known of a demand is every status to which some order leads that refuses the fewest events."""
    union = {status for end in admitted(log) for _, possible in end for status in possible}

    assert union == {*timeline(log).at()[CONDITIONS]["c"].possible}


@st.composite
def counted_logs(draw: st.DrawFn) -> Log:
    """Up to four counts of a text, and events of one of its articles, on three days."""
    entries = []
    for number in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(("count", "count", "opened", "agreed", "deferred")))
        what = (
            f"event: count_stated, agreed: {draw(st.integers(0, 3))}, of: 3"
            if kind == "count"
            else f"event: provision_{kind}, provision: borders"
        )
        entries.append(f"id: e{number}, {what}, date: {draw(st.sampled_from(DAYS))}")
    return log_with(*entries)


@given(counted_logs())
def test_numbers_and_statuses_are_the_union_over_the_orders(log: Log) -> None:
    """How many are agreed, and how an article stands, is all that some order leads to which refuses the fewest events."""
    line = timeline(log)
    found: dict[int, list[State]] = {}
    for order in extensions(line.view):
        state = replay(course(log, order))
        found.setdefault(len(state.timeline.refusals), []).append(state)
    admitted_ends = found[min(found)]
    numbers = [state.count("treaty").numerator for state in admitted_ends]

    assert reduce(Bounds.span, numbers) == line.at().count("treaty").numerator
    assert frozenset().union(*(state.possible("borders") for state in admitted_ends)) == line.at().possible(
        "borders"
    )


def test_what_one_account_admits_and_another_refuses_is_one_event() -> None:
    """What is refused in one account stands in another: both orders are followed, and it is in each of them once."""
    line = timeline(
        log_with(
            "id: a, event: initialled, instrument: treaty",
            "id: b, event: text_concluded, date: 2024-01, according_to: [armenia, usa], instrument: treaty",
            "id: c, event: text_concluded, date: 2024-01-01, according_to: armenia, after: [a], instrument: treaty",
        )
    )

    assert {"initialled"} == {
        line.at(day, account=account)[STAGES]["treaty"].status
        for day in ("2024-01-01", "2024-01-31")
        for account in ("everyone", "armenia", "common_ground")
    }
