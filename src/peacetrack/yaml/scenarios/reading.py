"""Files of scenarios, each with the log with which it begins.

A file holds one scenario (`scenario:` is its title), or a list of `scenarios:` with a `background:` that they share. A
scenario with `examples:` stands for one scenario a row: `<column>` in it is what the row has in that column.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path as File
from typing import Any, Final, cast

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.model.problems import Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.reader import document_of
from peacetrack.yaml.parsing.parser import Document
from peacetrack.yaml.records.assembly import (
    SCENARIO_KEYS,
    Draft,
    Tree,
    has_cast,
    own,
    read_top,
)
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.records.reading import Reading, in_order
from peacetrack.yaml.records.scalars import Misfit, Misfits, Path, shown, suggestion
from peacetrack.yaml.scenarios.examples import rows_of
from peacetrack.yaml.scenarios.staging import Logs, ScenarioFile, ScenarioReader, Staged

KEYS: Final = tuple(key for key in SCENARIO_KEYS if key not in ("scenarios", "background"))
#: What scenarios of one file can share.
SHARED: Final = ("given", "when")
#: What only a log says, or a file that brings its own cast.
OF_A_LOG: Final = ("negotiation", "source", "sources", "events", "claims")


@attrs.frozen(eq=False)
class ScenarioReading:
    """
    What came of reading a file of scenarios.

    Attributes:
        scenarios: Those that can be played.
        problems: What is wrong with the others, and with the file.
        places: The lines of the file.
        own: What the file says as a log of its own, when it brings a cast.
    """

    scenarios: tuple[Staged, ...]
    problems: tuple[Problem, ...]
    places: Places
    own: Reading | None = None


def read_scenarios(
    path: str | os.PathLike[str], *, aspects: Iterable[Aspect[Any]] = (), logs: Logs | None = None
) -> ScenarioReading:
    """
    Read a file of scenarios, and gather what is wrong with it instead of raising.

    Args:
        path: The file.
        aspects: Aspects of one's own in which its logs speak.
        logs: Logs that were read already; those that are read now are added.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    told = ScenarioFile(File(path), tuple(aspects), {} if logs is None else logs)
    found = document_of(told.path)
    if isinstance(found, Reading):
        return ScenarioReading((), found.problems, found.places)
    told.text, tree = found[0], found[1].tree
    if has_cast(tree) or "cast" in tree:
        told.own = read(told.path, aspects=told.aspects)
        if told.own.log is None:
            return ScenarioReading((), told.own.problems, told.own.places, told.own)
    else:
        _check_top(told, found[1])
    staged = tuple(_staged(told, tree))
    places = Places((told.text,))
    return ScenarioReading(staged, in_order(dict.fromkeys(told.problems)), places, told.own)


def _check_top(told: ScenarioFile, document: Document) -> None:
    """Check the keys of a file that brings no cast: there is nobody whom it could tell of."""
    draft = Draft()
    read_top(draft, told.text, document)
    for key in OF_A_LOG:
        if key in document.tree:
            hint = "`given` says which log this is about; what is supposed stands under `when:`."
            misfit = Misfit("PT101", f"The key `{key}` is unknown in a file of scenarios.", hint, (key,))
            draft.report(told.text, (), misfit)
    told.add(draft.problems)


NOT_SHARED: Final = "Scenarios share `given` and `when`; write it in each of them."


def _staged(told: ScenarioFile, tree: Tree) -> Iterator[Staged]:
    if "scenarios" not in tree:
        if "background" in tree:
            hint = "One scenario needs none: write its keys beside `scenario:`."
            told.report((), Misfit("PT101", "The key `background` is unknown here.", hint, ("background",)))
        fields = {key: value for key, value in tree.items() if key in KEYS}
        rows = tuple(_rows(told, fields, (), {}, number=1))
        yield from () if told.problems else rows
        return
    for key in (key for key in KEYS if key in tree):
        shared = ", or in `background:`" if key in SHARED else ""
        hint = f"Write it in one of the `scenarios:`{shared}."
        told.report((), Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
    background = _mapping(told, tree.get("background", {}), ("background",), SHARED) or {}
    scenarios = tree["scenarios"]
    if not isinstance(scenarios, list):
        hint = "Begin each scenario with `- scenario:` and its title."
        told.report(
            (), Misfit("PT104", f"A list is expected here, not {shown(scenarios)}.", hint, ("scenarios",))
        )
        return
    for index, fields in enumerate(scenarios):
        path: Path = ("scenarios", index)
        before = len(told.problems)
        known = _mapping(told, fields, path, KEYS)
        if known is not None:
            rows = tuple(_rows(told, known, path, background, number=index + 1))
            yield from rows if len(told.problems) == before else ()


def _mapping(told: ScenarioFile, tree: object, path: Path, known: tuple[str, ...]) -> Tree | None:
    """Give the fields of a mapping, and note what is no key of it; None when it is no mapping."""
    if not isinstance(tree, dict):
        told.report(
            path, Misfit("PT104", f"A mapping of keys and values is expected here, not {shown(tree)}.")
        )
        return None
    for key in own(tree):
        if key not in known:
            hint = suggestion(key, known) if key not in KEYS else NOT_SHARED
            told.report(path, Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
    return {key: value for key, value in tree.items() if key in known}


def _rows(told: ScenarioFile, fields: Tree, path: Path, background: Tree, *, number: int) -> Iterator[Staged]:
    """Read a scenario, once for each row of its examples."""
    _check_id(told, fields.get("id"), path)
    try:
        rows = rows_of(fields)
    except Misfits as misfits:
        for misfit in misfits.exceptions:
            told.report(path, cast("Misfit", misfit))
        return
    for filled, row in rows:
        placed = attrs.evolve(row, path=(*path, *row.path)) if row else None
        staged = ScenarioReader(told, filled, path, background, number=number, row=placed).staged()
        if staged is not None:
            yield staged


def _check_id(told: ScenarioFile, name: object, path: Path) -> None:
    """Note a scenario that has the id of another one of the file."""
    if isinstance(name, str) and (first := told.names.setdefault(name, path)) != path:
        misfit = Misfit(
            "PT120", f"The id '{name}' is taken.", "Ids are unique in a file of scenarios.", ("id",)
        )
        others = (("It was given here", told.text.place((*first, "id"))),)
        told.report(path, misfit, others=others)
