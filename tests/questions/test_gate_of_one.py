"""The gate before the ratification of one party (design, section 4.4)."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.checks.explain import explain
from peacetrack.questions.gates import gate
from peacetrack.state.timeline import replay
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.build import CAST, asked, log_with

SIGNED: Final = "event: signed, by: armenia, date: 2024-06-01"
WAITING: Final = "event: text_concluded, date: 2024-05-01"
DEMAND: Final = (
    "id: c, event: condition_set, by: azerbaijan, what: x, date: 2024-05-02, gate: {ratification: treaty}"
)
OF_ONE: Final = DEMAND.replace("ratification: treaty", "ratification: {treaty: armenia}")


@pytest.mark.parametrize(
    ("party", "events", "opening"),
    [
        ("armenia", (WAITING,), "shut"),
        ("armenia", (WAITING, SIGNED), "open"),
        ("azerbaijan", (WAITING, SIGNED), "shut"),
        ("georgia", (WAITING, SIGNED), "open"),  # it is no party and accedes, which needs no signature
        ("azerbaijan", (WAITING, SIGNED, "event: signed, by: azerbaijan, date: 2024-06-02"), "open"),
        ("armenia", (WAITING, SIGNED, DEMAND), "shut"),
        ("armenia", (WAITING, SIGNED, OF_ONE), "shut"),
        ("georgia", (WAITING, SIGNED, OF_ONE), "open"),
        ("armenia", (WAITING, "event: signed, by: armenia, date: ../2024-08"), "open"),
    ],
)
def test_who_may_ratify(party: str, events: tuple[str, ...], opening: str) -> None:
    """Who has signed may; who negotiates and has not may not; a demand before it shuts it for whom it names, or for all."""
    says = f"gate: {{ratification: {{treaty: {party}}}, is: {opening}}}"

    assert "supported" == asked(says, *events).verdict
    assert (
        "supported" == asked(says.replace(f"{{treaty: {party}}}", f"treaty, party: {party}"), *events).verdict
    )
    assert opening == gate(replay(log_with(*events)), ratification="treaty", party=party).opening


def test_what_stands_before_one_party() -> None:
    """It is the signature of that party alone, and the gate of all waits for each of them."""
    log = log_with(WAITING, SIGNED)
    blocked = "blocked_by: {gate: {ratification: {treaty: azerbaijan}}, kind: not_signed, owner: azerbaijan, only: true}"

    assert "supported" == asked(blocked, WAITING, SIGNED).verdict
    assert ["azerbaijan"] == [one.owner for one in gate(replay(log), ratification="treaty").blockers]
    assert (
        "gate ratification of treaty by azerbaijan: shut: not signed (azerbaijan)"
        == explain(replay(log), "gate:ratification:treaty:azerbaijan").says
    )


def test_who_has_ratified_has_passed() -> None:
    """The gate of a party that consents is open and passed, although others have not ratified; perhaps, if that may be."""
    ratified = "event: ratified, party: armenia, date: 2024-07"
    log = log_with(WAITING, SIGNED, DEMAND, ratified)

    assert gate(replay(log), ratification="treaty", party="armenia").passed
    assert (
        "undetermined"
        == gate(replay(log, as_of="2024-07-10"), ratification="treaty", party="armenia").opening
    )
    assert not gate(replay(log), ratification="treaty").passed


def test_what_is_not_signed_is_ratified_without() -> None:
    """A text whose steps do not include a signature needs none."""
    cast = CAST.replace("    unit: article\n", "    unit: article\n    gates: [text, ratification]\n", 1)

    assert (
        "open" == gate(replay(log_with(WAITING, cast=cast)), ratification="treaty", party="armenia").opening
    )
    assert "open" == gate(replay(log_with(WAITING, cast=cast)), ratification="treaty").opening


@pytest.mark.parametrize(
    "wrong", [{"ratification": "treaty", "party": "france"}, {"signature": "treaty", "party": "armenia"}]
)
def test_no_such_party(wrong: dict[str, str]) -> None:
    """Whose gate it is is an actor, and the step a ratification."""
    with pytest.raises(ValueError, match="is no party whose"):
        gate(replay(log_with(WAITING)), **wrong)  # type: ignore[arg-type]  # mypy takes each for `text`


@pytest.mark.parametrize(
    "says",
    [
        "gate: {ratification: {treaty: nobody}, is: open}",
        "gate: {ratification: {treaty: armenia, other: armenia}, is: open}",
        "gate: {ratification: {treaty: '?'}, is: open}",
        "gate: {signature: treaty, party: armenia, is: open}",
        "blocked_by: {gate: {ratification: {}}}",
        "blocked_by: {gate: {ratification: {treaty: '?'}}}",
        "blocked_by: {gate: {signature: {treaty: armenia}}}",
    ],
)
def test_a_gate_of_one_that_is_none(says: str) -> None:
    """A party that nobody knows, two texts at once, another step: each is an error at its place, and not a crash."""
    text = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{CAST}\nclaims:\n- says: {{{says}}}\n"

    assert any(problem.severity == "error" for problem in read_text(text).problems)


def test_it_is_written_as_it_is_read() -> None:
    """A demand before one party's ratification, and claims about it, come back as they were."""
    log = log_with(WAITING, OF_ONE, claims=["says: {gate: {ratification: {treaty: armenia}, is: shut}}"])
    again = read_text(dumps(log)).log

    assert again is not None
    assert (log.events, log.claims) == (again.events, again.claims)
    assert "ratification of treaty by armenia" == str(log.events[1].gate[0])  # type: ignore[attr-defined]
