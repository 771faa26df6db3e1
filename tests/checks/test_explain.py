"""Every figure can be traced to events, and each event to the places that report it."""

from __future__ import annotations

import pytest

from peacetrack.checks.explain import explain
from peacetrack.log.log import Log
from peacetrack.state.timeline import replay
from tests.build import article, log_of


@pytest.fixture(scope="module")
def log() -> Log:
    """Tell of a count, a demand, an offer and a principle; two articles report the demand."""
    return log_of(
        article(
            "june",
            "2024-06-30",
            "id: thirteen, event: count_stated, date: 2024-06-20, by: pashinyan, agreed: 13, of: 16, cite: 6",
            "id: constitution, event: condition_set, date: 2024-06-06, by: hajizade, of: armenia, what: change it,"
            " gate: {signature: treaty}, cite: {paragraph: 4, as_said: hinders, via: [TASS]}",
            "id: offer, event: proposal_made, date: 2024-06-21, by: pashinyan, to: azerbaijan, offer: sign what is agreed",
            "id: rule, event: principle_invoked, date: 2024-06-22, by: hajizade, principle: single_undertaking, inferred: true",
            "id: start, event: provision_agreed, date: 2024-06-01, provision: preamble, according_to: armenia",
        ),
        article(
            "july",
            "2024-07-30",
            "id: again, event: mentioned, of: constitution, cite: {source: june, paragraph: 9}",
        ),
        "events:\n- {id: end, event: text_reopened}",
    )


@pytest.mark.parametrize(
    ("figure", "says", "events"),
    [
        ("count:agreed", "13 of 16 articles agreed", ["thirteen"]),
        ("count:agreed:treaty", "13 of 16 articles agreed", ["thirteen"]),
        ("provision:preamble", "'preamble' is agreed", ["start"]),
        ("condition:constitution", "'constitution' is raised", ["constitution"]),
        ("proposal:offer", "'offer' is made", ["offer"]),
        ("principle:azerbaijan", "the principle of azerbaijan is single undertaking", ["rule"]),
        ("stage:treaty", "'treaty' is negotiating", ["end"]),
        ("condition:minsk-group", "'minsk-group' is not on record", []),
        ("principle:armenia", "the principle of armenia is not on record", []),
    ],
)
def test_a_figure_rests_on_events(log: Log, figure: str, says: str, *, events: list[str]) -> None:
    """The figure in words, and the events behind it."""
    found = explain(replay(log), figure)

    assert says == found.says
    assert events == [part.event for part in found.because]


def test_a_standing_rests_on_the_principle_and_the_counts(log: Log) -> None:
    """Why nothing is settled for Baku."""
    found = explain(replay(log), "standing:azerbaijan")

    assert "0 of 16 articles settled for azerbaijan" == found.says
    assert "rule" in {part.event for part in found.because}


@pytest.mark.parametrize("part", ["", ":agreed_part"])
def test_a_gate_rests_on_its_blockers(log: Log, part: str) -> None:
    """A blocker is explained by the events that raised it."""
    found = explain(replay(log), f"gate:signature{part}")

    assert "the signature of treaty is shut" == found.says
    assert "condition constitution (azerbaijan)" in {blocker.says for blocker in found.because}


def test_an_event_rests_on_the_places_that_report_it(log: Log) -> None:
    """Each with its source, paragraph, words and chain; the tree can be printed."""
    assert (
        "'constitution' is raised\n"
        "  constitution: condition set 2024-06-06, by hajizade\n"
        "    june, paragraph 4, via TASS: “hinders”\n"
        "    june, paragraph 9"
    ) == str(explain(replay(log), "condition:constitution")).replace("Spokesman", "hajizade")
    told = str(explain(replay(log), "provision:preamble"))
    assert "start: provision agreed 2024-06-01, according to Armenia" in told
    assert "rule: principle invoked 2024-06-22, by Spokesman, inferred" in str(
        explain(replay(log), "principle:azerbaijan")
    )


def test_what_nobody_told_may_be_anything(log: Log) -> None:
    """A provision of which nothing was said rests on nothing by name."""
    assert "'borders' may have any status" == explain(replay(log), "provision:borders").says


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("agreed", "'agreed' is no figure; write one of count:…"),
        ("count:", "'count:' is no figure"),
        ("count:agreed:treaty:more", "is no figure"),
        ("count:cleared", "'cleared' is no status; there are pending"),
        ("provision:article-1", "'article-1' is no provision of this negotiation"),
        ("gate:opening", "'opening' is no step of an instrument"),
        ("gate:signing", "'signing' is no step of an instrument"),
    ],
)
def test_there_is_no_such_figure(log: Log, figure: str, words: str) -> None:
    """Misuse of the Python interface raises, and says what there is."""
    with pytest.raises(ValueError) as refused:
        explain(replay(log), figure)

    assert words in str(refused.value)
