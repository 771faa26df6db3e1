"""Property-based tests of negotiations, with Hypothesis: `pip install peacetrack[testing]`.

The strategies make casts, events and logs by construction, so that none is thrown away, and every part of them can be
replaced by a strategy of your own. Each name is loaded when it is first used, because Hypothesis itself loads this
package to learn which types it can infer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peacetrack.testing.asserting import assertions, claims
    from peacetrack.testing.casting import actors, casts, instruments, voices
    from peacetrack.testing.machine import NegotiationMachine
    from peacetrack.testing.moves import events, illegal_events
    from peacetrack.testing.press import reports
    from peacetrack.testing.strategies import logs, sources
    from peacetrack.testing.supposing import scenarios
    from peacetrack.testing.telling import conditions, single_events
    from peacetrack.testing.words import dates, identifiers, quantities, texts

_HOMES = {
    "asserting": ("assertions", "claims"),
    "casting": ("actors", "casts", "instruments", "voices"),
    "machine": ("NegotiationMachine",),
    "moves": ("events", "illegal_events"),
    "press": ("reports",),
    "strategies": ("logs", "sources"),
    "supposing": ("scenarios",),
    "telling": ("conditions", "single_events"),
    "words": ("dates", "identifiers", "quantities", "texts"),
}
_HOME = {name: f"peacetrack.testing.{module}" for module, names in _HOMES.items() for name in names}

__all__ = [
    "NegotiationMachine",
    "actors",
    "assertions",
    "casts",
    "claims",
    "conditions",
    "dates",
    "events",
    "identifiers",
    "illegal_events",
    "instruments",
    "logs",
    "quantities",
    "reports",
    "scenarios",
    "single_events",
    "sources",
    "texts",
    "voices",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'peacetrack.testing' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
