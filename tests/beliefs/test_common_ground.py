"""What is common ground, and accounts of a reader's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.beliefs.accounts import COMMON_GROUND, ON_RECORD, Account, speakers_of
from peacetrack.model.ids import ActorId
from peacetrack.state.timeline import State, replay
from peacetrack.worlds import Bounds
from peacetrack.yaml.files.loader import load
from tests.build import article, log_of, log_with

TREATY = Path("fixtures/armenia-azerbaijan")
OURS = "id: a, event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-06-01"
THEIRS = "id: b, event: count_stated, by: aliyev, agreed: {min: 10, max: 12}, of: 16, date: 2024-06-01"


def on_the_day_of_the_offer(account: str) -> State:
    return replay(load(TREATY), as_of="2024-09-17", account=account)


def test_no_number_of_articles_is_common_ground() -> None:
    """On 17 September 2024 the two sides had no number of agreed articles in common."""
    count = on_the_day_of_the_offer("common_ground").count("treaty")

    assert (Bounds(0, None), Bounds(0, None)) == (count.numerator, count.denominator)


@pytest.mark.parametrize("actor", ["armenia", "azerbaijan"])
def test_both_sides_say_that_the_text_is_not_closed(actor: str) -> None:
    """On 17 September 2024 each side said that something remained to be agreed."""
    assert on_the_day_of_the_offer(actor).count("treaty", "remaining").numerator.low >= 1


def test_common_ground_is_an_account_by_its_name() -> None:
    """Common ground is asked for as any account is, and believes no side's word in particular."""
    assert ON_RECORD == Account.of("common_ground") == Account.of(" common_ground ")
    assert COMMON_GROUND == Account.of("common_ground").speaker
    assert not ON_RECORD.believes(ActorId("armenia"))


def test_common_ground_is_what_rests_on_sources_or_on_all_parties() -> None:
    """What nobody in particular says, what all say, and what all confirm is common ground; one side's word is not."""
    unattributed = "event: provision_opened, provision: borders"
    joint = "event: provision_opened, provision: transit, according_to: [armenia, azerbaijan]"
    confirmed = "id: o, event: provision_opened, provision: courts, according_to: armenia"
    log = log_with(unattributed, joint, confirmed, "event: confirmed, of: o, by: azerbaijan")
    lone = replay(log_with(confirmed, "event: confirmed, of: o, by: usa"), account="common_ground")

    assert [frozenset({Status.OPEN})] * 3 == [
        replay(log, account="common_ground").possible(name) for name in ("borders", "transit", "courts")
    ]
    assert LIVE == lone.possible("courts")


def test_a_demand_is_common_ground_as_something_said() -> None:
    """That a demand was made holds in every account; that it was met is content, and one side's word."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x",
        "event: condition_met, condition: c, according_to: armenia",
    )

    assert frozenset({"raised"}) == replay(log, account="common_ground")[CONDITIONS]["c"].possible


def test_a_predicate_is_an_account() -> None:
    """A reader may choose which events to believe; what is chosen is one word, whoever said it."""
    log = log_with(OURS, THEIRS)
    first = replay(log, account=lambda event: event.id == "a")
    neither = replay(log, account=lambda event: not event.by)

    assert (Bounds.exactly(13), False) == (first.count("treaty").numerator, first.count("treaty").disputed)
    assert Bounds(0, None) == neither.count("treaty").numerator
    assert ["a"] == [event.id for event in first.events]
    assert "chosen" == str(first.account)


def test_a_chosen_word_is_not_disputed() -> None:
    """Whoever chooses what was denied believes it: the denial is one of those who are not asked."""
    log = log_with(OURS, "event: denied, of: a, by: azerbaijan")
    state = replay(log, account=anything)

    assert (Bounds.exactly(13), False) == (state.count("treaty").numerator, state.count("treaty").disputed)


def test_one_word_of_two_sides_opens_an_epoch() -> None:
    """Whoever takes two contradicting counts for one word is told that something must have moved."""
    state = replay(log_with(OURS, THEIRS), account=anything)

    assert Bounds(10, 12) == state.count("treaty").numerator
    assert "unreported-change" in {finding.code for finding in state.findings}


def test_a_chosen_account_knows_what_is_refused() -> None:
    """Whether the tables allow an event is decided once, on the whole log, whatever a reader chooses."""
    log = log_with(
        "id: o, event: proposal_made, by: armenia, offer: x, date: 2024-01-01",
        "id: no, event: proposal_accepted, proposal: o, by: armenia, date: 2024-01-02",
    )
    state = replay(log, account=lambda event: event.id in ("o", "no"))

    assert frozenset({"no"}) == state.timeline.refused
    assert state.timeline.chosen is not None


def anything(event: Event) -> bool:
    return bool(event.id)


def from_the_first(event: Event) -> bool:
    return event.source == "x"


def test_a_predicate_may_choose_sources() -> None:
    """A reader may believe one document alone, and ask both clocks of it."""
    log = log_of(article("x", "2024-07-01", OURS), article("y", "2024-07-02", THEIRS))

    assert Bounds.exactly(13) == replay(log, account=from_the_first).count("treaty").numerator
    assert (
        Bounds(0, None)
        == replay(log, account=from_the_first, known_by="2024-06-30").count("treaty").numerator
    )


def test_who_is_heard_when_all_deny_each_other() -> None:
    """Words are those who speak and deny nothing that is heard; failing them, one of the deniers, and the others against it."""
    a, b, c = map(ActorId, "abc")
    everyone, two = Account(), Account((b, c))

    assert ((a, c), (b,)) == speakers_of(everyone, (a, b, c), [((a,), frozenset({b}))])
    assert ((b, c), ()) == speakers_of(two, (a, b, c), [((a,), frozenset({b}))])
    assert ((), (b,)) == speakers_of(everyone, (b,), [((), frozenset({b}))])
    assert ((b,), (a,)) == speakers_of(everyone, (a, b), [((a,), frozenset({b})), ((b,), frozenset({a}))])
    assert ((), ()) == speakers_of(everyone, (), [])
