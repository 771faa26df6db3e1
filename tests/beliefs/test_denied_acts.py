"""A denied act is content: with it and without it for whoever believes the denier among others, and lacking for the denier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.aspects import ASPECTS, KINDS
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.reports import Denied, OtherReport
from peacetrack.beliefs.reports import references
from peacetrack.model.ids import EventId, SpeakerId
from peacetrack.state.timeline import Timeline
from peacetrack.testing.answers import facts, gates, without
from peacetrack.testing.laws.speaking import speaking
from tests.profile import THOROUGH

#: Kinds by which `by` does something, so that it is in every account that it was done.
OF_ONE: Final = tuple(
    kind
    for kind in KINDS.values()
    if not (kind.is_testimony or kind.is_of_all or issubclass(kind, OtherReport) or kind in PROVISIONS.kinds)
)
SOME: Final = settings(
    max_examples=200 if THOROUGH else 10, deadline=None, suppress_health_check=list(HealthCheck)
)


def denied(log: pt.Log, event: Event, by: str) -> pt.Log:
    """Let somebody deny an event; nobody dates that, so that the record reaches no further."""
    denial = Denied(id=EventId("the-denial"), of=event.id, by=(SpeakerId(by),))
    return attrs.evolve(log, events=(*log.events, denial))


def loose(log: pt.Log, kind: type[Event]) -> Iterator[Event]:
    """Give the events of a kind to which no other refers, and without which all others are as they were: in order, and allowed."""
    spoken_of = {target for event in log.events for _, target in references(event)}
    line = pt.timeline(log)
    for event in log.events:
        if type(event) is kind and event.id not in spoken_of and not event.according_to:
            never = pt.timeline(without(log, [event.id]))
            refused = (*line.refusals, *line.perhaps, *never.refusals, *never.perhaps)
            if not refused and placed(never, event) == placed(line, event):
                yield event


def placed(line: Timeline, but: Event) -> list[tuple[EventId, int, int]]:
    """Give all other events in order, each with the days between which it happened."""
    view = line.view
    ordered = zip(view.events, view.earliest, view.latest, strict=True)
    return [(event.id, first, last) for event, first, last in ordered if event.id != but.id]


@pytest.mark.parametrize("kind", OF_ONE, ids=lambda kind: kind.kind)
def test_whoever_denies_an_act_goes_without_it_and_others_keep_it(kind: type[Event]) -> None:
    """The denier's account is that of the log without the act, and so is common ground; every other actor's is as it was."""

    @SOME
    @given(speaking((), containing=[kind]), st.data())
    def kept(log: pt.Log, data: st.DataObject) -> None:
        events, parties = [*loose(log, kind)], log.cast.negotiating
        if not events or not parties:
            return
        event, denier = data.draw(st.sampled_from(events)), data.draw(st.sampled_from(parties))
        line, never = pt.timeline(denied(log, event, denier)), pt.timeline(without(log, [event.id]))
        for account in (denier, "common_ground"):
            assert facts(never.at(account=account)) == facts(line.at(account=account))
        for actor in log.cast.actors:
            if actor != denier:
                assert facts(pt.timeline(log).at(account=actor)) == facts(line.at(account=actor))

    kept()


#: Of what no event brings: how it stands as long as nothing is told of it.
AT_FIRST: Final = {aspect.name: aspect.start for aspect in ASPECTS if aspect.creates is None}


def possible(line: Timeline) -> dict[tuple[str, str], frozenset[str]]:
    return {key: fact.possible for key, fact in facts(line.at()).items() if key[0] != PROVISIONS.name}


@pytest.mark.parametrize("kind", OF_ONE, ids=lambda kind: kind.kind)
def test_everyone_has_an_act_that_is_denied_and_goes_without_it(kind: type[Event]) -> None:
    """What a status may be is what it may be with the act and without; it is disputed where these differ."""

    @SOME
    @given(speaking((), containing=[kind]), st.data())
    def kept(log: pt.Log, data: st.DataObject) -> None:
        events, parties = [*loose(log, kind)], log.cast.negotiating
        if not events or not parties:
            return
        event, denier = data.draw(st.sampled_from(events)), data.draw(st.sampled_from(parties))
        line = pt.timeline(denied(log, event, denier))
        having, lacking = possible(pt.timeline(log)), possible(pt.timeline(without(log, [event.id])))
        found = facts(line.at())
        for key, statuses in having.items():
            assert statuses | lacking.get(key, AT_FIRST.get(key[0], frozenset())) == found[key].possible
            if statuses != lacking.get(key):
                assert found[key].disputed
                assert event.id in found[key].possible_events
        assert {*having} == {key for key in found if key[0] != PROVISIONS.name}
        opened, shut = gates(pt.timeline(log).at()), gates(pt.timeline(without(log, [event.id])).at())
        for gate, state in gates(line.at()).items():
            if {opened[gate].opening, shut[gate].opening} == {"open", "shut"}:
                assert state.opening == "undetermined"

    kept()
