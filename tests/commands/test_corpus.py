"""`peacetrack corpus`, as a user runs it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from peacetrack.cli import main
from peacetrack.commands import corpus as command
from peacetrack.corpus import Lost, find, summaries
from peacetrack.corpus.overview import FORMAT, overview, overview_lines, why_unreadable
from peacetrack.corpus.summaries import MOST, Summary
from peacetrack.yaml.writing import saving
from tests.commands.running import CAST, ROOT, SEEDS, THIRTEEN, as_json, folder, run
from tests.commands.test_shell import Terminal
from tests.corpus.tables.stored import read_store, rows_by_log, rows_of
from tests.corpus.tables.test_stores import without

BROKEN = THIRTEEN.replace("2024-06,", "2024-13,")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Two whole logs, and one that cannot be read."""
    home = tmp_path / "talks"
    folder(home / "2023" / "spring", cast=CAST, june=THIRTEEN)
    folder(home / "2023" / "summer", cast=CAST, june=BROKEN)
    folder(home / "2024", cast=CAST, june=THIRTEEN.replace("verdict: supported", "verdict: refuted"))
    return home


def wrong_usage(*arguments: object, **more: Any) -> str:
    """Run a command that is wrong; give what it says of it."""
    done = run("corpus", *arguments, **more)
    assert (2, "") == (done.returncode, done.stdout)
    return " ".join(done.stderr.split())


def test_an_overview_is_printed(talks: Path) -> None:
    """And the log that cannot be read is named on stderr, with its first problem."""
    done = run("corpus", talks)

    assert 3 == done.returncode
    assert "2023/summer/june.peace.yaml:5:47: PT105 '2024-13' has no month 13.\n" == done.stderr
    assert (
        "3 logs: 1 could not be read\n"
        "2 events, 2024-06-01 to 2024-06-30\n"
        "2 claims: 2 supported\n"
        "0 scenarios\n"
        "not as expected: 1\n"
        "     1  PT105\n"
    ) == done.stdout


def test_the_overview_for_programs(talks: Path) -> None:
    """The same figures."""
    done = run("corpus", talks, "--format", "json")

    assert {
        "format": FORMAT,
        "logs": 3,
        "unreadable": 1,
        "broken_off": 0,
        "events": 2,
        "claims": 2,
        "scenarios": 0,
        "failed": 1,
        "more": 0,
        "first": "2024-06-01",
        "last": "2024-06-30",
        "verdicts": {"supported": 2, "refuted": 0, "not_enough_info": 0},
        "problems": {"PT105": 1},
    } == json.loads(done.stdout)


def test_an_overview_of_whole_logs_ends_with_nought() -> None:
    """Also when a claim did not come out as expected: that is told, and everything could be read."""
    stated = as_json("corpus", SEEDS, ROOT / "fixtures" / "scenarios")

    assert (2, 0, 0) == (stated["logs"], stated["unreadable"], stated["failed"])
    assert stated["events"] > 80 < stated["claims"] + stated["scenarios"]


def test_a_log_that_several_paths_hold_is_asked_once(talks: Path) -> None:
    """Its name is what it is below the nearest folder that holds them all."""
    assert 3 == json.loads(run("corpus", talks, talks / "2024", "--format", "json").stdout)["logs"]


@pytest.mark.parametrize("ending", [".sqlite", ".db", ".duckdb", ".parquet"])
def test_a_store_holds_what_the_logs_tell(ending: str, talks: Path, tmp_path: Path) -> None:
    """A row of the broken log too; the status says that there is one."""
    out = tmp_path / f"corpus{ending}"
    done = run("corpus", talks, "--out", out)

    assert (3, "2023/summer/june.peace.yaml:5:47: PT105 '2024-13' has no month 13.\n") == (
        done.returncode,
        done.stderr,
    )
    assert done.stdout.startswith(f"{out}: 3 logs, 2 events, 0 statuses, 0 conditions, ")
    stated = rows_by_log(*find(talks), root=talks)
    assert ending == ".db" or rows_of(stated) == read_store(out)


def test_a_store_of_whole_logs_ends_with_nought(talks: Path, tmp_path: Path) -> None:
    """A claim that failed is a row like any other."""
    assert 0 == run("corpus", talks / "2024", "--out", tmp_path / "corpus.sqlite").returncode


def test_several_processes_write_the_same_store(talks: Path, tmp_path: Path) -> None:
    """Also as many as there are cores."""
    for jobs in ("1", "2", "0"):
        run("corpus", talks, "--out", tmp_path / f"{jobs}.sqlite", "--jobs", jobs)

    assert (tmp_path / "1.sqlite").read_bytes() == (tmp_path / "2.sqlite").read_bytes()
    assert (tmp_path / "1.sqlite").read_bytes() == (tmp_path / "0.sqlite").read_bytes()


def test_a_cluster_does_the_work(talks: Path, tmp_path: Path) -> None:
    """It is named by the address of its scheduler."""
    distributed = pytest.importorskip("distributed")
    how = {
        "host": "127.0.0.1",
        "dashboard_address": None,
        "silence_logs": 50,
        "processes": False,
        "protocol": "tcp://",
    }
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **how) as cluster:
        done = run("corpus", talks, "--out", tmp_path / "corpus.sqlite", "--dask", cluster.scheduler_address)

    assert 3 == done.returncode
    assert rows_of(rows_by_log(*find(talks), root=talks)) == read_store(tmp_path / "corpus.sqlite")


def test_what_is_asked_of_one_log_is_asked_of_all(talks: Path, tmp_path: Path) -> None:
    """As of a day, known by a day, on somebody's word, in an aspect of one's own."""
    out = tmp_path / "corpus.sqlite"
    asked = ("--as-of", "2024-05-31", "--known-by", "2024-07-01", "--account", "armenia")
    own = ("--aspect", "ceasefires:CEASEFIRES")
    path = ROOT / "docs" / "how-to" / "ceasefire"
    done = run("corpus", talks / "2024", "--out", out, *asked)
    spoken = run("corpus", path / "harbour", *own, PYTHONPATH=f"{ROOT / 'src'}:{path}")

    assert (0, 0) == (done.returncode, spoken.returncode)
    assert [] == read_store(out)["events"]
    assert spoken.stdout.startswith("1 log\n")


def test_a_log_that_cannot_be_asked_is_named(talks: Path) -> None:
    """The cast knows no such actor; others might."""
    done = run("corpus", talks / "2024", "--account", "west")

    assert 3 == done.returncode
    assert done.stderr.startswith("2024: UnknownActorError: 'west' is no actor")
    assert "1 log: 1 broken off\n" == done.stdout.partition("0 events")[0]


def test_what_is_confidential_is_left_out_and_counted(talks: Path, tmp_path: Path) -> None:
    """On stderr, as for an export."""
    june = THIRTEEN.replace("published: 2024-07-01", "published: 2024-07-01, confidential: true")
    folder(talks / "2024", june=june)
    done = run("corpus", talks / "2024", "--out", tmp_path / "corpus.sqlite", "--public")

    assert (0, "left out as confidential: 1 source, 1 event, 1 claim, 1 voice\n") == (
        done.returncode,
        done.stderr,
    )
    assert [] == read_store(tmp_path / "corpus.sqlite")["events"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--public"], "--force and --public go with --out."),
        (["--force"], "--force and --public go with --out."),
        (["--out", "x.sqlite", "--format", "json"], "--format goes without --out"),
        (["--out", "x.xlsx"], "Invalid value for '--out': 'x.xlsx' has no ending that names a kind of store"),
        (["--out", "no/x.sqlite"], "Invalid value for '--out': there is no folder"),
        (["--jobs", "-1"], "Invalid value for '--jobs'"),
        (["--jobs", "2", "--dask", "tcp://127.0.0.1:1"], "--jobs and --dask exclude each other"),
        (["--aspect", "nothing:AT_ALL"], "there is no module 'nothing'"),
        (["--as-of", "yesterday"], "is not a date"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], text: str, tmp_path: Path) -> None:
    """Before any log is read."""
    run_elsewhere = {"cwd": tmp_path}

    assert text in wrong_usage(SEEDS, *arguments, **run_elsewhere)
    assert [] == [*tmp_path.iterdir()]


def test_a_store_that_is_there_stays(talks: Path, tmp_path: Path) -> None:
    """Unless it is to be replaced."""
    out = tmp_path / "corpus.sqlite"
    run("corpus", talks, "--out", out)
    before = out.read_bytes()

    assert "is there already: name another, or replace it with --force" in wrong_usage(SEEDS, "--out", out)
    assert before == out.read_bytes()
    assert 0 == run("corpus", SEEDS, "--out", out, "--force").returncode
    assert before != out.read_bytes()


def test_a_disk_that_refuses_is_told(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, with nothing left behind; it is no wrong usage, and no claim has failed."""

    def refusing(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refusing)
    done = CliRunner().invoke(main, ["corpus", str(talks / "2024"), "--out", str(tmp_path / "corpus.sqlite")])

    assert 3 == done.exit_code
    assert f"{tmp_path / 'corpus.sqlite'}: This cannot be written: No space left on device.\n" in done.stderr
    assert ["talks"] == [path.name for path in tmp_path.iterdir()]


def test_a_folder_in_which_somebody_writes_is_told(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever, and nothing is written."""
    fcntl = pytest.importorskip("fcntl")

    def theirs(*_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(fcntl, "flock", theirs)
    monkeypatch.setattr(saving, "PATIENCE", 0)
    done = CliRunner().invoke(main, ["corpus", str(talks / "2024"), "--out", str(tmp_path / "corpus.sqlite")])

    assert 3 == done.exit_code
    assert "corpus.sqlite: This cannot be written: somebody else is writing in this folder." in done.stderr
    assert ["talks"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("missing", "arguments"),
    [
        ("pyarrow", ["--out", "x.parquet"]),
        ("duckdb", ["--out", "x.duckdb"]),
        ("distributed", ["--dask", "tcp://127.0.0.1:1"]),
    ],
)
def test_a_missing_library_is_named(
    missing: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the extra that brings it."""
    without(missing, monkeypatch)
    extra = "dask" if missing == "distributed" else "corpus"

    stated = wrong_usage(SEEDS, *arguments, cwd=tmp_path)
    assert f"needs the package '{missing}': python -m pip install 'peacetrack[{extra}]'" in stated


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few seconds."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(command, "PATIENCE", 0.2)

    assert "Invalid value for '--dask': no scheduler answers at 'tcp://127.0.0.1:1'" in wrong_usage(
        SEEDS, "--dask", "tcp://127.0.0.1:1"
    )


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nowhere else."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with command._progress() as show:
        assert show
        show(64)
        show(1000)

    assert "\r64 logs\r1,064 logs\n" == terminal.getvalue()


def test_an_overview_tells_that_problems_were_left_out() -> None:
    """A summary holds only the first ones of a log with very many."""
    stated = overview([Summary(path=SEEDS, negotiation="talks", more=MOST, exit_status=0)])

    assert "    20  further problems of logs with very many" == [*overview_lines(stated)][-1]


def test_an_overview_keeps_no_summary() -> None:
    """It takes them one by one, in any order; a log on which the work broke off is counted apart."""
    answers: Iterator[Any] = iter([*summaries(find(SEEDS)), Lost(SEEDS, "KeyError: x")])
    stated = overview(answers)

    assert (2, 0, 1) == (stated.logs, stated.unreadable, stated.broken_off)
    assert "armenia-azerbaijan: KeyError: x" == why_unreadable(Lost(SEEDS, "KeyError: x"), SEEDS.parent)
    assert (0, 0) == (overview([]).logs, overview([]).events)
