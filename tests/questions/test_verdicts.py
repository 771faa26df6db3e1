"""Whether an assertion holds in every world, in none, or cannot be told: each kind, with each verdict."""

from __future__ import annotations

import pytest

from peacetrack.log.claim import Verdict
from tests.build import asked

SUPPORTED, REFUTED, UNTOLD = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO

COUNT = "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16, date: 2024-06-01"
SET = "id: c, event: condition_set, by: hajizade, of: armenia, what: x, date: 2024-06-01"
GATED = f"{SET}, gate: {{signature: treaty}}"
OFFER = "id: p, event: proposal_made, by: pashinyan, offer: x, date: 2024-06-01"
HELD = "event: principle_invoked, by: hajizade, principle: single_undertaking, date: 2024-06-01"
CONCLUDED = "event: text_concluded, date: 2024-06-01"
CALL = "id: k, event: contact_held, kind: call, date: 2024-06-01"


def verdict(says: str, *events: str, as_of: str | None = None, account: str = "") -> Verdict:
    return asked(says, *events, as_of=as_of, account=account).verdict


@pytest.mark.parametrize(
    ("status", "expected"),
    [("open", SUPPORTED), ("[open, agreed]", SUPPORTED), ("agreed", REFUTED)],
)
def test_provisions(status: str, expected: Verdict) -> None:
    """A provision has one of the asserted statuses, or none of them."""
    assert expected == verdict(
        f"provision: {{id: borders, is: {status}}}", "event: provision_opened, provision: borders"
    )


def test_a_provision_that_nobody_named_is_unknown() -> None:
    """Unknown is the answer where several statuses are possible."""
    assert UNTOLD == verdict("provision: {id: borders, is: agreed}", COUNT)
    assert REFUTED == verdict("provision: {id: borders, is: withdrawn}", COUNT)


AGAIN = "event: condition_restated, condition: c, by: azerbaijan, date: 2024-07"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("is: raised", SUPPORTED),
        ("is: [met, withdrawn]", REFUTED),
        ("times_stated: 2", SUPPORTED),
        ("is: raised, times_stated: {min: 2}", SUPPORTED),
        ("times_stated: 3", REFUTED),
        ("times_stated: {approx: 2}", UNTOLD),
    ],
)
def test_conditions(says: str, expected: Verdict) -> None:
    """A demand has a status, and was stated so many times."""
    assert expected == verdict(f"condition: {{id: c, {says}}}", SET, AGAIN)


def test_conditions_that_may_have_changed() -> None:
    """A restatement that may have been made may be counted; a rejection that may have been made is none."""
    refusal = "event: condition_rejected, condition: c, by: armenia, date: 2024-07"

    assert UNTOLD == verdict("condition: {id: c, times_stated: 2}", SET, AGAIN, as_of="2024-07-15")
    assert SUPPORTED == verdict("condition: {id: c, times_stated: 1}", SET, refusal, as_of="2024-07-15")
    assert UNTOLD == verdict("condition: {id: c, is: raised}", SET, refusal, as_of="2024-07-15")


@pytest.mark.parametrize("says", ["condition: {id: c, is: raised}", "proposal: {id: p, is: made}"])
def test_what_had_not_been_said_is_not_on_record(says: str) -> None:
    """Of a demand or an offer that had not been made nothing can be told."""
    found = asked(says, SET, OFFER, as_of="2024-05-31")

    assert UNTOLD == found.verdict
    assert found.replayed.endswith("is not on record")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("is: rejected", SUPPORTED),
        ("is: accepted", REFUTED),
        ("times_renewed: 1, times_rejected: 2", SUPPORTED),
        ("times_renewed: 0", REFUTED),
        ("times_rejected: {max: 1}", REFUTED),
    ],
)
def test_proposals(says: str, expected: Verdict) -> None:
    """An offer has a status, and was renewed and rejected so many times."""
    refusal = "event: proposal_rejected, proposal: p, by: azerbaijan"
    renewal = "event: proposal_renewed, proposal: p, by: armenia"

    assert expected == verdict(f"proposal: {{id: p, {says}}}", OFFER, refusal, renewal, refusal)


def test_a_proposal_that_may_have_been_accepted() -> None:
    """An offer that may have been accepted by then is made or accepted."""
    accepted = "event: proposal_accepted, proposal: p, by: azerbaijan, date: 2024-07"

    assert UNTOLD == verdict("proposal: {id: p, is: accepted}", OFFER, accepted, as_of="2024-07-15")


@pytest.mark.parametrize(
    ("party", "principle", "expected"),
    [
        ("azerbaijan", "single_undertaking", SUPPORTED),
        ("azerbaijan", "[single_undertaking, early_harvest]", SUPPORTED),
        ("azerbaijan", "early_harvest", REFUTED),
        ("armenia", "early_harvest", UNTOLD),
    ],
)
def test_principles(party: str, principle: str, expected: Verdict) -> None:
    """A party holds a principle that it stated; of one that stated none it is unknown."""
    assert expected == verdict(f"principle: {{party: {party}, is: {principle}}}", HELD)


def test_a_principle_that_may_have_been_dropped() -> None:
    """A party that may have dropped its principle may hold any."""
    dropped = "event: principle_dropped, by: azerbaijan, date: 2024-07"
    found = asked("principle: {party: azerbaijan, is: early_harvest}", HELD, dropped, as_of="2024-07-15")

    assert (UNTOLD, "azerbaijan holds single undertaking or no known principle") == (
        found.verdict,
        found.replayed,
    )


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("stage: {is: signed}", SUPPORTED),
        ("stage: {is: [signed, in_force]}", SUPPORTED),
        ("stage: {is: negotiating}", REFUTED),
        ("talks: {is: ongoing}", REFUTED),
        ("talks: {is: suspended}", SUPPORTED),
    ],
)
def test_stages_and_talks(says: str, expected: Verdict) -> None:
    """A text is at a stage, and its talks go on or do not."""
    assert expected == verdict(says, "event: signed", "event: talks_suspended")


@pytest.mark.parametrize("says", ["stage: {is: signed}", "talks: {is: suspended}"])
def test_a_stage_that_may_have_been_reached(says: str) -> None:
    """What may have happened by then cannot be told."""
    events = ("event: signed, date: 2024-07", "event: talks_suspended, date: 2024-07")

    assert UNTOLD == verdict(says, *events, as_of="2024-07-15")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("party: azerbaijan, settled: 0, of: 16", SUPPORTED),
        ("party: azerbaijan, settled: 0", SUPPORTED),
        ("party: azerbaijan, settled: {min: 1}", REFUTED),
        ("party: azerbaijan, settled: 0, of: 17", REFUTED),
        ("party: armenia, settled: 13", UNTOLD),
        ("party: armenia, settled: {max: 13}", SUPPORTED),
    ],
)
def test_standings(says: str, expected: Verdict) -> None:
    """So many are settled for a party; where its principle is unknown, only the bounds are."""
    assert expected == verdict(f"standing: {{{says}}}", COUNT, HELD)


@pytest.mark.parametrize(
    ("events", "opening", "expected"),
    [
        ((GATED,), "shut", SUPPORTED),
        ((GATED,), "[shut, undetermined]", SUPPORTED),
        ((GATED,), "open", REFUTED),
        ((CONCLUDED,), "open", SUPPORTED),
        ((CONCLUDED,), "shut", REFUTED),
        ((), "open", UNTOLD),
        ((), "shut", UNTOLD),
        ((SET,), "shut", UNTOLD),
        ((SET,), "undetermined", SUPPORTED),
    ],
)
def test_gates(events: tuple[str, ...], opening: str, expected: Verdict) -> None:
    """A gate is shut or open; an undetermined one bears neither out."""
    assert expected == verdict(f"gate: {{signature: treaty, text: agreed_part, is: {opening}}}", *events)


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("talks: treaty", "talks of treaty"),
        ("text_of: treaty", "text of treaty"),
        ("ratification: treaty", "ratification of treaty"),
        ("entry_into_force: treaty", "entry into force of treaty"),
        ("implementation: treaty", "implementation of treaty"),
        ("opening: [borders, transit]", "opening of borders, transit"),
        ("agreeing: borders", "agreeing of borders"),
    ],
)
def test_every_gate_can_be_asked(step: str, name: str) -> None:
    """Each step can be asserted with its object."""
    found = asked(f"gate: {{{step}, is: undetermined}}", CONCLUDED)

    assert found.replayed.startswith(f"the {name} is ")
    assert f"the {name} is undetermined" == found.said


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("kind: condition, condition: c, owner: azerbaijan", SUPPORTED),
        ("kind: condition", SUPPORTED),
        ("owner: azerbaijan", SUPPORTED),
        ("owner: armenia", REFUTED),
        ("kind: principle", REFUTED),
        ("condition: d", UNTOLD),
    ],
)
def test_blockers(says: str, expected: Verdict) -> None:
    """A gate has a blocker of that kind, owner and name, or has none; a demand without a gate may be one."""
    ungated = "id: d, event: condition_set, by: usa, what: y, date: 2024-06-01"
    ours = ungated.replace("usa", "georgia")

    assert expected == verdict(
        f"blocked_by: {{gate: {{signature: treaty}}, text: agreed_part, {says}}}", GATED, ours
    )
    assert REFUTED == verdict(
        "blocked_by: {gate: {signature: treaty}, text: agreed_part, condition: d}", ungated
    )


def test_a_blocker_that_may_stand_there() -> None:
    """What may remain may block."""
    found = asked("blocked_by: {gate: {signature: treaty}, kind: remaining}", HELD)

    assert UNTOLD == found.verdict
    assert "the signature of treaty is blocked by remaining at least 0" == found.replayed


def test_blockers_are_named_with_their_owners() -> None:
    """What blocks a gate is shown with its kind, its name and its owner."""
    contested = "event: provision_contested, provision: borders, by: armenia"
    found = asked("blocked_by: {gate: {signature: treaty}}", COUNT, GATED, contested)

    assert (
        "the signature of treaty is blocked by remaining 3, remaining borders (armenia), condition c (azerbaijan)"
        == found.replayed
    )
    assert asked("blocked_by: {gate: {talks: treaty}}", HELD).replayed.endswith("is blocked by nothing")
    assert asked("blocked_by: {gate: {ratification: treaty}}", HELD).replayed.endswith(
        "is blocked by not signed"
    )


APPROVED = "event: domestic_step, party: armenia, body: parliament, outcome: approved, date: 2024-06-01"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("party: armenia, body: parliament, outcome: approved", SUPPORTED),
        ("party: armenia, body: parliament, outcome: rejected", REFUTED),
        ("party: armenia, body: court, outcome: approved", UNTOLD),
        ("party: azerbaijan, body: parliament, outcome: approved", UNTOLD),
    ],
)
def test_domestic_steps(says: str, expected: Verdict) -> None:
    """A body decided so, or otherwise; of one without a decision on record nothing can be told."""
    assert expected == verdict(f"domestic_step: {{{says}}}", APPROVED)


def test_the_last_decision_of_a_body_counts() -> None:
    """A parliament that approves after it rejected has approved; while it may have, it cannot be told."""
    rejected = APPROVED.replace("approved", "rejected")
    later = APPROVED.replace("2024-06-01", "2024-07")
    says = "domestic_step: {party: armenia, body: parliament, outcome: approved}"

    assert SUPPORTED == verdict(says, rejected, later)
    assert UNTOLD == verdict(says, rejected, later, as_of="2024-07-15")
    assert REFUTED == verdict(says, rejected, later, as_of="2024-06-15")
    assert UNTOLD == verdict(says, later, as_of="2024-07-15")


def readout(*parts: str) -> str:
    return ", ".join(("event: readout_issued, contact: k, by: pashinyan", "date: 2024-06-01", *parts))


@pytest.mark.parametrize(
    ("stated", "says", "expected"),
    [
        ("topics: constitution", "mentions: constitution", SUPPORTED),
        ("topics: constitution", "omits: constitution", REFUTED),
        ("topics: constitution", "mentions: minsk-group", UNTOLD),
        ("topics: constitution", "omits: minsk-group", UNTOLD),
        ("omits: minsk-group", "omits: minsk-group", SUPPORTED),
        ("omits: minsk-group", "mentions: minsk-group", REFUTED),
        ("topics: constitution, complete: true", "omits: minsk-group", SUPPORTED),
        ("topics: constitution, complete: true", "mentions: [constitution, minsk-group]", REFUTED),
        ("topics: constitution, omits: minsk-group", "mentions: constitution, omits: minsk-group", SUPPORTED),
    ],
)
def test_readouts_are_open_world(stated: str, says: str, expected: Verdict) -> None:
    """That a topic is absent is known only where a source says so or the readout is complete."""
    assert expected == verdict(f"readout: {{contact: k, by: armenia, {says}}}", CALL, readout(stated))


def test_a_readout_is_of_one_side_and_one_contact() -> None:
    """What the other side published, or one's own side of another call, says nothing of this readout."""
    other = "id: k2, event: contact_held, kind: call, date: 2024-06-01"
    events = (CALL, other, readout("topics: constitution"))

    assert UNTOLD == verdict("readout: {contact: k, by: azerbaijan, mentions: constitution}", *events)
    assert UNTOLD == verdict("readout: {contact: k2, by: armenia, mentions: constitution}", *events)
    assert (
        "the readout mentions nothing that is known"
        == asked("readout: {contact: k2, by: armenia, mentions: constitution}", *events).replayed
    )


def test_two_reports_of_a_readout_may_contradict_each_other() -> None:
    """Where one article shows a topic and another says that it is omitted, the readout is disputed."""
    found = asked(
        "readout: {contact: k, by: armenia, mentions: constitution}",
        CALL, readout("topics: constitution"), readout("omits: constitution"),
    )  # fmt: skip

    assert (UNTOLD, "disputed") == (found.verdict, found.support)
    assert "the readout mentions constitution and omits constitution" == found.replayed
    also = asked(
        "readout: {contact: k, by: armenia, mentions: [minsk-group, constitution]}",
        CALL,
        readout("topics: [constitution, minsk-group]"),
        readout("omits: constitution"),
    )
    assert "disputed" == also.support


def test_a_readout_that_may_have_been_issued() -> None:
    """A further readout that may have been issued may mention what the first omits."""
    later = readout("topics: minsk-group").replace("2024-06-01", "2024-07")
    events = (CALL, readout("topics: constitution, complete: true"), later)

    assert UNTOLD == verdict(
        "readout: {contact: k, by: armenia, omits: minsk-group}", *events, as_of="2024-07-15"
    )
    assert SUPPORTED == verdict(
        "readout: {contact: k, by: armenia, omits: minsk-group}", *events, as_of="2024-06-15"
    )


def test_a_readout_as_the_other_side_tells_it_is_that_sides_word() -> None:
    """What one side says the other published is believed by those who believe the teller."""
    events = (CALL, readout("topics: constitution", "according_to: azerbaijan"))
    says = "readout: {contact: k, by: armenia, mentions: constitution}"

    assert SUPPORTED == verdict(says, *events, account="azerbaijan")
    assert UNTOLD == verdict(says, *events, account="armenia")
