r"""Files of scenarios, each with the log with which it begins.

The law: a scenario is played as it stands or not at all: what is wrong with one is a problem, and does not keep the
others of the file from being read. A file holds one scenario (`scenario:` is its title), or a list of `scenarios:` with a
`background:` that they share. A scenario with `examples:` stands for one scenario a row: `<column>` in it is what the
row has in that column.

>>> from tempfile import TemporaryDirectory
>>> text = '''\
... peacetrack: 1
... negotiation: {id: talks}
... actors: {armenia: {role: negotiating_party}}
... instruments: {treaty: {unit: article}}
... scenario: <count> are agreed
... when: [{event: count_stated, date: 2024-09-17, by: armenia, agreed: <count>, of: 16}]
... then: [{count: {agreed: <count>}}]
... examples: [{count: 13}, {count: 15}]
... '''
>>> with TemporaryDirectory() as folder:
...     written = (File(folder) / "counts.peace.yaml").write_text(text, encoding="utf-8")
...     reading = read_scenarios(File(folder) / "counts.peace.yaml")
>>> [(staged.scenario.id, staged.scenario.title) for staged in reading.scenarios], reading.problems
([('counts#1.row-1', '13 are agreed'), ('counts#1.row-2', '15 are agreed')], ())
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
    path: str | os.PathLike[str],
    *,
    aspects: Iterable[Aspect[Any]] = (),
    logs: Logs | None = None,
    within: Iterable[File] = (),
) -> ScenarioReading:
    """
    Read a file of scenarios, and gather what is wrong with it instead of raising.

    Args:
        path: The file.
        aspects: Aspects of one's own in which its logs speak.
        logs: Logs that were read already; those that are read now are added.
        within: The folders that were asked for, in one of which every log has to lie; that of the file when empty.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    file = ScenarioFile(File(path), tuple(aspects), {} if logs is None else logs, within)
    found = document_of(file.path)
    if isinstance(found, Reading):
        return ScenarioReading((), found.problems, found.places)
    file.text, tree = found[0], found[1].tree
    head = tree.get("instrument")
    file.instrument = head if isinstance(head, str) else None
    if has_cast(tree) or "cast" in tree:
        file.own = read(file.path, aspects=file.aspects)
        if file.own.log is None:
            return ScenarioReading((), file.own.problems, file.own.places, file.own)
    else:
        _check_top(file, found[1])
    staged = tuple(_staged(file, tree))
    places = Places((file.text,))
    return ScenarioReading(staged, in_order(dict.fromkeys(file.problems)), places, file.own)


def _check_top(file: ScenarioFile, document: Document) -> None:
    """Check the keys of a file that brings no cast: there is nobody to whom its entries could belong."""
    draft = Draft()
    read_top(draft, file.text, document)
    for key in OF_A_LOG:
        if key in document.tree:
            hint = "`given` says which log this is about; what is supposed stands under `when:`."
            misfit = Misfit("PT101", f"The key `{key}` is unknown in a file of scenarios.", hint, (key,))
            draft.report(file.text, (), misfit)
    file.add(draft.problems)


NOT_SHARED: Final = "Scenarios share `given` and `when`; write it in each of them."


def _staged(file: ScenarioFile, tree: Tree) -> Iterator[Staged]:
    if "scenarios" not in tree:
        if "background" in tree:
            hint = "One scenario needs none: write its keys beside `scenario:`."
            file.report((), Misfit("PT101", "The key `background` is unknown here.", hint, ("background",)))
        fields = {key: value for key, value in tree.items() if key in KEYS}
        rows = tuple(_rows(file, fields, (), {}, number=1))
        yield from () if file.problems else rows
        return
    for key in (key for key in KEYS if key in tree):
        shared = ", or in `background:`" if key in SHARED else ""
        hint = f"Write it in one of the `scenarios:`{shared}."
        file.report((), Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
    background = _mapping(file, tree.get("background", {}), ("background",), SHARED) or {}
    scenarios = tree["scenarios"]
    if not isinstance(scenarios, list):
        hint = "Begin each scenario with `- scenario:` and its title."
        file.report(
            (), Misfit("PT104", f"A list is expected here, not {shown(scenarios)}.", hint, ("scenarios",))
        )
        return
    for index, fields in enumerate(scenarios):
        path: Path = ("scenarios", index)
        before = len(file.problems)
        known = _mapping(file, fields, path, KEYS)
        if known is not None:
            rows = tuple(_rows(file, known, path, background, number=index + 1))
            yield from rows if len(file.problems) == before else ()


def _mapping(file: ScenarioFile, tree: object, path: Path, known: tuple[str, ...]) -> Tree | None:
    """Give the fields of a mapping, and note what is no key of it; None when it is no mapping."""
    if not isinstance(tree, dict):
        file.report(
            path, Misfit("PT104", f"A mapping of keys and values is expected here, not {shown(tree)}.")
        )
        return None
    for key in own(tree):
        if key not in known:
            hint = suggestion(key, known) if key not in KEYS else NOT_SHARED
            file.report(path, Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
    return {key: value for key, value in tree.items() if key in known}


def _rows(file: ScenarioFile, fields: Tree, path: Path, background: Tree, *, number: int) -> Iterator[Staged]:
    """Read a scenario, once for each row of its examples."""
    _check_id(file, fields.get("id"), path)
    try:
        rows = rows_of(fields)
    except Misfits as misfits:
        for misfit in misfits.exceptions:
            file.report(path, cast("Misfit", misfit))
        return
    for filled, row in rows:
        placed = attrs.evolve(row, path=(*path, *row.path)) if row else None
        staged = ScenarioReader(file, filled, path, background, number=number, row=placed).staged()
        if staged is not None:
            yield staged


def _check_id(file: ScenarioFile, name: object, path: Path) -> None:
    """Note a scenario that has the id of another one of the file."""
    if isinstance(name, str) and (first := file.names.setdefault(name, path)) != path:
        misfit = Misfit(
            "PT120", f"The id '{name}' is taken.", "Ids are unique in a file of scenarios.", ("id",)
        )
        others = (("It was given here", file.text.place((*first, "id"))),)
        file.report(path, misfit, others=others)
