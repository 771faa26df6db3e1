"""How what a log shows is worded: what happened, to whom, where, why not, and what to do."""

from __future__ import annotations

from peacetrack.model.problems import Finding, LogError, Place, Problem, Severity
from peacetrack.state.timeline import replay
from tests.build import CAST, article, log_of, log_with


def found(*events: str, cast: str = CAST, account: str = "everyone") -> Finding:
    (finding,) = replay(log_with(*events, cast=cast), account=account).findings
    return finding


def test_a_refused_transition() -> None:
    """An event that the table does not have is refused with the status, the reason and what is allowed instead."""
    finding = found(
        "id: first, event: provision_agreed, provision: borders, date: 2024-06-01",
        "id: second, event: provision_deferred, provision: borders, date: 2024-06-02",
    )

    assert ("PT201", "second", "event", Severity.ERROR) == (
        finding.code,
        finding.entry,
        finding.field,
        finding.severity,
    )
    assert (
        "`provision_deferred` is refused: the provision 'borders' is agreed, and "
        "what is agreed has to be reopened first (`provision_reopened`)." == finding.message
    )
    assert (
        "Allowed are `provision_agreed`, `provision_reopened`, `provision_replaced`, `provision_withdrawn`."
        == finding.hint
    )
    assert (("Its story begins here", "first"),) == finding.others


def test_an_event_that_is_refused_at_once() -> None:
    """An event that begins a story and is refused has no other place to show."""
    finding = found("id: x, event: resumed")

    assert ("PT201", ()) == (finding.code, finding.others)
    assert finding.message.startswith(
        "`resumed` is refused: the stage 'treaty' is negotiating, and it is not in force"
    )


def test_a_refused_speaker() -> None:
    """A demand cannot be rejected by the one who makes it; the place where it was set is shown."""
    finding = found(
        "id: c, event: condition_set, by: hajizade, of: armenia, what: x",
        "id: r, event: condition_rejected, condition: c, by: aliyev",
    )

    assert ("PT204", "r", "by", Severity.ERROR) == (
        finding.code,
        finding.entry,
        finding.field,
        finding.severity,
    )
    assert "Azerbaijan cannot reject the condition 'c': Azerbaijan demands it." == finding.message
    assert "To drop a demand, use `condition_withdrawn`." == finding.hint
    assert (("It was set here", "c"),) == finding.others


def test_a_gap() -> None:
    """In one side's account an event may not follow from what that side knows: it is a gap there, and nowhere else."""
    events = (
        "event: provision_agreed, provision: borders, according_to: armenia, date: 2024-06-01",
        "event: provision_contested, provision: borders, according_to: azerbaijan, date: 2024-06-02",
        "id: x, event: provision_deferred, provision: borders, date: 2024-06-03",
    )
    finding = found(*events, account="armenia")

    assert () == replay(log_with(*events), account="azerbaijan").findings
    assert ("gap", "x", Severity.NOTE) == (finding.code, finding.entry, finding.severity)
    assert (
        "`provision_deferred` does not follow from what is believed of 'borders': something between is missing here."
        == finding.message
    )


def test_an_unreported_change() -> None:
    """A count that nothing before allows shows that something moved."""
    finding = found(
        "id: n, event: count_stated, by: armenia, agreed: 13, of: 16, date: 2024-06-01",
        "id: m, event: count_stated, by: armenia, agreed: 9, of: 16, date: 2024-07-01",
    )

    assert (
        "The count 'm' cannot follow from what was told before: something moved and nobody reported it."
        == finding.message
    )


def test_a_count_that_contradicts_what_was_said_by_name() -> None:
    """A count against named facts is believed, and what it contradicts is named."""
    findings = replay(
        log_with(
            "id: x, event: provision_agreed, provision: [borders, transit], date: 2024-06-01",
            "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 0, of: 3, date: 2024-07-01",
        )
    ).findings
    (finding,) = (finding for finding in findings if finding.code == "count-conflict")

    assert "The count 'n' contradicts borders, transit; it is believed instead." == finding.message
    assert (("It does not go together with this", "x"),) == finding.others


def test_a_count_that_contradicts_itself() -> None:
    """A count that no world allows, whatever is released, is kept and not applied."""
    finding = found(
        "id: n, event: count_stated, by: armenia, agreed: {min: 2}, remaining: 1, of: 3",
        "event: corrected, of: n, field: remaining, was: 1, now: 2",
    )

    assert "count-conflict" == finding.code
    assert (
        "The count 'n' contradicts what was said of its articles before; it is kept and not applied."
        == finding.message
    )


def test_a_denominator_below_what_is_known_by_name() -> None:
    """More articles are known by name than a count has room for: it is kept and not applied."""
    finding = found(
        "id: x, event: provision_opened, provision: [borders, transit, courts], date: 2024-06-01",
        "id: n, event: count_stated, by: armenia, open: 2, of: 2, date: 2024-07-01",
    )

    assert "small-denominator" == finding.code
    assert "The count 'n' leaves room for 2, but 3 are known by name; it is not applied." == finding.message


def test_an_event_that_no_count_allows() -> None:
    """An event may bring to light, too, that something moved."""
    finding = found(
        "id: n, event: count_stated, agreed: 3, of: 3, date: 2024-06-01",
        "id: x, event: provision_contested, provision: borders, date: 2024-07-01",
    )

    assert ("unreported-change", "x") == (finding.code, finding.entry)
    assert finding.message.startswith("'x' cannot follow from what was told before")


def test_an_event_that_others_have_not_taken_back() -> None:
    """An article in nobody's name contradicts what both sides said together: both stand."""
    finding = found(
        "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 3, of: 3, date: 2024-06-01",
        "id: x, event: provision_contested, provision: borders, date: 2024-07-01",
    )

    assert ("counts-disagree", "x", (("It does not go together with this", "n"),)) == (
        finding.code,
        finding.entry,
        finding.others,
    )


def test_an_objection_leaves_nothing_unreported() -> None:
    """Who objects by name to one of three agreed articles says himself what changed."""
    log = log_with(
        "event: count_stated, by: [armenia, azerbaijan], agreed: 3, of: 3, date: 2024-06-01",
        "event: provision_contested, by: armenia, provision: borders, date: 2024-07-01",
    )

    assert () == replay(log).findings


def test_a_log_that_cannot_be_read_says_where() -> None:
    """Each problem is told with its file, line, column and code."""
    here = Place("a.peace.yaml", 3, 5)
    error = LogError((Problem(code="PT101", message="The key `dat` is unknown here.", place=here),) * 2)

    assert "a.peace.yaml:3:5: PT101 The key `dat` is unknown here.\n" * 2 == f"{error}\n"


def test_findings_of_the_whole_log_hold_on_every_day() -> None:
    """What is wrong with dates is shown whatever day is asked about."""
    log = log_of(
        article("a", "2024-09-01", "id: x, event: talks_suspended, date: 2024-06"),
        article("b", "2024-09-02", "event: mentioned, of: x, date: 2024-07"),
    )

    assert ["date-conflict"] == [finding.code for finding in replay(log, as_of="2024-01-01").findings]
