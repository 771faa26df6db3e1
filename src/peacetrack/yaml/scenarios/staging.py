"""One scenario of a file: its parts, read in the vocabulary of the log with which it begins."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as File
from typing import Any, Final

import attrs

from peacetrack.aspects.assertions import ASSERTIONS, NOT
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.log.scenario import Given, Refused, Scenario, Then, then_id
from peacetrack.model.codes import CODES
from peacetrack.model.ids import ClaimId
from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.opening import real
from peacetrack.yaml.records.assembly import Draft, Tree, own, record
from peacetrack.yaml.records.asserting import completed
from peacetrack.yaml.records.checks import NO_ACTORS, check
from peacetrack.yaml.records.codec import misfits_of
from peacetrack.yaml.records.entries import default_instrument, read_supposed
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import (
    Misfit,
    Misfits,
    Path,
    own_identifier,
    shown,
    suggestion,
)
from peacetrack.yaml.records.scalars import text as some_text
from peacetrack.yaml.scenarios.examples import Example
from peacetrack.yaml.scenarios.given import known_after, problems_after


@attrs.frozen(eq=False)
class Staged:
    """
    A scenario with the log with which it begins.

    Attributes:
        scenario: The scenario.
        log: The whole log; `scenario.given` says how much of it counts.
        places: Where the entries of both stand; a `then` under the name that `then_id` gives it.
        place: Where the scenario stands.
    """

    scenario: Scenario
    log: Log
    places: Places
    place: Place


#: What an item of `then:` says besides its assertion.
ABOUT_THEN: Final = ("because", "expect")
GIVEN: Final = tuple(field.name for field in attrs.fields(Given))
#: The logs that were read already, by their real paths.
Logs = dict[File, Reading]


class ScenarioFile:
    """A file of scenarios while it is being read."""

    def __init__(
        self, path: File, aspects: tuple[Aspect[Any], ...], logs: Logs, within: Iterable[File] = ()
    ) -> None:
        self.path, self.aspects, self.logs = path, aspects, logs
        self.within = tuple(map(real, within)) or (real(path.parent),)
        self.text = Text(str(path), "", path.stem)
        self.problems: list[Problem] = []
        self.own: Reading | None = None
        self.instrument: str | None = None
        self.unread: set[str] = (
            set()
        )  # the logs of which it was told that they cannot be read: one fault, one message
        self.names: dict[str, Path] = {}

    def report(
        self,
        path: Path,
        misfit: Misfit,
        row: Example | None = None,
        *,
        others: tuple[tuple[str, Place], ...] = (),
    ) -> None:
        """Note that something does not fit, at its place."""
        draft = Draft()
        draft.report(self.text, path, misfit, others=others)
        self.add(draft.problems, row)

    def add(self, problems: Iterable[Problem], row: Example | None = None) -> None:
        """Note problems; of those in an example, name the row."""
        others = () if row is None else (("With this row", self.text.place(row.path)),)
        self.problems += [attrs.evolve(found, others=(*found.others, *others)) for found in problems]

    def may_read(self, given: Given) -> bool:
        """Tell whether the log with which a scenario begins lies in a folder that was asked for."""
        where = real(self.path.parent / given.log)
        return not given.log or any(where.is_relative_to(folder) for folder in self.within)

    def log(self, given: Given) -> Reading | None:
        """Read the log with which a scenario begins; None when nothing says which."""
        if not given.log:
            return self.own
        where = self.path.parent / given.log
        key = real(where)
        if key not in self.logs:
            self.logs[key] = read(where, aspects=self.aspects)
        return self.logs[key]


class ScenarioReader:
    """One scenario while it is being read."""

    def __init__(  # noqa: PLR0913 - all that a scenario is read from
        self,
        file: ScenarioFile,
        fields: Tree,
        path: Path,
        background: Tree,
        *,
        number: int,
        row: Example | None,
    ) -> None:
        self.file, self.fields, self.path, self.background, self.row = file, fields, path, background, row
        self.name = f"{file.text.stem}#{number}{f'.row-{row.number}' if row else ''}"

    def report(self, path: Path, misfit: Misfit) -> None:
        """Note that something does not fit, at its place."""
        self.file.report(path, misfit, self.row)

    def staged(self) -> Staged | None:
        """Read the scenario; None when it cannot be played, and then it is noted why."""
        before = len(self.file.problems)
        title, given, log = self._title(), self._given(), None
        if given is not None:
            log = self._log(given)
        if title is None or given is None or log is None or log.log is None:
            return None
        draft = known_after(log, given, self.file.text)
        self._take_instrument(draft)
        then = self._events_and_claims(draft)
        refused = self._refused(draft)
        self._check_account(given, log.log)
        if not (then or refused or draft.problems) and len(self.file.problems) == before:
            hint = "Say under `then:` what has to hold, or under `refused:` that it cannot be."
            self.report(self.path, Misfit("PT143", "This scenario asserts nothing.", hint, ("scenario",)))
        check(draft)
        self.file.add(problems_after(draft, log.log, given), self.row)
        claims = {claim.id: claim for claim in draft.claims}
        scenario = Scenario(
            id=self.name,
            title=title,
            given=given,
            when=tuple(draft.events),
            then=tuple(attrs.evolve(one, says=claims[name].says) for name, one in then if name in claims),
            refused=refused,
            xfail=self._text("xfail"),
        )
        places = Places(tuple(draft.texts), draft.entries)
        return Staged(scenario, log.log, places, self.file.text.place((*self.path, "scenario")))

    def _take_instrument(self, draft: Draft) -> None:
        """Take over the text that the head of the file names, if there is such a text."""
        named = self.file.instrument
        if named is None or named in draft.instruments:
            draft.instrument = named
        else:
            hint = suggestion(named, draft.instruments)
            misfit = Misfit("PT118", f"There is no instrument '{named}'.", hint, ("instrument",))
            self.file.report((), misfit)

    def _text(self, key: str) -> str:
        if key in self.fields:
            try:
                return some_text(self.fields[key])
            except Misfit as misfit:
                self.report(self.path, misfit.below(key))
        return ""

    def _title(self) -> str | None:
        if "scenario" not in self.fields:
            hint = "Say the idea of the scenario in one sentence."
            self.report(self.path, Misfit("PT103", "The key `scenario` is missing.", hint))
            return None
        if "id" in self.fields:
            try:
                own_name = own_identifier(self.fields["id"])
                self.name = f"{own_name}.row-{self.row.number}" if self.row else own_name
            except Misfit as misfit:
                self.report(self.path, misfit.below("id"))
        title = self._text("scenario")
        return f"{title} [{self.row.label}]" if self.row and not self.row.is_named else title

    def _given(self) -> Given | None:
        """Read what the scenario begins with; what it does not say, the background says."""
        parts = []
        for tree, path in ((self.background, ("background",)), (self.fields, self.path)):
            stated = tree.get("given", {})
            draft = Draft()
            found = record(draft, self.file.text, (*path, "given"), tree=stated, cls=Given)
            self.file.add(draft.problems, self.row if tree is self.fields else None)
            if found is None:
                return None
            parts.append({name: getattr(found, name) for name in GIVEN if getattr(found, name)})
        return Given(**(parts[0] | parts[1]))

    def _log(self, given: Given) -> Reading | None:
        path = self.path if "log" in _tree(self.fields.get("given")) else ("background",)
        if "\0" in given.log:
            message = f"The log {shown(given.log)} cannot be read: no file has such a name."
            misfit = Misfit("PT126", message, "Write `given: {log: .}` for the log of this folder.", ("log",))
            self.report((*path, "given"), misfit)
            return None
        if not self.file.may_read(given):
            message = f"The log {shown(given.log)} lies outside of the folder that is checked."
            hint = "Check a folder that holds both, or name one that does with `--sources DIR`."
            self.report((*path, "given"), Misfit("PT032", message, hint, ("log",)))
            return None
        log = self.file.log(given)
        if log is None:
            hint = "Write `given: {log: .}` for the log of this folder, or let this file bring its own cast."
            message = "Nothing says with which log this scenario begins."
            self.report(self.path, Misfit("PT126", message, hint, ("scenario",)))
        elif log.log is None and given.log not in self.file.unread:
            self.file.unread.add(given.log)
            first = log.refusal[0]
            others = (("The first of its problems", first.place),)
            hint = "Check that log by itself first."
            message = f"The log {shown(given.log)} cannot be read: {first.message}"
            misfit = Misfit("PT126", message, hint, ("log",))
            self.file.report((*path, "given"), misfit, self.row, others=others)
        return log

    def _check_account(self, given: Given, log: Log) -> None:
        """Note whom a scenario wants to be believed and the cast does not have."""
        actors = {*map(str, log.cast.actors)}
        known = actors if len(given.account) > 1 else actors | NO_ACTORS
        path = self.path if "account" in _tree(self.fields.get("given")) else ("background",)
        for index, name in enumerate(given.account):
            if name not in known:
                hint = f"`{name}` stands alone." if name in NO_ACTORS else suggestion(name, known)
                misfit = Misfit("PT110", f"There is no actor '{name}'.", hint, ("account", index))
                self.report((*path, "given"), misfit)

    def _events_and_claims(self, draft: Draft) -> list[tuple[ClaimId, Then]]:
        for tree, path, prefix in (
            (self.background, ("background",), "background-"),
            (self.fields, self.path, "when-"),
        ):
            records = self._list(tree, "when", path)
            read_supposed(draft, self.file.text, records, at=(*path, "when"), prefix=f"{self.name}.{prefix}")
        then = []
        for index, stated in enumerate(self._list(self.fields, "then", self.path)):
            path = (*self.path, "then", index)
            one = self._then(draft, stated, path)
            name = ClaimId(then_id(self.name, index + 1))
            if one is not None and draft.enter(name, self.file.text, path):
                draft.claims.append(Claim(id=name, says=one.says))
                then.append((name, one))
        return then

    def _list(self, tree: Tree, key: str, path: Path) -> list[Any]:
        stated = tree.get(key, [])
        if isinstance(stated, list):
            return stated
        hint = "Begin each item with `- `."
        self.report(path, Misfit("PT104", f"A list is expected here, not {shown(stated)}.", hint, (key,)))
        return []

    def _then(self, draft: Draft, stated: object, path: Path) -> Then | None:
        """Read what has to hold: one assertion, and what is said about it."""
        if not isinstance(stated, dict):
            self.report(path, Misfit("PT104", f"An assertion is expected here, not {shown(stated)}."))
            return None
        about = {key: value for key, value in stated.items() if key in ABOUT_THEN}
        says = {key: value for key, value in own(stated).items() if key not in about}
        if len(says) != 1:
            self._not_one(says, draft.vocabulary, path)
            return None
        part = Draft(of_scenario=True)
        try:
            asserted = completed(
                says, draft.vocabulary, instrument=default_instrument(draft, draft.instrument)
            )
            found: Then | None = record(
                part, self.file.text, path, tree={"says": asserted, **about}, cls=Then
            )
        except (Misfit, Misfits) as error:
            for misfit in misfits_of(error):
                part.report(self.file.text, path, misfit)
            found = None
        draft.problems += part.problems
        return found

    def _not_one(self, says: Tree, vocabulary: Vocabulary, path: Path) -> None:
        """Note that an item makes no assertion or several, or that beside its assertion there is a key without meaning."""
        assertions = {*ASSERTIONS, NOT, *vocabulary.subjects, *vocabulary.questions}
        strange = [key for key in says if key not in assertions]
        if len(says) == len(strange) + 1:
            for key in strange:
                hint = suggestion(key, ABOUT_THEN)
                self.report(path, Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
            return
        found = f"here are {' and '.join(f'`{key}`' for key in says)}" if says else "here is none"
        hint = "Write for example `- count: {agreed: 13, of: 16}`."
        self.report(path, Misfit("PT104", f"Each item makes one assertion; {found}.", hint))

    def _refused(self, draft: Draft) -> Refused | None:
        if "refused" not in self.fields:
            return None
        path = (*self.path, "refused")
        refused: Refused | None = record(
            draft, self.file.text, path, tree=self.fields["refused"], cls=Refused
        )
        own_rows = (row for aspect in draft.vocabulary.own for _, _, row in aspect.table)
        codes = {code for code in CODES if code.startswith("PT2")} | {
            row.when.code for row in own_rows if row.when
        }
        if refused is not None and refused.code not in codes:
            message = f"No table refuses with the code {shown(refused.code)}."
            draft.report(
                self.file.text, path, Misfit("PT104", message, suggestion(refused.code, codes), ("code",))
            )
        return refused


def _tree(value: object) -> Tree:
    return value if isinstance(value, dict) else {}
