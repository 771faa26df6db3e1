"""The page that tells every key of a log, from the classes that a log is read into.

What a field is for is told in `peacetrack.yaml.schema.descriptions`, for editors as well. A field that is told nowhere stops the page
from being written.
"""  # noqa: INP001 - the docs are no package

from __future__ import annotations

import datetime as dt
import inspect
import re
import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from docs.markdown import page, table
from peacetrack.aspects import ROOMS
from peacetrack.aspects.assertions import ASSERTIONS, Assertion
from peacetrack.aspects.conditions import BodyStep, Gate, Requirement, SignedText, Step, Threshold
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import OtherReport, Written
from peacetrack.aspects.tallies import Besides, Ever, Quantity
from peacetrack.log.claim import Claim, Expected
from peacetrack.log.scenario import Given, Refused, Then
from peacetrack.model.cast import Instrument, Negotiation, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Citation, Source, Voice
from peacetrack.model.ids import ProvisionId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.votes import Voters, Votes
from peacetrack.yaml.records.assembly import SCENARIO_KEYS, TOP_LEVEL
from peacetrack.yaml.records.codec import yaml_name
from peacetrack.yaml.records.references import KINDS as IDS
from peacetrack.yaml.schema.descriptions import FILE, NAMED, SCENARIO, prose, what

INTRODUCTION: Final = """
A log is one or more files that end in `.peace.yaml`. A folder is a negotiation: one file holds the cast, the others hold
the events of one article each. A file alone is a negotiation too when it brings its own cast, or names the file that
has it (`cast: cast.peace.yaml`). This one is whole:

```yaml
# file: ferry.peace.yaml
peacetrack: 1
negotiation: {id: ferry, title: Talks on the ferry line}
actors:
  north: {role: negotiating_party}
  south: {role: negotiating_party}
voices:
  envoy: {name: Ada Berg, office: Envoy, speaks_for: north}
instruments:
  accord: {title: Ferry accord, unit: chapter}
source:
  id: harbour-news
  title: Envoy sees most of the accord done
  published: 2031-03-04
events:
  - id: envoy-on-chapters
    event: count_stated
    date: 2031-03-03
    as_said: on Monday
    by: envoy
    agreed: 5
    of: 7
    cite: 3
claims:
  - id: five-of-seven
    by: envoy
    as_of: 2031-03-04
    says: {count: {agreed: 5, of: 7}}
    expect: {verdict: supported, support: own_word_only}
    cite: 3
```

YAML 1.2 is read, and every scalar as the text that stands there: `NO`, `1.10`, `012` and `2016-02-30` can do no harm.
An unknown key is an error with a suggestion; a key that begins with `x-` is the author's own. Tags, directives and a
second document in a file are refused. Where a list is expected, one item alone needs no brackets: `by: envoy`.
"""

SCENARIOS: Final = """
A file of scenarios ends in `.peace.yaml` too, and may lie beside a log; it is no part of it. It asks what would follow:

```yaml
peacetrack: 1
scenario: Once both say that all seven chapters are agreed, nothing stands before the signature
given: {log: ferry.peace.yaml, as_of: 2031-03-04}
when:
  - {event: count_stated, by: [north, south], agreed: 7, of: 7, date: 2031-04-01}
then:
  - gate: {signature: accord, is: open}
    because: Nobody has demanded anything else.
```

One scenario stands in the file itself, several stand in a list of `scenarios` and may share a `background`. The file may
also bring a cast and events, as a log does; a scenario whose `given` names no log begins with those.
[Write scenarios](../how-to/write-scenarios.md) shows all of it at work.
"""

NOT_SO: Final = """
Any assertion may stand below `not`, `{not: {stage: {is: signed}}}`: it is supported where that is refuted, refuted where that is
supported, and cannot be told where that cannot.
"""

OWN_ASSERTIONS: Final = """
A log whose reader [brings an aspect](../how-to/add-an-aspect.md) asserts the status of a subject under the aspect's word
for one, `{ceasefire: {id: harbour-truce, is: holding}}`, and each question of the aspect under the question's own word.
"""

DATES: Final = """
A date is EDTF text (ISO 8601-2) and stays what it is: nothing is padded. It has a first and a last day, either of
which may be unknown.

| written | means |
| --- | --- |
| `2024-09-17`, `2024-09`, `2024` | that day; some day of the month; some day of the year |
| `2024-06-06/2024-06-27` | some day between |
| `../2024-09-17`, `2024-09-17/..` | some day up to it; some day from it on |
| `2024-09-XX`, `202X` | a day, a year that is not specified |
| `2024-08?`, `2024-08~`, `2024-08%` | uncertain; about; both. The days are the same |
| `"[2024-08-30,2024-08-31]"` | one of these; in quotes, for YAML takes brackets for a list |

`as_said` keeps the reporter's words, `basis` says how the date was derived from them. What is planned is never an event
of a day to come: it is a proposal with `for`. Where *a day* is asked, it is one exact day.
"""

NUMBERS: Final = """
| written | means |
| --- | --- |
| `13` | exactly thirteen |
| `{min: 2}`, `{max: 4}`, `{min: 2, max: 4}` | at least, at most, between |
| `{approx: 70}` | about seventy; it bounds nothing, unless `min` or `max` stand beside it |
| `[chapter-1, chapter-4]` | these, by their ids |
| `rest` | all that the other numbers of the same count leave |
| `{more_than: {as_of: 2024-06-01}}` | in a claim: more than on that day, in the figures of the same carrier |
"""

#: A section of the page for each class that stands inside others.
SECTIONS: Final[dict[Any, str]] = {
    Gate: "[gate](#gates)",
    Quantity: "[number](#numbers)",
    ImpreciseDate: "[date](#dates)",
    Citation: "paragraph or [citation](#citations)",
    Mention: "topic or [mention](#mentions-of-topics)",
    Requirement: "[requirement](#requirements)",
    BodyStep: "body or [body of a party](#bodies-of-parties)",
    Threshold: "whole number or `{share: 2/3}`",
    SignedText: "instrument or `true`",
    Voters: "whole number, or who: actors and voices",
    Votes: "[votes](#votes)",
    Ever: "[ever](#ever)",
    Besides: "provisions or [statuses](#besides)",
    Expected: "[expectation](#expectations)",
    Assertion: "[assertion](#assertions)",
}
TYPE_NAMES: Final[dict[Any, str]] = {
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    dt.date: "day",
    Written: "value of the field",
}
READ_ONLY: Final[dict[Any, str]] = {
    (int, str): "paragraphs and reasons",
    (str, ProvisionId): "numbers and provisions",
}
#: Keys that need not be told although their class has no default for them.
GIVEN: Final = {"id": "made up", "instrument": "unless there is one"}


def yaml_reference() -> str:
    """Describe every key that can stand in a log."""
    parts = (_file(), _cast(), _values(), _events(), _claims(), _scenarios())
    return page("The YAML of a log", INTRODUCTION, *(text for part in parts for text in part))


def _file() -> Iterator[str]:
    yield "## Keys of a file"
    yield table(("key", "what"), ((f"`{key}`", FILE[key]) for key in TOP_LEVEL))


def _cast() -> Iterator[str]:
    yield "## The cast"
    yield (
        "Each part has an id, the key under which it stands. No number and no status stands here that somebody had "
        "to say first: those are events."
    )
    yield from _record("### Negotiation", Negotiation)
    yield from _record("### Actors", Actor, keyed=True)
    yield from _record("### Voices", Voice, keyed=True)
    yield from _record("### Instruments", Instrument, keyed=True)
    yield from _record("### Provisions", Provision, keyed=True)
    yield from _record("## Sources", Source)


def _values() -> Iterator[str]:
    yield from _record("## Citations", Citation)
    yield "A paragraph alone may stand as a number: `cite: 3`, `cite: [3, 4]`."
    yield from ("## Dates", DATES, "## Numbers", NUMBERS, "## Gates")
    yield f"A step with its object: `{{signature: treaty}}`. The steps are {_listed(Step)}."
    yield "`opening` and `agreeing` are steps of provisions, `{opening: [chapter-1]}`; the others are of an instrument."


def _events() -> Iterator[str]:
    yield "## Events"
    yield "Each has the key `event`, which says its kind, and those of its kind. Besides, every event may have:"
    yield _fields(Event)
    yield "An event of provisions may name their `instrument` as well; it is checked."
    yield (
        "`by` is who did or said it. An *act of one* is its own. An *act of all* is on record when every party that negotiates the text"
        " on that day did it, or when the source tells it of nobody in particular; from fewer it is the word of those who are named. A"
        " *statement* is the word of who makes it; one that all parties make together is on record."
    )
    for room in ROOMS:
        text = inspect.getdoc(room) or ""
        yield f"### {_first(text)}"
        for kind in room.EVENTS:
            yield from _event(kind)
    yield from _record("### Mentions of topics", Mention)
    yield from _record("### Requirements", Requirement)
    yield "A list of requirements may stand in place of one: then every one has to be met."
    yield from _record("### Bodies of parties", BodyStep)
    yield from _record("### Votes", Votes)
    yield from _record("### Ever", Ever)
    yield from _record("### Besides", Besides)


def _first(text: str) -> str:
    """Give the title of a room: its first words."""
    return re.split("[:,.]", text, maxsplit=1)[0]


def _event(kind: type[Event]) -> Iterator[str]:
    yield f"#### `{kind.kind}`"
    yield prose(kind)
    if not issubclass(kind, OtherReport):
        yield f"*It is {kind.deed()}.*"
    own = [field for field in attrs.fields(kind) if field.name not in _COMMON]
    if own:
        yield _fields(kind, without=_COMMON)


def _claims() -> Iterator[str]:
    yield from _record("## Claims", Claim)
    yield from _record("### Expectations", Expected)
    yield "### Assertions"
    yield "A claim says one of these. A part that is left out is not asserted."
    for name, kind in ASSERTIONS.items():
        yield from _record(f"#### `{name}`", kind)
    yield from ("#### `not`", NOT_SO)
    yield from ("#### Of an aspect of your own", OWN_ASSERTIONS)


def _scenarios() -> Iterator[str]:
    yield from ("## Scenarios", SCENARIOS)
    yield table(("key", "what"), ((f"`{key}`", SCENARIO[key]) for key in SCENARIO_KEYS))
    yield from _record("### Given", Given)
    yield from ("### Then", prose(Then))
    yield "One [assertion](#assertions), under its word. Beside it may stand:"
    yield _fields(Then, without=frozenset({"says"}))
    yield from _record("### Refused", Refused)


def _record(heading: str, cls: type[Any], *, keyed: bool = False) -> Iterator[str]:
    """Describe one class; the id of a keyed one is its key."""
    yield heading
    yield prose(cls)
    yield _fields(cls, without=frozenset({"id"}) if keyed else frozenset())


def _fields(cls: type[Any], *, without: frozenset[str] = frozenset()) -> str:
    hints = get_type_hints(cls)
    rows = [
        (
            f"`{yaml_name(field)}`",
            _type(hints[field.name], field, cls),
            _required(field, cls),
            what(field, cls),
        )
        for field in attrs.fields(cls)
        if field.name not in without and field.metadata.get("yaml", "") is not None
    ]
    return table(("key", "value", "required", "what"), rows)


def _required(field: attrs.Attribute[Any], cls: type[Any]) -> str:
    if field.default is not attrs.NOTHING:
        return ""
    if field.name == "id" and not issubclass(cls, (Event, Claim)):
        return "yes"
    return GIVEN.get(field.name, "yes")


def _type(kind: Any, field: attrs.Attribute[Any], cls: type[Any]) -> str:
    """Word the type of a field: its own id is made up by the author, any other id has to exist."""
    if field.name == "id" and issubclass(cls, NAMED):
        return "a new id"
    return _choices(kind)


def _choices(kind: Any) -> str:
    """Word a type, as the reader of logs takes it."""
    if kind in SECTIONS:
        return SECTIONS[kind]
    if kind in TYPE_NAMES:
        return TYPE_NAMES[kind]
    if isinstance(kind, NewType):
        return IDS[kind][1]
    if get_origin(kind) is Literal:
        return _listed(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        (only,) = (part for part in get_args(kind) if part is not types.NoneType)
        return _choices(only)
    if get_origin(kind) is tuple:
        return f"{_choices(get_args(kind)[0])}, one or a list"
    if get_origin(kind) is ReadOnly:
        return READ_ONLY.get(get_args(kind), "ids and records")
    return _listed(tuple(kind))


def _listed(text: type[StrEnum] | tuple[Any, ...]) -> str:
    return ", ".join(f"`{name}`" for name in text)


_COMMON: Final = frozenset(field.name for field in attrs.fields(Event))
