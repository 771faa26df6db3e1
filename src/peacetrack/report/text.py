"""What the commands print for people: plain lines, readable in a terminal, in a file and in a mail.

Everything that comes from a log is data. Control characters, and marks that turn the direction of writing, are shown
and not obeyed, so that a log cannot write over the terminal of its reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, assert_never
from unicodedata import combining, east_asian_width

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.beliefs.accounts import EVERYONE
from peacetrack.checks.claims import Result
from peacetrack.model.characters import harmless
from peacetrack.model.ids import InstrumentId
from peacetrack.model.problems import Place, Problem, Severity
from peacetrack.questions.demands import gates_of, owners_of, times_stated
from peacetrack.questions.gates import GateState, gates_before
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
from peacetrack.questions.standing import parties, principles_held, standing
from peacetrack.questions.verdicts import blocker_words
from peacetrack.report.json import other_counts
from peacetrack.state.facts import Fact, either
from peacetrack.state.timeline import State
from peacetrack.worlds.census import several

#: Columns; of a longer line only the part around the place is shown.
WIDEST: Final = 120


@attrs.frozen
class Line:
    """
    A line to print.

    Attributes:
        words: What it says.
        style: How a terminal may show it; a file gets the words alone.
    """

    words: str
    style: str = ""


def style_of(severity: Severity) -> str:
    """Colour a problem by what it means for its log."""
    match severity:
        case Severity.ERROR:
            return "bold red"
        case Severity.WARNING:
            return "yellow"
        case Severity.NOTE:
            return "dim"
        case _:
            assert_never(severity)


def problem_lines(problem: Problem, source: str | None) -> Iterator[Line]:
    """
    Word a problem: place, code and message, the line with a caret, the other places, what to do.

    Args:
        problem: Any problem.
        source: The line of its place; None when there is none to show.
    """
    place = problem.place
    yield Line(f"{where(place)}: {problem.code} {problem.message}", style_of(problem.severity))
    if source and not source.isspace():
        yield from _caret(place, source)
    for role, other in problem.others:
        yield Line(f"  {role}: {where(other)}")
    if problem.hint:
        yield Line(f"  {problem.hint}")


def where(place: Place) -> str:
    """Write a place as `path:line:column`."""
    return f"{place.file}:{place.line}:{place.column}"


def _caret(place: Place, source: str) -> Iterator[Line]:
    """Show a line, or the part of a very long one around the place, with carets under what is meant."""
    begin = 0 if place.column <= WIDEST - 20 else place.column - WIDEST // 2
    end = len(source) if len(source) <= WIDEST else begin + WIDEST
    before, meant = (
        source[begin : place.column - 1],
        source[place.column - 1 : min(end, place.end_column - 1)],
    )
    cut, rest = "…" if begin else "", "…" if end < len(source) else ""
    number = f"{place.line:>4} | "
    yield Line(f"{number}{cut}{_visible(source[begin:end])}{rest}".rstrip())
    blank = " " * (len(cut) + _columns(before))
    yield Line(f"{' ' * (len(number) - 2)}| {blank}{'^' * max(1, _columns(meant))}")


def _visible(words: str) -> str:
    return harmless(words.replace("\t", " "))


def _columns(words: str) -> int:
    """Count the columns that a terminal gives to a text: two for a wide character, none for a mark on another one."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in _visible(words))


def result_lines(result: Result, place: Place) -> Iterator[Line]:
    """Word the outcome of a claim; of one that failed, what was said, what was replayed, and the difference."""
    mark, style = mark_of(passed=result.passed, xfail=result.claim.xfail)
    support = f", {_support(result)}" if result.support else ""
    inferred = ", rests on an inference" if result.inferred else ""
    yield Line(f"{mark}  {result.claim.id}: {result.said}", style)
    yield Line(f"    {result.verdict.replace('_', ' ')}{support}{inferred}")
    yield from xfailed(passed=result.passed, xfail=result.claim.xfail)
    if not result.passed:
        yield from failure(result, place)


def mark_of(*, passed: bool, xfail: str) -> tuple[str, str]:
    """Give the word for an outcome, and its style."""
    return ("FAILED", "bold red") if not passed else ("xfail", "yellow") if xfail else ("ok", "green")


def xfailed(*, passed: bool, xfail: str) -> Iterator[Line]:
    """Word that something is known to fail, and whether it did."""
    if xfail:
        yield Line(f"    {'fails as is known' if passed else 'holds, though it is said to fail'}: {xfail}")


def _support(result: Result) -> str:
    sides = f" ({', '.join(result.sides)})" if result.sides else ""
    return f"{result.support.replace('_', ' ') if result.support else ''}{sides}"


def failure(result: Result, place: Place) -> Iterator[Line]:
    """Word why a claim failed: what was said, what was replayed, in what they differ, and what was expected."""
    expected = result.claim.expect
    wanted = f"{expected.verdict}, {expected.support}" if expected.support else expected.verdict
    found = f"{result.verdict}, {result.support}" if expected.support and result.support else result.verdict
    yield Line(f"    at        {where(place)}")
    yield Line(f"    said      {result.said}")
    yield Line(f"    replayed  {result.replayed}")
    if result.difference:
        yield Line(f"    differs   {result.difference}")
    yield Line(f"    expected  {wanted.replace('_', ' ')}; it is {found.replace('_', ' ')}")
    if result.because:
        yield Line(f"    because   {several(result.because)}")


def summary_line(summary: dict[str, int], negotiations: int) -> Line:
    """Sum a check up in one line."""
    claims, expectations = summary["claims"], summary["expectations"]
    counted = f"{_number(claims, 'claim')} and {_number(expectations, 'expectation')}"
    if summary["scenarios"]:
        told = _number(summary["scenarios"], "scenario")
        counted = f"{counted}, {told}" if claims + expectations else told
    shown = ", ".join(
        _number(summary[f"{word}s"], word) for word in ("error", "warning", "note") if summary[f"{word}s"]
    )
    outcome = f"{summary['failed']} failed" if summary["failed"] else "all as expected"
    if not claims + expectations + summary["scenarios"]:
        outcome = "nothing to compare"
    places = f" in {negotiations} negotiations" if negotiations > 1 else ""
    style = "bold red" if summary["failed"] or summary["errors"] else "bold green"
    return Line(f"{counted}{places}: {outcome}{f'; {shown}' if shown else ''}", style)


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def status_lines(state: State) -> Iterator[Line]:
    """Word a state: every figure with its unit and denominator, its day, and whose word it is."""
    cast = state.log.cast
    day = f"at the end of {state.as_of}" if state.as_of else "at the end of the log"
    known = f", known by {state.known_by}" if state.known_by else ""
    account = "everyone's account" if state.account == EVERYONE else f"the account of {state.account}"
    yield Line(f"{cast.negotiation.title or cast.negotiation.id}, {day}{known}, {account}", "bold")
    for name in cast.instruments:
        yield Line("")
        yield from _instrument(state, name)
    yield from _threads(state)
    yield from _own_aspects(state)
    if state.maybe:
        yield Line("")
        yield Line("May have happened by then, and widens the answers", "bold")
    for event in state.maybe:
        yield Line(f"  {event.id}: {event.kind.replace('_', ' ')} ({event.true_of or 'no date'})")


def _instrument(state: State, name: InstrumentId) -> Iterator[Line]:
    text = state.log.cast.instruments[name]
    stage, talks = state.stage(name), state.talks(name)
    going = (
        ""
        if talks.status == "ongoing"
        else ", talks suspended"
        if talks.status
        else ", talks perhaps suspended"
    )
    yield Line(f"{text.title or name}: {either(stage.possible)}{going}", "bold")
    agreed, left = state.count(name), state.count(name, "remaining")
    yield Line(f"  {agreed}{_disputed(disputed=agreed.disputed)}")
    if text.unit:
        yield Line(f"  {left}; unnamed: {state.unnamed(name)}")
    for event in other_counts(state, name):
        by = ", ".join(state.log.cast.title(speaker) for speaker in event.by) or "nobody by name"
        numbers = ", ".join(f"{quantity} {word.replace('_', ' ')}" for word, quantity in event.numbers)
        of = f" of {event.of}" if event.of is not None else ""
        yield Line(f"  in the unit '{event.unit}': {numbers}{of}, said {by} ({event.true_of or 'no date'})")
    yield from _provisions(state, name)
    yield from _closures(state, name)
    for gate in gates_before(state, name):
        yield from _gate(gate)


def _provisions(state: State, name: InstrumentId) -> Iterator[Line]:
    """Word the provisions of which something is known."""
    cast, facts = state.log.cast, state[PROVISIONS]
    for node in (node for node, home in cast.instrument_of.items() if home == name):
        fact = facts[node]
        if fact.because or fact.maybe or fact.possible < LIVE:
            told = f"{either(fact.possible)}{_disputed(disputed=fact.disputed)}"
            yield Line(f"  {node} ({cast.provision(node).kind}): {told}")


def _disputed(*, disputed: bool) -> str:
    return " (disputed)" if disputed else ""


def _closures(state: State, name: InstrumentId) -> Iterator[Line]:
    for party in parties(state, name):
        held = principles_held(state, party, name)
        words = " or ".join(
            f"{one.principle.replace('_', ' ') if one.principle else 'no known principle'}{' (inferred)' if one.is_inferred else ''}"
            for one in held
        )
        yield Line(f"  {standing(state, party, instrument=name)}: {words}")


def _gate(found: GateState) -> Iterator[Line]:
    part = "" if found.text == "whole" else " (the agreed part)"
    opening = "passed" if found.passed else found.opening
    yield Line(f"  {str(found.gate).split(' of ')[0]}{part}: {opening}")
    for blocker in found.blockers:
        yield Line(f"    {'' if blocker.certain else 'perhaps '}blocked by {blocker_words(blocker)}")
    for blocker in found.may_block:
        yield Line(f"    no gate stated, may block: {blocker_words(blocker)}")
    for blocker in found.without_force:
        yield Line(f"    without force here: {blocker_words(blocker)}")


def _threads(state: State) -> Iterator[Line]:
    conditions, proposals = state[CONDITIONS], state[PROPOSALS]
    if conditions:
        yield Line("")
        yield Line("Conditions", "bold")
    for name, fact in conditions.items():
        owners = ", ".join(owners_of(state, name)) or "nobody named"
        gates = ", ".join(sorted(map(str, gates_of(state, name).certain))) or "no gate stated"
        yield Line(
            f"  {name} ({owners}): {either(fact.possible)}, stated {times(times_stated(state, name))}; {gates}"
        )
    if proposals:
        yield Line("")
        yield Line("Proposals", "bold")
    for name, offer in proposals.items():
        yield Line(f"  {name}: {_proposal(state, name, offer)}")


def _own_aspects(state: State) -> Iterator[Line]:
    """Word what is known of each subject of an aspect of one's own."""
    for aspect in state.log.aspects:
        if state[aspect]:
            yield Line("")
            yield Line(aspect.name.replace("_", " ").capitalize(), "bold")
        for subject, fact in state[aspect].items():
            yield Line(f"  {subject}: {either(fact.possible)}{_disputed(disputed=fact.disputed)}")


def _proposal(state: State, name: str, fact: Fact[Any]) -> str:
    late = ", overdue" if is_overdue(state, name) else ""
    renewed, rejected = times(times_renewed(state, name)), times(times_rejected(state, name))
    return f"{either(fact.possible)}{late}; renewed {renewed}, rejected {rejected}"


def times(number: int) -> str:
    """Say how often.

    Examples:
        >>> times(0), times(1), times(2), times(3)
        ('never', 'once', 'twice', '3 times')
    """
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
