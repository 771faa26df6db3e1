"""What the commands print of single answers: why, what differs, what each side tells, since when, what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, assert_never

from peacetrack.aspects.assertions import Opening
from peacetrack.checks.compare import Change
from peacetrack.checks.explain import Explanation
from peacetrack.checks.needs import Need
from peacetrack.log.agreement import Agreement
from peacetrack.log.coverage import Coverage
from peacetrack.model.dates_in_words import day_in_words
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.courses import Span
from peacetrack.questions.gates import GateState
from peacetrack.questions.lifts import blocker_in_full, blocker_since, since_in_words
from peacetrack.questions.readouts import Comparison, Shown
from peacetrack.report.json import answer_as_json, blocker_as_json
from peacetrack.report.text import Line
from peacetrack.state.timeline import State


def head(state: State, name: str, *, version: int = 1) -> dict[str, Any]:
    """Begin the plain values of an answer: which format, of what, when, and on whose word."""
    return {
        "format": f"peacetrack.{name}/{version}",
        "negotiation": state.log.cast.negotiation.id,
        "as_of": str(state.as_of) if state.as_of else None,
        "known_by": str(state.known_by) if state.known_by else None,
        "account": str(state.account),
    }


def title(state: State) -> str:
    """Say of what, when and on whose word something is asked."""
    negotiation = state.log.cast.negotiation
    day = f"at the end of {day_in_words(state.as_of)}" if state.as_of else "at the end of the log"
    known = f", known by {day_in_words(state.known_by)}" if state.known_by else ""
    return f"{negotiation.title or negotiation.id}, {day}{known}, on the word of {state.account}"


def explanation_lines(found: Explanation, depth: int = 0) -> Iterator[Line]:
    """Word why a figure is what it is, as a tree."""
    style = "bold" if not depth else "dim" if found.citation else ""
    yield Line(f"{'  ' * depth}{found.says}", style)
    for part in found.because:
        yield from explanation_lines(part, depth + 1)


def explanation_as_json(state: State, found: Iterable[tuple[str, Explanation]]) -> dict[str, Any]:
    """Write why some figures are what they are."""
    return head(state, "explain") | {
        "figures": [{"figure": name} | _tree(explanation) for name, explanation in found]
    }


def _tree(found: Explanation) -> dict[str, Any]:
    place = found.citation
    return {
        "says": found.says,
        "event": found.event,
        "source": place.source if place else None,
        "paragraph": place.paragraph if place else None,
        "because": [_tree(part) for part in found.because],
    }


def change_lines(changes: Sequence[Change]) -> Iterator[Line]:
    """Word what differs, each change with the events that bring it."""
    yield Line({0: "nothing differs", 1: "1 change"}.get(len(changes), f"{len(changes)} changes"), "bold")
    for change in changes:
        yield Line(f"{change.what} {change.subject}")
        yield Line(f"    was   {change.before}")
        yield Line(f"    is    {change.after}", "green")
        if change.because:
            yield Line(f"    for   {', '.join(change.because)}", "dim")


def changes_as_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Write what differs."""
    return [
        {
            "what": change.what,
            "subject": change.subject,
            "before": change.before,
            "after": change.after,
            "because": list(change.because),
        }
        for change in changes
    ]


def _cell(shown: Shown) -> str:
    match shown:
        case "mentioned":
            return "yes"
        case "omitted":
            return "no"
        case "not shown":
            return "–"
        case "disputed":
            return "yes and no"
        case _:
            assert_never(shown)


def comparison_lines(found: Comparison) -> Iterator[Line]:
    """Word the readouts of a contact side by side, a topic a line."""
    actors = [column.actor for column in found.columns]
    yield Line(
        f"{found.contact}: {len(actors)} {'side tells' if len(actors) == 1 else 'sides tell'} of it", "bold"
    )
    if found.neutral:
        yield Line(f"  in no side's name: {', '.join(found.neutral)}")
    width = max((len(topic) for topic in found.topics), default=0)
    if found.topics:
        yield Line(f"  {'':{width}}  {'  '.join(f'{actor:>10}' for actor in actors)}")
    for place, topic in enumerate(found.topics):
        cells = "  ".join(f"{_cell(column.topics[place]):>10}" for column in found.columns)
        yield Line(f"  {topic:{width}}  {cells}".rstrip())
    if len(actors) > 1:
        yield Line(f"  in all: {', '.join(found.in_all) or 'none'}")
        for actor in actors:
            yield Line(f"  only in {actor}'s: {', '.join(found.only_in(actor)) or 'none'}")
    for column in found.columns:
        places = dict.fromkeys(
            f"{place.source}{f', paragraph {place.paragraph}' if place.paragraph else ''}"
            for place in column.citations
        )
        yield Line(f"  {column.actor}: {'; '.join(places) or 'no source'}", "dim")


def comparison_as_json(state: State, found: Iterable[Comparison]) -> dict[str, Any]:
    """Write readouts side by side."""
    return head(state, "compare") | {
        "contacts": [
            {
                "contact": one.contact,
                "neutral": list(one.neutral),
                "topics": list(one.topics),
                "in_all": list(one.in_all),
                "sides": [
                    {
                        "side": column.actor,
                        "topics": dict(zip(one.topics, column.topics, strict=True)),
                        "only": list(one.only_in(column.actor)),
                        "events": list(column.events),
                        "citations": [
                            {"source": place.source, "paragraph": place.paragraph}
                            for place in column.citations
                        ],
                    }
                    for column in one.columns
                ],
            }
            for one in found
        ]
    }


def span_lines(found: Iterable[Span]) -> Iterator[Line]:
    """Word since when each question has had the answer that it has, and what brought it."""
    for name, lines in groupby(found, key=lambda span: span.question):
        yield Line(name.replace("_", " ").capitalize(), "bold")
        for (what, of), course in groupby(lines, key=lambda span: (span.what, span.of)):
            yield Line(f"  {_subject(name, what, of)}")
            for one in course:
                because = f"  {', '.join(one.because)}" if one.because else ""
                yield Line(f"    {_day(one.since)} – {_day(one.until)}  {one.answer.in_full}{because}")


def _subject(name: str, what: str, of: str) -> str:
    """Name a subject below the heading of its question."""
    more = what.removeprefix(name.replace("_", " ")).strip()
    return f"{more}, {of}" if more else of


def _day(day: dt.date | None) -> str:
    return str(day) if day else " " * 10


def spans_as_json(state: State, found: Iterable[Span]) -> dict[str, Any]:
    """Write since when each question has had the answer that it has."""
    return head(state, "timeline", version=2) | {
        "spans": [
            answer_as_json(one.question, one.subject, one.answer)
            | {
                "since": str(one.since) if one.since else None,
                "until": str(one.until) if one.until else None,
                "brought_by": list(one.because),
            }
            for one in found
        ]
    }


def blockers_lines(state: State, found: Sequence[GateState]) -> Iterator[Line]:
    """Word what stands in the way, gate by gate, and then owner by owner."""
    yield Line("By gate", "bold")
    for one in found:
        part = "" if one.text == "whole" else " (the agreed part)"
        yield Line(f"  {one.gate}{part}: {'passed' if one.passed else one.opening}")
        for blocker, role in _all_blockers(one):
            # What has no force shuts nothing, and neither does what was overtaken, so there is nothing to lift.
            shown = (
                blocker_since(blocker)
                if blocker in (*one.without_force, *one.overtaken)
                else blocker_in_full(state, one.gate, blocker)
            )
            yield Line(f"    {role}{shown}")
    yield Line("By owner", "bold")
    owned: dict[str, dict[str, None]] = {}
    for one in found:
        for blocker, role in _all_blockers(one):
            owned.setdefault(blocker.owner or "nobody in particular", {})[
                f"{role}{_what(blocker)}: {one.gate}"
            ] = None
    for owner, lines in owned.items():
        yield Line(f"  {owner}")
        for text in lines:
            yield Line(f"    {text}")


def _all_blockers(found: GateState) -> Iterator[tuple[Blocker, str]]:
    for blocker in found.blockers:
        yield blocker, "" if blocker.certain else "perhaps "
    for blocker in found.may_block:
        yield blocker, "no gate stated, may block: "
    for blocker in found.without_force:
        yield blocker, "without force: "
    for blocker in found.overtaken:
        yield blocker, "overtaken: "


def _what(blocker: Blocker) -> str:
    return blocker_text(blocker).removesuffix(f" ({blocker.owner})")


def blockers_as_json(state: State, found: Iterable[GateState]) -> dict[str, Any]:
    """Write what stands in the way."""
    return head(state, "blockers") | {
        "gates": [
            {
                "gate": str(one.gate),
                "step": one.gate.step,
                "instrument": one.gate.instrument,
                "provisions": list(one.gate.provisions),
                "text": one.text,
                "opening": one.opening,
                "passed": one.passed,
                "blockers": [blocker_as_json(state, one.gate, blocker) for blocker in one.blockers],
                "may_block": [blocker_as_json(state, one.gate, blocker) for blocker in one.may_block],
                "without_force": [blocker_as_json(state, one.gate, blocker) for blocker in one.without_force],
            }
            for one in found
        ]
    }


def need_lines(state: State, found: GateState, needs: Sequence[Need], then: Opening) -> Iterator[Line]:
    """Word what lifts each thing that stands before a step, by whom; below it the line that can be supposed."""
    part = "" if found.text == "whole" else " (the agreed part)"
    yield Line(f"The {found.gate}{part} is {'passed' if found.passed else found.opening}.", "bold")
    for need in needs:
        by = " and ".join(map(state.log.cast.title, need.by)) or "nobody in particular"
        since = f", {since_in_words(need.since)}" if need.since else ""
        yield Line(f"  {need.blocker}{since}: {by}")
        yield Line(f"    {need.line}", "dim")
    if needs:
        yield Line(f"Supposed together, they leave it {then}.", "bold")


def needs_as_json(state: State, found: GateState, needs: Sequence[Need], then: Opening) -> dict[str, Any]:
    """Write what lifts each thing that stands before a step."""
    return head(state, "needs") | {
        "gate": str(found.gate),
        "text": found.text,
        "opening": found.opening,
        "passed": found.passed,
        "then": then,
        "needs": [
            {
                "blocker": need.blocker,
                "by": list(need.by),
                "line": need.line,
                "since": str(need.since) if need.since else None,
                "because": list(need.because),
            }
            for need in needs
        ],
    }


def coverage_lines(found: Iterable[Coverage]) -> Iterator[Line]:
    """Word which paragraphs of each source are cited, left out or passed over."""
    for one in found:
        yield Line(f"{one.source}: {_paragraphs(one)}", "bold")
        for text, numbers in (
            ("cited", one.cited),
            ("left out", one.left_out),
            ("passed over", one.passed_over),
        ):
            if numbers:
                style = "yellow" if text == "passed over" else ""
                yield Line(f"  {text}: {', '.join(map(str, numbers))}", style)


def _paragraphs(one: Coverage) -> str:
    if one.paragraphs is None:
        return "does not say how many paragraphs it has"
    covered = one.paragraphs - len(one.passed_over)
    return f"{covered} of {one.paragraphs} paragraphs accounted for"


def coverage_as_json(state: State, found: Iterable[Coverage]) -> dict[str, Any]:
    """Write which paragraphs of each source are cited, left out or passed over."""
    return head(state, "coverage") | {
        "sources": [
            {
                "source": one.source,
                "paragraphs": one.paragraphs,
                "cited": list(one.cited),
                "left_out": list(one.left_out),
                "passed_over": list(one.passed_over),
            }
            for one in found
        ]
    }


def agreement_lines(found: Agreement) -> Iterator[Line]:
    """Word how far two coders agree."""
    both = [match for match in found.matches if match.one is not None and match.other is not None]
    alike = [match for match in both if not match.differs]
    yield Line(f"{len(both)} events in both, {len(alike)} of them alike in every field", "bold")
    for match in both:
        if match.differs:
            yield Line(f"  {match.one} / {match.other}: differ in {', '.join(match.differs)}")
    for whose, names in (("one", found.only_one), ("other", found.only_other)):
        yield Line(f"only in {whose}: {', '.join(names) or 'none'}")
    yield Line("Krippendorff's alpha of the kinds of events", "bold")
    for about, alpha in found.alphas:
        text = "no variation, so nothing can be said" if alpha is None else f"{alpha:.3f}"
        yield Line(f"  {about}: {text}")


def agreement_as_json(found: Agreement) -> dict[str, Any]:
    """Write how far two coders agree."""
    return {
        "format": "peacetrack.agreement/1",
        "matches": [
            {"one": match.one, "other": match.other, "differs": list(match.differs)}
            for match in found.matches
        ],
        "alphas": [{"about": about, "alpha": alpha} for about, alpha in found.alphas],
    }
