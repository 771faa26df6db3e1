"""What each party's own principle of closure makes of the same facts."""

from __future__ import annotations

import pytest

from peacetrack.aspects.principles import Principle
from peacetrack.log.log import Log
from peacetrack.questions.standing import Standing, principles_held, remaining, standing
from peacetrack.state.timeline import replay
from peacetrack.worlds import Bounds
from tests.build import PACKAGE, log_with

COUNT = "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16, date: 2024-06-01"
ALL = "event: count_stated, by: [armenia, azerbaijan], agreed: 16, of: 16, date: 2024-08-01"
PARTLY = "event: count_stated, by: [armenia, azerbaijan], agreed: 12, partly_agreed: 4, of: 16"


def invoked(principle: str, *, date: str = "2024-06-02", more: str = "") -> str:
    return f"event: principle_invoked, by: hajizade, principle: {principle}, date: {date}{more}"


def of_azerbaijan(log: Log, as_of: str | None = None) -> Standing:
    return standing(replay(log, as_of=as_of), "azerbaijan")


def test_one_log_gives_each_party_its_own_number() -> None:
    """Of the same thirteen articles one party has thirteen and the other none."""
    log = log_with(
        COUNT,
        invoked("single_undertaking"),
        "event: principle_invoked, by: pashinyan, principle: interim_agreement",
    )

    assert "0 of 16 articles settled for azerbaijan" == str(standing(replay(log), "azerbaijan"))
    assert "13 of 16 articles settled for armenia" == str(
        standing(replay(log), "armenia", instrument="treaty")
    )


@pytest.mark.parametrize("principle", ["early_harvest", "interim_agreement", "partial_agreements"])
def test_agreed_units_are_settled(principle: str) -> None:
    """Under every principle but the single undertaking what is agreed counts, and what is partly agreed does not."""
    assert Bounds.exactly(12) == of_azerbaijan(log_with(PARTLY, invoked(principle))).settled


def test_nothing_is_agreed_until_everything_is() -> None:
    """Under a single undertaking all units are settled together, when nothing remains."""
    log = log_with(COUNT, invoked("single_undertaking"), ALL)

    assert Bounds.exactly(0) == of_azerbaijan(log, "2024-07-31").settled
    assert Bounds.exactly(16) == of_azerbaijan(log).settled


def test_a_single_undertaking_is_over_every_live_provision() -> None:
    """A preamble that is in no count still holds the whole back, as long as it is not agreed."""
    held = invoked("single_undertaking")

    assert (
        Bounds.exactly(0)
        == of_azerbaijan(log_with(ALL, held, "event: provision_contested, provision: preamble")).settled
    )
    assert (
        Bounds.exactly(16)
        == of_azerbaijan(log_with(ALL, held, "event: provision_agreed, provision: preamble")).settled
    )


def test_what_may_be_agreed_may_settle_the_whole() -> None:
    """While the last articles may be agreed or not, the whole is settled or nothing is."""
    log = log_with(invoked("single_undertaking"), COUNT, ALL.replace("2024-08-01", "2024-08"))

    assert Bounds(0, 16) == of_azerbaijan(log, "2024-08-15").settled


def test_without_a_known_principle_only_bounds_are_told() -> None:
    """Of a party that stated no principle it is not known whether anything counts."""
    found = of_azerbaijan(log_with(COUNT))

    assert Bounds(0, 13) == found.settled
    assert [None] == [one.principle for one in found.held]
    assert not found.held[0].is_inferred


def test_without_a_denominator_it_is_told_so() -> None:
    """Where nobody stated how many there are, that is said."""
    assert "at least 0 of an unknown number of articles settled for armenia" == str(
        standing(replay(log_with()), "armenia")
    )


def test_a_principle_may_be_dropped_or_replaced() -> None:
    """The last principle that a party took up is the one it holds; a dropped one leaves none known."""
    dropped = "event: principle_dropped, by: azerbaijan, date: 2024-06-04"
    log = log_with(invoked("early_harvest"), invoked("single_undertaking", date="2024-06-03"), dropped)

    def held(day: str) -> list[Principle | None]:
        return [one.principle for one in principles_held(replay(log, as_of=day), "azerbaijan", "treaty")]

    assert [None] == held("2024-06-01")
    assert [Principle.EARLY_HARVEST] == held("2024-06-02")
    assert [Principle.SINGLE_UNDERTAKING] == held("2024-06-03")
    assert [None] == held("2024-06-04")


def test_a_principle_that_may_be_held_spans() -> None:
    """While a party may have taken up another principle, its number is one or the other."""
    log = log_with(COUNT, invoked("early_harvest"), invoked("single_undertaking", date="2024-07"))

    assert Bounds(0, 13) == of_azerbaijan(log, "2024-07-15").settled


def test_an_inferred_principle_is_marked() -> None:
    """A principle that nobody stated in so many words is known as an inference."""
    (held,) = of_azerbaijan(log_with(COUNT, invoked("interim_agreement", more=", inferred: true"))).held

    assert held.is_inferred


def test_a_standing_rests_on_the_principle_and_the_counts() -> None:
    """Behind a standing are the statement of the principle and the events behind the number."""
    found = of_azerbaijan(log_with(COUNT, invoked("early_harvest", more=", id: held")))

    assert ("held", "n") == found.because


def test_a_disputed_number_gives_a_disputed_standing() -> None:
    """Where the sides contradict each other about the number, they do about what is settled."""
    log = log_with(
        "event: count_stated, by: armenia, agreed: 13, of: 16",
        "event: count_stated, by: aliyev, agreed: 10, of: 16",
    )

    assert standing(replay(log), "armenia").disputed
    assert not standing(replay(log, account="armenia"), "armenia").disputed


EXEMPT = (
    "event: principle_invoked, by: farc, instrument: accord, principle: single_undertaking, except: ceasefire"
)
POINTS = "event: count_stated, by: [farc, government], instrument: accord, of: 3, agreed: [ceasefire"


def settled(*events: str, as_of: str | None = None) -> Bounds:
    return standing(
        replay(log_with(EXEMPT, *events, cast=PACKAGE), as_of=as_of), "farc", instrument="accord"
    ).settled


def test_an_exempt_part_is_settled_by_itself() -> None:
    """What is excepted from a single undertaking counts as soon as it is agreed, the rest only together."""
    assert Bounds.exactly(1) == settled(f"{POINTS}, land], open: rest")
    assert Bounds.exactly(3) == settled(f"{POINTS}, land, victims]")


def test_an_exempt_part_does_not_hold_the_rest_back() -> None:
    """When only the excepted part remains, all others are settled."""
    log = "event: count_stated, by: [farc, government], instrument: accord, of: 3, agreed: [land, victims], open: rest"
    named = "event: provision_contested, provision: ceasefire, date: 2024-01-01"

    assert Bounds.exactly(2) == settled(named, f"{log}, date: 2024-02-01")


def test_a_withdrawn_exempt_part_is_in_no_number() -> None:
    """An excepted part that left the package does not take one of the others with it."""
    count = "event: count_stated, by: [farc, government], instrument: accord, of: 2, date: 2024-02-01"
    gone = "event: provision_withdrawn, provision: land, date: 2024-01-01"
    held = EXEMPT.replace("ceasefire", "land")

    def of_farc(numbers: str) -> Bounds:
        log = log_with(held, gone, f"{count}, {numbers}", cast=PACKAGE)
        return standing(replay(log), "farc", instrument="accord").settled

    assert Bounds.exactly(2) == of_farc("agreed: 2")
    assert Bounds.exactly(0) == of_farc("agreed: 1")


def test_an_exempt_part_outside_the_units_is_left_out() -> None:
    """A preamble that is excepted holds nothing back, and is in no number either."""
    held = invoked("single_undertaking", more=", except: preamble")

    assert (
        Bounds.exactly(16)
        == of_azerbaijan(log_with(ALL, held, "event: provision_contested, provision: preamble")).settled
    )


def test_what_remains_is_what_is_live_and_not_agreed() -> None:
    """Units and other provisions remain until they are agreed or withdrawn; of others only those that were named."""
    state = replay(
        log_with(COUNT, "event: provision_opened, provision: preamble, date: 2024-07-01", ALL),
        as_of="2024-07-02",
    )

    assert Bounds.exactly(4) == remaining(state, state.log.cast.instruments["treaty"].id)  # type: ignore[index]


def test_what_may_have_been_taken_up_may_remain() -> None:
    """A preamble that may have been contested by then may remain besides the articles."""
    state = replay(
        log_with(COUNT, "event: provision_contested, provision: preamble, date: 2024-07"), as_of="2024-07-02"
    )

    assert Bounds(3, 4) == remaining(state, state.log.cast.instruments["treaty"].id)  # type: ignore[index]


def test_the_instrument_may_be_left_out_where_there_is_one() -> None:
    """Where there are two texts, or none of that name, it has to be said which one is meant."""
    with pytest.raises(ValueError, match="no instrument was named; there are accord, ceasefire"):
        standing(replay(log_with(cast=PACKAGE)), "farc")
    with pytest.raises(ValueError, match="'pact' is no instrument of this negotiation; there are treaty"):
        standing(replay(log_with()), "armenia", instrument="pact")


def test_only_an_actor_has_a_standing() -> None:
    """A voice speaks for an actor and has no standing of its own."""
    with pytest.raises(
        ValueError, match="'aliyev' is no actor of this negotiation; there are armenia, azerbaijan"
    ):
        standing(replay(log_with()), "aliyev")
