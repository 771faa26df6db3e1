"""`peacetrack corpus`: many logs at once, as an overview or as tables in a store that is asked in SQL.

The law: one log that cannot be read, or on which the work breaks off, stops no other: it is a row and a line on stderr.
Aspects go to other processes by their names, which every worker finds by itself.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, assert_never

import click

from peacetrack.commands.delivering import end_with
from peacetrack.commands.options import command, format_option, query_options
from peacetrack.commands.printing import Format, complain, complain_of_links, print_json
from peacetrack.model.codes import HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query
    from peacetrack.corpus.answers import Lost
    from peacetrack.corpus.asking import How
    from peacetrack.corpus.summaries import Summary
    from peacetrack.corpus.tables.query import CorpusQuery
    from peacetrack.corpus.tables.rows import LogRows

#: The scheduler has to answer within so many seconds.
PATIENCE: Final = 10


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The store: FILE.parquet (a folder), FILE.duckdb or FILE.sqlite. Without it, an overview is printed.",
)
@click.option("--force", is_flag=True, help="With --out, replace what is there.")
@click.option("--public", is_flag=True, help="With --out, leave out what is confidential.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    help="How many processes share the work; 0 for as many as there are cores.",
)
@click.option(
    "--dask", metavar="ADDRESS", default="", help="The scheduler of a Dask cluster that does the work."
)
@query_options
@format_option
def corpus(  # noqa: PLR0913 - each option of the command
    paths: tuple[str, ...],
    out: Path | None,
    form: Format,
    *,
    force: bool,
    public: bool,
    jobs: int,
    dask: str,
    query: Query,
) -> None:
    """
    Read many logs, in folders of any depth; print an overview, or write their tables for SQL.

    An unreadable log is a row and a line on stderr. Exit status 3 when there was any.

    \b
    peacetrack corpus .
    peacetrack corpus . --out corpus.sqlite --jobs 0
    peacetrack corpus . --out corpus.parquet --public --force
    """  # noqa: D301 - click's own mark for lines that it must not join
    if out is None and (force or public):
        raise click.UsageError("--force and --public go with --out.")
    if out is not None and form is not Format.TEXT:
        raise click.UsageError("--format goes without --out: a store is no text.")
    from peacetrack.corpus.tables.naming import root_of
    from peacetrack.corpus.tables.query import CorpusQuery

    with ExitStack() as stack:
        shown = stack.enter_context(_progress())
        how: How = {**_executor(stack, jobs=jobs, dask=dask), "progress": shown}
        status = (
            _overview(paths, form, query, how)
            if out is None
            else _store(
                paths,
                out,
                CorpusQuery(root=root_of(paths), each=query, public=public, within=_asked(paths)),
                how,
                force=force,
            )
        )
    sys.exit(status)


def _found(paths: tuple[str, ...]) -> Iterator[Path]:
    """Find the logs, each once, written from the root of the disk: a worker may stand in another folder."""
    from peacetrack.corpus.finding import find
    from peacetrack.corpus.tables.naming import log_name, root_of

    seen = set[Path]()
    for path in paths:
        links: list[Path] = []
        for log in find(os.path.abspath(path), links):  # noqa: PTH100 - `resolve` would follow links, and rename the logs
            if log not in seen:
                yield log
            if len(paths) > 1:  # one path alone finds nothing twice, and a million paths need not be kept
                seen.add(log)
        complain_of_links(log_name(link, root_of(paths)) for link in links)


def _asked(paths: tuple[str, ...]) -> tuple[Path, ...]:
    """Name the folders that were asked for, from the root of the disk."""
    from peacetrack.yaml.files.negotiations import asked_folders

    return asked_folders(map(os.path.abspath, paths))


def _overview(paths: tuple[str, ...], form: Format, query: Query, how: How) -> int:
    """Print what there is to know of all logs together."""
    from peacetrack.corpus.overview import overview, overview_as_json, overview_lines
    from peacetrack.corpus.summaries import summaries_for
    from peacetrack.corpus.tables.naming import root_of
    from peacetrack.model.characters import printable

    with closing(summaries_for(_found(paths), query, within=_asked(paths), **how)) as answers:
        found = overview(_complaining(answers, root_of(paths)))
    match form:
        case Format.TEXT:
            for line in overview_lines(found):
                click.echo(printable(line))
        case Format.JSON:
            print_json(overview_as_json(found))
        case _:
            assert_never(form)
    return UNREADABLE if found.unreadable or found.broken_off or not found.logs else HELD


def _complaining(answers: Iterable[Summary | Lost], root: Path) -> Iterator[Summary | Lost]:
    """Say of each log that could not be read where it lies and why."""
    from peacetrack.corpus.overview import why_unreadable

    for answer in answers:
        text = why_unreadable(answer, root)
        if text:
            complain(text)
        yield answer


def _store(paths: tuple[str, ...], out: Path, query: CorpusQuery, how: How, *, force: bool) -> int:
    """Write the tables of all logs, and say how many rows each has."""
    from peacetrack.corpus.tables.publishing import left_out_text
    from peacetrack.corpus.tables.rows import rows_of_logs
    from peacetrack.corpus.tables.stores import StoreError, write
    from peacetrack.yaml.writing.saving import NotSavedError

    statuses, left_out = Counter[bool | None](), Counter[str]()
    with closing(rows_of_logs(_found(paths), query, **how)) as answers:
        try:
            rows = write(_tallied(answers, statuses, left_out), out, force=force)
        except StoreError as error:
            raise click.BadParameter(f"{error}.", param_hint="'--out'") from None
        except NotSavedError as error:
            end_with(error.problem)
        except OSError as error:
            complain(f"{out}: This cannot be written: {error.strerror or error}.")
            sys.exit(UNREADABLE)
    click.echo(f"{out}: {', '.join(f'{number:,} {name}' for name, number in rows.items())}")
    if query.public:
        complain(left_out_text(left_out))
    return HELD if statuses.keys() == {True} else UNREADABLE


def _tallied(
    answers: Iterable[LogRows], statuses: Counter[bool | None], left_out: Counter[str]
) -> Iterator[LogRows]:
    """Count what becomes of the logs while they pass by, and say of each that could not be read where and why."""
    for log in answers:
        statuses[log.readable] += 1
        left_out.update(log.left_out)
        if log.wrong:
            complain(log.wrong)
        yield log


def _executor(stack: ExitStack, *, jobs: int, dask: str) -> How:
    """Choose who does the work: this process, several, or the workers of a cluster."""
    if dask and jobs != 1:
        raise click.UsageError("--jobs and --dask exclude each other: the cluster has its own workers.")
    if dask:
        return _cluster(stack, dask)
    if jobs == 1:
        return {"executor": None}
    from concurrent.futures import ProcessPoolExecutor

    return {"executor": partial(ProcessPoolExecutor, jobs or os.cpu_count())}


def _cluster(stack: ExitStack, address: str) -> How:
    """Connect to a cluster, and keep all of its workers busy."""
    try:
        import distributed
    except ModuleNotFoundError as error:
        hint = "python -m pip install 'peacetrack[dask]'"
        raise click.UsageError(f"--dask needs the package '{error.name}': {hint}") from None
    dask: Any = distributed  # its functions have no types
    try:
        client = stack.enter_context(dask.Client(address, timeout=PATIENCE))
    except (OSError, ValueError) as error:
        raise click.BadParameter(
            f"no scheduler answers at '{address}': {error}.", param_hint="'--dask'"
        ) from None
    workers = sum(client.nthreads().values())
    return {"executor": client.get_executor(), "ahead": max(4, 2 * workers)}


@contextmanager
def _progress() -> Iterator[Callable[[int], object] | None]:
    """Show on a terminal how many logs are finished; a file of messages is spared that."""
    if not sys.stderr.isatty():
        yield None
        return
    finished = 0

    def show(more: int) -> None:
        nonlocal finished
        finished += more
        click.echo(f"\r{finished:,} logs", nl=False, err=True)

    yield show
    click.echo(err=True)
