"""What was decided of principles of closure."""

from __future__ import annotations

from typing import Final

from peacetrack.aspects.principles import (
    PRINCIPLES,
    Principle,
    PrincipleDropped,
    PrincipleInvoked,
    Status,
    subject,
)
from peacetrack.model.ids import EventId, SpeakerId
from peacetrack.state.histories import Statuses
from peacetrack.state.replay import Replay
from tests.aspects.stories import (
    ARMENIA,
    AZERBAIJAN,
    MIRZOYAN,
    TREATY,
    decisions,
    everything,
    now,
    replayed,
    written,
)

DECIDED: Final = """
                   unstated  held     dropped
principle_invoked  held      held     held
principle_dropped  .         dropped  dropped
"""


def invoked(*by: SpeakerId) -> PrincipleInvoked:
    return PrincipleInvoked(
        id=EventId("invoked"), by=by, principle=Principle.SINGLE_UNDERTAKING, instrument=TREATY
    )


def dropped(*by: SpeakerId) -> PrincipleDropped:
    return PrincipleDropped(id=EventId("dropped"), by=by, instrument=TREATY)


def statuses(replay: Replay) -> dict[str, Statuses]:
    return {name: now(history) for name, history in replay.histories[PRINCIPLES.name].items()}


def test_the_table_of_principles_is_what_was_decided() -> None:
    """A party may take a principle up at any time, and drop what it has stated."""
    assert written(DECIDED) == decisions(PRINCIPLES)


def test_a_principle_is_one_partys_about_one_instrument() -> None:
    """Whoever speaks for the party, it is the party's; joint speakers take it up each for its own side."""
    armenias, azerbaijans = subject(ARMENIA, TREATY), subject(AZERBAIJAN, TREATY)

    assert {armenias: {Status.HELD}} == statuses(replayed(invoked(MIRZOYAN)))
    assert {armenias: {Status.HELD}, azerbaijans: {Status.HELD}} == statuses(
        replayed(invoked(MIRZOYAN, AZERBAIJAN))
    )
    assert {armenias: {Status.DROPPED}, azerbaijans: {Status.HELD}} == statuses(
        replayed(invoked(ARMENIA, AZERBAIJAN), dropped(MIRZOYAN))
    )


def test_nobody_in_particular_takes_up_no_principle() -> None:
    """A principle is a party's position; one that nobody states is nobody's."""
    assert {} == statuses(replayed(invoked()))


def test_parties_drop_a_principle_together_or_not_at_all() -> None:
    """Azerbaijan never stated one, so that the joint statement is refused and Armenia's stays."""
    replay = replayed(invoked(ARMENIA))
    before = everything(replay)

    replay.apply((dropped(ARMENIA, AZERBAIJAN),))

    assert [subject(AZERBAIJAN, TREATY)] == [refusal.subject for refusal in replay.refusals]
    assert before == everything(replay)
