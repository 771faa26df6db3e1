"""The events and claims of a file.

The law: an entry is read alike, quickly or thoroughly, and keeps its position in its file. What it does not say, its file
says for it (the source, the instrument), or the cast does (the only instrument).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import TABLE
from peacetrack.log.claim import Claim
from peacetrack.yaml.parsing.parser import Document
from peacetrack.yaml.records.assembly import Draft, Tree, own, record, source_of
from peacetrack.yaml.records.asserting import completed, has_instrument
from peacetrack.yaml.records.codec import misfits_of, reader
from peacetrack.yaml.records.other_words import in_our_words
from peacetrack.yaml.records.places import Text
from peacetrack.yaml.records.scalars import Misfit, Misfits, Path, shown, suggestion
from peacetrack.yaml.records.slips import blank_missing

#: Kinds whose instrument follows from their provisions; a log may name it all the same.
OF_PROVISIONS: Final = frozenset(TABLE.events)
#: What a kind of event is given by its file, and what reads it.
Form = tuple[Tree, Callable[[object], Event]]


@attrs.frozen
class _File:
    """One file while its entries are read, with what it gives to each of them and the forms of the kinds it uses."""

    draft: Draft
    text: Text
    source: str | None
    instrument: str | None
    at: Path = ("events",)
    prefix: str = ""
    forms: dict[str, Form] = attrs.Factory(dict)

    @classmethod
    def of(cls, draft: Draft, text: Text, tree: Tree) -> _File:
        return cls(
            draft,
            text,
            source_of(tree),
            default_instrument(draft, tree.get("instrument")),
            prefix=f"{text.stem}#",
        )

    def given(self, cls: type) -> Tree:
        """Give the fields that the file and the cast say for each of its entries of a class."""
        given = {"source": self.source, "instrument": self.instrument if has_instrument(cls) else None}
        return {key: value for key, value in given.items() if value is not None}

    def fields(self, stated: Tree, index: int, cls: type) -> Tree:
        """Complete the fields of an entry."""
        return {"id": self.name(index), **self.given(cls), **stated}

    def name(self, index: int) -> str:
        """Name an event that has no id of its own."""
        return f"{self.prefix}{index + 1}"

    def report(self, path: Path, misfit: Misfit) -> None:
        self.draft.report(self.text, path, misfit)

    def list(self, tree: Tree, key: str) -> list[Any]:
        records = tree.get(key, [])
        if isinstance(records, list):
            return records
        self.report(
            (key,),
            Misfit("PT104", f"A list is expected here, not {shown(records)}.", "Begin each item with `- `."),
        )
        return []


def default_instrument(draft: Draft, named: object = None) -> str | None:
    """Name the instrument that what names none is about: that of the head of its file, else the only one of the cast."""
    if isinstance(named, str):
        return named
    return next(iter(draft.instruments)) if len(draft.instruments) == 1 else None


def read_events(draft: Draft, text: Text, document: Document) -> None:
    """Read the events of a file, in their order."""
    file = _File.of(draft, text, document.tree)
    _read_records(file, file.list(document.tree, "events"))


def read_supposed(draft: Draft, text: Text, records: list[Any], *, at: Path, prefix: str) -> None:
    """
    Read the events that a scenario supposes; no document states them.

    Args:
        draft: The log after which they happen.
        text: The file of the scenario.
        records: Their trees.
        at: Where their list stands in the file.
        prefix: With what the id of one begins that has none of its own.
    """
    _read_records(
        _File(draft, text, None, default_instrument(draft, draft.instrument), at, prefix), [*records]
    )


def _read_records(file: _File, records: list[Any]) -> None:
    """Read records; the tree of each that is as it should be is dropped, for it has done its work."""
    draft, text, at = file.draft, file.text, file.at
    entries, events = draft.entries, draft.events
    first = entries.begin(text, at)
    for index, tree in enumerate(records):
        event = _quickly(file, tree, index)
        if event is not None and entries.add(event.id, first + index):
            # Its tree has done its work: those of a million events need not lie in memory beside their values.
            records[index] = None
        else:
            event = _thoroughly(file, tree, index)
            if event is None or not draft.enter(event.id, text, (*at, index)):
                continue
        events.append(event)


def _quickly(file: _File, tree: Any, index: int) -> Event | None:
    """Read an event that is as it should be; None when it is not."""
    try:
        kind = tree["event"]
        if kind not in file.forms:
            cls = file.draft.vocabulary.kinds[kind]
            file.forms[kind] = file.given(cls), reader(cls)
        given, structure = file.forms[kind]
        fields = {**given, **tree}
        del fields["event"]
        if "id" not in fields:
            fields["id"] = file.name(index)
        return structure(fields)
    except Exception:  # noqa: BLE001 - the thorough reading raises again whatever is a bug
        return None


def _thoroughly(file: _File, tree: object, index: int) -> Event | None:
    """Read an event with the author's own keys left out, and note what is wrong with it."""
    path = (*file.at, index)
    if not isinstance(tree, dict):
        file.report(path, Misfit("PT104", f"An event is a mapping of keys and values, not {shown(tree)}."))
        return None
    kind = tree.get("event")
    if not isinstance(kind, str):
        joined = next((key for key in tree if key.startswith("event:")), "")
        hint = blank_missing(joined) or "It says what kind of event this is."
        file.report(path, Misfit("PT103", "The key `event` is missing.", hint))
        return None
    kinds = file.draft.vocabulary.kinds
    if kind not in kinds:
        hint = in_our_words(kind) or suggestion(kind, kinds)
        file.report(path, Misfit("PT102", f"There is no kind of event `{kind}`.", hint, ("event",)))
        return None
    fields = file.fields(own(tree), index, kinds[kind])
    del fields["event"]
    instrument = fields.pop("instrument", None) if kinds[kind] in OF_PROVISIONS else None
    event: Event | None = record(file.draft, file.text, path, tree=fields, cls=kinds[kind])
    if event is not None and instrument is not None:
        _check_home(file, path, event, instrument)
    return event


def _check_home(file: _File, path: Path, event: Any, instrument: object) -> None:
    """Check that the provisions of an event belong to the instrument that it names."""
    names = event.provision if hasattr(event, "provision") else event.provisions
    for name in names:
        home = file.draft.cast.instrument_of.get(name)
        if home is not None and home != instrument:
            hint = "A provision tells its instrument; leave this key out."
            message = f"'{name}' is a provision of '{home}', not of {shown(instrument)}."
            file.report(path, Misfit("PT118", message, hint, ("instrument",)))


def read_claims(draft: Draft, text: Text, document: Document) -> None:
    """Read the claims of a file, in their order."""
    file = _File.of(draft, text, document.tree)
    for index, tree in enumerate(file.list(document.tree, "claims")):
        path = ("claims", index)
        if not isinstance(tree, dict):
            file.report(path, Misfit("PT104", f"A claim is a mapping of keys and values, not {shown(tree)}."))
            continue
        fields = {"id": f"{text.stem}#claim-{index + 1}", **own(tree)}
        if file.source is not None:
            fields.setdefault("source", file.source)
        if "says" in fields:
            try:
                fields["says"] = completed(fields["says"], draft.vocabulary, instrument=file.instrument)
            except (Misfit, Misfits) as error:
                for misfit in misfits_of(error):
                    file.report(path, misfit.below("says"))
                continue
        claim = record(draft, text, path, tree=fields, cls=Claim)
        if claim is not None and draft.enter(claim.id, text, path):
            draft.claims.append(claim)


def all_entries(draft: Draft) -> Iterator[Event | Claim]:
    """List the events and then the claims."""
    yield from draft.events
    yield from draft.claims
