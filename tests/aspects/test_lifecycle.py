"""The engine of lifecycles: a table is complete or is not built, and events know what they are."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.aspects import ASPECTS, KINDS
from peacetrack.aspects.conditions import (
    ADDRESSED,
    CONDITIONS,
    LATEST_ANSWERS,
    OWNED,
    ConditionAccepted,
    ConditionRejected,
    ConditionRestated,
    ConditionSet,
)
from peacetrack.aspects.lifecycle import (
    Askable,
    Aspect,
    Earlier,
    Event,
    Guard,
    Table,
    TableError,
    Unless,
    arrives,
    on,
    refused,
    stays,
)
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, ConditionId, EventId, SpeakerId
from peacetrack.state.facts import Fact
from tests.build import log_with


class Door(StrEnum):
    """The status of a door between two rooms."""

    OPEN = "open"
    SHUT = "shut"
    GONE = "gone"


@attrs.frozen(kw_only=True)
class DoorShut(Event):
    """Somebody shut a door."""


@attrs.frozen(kw_only=True)
class DoorSeen(Event):
    """Somebody saw a door, and said how it was."""

    is_testimony: ClassVar[bool] = True


@attrs.frozen(kw_only=True)
class DoorHung(Event):
    """A door was hung again."""


THERE: Final = (Door.OPEN, Door.SHUT)
SHUTTING: Final = (
    on(THERE, DoorShut, to=Door.SHUT),
    refused(Door.GONE, DoorShut, because="there is no door"),
)
HANGING: Final = (refused(THERE, DoorHung, because="it hangs already"), arrives(Door.GONE, DoorHung))
DOORS: Final = Table.of(Door, *SHUTTING, stays(tuple(Door), DoorSeen), *HANGING)
ARMENIA: Final = SpeakerId("armenia")
MIRZOYAN: Final = SpeakerId("mirzoyan")


def door(event: Any, cast: Cast) -> tuple[str, ...]:
    return ("door",)


# Tables.


def test_a_table_lists_its_cells_status_by_status() -> None:
    """In the order of the statuses, and for each in the order in which the kinds of events were first named."""
    cells = [(status, kind) for status, kind, _ in DOORS]

    assert [(status, kind) for status in Door for kind in (DoorShut, DoorSeen, DoorHung)] == cells


def test_a_decision_leads_stays_arrives_or_refuses() -> None:
    """Of these four, only the last does not allow the event."""
    shut, seen, hung = (DOORS.cells[kind] for kind in (DoorShut, DoorSeen, DoorHung))

    assert (Door.SHUT, False) == (shut[Door.OPEN].to, shut[Door.OPEN].is_refusal)
    assert [Door.OPEN, Door.SHUT, Door.GONE] == [row.to for row in seen.values()]
    assert (None, True, False) == (hung[Door.GONE].to, hung[Door.GONE].arrives, hung[Door.GONE].is_refusal)
    assert (None, True) == (shut[Door.GONE].to, shut[Door.GONE].is_refusal)
    assert "there is no door" == shut[Door.GONE].because


def test_a_table_says_what_a_status_allows() -> None:
    """Refusals aside, in the order of the table."""
    assert ("door_shut", "door_seen") == DOORS.allowed(Door.OPEN)
    assert ("door_seen", "door_hung") == DOORS.allowed(Door.GONE)


def test_a_table_says_where_an_event_leads_and_from_where() -> None:
    """Refusals aside."""
    assert Door.SHUT is DOORS.target(DoorShut)
    assert frozenset(THERE) == DOORS.allowing(DoorShut)
    assert {Door.GONE} == DOORS.allowing(DoorHung)


def test_a_guard_and_an_exception_stand_in_their_row() -> None:
    """Nothing of a lifecycle lives elsewhere."""
    guard = Guard("X1", "by its owner", lambda *_: True, lambda *_: "no", "ask")
    unless = Unless("when it jams", lambda *_: False)

    row = on(Door.OPEN, DoorShut, to=Door.SHUT, when=guard, unless=unless)
    (kept,) = stays(Door.OPEN, DoorSeen, when=guard)

    assert ((Door.OPEN,), guard, (unless,)) == (row.statuses, row.when, row.unless)
    assert (Door.OPEN, guard) == (kept.to, kept.when)
    assert "by" == guard.field


def test_no_cell_is_decided_twice() -> None:
    """Of two decisions neither wins by its place."""
    with pytest.raises(TableError) as error:
        Table.of(Door, *SHUTTING, on(Door.SHUT, DoorShut, to=Door.SHUT))

    assert "door_shut is decided twice for shut" == str(error.value)


def test_no_cell_is_left_undecided() -> None:
    """All that are missing are named at once."""
    with pytest.raises(TableError) as error:
        Table.of(Door, on(Door.OPEN, DoorShut, to=Door.SHUT), stays(THERE, DoorSeen))

    assert "undecided: door_shut for shut, door_shut for gone, door_seen for gone" == str(error.value)


def test_where_one_target_is_asked_an_event_has_one() -> None:
    """A count has to know the status after an event without knowing the one before."""
    slammed = on(Door.SHUT, DoorShut, to=Door.GONE)
    rest = (on(Door.OPEN, DoorShut, to=Door.SHUT), refused(Door.GONE, DoorShut, because="there is no door"))

    with pytest.raises(TableError) as error:
        Table.of(Door, slammed, *rest, one_target=True)

    assert "door_shut must lead to one status, not to ['gone', 'shut']" == str(error.value)
    assert {None, Door.SHUT, Door.GONE} == {row.to for _, _, row in Table.of(Door, slammed, *rest)}


def test_an_event_that_everything_refuses_leads_nowhere() -> None:
    """Such a kind of event is a mistake, where one target is asked."""
    with pytest.raises(TableError) as error:
        Table.of(Door, refused(tuple(Door), DoorShut, because="it is stuck"), one_target=True)

    assert "door_shut must lead to one status, not to []" == str(error.value)


def test_an_arrival_is_a_target_of_its_own() -> None:
    """The status that the event states, and no other."""
    table = Table.of(Door, *SHUTTING, *HANGING, one_target=True)

    assert {Door.GONE} == table.allowing(DoorHung)


def test_the_table_of_provisions_was_built_with_one_target() -> None:
    """Each kind of event leads to one status, or to the one it states."""
    for kind, column in PROVISIONS.table.cells.items():
        assert 1 == len({row.to for row in column.values() if not row.is_refusal}), kind.kind


@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)
def test_a_subject_begins_with_statuses_of_its_table(aspect: Aspect[Any]) -> None:
    """And only kinds of events that the table knows bring subjects back."""
    assert aspect.start <= set(aspect.table.statuses)
    assert set(aspect.arriving) <= set(aspect.table.events)


def test_an_aspect_brings_and_hears_nobody_unless_it_says_so() -> None:
    """An aspect of one's own needs a name, a table, a start and subjects."""
    doors = Aspect("doors", DOORS, frozenset(Door), door)
    cast, event = Cast(negotiation=Negotiation(id="talks")), DoorShut(id=EventId("e"))

    assert ("door",) == doors.subjects(event, cast)
    assert () == doors.arrivals(event, cast)
    assert () == doors.concerned(event, frozenset(), cast)
    assert doors == Aspect("doors", DOORS, frozenset(Door), door)
    assert 1 == len({doors, CONDITIONS} - {CONDITIONS})


# Events.


def test_the_word_for_an_event_in_a_log_is_its_name() -> None:
    """In lower case, with an underscore before each word but the first."""
    assert "door_shut" == DoorShut.kind
    assert all(name == kind.kind for name, kind in KINDS.items())
    assert KINDS["entered_into_force"].__name__ == "EnteredIntoForce"


def test_a_deed_rests_on_its_source_and_a_testimony_on_its_speaker() -> None:
    """Whoever did something does not vouch for it; whoever says how things are does."""
    deed, testimony = DoorShut(id=EventId("e"), by=(ARMENIA,)), DoorSeen(id=EventId("e"), by=(ARMENIA,))

    assert () == deed.speakers
    assert (ARMENIA,) == testimony.speakers


@pytest.mark.parametrize("kind", [DoorShut, DoorSeen], ids=lambda kind: kind.kind)
def test_according_to_names_whose_word_an_event_is(kind: type[Event]) -> None:
    """It comes before the one who spoke or did it."""
    assert (MIRZOYAN,) == kind(id=EventId("e"), by=(ARMENIA,), according_to=(MIRZOYAN,)).speakers


def test_an_event_is_true_of_its_own_day_unless_it_says_of_which() -> None:
    """What is said on Tuesday may be true of Monday."""
    monday, tuesday = ImpreciseDate.parse("2024-09-16"), ImpreciseDate.parse("2024-09-17")

    assert tuesday == DoorSeen(id=EventId("e"), date=tuesday).true_of
    assert monday == DoorSeen(id=EventId("e"), date=tuesday, about=monday).true_of
    assert DoorSeen(id=EventId("e")).true_of is None


# Facts.


def test_a_fact_of_which_several_statuses_are_possible_has_none() -> None:
    """Unknown is not a status."""
    assert Door.SHUT is Fact(frozenset({Door.SHUT})).status
    assert Fact(frozenset(THERE)).status is None


def test_of_what_nothing_is_said_to_be_asked_nothing_is_on_record() -> None:
    """Something to ask of which only a name is given speaks of no subject, on no day, and answers none."""
    mood = Askable(name="mood")

    assert ((), (), None) == (mood.subjects(None), mood.ever(None, None), mood.ask(None, "talks"))
    assert ("mood", "talks") == mood.title_of("talks")


@given(st.lists(st.integers(min_value=0, max_value=3), max_size=12))
def test_what_a_rule_makes_of_earlier_events_is_what_it_makes_of_them_all_at_once(steps: list[int]) -> None:
    """An answer, a restatement or nothing at a time: going on from where one stopped gives what going through all gives."""
    cast = log_with().cast
    said = [
        ConditionSet(
            id=EventId("law"), by=(SpeakerId("azerbaijan"),), of=(ActorId("armenia"),), what="Change it"
        ),
        ConditionRestated(
            id=EventId("again"),
            condition=ConditionId("law"),
            by=(SpeakerId("azerbaijan"),),
            of=(ActorId("georgia"),),
        ),
        ConditionRejected(id=EventId("no"), condition=ConditionId("law"), by=(SpeakerId("armenia"),)),
        ConditionAccepted(id=EventId("yes"), condition=ConditionId("law"), by=(SpeakerId("georgia"),)),
    ]
    going_on = Earlier()
    for step in steps:
        going_on.append(said[step])
        for fold in (ADDRESSED, LATEST_ANSWERS, OWNED):
            assert fold.over(tuple(going_on), cast) == fold.over(going_on, cast)


def test_a_demand_of_two_is_accepted_when_both_have_accepted() -> None:
    """One of two accepts: it stands as raised; one rejects: rejected, whatever the other says, until it thinks better of it."""
    demand = "id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: [armenia, georgia], what: Change it"
    answers = [
        "event: condition_accepted, date: 2024-06-02, by: armenia, condition: law",
        "event: condition_rejected, date: 2024-06-03, by: georgia, condition: law",
        "event: condition_accepted, date: 2024-06-04, by: armenia, condition: law",
        "event: condition_accepted, date: 2024-06-05, by: georgia, condition: law",
    ]

    assert ["raised", "rejected", "rejected", "accepted"] == [
        str(pt.replay(log_with(demand, *answers[: number + 1]))[CONDITIONS]["law"].status)
        for number in range(len(answers))
    ]


def test_an_acceptance_told_of_nobody_in_particular_is_one_by_all() -> None:
    """Georgia rejected it; that it was accepted, as a source says without a name, settles it."""
    state = pt.replay(
        log_with(
            "id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: [armenia, georgia], what: Change it",
            "event: condition_rejected, date: 2024-06-03, by: georgia, condition: law",
            "event: condition_accepted, date: 2024-06-04, condition: law",
        )
    )

    assert "accepted" == state[CONDITIONS]["law"].status
