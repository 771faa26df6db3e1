"""Supposing: scenarios that hold.

What they suppose is allowed, or refused as they say; what they then assert is read off the state that is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects.assertions import (
    Assertion,
    ConditionAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    StageAsserted,
    SubjectAsserted,
    TalksAsserted,
)
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.stages import STAGES, TALKS
from peacetrack.beliefs.order import SOME_DAY
from peacetrack.beliefs.view import take
from peacetrack.checks.claims import Result
from peacetrack.checks.play import play
from peacetrack.log.claim import Expected
from peacetrack.log.log import Log
from peacetrack.log.scenario import Given, Refused, Scenario, Then
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ConditionId, EventId, InstrumentId, ProposalId, ProvisionId
from peacetrack.state.timeline import State, timeline_of
from peacetrack.testing.asserting import any_assertions
from peacetrack.testing.moves import events, illegal_events
from peacetrack.testing.parts import BEGINNING, Names, Parts, pick


@st.composite
def scenarios(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    log: Log,
    *,
    supposed: SearchStrategy[Event] | None = None,
    assertions: SearchStrategy[Assertion] | None = None,
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
    longest: int = 3,
) -> Scenario:
    """
    Give scenarios that begin with a log and hold: `play(scenario, log).passed`.

    Args:
        draw: Given by Hypothesis.
        log: With what they begin.
        supposed: What happens in them; events that can follow, or that the tables refuse, when None.
        assertions: What they assert then; each expects the verdict that the state gives.
        dates: When that happens.
        texts: Titles, and what is said.
        identifiers: Their ids, and those of the events that they suppose.
        longest: How many events they suppose at most.

    Raises:
        InvalidArgument: There is nothing of which anything could be asserted.
    """
    author = _Author(draw, log, Parts(texts=texts, identifiers=identifiers, dates=dates))
    scenario = author.begun()
    for _ in range(draw(st.integers(0, longest))):
        scenario = author.supposing(scenario, supposed)
    if supposed is None and log.cast.instruments and draw(st.booleans()):
        scenario = author.refused(scenario)
    return author.asserting(scenario, assertions)


@attrs.frozen(slots=False, eq=False)
class _Author:
    """One who writes a scenario about a log."""

    draw: DrawFn
    log: Log
    parts: Parts

    @cached_property
    def names(self) -> Names:
        """Give names that no entry of the log has."""
        taken = (*self.log.by_id, *(claim.id for claim in self.log.claims))
        return Names(self.draw, self.parts.identifiers, taken)

    def begun(self) -> Scenario:
        """Begin a scenario: how much of the log counts, and on whose word."""
        draw, days = self.draw, [None, None, *timeline_of(self.log).days()]
        accounts = [(), ("everyone",), *((actor,) for actor in self.log.cast.actors)]
        given = Given(
            as_of=pick(draw, days),
            known_by=pick(draw, days),
            account=pick(draw, accounts),
        )
        return Scenario(id=self.names("scenario"), title=draw(self.parts.texts), given=given)

    def so_far(self, scenario: Scenario) -> State:
        """Give all of which a scenario can speak: what may have happened by its day and was known, and what it supposes."""
        given = scenario.given
        view = take(self.log, known_by=given.known_by)
        last = given.as_of.toordinal() if given.as_of else SOME_DAY
        begun = {event.id for event, first in zip(view.events, view.earliest, strict=True) if first <= last}
        events = (event for event in self.log.events if event.id in begun)
        return timeline_of(attrs.evolve(self.log, events=(*events, *scenario.when), claims=())).at()

    def supposing(self, scenario: Scenario, own: SearchStrategy[Event] | None) -> Scenario:
        """Suppose one more event, unless it cannot be told where a scenario puts it."""
        longer = self._with(scenario, self._moves(events, scenario) if own is None else own)
        played = play(longer, self.log)
        return scenario if played.faults or played.refusals else longer

    def refused(self, scenario: Scenario) -> Scenario:
        """Suppose an event that the tables refuse, unless they allow it where a scenario puts it."""
        longer = self._with(scenario, self._moves(illegal_events, scenario))
        played = play(longer, self.log)
        codes = {finding.code for finding in played.refusals}
        if played.faults or len(codes) != 1:
            return scenario
        return attrs.evolve(longer, refused=Refused(code=codes.pop()))

    def _moves(
        self, moves: Callable[..., SearchStrategy[Event]], scenario: Scenario
    ) -> SearchStrategy[Event]:
        return moves(
            self.so_far(scenario),
            dates=self.parts.dates,
            texts=self.parts.texts,
            identifiers=self.parts.identifiers,
        )

    def _with(self, scenario: Scenario, following: SearchStrategy[Event]) -> Scenario:
        """Suppose an event as no document tells it; one without a date would be of the day of the one before it."""
        event = self.draw(following)
        supposed = attrs.evolve(event, id=EventId(self.names("supposed")), source=None, cite=())
        if supposed.true_of is None:
            supposed = attrs.evolve(supposed, date=ImpreciseDate.parse(f"{BEGINNING}/.."))
        return attrs.evolve(scenario, when=(*scenario.when, supposed))

    def asserting(self, scenario: Scenario, own: SearchStrategy[Assertion] | None) -> Scenario:
        """Assert what follows, each with the verdict that the state reached gives."""
        draw, fewest = self.draw, 1 if scenario.refused is None else 0
        state, so_far = play(scenario, self.log).state, self.so_far(scenario)
        seen = [*_read_off(state, frozenset(so_far.log.by_id))]
        anything = any_assertions(so_far.log, texts=self.parts.texts) if own is None else own
        says = [
            draw(st.sampled_from(seen) if seen and own is None and draw(READ_OFF) else anything)
            for _ in range(draw(st.integers(fewest, 3)))
        ]
        played = play(attrs.evolve(scenario, then=tuple(Then(says=played) for played in says)), self.log)
        return attrs.evolve(scenario, then=tuple(map(self._then, played.results)))

    def _then(self, result: Result) -> Then:
        because = self.draw(self.parts.texts_or_none)
        return Then(says=result.claim.says, expect=Expected(verdict=result.verdict), because=because)


READ_OFF: Final = st.booleans()


def _read_off(state: State, created: frozenset[str]) -> Iterator[Assertion]:
    """Assert of each subject the statuses that it may have; of one that an event brings, if that was stated."""
    for name, status in _statuses(state, PROVISIONS):
        yield ProvisionAsserted(id=ProvisionId(name), statuses=status)
    for name, status in _statuses(state, STAGES):
        yield StageAsserted(instrument=InstrumentId(name), statuses=status)
    for name, status in _statuses(state, TALKS):
        yield TalksAsserted(instrument=InstrumentId(name), statuses=status)
    for name, status in _statuses(state, CONDITIONS, created):
        yield ConditionAsserted(id=ConditionId(name), statuses=status)
    for name, status in _statuses(state, PROPOSALS, created):
        yield ProposalAsserted(id=ProposalId(name), statuses=status)
    for aspect in state.log.vocabulary.own:
        for name, status in _statuses(state, aspect, created if aspect.creates else None):
            yield SubjectAsserted(aspect=aspect.singular, id=name, statuses=tuple(map(str, status)))


def _statuses(
    state: State, aspect: Aspect[Any], among: Collection[str] | None = None
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, fact in state[aspect].items():
        if among is None or name in among:
            yield name, tuple(status for status in aspect.table.statuses if status in fact.possible)
