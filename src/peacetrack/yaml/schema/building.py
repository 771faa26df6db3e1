"""The schema of a whole file, from the classes that a log is read into.

`msgspec` can write a schema of attrs classes, but it would be the schema of another reader: one that takes a scalar by
its YAML type, knows no item without brackets, no paragraph that stands for a citation, and no author's own keys. So the
walk is our own, over the same fields as the reader's.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from peacetrack.aspects.assertions import ASSERTIONS, NOT, GateAsserted
from peacetrack.aspects.conditions import Step
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.log.claim import Claim
from peacetrack.log.scenario import Given, Refused, Then
from peacetrack.model.cast import Instrument, Negotiation, Provision
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.hints import hints_of
from peacetrack.yaml.records.assembly import SCENARIO_KEYS, TOP_LEVEL, VERSION
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.records.entries import OF_PROVISIONS
from peacetrack.yaml.schema.descriptions import FILE, SCENARIO, explained, plain, prose
from peacetrack.yaml.schema.values import (
    ID,
    RATIFICATION,
    SHARED_VALUES,
    TITLE,
    Schema,
    choice_of,
    closed,
    one_key,
    one_or_several,
    ref,
    value_of,
)

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
#: Parts of the cast: each has its id as its key, and may have the author's own keys.
KEYED: Final = (Actor, Voice, Instrument, Provision, Source)
#: Keys that may be left out although their class has no default for them.
GIVEN: Final = frozenset({"instrument"})
#: The keys of one scenario.
OF_ONE: Final = tuple(key for key in SCENARIO_KEYS if key not in ("scenarios", "background"))
OWN_KEYS: Final[Schema] = {"^x-": True}


def json_schema(aspects: tuple[Aspect[Any], ...]) -> Schema:
    """
    Build the schema of cast files, event files and scenario files.

    Args:
        aspects: Aspects of one's own, besides the built-in ones.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    vocabulary, walk = Vocabulary.of(aspects), _Walk()
    asserted = _asserted(walk, vocabulary)
    definitions: dict[str, Schema] = {
        **SHARED_VALUES,
        "assertion": {
            "description": "What has to hold. A part that is left out is not asserted.",
            **one_key(asserted),
        },
        "event": _event(walk, vocabulary),
        "scenario": _scenario(),
        "scenario-parts": _parts(walk, asserted),
    }
    whole = _file(walk)
    return {
        "$schema": DRAFT,
        "$id": f"urn:peacetrack:log:{VERSION}",
        "title": "peacetrack: the log of a negotiation",
        **whole,
        "definitions": definitions | dict(sorted(walk.definitions.items())),
    }


class _Walk:
    """The classes that a walk has met, each with the name of its definition."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self.names: dict[Any, str] = {}

    def named(self, cls: Any) -> Schema:
        """Refer to a class, and define it when it is met for the first time."""
        if cls not in self.names:
            taken = sum(other.__name__ == cls.__name__ for other in self.names)
            self.names[cls] = f"{cls.__name__}-{taken + 1}" if taken else cls.__name__
            self.definitions[self.names[cls]] = self.record(cls)
        return ref(self.names[cls])

    def record(self, cls: Any) -> Schema:
        """Describe the keys of a class."""
        required = tuple(yaml_name(field) for field in written_fields(cls) if _is_required(field, cls))
        own = cls in KEYED or cls is Claim or issubclass(cls, Event)
        keys = closed(self.properties(cls), required=required, own=own)
        return {"title": cls.__name__, "description": plain(prose(cls)), **keys}

    def properties(self, cls: Any) -> dict[str, Schema]:
        """Give what each key of a class may hold, and what it is for."""
        hints = hints_of(cls)
        return {
            yaml_name(field): {**self.field(cls, field.name, hints[field.name]), **_described(field, cls)}
            for field in written_fields(cls)
        }

    def field(self, cls: Any, name: str, kind: Any) -> Schema:
        """Give what one field may hold; an instrument holds its provisions by their ids."""
        if cls is Instrument and name == "provisions":
            return self.keyed(Provision)
        if cls is GateAsserted and name == Step.RATIFICATION:
            return RATIFICATION
        return value_of(kind, self.named)

    def keyed(self, cls: Any) -> Schema:
        """Allow a mapping of ids to records; a source of which nothing more is known may be left empty."""
        record = self.named(cls)
        # What needs no key may have none under it.
        allowed = {"anyOf": [record, {"type": "null"}]} if cls in (Source, Instrument) else record
        # A voice may be named as the press writes it, in any characters; other ids are checked.
        names = {} if cls is Voice else {"propertyNames": {"pattern": ID}}
        return {"type": "object", **names, "additionalProperties": allowed}


def _is_required(field: attrs.Attribute[Any], cls: Any) -> bool:
    if field.default is not attrs.NOTHING or field.name in GIVEN:
        return False
    return field.name != "id" or not (cls in KEYED or cls is Claim or issubclass(cls, Event))


def _described(field: attrs.Attribute[Any], cls: Any) -> Schema:
    description = explained(field, cls)
    return {"description": description} if description else {}


def _event(walk: _Walk, vocabulary: Vocabulary) -> Schema:
    """Allow each kind of event the keys of its own class."""
    kinds, shared = vocabulary.kinds, walk.properties(Event)
    walk.definitions["of-every-event"] = {"properties": shared}
    for kind, cls in kinds.items():
        record = walk.record(cls)
        properties = {
            key: ref(f"of-every-event/properties/{key}") if schema == shared.get(key) else schema
            for key, schema in record["properties"].items()
        }
        keys = {"event": {"const": kind}, **properties}
        if cls in OF_PROVISIONS:
            keys["instrument"] = {
                **ref("id"),
                "description": "Which text; the provisions tell it, and it is checked.",
            }
        walk.definitions[f"event-{kind}"] = {**record, "title": kind, "properties": keys}
    choice = {
        "description": "Which kind of event this is.",
        "enum": list(kinds),
        "markdownEnumDescriptions": [plain(prose(cls)).partition("\n\n")[0] for cls in kinds.values()],
    }
    return {
        "type": "object",
        "description": "Something that happened or was said.",
        "required": ["event"],
        "properties": {"event": choice},
        "allOf": [
            {
                "if": {"properties": {"event": {"const": kind}}, "required": ["event"]},
                "then": ref(f"event-{kind}"),
            }
            for kind in kinds
        ],
    }


def _asserted(walk: _Walk, vocabulary: Vocabulary) -> dict[str, Schema]:
    """Give what stands under each name of an assertion, the built-in ones and those of aspects of one's own."""
    allowed = {name: walk.named(cls) for name, cls in ASSERTIONS.items()}
    allowed[NOT] = {**ref("assertion"), "description": "What is not so."}
    allowed |= {name: walk.named(question.asked) for name, question in vocabulary.questions.items()}
    for name, aspect in vocabulary.subjects.items():
        statuses = one_or_several(choice_of(aspect.table.statuses))
        keys = {"aspect": {"const": name}, "id": ref("text"), "is": statuses, "since": ref("date")}
        allowed[name] = closed(keys, required=("id", "is"))
    return allowed


def _scenario() -> Schema:
    """Allow the keys of a scenario, and leave what they hold to its parts."""
    keys = closed(_named_only(OF_ONE), required=("scenario",), own=True)
    return {
        **keys,
        "description": "A supposition and what follows from it.",
        "allOf": [ref("scenario-parts")],
    }


def _named_only(keys: tuple[str, ...]) -> dict[str, Schema]:
    return {key: {"description": plain(SCENARIO[key])} for key in keys}


def _parts(walk: _Walk, asserted: dict[str, Schema]) -> Schema:
    """Allow what the keys of a scenario hold; in one with examples, a place can stand wherever anything can."""
    about = {key: schema for key, schema in walk.properties(Then).items() if key != "says"}
    then = {**closed(asserted | about, own=True), "oneOf": [{"required": [name]} for name in asserted]}
    keys = {
        "scenario": TITLE,
        "id": ref("id"),
        "given": walk.named(Given),
        "when": {"type": "array", "items": ref("event")},
        "then": {"type": "array", "items": then},
        "refused": walk.named(Refused),
        "xfail": TITLE,
    }
    rows = {"type": "array", "items": {"type": "object"}, "minItems": 1}
    return {
        "if": {"required": ["examples"]},
        "then": {"properties": {"examples": rows}},
        "else": {"properties": keys},
    }


def _file(walk: _Walk) -> Schema:
    """Allow the keys of a file; those of a scenario only in a file of scenarios."""
    begun = closed({"given": walk.named(Given), "when": {"type": "array", "items": ref("event")}}, own=True)
    source = {"anyOf": [ref("text"), {"allOf": [walk.named(Source)], "required": ["id"]}]}
    holds: dict[str, Schema] = {
        "peacetrack": {"enum": [int(VERSION), VERSION]},
        "negotiation": {"anyOf": [TITLE, walk.named(Negotiation)]},
        "cast": ref("text"),
        "actors": walk.keyed(Actor),
        "voices": walk.keyed(Voice),
        "instruments": walk.keyed(Instrument),
        "topics": {"type": "object", "additionalProperties": TITLE},
        "source": source,
        "sources": walk.keyed(Source),
        "instrument": ref("id"),
        "events": {"type": "array", "items": ref("event")},
        "claims": {"type": "array", "items": walk.named(Claim)},
        "scenarios": {"type": "array", "items": ref("scenario")},
        "background": begun,
    }
    descriptions = {key: {"description": plain(text)} for key, text in {**SCENARIO, **FILE}.items()}
    keys = {key: {**holds.get(key, {}), **descriptions[key]} for key in (*TOP_LEVEL, *SCENARIO_KEYS)}
    several = {"if": {"required": ["scenarios"]}, "then": _without(OF_ONE), "else": _alone()}
    return {**closed(keys, required=("peacetrack",), own=True), "allOf": [several]}


def _alone() -> Schema:
    """Allow the keys of one scenario in a file that begins one, and none of them in a log."""
    return {
        "if": {"required": ["scenario"]},
        "then": ref("scenario-parts"),
        "else": _without(SCENARIO_KEYS),
    }


def _without(keys: tuple[str, ...]) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}
