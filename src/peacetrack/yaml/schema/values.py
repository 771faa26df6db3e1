"""The schema of one value, by the type of its field; in step with the hooks of `yaml.records.codec`, which read it.

The reader takes every scalar as text, while an editor sees a number or a truth value in `13` and `true`. So whatever is
text may be any of them, and a number may stand in quotes.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, Literal, NewType, Union, get_args, get_origin

from peacetrack.aspects.assertions import Assertion
from peacetrack.aspects.conditions import BodyStep, Gate, Requirement, SignedText, Step, Threshold
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.reports import Written
from peacetrack.aspects.tallies import Besides, Quantity
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import EventId, ProvisionId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.votes import Voters
from peacetrack.yaml.records.codec import QUANTITY_FIELDS

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "minLength": 1}
#: What may be empty as well.
TITLE: Final[Schema] = {"type": ["string", "number", "boolean"]}
WHOLE: Final = "^(0|[1-9][0-9]{0,8})$"
#: An id, in signs that every kind of regular expression reads alike: what is not ASCII may be a letter.
ID: Final = (
    "^[^\\x00-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]"
    "[^\\x00-\\x22\\x24-\\x2a\\x2c\\x3b-\\x40\\x5b-\\x5e\\x60\\x7b-\\x7f]*$"
)
_YEAR: Final = "(?!0000)[0-9]{4}"
_MONTH: Final = "(0[1-9]|1[0-2])"
_DAY: Final = f"{_YEAR}(-{_MONTH}(-(0[1-9]|[12][0-9]|3[01]))?)?"
_MASKED: Final = f"(?!000)[0-9]{{3}}X|(?!00)[0-9]{{2}}XX|{_YEAR}-XX(-XX)?|{_YEAR}-{_MONTH}-XX"
_SINGLE: Final = f"({_DAY}|{_MASKED})[?~%]?"
_END: Final = f"(\\.\\.|{_DAY}[?~%]?)?"
_MEMBER: Final = f"({_DAY}(\\.\\.({_DAY})?)?|\\.\\.{_DAY})"
DATE: Final = f"^({_SINGLE}|{_END}/{_END}|\\[{_MEMBER}(,{_MEMBER})*\\])$"
#: What an editor says instead of the pattern, which nobody could read.
NO_DATE: Final = "This is not a date: write 2024-09-17, 2024-09, 2024-06-06/2024-06-27 for some day between, or ../2024-09-17."
NUMBER: Final[Schema] = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 999_999_999},
        {"type": "string", "pattern": WHOLE},
    ]
}
IDENTIFIER: Final[Schema] = {**TEXT, "pattern": ID}


#: A text that is ratified: by all, or by one party.
RATIFICATION: Final[Schema] = {
    "anyOf": [
        {"$ref": "#/definitions/id"},
        {
            "type": "object",
            "additionalProperties": {"$ref": "#/definitions/id"},
            "minProperties": 1,
            "maxProperties": 1,
        },
    ]
}


def one_or_several(item: Schema) -> Schema:
    """Allow one item alone, or a list of them that is not empty."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def ref(name: str) -> Schema:
    """Refer to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def choice_of(values: tuple[Any, ...]) -> Schema:
    """Allow one of some values."""
    return {"enum": [str(value) for value in values]}


def closed(properties: Schema, *, required: tuple[str, ...] = (), own: bool = False) -> Schema:
    """
    Allow a mapping of these keys and no others.

    Args:
        properties: What each key may hold.
        required: Keys that must be there.
        own: The author's own keys, which begin with `x-`, may stand beside them.
    """
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if own:
        schema["patternProperties"] = {"^x-": True}
    return {**schema, "required": list(required)} if required else schema


def one_key(properties: Schema) -> Schema:
    """Allow a mapping of exactly one of these keys."""
    return {**closed(properties), "minProperties": 1, "maxProperties": 1}


def value_of(kind: Any, named: Callable[[Any], Schema]) -> Schema:
    """
    Give the schema of what can stand for a type.

    Args:
        kind: The type of a field.
        named: Gives the schema of a class that has keys of its own.
    """
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, NewType):
        return ref("id")
    if get_origin(kind) is Literal:
        return choice_of(get_args(kind))
    if kind == Assertion:
        return ref("assertion")
    if get_origin(kind) in (Union, types.UnionType):
        (only,) = (part for part in get_args(kind) if part is not types.NoneType)
        return value_of(only, named)
    if get_origin(kind) is tuple:
        return one_or_several(value_of(get_args(kind)[0], named))
    if get_origin(kind) is ReadOnly:
        return {"type": "object"}
    return _class(kind, named)


def _class(kind: Any, named: Callable[[Any], Schema]) -> Schema:
    """Give the schema of a class; some may stand in a short form."""
    if issubclass(kind, StrEnum):
        return choice_of(tuple(kind))
    if kind is Citation:
        return {"anyOf": [NUMBER, named(kind)]}
    if kind is Mention:
        return {"anyOf": [ref("id"), named(kind)]}
    if kind is BodyStep:
        return {"anyOf": [ref("text"), named(kind)]}
    if kind is Requirement:
        return one_or_several(named(kind))
    if kind is Besides:
        return {"anyOf": [*one_or_several(ref("id"))["anyOf"], named(kind)]}
    return named(kind)


def _gate() -> Schema:
    several = one_or_several(ref("id"))
    steps = {step.value: several if step.is_of_provisions else ref("id") for step in Step}
    return one_key({**steps, Step.RATIFICATION.value: RATIFICATION})


def _quantity() -> Schema:
    parts = closed(dict.fromkeys(QUANTITY_FIELDS, NUMBER))
    other = closed({"more_than": closed({"as_of": ref("day")}, required=("as_of",))}, required=("more_than",))
    listed = {"type": "array", "items": ref("id"), "minItems": 1}
    return {"anyOf": [NUMBER, {"const": "rest"}, {**parts, "minProperties": 1}, listed, other]}


#: The values that are described once, by the names under which the others refer to them.
SHARED_VALUES: Final[dict[str, Schema]] = {
    "text": {**TEXT, "description": "A text; one that YAML would take for something else needs no quotes."},
    "id": {
        **IDENTIFIER,
        "description": "A letter or digit, and then letters, digits or any of `_ . : / # + -`.",
    },
    "number": {**NUMBER, "description": "A whole number."},
    "date": {
        "description": "A date in EDTF (ISO 8601-2): 2024-09-17, 2024-09, 2024-06-06/2024-06-27, ../2024-09-17, 2024-08~.",
        "anyOf": [
            {"type": "string", "pattern": DATE, "patternErrorMessage": NO_DATE},
            {"type": "integer", "minimum": 1, "maximum": 9999},
            {"type": "array", "items": {"type": ["string", "integer"]}, "minItems": 1},
        ],
    },
    "day": {
        "description": "One exact day, such as 2024-09-17.",
        "type": "string",
        "pattern": f"^{_YEAR}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])$",
        "patternErrorMessage": "This is not one exact day, such as 2024-09-17.",
    },
    "gate": {
        "description": "One step with its object, such as `{signature: treaty}` or `{opening: [chapter-1]}`.",
        **_gate(),
    },
    "quantity": {
        "description": "A number as it was stated: `13`, `{min: 2}`, `{approx: 70}`, `[chapter-1, chapter-4]`, `rest`, or in a claim `{more_than: {as_of: 2024-06-01}}`.",
        **_quantity(),
    },
}
SHARE: Final = "^[0-9]{1,9}/[0-9]{1,9}$"
SCALARS: Final[dict[Any, Schema]] = {
    Threshold: {
        "anyOf": [NUMBER, closed({"share": {"type": "string", "pattern": SHARE}}, required=("share",))]
    },
    SignedText: {"anyOf": [{"const": True}, ref("id")]},
    Voters: {"anyOf": [NUMBER, *one_or_several(ref("text"))["anyOf"]]},
    str: ref("text"),
    int: ref("number"),
    bool: {"enum": [True, False, "true", "false"]},
    ImpreciseDate: ref("date"),
    dt.date: ref("day"),
    SpeakerId: ref("text"),
    EventId: ref("id"),
    Gate: ref("gate"),
    Quantity: ref("quantity"),
    Written: {"anyOf": [ref("text"), {"type": "object"}]},
    ReadOnly[str, ProvisionId]: {"type": "object", "additionalProperties": ref("id")},
    ReadOnly[int, str]: {
        "type": "object",
        "propertyNames": {"pattern": WHOLE},
        "additionalProperties": ref("text"),
    },
}
