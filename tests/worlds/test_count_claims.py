"""Whether a published count follows from the record, contradicts it, or cannot be told."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.worlds import Answer, Bounds, Item, Tally, Word, count
from tests.worlds.telling import AGREED, CONTESTED, OPEN, PENDING, WITHDRAWN, became, said

RECORD: Final[list[Item]] = [
    said("a", 16, agreed=13),
    became("x", CONTESTED, allowed=frozenset({OPEN, CONTESTED})),
]


def verdict(answer: Answer, claim: Tally) -> str:
    """Word the verdict as an archivist would."""
    if answer.entails(claim):
        assert answer.allows(claim)
        return "supported"
    return "not enough" if answer.allows(claim) else "refuted"


def test_claims_about_thirteen_of_sixteen() -> None:
    """A claim is supported if every world bears it out, refuted if none does, and cannot be told otherwise."""
    claims: Mapping[str, Tally] = {
        "thirteen": said("c", 16, agreed=13),
        "most": said("c", agreed=Bounds(9, None)),
        "three remain": said("c", remaining=3),
        "x is contested": said("c", listed=[("x", CONTESTED)], contested=Bounds(1, None)),
        "one contested": said("c", contested=1),
        "the rest is contested": said("c", agreed=13, rest=CONTESTED),
        "y is agreed": said("c", listed=[("y", AGREED)], agreed=13),
        "seventeen": said("c", 17, agreed=13),
        "twelve": said("c", agreed=12),
        "x is agreed": said("c", listed=[("x", AGREED)], agreed=13),
        "all pending": said("c", rest=PENDING),
        "nonsense": said("c", 2, agreed=3),
    }
    answer = count(RECORD)

    assert {name: verdict(answer, claim) for name, claim in claims.items()} == {
        "thirteen": "supported",
        "most": "supported",
        "three remain": "supported",
        "x is contested": "supported",
        "one contested": "not enough",
        "the rest is contested": "not enough",
        "y is agreed": "not enough",
        "seventeen": "refuted",
        "twelve": "refuted",
        "x is agreed": "refuted",
        "all pending": "refuted",
        "nonsense": "refuted",
    }


def test_a_claim_with_another_scope() -> None:
    """Thirteen of fifteen without the contested one follows; with the preamble, nobody knows."""
    answer = count(RECORD)

    assert verdict(answer, said("c", 15, agreed=13, excluding=["x"])) == "supported"
    assert verdict(answer, said("c", 17, agreed=13, including=["preamble"])) == "not enough"
    assert verdict(answer, said("c", 17, including=["preamble"])) == "supported"
    assert verdict(answer, said("c", 15, agreed=13, excluding=["y"])) == "not enough"


def test_a_claim_about_more_names_than_there_are() -> None:
    """To leave out a stranger where all are known by name cannot be right."""
    answer = count([said("a", 1, agreed=1), became("x", OPEN)])

    assert verdict(answer, said("c", excluding=["y"])) == "refuted"


def test_a_claim_that_leaves_out_too_many_to_tell() -> None:
    """Beyond what is followed, a claim is neither entailed nor excluded."""
    claim = said("c", agreed=Bounds(0, None), open=Bounds(0, None), excluding=[f"y{n}" for n in range(12)])

    assert verdict(count([said("a", 16, agreed=Bounds(1, 16))]), claim) == "not enough"


def test_a_claim_about_the_withdrawn() -> None:
    """That a withdrawn unit is agreed is refuted, not a reason to open an epoch."""
    answer = count([*RECORD, became("x", WITHDRAWN)])

    assert verdict(answer, said("c", listed=[("x", AGREED)], agreed=13)) == "refuted"
    assert verdict(answer, said("c", 15)) == "supported"


def test_a_claim_leaves_the_answer_as_it_was() -> None:
    """To ask is not to say."""
    answer = count(RECORD)
    before = (dict(answer.counts), dict(answer.possible))
    answer.allows(said("c", 20, agreed=20, listed=[("z", AGREED)], including=["p"], excluding=["q"]))
    answer.entails(said("c", 20, listed=[("z", AGREED)], including=["p"], excluding=["q"]))

    assert (dict(answer.counts), dict(answer.possible)) == before


def test_an_answer_can_be_sent_to_another_process() -> None:
    """What was answered here is answered there."""
    answer = count(RECORD, maybe=[became("x", OPEN), became("y", AGREED)])
    sent = pickle.loads(pickle.dumps(answer))  # noqa: S301 - our own bytes

    assert (sent.counts, sent.possible, sent.because) == (answer.counts, answer.possible, answer.because)
    assert verdict(sent, said("c", 16, agreed=20)) == "refuted"


words: st.SearchStrategy[Word] = st.sampled_from([AGREED, OPEN, "remaining"])


@given(st.integers(0, 5), st.integers(0, 5), words)
def test_the_ends_of_an_answer_are_reached(agreed: int, more: int, word: Word) -> None:
    """A number is allowed exactly if the answer holds it between its ends."""
    answer = count([said("a", 6, agreed=Bounds(agreed, min(agreed + more, 6))), became("x", OPEN)])
    claims = [Tally(key="c", numbers=((word, Bounds.exactly(number)),)) for number in range(8)]

    assert [answer.allows(claim) for claim in claims] == [n in answer.counts[word] for n in range(8)]
