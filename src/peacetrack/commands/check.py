"""`peacetrack check`: whether logs can be read and hold, and every claim and scenario with them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

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
@click.option(
    "--watch",
    is_flag=True,
    help="Go on, and check again what changes concern. Needs the extra `watch`; Ctrl-C ends it.",
)
def check(paths: tuple[str, ...], form: str, sources: Path | None, *, watch: bool, **asked: Any) -> None:
    """
    Check logs: that they can be read, that the tables allow what they tell, every claim they hold, and every scenario.

    A PATH is the folder of a negotiation, a folder with such folders at any depth, one file with its cast, or scenarios.

    \b
    peacetrack check fixtures/armenia-azerbaijan
    peacetrack check logs --format json > outcome.json
    peacetrack check logs --watch
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.beliefs.accounts import UnknownActorError

    try:
        status = (_watch if watch else _check)(paths, form, sources, asked)
    except UnknownActorError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    sys.exit(status)


def _watch(paths: tuple[str, ...], form: str, sources: Path | None, asked: dict[str, Any]) -> int:
    from peacetrack.commands.watching import keep_checking

    if form == "github":
        raise click.UsageError("--watch prints text or JSON: annotations are of one run.")
    return keep_checking(paths, form=form, sources=sources, **asked)


def _check(paths: tuple[str, ...], form: str, sources: Path | None, asked: dict[str, Any]) -> int:
    from peacetrack.checks.checking import check_path
    from peacetrack.model.codes import worst
    from peacetrack.report.annotations import annotated
    from peacetrack.report.checked import keep
    from peacetrack.report.json import check as as_json
    from peacetrack.report.json import summary
    from peacetrack.report.text import Line, summary_line
    from peacetrack.yaml.files.homes import negotiations

    found = [folder for path in paths for folder in negotiations(path)]
    checked = [
        keep(path, tuple(check_path(path, sources=sources, **asked)))
        for path in watched(found, label="Negotiations")
    ]
    results = [row for one in checked for row in one.results]
    scenarios = [row for one in checked for row in one.scenarios]
    problems = [problem for one in checked for problem in one.problems]
    if form == "json":
        print_json(as_json(results, problems, scenarios))
    elif form == "github":
        print_lines(map(Line, annotated(problems, results, scenarios)))
    else:
        print_lines(line for one in checked for line in one.lines)
        print_lines([summary_line(summary(results, problems, scenarios), len(found))])
    return worst(one.exit_status for one in checked)
