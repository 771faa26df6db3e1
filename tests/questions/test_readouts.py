"""What each side published of one contact, side by side."""

from __future__ import annotations

import pytest

from peacetrack.questions.readouts import Comparison, compared, readouts
from peacetrack.state.timeline import replay
from tests.build import log_with

CALL = "id: call, event: contact_held, kind: call, date: 2024-01-10, participants: [armenia, azerbaijan]"
THEIRS = "event: readout_issued, contact: call, date: 2024-01-10, by: azerbaijan, topics: [constitution, minsk-group]"
OURS = "event: readout_issued, contact: call, date: 2024-01-10, by: armenia, topics: [constitution]"


def of(*events: str, contact: str = "call") -> Comparison:
    return readouts(replay(log_with(*events)), contact)


def test_topics_of_all_and_of_one() -> None:
    """Both sides mention the constitution, one of them the Minsk Group."""
    found = of(CALL, THEIRS, OURS)

    assert ("constitution",) == found.in_all
    assert (("minsk-group",), ()) == (found.only_in("azerbaijan"), found.only_in("armenia"))


def test_what_is_not_shown_is_not_absent() -> None:
    """A report that does not show a topic does not say that the readout leaves it out."""
    assert ("mentioned", "not shown") == of(CALL, THEIRS, OURS).columns[1].topics


@pytest.mark.parametrize("more", ["omits: [minsk-group]", "complete: true"])
def test_what_a_source_says_is_absent_is_absent(more: str) -> None:
    """A source says that a topic is left out, or shows the whole readout."""
    assert "omitted" == of(CALL, THEIRS, f"{OURS}, {more}").columns[1].topics[1]


def test_two_reports_of_one_readout_can_disagree() -> None:
    """One shows a topic, the other says that it is left out."""
    again = "event: readout_issued, contact: call, date: 2024-01-11, by: armenia, omits: [constitution]"
    found = of(CALL, OURS, again)

    assert ("disputed",) == found.columns[0].topics
    assert ("constitution",) == found.only_in("armenia")


def test_what_is_told_in_no_side_s_name_stands_apart() -> None:
    """An agency says what a call was about."""
    found = of(f"{CALL}, topics: [minsk-group]", OURS)

    assert (("minsk-group",), ("constitution",)) == (found.neutral, found.topics)


def test_words_and_places_are_kept() -> None:
    """Each column has the words used and the entries behind it."""
    found = of(
        CALL, f"id: ours, {OURS.replace('[constitution]', '[{topic: constitution, as_said: basic law}]')}"
    )

    assert (("basic law",), ("ours",)) == (found.columns[0].as_said, found.columns[0].events)


def test_only_contacts_of_which_somebody_told_are_compared_unasked() -> None:
    """A meeting without a readout has nothing to compare; asked for by name it is shown as it is."""
    state = replay(log_with(CALL, THEIRS, CALL.replace("id: call", "id: meeting")))

    assert ["call"] == [found.contact for found in compared(state)]
    assert ["meeting"] == [found.contact for found in compared(state, ["meeting"])]


def test_a_contact_that_was_not_held_by_then_is_refused() -> None:
    """The names that are on record are given."""
    with pytest.raises(ValueError, match="'x' is no contact that is on record by then; there are call"):
        of(CALL, contact="x")
    with pytest.raises(ValueError, match="there are none"):
        readouts(replay(log_with(CALL), as_of="2023-01-01"), "call")
