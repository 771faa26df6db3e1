"""What was decided of proposals."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.proposals import (
    PROPOSALS,
    ProposalAccepted,
    ProposalMade,
    ProposalRejected,
    ProposalRenewed,
    ProposalUnanswered,
    ProposalWithdrawn,
    Status,
)
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, SpeakerId
from peacetrack.state.histories import Statuses
from peacetrack.state.replay import Replay
from tests.aspects.stories import (
    ARMENIA,
    AZERBAIJAN,
    CAST,
    GEORGIA,
    MIRZOYAN,
    PACT,
    decisions,
    history_of,
    now,
    replayed,
    written,
)

DECIDED: Final = """
                     made       accepted  rejected   withdrawn  lapsed     closed
proposal_made        made       .         .          .          .          .
draft_sent           made       .         .          .          .          .
proposal_renewed     made       .         made       made       made       .
proposal_rejected    rejected   rejected  rejected   .          rejected   .
proposal_accepted    accepted   accepted  accepted   .          accepted   .
proposal_withdrawn   withdrawn  .         withdrawn  withdrawn  withdrawn  .
proposal_unanswered  lapsed     .         .          .          lapsed     .
proposal_closed      closed     closed    closed     closed     closed     closed
"""

GUARDS: Final = {
    "proposal_renewed": {"by its maker"},
    "proposal_rejected": {"by somebody else"},
    "proposal_accepted": {"by somebody else"},
    "proposal_withdrawn": {"by its maker"},
}

OFFER: Final = ProposalMade(
    id=EventId(PACT), by=(MIRZOYAN,), offer="sign what is agreed", for_day=ImpreciseDate.parse("2024-09-30")
)
FOR_NO_DAY: Final = attrs.evolve(OFFER, for_day=None)
BY_NOBODY: Final = attrs.evolve(OFFER, by=())


def unanswered(day: str | None) -> Event:
    date = ImpreciseDate.parse(day) if day else None
    return ProposalUnanswered(id=EventId("unanswered"), proposal=PACT, date=date)


def renewed(*by: SpeakerId, for_day: str | None = None) -> Event:
    date = ImpreciseDate.parse(for_day) if for_day else None
    return ProposalRenewed(id=EventId("renewed"), proposal=PACT, by=by, for_day=date)


def rejected(*by: SpeakerId) -> Event:
    return ProposalRejected(id=EventId("rejected"), proposal=PACT, by=by)


def accepted(*by: SpeakerId) -> Event:
    return ProposalAccepted(id=EventId("accepted"), proposal=PACT, by=by)


def withdrawn(*by: SpeakerId) -> Event:
    return ProposalWithdrawn(id=EventId("withdrawn"), proposal=PACT, by=by)


def status(replay: Replay) -> Statuses:
    return now(history_of(replay, PROPOSALS))


def test_the_table_of_proposals_is_what_was_decided() -> None:
    """A renewal puts an offer back, unless it was accepted; what was taken back is only renewed."""
    assert written(DECIDED) == decisions(PROPOSALS)


def test_the_guards_of_proposals_are_what_was_decided() -> None:
    """Its maker renews and takes back an offer, somebody else answers it."""
    guards: dict[str, set[str]] = {}
    for _, kind, row in PROPOSALS.table:
        if row.when is not None:
            guards.setdefault(kind.kind, set()).add(row.when.name)

    assert GUARDS == guards


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (renewed(AZERBAIJAN), "PT205 Azerbaijan cannot renew the proposal 'pact': Armenia made it."),
        (withdrawn(GEORGIA), "PT205 Georgia cannot withdraw the proposal 'pact': Armenia made it."),
        (rejected(ARMENIA), "PT206 Armenia cannot reject the proposal 'pact': Armenia made it."),
        (accepted(MIRZOYAN), "PT206 Armenia cannot accept the proposal 'pact': Armenia made it."),
    ],
    ids=lambda value: value.kind if isinstance(value, Event) else "",
)
def test_an_offer_is_its_makers_and_its_answer_is_not(event: Event, text: str) -> None:
    """Who may not is named, with the one who made the offer."""
    (refusal,) = replayed(OFFER, event).refusals

    assert refusal.guard is not None
    assert text == f"{refusal.guard.code} {refusal.guard.refusal(event, refusal.earlier, CAST)}"


def test_an_offer_of_nobody_in_particular_may_be_answered_and_renewed_by_anybody() -> None:
    """No report says who made it."""
    assert {Status.REJECTED} == status(replayed(BY_NOBODY, rejected(ARMENIA)))
    assert {Status.MADE} == status(replayed(BY_NOBODY, rejected(ARMENIA), renewed(AZERBAIJAN)))


def test_an_acceptance_in_which_the_maker_joins_is_one() -> None:
    """A joint statement of maker and addressee accepts the offer."""
    assert {Status.ACCEPTED} == status(replayed(OFFER, accepted(ARMENIA, AZERBAIJAN)))


@pytest.mark.parametrize("day", ["2024-09-29", "2024-09-30", "2024-09", "2024-09-30/2024-10-02", None])
def test_silence_before_the_day_of_an_offer_is_no_answer(day: str | None) -> None:
    """Until the day has certainly passed, the offer stays on the table; the statement is evidence."""
    replay = replayed(OFFER, unanswered(day))

    assert {Status.MADE} == status(replay)
    assert [0, 1] == history_of(replay, PROPOSALS).positions.tolist()


@pytest.mark.parametrize("day", ["2024-10-01", "2024-10", "2025"])
def test_silence_after_the_day_of_an_offer_lets_it_lapse(day: str) -> None:
    """The day for which it was made has certainly passed."""
    assert {Status.LAPSED} == status(replayed(OFFER, unanswered(day)))


def test_an_offer_for_no_day_does_not_lapse() -> None:
    """Silence alone ends nothing."""
    assert {Status.MADE} == status(replayed(FOR_NO_DAY, unanswered("2030")))


def test_an_answer_after_an_offer_has_lapsed_is_still_an_answer() -> None:
    """A late acceptance accepts."""
    assert {Status.ACCEPTED} == status(replayed(OFFER, unanswered("2024-10-01"), accepted(AZERBAIJAN)))


def test_a_renewed_offer_that_lapsed_lapses_again_by_silence() -> None:
    """The day for which it was made has passed, and the renewal names no other."""
    replay = replayed(OFFER, unanswered("2024-10-01"), renewed(ARMENIA), unanswered("2024-10-09"))

    assert {Status.LAPSED} == status(replay)


def test_an_offer_renewed_for_a_later_day_has_not_lapsed_before_it() -> None:
    """Made for the end of September, renewed for the end of October: silence in early October is no answer."""
    replay = replayed(OFFER, renewed(ARMENIA, for_day="2024-10-31"), unanswered("2024-10-02"))

    assert {Status.MADE} == status(replay)


def test_an_answer_that_was_published_before_its_offer_is_an_answer() -> None:
    """Who made the offer is not known yet, so that nobody can be refused as its maker."""
    replay = replayed(rejected(AZERBAIJAN), refused=frozenset())

    assert {Status.REJECTED} == status(replay)
    assert [] == replay.gaps
