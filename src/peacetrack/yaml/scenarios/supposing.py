"""Events that somebody supposes on the spot: a kind and its fields, as one writes them in a shell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from peacetrack.log.scenario import Given, Scenario
from peacetrack.model.characters import quoted
from peacetrack.model.problems import Problem
from peacetrack.yaml.files.reader import problems_of
from peacetrack.yaml.parsing.parser import YamlError, read_plain
from peacetrack.yaml.records.checks import check
from peacetrack.yaml.records.entries import read_supposed
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.scenarios.given import known_after, problems_after
from peacetrack.yaml.scenarios.staging import Staged

#: A text in quotes, as YAML reads it.
_IN_QUOTES: Final = r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
#: A key and its value, which goes on to the next key; one in quotes may hold whatever looks like a key.
FIELD: Final = re.compile(
    rf"\s+([a-z_]+)=(\s*(?:{_IN_QUOTES})(?=\s+[a-z_]+=|\s*\Z)|.*?(?=\s+[a-z_]+=|\Z))", re.DOTALL
)
PLAIN: Final = re.compile(r"[\w./-]+")
QUOTED: Final = re.compile(_IN_QUOTES, re.DOTALL)
NAME: Final = "--event"


def written(event: str) -> str:
    """
    Write an event as a log does.

    Args:
        event: A kind and its fields, `condition_met condition=constitution date=2027-03`; a value goes on to the next
            field, one that begins with a bracket is a list or a mapping, and one in quotes is read as YAML reads it. Or
            the event as it stands in a log.

    Examples:
        >>> written("condition_met condition=constitution date=2027-03")
        '{event: condition_met, condition: constitution, date: 2027-03}'
        >>> written("condition_set what=Change the law gate={signature: treaty}")
        '{event: condition_set, what: "Change the law", gate: {signature: treaty}}'
        >>> print(written("statement_made what='Late, by=noon' by=reis"))
        {event: statement_made, what: 'Late, by=noon', by: reis}
    """
    text = event.strip()
    if text.startswith("{"):
        return text
    first = FIELD.search(text)
    kind = text[: first.start()] if first else text
    pairs = (found.groups() for found in FIELD.finditer(text))
    return (
        f"{{{', '.join([f'event: {_value(kind)}', *(f'{key}: {_value(value)}' for key, value in pairs)])}}}"
    )


def _value(value: str) -> str:
    text = value.strip()
    is_yaml = text[:1] in ("[", "{") or PLAIN.fullmatch(text) or QUOTED.fullmatch(text)
    return text if is_yaml else quoted(text)


def suppose_events(
    reading: Reading, events: Sequence[str], given: Given
) -> tuple[Staged | None, tuple[Problem, ...], Places]:
    """
    Read events that somebody supposes, as a scenario that asserts nothing.

    Args:
        reading: A log that could be read.
        events: Each as for `written`.
        given: How much of the log counts.

    Returns:
        The scenario, when nothing is wrong with the events; what is wrong; and their lines.
    """
    supposed = ",\n".join(map(written, events))
    text = Text(NAME, f"when: [{supposed}]\n", "supposed")
    places = Places((text,))
    try:
        records: Any = read_plain(text.text).tree["when"]
    except YamlError as error:
        return None, tuple(problems_of(error, text)), places
    draft = known_after(reading, given, text)
    read_supposed(draft, text, records, at=("when",), prefix="supposed-")
    check(draft)
    log = reading.log
    assert log is not None  # noqa: S101 - the caller has seen that it could be read
    if draft.problems:
        return None, tuple(problems_after(draft, log, given)), places
    scenario = Scenario(id="supposed", title="What if", given=given, when=tuple(draft.events))
    known = Places(tuple(draft.texts), draft.entries)
    return Staged(scenario, log, known, text.place(("when",))), (), places
