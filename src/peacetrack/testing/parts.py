"""Words, days and numbers: the smallest parts from which the strategies make everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects.tallies import Quantity
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.once import once

#: No generated course of events begins before this day, unless the caller brings other days.
BEGINNING: Final = dt.date(2024, 1, 1)

#: Texts that a careless writer or reader of YAML would change.
NASTY: Final = (
    "no", "NO", "on", "null", "~", "1.10", "012", "0x1F", "1e3", "2016-02-30", "true", "rest", "- x", "-x", "-", "---",
    "...", "... x", "--- x", "a: b", "a:b", "a:", ":", "?", "? x", "a #b", "a#b", "#", "# x", "[a", "{a: b}", "a, b", "]",
    "*a", "&a b", "!t", "!", "|", "|-", ">", "%YAML 1.1", "@a", "`a`", "<<", "=", "'", '"', "'a'", '"a"', 'a"b', "a'b",
    "\\", "\\n", "a\\", "a\nb", "\n", "a\n", "\ta", "a\tb", "a\t", " a", "a ", " ", "  ", "a  b", "\r", "a\r\nb", "\x00",
    "\x07", "\x1b", "\x7f", "\x85", "\xa0", "a\xa0b", "\u2028", "a\u2029b", "\u3000a", "\ufeff", "a\u202eb", "\ufffe",
    "é", "Armenia–Azerbaijan", "“must”", "平和", "Հայաստան", "سلام", "🕊️", "👩‍👩‍👧", "\U0010ffff", "x-a", "a: 'b' # c",
)  # fmt: skip
ODD: Final = ("no", "1.10", "a:", "e#1", "é", "x-1", "012", "rest", "NO", "a+b", "a/b", "平和", "q")


T = TypeVar("T")


def pick(draw: DrawFn, items: Sequence[T]) -> T:
    """Draw one of some items; `sampled_from` does the same, at several times the cost where the items differ each time."""
    return items[draw(st.integers(0, len(items) - 1))]


def some_of(draw: DrawFn, items: Sequence[T], most: int, *, least: int = 0) -> list[T]:
    """Draw some of the items, each once; none where there are none."""
    count = draw(st.integers(least, most)) if items else 0
    return [*dict.fromkeys(pick(draw, items) for _ in range(count))]


@once
def texts() -> SearchStrategy[str]:
    """
    Give texts that are not empty, many of which mean something else in YAML than they say.

    Titles, names and what was said are made of them.
    """
    return st.sampled_from(NASTY) | st.text(min_size=1, max_size=12)


@once
def identifiers() -> SearchStrategy[str]:
    """Give words that can be an id, among them some that YAML would read as a number or as `false`."""
    return st.sampled_from(ODD)


@st.composite
def dates(draw: DrawFn, *, days: SearchStrategy[dt.date] | None = None) -> ImpreciseDate:
    """
    Give dates of every form: a day, a month, an interval, one of several days, open on a side.

    Args:
        draw: Given by Hypothesis.
        days: Each date allows a day of these; days of two years when None.

    Examples:
        >>> from hypothesis import find, settings
        >>> new_year = dates(days=st.just(dt.date(2025, 1, 1)))
        >>> str(find(new_year, lambda date: not date.is_day, settings=settings(database=None, derandomize=True)))
        '2025-01'
    """
    day = BEGINNING + dt.timedelta(draw(st.integers(0, 730))) if days is None else draw(days)
    return blurred(draw, day)


def blurred(draw: DrawFn, day: dt.date) -> ImpreciseDate:
    """Draw a date that allows a day."""
    before, after = later(day, -draw(st.integers(0, 20))), later(day, draw(st.integers(0, 20)))
    return ImpreciseDate.parse(pick(draw, forms(day, before, after)))


def forms(day: dt.date, before: dt.date, after: dt.date) -> tuple[str, ...]:
    """List what may be written for a day, when it is known to lie between two others; the plainest comes first."""
    text = day.isoformat()
    year, month = text[:4], text[:7]
    interval = f"{before}/{after}" if before < after else text
    qualified = (f"{text}~", f"{month}?", f"{month}-XX", f"{year}-XX-XX")
    several = (f"../{after}", f"{before}/..", f"[{before}..{after}]", f"[{text},2030-01]")
    decade = (f"{year[:3]}X",) if year >= "0010" else ()
    return text, text, month, *qualified, year, interval, interval, *several, *decade


def later(day: dt.date, days: int) -> dt.date:
    """Give the day so many days later, or the last or first one that the calendar has."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


@once
def quantities(most: int = 20) -> SearchStrategy[Quantity]:
    """
    Give numbers as they are stated: exact, in bounds, about so many.

    Args:
        most: None of them is larger.
    """
    numbers = st.integers(0, most)
    return st.one_of(
        numbers.map(lambda n: Quantity(low=n, high=n)),
        numbers.map(lambda n: Quantity(low=n)),
        numbers.map(lambda n: Quantity(high=n)),
        numbers.map(lambda n: Quantity(approx=n)),
        st.tuples(numbers, numbers, numbers).map(
            lambda n: Quantity(low=min(n[:2]), high=max(n[:2]), approx=n[2])
        ),
    )


def _texts_or_own(own: SearchStrategy[str] | None) -> SearchStrategy[str]:
    return texts() if own is None else own


@attrs.frozen(slots=False, eq=False, kw_only=True)
class Parts:
    """
    The strategies that the caller brings for the smallest parts; those of this kit where None.

    Attributes:
        texts: For whatever is said or written. They are not empty.
        identifiers: For ids; where one comes twice, a number is added.
        dates: For the dates of events and sources.
    """

    texts: SearchStrategy[str] = attrs.field(default=None, converter=_texts_or_own)
    identifiers: SearchStrategy[str] | None = None
    dates: SearchStrategy[ImpreciseDate] | None = None

    @cached_property
    def texts_or_none(self) -> SearchStrategy[str]:
        """Give texts where there may be none."""
        return st.just("") | self.texts

    @property
    def ids(self) -> SearchStrategy[str]:
        """Give words that can be an id, of something that is named nowhere else."""
        return identifiers() if self.identifiers is None else self.identifiers


class Names:
    """Give a new name at each call; those of one cast or log share what is odd about them, unless the caller names."""

    def __init__(self, draw: DrawFn, own: SearchStrategy[str] | None, taken: Iterable[str] = ()) -> None:
        self.draw, self.own, self.taken = draw, own, {*taken}
        self.odd = "" if own is not None else draw(identifiers())
        self.count = 0

    def __call__(self, noun: str) -> str:
        """Name something, which is told apart by a word where the caller does not name it."""
        name = next(name for name in self._proposed(noun) if name not in self.taken)
        self.taken.add(name)
        return name

    def _proposed(self, noun: str) -> Iterator[str]:
        drawn = "" if self.own is None else self.draw(self.own)
        if drawn:
            yield drawn
        while True:
            self.count += 1
            odd = self.odd if self.count % 2 else ""
            yield f"{drawn}-{self.count}" if drawn else f"{self.odd}{noun}{self.count}{odd}"
