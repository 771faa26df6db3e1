"""Claims: what was published, against the record, and on whose reports the verdict rests."""

from __future__ import annotations

import pytest

from peacetrack.beliefs.accounts import UnknownActorError
from peacetrack.checks.claims import Result, check
from peacetrack.log.claim import Support, Verdict
from peacetrack.log.log import Log
from peacetrack.model.problems import LogError
from tests.build import PACKAGE, article, asked, log_of, log_with

OURS = "id: a, event: count_stated, by: pashinyan, agreed: 13, of: 16"
THEIRS = "id: b, event: count_stated, by: aliyev, agreed: 13, of: 16"
MEDIATORS = "id: m, event: count_stated, by: usa, agreed: 13, of: 16"
JOINT = "id: j, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16"
SAYS = "count: {agreed: 13, of: 16}"


def support(found: Result) -> tuple[Support | None, tuple[str, ...]]:
    return found.support, found.carriers


def test_own_word_only() -> None:
    """Thirteen of sixteen, stated by Yerevan alone and claimed by Yerevan: supported, on its own word only."""
    found = asked(SAYS, OURS, by="pashinyan")

    assert (Verdict.SUPPORTED, Support.OWN_WORD_ONLY, ("armenia",)) == (
        found.verdict,
        found.support,
        found.carriers,
    )
    assert ("a",) == found.because


def test_corroborated_by_another_side() -> None:
    """A claim is corroborated when the word of another side alone bears it out."""
    assert (Support.CORROBORATED, ("azerbaijan",)) == support(asked(SAYS, OURS, THEIRS, by="armenia"))
    assert (Support.CORROBORATED, ("azerbaijan",)) == support(asked(SAYS, THEIRS, by="armenia"))
    assert (Support.CORROBORATED, ("azerbaijan", "usa")) == support(
        asked(SAYS, OURS, THEIRS, MEDIATORS, by="armenia")
    )


def test_only_those_who_bear_a_claim_out_corroborate_it() -> None:
    """Another side that says too little is not named."""
    little = "event: count_stated, by: usa, agreed: {min: 1}, of: 16"

    assert (Support.CORROBORATED, ("azerbaijan",)) == support(asked(SAYS, little, THEIRS, by="armenia"))


def test_corroborated_by_two_others_together() -> None:
    """Where two other sides bear a claim out only together, it does not rest on the claimant's word."""
    low = "event: count_stated, by: azerbaijan, agreed: {min: 13}, of: 16"
    high = "event: count_stated, by: usa, agreed: {max: 13}, of: 16"

    assert (Support.CORROBORATED, ("azerbaijan", "usa")) == support(asked(SAYS, low, high, by="armenia"))


def test_a_claim_that_needs_the_claimants_word_rests_on_it() -> None:
    """A set of reports is as strong as its weakest member."""
    low = "event: count_stated, by: armenia, agreed: {min: 13}, of: 16"
    high = "event: count_stated, by: azerbaijan, agreed: {max: 13}, of: 16"

    assert (Support.OWN_WORD_ONLY, ("armenia",)) == support(asked(SAYS, low, high, by="armenia"))


def test_one_side() -> None:
    """An expectation of the log's author that one side alone bears out names that side."""
    assert (Support.ONE_SIDE, ("azerbaijan",)) == support(asked(SAYS, THEIRS))
    assert (Support.CORROBORATED, ("armenia", "azerbaijan")) == support(asked(SAYS, OURS, THEIRS))


def test_two_sides_that_are_both_needed_are_each_one_side() -> None:
    """Where nobody claims it and neither side's word suffices, each half rests on one side."""
    low = "event: count_stated, by: armenia, agreed: {min: 13}, of: 16"
    high = "event: count_stated, by: azerbaijan, agreed: {max: 13}, of: 16"

    assert (Support.ONE_SIDE, ("armenia", "azerbaijan")) == support(asked(SAYS, low, high))


@pytest.mark.parametrize("by", ["", "armenia", "usa"])
def test_on_record(by: str) -> None:
    """What all parties said jointly, or what a source tells as its own, is on record whoever claims it."""
    unattributed = "event: provision_agreed, provision: borders"

    assert (Support.ON_RECORD, ()) == support(asked(SAYS, JOINT, by=by))
    assert (Support.ON_RECORD, ()) == support(asked(SAYS, JOINT, OURS, by=by))
    assert (Support.ON_RECORD, ()) == support(
        asked("provision: {id: borders, is: agreed}", unattributed, by=by)
    )


def test_what_was_said_is_on_record() -> None:
    """That a demand was made is a fact of the record, and not its maker's word."""
    demand = "id: c, event: condition_set, by: azerbaijan, what: x"

    assert (Support.ON_RECORD, ()) == support(
        asked("condition: {id: c, is: raised}", demand, by="azerbaijan")
    )


def test_a_refutation_has_a_support_too() -> None:
    """For a refuted claim it is told on whose reports the refutation rests."""
    found = asked("count: {agreed: 14}", THEIRS, by="armenia")

    assert (Verdict.REFUTED, Support.CORROBORATED, ("azerbaijan",)) == (
        found.verdict,
        found.support,
        found.carriers,
    )


def test_what_cannot_be_told_rests_on_nothing() -> None:
    """A claim about which the record says too little has no support."""
    assert (None, ()) == support(asked("count: {contested: 3}", OURS, by="armenia"))


def test_disputed() -> None:
    """Where the sides contradict each other, they are named."""
    found = asked(SAYS, OURS, THEIRS.replace("13", "10"), by="armenia")

    assert (Verdict.NOT_ENOUGH_INFO, Support.DISPUTED, ("armenia", "azerbaijan")) == (
        found.verdict, found.support, found.carriers,
    )  # fmt: skip


def test_an_account_of_its_own() -> None:
    """A claim may say whose word it asks about; otherwise the caller's account is asked, or everyone."""
    log = log_with(
        OURS,
        THEIRS.replace("13", "10"),
        claims=[
            f"says: {{{SAYS}}}, account: armenia",
            f"says: {{{SAYS}}}, account: [armenia, azerbaijan]",
            f"says: {{{SAYS}}}",
        ],
    )

    assert ["supported", "not_enough_info", "not_enough_info"] == [found.verdict for found in check(log)]
    assert ["supported", "not_enough_info", "refuted"] == [
        found.verdict for found in check(log, account="azerbaijan")
    ]
    assert (Support.ONE_SIDE, ("armenia",)) == support(check(log)[0])


def test_an_unknown_account_is_a_mistake_of_the_asker() -> None:
    """Nobody outside the cast can be asked."""
    with pytest.raises(UnknownActorError):
        asked(SAYS, OURS, account="nobody")


def test_a_claim_speaks_of_its_day() -> None:
    """The day of a claim is its own; claims without one are asked of the day of the caller, or of the end of the log."""
    later = "event: provision_opened, provision: borders, date: 2024-07-01"
    says = "says: {provision: {id: borders, is: open}}"
    log = log_with(later, claims=[f"{says}, as_of: 2024-06-30", says])

    assert ["not_enough_info", "supported"] == [found.verdict for found in check(log)]
    assert ["not_enough_info", "not_enough_info"] == [
        found.verdict for found in check(log, as_of="2024-06-30")
    ]


def published() -> Log:
    return log_of(
        article(
            "june",
            "2024-06-30",
            "event: talks_suspended, date: 2024-06-01",
            claims=["says: {stage: {is: signed}}"],
        ),
        article("july", "2024-07-30", "event: signed, date: 2024-06-15"),
    )


def test_the_verdict_of_the_time() -> None:
    """A verdict uses all later evidence; what had been published by a day gives the verdict of that time."""
    (now,) = check(published(), as_of="2024-06-30")
    (then,) = check(published(), as_of="2024-06-30", known_by="2024-07-01")

    assert (Verdict.SUPPORTED, Verdict.REFUTED) == (now.verdict, then.verdict)


@pytest.mark.parametrize(
    ("expect", "passed"),
    [
        ("{verdict: supported}", True),
        ("{verdict: supported, support: own_word_only}", True),
        ("{verdict: supported, support: corroborated}", False),
        ("{verdict: refuted}", False),
    ],
)
def test_a_claim_may_say_what_is_expected(expect: str, *, passed: bool) -> None:
    """The author of a log may expect a verdict, and on whose reports it rests."""
    (found,) = check(log_with(OURS, claims=[f"by: armenia, says: {{{SAYS}}}, expect: {expect}"]))

    assert passed is found.passed


def test_claims_and_expectations() -> None:
    """What somebody published is a claim; what nobody claims is an expectation of the log's author."""
    assert "claim" == asked(SAYS, by="armenia").kind
    assert "expectation" == asked(SAYS).kind


def test_an_inference_is_marked() -> None:
    """A verdict that rests on what the author of the log concluded is marked."""
    inferred = "event: principle_invoked, by: armenia, principle: early_harvest, inferred: true"

    assert asked("principle: {party: armenia, is: early_harvest}", inferred).inferred
    assert not asked("principle: {party: armenia, is: early_harvest}", inferred[:-16]).inferred


def test_a_result_shows_both_sides_of_the_difference() -> None:
    """What was said and what the record says stand beside each other in the same words."""
    found = asked("count: {agreed: 14, of: 16}", OURS, by="armenia")

    assert "14 of 16 articles agreed" == found.said
    assert "13 of 16 articles agreed" == found.replayed


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("count: {agreed: 13, of: 16, besides: preamble}", "13 of 16 articles agreed, besides preamble"),
        (
            "count: {agreed: 13, remaining: 3, besides: {agreed: preamble}}",
            "13 articles agreed, 3 articles remaining, besides preamble (agreed)",
        ),
        ("count: {agreed: 13, agreed_in_principle: {min: 1}}", "at least 1 article agreed in principle, 13 articles agreed"),
        ("count: {of: 16}", "there are 16 articles"),
        ("count: {unit: category, open: {approx: 7}}", "about 7 open (in the unit 'category')"),
        ("provision: {id: borders, is: [agreed, partly_agreed]}", "'borders' is agreed or partly agreed"),
        ("condition: {id: c, is: raised}", "'c' is raised"),
        ("condition: {id: c, times_stated: {min: 2}}", "'c' was stated at least 2 times"),
        ("proposal: {id: p, is: made, times_rejected: 2}", "'p' is made and was rejected 2 times"),
        ("principle: {party: armenia, is: early_harvest}", "armenia holds early harvest"),
        ("stage: {is: in_force}", "'treaty' is in force"),
        ("talks: {is: ongoing}", "the talks about 'treaty' are ongoing"),
        ("standing: {party: armenia, settled: 13, of: 16}", "13 of 16 articles settled for armenia"),
        ("standing: {party: armenia, settled: 13}", "13 articles settled for armenia"),
        ("gate: {signature: treaty, is: [shut, open]}", "the signature of treaty is shut or open"),
        ("gate: {signature: treaty, text: agreed_part, is: shut}", "the signature of treaty (the agreed part) is shut"),
        ("blocked_by: {gate: {signature: treaty}}", "the signature of treaty is blocked by something"),
        (
            "blocked_by: {gate: {signature: treaty}, kind: condition, condition: c, owner: azerbaijan}",
            "the signature of treaty is blocked by condition c (azerbaijan)",
        ),
        ("domestic_step: {party: armenia, body: parliament, outcome: approved}", "parliament: approved"),
        ("readout: {contact: k, by: armenia, mentions: constitution}", "the readout of armenia mentions constitution"),
        ("readout: {contact: k, by: armenia, omits: [constitution, minsk-group]}", "the readout of armenia omits constitution, minsk-group"),
        (
            "readout: {contact: k, by: armenia, mentions: constitution, omits: minsk-group}",
            "the readout of armenia mentions constitution and omits minsk-group",
        ),
    ],
)  # fmt: skip
def test_claims_in_words(says: str, text: str) -> None:
    """Each assertion reads as one would say it."""
    events = (
        "id: c, event: condition_set, by: azerbaijan, what: x",
        "id: p, event: proposal_made, by: armenia, offer: x",
        "id: k, event: contact_held, kind: call",
    )

    assert text == asked(says, *events).said


def test_no_claims_no_results() -> None:
    """A log without claims has nothing to check."""
    assert () == check(log_with(OURS))
    assert () == check(log_with(cast=PACKAGE))


def test_everyone_is_not_one_of_several() -> None:
    """An account of a claim names actors, or everyone alone: the author is told, not the one who checks."""
    with pytest.raises(LogError, match="PT110 There is no actor 'everyone'"):
        log_with(OURS, claims=[f"says: {{{SAYS}}}, account: [armenia, everyone]"])
