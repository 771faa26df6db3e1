"""What is stated of provisions by name, what remains, and what was ever taken up."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.log.claim import Verdict
from peacetrack.state.timeline import replay
from tests.build import CAST, PACKAGE, asked, log_with

SUPPORTED, REFUTED, UNTOLD = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO
OPENED: Final = "event: provision_opened, provision: [borders, transit, courts], date: 2024-01-02"
THIRTEEN: Final = "event: count_stated, agreed: 13, of: 16, date: 2024-05-01"


def verdict(says: str, *events: str, as_of: str | None = None, cast: str = "") -> Verdict:
    return (
        asked(says, *events, as_of=as_of, cast=cast) if cast else asked(says, *events, as_of=as_of)
    ).verdict


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("provision: {id: borders, is: agreed}", SUPPORTED),
        ("provision: {id: transit, is: agreed}", UNTOLD),
        ("count: {agreed: 13, of: 16}", SUPPORTED),
        ("provision: {id: preamble, is: contested}", SUPPORTED),
    ],
)
def test_these_stand_so_whatever_the_others(says: str, expected: Verdict) -> None:
    """Thirteen of sixteen, and one of them by name: nothing is said of the others, and no number moves."""
    stated = "event: status_stated, agreed: borders, contested: [preamble], date: 2024-05-02"

    assert expected == verdict(says, THIRTEEN, stated)


@pytest.mark.parametrize(
    ("day", "says", "expected"),
    [
        ("2024-03-01", "open", SUPPORTED),
        ("2024-05-31", "open", SUPPORTED),
        ("2024-06-01", "agreed", SUPPORTED),
        ("2024-06-02", "open", REFUTED),
    ],
)
def test_looking_back_does_not_blur_what_came_before(day: str, says: str, expected: Verdict) -> None:
    """A text published in June shows an article agreed that was opened in January."""
    published = "event: status_stated, agreed: [borders], date: 2024-06-01"

    assert expected == verdict(f"provision: {{id: borders, is: {says}}}", OPENED, published, as_of=day)


def test_it_is_true_of_the_day_that_it_is_about() -> None:
    """In June somebody says how an article stood on the first of March."""
    stated = "event: status_stated, agreed: [borders], about: 2024-03-01, date: 2024-06-01"
    claim = "provision: {id: borders, is: agreed}"

    assert (REFUTED, SUPPORTED) == (
        verdict(claim, OPENED, stated, as_of="2024-02-15"),
        verdict(claim, OPENED, stated, as_of="2024-03-02"),
    )


def test_it_is_the_word_of_who_states_it() -> None:
    """Another account knows nothing of it."""
    log = log_with("event: status_stated, by: armenia, agreed: [borders]")
    (ours, theirs) = (
        replay(log, account=who)[PROVISIONS]["borders"].possible for who in ("armenia", "azerbaijan")
    )

    assert frozenset({Status.AGREED}) == ours
    assert frozenset({Status.AGREED}) < theirs


def test_what_is_said_to_remain_is_agreed_no_longer() -> None:
    """That two are not agreed does not say in which status they are; what was agreed before need not be."""
    agreed = "event: provision_agreed, provision: [borders, transit], date: 2024-05-01"
    remain = "event: status_stated, remaining: [borders], date: 2024-06-01"

    assert UNTOLD == verdict("provision: {id: borders, is: contested}", agreed, remain)
    assert SUPPORTED == verdict("provision: {id: transit, is: agreed}", agreed, remain)


def test_what_is_said_to_be_withdrawn_is_in_no_denominator() -> None:
    """It left the draft, whoever withdrew it."""
    withdrawn = "event: status_stated, withdrawn: [borders], date: 2024-06-01"

    assert SUPPORTED == verdict("count: {of: 15}", OPENED, THIRTEEN, withdrawn)


def test_a_statement_about_a_part_is_one_about_its_unit() -> None:
    """One paragraph is said to be open: the article is not taken for agreed because all had been agreed."""
    agreed = "event: provision_agreed, provision: [zones-1, zones-2], date: 2024-05-01"
    stated = "event: status_stated, open: [zones-2], date: 2024-06-01"

    assert SUPPORTED == verdict("provision: {id: zones, is: agreed}", agreed, cast=PACKAGE)
    assert SUPPORTED != verdict("provision: {id: zones, is: agreed}", agreed, stated, cast=PACKAGE)


LISTED: Final = "event: count_stated, agreed: [transit, courts], of: 3, date: 2024-06-01"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("count: {remaining: [transit, courts]}", REFUTED),
        ("count: {remaining: [transit]}", REFUTED),
        ("count: {remaining: [borders]}", SUPPORTED),
        ("count: {agreed: 2, remaining: rest, of: 3}", SUPPORTED),
        ("count: {remaining: rest}", REFUTED),
    ],
)
def test_those_that_remain_are_not_agreed(says: str, expected: Verdict) -> None:
    """A claim that names what remains is about these, and no others."""
    assert expected == verdict(says, OPENED, LISTED)


@pytest.mark.parametrize(
    ("count", "agreed", "remaining"),
    [("agreed: 3, remaining: rest, of: 4", 3, 1), ("remaining: rest, of: 4", 0, 4)],
)
def test_the_rest_may_remain(count: str, agreed: int, remaining: int) -> None:
    """Three of four are agreed, the rest remains; where nothing else is said, nothing is agreed."""
    state = replay(log_with(f"event: count_stated, {count}"))

    assert (str(agreed), str(remaining)) == (
        str(state.count("treaty", "agreed").numerator),
        str(state.count("treaty", "remaining").numerator),
    )


def test_a_count_that_says_what_remains_by_name_frees_it() -> None:
    """Nobody can go on taking an article for agreed that is said to remain."""
    agreed = "event: provision_agreed, provision: [borders], date: 2024-05-01"
    count = "event: count_stated, agreed: 2, remaining: [borders], of: 3, date: 2024-06-01"

    assert SUPPORTED != verdict("provision: {id: borders, is: agreed}", agreed, count)


def test_a_count_that_says_what_remains_by_name_says_that_the_others_are_agreed() -> None:
    """Two of four are agreed, and those that remain have names: so have the two, in a cast of four."""
    cast = CAST.replace("courts: {kind: article}", "courts: {kind: article}\n      zones: {kind: article}")
    opened = "event: provision_opened, provision: [borders, transit, courts, zones], date: 2024-01-02"
    count = "event: count_stated, agreed: 2, remaining: [borders, courts], of: 4, date: 2024-06-01"

    assert SUPPORTED == verdict("provision: {id: transit, is: agreed}", opened, count, cast=cast)
    assert SUPPORTED != verdict("provision: {id: borders, is: agreed}", opened, count, cast=cast)


BARE: Final = "event: count_stated, agreed: 13, partly_agreed: 3, contested: 1, of: 17"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("count: {agreed: 13, not_at_all: 1, of: 17}", SUPPORTED),
        ("count: {not_at_all: 1}", SUPPORTED),
        ("count: {not_at_all: {min: 2}}", REFUTED),
        ("count: {agreed: 12, not_at_all: 1}", REFUTED),
    ],
)
def test_what_is_not_agreed_at_all(says: str, expected: Verdict) -> None:
    """Thirteen agreed, three partly, and one neither, nor in principle."""
    assert expected == verdict(says, BARE)


def test_a_count_of_what_is_not_agreed_at_all_is_believed() -> None:
    """Its other numbers hold as those of any count."""
    assert SUPPORTED == verdict(
        "count: {agreed: 13, of: 17}", "event: count_stated, agreed: 13, not_at_all: 1, of: 17"
    )


EVER: Final = "event: count_stated, ever: {opened: 3}"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("ever: {opened: {min: 3}}", SUPPORTED),
        ("ever: {opened: 2}", REFUTED),
        ("ever: {opened: 5}", REFUTED),
        ("ever: {opened: 3, unit: article}", SUPPORTED),
        ("ever: {opened: 3, unit: bracket}", UNTOLD),
    ],
)
def test_what_was_ever_taken_up(says: str, expected: Verdict) -> None:
    """Accession talks publish little else."""
    assert expected == verdict(says, EVER)


def test_what_was_ever_taken_up_is_said_in_words() -> None:
    """With what the record says of it, and by how many they differ."""
    found = asked("ever: {opened: 2}", EVER)

    assert ("2 articles taken up at some time", "3 articles taken up at some time") == (
        found.said,
        found.replayed,
    )
    assert "1 more taken up than said" == found.difference


@pytest.mark.parametrize(
    ("says", "text"),
    [
        ("count: {agreed: 1, withdrawn: 3, of: 1}", "1 of 1 articles agreed, 3 articles withdrawn"),
        ("count: {not_at_all: 1}", "1 article not agreed at all"),
        (
            "count: {agreed: 13, not_at_all: 1, of: 17}",
            "13 of 17 articles agreed, 1 article not agreed at all",
        ),
        ("count: {unit: bracket, withdrawn: 3}", "3 withdrawn (in the unit 'bracket')"),
        (
            "ever: {opened: {min: 2}, unit: bracket}",
            "at least 2 brackets taken up at some time (in the unit 'bracket')",
        ),
    ],
)
def test_claims_in_words(says: str, text: str) -> None:
    """What left the draft is in no denominator."""
    assert text == asked(says, EVER).said


def test_what_left_the_draft_is_shown_without_a_denominator() -> None:
    """Of one article that is left none can be three."""
    state = replay(
        log_with("event: provision_withdrawn, provision: [borders, courts]", "event: count_stated, of: 1")
    )

    assert ("2 articles withdrawn", "0 withdrawn (in the unit 'page')") == (
        str(state.count("treaty", "withdrawn")),
        str(state.count("treaty", "withdrawn", unit="page")),
    )
