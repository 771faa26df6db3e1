"""The files: which of them are logs and which hold scenarios, what can be read, and what their items are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from peacetrack.model.characters import harmless, printable
from peacetrack.model.problems import Problem
from peacetrack.report.text import where
from peacetrack.testing.items.items import (
    ClaimItem,
    EventsItem,
    PeaceItem,
    ScenarioItem,
    from_here,
    worded,
)
from peacetrack.testing.items.negotiations import (
    CheckedNegotiation,
    Negotiations,
    file_name,
    negotiations_of,
)
from peacetrack.yaml.files.negotiations import home_of
from peacetrack.yaml.files.reader import holds_scenarios
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.scenarios.reading import read_scenarios


class PeaceFile(pytest.File):
    """A file of a log, or of scenarios."""

    def collect(self) -> Iterator[PeaceItem]:
        """Give its items; what it tells comes before what is claimed and what is supposed."""
        negotiations = negotiations_of(self.config)
        home = home_of(self.path, cached=negotiations.folders)
        names = ItemNames()
        if self._holds_scenarios(negotiations, home):
            found = read_scenarios(
                self.path,
                aspects=negotiations.aspects,
                logs=negotiations.logs,
                within=[self.config.rootpath, self.path.parent],
            )
            self._refuse(found.problems, found.places)
            if found.own is not None:
                yield from self._of_log(negotiations.of(found.own), names)
            for staged in found.scenarios:
                name = names.free(staged.scenario.title)
                yield ScenarioItem.from_parent(self, name=name, staged=staged)
        else:
            negotiation = negotiations.at(home)
            self._check_readable(negotiation)
            yield from self._of_log(negotiation, names)

    def _holds_scenarios(self, negotiations: Negotiations, home: Path) -> bool:
        if home == self.path:
            return holds_scenarios(home)
        return any(path.name == self.path.name for path in negotiations.at(home).reading.scenarios)

    def _check_readable(self, negotiation: CheckedNegotiation) -> None:
        """Refuse a file in which something is wrong, and one that tells of a negotiation in which something is."""
        problems, places = negotiation.reading.problems, negotiation.reading.places
        self._refuse([one for one in problems if file_name(one.place.file) == self.path.name], places)
        if problems and self.path.name in negotiation.entries:
            first, *more = problems
            count = f" ({len(more)} more)" if more else ""
            text = f"{where(first.place)}: {first.code} {first.message}{count}"
            raise self._refused(["This cannot be judged, for its negotiation cannot be read:", f"  {text}"])

    def _refuse(self, problems: Iterable[Problem], places: Places) -> None:
        """Say what is wrong with the file, if anything is."""
        if lines := list(worded(problems, places)):
            raise self._refused(line.text for line in lines)

    def _refused(self, lines: Iterable[str]) -> pytest.Collector.CollectError:
        return self.CollectError(from_here("\n".join(map(printable, lines)), self.config))

    def _of_log(self, negotiation: CheckedNegotiation, names: ItemNames) -> Iterator[PeaceItem]:
        """Give the items of what the file tells and claims, if it does."""
        entries = negotiation.entries.get(self.path.name, {})
        for key in ("events", "sources", "source"):
            if key in entries.values():
                name = names.free("events" if key == "events" else "sources")
                yield EventsItem.from_parent(self, name=name, negotiation=negotiation, key=key)
                break
        for entry, key in entries.items():
            if key == "claims":
                claim = negotiation.claims[entry]
                yield ClaimItem.from_parent(
                    self, name=names.free(entry), negotiation=negotiation, claim=claim
                )


_BRACKETS: Final = str.maketrans("[]", "()")


class ItemNames:
    """Names of items that are free in a file, so that none hides another."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        """
        Take a name; one that is taken is counted on.

        Two colons would look like two names, and by brackets pytest tells the parameters of one test apart: it does not
        find a name with others again (`--lf`).
        """
        plain = harmless(" ".join(wanted.split())).replace("::", ":").translate(_BRACKETS)
        name, number = plain, 1
        while name in self._taken:
            number += 1
            name = f"{plain} ({number})"
        self._taken.add(name)
        return name
