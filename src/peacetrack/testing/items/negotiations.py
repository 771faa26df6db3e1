"""The negotiations of one run of pytest, each read once, however many of its files are collected."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.own import AspectNameError, named_aspects
from peacetrack.checks.checking import findings_of
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.problems import Problem, Severity
from peacetrack.state.timeline import Timeline, timeline_of
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.verification import verify_sources
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.scenarios.staging import Logs


@attrs.frozen(eq=False, slots=False)
class CheckedNegotiation:
    """
    What was read of a negotiation, with what several items ask of it; each is worked out when it is first asked.

    Attributes:
        reading: What was read.
    """

    reading: Reading

    @property
    def log(self) -> Log:
        """Give the log; only what could be read has items."""
        log = self.reading.log
        assert log is not None  # noqa: S101 - see above
        return log

    @cached_property
    def entries(self) -> dict[str, dict[str, str]]:
        """Name the entries of each file, each with the key below which it stands."""
        files: dict[str, dict[str, str]] = {}
        for entry, (text, path) in self.reading.places.entries.items():
            files.setdefault(file_name(text.name), {})[entry] = str(path[0])
        return files

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Map the ids of the claims to them."""
        return {claim.id: claim for claim in self.log.claims}

    @cached_property
    def timeline(self) -> Timeline:
        """Replay it."""
        return timeline_of(self.log)

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """Gather what `peacetrack check` shows as an error: what a table refuses, a source that is not as it is told."""
        shown = (
            *findings_of(self.timeline.at(), self.reading.places),
            *verify_sources(self.reading),
        )
        return tuple(problem for problem in shown if problem.severity is Severity.ERROR)


class Negotiations:
    """The negotiations of one run of pytest, each read once."""

    def __init__(self, aspects: tuple[Aspect[Any], ...]) -> None:
        self.aspects = aspects
        self.logs: Logs = {}
        self.folders: dict[Path, bool] = {}
        self._read: dict[Reading, CheckedNegotiation] = {}

    def at(self, home: Path) -> CheckedNegotiation:
        """Read a negotiation, or remember it."""
        key = home.resolve()
        if key not in self.logs:
            self.logs[key] = read(home, aspects=self.aspects)
        return self.of(self.logs[key])

    def of(self, reading: Reading) -> CheckedNegotiation:
        """Give the negotiation of a reading, the same for all its files."""
        return self._read.setdefault(reading, CheckedNegotiation(reading))


NEGOTIATIONS: Final = pytest.StashKey[Negotiations]()


def negotiations_of(config: pytest.Config) -> Negotiations:
    """
    Give the negotiations of a run.

    Raises:
        CollectError: The settings name something that is no aspect.
    """
    if NEGOTIATIONS not in config.stash:
        try:
            aspects = named_aspects(config.getini("peace_aspects"))
        except AspectNameError as error:
            raise pytest.Collector.CollectError(f"peace_aspects: {error}.") from None
        config.stash[NEGOTIATIONS] = Negotiations(aspects)
    return config.stash[NEGOTIATIONS]


def file_name(path: str) -> str:
    """Give the last part of a path: the files of a negotiation lie in one folder, to which several ways may lead."""
    return Path(path).name
