"""A log to the text of one self-contained document, in one canonical layout.

The law: what is written is read back as an equal log. What a reader would supply by itself is left out; a text stands
plain where both parsers read it plain, and otherwise in double quotes, with an escape for every character that a person
could not see.

>>> from peacetrack.model.cast import Cast, Negotiation
>>> from peacetrack.model.evidence import Source
>>> talks = Cast(negotiation=Negotiation(id="talks", title="The talks: a beginning"))
>>> press = Source(id="press", published=ImpreciseDate.parse("2024-09~"))
>>> print(dumps(Log(talks, ReadOnly({press.id: press}))))
peacetrack: 1
<BLANKLINE>
negotiation:
  id: talks
  title: "The talks: a beginning"
<BLANKLINE>
sources:
  press:
    published: 2024-09~
<BLANKLINE>
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.assertions import ASSERTIONS, NOT, NotAsserted, OwnAsserted, SubjectAsserted
from peacetrack.aspects.conditions import BodyStep, Gate, Requirement, SignedText, Threshold
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Written
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario, Then
from peacetrack.model.characters import UNSEEN, escape
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.misuse import require
from peacetrack.model.once import once
from peacetrack.model.votes import Voters
from peacetrack.yaml.parsing.text import LONGEST
from peacetrack.yaml.parsing.tree import Plain
from peacetrack.yaml.records.assembly import VERSION
from peacetrack.yaml.records.codec import QUANTITY_FIELDS, written_fields, yaml_name
from peacetrack.yaml.records.scalars import shown

#: The fields by which a reader finds an entry; the others follow in the order of their class.
FIRST: Final = ("id", "date", "by")
NAME_OF: Final = {kind: name for name, kind in ASSERTIONS.items()}


def dumps(log: Log, *scenarios: Scenario) -> str:
    """
    Write a log as one document that needs no other file.

    Args:
        log: A log as `load` gives it, or one built alike.
        scenarios: Scenarios that begin with this log; the document then holds them, and `check` plays them.

    Returns:
        The text of a `.peace.yaml` file; it ends with a line feed.

    Raises:
        ValueError: A text is too long for the reader, or holds half a surrogate pair, which is no character.
    """
    require(log, Log, "dumps")
    cast = log.cast
    sections: dict[str, Plain] = {
        "negotiation": _tree(cast.negotiation),
        "actors": _tree(cast.actors),
        "voices": _tree(cast.voices),
        "instruments": _tree(cast.instruments),
        "topics": _tree(cast.topics),
        "sources": _tree(log.sources),
        "events": [_tree(event) for event in log.events],
        "claims": [_tree(claim) for claim in log.claims],
        "scenarios": [_scenario(scenario) for scenario in scenarios],
    }
    parts = [f"peacetrack: {VERSION}"]
    parts += ["\n".join(_pair(key, section, "")) for key, section in sections.items() if section]
    return "\n\n".join(parts) + "\n"


def fields_of(event: Event) -> dict[str, Plain]:
    """Give what an event says, by the keys of a log; what a reader would supply by itself is left out."""
    return _record(event)


def _tree(value: Any) -> Plain:
    """Turn a value into what a reader would read as it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int() | ImpreciseDate():
            plain: Plain = value.tree if isinstance(value, Written) else str(value)
            return plain
        case dt.date():
            return value.isoformat()
        case tuple():
            return _tree(value[0]) if len(value) == 1 else [_tree(part) for part in value]
        case ReadOnly():
            return {str(name): _without_id(part) for name, part in value.items()}
        case Gate():
            return {
                str(value.step): {value.instrument: value.party}
                if value.instrument and value.party
                else value.instrument or [*value.provisions]
            }
        case Quantity():
            return _quantity(value)
        case Citation(paragraph=int(number)) if value == Citation(paragraph=number):
            return str(number)
        case Mention() if not value.as_said:
            return str(value.topic)
        case _:
            return _entry(value)


def _required(value: BodyStep | Threshold | SignedText | Requirement | Voters) -> Plain:
    """Turn what a condition requires, or who voted alike, into its shortest form: a body, a number, `true`, a list."""
    match value:
        case BodyStep():
            return _record(value) if value.party else value.body
        case Threshold():
            return str(value.number) if value.share is None else {"share": str(value.share)}
        case SignedText():
            return value.instrument or "true"
        case Voters():
            return _tree(value.names) if value.names else str(value.number)
        case _:
            return [_record(part) for part in value.every] if value.every else _record(value)


def _entry(value: Any) -> Plain:
    """Turn a record into its fields, those of an assertion below its name."""
    match value:
        case SubjectAsserted():
            since: dict[str, Plain] = {"since": str(value.since)} if value.since else {}
            return {value.aspect: {"id": value.id, "is": _tree(value.statuses), **since}}
        case NotAsserted():
            return {NOT: _tree(value.says)}
        case OwnAsserted():
            return {value.name: _record(value.asked)}
        case BodyStep() | Threshold() | SignedText() | Requirement() | Voters():
            return _required(value)
        case _:
            name = NAME_OF.get(type(value))
            return {name: _record(value)} if name else _record(value)


def _scenario(scenario: Scenario) -> dict[str, Plain]:
    """Write a scenario whose log stands in the same document."""
    fields: dict[str, Plain] = {
        "scenario": scenario.title,
        "id": scenario.id,
        "given": _record(attrs.evolve(scenario.given, log="")),
        "when": [_tree(event) for event in scenario.when],
        "then": [_then(then) for then in scenario.then],
        "refused": _record(scenario.refused) if scenario.refused else {},
        "xfail": scenario.xfail,
    }
    return {key: value for key, value in fields.items() if value}


def _then(then: Then) -> dict[str, Plain]:
    says = _tree(then.says)
    about: dict[str, Plain] = {key: value for key, value in _record(then).items() if key != "says" and value}
    return about if not isinstance(says, dict) else says | about


def _without_id(part: Any) -> Plain:
    """Leave the id of a part to the key under which it stands."""
    return (
        {key: field for key, field in _record(part).items() if key != "id"}
        if attrs.has(type(part))
        else _tree(part)
    )


def _record(value: Any) -> dict[str, Plain]:
    tree: dict[str, Plain] = {}
    for name, key, default in _plan(type(value)):
        part = getattr(value, name)
        if part != default:
            tree[key] = _tree(part)
        if name == "id" and isinstance(value, Event):
            tree["event"] = value.kind
    return tree


@once
def _plan(cls: Any) -> tuple[tuple[str, str, object], ...]:
    """Work out, once for each class, the order of its fields, their keys and what need not be written."""
    fields = sorted(written_fields(cls), key=lambda field: (*FIRST, field.name).index(field.name))
    return tuple((field.name, yaml_name(field), field.default) for field in fields)


def _quantity(value: Quantity) -> Plain:
    if value.rest:
        return "rest"
    if value.more_than is not None:
        return {"more_than": {"as_of": str(value.more_than)}}
    if value.ids:
        return [*value.ids]
    if value.low is not None and value == Quantity(low=value.low, high=value.low):
        return str(value.low)
    parts = ((key, getattr(value, name)) for key, name in QUANTITY_FIELDS.items())
    return {key: str(number) for key, number in parts if number is not None}


def _pair(key: str, value: Plain, pad: str) -> Iterator[str]:
    """Write a key and what stands under it."""
    written = _scalar(key, f"{pad}? ")
    head = f"{pad}{written}:" if len(written) <= LONGEST_KEY else f"{pad}? {written}\n{pad}:"
    match value:
        case dict() if value:
            yield head
            for inner, part in value.items():
                yield from _pair(inner, part, f"{pad}  ")
        case list():
            yield head
            is_spaced = key in SPACED and not pad
            for index, item in enumerate(value):
                if index and is_spaced:
                    yield ""
                yield from _item(item, f"{pad}  ")
        case _:
            yield f"{head} {_leaf(value, f'{head} ')}"


def _item(item: Plain, pad: str) -> Iterator[str]:
    """Write an item of a list: a dash, and beside it what would stand alone."""
    if isinstance(item, dict) and item:
        lines = [line for key, part in item.items() for line in _pair(key, part, f"{pad}  ")]
        yield f"{pad}- {lines[0].lstrip(' ')}"
        yield from lines[1:]
    else:
        yield f"{pad}- {_leaf(item, f'{pad}- ')}"


def _leaf(value: Plain, before: str) -> str:
    return _scalar(value, before) if isinstance(value, str) else "{}"


def _scalar(text: str, before: str) -> str:
    """Write a text behind what its line begins with; one that would make the line too long is broken in two."""
    written = text if text and not _NOT_PLAIN.search(text) else f'"{_quoted(text)}"'
    if len(before) + len(written) > LONGEST:
        half = len(text) // 2
        # The reader drops the blanks with which a line begins, up to one that is escaped.
        blank = "\\" if text[half] == " " else ""
        written = f'"{_quoted(text[:half])}\\\n {blank}{_quoted(text[half:])}"'
    if len(written) > LONGEST:
        raise ValueError(
            f"{shown(text)} takes {len(written):,} characters to write, and at most {LONGEST:,} are read; "
            "a very long text belongs in a file of its own"
        )
    return written


def _quoted(text: str) -> str:
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        raise ValueError(
            f"U+{ord(character):04X} is half a surrogate pair, and no character that could be written"
        )
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code <= 0xFF else escape(character))


#: A longer key cannot stand on the line of its value.
LONGEST_KEY: Final = 1000
#: Lists whose items a blank line parts.
SPACED: Final = ("events", "claims", "scenarios")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\0": "\\0"}
_ESCAPED: Final = re.compile(f'[{UNSEEN}"\\\\]')
_NOT_PLAIN: Final = re.compile(rf"\A[-?:,\[\]{{}}#&*!|>'\"%@`\s]|: | #|[:\s]\Z|[{UNSEEN}]")
