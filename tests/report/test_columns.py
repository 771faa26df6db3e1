"""Columns of plain values: for programs that know nothing of negotiations."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given

import peacetrack as pt
from peacetrack.aspects import KINDS
from peacetrack.aspects.plover import Category
from peacetrack.questions.intervals import intervals
from peacetrack.report.tables import TableOfRows, tables, to_columns
from peacetrack.report.tables.events import DERIVED, events_table
from peacetrack.report.tables.plover import BY_KIND, plover
from peacetrack.report.tables.table import cell
from peacetrack.testing.strategies import logs
from peacetrack.yaml.records.codec import written_fields, yaml_name

ROOT: Final = Path(__file__).parents[2]
LOG: Final = pt.load(ROOT / "fixtures" / "armenia-azerbaijan")
COLOMBIA: Final = pt.load(ROOT / "fixtures" / "colombia-farc")
TYPES: Final[dict[str, type]] = {"text": str, "number": int, "truth": bool, "day": dt.date}


def named(name: str, log: pt.Log = LOG, **asked: Any) -> TableOfRows:
    return next(table for table in tables(pt.timeline(log), **asked) if table.name == name)


def rows(table: TableOfRows) -> list[dict[str, Any]]:
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


@given(logs(longest=4))
def test_a_column_holds_values_of_one_type(log: pt.Log) -> None:
    """Or None; and all columns of a table are equally long."""
    for table in tables(pt.timeline(log)):
        columns = table.to_columns()
        assert {len(table.rows)} == {len(values) for values in columns.values()}
        for column in table.columns:
            kinds = {type(value) for value in columns[column.name] if value is not None}
            assert kinds <= {TYPES[column.type]}


@pytest.mark.parametrize("log", [LOG, COLOMBIA], ids=["armenia-azerbaijan", "colombia-farc"])
def test_where_few_words_can_stand_the_codebook_lists_them(log: pt.Log) -> None:
    """And every column says what it means."""
    for table in tables(pt.timeline(log)):
        for column in table.columns:
            assert column.meaning
            found = {value for value in table.to_columns()[column.name] if value is not None}
            assert not column.values or found <= {*column.values}


def test_every_event_is_told_with_its_keys_and_its_days() -> None:
    """Thirteen of sixteen was said by the Tuesday on which it was reported."""
    (stated,) = [row for row in rows(events_table(pt.timeline(LOG))) if row["id"] == "pashinyan-13-of-16"]

    assert {
        "event": "count_stated",
        "date": "../2024-09-17",
        "earliest": None,
        "latest": dt.date(2024, 9, 17),
        "sides": "armenia",
        "by": "pashinyan",
        "agreed": "13",
        "of": "16",
        "refused": False,
        "plover": None,
    }.items() <= stated.items()
    assert {"paragraph": "6", "as_said": "fully agree"} == json.loads(stated["cite"])


def test_a_report_has_no_place_in_the_order() -> None:
    """It is told all the same, in the order of the log."""
    stated = rows(events_table(pt.timeline(LOG)))

    assert [event.id for event in LOG.events] == [row["id"] for row in stated]
    assert {None} == {row["order"] for row in stated if row["event"] == "mentioned"}
    assert list(range(len(pt.timeline(LOG).view.events))) == sorted(
        row["order"] for row in stated if row["order"] is not None
    )


def test_what_follows_has_no_name_of_a_key() -> None:
    """So an import cannot take it for one."""
    keys = {yaml_name(field) for kind in KINDS.values() for field in written_fields(kind)}

    assert set() == keys & {column.name for column in DERIVED}


def test_nothing_is_told_that_nobody_could_know() -> None:
    """By August 2024 the articles of September had not appeared."""
    line = pt.timeline(LOG, known_by="2024-08-31")
    events, sources = events_table(line).to_columns(), tables(line)[5].to_columns()

    assert "interim-offer" not in sources["id"]
    assert "interim-offer" not in events["source"]
    assert "june-call-us" in sources["id"]


def test_what_happened_after_a_day_is_not_told_of_it() -> None:
    """Neither as an event nor as an interval nor as a count."""
    day = dt.date(2024, 8, 1)
    found = {table.name: table for table in tables(pt.timeline(LOG), as_of=day)}

    events = found["events"].to_columns()["id"]
    assert "interim-deal-rejected" not in events
    assert "june-call" in events
    for name in ("statuses", "counts", "answers"):
        begun = [since for since in found[name].to_columns()["since"] if isinstance(since, dt.date)]
        assert [] == [since for since in begun if since > day]


def test_a_count_is_told_for_each_stretch_of_days() -> None:
    """The stretches of one status follow on each other without a gap."""
    stated = [row for row in rows(named("counts")) if row["status"] == "agreed"]

    assert [(None, 0, None), (dt.date(2024, 9, 17), 13, 13)] == [
        (row["since"], row["low"], row["high"]) for row in stated
    ]
    assert dt.date(2024, 9, 16) == stated[0]["until"]
    assert (16, 16, None) == (stated[1]["of_low"], stated[1]["of_high"], stated[1]["until"])


def test_claims_are_told_with_what_was_expected() -> None:
    """And with what the record says instead."""
    stated = to_columns(pt.check(LOG))
    place = stated["claim"].index("thirteen-of-sixteen")

    assert ("supported", "own_word_only", "armenia", True) == tuple(
        stated[name][place] for name in ("verdict", "support", "sides", "passed")
    )


def test_a_state_gives_the_intervals_up_to_its_day_on_its_account() -> None:
    """A timeline gives all of them, on everyone's."""
    line = pt.timeline(LOG)

    assert to_columns(line) == to_columns(intervals(line))
    for account in ("everyone", "azerbaijan"):
        state = line.at("2024-06-30", account=account)
        expected = intervals(line, account=account, until=dt.date(2024, 6, 30))
        assert [one.subject for one in expected] == to_columns(state)["subject"]


def test_changes_have_columns() -> None:
    """Each with the events that bring it."""
    line = pt.timeline(LOG)
    stated = to_columns(pt.diff(line.at("2024-09-16"), line.at("2024-09-17")))
    place = stated["what"].index("count of agreed")

    assert ("treaty", "13 of 16 articles agreed") == (stated["subject"][place], stated["after"][place])


def test_a_log_gives_its_events() -> None:
    """In the order in which they are written."""
    assert [event.id for event in COLOMBIA.events] == to_columns(COLOMBIA)["id"]


def test_nobody_can_tell_the_columns_of_nothing() -> None:
    """An empty table has none."""
    assert {} == to_columns(())


@pytest.mark.parametrize(
    "wrong", [13, LOG.events, (*pt.check(LOG), LOG)], ids=["a number", "events", "mixed"]
)
def test_what_has_no_rows_of_one_sort_is_refused(wrong: Any) -> None:
    """At once: it is misuse of the interface."""
    with pytest.raises(TypeError, match="rows of one sort"):
        to_columns(wrong)


def test_names_and_sources_are_told() -> None:
    """They are the labels of what the other tables name."""
    names = {row["id"]: row for row in rows(named("names")) if row["sort"] != "topic"}
    (source,) = [row for row in rows(named("sources")) if row["id"] == "interim-offer"]

    assert ("voice", "Nikol Pashinyan", "Prime Minister", "armenia") == tuple(
        names["pashinyan"][key] for key in ("sort", "name", "role", "of")
    )
    assert ("provision", "preamble", "treaty") == tuple(
        names["preamble"][key] for key in ("sort", "role", "of")
    )
    assert (12, 2, dt.date(2024, 9, 23)) == tuple(source[key] for key in ("paragraphs", "left_out", "latest"))


def test_a_text_that_looks_like_json_stands_in_quotes() -> None:
    """Then whoever decodes what begins like JSON gets the text."""
    assert "[sic] said" == json.loads(cell("[sic] said"))
    assert '"quoted" he said' == json.loads(cell('"quoted" he said'))
    assert "as it is" == cell("as it is")


def example(kind: type[pt.Event], **stated: Any) -> Any:
    """Give an event of a kind without the fields that do not matter."""
    fields = {field.name: None for field in attrs.fields(kind) if field.default is attrs.NOTHING}
    return kind(**(fields | {"id": "x"} | stated))


def test_every_kind_of_event_has_a_category_of_plover_or_is_known_to_have_none() -> None:
    """A new kind of event has to be decided."""
    without = {kind.kind for kind in KINDS.values() if plover(example(kind)) is None}

    assert without == {
        "provision_deferred", "provision_withdrawn", "provision_added",
        "provision_replaced", "count_stated", "status_stated", "proposal_unanswered", "proposal_closed", "consents_stated", "principle_invoked", "text_reopened",
        "published", "readout_issued", "argument_made", "statement_made", "mentioned", "confirmed", "denied",
        "corrected", "retracted",
    }  # fmt: skip
    assert {*BY_KIND} <= {*KINDS.values()}


def test_what_a_category_depends_on() -> None:
    """A statement accuses when it is against somebody, and a body supports when it approves."""
    statement, step = KINDS["statement_made"], KINDS["domestic_step"]

    assert Category.ACCUSE is plover(example(statement, against=("armenia",)))
    assert plover(example(statement)) is None
    assert Category.SUPPORT is plover(example(step, outcome="approved"))
    assert Category.REJECT is plover(example(step, outcome="rejected"))
