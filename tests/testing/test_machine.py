"""The state machine for negotiations: what it finds, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test
from hypothesis.strategies import SearchStrategy

from peacetrack.aspects.assertions import ASSERTIONS, Assertion, SubjectAsserted
from peacetrack.aspects.conditions import CONDITIONS, ConditionSet
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.stages import Resumed
from peacetrack.beliefs.query import Query
from peacetrack.checks.checking import check_path
from peacetrack.checks.play import play
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario
from peacetrack.model.cast import Cast, Instrument, Negotiation
from peacetrack.model.codes import FAILED, HELD
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import State, replay
from peacetrack.testing import NegotiationMachine, events
from peacetrack.testing.observed import observed
from peacetrack.testing.reading import read_text
from tests.profile import examples
from tests.testing.truces import TRUCES

QUICK = settings(
    max_examples=examples(30),
    stateful_step_count=8,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
)
TALKS = Log(
    Cast(
        negotiation=Negotiation(id="talks"),
        actors=ReadOnly({ActorId("north"): Actor(id=ActorId("north"), role="negotiating_party")}),
        instruments=ReadOnly({InstrumentId("accord"): Instrument(id=InstrumentId("accord"), unit="article")}),
    )
)
RESUMED = Resumed(
    id=EventId("resumed"), instrument=InstrumentId("accord"), date=ImpreciseDate.parse("2030-01-01")
)


def checked(folder: Path) -> list[int]:
    """Check the one file of a folder, and give how each part of the check ends."""
    (path,) = folder.iterdir()
    return [outcome.exit_status for outcome in check_path(path, Query(aspects=[TRUCES]))]


def test_a_negotiation_can_be_told_event_by_event() -> None:
    """No health check fails, legal events are allowed, illegal ones change nothing, and the state is at hand."""
    seen: list[int] = []

    class Talks(NegotiationMachine):
        @invariant()
        def the_state_is_that_of_the_log(self) -> None:
            seen.append(len(self.log.events))
            assert self.state.log == self.log

    run_state_machine_as_test(Talks, settings=settings(QUICK, suppress_health_check=[]))

    assert max(seen) > 3


def test_it_speaks_in_aspects_of_one_s_own() -> None:
    """Truces are declared, violated and restored in it, and so are the refused ones."""
    stated: set[str] = set()

    class Talks(NegotiationMachine):
        aspects = (TRUCES,)
        account: ClassVar[str] = "common_ground"

        @invariant()
        def something_is_stated(self) -> None:
            stated.update(event.kind for event in self.log.events)
            assert "common_ground" == str(self.state.account)

    run_state_machine_as_test(Talks, settings=settings(QUICK, suppress_health_check=[HealthCheck.too_slow]))

    assert stated & {kind.kind for kind in TRUCES.kinds}


class NeverDemanding(NegotiationMachine):
    """A rule that no negotiation keeps."""

    @invariant()
    def nobody_demands_anything(self) -> None:
        assert not self.state[CONDITIONS]

    def legal_events(self) -> SearchStrategy[Event]:
        return events(self.state, kinds=(ConditionSet,))


def test_a_failing_run_is_printed_and_kept(tmp_path: Path) -> None:
    """What is printed is what is written; it shows the shortest run, and a check plays it again."""

    class Talks(NeverDemanding):
        failures = tmp_path / "found"

    with pytest.raises(AssertionError) as failure:
        run_state_machine_as_test(Talks, settings=settings(QUICK, phases=[Phase.generate, Phase.shrink]))
    notes = "\n".join(failure.value.__notes__)
    (path,) = (tmp_path / "found").iterdir()

    assert "talks.peace.yaml" == path.name
    assert path.read_text(encoding="utf-8") in notes
    assert "The run as a scenario, for `peacetrack check`:" in notes
    assert 1 == notes.count("event: condition_set")
    assert [HELD] == checked(tmp_path / "found")


class Wrong(NegotiationMachine):
    """A machine whose strategies are mistaken."""

    def beginnings(self) -> SearchStrategy[Log]:
        return st.just(TALKS)


def test_a_legal_event_that_is_refused_is_found(tmp_path: Path) -> None:
    """And a check of what is left behind fails likewise."""

    class Talks(Wrong):
        failures = str(tmp_path)

        def legal_events(self) -> SearchStrategy[Event]:
            return st.just(RESUMED)

    with pytest.raises(
        AssertionError, match="a legal event is refused: `resumed` is refused: the stage 'accord'"
    ):
        run_state_machine_as_test(Talks, settings=QUICK)

    assert [FAILED] == checked(tmp_path)


def test_an_illegal_event_that_is_allowed_is_found(tmp_path: Path) -> None:
    """The scenario expects a refusal that does not come."""

    class Talks(Wrong):
        failures = tmp_path

        def illegal_events(self) -> SearchStrategy[Event]:
            return events(self.state, kinds=(ConditionSet,))

    with pytest.raises(AssertionError, match=r"an illegal event is allowed: .* `condition_set`"):
        run_state_machine_as_test(Talks, settings=QUICK)

    assert FAILED in checked(tmp_path)


def test_a_refused_event_that_changes_something_is_found() -> None:
    """Here the machine itself tells more than the refused event."""

    class Talks(Wrong):
        def illegal_events(self) -> SearchStrategy[Event]:
            return st.just(RESUMED)

        def legal_events(self) -> SearchStrategy[Event]:
            return events(self.state, kinds=(ConditionSet,))

        def _with(self, event: Event) -> State:
            after = super()._with(event)
            demand = ConditionSet(id=EventId("more"), what="x")
            more = attrs.evolve(after.log, events=(*after.log.events, demand))
            return replay(more) if event == RESUMED else after

    with pytest.raises(
        AssertionError, match="the refused event 'resumed' changed the state: `resumed` is refused"
    ):
        run_state_machine_as_test(Talks, settings=QUICK)


BROKEN_RUN = """\
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {accord: {unit: article, provisions: {borders: {kind: article}}}}
events:
  - {event: provision_agreed, provision: borders, date: 2030-01-01}
  - {id: law, event: condition_set, what: x, by: north, date: 2030-01-01}
  - {id: offer, event: proposal_made, offer: y, by: north, date: 2030-01-01}
  - {event: text_concluded, instrument: accord, date: 2030-01-02}
  - {event: talks_suspended, instrument: accord, date: 2030-01-02}
  - {event: principle_invoked, by: north, instrument: accord, principle: early_harvest, date: 2030-01-02}
  - {id: night, event: truce_declared, terms: z, extent: everywhere, by: north, date: 2030-01-03}
"""


def test_what_a_state_shows_can_be_asserted() -> None:
    """Of every part of a negotiation but its principles; played again, all of it holds."""
    log = read_text(BROKEN_RUN, aspects=[TRUCES]).log
    assert log is not None
    then = observed(replay(log))

    assert {"provision", "condition", "proposal", "stage", "talks", "truce"} == {
        name for one in then for name in written(one.says)
    }
    assert play(Scenario(id="again", title="Again", then=then), log).held


def written(says: Assertion) -> tuple[str, ...]:
    """Give the word under which a log writes an assertion."""
    kinds = {kind: name for name, kind in ASSERTIONS.items()}
    return (says.aspect,) if isinstance(says, SubjectAsserted) else (kinds[type(says)],)


def test_a_run_can_be_written_at_any_time() -> None:
    """Before anything happened there is an empty negotiation."""
    assert "peacetrack: 1\n\nnegotiation:\n  id: talks\n" == NegotiationMachine().as_yaml()
