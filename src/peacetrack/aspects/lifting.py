"""What lifts each thing that stands before a step: whose act it is, in words, and as an event that may be supposed.

The law: whoever does what a line says takes away that blocker, and no other.

Examples:
    >>> met = demand_met("night-ban", ["south"])
    >>> met.line, met.in_words(["South"])
    ('condition_met condition=night-ban by=south', 'for South to say that it is met')
    >>> units_agreed("accord", ["north", "south"]).line
    'count_stated instrument=accord remaining=0 by=[north, south]'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import attrs

from peacetrack.model.ids import ActorId


@attrs.frozen
class Lift:
    """
    An act that takes away what stands before a step.

    Attributes:
        line: The event, as a kind and its fields.
        does: The same in words, after "to".
        by: Whose act it is; nobody's in particular where anybody may tell that it is so.
    """

    line: str
    does: str
    by: tuple[ActorId, ...] = ()

    def in_words(self, names: Sequence[str]) -> str:
        """
        Say who has to do what.

        Args:
            names: What those are called whose act it is, in their order.
        """
        return f"for {' and '.join(names) or 'a source'} to {self.does}"


def demand_met(condition: str, owner: Sequence[str]) -> Lift:
    """Whose demand it is says that it is met; one of nobody in particular is told to be met."""
    line = f"condition_met condition={_value(condition)}{_by(owner)}"
    return _lift(line, "say that it is met", owner)


def units_agreed(instrument: str, parties: Sequence[str]) -> Lift:
    """All parties say that nothing remains."""
    line = f"count_stated instrument={_value(instrument)} remaining=0{_by(parties)}"
    return _lift(line, "say that nothing remains", parties)


def provisions_agreed(names: Sequence[str], parties: Sequence[str]) -> Lift:
    """All parties agree on provisions that are no units."""
    line = f"provision_agreed provision={_list(names)}{_by(parties)}"
    return _lift(line, f"agree on {', '.join(names)}", parties)


def part_harvested(instrument: str, party: str) -> Lift:
    """A party lets the agreed part be signed by itself."""
    line = f"principle_invoked instrument={_value(instrument)} principle=interim_agreement{_by([party])}"
    return _lift(line, "let the agreed part be signed by itself", [party])


def text_signed(instrument: str, parties: Sequence[str]) -> Lift:
    """Who has not signed signs."""
    return _lift(f"signed instrument={_value(instrument)}{_by(parties)}", "sign", parties)


def consent_given(instrument: str, party: str) -> Lift:
    """A party consents to be bound."""
    line = f"ratified instrument={_value(instrument)} party={_value(party)}"
    return _lift(line, "consent to be bound", [party])


def dated(lift: Lift, day: dt.date | None, behind: Sequence[str]) -> Lift:
    """Say of an act on which day it would be done, and which events it follows."""
    after = f" after=[{', '.join(map(_value, behind))}]" if behind else ""
    return attrs.evolve(lift, line=f"{lift.line}{f' date={day}' if day else ''}{after}")


def _lift(line: str, does: str, by: Sequence[str]) -> Lift:
    return Lift(line, does, tuple(map(ActorId, by)))


def _by(names: Sequence[str]) -> str:
    return f" by={_list(names)}" if names else ""


def _list(names: Sequence[str]) -> str:
    return _value(names[0]) if len(names) == 1 else f"[{', '.join(map(_value, names))}]"


def _value(name: str) -> str:
    """Write a name so that it is read as it stands."""
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'
