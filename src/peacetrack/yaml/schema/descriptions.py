"""What each key of a log is for: from the docstring of its class, or from what is said of it everywhere.

The law: a field without a description stops the YAML reference and the schema from being written.

>>> what(attrs.fields(Claim).cite, Claim), what(attrs.fields(Claim).id, Claim)
('The places that say so: paragraphs, or [citations](#citations).', 'Its name in the log.')
>>> explained(attrs.fields(Claim).cite, Claim)
'The places that say so: paragraphs, or citations.'
"""

from __future__ import annotations

import inspect
import re
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import Step
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import Besides, StatusList
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Negotiation
from peacetrack.model.evidence import Source
from peacetrack.yaml.records.codec import yaml_name

#: The keys of a file.
FILE: Final = {
    "peacetrack": "The version of the format: `1`.",
    "negotiation": "In one file the negotiation itself, in the others its id.",
    "cast": "The file with the cast, for a file that is read alone.",
    "actors": "Who negotiates, consents, mediates: ids and [actors](#actors).",
    "voices": "Who speaks for them: ids and [voices](#voices).",
    "instruments": "The texts under negotiation: ids and [instruments](#instruments).",
    "topics": "What readouts and statements speak of: ids and titles.",
    "source": "The [source](#sources) of the file's entries: the whole of it, or the id of one that is told elsewhere.",
    "sources": "Further sources: ids and [sources](#sources).",
    "instrument": "The text that the file's entries are about where they name none; the only one of the cast when left out.",
    "events": "A list of [events](#events).",
    "claims": "A list of [claims](#claims).",
}

#: The keys of a file of scenarios, and of each of them.
SCENARIO: Final = {
    "scenario": "The title: the idea that it states, in a sentence.",
    "id": "Its name; the name of the file and its number when left out.",
    "given": "With what it begins: see [given](#given).",
    "when": "A list of [events](#events) that are supposed to happen, in this order. One without a date happens on the day "
    "of the one before it, the first on the last day of the log. They are believed in every account.",
    "then": "A list of what has to hold at the end of the day of the last of them: see [then](#then).",
    "refused": "That the tables refuse what is supposed: see [refused](#refused). When left out, they must allow it.",
    "examples": "A list of rows, each a mapping of columns to values. The scenario runs once for each row; `<column>` in "
    "it is what the row has there.",
    "xfail": "Why it is known to fail. One that holds all the same counts as failed.",
    "note": "A remark of the author.",
    "scenarios": "A list of scenarios, each a mapping with the keys above.",
    "background": "What they share: `given`, for what they do not say themselves, and `when`, whose events come first.",
}

#: What is said alike of a key wherever it occurs, unless the docstring of the class says more.
SHARED: Final = {
    "title": "As people write it.",
    "name": "As people write it.",
    "office": "The office that this voice holds or is.",
    "speaks_for": "The actor whose word this is.",
    "provisions": "Those that are known: ids and [provisions](#provisions).",
    "publisher": "Who published it.",
    "file": "The name of its file, whose text is compared when it lies beside the log or under `--sources`.",
    "url": "Its address.",
    "sha256": "The fingerprint of its file; `peacetrack paragraphs FILE` prints it.",
    "basis": "How a date was derived.",
    "note": "A remark of the log's author.",
    "cite": "The places that say so: paragraphs, or [citations](#citations).",
    "as_said": "A few words as they stand in the source.",
    "source": "The document that tells it; the file's own when left out.",
    "inferred": "Nobody said it in so many words: the author of the log concluded it.",
    "instrument": "Which text; may be left out where the cast has one.",
    "party": "Whose.",
    "body": "Which body.",
    "outcome": "How it decided.",
    "contact": "Of which contact.",
    "is": "What it is; one of several words, when they stand in a list.",
    "since": "The day on which it became so: it was not so before, and has been ever since.",
    "only": "There is no other.",
    "times_stated": "How often it was stated.",
    "times_renewed": "How often it was renewed.",
    "times_rejected": "How often it was rejected.",
    "settled": "How many units are settled.",
    "of": "How many units there are.",
    "unit": "The unit that is counted, where that is not the instrument's own.",
    "besides": "Provisions outside the numbers, by the status that they have: `{agreed: [preamble]}`. A list alone is of the "
    "one status that is asserted.",
    "including": "Provisions of another kind that the numbers include.",
    "excluding": "Units that the numbers leave out.",
    "remaining": "How many are live and not agreed.",
    "not_at_all": "How many are neither agreed, nor partly agreed, nor agreed in principle.",
    "text": "The whole text, or the part of it that is agreed.",
    "gate": "Which gate.",
    "kind": "What sort of blocker.",
    "owner": "Whose it is.",
    "condition": "Which demand.",
    "mentions": "Topics that it mentions.",
    "omits": "Topics that it does not mention.",
    "verdict": "Whether the record bears it out.",
    "support": "On whose reports that rests.",
    "id": "Which one.",
    "by": "Who did or said it.",
    **{status.value: f"How many are {status.replace('_', ' ')}." for status in Status},
    **{step.value: f"The gate is the step `{step}` of this." for step in Step if step is not Step.TEXT},
    "text_of": "The gate is the step `text` of this; a gate before a text is named so here.",
}

#: The words under which provisions are listed.
LISTED: Final = {
    **{status.value: f"Those that are {status.replace('_', ' ')}." for status in Status},
    "remaining": "Those that are live and not agreed.",
}

#: Records whose `id` names themselves; that of an assertion names something else.
NAMED: Final = (Event, Claim, Source, Negotiation)


def prose(cls: type[Any]) -> str:
    """Give what the docstring of a class says, without its sections."""
    return re.split(r"\n\n(?:Attributes|Examples):", inspect.getdoc(cls) or "")[0]


def what(field: attrs.Attribute[Any], cls: type[Any]) -> str:
    """
    Say what a field is for.

    Raises:
        LookupError: It has no description.
    """
    if field.name == "id" and issubclass(cls, NAMED):
        return "Its name in the log."
    own = (_attributes(base).get(field.name) for base in cls.__mro__)
    description = next(filter(None, own), None)
    if field.name in LISTED and issubclass(cls, Besides | StatusList):
        description = LISTED[field.name]
    description = description or SHARED.get(yaml_name(field)) or SHARED.get(field.name)
    if description is None:
        raise LookupError(f"nothing tells what `{yaml_name(field)}` of {cls.__name__} is")
    return description


def explained(field: attrs.Attribute[Any], cls: type[Any]) -> str:
    """Say what a field is for, without links; nothing where whoever wrote an aspect of their own left it out."""
    try:
        return plain(what(field, cls))
    except LookupError:
        return ""


def plain(text: str) -> str:
    """Take the links out of a text that was written for a page."""
    return re.sub(r"\[([^\]]+)\]\(#[^)]+\)", r"\1", text)


def _attributes(cls: type[Any]) -> dict[str, str]:
    """Read the section `Attributes` of the docstring of a class itself; the name of a key in a log stands in a column of its own."""
    _, _, section = inspect.cleandoc(cls.__doc__ or "").partition("\n\nAttributes:\n")
    lines = re.split(r"\n\n", section)[0]
    parts = re.findall(r"^    (\w+): (.*(?:\n {5,}.*)*)", lines, re.MULTILINE)
    return {name: re.sub(r" \(`\w+` in a log\)", "", " ".join(text.split())) for name, text in parts}
