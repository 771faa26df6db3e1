"""
Dates as the press gives them: imprecise, and never made more precise than they are.

The law: a date is EDTF text (the Extended Date/Time Format, ISO 8601-2:2019) and stays that text. From it follow
the first and the last day on which the thing may have happened, either of which may be unknown. Nothing is
padded: `2024-08~` ("about August") has the days of August, and the `~` is kept for the reader. One date lies before
another only when every day of the one does.

>>> august, summer = ImpreciseDate.parse("2024-08~"), ImpreciseDate.parse("2024-06/2024-08")
>>> str(august), str(august.earliest), str(august.latest), august.approximate
('2024-08~', '2024-08-01', '2024-08-31', True)
>>> print(august.compare(summer), august.compare(ImpreciseDate.parse("2024-09-02")))
undetermined before
>>> print(ImpreciseDate.parse("../2023-09-06").earliest)
None


What is read of EDTF:

    day, month, year        2024-09-17  2024-09  2024
    unspecified digits      2024-09-XX  2024-XX  2024-XX-XX  202X  20XX
    qualified               any of these and then ? (uncertain), ~ (approximate) or % (both)
    interval                2024-06-06/2024-06-27  2024-06?/2024-07  2024-06/..  ../2024-06
    one of a set            [2024-08-30,2024-08-31]  [2024-08-01..2024-08-05,2024-09]  [..2024]  [2024..]

The dates inside an interval or a set are written without X. An interval on an event means *some day between*.
"""

import calendar
import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import field, frozen

#: An exact day, or its text; the end of the log, or no limit, when None.
Day = date | str | None

_WHOLE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MASKED: Final = re.compile(r"(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-[0-9]{2}-XX)")
_QUALIFIERS: Final = ("?", "~", "%")
_DECEMBER: Final = 12
_SHOWN: Final = 60
_PARTS_OF_A_YEAR: Final = range(21, 42)


class DateError(ValueError):
    """
    A text is not a date that can be read.

    Attributes:
        reason: What is wrong with it, as a sentence without its full stop.
        hint: What to write instead, likewise.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.reason}; {self.hint}"


class Order(StrEnum):
    """How one imprecise date lies to another."""

    BEFORE = "before"
    AFTER = "after"
    UNDETERMINED = "undetermined"


@frozen
class ImpreciseDate:
    """
    Know a day as well as the source knew it, and no better.

    Made by `ImpreciseDate.parse` or `ImpreciseDate.on`. Two dates are equal if they are written alike:
    `2024-05` and `2024-05-01/2024-05-31` have the same days but are different statements.

    Attributes:
        text: The EDTF text as written.
        earliest: The first day it may have been; None if that is unknown.
        latest: The last day it may have been; None if that is unknown.
        uncertain: Whether the source of the date is in doubt (`?` or `%`).
        approximate: Whether the date is a rough one (`~` or `%`).
    """

    text: str
    earliest: date | None = field(eq=False, repr=False)
    latest: date | None = field(eq=False, repr=False)
    uncertain: bool = field(eq=False, repr=False)
    approximate: bool = field(eq=False, repr=False)

    @staticmethod
    def parse(text: str) -> "ImpreciseDate":
        """
        Read EDTF text; equal texts commonly share one value.

        >>> ImpreciseDate.parse("2024-02").latest
        datetime.date(2024, 2, 29)

        Raises:
            DateError: if the text is no date, with what to write instead.
        """
        return _parse(text)

    @staticmethod
    def on(day: date) -> "ImpreciseDate":
        """
        Name one exact day.

        >>> str(ImpreciseDate.on(date(2024, 9, 17)))
        '2024-09-17'
        """
        return _parse(f"{day.year:04}-{day.month:02}-{day.day:02}")

    @property
    def is_day(self) -> bool:
        """Tell whether only one day comes into question."""
        return self.earliest is not None and self.earliest == self.latest

    def compare(self, other: "ImpreciseDate") -> Order:
        """
        Say whether this certainly lies on an earlier or on a later day than another.

        The same exact day is undetermined, because a date says nothing of the hour.
        """
        if self.latest is not None and other.earliest is not None and self.latest < other.earliest:
            return Order.BEFORE
        if self.earliest is not None and other.latest is not None and self.earliest > other.latest:
            return Order.AFTER
        return Order.UNDETERMINED

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> "tuple[object, tuple[str]]":
        # The text says everything, is small, and lets a worker process share equal dates again.
        return _parse, (self.text,)


def day_of(day: Day) -> date | None:
    """
    Read a day that may be given as its text, or not at all.

    Raises:
        DateError: The text is no exact day.
    """
    return parse_day(day) if isinstance(day, str) else day


def parse_day(text: str) -> date:
    """
    Read one exact day, such as the day of an "as of".

    >>> parse_day("2024-09-17")
    datetime.date(2024, 9, 17)

    Raises:
        DateError: if the text is no date, or one of several days, or a qualified one.
    """
    whole = _WHOLE.fullmatch(text)
    if whole and whole[3]:
        return _whole_days(whole).first
    several = _parse(text)
    sample = several.latest or several.earliest or date(2024, 9, 17)
    raise DateError(f"{_quoted(text)} is not one exact day", f"write a year, month and day, such as {sample}")


class _FirstAndLast(NamedTuple):
    first: date
    last: date


@lru_cache(maxsize=1 << 16)
def _parse(text: str) -> ImpreciseDate:
    if (whole := _WHOLE.fullmatch(text)) is not None:
        return ImpreciseDate(text, *_whole_days(whole), uncertain=False, approximate=False)
    if text.startswith("[") and text.endswith("]"):
        return ImpreciseDate(text, *_set_bounds(text), uncertain=False, approximate=False)
    if text.count("/") == 1:
        return _interval(text)
    body, qualifier = _unqualified(text)
    return ImpreciseDate(
        text, *_single_days(body, text), uncertain=qualifier in "?%", approximate=qualifier in "~%"
    )


def _unqualified(text: str) -> tuple[str, str]:
    """Split a qualifier off; a blank stands for none, because an empty text is part of every text."""
    return (text[:-1], text[-1]) if text.endswith(_QUALIFIERS) else (text, " ")


def _single_days(body: str, text: str) -> _FirstAndLast:
    if (whole := _WHOLE.fullmatch(body)) is not None:
        return _whole_days(whole)
    if _MASKED.fullmatch(body) is None:
        raise _not_a_date(text)
    if "-" in body:
        # An unspecified month or day leaves exactly the days of the year or month before it.
        return _single_days(body.removesuffix("-XX").removesuffix("-XX"), text)
    lowest, highest = body.replace("X", "0"), body.replace("X", "9")
    if int(lowest) == 0:
        raise _year_zero(text)
    return _FirstAndLast(date(int(lowest), 1, 1), date(int(highest), 12, 31))


def _whole_days(whole: re.Match[str]) -> _FirstAndLast:
    """Give the first and last day of a whole year, month or day that the calendar has."""
    year = int(whole[1])
    if year == 0:
        raise _year_zero(whole[0])
    if whole[2] is None:
        return _FirstAndLast(date(year, 1, 1), date(year, 12, 31))
    month = int(whole[2])
    if not 1 <= month <= _DECEMBER:
        raise _no_such_month(whole[0], month)
    length = calendar.monthrange(year, month)[1]
    if whole[3] is None:
        return _FirstAndLast(date(year, month, 1), date(year, month, length))
    day = int(whole[3])
    if not 1 <= day <= length:
        raise DateError(
            f"'{whole[0]}' is not a day: {calendar.month_name[month]} {year} has {length} days",
            f"write a day from {whole[1]}-{whole[2]}-01 to {whole[1]}-{whole[2]}-{length}",
        )
    return _FirstAndLast(date(year, month, day), date(year, month, day))


def _interval(text: str) -> ImpreciseDate:
    """Read `from/to`, where an end that is `..` or empty is unknown."""
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise DateError(
            f"the interval {_quoted(text)} has no date in it", "give one end, or leave the date out"
        )
    (first, start_qualifier), (last, end_qualifier) = _interval_end(start, text), _interval_end(end, text)
    if first is not None and last is not None and first.first > last.last:
        raise DateError(f"the interval {_quoted(text)} ends before it begins", f"write '{end}/{start}'")
    qualifiers = {start_qualifier, end_qualifier}
    return ImpreciseDate(
        text,
        first and first.first,
        last and last.last,
        uncertain=not qualifiers.isdisjoint("?%"),
        approximate=not qualifiers.isdisjoint("~%"),
    )


def _interval_end(end: str, text: str) -> tuple[_FirstAndLast | None, str]:
    if end in ("", ".."):
        return None, " "
    body, qualifier = _unqualified(end)
    return _whole_inside(body, f"the interval {_quoted(text)}"), qualifier


def _whole_inside(part: str, outer: str) -> _FirstAndLast:
    """Read a whole date that is a part of an interval or a set."""
    if (whole := _WHOLE.fullmatch(part)) is not None:
        return _whole_days(whole)
    if _MASKED.fullmatch(part) is not None:
        shorter = part.removesuffix("-XX").removesuffix("-XX")
        instead = "a whole year" if "X" in shorter else f"'{shorter}'"
        raise DateError(f"{outer} has unspecified digits in '{part}'", f"write {instead} there")
    if part == "":
        raise DateError(f"{outer} does not have a date in each place", "write dates such as 2024-09-17")
    if _WHOLE.fullmatch(part[:-1]) is not None and part.endswith(_QUALIFIERS):
        raise DateError(f"{outer} has a qualifier in '{part}'", f"write '{part[:-1]}' there")
    raise _not_a_date(part)


def _set_bounds(text: str) -> tuple[date | None, date | None]:
    """Read `[a,b..c]`; only the first member may be open below, only the last one open above."""
    members = text[1:-1].split(",")
    if members == [""]:
        raise DateError(f"the set {_quoted(text)} is empty", "write its days, or leave the date out")
    if len(members) == 1 and ".." not in text:
        raise DateError(f"the set {_quoted(text)} has only one member", f"write '{members[0]}' alone")
    bounds = [_member_bounds(member, text) for member in members]
    starts, ends = [first for first, _ in bounds], [last for _, last in bounds]
    if None in starts[1:] or None in ends[:-1]:
        raise DateError(f"the set {_quoted(text)} is open in its middle", "open only its first or last date")
    return (
        None if None in starts else min(start for start in starts if start),
        None if None in ends else max(end for end in ends if end),
    )


def _member_bounds(member: str, text: str) -> tuple[date | None, date | None]:
    outer = f"the set {_quoted(text)}"
    start, dots, end = member.partition("..")
    if not dots:
        return _whole_inside(member, outer)
    if not start and not end:
        raise DateError(f"{outer} has '..' without a date", "write '[..2024]' or '[2024..]'")
    if start and end and len(start) != len(end):
        raise DateError(
            f"the ends of '{member}' are not equally precise", "write days, months or years for both"
        )
    first, last = start and _whole_inside(start, outer), end and _whole_inside(end, outer)
    if first and last and first.first > last.first:
        raise DateError(f"the range '{member}' ends before it begins", f"write '{end}..{start}'")
    return (first[0] if first else None), (last[1] if last else None)


def _year_zero(text: str) -> DateError:
    return DateError(f"'{text}' lies before the year 0001", "write a year from 0001 to 9999")


def _no_such_month(text: str, month: int) -> DateError:
    if month in _PARTS_OF_A_YEAR:
        return DateError(
            f"'{text}' is a season or a part of a year", "write its months, such as 2024-03/2024-05"
        )
    return DateError(f"'{text}' has no month {month:02}", "write a month from 01 to 12")


_USUAL: Final = "write a date such as 2024-09-17, 2024-09 or 2024, and the words of the source in `as_said`"
_YEARS: Final = "write a year from 0001 to 9999"

# What people write instead of a date that is read here: the text, what is wrong with it, what to write.
# The first that fits words the refusal, so that the special ones stand before the general.
_LIKELY_MISTAKES: Final = tuple(
    (re.compile(pattern, re.DOTALL), reason, hint)
    for pattern, reason, hint in (
        (r"\s*", "is empty", "write a date such as 2024-09, or leave the date out"),
        (r"\s.*|.*\s", "has a blank before or after it", "leave the blank out"),
        (r"\{.*\}", "means all of several dates", "write several events, one for each date"),
        (r".*[][].*", "mixes a set with something else", "write only a set, such as [2024-08-30,2024-08-31]"),
        (r".*-.*[Tt ][0-9]{1,2}:?[0-9]{2}.*", "has a time of day", "write the day alone"),
        (r"-[0-9].*", "lies before the year 0001", _YEARS),
        (r"[0-9]{8}", "has no hyphens", "write a date such as 2024-09-17"),
        (r"Y?-?[0-9]+E[0-9]+.*|Y-?[0-9]+.*|[0-9]{5,}(-.*)?", "has no year of four digits", _YEARS),
        (r".*[?~%][0-9X-].*", "has a qualifier before its end", "put one ?, ~ or % at the end of the date"),
        (r"[0-9X-]+[?~%]{2,}", "has two qualifiers", "write % for both uncertain and approximate"),
        (r"[0-9]{2,4}[ux]{1,2}|[0-9]{4}-[0-9ux]{2}(-[ux]{2})?", "has a small letter for a digit", "write X"),
        (r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?", "leaves the wrong digit open", "write an interval, from/to"),
        (r"[0-9]{4}(-[0-9X]{1,2}){1,2}[?~%]?", "has a month or day of one digit", "write two, such as 05"),
        (r".*/.*/.*", "has more than two ends", _USUAL),
        (r".*", "is not a date", _USUAL),
    )
)


def _not_a_date(text: str) -> DateError:
    """Word the refusal of a text by the likeliest mistake."""
    reason, hint = next(
        (reason, hint) for pattern, reason, hint in _LIKELY_MISTAKES if pattern.fullmatch(text, 0, _SHOWN)
    )
    return DateError(f"{_quoted(text)} {reason}", hint)


def _quoted(text: str) -> str:
    """Quote what was written on one line, and of a very long text the beginning."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
