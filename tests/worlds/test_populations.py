"""What is counted together, and what each event says to the counting."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.log.log import Log
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.state.timeline import replay
from peacetrack.worlds import Arrival, Bounds, Item, Move, Tally
from peacetrack.worlds.populations import (
    ANY_STATUS,
    Population,
    home_of,
    items_of,
    items_of_whole,
    units_of,
)
from tests.build import PACKAGE, told

ARTICLES = Population(InstrumentId("treaty"), "article")


def items(log: Log, *, unbound: bool = False) -> list[tuple[Population, Item]]:
    return [pair for event in log.events for pair in items_of(event, log.cast, unbound=unbound)]


def only(log: Log) -> Tally:
    ((_, item),) = items(log)
    assert isinstance(item, Tally)
    return item


def test_units_are_counted_together_and_others_alone() -> None:
    """Articles are one population; a preamble, a paragraph and a bracket are none of it."""
    cast = told().cast

    assert ARTICLES == units_of(InstrumentId("treaty"), cast) == home_of(ProvisionId("borders"), cast)
    assert Population(InstrumentId("treaty"), "", ProvisionId("preamble")) == home_of(
        ProvisionId("preamble"), cast
    )


def test_an_event_moves_what_it_names() -> None:
    """An event about two articles moves each of them, from the statuses that allow it."""
    log = told("id: x, event: provision_opened, provision: [borders, transit]")
    allowed = frozenset({Status.PENDING, Status.OPEN, Status.DEFERRED})
    moves = [Move(key="x", unit=unit, allowed=allowed, target=Status.OPEN) for unit in ("borders", "transit")]

    assert [(ARTICLES, move) for move in moves] == items(log)
    assert {ANY_STATUS} == {item.allowed for _, item in items(log, unbound=True) if isinstance(item, Move)}


def test_an_event_moves_the_parts_too() -> None:
    """What happens to an article happens to its paragraphs, which are in no count."""
    found = items(told("event: provision_agreed, provision: zones", cast=PACKAGE))

    assert ["zones", "zones-1", "zones-2"] == [item.unit for _, item in found if isinstance(item, Move)]
    assert ["article", "", ""] == [population.unit for population, _ in found]


def test_what_is_added_arrives() -> None:
    """An added article is one more in the denominator, with the status that was said or with any."""
    log = told(
        "id: x, event: provision_added, provision: borders, status: agreed",
        "id: y, event: provision_added, provision: transit",
    )

    assert [
        (ARTICLES, Arrival(key="x", unit="borders", status=Status.AGREED)),
        (ARTICLES, Arrival(key="y", unit="transit", status=None)),
    ] == items(log)


def replaced(status: Status | None = None) -> Log:
    stated = f", status: {status}" if status else ""
    return told(
        "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16",
        f"id: x, event: provision_replaced, provisions: borders, with: [transit, courts]{stated}",
    )


def test_what_is_replaced_leaves_and_others_come() -> None:
    """An article that was split leaves the draft, and its successors come in its place."""
    moved = [item for _, item in items(replaced(Status.OPEN))][1:]

    assert [
        Move(key="x", unit="borders", allowed=ANY_STATUS, target=Status.WITHDRAWN),
        Arrival(key="x", unit="transit", status=Status.OPEN),
        Arrival(key="x", unit="courts", status=Status.OPEN),
    ] == moved
    state = replay(replaced(Status.OPEN))
    assert frozenset({Status.WITHDRAWN}) == state.possible("borders")
    assert frozenset({Status.OPEN}) == state.possible("courts")
    assert Bounds.exactly(17) == state.count("treaty").denominator


def test_a_successor_without_a_status_may_have_any() -> None:
    """Where nobody said in which status the successors came, they may have any live one."""
    assert LIVE == replay(replaced()).possible("transit")


@pytest.mark.parametrize("step", ["text_concluded", "initialled", "signed", "entered_into_force"])
def test_a_text_that_stands_is_agreed_in_its_package(step: str) -> None:
    """A part of a package is agreed there once its own text stands; a text that is no part moves nothing."""
    ((population, item),) = items(told(f"event: {step}, instrument: ceasefire", cast=PACKAGE))

    assert Population(InstrumentId("accord"), "point") == population
    assert isinstance(item, Move)
    assert ("ceasefire", Status.AGREED) == (item.unit, item.target)
    assert [] == items(told(f"event: {step}"))


def test_a_count_is_a_tally_of_its_unit() -> None:
    """A count speaks of its own unit, and of the instrument's where it names none."""
    log = told(
        "event: count_stated, by: armenia, agreed: 13, of: 16",
        "event: count_stated, by: armenia, unit: bracket, open: 7",
    )

    assert [ARTICLES, Population(InstrumentId("treaty"), "bracket")] == [
        population for population, _ in items(log)
    ]


def test_the_numbers_of_a_count() -> None:
    """Numbers, ranges, lists, what remains and the rest are bounds; a rough number bounds nothing."""
    tally = only(
        told(
            "event: count_stated, by: armenia, agreed: [borders, transit], contested: {min: 1}, deferred: {max: 2}, "
            "remaining: {min: 1, max: 4}, pending: {approx: 3}, open: rest, of: 6, including: preamble, excluding: courts"
        )
    )

    assert {
        Status.AGREED: Bounds.exactly(2),
        Status.CONTESTED: Bounds(1, None),
        Status.DEFERRED: Bounds(0, 2),
        "remaining": Bounds(1, 4),
    } == dict(tally.numbers)
    assert (("borders", Status.AGREED), ("transit", Status.AGREED)) == tally.listed
    assert (Status.OPEN, 6, ("preamble",), ("courts",)) == (
        tally.rest,
        tally.of,
        tally.including,
        tally.excluding,
    )


@pytest.mark.parametrize(
    "numbers",
    [
        "agreed: 2, since: talks",
        "ever: {opened: 12}",
        "ever: {opened: 12}, of: 35",
        "agreed: {approx: 70}",
        "note: nothing",
    ],
)
def test_what_constrains_no_answer_is_no_tally(numbers: str) -> None:
    """What is told since some day, or ever, or roughly, or not at all bounds no number of today."""
    earlier = "id: talks, event: contact_held, kind: meeting"

    assert [] == items(told(earlier, f"event: count_stated, by: armenia, {numbers}"))


def test_what_is_said_besides_is_outside_the_number() -> None:
    """A preamble said in the same breath has the status that is said, and is in no number."""
    log = told(
        "id: n, event: count_stated, by: armenia, remaining: 3, agreed: 13, besides: {agreed: preamble}"
    )
    beside = Tally(key="n", numbers=(), listed=(("preamble", Status.AGREED),))

    assert (home_of(ProvisionId("preamble"), log.cast), beside) in items(log)
    assert 2 == len(items(log))


def test_what_remains_besides_may_have_any_status() -> None:
    """That something remains besides does not say in which status, and what was said of it before is over."""
    log = told("id: n, event: count_stated, by: armenia, remaining: 3, besides: preamble")
    home = home_of(ProvisionId("preamble"), log.cast)
    out = Move(key="n", unit="preamble", allowed=frozenset(Status), target=Status.WITHDRAWN)

    assert [(home, out), (home, Arrival(key="n", unit="preamble", status=None))] == items(log)[1:]


def test_what_was_withdrawn_besides_leaves() -> None:
    """As by a withdrawal of its own."""
    log = told("id: n, event: count_stated, by: armenia, agreed: 3, besides: {withdrawn: preamble}")
    out = Move(key="n", unit="preamble", allowed=frozenset(Status), target=Status.WITHDRAWN)

    assert [(home_of(ProvisionId("preamble"), log.cast), out)] == items(log)[1:]


def test_other_events_say_nothing_to_the_counting() -> None:
    """A call or a demand moves no number."""
    assert [] == items(told("event: contact_held, kind: call", "event: condition_set, by: armenia, what: x"))


def of_wholes(event: str, *statuses: Status) -> list[Item]:
    log = told(f"id: x, event: {event}", cast=PACKAGE)
    found = items_of_whole(log.events[0], log.cast, lambda _: frozenset(statuses))
    return [item for _, item in found]


def test_what_happens_to_a_part_moves_the_unit() -> None:
    """An agreed paragraph moves its article to what the paragraphs make of it, from whatever it was."""
    move = Move(key="x", unit="zones", allowed=ANY_STATUS, target=Status.PARTLY_AGREED)

    assert [move] == of_wholes("provision_agreed, provision: zones-1", Status.PARTLY_AGREED)
    assert [move] == of_wholes("provision_agreed, provision: [zones-1, zones-2]", Status.PARTLY_AGREED)
    assert [move] == of_wholes("provision_added, provision: zones-1", Status.PARTLY_AGREED)
    assert [move] == of_wholes("provision_replaced, provisions: zones-1, with: weapons", Status.PARTLY_AGREED)


def test_a_unit_of_which_the_parts_tell_too_little_may_be_anything() -> None:
    """Where the paragraphs leave several statuses, the article goes out and comes back with any."""
    assert [
        Move(key="x", unit="zones", allowed=ANY_STATUS, target=Status.WITHDRAWN),
        Arrival(key="x", unit="zones", status=None),
    ] == of_wholes("provision_agreed, provision: zones-1", Status.AGREED, Status.PARTLY_AGREED)


@pytest.mark.parametrize(
    "event",
    [
        "provision_agreed, provision: zones",
        "provision_agreed, provision: [zones-1, zones]",
        "provision_agreed, provision: weapons",
        "contact_held, kind: call",
    ],
)
def test_what_names_the_unit_itself_or_none_derives_nothing(event: str) -> None:
    """An event that names the article sets it by itself; one on other things bears on no whole."""
    assert [] == of_wholes(event, Status.AGREED)
