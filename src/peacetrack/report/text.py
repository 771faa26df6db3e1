"""What the commands print for people: plain lines, readable in a terminal, in a file and in a mail.

Everything that comes from a log is data. Control characters, and marks that turn the direction of writing, are shown
and not obeyed, so that a log cannot write over the terminal of its reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never
from unicodedata import combining, east_asian_width

import attrs

from peacetrack.beliefs.accounts import EVERYONE
from peacetrack.checks.claims import Result
from peacetrack.model.characters import harmless
from peacetrack.model.dates_in_words import day_in_words, in_words, when_in_words
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.problems import Place, Problem, Severity
from peacetrack.questions.asking import Answer, Voiced, joined, parted
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.demands import gates_of, owners_of, times_stated
from peacetrack.questions.every import answers
from peacetrack.questions.gates import GateState, gates_before
from peacetrack.questions.lifts import blocker_in_full
from peacetrack.questions.parties import signed_in_words
from peacetrack.questions.standing import parties, principles_held, standing
from peacetrack.report.json import other_counts
from peacetrack.state.timeline import State
from peacetrack.worlds.census import several

#: Columns; of a longer line only the part around the place is shown.
WIDEST: Final = 120


@attrs.frozen
class Line:
    """
    A line to print.

    Attributes:
        text: What it says.
        style: How a terminal may show it; a file gets the words alone.
    """

    text: str
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


def _visible(text: str) -> str:
    return harmless(text.replace("\t", " "))


def _columns(text: str) -> int:
    """Count the columns that a terminal gives to a text: two for a wide character, none for a mark on another one."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in _visible(text))


def result_lines(result: Result, place: Place) -> Iterator[Line]:
    """Word the outcome of a claim; of one that failed, what was said, what was replayed, and the difference."""
    sign, style = sign_of(passed=result.passed, xfail=result.claim.xfail)
    support = f", {_support(result)}" if result.support else ""
    inferred = ", rests on an inference" if result.inferred else ""
    yield Line(f"{sign}  {result.claim.id}: {result.said}", style)
    yield Line(f"    {result.verdict.replace('_', ' ')}{support}{inferred}")
    yield from xfailed(passed=result.passed, xfail=result.claim.xfail)
    if not result.passed:
        yield from failure(result, place)


def sign_of(*, passed: bool, xfail: str) -> tuple[str, str]:
    """Give the word for an outcome, and its style."""
    return ("FAILED", "bold red") if not passed else ("xfail", "yellow") if xfail else ("ok", "green")


def xfailed(*, passed: bool, xfail: str) -> Iterator[Line]:
    """Word that something is known to fail, and whether it did."""
    if xfail:
        yield Line(f"    {'fails as is known' if passed else 'holds, though it is said to fail'}: {xfail}")


def _support(result: Result) -> str:
    carriers = f" ({', '.join(result.carriers)})" if result.carriers else ""
    return f"{result.support.replace('_', ' ') if result.support else ''}{carriers}"


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
        more = _number(summary["scenarios"], "scenario")
        counted = f"{counted}, {more}" if claims + expectations else more
    shown = ", ".join(
        _number(summary[f"{noun}s"], noun) for noun in ("error", "warning", "note") if summary[f"{noun}s"]
    )
    outcome = f"{summary['failed']} failed" if summary["failed"] else "all as expected"
    if not claims + expectations + summary["scenarios"]:
        outcome = "nothing to compare" + ("" if summary["errors"] else ": no claim says how things stand")
    places = f" in {negotiations} negotiations" if negotiations > 1 else ""
    style = "bold red" if summary["failed"] or summary["errors"] else "bold green"
    return Line(f"{counted}{places}: {outcome}{f'; {shown}' if shown else ''}", style)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def status_lines(state: State) -> Iterator[Line]:
    """Word a state: every figure with its unit and denominator, its day, and whose word it is."""
    cast = state.log.cast
    day = f"at the end of {day_in_words(state.as_of)}" if state.as_of else "at the end of the log"
    known = f", known by {day_in_words(state.known_by)}" if state.known_by else ""
    account = "everyone's account" if state.account == EVERYONE else f"the account of {state.account}"
    yield Line(f"{cast.negotiation.title or cast.negotiation.id}, {day}{known}, {account}", "bold")
    found: dict[str, dict[str, Answer]] = {}
    for figure, answer in answers(state):
        question, _, subject = figure.partition(":")
        found.setdefault(question, {})[subject] = answer
    for name in texts_shown(state):
        yield Line("")
        yield from _instrument(state, name, found)
    yield from _threads(state, found)
    yield from _own_aspects(state, found)
    yield from _exchanges(found)
    if state.possible_events:
        yield Line("")
        yield Line("May have happened by then, and widens the answers", "bold")
    for event in state.possible_events:
        yield Line(f"  {event.id}: {event.kind.replace('_', ' ')} ({in_words(event.true_of)})")


Found = Mapping[str, Mapping[str, Answer]]


def _instrument(state: State, name: InstrumentId, found: Found) -> Iterator[Line]:
    text = state.log.cast.instruments[name]
    if not _is_on_record(state, name, found):
        yield Line(f"{text.title or name}: nothing is on record of it", "bold")
        return
    signed = signed_in_words(state, name)
    by = f", {signed}" if signed else ""
    answer = found.get("stage", {}).get(name)
    stage = f"{answer or state.stage(name).in_words}{_in_brackets(answer)}"
    yield Line(f"{text.title or name}: {stage}{by}{_going(state, name, found)}", "bold")
    yield from _figures(state, name, found)
    yield from _decided(state, name, found)
    yield from _closures(state, name, found)
    gates = [*gates_before(state, name)]
    for gate in gates:
        yield from _gate(state, gate)
    may = (blocker_in_full(state, gate.gate, one) for gate in gates for one in gate.may_block)
    for phrase in dict.fromkeys(may):
        yield Line(f"  no step stated, may block each: {phrase}")


def _figures(state: State, name: InstrumentId, found: Found) -> Iterator[Line]:
    """Word the numbers and the provisions of a text, each with whose word it is."""
    cast = state.log.cast
    if not cast.instruments[name].unit:
        yield Line("  nothing is counted")
    for subject, answer in found.get("count", {}).items():
        question, of, *unit = parted(subject)
        if of == name and not unit:
            more = f"; unnamed: {state.unnamed(name)}" if question == "remaining" else ""
            yield Line(f"  {answer}{more}{_whose_and_when(answer)}")
    yield from _other_counts(state, name)
    for subject, answer in found.get("provision", {}).items():
        node = ProvisionId(subject)
        if cast.instrument_of[node] == name:
            yield Line(f"  {node} ({cast.provision(node).kind}): {answer}{_whose_and_when(answer)}")
    if name in found.get("ever", {}):
        answer = found["ever"][name]
        yield Line(f"  {answer}{_whose_and_when(answer)}")


def _other_counts(state: State, name: InstrumentId) -> Iterator[Line]:
    """Word the counts in other units as they were stated."""
    for event in other_counts(state, name):
        by = ", ".join(state.log.cast.title(speaker) for speaker in event.by) or "nobody by name"
        numbers = ", ".join(
            f"{quantity} {question.replace('_', ' ')}" for question, quantity in event.numbers
        )
        of_all = f" of {event.of}" if event.of is not None else ""
        shown = when_in_words(event.true_of)
        yield Line(f"  in the unit '{event.unit}': {numbers}{of_all}, said {by} {shown}")


def _is_on_record(state: State, name: InstrumentId, found: Found) -> bool:
    """Tell whether anything is known of a text."""
    homes = state.log.cast.instrument_of
    named = (gates_of(state, condition) for condition in found.get("condition", {}))
    if any(one.instrument == name for each in named for one in each.certain | each.possible):
        return True
    return any(
        answer.events and (name in {subject, *parted(subject)} or homes.get(ProvisionId(subject)) == name)
        for shown in found.values()
        for subject, answer in shown.items()
    )


def _going(state: State, name: InstrumentId, found: Found) -> str:
    answer = found.get("talks", {}).get(name)
    status = state.talks(name).status
    if status == "ongoing" and answer is None:
        return ""  # nobody has said that they were suspended
    return f", talks {status or 'perhaps suspended'}{_in_brackets(answer)}"


def _in_brackets(answer: Answer | None) -> str:
    """Say whose word something is, and of which day, behind it; nothing where nobody is known to have said it."""
    return f" ({answer.whose})" if answer is not None and answer.voiced else ""


def _whose_and_when(answer: Answer) -> str:
    """Say whose word a figure is, and of which day; in a dispute that of each."""
    shown = (f"{_possessive(one)}, {when_in_words(one.date)}" for one in answer.voiced)
    return f": {'; '.join(shown)}" if answer.voiced else ""


def _possessive(voiced: Voiced) -> str:
    return f"{' and '.join(voiced.names)}'s word" if voiced.names else "on record"


def _decided(state: State, name: InstrumentId, found: Found) -> Iterator[Line]:
    """Say who has joined or left, who has consented, and which body decided how."""
    for subject, answer in found.get("party", {}).items():
        party, of = parted(subject)
        if of == name:
            yield Line(f"  {party}: {answer} ({answer.whose})")
    for subject, answer in found.get("consent", {}).items():
        party, of = parted(subject)
        if of == name:
            yield Line(f"  consent of {party}: {answer} ({answer.whose})")
    for subject, answer in found.get("domestic_step", {}).items():
        party, of, body = parted(subject)
        if of == name:
            yield Line(f"  {body} ({party}): {answer} ({answer.whose})")
        elif (
            of not in state.log.cast.instruments and state.log.cast.instrument_of.get(ProvisionId(of)) == name
        ):
            yield Line(f"  {body} ({party}) on {of}: {answer} ({answer.whose})")


def _closures(state: State, name: InstrumentId, found: Found) -> Iterator[Line]:
    for party in parties(state, name):
        held = principles_held(state, party, name)
        text = " or ".join(
            f"{one.principle.replace('_', ' ') if one.principle else 'no known principle'}{' (inferred)' if one.is_inferred else ''}"
            for one in held
        )
        subject = joined(party, name)
        shown = (found.get(question, {}).get(subject) for question in ("standing", "principle"))
        whose = _in_brackets(next((one for one in shown if one is not None), None))
        yield Line(f"  {standing(state, party, instrument=name)}: {text}{whose}")


def _gate(state: State, found: GateState) -> Iterator[Line]:
    part = "" if found.text == "whole" else " (the agreed part)"
    opening = "passed" if found.passed else found.opening
    yield Line(f"  {str(found.gate).split(' of ')[0]}{part}: {opening}")
    for blocker in found.blockers:
        full = blocker_in_full(state, found.gate, blocker)
        yield Line(f"    {'' if blocker.certain else 'perhaps '}blocked by {full}")
    for blocker in found.without_force:
        yield Line(f"    without force here: {blocker_text(blocker)}")
    for blocker in found.overtaken:
        yield Line(f"    overtaken: {blocker_text(blocker)}")


def _threads(state: State, found: Found) -> Iterator[Line]:
    conditions, proposals = found.get("condition", {}), found.get("proposal", {})
    if conditions:
        yield Line("")
        yield Line("Conditions", "bold")
    for name, answer in conditions.items():
        owners = ", ".join(owners_of(state, name)) or "nobody named"
        gates = ", ".join(sorted(map(str, gates_of(state, name).certain))) or "no gate stated"
        stated = times_stated(state, name)
        often = f", stated {times(stated)}" if stated else ""
        yield Line(f"  {name} ({owners}): {answer}{often}; {gates}{_in_brackets(answer)}")
    if proposals:
        yield Line("")
        yield Line("Proposals", "bold")
    for name, answer in proposals.items():
        yield Line(f"  {name}: {answer.in_full}{_in_brackets(answer)}")


def _own_aspects(state: State, found: Found) -> Iterator[Line]:
    """Word what is known of each subject of an aspect of one's own, and what else it asks."""
    for aspect in state.log.aspects:
        text = (aspect.singular, *(question.name for question in aspect.questions))
        shown = [(subject, answer) for noun in text for subject, answer in found.get(noun, {}).items()]
        if shown:
            yield Line("")
            yield Line(aspect.name.replace("_", " ").capitalize(), "bold")
        for subject, answer in shown:
            yield Line(f"  {subject}: {answer}{_in_brackets(answer)}")


def _exchanges(found: Found) -> Iterator[Line]:
    """Say how many calls, readouts, drafts and statements are on record, and which is the latest of each sort."""
    shown = {question: found[question] for question in EXCHANGES if question in found}
    if shown:
        yield Line("")
        yield Line("Contacts, drafts and statements", "bold")
    for question, listed in shown.items():
        last, answer = [*listed.items()][-1]
        plural = EXCHANGES[question] if len(listed) == 1 else f"{EXCHANGES[question]}s"
        yield Line(f"  {len(listed)} {plural}, the latest {last}: {answer} ({answer.whose})")


#: The questions of what was exchanged beside the text, and what one of each is called.
EXCHANGES: Final = {
    "contact": "contact",
    "readout": "readout",
    "draft": "draft",
    "published": "publication",
    "argument": "argument",
    "said": "statement",
}


def times(number: int) -> str:
    """Say how often.

    Examples:
        >>> times(0), times(1), times(2), times(3)
        ('never', 'once', 'twice', '3 times')
    """
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
