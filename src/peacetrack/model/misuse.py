"""Wrong use of the Python interface: it raises at once, and says what to do.

The law: a function that is given another thing than it takes raises a TypeError that names the function, what it was
given, and how to come from the one to the other.

>>> require("logs/2031", int, "replay")
Traceback (most recent call last):
TypeError: replay takes an int, not a str
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

#: How to come from what was given to what is taken, by the names of both types.
WAYS: Final[Mapping[tuple[str, str], str]] = {
    ("path", "Log"): "load it first: {function}(load({value!r}))",
    ("State", "Log"): "give it the log of the state: {function}(state.log)",
    ("Reading", "Log"): "give it the log that was read: {function}(reading.log)",
    ("path", "State"): "load and replay it first: {function}(replay(load({value!r})), …)",
    ("Log", "State"): "replay it first: {function}(replay(log), …)",
    ("Timeline", "State"): "take a day of it: {function}(timeline.at(day), …)",
    ("list", "Event"): "give the events one by one: {function}(log, *events)",
    ("tuple", "Event"): "give the events one by one: {function}(log, *events)",
    ("path", "Event"): "make an event of its class, such as ConditionMet(id=…, condition=…)",
}


def require(value: object, kind: type, function: str) -> None:
    """
    Make sure that a function was given what it takes.

    Args:
        value: What it was given.
        kind: What it takes.
        function: Its name.

    Raises:
        TypeError: It was given something else.
    """
    if not isinstance(value, kind):
        given = "path" if isinstance(value, str | os.PathLike) else type(value).__name__
        way = WAYS.get((given, kind.__name__), "").format(function=function, value=str(value)[:60])
        raise TypeError(
            f"{function} takes {_a(kind.__name__)}, not {_a(type(value).__name__)}{way and f': {way}'}"
        )


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"
