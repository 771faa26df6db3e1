"""What would lift each thing that stands before a step, and who can do it.

The law: every view of what stands before a step says the same of it, and it is what `needs` supposes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import assert_never

from peacetrack.aspects import lifting
from peacetrack.aspects.assertions import BlockerKind
from peacetrack.aspects.conditions import Gate
from peacetrack.aspects.contacts import Readout
from peacetrack.aspects.lifting import Lift
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.beliefs.order import SOME_DAY
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.demands import owners_of
from peacetrack.questions.parties import parties_of
from peacetrack.questions.standing import other_provisions
from peacetrack.state.timeline import State
from peacetrack.worlds.populations import units_of


def lifts(state: State, of: Gate, blocker: Blocker) -> tuple[Lift, ...]:
    """
    Say what lifts something that stands before a step.

    Args:
        state: The state in which it stands there.
        of: Before which step.
        blocker: What stands there.

    Returns:
        Acts that lift it together; none where nobody can.
    """
    found = [*_lifts(state, of, blocker)]
    view = state.timeline.view
    certain = view.size_by(SOME_DAY - 1)
    # What nobody knows a last possible day of may be later than any act; it stands last in the order.
    behind = [
        event.id for event in view.events[certain:] if not event.noted and not isinstance(event, Readout)
    ]
    day = _day_after(state, view.earliest[certain:])
    return tuple(lifting.dated(lift, day, behind) for lift in found)


def _day_after(state: State, begun: Sequence[int]) -> dt.date | None:
    """Give the first day that certainly comes after all of a state: what is said on it takes back what was said before."""
    end = state.timeline.view.end or 0
    last = state.as_of.toordinal() if state.as_of else max((end, *begun))
    return dt.date.fromordinal(last + 1) if 0 < last < dt.date.max.toordinal() else None


def _lifts(state: State, of: Gate, blocker: Blocker) -> Iterator[Lift]:
    owner = (blocker.owner,) if blocker.owner else ()
    text = InstrumentId(of.instrument or "")  # before provisions nothing but a demand can stand
    match blocker.kind:
        case BlockerKind.CONDITION:
            condition = blocker.condition or ""
            yield lifting.demand_met(condition, owners_of(state, condition))
        case BlockerKind.REMAINING:
            yield from _agreeing(state, text)
        case BlockerKind.PRINCIPLE:
            yield from (lifting.part_harvested(text, party) for party in owner)
        case BlockerKind.NOT_SIGNED:
            yield lifting.text_signed(text, owner or parties_of(state, text))
        case BlockerKind.CONSENT:
            yield from (lifting.consent_given(text, party) for party in owner)
        case _:
            assert_never(blocker.kind)


def _agreeing(state: State, text: InstrumentId) -> Iterator[Lift]:
    """All parties say that no unit remains; other provisions are agreed by their names."""
    by = parties_of(state, text)
    others = [
        name
        for name in dict.fromkeys((*other_provisions(state, text), *_on_the_agenda(state, text)))
        if not state[PROVISIONS][name].possible <= {Status.AGREED, Status.WITHDRAWN}
    ]
    reopened = state.census.is_reopened(units_of(text, state.log.cast))
    left = state.count(text, "remaining").numerator.high != 0 or reopened or not others
    if state.log.cast.instruments[text].unit and left:
        yield lifting.units_agreed(text, by)
    if others:
        yield lifting.provisions_agreed(others, by)


def _on_the_agenda(state: State, text: InstrumentId) -> Iterator[ProvisionId]:
    """Name what the agenda has besides units: as soon as somebody speaks of the text, it remains."""
    cast = state.log.cast
    for name, node in cast.instruments[text].provisions.items():
        is_part = node.parent is not None and node.parent not in cast.over_units
        if node.status and not is_part and name not in cast.units and name not in cast.over_units:
            yield name


def lifts_in_words(state: State, of: Gate, blocker: Blocker) -> str:
    """Say who has to do what, so that something stands there no more; nothing where nobody can."""
    title = state.log.cast.title
    return ", and ".join(one.in_words([title(name) for name in one.by]) for one in lifts(state, of, blocker))


def since_in_words(date: ImpreciseDate) -> str:
    """
    Say since when something has stood before a step.

    Examples:
        >>> said = ImpreciseDate.parse
        >>> since_in_words(said("2024-06-05")), since_in_words(said("../2024-06-05"))
        ('since 5 June 2024', 'since 5 June 2024 or earlier')
    """
    text = in_words(date)
    return f"since {text.removeprefix('by ')} or earlier" if text.startswith("by ") else f"since {text}"


def blocker_since(blocker: Blocker) -> str:
    """Name a blocker, and since when it has stood there."""
    return f"{blocker_text(blocker)}{f', {since_in_words(blocker.since)}' if blocker.since else ''}"


def blocker_in_full(state: State, of: Gate, blocker: Blocker) -> str:
    """Name a blocker, since when it has stood there, and what would lift it, by whom."""
    lifted = lifts_in_words(state, of, blocker)
    return f"{blocker_since(blocker)}{f': {lifted}' if lifted else ''}"
