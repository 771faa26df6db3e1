"""The items: one for all that a file tells, one for each claim, one for each scenario.

An expectation that does not hold is shown in the words of `peacetrack check`, without a traceback. Whatever else is
raised is a bug of ours: it keeps its traceback, and never counts as a failure that is known.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import attrs
import pytest

from peacetrack.checks.claims import Result, judged_on
from peacetrack.checks.play import Played, play
from peacetrack.log.claim import Claim
from peacetrack.model.characters import printable
from peacetrack.model.problems import Place, Problem
from peacetrack.report.scenarios import scenario_lines
from peacetrack.report.text import Line, failure, problem_lines
from peacetrack.testing.items.negotiations import CheckedNegotiation, file_name
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.scenarios.staging import Staged


class NotHeld(Exception):
    """
    Something did not come out as expected.

    Attributes:
        brief: In one line, for the summary of a run.
    """

    def __init__(self, text: str, brief: str) -> None:
        super().__init__(text)
        self.brief = brief


class PeaceItem(pytest.Item):
    """Something that has to come out as a file says."""

    @property
    @abstractmethod
    def place(self) -> Place:
        """Point at it; the place is looked for only when it is run."""

    def known_to_fail(self, reason: str) -> None:
        """Mark what is known not to hold: that it holds is a failure then, and so is a bug of ours."""
        if reason:
            self.add_marker(pytest.mark.xfail(reason=reason, strict=True, raises=NotHeld))

    def not_held(self, lines: Iterable[Line], brief: str) -> NotHeld:
        """Word that it did not come out so."""
        text = "\n".join(printable(line.text) for line in lines)
        return NotHeld(from_here(text, self.config), printable(brief))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Give its file and line, which pytest counts from 0."""
        return self.path, self.place.line - 1, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what did not hold without a traceback, and that of a bug from where our own code begins."""
        if not isinstance(excinfo.value, NotHeld):
            excinfo.traceback = excinfo.traceback.cut(path=__file__)
            return super().repr_failure(excinfo, style)
        shown = excinfo.getrepr(style="value")
        crash = shown.reprcrash
        assert crash is not None  # noqa: S101 - what was raised was raised somewhere
        crash.path, crash.lineno, crash.message = str(self.path), self.place.line, excinfo.value.brief
        return shown


class EventsItem(PeaceItem):
    """All that a file tells: the tables allow it, and the sources are what it says of them."""

    def __init__(self, *, negotiation: CheckedNegotiation, key: str, **node: Any) -> None:
        super().__init__(**node)
        self.negotiation, self.key = negotiation, key

    @property
    def place(self) -> Place:
        """Point at the key above it."""
        texts = self.negotiation.reading.places.texts
        (text,) = (text for text in texts if file_name(text.name) == self.path.name)
        return text.place((self.key,), key=True)

    def runtest(self) -> None:
        """Look for errors in the file."""
        negotiation, own = self.negotiation, self.path.name
        wrong = [one for one in negotiation.errors if file_name(one.place.file) == own]
        if wrong:
            brief = f"{wrong[0].code} {wrong[0].message}"
            raise self.not_held(worded(wrong, negotiation.reading.places), brief)


class ClaimItem(PeaceItem):
    """A claim, or an expectation of the log's author."""

    def __init__(self, *, negotiation: CheckedNegotiation, claim: Claim, **node: Any) -> None:
        super().__init__(**node)
        self.negotiation, self.claim = negotiation, claim
        self.known_to_fail(claim.xfail)

    @property
    def place(self) -> Place:
        """Point at the claim."""
        return self.negotiation.reading.places.of(self.claim.id)

    def runtest(self) -> None:
        """Judge it."""
        (result,) = judged_on(self.negotiation.timeline, [self.claim], day=None)
        if not result.held:
            place = self.negotiation.reading.places.of(self.claim.id, "says")
            raise self.not_held(failure(result, place), in_brief(result))


class ScenarioItem(PeaceItem):
    """A scenario; one with examples is an item for each row."""

    def __init__(self, *, staged: Staged, **node: Any) -> None:
        super().__init__(**node)
        self.staged = staged
        self.known_to_fail(staged.scenario.xfail)

    @property
    def place(self) -> Place:
        """Point at its title."""
        return self.staged.place

    def runtest(self) -> None:
        """Play it."""
        played = play(self.staged.scenario, self.staged.log)
        if not played.held:
            # With `--runxfail` one also sees why something fails that is known to.
            as_if_unknown = attrs.evolve(played, scenario=attrs.evolve(played.scenario, xfail=""))
            _title, *lines = scenario_lines(self.staged, as_if_unknown)
            raise self.not_held(lines, scenario_in_brief(played))


def in_brief(result: Result) -> str:
    """Say in one line what came of a claim."""
    found = f"{result.verdict}, {result.support}" if result.support else result.verdict
    return f"{result.said}: {found.replace('_', ' ')}"


def scenario_in_brief(played: Played) -> str:
    """Say in one line why a scenario failed: the first refusal, otherwise the first assertion that did not hold."""
    wrong = (f"{found.code} {found.message}" for found in (*played.unexpected, *played.faults))
    failed = (in_brief(result) for result in played.results if not result.passed)
    return next(chain(wrong, failed), "the tables allow all of it")


def worded(problems: Iterable[Problem], places: Places) -> Iterator[Line]:
    """Word problems as `peacetrack check` does."""
    for problem in problems:
        yield from problem_lines(problem, places.line(problem.place))


def from_here(text: str, config: pytest.Config) -> str:
    """Write the paths in a text as they are seen from where pytest was started."""
    return text.replace(f"{config.invocation_params.dir}{os.sep}", "")
