"""The command line: each command is a thin layer over a public function.

Results go to stdout, all else to stderr. Exit status: 0 all held; 1 a claim or an expectation failed, or a table refuses
an event, or a source is not what the log says; 2 wrong usage; 3 input could not be read, or nothing was checked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from peacetrack.codes import FAILED, HELD, UNREADABLE
from peacetrack.version import VERSION

if TYPE_CHECKING:
    from peacetrack.checking import Trial
    from peacetrack.lifecycle import Aspect
    from peacetrack.problems import Problem
    from peacetrack.report.as_text import Line
    from peacetrack.state import State
    from peacetrack.yaml.loader import Reading

#: Wrong usage, as click counts it.
USAGE: Final = 2
FORMATS: Final = click.Choice(["text", "json"])


class Group(click.Group):
    """The commands, with an encoding problem of the console never ending in a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Print what the console's encoding lacks as a question mark."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="peacetrack")
def main() -> None:
    """Track the state of a negotiation from plain-text logs of what the press reports."""


def _as_day(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """Check a day while the options are read, so that a wrong one is wrong usage."""
    from peacetrack.dates import DateError, parse_day

    if text is None:
        return None
    try:
        return str(parse_day(text))
    except DateError as error:
        raise click.BadParameter(f"{error.reason}: {error.hint}.") from None


def _as_aspects(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[Aspect[Any], ...]:
    """Find aspects by their names while the options are read; a log cannot name any, for naming one runs its code."""
    from peacetrack.vocabulary import Vocabulary, VocabularyError

    aspects = tuple(map(_aspect, names))
    try:
        Vocabulary.of(aspects)
    except VocabularyError as error:
        raise click.BadParameter(f"{error}.") from None
    return aspects


def _aspect(name: str) -> Aspect[Any]:
    """Find an aspect in a module, which may lie in the working directory."""
    from peacetrack.lifecycle import Aspect

    module, _, attribute = name.partition(":")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        found = getattr(import_module(module), attribute, None) if module and attribute else None
    except ModuleNotFoundError as error:
        raise click.BadParameter(f"there is no module '{error.name}' for '{name}'.") from None
    if not isinstance(found, Aspect):
        raise click.BadParameter(f"'{name}' is no aspect; write for example `truces:TRUCES`.")
    return found


as_of_option = click.option(
    "--as-of", metavar="DAY", callback=_as_day, help="The state at the end of this day."
)
known_by_option = click.option(
    "--known-by", metavar="DAY", callback=_as_day, help="Only what had been published by the end of this day."
)
account_option = click.option(
    "--account",
    metavar="WHO",
    default="",
    help="Whose word is believed: everyone, common_ground, an actor, or several with commas.",
)
aspect_option = click.option(
    "--aspect",
    "aspects",
    metavar="MODULE:NAME",
    multiple=True,
    callback=_as_aspects,
    help="An aspect of your own in which the log speaks; may be given several times.",
)
format_option = click.option(
    "--format", "form", type=FORMATS, default="text", help="For people or for programs."
)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@as_of_option
@known_by_option
@account_option
@aspect_option
@format_option
@click.option(
    "--sources", metavar="DIR", type=click.Path(path_type=Path), help="Where the texts of the sources lie."
)
def check(paths: tuple[str, ...], form: str, sources: Path | None, **asked: Any) -> None:
    """
    Check logs: that they can be read, that the tables allow what they tell, every claim they hold, and every scenario.

    A PATH is the folder of a negotiation, a folder of such folders, one file with its cast, or a file of scenarios.

    \b
    peacetrack check fixtures/armenia-azerbaijan
    peacetrack check logs --format json > outcome.json
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.accounts import UnknownActorError
    from peacetrack.checking import check_path
    from peacetrack.report.as_json import check as as_json
    from peacetrack.report.as_json import summary
    from peacetrack.report.as_text import summary_line
    from peacetrack.yaml.loader import negotiations

    found = [folder for path in paths for folder in negotiations(path)]
    try:
        outcomes = [outcome for path in found for outcome in check_path(path, sources=sources, **asked)]
    except UnknownActorError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    results = [row for outcome in outcomes for row in outcome.rows]
    scenarios = [row for outcome in outcomes for row in outcome.scenarios]
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if form == "json":
        _print_json(as_json(results, problems, scenarios))
    else:
        _print(line for outcome in outcomes for line in outcome.lines())
        _print([summary_line(summary(results, problems, scenarios), len(found))])
    sys.exit(_exit_status([outcome.exit_status for outcome in outcomes]))


def _exit_status(statuses: list[int]) -> int:
    return UNREADABLE if UNREADABLE in statuses else max(statuses, default=UNREADABLE)


def _checked(reading: Reading, asked: dict[str, Any]) -> dict[str, Any]:
    """Check that the account names actors of the cast: otherwise the command was wrongly used."""
    from peacetrack.accounts import Account, UnknownActorError

    if reading.log is not None and asked.get("account"):
        try:
            Account.of(asked["account"]).checked(reading.log.cast)
        except UnknownActorError as error:
            raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    return asked


@main.command()
@click.argument("path")
@as_of_option
@known_by_option
@account_option
@aspect_option
@format_option
def status(path: str, form: str, aspects: tuple[Aspect[Any], ...], **asked: str) -> None:
    """
    Tell the state of a negotiation: what is agreed, what is not, what stands in the way, and whose that is.

    \b
    peacetrack status fixtures/armenia-azerbaijan --as-of 2024-09-17
    peacetrack status fixtures/armenia-azerbaijan --account azerbaijan --format json
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checking import findings_of
    from peacetrack.report.as_json import status as as_json
    from peacetrack.report.as_text import status_lines
    from peacetrack.state import replay
    from peacetrack.yaml.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        _print_problems(reading, reading.problems)
        sys.exit(UNREADABLE)
    asked = _checked(reading, asked)
    asked["account"] = asked["account"] or "everyone"
    state: State = replay(reading.log, **asked)
    problems = findings_of(state, reading.places)
    if form == "json":
        _print_json(as_json(state, problems))
    else:
        _print(status_lines(state))
        _print_problems(reading, problems)
    sys.exit(FAILED if any(problem.severity == "error" for problem in problems) else HELD)


@main.command()
@click.argument("path")
@click.option(
    "--event",
    "events",
    metavar="EVENT",
    multiple=True,
    required=True,
    help="What is supposed to happen: a kind and its fields, `key=value`; may be given several times.",
)
@as_of_option
@known_by_option
@account_option
@aspect_option
@format_option
def whatif(
    path: str, form: str, events: tuple[str, ...], aspects: tuple[Aspect[Any], ...], **asked: str
) -> None:
    """
    Suppose that something happens, and tell what it would change in the log as it stands.

    The log ends with the day of --as-of; an event without a date happens on that day.

    \b
    peacetrack whatif fixtures/armenia-azerbaijan --event 'condition_met condition=constitution date=2027-03'
    peacetrack whatif logs --as-of 2024-09-17 --event 'provision_agreed provision=[a-1, a-2] date=2024-10-01'
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checking import try_events
    from peacetrack.report.scenarios import change_lines, changes_as_json
    from peacetrack.yaml.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        _print_problems(reading, reading.problems)
        sys.exit(UNREADABLE)
    trial = try_events(reading, events, **_checked(reading, asked))
    if trial.state is None:
        _print_problems(trial, trial.problems)
        sys.exit(USAGE)
    if form == "json":
        _print_json(changes_as_json(trial.changes, trial.state, refused=trial.problems))
    else:
        _print(change_lines(trial.changes, trial.state))
        _print_problems(trial, trial.problems)
    sys.exit(FAILED if trial.problems else HELD)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def paragraphs(file: Path) -> None:
    """
    Number the paragraphs of a source's text, and give its sha256, ready to paste into a source entry.

    \b
    peacetrack paragraphs article.txt
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.yaml.loader import fingerprint
    from peacetrack.yaml.nodes import YamlError

    try:
        digest, lines = fingerprint(file)
    except OSError as error:
        _complain(f"{file}: this cannot be read: {error.strerror}.")
        sys.exit(UNREADABLE)
    except YamlError as error:
        problem = error.problems[0]
        _complain(f"{file}: {problem.message[:1].upper()}{problem.message[1:]}.")
        sys.exit(UNREADABLE)
    from peacetrack.report.as_text import Line

    _print(
        [
            Line(f"  file: {file.name}"),
            Line(f"  sha256: {digest}"),
            Line(f"  paragraphs: {len(lines)}"),
            Line(""),
        ]
    )
    _print(Line(f"{number:>4}  {line}") for number, line in enumerate(lines, 1))


def _print(lines: Iterable[Line], *, err: bool = False) -> None:
    """Print lines, in colours only on a terminal."""
    from rich.console import Console
    from rich.text import Text

    from peacetrack.report.as_text import harmless

    console = Console(stderr=err, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for line in lines:
        console.print(Text(harmless(line.words), style=line.style))


def _print_problems(reading: Reading | Trial, problems: Iterable[Problem]) -> None:
    from peacetrack.report.as_text import problem_lines

    _print(_lines(reading, problems, problem_lines), err=True)


def _lines(reading: Reading | Trial, problems: Iterable[Problem], worded: Any) -> Iterator[Line]:
    for problem in problems:
        yield from worded(problem, reading.places.line(problem.place))


def _print_json(tree: object) -> None:
    click.echo(json.dumps(tree, indent=2, ensure_ascii=True))


def _complain(words: str) -> None:
    from peacetrack.report.as_text import harmless

    click.echo(harmless(words), err=True)
