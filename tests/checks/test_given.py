"""What a scenario begins with: how much of which log, and on whose word."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.model.ids import EventId
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.scenarios.reading import read_scenarios
from tests.build import CAST
from tests.checks.rehearsing import TALKS, played, problems_in, rehearsal, written

SIGNED = "when:\n- {event: signed, date: 2030-01-01}\nthen:\n"


def test_what_had_not_happened_by_the_end_of_the_log_never_happens(tmp_path: Path) -> None:
    """`as_of` cuts the log: asked years later, the count of 12 June has still not been stated."""
    outcome = played(
        tmp_path,
        f"given: {{log: ., as_of: 2024-06-11}}\n{SIGNED}"
        "- count: {agreed: 13}\n  expect: {verdict: not_enough_info}\n"
        "- condition: {id: demand, is: raised}\n",
    )

    assert outcome.passed
    assert EventId("thirteen") not in outcome.state.timeline.view.by_id


@pytest.mark.parametrize("asked", ["2024-06-25", "2030-01-01", "2030/..", "2030"])
def test_what_may_have_happened_stays_undecided(tmp_path: Path, asked: str) -> None:
    """Whether the demand was met by 25 June nobody knew, and no later day tells; nor is a demand of no day ever certain."""
    outcome = played(
        tmp_path,
        f"given: {{log: ., as_of: 2024-06-25}}\nwhen:\n- {{event: signed, date: {asked}}}\nthen:\n"
        "- stage: {is: signed}\n"
        "- condition: {id: demand, is: met}\n  expect: {verdict: not_enough_info}\n"
        "- condition: {id: demand, is: [met, raised]}\n",
    )

    assert outcome.passed
    assert {"perhaps-met", "undated"} == {event.id for event in outcome.state.possible_events}


def test_a_log_that_does_not_end_tells_all_of_it(tmp_path: Path) -> None:
    """Without `as_of` the day of the last event decides what had happened."""
    outcome = played(tmp_path, f"{SIGNED}- condition: {{id: demand, is: met}}\n")

    assert outcome.passed


def test_without_events_the_log_is_asked_at_its_end(tmp_path: Path) -> None:
    """A scenario may suppose nothing: then it is an expectation about the log."""
    cut = played(
        tmp_path, "given: {log: ., as_of: 2024-06-15}\nthen:\n- condition: {id: demand, is: raised}\n"
    )
    whole = played(tmp_path, "then:\n- condition: {id: undated, is: raised}\n")

    assert cut.passed
    assert "2024-06-15" == str(cut.state.as_of)
    assert whole.passed
    assert whole.state.as_of is None


def test_an_event_that_others_follow_has_happened(tmp_path: Path) -> None:
    """Whoever supposes an answer to a demand supposes the demand."""
    outcome = played(
        tmp_path,
        "given: {log: ., as_of: 2024-06-25}\n"
        "when:\n- {event: condition_rejected, condition: undated, by: pashinyan, date: 2025-01-01}\n"
        "then:\n- condition: {id: undated, is: rejected}\n",
    )

    assert outcome.passed


def test_known_by_is_about_the_log_alone(tmp_path: Path) -> None:
    """What is supposed counts whatever had been published; what was published later does not."""
    later = "source: {id: august, published: 2024-08-01}\nevents:\n- {id: claim, event: count_stated, date: 2024-06-15, by: pashinyan, agreed: 14, of: 16}\n"
    outcome = played(
        tmp_path,
        "given: {log: ., known_by: 2024-07-15}\n"
        "when:\n- {event: provision_agreed, provision: borders, date: 2024-09-01}\n"
        "then:\n- count: {agreed: 14, of: 16}\n  expect: {verdict: not_enough_info}\n"
        "- count: {agreed: {min: 13, max: 14}, of: 16}\n"
        "- provision: {id: borders, is: agreed}\n",
        TALKS,
        later,
    )

    assert outcome.passed


def test_nobody_can_speak_of_what_nobody_knew(tmp_path: Path) -> None:
    """A demand that no article had told of by then is none yet; one that began only after the end of the log is none either."""
    rehearsed = rehearsal(
        tmp_path,
        "scenarios:\n"
        "- scenario: Before the article\n  given: {log: ., known_by: 2024-06-30}\n"
        "  when: [{event: condition_met, condition: demand, date: 2024-06-20}]\n"
        "  then: [stage: {is: negotiating}]\n"
        "- scenario: Before the demand\n  given: {log: ., as_of: 2024-06-01, known_by: 2024-07-31}\n"
        "  when: [{event: signed, after: [thirteen]}]\n"
        "  then: [condition: {id: demand, is: raised}]\n",
    )

    assert [
        ("PT113 There is no condition 'demand' yet.",
         "The log tells of 'demand', but here it is told as known by 2024-06-30."),
        ("PT119 There is no event 'thirteen' yet.",
         "The log tells of 'thirteen', but here it ends with 2024-06-01 and is told as known by 2024-07-31."),
        ("PT113 There is no condition 'demand' yet.",
         "The log tells of 'demand', but here it ends with 2024-06-01 and is told as known by 2024-07-31."),
    ] == [(f"{problem.code} {problem.message}", problem.hint) for problem in rehearsed.problems]  # fmt: skip
    assert () == rehearsed.played


@pytest.mark.parametrize(
    ("account", "verdict"),
    [
        ("everyone", "supported"),
        ("armenia", "supported"),
        ("azerbaijan", "not_enough_info"),
        ("common_ground", "not_enough_info"),
        ("[armenia, azerbaijan]", "supported"),
    ],
)
def test_an_account_believes_its_actors(tmp_path: Path, account: str, verdict: str) -> None:
    """Thirteen of sixteen is Armenia's word."""
    outcome = played(
        tmp_path,
        f"given: {{log: ., account: {account}}}\nthen:\n- count: {{agreed: 13, of: 16}}\n  expect: {{verdict: {verdict}}}\n",
    )

    assert outcome.passed


def test_a_supposed_count_is_its_speakers_word(tmp_path: Path) -> None:
    """Baku's account hears what Baku is supposed to say, and not what Yerevan is."""
    when = "".join(
        f"- {{event: count_stated, by: {by}, agreed: {agreed}, of: 16, date: 2025-01-01}}\n"
        for by, agreed in (("hajizade", 12), ("pashinyan", 15))
    )
    outcome = played(
        tmp_path,
        f"given: {{log: ., account: azerbaijan}}\nwhen:\n{when}then:\n- count: {{agreed: 12, of: 16}}\n",
    )

    assert outcome.passed


def test_scenarios_beside_a_log_are_no_part_of_it(tmp_path: Path) -> None:
    """A log has the same entries with and without them, and may use their ids."""
    path = written(
        tmp_path, "id: thirteen\nscenario: What if\ngiven: {log: .}\nthen: [count: {agreed: 13}]\n"
    )
    beside = load(tmp_path)
    path.unlink()

    assert load(tmp_path) == beside


def test_a_scenario_begins_with_any_log(tmp_path: Path) -> None:
    """The folder of the file, another folder, or one file that brings its own cast."""
    written(tmp_path, "")
    home = tmp_path / "scenarios"
    home.mkdir()
    alone = f"peacetrack: 1\nnegotiation: {{id: other}}\n{CAST}{TALKS}"
    (home / "other.peace.yaml").write_text(alone, "utf-8")
    (tmp_path / "what-if.peace.yaml").unlink()
    path = home / "what-if.peace.yaml"
    path.write_text(
        "peacetrack: 1\nscenarios:\n"
        + "".join(
            f"- {{scenario: What if, given: {{log: {log}}}, then: [count: {{agreed: 13, of: 16}}]}}\n"
            for log in ("..", "other.peace.yaml", "../scenarios/other.peace.yaml", tmp_path.as_posix())
        ),
        "utf-8",
    )

    logs: dict[Path, object] = {}
    reading = read_scenarios(path, logs=logs, within=[tmp_path])  # type: ignore[arg-type]  # what it holds is asked of nobody

    assert () == reading.problems
    assert ["talks", "other", "other", "talks"] == [s.log.cast.negotiation.id for s in reading.scenarios]
    assert {tmp_path.resolve(), (home / "other.peace.yaml").resolve()} == {*logs}


def test_a_scenario_may_bring_its_own_cast(tmp_path: Path) -> None:
    """Then it needs no log; what happened before can stand in the same file."""
    path = tmp_path / "alone.peace.yaml"
    text = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{CAST}{TALKS}scenario: What if\nthen: [count: {{agreed: 13, of: 16}}]\n"
    path.write_text(text, "utf-8")
    reading = read_scenarios(path)

    assert () == reading.problems
    (staged,) = reading.scenarios
    assert reading.own is not None
    assert reading.own.log is staged.log


def test_a_file_may_name_its_cast_file(tmp_path: Path) -> None:
    """`cast: cast.peace.yaml` gives the actors without the events."""
    path = written(
        tmp_path,
        "cast: cast.peace.yaml\nscenario: What if\nthen: [{count: {agreed: 13}, expect: {verdict: not_enough_info}}]\n",
    )
    (staged,) = read_scenarios(path).scenarios

    assert () == staged.log.events


def test_a_cast_that_cannot_be_read_is_told_first(tmp_path: Path) -> None:
    """Nothing is said of the scenarios, whose words are not known."""
    path = written(tmp_path, "actors: []\nscenario: What if\nthen: [coutn: {agreed: 13}]\n")
    reading = read_scenarios(path)

    assert () == reading.scenarios
    assert reading.own is not None
    assert ["PT104"] == [problem.code for problem in reading.problems if problem.place.line == 2]


def test_what_a_scenario_does_not_say_the_background_says(tmp_path: Path) -> None:
    """Its own keys win, one by one; the shared events happen first."""
    rehearsed = rehearsal(
        tmp_path,
        "background:\n"
        "  given: {log: ., as_of: 2024-06-15, account: armenia}\n"
        "  when: [{event: text_concluded, date: 2024-07-01}]\n"
        "scenarios:\n"
        "- scenario: As the background says\n  then: [{count: {agreed: 16, of: 16}}, {stage: {is: text_concluded}}]\n"
        "- scenario: As it says itself\n  given: {account: azerbaijan}\n  when: [{event: signed}]\n"
        "  then: [{count: {agreed: 13}, expect: {verdict: not_enough_info}}, {stage: {is: signed}}]\n"
        "- scenario: On everybody's word again\n  given: {account: everyone}\n  then: [{count: {agreed: 16, of: 16}}]\n",
    )

    assert [True] * 3 == [outcome.passed for _, outcome in rehearsed.played]
    first, second, third = (staged.scenario for staged, _ in rehearsed.played)
    assert (".", ("armenia",)) == (first.given.log, first.given.account)
    assert (first.given.as_of, ("azerbaijan",)) == (second.given.as_of, second.given.account)
    assert ("everyone",) == third.given.account
    assert 1 == len({hash(first.given), hash(first.given)})
    assert ["what-if#2.background-1", "what-if#2.when-1"] == [event.id for event in second.when]
    assert ["2024-07-01"] * 2 == [str(event.date) for event in second.when[:1]] + [
        str(played.state.as_of) for staged, played in rehearsed.played[1:2]
    ]


def test_a_broken_background_is_told_once(tmp_path: Path) -> None:
    """However many scenarios share it."""
    rehearsed = rehearsal(
        tmp_path,
        "background:\n  given: {log: ., as_of: yesterday}\nscenarios:\n"
        "- {scenario: One, then: [stage: {is: signed}]}\n- {scenario: Two, then: [stage: {is: signed}]}\n",
    )

    assert ["PT105"] == [problem.code for problem in rehearsed.problems]


def test_whose_account_is_checked_where_it_stands(tmp_path: Path) -> None:
    """In the background, or in the scenario; several actors are no place for everyone."""
    rehearsed = rehearsal(
        tmp_path,
        "background:\n  given: {log: ., account: armania}\nscenarios:\n"
        "- {scenario: One, then: [stage: {is: negotiating}]}\n"
        "- {scenario: Two, given: {account: [armenia, common_ground]}, then: [stage: {is: negotiating}]}\n",
    )

    assert [
        (3, "PT110 There is no actor 'armania'."),
        (6, "PT110 There is no actor 'common_ground'."),
    ] == [
        (found.place.line, text)
        for found, text in zip(rehearsed.problems, problems_in(rehearsed), strict=True)
    ]
    assert "`common_ground` stands alone." == rehearsed.problems[1].hint


CHAIN = """
events:
- {id: law, event: condition_set, date: 2024-06-01/2024-08-01, by: aliyev, of: armenia, what: Change the law}
- {id: promise, event: condition_accepted, date: 2024-06-01/2024-08-01, condition: law, by: armenia}
"""


def test_what_a_supposed_event_follows_had_happened(tmp_path: Path) -> None:
    """The law was demanded if the promise to change it is kept, though nobody knows by when either was told."""
    outcome = played(
        tmp_path,
        "given: {log: ., as_of: 2024-06-15}\n"
        "when:\n- {event: talks_suspended, instrument: treaty, date: 2024-06-16, after: promise}\n"
        "then:\n- condition: {id: law, is: accepted}\n",
        CHAIN,
    )

    assert outcome.passed
    assert () == outcome.state.possible_events


@pytest.mark.parametrize("report", ["denied, of: law, by: armenia", "confirmed, of: law, by: armenia"])
def test_a_supposed_report_does_not_make_certain_what_it_is_about(tmp_path: Path, report: str) -> None:
    """To deny a thing is not to say that it happened."""
    outcome = played(
        tmp_path,
        f"given: {{log: ., as_of: 2024-06-15}}\nwhen:\n- {{event: {report}, date: 2024-06-16}}\n"
        "then:\n- talks: {is: ongoing}\n",
        CHAIN,
    )

    assert {"law", "promise"} == {event.id for event in outcome.state.possible_events}
