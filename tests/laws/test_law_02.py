"""
Law 2: `timeline.at(d)` equals a fresh replay `as_of` d, and is a prefix of the replay.

Here are single cases; the law itself is in `peacetrack.testing.laws.days`.
"""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.questions.gates import gate
from peacetrack.state.timeline import replay, timeline
from peacetrack.testing.answers import Answers, accounts
from peacetrack.testing.laws.days import every_day, shorter
from peacetrack.testing.reading import read_text
from tests.build import log_with

HEADER: Final = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}, b: {role: negotiating_party}, c: {role: host}}
instruments: {treaty: {unit: article}}
events:
"""
COUNTED: Final = """\
  - {event: count_stated, date: 2024-01-01, by: a, agreed: 3, of: 9}
  - {event: count_stated, date: 2024-01-01, by: b, agreed: 5, of: 9}
"""
MET: Final = """\
  - {id: law, event: condition_set, date: 2024-01-01, by: a, of: b, what: Change the law}
  - {event: condition_met, date: 2024-01-01, by: a, condition: law}
"""


@pytest.mark.parametrize(
    ("before", "later"),
    [
        (COUNTED, "  - {event: count_stated, date: 2024-02-01, by: c, agreed: 9, of: 9}\n"),
        (MET, "  - {event: condition_met, date: 2024-02-01, by: c, condition: law}\n"),
    ],
    ids=["a count", "a condition"],
)
def test_who_speaks_later_was_not_heard_before(before: str, later: str) -> None:
    """`timeline.at(d)` equals a fresh replay `as_of` d: on that day nobody knew who would still speak."""
    short, whole = (read_text(HEADER + stated).log for stated in (before, before + later))

    assert short is not None
    assert whole is not None
    assert [] == list(Answers().differences(timeline(whole).at("2024-01-02"), replay(short)))


def test_a_gate_that_may_have_been_passed_is_undetermined() -> None:
    """An event that may have happened by a day widens: a gate it bears on is undetermined."""
    log = read_text(
        f"{HEADER}  - {{event: entered_into_force, date: 2024-01-01/2024-01-31, instrument: treaty}}\n"
    ).log

    assert log is not None
    assert "undetermined" == gate(timeline(log).at("2024-01-10"), entry_into_force="treaty").opening


GAP: Final = """\
  - {id: c, event: condition_set, what: law}
  - {id: r, event: condition_rejected, condition: c, by: a}
  - {id: m, event: condition_met, condition: c, according_to: b, date: 2024-01-04}
"""


def test_what_one_word_refuses_and_may_have_happened_widens_it_too() -> None:
    """The rejection of no known day may follow what b calls met: in b's word it would apply as from an unknown status."""
    log = read_text(HEADER + GAP).log

    assert log is not None
    day = timeline(log).at("2024-01-04", account="b")[CONDITIONS]["c"]
    assert timeline(log).at(account="b")[CONDITIONS]["c"].possible <= day.possible


PARTS: Final = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}, b: {role: negotiating_party}}
instruments:
  treaty:
    unit: article
    provisions: {x: {kind: article}, y: {kind: paragraph, parent: x, status: pending}}
events:
  - {event: provision_opened, provision: x}
"""


def test_a_part_that_may_not_have_been_told_of_does_not_shut_a_gate() -> None:
    """A paragraph of which only an event of no known day tells does not surely remain."""
    log = read_text(PARTS).log

    assert log is not None
    assert "undetermined" == gate(timeline(log).at("2024-01-01"), text_of="treaty").opening
    assert "shut" == gate(timeline(log).at(), text_of="treaty").opening


AGENDA: Final = """
actors: {north: {role: negotiating_party}}
instruments: {treaty: {unit: article, provisions: {x: {kind: article}, y: {kind: article, status: pending}}}}
"""


def test_the_cast_alone_tells_what_is_pending() -> None:
    """Behind an item of the agenda that nobody has named stands no event about another, whether or not it is named later."""
    opened, later = (
        f"event: provision_opened, provision: {name}, date: 2024-01-0{day}" for name, day in ("x1", "y2")
    )
    whole, short = log_with(opened, later, cast=AGENDA), log_with(opened, cast=AGENDA)
    then, fresh = timeline(whole).at("2024-01-01"), replay(short)

    assert [] == list(Answers().differences(then, fresh))
    assert () == fresh[PROVISIONS]["y"].because


DRAFT: Final = """
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments:
  treaty: {unit: article, provisions: {x: {kind: article}, y: {kind: article}, p: {kind: paragraph, parent: x}}}
"""
ALL_AGREED: Final = "event: count_stated, instrument: treaty, agreed: 3, of: 3, date: 2024-01-02"
OPENED: Final = "event: provision_opened, provision: y, date: 2024-01-01"


@pytest.mark.parametrize(
    "later",
    [
        ("event: provision_added, provision: p, date: 2024-01-05",),
        (
            "event: provision_added, provision: p, by: north, date: 2024-01-05",
            "event: signed, instrument: treaty, date: 2024-01-05",
        ),
        ("event: provision_added, provision: x, status: agreed, date: 2024-01-05",),
        ("event: provision_replaced, provisions: [y], with: [x], date: 2024-01-05",),
        (
            "event: provision_opened, provision: p, date: 2024-01-04",
            "event: provision_withdrawn, provision: p, date: 2024-01-05",
            "event: provision_added, provision: p, date: 2024-01-06",
        ),
        (
            "id: on, event: provision_added, provision: p, date: 2024-01-05",
            "event: denied, of: on, by: south, date: 2024-01-06",
        ),
        (
            "event: count_stated, instrument: treaty, agreed: 1, besides: {open: [p]}, date: 2024-01-04",
            "event: provision_withdrawn, provision: p, date: 2024-01-05",
            "event: provision_added, provision: p, date: 2024-01-06",
        ),
        (
            "event: status_stated, open: [p], date: 2024-01-04",
            "event: provision_withdrawn, provision: p, date: 2024-01-05",
            "event: provision_added, provision: p, date: 2024-01-06",
        ),
        (
            "id: no, event: provision_contested, provision: p, by: north, date: 2024-01-05",
            "event: denied, of: no, by: north, date: 2024-01-06",
        ),
    ],
)
@pytest.mark.parametrize("before", [(OPENED,), (OPENED, ALL_AGREED), ()])
def test_what_arrives_later_was_not_in_the_draft(before: tuple[str, ...], later: tuple[str, ...]) -> None:
    """What the cast names and a later addition brings in is not there before; nothing else that is told later matters."""
    log = log_with(*before, *later, cast=DRAFT)
    line = timeline(log)

    for account in accounts(log):
        for day in every_day(line):
            assert [] == list(
                Answers().differences(line.at(day, account=account), shorter(log, day, account))
            )
