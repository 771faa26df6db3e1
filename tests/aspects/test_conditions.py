"""What was decided of conditions."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from peacetrack.aspects.conditions import (
    CONDITIONS,
    ConditionAccepted,
    ConditionMet,
    ConditionRejected,
    ConditionRestated,
    ConditionSet,
    ConditionWithdrawn,
    Gate,
    Status,
    Step,
    concerned,
)
from peacetrack.aspects.lifecycle import Event
from peacetrack.model.ids import ActorId, EventId, SpeakerId
from peacetrack.state.histories import Statuses
from peacetrack.state.replay import Replay
from tests.aspects.stories import (
    ARMENIA,
    AZERBAIJAN,
    BORDERS,
    CAST,
    CONSTITUTION,
    GEORGIA,
    MIRZOYAN,
    SIGNING,
    TRANSIT,
    TREATY,
    decisions,
    history_of,
    now,
    replayed,
    written,
)

DECIDED: Final = """
                      raised      accepted    rejected    partly_met  met     withdrawn
condition_set         raised      .           .           .           .       .
condition_restated    raised      accepted    rejected    partly_met  raised  raised
condition_rejected    rejected    rejected    rejected    rejected    .       .
condition_accepted    accepted    accepted    accepted    partly_met  .       .
condition_met         met         met         met         met         met     .
condition_partly_met  partly_met  partly_met  partly_met  partly_met  .       .
condition_withdrawn   withdrawn   withdrawn   withdrawn   withdrawn   .       withdrawn
"""

GUARDS: Final = {
    "condition_restated": {"by its owner"},
    "condition_rejected": {"by the addressee"},
    "condition_accepted": {"by the addressee"},
    "condition_withdrawn": {"by its owner"},
}

DEMAND: Final = ConditionSet(
    id=EventId(CONSTITUTION),
    by=(AZERBAIJAN,),
    of=(ActorId(ARMENIA),),
    what="change the constitution",
    gate=(SIGNING,),
)
TO_NOBODY: Final = attrs.evolve(DEMAND, of=())
BY_NOBODY: Final = attrs.evolve(DEMAND, by=())
JOINT: Final = attrs.evolve(DEMAND, by=(ARMENIA, AZERBAIJAN), of=(ActorId(GEORGIA),))


def restated(*by: SpeakerId) -> Event:
    return ConditionRestated(id=EventId("restated"), condition=CONSTITUTION, by=by)


def rejected(*by: SpeakerId) -> Event:
    return ConditionRejected(id=EventId("rejected"), condition=CONSTITUTION, by=by)


def accepted(*by: SpeakerId) -> Event:
    return ConditionAccepted(id=EventId("accepted"), condition=CONSTITUTION, by=by)


def met(*by: SpeakerId) -> Event:
    return ConditionMet(id=EventId("met"), condition=CONSTITUTION, by=by)


def withdrawn(*by: SpeakerId, gate: tuple[Gate, ...] = ()) -> Event:
    return ConditionWithdrawn(id=EventId("withdrawn"), condition=CONSTITUTION, by=by, gate=gate)


def status(replay: Replay) -> Statuses:
    return now(history_of(replay, CONDITIONS))


def refusal_of(*events: Event) -> str:
    """Give the words of the one refusal, by a guard, of the last of these events."""
    (refusal,) = replayed(*events).refusals
    assert events[-1] is refusal.event
    assert refusal.guard is not None
    return f"{refusal.guard.code} {refusal.guard.refusal(refusal.event, refusal.earlier, CAST)}"


def test_the_table_of_conditions_is_what_was_decided() -> None:
    """A demand is restated from every status, answered while it is demanded, and dropped until it is met."""
    assert written(DECIDED) == decisions(CONDITIONS)


def test_the_guards_of_conditions_are_what_was_decided() -> None:
    """Its owner restates and drops a demand, its addressee answers it, and anybody may say that it was met."""
    guards: dict[str, set[str]] = {}
    for _, kind, row in CONDITIONS.table:
        if row.when is not None:
            guards.setdefault(kind.kind, set()).add(row.when.name)

    assert GUARDS == guards


def test_a_rejected_demand_can_still_be_accepted_and_met() -> None:
    """A rejection is no end: the demand stands."""
    replay = replayed(DEMAND, rejected(MIRZOYAN), accepted(ARMENIA), met())

    assert [{Status.RAISED}, {Status.RAISED}, {Status.REJECTED}, {Status.ACCEPTED}, {Status.MET}] == (
        history_of(replay, CONDITIONS).possible
    )


@pytest.mark.parametrize("event", [restated(ARMENIA), withdrawn(MIRZOYAN)], ids=lambda event: event.kind)
def test_a_demand_belongs_to_its_owner(event: Event) -> None:
    """Armenia can neither restate nor drop what Azerbaijan demands."""
    verb = "restate" if isinstance(event, ConditionRestated) else "withdraw"

    expected = f"PT203 Armenia cannot {verb} the condition 'constitution': Azerbaijan demands it."
    assert expected == refusal_of(DEMAND, event)


@pytest.mark.parametrize("event", [rejected(AZERBAIJAN), accepted(AZERBAIJAN)], ids=lambda event: event.kind)
def test_nobody_answers_his_own_demand(event: Event) -> None:
    """Whether or not somebody said to whom it is addressed."""
    verb = "reject" if isinstance(event, ConditionRejected) else "accept"
    expected = f"PT204 Azerbaijan cannot {verb} the condition 'constitution': Azerbaijan demands it."

    assert expected == refusal_of(DEMAND, event)
    assert expected == refusal_of(TO_NOBODY, event)


def test_a_demand_is_answered_by_the_one_to_whom_it_is_addressed() -> None:
    """A host cannot reject for Armenia."""
    expected = "PT204 Georgia cannot reject the condition 'constitution': it is addressed to Armenia."

    assert expected == refusal_of(DEMAND, rejected(GEORGIA))


def test_several_owners_demand_it() -> None:
    """The refusal names them all."""
    expected = "PT203 Georgia cannot restate the condition 'constitution': Armenia and Azerbaijan demands it."

    assert expected == refusal_of(JOINT, restated(GEORGIA))


def test_each_of_several_owners_may_restate_a_demand() -> None:
    """One of them suffices, also in company."""
    replay = replayed(JOINT, met(), restated(ARMENIA, GEORGIA))

    assert {Status.RAISED} == status(replay)


def test_a_demand_addressed_to_nobody_is_answered_by_anybody_else() -> None:
    """No report says of whom it was demanded."""
    assert {Status.REJECTED} == status(replayed(TO_NOBODY, rejected(GEORGIA)))
    assert {Status.ACCEPTED} == status(replayed(TO_NOBODY, accepted(ARMENIA, AZERBAIJAN)))


def test_a_demand_of_nobody_in_particular_is_anybodys() -> None:
    """No report says who demands it, so nobody is refused as not its owner."""
    assert {Status.WITHDRAWN} == status(replayed(BY_NOBODY, withdrawn(GEORGIA)))


def test_a_demand_dropped_for_some_steps_stands_for_the_others() -> None:
    """It keeps its status, and the withdrawal is evidence."""
    replay = replayed(DEMAND, rejected(MIRZOYAN), withdrawn(AZERBAIJAN, gate=(SIGNING,)))

    assert {Status.REJECTED} == status(replay)
    assert [0, 1, 2] == history_of(replay, CONDITIONS).positions.tolist()


def test_only_its_owner_may_drop_a_demand_for_some_steps() -> None:
    """The guard comes before the exception."""
    expected = "PT203 Armenia cannot withdraw the condition 'constitution': Azerbaijan demands it."

    assert expected == refusal_of(DEMAND, withdrawn(ARMENIA, gate=(SIGNING,)))


def test_the_addressees_word_that_a_demand_was_met_does_not_bind_its_owner() -> None:
    """Where the addressee alone has said so, the owner is to be heard; where anybody else has, nobody more is."""
    addressee, owner, host = ActorId(ARMENIA), ActorId(AZERBAIJAN), ActorId(GEORGIA)

    assert (owner,) == concerned(DEMAND, frozenset({addressee}), CAST)
    assert () == concerned(DEMAND, frozenset({owner, addressee}), CAST)
    assert () == concerned(DEMAND, frozenset({host}), CAST)
    assert () == concerned(TO_NOBODY, frozenset({addressee}), CAST)


def test_a_demand_is_met_in_the_word_of_the_one_who_says_so() -> None:
    """Armenia says that it was met: in its own word it was, on the record it is demanded as before."""
    replay = replayed(DEMAND, met(MIRZOYAN))
    history = history_of(replay, CONDITIONS)

    assert {Status.RAISED} == now(history)
    assert {"armenia": {Status.MET}} == {
        actor: now(one_history) for actor, one_history in (history.by_speaker or {}).items()
    }


def test_an_answer_that_was_published_before_its_demand_is_an_answer() -> None:
    """Whose demand it is, is not known yet, so that nobody can be refused as not its addressee, or its owner."""
    replay = replayed(rejected(ARMENIA), restated(AZERBAIJAN), refused=frozenset())

    assert {Status.REJECTED} == status(replay)
    assert [] == replay.gaps


@pytest.mark.parametrize(
    ("gate", "text"),
    [
        (Gate(Step.ENTRY_INTO_FORCE, TREATY), "entry into force of treaty"),
        (Gate(Step.OPENING, None, (BORDERS, TRANSIT)), "opening of borders, transit"),
    ],
)
def test_a_gate_is_a_step_with_its_object(gate: Gate, text: str) -> None:
    """An instrument, or provisions."""
    assert text == str(gate)
