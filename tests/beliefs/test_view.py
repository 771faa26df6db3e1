"""When something may have happened, and in which order: what a view makes of the reports that it knows."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from peacetrack.beliefs.order import LONG_AGO, SOME_DAY
from peacetrack.beliefs.reports import references
from peacetrack.beliefs.view import View, take
from peacetrack.log.log import Log
from peacetrack.model.problems import LogError
from peacetrack.state.timeline import replay, timeline
from peacetrack.testing.reading import read_text
from tests.build import article, log_of, log_with

OPENED = "id: opened, event: provision_opened, provision: borders, date: 2024-06"


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def days_of(view: View, name: str) -> tuple[int, int]:
    place = [event.id for event in view.events].index(name)  # type: ignore[arg-type]
    return view.earliest[place], view.latest[place]


def order(log: Log) -> list[str]:
    return [event.id for event in take(log).events]


def unchecked(log: Log, name: str, **changes: object) -> Log:
    """Change an event as no file could: the reader would refuse it."""
    events = tuple(attrs.evolve(e, **changes) if e.id == name else e for e in log.events)  # type: ignore[arg-type]
    return attrs.evolve(log, events=events)


def test_nothing_happens_after_its_report() -> None:
    """What a document tells had happened when it was published."""
    view = take(log_of(article("a", "2024-06-10", OPENED)))

    assert (day("2024-06-01"), day("2024-06-10")) == days_of(view, "opened")


@pytest.mark.parametrize("mention", ["", "event: mentioned, of: opened"])
def test_a_document_may_tell_of_its_own_day(mention: str) -> None:
    """What is told on the first day on which it can have happened happened on that day."""
    told_of = "2024-06-01" if not mention else "2024-07-01"
    log = log_of(article("a", told_of, OPENED), article("b", "2024-06-01", *([mention] if mention else [])))

    assert (day("2024-06-01"), day("2024-06-01")) == days_of(take(log), "opened")


def test_a_report_after_the_day_narrows_nothing() -> None:
    """A document that appeared after the last possible day says nothing new about the day."""
    view = take(log_of(article("a", "2024-07-10", OPENED)))

    assert (day("2024-06-01"), day("2024-06-30")) == days_of(view, "opened")


def test_an_undated_event_happened_before_its_report() -> None:
    """Of an event without a date only the report bounds the day."""
    view = take(log_of(article("a", "2024-06-10", "id: x, event: talks_suspended")))

    assert (LONG_AGO, day("2024-06-10")) == days_of(view, "x")


def test_without_date_and_publication_nothing_is_known() -> None:
    """An event without a date in a document without one may have happened on any day."""
    view = take(log_of(article("a", "", "id: x, event: talks_suspended")))

    assert (LONG_AGO, SOME_DAY) == days_of(view, "x")


def test_a_report_cannot_precede_the_event() -> None:
    """A document that appeared before an event could have happened tells of something planned."""
    with pytest.raises(LogError) as refusal:
        log_of(article("a", "2024-05-31", OPENED))

    (problem,) = refusal.value.problems
    assert "PT130" == problem.code
    assert "'opened' is dated 2024-06, but 'a', published 2024-05-31, reports it." == problem.message


def test_what_is_true_of_a_day_cannot_be_told_before_it() -> None:
    """A count about a later day is no report of that day."""
    count = "id: n, event: count_stated, by: armenia, agreed: 3, about: 2024-06-01"
    with pytest.raises(LogError) as refusal:
        log_of(article("a", "2024-05-31", count))

    (problem,) = refusal.value.problems
    assert "'n' is dated 2024-06-01, but 'a', published 2024-05-31, reports it." == problem.message


def test_a_mention_narrows_the_date() -> None:
    """A further document that knows the day better tells when it was."""
    log = log_of(
        article("a", "2024-07-01", OPENED),
        article("b", "2024-07-02", "event: mentioned, of: opened, date: 2024-06-10/2024-06-20"),
    )

    assert (day("2024-06-10"), day("2024-06-20")) == days_of(take(log), "opened")


def test_the_publication_of_a_mention_narrows_the_date() -> None:
    """An event had happened when any document told of it, even one that gives no date."""
    log = log_of(
        article("a", "2024-07-01", OPENED), article("b", "2024-06-05", "event: mentioned, of: opened")
    )

    assert (day("2024-06-01"), day("2024-06-05")) == days_of(take(log), "opened")


def test_a_mention_without_a_source_narrows_by_its_date_alone() -> None:
    """A report of which nobody says where it stands bounds the day by the day it gives."""
    log = log_with(OPENED, "event: mentioned, of: opened, date: 2024-06-20/2024-07-20")

    assert (day("2024-06-20"), day("2024-06-30")) == days_of(take(log), "opened")


@pytest.mark.parametrize("other", ["2024-05-01", "2024-08-01"])
def test_a_contradicting_date_is_kept_beside(other: str) -> None:
    """Of two dates that cannot both be right the event's own is used, and both are shown."""
    mention = f"id: again, event: mentioned, of: opened, date: {other}"
    view = take(log_of(article("a", "2024-09-01", OPENED), article("b", "2024-09-02", mention)))

    assert (day("2024-06-01"), day("2024-06-30")) == days_of(view, "opened")
    (finding,) = view.findings
    assert ("date-conflict", "again", (("The event is dated here", "opened"),)) == (
        finding.code,
        finding.entry,
        finding.others,
    )


@pytest.mark.parametrize("days", [("05", "20"), ("20", "05")])
def test_reports_that_cannot_all_be_right_span_the_date(days: tuple[str, str]) -> None:
    """Of two further reports that fit the event but not each other neither wins, whichever is told first."""
    mentions = [f"id: m{one}, event: mentioned, of: opened, date: 2024-06-{one}" for one in days]
    view = take(log_with(OPENED, *mentions))

    assert (day("2024-06-05"), day("2024-06-20")) == days_of(view, "opened")
    assert {("date-conflict", "m05"), ("date-conflict", "m20")} == {(f.code, f.entry) for f in view.findings}


def test_reports_that_agree_narrow_together() -> None:
    """Of several further reports that can all be right each narrows the date."""
    log = log_with(
        OPENED,
        "event: mentioned, of: opened, date: 2024-06-05/2024-06-20",
        "event: mentioned, of: opened, date: 2024-06-20/2024-06-25",
    )

    assert (day("2024-06-20"), day("2024-06-20")) == days_of(take(log), "opened")
    assert () == take(log).findings


def test_a_date_from_an_unknown_source_is_not_known() -> None:
    """Whoever knows an event from a mention alone dates it by that mention, not by the document that gives its day."""
    log = log_of(
        article("july", "2024-07-30", "id: x, event: talks_suspended, date: 2024-06-10"),
        article("june", "2024-06-30", "event: mentioned, of: x, date: 2024-06"),
    )

    assert (day("2024-06-01"), day("2024-06-30")) == days_of(take(log, known_by=dt.date(2024, 7, 1)), "x")
    assert (day("2024-06-10"), day("2024-06-10")) == days_of(take(log), "x")


def test_a_mention_cannot_precede_its_own_date() -> None:
    """A document that gives a day after its own publication tells of something planned."""
    with pytest.raises(LogError) as refusal:
        log_of(
            article("a", "2024-09-01", OPENED),
            article("b", "2024-06-10", "id: again, event: mentioned, of: opened, date: 2024-06-20"),
        )

    (problem,) = refusal.value.problems
    assert "PT130" == problem.code
    assert "'again' is dated 2024-06-20, but 'b', published 2024-06-10, reports it." == problem.message


def test_a_mention_cannot_precede_the_event() -> None:
    """A document cannot mention what could not have happened yet."""
    with pytest.raises(LogError) as refusal:
        log_of(
            article("a", "2024-09-01", OPENED),
            article("b", "2024-05-02", "id: again, event: mentioned, of: opened"),
        )

    (problem,) = refusal.value.problems
    assert "'opened' is dated 2024-06, but 'b', published 2024-05-02, reports it." == problem.message


def test_what_is_told_later_is_not_known_yet() -> None:
    """A reader of June knows nothing of an event that July reports first."""
    log = log_of(
        article("june", "2024-06-30", OPENED), article("july", "2024-07-30", "id: x, event: talks_suspended")
    )

    assert ["opened"] == [event.id for event in take(log, known_by=dt.date(2024, 7, 29)).events]
    assert ["opened", "x"] == [event.id for event in take(log, known_by=dt.date(2024, 7, 30)).events]


def test_a_later_mention_narrows_nothing_before_it_is_known() -> None:
    """What July tells of the date does not leak into June."""
    log = log_of(
        article("june", "2024-06-30", OPENED),
        article("july", "2024-07-30", "event: mentioned, of: opened, date: 2024-06-10"),
    )
    june = take(log, known_by=dt.date(2024, 6, 30))

    assert (day("2024-06-01"), day("2024-06-30")) == days_of(june, "opened")
    assert {} == june.reports


def test_a_mention_alone_makes_an_event_known() -> None:
    """An event is known once any document that tells of it has appeared."""
    log = log_of(
        article("july", "2024-07-30", OPENED), article("june", "2024-06-30", "event: mentioned, of: opened")
    )

    assert ["opened"] == [event.id for event in take(log, known_by=dt.date(2024, 7, 1)).events]


def test_a_source_counts_once_it_has_certainly_appeared() -> None:
    """A document whose day is known only as an interval is known at the interval's end; an open end never comes."""
    log = log_of(
        article("a", "2024-07-01/2024-07-07", OPENED),
        article("b", "2024-07-01/..", OPENED.replace("opened", "x", 1)),
    )

    assert () == take(log, known_by=dt.date(2024, 7, 6)).events
    assert [("unknown-publication", "b")] == [
        (finding.code, finding.entry) for finding in take(log, known_by=dt.date(2024, 7, 6)).findings
    ]
    assert ["opened"] == [event.id for event in take(log, known_by=dt.date(2024, 7, 7)).events]


def test_an_entry_without_a_document_is_reported_where_it_is_left_out() -> None:
    """Nobody can say since when it was known, unless a document mentions it."""
    sourceless = "id: {}, event: talks_suspended, date: 2024-06-02"
    log = log_of(
        "\n".join(("events:", f"- {{{sourceless.format('x')}}}", f"- {{{sourceless.format('y')}}}")),
        article("a", "2024-07-01", "event: mentioned, of: y"),
    )
    view = take(log, known_by=dt.date(2024, 8, 1))

    assert () == take(log).findings
    assert [("no-source", "x")] == [(finding.code, finding.entry) for finding in view.findings]
    assert ["y"] == [event.id for event in view.events]


SINCE = """
peacetrack: 1
negotiation: {id: talks, since: 2024-03}
instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
events:
- {id: open, event: provision_opened, provision: borders, date: ../2024-06-10}
- {id: undated, event: provision_contested, provision: borders}
- {id: long-ago, event: provision_agreed, provision: borders, date: ../2024-06-11, background: true}
- {id: before, event: provision_deferred, provision: borders, date: ../2023}
"""


def test_no_open_date_reaches_back_beyond_the_beginning() -> None:
    """The negotiation began in March, so what happened some day up to June did not happen in winter; background may have."""
    log = read_text(SINCE).log
    assert log
    view, march = take(log), day("2024-03-01")

    assert (march, day("2024-06-10")) == days_of(view, "open")
    assert (march, SOME_DAY) == days_of(view, "undated")
    assert (LONG_AGO, day("2024-06-11")) == days_of(view, "long-ago")
    assert (LONG_AGO, day("2023-12-31")) == days_of(view, "before")


def test_it_was_so_before_it_was_said() -> None:
    """What was said on the tenth of some day in June is true of a day up to the tenth."""
    said = "event: count_stated, agreed: 1, about: 2024-06, date: 2024-06-{}, id: c{}"
    view = take(log_with(said.format(10, 10), said.format(20, 20)))

    assert [(day("2024-06-01"), day("2024-06-10")), (day("2024-06-01"), day("2024-06-20"))] == [
        days_of(view, name) for name in ("c10", "c20")
    ]


def test_days_go_before_files() -> None:
    """What certainly happened earlier comes first, wherever it stands."""
    late, early = OPENED, "id: early, event: talks_suspended, date: 2024-06-02"

    assert ["early", "opened"] == order(log_with(late, early))


def test_of_one_last_day_the_wider_date_goes_first() -> None:
    """Of two events with one last possible day the one that may be older comes first."""
    wide, exact = OPENED, "id: exact, event: talks_suspended, date: 2024-06-30"

    assert ["opened", "exact"] == order(log_with(exact, wide))


def test_of_one_day_files_and_places_decide() -> None:
    """Events of one day keep the author's order: of files by their names, of entries by their places."""
    first = article("a", "2024-06-30", "id: z, event: talks_suspended, date: 2024-06-30")
    second = article(
        "b",
        "2024-06-30",
        "id: y, event: talks_resumed, date: 2024-06-30",
        "id: x, event: talks_suspended, date: 2024-06-30",
    )

    assert ["z", "y", "x"] == order(log_of(first, second))


def test_after_puts_an_event_behind_another() -> None:
    """Of one day the author may say what followed what."""
    log = log_with(
        "id: resumed, event: talks_resumed, date: 2024-06-30, after: [suspended]",
        "id: suspended, event: talks_suspended, date: 2024-06-30",
        "id: last, event: talks_suspended, date: 2024-07-30",
    )

    assert ["suspended", "resumed", "last"] == order(log)


def test_an_edge_bounds_both_of_its_ends() -> None:
    """What precedes an event happened by its last day, and what follows one not before its first."""
    view = take(
        log_with(
            "id: first, event: talks_suspended, date: 2024-06-10/2024-06-30",
            "id: second, event: talks_resumed, date: 2024-06-01/2024-06-20, after: [first]",
        )
    )

    assert (day("2024-06-10"), day("2024-06-20")) == days_of(view, "first")
    assert (day("2024-06-10"), day("2024-06-20")) == days_of(view, "second")


@pytest.mark.parametrize(
    ("creating", "referring"),
    [
        (
            "event: condition_set, by: azerbaijan, what: x",
            "event: condition_restated, condition: made, by: azerbaijan",
        ),
        (
            "event: proposal_made, by: armenia, offer: x",
            "event: proposal_renewed, proposal: made, by: armenia",
        ),
        ("event: contact_held, kind: call", "event: readout_issued, contact: made, by: armenia"),
        ("event: statement_made, by: armenia", "event: argument_made, for: made, by: armenia"),
    ],
    ids=["condition", "proposal", "contact", "argument"],
)
def test_what_creates_an_id_comes_first(creating: str, referring: str) -> None:
    """Nobody restates, renews, reads out or argues for what has not been said or done."""
    log = log_with(
        f"id: later, {referring}, date: 2024-06", f"id: made, {creating}, date: 2024-06-12/2024-07"
    )

    assert ["made", "later"] == order(log)
    assert (day("2024-06-12"), day("2024-06-30")) == days_of(take(log), "later")
    assert ["made"] == [target for _, target in references(log.events[0])]


def test_a_circle_of_events_is_an_error() -> None:
    """Two events cannot both follow the other."""
    with pytest.raises(LogError) as refusal:
        log_with("id: a, event: talks_suspended, after: [b]", "id: b, event: talks_resumed, after: [a]")

    (problem,) = refusal.value.problems
    assert "PT131" == problem.code
    assert problem.message.startswith("These events all follow each other: '")
    assert ["It takes part here"] == [role for role, _ in problem.others]


def test_an_event_cannot_follow_itself() -> None:
    """An event that follows itself is a circle of one."""
    log = log_with("id: a, event: talks_suspended")
    view = take(unchecked(log, "a", after=("a",)))

    assert [("PT131", ())] == [(finding.code, finding.others) for finding in view.findings]
    assert ("a",) == tuple(event.id for event in view.events)


def test_what_follows_cannot_be_older() -> None:
    """A demand is not restated before it was set."""
    with pytest.raises(LogError) as refusal:
        log_with(
            "id: c, event: condition_set, by: azerbaijan, what: x, date: 2024-06-10",
            "id: r, event: condition_restated, condition: c, by: azerbaijan, date: 2024-06-01",
        )

    (problem,) = refusal.value.problems
    assert "PT132" == problem.code
    assert (
        "'c' has no possible day: the events that it follows, or that follow it, leave none."
        == problem.message
    )
    assert ["This is dated 2024-06-01"] == [role for role, _ in problem.others]


def test_as_of_is_a_prefix_of_the_order() -> None:
    """What had certainly happened by a day is the beginning of the order, whatever the dates are like."""
    line = timeline(
        log_with(
            "event: talks_suspended, date: 2024-06",
            "event: talks_resumed, date: 2024-05-01/2024-07-10",
            "event: talks_suspended, date: 2024-06-05",
            "event: talks_resumed, date: ../2024-06-20",
            "event: talks_suspended",
        )
    )

    assert list(line.view.latest) == sorted(line.view.latest)
    for date in line.days():
        assert line.at(date).events == line.at().events[: line.at(date).size]


def test_an_event_without_an_end_is_certain_at_the_end_of_the_log_only() -> None:
    """What may have happened on any day is never certain on a given one."""
    log = log_with("id: x, event: talks_suspended, date: 2024-06-01/..")

    assert ["x"] == [event.id for event in replay(log).events]
    assert [] == [event.id for event in replay(log, as_of="2999-01-01").events]
    assert ["x"] == [event.id for event in replay(log, as_of="2999-01-01").possible_events]
    assert [] == [event.id for event in replay(log, as_of="2024-05-31").possible_events]
