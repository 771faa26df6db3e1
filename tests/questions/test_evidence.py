"""What an answer about a provision rests on: also the counts that bear on it."""

from __future__ import annotations

import peacetrack as pt
from peacetrack.aspects.provisions import PROVISIONS
from tests.build import asked, log_with


def behind(log: pt.Log, name: str) -> list[str]:
    return [event.id for event in pt.replay(log)[PROVISIONS][name].because]


def test_a_count_that_narrows_a_provision_is_behind_it() -> None:
    """All are agreed, so each is, whoever is named."""
    assert ["all"] == behind(
        log_with("id: all, event: count_stated, date: 2024-01-05, agreed: 16, of: 16"), "borders"
    )


def test_a_count_that_narrows_nothing_is_not_behind_it() -> None:
    """What was agreed by name needs no number."""
    log = log_with(
        "id: named, event: provision_agreed, date: 2024-01-01, provision: borders",
        "id: some, event: count_stated, date: 2024-01-05, agreed: 3, of: 16",
    )

    assert ["named"] == behind(log, "borders")


def test_who_speaks_of_a_node_of_another_kind_is_behind_the_count_with_it() -> None:
    """A later objection to the preamble refutes that all are agreed with it."""
    events = (
        "id: all, event: count_stated, date: 2024-01-05, agreed: 17, of: 17, including: [preamble]",
        "id: no, event: provision_contested, date: 2024-01-06, by: aliyev, provision: preamble",
    )
    claimed = asked("count: {agreed: 17, of: 17, including: [preamble]}", *events)

    assert pt.replay(log_with(*events)).possible("preamble") == {"contested"}
    assert ("refuted", ("all", "no")) == (claimed.verdict, claimed.because)


def test_where_orders_have_other_branches_no_number_is_somebodys() -> None:
    """In one order the sides agree in the end, in the other they do not: what is shown is the span."""
    count = pt.replay(
        log_with(
            "event: count_stated, date: 2024-06, by: pashinyan, agreed: 13, of: 16",
            "event: count_stated, date: 2024-06-01/2024-06-29, by: pashinyan, agreed: 11, of: 16",
            "event: count_stated, date: 2024-06-15, by: aliyev, agreed: 13, of: 16",
        )
    ).count("treaty")

    assert ((), (11, 13)) == (count.figures, (count.numerator.low, count.numerator.high))
