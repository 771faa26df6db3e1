"""Claims that say nothing: they hold whatever happened, so that to check them shows nothing.

The law: a claim is vacuous when every number and every status in it is allowed by every state.

>>> from peacetrack.model.ids import InstrumentId
>>> from peacetrack.aspects.tallies import Quantity
>>> treaty = InstrumentId("treaty")
>>> is_vacuous(EverAsserted(instrument=treaty, opened=Quantity(low=0)))
True
>>> is_vacuous(EverAsserted(instrument=treaty, opened=Quantity(low=1)))
False
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import get_args

from peacetrack.aspects.assertions import (
    Assertion,
    ConditionAsserted,
    CountAsserted,
    EverAsserted,
    GateAsserted,
    NotAsserted,
    Opening,
    PartyAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    StageAsserted,
    StandingAsserted,
    TalksAsserted,
    bare,
)
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.log import Log
from peacetrack.model.problems import Finding


def is_vacuous(says: Assertion) -> bool:
    """Tell whether an assertion, or what it denies, holds in every state."""
    match bare(says):
        case CountAsserted(of=None, not_at_all=None) as count if not count.besides.lists:
            return _any_number(quantity for _, quantity in count.numbers)
        case EverAsserted(opened=opened):
            return _any_number([opened])
        case StandingAsserted(settled=settled, of=None):
            return _any_number([settled])
        case ConditionAsserted(since=None, times_stated=times) as asked:
            return _every(asked.statuses) and _any_number([times])
        case (
            ProposalAsserted(
                since=None, times_renewed=renewed, times_rejected=rejected, by=None, overdue=None
            ) as asked
        ):
            return _every(asked.statuses) and _any_number([renewed, rejected])
        case (
            ProvisionAsserted(since=None, level=None)
            | StageAsserted(since=None)
            | TalksAsserted(since=None) as asked
        ):
            return _every(asked.statuses)
        case GateAsserted(opened=opened):
            return {*opened} == {*get_args(Opening)}
        case PartyAsserted(statuses=statuses):
            return len({*statuses}) > 1
        case _:
            return False


def _any_number(quantities: Iterable[Quantity | None]) -> bool:
    """Tell whether no number is too small and none too large."""
    return all(one is None or one in (Quantity(), Quantity(low=0)) for one in quantities)


def _every(statuses: tuple[StrEnum, ...]) -> bool:
    """Tell whether nothing can be but one of these: they are all that there are, or none is asked for."""
    return not statuses or {*statuses} == {*type(statuses[0])}


def vacuous_findings(log: Log) -> Iterator[Finding]:
    """Report claims that hold, or fail, whatever happened."""
    for claim in log.claims:
        if is_vacuous(claim.says):
            denies = isinstance(claim.says, NotAsserted)
            why = (
                "it denies what every state allows"
                if denies
                else "it leaves every number and every status possible"
            )
            yield Finding(
                code="vacuous-claim",
                message=f"'{claim.id}' {'fails' if denies else 'holds'} whatever happened: {why}.",
                entry=claim.id,
                field="says",
                hint="Say what would have to be otherwise if it were wrong.",
            )
