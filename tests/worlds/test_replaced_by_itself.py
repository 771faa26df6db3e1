"""A provision that stands on both sides of a replacement stays in the draft."""

import peacetrack as pt
from tests.build import log_with


def test_what_comes_in_its_own_place_does_not_leave() -> None:
    """It keeps its status, and takes one that is told."""
    kept = log_with(
        "event: provision_agreed, date: 2024-01-01, provision: borders",
        "event: provision_replaced, date: 2024-01-02, provisions: borders, with: borders",
    )
    changed = log_with(
        "event: provision_agreed, date: 2024-01-01, provision: borders",
        "event: provision_replaced, date: 2024-01-02, provisions: borders, with: borders, status: open",
    )

    assert {"agreed"} == pt.replay(kept).possible("borders")
    assert {"open"} == pt.replay(changed).possible("borders")


def test_one_of_two_may_stay() -> None:
    """The other is withdrawn by the split."""
    state = pt.replay(
        log_with(
            "event: count_stated, date: 2024-01-01, agreed: 3, of: 3",
            "event: provision_replaced, date: 2024-01-02, provisions: [borders, transit], with: borders, status: agreed",
        )
    )

    assert {"agreed"} == state.possible("borders")
    assert {"withdrawn"} == state.possible("transit")
    assert "2 of 2 articles agreed" == str(state.count("treaty"))


def test_a_refused_event_changes_nothing_where_a_count_looks_back_to_it() -> None:
    """What is agreed is not opened, whoever says how many more there are since that day."""
    log = log_with(
        "event: provision_agreed, date: 2024-01-01, provision: borders",
        "id: o, event: provision_opened, date: 2024-01-02, provision: borders",
        "event: count_stated, date: 2024-02-01, unit: bracket, agreed: 2, since: o",
    )

    assert {"o"} == pt.replay(log).timeline.refused
    assert {"agreed"} == pt.replay(log).possible("borders")
