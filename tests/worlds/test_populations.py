"""What is one store of worlds, and what each event says to it."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.log.log import Log
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.state.timeline import replay
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from peacetrack.worlds.populations import ANY_STATUS, Population, home_of, nodes_of, statements_of, units_of
from tests.build import PACKAGE, log_with

ARTICLES = Population(InstrumentId("treaty"), "article")
TREATY = """
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments:
  treaty:
    unit: article
    provisions:
      preamble: {kind: preamble}
      chapter: {kind: chapter, complete: true}
      borders: {kind: article, parent: chapter}
      transit: {kind: article, parent: chapter}
      transit-1: {kind: paragraph, parent: transit}
      courts: {kind: article, status: pending}
"""


def statements(log: Log, *, unbound: bool = False) -> list[tuple[Population, Statement]]:
    return [pair for event in log.events for pair in statements_of(event, log.cast, unbound=unbound)]


def said(*events: str, cast: str = TREATY) -> list[Statement]:
    return [statement for _, statement in statements(log_with(*events, cast=cast))]


def test_all_provisions_of_a_text_are_one_store() -> None:
    """Articles are counted; a preamble and a paragraph stand in the same store and are in no count."""
    cast = log_with(cast=TREATY).cast

    assert {ARTICLES} == {units_of(InstrumentId("treaty"), cast)} | {
        home_of(name, cast) for name in cast.instrument_of
    }
    nodes = {node.id: (node.is_unit, node.parent, node.start) for node in nodes_of(ARTICLES, cast)}
    assert (False, None, None) == nodes["preamble"]
    assert (True, None, None) == nodes["transit"]
    assert (False, "transit", None) == nodes["transit-1"]
    assert (True, None, Status.PENDING) == nodes["courts"]
    assert () == nodes_of(Population(InstrumentId("treaty"), "bracket"), cast)


def test_an_event_moves_what_it_names() -> None:
    """An event about two articles moves each of them, from the statuses that allow it; their parts follow."""
    log = log_with("id: x, event: provision_opened, provision: [borders, transit]", cast=TREATY)
    allowed = frozenset({Status.PENDING, Status.OPEN, Status.DEFERRED})
    moves = [
        Move(key="x", node=unit, allowed=allowed, target=Status.OPEN, parts=PartsMoved.UNSETTLED)
        for unit in ("borders", "transit")
    ]

    assert [(ARTICLES, move) for move in moves] == statements(log)
    assert {ANY_STATUS} == {one.allowed for _, one in statements(log, unbound=True) if isinstance(one, Move)}


@pytest.mark.parametrize(
    ("status", "parts"),
    [("agreed", PartsMoved.ALL), ("withdrawn", PartsMoved.ALL), ("deferred", PartsMoved.UNSETTLED), ("contested", PartsMoved.SOME),
     ("reopened", PartsMoved.SOME), ("partly_agreed", PartsMoved.SOME), ("agreed_in_principle", PartsMoved.SOME)],
)  # fmt: skip
def test_whom_a_move_moves_of_the_parts(status: str, parts: PartsMoved) -> None:
    """An agreement is one of all parts, an objection of some, and what is set aside is all that is not agreed."""
    (move,) = said(f"event: provision_{status}, provision: transit")

    assert isinstance(move, Move)
    assert parts is move.parts


def test_what_stands_over_articles_follows_from_them() -> None:
    """What is agreed of a chapter is agreed of its articles; what is contested of it is contested of one of them."""
    assert ["borders", "transit"] == [
        one.node for one in said("event: provision_agreed, provision: chapter") if isinstance(one, Move)
    ]
    assert [
        StatedCount(key="x", numbers=((Status.CONTESTED, Bounds(1, None)),), excluding=("courts",))
    ] == said("id: x, event: provision_contested, provision: chapter")
    assert {Status.AGREED} == replay(
        log_with("event: provision_agreed, provision: [borders, transit]", cast=TREATY)
    ).possible("chapter")


def test_what_is_added_arrives() -> None:
    """An added article is one more in the denominator, with the status that was said or with any."""
    assert [
        Arrival(key="x", node="borders", status=Status.AGREED),
        Arrival(key="y", node="transit", status=None),
    ] == said(
        "id: x, event: provision_added, provision: borders, status: agreed",
        "id: y, event: provision_added, provision: transit",
    )


def test_what_is_replaced_leaves_and_others_come() -> None:
    """An article that was split leaves the draft, and its successors come in its place."""
    events = (
        "id: n, event: count_stated, by: [armenia, azerbaijan], agreed: 13, of: 16",
        "id: x, event: provision_replaced, provisions: borders, with: [transit, courts], status: open",
    )
    log = log_with(*events)

    assert (
        Replacement(key="x", gone=("borders",), come=("transit", "courts"), status=Status.OPEN)
        == statements(log)[1][1]
    )
    state = replay(log)
    assert frozenset({Status.WITHDRAWN}) == state.possible("borders")
    assert frozenset({Status.OPEN}) == state.possible("courts")
    assert Bounds.exactly(17) == state.count("treaty").denominator


def test_a_successor_without_a_status_may_have_any() -> None:
    """Where nobody said in which status several successors came, they may have any live one."""
    log = log_with("event: provision_replaced, provisions: borders, with: [transit, courts]")

    assert LIVE == replay(log).possible("transit")


@pytest.mark.parametrize("step", ["text_concluded", "initialled", "signed", "entered_into_force"])
def test_a_text_that_stands_is_agreed_in_its_package(step: str) -> None:
    """Its own articles are agreed, and so is the part of a package that it is."""
    (own, conclusion), (population, move) = statements(
        log_with(f"event: {step}, instrument: ceasefire", cast=PACKAGE)
    )

    assert InstrumentId("ceasefire") == own.instrument
    assert isinstance(conclusion, Conclusion)
    assert Population(InstrumentId("accord"), "point") == population
    assert isinstance(move, Move)
    assert ("ceasefire", Status.AGREED) == (move.node, move.target)


def test_what_only_some_have_signed_concludes_nothing() -> None:
    """With the last signature the text is concluded; a reopened one is open without a word of what."""
    log = log_with("id: x, event: signed, by: armenia")

    assert [] == [*statements_of(log.events[0], log.cast, by_all=False)]
    assert [(ARTICLES, Reopening(key="y"))] == statements(log_with("id: y, event: text_reopened"))


def test_a_count_speaks_of_its_unit() -> None:
    """A count speaks of its own unit, and of the instrument's where it names none."""
    log = log_with(
        "event: count_stated, by: armenia, agreed: 13, of: 16",
        "event: count_stated, by: armenia, unit: bracket, open: 7",
    )

    assert [ARTICLES, Population(InstrumentId("treaty"), "bracket")] == [home for home, _ in statements(log)]


def test_the_numbers_of_a_count() -> None:
    """Numbers and ranges are bounds, lists are lists, and a rough number bounds nothing."""
    (count,) = said(
        "id: n, event: count_stated, by: north, agreed: [borders], contested: {min: 1}, deferred: {max: 2}, "
        "remaining: {min: 1, max: 4}, pending: {approx: 3}, open: rest, of: 5, including: preamble, excluding: courts, "
        "not_at_all: 1"
    )

    assert (
        StatedCount(
            key="n",
            numbers=(
                (Status.CONTESTED, Bounds(1, None)),
                (Status.DEFERRED, Bounds(0, 2)),
                ("remaining", Bounds(1, 4)),
            ),
            listed=((Status.AGREED, ("borders",)),),
            rest=Status.OPEN,
            of=5,
            including=("preamble",),
            excluding=("courts",),
            not_at_all=Bounds.exactly(1),
        )
        == count
    )


def test_what_says_nothing_is_no_statement() -> None:
    """A rough number, or none, says nothing to the worlds; nor does a call or a demand."""
    assert [] == said(
        "event: count_stated, by: north, agreed: {approx: 70}",
        "event: count_stated, by: north, note: nothing",
    )
    assert [] == said("event: contact_held, kind: call", "event: condition_set, by: north, what: x")


def test_what_was_ever_opened_and_how_many_more() -> None:
    """Both stand in the count: the number ever taken up, and the event since which so many more have a status."""
    ever, more = said(
        "id: talks, event: count_stated, by: north, ever: {opened: 12}, of: 35",
        "id: n, event: count_stated, by: north, agreed: 2, since: talks",
    )

    assert StatedCount(key="talks", of=35, ever_opened=Bounds.exactly(12)) == ever
    assert StatedCount(key="n", numbers=((Status.AGREED, Bounds.exactly(2)),), since="talks") == more


def test_what_is_said_besides_stands_outside_the_number() -> None:
    """A preamble said in the same breath has the status that is said, and is in no number."""
    numbers, besides = ((Status.AGREED, Bounds.exactly(13)),), (("preamble", Status.AGREED),)
    assert [StatedCount(key="n", numbers=numbers, besides=besides)] == said(
        "id: n, event: count_stated, by: north, agreed: 13, besides: {agreed: preamble}"
    )
    # Without a number nothing is counted.
    assert [Stated(key="n", statuses=besides)] == said(
        "id: n, event: count_stated, by: north, besides: {agreed: preamble}"
    )


def test_how_it_stands_is_stated() -> None:
    """A list of statuses moves nothing; of a chapter only that it is agreed says something of its articles."""
    assert [
        Stated(
            key="s",
            statuses=(("courts", Status.OPEN), ("borders", Status.AGREED), ("transit", Status.AGREED)),
        )
    ] == said("id: s, event: status_stated, by: north, agreed: [chapter], open: [courts]")
    assert [] == said("event: status_stated, by: north, open: [chapter]")


def test_ids_are_those_of_provisions() -> None:
    """A provision of a package that is a text itself belongs to the package."""
    cast = log_with(cast=PACKAGE).cast

    assert Population(InstrumentId("accord"), "point") == home_of(ProvisionId("ceasefire"), cast)
