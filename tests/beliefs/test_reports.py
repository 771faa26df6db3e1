"""What is believed: reports that are denied, confirmed, corrected or taken back."""

from __future__ import annotations

import pytest

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status
from peacetrack.beliefs.accounts import ON_RECORD
from peacetrack.beliefs.reports import references
from peacetrack.checks.claims import check
from peacetrack.log.claim import Support, Verdict
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId
from peacetrack.state.timeline import replay
from peacetrack.worlds import Bounds
from tests.build import article, log_of, log_with
from tests.testing.truces import PlaceId, TruceDeclared, TruceId, TruceViolated

AGREED = "id: a, event: provision_agreed, provision: borders, date: 2024-06-01"
COUNT = "id: n, event: count_stated, agreed: 13, of: 16, date: 2024-06-01"
DENIED = "id: d, event: denied, of: {}, by: azerbaijan, date: 2024-06-02"
IS_AGREED, ANYTHING = frozenset({Status.AGREED}), LIVE


def status(log: Log, account: str = "everyone") -> tuple[frozenset[Status], bool]:
    fact = replay(log, account=account)[PROVISIONS]["borders"]
    return fact.possible, fact.disputed


def agreed(log: Log, account: str = "everyone", **clock: str) -> tuple[Bounds, bool]:
    count = replay(log, account=account, **clock).count("treaty")
    return count.numerator, count.disputed


@pytest.mark.parametrize("name", ["", ", according_to: armenia", ", according_to: azerbaijan"])
def test_a_denial_takes_an_event_out_of_the_deniers_account(name: str) -> None:
    """The denier's account and common ground lack what was denied; for everyone the answer widens to both."""
    log = log_with(AGREED + name, DENIED.format("a"))

    assert (ANYTHING, False) == status(log, "azerbaijan")
    assert (ANYTHING, False) == status(log, "common_ground")
    assert (ANYTHING, True) == status(log, "everyone")
    assert (IS_AGREED, False) == status(log, "armenia")


@pytest.mark.parametrize("name", ["", ", by: armenia", ", by: azerbaijan"])
def test_a_number_that_is_denied(name: str) -> None:
    """The denier's account and common ground lack a number that was denied; for everyone the answer widens to both."""
    log = log_with(COUNT + name, DENIED.format("n"))

    assert (Bounds(0, None), False) == agreed(log, "azerbaijan")
    assert (Bounds(0, None), False) == agreed(log, "common_ground")
    assert (Bounds(0, None), True) == agreed(log, "everyone")
    assert (Bounds.exactly(13), False) == agreed(log, "armenia")


def test_a_denial_in_favour_of_another_number_spans_both() -> None:
    """Whoever denies a number and gives another leaves everyone with both and all between."""
    log = log_with(
        COUNT + ", by: armenia", DENIED.format("n"), "event: count_stated, by: aliyev, agreed: 10, of: 16"
    )

    assert (Bounds(10, 13), True) == agreed(log)
    assert (Bounds.exactly(10), False) == agreed(log, "azerbaijan")


def test_who_deny_each_other_are_both_heard() -> None:
    """Where each side denies what the other says, everyone is left with both."""
    numbers = log_with(
        COUNT + ", by: armenia",
        "id: m, event: count_stated, by: aliyev, agreed: 10, of: 16, date: 2024-06-01",
        *("event: denied, of: n, by: azerbaijan", "event: denied, of: m, by: armenia"),
    )
    statuses = log_with(
        AGREED + ", according_to: armenia",
        "id: c, event: provision_contested, provision: borders, by: azerbaijan, according_to: azerbaijan",
        *("event: denied, of: a, by: azerbaijan", "event: denied, of: c, by: armenia"),
    )

    assert (Bounds(10, 13), True) == agreed(numbers)
    assert (Bounds.exactly(13), False) == agreed(numbers, "armenia")
    assert (frozenset({Status.AGREED, Status.CONTESTED}), True) == status(statuses)
    assert (frozenset({Status.CONTESTED}), False) == status(statuses, "azerbaijan")


def test_a_denial_of_what_an_account_does_not_hear_changes_nothing() -> None:
    """Who believes only the denier and a third learns nothing from the denial: what was denied is nobody's word there."""
    log = log_with(
        COUNT + ", by: armenia", DENIED.format("n"), "event: count_stated, by: aliyev, agreed: 10, of: 16"
    )

    assert (Bounds.exactly(10), False) == agreed(log, "azerbaijan,usa")


def test_a_joint_statement_that_one_side_denies_is_the_others_word() -> None:
    """What was told as said by both, and is denied by one, is the word of the other."""
    log = log_with(COUNT + ", by: [armenia, azerbaijan]", DENIED.format("n"))

    assert (Bounds.exactly(13), False) == agreed(log, "armenia")
    assert (Bounds(0, None), False) == agreed(log, "azerbaijan")
    assert (Bounds(0, None), False) == agreed(log, "common_ground")


def test_a_denied_claim_is_disputed() -> None:
    """Of what somebody denies no verdict can be given, and its support is disputed."""
    log = log_with(
        COUNT + ", by: armenia",
        DENIED.format("n"),
        claims=["by: armenia, says: {count: {agreed: 13, of: 16}}"],
    )
    (result,) = check(log)

    assert (Verdict.NOT_ENOUGH_INFO, Support.DISPUTED) == (result.verdict, result.support)


@pytest.mark.parametrize(
    ("account", "verdict", "support"),
    [
        ("everyone", Verdict.NOT_ENOUGH_INFO, Support.DISPUTED),
        ("armenia", Verdict.SUPPORTED, Support.ONE_SIDE),
        ("azerbaijan", Verdict.NOT_ENOUGH_INFO, None),
        ("common_ground", Verdict.NOT_ENOUGH_INFO, None),
    ],
)
def test_a_readout_that_is_denied(account: str, verdict: Verdict, support: Support | None) -> None:
    """What a readout is reported to mention is disputed for everyone once its own side denies it."""
    log = log_with(
        "id: k, event: contact_held, kind: call, date: 2024-05-01",
        "id: r, event: readout_issued, contact: k, by: azerbaijan, topics: [minsk-group], date: 2024-05-02",
        DENIED.format("r"),
        claims=["says: {readout: {contact: k, by: azerbaijan, mentions: [minsk-group]}}"],
    )
    (result,) = check(log, account=account)

    assert (verdict, support) == (result.verdict, result.support)


def test_a_denial_by_nobody_denies_nothing() -> None:
    """A denial has to be somebody's."""
    assert (IS_AGREED, False) == status(log_with(AGREED, "event: denied, of: a"), "common_ground")


def test_silence_denies_nothing() -> None:
    """What one side says and the other passes over stands undisputed, as does what no second document mentions."""
    log = log_of(
        article("x", "2024-07-01", AGREED),
        article("y", "2024-07-02", "event: talks_suspended, date: 2024-07-01"),
    )

    assert {(IS_AGREED, False)} == {
        status(log, account) for account in ("everyone", "common_ground", "armenia", "azerbaijan", "usa")
    }


def test_a_demand_that_its_owner_denies_to_be_met() -> None:
    """Whoever is told that its demand was met, and denies it, leaves everyone with both."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-05-01",
        "id: m, event: condition_met, condition: c, date: 2024-06-01",
        DENIED.format("m"),
    )
    possible = {
        name: replay(log, account=name)[CONDITIONS]["c"] for name in ("everyone", "azerbaijan", "armenia")
    }

    assert (frozenset({"raised", "met"}), True) == (
        possible["everyone"].possible,
        possible["everyone"].disputed,
    )
    assert frozenset({"raised"}) == possible["azerbaijan"].possible
    assert frozenset({"met"}) == possible["armenia"].possible


def test_a_confirmation_corroborates() -> None:
    """What one side says and the other confirms is the word of both: corroborated, and common ground."""
    claims = ["by: armenia, says: {count: {agreed: 13, of: 16}}"]
    confirmed = "event: confirmed, of: n, by: {}"
    alone = log_with(COUNT + ", by: armenia", claims=claims)
    by_usa = log_with(COUNT + ", by: armenia", confirmed.format("usa"), claims=claims)
    by_both = log_with(COUNT + ", by: armenia", confirmed.format("hajizade"), claims=claims)

    assert (Support.OWN_WORD_ONLY, ("armenia",)) == (check(alone)[0].support, check(alone)[0].carriers)
    assert (Support.CORROBORATED, ("usa",)) == (check(by_usa)[0].support, check(by_usa)[0].carriers)
    assert (Support.ON_RECORD, ()) == (check(by_both)[0].support, check(by_both)[0].carriers)
    assert (Bounds.exactly(13), False) == agreed(by_both, "common_ground")
    assert (Bounds(0, None), False) == agreed(by_usa, "common_ground")


def test_two_sources_of_one_side_are_one_side() -> None:
    """A second voice of the same side, in another document, corroborates nothing."""
    log = log_of(
        article(
            "x", "2024-07-01", COUNT + ", by: pashinyan", claims=["by: armenia, says: {count: {agreed: 13}}"]
        ),
        article("y", "2024-07-02", "event: mentioned, of: n", "event: confirmed, of: n, by: armenia"),
    )
    (result,) = check(log)

    assert (Support.OWN_WORD_ONLY, ("armenia",)) == (result.support, result.carriers)


DEMAND = "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-05-01"
AGAIN = "id: r, event: condition_restated, condition: c, by: azerbaijan, date: 2024-05-20"


def test_a_retraction_takes_with_it_what_speaks_only_of_it() -> None:
    """Nobody repeats, reads out or argues about what nobody reports any more."""
    log = log_with(
        DEMAND,
        AGAIN,
        "id: why, event: argument_made, by: armenia, against: r",
        "id: both, event: argument_made, by: armenia, against: r, for: s",
        "id: s, event: statement_made, by: armenia",
        "id: later, event: statement_made, by: usa, after: [c]",
        "event: retracted, of: c",
    )

    assert {"both", "later", "s"} == {event.id for event in replay(log).events}


def test_an_answer_outlives_the_offer_that_it_answers() -> None:
    """A counter-offer speaks of something of its own; that what it answers was never offered does not undo it."""
    log = log_with(
        "id: o, event: proposal_made, by: armenia, offer: x",
        "id: p, event: proposal_made, by: azerbaijan, offer: y, in_reply_to: o",
        "event: retracted, of: o",
    )

    assert ["p"] == [event.id for event in replay(log).events]


def test_a_retraction_leaves_what_another_document_reports() -> None:
    """A retraction removes one report: an event that a mention also carries stands, dated by the mention."""
    log = log_of(
        article("x", "2024-07-01", AGREED),
        article("y", "2024-07-02", "event: mentioned, of: a, date: 2024-05/2024-06"),
        article("z", "2024-08-01", "event: retracted, of: a"),
    )

    assert (IS_AGREED, False) == status(log)
    assert ["a"] == [event.id for event in replay(log, as_of="2024-06-15").possible_events]
    assert [] == list(replay(log, as_of="2024-06-15", known_by="2024-07-31").possible_events)


def test_a_mention_can_be_taken_back() -> None:
    """A mention that was taken back neither dates an event nor carries it."""
    mention = "id: m, event: mentioned, of: a, date: 2024-05-01"
    log = log_with(AGREED.replace("2024-06-01", "2024-05/2024-06"), mention, "event: retracted, of: m")

    assert [] == list(replay(log, as_of="2024-05-15").events)
    assert ["a"] == [event.id for event in replay(log, as_of="2024-05-15").possible_events]


def test_a_retraction_can_be_taken_back() -> None:
    """A report stands again once its retraction was taken back, and falls again with that."""
    chain = [
        "id: r1, event: retracted, of: a",
        "id: r2, event: retracted, of: r1",
        "id: r3, event: retracted, of: r2",
    ]

    stands = [bool(replay(log_with(AGREED, *chain[:end])).events) for end in range(4)]

    assert [True, False, True, False] == stands


def test_retractions_of_each_other_end() -> None:
    """Of two retractions that take back each other, the one that is asked for holds, and nothing hangs."""
    log = log_with(AGREED, "id: r1, event: retracted, of: r2", "id: r2, event: retracted, of: r1")

    assert ["a"] == [event.id for event in replay(log).events]


def test_a_report_of_a_report_can_be_taken_back() -> None:
    """A denial that was taken back denies nothing, a confirmation confirms nothing, a correction corrects nothing."""
    log = log_with(
        COUNT + ", by: armenia",
        "id: d, event: denied, of: n, by: azerbaijan",
        "id: y, event: confirmed, of: n, by: azerbaijan",
        "id: k, event: corrected, of: n, field: agreed, was: 13, now: 14",
        *(f"event: retracted, of: {name}" for name in "dyk"),
    )

    assert (Bounds.exactly(13), False) == agreed(log)
    assert (Bounds(0, None), False) == agreed(log, "common_ground")


def test_a_retraction_is_not_known_before_it_is_published() -> None:
    """Until it is taken back a report is believed."""
    log = log_of(article("x", "2024-07-01", AGREED), article("y", "2024-08-01", "event: retracted, of: a"))

    assert ["a"] == [event.id for event in replay(log, known_by="2024-07-31").events]
    assert [] == [event.id for event in replay(log, known_by="2024-08-01").events]


@pytest.mark.parametrize("report", ["denied, of: n, by: armenia", "confirmed, of: n, by: azerbaijan"])
def test_a_report_is_not_known_before_it_is_published(report: str) -> None:
    """Until a denial or a confirmation is published nobody knows of it."""
    log = log_of(
        article("x", "2024-07-01", COUNT + ", by: armenia"), article("y", "2024-08-01", f"event: {report}")
    )
    before, after = (replay(log, known_by=day, account="armenia") for day in ("2024-07-31", "2024-08-01"))

    assert Bounds.exactly(13) == before.count("treaty").numerator
    assert Bounds(0, None) == replay(log, known_by="2024-07-31", account=ON_RECORD).count("treaty").numerator
    assert ("denied" in report) == (after.count("treaty").numerator != Bounds.exactly(13))


def test_what_creates_nothing_refers_to_nothing() -> None:
    """A statement of its own follows no other event."""
    assert [] == list(references(log_with("event: statement_made, by: armenia").events[0]))


def test_a_name_that_no_event_brings_is_no_reference() -> None:
    """In an aspect of one's own a place may have the name of an event, and does not follow it; a truce is what an event brings."""
    declared = TruceDeclared(id=EventId("x"), terms="None", extent="everywhere", where=PlaceId("y"))
    violated = TruceViolated(id=EventId("y"), truce=TruceId("x"))

    assert [[], [("truce", "x")]] == [list(references(event)) for event in (declared, violated)]


def test_who_confirms_another_figure_has_given_in() -> None:
    """Between its own figure and the confirmation there is a dispute, whatever else was said on the days between."""
    log = log_with(
        "event: count_stated, by: armenia, agreed: 3, of: 16, date: 2024-01-01",
        "id: n, event: count_stated, by: azerbaijan, agreed: 13, of: 16, date: 2024-05-01",
        "event: count_stated, by: armenia, agreed: 12, of: 16, date: 2024-05-08",
        "event: confirmed, of: n, by: armenia, date: 2024-05-20",
    )
    days = [replay(log, as_of=day).count("treaty") for day in ("2024-05-08", "2024-05-19", "2024-05-20")]

    assert [True, True, False] == [count.disputed for count in days]
    assert Bounds.exactly(13) == days[-1].numerator
    assert "12 (armenia, 2024-05-08) or 13 (azerbaijan, 2024-05-01) of 16 articles agreed" == str(days[0])


def test_only_the_denier_takes_a_denial_back() -> None:
    """That another denies the denial leaves it as it was; the denier's own ends it."""
    events = COUNT, "id: no, event: denied, of: n, by: azerbaijan, date: 2024-06-02"
    by = [
        log_with(*events, f"event: denied, of: no, by: {who}, date: 2024-06-03")
        for who in ("armenia", "azerbaijan")
    ]

    assert [True, False] == [replay(log).count("treaty").disputed for log in by]
