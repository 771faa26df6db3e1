"""Accounts: whose word about content is believed.

One word is one actor. An account of several words is answered by what all of them allow; where they allow nothing in
common, by all that any of them allows, and the answer is marked as disputed. That something was said holds in every account.
"""

from __future__ import annotations

from typing import Final

import attrs

from peacetrack.cast import Cast
from peacetrack.ids import ActorId


class UnknownActorError(ValueError):
    """An account names nobody of the cast."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return (
            f"'{self.name}' is no actor of this negotiation; there are {', '.join(self.known)} and everyone"
        )


@attrs.frozen
class Account:
    """
    Believe these actors about content; without any, believe everyone.

    Attributes:
        actors: Whose word is believed; everyone's when there are none.
        on_record_only: Believe nobody's word in particular.

    Examples:
        >>> str(Account.of("everyone")), str(Account.of("armenia, azerbaijan"))
        ('everyone', 'armenia,azerbaijan')
    """

    actors: tuple[ActorId, ...] = ()
    on_record_only: bool = False

    @classmethod
    def of(cls, words: str | tuple[str, ...] | Account) -> Account:
        """
        Read an account: `everyone`, an actor, or several.

        Args:
            words: Names, also in one text with commas between.
        """
        if isinstance(words, Account):
            return words
        names = words.split(",") if isinstance(words, str) else words
        actors = tuple(dict.fromkeys(ActorId(name.strip()) for name in names if name.strip()))
        return cls() if actors in ((), ("everyone",)) else cls(actors)

    def believes(self, actor: ActorId) -> bool:
        """Tell whether an actor's word is believed."""
        return not self.on_record_only and (not self.actors or actor in self.actors)

    def checked(self, cast: Cast) -> Account:
        """
        Give the account back when the cast knows all of its actors.

        Raises:
            UnknownActorError: It does not.
        """
        for actor in self.actors:
            if actor not in cast.actors:
                raise UnknownActorError(actor, tuple(sorted(cast.actors)))
        return self

    def __str__(self) -> str:
        return "on record" if self.on_record_only else ",".join(self.actors) or "everyone"


EVERYONE: Final = Account()
#: Believe only what is nobody's word in particular: what rests on sources alone, or was said by all parties jointly.
ON_RECORD: Final = Account(on_record_only=True)
