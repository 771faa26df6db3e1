"""Scalars: texts read by the type of their field, and what to say when one does not fit.

The law: nothing is coerced. Every scalar of a tree is text: `no` is no truth value, `1.10` no number, and `13.5` no number
of units.

>>> text("no"), number("13"), str(date("2024-09~")), str(date(["2024-08-30", "2024-08-31"]))
('no', 13, '2024-09~', '[2024-08-30,2024-08-31]')
>>> try:
...     truth("no")
... except Misfit as misfit:
...     print(misfit.code, misfit.message)
PT104 `true` or `false` is expected here, not 'no'.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Final

from peacetrack.model.dates import DateError, ImpreciseDate, parse_day

Path = tuple[str | int, ...]
#: The code of a key that cannot stand where it does.
UNKNOWN_KEY: Final = "PT101"
#: So many names are listed when none comes near enough, and of more than that so many.
MOST_NAMED, FIRST_NAMED = 12, 8
#: With so many names at most one that is misspelt is compared.
MOST_COMPARED: Final = 64
REMEMBERED: Final = 1 << 16
WHOLE_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
#: Digits alone, and more of them than are read.
_TOO_LARGE: Final = re.compile(r"[1-9][0-9]{9,}")
IDENTIFIER: Final = re.compile(r"[^\W_][\w.:/#+-]*")


class Misfit(ValueError):
    """A tree does not fit a type: the code, what is wrong, what to write, and where below the record."""

    def __init__(self, code: str, message: str, hint: str = "", path: Path = ()) -> None:
        super().__init__(code, message, hint, path)
        self.code, self.message, self.hint, self.path = code, message, hint, path

    def below(self, step: str | int) -> Misfit:
        """Give the same misfit, seen from one level further up."""
        return Misfit(self.code, self.message, self.hint, (step, *self.path))


class Misfits(ExceptionGroup[Misfit]):
    """Several misfits of one record."""


def suggestion(name: str, names: Iterable[str]) -> str:
    """Suggest the name that was likely meant, or list a few that are known, those first that come near."""
    listed = sorted(names)
    nearby = _nearby(name, tuple(listed))
    close = get_close_matches(name, nearby, n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    more = ""
    if len(listed) > MOST_NAMED:
        near = get_close_matches(name, nearby, n=3, cutoff=0.4)
        more = f" and {len(listed) - FIRST_NAMED} more; `peacetrack names` lists all"
        first = listed[: FIRST_NAMED + len(near)]
        listed = [*near, *(other for other in first if other not in near)][:FIRST_NAMED]
    shown = ", ".join(f"`{other}`" for other in listed)
    return f"Known are {shown}{more}." if listed else ""


def _nearby(name: str, listed: tuple[str, ...]) -> Sequence[str]:
    """
    Give the names that a name is compared with: all, or of very many those that begin or end most like it.

    Whoever misspells each of a thousand names would otherwise wait for a million comparisons.
    """
    if len(listed) <= MOST_COMPARED:
        return listed
    begin = _around(name, listed)
    end = _around(name[::-1], _backward(listed))
    return (*dict.fromkeys((*begin, *(spelled[::-1] for spelled in end))),)


def _around(name: str, listed: Sequence[str]) -> Sequence[str]:
    place, half = bisect_left(listed, name), MOST_COMPARED // 4
    return listed[max(0, place - half) : place + half]


@lru_cache(maxsize=8)
def _backward(listed: tuple[str, ...]) -> Sequence[str]:
    """Order names by how they end."""
    return sorted(name[::-1] for name in listed)


def unknown_key(key: str, known: Iterable[str]) -> Misfit:
    """Refuse a key that cannot stand where it does."""
    return Misfit(UNKNOWN_KEY, f"The key `{key}` is unknown here.", suggestion(key, known), (key,))


def shown(value: object) -> str:
    """Show an offending value on one line, and of a very long one the beginning."""
    match value:
        case None:
            return "nothing"
        case str():
            return f"'{value[:60]}…'" if len(value) > 60 else f"'{value}'"
        case list():
            return "a list"
        case _:
            return "a mapping"


def text(value: object, _: object = None) -> str:
    """Read a text that is not empty."""
    if isinstance(value, str):
        if value:
            return value
        raise Misfit("PT106", "This text is empty.", "Write a text, or leave the key out.")
    raise Misfit("PT104", f"A text is expected here, not {shown(value)}.")


def identifier(value: object, _: object = None) -> str:
    """Read an id that comes again and again."""
    return _cached_identifier(value) if isinstance(value, str) else text(value)


def own_identifier(value: object, _: object = None) -> str:
    """Read the id of an entry: each occurs once or a few times, and to remember it would only cost memory."""
    return _checked_identifier(value) if isinstance(value, str) else text(value)


def _checked_identifier(name: str) -> str:
    if IDENTIFIER.fullmatch(name):
        return name
    raise Misfit(
        "PT104",
        f"{shown(name)} is not an id.",
        "An id is a letter or digit, and then letters, digits or any of `_ . : / # + -`.",
    )


_cached_identifier: Final = lru_cache(maxsize=REMEMBERED)(_checked_identifier)


def number(value: object, _: object = None) -> int:
    """Read a whole number."""
    if isinstance(value, str) and WHOLE_NUMBER.fullmatch(value):
        return int(value)
    hint = "Write digits, such as 13."
    if isinstance(value, str) and _TOO_LARGE.fullmatch(value):
        hint = "The largest that is read is 999999999."
    raise Misfit("PT104", f"A whole number is expected here, not {shown(value)}.", hint)


def truth(value: object, _: object = None) -> bool:
    """Read `true` or `false`."""
    if value in ("true", "false"):
        return value == "true"
    raise Misfit("PT104", f"`true` or `false` is expected here, not {shown(value)}.")


def date(value: object, _: object = None) -> ImpreciseDate:
    """Read an imprecise date; one of a set is a list to YAML when it has no quotes."""
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        value = f"[{','.join(value)}]"
    return _cached_date(value if isinstance(value, str) else text(value))


@lru_cache(maxsize=REMEMBERED)
def _cached_date(edtf: str) -> ImpreciseDate:
    """Read a date once, and give the same object for each of its occurrences."""
    try:
        return ImpreciseDate.parse(text(edtf))
    except DateError as error:
        raise Misfit("PT105", f"{_sentence(error.reason)}", _sentence(error.hint)) from None


def day(value: object, _: object = None) -> dt.date:
    """Read one exact day."""
    try:
        return parse_day(text(value))
    except DateError as error:
        raise Misfit("PT105", f"{_sentence(error.reason)}", _sentence(error.hint)) from None


def _sentence(phrase: str) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}."


def one_of(choices: tuple[str, ...], value: object, _: object = None) -> str:
    """Read one of some values."""
    chosen = text(value)
    if chosen in choices:
        return chosen
    raise Misfit(
        "PT104", f"{shown(chosen)} is none of the words that can stand here.", suggestion(chosen, choices)
    )


def enumeration(kind: type[StrEnum], value: object, _: object = None) -> StrEnum:
    """Read a value of an enumeration."""
    return kind(one_of(tuple(kind), value))
