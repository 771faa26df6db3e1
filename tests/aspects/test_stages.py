"""What was decided of the stages of an instrument, and of talks about it."""

from __future__ import annotations

from typing import Final

from peacetrack.aspects.stages import (
    STAGES,
    TALKS,
    EnteredIntoForce,
    Signed,
    Stage,
    Talks,
    TalksSuspended,
    Terminated,
    TextReopened,
)
from peacetrack.model.ids import EventId
from peacetrack.state.replay import Replay
from tests.aspects.stories import TREATY, decisions, history_of, lawful, now, replayed, written

LETTERS: Final = {
    "N": "negotiating",
    "C": "text_concluded",
    "I": "initialled",
    "S": "signed",
    "F": "in_force",
    "U": "suspended",
    "T": "terminated",
}

DECIDED: Final = """
                    N  C  I  S  F  U  T
text_concluded      C  C  .  .  .  .  .
text_reopened       N  N  N  N  .  .  .
initialled          I  I  I  .  .  .  .
published           N  C  I  S  F  U  T
signed              S  S  S  S  F  U  .
domestic_step       N  C  I  S  F  U  .
ratified            C  C  I  S  F  U  .
consent_withdrawn   N  C  I  S  T  T  .
consents_stated     N  C  I  S  F  U  T
party_joined        N  C  I  S  F  U  .
party_left          N  C  I  S  F  U  T
entered_into_force  F  F  F  F  F  .  .
suspended           .  .  .  U  U  U  .
resumed             .  .  .  F  F  F  .
terminated          T  T  T  T  T  T  T
"""

TALKS_DECIDED: Final = """
                 ongoing    suspended
talks_suspended  suspended  suspended
talks_resumed    ongoing    ongoing
"""


def course(replay: Replay) -> list[set[str]]:
    """Give the stages one after the other."""
    return [{*map(str, possible)} for possible in history_of(replay, STAGES).possible]


def test_the_table_of_stages_is_what_was_decided() -> None:
    """Stages skip forward and go back only by an explicit event; what is binding is another instrument's to change."""
    assert written(DECIDED, letters=LETTERS) == decisions(STAGES)


def test_the_table_of_talks_is_what_was_decided() -> None:
    """Talks are suspended and resumed at any time."""
    assert written(TALKS_DECIDED) == decisions(TALKS)


def test_a_stage_may_be_skipped_but_not_undone_in_silence() -> None:
    """A text signed at once is signed; it can be reopened, and then it is negotiated again."""
    signed, reopened = (
        Signed(id=EventId("s"), instrument=TREATY),
        TextReopened(id=EventId("r"), instrument=TREATY),
    )

    assert [{"negotiating"}, {"signed"}, {"negotiating"}] == course(replayed(signed, reopened))


def test_what_has_ended_stays_ended() -> None:
    """A terminated instrument does not enter into force again."""
    force = EnteredIntoForce(id=EventId("f"), instrument=TREATY)
    end = Terminated(id=EventId("t"), instrument=TREATY)
    again = EnteredIntoForce(id=EventId("again"), instrument=TREATY)
    replay = replayed(force, end, again)

    assert [{"negotiating"}, {"in_force"}, {"terminated"}] == course(replay)
    assert [again] == [refusal.event for refusal in replay.refusals]


def test_talks_and_stage_of_an_instrument_are_two_things() -> None:
    """Suspended talks leave the stage as it was."""
    replay = replayed(lawful(Signed, "signed"), TalksSuspended(id=EventId("pause"), instrument=TREATY))

    assert {Stage.SIGNED} == now(history_of(replay, STAGES))
    assert {Talks.SUSPENDED} == now(history_of(replay, TALKS))
