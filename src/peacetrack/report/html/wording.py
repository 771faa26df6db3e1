"""Words for people who read the report and never saw the log: days, names, and what stands in an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import BodyStep, Gate, SignedText, Threshold
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import Besides, Quantity
from peacetrack.beliefs.accounts import Account
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import TopicId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.votes import Voters


@attrs.frozen
class Name:
    """
    A name from the log inside a sentence of the report, so that it can be set in its own direction.

    Attributes:
        text: As the log writes it.
    """

    text: str


#: A sentence of the report's own words and of names from the log.
Sentence = tuple[str | Name, ...]
#: What every event has, and is stated in a place of its own.
OF_EVERY_EVENT: Final = frozenset(field.name for field in attrs.fields(Event)) - {"votes"}
#: Where the report says it elsewhere: the demand, the offer or the words themselves lead the entry.
LEADING: Final = ("what", "offer")
FINAL_DAY: Final = "the end of the log"


def plain(name: str) -> str:
    """Write a word of the log's vocabulary as a sentence has it."""
    return name.replace("_", " ")


def named(names: Iterable[str]) -> Sentence:
    """
    Join names in a sentence.

    Examples:
        >>> named(["Armenia", "Azerbaijan"])
        (Name(text='Armenia'), ' and ', Name(text='Azerbaijan'))
    """
    parts: list[str | Name] = []
    *most, last = map(Name, dict.fromkeys(names))
    for name in most:
        parts += [name, ", "]
    return (*parts[:-1], " and ", last) if most else (last,)


def on_day(day: dt.date | None) -> str:
    """Name the day of a state."""
    return str(day) if day else FINAL_DAY


def account_name(account: Account, cast: Cast) -> str:
    """Name an account for readers."""
    if account.actors:
        return ", ".join(map(cast.title, account.actors))
    return {"everyone": "Everyone", "common_ground": "Common ground"}.get(str(account), "A choice of events")


def numbers(found: Iterable[int]) -> str:
    """
    Write paragraph numbers shortly.

    Examples:
        >>> numbers([1, 2, 3, 5])
        '1–3, 5'
    """
    runs = groupby(enumerate(sorted(found)), lambda pair: pair[1] - pair[0])
    ends = ([number for _, number in run] for _, run in runs)
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ends)


def details(event: Event, cast: Cast) -> Iterator[tuple[str, str]]:
    """List what an event tells besides who, when and the leading words: each a label and its value in words."""
    for field in attrs.fields(type(event)):
        value = getattr(event, field.name)
        if field.name not in OF_EVERY_EVENT and field.name not in LEADING and _is_given(value):
            label = field.metadata.get("yaml", field.name) or field.name
            yield plain(label), value_in_words(value, cast)


def _is_given(value: object) -> bool:
    return value is not None and value is not False and value not in ((), "", Besides(), ReadOnly())


def leading(event: Event) -> str:
    """Give the words that an event itself puts first: the demand, the offer, the statement."""
    return next((getattr(event, name) for name in LEADING if getattr(event, name, "")), "")


def value_in_words(value: Any, cast: Cast) -> str:
    """Write the value of any field in words; names of actors, voices and topics as the cast has them."""
    match value:
        case bool():
            return "yes"
        case Enum():
            return plain(str(value))
        case str():
            return topic_name(value, cast) if value in cast.topics else actor_name(value, cast)
        case Mention():
            said = f" (“{value.as_said}”)" if value.as_said else ""
            return f"{topic_name(value.topic, cast)}{said}"
        case ImpreciseDate():
            return in_words(value)
        case Voters() | ReadOnly():
            return _several(value, cast)
        case Quantity() | Gate() | Besides() | BodyStep() | Threshold() | SignedText():
            return str(value)
        case tuple():
            return ", ".join(value_in_words(one, cast) for one in value)
        case _ if attrs.has(type(value)):
            fields = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)))
            return ", ".join(
                f"{plain(name)}: {value_in_words(one, cast)}" for name, one in fields if _is_given(one)
            )
        case _:
            return str(value)


def _several(value: Voters | ReadOnly[Any, Any], cast: Cast) -> str:
    """Write how many voted alike, and who; or which provision stands under which number."""
    if isinstance(value, ReadOnly):
        return ", ".join(f"{number}: {name}" for number, name in value.items())
    names = f" ({', '.join(actor_name(name, cast) for name in value.names)})" if value.names else ""
    return f"{value.number}{names}"


def actor_name(name: str, cast: Cast) -> str:
    """Name an actor or a voice for readers; any other word stays as it is."""
    return cast.title(name) if name in cast.actor_of else name


def topic_name(name: str, cast: Cast) -> str:
    """Name a topic for readers."""
    return cast.topics.get(TopicId(name)) or plain(name)
