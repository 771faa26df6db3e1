"""`peacetrack check`: whether logs can be read and hold, and every claim and scenario with them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

import click

from peacetrack.commands.options import account_of_the_cast, command, one_of, query_options
from peacetrack.commands.printing import Format, complain_of_links, print_json, print_lines, watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peacetrack.beliefs.query import Query
    from peacetrack.report.checked import Checked
    from peacetrack.report.text import Line


class CheckFormat(StrEnum):
    """How `check` prints what it finds: for people, for programs, or as annotations of GitHub Actions."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Shown(StrEnum):
    """How much of what was found is printed as text."""

    FAILURES = "failures"
    AS_FITS = "as fits"
    EVERYTHING = "everything"


#: Of more claims and scenarios that came out as expected, only the number is printed.
MOST_HELD: Final = 200


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@query_options
@one_of(
    CheckFormat,
    "--format",
    "form",
    default=CheckFormat.TEXT.value,
    help="For people, for programs, or as annotations of GitHub Actions.",
)
@click.option(
    "--sources",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the texts of the sources lie, and the logs with which scenarios begin.",
)
@click.option("--quiet", is_flag=True, help="Print what failed, and nothing when nothing did.")
@click.option("--verbose", is_flag=True, help="Print each of very many claims that hold.")
@click.option(
    "--watch",
    is_flag=True,
    help="Go on, and check again what changes concern. Needs the extra `watch`; Ctrl-C ends it.",
)
def check(  # noqa: PLR0913 - each option of the command
    paths: tuple[str, ...],
    form: CheckFormat,
    sources: Path | None,
    *,
    quiet: bool,
    verbose: bool,
    watch: bool,
    query: Query,
) -> None:
    """
    Check logs: that they can be read, that the tables allow what they tell, every claim they hold, and every scenario.

    A PATH is the folder of a negotiation, a folder with such folders at any depth, one file with its cast, or scenarios.

    \b
    peacetrack check river
    peacetrack check river --quiet
    peacetrack check river --format json
    peacetrack check river --watch
    """  # noqa: D301 - click's own mark for lines that it must not join
    if (quiet or verbose) and (watch or form is not CheckFormat.TEXT or (quiet and verbose)):
        raise click.UsageError("--quiet or --verbose is of text, and of one run.")
    shown = Shown.FAILURES if quiet else Shown.EVERYTHING if verbose else Shown.AS_FITS
    with account_of_the_cast():
        status = (
            _watch(paths, form, sources, query) if watch else _check(paths, form, sources, query, shown=shown)
        )
    sys.exit(status)


def _watch(paths: tuple[str, ...], form: CheckFormat, sources: Path | None, query: Query) -> int:
    from peacetrack.commands.watching import keep_checking

    match form:
        case CheckFormat.TEXT:
            shown = Format.TEXT
        case CheckFormat.JSON:
            shown = Format.JSON
        case CheckFormat.GITHUB:
            raise click.UsageError("--watch prints text or JSON: annotations are of one run.")
        case _:
            assert_never(form)
    return keep_checking(paths, query, form=shown, sources=sources)


def _check(
    paths: tuple[str, ...], form: CheckFormat, sources: Path | None, query: Query, *, shown: Shown
) -> int:
    from peacetrack.checks.checking import check_path
    from peacetrack.model.codes import worst
    from peacetrack.report.annotations import annotated
    from peacetrack.report.checked import keep
    from peacetrack.report.json import check as as_json
    from peacetrack.report.json import summary
    from peacetrack.report.text import summary_line
    from peacetrack.yaml.files.negotiations import asked_folders, negotiations

    links: list[Path] = []
    found = [folder for path in paths for folder in negotiations(path, links)]
    complain_of_links(links)
    within = asked_folders(paths)
    checked = [
        keep(path, tuple(check_path(path, query, sources=sources, within=within)))
        for path in watched(found, label="Negotiations")
    ]
    results = [row for one in checked for row in one.results]
    scenarios = [row for one in checked for row in one.scenarios]
    problems = [problem for one in checked for problem in one.problems]
    match form:
        case CheckFormat.TEXT:
            total = summary_line(summary(results, problems, scenarios), len(found))
            _print(checked, total, shown, held=sum(row["passed"] for row in (*results, *scenarios)))
        case CheckFormat.JSON:
            print_json(as_json(results, problems, scenarios))
        case CheckFormat.GITHUB:
            for command in annotated(problems, results, scenarios):
                click.echo(command)
        case _:
            assert_never(form)
    return worst(one.exit_status for one in checked)


def _print(checked: Sequence[Checked], total: Line, shown: Shown, *, held: int) -> None:
    """Print what was found; of very many claims that hold only how many they are, unless each is wanted."""
    match shown:
        case Shown.FAILURES:
            failures = [line for one in checked for line in one.failures]
            print_lines([*failures, total] if failures else [])
        case Shown.AS_FITS if held > MOST_HELD:
            from peacetrack.report.text import Line

            print_lines(line for one in checked for line in one.noticed)
            print_lines([Line(f"{held} came out as expected; --verbose lists each of them."), total])
        case Shown.AS_FITS | Shown.EVERYTHING:
            print_lines(line for one in checked for line in one.lines)
            print_lines([total])
        case _:
            assert_never(shown)
