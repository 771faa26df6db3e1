"""Claims about numbers: whether every world bears them out, or none."""

from __future__ import annotations

import pytest

from peacetrack.aspects.assertions import CountAsserted
from peacetrack.log.claim import Verdict
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.verdicts import judge, said
from peacetrack.state.timeline import replay
from tests.build import PACKAGE, asked, log_with

SUPPORTED, REFUTED, UNTOLD = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO

COUNT = "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16, date: 2024-06-01"


def verdict(says: str, *events: str, as_of: str | None = None, account: str = "") -> Verdict:
    return asked(says, *events, as_of=as_of, account=account).verdict


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("agreed: 13, of: 16", SUPPORTED),
        ("agreed: 13", SUPPORTED),
        ("of: 16", SUPPORTED),
        ("agreed: {min: 10}", SUPPORTED),
        ("agreed: {max: 13}", SUPPORTED),
        ("remaining: 3", SUPPORTED),
        ("agreed: 14", REFUTED),
        ("agreed: {min: 14}", REFUTED),
        ("agreed: 13, of: 17", REFUTED),
        ("of: 17", REFUTED),
        ("contested: {min: 4}", REFUTED),
        ("contested: 3", UNTOLD),
        ("agreed: 13, contested: 3", UNTOLD),
        ("agreed: [borders, transit]", REFUTED),
        ("agreed: {min: 1}, open: rest", UNTOLD),
        ("pending: 2, open: 2", REFUTED),
        ("unit: bracket, agreed: 13", UNTOLD),
        ("agreed: {approx: 13}", UNTOLD),
    ],
)
def test_counts(numbers: str, expected: Verdict) -> None:
    """A number is supported if every world has it and refuted if none does, together with all the others it comes with."""
    assert expected == verdict(f"count: {{{numbers}}}", COUNT)


def test_a_listed_number_names_its_units() -> None:
    """Which units are agreed follows from a list, and not from a number."""
    listed = "event: count_stated, by: [armenia, azerbaijan], agreed: [borders, transit], of: 3"

    assert SUPPORTED == verdict("count: {agreed: [transit, borders]}", listed)
    assert UNTOLD == verdict("count: {remaining: 1, open: [courts]}", listed)
    assert REFUTED == verdict(
        "count: {agreed: [borders, courts]}", listed, "event: provision_opened, provision: courts"
    )


def test_a_claim_that_asserts_nothing_is_not_told() -> None:
    """A count without any number, which no log can hold, has nothing that could be borne out."""
    nothing = CountAsserted(instrument=InstrumentId("treaty"))
    state = replay(log_with(COUNT))

    assert UNTOLD == judge(nothing, state).verdict
    assert "nothing is said of a number" == said(nothing, state.log.cast)


ROUGH = "event: count_stated, by: hajizade, unit: document, agreed: {approx: 70}, of: 100, date: 2023-09-01"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("unit: document, agreed: {approx: 70}, of: 100", SUPPORTED),
        ("unit: document, agreed: {approx: 70}", SUPPORTED),
        ("unit: document, agreed: {approx: 80}, of: 100", UNTOLD),
        ("unit: document, agreed: {approx: 70}, of: 90", UNTOLD),
        ("unit: document, remaining: {approx: 70}, of: 100", UNTOLD),
        ("agreed: {approx: 70}, of: 100", UNTOLD),
        ("unit: document, agreed: 70", UNTOLD),
    ],
)
def test_a_rough_number_is_supported_by_an_equal_report(numbers: str, expected: Verdict) -> None:
    """About seventy is borne out by a report of the same number in the same unit, and refuted by nothing."""
    assert expected == verdict(f"count: {{{numbers}}}", ROUGH)


@pytest.mark.parametrize(
    ("date", "day", "expected"),
    [
        ("2023-09-01", "2023-09-01", SUPPORTED),
        ("../2023-09-06", "2023-09-06", SUPPORTED),
        ("2023-09", "2023-09-06", SUPPORTED),
        ("2023-09-01", "2023-09-02", UNTOLD),
        ("2023-09-01/..", "2023-09-02", SUPPORTED),
    ],
)
def test_a_rough_number_is_of_its_day(date: str, day: str, expected: Verdict) -> None:
    """A rough number says nothing about another day than its own."""
    rough = ROUGH.replace("2023-09-01", date)

    assert expected == verdict("count: {unit: document, agreed: {approx: 70}}", rough, as_of=day)


def test_a_rough_number_without_a_day() -> None:
    """A report of which nobody says of what day it is may be of any day."""
    says = "count: {unit: document, agreed: {approx: 70}}"

    assert SUPPORTED == verdict(says, ROUGH.replace(", date: 2023-09-01", ""), as_of="2024-01-01")


def test_a_rough_number_of_another_text_says_nothing() -> None:
    """About seventy of one text is not about seventy of another."""
    rough = "event: count_stated, by: farc, instrument: accord, unit: document, agreed: {approx: 70}"
    says = "count: {{instrument: {}, unit: document, agreed: {{approx: 70}}}}"

    assert SUPPORTED == asked(says.format("accord"), rough, cast=PACKAGE).verdict
    assert UNTOLD == asked(says.format("ceasefire"), rough, cast=PACKAGE).verdict


def test_a_rough_number_needs_a_believed_voice() -> None:
    """Whoever does not believe the speaker has no report of the number."""
    says = "count: {unit: document, agreed: {approx: 70}, of: 100}"

    assert SUPPORTED == verdict(says, ROUGH, account="azerbaijan")
    assert UNTOLD == verdict(says, ROUGH, account="armenia")
    assert UNTOLD == verdict("count: {unit: document, agreed: {approx: 70}}", ROUGH, account="armenia")
    assert "one_side" == asked("count: {unit: document, agreed: {approx: 70}}", ROUGH).support


def test_a_rough_number_does_not_hide_an_exact_one() -> None:
    """Where a claim has an exact number, too, that one still has to be known."""
    both = ROUGH.replace("of: 100", "contested: {max: 5}, of: 100")

    assert SUPPORTED == verdict("count: {unit: document, agreed: {approx: 70}, contested: {max: 5}}", both)
    assert UNTOLD == verdict("count: {unit: document, agreed: {approx: 70}, contested: 2}", both)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("agreed: 13, besides: preamble", SUPPORTED),
        ("remaining: 3, besides: preamble", REFUTED),
        ("contested: {max: 3}, besides: preamble", REFUTED),
        ("of: 16, besides: {agreed: preamble}", SUPPORTED),
        ("agreed: 13, remaining: 3, of: 16, besides: {agreed: preamble}", SUPPORTED),
        ("agreed: 13, remaining: 3, of: 16, besides: {remaining: preamble}", REFUTED),
    ],
)
def test_what_is_named_besides_has_its_status(says: str, expected: Verdict) -> None:
    """A preamble named besides one number is said to have the same status; the status may also stand above it."""
    assert expected == verdict(f"count: {{{says}}}", f"{COUNT}, besides: preamble")


def test_what_is_named_besides_and_never_told_is_unknown() -> None:
    """A number that is known does not tell the status of what is named besides it."""
    assert UNTOLD == verdict("count: {agreed: 13, besides: preamble}", COUNT)
    assert SUPPORTED == verdict(
        "count: {remaining: 3, besides: preamble}", COUNT, "event: provision_deferred, provision: preamble"
    )


def test_sides_that_contradict_each_other_leave_it_open() -> None:
    """What one side bears out and the other excludes cannot be told for everyone."""
    ours = "event: count_stated, by: armenia, agreed: 13, of: 16"
    theirs = "event: count_stated, by: azerbaijan, agreed: 10, of: 16"
    found = asked("count: {agreed: 13}", ours, theirs)

    assert (UNTOLD, "disputed") == (found.verdict, found.support)
    assert "10 (azerbaijan) or 13 (armenia) of 16 articles agreed" == found.replayed


def test_what_both_sides_bear_out_is_not_disputed() -> None:
    """Two sides that differ about the denominator alone agree about the number."""
    ours = "event: count_stated, by: armenia, agreed: 13, of: 16"
    theirs = "event: count_stated, by: azerbaijan, agreed: 13, of: 17"

    assert SUPPORTED == verdict("count: {agreed: 13}", ours, theirs)
    assert REFUTED == verdict("count: {agreed: 14}", ours, theirs)
    assert UNTOLD == verdict("count: {agreed: 13, of: 16}", ours, theirs)


def test_sides_are_met_where_they_can_be() -> None:
    """What follows from two words together is supported even where neither says it alone."""
    low = "event: count_stated, by: armenia, agreed: {min: 10}"
    high = "event: count_stated, by: azerbaijan, agreed: {max: 10}"

    assert SUPPORTED == verdict("count: {agreed: 10}", low, high)
    assert SUPPORTED == verdict("count: {agreed: {min: 9}}", low, high)
    assert REFUTED == verdict("count: {agreed: {min: 11}}", low, high)
    assert UNTOLD == verdict("count: {agreed: 10, contested: 1}", low, high)
    assert UNTOLD == verdict("count: {agreed: 10, of: 12}", low, high)


def test_sides_with_nothing_in_common_are_disputed() -> None:
    """Where no number fits both words, one of them alone cannot bear a claim out."""
    ours = "event: count_stated, by: armenia, agreed: {min: 14, max: 16}"
    theirs = "event: count_stated, by: azerbaijan, agreed: {min: 10, max: 12}"

    assert "disputed" == asked("count: {agreed: {min: 11}}", ours, theirs).support
    assert "disputed" == asked("count: {agreed: {min: 11}, open: {min: 0}}", ours, theirs).support


def test_what_neither_side_tells_is_no_dispute() -> None:
    """Two sides contradict each other about what is agreed; how much is open neither says, so that is untold, not disputed."""
    ours = "event: count_stated, by: armenia, agreed: 1, deferred: 1, of: 3"
    theirs = "event: count_stated, by: azerbaijan, agreed: {min: 2}, of: 3"
    found = asked("count: {open: 1}", ours, theirs)

    assert "disputed" == asked("count: {agreed: 1}", ours, theirs).support
    assert (UNTOLD, None) == (found.verdict, found.support)
