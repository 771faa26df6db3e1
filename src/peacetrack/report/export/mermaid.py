"""Mermaid: the events as a timeline, the statuses as bars over days, a state as a diagram.

The law: nothing that a log says becomes a word of the diagram. Every sign of a text that could mean something stands as
its number, which is shown as the sign; what cannot be seen is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.log.log import Log
from peacetrack.model.ids import ProvisionId
from peacetrack.questions.asking import parted
from peacetrack.questions.beyond import provisions_shown, texts_shown
from peacetrack.questions.condition import CONDITION
from peacetrack.questions.courses import Span, courses
from peacetrack.questions.demands import gates_of
from peacetrack.questions.every import figures_of
from peacetrack.questions.provision import PROVISION
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State

#: Colours that people with colour blindness can tell apart; the words say the same.
COLOURS: Final = {
    "agreed": "fill:#0072B2,color:#fff",
    "partly": "fill:#F0E442,color:#000",
    "contested": "fill:#D55E00,color:#000",
    "open": "fill:#fff,color:#000,stroke:#000",
    "gone": "fill:#999999,color:#000",
    "unknown": "fill:#fff,color:#000,stroke:#000,stroke-dasharray:4",
}
#: Signs besides letters and digits that mean nothing to any diagram.
PLAIN: Final = " ,()/"
#: The questions whose answers have a shape of their own in the drawing of a state.
DRAWN: Final = frozenset({PROVISION.name, CONDITION.name})
#: Stands where a text shows nothing: a line of a diagram must not end before its text.
NO_NAME: Final = "(no name)"


def label(text: str) -> str:
    """
    Write a text so that no sign of it means anything to Mermaid.

    Examples:
        >>> label('he said: "13 of 16"; <b>, no-one')
        'he said#58; #34;13 of 16#34;#59; #60;b#62;, no-one'
    """
    phrase = " ".join(text.split())
    signs = (_sign(sign, before) for before, sign in zip(f" {phrase}", phrase, strict=False))
    return "".join(signs).strip() or NO_NAME


def _sign(sign: str, before: str) -> str:
    """Write one sign; a hyphen inside a word is plain, for one at its beginning may begin a list."""
    if sign.isalnum() or sign in PLAIN or (sign == "-" and before.isalnum()):
        return sign
    # Nothing that steers a reader is printable, and a diagram has no use for the rest that is not.
    return f"#{ord(sign)};" if sign.isprintable() else ""


def mermaid_timeline(state: State) -> str:
    """
    Draw the events that had happened, or may have, by the day of a state: a `timeline`, with a section for each year.

    Args:
        state: Of any day.
    """
    return _joined("timeline", [f"    title {label(_title(state.log))}", *_years(state)])


def _years(state: State) -> Iterator[str]:
    shown: str | None = None
    for event in (*state.events, *state.possible_events):
        year = _year(event)
        if year != shown:
            yield f"    section {label(year)}"
            shown = year
        perhaps = " (perhaps)" if event in state.possible_events else ""
        yield f"    {label(str(event.true_of or 'undated'))} : {label(f'{_said(event, state.log)}{perhaps}')}"


def _year(event: Event) -> str:
    latest = event.true_of.latest if event.true_of else None
    return str(latest.year) if latest else "no last day known"


def _said(event: Event, log: Log) -> str:
    """Word an event in a few words: who did what, and its name."""
    by = " and ".join(log.cast.title(name) for name in event.by)
    what = event.kind.replace("_", " ")
    return f"{by}: {what} ({event.id})" if by else f"{what} ({event.id})"


def mermaid_statuses(state: State) -> str:
    """
    Draw since when each question has had which answer: a `gantt` chart with a bar for each span.

    A bar whose first day is not known begins with the chart: the first day of which a beginning is known.

    Args:
        state: The chart ends with its day, or with the last day of the log.
    """
    found = courses(state.timeline, account=state.account, until=state.as_of)
    return _joined(
        "gantt",
        [f"    title {label(_title(state.log))}", "    dateFormat YYYY-MM-DD", *_bars(found, state.as_of)],
    )


def _bars(found: tuple[Span, ...], as_of: dt.date | None) -> Iterator[str]:
    known = [day for one in found for day in (one.since, one.until) if day is not None]
    if not known:
        return  # nothing has a day, and a bar needs one
    first, last = min(known), as_of or max(known)
    shown: tuple[str, str] | None = None
    for one in found:
        if (one.question, one.subject) != shown:
            shown = one.question, one.subject
            yield f"    section {label(f'{one.what} {one.of}')}"
        # A bar ends where the next day begins; after the last day of the calendar there is none.
        until = min(one.until or last, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
        yield f"    {_bar_name(one)} :{one.since or first}, {until}"


def _bar_name(one: Span) -> str:
    found = one.answer
    doubts = [name for name, holds in (("perhaps", not found.certain), ("disputed", found.disputed)) if holds]
    return label(f"{found.text} ({', '.join(doubts)})" if doubts else found.text)


def mermaid_state(state: State) -> str:
    """
    Draw a state: each instrument with its provisions and what may stand before its gates, as a `flowchart`.

    Args:
        state: Of any day, in any account.
    """
    return _joined("flowchart LR", _nodes(state))


def _nodes(state: State) -> Iterator[str]:
    numbers: dict[str, str] = {}
    shown = {node for home in texts_shown(state) for node in provisions_shown(state, home)}
    for home in texts_shown(state):
        text = state.log.cast.instruments[home]
        numbers[home] = f"i{len(numbers)}"
        yield f'    {numbers[home]}["{label(f"{text.title or home}: {state.count(home)}")}"]'
    for place, (node, fact) in enumerate(state[PROVISIONS].items()):
        if node not in shown:
            continue
        whole = numbers[state.log.cast.instrument_of[ProvisionId(node)]]
        yield f'    {whole} --- p{place}["{label(f"{node}: {_status(fact)}")}"]'
        yield f"    class p{place} {colour_of(fact.status)}"
    for place, (name, demand) in enumerate(state[CONDITIONS].items()):
        yield f'    c{place}{{{{"{label(f"{name}: {_status(demand)}")}"}}}}'
        for gate in sorted(gates_of(state, name).certain, key=str):
            if gate.instrument is not None:
                yield f'    c{place} -- "{label(f"before {gate}")}" --> {numbers[gate.instrument]}'
    yield from _answers(state, numbers)
    yield from (f"    classDef {name} {colours}" for name, colours in COLOURS.items())


def _answers(state: State, numbers: Mapping[str, str]) -> Iterator[str]:
    """Draw what else is answered, at the text of which it is."""
    for place, (question, subject, answer) in enumerate(figures_of(state)):
        if question.name not in DRAWN:
            text = f"{' '.join(question.title_of(subject))}: {answer}"
            yield f'    a{place}["{label(text)}"]'
            yield from (f"    {numbers[name]} -.- a{place}" for name in parted(subject) if name in numbers)


def colour_of(status: Status | None) -> str:
    """Name the class of `COLOURS` in which a provision is drawn; None is a status that nobody knows."""
    match status:
        case None:
            return "unknown"
        case Status.AGREED:
            return "agreed"
        case Status.PARTLY_AGREED | Status.AGREED_IN_PRINCIPLE:
            return "partly"
        case Status.CONTESTED:
            return "contested"
        case Status.WITHDRAWN | Status.DEFERRED:
            return "gone"
        case Status.PENDING | Status.OPEN:
            return "open"
        case _:
            assert_never(status)


def _status(fact: Fact[Any]) -> str:
    text = fact.in_words
    return f"{text} (disputed)" if fact.disputed else text


def _title(log: Log) -> str:
    return log.cast.negotiation.title or log.cast.negotiation.id


def _joined(kind: str, lines: Iterable[str]) -> str:
    return "\n".join([kind, *lines]) + "\n"
