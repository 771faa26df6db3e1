"""Several words about one text: what is laid, what replaces, what stands beside, and when a dispute ends."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    Member,
    Move,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from peacetrack.worlds.branches import RECORD, Branches, Course, Saying
from peacetrack.worlds.kinds import SETTLED, statuses_in
from peacetrack.worlds.laying import number_of

ARTICLES = (Member(id="a"), Member(id="b"), Member(id="c"))


def agreed(number: int, of: int | None = 16) -> StatedCount:
    return StatedCount(numbers=((Status.AGREED, Bounds.exactly(number)),), of=of)


def moved(node: str, target: Status = Status.AGREED) -> Move:
    return Move(key="", node=node, allowed=LIVE, target=target)


def said(by: str, day: int, *statements: Statement, objects: bool = False, denying: str = "") -> Saying:
    key = f"{by}-{day}"
    who = frozenset(RECORD if one == "all" else one for one in by.split())
    stated = tuple(keyed(statement, key) for statement in statements)
    return Saying(
        key=key,
        statements=stated,
        speakers=who if who == {RECORD} else who - {RECORD},
        carriers=who if who == {RECORD} else who - {RECORD},
        is_joint=len(who) > 1 and RECORD in who,
        days=(day, day),
        objects=objects,
        is_nobodys=who == {RECORD},
        denying=frozenset(denying.split()),
    )


def keyed(statement: Statement, key: str) -> Statement:
    return attrs.evolve(statement, key=key)


def confirmed(by: str, day: int, of: str) -> Saying:
    who = frozenset({by})
    return Saying(key=f"{by}-{day}", speakers=who, carriers=who, days=(day, day), confirms=of)


def courses(sayings: Iterable[Saying], leader: str = "", lasting: str = "") -> tuple[Course, ...]:
    stated = [*sayings]
    branches = Branches(ARTICLES, stated, leader=leader, lasting=frozenset(lasting.split()))
    return branches.after(len(stated))


def numbers(*sayings: Saying, leader: str = "") -> list[str]:
    found = []
    for course in courses(sayings, leader):
        state = course.replay.state
        bounds = [number_of(state, branch, StatedCount(), SETTLED) for branch in state.branches]
        found.append(str(Bounds(min(b.low for b in bounds), max(b.high or 0 for b in bounds))))
    return sorted(found)


def statuses(node: str, *sayings: Saying, leader: str = "", lasting: str = "") -> list[str]:
    found = []
    for course in courses(sayings, leader, lasting):
        state = course.replay.state
        if node in state.facts:
            mask = 1 << state.facts[node].kind
        else:
            home = state.home.get(node, 0)
            mask = 0
            for branch in state.branches:
                mask |= branch.groups[home].pool.possible()
        found.append("/".join(sorted(map(str, statuses_in(mask)))))
    return sorted(found)


def test_progress_of_a_later_day_replaces() -> None:
    """Three by the one in January and thirteen by the other in October are thirteen."""
    assert ["13"] == numbers(said("north", 1, agreed(3)), said("south", 9, agreed(13)))


def test_progress_of_the_same_day_does_not() -> None:
    """Of two numbers of one day neither is later."""
    assert ["13", "3"] == numbers(said("north", 1, agreed(3)), said("south", 1, agreed(13)))


def test_a_step_back_by_another_stands_beside() -> None:
    """Thirteen by the one and twelve by the other are twelve or thirteen, also after either repeats it."""
    both = said("north", 1, agreed(13)), said("south", 8, agreed(12))

    assert ["12", "13"] == numbers(*both)
    assert ["12", "13"] == numbers(*both, said("north", 9, agreed(13)))
    assert ["12", "13"] == numbers(*both, said("south", 9, agreed(12)))
    assert ["12"] == numbers(*both, said("north", 9, agreed(12)))
    assert ["12"] == numbers(*both, confirmed("north", 9, "south-8"))
    assert ["14"] == numbers(*both, said("east", 9, agreed(14)))
    assert ["12", "13"] == numbers(*both, said("east", 9, agreed(13)))
    assert ["13"] == numbers(*both, said("east", 9, agreed(13)), said("south", 10, agreed(13)))


def test_who_corrects_himself_takes_back_nothing_of_others() -> None:
    """Thirteen and then twelve by the same side is twelve; what another said of an article stays."""
    north = said("north", 1, agreed(13)), said("north", 8, agreed(12))

    assert ["12"] == numbers(*north)
    assert ["agreed"] == statuses("a", said("south", 1, moved("a")), *north)


def test_one_of_all_cannot_take_back_what_the_others_carry() -> None:
    """Thirteen by both and then twelve by one is disputed; both together can say twelve."""
    joint = said("all north south", 1, agreed(13))

    assert ["12", "13"] == numbers(joint, said("north", 8, agreed(12)))
    assert ["12"] == numbers(joint, said("all north south", 8, agreed(12)))
    assert ["12"] == numbers(joint, said("north", 8, agreed(12)), said("south", 9, agreed(12)))


def test_the_record_is_a_word_of_its_own() -> None:
    """What an article said in nobody's name, not even both sides together take back for it."""
    article = said("all", 1, agreed(13))

    assert ["12", "13"] == numbers(article, said("all north south", 8, agreed(12)))
    assert ["12"] == numbers(article, said("all north south", 8, agreed(12)), said("all", 9, agreed(12)))


def test_a_dispute_leaves_what_it_is_not_about() -> None:
    """Where only the number is disputed, an article is agreed in both branches."""
    stated = said("north", 1, moved("a")), said("north", 2, agreed(13)), said("south", 8, agreed(12))

    assert ["12", "13"] == numbers(*stated)


def test_two_disputes_end_one_by_one() -> None:
    """Who gives in about one article has not given in about another."""
    stated = [
        said("north", 1, moved("a")),
        said("north", 2, moved("b")),
        said("south", 3, Stated(statuses=(("a", Status.OPEN),))),
        said("south", 4, Stated(statuses=(("b", Status.OPEN),))),
    ]
    again = [*stated, said("south", 5, Stated(statuses=(("a", Status.AGREED),)))]

    assert ["agreed", "agreed", "open", "open"] == statuses("a", *stated)
    assert (["agreed", "agreed"], ["agreed", "open"]) == (statuses("a", *again), statuses("b", *again))


def test_a_denied_report_is_one_branch_and_takes_nothing_along() -> None:
    """Thirteen that somebody denies is three or thirteen, and progress over both ends it."""
    stated = said("all", 1, agreed(3)), said("all", 5, agreed(13), denying="south")

    assert ["13", "3"] == numbers(*stated)
    assert ["16"] == numbers(*stated, said("all north south", 9, agreed(16)))
    assert ["13"] == numbers(*stated, said("south", 9, agreed(13)))


def test_the_record_fills_what_an_actor_left_unsaid() -> None:
    """In its own account an article never replaces what a party said, and the party replaces what an article said."""
    article = said("all", 9, agreed(12))

    assert ["13"] == numbers(said("north", 1, agreed(13)), article, leader="north")
    assert ["14"] == numbers(article, said("north", 10, agreed(14)), leader="north")
    assert ["11"] == numbers(article, said("north", 10, agreed(11)), leader="north")
    assert ["11"] == numbers(article, said("all", 10, agreed(11)), leader="north")
    assert ["agreed"] == statuses(
        "a", said("north", 1, agreed(13)), said("all", 2, moved("a")), leader="north"
    )


def test_what_the_record_says_otherwise_is_left_aside() -> None:
    """What an article says against a party is left aside in that party's own account, and counted."""
    stated = [said("north", 1, agreed(13)), said("all", 9, agreed(12))]
    branches = Branches(ARTICLES, stated, leader="north")

    assert [0, 1] == [branches.aside_at(number) for number in (1, 2)]


OBJECTION = said("north", 1, moved("a", Status.CONTESTED), objects=True)


def test_an_objection_stands_until_its_owner_takes_it_back() -> None:
    """What another says to the contrary stands beside it; its owner, a joint agreement and the record end it."""
    agreement = moved("a")

    assert ["contested"] == statuses("a", said("south", 0, agreement), OBJECTION)
    assert ["agreed", "contested"] == statuses("a", OBJECTION, said("south", 2, agreement))
    assert ["agreed", "contested"] == statuses("a", OBJECTION, said("south", 2, agreed(16)))
    assert ["agreed", "contested"] == statuses("a", OBJECTION, said("south", 2, Conclusion(key="")))
    assert ["agreed"] == statuses("a", OBJECTION, said("south", 2, agreement), said("north", 3, agreement))
    assert ["agreed"] == statuses("a", OBJECTION, said("all north south", 2, agreement))
    assert ["agreed"] == statuses("a", OBJECTION, said("all north south", 2, agreed(16)))
    assert ["agreed"] == statuses("a", OBJECTION, said("all", 2, agreement))
    assert ["contested"] == statuses("a", OBJECTION, said("south", 2, agreed(15)))


def test_an_objection_of_who_consents_outlives_a_conclusion() -> None:
    """After a conclusion by all a unit to which a consenting actor objects is contested or agreed."""
    objection = said("west", 1, moved("a", Status.CONTESTED), objects=True)
    conclusion = said("all north south", 2, Conclusion(key=""))

    assert ["agreed/contested"] == statuses("a", objection, conclusion, lasting="west")
    assert ["agreed"] == statuses("a", objection, conclusion)


@pytest.mark.parametrize(
    "statement",
    [
        Arrival(key="", node="a", status=Status.AGREED),
        Replacement(key="", gone=("a",), come=("b",)),
        StatedCount(listed=((Status.AGREED, ("a",)),)),
        StatedCount(besides=(("a", Status.AGREED),)),
    ],
)
def test_whatever_gives_a_node_another_status_stands_beside_an_objection(statement: Statement) -> None:
    """An addition, a replacement and a list speak of the node as an agreement does."""
    assert 2 == len(courses([OBJECTION, said("south", 2, statement)]))


def test_so_many_branches_are_followed_and_no_more() -> None:
    """Of eight disputed articles not all combinations are followed."""
    nodes = [Member(id=f"a-{number}") for number in range(8)]
    stated = [said(f"north {number}", 1, moved(node.id)) for number, node in enumerate(nodes)]
    stated += [
        said(f"south {n}", 2, Stated(statuses=((node.id, Status.OPEN),))) for n, node in enumerate(nodes)
    ]
    branches = Branches(nodes, stated)

    assert 64 == len(branches.after(len(stated)))
    assert not branches.exact


def test_what_a_party_objected_to_falls_with_its_leaving() -> None:
    """Whoever leaves objects no more: the article is what it would be without, and other objections stand."""
    leaving = Saying(key="gone", days=(5, 5), leaving="north")
    agreement = said("all south east", 0, moved("a"))
    other = said("south", 2, moved("a", Status.CONTESTED), objects=True)

    assert ["agreed"] == statuses("a", agreement, OBJECTION, leaving)
    assert ["contested"] == statuses("a", agreement, OBJECTION, other, leaving)
    assert ["contested"] == statuses("a", agreement, other, leaving)


def test_confirming_what_was_replaced_opens_no_branch() -> None:
    """A figure that its own speaker has corrected is no branch any more, whoever confirms it later."""
    stated = said("north", 1, agreed(13)), said("north", 2, agreed(12)), confirmed("south", 9, "north-1")

    assert ["12"] == numbers(*stated)


def test_what_one_withdrew_and_another_agreed_stands_both() -> None:
    """An article that left the draft in the word of one, and is agreed in that of another, is either."""
    stated = said("north", 1, moved("a", Status.WITHDRAWN)), said("south", 2, moved("a"))

    assert ["agreed", "withdrawn"] == statuses("a", *stated)


def test_who_corrects_himself_leaves_what_another_added() -> None:
    """An addition by another is no number, and stays as it was."""
    stated = (
        said("south", 1, Arrival(key="", node="a", status=Status.OPEN)),
        said("north", 2, agreed(2, of=3)),
        said("north", 3, agreed(1, of=3)),
    )

    assert (["1"], ["open"]) == (numbers(*stated), statuses("a", *stated))


def test_counts_of_several_statuses_contradict_each_other_together() -> None:
    """Two agreed and one open of three leave no room for two contested."""
    first = StatedCount(numbers=((Status.AGREED, Bounds.exactly(2)), (Status.OPEN, Bounds.exactly(1))), of=3)
    second = StatedCount(numbers=((Status.CONTESTED, Bounds.exactly(2)),), of=3)

    assert 2 == len(courses([said("north", 1, first), said("south", 1, second)]))


def test_what_others_say_together_is_taken_back_by_a_number() -> None:
    """Each of three agreed articles goes together with two of three, and all of them do not: both stand."""
    stated = [said(f"north {node}", 1, moved(node)) for node in "abc"]

    assert 2 == len(courses([*stated, said("south", 1, agreed(2, of=3))]))


def test_numbers_of_two_statuses_contradict_each_other_by_their_sum() -> None:
    """Two agreed of three leave no room for two open."""
    two_open = StatedCount(numbers=((Status.OPEN, Bounds.exactly(2)),), of=3)

    assert 2 == len(courses([said("north", 1, agreed(2, of=3)), said("south", 1, two_open)]))


def test_a_confirmation_ends_one_dispute_and_leaves_the_other() -> None:
    """Of two disputed articles one is settled by confirming what the other side said of it."""
    stated = [
        said("north", 1, moved("a")),
        said("north", 2, moved("b")),
        said("south", 3, Stated(statuses=(("a", Status.OPEN),))),
        said("south", 4, Stated(statuses=(("b", Status.OPEN),))),
        confirmed("south", 9, "north-1"),
    ]

    assert (["agreed", "agreed"], ["agreed", "open"]) == (statuses("a", *stated), statuses("b", *stated))
