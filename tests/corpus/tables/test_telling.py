"""What each log tells of itself in a store: also one that cannot be read, and one on which the work broke off."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from peacetrack.beliefs.query import Query
from peacetrack.corpus.tables import root_of
from peacetrack.corpus.tables.publishing import left_out_text
from peacetrack.corpus.tables.rows import LogRows
from peacetrack.report.tables import tables
from peacetrack.report.tables.events import event_trees
from peacetrack.report.tables.table import as_list
from peacetrack.state.timeline import timeline
from peacetrack.yaml.files.loader import load
from tests.commands.running import CAST, THIRTEEN, folder
from tests.corpus.tables.stored import (
    ENDINGS,
    FIXTURES,
    ROOT,
    SEEDS,
    TUNNEL,
    as_mappings,
    bytes_of,
    rows_by_log,
    rows_of,
    stored,
)

SCENARIO: Final = """\
scenarios:
  - scenario: A signed treaty is signed
    when:
      - {event: signed, instrument: treaty, date: 2024-08-01}
    then:
      - {stage: {instrument: treaty, is: signed}}
  - scenario: A signed treaty is not signed
    when:
      - {event: signed, instrument: treaty, date: 2024-08-01}
    then:
      - {stage: {instrument: treaty, is: negotiating}}
"""
HIDDEN: Final = "the cellar key"
CONFIDENTIAL: Final = f"""\
peacetrack: 1
negotiation: talks
source: {{id: memo, title: Memo on {HIDDEN}, published: 2024-07-03, confidential: true}}
events:
  - {{id: whisper, event: statement_made, date: 2024-07-02, by: pashinyan, what: Under {HIDDEN}}}
claims:
  - {{id: whispered, by: pashinyan, says: {{count: {{agreed: 5}}}}, expect: {{verdict: refuted}}, note: See {HIDDEN}}}
"""


def rows(table: str, *logs: Path, **asked: Any) -> list[dict[str, Any]]:
    """Give the rows of one table as mappings."""
    return as_mappings(table, rows_of(rows_by_log(*logs, **asked))[table])


def log_row(log: Path, **asked: Any) -> dict[str, Any]:
    (row,) = rows("logs", log, **asked)
    return row


def test_a_log_is_one_row() -> None:
    """With its name, what it holds, and the days of which it tells."""
    row = log_row(SEEDS)

    assert ("armenia-azerbaijan", True, 0, None) == (
        row["log"],
        row["readable"],
        row["exit_status"],
        row["broken_off"],
    )
    assert ("armenia-azerbaijan", "Armenia–Azerbaijan peace treaty") == (row["negotiation"], row["title"])
    assert (len(rows("events", SEEDS)), len(rows("claims", SEEDS))) == (row["events"], row["claims"])
    days = timeline(load(SEEDS)).days()
    assert (days[0], days[-1]) == (row["first"], row["last"])


def test_the_other_tables_are_those_of_an_export() -> None:
    """Statuses, claims and counts say what `peacetrack export` says, with lists wherever there may be several."""
    stated = rows_of(rows_by_log(SEEDS))
    exported = {table.name: table for table in tables(timeline(load(SEEDS)))}
    for here, there in (("statuses", "statuses"), ("claims", "results"), ("counts", "counts")):
        listed = [
            (exported[there].columns[place].name, *pair)
            for row, other in zip(stated[here], exported[there].rows, strict=True)
            for place, pair in enumerate(zip(row[1:], other, strict=True))
        ]

        assert listed
        assert [] == [one for one in listed if one[1] not in (one[2], as_list(one[2]))]


def test_an_event_is_told_as_the_log_writes_it() -> None:
    """All of it among the `fields`, and what is common to many kinds in columns."""
    log = load(SEEDS)
    events = rows("events", SEEDS)
    exported = tables(timeline(log))[0].to_columns()

    assert [*event_trees(log)] == [json.loads(row["fields"]) for row in events]
    for column, there in (("id", "id"), ("place", "order"), ("earliest", "earliest"), ("latest", "latest")):
        assert exported[there] == [row[column] for row in events]
    assert [str(event.date or "") for event in log.events] == [row["date"] or "" for row in events]
    for column in ("event", "refused", "plover", "instrument", "condition", "proposal", "contact"):
        assert exported[column] == [row[column] for row in events]
    assert [as_list(cell) for cell in exported["sides"]] == [row["sides"] for row in events]


def test_the_columns_of_events_say_of_what_they_tell() -> None:
    """A demand names its addressee, a provision event its provisions, a readout its topics."""
    by_id = {row["id"]: row for row in rows("events", TUNNEL)}
    demand, taken_up = by_id["census"], by_id["taken-up"]

    assert ("conditions", '["census"]', '["northbank"]', "Count the villages again") == (
        demand["aspect"],
        demand["subjects"],
        demand["of_whom"],
        demand["what"],
    )
    assert ('["sand"]', '["southbank"]') == (demand["voices"], demand["actors"])
    assert ("provisions", '["tolls", "guards", "lights"]') == (taken_up["aspect"], taken_up["provision"])
    assert (None, None) == (by_id["two-of-three"]["aspect"], by_id["two-of-three"]["of_whom"])
    topics = {row["topics"] for row in rows("events", SEEDS) if row["event"] == "readout_issued"}
    assert any(json.loads(one) for one in topics if one)


def test_an_aspect_of_ones_own_has_the_same_columns() -> None:
    """It is given by its name, which other processes can look up."""
    home = ROOT / "docs" / "how-to" / "ceasefire" / "harbour"
    stated = rows_of(rows_by_log(home, query=Query(aspects=("ceasefires:CEASEFIRES",))))
    events = as_mappings("events", stated["events"])

    assert {'["harbour-truce"]'} == {row["subjects"] for row in events if row["aspect"] == "ceasefires"}
    assert {"ceasefires"} <= {row["aspect"] for row in as_mappings("statuses", stated["statuses"])}


def test_what_came_into_the_draft_is_a_subject(tmp_path: Path) -> None:
    """Of a replacement both what left and what came."""
    cast = CAST.replace("{borders: {kind: article}}", "{borders: {kind: article}, lines: {kind: article}}")
    june = THIRTEEN.partition("events:")[0] + (
        "events:\n"
        "  - {id: new, event: provision_replaced, provisions: borders, with: lines, date: 2024-06-01, status: open}\n"
    )
    (row,) = rows("events", folder(tmp_path / "talks", cast=cast, june=june))

    assert '["borders", "lines"]' == row["subjects"]
    assert '["borders"]' == row["provision"]


def test_a_log_that_cannot_be_read_is_a_row(tmp_path: Path) -> None:
    """With its problems, and one line for whoever watches."""
    home = folder(tmp_path / "talks", cast=CAST, june=THIRTEEN.replace("2024-06,", "2024-13,"))
    (stated,) = rows_by_log(home)
    row = log_row(home)

    assert (False, 3, None, 0) == (row["readable"], row["exit_status"], row["negotiation"], row["events"])
    assert stated.readable is False
    assert stated.wrong.startswith("talks/june.peace.yaml:5:")
    (problem,) = rows("problems", home)
    assert ("talks", "talks/june.peace.yaml", 5, "PT105", "error") == (
        problem["log"],
        problem["file"],
        problem["line_number"],
        problem["code"],
        problem["severity"],
    )
    assert {"logs", "problems", "codebook"} == {name for name, part in rows_of([stated]).items() if part}


def test_a_path_without_a_log_is_a_row(tmp_path: Path) -> None:
    """An empty folder, and one that is not there."""
    (tmp_path / "empty").mkdir()
    stated = rows_by_log(tmp_path / "empty", tmp_path / "nowhere")

    assert ["empty", "nowhere"] == [one.log for one in stated]
    assert ["empty:1:1: PT031", "nowhere:1:1: PT030"] == [" ".join(one.wrong.split()[:2]) for one in stated]


def test_a_cast_alone_could_be_read(tmp_path: Path) -> None:
    """There is nothing in it to check."""
    row = log_row(folder(tmp_path / "talks", cast=CAST))

    assert (True, 3, "talks", 0, None) == (
        row["readable"],
        row["exit_status"],
        row["negotiation"],
        row["events"],
        row["first"],
    )


def test_scenarios_are_counted_and_tell_no_events() -> None:
    """What would follow is not what happened."""
    row = log_row(FIXTURES / "scenarios", within=(FIXTURES,))

    assert (True, None, 0) == (row["readable"], row["negotiation"], row["events"])
    assert row["scenarios"] > 0 == row["failed"]
    assert row == log_row(FIXTURES / "scenarios", within=(FIXTURES,), public=True)


def test_a_file_of_scenarios_that_tells_events_is_a_log_of_its_own(tmp_path: Path) -> None:
    """It has a row by its own name, and its events are not those of the folder."""
    june = THIRTEEN.partition("\n")[2].replace("negotiation: talks\n", "")
    home = folder(tmp_path / "talks", cast=CAST, june=THIRTEEN, alone=CAST + june + SCENARIO)
    main, own = rows("logs", home)

    assert ("talks", 1, 1, 2, 1, 1) == tuple(
        main[name] for name in ("log", "events", "claims", "scenarios", "failed", "exit_status")
    )
    assert ("talks/alone.peace.yaml", 1, 1, 0, 0, 0) == tuple(
        own[name] for name in ("log", "events", "claims", "scenarios", "failed", "exit_status")
    )
    assert ["talks", "talks/alone.peace.yaml"] == [row["log"] for row in rows("events", home)]
    public = [*rows("logs", home, public=True)]
    assert [main, own] == public


def test_such_a_file_alone_is_one_log(tmp_path: Path) -> None:
    """Its scenarios are counted with it."""
    june = THIRTEEN.partition("\n")[2].replace("negotiation: talks\n", "")
    home = folder(tmp_path / "talks", alone=CAST + june + SCENARIO)
    (row,) = rows("logs", home / "alone.peace.yaml")

    assert ("alone.peace.yaml", 1, 2, 1) == tuple(
        row[name] for name in ("log", "events", "scenarios", "failed")
    )


def test_scenarios_that_cannot_be_read_make_no_readable_log(tmp_path: Path) -> None:
    """And for the public nothing of them is quoted."""
    home = folder(tmp_path / "talks", alone=f"peacetrack: 1\nscenarios:\n  - {HIDDEN}: [\n")
    (stated,) = rows_by_log(home)
    (public,) = rows_by_log(home, public=True)

    assert (False, False) == (stated.readable, public.readable)
    assert HIDDEN not in repr(public)


def test_the_work_that_broke_off_is_a_row() -> None:
    """An account that names nobody of a cast cannot be answered of that log."""
    (stated,) = rows_by_log(TUNNEL, query=Query(account="west"))
    row = log_row(TUNNEL, query=Query(account="west"))

    assert stated.readable is None is row["readable"]
    assert row["broken_off"].startswith("UnknownActorError: 'west' is no actor")
    assert f"tunnel: {row['broken_off']}" == stated.wrong
    assert (3, None, None) == (row["exit_status"], row["events"], row["negotiation"])
    assert "UnknownActorError" == log_row(TUNNEL, query=Query(account="west"), public=True)["broken_off"]


def test_a_day_cuts_all_tables_alike() -> None:
    """What had not happened by then is in none."""
    day = date(2030, 3, 31)
    stated = rows_of(rows_by_log(TUNNEL, query=Query(as_of=day)))
    row = log_row(TUNNEL, query=Query(as_of=day))

    assert "signed" not in {event[1] for event in stated["events"]}
    assert date(2030, 3, 20) == row["last"]
    assert {None} == {one["until"] for one in as_mappings("blocking", stated["blocking"])}
    assert [("census", "raised"), ("old-debts", "raised")] == sorted(
        (str(one["condition"]), str(one["status"])) for one in as_mappings("conditions", stated["conditions"])
    )


def test_nothing_is_told_before_it_was_published() -> None:
    """Neither an event nor a claim of a later document."""
    stated = rows_of(rows_by_log(TUNNEL, query=Query(known_by=date(2030, 12, 19))))

    assert [] == stated["events"] == stated["claims"] == stated["blocking"]
    assert 1 == len(stated["logs"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_confidential_is_not_in_a_public_store(ending: str, tmp_path: Path) -> None:
    """In no byte of it; and what was left out is counted."""
    home = folder(tmp_path / "talks", cast=CAST, june=THIRTEEN, memo=CONFIDENTIAL)
    (stated,) = rows_by_log(home, public=True)
    (whole,) = rows_by_log(home)
    stored([stated], tmp_path / f"corpus{ending}")

    assert HIDDEN in repr(whole.rows)
    assert HIDDEN not in repr(stated)
    assert [] == [
        name for name, raw in bytes_of(tmp_path / f"corpus{ending}").items() if HIDDEN.encode() in raw
    ]
    assert {"source": 1, "event": 1, "claim": 1} == stated.left_out
    assert {} == whole.left_out
    assert [False, True] == [row["confidential"] for row in rows("events", home)]
    assert 1 == log_row(home, public=True)["events"]


def test_an_unreadable_log_is_not_quoted_to_the_public(tmp_path: Path) -> None:
    """Nobody knows what in it is confidential; the sort of each problem is told."""
    wrong = CONFIDENTIAL.replace("id: whisper,", f"id: {HIDDEN},")
    home = folder(tmp_path / "talks", cast=CAST, memo=wrong)
    (stated,) = rows_by_log(home, public=True)

    assert HIDDEN in repr(rows_by_log(home))
    assert HIDDEN not in repr(stated)
    assert {"PT104"} == {row["code"] for row in rows("problems", home, public=True)}


def test_what_was_left_out_is_told_in_words() -> None:
    """Also what stays in the words of another report."""
    assert "nothing is confidential" == left_out_text(Counter())
    assert "left out as confidential: 2 events; 1 told in other words" == left_out_text(
        Counter(event=2, reworded=1)
    )


def test_an_event_in_the_words_of_another_report_is_counted(tmp_path: Path) -> None:
    """The same as an export says."""
    memo = CONFIDENTIAL.partition("claims:")[0]
    told_again = THIRTEEN.partition("claims:")[0] + (
        "  - {id: again, event: mentioned, of: whisper, date: 2024-07-01}\n"
    )
    home = folder(
        tmp_path / "talks", cast=CAST, june=told_again.replace("2024-07-01}", "2024-07-09}", 1), memo=memo
    )
    (stated,) = rows_by_log(home, public=True)

    assert HIDDEN not in repr(stated)
    assert 1 == stated.left_out["reworded"]


HOSTILE: Final = (
    r"x\0y",
    r"\u202e\x01\ufeff\ufffe",
    "'); DROP TABLE logs; --",
    r"\"; ATTACH 'x' AS y; --",
    r"[1, 2",
    r"{\"a\": 1}",
    "\U0001f54a",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_is_data_in_every_store(text: str, tmp_path: Path) -> None:
    """Whatever a log says, it is read back as it was said, and runs nothing."""
    june = THIRTEEN.partition("claims:")[0] + (
        f'  - {{id: said, event: statement_made, date: 2024-06-02, by: pashinyan, what: "{text}"}}\n'
    )
    home = folder(tmp_path / "talks", cast=CAST, june=june)
    stated = rows_by_log(home)
    said = [row["what"] for row in rows("events", home)][1]

    assert said == load(home).events[1].what  # type: ignore[attr-defined]  # it is a statement
    assert [rows_of(stated)] * 3 == [stored(stated, tmp_path / f"corpus{ending}") for ending in ENDINGS]


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    """A file system may hold names that are no UTF-8."""
    home = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder(home, cast=CAST, june=THIRTEEN.replace("2024-06,", "2024-13,"))
    except OSError:
        pytest.skip("this file system knows no such names")
    stated = rows_by_log(home)

    assert r"caf\udce9" == stated[0].log
    assert [rows_of(stated)] * 3 == [stored(stated, tmp_path / f"corpus{ending}") for ending in ENDINGS]


def test_logs_are_named_below_the_nearest_folder(tmp_path: Path) -> None:
    """The names do not depend on where the folder lies."""
    for name in ("2023/pilots", "2024/talks"):
        folder(tmp_path / name, cast=CAST, june=THIRTEEN)
    logs = (tmp_path / "2023" / "pilots", tmp_path / "2024" / "talks")

    assert tmp_path == root_of(logs)
    assert ["2023/pilots", "2024/talks"] == [one.log for one in rows_by_log(*logs, root=root_of(logs))]
    assert ["talks"] == [one.log for one in rows_by_log(logs[1], root=root_of(logs[1:]))]
    assert [logs[0].as_posix()] == [one.log for one in rows_by_log(logs[0], root=logs[1])]


def test_what_a_worker_sends_is_plain() -> None:
    """No event, no state, no class of ours but the one that holds the rows."""
    (stated,) = rows_by_log(TUNNEL)
    kinds = {type(cell).__name__ for part in stated.rows.values() for row in part for cell in row}

    assert isinstance(stated, LogRows)
    assert {"str", "int", "bool", "date", "NoneType"} == kinds
