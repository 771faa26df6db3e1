"""A text without a unit has no counts; its provisions have their statuses all the same."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.checks.claims import check
from peacetrack.log.claim import Verdict
from peacetrack.log.log import Log
from peacetrack.model.ids import ProvisionId
from peacetrack.questions.standing import standing
from peacetrack.report.text import status_lines
from peacetrack.state.timeline import replay
from tests.build import CAST as TREATY
from tests.build import asked, log_with
from tests.report.reading import last_day

CAST: Final = """
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments:
  charter: {provisions: {hostages: {kind: clause}, borders: {kind: clause}}}
  annex: {part_of: charter, unit: page}
"""
AGREED: Final = "event: provision_agreed, provision: hostages"
COUNTED: Final = "event: count_stated, instrument: charter, agreed: 0, of: 2"


def log(*claims: str) -> Log:
    return log_with(AGREED, COUNTED, claims=claims, cast=CAST)


@pytest.mark.parametrize(
    "says",
    [
        "count: {instrument: charter, agreed: 1}",
        "count: {instrument: charter, agreed: 0, of: 2}",
        "standing: {instrument: charter, party: north, settled: 1}",
        "ever: {instrument: charter, opened: 1}",
    ],
)
def test_a_claim_about_its_counts_cannot_be_told(says: str) -> None:
    """Neither the record nor the claim says what would be counted; nothing differs, for nothing is there."""
    (result,) = check(log(f"says: {{{says}}}"))

    assert (Verdict.NOT_ENOUGH_INFO, "'charter' has no unit, so nothing of it is counted", "") == (
        result.verdict,
        result.replayed,
        result.difference,
    )


def test_a_count_of_no_unit_says_nothing_of_what_is_in_the_text() -> None:
    """That none of two is agreed is not said of a clause."""
    state = replay(log())

    assert frozenset({Status.AGREED}) == state[PROVISIONS]["hostages"].possible
    assert "nothing is counted" == str(state.count("charter"))
    assert "nothing is counted for north" == str(standing(state, "north", instrument="charter"))


def test_a_text_that_is_part_of_it_is_no_unit() -> None:
    """A charter that has no unit has none that is an annex."""
    cast = log().cast

    assert {} == cast.units
    assert "text" == cast.provision(ProvisionId("annex")).kind


def test_it_is_shown_without_numbers() -> None:
    """In the text and on the page, with what is known of its provisions."""
    lines = [line.text for line in status_lines(replay(log()))]
    page = last_day(log())

    assert [
        "  nothing is counted",
        "  hostages (clause): agreed: on record, on a day that nobody told",
    ] == lines[lines.index("charter: negotiating") + 1 :][:2]
    assert not any("How many" in str(unknown) and "charter" in str(unknown) for unknown in page.unknown)


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("count: {agreed: 14, of: 17, including: [preamble]}", "14 of 17 articles agreed, with preamble"),
        ("count: {agreed: 13, excluding: [borders, courts]}", "13 articles agreed, without borders, courts"),
        (
            "count: {agreed: 13, including: preamble, excluding: borders, of: 16}",
            "13 of 16 articles agreed, with preamble, without borders",
        ),
    ],
)
def test_a_claim_says_its_scope_in_its_words(says: str, text: str) -> None:
    """The same number of something else is another claim."""
    assert text == asked(says).said


def test_a_failed_claim_about_a_thousand_articles_is_a_screen() -> None:
    """A few are named, and how many more there are is said; `explain` names all."""
    names = [f"a-{number}" for number in range(1000)]
    nodes = "".join(f"\n      {name}: {{kind: article}}" for name in names)
    cast = TREATY.replace("      preamble: {kind: preamble}", f"      preamble: {{kind: preamble}}{nodes}")
    agreed = f"event: provision_agreed, provision: [{', '.join(names[:500])}]"
    (result,) = check(
        log_with(agreed, claims=[f"says: {{count: {{agreed: [{', '.join(names)}]}}}}"], cast=cast)
    )
    fewer = asked("count: {agreed: 3}", agreed, cast=cast)

    assert "a-0, a-1, a-2, a-3, a-4, a-5 and 994 more articles agreed" == result.said
    assert (
        "at least 497 more agreed than said; agreed by name: a-0, a-1, a-2, a-3, a-4, a-5 and 494 more"
        == fewer.difference
    )
