"""Which steps are shut, by what, and whose that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.checks.explain import explain
from peacetrack.log.log import Log
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.every import ask
from peacetrack.questions.gates import Blocker, GateState, asked_steps, gate, gate_findings
from peacetrack.state.timeline import replay
from peacetrack.yaml.files.loader import load
from tests.build import CAST, log_with

SET = "id: c, event: condition_set, by: hajizade, of: armenia, what: x, date: 2024-06-01"
BEFORE_SIGNATURE = f"{SET}, gate: {{signature: treaty}}"
BY_OWNER = "condition: c, by: azerbaijan, date: 2024-06-10"
ALL = "event: count_stated, by: [armenia, azerbaijan], agreed: 3, of: 3, date: 2024-05-01"
THIRTEEN = "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16, date: 2024-05-01"
RATIFIED = "event: ratified, party: armenia, date: 2024-07"


def signature(log: Log, *, as_of: str | None = None, account: str = "everyone") -> GateState:
    return gate(replay(log, as_of=as_of, account=account), signature="treaty", text="agreed_part")


def test_a_gate_without_blockers_is_open() -> None:
    """Where nothing can stand in the way a step can be taken."""
    found = signature(log_with())

    assert ("open", (), False) == (found.opening, found.blockers, found.passed)


def test_a_live_demand_shuts_its_gate() -> None:
    """A demand before the signature shuts it, and says whose it is and since when."""
    (blocker,) = signature(log_with(BEFORE_SIGNATURE)).blockers

    assert "shut" == signature(log_with(BEFORE_SIGNATURE)).opening
    assert ("c", "azerbaijan", "2024-06-01", ("c",)) == (
        blocker.condition, blocker.owner, blocker.since and blocker.since.text, blocker.because,
    )  # fmt: skip


def test_what_a_step_has_overtaken_is_listed() -> None:
    """Who signs overtakes his own demand, and the last to sign those of all; what is demanded afterwards is listed, too."""
    mine = SET.replace("of: armenia, ", "") + ", gate: {signature: treaty}"
    yours = mine.replace("id: c", "id: d").replace("hajizade", "armenia")
    first = "event: signed, by: azerbaijan, date: 2024-06-02"
    second = "event: signed, by: armenia, date: 2024-06-03"
    late = mine.replace("id: c", "id: e").replace("2024-06-01", "2024-06-04")
    found = [
        gate(replay(log_with(mine, yours, *steps)), signature="treaty")
        for steps in ((), (first,), (first, second), (first, second, late))
    ]

    assert [[], ["c"], ["c", "d"], ["c", "d", "e"]] == [
        [one.condition for one in each.overtaken] for each in found
    ]
    assert [["c", "d"], ["d"], [], []] == [
        [one.condition for one in each.blockers if one.condition] for each in found
    ]
    state = replay(log_with(mine, yours, first, second, late))
    assert (
        "passed: overtaken condition c (azerbaijan), overtaken condition d (armenia), overtaken condition e (azerbaijan)"
        == str(ask(state, "gate:signature:treaty"))
    )
    assert "overtaken condition e (azerbaijan), since 4 June 2024" in str(
        explain(state, "gate:signature:treaty")
    )
    assert "shut: not signed (armenia), condition d (armenia), overtaken condition c (azerbaijan)" == str(
        ask(replay(log_with(mine, yours, first)), "gate:signature:treaty")
    )


def test_who_leaves_was_not_passed_by() -> None:
    """A text that is signed once the missing party has left passed nothing by: who left has no more to sign."""
    cast = CAST.replace("usa: {role: mediator}", "usa: {role: negotiating_party}")
    signed = "event: signed, by: [armenia, azerbaijan], date: 2024-06-01"
    left = "event: party_left, party: usa, date: 2024-06-02"

    assert [] == [*gate_findings(replay(log_with(signed, left, cast=cast)))]


def test_a_demand_before_a_part_is_passed_by_with_the_whole() -> None:
    """What stood before the whole is told once, of the whole; a demand before its part is told of that."""
    cast = CAST.replace("topics:", "  maps: {part_of: treaty}\ntopics:")
    demand = SET + ", gate: {signature: maps}"
    whole = SET.replace("id: c", "id: d") + ", gate: {signature: treaty}"
    found = gate_findings(
        replay(log_with(demand, whole, "event: signed, instrument: treaty, date: 2024-06-02", cast=cast))
    )

    assert {"The signature of maps": "c", "The signature of treaty": "d"} == {
        one.message.partition(" was passed")[0]: one.message.partition("condition ")[2][:1] for one in found
    }


@pytest.mark.parametrize(
    ("later", "opening"),
    [
        (f"event: condition_restated, {BY_OWNER}", "shut"),
        ("event: condition_accepted, condition: c, by: armenia", "shut"),
        ("event: condition_rejected, condition: c, by: armenia", "shut"),
        (f"event: condition_met, {BY_OWNER}", "open"),
        ("event: condition_met, condition: c", "open"),
        (f"event: condition_withdrawn, {BY_OWNER}", "open"),
        (f"event: condition_withdrawn, {BY_OWNER}, gate: {{signature: treaty}}", "open"),
        (f"event: condition_withdrawn, {BY_OWNER}, gate: {{text: treaty}}", "shut"),
    ],
)
def test_a_demand_blocks_until_it_is_met_or_dropped(later: str, opening: str) -> None:
    """A demand that was restated, accepted or rejected still blocks; met or dropped for a gate it does not."""
    assert opening == signature(log_with(BEFORE_SIGNATURE, later)).opening


def test_a_demand_shuts_only_the_gate_that_it_names() -> None:
    """A demand before the signature of one text does not stand before its ratification or its implementation."""
    state = replay(log_with(BEFORE_SIGNATURE))

    assert "open" == gate(state, implementation="treaty").opening
    assert "open" == gate(state, talks="treaty").opening


def test_a_demand_without_a_gate_may_block() -> None:
    """Where nobody said before which step a demand stands, an otherwise open gate is undetermined."""
    found = signature(log_with(SET))

    assert ("undetermined", ()) == (found.opening, found.blockers)
    assert ["c"] == [blocker.condition for blocker in found.may_block]


def test_a_demand_of_a_third_party_shuts_nothing() -> None:
    """What a mediator demands is listed and has no force; what a consenting actor demands has."""
    mediator = signature(log_with(BEFORE_SIGNATURE.replace("hajizade", "usa")))
    consenting = signature(log_with(BEFORE_SIGNATURE.replace("hajizade", "georgia")))

    assert ("open", ["usa"]) == (mediator.opening, [blocker.owner for blocker in mediator.without_force])
    assert "shut" == consenting.opening
    assert "open" == signature(log_with(SET.replace("hajizade", "usa"))).opening


def test_a_demand_of_several_is_each_ones() -> None:
    """A joint demand stands there once for each who makes it."""
    joint = BEFORE_SIGNATURE.replace("hajizade", "[hajizade, georgia]")

    assert ["azerbaijan", "georgia"] == [blocker.owner for blocker in signature(log_with(joint)).blockers]


def test_a_demand_of_nobody_blocks() -> None:
    """A demand whose maker nobody named shuts its gate and is nobody's."""
    found = signature(log_with(BEFORE_SIGNATURE.replace("by: hajizade, ", "")))

    assert ("shut", [None]) == (found.opening, [blocker.owner for blocker in found.blockers])


def test_met_according_to_the_addressee_alone() -> None:
    """Where only the addressee says that a demand is met, the owner's gate stays shut and everyone's is undetermined."""
    log = log_with(BEFORE_SIGNATURE, "event: condition_met, condition: c, by: pashinyan")
    openings = {
        account: signature(log, account=account).opening for account in ("everyone", "azerbaijan", "armenia")
    }

    assert {"everyone": "undetermined", "azerbaijan": "shut", "armenia": "open"} == openings


def test_met_according_to_the_owner() -> None:
    """When its owner says so a demand is met for everybody."""
    log = log_with(
        BEFORE_SIGNATURE,
        "event: condition_met, condition: c, by: pashinyan",
        f"event: condition_met, {BY_OWNER}",
    )

    assert "open" == signature(log).opening


@pytest.mark.parametrize(
    ("events", "as_of"),
    [
        ((BEFORE_SIGNATURE.replace("2024-06-01", "2024-06"),), "2024-06-15"),
        ((BEFORE_SIGNATURE, f"event: condition_met, {BY_OWNER.replace('2024-06-10', '2024-07')}"), "2024-07-15"),
        ((SET, f"event: condition_restated, {BY_OWNER.replace('2024-06-10', '2024-07')}, gate: {{signature: treaty}}"), "2024-07-15"),
        ((BEFORE_SIGNATURE, f"event: condition_withdrawn, {BY_OWNER.replace('2024-06-10', '2024-07')}, gate: {{signature: treaty}}"), "2024-07-15"),
    ],
    ids=["made", "met", "named", "taken back"],
)  # fmt: skip
def test_what_may_have_happened_leaves_a_gate_undetermined(events: tuple[str, ...], as_of: str) -> None:
    """A demand that may have been made, met, put before a step or taken back by then may block it or not."""
    found = signature(log_with(*events), as_of=as_of)

    assert ("undetermined", [False]) == (found.opening, [blocker.certain for blocker in found.blockers])


@pytest.mark.parametrize("stage", ["signed", "entered_into_force"])
def test_a_step_that_was_taken_is_open(stage: str) -> None:
    """What stood before a step that was taken is overtaken and stops blocking it."""
    found = signature(log_with(BEFORE_SIGNATURE, f"event: {stage}, date: 2024-07-01"))

    assert ("open", True, ()) == (found.opening, found.passed, found.blockers)


def test_the_text_gate_is_passed_by_a_concluded_text() -> None:
    """A skipped stage is no blocker: what was signed has a text, too."""
    assert "shut" == gate(replay(log_with(THIRTEEN)), text_of="treaty").opening
    assert gate(replay(log_with(THIRTEEN, "event: text_concluded")), text_of="treaty").passed
    assert gate(replay(log_with(THIRTEEN, "event: signed")), text_of="treaty").passed


OPENING = (
    "id: c, event: condition_set, by: aliyev, what: x, gate: {opening: [borders, transit]}, date: 2024-06-01"
)


def test_provisions_have_gates_of_their_own() -> None:
    """A demand before the opening of two articles stands before each of them, and before no other."""
    state = replay(log_with(OPENING))

    assert "shut" == gate(state, opening="borders").opening
    assert "shut" == gate(state, opening=("courts", "transit")).opening
    assert "open" == gate(state, opening="courts").opening
    assert "open" == gate(state, agreeing="borders").opening


def test_a_provision_that_was_opened_has_passed_its_gate() -> None:
    """What was taken up is open, whatever stood before; for an agreement it has to be agreed."""
    opened = replay(log_with(OPENING, "event: provision_opened, provision: borders"))
    agreed = replay(log_with("event: provision_agreed, provision: borders"))

    assert gate(opened, opening="borders").passed
    assert not gate(opened, opening=("borders", "transit")).passed
    assert not gate(opened, agreeing="borders").passed
    assert gate(agreed, agreeing="borders").passed


def test_a_gate_is_named_by_one_step_with_its_object() -> None:
    """A question about no step, two steps, an unknown step or an unknown text is a mistake of the asker."""
    state = replay(log_with())

    with pytest.raises(ValueError, match='name one step with its object, such as signature="treaty"'):
        gate(state)
    with pytest.raises(ValueError, match="name one step with its object"):
        gate(state, signature="treaty", talks="treaty")
    with pytest.raises(
        ValueError, match="'signing' is no step; there are talks, text_of, initialling, signature"
    ):
        gate(state, signing="treaty")
    with pytest.raises(ValueError, match="'pact' is no instrument of this negotiation"):
        gate(state, signature="pact")
    with pytest.raises(ValueError, match="'pact' is no provision of this negotiation"):
        gate(state, opening="pact")


def findings(*events: str, cast: str = "") -> list[tuple[str, str]]:
    log = log_with(*events, cast=cast) if cast else log_with(*events)
    return [(finding.code, finding.message) for finding in gate_findings(replay(log))]


def test_a_step_through_a_shut_gate_is_reported() -> None:
    """What happened is never refused because a gate was shut; the log shows what stood before it."""
    assert [
        (
            "gate-passed",
            (
                "The signature of treaty was passed although there stood before it: "
                "condition c (azerbaijan). They stop blocking it."
            ),
        )
    ] == findings(ALL, BEFORE_SIGNATURE, "event: signed, date: 2024-07-01")


def test_what_stood_before_a_step_is_shown_with_its_place() -> None:
    """The finding names the entry of each demand that was passed, and of what remained."""
    log = log_with(THIRTEEN, BEFORE_SIGNATURE, "id: s, event: signed, date: 2024-07-01")
    (finding,) = gate_findings(replay(log))

    assert ("s", (("This stood before it", "n"), ("This stood before it", "c"))) == (
        finding.entry,
        finding.others,
    )


def test_entry_into_force_without_a_consent_is_a_finding() -> None:
    """A text in force with a needed consent missing is shown as such."""
    found = findings(
        ALL, "event: signed, date: 2024-07-01", RATIFIED, "event: entered_into_force, date: 2024-09-01"
    )

    assert [
        (
            "consent-missing",
            (
                "The entry into force of treaty was passed although there stood before it: "
                "consent (azerbaijan), consent (georgia). They stop blocking it."
            ),
        )
    ] == found


@pytest.mark.parametrize(
    ("demand", "step", "object_"),
    [
        ("text: treaty", "event: text_concluded", "text of treaty"),
        ("text: treaty", "event: initialled", "text of treaty"),
        ("opening: borders", "event: provision_opened, provision: borders", "opening of borders"),
        ("agreeing: borders", "event: provision_agreed, provision: borders", "agreeing of borders"),
    ],
)
def test_every_gate_that_can_be_passed_is_watched(demand: str, step: str, object_: str) -> None:
    """A concluded text, an opened or an agreed article is reported when a demand stood before it."""
    found = findings(ALL, f"{SET}, gate: {{{demand}}}", f"{step}, date: 2024-07-01")

    assert ["gate-passed"] == [code for code, _ in found]
    assert f"The {object_} was passed" in found[0][1]


def test_a_gate_that_only_a_mention_names_is_watched() -> None:
    """A demand of which a further document says that it stands before an opening stands there."""
    mention = "event: mentioned, of: c, gate: {opening: borders}"
    opened = "event: provision_opened, provision: borders, date: 2024-07-01"

    assert ["gate-passed"] == [code for code, _ in findings(SET, mention, opened)]


def test_entry_into_force_past_a_demand_lacks_no_consent() -> None:
    """With every consent given, an entry into force in spite of a demand is a passed gate."""
    given = [
        f"event: ratified, party: {party}, date: 2024-07-02" for party in ("armenia", "azerbaijan", "georgia")
    ]
    demand = f"{SET}, gate: {{entry_into_force: treaty}}"
    found = findings(
        ALL, demand, "event: signed, date: 2024-07-01", *given, "event: entered_into_force, date: 2024-09-01"
    )

    assert ["gate-passed"] == [code for code, _ in found]


def test_an_open_gate_is_passed_in_silence() -> None:
    """Nothing is reported of a step that could be taken, that may have been blocked, or that had been taken before."""
    again = "event: signed, date: 2024-08-01"

    assert [] == findings(ALL, "event: signed, date: 2024-07-01", again)
    assert [] == findings(ALL, SET, "event: signed, date: 2024-07-01")
    assert 1 == len(findings(ALL, BEFORE_SIGNATURE, "event: signed, date: 2024-07-01", again))


def test_a_refused_step_passes_no_gate() -> None:
    """A signature that the table refuses did not happen here."""
    passed = "event: provision_opened, provision: borders, date: 2024-07-01"
    withdrawn = "event: provision_withdrawn, provision: borders, date: 2024-06-30"

    assert 1 == len(findings(OPENING, passed))
    assert [] == findings(OPENING, withdrawn, passed)


def test_blockers_are_values() -> None:
    """The same blocker, asked twice, is the same."""
    first, second = (signature(log_with(BEFORE_SIGNATURE)).blockers for _ in range(2))

    assert {*first} == {*second}
    assert isinstance(first[0], Blocker)


def test_what_only_one_says_opens_its_own_gate() -> None:
    """That all is agreed by one side's word opens the gate for whoever believes it, and not that of all."""
    log = log_with("event: count_stated, by: armenia, agreed: 3, of: 3, date: 2024-06-01")
    openings = {
        account: gate(replay(log, account=account), signature="treaty").opening
        for account in ("armenia", "armenia,usa", "everyone", "armenia,azerbaijan")
    }

    assert {
        "armenia": "open", "armenia,usa": "open", "everyone": "undetermined", "armenia,azerbaijan": "undetermined",
    } == openings  # fmt: skip


def test_a_text_has_the_gates_that_the_cast_names() -> None:
    """A declaration is not ratified, so nobody asks about that; what somebody demands before a step is asked all the same."""
    folder = Path(__file__).parents[2] / "fixtures" / "found" / "signed-by-one-side" / "before-initialling"
    state = replay(load(folder))

    assert ("text", "initialling") == asked_steps(state, InstrumentId("declaration"))
    assert "initialling" in asked_steps(state, InstrumentId("accord"))
    assert ["gate-passed"] == [finding.code for finding in gate_findings(state)]
