"""A state machine for Hypothesis: negotiations that happen event by event, legal ones and illegal ones.

The law: after every legal event the state is that of the log so far, and an illegal one changes nothing. A run that
fails is written as a scenario, so that `peacetrack check` plays it again.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, ClassVar

import attrs
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from hypothesis.strategies import SearchStrategy

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.checks.play import refusals_of
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.log.scenario import Refused, Scenario
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.ids import ClaimId
from peacetrack.state.findings import of_refusal
from peacetrack.state.timeline import State, replay
from peacetrack.testing.answers import counts, facts
from peacetrack.testing.moves import events, illegal_events
from peacetrack.testing.observed import observed
from peacetrack.testing.strategies import logs
from peacetrack.yaml.files.opening import SUFFIX
from peacetrack.yaml.writing.saving import Former, save_folder
from peacetrack.yaml.writing.writer import dumps


class NegotiationMachine(RuleBasedStateMachine):
    """
    Tell a negotiation event by event; subclass it, and add what has to hold as an `@invariant()`.

    `self.state` is the state at the end of what was told so far, `self.log` the log. The methods `beginnings`,
    `legal_events` and `illegal_events` give the strategies, and can be overridden.

    Attributes:
        aspects: Aspects of one's own in which the negotiation speaks.
        account: Whose word is believed in `self.state`.
        failures: A folder into which a failing run is written, ready to be a fixture; nowhere when None.

    Examples:
        >>> from hypothesis import settings
        >>> from hypothesis.stateful import invariant, run_state_machine_as_test
        >>> class Talks(NegotiationMachine):
        ...     @invariant()
        ...     def what_is_agreed_does_not_exceed_what_there_is(self) -> None:
        ...         for text in self.log.cast.instruments:
        ...             count = self.state.count(text)
        ...             assert count.denominator.high is None or count.numerator.low <= count.denominator.high
        >>> quickly = settings(max_examples=3, stateful_step_count=5, derandomize=True, database=None)
        >>> run_state_machine_as_test(Talks, settings=quickly)
    """

    aspects: ClassVar[tuple[Aspect[Any], ...]] = ()
    account: ClassVar[str] = "everyone"
    failures: ClassVar[str | os.PathLike[str] | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.log = Log(Cast(negotiation=Negotiation(id="talks")))
        self.state = replay(self.log, account=self.account)
        self._illegal: tuple[tuple[Event, str], ...] = ()

    def beginnings(self) -> SearchStrategy[Log]:
        """Give the logs with which a run begins: a cast of which nothing is stated."""
        return logs(aspects=self.aspects, longest=0, claimed=False)

    def legal_events(self) -> SearchStrategy[Event]:
        """Give the events that the tables allow next; those of aspects of one's own come up as often as all others."""
        every = tuple(self.log.vocabulary.kinds.values())
        own = tuple(kind for aspect in self.aspects for kind in aspect.kinds)
        often = len(every) // len(own) if own else 0
        return events(self.state, kinds=every + own * often)

    def illegal_events(self) -> SearchStrategy[Event]:
        """Give the events that the tables refuse next."""
        return illegal_events(self.state)

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Begin with a log."""
        self.log = data.draw(self.beginnings(), label="the log so far")
        self.state = replay(self.log, account=self.account)

    @rule(data=st.data())
    def suppose_what_is_allowed(self, data: st.DataObject) -> None:
        """Tell an event that the tables allow."""
        event = data.draw(self.legal_events(), label="an event")
        after = self._with(event)
        self.log, self.state, self._illegal = after.log, after, ()
        refused = refusals_of([event], after.timeline)
        if refused:
            raise AssertionError(f"a legal event is refused: {refused[0].message}")

    @rule(data=st.data())
    def suppose_what_is_refused(self, data: st.DataObject) -> None:
        """Tell an event that the tables refuse, and find that nothing has changed."""
        event = data.draw(self.illegal_events(), label="an event to refuse")
        after = self._with(event)
        refused = refusals_of([event], after.timeline)
        foreseen = self.state.timeline.whole.replayed.refusal_of(event)
        code = (
            refused[0].code if refused else of_refusal(foreseen, self.log.cast).code if foreseen else "PT201"
        )
        self._illegal = (*self._illegal, (event, code))
        if not refused:
            raise AssertionError(f"an illegal event is allowed: '{event.id}', `{event.kind}`")
        if facts(self.state) != facts(after) or counts(self.state) != counts(after):
            raise AssertionError(f"the refused event '{event.id}' changed the state: {refused[0].message}")

    def teardown(self) -> None:
        """Print a failing run as a scenario, and write it where `failures` says."""
        if sys.exc_info()[0] is None:
            return
        text = self.as_yaml()
        note(f"The run as a scenario, for `peacetrack check`:\n\n{text}")
        if self.failures is not None:
            name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()
            contents = {f"{name}{SUFFIX}": text.encode()}
            save_folder(Path(self.failures), contents, instead_of=Former.ANYTHING)

    def as_yaml(self) -> str:
        """Write the run so far: the log, the statuses to which it led, and what was then tried and had to be refused."""
        seen = observed(replay(self.log))
        claims = tuple(
            Claim(id=ClaimId(f"observed-{number}"), says=then.says) for number, then in enumerate(seen, 1)
        )
        refused = [
            Scenario(
                id=f"refused-{number}",
                title=f"{event.kind.replace('_', ' ')}, {event.id}, is refused",
                when=(event,),
                refused=Refused(code=code),
            )
            for number, (event, code) in enumerate(self._illegal, 1)
        ]
        return dumps(attrs.evolve(self.log, claims=claims), *refused)

    def _with(self, event: Event) -> State:
        log = attrs.evolve(self.log, events=(*self.log.events, event))
        return replay(log, account=self.account)
