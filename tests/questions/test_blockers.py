"""What stands before a step besides demands: what remains, a party's principle, a missing signature or consent."""

from __future__ import annotations

import pytest

from peacetrack.aspects.assertions import BlockerKind
from peacetrack.log.log import Log
from peacetrack.questions.gates import GateState, gate
from peacetrack.state.timeline import replay
from peacetrack.worlds import Bounds
from tests.build import PACKAGE, log_with

ALL = "event: count_stated, by: [armenia, azerbaijan], agreed: 3, of: 3, date: 2024-05-01"
THIRTEEN = "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16, date: 2024-05-01"


def signature(log: Log, *, as_of: str | None = None, account: str = "everyone") -> GateState:
    return gate(replay(log, as_of=as_of, account=account), signature="treaty", text="agreed_part")


def kinds(found: GateState) -> list[tuple[BlockerKind, str | None, bool]]:
    return [(blocker.kind, blocker.owner, blocker.certain) for blocker in found.blockers]


def test_the_whole_text_waits_for_what_remains() -> None:
    """Three articles that remain stand before the text and before the signature of the whole, and are nobody's."""
    state = replay(log_with(THIRTEEN))

    for found in (gate(state, signature="treaty"), gate(state, text_of="treaty")):
        (blocker,) = found.blockers
        assert (BlockerKind.REMAINING, None, Bounds.exactly(3), ("n",)) == (
            blocker.kind, blocker.owner, blocker.number, blocker.because,
        )  # fmt: skip


def test_what_may_remain_leaves_the_whole_undetermined() -> None:
    """Before anybody counted, it cannot be told whether anything remains."""
    found = gate(replay(log_with()), signature="treaty")

    assert ("undetermined", None) == (found.opening, found.blockers[0].since)


def test_nothing_remains() -> None:
    """When all is agreed nothing stands before the signature of the whole."""
    assert "open" == gate(replay(log_with(ALL)), signature="treaty").opening


def contested(*events: str) -> list[tuple[str | None, str | None]]:
    blockers = gate(replay(log_with(THIRTEEN, *events)), signature="treaty").blockers
    return [(blocker.provision, blocker.owner) for blocker in blockers if blocker.provision]


def test_a_contested_provision_belongs_to_those_who_contest_it() -> None:
    """What remains is nobody's, but a provision that two contest stands there as each one's."""
    first, second = (
        f"event: provision_contested, provision: borders, by: {actor}" for actor in ("armenia", "aliyev")
    )

    assert [("borders", "armenia")] == contested(first, first)
    assert [("borders", "armenia"), ("borders", "azerbaijan")] == contested(first, second)


def test_an_objection_ends_when_something_else_is_told() -> None:
    """A provision that was deferred and then contested by another is that one's alone."""
    first, second = (
        f"event: provision_contested, provision: borders, by: {actor}" for actor in ("armenia", "aliyev")
    )

    assert [("borders", "azerbaijan")] == contested(
        first, "event: provision_deferred, provision: borders", second
    )


def test_a_count_is_no_end_of_an_objection() -> None:
    """A list that names a contested provision leaves it contested by the same."""
    listed = "event: count_stated, by: [armenia, azerbaijan], contested: [borders], date: 2024-08-01"

    assert [("borders", "armenia")] == contested(
        "event: provision_contested, provision: borders, by: armenia", listed
    )


PRINCIPLE = (
    "id: held, event: principle_invoked, by: hajizade, principle: single_undertaking, date: 2024-06-01"
)


def test_a_single_undertaking_shuts_the_agreed_part() -> None:
    """Nothing is agreed until everything is agreed: the agreed part cannot be signed while anything remains."""
    found = signature(log_with(THIRTEEN, PRINCIPLE))

    assert ("shut", [(BlockerKind.PRINCIPLE, "azerbaijan", True)]) == (found.opening, kinds(found))
    assert ("held",) == found.blockers[0].because


@pytest.mark.parametrize(
    ("events", "opening"),
    [
        ((THIRTEEN, PRINCIPLE.replace("single_undertaking", "early_harvest")), "open"),
        ((ALL, PRINCIPLE), "open"),
        ((PRINCIPLE,), "undetermined"),
        ((THIRTEEN, PRINCIPLE.replace("hajizade", "usa")), "open"),
        ((THIRTEEN, PRINCIPLE, "event: principle_dropped, by: aliyev, date: 2024-06-02"), "open"),
    ],
    ids=["another principle", "nothing remains", "unknown remainder", "a mediator's", "dropped"],
)
def test_what_leaves_the_agreed_part_open(events: tuple[str, ...], opening: str) -> None:
    """Another principle, a mediator's, a dropped one, or one with nothing left to wait for shuts nothing."""
    assert opening == signature(log_with(*events)).opening


def test_a_principle_that_may_be_held_may_block() -> None:
    """While a party may have dropped its principle the agreed part is undetermined."""
    log = log_with(THIRTEEN, PRINCIPLE, "event: principle_dropped, by: aliyev, date: 2024-07")

    assert "undetermined" == signature(log, as_of="2024-07-15").opening


def test_what_is_exempt_holds_nothing_back() -> None:
    """Where only what is excepted from a single undertaking remains, the agreed part can be signed."""
    count = "event: count_stated, by: [armenia, azerbaijan], agreed: [transit, courts], contested: [borders], of: 3"

    assert "open" == signature(log_with(count, f"{PRINCIPLE}, except: borders")).opening


def test_what_is_not_signed_cannot_be_ratified() -> None:
    """The missing signature stands before the ratification, and while it may have been given it may."""
    log = log_with("event: signed, date: 2024-07")
    found = [
        gate(replay(log, as_of=day), ratification="treaty")
        for day in ("2024-06-30", "2024-07-15", "2024-07-31")
    ]

    assert ["shut", "undetermined", "open"] == [one.opening for one in found]
    assert [BlockerKind.NOT_SIGNED] == [blocker.kind for blocker in found[0].blockers]


def missing(*events: str, as_of: str | None = None, cast: str = "") -> list[tuple[str | None, bool]]:
    log = log_with(*events, cast=cast) if cast else log_with(*events)
    name = "ceasefire" if cast else "treaty"
    return [(b.owner, b.certain) for b in gate(replay(log, as_of=as_of), entry_into_force=name).blockers]


RATIFIED = "event: ratified, party: armenia, date: 2024-07"


def test_entry_into_force_waits_for_the_consents() -> None:
    """Every party that negotiates or consents has to be bound; who may have consented may still be missing."""
    events = ("event: signed, date: 2024-05-01", RATIFIED)

    assert [("armenia", True), ("azerbaijan", True), ("georgia", True)] == missing(
        *events, as_of="2024-06-01"
    )
    assert [("azerbaijan", True), ("georgia", True), ("armenia", False)] == missing(
        *events, as_of="2024-07-15"
    )
    assert [("azerbaijan", True), ("georgia", True)] == missing(*events)


def test_the_cast_may_say_whose_consents_are_needed() -> None:
    """Where a source tells whose consent a text needs, only theirs are missing."""
    assert [("farc", True)] == missing(cast=PACKAGE)


def test_a_reopened_text_needs_every_consent_again() -> None:
    """Consents given to a text lapse when it is taken back to the table."""
    events = ("event: signed, date: 2024-05-01", RATIFIED, "event: text_reopened, date: 2024-08-01")

    assert ("armenia", True) in missing(*events)
