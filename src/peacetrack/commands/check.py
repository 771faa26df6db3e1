"""`peacetrack check`: whether logs can be read and hold, and every claim and scenario with them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from peacetrack.commands.options import account_of_the_cast, command, one_of, query_options
from peacetrack.commands.printing import Format, print_json, print_lines, watched

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query


class CheckFormat(StrEnum):
    """How `check` prints what it finds: for people, for programs, or as annotations of GitHub Actions."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


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
@click.option(
    "--watch",
    is_flag=True,
    help="Go on, and check again what changes concern. Needs the extra `watch`; Ctrl-C ends it.",
)
def check(
    paths: tuple[str, ...], form: CheckFormat, sources: Path | None, *, watch: bool, query: Query
) -> None:
    """
    Check logs: that they can be read, that the tables allow what they tell, every claim they hold, and every scenario.

    A PATH is the folder of a negotiation, a folder with such folders at any depth, one file with its cast, or scenarios.

    \b
    peacetrack check fixtures/armenia-azerbaijan
    peacetrack check logs --format json > outcome.json
    peacetrack check logs --watch
    """  # noqa: D301 - click's own mark for lines that it must not join
    with account_of_the_cast():
        status = (_watch if watch else _check)(paths, form, sources, query)
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


def _check(paths: tuple[str, ...], form: CheckFormat, sources: Path | None, query: Query) -> int:
    from peacetrack.checks.checking import check_path
    from peacetrack.model.codes import worst
    from peacetrack.report.annotations import annotated
    from peacetrack.report.checked import keep
    from peacetrack.report.json import check as as_json
    from peacetrack.report.json import summary
    from peacetrack.report.text import Line, summary_line
    from peacetrack.yaml.files.negotiations import asked_folders, negotiations

    found = [folder for path in paths for folder in negotiations(path)]
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
            print_lines(line for one in checked for line in one.lines)
            print_lines([summary_line(summary(results, problems, scenarios), len(found))])
        case CheckFormat.JSON:
            print_json(as_json(results, problems, scenarios))
        case CheckFormat.GITHUB:
            print_lines(map(Line, annotated(problems, results, scenarios)))
        case _:
            assert_never(form)
    return worst(one.exit_status for one in checked)
