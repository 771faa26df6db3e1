"""What lifts each thing that stands before a step, as an event that may be supposed: a kind and its fields.

The law: whoever does what a line says takes away that blocker, and no other.

Examples:
    >>> demand_met("night-ban", "south")
    'condition_met condition=night-ban by=south'
    >>> units_agreed("accord", ("north", "south"))
    'count_stated instrument=accord remaining=0 by=[north, south]'
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def demand_met(condition: str, owner: str | None) -> str:
    """Whose demand it is says that it is met; one of nobody in particular is told to be met."""
    return f"condition_met condition={_value(condition)}{_by([owner] if owner else [])}"


def units_agreed(instrument: str, parties: Sequence[str]) -> str:
    """All parties say that nothing remains."""
    return f"count_stated instrument={_value(instrument)} remaining=0{_by(parties)}"


def provisions_agreed(names: Sequence[str], parties: Sequence[str]) -> str:
    """All parties agree on provisions that are no units."""
    return f"provision_agreed provision={_list(names)}{_by(parties)}"


def part_harvested(instrument: str, party: str) -> str:
    """A party lets the agreed part be signed by itself."""
    return f"principle_invoked instrument={_value(instrument)} principle=interim_agreement{_by([party])}"


def text_signed(instrument: str, parties: Sequence[str]) -> str:
    """Who has not signed signs."""
    return f"signed instrument={_value(instrument)}{_by(parties)}"


def consent_given(instrument: str, party: str) -> str:
    """A party consents to be bound."""
    return f"ratified instrument={_value(instrument)} party={_value(party)}"


def behind(events: Sequence[str]) -> str:
    """Say of an act that it follows some events."""
    return f" after=[{', '.join(map(_value, events))}]" if events else ""


def _by(names: Sequence[str]) -> str:
    return f" by={_list(names)}" if names else ""


def _list(names: Sequence[str]) -> str:
    return _value(names[0]) if len(names) == 1 else f"[{', '.join(map(_value, names))}]"


def _value(name: str) -> str:
    """Write a name so that it is read as it stands."""
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'
