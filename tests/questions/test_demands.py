"""Demands and offers: every statement, with its own words, addressee and gate; how often one was renewed or rejected."""

from __future__ import annotations

import pytest

from peacetrack.aspects.conditions import Gate, Step
from peacetrack.log.log import Log
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.demands import (
    addressees_of,
    gates_of,
    owners_of,
    statements,
    times_stated,
)
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
from peacetrack.state.timeline import replay
from tests.build import article, log_of, log_with

SET = "id: c, event: condition_set, by: hajizade, of: armenia, what: change it, date: 2024-06-01"
GATED = f"{SET}, gate: {{signature: treaty}}"
AGAIN = "event: condition_restated, condition: c, by: azerbaijan"
DROPPED = "event: condition_withdrawn, condition: c, by: azerbaijan"
SIGNATURE = Gate(Step.SIGNATURE, InstrumentId("treaty"))
TEXT = Gate(Step.TEXT, InstrumentId("treaty"))


def blocked(log: Log, as_of: str | None = None) -> tuple[set[Gate], set[Gate], bool]:
    gates = gates_of(replay(log, as_of=as_of), "c")
    return {*gates.certain}, {*gates.possible}, gates.unnamed


def test_each_statement_keeps_its_own_words() -> None:
    """A restated demand is on one thread, each time with the words, the addressee and the step of that time."""
    log = log_with(
        GATED,
        f"{AGAIN}, of: georgia, what: change them all, gate: {{text: treaty}}, series: true, date: 2024-07-01",
    )
    first, second = statements(replay(log), "c")

    assert ("c", ("hajizade",), "change it", ("armenia",), (SIGNATURE,), False) == (
        first.event, first.by, first.what, first.of, first.gate, first.series,
    )  # fmt: skip
    assert ("change them all", ("georgia",), (TEXT,), True) == (
        second.what,
        second.of,
        second.gate,
        second.series,
    )
    assert ("armenia", "georgia") == addressees_of(replay(log), "c")
    assert ("azerbaijan",) == owners_of(replay(log), "c")


def test_a_mention_may_add_words_and_a_step() -> None:
    """A further document that tells of a statement may show more of it."""
    mention = "id: m, event: mentioned, of: c, what: change the preamble, to: georgia, gate: {text: treaty}"
    first, second = statements(replay(log_with(SET, mention)), "c")

    assert not first.reported_again
    assert second.reported_again
    assert ("m", ("hajizade",), "change the preamble", ("georgia",), (TEXT,)) == (
        second.event, second.by, second.what, second.of, second.gate,
    )  # fmt: skip


def test_a_mention_may_name_another_speaker() -> None:
    """Two documents may put the same demand into the mouths of different people."""
    _, second = statements(replay(log_with(SET, "event: mentioned, of: c, by: aliyev")), "c")

    assert ("aliyev",) == second.by


def test_a_mention_is_no_further_statement() -> None:
    """A demand reported twice was made once; what was told as a series is one telling."""
    log = log_with(SET, "event: mentioned, of: c", f"{AGAIN}, series: true")

    assert 2 == times_stated(replay(log), "c")


def test_a_mention_counts_only_when_it_is_known() -> None:
    """The step that a later document names is not known before that document."""
    log = log_of(
        article("june", "2024-06-30", SET),
        article("july", "2024-07-30", "event: mentioned, of: c, gate: {signature: treaty}"),
    )

    assert frozenset() == gates_of(replay(log, known_by="2024-07-01"), "c").certain
    assert {SIGNATURE} == gates_of(replay(log), "c").certain


def test_a_demand_never_made_has_no_thread() -> None:
    """Of a demand that had not been made there is nothing to list."""
    assert () == statements(replay(log_with(SET), as_of="2024-05-31"), "c")


def test_answers_are_no_statements() -> None:
    """A rejection is on the story of a demand and is no statement of it."""
    log = log_with(GATED, "event: condition_rejected, condition: c, by: armenia")

    assert 1 == times_stated(replay(log), "c")
    assert ({SIGNATURE}, set(), False) == blocked(log)


def test_each_named_step_is_blocked() -> None:
    """A demand blocks each step that one of its statements names."""
    assert ({SIGNATURE, TEXT}, set(), False) == blocked(log_with(GATED, f"{AGAIN}, gate: {{text: treaty}}"))


def test_a_step_that_was_taken_back_is_not_blocked() -> None:
    """An owner who drops a demand for one step leaves it before the others."""
    log = log_with(GATED, f"{AGAIN}, gate: {{text: treaty}}", f"{DROPPED}, gate: {{signature: treaty}}")

    assert ({TEXT}, set(), False) == blocked(log)


def test_a_demand_whose_steps_were_all_taken_back_blocks_none() -> None:
    """A demand that named its step, and took it back, does not become one that may block any step."""
    assert (set(), set(), False) == blocked(log_with(GATED, f"{DROPPED}, gate: {{signature: treaty}}"))


def test_a_demand_without_a_step_may_block_any() -> None:
    """Where nobody named a step, none is certain, and dropping it for one step leaves that so."""
    assert (set(), set(), True) == blocked(log_with(SET))
    assert (set(), set(), True) == blocked(log_with(SET, f"{DROPPED}, gate: {{signature: treaty}}"))


def test_dropping_a_demand_takes_all_its_steps_back() -> None:
    """A demand dropped and made again blocks the steps that it names then."""
    assert (set(), set(), True) == blocked(log_with(GATED, DROPPED, AGAIN))
    assert ({TEXT}, set(), False) == blocked(log_with(GATED, DROPPED, f"{AGAIN}, gate: {{text: treaty}}"))


@pytest.mark.parametrize(
    ("later", "certain", "possible", "unnamed"),
    [
        (f"{AGAIN}, gate: {{text: treaty}}", {SIGNATURE}, {TEXT}, False),
        (f"{DROPPED}, gate: {{signature: treaty}}", set(), {SIGNATURE}, False),
        (DROPPED, set(), {SIGNATURE}, False),
    ],
    ids=["named", "taken back", "dropped"],
)
def test_a_statement_that_may_have_been_made(
    later: str, certain: set[Gate], possible: set[Gate], *, unnamed: bool
) -> None:
    """A step that may have been named, or taken back, by then may be blocked."""
    log = log_with(GATED, f"{later}, date: 2024-07")

    assert (certain, possible, unnamed) == blocked(log, "2024-07-15")


def test_a_demand_that_may_have_been_made_blocks_what_it_names() -> None:
    """A demand that may have been made before a step stands before no other."""
    log = log_with(GATED.replace("date: 2024-06-01", "date: 2024-06"))

    assert ({SIGNATURE}, set(), False) == blocked(log, "2024-06-15")


OFFER = "id: p, event: proposal_made, by: pashinyan, offer: x, date: 2024-06-01"
RENEWED = "event: proposal_renewed, proposal: p, by: pashinyan"
REFUSED = "event: proposal_rejected, proposal: p, by: azerbaijan"


def test_renewals_and_rejections_are_counted() -> None:
    """How often an offer was made again, and refused, stays on its thread; a series is one telling."""
    state = replay(log_with(OFFER, f"{REFUSED}, series: true", RENEWED, REFUSED))

    assert (1, 2) == (times_renewed(state, "p"), times_rejected(state, "p"))


def test_an_offer_never_made_was_never_renewed() -> None:
    """Before an offer nothing of it can be counted."""
    state = replay(log_with(OFFER), as_of="2024-05-31")

    assert (0, 0) == (times_renewed(state, "p"), times_rejected(state, "p"))


@pytest.mark.parametrize(
    ("offer", "more", "as_of", "overdue"),
    [
        (f"{OFFER}, for: 2024-06-10", (), "2024-06-11", True),
        (f"{OFFER}, for: 2024-06-10", (), "2024-06-10", False),
        (f"{OFFER}, for: 2024-06-10", (), None, False),
        (f"{OFFER}, for: 2024-06-10", (), "2024-05-10", False),
        (f"{OFFER}, for: 2024-06", (), "2024-06-11", False),
        (f"{OFFER}, for: 2024-06-10/..", (), "2024-09-11", False),
        (OFFER, (), "2024-09-11", False),
        (f"{OFFER}, for: 2024-06-10", (f"{REFUSED}, date: 2024-06-05",), "2024-06-11", False),
        (f"{OFFER}, for: 2024-06-10", (f"{RENEWED}, for: 2024-08-01, date: 2024-06-05",), "2024-06-11", False),
        (f"{OFFER}, for: 2024-06-10", (f"{RENEWED}, for: 2024-08-01, date: 2024-06-05",), "2024-08-02", True),
    ],
)  # fmt: skip
def test_an_offer_is_overdue_when_its_day_has_passed(
    offer: str, more: tuple[str, ...], as_of: str | None, *, overdue: bool
) -> None:
    """An offer for a day is overdue after that day, unless it was answered; a renewal may set a later one."""
    assert overdue is is_overdue(replay(log_with(offer, *more), as_of=as_of), "p")


def test_a_dropped_demand_comes_back_without_a_step() -> None:
    """Stated again without naming a step, it may stand before any: what it named before was taken back."""
    log = log_with(GATED, f"{DROPPED}, date: 2024-07-01", f"{AGAIN}, date: 2024-07-02")

    assert (set(), set(), True) == blocked(log, "2024-07-03")
    assert (set(), set(), False) == blocked(log, "2024-07-01")
