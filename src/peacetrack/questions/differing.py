"""What an assertion says and the record does not: by how many, which provisions, which blockers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peacetrack.aspects.assertions import (
    Assertion,
    BlockedBy,
    ConditionAsserted,
    CountAsserted,
    EverAsserted,
    GateAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    StageAsserted,
    StandingAsserted,
    TalksAsserted,
)
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS, REMAINING, Status
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.claim import Verdict
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.counts import counts_of, is_uncounted
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.gates import gate_state
from peacetrack.questions.standing import standing
from peacetrack.questions.verdicts import gate_named, judge
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import several
from peacetrack.worlds.populations import units_of


def difference(says: Assertion, state: State) -> str:
    """
    Word in what a state differs from an assertion.

    Args:
        says: An assertion that does not come out as expected.
        state: The state that was asked.

    Returns:
        The difference; nothing where said and replayed show all there is, or the record bears it out.
    """
    borne_out = judge(says, state).verdict is Verdict.SUPPORTED
    return "" if borne_out or is_uncounted(says, state.log.cast) else "; ".join(_parts(says, state))


def _parts(says: Assertion, state: State) -> Iterator[str]:
    match says:
        case CountAsserted():
            yield from _of_count(says, state)
        case StandingAsserted():
            found = standing(state, says.party, instrument=says.instrument)
            yield from _number("settled", found.settled, says.settled)
            yield from _denominator(found.of, says.of)
        case EverAsserted():
            yield from _number("taken up", ever_opened(state, says.instrument), says.opened)
        case GateAsserted():
            found_gate = gate_state(state, gate_named(says), text=says.text)
            blockers = [*found_gate.blockers, *found_gate.may_block]
            text = ", ".join(dict.fromkeys(map(blocker_text, blockers))) or "nothing"
            yield f"{' or '.join(says.opened)} is said; before it stands {text}"
        case BlockedBy():
            yield "no such blocker stands before it for certain"
        case _:
            yield from _of_statuses(says, state)


def _of_statuses(says: Assertion, state: State) -> Iterator[str]:
    match says:
        case ProvisionAsserted():
            yield from _statuses(says.statuses, state[PROVISIONS].get(says.id))
        case ConditionAsserted():
            yield from _statuses(says.statuses, state[CONDITIONS].get(says.id))
        case ProposalAsserted():
            yield from _statuses(says.statuses, state[PROPOSALS].get(says.id))
        case StageAsserted():
            yield from _statuses(says.statuses, state.stage(says.instrument))
        case TalksAsserted():
            yield from _statuses(says.statuses, state.talks(says.instrument))
        case _:
            return


def _statuses(asserted: Iterable[str], fact: Fact[Any] | None) -> Iterator[str]:
    wanted = frozenset(asserted)
    if fact is None or not wanted:
        return
    others = sorted(str(status).replace("_", " ") for status in fact.possible if status not in wanted)
    if others:
        counted = "also possible" if fact.possible & wanted else "instead"
        yield f"{counted}: {' or '.join(others)}"


def _of_count(says: CountAsserted, state: State) -> Iterator[str]:
    own = units_of(says.instrument, state.log.cast)
    counts = counts_of(says, state)
    for count, (status, quantity) in zip(counts, says.numbers, strict=False):
        yield from _number(status.replace("_", " "), count.numerator, quantity)
        if count.unit == own.unit and quantity.more_than is None:
            yield from _which(says, state, status, more=_is_more(count.numerator, quantity))
    if says.of is not None:
        yield from _denominator(counts[0].denominator, says.of)


def _bounds(said: Quantity) -> Bounds:
    """Give what a number that was said allows."""
    low, high = said.ends
    return Bounds(low or 0, high)


def _is_more(found: Bounds, said: Quantity) -> bool:
    high = _bounds(said).high
    return high is not None and found.low > high


def _number(status: str, found: Bounds, said: Quantity) -> Iterator[str]:
    """Say how many more or fewer there are, for certain or perhaps."""
    low, high = _bounds(said).low, _bounds(said).high
    if found.high is not None and found.high < low:
        yield f"{Bounds(low - found.high, low - found.low)} fewer {status} than said"
    elif high is not None and found.low > high:
        most = found.high - high if found.high is not None else None
        yield f"{Bounds(found.low - high, most)} more {status} than said"
    elif found.low < low or (high is not None and (found.high is None or found.high > high)):
        yield f"{status} may be {found}"


def _denominator(found: Bounds, said: int | None) -> Iterator[str]:
    if said is not None and found != Bounds.exactly(said):
        yield (
            f"of {found}, not of {said}" if found.high is not None else f"of an unknown number, not of {said}"
        )


def _which(says: CountAsserted, state: State, status: str, *, more: bool) -> Iterator[str]:
    """Name the units that surely have another status, or of too many those that have it, as far as anybody has named them."""
    wanted = REMAINING if status == "remaining" else frozenset({Status(status)})
    own = (name for name, home in state.log.cast.units.items() if home == says.instrument)
    units = [*(name for name in own if name not in says.excluding), *says.including]
    if more:
        others = [name for name in units if state.possible(name) <= wanted]
    else:
        others = [name for name in units if not state.possible(name) & wanted]
    if others:
        yield f"{'' if more else 'not '}{status.replace('_', ' ')} by name: {several(others)}"
