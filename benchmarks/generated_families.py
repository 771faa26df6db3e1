"""
Small logs of one kind each, of any size: what made a log cost more than its length.

Each family is a function from a size to the text of a log. Twice the size is twice as many entries, and nothing else. All are read
without a problem but the one whose ids are misspelt.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Final

BEGIN: Final = dt.date(2020, 1, 1)
HEAD: Final = """\
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
voices: {envoy: {speaks_for: north}, minister: {speaks_for: south}}
"""
TEXT: Final = "instruments: {treaty: {unit: article, provisions: {borders: {kind: article}, courts: {kind: article}}}}\n"


def day(number: int) -> str:
    """Name one of as many days as there are entries."""
    return (BEGIN + dt.timedelta(days=number)).isoformat()


def log(entries: Iterable[str], *, cast: str = TEXT) -> str:
    """Write a log of entries, each between braces."""
    return f"{HEAD}{cast}events:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def counts_by_year(size: int) -> str:
    """Count again and again, each time within the same year: no order is told."""
    return log(
        f"event: count_stated, date: 2020, by: envoy, agreed: {number % 7 + 3}, of: 16"
        for number in range(size)
    )


def counts_by_day(size: int) -> str:
    """Count each day, never less."""
    return log(
        f"event: count_stated, date: {day(number)}, by: envoy, agreed: {number}, of: {size}"
        for number in range(size)
    )


def chain(size: int) -> str:
    """Agree and contest one article in turn, each after the one before, all within a year."""
    kinds = ("provision_agreed", "provision_contested")
    return log(
        f"id: e{number}, event: {kinds[number % 2]}, date: 2020, provision: borders"
        + (", by: envoy" if number % 2 else "")
        + (f", after: [e{number - 1}]" if number else "")
        for number in range(size)
    )


def parts(size: int) -> str:
    """Agree each part of one article, day by day."""
    inside = ", ".join(f"p{number}: {{kind: paragraph, parent: borders}}" for number in range(size))
    cast = (
        f"instruments: {{treaty: {{unit: article, provisions: {{borders: {{kind: article}}, {inside}}}}}}}\n"
    )
    return log(
        (f"event: provision_agreed, date: {day(number)}, provision: p{number}" for number in range(size)),
        cast=cast,
    )


def denials(size: int) -> str:
    """State something each day, and deny it on the same day."""
    return log(
        line
        for number in range(size)
        for line in (
            f"id: s{number}, event: provision_agreed, date: {day(number)}, by: envoy, provision: borders",
            f"event: denied, of: s{number}, date: {day(number)}, by: minister",
        )
    )


def misspelt(size: int) -> str:
    """Name as many actors wrongly as there are rightly named ones."""
    actors = "".join(f"  actor-{number:04}: {{role: observer}}\n" for number in range(size))
    lines = "".join(
        f"  - {{event: statement_made, date: {day(number)}, by: acter-{number:04}, what: A word}}\n"
        for number in range(size)
    )
    return f"peacetrack: 1\nnegotiation: {{id: talks}}\nactors:\n{actors}events:\n{lines}"


def restated(size: int) -> str:
    """Restate one demand each day: every answer about it rests on all that was said."""
    return log((
        f"id: law, event: condition_set, date: {day(0)}, by: envoy, of: [south], what: A law, gate: {{signature: treaty}}",
        *(f"event: condition_restated, condition: law, by: envoy, date: {day(number)}" for number in range(1, size)),
    ))  # fmt: skip


def demands(size: int) -> str:
    """Set another demand each day, and meet none."""
    return log(
        f"id: d{number}, event: condition_set, date: {day(number)}, by: envoy, of: [south], what: A law, gate: {{signature: treaty}}"
        for number in range(size)
    )


def signatures(size: int) -> str:
    """Let many parties sign one text, one each day."""
    actors = "".join(f"  state-{number}: {{role: negotiating_party}}\n" for number in range(size))
    lines = "".join(
        f"  - {{event: signed, date: {day(number + 1)}, by: state-{number}, instrument: treaty}}\n"
        for number in range(size)
    )
    first = f"  - {{event: text_concluded, date: {day(0)}, instrument: treaty}}\n"
    return f"peacetrack: 1\nnegotiation: {{id: talks}}\nactors:\n{actors}{TEXT}events:\n{first}{lines}"


FAMILIES: Final[Mapping[str, Callable[[int], str]]] = {
    "counts dated by a year": counts_by_year,
    "counts, day by day": counts_by_day,
    "a chain of `after` on one article": chain,
    "an article of many parts": parts,
    "statements, each denied": denials,
    "misspelt ids": misspelt,
    "a demand that is restated": restated,
    "a demand each day": demands,
    "signatures of many parties": signatures,
}
