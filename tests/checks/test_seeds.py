"""What the five articles on the treaty let one say that a single article does not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import peacetrack as pt
from peacetrack.model.ids import EventId

LOG: Final = pt.load(Path(__file__).parents[2] / "fixtures" / "armenia-azerbaijan")


def test_a_day_that_does_not_go_with_its_place_is_corrected_with_provenance() -> None:
    """What an article printed stays in its log; another document corrects it, and the reader is shown both."""
    council = EventId("moscow-council")
    state = pt.replay(LOG)

    assert "2023-05-22" == str(LOG.by_id[council].date)
    assert "2023-05-25" == str(state.timeline.view.by_id[council].date)
    assert ("council-day",) == tuple(c.id for c in state.timeline.view.beliefs.corrections[council])
    assert council not in {event.id for event in pt.replay(LOG, as_of="2023-05-24").events}


def test_no_number_of_articles_is_common_ground() -> None:
    """On 17 September 2024 each side says that the text is not closed; how much is agreed, only one of them says."""
    day = "2024-09-17"
    common = pt.replay(LOG, as_of=day, account="common_ground").count("treaty")

    assert (0, None, None) == (common.numerator.low, common.numerator.high, common.denominator.high)
    for actor in ("armenia", "azerbaijan"):
        assert pt.replay(LOG, as_of=day, account=actor).count("treaty", "remaining").numerator.low >= 1


def test_asking_for_articles_names_its_assumption() -> None:
    """Seventy percent of the document is no number of articles unless every article weighs the same."""
    asked = pt.in_units(pt.replay(LOG, as_of="2024-09-17"), "treaty", unit="document")

    assert "each article is an equal part of what is counted in the unit 'document'" == asked.assumption
    assert pt.Bounds(0, 16) == asked.count.numerator
