"""
Documents drawn from the schema: every kind of event, claim and scenario, with every field, rightly and wrongly used.

The law: what is drawn is what the schema for editors allows, or nearly; whether the log says yes or no to it, it says so in words.
Names are mostly those of the cast and of the events before, so that most of what is drawn is about something.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import peacetrack
from fuzz.seeds import BETWEEN
from fuzz.views import VIEWS
from peacetrack.testing.strategies import logs
from peacetrack.yaml.writing.writer import dumps

SCHEMA: Final[Mapping[str, Any]] = json.loads(
    (Path(peacetrack.__file__).parent / "yaml" / "schema" / "peacetrack.schema.json").read_text("utf-8")
)
KINDS: Final = tuple(SCHEMA["definitions"]["event"]["properties"]["event"]["enum"])
CAST: Final = """\
peacetrack: 1
negotiation: {id: talks}
actors:
  armenia: {role: negotiating_party, aliases: [Yerevan]}
  azerbaijan: {role: negotiating_party}
  osce: {role: consenting}
  france: {role: mediator}
voices:
  pashinyan: {speaks_for: armenia, aliases: [Pashinian]}
  aliyev: {speaks_for: azerbaijan}
topics: {constitution: The constitution, border: The border}
instruments:
  treaty:
    unit: article
    consents: [armenia, azerbaijan, osce]
    gates: [text, initialling, signature]
    provisions:
      preamble: {kind: preamble}
      a1: {kind: article, status: pending}
      a2: {kind: article}
      p1: {kind: paragraph, parent: a2}
      p2: {kind: paragraph, parent: a2}
  protocol: {unit: chapter, part_of: treaty, provisions: {c1: {kind: chapter}, c2: {kind: chapter}}}
  map: {}
sources:
  paper: {published: 2024-08-01, paragraphs: 9}
  later: {published: 2024-10-01/2024-11-01}
source: paper
events:
  - {event: condition_set, id: law, date: 2024-03, by: aliyev, of: [armenia], what: A law, gate: {signature: treaty}}
  - {event: condition_set, id: mines, date: 2024-03, by: pashinyan, of: [azerbaijan], what: The maps, gate: {opening: [a1, a2]}}
  - {event: proposal_made, id: patrols, date: 2024-04, by: pashinyan, to: [azerbaijan], offer: Patrols}
  - {event: draft_sent, id: draft, date: 2024-05, by: aliyev, instrument: treaty}
  - {event: contact_held, id: call, date: 2024-06-06/2024-06-27, kind: call, participants: [armenia, azerbaijan]}
  - {event: count_stated, id: thirteen, date: ../2024-07-01, by: pashinyan, instrument: treaty, agreed: 13, of: 16, besides: {agreed: [preamble]}}
"""
STATUSES: Final = (
    *SCHEMA["definitions"]["Besides"]["properties"], "remaining", "not_at_all", "opened",
)  # fmt: skip
ACTORS: Final = ("armenia", "azerbaijan", "osce", "france")
SPEAKERS: Final = ("pashinyan", "aliyev", "Pashinian", *ACTORS)
INSTRUMENTS: Final = ("treaty", "protocol", "map")
PROVISIONS: Final = ("preamble", "a1", "a2", "p1", "p2", "c1", "c2")
CONDITIONS: Final = ("law", "mines")
OFFERS: Final = ("patrols", "draft")
OWN: Final = tuple(f"e{number}" for number in range(8))
EVENTS: Final = (*CONDITIONS, *OFFERS, "call", "thirteen")
NAMES: Final = (
    *SPEAKERS,
    *INSTRUMENTS,
    *PROVISIONS,
    *EVENTS,
    *OWN,
    "constitution",
    "border",
    "paper",
    "later",
    "x",
)
DATES: Final = (
    "2024-03-01", "2024-06", "2024", "2024-08?", "2024-08~", "2024-06-06/2024-06-27", "../2024-09-06", "2024-07-01/..", "[2024-08-30,2024-08-31]",
    "202X", "2024-09-17", "2024-10-01",
)  # fmt: skip
ODD_DATES: Final = ("9999-12-31", "0001-01-01", "2024-02-30", "..", "")
NUMBERS: Final = (0, 1, 2, 3, 13, 16, 17, 999_999_999)
#: What a key most likely holds.
LIKELY: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("by", "according_to", "said", "owner", "account"), SPEAKERS),
    **dict.fromkeys(("party", "participants", "parties", "consents", "between", "to"), ACTORS),
    **dict.fromkeys(
        ("instrument", "signature", "talks", "initialling", "ratification", "entry_into_force", "implementation"),
        INSTRUMENTS,
    ),
    **dict.fromkeys(
        ("provision", "provisions", "besides", "including", "excluding", "opening", "agreeing", "with"), PROVISIONS
    ),
    **dict.fromkeys(("after", "event", "id"), EVENTS),
    **dict.fromkeys(STATUSES, PROVISIONS),
    **dict.fromkeys(("proposal", "in_reply_to"), OFFERS),
    "condition": CONDITIONS,
    "contact": ("call",),
    "offer": ("A way out",),
    "source": ("paper", "later"),
    "topics": ("constitution", "border"),
    "topic": ("constitution", "border"),
    "unit": ("article", "chapter", "paragraph"),
    "kind": ("article", "paragraph", "call", "meeting"),
    "log": (".",),
    "speaks_for": ACTORS,
}  # fmt: skip
DEEPEST: Final = 9


class _Draw:
    """Draw values that a part of the schema allows."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw

    def one(self, items: Any) -> Any:
        """Draw one of some."""
        return self._draw(st.sampled_from(tuple(items)))

    def rarely(self, often: int = 60) -> bool:
        """Draw whether something happens that seldom does."""
        return self._draw(st.integers(0, often)) == often * 2 // 3  # the ends are drawn more often

    def value(self, part: Any, key: str = "", depth: int = 0) -> Any:
        """Draw a value for a key; now and then one that cannot be."""
        if self.rarely(300) or not isinstance(part, dict) or depth > DEEPEST:
            return self.one((*NAMES, *NUMBERS, None, [], {}, "", [[]], {"x": 1}, True))
        if (named := part.get("$ref")) is not None:
            return self._named(named, key, depth)
        for several in ("anyOf", "oneOf"):
            if several in part:
                return self.value(self.one(part[several]), key, depth + 1)
        if "allOf" in part and "properties" not in part:
            return self.value(part["allOf"][0], key, depth)
        if "enum" in part or "const" in part:
            return self.one(part.get("enum") or (part["const"],))
        return self._typed(part, key, depth)

    def _named(self, named: str, key: str, depth: int) -> Any:
        if named in ("#/definitions/date", "#/definitions/day"):
            return self.one(ODD_DATES if self.rarely() else DATES)
        if named == "#/definitions/event":
            return self.event("")
        part: Any = SCHEMA
        for step in named.removeprefix("#/").split("/"):
            part = part[step]
        return self.value(part, key, depth + 1)

    def _typed(self, part: Mapping[str, Any], key: str, depth: int) -> Any:
        kinds = part.get("type", "object" if "properties" in part else "string")
        kind = self.one(kinds) if isinstance(kinds, list) else kinds
        if kind == "object" or "properties" in part:
            return self.mapping(part, depth)
        if kind == "array":
            several = self._draw(st.integers(part.get("minItems", 0), 3))
            return [self.value(part.get("items"), key, depth + 1) for _ in range(several)]
        if kind in ("integer", "number"):
            return self.one(NUMBERS)
        if part.get("pattern", "").startswith("^(0|"):
            return str(self.one(NUMBERS))
        if key in LIKELY and not self.rarely():
            return self.one(LIKELY[key])
        return self.one(
            (*NAMES, "A text, it's", "…", "1", "no", "[b]x[/b]", "::error", "=1+1", "a\nb", "\u202e")
        )

    def mapping(self, part: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
        """Draw a mapping: what is needed, and a few more of its keys."""
        known = part.get("properties", {})
        keys = [key for key in part.get("required", ()) if not self.rarely(200)]
        others = sorted({*known} - {*keys})
        least = part.get("minProperties", 0) - len(keys)
        if others:
            several = self._draw(st.integers(max(0, least), max(least, min(3, part.get("maxProperties", 3)))))
            keys += [self.one(others) for _ in range(several)]
        drawn = {key: self.value(known[key], self.meant(key, part), depth + 1) for key in keys}
        if not known and "additionalProperties" in part:
            names = [self.one(NAMES) for _ in range(self._draw(st.integers(0, 2)))]
            drawn.update((name, self.value(part["additionalProperties"], "", depth + 1)) for name in names)
        return drawn

    def meant(self, key: str, part: Mapping[str, Any]) -> str:
        """Tell what the `of` and the `id` of a part are likely to name."""
        about = (
            f"{part.get('title', '')} {part.get('properties', {}).get('event', {}).get('const', '')}".lower()
        )
        if key == "of":
            return "party" if "condition_set" in about else "after"
        if key == "id":
            return next(
                (noun for noun in ("provision", "condition", "proposal") if f"{noun}asserted" in about), key
            )
        return key

    def event(self, name: str) -> dict[str, Any]:
        """Draw an event of any kind, mostly with a date and somebody who says it."""
        kind = self.one(KINDS)
        part = SCHEMA["definitions"][f"event-{kind}"]
        event = {**self.mapping(part), "event": kind}
        if not self.rarely():
            event["date"] = self.one(DATES)
        if "by" in part["properties"] and not self.rarely(4):
            event["by"] = self.one(SPEAKERS)
        if name and not self.rarely(4):
            event["id"] = name
        return event


@st.composite
def documents(draw: DrawFn) -> bytes:
    """Draw the files of a folder: a cast, what happened and is claimed, and now and then scenarios of it."""
    one = _Draw(draw)
    several = draw(st.integers(0, len(OWN)))
    log = {
        "peacetrack": 1,
        "negotiation": "talks",
        **({"instrument": one.one(INSTRUMENTS)} if not one.rarely(9) else {}),
        "events": [one.event(OWN[number]) for number in range(several)],
        "claims": [one.value({"$ref": "#/definitions/Claim"}) for _ in range(draw(st.integers(0, 2)))],
    }
    files = [CAST.encode(), _written(log)]
    if one.rarely(4):
        parts = SCHEMA["definitions"]["scenario-parts"]["else"]
        scenario = {"scenario": "Drawn", **one.mapping(parts), "given": {"log": "."}}
        files.append(_written({"peacetrack": 1, "scenarios": [scenario]}))
    return BETWEEN.join(files)


def _written(document: Mapping[str, Any]) -> bytes:
    """Write a document; JSON is YAML."""
    return json.dumps({key: value for key, value in document.items() if value != []}, indent=1).encode()


#: Documents of the schema, logs that are read without a problem, and how they are looked at.
ANY_DOCUMENT: Final = documents() | documents() | logs().map(lambda log: dumps(log).encode())
SOME_VIEWS: Final = st.lists(st.sampled_from(VIEWS), min_size=1, max_size=3, unique=True)
