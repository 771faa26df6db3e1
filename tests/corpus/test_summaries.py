"""What a corpus knows of each log is what the library answers of it, wherever it is asked."""

import datetime as dt
import pickle
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import pytest
from ceasefires import CEASEFIRES

import peacetrack as pt
from peacetrack.aspects.own import AspectNameError
from peacetrack.checks.checking import check_path
from peacetrack.corpus import (
    Checked,
    Done,
    Lost,
    Summary,
    Unreadable,
    check_one,
    checks,
    find,
    logs,
    summaries,
    summarise,
)
from peacetrack.corpus.running import Engine
from peacetrack.corpus.summaries import MOST
from peacetrack.model.codes import FAILED, HELD, UNREADABLE, worst
from peacetrack.report.checked import claim_rows, lines_of, scenario_rows
from tests.profile import in_full

ROOT: Final = Path(__file__).parents[2]
TREATY: Final = ROOT / "fixtures" / "armenia-azerbaijan"
FERRY: Final = ROOT / "docs" / "how-to" / "ferry"
HARBOUR: Final = ROOT / "docs" / "how-to" / "ceasefire" / "harbour"
PROCESSES: Final = partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn"))
BROKEN: Final = (
    "alias-bomb",
    "no-cast",
    "duplicate-id",
    "misspelt-event",
    "failed-scenario",
    "failed-claim",
    "unknown-key",
)


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    """Name a corpus of good logs, broken ones, an empty folder and one that is not there."""
    empty = tmp_path / "empty"
    empty.mkdir()
    broken = [ROOT / "fixtures" / "bad" / name for name in BROKEN]
    return [FERRY, *filter(Path.is_dir, broken), TREATY, empty, tmp_path / "nowhere"]


def summary_of(path: Path, **asked: Any) -> Summary:
    """Summarise a log, and insist that it was not lost."""
    (found,) = summaries([path], **asked)
    assert isinstance(found, Summary)
    return found


def test_what_a_summary_tells() -> None:
    """A summary holds what the library answers of the log: its texts, its span, its claims."""
    summary, state = summarise(TREATY), pt.replay(pt.load(TREATY))
    (treaty,) = summary.instruments
    count = state.count("treaty", "agreed")
    passed = [result.passed for result in pt.check(state.log)]

    assert ("armenia-azerbaijan", state.log.cast.negotiation.title) == (summary.negotiation, summary.title)
    assert (len(state.log.events), len(passed)) == (summary.events, summary.claims)
    assert (state.timeline.days()[0], state.timeline.days()[-1]) == (summary.first, summary.last)
    assert ("treaty", "article", "negotiating") == (treaty.id, treaty.unit, treaty.stage)
    assert (count.numerator, count.denominator) == (treaty.agreed, treaty.whole)
    assert len(passed) == sum(stated.claims for stated in summary.verdicts)
    assert {True: passed.count(True)} == {stated.passed: passed.count(True) for stated in summary.verdicts}
    assert HELD == summary.exit_status


def test_a_summary_of_a_day() -> None:
    """A summary can be asked as of a day, and known by a day, as every answer."""
    day = dt.date(2024, 9, 17)
    (treaty,) = summary_of(TREATY, as_of="2023-09-06", known_by=day).instruments
    count = pt.replay(pt.load(TREATY), as_of="2023-09-06", known_by=day).count("treaty", "agreed")

    assert (count.numerator, count.denominator) == (treaty.agreed, treaty.whole)


def test_a_stage_that_is_not_known(tmp_path: Path) -> None:
    """An instrument whose stage may be one of several has none in a summary."""
    (tmp_path / "log.peace.yaml").write_text(
        "peacetrack: 1\n"
        "negotiation: {id: ferry, title: Ferry}\n"
        "actors: {north: {name: North, role: negotiating_party}}\n"
        "instruments: {deal: {title: Deal, unit: point}}\n"
        "events:\n"
        "  - {event: text_concluded, date: 2020-01-01/2020-12-31}\n",
        encoding="utf-8",
    )
    (deal,) = summarise(tmp_path, as_of="2020-06-01").instruments

    assert ("point", None) == (deal.unit, deal.stage)


def test_a_bad_log_is_a_summary(corpus: list[Path]) -> None:
    """What cannot be read is an answer with its problems, and so is a log that fails."""
    for summary in summaries(corpus):
        assert isinstance(summary, Summary)
        assert worst(one.exit_status for one in check_path(summary.path)) == summary.exit_status
        assert (summary.exit_status == HELD) or summary.problems or summary.failed or summary.claims
    empty, nowhere = map(summary_of, corpus[-2:])

    assert [UNREADABLE, UNREADABLE] == [empty.exit_status, nowhere.exit_status]
    assert (["PT031"], ["PT030"]) == tuple(
        [problem.code for problem in one.problems] for one in (empty, nowhere)
    )
    assert ("", "", 0, None, ()) == (
        empty.negotiation,
        empty.title,
        empty.events,
        empty.first,
        empty.instruments,
    )


def test_scenarios_are_played() -> None:
    """A summary counts the scenarios beside a log, and those that did not come out as told."""
    failed = summarise(ROOT / "fixtures" / "bad" / "failed-scenario")

    assert (3, 2, FAILED) == (failed.scenarios, failed.failed, failed.exit_status)


def test_a_summary_stays_small(tmp_path: Path) -> None:
    """Of a log in which everything is wrong the gravest problems are shown, and the others are counted."""
    entries = "".join(f"  - {{event: no_such_kind, date: 2020-01-01, id: e{n}}}\n" for n in range(500))
    (tmp_path / "log.peace.yaml").write_text(
        "peacetrack: 1\nnegotiation: {id: ferry, title: Ferry}\n"
        f"actors: {{north: {{name: North, role: negotiating_party}}}}\nevents:\n{entries}",
        encoding="utf-8",
    )
    summary = summarise(tmp_path)

    assert (MOST, 500 - MOST) == (len(summary.problems), summary.more)
    assert len(pickle.dumps(summary)) < 8_000


@pytest.mark.parametrize(
    "executor",
    [partial(ThreadPoolExecutor, 2), pytest.param(PROCESSES, marks=in_full)],
    ids=["threads", "processes"],
)
def test_the_same_on_every_executor(corpus: list[Path], executor: Engine) -> None:
    """Threads and processes give the summaries that this process gives."""
    assert set(summaries(corpus)) == set(summaries(corpus, executor=executor, chunk=3))


@in_full
@pytest.mark.parametrize("aspects", [[CEASEFIRES], ["ceasefires:CEASEFIRES"]], ids=["itself", "its name"])
def test_aspects_of_ones_own_reach_processes(aspects: Iterable[Any]) -> None:
    """A log that speaks in an aspect of one's own is read in other processes, given the aspect or its name."""
    (summary,) = summaries([HARBOUR], aspects=aspects, executor=PROCESSES)
    (loaded,) = logs([HARBOUR], aspects=aspects)
    (checked,) = checks([HARBOUR], aspects=aspects)

    assert isinstance(summary, Summary)
    assert (HELD, 0) == (summary.exit_status, summary.more)
    assert summarise(HARBOUR).exit_status == UNREADABLE
    assert isinstance(checked, Checked)
    assert HELD == checked.exit_status
    assert Done(HARBOUR, pt.load(HARBOUR, aspects=[CEASEFIRES])) == loaded


def test_wrong_questions_raise_at_once() -> None:
    """A question that no log could answer is refused before the first log is read."""
    with pytest.raises(AspectNameError) as aspect:
        summaries([FERRY], aspects=["nowhere:NOTHING"])
    with pytest.raises(pt.DateError) as day:
        checks([FERRY], as_of="2024-02-30")
    with pytest.raises(pt.VocabularyError) as twice:
        logs([FERRY], aspects=[CEASEFIRES, CEASEFIRES])

    assert "there is no module 'nowhere' for 'nowhere:NOTHING'" == str(aspect.value)
    assert "2024-02-30" in str(day.value)
    assert "ceasefire" in str(twice.value)


def test_an_account_that_one_log_does_not_know() -> None:
    """Asked on the word of an actor, a log without that actor is lost, and says so; another one answers."""
    ferry, treaty = summaries([FERRY, TREATY], account="azerbaijan", ordered=True)

    assert isinstance(ferry, Lost)
    assert ferry.reason.startswith("UnknownActorError: ")
    assert isinstance(treaty, Summary)
    assert "armenia-azerbaijan" == treaty.negotiation


def test_checks_are_what_the_command_prints(corpus: list[Path]) -> None:
    """Of each log all that a check shows is sent back: its lines, its plain values and its exit status."""
    for checked in checks(corpus, executor=partial(ThreadPoolExecutor, 2), ordered=True):
        assert isinstance(checked, Checked)
        outcomes = list(check_path(checked.path))

        assert [line for outcome in outcomes for line in lines_of(outcome)] == list(checked.lines)
        assert [row for outcome in outcomes for row in claim_rows(outcome)] == list(checked.results)
        assert [row for outcome in outcomes for row in scenario_rows(outcome)] == list(checked.scenarios)
        assert [problem for outcome in outcomes for problem in outcome.problems] == list(checked.problems)


def test_a_check_can_be_sent() -> None:
    """What came of a check goes to another process and back, whole."""
    checked = check_one(TREATY, as_of="2024-09-17")

    assert checked == pickle.loads(pickle.dumps(checked))  # noqa: S301 - our own bytes


def test_logs_come_whole(corpus: list[Path]) -> None:
    """Loading many logs gives each log with its path, and says of the others what is wrong."""
    loaded = list(logs(corpus))
    found = {one.path: one.value for one in loaded if isinstance(one, Done)}
    unreadable = [one for one in loaded if isinstance(one, Unreadable)]

    assert (pt.load(FERRY), pt.load(TREATY)) == (found[FERRY], found[TREATY])
    assert len(corpus) == len(found) + len(unreadable)
    assert all(one.problems for one in unreadable if one.path.name != "failed-scenario")


def test_a_log_that_is_lost_is_not_loaded() -> None:
    """What raises in loading is told as lost, here by an executor that takes no work."""
    executor = ThreadPoolExecutor(1)
    executor.shutdown()

    assert [Lost(FERRY, "RuntimeError: cannot schedule new futures after shutdown")] == list(
        logs([FERRY], executor=executor)
    )


def test_every_fixture_has_a_summary() -> None:
    """No log of the fixtures, however broken, is lost."""
    assert [] == [one for one in summaries(find(ROOT / "fixtures" / "bad")) if isinstance(one, Lost)]
