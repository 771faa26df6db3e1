"""Examples: a scenario with places to fill in, and a table that fills them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

import attrs

from peacetrack.yaml.records.scalars import Misfit, Misfits, Path, shown

Tree = dict[str, Any]
PLACE: Final = re.compile(r"<([^\W\d][\w-]*)>")


@attrs.frozen
class Example:
    """
    A row of examples.

    Attributes:
        number: Which one, from 1.
        label: What it has in each column, for readers.
        is_named: The title itself says so.
        path: Where it stands in the scenario.
    """

    number: int
    label: str
    is_named: bool
    path: Path


def rows_of(fields: Tree) -> tuple[tuple[Tree, Example | None], ...]:
    """
    Fill a scenario in with each row of its examples.

    Args:
        fields: The keys of the scenario.

    Returns:
        The scenario as it is when it has no examples; otherwise filled in, once for each row.

    Raises:
        Misfits: The examples are no table, or their columns are not those that the scenario names.
    """
    if "examples" not in fields:
        return ((fields, None),)
    template = {key: value for key, value in fields.items() if key != "examples"}
    named = {column: None for value in template.values() for column in _places(value)}
    table = fields["examples"]
    misfits = list(_no_table(table) if not isinstance(table, list) or not table else _misfits(table, named))
    if misfits:
        raise Misfits("examples", misfits)
    in_title = any(_places(template.get("scenario")))
    return tuple(
        (
            {key: _filled(value, row) for key, value in template.items()},
            Example(index + 1, _label(row), in_title, ("examples", index)),
        )
        for index, row in enumerate(table)
    )


def _no_table(table: object) -> Iterator[Misfit]:
    hint = "Write one mapping of columns to values for each row, or leave the key out."
    if isinstance(table, list):
        yield Misfit("PT106", "This list has no row.", hint, ("examples",))
    else:
        yield Misfit("PT104", f"A list of rows is expected here, not {shown(table)}.", hint, ("examples",))


def _misfits(table: list[object], named: Collection[str]) -> Iterator[Misfit]:
    """Note rows that are none, columns that a row lacks, and columns for which there is no place."""
    for index, row in enumerate(table):
        path: Path = ("examples", index)
        if not isinstance(row, dict):
            yield Misfit("PT104", f"A row is a mapping of columns to values, not {shown(row)}.", "", path)
            continue
        for column in (column for column in named if column not in row):
            hint = "Add the column to each row."
            yield Misfit("PT127", f"This row has nothing for `<{column}>`.", hint, path)
        for column in (column for column in row if column not in named):
            hint = f"Write `<{column}>` where it is meant, or leave the column out."
            yield Misfit("PT127", f"The scenario nowhere says `<{column}>`.", hint, (*path, column))


def _places(value: object) -> Iterator[str]:
    """Name the columns for which there is a place in a value."""
    match value:
        case str():
            yield from PLACE.findall(value)
        case list():
            for part in value:
                yield from _places(part)
        case dict():
            for part in value.values():
                yield from _places(part)
        case _:
            return  # a key without a value


def _filled(value: Any, row: Tree) -> Any:
    """Fill a value in; where a place is all that stands there, with whatever the row has, a list too."""
    match value:
        case str():
            alone = PLACE.fullmatch(value)
            if alone:
                return row[alone[1]]
            return PLACE.sub(lambda found: _text(row[found[1]]), value)
        case list():
            return [_filled(part, row) for part in value]
        case dict():
            return {key: _filled(part, row) for key, part in value.items()}
        case _:
            return value


def _text(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else ", ".join(map(_text, value))
        if isinstance(value, list)
        else shown(value)
    )


def _label(row: Tree) -> str:
    return ", ".join(f"{column}={_text(value)}" for column, value in row.items())
