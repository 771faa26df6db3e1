"""Corrections: what a corrected field of an event means, read as that field is read."""

from __future__ import annotations

from typing import Any

import attrs

from peacetrack.aspects.reports import Corrected
from peacetrack.lifecycle import Event
from peacetrack.yaml.assembly import Draft
from peacetrack.yaml.codec import misfits_of, read_field, written_fields, yaml_name
from peacetrack.yaml.references import Known, unknown_names
from peacetrack.yaml.scalars import Misfit, shown, suggestion

#: What makes an event the event that it is.
UNTOUCHED = frozenset({"id", "source", "after"})


def fill_corrections(draft: Draft, known: Known) -> None:
    """
    Work out what each correction changes, and note one that does not fit the event.

    Args:
        draft: The log in the making; its corrections are completed in place.
        known: The names that exist.
    """
    current: dict[str, Event] = {}
    by_id = {event.id: event for event in draft.events}
    for index, event in enumerate(draft.events):
        if isinstance(event, Corrected) and event.of in by_id:
            target = current.get(event.of, by_id[event.of])
            try:
                change = _change(event, target)
                after: Event = attrs.evolve(target, **{change[0]: change[1]})
            except Misfit as misfit:
                text, path = draft.entries[event.id]
                draft.report(text, path, misfit)
                continue
            for _, _, name in unknown_names(after, known):
                text, path = draft.entries[event.id]
                draft.report(text, path, Misfit("PT144", f"There is nothing called '{name}'.", "", ("now",)))
            current[event.of] = after
            draft.events[index] = attrs.evolve(event, change=change)


def _change(event: Corrected, target: Event) -> tuple[str, Any]:
    """Read both values as the field is read, and check that the old one stands there."""
    fields = {
        yaml_name(field): field.name for field in written_fields(type(target)) if field.name not in UNTOUCHED
    }
    if event.field not in fields:
        names = suggestion(event.field, fields)
        raise Misfit("PT144", f"`{target.kind}` has no field '{event.field}' to correct.", names, ("field",))
    was, now = (_read(event, target, key) for key in ("was", "now"))
    if was != getattr(target, fields[event.field]):
        hint = "Write what stands there, so that the correction cannot go astray."
        raise Misfit(
            "PT144",
            f"The field '{event.field}' of '{target.id}' does not say {shown(event.was)}.",
            hint,
            ("was",),
        )
    return fields[event.field], now


def _read(event: Corrected, target: Event, key: str) -> Any:
    try:
        return read_field(type(target), event.field, getattr(event, key))
    except Exception as error:  # noqa: BLE001 - misfits_of raises again what is none
        first = misfits_of(error)[0]
        raise Misfit(first.code, first.message, first.hint, (key,)) from None
