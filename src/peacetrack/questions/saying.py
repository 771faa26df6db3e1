"""Assertions in words, as a reader would say them."""

from __future__ import annotations

from typing import assert_never

from peacetrack.aspects.assertions import (
    Assertion,
    BlockedBy,
    ConditionAsserted,
    ConsentAsserted,
    CountAsserted,
    DomesticStepAsserted,
    EverAsserted,
    GateAsserted,
    NotAsserted,
    OwnAsserted,
    PrincipleAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    ReadoutAsserted,
    StageAsserted,
    StandingAsserted,
    SubjectAsserted,
    TalksAsserted,
)
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import Quantity
from peacetrack.aspects.vocabulary import BUILT_IN, Vocabulary
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.questions.verdicts import gate_named
from peacetrack.worlds.census import counted, plural, scope_text, several


def said(says: Assertion, cast: Cast, vocabulary: Vocabulary = BUILT_IN) -> str:  # noqa: C901, PLR0912 - one line for each kind of assertion
    """Word an assertion; one of an aspect of one's own needs the vocabulary of its log."""
    match says:
        case NotAsserted():
            return f"it is not so that {said(says.says, cast, vocabulary)}"
        case CountAsserted():
            return _count(says, cast)
        case EverAsserted():
            own = cast.instruments[says.instrument].unit
            tail = f" (in the unit '{says.unit}')" if says.unit not in ("", own) else ""
            return f"{says.opened} {counted(says.opened, says.unit or own)} taken up at some time{tail}"
        case ProvisionAsserted():
            return f"'{says.id}' is {_either(says.statuses)}{_since(says.since)}"
        case ConditionAsserted():
            return _thread(says, (("stated", says.times_stated),))
        case ProposalAsserted():
            return _thread(says, (("renewed", says.times_renewed), ("rejected", says.times_rejected)))
        case PrincipleAsserted():
            return f"{says.party} holds {_either(says.principles)}"
        case StageAsserted():
            return f"'{says.instrument}' is {_either(says.statuses)}{_since(says.since)}"
        case TalksAsserted():
            return f"the talks about '{says.instrument}' are {_either(says.statuses)}{_since(says.since)}"
        case StandingAsserted():
            unit = plural(cast.instruments[says.instrument].unit)
            return f"{says.settled}{_of(says.of)} {unit} settled for {says.party}"
        case GateAsserted():
            return f"the {gate_named(says)}{_part(says.text)} is {' or '.join(says.opened)}"
        case BlockedBy():
            return _blocked_by(says)
        case DomesticStepAsserted():
            return f"{says.body}: {says.outcome}"
        case ConsentAsserted():
            return f"the consent of {says.party} to '{says.instrument}' is {_either(says.statuses)}"
        case ReadoutAsserted():
            mentions = f"mentions {', '.join(says.mentions)}" if says.mentions else ""
            omits = f"omits {', '.join(says.omits)}" if says.omits else ""
            return f"the readout of {says.by} {' and '.join(part for part in (mentions, omits) if part)}"
        case SubjectAsserted():
            return f"'{says.id}' is {_either(says.statuses)}{_since(says.since)}"
        case OwnAsserted():
            return vocabulary.questions[says.name].said(says.asked, cast)
        case _:
            assert_never(says)


def _either(statuses: tuple[str, ...]) -> str:
    return " or ".join(status.replace("_", " ") for status in statuses)


def _since(date: ImpreciseDate | None) -> str:
    return f" since {date}" if date else ""


def _of(number: int | None) -> str:
    return "" if number is None else f" of {number}"


def _part(text: str) -> str:
    return "" if text == "whole" else " (the agreed part)"


def _count(says: CountAsserted, cast: Cast) -> str:
    own = cast.instruments[says.instrument].unit
    foreign = says.unit not in ("", own)
    tail = f" (in the unit '{says.unit}')" if foreign else ""
    besides = f"{scope_text(says.including, says.excluding)}{_besides(says)}"
    if not (says.numbers or says.not_at_all):
        units = "" if foreign else f" {plural(own)}"
        return (
            f"nothing is said of a number{besides}{tail}"
            if says.of is None
            else f"there are {says.of}{units}{besides}{tail}"
        )
    numbers = [
        _number(quantity, says.of, "" if foreign else own, status) for status, quantity in says.numbers
    ]
    if says.not_at_all is not None:
        numbers.append(_number(says.not_at_all, None, "" if foreign else own, "not agreed at all"))
    return f"{', '.join(numbers)}{besides}{tail}"


def _besides(says: CountAsserted) -> str:
    """Word what is named besides; the one status of which all is said is not said again."""
    lists = says.besides.lists
    if [status for status, _ in lists] == [status for status, _ in says.numbers] and len(lists) == 1:
        return f", besides {', '.join(lists[0][1])}"
    return f", besides {says.besides}" if lists else ""


def _number(quantity: Quantity, of: int | None, unit: str, status: str) -> str:
    if quantity.more_than is not None:
        return f"more {plural(unit) if unit else 'units'} {status.replace('_', ' ')} than on {quantity.more_than}"
    of = None if status == Status.WITHDRAWN else of  # what left the draft is in no denominator
    units = f" {counted(quantity, unit) if of is None else plural(unit)}" if unit else ""
    number = several(quantity.ids) if quantity.ids else str(quantity)
    return f"{number}{_of(of)}{units} {status.replace('_', ' ')}"


def _thread(says: ConditionAsserted | ProposalAsserted, times: tuple[tuple[str, object], ...]) -> str:
    status = [f"is {_either(says.statuses)}{_since(says.since)}"] if says.statuses else []
    counted = [f"was {verb} {number} times" for verb, number in times if number]
    return f"'{says.id}' {' and '.join((*status, *counted))}"


def _blocked_by(says: BlockedBy) -> str:
    kind = (says.blocker or "something").replace("_", " ")
    what = f" {says.condition}" if says.condition else ""
    owner = f" ({says.owner})" if says.owner else ""
    alone = " alone" if says.only else ""
    return f"the {says.gate}{_part(says.text)} is blocked by {kind}{what}{owner}{alone}"
