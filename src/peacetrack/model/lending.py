"""Names that a package lends: stated once, in the stub beside it, and loaded when they are first used.

The law: a package lends what its stub imports, and nothing else; importing the package loads none of it.

>>> homes("from peacetrack.state.timeline import State as State, replay as replay")
{'State': 'peacetrack.state.timeline', 'replay': 'peacetrack.state.timeline'}
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import get_data
from typing import Any

from peacetrack.model.once import once

__all__ = ["homes", "lend"]


def lend(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Give a package's `__getattr__` and `__dir__`.

    `__all__` is among the names: it is what the stub imports, in the order of the alphabet.

    Args:
        package: Its whole name. Its stub `__init__.pyi` lies beside its `__init__.py`.
    """

    def find(name: str) -> Any:
        lent = _lent_by(package)
        if name == "__all__":
            return sorted(lent)
        if name not in lent:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(lent[name]), name)
        # From now on Python finds it without asking here.
        setattr(sys.modules[package], name, value)
        return value

    def list_names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *_lent_by(package)})

    return find, list_names


@once
def _lent_by(package: str) -> Mapping[str, str]:
    return homes((get_data(package, "__init__.pyi") or b"").decode())


def homes(stub: str) -> dict[str, str]:
    """Map each name that a stub imports to the module that it comes from."""
    import ast  # whoever only imports the package does not read its stub

    return {
        alias.name: node.module
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
