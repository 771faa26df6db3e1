"""Files of an older format brought to this one, step by step, each by splicing.

The law: a step changes what its version changed, and nothing else; a file of this version that has none of its older
words stays as it is, to the last byte. All files of a negotiation are upgraded and read as they will be before the first
of them is written.

`peacetrack: 1` is the first format, so there is no step yet. One is added here when a version 2 is: what a file of
version 1 has to say otherwise is its edits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.model.problems import Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.negotiations import home_of, negotiations
from peacetrack.yaml.files.opening import DISK
from peacetrack.yaml.files.paths import is_file
from peacetrack.yaml.files.reader import problems_of
from peacetrack.yaml.parsing.parser import YamlError, decode
from peacetrack.yaml.records.assembly import VERSION
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.records.reading import in_order
from peacetrack.yaml.records.scalars import Misfit, shown
from peacetrack.yaml.writing.edits import Edit, Page, edited
from peacetrack.yaml.writing.older import reworded
from peacetrack.yaml.writing.rewriting import (
    UNREAD,
    Rewrite,
    located,
    rehearse,
    write,
)


@attrs.frozen
class UpgradeStep:
    """
    How the text of a file goes from one version to another.

    Attributes:
        since: The version that it has.
        to: The version that it gets; its number is written by itself.
        edits: What else changes, worked out from the text as it is.
    """

    since: str
    to: str
    edits: Callable[[Page], Iterable[Edit]]


#: All steps; from each version there is at most one.
STEPS: Final[tuple[UpgradeStep, ...]] = ()


@attrs.frozen(eq=False)
class Upgrade:
    """
    What came of upgrading a negotiation.

    Attributes:
        problems: Why it was refused; then nothing was written.
        places: Where the entries stand.
        rewrites: The files that change, as they were and as they are.
        unchanged: How many files are of this version already.
        is_written: The files were written.
    """

    problems: tuple[Problem, ...]
    places: Places
    rewrites: tuple[Rewrite, ...] = ()
    unchanged: int = 0
    is_written: bool = False


def upgraded(raw: str, *, steps: Iterable[UpgradeStep] = STEPS) -> str:
    """
    Bring the text of a file to this version.

    Args:
        raw: What the file says, as it is.
        steps: The steps to choose from.

    Raises:
        YamlError: It cannot be read as YAML.
        Misfit: It says no version, or no step leads from its version to this one.
    """
    known = {step.since: step for step in steps}
    while True:
        page = Page.of(raw)
        found = page.pair("peacetrack")
        version = found[1].text if found else None
        if version == VERSION:
            return edited(raw, reworded(page))
        if version not in known:
            raise _unknown(version, known)
        step = known.pop(version)
        raw = edited(raw, [page.instead(("peacetrack",), step.to), *step.edits(page)])


def _unknown(version: str | None, known: Iterable[str]) -> Misfit:
    if version is None:
        return Misfit("PT107", "This file says no version.", f"Begin it with `peacetrack: {VERSION}`.")
    before = ", ".join(f"`{since}`" for since in sorted(known))
    hint = f"Older ones are {before}." if before else "There is no older one."
    message = f"No step leads from version {shown(version)} to version '{VERSION}'."
    later = "A later peacetrack may know this version."
    return Misfit("PT107", message, f"{hint} {later}", ("peacetrack",))


def upgrade(
    path: str | os.PathLike[str],
    *,
    dry_run: bool = False,
    steps: Iterable[UpgradeStep] = STEPS,
    aspects: Iterable[Aspect[Any]] = (),
) -> tuple[Upgrade, ...]:
    """
    Bring the files at a path to this version of the format.

    Args:
        path: A folder or a file, as for `check`.
        dry_run: Write nothing, and give what would come of it.
        steps: The steps to choose from.
        aspects: Aspects of one's own in which the logs speak.

    Returns:
        What came of each negotiation.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    where = Path(path)
    homes = (home_of(where),) if is_file(where) else negotiations(where)
    chosen, own = tuple(steps), tuple(aspects)
    return tuple(_upgrade(home, chosen, own, dry_run=dry_run) for home in homes)


def _upgrade(
    home: Path, steps: tuple[UpgradeStep, ...], aspects: tuple[Aspect[Any], ...], *, dry_run: bool
) -> Upgrade:
    before = read(home, aspects=aspects)
    problems = [problem for problem in before.problems if problem.code in UNREAD]
    rewrites = []
    for text in before.places.texts:
        path = Path(text.name)
        try:
            raw = DISK.content(path)
            decode(raw)
            rewrites.append(Rewrite(path, raw, upgraded(raw.decode(), steps=steps).encode()))
        except YamlError as error:
            problems += problems_of(error, text)
        except Misfit as misfit:
            problems.append(located(misfit, text))
    changed = tuple(rewrite for rewrite in rewrites if rewrite.before != rewrite.after)
    unchanged = len(rewrites) - len(changed)
    if problems or not changed:
        return Upgrade(in_order(problems), before.places, unchanged=unchanged)
    reading = rehearse(home, before, changed, aspects=aspects)
    if reading.problems or dry_run:
        return Upgrade(reading.problems, reading.places, changed, unchanged)
    failed = write(changed)
    return Upgrade(failed, reading.places, changed, unchanged, is_written=not failed)
