"""Examples: a scenario stands for one scenario a row."""

from __future__ import annotations

from pathlib import Path

from peacetrack.report.checked import lines_of
from tests.checks.rehearsing import problems_in, rehearsal


def test_a_place_is_filled_with_the_text_of_its_column(tmp_path: Path) -> None:
    """In the title, inside a text, as a key's whole value, in a list, as a list or as a mapping."""
    rehearsed = rehearsal(
        tmp_path,
        "id: signed\nscenario: Were it signed on day <day> of <month>\n"
        "given: {log: ., account: <who>}\n"
        "when:\n- {event: signed, date: 2025-<month>-<day>}\n"
        "then:\n- stage: {is: [<stage>, in_force]}\n  because: <why>, says <who>\n- count: <count>\n  expect:\n"
        "examples:\n"
        '- {day: "01", month: "02", who: armenia, stage: signed, why: the first, count: {agreed: 16}}\n'
        '- {day: "28", month: "02", who: [armenia, azerbaijan], stage: signed, why: <day>, count: {agreed: {min: 13}}}\n',
    )

    assert ["PT104"] * 2 == [
        problem.code for problem in rehearsed.problems
    ]  # `expect:` without a value is nobody's
    text = (tmp_path / "what-if.peace.yaml").read_text("utf-8").replace("\n  expect:\n", "\n")
    from peacetrack.checks.checking import rehearse

    (tmp_path / "what-if.peace.yaml").write_text(text, "utf-8")
    rehearsed = rehearse(tmp_path / "what-if.peace.yaml")
    assert () == rehearsed.problems
    first, second = (staged.scenario for staged, _ in rehearsed.played)
    assert ("signed.row-1", "Were it signed on day 01 of 02") == (first.id, first.title)
    assert ("signed.row-2", "Were it signed on day 28 of 02") == (second.id, second.title)
    assert ["2025-02-01", "2025-02-28"] == [str(one.when[0].date) for one in (first, second)]
    assert [("armenia",), ("armenia", "azerbaijan")] == [one.given.account for one in (first, second)]
    assert ["the first, says armenia", "<day>, says armenia, azerbaijan"] == [
        one.then[0].because for one in (first, second)
    ]
    assert [True, True] == [outcome.passed for _, outcome in rehearsed.played]


def test_a_title_that_names_no_column_gets_the_row(tmp_path: Path) -> None:
    """Two rows of one scenario are told apart in every report."""
    rehearsed = rehearsal(
        tmp_path,
        "scenario: What if\ngiven: {log: .}\nwhen: [{event: <what>, date: 2025}]\nthen: [stage: {is: <stage>}]\n"
        "examples: [{what: signed, stage: signed}, {what: initialled, stage: initialled}]\n",
    )

    assert ["What if [what=signed, stage=signed]", "What if [what=initialled, stage=initialled]"] == [
        staged.scenario.title for staged, _ in rehearsed.played
    ]
    assert ["what-if#1.row-1", "what-if#1.row-2"] == [staged.scenario.id for staged, _ in rehearsed.played]


def test_each_row_passes_or_fails_by_itself(tmp_path: Path) -> None:
    """The failed one is named."""
    rehearsed = rehearsal(
        tmp_path,
        "scenario: <stage> it is\ngiven: {log: .}\nwhen: [{event: signed, date: 2025}]\nthen: [stage: {is: <stage>}]\n"
        "examples: [{stage: signed}, {stage: initialled}]\n",
    )

    assert ["ok  signed it is", "FAILED  initialled it is"] == [
        line.text for line in lines_of(rehearsed) if not line.text.startswith(" ")
    ]


def test_what_is_wrong_with_a_row_names_it(tmp_path: Path) -> None:
    """The place is that of the scenario, and the row is the other place that took part."""
    rehearsed = rehearsal(
        tmp_path,
        "scenario: What if <what>\ngiven: {log: .}\nwhen: [{event: <what>}]\nthen: [stage: {is: signed}]\n"
        "examples: [{what: singed}, {what: signed}]\n",
    )

    (problem,) = rehearsed.problems
    assert "PT102 There is no kind of event `singed`." == f"{problem.code} {problem.message}"
    assert [("With this row", 6, 12)] == [(role, at.line, at.column) for role, at in problem.others]
    assert () == rehearsed.played


def test_columns_are_those_that_the_scenario_names(tmp_path: Path) -> None:
    """In their order there; a mark that is no name is a text like any other."""
    rehearsed = rehearsal(
        tmp_path,
        "scenario: What <if>, <zeal> and <apple>, <1>, < a >, a<b\ngiven: {log: .}\nthen: [stage: {is: negotiating}]\n"
        "examples: [{zoo: 1, bee: 2}]\n",
    )

    assert [
        "PT127 This row has nothing for `<if>`.",
        "PT127 This row has nothing for `<zeal>`.",
        "PT127 This row has nothing for `<apple>`.",
        "PT127 The scenario nowhere says `<zoo>`.",
        "PT127 The scenario nowhere says `<bee>`.",
    ] == problems_in(rehearsed)


def test_a_value_of_no_text_has_a_word_in_a_title(tmp_path: Path) -> None:
    """A key without a value is nothing."""
    rehearsed = rehearsal(
        tmp_path,
        "scenario: With <xfail>\ngiven: {log: .}\nxfail: <xfail>\nthen: [stage: {is: <stage>}]\n"
        "examples: [{xfail: , stage: negotiating}]\n",
    )

    assert ["PT104 A text is expected here, not nothing."] == problems_in(rehearsed)
