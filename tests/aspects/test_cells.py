"""Every cell of every table does in a replay what its row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs
import pytest

from peacetrack.aspects import ASPECTS, KINDS, conditions, proposals, stages
from peacetrack.aspects.conditions import ConditionAccepted, ConditionWithdrawn
from peacetrack.aspects.lifecycle import Aspect, Event, Row, Unless
from peacetrack.aspects.proposals import ProposalAccepted, ProposalRejected, ProposalUnanswered
from peacetrack.aspects.provisions import by_name
from peacetrack.aspects.stages import EnteredIntoForce, Initialled, Resumed, Signed, Suspended
from peacetrack.model.dates import ImpreciseDate
from peacetrack.state.histories import Statuses
from tests.aspects.stories import (
    ARMENIA,
    AZERBAIJAN,
    CAST,
    GEORGIA,
    LAWFUL,
    SIGNING,
    SUBJECT,
    everything,
    history_of,
    history_to,
    lawful,
    now,
    replayed,
)

#: For each exception of a row that holds of an event by itself, what makes it hold; of others their own tests tell.
EXCEPTIONS: Final[Mapping[tuple[type[Event], Unless], dict[str, Any]]] = {
    (ConditionWithdrawn, conditions.for_some_gates_only): {"gate": (SIGNING,)},
    (ConditionAccepted, conditions.under_a_condition): {"provided": "if they do as much"},
    (ProposalUnanswered, proposals.before_its_day): {"date": ImpreciseDate.parse("2024-09-30")},
    (ProposalAccepted, proposals.in_part): {"provided": "if they do as much"},
    (ProposalRejected, proposals.in_part): {"part": "the annex"},
    (ProposalAccepted, proposals.by_no_addressee): {"by": (GEORGIA,)},
    (ProposalRejected, proposals.by_no_addressee): {"by": (GEORGIA,)},
    (Initialled, stages.by_some_parties): {"by": (ARMENIA,)},
    (Signed, stages.by_some_parties): {"by": (ARMENIA,)},
    (EnteredIntoForce, stages.provisionally): {"provisionally": True},
    (Suspended, stages.for_some_only): {"by": (ARMENIA,)},
    (Resumed, stages.for_some_only): {"by": (ARMENIA,)},
}


@attrs.frozen
class Cell:
    """One decision of a table, with the place where it stands."""

    aspect: Aspect[Any]
    status: StrEnum
    kind: type[Event]
    row: Row[Any]

    def __str__(self) -> str:
        return f"{self.aspect.name}-{self.status}-{self.kind.kind}"

    @property
    def history(self) -> tuple[Event, ...]:
        return history_to(self.aspect, self.status)


def cells() -> Iterator[Cell]:
    for aspect in ASPECTS:
        for status, kind, row in aspect.table:
            yield Cell(aspect, status, kind, row)


CELLS: Final = tuple(cells())
ALLOWING: Final = tuple(cell for cell in CELLS if not cell.row.is_refusal)
REFUSING: Final = tuple(cell for cell in CELLS if cell.row.is_refusal)
#: Where a row says who may do it. That an objection is somebody's own is another matter: `test_provisions.py`.
GUARDED: Final = tuple(cell for cell in CELLS if cell.row.when not in (None, by_name))
EXCEPTED: Final = tuple(
    (cell, unless) for cell in CELLS for unless in cell.row.unless if (cell.kind, unless) in EXCEPTIONS
)

each_cell = pytest.mark.parametrize("cell", CELLS, ids=str)
each_allowing_cell = pytest.mark.parametrize("cell", ALLOWING, ids=str)
each_refusing_cell = pytest.mark.parametrize("cell", REFUSING, ids=str)
each_guarded_cell = pytest.mark.parametrize("cell", GUARDED, ids=str)
each_excepted_cell = pytest.mark.parametrize(
    ("cell", "unless"), EXCEPTED, ids=lambda part: part.name if isinstance(part, Unless) else str(part)
)
each_aspect = pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)


@each_aspect
def test_no_cell_of_a_table_is_undecided(aspect: Aspect[Any]) -> None:
    """There is a decision for every status and every kind of event."""
    places = [(status, kind) for status, kind, _ in aspect.table]

    assert places == [(status, kind) for status in aspect.table.statuses for kind in aspect.table.events]


def test_every_kind_of_event_of_a_table_is_known_to_logs_and_told_here() -> None:
    """A lifecycle is moved by nothing that a log could not write down."""
    moving = {kind for aspect in ASPECTS for kind in aspect.table.events}

    assert moving <= set(KINDS.values())
    assert moving == set(LAWFUL)


@each_cell
def test_every_status_can_be_reached(cell: Cell) -> None:
    """Some story brings the subject into the status, and nothing in it is refused."""
    replay = replayed(*cell.history)
    history = replay.histories[cell.aspect.name].get(SUBJECT[cell.aspect.name])

    reached: Statuses = now(history) if history else cell.aspect.start
    assert {cell.status} == reached
    assert [] == replay.refusals


def by_name_if_need_be(cell: Cell) -> Event:
    event = lawful(cell.kind)
    return attrs.evolve(event, by=(ARMENIA,)) if cell.row.when is by_name else event


@each_allowing_cell
def test_an_allowed_event_leads_where_its_row_says(cell: Cell) -> None:
    """The subject has the row's status, and the event is the latest evidence of it."""
    replay = replayed(*cell.history, by_name_if_need_be(cell))
    history = history_of(replay, cell.aspect)

    expected: Statuses = cell.aspect.start if cell.row.to is None else frozenset({cell.row.to})
    assert expected == now(history)
    assert len(cell.history) == history.positions[-1]
    assert ([], []) == (replay.refusals, replay.gaps)


@each_refusing_cell
def test_a_refused_event_changes_nothing_and_is_recorded(cell: Cell) -> None:
    """What a status does not allow leaves everything as it was, and says of what it was refused, and why."""
    event = lawful(cell.kind)
    replay = replayed(*cell.history)
    before = everything(replay)

    replay.apply((event,))

    assert before == everything(replay)
    (refusal,) = replay.refusals
    assert (event, cell.aspect, SUBJECT[cell.aspect.name]) == (refusal.event, refusal.aspect, refusal.subject)
    assert {cell.status} == refusal.before
    assert cell.row is refusal.row
    assert refusal.guard is None
    assert refusal.row.because
    assert [] == replay.gaps


@each_guarded_cell
def test_who_may_not_do_a_thing_changes_nothing(cell: Cell) -> None:
    """Where a row says by whom, anybody else is refused, in words that name who, what and why not."""
    event = lawful(cell.kind)
    stranger = AZERBAIJAN if "armenia" in CAST.actors_of(event.by) else ARMENIA
    replay = replayed(*cell.history)
    before = everything(replay)

    replay.apply((attrs.evolve(event, by=(stranger,)),))

    assert before == everything(replay)
    (refusal,) = replay.refusals
    assert cell.row.when is refusal.guard
    assert refusal.guard is not None
    text = refusal.guard.refusal(refusal.event, refusal.earlier, CAST)
    assert text.startswith(f"{CAST.title(stranger)} cannot ")
    assert SUBJECT[cell.aspect.name] in text


@each_guarded_cell
def test_who_did_it_may_be_left_unsaid(cell: Cell) -> None:
    """A report that does not say who did a thing is no ground to refuse it."""
    replay = replayed(*cell.history, attrs.evolve(lawful(cell.kind), by=()))

    assert {cell.row.to} == now(history_of(replay, cell.aspect))
    assert [] == replay.refusals


@each_excepted_cell
def test_an_exception_leaves_the_status_and_adds_the_evidence(cell: Cell, unless: Unless) -> None:
    """In the case that a row excepts, the event is told and the status stays."""
    event = attrs.evolve(lawful(cell.kind), **EXCEPTIONS[cell.kind, unless])
    replay = replayed(*cell.history, event)
    history = history_of(replay, cell.aspect)

    assert {cell.status} == now(history)
    assert len(cell.history) == history.positions[-1]
    assert [] == replay.refusals
