"""What is asked of a log, as one value: as of which day, known by which day, on whose account, in which aspects.

The law: the same log and the same query give the same answer, for nothing else is asked along: no clock, no folder, no
setting. Both days default to the end of the log, never to today. Whoever passes on what is asked passes on this value
whole, so that what is asked besides one day is a field here, and no function in between has to name it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.own import found_aspects
from peacetrack.beliefs.accounts import EVERYONE, Account, AccountLike
from peacetrack.model.dates import day_of

#: An aspect of one's own, or its name, `truces:TRUCES`. Names reach every worker that can import their module; an aspect
#: reaches another process only if all its rules are functions of a module.
AspectLike = Aspect[Any] | str


# attrs has the types of a converter that is a function of a module; a method of a class it does not read.
def _account(account: AccountLike) -> Account:
    return Account.of(account)


def _aspects(aspects: Iterable[AspectLike]) -> tuple[AspectLike, ...]:
    """Look for aspects before anything is read, for without them no log at all could be; names stay names."""
    if given := tuple(aspects):
        found_aspects(given)
    return given


@attrs.frozen(kw_only=True)
class Query:
    """
    Ask a log as of a day, known by a day, on an account, in some aspects.

    Attributes:
        as_of: Ask for the state at the end of this day, or its text; of the end of the log when None, never of today.
        known_by: Count only what had been published by the end of this day, or its text; everything when None.
        account: Whose word about content is believed: `everyone`, `common_ground`, an actor, or several.
        aspects: Aspects of one's own in which the log speaks, or their names, `truces:TRUCES`.

    Raises:
        DateError: A text is no exact day.
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.

    Examples:
        >>> query = Query(as_of="2024-09-17", account="armenia, azerbaijan")
        >>> query.as_of, query.known_by, str(query.account)
        (datetime.date(2024, 9, 17), None, 'armenia,azerbaijan')
        >>> Query(as_of="2024-09")
        Traceback (most recent call last):
        ...
        peacetrack.model.dates.DateError: '2024-09' is not one exact day; write a year, month and day, such as 2024-09-30
    """

    as_of: dt.date | None = attrs.field(default=None, converter=day_of)
    known_by: dt.date | None = attrs.field(default=None, converter=day_of)
    account: Account = attrs.field(default=EVERYONE, converter=_account)
    aspects: tuple[AspectLike, ...] = attrs.field(default=(), converter=_aspects)

    @property
    def own(self) -> tuple[Aspect[Any], ...]:
        """Find the aspects that are given by their names."""
        return found_aspects(self.aspects)


#: All that a log holds, on everyone's account.
WHOLE: Final = Query()
