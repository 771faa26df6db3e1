"""A decision at home on several texts at once, or on a provision alone (design, section 5)."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.questions.every import ask
from peacetrack.questions.gates import gate
from peacetrack.report.text import status_lines
from peacetrack.state.timeline import replay
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.build import CAST, asked, log_with

TWO: Final = CAST.replace("topics:", "  maps: {unit: sheet}\ntopics:")
STEP: Final = "event: domestic_step, party: armenia, body: Assembly, outcome: approved, date: 2024-06-01"
BOTH: Final = f"id: both, {STEP}, instrument: [treaty, maps]"
ALONE: Final = f"id: alone, {STEP}, provision: [borders, transit]"
SAYS: Final = "domestic_step: {{party: armenia, body: Assembly, outcome: approved, {about}}}"


@pytest.mark.parametrize(
    ("events", "about", "verdict"),
    [
        ((BOTH,), "instrument: treaty", "supported"),
        ((BOTH,), "instrument: maps", "supported"),
        ((BOTH,), "provision: borders", "not_enough_info"),
        ((ALONE,), "provision: borders", "supported"),
        ((ALONE,), "provision: courts", "not_enough_info"),
        ((ALONE,), "instrument: treaty", "not_enough_info"),
        ((BOTH, "event: text_reopened, instrument: maps, date: 2024-06-02"), "instrument: maps", "refuted"),
        (
            (BOTH, "event: text_reopened, instrument: maps, date: 2024-06-02"),
            "instrument: treaty",
            "supported",
        ),
        (
            (ALONE, "event: text_reopened, instrument: treaty, date: 2024-06-02"),
            "provision: borders",
            "refuted",
        ),
    ],
)
def test_what_a_decision_is_about(events: tuple[str, ...], about: str, verdict: str) -> None:
    """One about two texts is about each of them; one about a provision is about no text; it lapses with its own text."""
    assert verdict == asked(SAYS.format(about=about), *events, cast=TWO).verdict


def test_an_approval_of_a_provision_is_none_of_the_text() -> None:
    """A demand that the body approves the text is not met by what it decided on one article."""
    demand = (
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-05-01,"
        " gate: {ratification: treaty}, met_by: {steps: [Assembly]}"
    )

    assert "shut" == gate(replay(log_with(demand, ALONE, cast=TWO)), ratification="treaty").opening
    met = gate(replay(log_with(demand, BOTH, cast=TWO)), ratification="treaty")
    assert "c" not in {blocker.condition for blocker in met.blockers}


def test_it_is_asked_and_written_by_what_it_is_about() -> None:
    """Each text and each provision is a subject of its own, and the entry comes back as it was."""
    log = log_with(BOTH, ALONE, cast=TWO)
    again = read_text(dumps(log)).log

    assert again is not None
    assert log.events == again.events
    for about in ("treaty", "maps", "borders", "transit"):
        assert "approved" == str(ask(replay(log), f"domestic_step:armenia:{about}:Assembly"))
    assert ask(replay(log), "domestic_step:armenia:courts:Assembly") is None


def test_the_parties_of_a_text_are_its_own_after_a_decision_on_two() -> None:
    """A decision that is the first event of a text says nothing of who signs it."""
    cast = TWO.replace("maps: {unit: sheet}", "maps: {unit: sheet, parties: [armenia, usa]}")
    log = log_with(BOTH, "event: signed, instrument: maps, by: [armenia, usa], date: 2024-06-02", cast=cast)

    assert ["signed"] == [*replay(log).stage("maps").possible]


def test_a_decision_on_nothing_is_an_error() -> None:
    """It is on a text or on a provision; with one text in the cast that is meant."""
    says = SAYS.format(about="votes: {for: 1}")
    text = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{TWO}\nevents:\n- {{{STEP}}}\nclaims:\n- says: {{{says}}}\n"
    assert {"PT103", "PT143"} == {one.code for one in read_text(text).problems}
    (problem,) = [one for one in read_text(text).problems if one.code == "PT103"]

    assert "The key `instrument` is missing." == problem.message
    assert ["treaty"] == [*log_with(STEP).events[0].instrument]  # type: ignore[attr-defined]


def test_the_status_names_the_provision() -> None:
    """A decision on one article is shown with its text, and says on what it is."""
    state = replay(log_with(ALONE, cast=TWO))

    assert "Assembly (armenia) on borders: approved" in "\n".join(line.text for line in status_lines(state))
