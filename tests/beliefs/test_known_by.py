"""What could be known at the time: nothing from a later source changes an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from peacetrack.aspects.reports import Mentioned
from peacetrack.log.log import Log
from peacetrack.questions.demands import owners_of
from peacetrack.questions.gates import gate
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.answers import Answers, counts, facts, standings, units
from peacetrack.yaml.files.loader import load
from tests.build import article, log_of
from tests.profile import some

FIXTURES = sorted(
    path.parent for path in Path("fixtures").glob("*/cast.peace.yaml") if path.parent.parent.name != "bad"
)


def published(log: Log) -> list[dt.date]:
    """Give the days on which documents had certainly appeared, and the day before the first."""
    days = sorted({s.published.latest for s in log.sources.values() if s.published and s.published.latest})
    return [days[0] - dt.timedelta(1), *days]


def as_known(log: Log, day: dt.date) -> Log:
    """
    Leave out every entry whose document had not certainly appeared by a day.

    An event that a known document mentions stays, but nobody knows the day that a later document gives it.
    """
    known = {
        name
        for name, source in log.sources.items()
        if source.published and source.published.latest and source.published.latest <= day
    }
    mentioned = {event.of for event in log.events if isinstance(event, Mentioned) and event.source in known}
    return attrs.evolve(
        log,
        events=tuple(
            event if event.source in known else attrs.evolve(event, source=None, date=None, about=None)
            for event in log.events
            if event.source in known or event.id in mentioned
        ),
    )


def courses(line: Timeline) -> Iterator[dt.date]:
    """Give the days that differ from all earlier ones in what had happened, or may have: no other day can answer otherwise."""
    seen = set()
    for bound in (dt.date(1, 1, 1), *line.days()):
        for day in (bound - dt.timedelta(bound > dt.date.min), bound):
            state = line.at(day)
            if (state.size, state.possible_positions) not in seen:
                seen.add((state.size, state.possible_positions))
                yield day


def all_answers(state: State, log: Log) -> list[object]:
    return [facts(state), counts(state, units(log)), standings(state)]


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda path: path.name)
def test_no_day_of_any_negotiation_knows_a_later_document(folder: Path) -> None:
    """On each day of both clocks every answer is that of a log from which all later documents are missing."""
    log = load(folder)
    for known_by in some(published(log), each=2):
        line, early = timeline(log, known_by=known_by), timeline(as_known(log, known_by))
        assert [event.id for event in early.view.events] == [event.id for event in line.view.events]
        assert (early.view.earliest, early.view.latest) == (line.view.earliest, line.view.latest)
        for as_of in courses(line):
            for account in ("everyone", "common_ground", *log.cast.negotiating):
                assert all_answers(early.at(as_of, account=account), log) == all_answers(
                    line.at(as_of, account=account), log
                )


def test_what_is_told_of_an_earlier_day_is_not_known_before_it_is_published() -> None:
    """A document of July that speaks of June changes nothing for a reader of June."""
    june = article(
        "june", "2024-06-30", "id: o, event: provision_opened, provision: borders, date: 2024-06-01"
    )
    july = article(
        "july", "2024-07-30", "id: a, event: provision_agreed, provision: borders, date: 2024-06-02"
    )
    log, short = log_of(june, july), log_of(june)

    assert [] == list(
        Answers().differences(
            replay(log, as_of="2024-06-30", known_by="2024-07-29"), replay(short, as_of="2024-06-30")
        )
    )
    assert frozenset({"agreed"}) == replay(log, as_of="2024-06-30", known_by="2024-07-30").possible("borders")


def test_a_document_without_a_date_is_known_only_to_who_knows_all() -> None:
    """Of a document of which nobody knows when it appeared nothing counts as known by a day."""
    log = log_of(article("x", "", "event: provision_opened, provision: borders, date: 2024-06-01"))

    assert () == replay(log, known_by="2999-01-01").events
    assert 1 == len(replay(log).events)


def test_who_demands_it_is_not_known_before_the_demand_is() -> None:
    """A refusal may be published before the demand that it refuses; then the demand is on record, and nobody's."""
    log = log_of(
        article(
            "march", "2024-03-31", "id: refused, event: condition_rejected, condition: pass, by: armenia"
        ),
        article(
            "july",
            "2024-07-31",
            "id: pass, event: condition_set, by: azerbaijan, what: A pass, date: ../2024-03-30",
        ),
    )
    then, now = replay(log, known_by="2024-04-01"), replay(log)

    assert ((), ("azerbaijan",)) == (owners_of(then, "pass"), owners_of(now, "pass"))
    assert "undetermined" == gate(then, signature="treaty").opening
