"""The versioned JSON of the commands, as plain values; bounds are `[low, high]`, and null where one is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from peacetrack.aspects.conditions import CONDITIONS, Gate, Step
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.tallies import COUNT_STATUSES, Quantity, UnitCount
from peacetrack.checks.claims import Result
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId
from peacetrack.model.problems import Problem
from peacetrack.questions.asking import Answer
from peacetrack.questions.beyond import provisions_shown, texts_shown
from peacetrack.questions.demands import (
    Statement,
    addressees_of,
    gates_of,
    owners_of,
    statements,
    times_stated,
)
from peacetrack.questions.every import answers
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.gates import Blocker, GateState, asked_steps, gate_state
from peacetrack.questions.lifts import lifts
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
from peacetrack.questions.standing import parties, principles_held, standing
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds

STATUS: Final = "peacetrack.status/2"
CHECK: Final = "peacetrack.check/1"


def one_or_many(names: Iterable[str]) -> str | list[str] | None:
    """Write names as a log does: one alone, several as a list."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else listed or None


def bounds(number: Bounds) -> list[int | None]:
    """Write bounds as a pair."""
    return [number.low, number.high]


def status(state: State, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """
    Write a state.

    Args:
        state: Any state.
        problems: Its findings, each with its place.
    """
    return {
        "format": STATUS,
        "negotiation": state.log.cast.negotiation.id,
        "as_of": str(state.as_of) if state.as_of else None,
        "known_by": str(state.known_by) if state.known_by else None,
        "account": str(state.account),
        "instruments": {name: _instrument(state, name) for name in texts_shown(state)},
        "conditions": {name: _condition(state, name, fact) for name, fact in state[CONDITIONS].items()},
        "proposals": {name: _proposal(state, name, fact) for name, fact in state[PROPOSALS].items()},
        "aspects": {aspect.name: _subjects(state, aspect) for aspect in state.log.aspects},
        "answers": [answer_of(figure, found) for figure, found in answers(state)],
        "possible_events": [event.id for event in state.possible_events],
        "findings": [problem_as_json(problem) for problem in problems],
    }


def answer_as_json(question: str, subject: str, found: Answer) -> dict[str, Any]:
    """Write the answer to a question, whose word it is and of which day."""
    return {
        "question": question,
        "subject": subject,
        "answer": found.text,
        "details": found.details,
        "value": found.value,
        "certain": found.certain,
        "disputed": found.disputed,
        "inferred": found.inferred,
        "voiced": [
            {"by": list(one.by), "date": str(one.date) if one.date else None, "event": one.event}
            for one in found.voiced
        ],
        "because": list(found.because),
        "maybe": list(found.possible_events),
    }


def answer_of(figure: str, found: Answer) -> dict[str, Any]:
    """Write an answer under its figure."""
    question, _, subject = figure.partition(":")
    return answer_as_json(question, subject, found)


def _instrument(state: State, name: InstrumentId) -> dict[str, Any]:
    stage, counts = state.stage(name), {status: state.count(name, status) for status in COUNT_STATUSES}
    return {
        "unit": state.log.cast.instruments[name].unit,
        "stage": stage.status,
        **({"stages": sorted(stage.possible)} if stage.status is None else {}),
        "talks": state.talks(name).status,
        "of": bounds(counts["agreed"].denominator),
        "counts": {status: bounds(count.numerator) for status, count in counts.items()},
        "disputed": [status for status, count in counts.items() if count.disputed],
        **inexact(all(count.exact for count in counts.values())),
        "because": list(counts["agreed"].because),
        "ever": {"opened": bounds(ever_opened(state, name))},
        "provisions": _provisions(state, name),
        "unnamed": bounds(state.unnamed(name)),
        "other_counts": [_other_count(state, event) for event in other_counts(state, name)],
        "principles": _principles(state, name),
        "standings": {party: _standing(state, party, name) for party in parties(state, name)},
        "gates": _gates(state, name),
    }


def _provisions(state: State, name: InstrumentId) -> dict[str, Any]:
    return {node: _provision(state, node) for node in provisions_shown(state, name)}


def _provision(state: State, name: ProvisionId) -> dict[str, Any]:
    fact = state[PROVISIONS][name]
    return {
        "kind": state.log.cast.provision(name).kind,
        "possible": sorted(fact.possible),
        "disputed": fact.disputed,
        **inexact(fact.exact),
        "because": [event.id for event in (*fact.because, *fact.possible_events)],
    }


def inexact(exact: bool) -> dict[str, bool]:  # noqa: FBT001 - the one thing that is told
    """Say that an answer is not exact, which it hardly ever is; the key is left out where it is."""
    return {} if exact else {"exact": False}


def other_counts(state: State, name: InstrumentId) -> tuple[UnitCount, ...]:
    """List the counts in other units than the instrument's own that had certainly been stated."""
    own = state.log.cast.instruments[name].unit
    return tuple(
        event
        for event in state.events
        if isinstance(event, UnitCount) and event.instrument == name and event.unit not in ("", own)
    )


def _other_count(state: State, event: UnitCount) -> dict[str, Any]:
    return {
        "id": event.id,
        "by": one_or_many(event.by),
        "unit": event.unit,
        "numbers": {status: _quantity(quantity) for status, quantity in event.numbers},
        "of": event.of,
        "date": str(event.true_of) if event.true_of else None,
        "bounds": {
            status: bounds(state.count(event.instrument, status, unit=event.unit).numerator)
            for status, _ in event.numbers
        },
        "because": list(state.count(event.instrument, unit=event.unit).because),
    }


def _quantity(quantity: Quantity) -> Any:
    if quantity.approx is not None:
        return {"approx": quantity.approx}
    if quantity.ids:
        return list(quantity.ids)
    return "rest" if quantity.rest else [quantity.low, quantity.high]


def _principles(state: State, name: InstrumentId) -> dict[str, Any]:
    principles = {party: principles_held(state, party, name) for party in parties(state, name)}
    return {
        party: {"principle": held[-1].principle, "inferred": held[-1].is_inferred, "certain": len(held) == 1}
        for party, held in principles.items()
        if held[-1].principle is not None
    }


def _standing(state: State, party: ActorId, name: InstrumentId) -> dict[str, Any]:
    found = standing(state, party, instrument=name)
    return {"settled": bounds(found.settled), "of": bounds(found.of)}


def _gates(state: State, name: InstrumentId) -> dict[str, Any]:
    return {step: _gate(state, Gate(step, name)) for step in asked_steps(state, name)}


def _gate(state: State, of: Gate) -> dict[str, Any]:
    whole = gate_state(state, of)
    found: tuple[GateState, ...] = (whole,)
    if of.step is Step.SIGNATURE:
        found = (whole, gate_state(state, of, text="agreed_part"))
    return {
        **{one.text: one.opening for one in found},
        "passed": whole.passed,
        "blockers": [blocker_as_json(state, of, blocker) for one in found for blocker in one.blockers],
        "may_block": [blocker_as_json(state, of, blocker) for blocker in whole.may_block],
        "without_force": [blocker_as_json(state, of, blocker) for blocker in whole.without_force],
    }


def blocker_as_json(state: State, of: Gate, blocker: Blocker) -> dict[str, Any]:
    """Write what stands before a gate, since when, and what would lift it, by whom."""
    return {
        "text": blocker.text,
        "kind": blocker.kind,
        "owner": blocker.owner,
        "certain": blocker.certain,
        "since": str(blocker.since) if blocker.since else None,
        "lifted_by": [{"by": list(one.by), "line": one.line} for one in lifts(state, of, blocker)],
        "because": list(blocker.because),
        "condition": blocker.condition,
        "provision": blocker.provision,
        "number": bounds(blocker.number) if blocker.number else None,
    }


def _gate_name(of: Gate) -> dict[str, Any]:
    return {of.step: of.instrument or list(of.provisions)}


def _standing_at(fact: Fact[Any]) -> dict[str, Any]:
    """Say how something stands; what may have happened alone, or is disputed, has no status that is known."""
    return {
        "status": fact.status if fact.because else None,
        "possible": sorted(fact.possible),
        **inexact(fact.exact),
        **({} if fact.because else {"certain": False}),
        **({"disputed": True} if fact.disputed else {}),
    }


def _condition(state: State, name: str, fact: Fact[Any]) -> dict[str, Any]:
    gates = gates_of(state, name)
    return {
        "by": one_or_many(owners_of(state, name)),
        "of": one_or_many(addressees_of(state, name)),
        "gates": [_gate_name(of) for of in sorted(gates.certain, key=str)],
        **_standing_at(fact),
        "times_stated": times_stated(state, name),
        "statements": [_statement(statement) for statement in statements(state, name)],
        "because": [event.id for event in (*fact.because, *fact.possible_events)],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "by": one_or_many(statement.by),
        "date": str(statement.date) if statement.date else None,
        "what": statement.what,
        "of": one_or_many(statement.of),
        "gate": [_gate_name(of) for of in statement.gate],
        "series": statement.series,
        "reported_again": statement.reported_again,
        "event": statement.event,
    }


def _proposal(state: State, name: str, fact: Fact[Any]) -> dict[str, Any]:
    origin = state.timeline.replayed.histories[PROPOSALS.name][name].origin
    return {
        "by": one_or_many(state.log.cast.actors_of(origin.by)),
        **_standing_at(fact),
        "times_renewed": times_renewed(state, name),
        "times_rejected": times_rejected(state, name),
        "overdue": is_overdue(state, name),
        "because": [event.id for event in (*fact.because, *fact.possible_events)],
    }


def _subjects(state: State, aspect: Aspect[Any]) -> dict[str, Any]:
    return {
        subject: {
            **_standing_at(fact),
            "disputed": fact.disputed,
            "because": [event.id for event in (*fact.because, *fact.possible_events)],
        }
        for subject, fact in state[aspect].items()
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Write a problem with its place."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
    }


def result_as_json(result: Result, file: str, line: int) -> dict[str, Any]:
    """Write the outcome of a claim with its place."""
    expected = result.claim.expect
    return {
        "id": result.claim.id,
        "kind": result.kind,
        "file": file,
        "line": line,
        "verdict": result.verdict,
        "support": result.support,
        "sides": list(result.carriers),
        "expected": {"verdict": expected.verdict, "support": expected.support},
        "passed": result.passed,
        "said": result.said,
        "replayed": result.replayed,
        "inferred": result.inferred,
        "because": list(result.because),
        "difference": result.difference,
        "xfail": result.claim.xfail,
        "reports": [
            {"event": report.event, "source": report.source, "sides": list(report.carriers)}
            for report in result.reports
        ],
    }


Rows = Sequence[Mapping[str, Any]]


def check(results: Rows, problems: list[Problem], scenarios: Rows = ()) -> dict[str, Any]:
    """Write the outcome of a check of one or several negotiations."""
    return {
        "format": CHECK,
        "results": results,
        "scenarios": scenarios,
        "problems": [problem_as_json(problem) for problem in problems],
        "summary": summary(results, problems, scenarios),
    }


def summary(results: Rows, problems: list[Problem], scenarios: Rows = ()) -> dict[str, int]:
    """Count what came out."""
    severities = [problem.severity.value for problem in problems]
    outcomes = (*results, *scenarios)
    return {
        "claims": sum(result["kind"] == "claim" for result in results),
        "expectations": sum(result["kind"] == "expectation" for result in results),
        "scenarios": len(scenarios),
        "passed": sum(bool(one["passed"]) for one in outcomes),
        "failed": sum(not one["passed"] for one in outcomes),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
    }
