"""Laws of the worlds that need no enumeration, on drawn negotiations."""

from __future__ import annotations

from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Bounds, CountStatus, Stated, StatedCount, Worlds, WorldsAnswer, sequences
from tests.profile import THOROUGH
from tests.worlds.drawn import Negotiation, negotiations

EXAMPLES: Final = 3_000 if THOROUGH else 20
COUNT_STATUSES: Final[tuple[CountStatus, ...]] = (*Status, "remaining")
LOOSE: Final = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)


def picture(answer: WorldsAnswer, negotiation: Negotiation) -> dict[str, object]:
    """Look at all that an answer says of a negotiation."""
    return {
        "of": answer.of,
        "unnamed": answer.unnamed,
        "ever": answer.ever_opened,
        "exact": answer.exact,
        "reopened": answer.reopened,
        **{str(status): answer.number(status) for status in COUNT_STATUSES},
        **{node.id: answer.possible(node.id) for node in negotiation.nodes},
    }


def worlds_of(negotiation: Negotiation) -> Worlds:
    possible = [statement for group in negotiation.possible_events for statement in group]
    return Worlds(negotiation.nodes, negotiation.statements, later=[*possible, *negotiation.claims])


@LOOSE
@given(negotiation=negotiations(), data=st.data())
def test_an_earlier_point_is_a_fresh_replay(negotiation: Negotiation, data: st.DataObject) -> None:
    """What is known after some statements does not depend on which points were asked about before."""
    number = data.draw(st.integers(0, len(negotiation.statements)))
    worlds = worlds_of(negotiation)
    worlds.after(len(negotiation.statements)).of  # noqa: B018 - it goes to the end

    again = picture(worlds.after(number), negotiation)

    assert again == picture(worlds_of(negotiation).after(number), negotiation)


@LOOSE
@given(negotiation=negotiations())
def test_a_status_and_a_number_agree_in_one_world(negotiation: Negotiation) -> None:
    """Live units are partitioned by status: the least numbers add up to no more than there are, the greatest to no less."""
    answer = worlds_of(negotiation).after(len(negotiation.statements))
    numbers = [answer.number(status) for status in LIVE]
    highs = [bounds.high for bounds in numbers]

    assert answer.of.high is None or sum(bounds.low for bounds in numbers) <= answer.of.high
    assert None in highs or sum(high or 0 for high in highs) >= answer.of.low
    assert answer.number("remaining").low <= answer.of.low


@LOOSE
@given(negotiation=negotiations())
def test_a_claim_and_its_number_agree(negotiation: Negotiation) -> None:
    """A claim of one number is refuted just when the number cannot be, and supported when it must be."""
    answer = worlds_of(negotiation).after(len(negotiation.statements), negotiation.possible_events)
    agreed = answer.number(Status.AGREED)

    assert answer.judge(StatedCount(numbers=((Status.AGREED, agreed),))) is True
    assert answer.judge(StatedCount(numbers=((Status.AGREED, Bounds(agreed.low, agreed.low)),))) in {
        True,
        None,
    }
    if agreed.high is not None:
        assert answer.judge(StatedCount(numbers=((Status.AGREED, Bounds.exactly(agreed.high + 1)),))) is False


@LOOSE
@given(negotiation=negotiations())
def test_what_is_said_again_is_supported(negotiation: Negotiation) -> None:
    """Law 8: a count that is laid where it fits is true, and widens no number of its day."""
    statements = [*negotiation.statements]
    before = worlds_of(negotiation).after(len(statements))
    for claim in negotiation.claims:
        after = Worlds(negotiation.nodes, [*statements, claim]).after(len(statements) + 1)
        new = after.findings[len(before.findings) :]
        fitted = before.judge(claim) is not False and not new
        if fitted and after.exact and not getattr(claim, "since", None):
            assert after.judge(claim) is not False
            assert all(after.number(status).within(before.number(status)) for status in COUNT_STATUSES)


@LOOSE
@given(negotiation=negotiations())
def test_the_closed_form_says_the_same(negotiation: Negotiation) -> None:
    """The common count is answered quickly as it is answered at length."""
    quick = picture(worlds_of(negotiation).after(len(negotiation.statements)), negotiation)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequences, "lay_plainly", lambda _state, _count: None)
        slow = picture(worlds_of(negotiation).after(len(negotiation.statements)), negotiation)

    assert slow == quick


@LOOSE
@given(negotiation=negotiations())
def test_a_statement_that_says_nothing_changes_nothing(negotiation: Negotiation) -> None:
    """Law 11."""
    end = len(negotiation.statements)
    nothing = (StatedCount(key="nothing"), Stated(key="nothing", statuses=()))
    before = worlds_of(negotiation).after(end)
    after = Worlds(negotiation.nodes, [*negotiation.statements, *nothing], negotiation.claims).after(end + 2)

    assert picture(before, negotiation) == picture(after, negotiation)


@LOOSE
@given(negotiation=negotiations())
def test_what_is_kept_of_a_day_is_what_its_state_says(negotiation: Negotiation) -> None:
    """Law 2: a node's status is the same from its history and from a replay to that day."""
    worlds = worlds_of(negotiation)
    for number in range(len(negotiation.statements), -1, -1):
        answer = worlds.after(number)
        slowly = attrs.evolve(answer, quickly=None)
        for node in negotiation.nodes:
            assert slowly.possible(node.id) == answer.possible(node.id)
