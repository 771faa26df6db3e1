"""
The JSON Schema of a log, for editors: which keys there are, what each is for, and which values can stand there.

The law: what the schema refuses, the reader refuses, save for a text that says `null`; and what the reader refuses
because of the shape of a record, the schema refuses, save for what `UNSEEN` lists. Both are made from the same classes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pkgutil import get_data
from typing import Any, Final

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.yaml.schema.building import json_schema

__all__ = ["FILE_NAME", "UNSEEN", "schema_text", "shipped_schema"]

FILE_NAME: Final = "peacetrack.schema.json"
#: What a file may have wrong with it that no schema of one file can see.
UNSEEN: Final = (
    "names: that an actor, voice, provision, condition, proposal, contact, source, topic or event exists",
    "names that are taken: two entries with one id, a part of the cast told twice, a name that two share",
    "an id that differs from the key above it",
    "a part of itself: a provision or an instrument that lies in itself",
    "calendars: a day that a month does not have, an interval that ends before it begins, a set with one member",
    "sums: a number larger than its denominator, a paragraph that the source does not have",
    "lifecycles: an event that the table of its subject refuses",
    "time: an event dated after a report of it, a cycle of `after`",
    "scenarios with `examples`: what stands in their places is known only when a row has filled them in",
    "scalars that YAML reads as a number or a truth value: `012` and `True` look like 12 and true",
    "spelling: tags, directives, merge keys, aliases and keys that are written twice belong to YAML, not to the tree",
    "what is required of the folder: a cast, the id of the negotiation, a source that is told in another file",
    "corrections and denials: that `was`, `now` and `instead` can stand in the field that is corrected or denied",
    "assertions that assert nothing, and gates that are not just one step",
)


def schema_text(*, aspects: Iterable[Aspect[Any]] = ()) -> str:
    """
    Write the JSON Schema (draft 7) of cast files, event files and scenario files.

    Args:
        aspects: Aspects of one's own, whose events and assertions the schema knows too.

    Raises:
        VocabularyError: Two aspects share a word.

    Examples:
        >>> import json
        >>> "proposal_made" in json.loads(schema_text())["definitions"]["event"]["properties"]["event"]["enum"]
        True
    """
    return json.dumps(json_schema(tuple(aspects)), indent=1, ensure_ascii=False) + "\n"


def shipped_schema() -> str:
    """Give the schema that comes with the package: that of logs without aspects of one's own."""
    found = get_data("peacetrack.yaml.schema", FILE_NAME)
    assert found is not None  # noqa: S101 - the file is a part of the package
    return found.decode()
