"""Ceasefires with something wrong in them."""

from __future__ import annotations

from typing import Any

import attrs
from ceasefires import CEASEFIRES, TABLE, Status, named

from peacetrack.aspects.lifecycle import Aspect, Table
from peacetrack.model.cast import Cast


def asking(holds: Any) -> Aspect[Any]:
    """Give ceasefires with another question."""
    return attrs.evolve(CEASEFIRES, questions=(attrs.evolve(CEASEFIRES.questions[0], holds=holds),))


def guarded(**change: Any) -> Table[Status]:
    """Give the table of ceasefires with another guard."""
    cells = {
        kind: {
            status: attrs.evolve(row, when=attrs.evolve(row.when, **change)) if row.when else row
            for status, row in column.items()
        }
        for kind, column in TABLE.cells.items()
    }
    return attrs.evolve(TABLE, cells=cells)


def counting_the_cast(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name a subject by who takes part, whether or not they have to do with it."""
    (name,) = named(event, cast)
    return (f"{name}-of-{len(cast.actors)}",)
