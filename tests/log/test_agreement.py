"""Two people coded the same article: what both have, what one has, and how far they agree beyond chance."""

from __future__ import annotations

import sys

import pytest

from peacetrack.log.agreement import Agreement, Match, MissingExtraError, agreement
from tests.build import article, log_of

AGREED = "id: agreed, event: provision_agreed, provision: borders, date: 2024-01-02, cite: 2"
COUNT = "id: thirteen, event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-01-03, cite: 3"
DEMAND = "id: law, event: condition_set, by: aliyev, of: armenia, what: x, date: 2024-01-04, cite: 4"


def compared(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    return agreement(
        log_of(article("first", "2024-02-01", *one).replace("id: first", "id: first, file: a.txt", 1)),
        log_of(article("second", "2024-02-01", *other).replace("id: second", "id: second, file: a.txt", 1)),
    )


def renamed(event: str) -> str:
    return event.replace("id: ", "id: my-", 1)


def test_the_same_coding_agrees_fully() -> None:
    """Under other ids, of the same file."""
    found = compared((AGREED, COUNT, DEMAND), tuple(map(renamed, (DEMAND, COUNT, AGREED))))

    assert (
        Match(one="agreed", other="my-agreed"),  # type: ignore[arg-type]  # ids are texts
        Match(one="thirteen", other="my-thirteen"),  # type: ignore[arg-type]
        Match(one="law", other="my-law"),  # type: ignore[arg-type]
    ) == found.matches
    assert (("provisions", None), ("tallies", None), ("conditions", None), ("all", 1.0)) == found.alphas


def test_what_only_one_coder_has_is_listed() -> None:
    """And lowers the measure."""
    found = compared((AGREED, COUNT), (renamed(COUNT), renamed(DEMAND)))

    assert (("agreed",), ("my-law",)) == (found.only_one, found.only_other)
    assert dict(found.alphas)["all"] == pytest.approx(0.0, abs=0.5)
    assert (dict(found.alphas)["all"] or 0) < 1


def test_fields_that_differ_are_named() -> None:
    """Fourteen instead of thirteen, on another day; what the coder notes for himself is no difference."""
    theirs = (
        renamed(COUNT)
        .replace("agreed: 13", "agreed: 14")
        .replace("01-03", "01-05")
        .replace("of: 16", "of: 16, note: y")
    )
    (match,) = compared((COUNT,), (theirs,)).matches

    assert ("date", "agreed") == match.differs


def test_two_kinds_for_one_paragraph_are_a_difference() -> None:
    """One read an agreement where the other read an agreement in principle."""
    found = compared(
        (AGREED, COUNT), (renamed(AGREED).replace("agreed, prov", "agreed_in_principle, prov"), COUNT)
    )

    assert "event" == found.matches[0].differs[0]
    assert (dict(found.alphas)["provisions"] or 0) < 1


def test_the_most_alike_are_matched() -> None:
    """Of two events of one paragraph each is matched with its like."""
    other = DEMAND.replace("id: law", "id: law-2").replace("what: x", "what: y")
    found = compared((DEMAND, other), (renamed(other), renamed(DEMAND)))

    assert [("law", "my-law"), ("law-2", "my-law-2")] == [(match.one, match.other) for match in found.matches]
    assert [(), ()] == [match.differs for match in found.matches]


def test_what_cites_nothing_in_common_is_not_matched() -> None:
    """However alike it reads."""
    assert ("law",) == compared((DEMAND,), (renamed(DEMAND).replace("cite: 4", "cite: 5"),)).only_one
    assert ("law",) == compared((DEMAND,), (renamed(DEMAND).replace(", cite: 4", ""),)).only_one


def test_without_a_document_nothing_can_be_matched() -> None:
    """Two logs that name no source."""
    bare = log_of(f"events:\n- {{{DEMAND}}}")

    assert 2 == len(agreement(bare, bare).matches)


def test_the_measure_needs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is named."""
    monkeypatch.setitem(sys.modules, "krippendorff", None)

    with pytest.raises(MissingExtraError, match=r"pip install peacetrack\[agreement\]"):
        compared((DEMAND,), (renamed(DEMAND),))
