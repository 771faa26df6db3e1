"""`peacetrack check`: whether logs can be read and hold, and every claim and scenario with them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from peacetrack.codes import UNREADABLE
from peacetrack.commands.options import asking
from peacetrack.commands.printing import print_json, print_lines, watched


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@asking
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, for programs, or as annotations of GitHub Actions.",
)
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
    from peacetrack.report.as_annotations import annotated
    from peacetrack.report.as_json import check as as_json
    from peacetrack.report.as_json import summary
    from peacetrack.report.as_text import Line, summary_line
    from peacetrack.yaml.homes import negotiations

    found = [folder for path in paths for folder in negotiations(path)]
    try:
        outcomes = [
            outcome
            for path in watched(found, label="Negotiations")
            for outcome in check_path(path, sources=sources, **asked)
        ]
    except UnknownActorError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    results = [row for outcome in outcomes for row in outcome.rows]
    scenarios = [row for outcome in outcomes for row in outcome.scenarios]
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if form == "json":
        print_json(as_json(results, problems, scenarios))
    elif form == "github":
        print_lines(map(Line, annotated(problems, results, scenarios)))
    else:
        print_lines(line for outcome in outcomes for line in outcome.lines())
        print_lines([summary_line(summary(results, problems, scenarios), len(found))])
    sys.exit(_exit_status([outcome.exit_status for outcome in outcomes]))


def _exit_status(statuses: list[int]) -> int:
    return UNREADABLE if UNREADABLE in statuses else max(statuses, default=UNREADABLE)
