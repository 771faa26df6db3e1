"""Corrections and denials of a field: what the field of an event means, read as that field is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Correcting, Denying, OtherReport, Written
from peacetrack.aspects.tallies import StatusList, UnitCount
from peacetrack.yaml.records.assembly import Draft
from peacetrack.yaml.records.codec import besides_of, misfits_of, read_field, written_fields, yaml_name
from peacetrack.yaml.records.numbers import Complaint, in_full, misstated, of_event
from peacetrack.yaml.records.references import (
    Aliases,
    Known,
    unknown_names,
    without_aliases,
)
from peacetrack.yaml.records.scalars import Misfit, shown, suggestion

#: What makes an event the event that it is.
UNTOUCHED: Final = frozenset({"id", "source", "after"})
#: What says of a denial which field it denies, and in whose place: one that denies another has to be told anew.
DENYING: Final = frozenset({"field", "instead"})


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


def fill_denials(draft: Draft, known: Known) -> None:
    """
    Work out what each denial of a field says of that field, and note one that does not fit the event.

    Args:
        draft: The log in the making; its denials are completed in place.
        known: The names that exist.
    """
    denials = [
        (index, event)
        for index, event in enumerate(draft.events)
        if isinstance(event, Denying) and (event.field or event.instead)
    ]
    by_id = {event.id: event for event in (*draft.before, *draft.events)} if denials else {}
    for index, event in denials:
        if event.of not in by_id:
            continue
        try:
            change = _denied(draft, event, by_id[event.of], known)
        except Misfit as misfit:
            text, path = draft.entries[event.id]
            draft.report(text, path, misfit)
            continue
        draft.events[index] = _with(event, "change", change)


def _denied(draft: Draft, event: Denying, target: Event, known: Known) -> tuple[str, Any] | None:
    """Read the denier's own word for a field as that is read; none where the field cannot be left out."""
    if not event.field:
        raise Misfit("PT144", "It is not said which field reads so.", "Name it with `field`.", ("instead",))
    if isinstance(target, OtherReport):
        message = f"'{target.id}' is itself a report of another event."
        raise Misfit("PT144", message, "Deny a field of that event, or this report as a whole.", ("of",))
    name = _field_named(event.field, target, "deny")
    if not event.instead:
        field = attrs.fields_dict(type(target))[name]
        return None if field.default is attrs.NOTHING else (name, field.default)
    instead = _read(draft, event, target, key="instead", name=name)
    _require_known(instead, target, known, "instead")
    for _, misfit in _contradictions(instead, draft):
        raise Misfit(misfit.code, misfit.message, misfit.hint, ("instead",))
    return name, getattr(instead, name)


def _contradictions(event: Event, draft: Draft) -> Iterator[Complaint]:
    """Find what numbers and lists say against each other, or name where it cannot stand."""
    if isinstance(event, UnitCount):
        yield from of_event(event, in_full(draft.cast))
    elif isinstance(event, StatusList):
        yield from misstated(event, draft.cast)


def _field_named(key: str, target: Event, what: str) -> str:
    """Give the name in the class of a field that a log writes so."""
    fields = {
        yaml_name(field): field.name for field in written_fields(type(target)) if field.name not in UNTOUCHED
    }
    if key not in fields:
        names = suggestion(key, fields)
        raise Misfit("PT144", f"`{target.kind}` has no field '{key}' to {what}.", names, ("field",))
    return fields[key]


def _require_known(changed: Event, target: Event, known: Known, key: str) -> None:
    before = unknown_names(target, known)
    for unknown in unknown_names(changed, known):
        if unknown not in before:
            raise Misfit("PT144", f"There is nothing called '{unknown[2]}'.", "", (key,))


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
    name = _field_named(event.field, target, "correct")
    if isinstance(target, Denying) and (name in DENYING or (target.field and name == "of")):
        hint = "Take the denial back with `retracted`, and tell it anew."
        raise Misfit("PT144", "What a denial denies cannot be corrected.", hint, ("field",))
    if not (event.was or event.now):
        raise Misfit("PT103", "The key `now` is missing.", "It is required here.")
    was, now = (_read(draft, event, target, key=key, name=name) for key in ("was", "now"))
    if was != target:
        hint = "Write what stands there, so that the correction cannot go astray."
        says = f"does not say {_listed(event.was)}" if event.was else "is not left out"
        message = f"The field '{event.field}' of '{target.id}' {says}."
        raise Misfit("PT144", message, hint, ("was",))
    _require_known(now, target, known, "now")
    return name, getattr(now, name)


def _listed(values: tuple[Written, ...]) -> str:
    return ", ".join(shown(value.tree) for value in values)


def _read(draft: Draft, event: Correcting | Denying, target: Event, *, key: str, name: str) -> Event:
    """Give the event with the value of a key in the field."""
    values = [value.tree for value in getattr(event, key)]
    if not values:
        return _with(target, name, _left_out(target, name, key))
    tree: object = values[0] if len(values) == 1 else values
    try:
        if isinstance(target, UnitCount) and event.field == "besides" and not isinstance(tree, dict):
            tree = besides_of(tree, [status for status, _ in target.numbers])
        elif isinstance(target, UnitCount) and isinstance(tree, str) and tree in draft.cast.instrument_of:
            tree = values  # a list of one, where a number may stand as well
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
