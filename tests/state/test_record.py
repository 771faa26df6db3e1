"""What is known on a day is read of one subject at a time."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.model.mapping import OnDemand, ReadOnly
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import timeline
from peacetrack.testing.strategies import logs
from peacetrack.worlds.populations import Population
from tests.build import log_with

DEMAND = "id: law, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: Change it"
OTHER = "id: army, event: condition_set, date: 2024-01-11, by: armenia, of: azerbaijan, what: Pull back"


def test_only_what_is_asked_for_is_worked_out() -> None:
    """Whoever asks for one subject pays for no other, and pays once."""
    asked: list[str] = []

    def read(name: str) -> int | None:
        asked.append(name)
        return len(name) or None

    lengths = OnDemand(["talks", "", "peace"], read)

    assert (5, 5) == (lengths["peace"], lengths["peace"])
    assert ["peace"] == asked
    assert ["talks", "peace"] == list(lengths)
    assert ["peace", "talks", ""] == asked


def test_worked_out_it_is_a_mapping_like_any_other() -> None:
    """It equals the mapping of what it gives, is the same key, travels as one, and names what it does not have."""
    text = "talks", "", "peace"
    lengths = OnDemand(text, lambda name: (len(name) or None) if name in text else None)

    assert ReadOnly({"talks": 5, "peace": 5}) == lengths
    assert hash(ReadOnly({"talks": 5, "peace": 5})) == hash(lengths)
    assert (2, None) == (len(lengths), lengths.get(""))
    assert ReadOnly({"talks": 5, "peace": 5}) == pickle.loads(pickle.dumps(lengths))  # noqa: S301 - our own bytes
    with pytest.raises(KeyError, match="truce"):
        lengths["truce"]


CHAPTER = """
actors: {armenia: {role: negotiating_party}}
instruments:
  treaty:
    unit: article
    provisions:
      part: {kind: chapter}
      borders: {kind: article, parent: part}
      transit: {kind: article, parent: part}
"""


def test_a_count_is_evidence_of_the_units_that_it_counts_and_of_no_chapter_over_them() -> None:
    """Both articles of a chapter were counted as agreed: the chapter has what follows from them, of which they are the evidence."""
    log = log_with(
        "id: both, event: count_stated, by: armenia, agreed: 2, of: 2, date: 2024-01-10", cast=CHAPTER
    )
    known = timeline(log).at()[PROVISIONS]

    assert (log.by_id[EventId("both")],) == known["borders"].because
    assert frozenset({Status.AGREED, Status.PARTLY_AGREED}) == known["part"].possible
    assert () == known["part"].because


def test_what_is_known_of_a_subject_is_one_value() -> None:
    """However its events are held, it equals the fact that names them, and travels as that."""
    log = log_with(
        DEMAND, OTHER, "id: done, event: condition_met, date: 2024-03-01, by: azerbaijan, condition: law"
    )
    fact = timeline(log).at()[CONDITIONS]["law"]
    same = Fact(fact.possible, (log.by_id[EventId("law")], log.by_id[EventId("done")]))

    assert (same, hash(same), repr(same)) == (fact, hash(fact), repr(fact))
    assert same == pickle.loads(pickle.dumps(fact))  # noqa: S301 - our own bytes
    assert Fact(fact.possible, same.because[:1]) != fact


@given(logs())
def test_what_may_have_happened_is_looked_for_only_where_it_can_stand(log: Log) -> None:
    """Of each day the order is searched up to the place from which on everything happened later."""
    line = timeline(log)
    earliest, soonest = line.view.earliest, line.view.soonest

    assert [min(earliest[place:]) for place in range(len(earliest))] == list(soonest)
    for day in line.days():
        state, last = line.at(day), day.toordinal()
        places = frozenset(place for place in range(state.size, len(earliest)) if earliest[place] <= last)
        assert places == state.possible_positions
        assert [place in places or place < state.size for place in range(len(earliest))] == [
            *map(state.may_have_happened, range(len(earliest)))
        ]


def test_populations_are_listed_by_the_first_who_spoke_of_them() -> None:
    """Whichever is asked for first, they stand in the order of replay; one of which nobody spoke is none of them."""
    line = timeline(
        log_with(
            "id: one, event: provision_opened, date: 2024-01-01, provision: preamble",
            "id: two, event: count_stated, date: 2024-01-02, by: armenia, unit: bracket, agreed: 3",
            "id: three, event: provision_opened, date: 2024-01-03, provision: borders",
            "id: four, event: provision_opened, date: 2024-01-04, provision: preamble",
        )
    )
    treaty = InstrumentId("treaty")
    articles, brackets = Population(treaty, "article"), Population(treaty, "bracket")

    assert [0, 2, 3] == [entry.position for entry in line.entries[articles]]
    assert ([articles, brackets], 2) == (list(line.entries), len(line.entries))
    assert Population(treaty, "chapter") not in line.entries


def test_a_denial_of_a_later_day_leaves_an_earlier_one_as_it_was() -> None:
    """What was denied of an event of March does not tear what was known in January."""
    line = timeline(
        log_with(
            "id: one, event: count_stated, date: 2024-01-01, by: armenia, agreed: 3, of: 5",
            "id: two, event: count_stated, date: 2024-03-01, by: armenia, agreed: 4, of: 5",
            "event: denied, date: 2024-03-02, of: two, by: azerbaijan",
        )
    )

    assert ("3 of 5 articles agreed", False) == (
        str(line.at("2024-01-31").count("treaty")),
        line.at("2024-01-31").count("treaty").disputed,
    )
    assert line.at("2024-03-31").count("treaty").disputed
