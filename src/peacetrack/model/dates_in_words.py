"""Dates as a reader says them: `by 17 September 2024`, `one of four Thursdays in June 2024`.

The law: words are no more precise than the date is, and no less: what is open, rough or in doubt is said to be so.

Examples:
    >>> said = ImpreciseDate.parse
    >>> in_words(said("2024-09-17")), in_words(said("2024-09")), in_words(said("2024"))
    ('17 September 2024', 'September 2024', '2024')
    >>> in_words(said("../2024-09-17")), in_words(said("2024-09-17/.."))
    ('by 17 September 2024', '17 September 2024 or later')
    >>> in_words(said("2024-06-06/2024-06-27")), in_words(said("2024-08-30/2024-09-02"))
    ('between 6 and 27 June 2024', 'between 30 August and 2 September 2024')
    >>> in_words(said("[2024-06-06,2024-06-13,2024-06-20,2024-06-27]")), in_words(said("[2024-08-30,2024-08-31]"))
    ('one of four Thursdays in June 2024', '30 or 31 August 2024')
    >>> in_words(said("2024-08~")), in_words(said("2024-08?")), in_words(None)
    ('about August 2024', 'August 2024 (in doubt)', 'on a day that nobody told')
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from peacetrack.model.dates import ImpreciseDate

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEVER_STATED: Final = "on a day that nobody told"


def in_words(date: ImpreciseDate | None) -> str:
    """Say when something was, no more precisely than it is known."""
    if date is None:
        return NEVER_STATED
    if date.text.startswith("["):
        return _one_of(date)
    if "/" in date.text:
        return _between(date)
    return _one(date.text)


def day_in_words(day: date) -> str:
    """
    Say a day.

    Examples:
        >>> day_in_words(date(2024, 9, 17))
        '17 September 2024'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(date: ImpreciseDate | None) -> str:
    """
    Say when something was, as a sentence goes on.

    Examples:
        >>> said = ImpreciseDate.parse
        >>> when_in_words(said("2024-09-17")), when_in_words(said("2024-09")), when_in_words(said("../2024-09-17"))
        ('on 17 September 2024', 'in September 2024', 'by 17 September 2024')
    """
    text = in_words(date)
    if date is None or date.text[0] == "[" or "/" in date.text or text.startswith("about "):
        return text
    return f"{'on' if date.is_day else 'in'} {text}"


def _one(text: str) -> str:
    """Word a day, a month or a year, with what its marks say of it."""
    about = "about " if text[-1] in "~%" else ""
    doubt = " (in doubt)" if text[-1] in "?%" else ""
    return f"{about}{_plain(text.rstrip('?~%'))}{doubt}"


def _plain(text: str) -> str:
    """Word a day, a month or a year without a mark; a day or a month that is left open is not named."""
    year, *rest = (part for part in text.split("-") if part != "XX")
    phrase = [str(int(part)) if place else MONTHS[int(part) - 1] for place, part in enumerate(rest)]
    return " ".join((*reversed(phrase), year))


def _between(date: ImpreciseDate) -> str:
    start, _, end = date.text.partition("/")
    if date.earliest is None:
        return f"by {_one(end)}"
    if date.latest is None:
        return f"{_one(start)} or later"
    return f"between {_joined(_one(start), _one(end), 'and')}"


def _joined(first: str, last: str, name: str) -> str:
    """Name the month and the year once where both days share them."""
    one, other = first.split(" "), last.split(" ")
    if len(one) == len(other) == 3:
        if one[1:] == other[1:]:
            return f"{one[0]} {name} {last}"
        if one[2] == other[2]:
            return f"{' '.join(one[:2])} {name} {last}"
    return f"{first} {name} {last}"


def _one_of(date: ImpreciseDate) -> str:
    members = date.text[1:-1].split(",")
    days = [_day(member) for member in members]
    alike = _same_weekdays([day for day in days if day]) if all(days) else None
    if alike:
        return alike
    if len(members) == 2 and ".." not in date.text:
        return _joined(_one(members[0]), _one(members[1]), "or")
    first, last = date.earliest, date.latest
    if first and last:
        return f"a day among some from {day_in_words(first)} to {day_in_words(last)}"
    if last:
        return f"by {day_in_words(last)}"
    return f"{day_in_words(first)} or later" if first else f"one of {', '.join(members)}"


def _day(member: str) -> date | None:
    try:
        return date.fromisoformat(member)
    except ValueError:
        return None


def _same_weekdays(days: Sequence[date]) -> str | None:
    """Word several days of a month that fall on one day of the week."""
    if not 2 < len(days) < len(NUMBERS) or len({(day.weekday(), day.month, day.year) for day in days}) > 1:
        return None
    first = days[0]
    weekdays = WEEKDAYS[first.weekday()]
    return f"one of {NUMBERS[len(days)]} {weekdays} in {MONTHS[first.month - 1]} {first.year}"
