"""The questions of the page on SQL, against what the library itself answers."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

import peacetrack as pt
from peacetrack.corpus import find, summarise
from peacetrack.corpus.overview import is_readable
from peacetrack.corpus.tables import CorpusQuery, rows_of_logs, write
from peacetrack.questions.gates import gate
from tests.corpus.tables.stored import ROOT, SORTS
from tests.profile import in_full

PAGE: Final = (ROOT / "docs" / "how-to" / "ask-a-corpus-in-sql.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def logs() -> tuple[Path, ...]:
    """Find the logs of the page."""
    return tuple(log for path in (ROOT / "docs/how-to/corpus", *SORTS) for log in find(path))


@pytest.fixture(scope="module")
def whole(logs: tuple[Path, ...]) -> dict[str, pt.Log]:
    """Load those of which the page does not leave out what they tell."""
    stated = (log for log in logs if "bad" not in log.parts and summarise(log).negotiation)
    return {log.relative_to(ROOT).as_posix(): pt.load(log) for log in stated}


@pytest.fixture(scope="module")
def store(logs: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Write the store of the page."""
    out = tmp_path_factory.mktemp("stores") / "talks.sqlite"
    write(rows_of_logs(logs, CorpusQuery(root=ROOT)), out)
    with closing(sqlite3.connect(out)) as connection:
        yield connection


def question(title: str) -> str:
    """Give the first question of a section of the page, with all of its rows."""
    section = PAGE.partition(f"### {title}\n")[2].partition("\n### ")[0]
    found = re.search(r'ask\("""\n(.*?)"""\)', section, re.DOTALL)
    assert found
    return re.sub(r"^\.\.\. ?", "", found[1], flags=re.MULTILINE).partition("LIMIT")[0]


def demand_days(log: pt.Log) -> dict[str, list[dt.date]]:
    """Ask the gate of every signature what certainly stands before it, on each day on which anything may change."""
    line = pt.timeline(log)
    days = line.days()
    found: dict[str, list[dt.date]] = {}
    for day, following in pairwise((*days, days[-1] + dt.timedelta(1))):
        state = line.at(day)
        standing = {
            one.condition
            for instrument in log.cast.instruments
            for one in gate(state, signature=instrument).blockers
            if one.condition and one.certain
        }
        alike = [day + dt.timedelta(more) for more in range((following - day).days)]
        for condition in standing:
            found.setdefault(condition, []).extend(alike)
    return found


@in_full
def test_which_demands_stood_longest_before_signature(
    store: sqlite3.Connection, whole: dict[str, pt.Log]
) -> None:
    """As the gate answers; the longest first."""
    rows = store.execute(question("Which demands stood longest before signature?")).fetchall()
    expected = {
        (name, condition, str(days[0]), str(days[-1]), float(len(days)))
        for name, log in whole.items()
        for condition, days in demand_days(log).items()
    }

    assert expected == {*rows}
    assert sorted(rows, key=lambda row: -row[4]) == rows


def test_which_claims_were_refuted_by_source(store: sqlite3.Connection, whole: dict[str, pt.Log]) -> None:
    """As `check` finds them."""
    expected = Counter(
        (name, result.claim.source)
        for name, log in whole.items()
        for result in pt.check(log)
        if result.verdict.value == "refuted" and result.kind == "claim"
    )
    rows = store.execute(question("Which claims were refuted, by source?")).fetchall()

    assert {(log, source, number) for (log, source), number in expected.items()} == {*rows}


def test_how_long_articles_stayed_contested(store: sqlite3.Connection, whole: dict[str, pt.Log]) -> None:
    """As many days as the state of each says so."""
    tunnel = "docs/how-to/corpus/tunnel"
    line = pt.timeline(whole[tunnel])
    first, last = line.days()[0], line.days()[-1]
    days = Counter(
        provision
        for past in range((last - first).days + 1)
        for provision in ("tolls", "guards", "lights")
        if line.at(first + dt.timedelta(past)).possible(provision) == {"contested"}
    )
    rows = store.execute(question("How long did articles stay contested?")).fetchall()

    assert {(tunnel, provision, float(number), 0) for provision, number in days.items()} == {*rows}


def test_how_many_events_there_were_per_month_and_side(
    store: sqlite3.Connection, whole: dict[str, pt.Log]
) -> None:
    """Those whose month the view of the log knows."""
    expected = Counter[tuple[Any, ...]]()
    for log in whole.values():
        view = pt.timeline(log).view
        for place, event in enumerate(view.events):
            ends = (view.earliest[place], view.latest[place])
            if 0 < min(ends) <= max(ends) <= dt.date.max.toordinal():
                first, last = (dt.date.fromordinal(day).strftime("%Y-%m") for day in ends)
                expected.update((first, actor) for actor in log.cast.actors_of(event.by) if first == last)
    rows = store.execute(question("How many events were there, per month and side?")).fetchall()

    assert {(*key, number) for key, number in expected.items()} == {*rows}


def test_what_could_not_be_read(store: sqlite3.Connection, logs: tuple[Path, ...]) -> None:
    """Every log that a summary calls so."""
    unreadable = {log.relative_to(ROOT).as_posix() for log in logs if not is_readable(summarise(log))}
    rows = store.execute("SELECT log FROM logs WHERE NOT readable").fetchall()
    stated = store.execute(question("What could not be read?")).fetchall()

    assert len(unreadable) > 50
    assert unreadable == {log for (log,) in rows}
    assert {log for log, *_ in stated} < unreadable
