"""
What the worlds read and what they report, in neutral words.

The law: a statement speaks for one word (one account) about one instrument. The worlds know no events, files or prose:
whoever asks them turns events into statements, in the order of replay, and findings back into messages with places.
An event that says several things (two nodes agreed together) is several statements with one key, one behind the other.

>>> thirteen = StatedCount(key="pashinyan", numbers=((Status.AGREED, Bounds.exactly(13)),), of=16)
>>> objection = Move(key="baku", node="a", allowed=LIVE, target=Status.CONTESTED, parts=PartsMoved.SOME)

Every sentence in quotation marks is one of section 4.3 of the design.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

import attrs

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.bounds import Bounds

__all__ = [
    "LIVE",
    "NOT_AT_ALL",
    "REMAINING",
    "Arrival",
    "Conclusion",
    "CountStatus",
    "Member",
    "Move",
    "PartsMoved",
    "Reopening",
    "Replacement",
    "Stated",
    "StatedCount",
    "Statement",
    "Unfitting",
    "says_something",
    "statuses_of",
]

CountStatus = Status | Literal["remaining"]
"""What a number or a list may speak of; "`remaining` = live and not agreed"."""

NOT_AT_ALL: Final = frozenset({Status.PENDING, Status.OPEN, Status.CONTESTED, Status.DEFERRED})
"""The statuses of units "that are neither agreed, nor partly, nor in principle"."""


def statuses_of(status: CountStatus) -> frozenset[Status]:
    """Give the statuses that a word speaks of."""
    return REMAINING if status == "remaining" else frozenset({Status(status)})


class PartsMoved(Enum):
    """
    Whom a move on a node with parts moves; a node without parts is moved itself, whichever it is.

    Attributes:
        ALL: "An agreement or withdrawal of a node is one of all its parts": every live part, known or not.
        UNSETTLED: "'Opened' and 'deferred' are of all parts that are not agreed."
        SOME: "'Contested', 'open', 'in principle', 'partly' told of such a node say that *some* part, known or not, is
            so: one that is not agreed, if there is one"; and "'reopened' of some part": there, one from which the table
            allows it (``Move.allowed``). "The node then has what it derives."
    """

    ALL = "all"
    UNSETTLED = "unsettled"
    SOME = "some"


@attrs.frozen(kw_only=True)
class Member:
    """
    Name a provision of the cast: "a *world* gives a status to every node on every day".

    Attributes:
        id: Its id.
        is_unit: Whether the instrument's own counts count it. A preamble, a clause or a part is not.
        parent: The node of which it is a part. "A node with parts derives its status."
        complete: Whether the parts in the cast are all it has. "Unless `complete: true` there may be further parts."
        start: ``pending`` where the cast says so, "for a published agenda"; else it may have any status. A unit that is
            pending from the cast is known by name from the beginning; any other from the first statement that names it.
    """

    id: str
    is_unit: bool = True
    parent: str | None = None
    complete: bool = False
    start: Status | None = None


@attrs.frozen(kw_only=True)
class Move:
    """
    Say that an event gave a node its status: "a move sets its kind's one target".

    "A move that no world allows moves its own node and nothing else." A withdrawal takes a unit out of the denominator.

    Attributes:
        key: The id of the event.
        node: The node that it names.
        allowed: The statuses from which the table allows the event; every other world is ruled out.
        target: The status after it.
        parts: Whom it moves if the node has parts.
    """

    key: str
    node: str
    allowed: frozenset[Status]
    target: Status
    parts: PartsMoved = PartsMoved.ALL


@attrs.frozen(kw_only=True, cache_hash=True)
class StatedCount:
    """
    Say how many units had which status on one day; or, as a claim, that so many have it.

    "A count carries, for any status, for `remaining`, `withdrawn`, or `ever`: a number, a range, a list of ids, or `rest`."
    It speaks of the units that are live on its day, without those that it excludes, and of the other nodes that it includes.
    A number of withdrawn units is one of the same units (and included nodes), withdrawn; they are in no denominator.

    Attributes:
        key: The id of the event.
        numbers: The stated bounds of each word; a word may come twice, then both hold.
        listed: "A list of ids (these **and no others**)": each word with its list, which may be empty. The list says that each
            of these has the word's status and that no other in scope has. A listed node is in the count's scope, or an
            error of the caller.
        rest: The word of all units in scope that no number and no list of this count covers ("`rest` (once)").
        of: The denominator: the live units in scope. "An `of` that grows adds units of any status; one that shrinks
            withdraws unnamed units of any status; all other numbers stay as far as they can."
        including: Nodes that are no units, yet are in its numbers and its denominator: "the same nodes as everywhere".
        excluding: Units that its numbers and its denominator leave out; naming them makes them known.
        not_at_all: "`not_at_all: 1` for units that are neither agreed, nor partly, nor in principle."
        since: The key of another statement of the sequence: ``numbers`` (and ``not_at_all``) are then "so many more" than on its
            day, that is right after the last statement with that key: "net: in each world the number of its day is that of
            X's day, and so many more".
        ever_opened: How many units were ever taken up: "those with any event or number but pending; what was deferred
            or withdrawn before it was taken up is not among them".
        besides: Nodes outside its numbers that have a status, "said in the same breath": as in a `Stated` of the same key.
    """

    key: str = ""
    numbers: tuple[tuple[CountStatus, Bounds], ...] = ()
    listed: tuple[tuple[CountStatus, tuple[str, ...]], ...] = ()
    rest: CountStatus | None = None
    of: int | None = None
    including: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    not_at_all: Bounds | None = None
    since: str | None = None
    ever_opened: Bounds | None = None
    besides: tuple[tuple[str, CountStatus], ...] = ()


@attrs.frozen(kw_only=True)
class Stated:
    """
    Say "in which status nodes *were on a day*, without a move: **these, whatever the others**" (`status_stated`).

    Of a node with parts "contested", "open", "in principle" and "partly" say that *some* part is so and "deferred" that all
    parts are that are not agreed, as of a move; any other word is what the node derives.

    Attributes:
        key: The id of the event.
        statuses: Each node with its word.
    """

    key: str = ""
    statuses: tuple[tuple[str, CountStatus], ...]


@attrs.frozen(kw_only=True)
class Arrival:
    """
    Say that a node exists from here on; a unit is one more in the denominator.

    Until then it was not in the draft (unless it was there and had been withdrawn). One that is in the draft already only takes
    the status that is given.

    Attributes:
        key: The id of the event.
        node: The new node, or a withdrawn one that is brought back.
        status: Its status, or ``None`` where nobody said: any live status.
    """

    key: str
    node: str
    status: Status | None = None


@attrs.frozen(kw_only=True)
class Replacement:
    """
    Say that nodes left the draft, with their parts, and others came in their place: "a replaced unit is withdrawn".

    "`provision_replaced` of one by one keeps the status unless another is given." Else, without a status, any live one.

    Attributes:
        key: The id of the event.
        gone: Those that left.
        come: Those that came, as by an `Arrival`.
        status: The status with which they came, if somebody said it.
    """

    key: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    status: Status | None = None


@attrs.frozen(kw_only=True)
class Conclusion:
    """
    Say that the text was concluded, initialled or signed by all, or came into force.

    "Every live unit, with its parts, is agreed, and the denominator stays." Every other live node, such as a preamble, too.

    Attributes:
        key: The id of the event.
        contested: Nodes "that a consenting actor still objects to": contested or agreed.
    """

    key: str
    contested: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Reopening:
    """
    Say that a concluded text was reopened and nobody said what of it: "without names it changes no unit".

    Until the next statement the answer is marked (`Answer.reopened`), so that nothing counts as settled for certain.
    """

    key: str


Statement = Move | StatedCount | Stated | Arrival | Replacement | Conclusion | Reopening


def says_something(statement: Statement) -> bool:
    """Tell whether a statement says anything: one that does not only marks a day to which another looks back."""
    match statement:
        case StatedCount():
            return (
                bool(statement.numbers or statement.listed or statement.besides)
                or bool(statement.including or statement.excluding)
                or any(
                    field is not None
                    for field in (
                        statement.rest,
                        statement.of,
                        statement.not_at_all,
                        statement.since,
                        statement.ever_opened,
                    )
                )
            )
        case Stated():
            return bool(statement.statuses)
        case _:
            return True


@attrs.frozen(kw_only=True)
class Unfitting:
    """
    Report what had to be supposed, or could not be used.

    Attributes:
        kind: ``unreported-change``: no world of the epoch allowed the statement, so something moved that nobody reported.
            ``count-conflict``: the named facts that *every* repair changes (``units``), after an unreported change; or,
            with ``applied`` false, a statement that contradicts itself or a withdrawal, kept and not applied.
            ``small-denominator``: "named live units are a floor: a count whose `of` is smaller is kept, not applied, and
            reported". ``since-conflict``: no number of its day is so many more than that of the statement that ``since``
            names, or that is not on record; the count is kept and not applied. ``counts-disagree``: somebody else still carries what
            it takes back, so that both stand (`branches`).
        key: The statement that brought it to light.
        other: The statements that it contradicts, each once, oldest first.
        units: The named nodes that must have moved.
        stated: The denominator that the count leaves room for.
        known: How many live units in its scope are known by name.
        applied: Whether the statement still took effect.
    """

    kind: Literal[
        "unreported-change", "count-conflict", "small-denominator", "since-conflict", "counts-disagree"
    ]
    key: str
    other: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    stated: Bounds | None = None
    known: int | None = None
    applied: bool = True
