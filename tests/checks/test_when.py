"""What a scenario supposes: in which order it happens, what the tables refuse, and what it does to what was believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import CAST
from tests.checks.rehearsing import TALKS, played, problems_in, rehearsal

ALIASED = CAST.replace(
    "{name: Nikol Pashinyan, speaks_for: armenia}", "{speaks_for: armenia, aliases: [Pashinian]}"
)
AS_OF = "given: {log: ., as_of: 2024-06-15}\n"


def test_an_event_within_the_log_is_told_in_its_place(tmp_path: Path) -> None:
    """Had the demand been dropped on 11 June, its restatement of 13 June would have raised it again."""
    restated = "source: {id: may, published: 2024-07-01}\nevents:\n- {event: condition_restated, condition: demand, by: aliyev, date: 2024-06-13}\n"
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: condition_withdrawn, condition: demand, by: aliyev, date: 2024-06-11}}\n"
        "- {event: signed, date: 2024-08-01}\n"
        "then:\n- condition: {id: demand, is: raised, times_stated: 2}\n",
        TALKS,
        restated,
    )

    assert outcome.passed


def test_the_end_of_the_day_of_the_last_event_is_asked(tmp_path: Path) -> None:
    """However the events are listed; a day that is known as a month ends with it."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: signed, date: 2024-09}}\n- {{event: text_concluded, date: 2024-08-01}}\n"
        "then:\n- stage: {is: signed}\n",
    )

    assert outcome.passed
    assert "2024-09-30" == str(outcome.state.as_of)


def test_events_without_a_date_follow_each_other(tmp_path: Path) -> None:
    """The first happens on the day with which the log ends, each other on the day of the one before it."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: text_concluded}}\n- {{event: initialled, date: 2024-07-01}}\n- {{event: signed}}\n"
        "then:\n- stage: {is: signed}\n",
    )

    assert outcome.passed
    days = {str(event.id): str(event.date) for event in outcome.state.timeline.log.events}
    assert ["2024-06-15", "2024-07-01", "2024-07-01"] == [days[f"what-if#1.when-{n}"] for n in (1, 2, 3)]


def test_before_any_day_is_known_events_keep_their_order(tmp_path: Path) -> None:
    """Without a day at all they happen at the end of the log; before one with a day, no later than it."""
    steps = ("text_concluded", "text_reopened", "initialled")
    undated = "".join(f"- {{event: {step}}}\n" for step in steps)
    at_the_end = played(tmp_path, f"when:\n{undated}then:\n- stage: {{is: initialled}}\n")
    before = played(
        tmp_path, f"when:\n{undated}- {{event: signed, date: 2024-06-11}}\nthen:\n- stage: {{is: signed}}\n"
    )

    assert at_the_end.passed
    assert at_the_end.state.as_of is None
    assert before.passed
    assert "2024-06-11" == str(before.state.as_of)
    assert [*steps, "signed"] == [
        event.kind for event in before.state.events if event.id.startswith("what-if")
    ]


def test_what_happens_in_the_end_happens(tmp_path: Path) -> None:
    """An open date has no last day; after a log that ends, it has happened when nothing else will."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: text_concluded, about: 2025/.., date: 2025/..}}\n- {{event: signed}}\n"
        "then:\n- stage: {is: signed}\n",
    )

    assert outcome.passed


def test_a_mention_has_no_day_of_its_own(tmp_path: Path) -> None:
    """Its date is that of what it tells: it moves no clock, and without one it narrows nothing."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: mentioned, of: demand, date: 2024-06-10, gate: {{text: treaty}}}}\n- {{event: mentioned, of: perhaps-met}}\n"
        "then:\n- gate: {text_of: treaty, is: shut}\n"
        "- condition: {id: demand, is: [raised, met]}\n",
        TALKS.replace("2024-06-20/2024-06-30", "2024-06-14/2024-06-30"),
    )

    assert outcome.passed
    assert "2024-06-15" == str(outcome.state.as_of)
    assert () == outcome.state.timeline.view.findings


@pytest.mark.parametrize(
    ("event", "account", "then"),
    [
        ("denied, of: thirteen, by: hajizade", "everyone", "count: {agreed: 13}, expect: {verdict: not_enough_info, support: disputed}"),
        ("denied, of: thirteen, by: hajizade", "armenia", "count: {agreed: 13, of: 16}"),
        ("confirmed, of: thirteen, by: hajizade", "azerbaijan", "count: {agreed: 13, of: 16}"),
        ("confirmed, of: thirteen, by: hajizade", "common_ground", "count: {agreed: 13, of: 16}"),
        ("retracted, of: thirteen", "armenia", "count: {agreed: 13}, expect: {verdict: not_enough_info}"),
        ("corrected, of: thirteen, field: agreed, was: 13, now: 12", "everyone", "count: {agreed: 12, of: 16}"),
    ],
)  # fmt: skip
def test_a_supposed_report_acts_on_what_is_believed(
    tmp_path: Path, event: str, account: str, then: str
) -> None:
    """It may be denied, confirmed, taken back or corrected."""
    outcome = played(
        tmp_path,
        f"given: {{log: ., as_of: 2024-06-15, account: {account}}}\nwhen:\n- {{event: {event}}}\nthen:\n- {{{then}}}\n",
    )

    assert outcome.passed
    assert "2024-06-15" == str(outcome.state.as_of)


def test_a_supposed_report_may_be_about_another_report(tmp_path: Path) -> None:
    """Had the retraction been taken back, the number would stand; a report that was taken back may be repeated."""
    retracted = "source: {id: july, published: 2024-07-02}\nevents:\n- {id: taken-back, event: retracted, of: thirteen}\n- {id: again, event: retracted, of: taken-back}\n- {id: again-taken-back, event: retracted, of: again}\n"
    for when in (
        "retracted, of: taken-back",
        "mentioned, of: thirteen, date: 2024-06-12",
        "retracted, of: again-taken-back",
    ):
        outcome = played(
            tmp_path,
            f"given: {{log: ., as_of: 2024-06-30}}\nwhen:\n- {{event: {when}}}\nthen:\n- count: {{agreed: 13, of: 16}}\n",
            TALKS,
            retracted,
        )
        assert outcome.passed
    gone = rehearsal(
        tmp_path,
        "scenario: Before it was said\ngiven: {log: ., as_of: 2024-06-11}\nwhen: [{event: mentioned, of: thirteen}]\nthen: [stage: {is: negotiating}]\n",
        TALKS,
        retracted,
    )
    assert ["PT119 There is no event 'thirteen' yet."] == problems_in(gone)


def test_whatever_is_refused_changes_nothing(tmp_path: Path) -> None:
    """The other events of a refused scenario happen all the same."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: condition_rejected, condition: demand, by: hajizade}}\n- {{event: signed}}\n"
        "refused: {code: PT204, mentions: [Azerbaijan cannot reject, demand]}\n"
        "then:\n- condition: {id: demand, is: raised}\n- stage: {is: signed}\n",
    )

    assert outcome.passed
    assert ["PT204"] == [finding.code for finding in outcome.refusals]
    assert () == outcome.unexpected


@pytest.mark.parametrize(
    "refused",
    ["", "refused: {code: PT203}\n", "refused: {code: PT204, mentions: [Azerbaijan, Armenia]}\n"],
    ids=["nothing is expected", "another code", "a name that it does not mention"],
)
def test_a_refusal_has_to_be_the_expected_one(tmp_path: Path, refused: str) -> None:
    """By its code, and by what its message mentions."""
    outcome = played(
        tmp_path,
        f"{AS_OF}when:\n- {{event: condition_rejected, condition: demand, by: hajizade}}\n{refused}"
        "then:\n- condition: {id: demand, is: raised}\n",
    )

    assert not outcome.passed
    assert outcome.refusals == outcome.unexpected
    assert all(result.passed for result in outcome.results)


def test_an_expected_refusal_has_to_come(tmp_path: Path) -> None:
    """What the tables allow was not refused."""
    outcome = played(tmp_path, f"{AS_OF}when:\n- {{event: signed}}\nrefused: {{code: PT201}}\n")

    assert not outcome.passed
    assert () == outcome.refusals


def test_what_the_log_is_refused_is_no_fault_of_the_scenario(tmp_path: Path) -> None:
    """A log with a refused event can be asked all the same."""
    refused = "events:\n- {event: condition_rejected, condition: demand, by: hajizade, date: 2024-06-14}\n"
    outcome = played(
        tmp_path, "when:\n- {event: signed, date: 2025-01-01}\nthen:\n- stage: {is: signed}\n", TALKS, refused
    )

    assert outcome.passed
    assert () == outcome.refusals


CHAIN = "events:\n- {id: first, event: condition_set, date: 2024-06-10, by: aliyev, what: Law}\n- {id: again, event: condition_restated, condition: first, date: ../2024-06-20, by: aliyev}\n"


@pytest.mark.parametrize(
    ("when", "articles", "code", "others"),
    [
        ("{event: condition_met, condition: demand, date: 2024-01-01}", (), "PT132", ("demand", "perhaps-met")),
        ("{event: signed, after: [again], date: 2024-01-01}", (CHAIN,), "PT132", ("first", "again")),
        ("{id: here, event: signed, after: [there]}, {id: there, event: signed, after: [here]}", (), "PT131", ("there", "here")),
    ],
    ids=["before what it answers", "an edge further away", "in a circle"],
)  # fmt: skip
def test_what_leaves_no_day_is_a_fault_of_the_scenario(
    tmp_path: Path, when: str, articles: tuple[str, ...], code: str, others: tuple[str, ...]
) -> None:
    """It is laid at what is supposed, and the log is blamed for nothing."""
    outcome = played(
        tmp_path,
        f"when: [{when}]\nthen:\n- talks: {{is: ongoing}}\n",
        *((TALKS, *articles) if articles else ()),
    )

    assert not outcome.passed
    (fault,) = outcome.faults
    assert code == fault.code
    assert {fault.entry} <= {event.id for event in outcome.scenario.when}
    assert {name for _, name in fault.others} <= {*others}


def test_a_mention_that_comes_too_early_is_a_fault(tmp_path: Path) -> None:
    """A supposed document of the past cannot report what happened after it."""
    outcome = played(
        tmp_path,
        "when: [{event: signed, source: june, date: 2025-01-01}]\nthen:\n- talks: {is: ongoing}\n",
    )

    assert ["PT130"] == [fault.code for fault in outcome.faults]
    assert not outcome.passed


def test_ids_are_unique_over_log_and_scenario(tmp_path: Path) -> None:
    """An event of a scenario takes no id of the log, of the background, or of another one of its own."""
    rehearsed = rehearsal(
        tmp_path,
        "background: {given: {log: .}, when: [{id: shared, event: signed, date: 2025-01-01}]}\nscenarios:\n"
        "- {scenario: Of the log, when: [{id: demand, event: signed}], then: [stage: {is: signed}]}\n"
        "- {scenario: Of the background, when: [{id: shared, event: signed}], then: [stage: {is: signed}]}\n"
        "- {scenario: Its own, when: [{id: own, event: signed}, {id: own, event: signed}], then: [stage: {is: signed}]}\n"
        "- {scenario: Another one's, when: [{id: own, event: signed}], then: [stage: {is: signed}]}\n",
    )

    assert [f"PT120 The id '{name}' is taken." for name in ("demand", "shared", "own")] == problems_in(
        rehearsed
    )
    assert ["Another one's"] == [staged.scenario.title for staged, _ in rehearsed.played]


def test_a_voice_may_be_spelled_otherwise(tmp_path: Path) -> None:
    """Aliases hold in what is supposed, and in what is asserted of it."""
    outcome = played(
        tmp_path,
        "when: [{event: count_stated, by: Pashinian, agreed: 15, of: 16, date: 2025-01-01},\n"
        "  {id: call, event: contact_held, participants: [Pashinian, aliyev], date: 2025-01-02, kind: call},\n"
        "  {event: readout_issued, contact: call, by: Pashinian, topics: [constitution], date: 2025-01-03}]\n"
        "then:\n- count: {agreed: 15, of: 16}\n- readout: {contact: call, by: Pashinian, mentions: [constitution]}\n",
        cast=ALIASED,
    )

    assert outcome.passed
