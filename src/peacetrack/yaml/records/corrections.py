"""Corrections: what a corrected field of an event means, read as that field is read."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Correcting, Written
from peacetrack.aspects.tallies import UnitCount
from peacetrack.yaml.records.assembly import Draft
from peacetrack.yaml.records.codec import besides_of, misfits_of, read_field, written_fields, yaml_name
from peacetrack.yaml.records.references import (
    Aliases,
    Known,
    unknown_names,
    without_aliases,
)
from peacetrack.yaml.records.scalars import Misfit, shown, suggestion

#: What makes an event the event that it is.
UNTOUCHED: Final = frozenset({"id", "source", "after"})


def fill_corrections(draft: Draft, known: Known) -> None:
    """
    Work out what each correction changes, and note one that does not fit the event.

    Args:
        draft: The log in the making; its corrections are completed in place.
        known: The names that exist.
    """
    corrections = _in_order(draft)
    if not (corrections or draft.before):
        return
    current: dict[str, Event] = {}
    by_id = {event.id: event for event in (*draft.before, *draft.events)}
    for earlier in draft.before:
        if isinstance(earlier, Correcting) and earlier.change is not None:
            current[earlier.of] = _with(current.get(earlier.of, by_id[earlier.of]), *earlier.change)
    for index, event in corrections:
        if event.of not in by_id:
            continue
        try:
            name, value = _change(draft, event, current.get(event.of, by_id[event.of]), known)
        except Misfit as misfit:
            text, path = draft.entries[event.id]
            draft.report(text, path, misfit)
            continue
        current[event.of] = _with(current.get(event.of, by_id[event.of]), name, value)
        draft.events[index] = _with(event, "change", (name, value))


def _in_order(draft: Draft) -> list[tuple[int, Correcting]]:
    """List the corrections as they were published, so that each is compared with what stood there then."""

    def published(correction: tuple[int, Correcting]) -> dt.date:
        source = draft.sources.get(correction[1].source) if correction[1].source else None
        return (source.published.latest if source and source.published else None) or dt.date.max

    corrections = [
        (index, event) for index, event in enumerate(draft.events) if isinstance(event, Correcting)
    ]
    return sorted(corrections, key=published)


def _change(draft: Draft, event: Correcting, target: Event, known: Known) -> tuple[str, Any]:
    """Read both values as the field is read, and check that the old one stands there and the new one can."""
    if isinstance(target, Correcting):
        hint = "Correct the event itself once more."
        raise Misfit("PT144", f"'{target.id}' is a correction itself.", hint, ("of",))
    fields = {
        yaml_name(field): field.name for field in written_fields(type(target)) if field.name not in UNTOUCHED
    }
    if event.field not in fields:
        names = suggestion(event.field, fields)
        raise Misfit("PT144", f"`{target.kind}` has no field '{event.field}' to correct.", names, ("field",))
    name = fields[event.field]
    if not (event.was or event.now):
        raise Misfit("PT103", "The key `now` is missing.", "It is required here.")
    was, now = (_read(draft, event, target, key=key, name=name) for key in ("was", "now"))
    if was != target:
        hint = "Write what stands there, so that the correction cannot go astray."
        says = f"does not say {_listed(event.was)}" if event.was else "is not left out"
        message = f"The field '{event.field}' of '{target.id}' {says}."
        raise Misfit("PT144", message, hint, ("was",))
    before = unknown_names(target, known)
    for unknown in unknown_names(now, known):
        if unknown not in before:
            raise Misfit("PT144", f"There is nothing called '{unknown[2]}'.", "", ("now",))
    return name, getattr(now, name)


def _listed(values: tuple[Written, ...]) -> str:
    return ", ".join(shown(value.tree) for value in values)


def _read(draft: Draft, event: Correcting, target: Event, *, key: str, name: str) -> Event:
    """Give the event with one of the two values in the field."""
    values = [value.tree for value in getattr(event, key)]
    if not values:
        return _with(target, name, _left_out(target, name, key))
    tree: object = values[0] if len(values) == 1 else values
    try:
        if isinstance(target, UnitCount) and event.field == "besides":
            tree = besides_of(tree, [status for status, _ in target.numbers])
        value = read_field(type(target), event.field, tree)
    except Exception as error:  # noqa: BLE001 - misfits_of raises again what is none
        first = misfits_of(error)[0]
        raise Misfit(first.code, first.message, first.hint, (key,)) from None
    changed: Event = without_aliases(_with(target, name, value), Aliases.of(draft.cast))
    return changed


def _left_out(target: Event, name: str, key: str) -> object:
    """Give what a field holds that a log leaves out."""
    field = attrs.fields_dict(type(target))[name]
    if field.default is attrs.NOTHING:
        raise Misfit(
            "PT144", f"`{target.kind}` needs '{yaml_name(field)}'.", "Say what it was and is.", (key,)
        )
    return field.default


def _with(event: Event, name: str, value: object) -> Event:
    changes: dict[str, Any] = {name: value}
    return attrs.evolve(event, **changes)
