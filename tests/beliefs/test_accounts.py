"""Whose word about content is believed."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status
from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account, UnknownActorError
from peacetrack.log.log import Log
from peacetrack.model.ids import ActorId
from peacetrack.state.timeline import replay
from peacetrack.worlds import Bounds
from tests.build import CAST, log_with

ARMENIAN = "id: a, event: count_stated, by: pashinyan, agreed: 13, of: 16"
AZERBAIJANI = "id: b, event: count_stated, by: aliyev, agreed: {min: 10, max: 12}, of: 16"
ROUND = "id: c, event: count_stated, by: aliyev, agreed: {min: 12, max: 14}"


def agreed(log: Log, account: str | tuple[str, ...] | Account) -> tuple[Bounds, bool]:
    count = replay(log, account=account).count("treaty")
    return count.numerator, count.disputed


@pytest.mark.parametrize(
    "account", ["armenia, usa", ("armenia", "usa"), Account.of(("armenia", "usa", "armenia"))]
)
def test_an_account_can_be_written_in_several_ways(account: str | tuple[str, ...] | Account) -> None:
    """One text with commas, several names and the value itself all name the same account."""
    assert "armenia,usa" == str(Account.of(account))


@pytest.mark.parametrize("account", ["everyone", "", (), " , "])
def test_nobody_in_particular_is_everyone(account: str | tuple[str, ...]) -> None:
    """An account that names nobody believes everyone."""
    assert EVERYONE == Account.of(account)
    assert "everyone" == str(Account.of(account))


def test_an_account_is_of_the_cast() -> None:
    """Nobody outside the cast can be believed."""
    with pytest.raises(UnknownActorError) as refusal:
        replay(log_with(), account="pashinyan")

    assert (
        "'pashinyan' is no actor of this negotiation, but speaks for armenia; there are armenia, azerbaijan, georgia, usa, everyone "
        "and common_ground" == str(refusal.value)
    )


def test_each_actor_has_its_own_count() -> None:
    """One side's number never overwrites the other's."""
    log = log_with(ARMENIAN, AZERBAIJANI)

    assert (Bounds.exactly(13), False) == agreed(log, "armenia")
    assert (Bounds(10, 12), False) == agreed(log, "azerbaijan")


def test_words_that_agree_meet() -> None:
    """An account of several words answers what all of them allow."""
    assert (Bounds.exactly(13), False) == agreed(log_with(ARMENIAN, ROUND), "everyone")
    assert (Bounds.exactly(13), False) == agreed(log_with(ARMENIAN, ROUND), "armenia, azerbaijan")


def test_words_that_contradict_each_other_span() -> None:
    """Where the words allow nothing in common, all that any of them allows is answered and marked as disputed."""
    assert (Bounds(10, 13), True) == agreed(log_with(ARMENIAN, AZERBAIJANI), "everyone")


def test_a_third_word_does_not_heal_a_contradiction() -> None:
    """A word that fits both branches says nothing against either."""
    third = "event: count_stated, by: usa, agreed: {min: 1}"

    assert (Bounds(10, 13), True) == agreed(log_with(ARMENIAN, AZERBAIJANI, third), "everyone")


def test_who_says_nothing_changes_nothing() -> None:
    """A voice that says nothing of a subject changes no answer about it."""
    assert agreed(log_with(ARMENIAN), "armenia") == agreed(log_with(ARMENIAN), ("armenia", "usa"))
    assert agreed(log_with(ARMENIAN), "armenia") == agreed(log_with(ARMENIAN), "everyone")


def test_an_actor_who_says_nothing_knows_what_is_on_record() -> None:
    """The account of a silent actor holds what rests on sources alone and nobody's word."""
    log = log_with(ARMENIAN, "event: provision_opened, provision: borders")

    assert Bounds(0, None) == replay(log, account="usa").count("treaty").numerator
    assert frozenset({Status.OPEN}) == replay(log, account="usa").possible("borders")
    assert replay(log, account="usa").possible("borders") == replay(log, account=ON_RECORD).possible(
        "borders"
    )


def test_a_joint_word_is_nobodys() -> None:
    """What all negotiating parties say together is on record in every account."""
    joint = "event: count_stated, by: [pashinyan, aliyev], agreed: 15, of: 17"

    assert (Bounds.exactly(15), False) == agreed(log_with(joint), ON_RECORD)
    assert (Bounds.exactly(15), False) == agreed(log_with(joint), "usa")


def test_the_only_party_is_all() -> None:
    """One collective party is all: what it alone says is on record."""
    cast = CAST.replace("azerbaijan: {name: Azerbaijan, role: negotiating_party}", "azerbaijan: {role: host}")

    assert Bounds.exactly(13) == agreed(log_with(ARMENIAN, cast=cast), ON_RECORD)[0]


def test_a_status_is_believed_of_the_one_who_says_it() -> None:
    """An agreement that one side reports is agreed in its account, and unknown in the other's."""
    log = log_with("event: provision_agreed, provision: borders, according_to: armenia")

    assert frozenset({Status.AGREED}) == replay(log, account="armenia").possible("borders")
    assert LIVE == replay(log, account="azerbaijan").possible("borders")
    assert frozenset({Status.AGREED}) == replay(log).possible("borders")


def test_disputed_statuses_span() -> None:
    """Of a provision that is agreed for one and set aside for another it is told that the words contradict each other."""
    log = log_with(
        "event: provision_agreed, provision: borders, by: armenia",
        "event: provision_deferred, provision: borders, by: azerbaijan",
    )
    fact = replay(log)[PROVISIONS]["borders"]

    assert (frozenset({Status.AGREED, Status.DEFERRED}), True) == (fact.possible, fact.disputed)
    assert frozenset({Status.DEFERRED}) == replay(log, account="azerbaijan")[PROVISIONS]["borders"].possible
    assert not replay(log, account="azerbaijan")[PROVISIONS]["borders"].disputed


def test_an_objection_by_name_is_in_every_account() -> None:
    """What one side calls agreed and another objects to by name is contested, whoever is believed."""
    log = log_with(
        "event: provision_agreed, provision: borders, according_to: armenia",
        "event: provision_contested, provision: borders, by: azerbaijan, according_to: azerbaijan",
    )
    facts = [
        replay(log, account=account)[PROVISIONS]["borders"] for account in ("everyone", "armenia", "usa")
    ]

    assert [(frozenset({Status.CONTESTED}), False)] * 3 == [(fact.possible, fact.disputed) for fact in facts]


def test_what_was_said_holds_in_every_account() -> None:
    """That a demand was made holds also for those who do not believe its author about anything."""
    log = log_with("id: c, event: condition_set, by: azerbaijan, of: armenia, what: x")
    facts = [replay(log, account=account) for account in ("armenia", "azerbaijan", "usa", "everyone")]

    assert {"c"} == {event.id for state in facts for event in state.events}


def test_whose_word_an_account_believes() -> None:
    """Everyone believes all, several believe each other, and what is on record is nobody's word."""
    armenia, usa = ActorId("armenia"), ActorId("usa")

    assert [True, True] == [EVERYONE.believes(actor) for actor in (armenia, usa)]
    assert [True, False] == [Account.of("armenia, azerbaijan").believes(actor) for actor in (armenia, usa)]
    assert [False, False] == [ON_RECORD.believes(actor) for actor in (armenia, usa)]
