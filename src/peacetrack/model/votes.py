"""Votes: how many, or who, voted how in an act of a body.

The law: the outcome of a vote is stated, and never computed; what the numbers say of it is nobody's word.

Examples:
    >>> votes = Votes(in_favour=75, against=voters(("north", "south")), seats=102)
    >>> votes.cast, str(votes.against)
    (77, '2 (north, south)')
"""

from __future__ import annotations

import attrs

from peacetrack.model.ids import SpeakerId


@attrs.frozen
class Voters:
    """
    Those who voted alike: so many, or these.

    Attributes:
        number: How many they are.
        names: Who they are, where that was told.
    """

    number: int
    names: tuple[SpeakerId, ...] = ()

    def __str__(self) -> str:
        return f"{self.number} ({', '.join(self.names)})" if self.names else str(self.number)


def voters(given: int | tuple[str, ...] | Voters) -> Voters:
    """Take those who voted alike by their number or by their names."""
    if isinstance(given, Voters):
        return given
    return Voters(given) if isinstance(given, int) else Voters(len(given), tuple(map(SpeakerId, given)))


def _perhaps(given: int | tuple[str, ...] | Voters | None) -> Voters | None:
    return None if given is None else voters(given)


@attrs.frozen(kw_only=True)
class Votes:
    """
    The votes in an act of a body: of each kind a number, or the names of those who voted so.

    Attributes:
        in_favour: Votes for (`for` in a log).
        against: Votes against.
        abstained: Abstentions, where told.
        divided: Delegations that were divided, where told.
        absent: Who did not vote, where told.
        seats: How many could have voted, where told.
        share: The part of the votes that were for, in words (`62 %`).
        turnout: The part of those who could have voted that did, in words.
    """

    in_favour: Voters | None = attrs.field(default=None, converter=_perhaps, metadata={"yaml": "for"})
    against: Voters | None = attrs.field(default=None, converter=_perhaps)
    abstained: Voters | None = attrs.field(default=None, converter=_perhaps)
    divided: Voters | None = attrs.field(default=None, converter=_perhaps)
    absent: Voters | None = attrs.field(default=None, converter=_perhaps)
    seats: int | None = None
    share: str = ""
    turnout: str = ""

    @property
    def stated(self) -> tuple[Voters, ...]:
        """List those who voted in some way, or were absent, as far as they were told of."""
        every = (self.in_favour, self.against, self.abstained, self.divided, self.absent)
        return tuple(one for one in every if one is not None)

    @property
    def cast(self) -> int:
        """Tell how many votes and empty seats are told of."""
        return sum(one.number for one in self.stated)
