"""How much of its log a scenario knows: who takes part, and what may have happened by the day with which the log ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.reports import OtherReport
from peacetrack.beliefs.order import SOME_DAY, ends_of
from peacetrack.beliefs.view import take
from peacetrack.log.log import Log
from peacetrack.log.scenario import Given
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Problem
from peacetrack.yaml.records.assembly import Draft
from peacetrack.yaml.records.places import EntryPlaces, Text
from peacetrack.yaml.records.reading import Reading


def known_after(reading: Reading, given: Given, text: Text) -> Draft:
    """Begin a draft that knows a log as far as a scenario does: its cast, its sources, and what had happened by then."""
    log = reading.log
    assert log is not None  # noqa: S101 - the caller has seen that it could be read
    cast, begun = log.cast, _begun(log, given)
    return Draft(
        entries=EntryPlaces(reading.places.entries),
        negotiation=cast.negotiation,
        actors=dict(cast.actors),
        voices=dict(cast.voices),
        instruments=dict(cast.instruments),
        topics=dict(cast.topics),
        sources=dict(log.sources),
        texts=[*reading.places.texts, text],
        vocabulary=log.vocabulary,
        of_scenario=True,
        before=tuple(event for event in log.events if event.id in begun),
    )


def _begun(log: Log, given: Given) -> frozenset[EventId]:
    """
    Name what a scenario can speak of: what may have happened by its day and was known, and the reports of that.

    What was taken back is among them, for a scenario may suppose that somebody reports it all the same.
    """
    if given.as_of is None and given.known_by is None:
        return frozenset(log.by_id)
    view = take(log, known_by=given.known_by)
    known = view.beliefs.known
    last = given.as_of.toordinal() if given.as_of else SOME_DAY
    begun = {event.id for event, first in zip(view.events, view.earliest, strict=True) if first <= last}
    begun |= {name for name in view.beliefs.gone if ends_of(log.by_id[name].true_of)[0] <= last}
    reports: list[Any] = [
        event
        for event in log.events
        if isinstance(event, OtherReport) and (known is None or event.source in known)
    ]
    while found := {event.id for event in reports if event.id not in begun and event.of in begun}:
        begun |= found
    return frozenset(begun)


def problems_after(draft: Draft, log: Log, given: Given) -> Iterator[Problem]:
    """Give what is wrong with what is supposed after a log; of a name that the log bears only later, say so."""
    begun = {event.id for event in draft.before}
    ends = [f"ends with {given.as_of}"] if given.as_of else []
    known = [f"is told as known by {given.known_by}"] if given.known_by else []
    for problem in draft.problems:
        name = EventId(problem.message.rpartition(" '")[2].removesuffix("'."))
        if problem.code in OF_EVENTS and name in log.by_id and name not in begun:
            hint = f"The log tells of '{name}', but here it {' and '.join((*ends, *known))}."
            yield attrs.evolve(problem, message=f"{problem.message[:-1]} yet.", hint=hint)
        else:
            yield problem


#: The codes of names that no event bears.
OF_EVENTS: Final = frozenset({"PT113", "PT114", "PT115", "PT119", "PT125"})
