"""The types of the fields of a class, each worked out once.

The law: what this gives is what `typing.get_type_hints` gives. That reads the annotations of every base anew for each class;
events have a base of fifteen fields, and there are some ninety kinds of them.

Examples:
    >>> from peacetrack.model.evidence import Citation
    >>> hints_of(Citation) == get_type_hints(Citation)
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import get_annotations
from typing import Any, get_type_hints

from peacetrack.model.once import once


@once
def hints_of(cls: Any) -> Mapping[str, Any]:
    """Give the type of each annotated name of a class and of its bases; a class's own stand before those of its bases."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        found |= _own_hints(base)
    return found


@once
def _own_hints(cls: Any) -> Mapping[str, Any]:
    """Give the type of each name that a class itself annotates."""
    names = get_annotations(cls)
    alone = type(cls.__name__, (), {"__annotations__": names, "__module__": cls.__module__})
    return get_type_hints(alone) if names else {}
