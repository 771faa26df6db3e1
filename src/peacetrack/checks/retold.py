r"""What a text may tell again: the events of a log whose people or whose day it names.

The law: a name is one that the cast gives, or one of its aliases, as a whole word; a day is one that the text writes out.
Nothing is guessed: a text that names neither is said to tell of nothing, and whether it does is its reader's to say.

>>> [*days_in("On 17 September 2024, and again on Sept. 23", until=dt.date(2024, 10, 1))]
[datetime.date(2024, 9, 17), datetime.date(2024, 9, 23)]
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import OtherReport
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId, SpeakerId
from peacetrack.yaml.records.references import naming_fields

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY: Final = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s+(?P<year>[12][0-9]{3})\b)?"
#: A day as it is written in English, and as ISO 8601 has it.
_WRITTEN: Final = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"),
)


@attrs.frozen(kw_only=True)
class Retold:
    """
    An event that a text may tell again.

    Attributes:
        event: Which event.
        paragraph: Where: the first paragraph with its day, or else the one that names most of its people.
        day: Its day, if the text writes it out.
        names: Those of its people whom the text names.
    """

    event: EventId
    paragraph: int
    day: dt.date | None
    names: tuple[SpeakerId, ...]


def days_in(text: str, *, until: dt.date | None = None) -> Iterator[dt.date]:
    """
    Find the days that a text writes out.

    Args:
        text: The text.
        until: When it appeared at the latest. A day without a year is the last one before that; without it, it is none.
    """
    for written in _WRITTEN:
        for found in written.finditer(text):
            status, day = found["month"], int(found["day"])
            month = int(status) if status.isdigit() else _month(status)
            if found["year"]:
                yield from _day(int(found["year"]), month, day)
            elif until is not None:
                years = (until.year, until.year - 1)
                days = (one for year in years for one in _day(year, month, day) if one <= until)
                yield from [*days][:1]


def _month(status: str) -> int:
    start = status.lower()[:3]
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(start))


def _day(year: int, month: int, day: int) -> Iterator[dt.date]:
    try:
        yield dt.date(year, month, day)
    except ValueError:
        return


def named_in(cast: Cast, paragraphs: Sequence[str]) -> dict[SpeakerId, tuple[int, ...]]:
    """Tell in which paragraphs of a text each actor and each voice is named, by name or by alias."""
    spellings: dict[SpeakerId, tuple[str, ...]] = {
        **{SpeakerId(actor.id): (actor.name, *actor.aliases) for actor in cast.actors.values()},
        **{voice.id: (voice.name, *voice.aliases) for voice in cast.voices.values()},
    }
    return {
        name: places
        for name, phrase in spellings.items()
        if (places := tuple(number for number, text in enumerate(paragraphs, 1) if _names(phrase, text)))
    }


def _names(phrase: Iterable[str], text: str) -> bool:
    return any(status and re.search(rf"(?<!\w){re.escape(status)}(?!\w)", text) for status in phrase)


def retold(log: Log, paragraphs: Sequence[str], *, until: dt.date | None = None) -> tuple[Retold, ...]:
    """
    List the events of a log that a text may tell again.

    They are those whose day it writes out, then those with a person whom it names, first where it names all of their
    people. Of equal ones the latest comes first.

    Args:
        log: The log.
        paragraphs: The paragraphs of the text.
        until: When it appeared at the latest.
    """
    named = named_in(log.cast, paragraphs)
    events = {event.id: event for event in log.events}
    written: dict[dt.date, int] = {}
    for number, text in enumerate(paragraphs, 1):
        for day in days_in(text, until=until):
            written.setdefault(day, number)
    stated = [event for event in log.events if not isinstance(event, OtherReport)]
    found = [one for event in reversed(stated) for one in _retold(event, log.cast, named, written)]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.names != _people(events[one.event]))))


def _retold(
    event: Event,
    cast: Cast,
    named: Mapping[SpeakerId, tuple[int, ...]],
    written: Mapping[dt.date, int],
) -> Iterator[Retold]:
    people = _people(event)
    names = tuple(name for name in people if name in named)
    date = event.date
    day = date.earliest if date is not None and date.earliest == date.latest else None
    if day is not None and day in written:
        yield Retold(event=event.id, paragraph=written[day], day=day, names=names)
    elif not cast.voices.keys().isdisjoint(names):
        places = [number for name in names for number in named[name]]
        most = max(places, key=lambda number: (places.count(number), -number))
        yield Retold(event=event.id, paragraph=most, day=None, names=names)


def _people(event: Event) -> tuple[SpeakerId, ...]:
    """Name everybody whom an event names, each once."""
    found: list[SpeakerId] = []
    for field, several, _ in naming_fields(type(event)):
        value = getattr(event, field)
        found += value if several else [value] if value else []
    return tuple(dict.fromkeys(found))
