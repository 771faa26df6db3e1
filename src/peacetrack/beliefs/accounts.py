"""Accounts: which actors are believed about content.

The law: an account of several actors is answered by what all of them allow; where they allow nothing in common, by all that
any of them allows, and the answer is marked as disputed. That something was said holds in every account.

Examples:
    Armenia says that the demand was met, and nobody else does. To make the demand was an act, which every account holds:

    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.state.timeline import replay
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: condition_met, date: 2024-06-03, by: armenia, condition: law}
    ... ''').log
    >>> for account in ("armenia", "azerbaijan", "everyone", "common_ground"):
    ...     fact = replay(log, account=account)[CONDITIONS]["law"]
    ...     print(account, sorted(map(str, fact.possible)), "disputed" if fact.disputed else "")
    armenia ['met']
    azerbaijan ['raised']
    everyone ['met', 'raised'] disputed
    common_ground ['raised']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId


class UnknownActorError(ValueError):
    """An account names no actor of the cast; perhaps somebody who speaks for one, or one by another name."""

    def __init__(self, name: str, known: tuple[str, ...], meant: str = "") -> None:
        super().__init__(name, known, meant)
        self.name, self.known, self.meant = name, known, meant

    def __str__(self) -> str:
        nobody = f"'{self.name}' is no actor of this negotiation{self.meant and f', but {self.meant}'}"
        return f"{nobody}; there are {', '.join(self.known)}, everyone and common_ground"


@attrs.frozen
class Account:
    """
    Believe these actors about content; without any, believe everyone.

    Attributes:
        actors: Whose word is believed; everyone's when there are none.
        common: Believe only common ground: what is nobody's word in particular, or was said or confirmed by all
            negotiating parties, and what nobody has denied.
        chosen: Believe, as one word, the events that this chooses.

    Examples:
        >>> str(Account.of("everyone")), str(Account.of("armenia, azerbaijan")), str(Account.of("common_ground"))
        ('everyone', 'armenia,azerbaijan', 'common_ground')
    """

    actors: tuple[ActorId, ...] = ()
    common: bool = False
    chosen: Callable[[Event], bool] | None = None

    @classmethod
    def of(cls, chosen: AccountLike) -> Account:
        """
        Read an account.

        Args:
            chosen: `everyone`, `common_ground`, an actor, or several, also in one text with commas between; or a
                function that tells of an event whether it is believed.
        """
        if isinstance(chosen, Account):
            return chosen
        if callable(chosen):
            return cls(chosen=chosen)
        names = chosen.split(",") if isinstance(chosen, str) else chosen
        actors = tuple(dict.fromkeys(ActorId(name.strip()) for name in names if name.strip()))
        if actors == (COMMON_GROUND,):
            return cls(common=True)
        return cls() if actors in ((), ("everyone",)) else cls(actors)

    @property
    def speaker(self) -> ActorId | None:
        """Give the one word that is believed, when it is one that an event can be told in."""
        return COMMON_GROUND if self.common else self.actors[0] if len(self.actors) == 1 else None

    def believes(self, actor: ActorId) -> bool:
        """Tell whether an actor's word is believed."""
        return not self.common and (not self.actors or actor in self.actors)

    def checked(self, cast: Cast) -> Account:
        """
        Give the account back when the cast knows all of its actors.

        Raises:
            UnknownActorError: It does not.
        """
        for actor in self.actors:
            if actor not in cast.actors:
                raise UnknownActorError(actor, tuple(sorted(cast.actors)), _meant(cast, actor))
        return self

    def __str__(self) -> str:
        if self.chosen is not None:
            return "chosen"
        return COMMON_GROUND if self.common else ",".join(self.actors) or "everyone"


def _meant(cast: Cast, name: str) -> str:
    """Say for whom somebody speaks, or whose other name this is; nothing when it is neither."""
    for voice in cast.voices.values():
        if name in (voice.id, voice.name, *voice.aliases):
            return f"speaks for {voice.speaks_for}"
    actors = cast.actors.values()
    return next((f"another name of {one.id}" for one in actors if name in (one.name, *one.aliases)), "")


#: An account, or what one is read from.
AccountLike = str | tuple[str, ...] | Callable[[Event], bool] | Account
#: The word of nobody in particular, without what somebody denied.
COMMON_GROUND: Final = ActorId("common_ground")
EVERYONE: Final = Account()
ON_RECORD: Final = Account(common=True)

#: Whose word something is that was denied, nobody's in particular when empty, and who denied it.
Denial = tuple[tuple[ActorId, ...], frozenset[ActorId]]


def speakers_of(
    account: Account, speaking: Iterable[ActorId], denials: Iterable[Denial]
) -> tuple[tuple[ActorId, ...], tuple[ActorId, ...]]:
    """
    Choose the words on which an account of several words rests.

    A denial counts against those alone whom the account believes: what it does not hear need not be denied.

    Args:
        account: Whose word is believed.
        speaking: The actors who have a word on the subject.
        denials: What was denied of it.

    Returns:
        The words to be met, none when that is what rests on sources alone; and those that deny something heard, which
        the answer takes in as well.
    """
    denied = [
        (carriers, against)
        for carriers, against in denials
        if not carriers or any(map(account.believes, carriers))
    ]
    against = dict.fromkeys(
        actor for _, denying in denied for actor in sorted(denying) if account.believes(actor)
    )
    speakers = tuple(dict.fromkeys(a for a in speaking if account.believes(a) and a not in against))
    if speakers or any(not carriers for carriers, _ in denied):
        return speakers, tuple(against)
    # All who speak deny each other: what is denied is the word of one of them, and stands in its account.
    return tuple(against)[:1], tuple(against)[1:]
