"""Comparing two states: what differs, in words, and which events bring it."""

from __future__ import annotations

from typing import Final

import pytest

import peacetrack as pt
from peacetrack.checks.compare import Change, diff
from tests.build import article, log_of, log_with

DEMAND: Final = "id: demand, event: condition_set, date: 2024-06-10, by: aliyev, of: armenia, what: Law, gate: {signature: treaty}"
THIRTEEN: Final = "id: thirteen, event: count_stated, date: 2024-06-12, by: pashinyan, agreed: 13, of: 16"


def between(
    log: pt.Log, first: str | None, second: str | None, account: str = "everyone"
) -> tuple[Change, ...]:
    line = pt.timeline(log)
    return diff(line.at(first, account=account), line.at(second, account=account))


def in_text(changes: tuple[Change, ...]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {f"{one.what} {one.subject}": (one.before, one.after, one.because) for one in changes}


def test_a_state_does_not_differ_from_itself() -> None:
    """Nor from an equal one."""
    log = log_with(DEMAND, THIRTEEN)

    assert () == between(log, "2024-06-11", "2024-06-11")
    assert () == between(log, None, "2024-06-30")


def test_what_is_told_first_was_unknown() -> None:
    """A demand, a count, a provision, an offer: each differs from nothing on record."""
    found = in_text(
        between(
            log_with(
                DEMAND,
                THIRTEEN,
                "id: opened, event: provision_opened, date: 2024-06-13, provision: borders",
                "id: offer, event: proposal_made, date: 2024-06-14, by: pashinyan, offer: Sign",
            ),
            "2024-06-01",
            "2024-06-30",
        )
    )

    assert ("unknown", "raised", ("demand",)) == found["condition demand"]
    assert ("unknown", "13 of 16 articles agreed", ("thirteen", "opened")) == found["count of agreed treaty"]
    assert ("unknown", "open", ("opened",)) == found["provision borders"]
    assert ("unknown", "made", ("offer",)) == found["proposal offer"]


def test_stages_and_talks_have_a_status_from_the_beginning() -> None:
    """What nobody has told of is negotiated, and goes on."""
    found = in_text(
        between(
            log_with(
                "id: signing, event: signed, date: 2024-06-10",
                "id: pause, event: talks_suspended, date: 2024-06-10",
            ),
            "2024-06-01",
            None,
        )
    )

    assert ("negotiating", "signed", ("signing",)) == found["stage treaty"]
    assert ("ongoing", "suspended", ("pause",)) == found["talks treaty"]
    assert ("passed" in found["gate signature of treaty"][1]) is True


def test_a_principle_changes_what_counts_for_its_party() -> None:
    """Its standing, and the gate of the agreed part; not the articles."""
    rule = "id: rule, event: principle_invoked, date: 2024-06-20, by: hajizade, principle: single_undertaking"
    log = log_with(THIRTEEN, rule, "id: dropped, event: principle_dropped, date: 2024-06-25, by: hajizade")
    invoked, dropped = (
        in_text(between(log, *days)) for days in (("2024-06-15", "2024-06-22"), ("2024-06-22", None))
    )

    assert {
        "principle of azerbaijan about treaty": ("no known principle", "single undertaking", ("rule",)),
        "standing of azerbaijan about treaty": (
            "0 to 13 of 16 articles settled for azerbaijan",
            "0 of 16 articles settled for azerbaijan",
            ("rule",),
        ),
        "gate signature of treaty (the agreed part)": ("open", "shut: principle (azerbaijan)", ("rule",)),
    } == invoked
    assert ("shut: principle (azerbaijan)", "open", ("dropped",)) == dropped[
        "gate signature of treaty (the agreed part)"
    ]


def test_what_may_have_happened_is_an_alternative() -> None:
    """Between two days of doubt nothing differs; at its end one of them is left."""
    log = log_with(
        DEMAND, "id: met, event: condition_met, date: 2024-06-20/2024-06-30, condition: demand, by: aliyev"
    )

    assert ("raised", "met or raised", ("met",)) == in_text(between(log, "2024-06-15", "2024-06-25"))[
        "condition demand"
    ]
    assert () == between(log, "2024-06-22", "2024-06-27")
    assert (
        "shut: condition demand (azerbaijan)",
        "undetermined: perhaps condition demand (azerbaijan)",
    ) == in_text(between(log, "2024-06-15", "2024-06-25"))["gate signature of treaty (the agreed part)"][:2]


def test_a_demand_without_a_step_is_one_change() -> None:
    """No source says before which step, so it is told of the demand, and not of every gate before which it may stand."""
    found = in_text(between(log_with(DEMAND.replace(", gate: {signature: treaty}", "")), "2024-06-01", None))

    assert {"condition demand": ("unknown", "raised", ("demand",))} == found


def test_only_the_statuses_that_some_unit_has_are_counted() -> None:
    """Besides agreed and remaining, which are always asked."""
    found = in_text(
        between(
            log_with("id: two, event: count_stated, date: 2024-06-12, contested: 2, of: 16"),
            "2024-06-01",
            None,
        )
    )

    assert ("unknown", "2 of 16 articles contested", ("two",)) == found["count of contested treaty"]
    assert {"count of contested treaty", "count of agreed treaty", "count of remaining treaty"} == {
        name for name in found if name.startswith("count")
    }


def test_two_accounts_of_one_day_differ() -> None:
    """What Yerevan says is not Baku's word; what both say otherwise is disputed."""
    log = log_with(
        THIRTEEN, "id: ten, event: count_stated, date: 2024-06-12, by: hajizade, agreed: 10, of: 16"
    )
    line = pt.timeline(log)
    found = in_text(diff(line.at(account="armenia"), line.at(account="azerbaijan")))
    everyone = in_text(diff(line.at(account="armenia"), line.at()))

    assert ("13 of 16 articles agreed", "10 of 16 articles agreed", ("ten",)) == found[
        "count of agreed treaty"
    ]
    both = "10 (azerbaijan, 2024-06-12) or 13 (armenia, 2024-06-12) of 16 articles agreed (disputed)"
    assert both == everyone["count of agreed treaty"][1]


@pytest.mark.parametrize(
    ("report", "after"),
    [
        (
            "denied, of: thirteen, by: hajizade",
            (
                "at least 0 (azerbaijan) or 13 (armenia, 2024-06-12) articles agreed, of an unknown number (disputed)"
            ),
        ),
        ("corrected, of: thirteen, field: agreed, was: 13, now: 12", "12 of 16 articles agreed"),
        ("retracted, of: thirteen", "unknown"),
    ],
)
def test_a_report_brings_a_change(report: str, after: str) -> None:
    """What was denied, corrected or taken back differs because of that report, from the day on which it was published."""
    log = log_of(
        article("june", "2024-06-30", DEMAND, THIRTEEN),
        article("july", "2024-07-31", f"id: report, event: {report}"),
    )
    before, whole = pt.replay(log, known_by="2024-07-01"), pt.replay(log)
    found = in_text(diff(before, whole))

    assert ("13 of 16 articles agreed", after, ("report",)) == found["count of agreed treaty"]
    assert {("report",)} == {because for _, _, because in found.values()}
    assert () == diff(whole, whole)


def test_what_nothing_new_brings_has_no_reason() -> None:
    """The earlier of two days rests on nothing that the later one lacks."""
    changes = between(log_with(DEMAND, THIRTEEN), "2024-06-30", "2024-06-01")

    assert changes
    assert {()} == {change.because for change in changes}


def test_a_change_reads_as_a_sentence() -> None:
    """What, of what, before and after."""
    (change,) = (one for one in between(log_with(DEMAND), "2024-06-01", None) if one.what == "condition")

    assert "condition demand: unknown → raised" == str(change)
