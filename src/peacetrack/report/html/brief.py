"""The first screen: for each text that matters the number and whose word it is, each rule, the next step, and what is in its way.

The law: the number, the rules and the steps are what the questions `count`, `standing` and `gate` answer; a party of which no
number is on record is said to be silent, and one that says otherwise is said to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

import attrs

from peacetrack.aspects.assertions import BlockerKind
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.order import day_at
from peacetrack.log.coverage import coverage
from peacetrack.model.dates_in_words import day_in_words, in_words, when_in_words
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.questions.asking import Answer, joined
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.blockers import Blocker
from peacetrack.questions.counts import COUNT
from peacetrack.questions.every import figures_of
from peacetrack.questions.gates import GateState, gates_before
from peacetrack.questions.lifts import lifts_in_words, since_in_words
from peacetrack.questions.numbers import ANY, pair
from peacetrack.questions.standing import parties
from peacetrack.report.html.accounts import Settled, settled
from peacetrack.report.html.answered import AnswersShown, titled
from peacetrack.report.html.exchanges import demand_text
from peacetrack.report.html.record import known_sources
from peacetrack.report.html.wording import actor_name, plain
from peacetrack.report.text import EXCHANGES
from peacetrack.state.facts import either
from peacetrack.state.timeline import State
from peacetrack.worlds.census import counted

#: Of more parties, rules or blockers the first screen names so many, and says how many more there are.
FEW: Final = 6
#: What stands before each later step until the earlier ones are taken.
AFTERWARDS: Final = (BlockerKind.NOT_SIGNED, BlockerKind.CONSENT)
#: So many of the latest changes are shown.
FEW_CHANGES: Final = 3


@attrs.frozen(kw_only=True)
class InTheWay:
    """
    What stands in the way of a step.

    Attributes:
        what: In words.
        owner: Whose it is; empty where it is nobody's.
        since: Since when, in words.
        lifted: Who has to do what, so that it stands there no more.
        certain: It stands there whatever is unknown.
        because: The events behind it.
    """

    what: str
    owner: str
    since: str
    lifted: str
    certain: bool
    because: tuple[EventId, ...]


@attrs.frozen(kw_only=True)
class StepBrief:
    """
    A step that is still to be taken.

    Attributes:
        step: Which.
        opening: open, shut or undetermined.
        blockers: What stands in its way and in that of no step before it.
        more: How many others there are.
    """

    step: str
    opening: str
    blockers: tuple[InTheWay, ...]
    more: int


@attrs.frozen(kw_only=True)
class TextBrief:
    """
    How one text stands.

    Attributes:
        title: Its name.
        stage: In words.
        number: How many of its units are agreed; empty where nothing is known of it.
        whose: Whose word that is, and of which day.
        others: What each other party says of the number, or that it says nothing.
        because: The events behind the number.
        rules: Each party's own rule and what it settles.
        ruleless: How many parties have no known rule and are not named.
        steps: The steps that are still to be taken, the next one first.
    """

    title: str
    stage: str
    number: str
    whose: str
    others: tuple[str, ...]
    because: tuple[EventId, ...]
    rules: tuple[Settled, ...]
    ruleless: int
    steps: tuple[StepBrief, ...]


@attrs.frozen(kw_only=True)
class Changed:
    """
    What an answer has become.

    Attributes:
        on: On which day, in words.
        what: Which question of which subject.
        text: The answer.
        because: The events that brought it.
    """

    on: str
    what: str
    text: str
    because: tuple[EventId, ...]


@attrs.frozen(kw_only=True)
class Trust:
    """
    How far the record can be trusted.

    Attributes:
        sources: How many there are.
        paragraphs: How many paragraphs they have, as far as that is told.
        accounted: How many of these are cited or left out on purpose.
        inferred: How many events nobody stated in so many words.
        agreement: How far two coders agreed, where a second coded the same.
    """

    sources: int
    paragraphs: int
    accounted: int
    inferred: int
    agreement: str


@attrs.frozen(kw_only=True)
class Brief:
    """
    What a reader with two minutes is told.

    Attributes:
        day: Of which day it is, in words.
        source: The last source and when it was published; empty where there is none.
        texts: The texts of whose numbers, or next steps, anything is on record.
        others: The names of the others, each with its stage.
        changed: What changed last.
        trust: How far the record can be trusted.
    """

    day: str
    source: str
    texts: tuple[TextBrief, ...]
    others: tuple[tuple[str, str], ...]
    changed: tuple[Changed, ...]
    trust: Trust


def brief(states: Mapping[Account, State], spans: Sequence[AnswersShown], agreement: str = "") -> Brief:
    """
    Tell how things stand.

    Args:
        states: One day on several accounts, that which was asked for first.
        spans: Every answer up to that day.
        agreement: How far two coders agreed, in words.
    """
    state = next(iter(states.values()))
    found = {f"{question.name}:{subject}": answer for question, subject, answer in figures_of(state)}
    known = {name: _is_known(state, name, found) for name in texts_shown(state)}
    texts = {name: _text(states, name, found) for name, is_known in known.items() if is_known}
    shown = {name: text for name, text in texts.items() if text.number or text.steps}
    return Brief(
        day=_day(state),
        source=_last_source(state),
        texts=tuple(shown.values()),
        others=tuple(
            (titled(state, name), texts[name].stage if name in texts else "nothing is on record")
            for name in known
            if name not in shown
        ),
        changed=tuple(_changed(spans)),
        trust=_trust(state, agreement),
    )


def _is_known(state: State, name: InstrumentId, found: Mapping[str, Answer]) -> bool:
    """Tell whether any event of a text, or of anything in it, is behind an answer."""
    about = {name, *(node for node, home in state.log.cast.instrument_of.items() if home == name)}
    return any(answer.events and about & {*figure.split(":")} for figure, answer in found.items())


def _day(state: State) -> str:
    """Name the day of a state; of the end of the log the last day of which the record says anything."""
    end = state.as_of or day_at(state.timeline.view.end or 0)
    return day_in_words(end) if end else "the end of the log"


def _last_source(state: State) -> str:
    dated = [one for one in known_sources(state) if one.published]
    if not dated:
        return ""
    last = max(dated, key=lambda one: (one.published.latest or dt.date.max, one.id) if one.published else ())
    return f"{last.title or last.publisher or last.id}, published {in_words(last.published)}"


def _text(states: Mapping[Account, State], name: InstrumentId, found: Mapping[str, Answer]) -> TextBrief:
    state = next(iter(states.values()))
    number = found.get(f"{COUNT.name}:{joined('agreed', name)}")
    rules = [settled(state, party, name) for party in parties(state, name)]
    stated = [one for one in rules if one.because]
    shown = rules if len(rules) <= FEW else stated[:FEW]
    return TextBrief(
        title=titled(state, name),
        stage=either(state.stage(name).possible),
        number=str(number) if number else "",
        whose=_whose(number),
        others=tuple(_others(states, name, number)),
        because=number.events if number else (),
        rules=tuple(shown),
        ruleless=len(rules) - len(shown),
        steps=tuple(_steps(state, name)),
    )


def _whose(number: Answer | None) -> str:
    """Say whose word a number is, and of which day; of several, that of each."""
    voiced = number.voiced if number else ()
    return "; ".join(
        f"{' and '.join(one.names)}’s word, {when_in_words(one.date)}"
        if one.names
        else f"on record, {when_in_words(one.date)}"
        for one in voiced
    )


def _others(states: Mapping[Account, State], name: InstrumentId, number: Answer | None) -> Iterator[str]:
    """Say of each other party what it says of a number: something else, the same, or nothing."""
    first, *_ = states.values()
    said = {actor for one in (number.voiced if number else ()) for actor in one.by}
    others = [party for party in first.log.cast.negotiating if party not in said] if number else []
    silent = []
    for party in others:
        own: Answer | None = COUNT.ask(states[Account((party,))], joined("agreed", name))
        title = first.log.cast.title(party)
        spoke = own is not None and any(_spoke(first, event, party) for event in own.because)
        if number and own and spoke and own.value["number"] != pair(ANY):
            yield f"{title} says {'the same' if own.text == number.text else own}"
        else:
            silent.append(title)
    if silent:
        more = f" and {len(silent) - FEW} others" if len(silent) > FEW else ""
        yield f"No number is on record of {', '.join(silent[:FEW])}{more}"


def _spoke(state: State, name: EventId, party: ActorId) -> bool:
    event = state.timeline.view.by_id[name]
    return party in state.log.cast.actors_of(event.speakers or event.by)


def _steps(state: State, name: InstrumentId) -> Iterator[StepBrief]:
    """Show each step in whose way something stands that stands in that of no step before it."""
    seen: set[tuple[object, ...]] = set()
    is_next = True
    for found in gates_before(state, name):
        own = [one for one in (*found.blockers, *found.may_block) if _key(one) not in seen]
        # That a later step waits for signatures and consents goes without saying.
        has_content = is_next or any(one.kind not in AFTERWARDS for one in own)
        if own and has_content and not found.passed and found.text == "whole":
            seen |= {_key(one) for one in own}
            is_next = False
            lines = [*_together(state, found, own)]
            yield StepBrief(
                step=plain(found.gate.step),
                opening=found.opening,
                blockers=tuple(lines[:FEW]),
                more=len(lines[FEW:]),
            )


def _together(state: State, found: GateState, blockers: Sequence[Blocker]) -> Iterator[InTheWay]:
    """Show what stands in the way; missing consents are one line."""
    consents = [one for one in blockers if one.kind is BlockerKind.CONSENT]
    yield from (_in_the_way(state, found, one) for one in blockers if one not in consents)
    if consents:
        names = [actor_name(one.owner, state.log.cast) for one in consents if one.owner]
        more = f" and {len(names) - FEW} others" if len(names) > FEW else ""
        yield InTheWay(
            what="consent is missing",
            owner=f"{', '.join(names[:FEW])}{more}",
            since="",
            lifted="",
            certain=all(one.certain for one in consents),
            because=tuple(dict.fromkeys(name for one in consents for name in one.because)),
        )


def _key(blocker: Blocker) -> tuple[object, ...]:
    return blocker.kind, blocker.owner, blocker.condition, blocker.provision


def _in_the_way(state: State, found: GateState, blocker: Blocker) -> InTheWay:
    return InTheWay(
        what=_what(state, blocker),
        owner=actor_name(blocker.owner, state.log.cast) if blocker.owner else "",
        since=since_in_words(blocker.since) if blocker.since else "",
        lifted="" if blocker.kind in AFTERWARDS else lifts_in_words(state, found.gate, blocker),
        certain=blocker.certain and blocker in found.blockers,
        because=blocker.because,
    )


def _what(state: State, blocker: Blocker) -> str:
    """Say what stands in the way, in words and titles."""
    if blocker.condition:
        return f"demand: {demand_text(state, blocker.condition)}"
    if blocker.provision:
        return f"contested: {titled(state, blocker.provision)}"
    usual = {
        BlockerKind.PRINCIPLE: "rule: nothing is agreed until everything is agreed",
        BlockerKind.NOT_SIGNED: "not signed",
    }
    if blocker.kind in usual:
        return usual[blocker.kind]
    number = f"{blocker.number} {counted(blocker.number, 'provision')} " if blocker.number else ""
    return f"{number}{plain(blocker.kind)}"


def _changed(spans: Sequence[AnswersShown]) -> Iterator[Changed]:
    """Show the latest answers that differ from those of the day before; what was only said changes nothing."""
    dated = [
        (span.since, one.what, span)
        for one in spans
        if one.question not in EXCHANGES
        for span in one.answers
        if span.since is not None and span.until is None
    ]
    latest = sorted(dated, key=lambda pair: pair[0], reverse=True)
    for since, what, span in latest[:FEW_CHANGES]:
        yield Changed(on=day_in_words(since), what=f"{what}, {span.of}", text=span.text, because=span.because)


def _trust(state: State, agreement: str) -> Trust:
    known = {source.id for source in known_sources(state)}
    covered = [one for one in coverage(state.log) if one.source in known and one.paragraphs]
    paragraphs = sum(one.paragraphs or 0 for one in covered)
    return Trust(
        sources=len(known),
        paragraphs=paragraphs,
        accounted=paragraphs - sum(len(one.passed_over) for one in covered),
        inferred=sum(event.inferred for event in chain(state.events, state.possible_events)),
        agreement=agreement,
    )
