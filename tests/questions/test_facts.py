"""What is known of a demand is one answer, whoever asks for it and in whichever view."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.assertions import ConditionAsserted
from peacetrack.aspects.conditions import CONDITIONS, LIVE, Status
from peacetrack.checks.claims import check
from peacetrack.checks.compare import diff
from peacetrack.checks.explain import explain
from peacetrack.corpus.tables.demands import condition_rows
from peacetrack.log.claim import Claim, Verdict
from peacetrack.log.log import Log
from peacetrack.model.ids import ClaimId, ConditionId
from peacetrack.questions.gates import gate
from peacetrack.questions.intervals import intervals
from peacetrack.report.export.mermaid import label, mermaid_state
from peacetrack.report.json import status as status_as_json
from peacetrack.report.text import status_lines
from peacetrack.state.facts import either
from peacetrack.state.notebook import state_html
from peacetrack.state.timeline import State, timeline
from peacetrack.testing.observed import observed
from tests.build import log_with

#: What can bring about what a demand requires, or undo it, and what its own parties say of it.
HAPPENED = (
    "event: text_concluded",
    "event: text_reopened",
    "event: signed",
    "event: ratified, party: armenia",
    "event: ratified, party: georgia",
    "event: consent_withdrawn, party: armenia",
    "event: consents_stated, number: 2, of: 3",
    "event: provision_agreed, provision: borders",
    "event: domestic_step, party: armenia, body: parliament, outcome: approved",
    "event: domestic_step, party: armenia, body: parliament, outcome: rejected",
    "event: condition_met, condition: c, by: armenia",
    "event: condition_accepted, condition: c, by: armenia",
    "event: condition_withdrawn, condition: c, by: azerbaijan",
    "event: condition_restated, condition: c, by: azerbaijan, gate: {talks: treaty}",
)
REQUIRED = (
    "steps: parliament",
    "consents: 1",
    "consents: 2, not_counting: georgia",
    "signed: treaty",
    "signed: true",
    "steps: [{party: armenia, body: parliament}]",
    "consents: {share: 1/2}, of: [armenia, azerbaijan]",
    "any: [{consents: 2}, {signed: treaty}]",
    "provisions: borders",
    "steps: parliament, consents: 1, signed: treaty",
    "steps: parliament, after: 60 days",
)


@st.composite
def required(draw: st.DrawFn) -> tuple[Log, str | None, str]:
    """Give a log of a demand with a requirement, a day, and whose word is believed."""
    day = st.dates(dt.date(2024, 6, 4), dt.date(2024, 6, 20)).map(str)
    month = "2024-06"
    happened = [
        f"{event}, date: {draw(st.one_of(day, day, st.just(month)))}"
        for event in draw(st.lists(st.sampled_from(HAPPENED), max_size=6))
    ]
    demand = (
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, gate: {talks: treaty}, "
        f"date: {draw(st.sampled_from(['2024-06-03', '2024-06-01/2024-06-03']))}, met_by: {{{draw(st.sampled_from(REQUIRED))}}}"
    )
    account = draw(st.sampled_from(["everyone", "common_ground", "armenia", "azerbaijan"]))
    return log_with(demand, *happened), draw(st.one_of(st.none(), day)), account


def shown(state: State) -> Iterator[tuple[str, str]]:
    """Give what each view says has become of the demand, in one way of writing it."""
    (line,) = (line.text for line in status_lines(state) if line.text.startswith("  c ("))
    yield "status", line.partition("): ")[2].partition(", stated")[0]
    yield "JSON", either(status_as_json(state, ())["conditions"]["c"]["possible"])
    yield "explain", explain(state, "condition:c").says.removeprefix("condition c: ").partition(";")[0]
    yield "table", either(json.loads(str(next(iter(condition_rows(state)))[-1])))
    (node,) = (row for row in mermaid_state(state).splitlines() if label("c: ") in row)
    yield "diagram", node.partition(label("c: "))[2].partition('"')[0].strip()
    yield (
        "notebook",
        state_html(state).partition(">c</td>")[2].partition("</td>")[0].partition('">')[2].partition(";")[0],
    )
    (change,) = (one for one in diff(state.just_before(0), state) if one.what == "condition")
    yield "diff", change.after


@given(required())
def test_what_is_known_of_a_demand_is_one_answer(drawn: tuple[Log, str | None, str]) -> None:
    """The fact, the views in words and the tables say of a demand with a requirement the same."""
    log, as_of, account = drawn
    state = timeline(log).at(as_of, account=account)
    fact = state[CONDITIONS].get("c")

    if fact is not None:
        torn = " (disputed)" if fact.disputed else ""
        for view, text in shown(state):
            assert (view, either(fact.possible)) == (view, text.removesuffix(torn))


@given(required())
def test_what_is_known_of_a_demand_decides_what_is_judged_and_what_it_shuts(
    drawn: tuple[Log, str | None, str],
) -> None:
    """A claim of its status, its interval on that day and the gate before which it stands go by what is known of it."""
    log, as_of, account = drawn
    line = timeline(log)
    state = line.at(as_of, account=account)
    fact = state[CONDITIONS].get("c")
    if fact is None:
        return
    asserted = [ConditionAsserted(id=ConditionId("c"), statuses=(status,)) for status in Status]
    claims = tuple(Claim(id=ClaimId(says.statuses[0]), says=says) for says in asserted)
    results = check(attrs.evolve(log, claims=claims), as_of=as_of, account=account)
    possible = {Verdict.SUPPORTED} if fact.status else {Verdict.NOT_ENOUGH_INFO}
    for status, result in zip(Status, results, strict=True):
        assert result.verdict in (possible if status in fact.possible else {Verdict.REFUTED})
    stated = [one.says.statuses for one in observed(state) if isinstance(one.says, ConditionAsserted)]
    assert (
        [] if fact.disputed else [tuple(sorted(fact.possible))]
    ) == stated  # of what is disputed nothing is asserted
    opening = gate(state, talks="treaty").opening
    stands = bool(fact.because) and fact.possible <= LIVE
    assert opening == ("shut" if stands else "undetermined" if fact.possible & LIVE else "open")


@given(required())
def test_an_interval_says_of_a_demand_what_is_known_on_each_of_its_days(
    drawn: tuple[Log, str | None, str],
) -> None:
    """On every day of the log the one interval in which it lies has what is known of the demand on that day."""
    log, _, account = drawn
    line = timeline(log)
    found = [one for one in intervals(line, account=account) if one.subject == "c"]

    for day in line.days():
        fact = line.at(day, account=account)[CONDITIONS].get("c")
        here = [
            one
            for one in found
            if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
        ]
        assert [one.possible for one in here] == ([tuple(sorted(fact.possible))] if fact else [])


def test_a_demand_that_the_record_meets_is_met_for_everybody_who_asks() -> None:
    """The parliament approved, so the demand is met, on the evidence of who made it and of the approval that met it."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2024-06-01, met_by: {steps: parliament}",
        "event: domestic_step, party: armenia, body: parliament, outcome: approved, date: 2024-07",
    )
    raised, between, met = (
        timeline(log).at(day)[CONDITIONS]["c"] for day in ("2024-06-30", "2024-07-15", "2024-07-31")
    )

    assert (Status.RAISED, None, Status.MET) == (raised.status, between.status, met.status)
    assert {Status.RAISED, Status.MET} == between.possible
    assert ["c", "000#2"] == [event.id for event in met.because]
