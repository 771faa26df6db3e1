"""
Registered types: `@given(...)` infers what to draw for `Log`, `Cast`, `Scenario` and the like.

Hypothesis calls `register` whenever it is imported where peacetrack is installed, also in projects that do not use it.
So nothing is imported for it: the types of a room are registered once somebody imports that room.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from copy import copy
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

#: The types of each room that can be inferred; of the aspects every kind of event.
TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "peacetrack.model.dates": ("ImpreciseDate",),
    "peacetrack.model.evidence": ("Actor", "Voice", "Source"),
    "peacetrack.model.cast": ("Cast", "Instrument"),
    "peacetrack.aspects.lifecycle": ("Event",),
    "peacetrack.aspects": (),
    "peacetrack.aspects.tallies": ("Quantity",),
    "peacetrack.log.claim": ("Claim",),
    "peacetrack.log.log": ("Log",),
    "peacetrack.state.timeline": ("State", "Timeline"),
    "peacetrack.log.scenario": ("Scenario",),
}


def register() -> None:
    """Let Hypothesis infer the types of this package, now where they are loaded and otherwise once they are."""
    for room in TYPES:
        if room in sys.modules:
            _register_types_of(sys.modules[room])
    if not any(isinstance(finder, _Rooms) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Rooms())


class _Rooms(MetaPathFinder):
    """Find a room as everybody else does, and register its types when it is loaded."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in TYPES:
            return None
        found = (finder.find_spec(fullname, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            # A loader may be shared by many rooms, as pytest's is that rewrites assertions.
            spec.loader = copy(spec.loader)
            load = spec.loader.exec_module

            def load_and_register(module: ModuleType) -> None:
                load(module)
                _register_types_of(module)

            # A loader of one's own would hide the source from tracebacks.
            spec.loader.exec_module = load_and_register  # type: ignore[method-assign]
        return spec


def _register_types_of(room: ModuleType) -> None:
    from hypothesis.strategies import register_type_strategy

    kinds = vars(room)["KINDS"].values() if room.__name__ == "peacetrack.aspects" else ()
    for kind in (*(vars(room)[name] for name in TYPES[room.__name__]), *kinds):
        register_type_strategy(kind, _inferred)


def _inferred(cls: type[Any]) -> SearchStrategy[Any]:
    from peacetrack.testing.inferring import strategy_of

    return strategy_of(cls)
