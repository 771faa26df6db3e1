"""Laws 1, 5 and 6: a log has one state, what is refused changes nothing, and the order of entries does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Denied, OtherReport
from peacetrack.aspects.tallies import UnitCount
from peacetrack.beliefs.view import take
from peacetrack.log.log import Log
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.findings import of_refusal
from peacetrack.state.histories import History
from peacetrack.state.replay import Replay
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.answers import Answers, clone, differing, units, unlike, without
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking

HistoryValue = tuple[str, tuple[int, ...], tuple[object, ...], tuple[object, ...]]


def has_one_state(trial: Trial) -> Iterator[object]:
    """Replay the same log twice."""
    account = trial.account()
    first, second = replay(trial.log, account=account), replay(clone(trial.log), account=account)
    yield from trial.ask.differences(first, second)
    yield from unlike("findings", "the log", trial.ask.findings(first), trial.ask.findings(second))


def can_be_replayed_in_parts(trial: Trial) -> Iterator[object]:
    """Replay a log at once, and part by part."""
    log, events = trial.log, take(trial.log).events
    cuts = trial.draw(st.lists(st.integers(0, len(events)), max_size=3))
    refused = None if trial.draw(st.booleans()) else frozenset(event.id for event in events[::3])
    whole, parts = (Replay(log.cast, refused=refused, aspects=log.vocabulary.aspects) for _ in range(2))
    whole.apply(events)
    start = 0
    for end in (*sorted(cuts), len(events)):
        parts.apply(events[start:end])
        start = end
    yield from differing(_histories(whole), _histories(parts))


def _histories(build: Replay) -> Mapping[str, Mapping[Any, object]]:
    """Give all that a replay has found."""
    return {
        "stories": {
            (aspect, name): _as_value(history)
            for aspect, own in build.histories.items()
            for name, history in own.items()
        },
        "refusals": {refusal.event.id: refusal for refusal in build.refusals},
        "gaps": {(event.id, subject): event for event, subject in build.gaps},
    }


def _as_value(history: History) -> HistoryValue:
    """Give a history as a value."""
    own_histories = tuple((actor, _as_value(own)) for actor, own in (history.by_speaker or {}).items())
    return history.origin.id, tuple(history.positions), tuple(history.possible), own_histories


LAW_1: Final = Law(
    1,
    "Replay is deterministic; replaying a prefix and then the rest equals replaying the whole.",
    (
        Clause("Replay is deterministic", has_one_state, speaking),
        Clause(
            "Replaying a prefix and then the rest equals replaying the whole",
            can_be_replayed_in_parts,
            speaking,
        ),
    ),
)


def is_unchanged_by_what_is_refused(trial: Trial) -> Iterator[object]:
    """Compare a log with the same log without what the tables refuse in it."""
    line = timeline(trial.log)
    # Where dates are blurred a refused event may bound the dates of others, as any report does.
    provided(all(event.date and event.date.earliest == event.date.latest for event in trial.log.events))
    account, day = trial.account(), trial.day(line)
    untold = timeline(clone(without_refused(line)))
    for refusal in untold.replayed.refusals:
        yield f"'{refusal.event.id}' is refused only when what was refused before it is left out"
    yield from trial.ask.differences(line.at(day, account=account), untold.at(day, account=account))


def without_refused(line: Timeline) -> Log:
    """
    Leave out what the tables refuse.

    Where a count looks back to a refused event, what it looks back to is a day: a remark of that day stands in its place.
    """
    log, shown = line.log, line.view.by_id
    looked_back_to = {event.since for event in log.events if isinstance(event, UnitCount)}
    days = {name for name in line.refused if name in looked_back_to}
    remarks = {name: StatementMade(id=name, date=shown[name].date, after=shown[name].after) for name in days}
    of_none = [event.id for event in log.events if isinstance(event, OtherReport) and event.of in days]
    kept = without(log, (line.refused - days) | {*of_none})
    events = tuple(
        attrs.evolve(remarks[event.id], source=event.source) if event.id in days else event
        for event in kept.events
    )
    return attrs.evolve(kept, events=events)


def reports_what_is_refused(trial: Trial) -> Iterator[object]:
    """Compare what is refused with what its author is told."""
    line = timeline(trial.log)
    findings = {(finding.entry, finding.message) for finding in trial.ask.findings(line.at())}
    for refusal in line.refusals:
        finding = of_refusal(refusal, trial.log.cast)
        if (finding.entry, finding.message) not in findings:
            yield f"'{refusal.event.id}' is refused, and nobody is told"


def _exact(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects, exact=True)


LAW_5: Final = Law(
    5,
    "A refused event leaves the state equal to what it was.",
    (
        Clause(
            "A refused event leaves the state equal to what it was", is_unchanged_by_what_is_refused, _exact
        ),
        Clause("and its author is told", reports_what_is_refused, speaking),
    ),
)


def keeps_its_answers_when_shuffled(trial: Trial) -> Iterator[object]:
    """
    Compare a log in several files with one in which the files have other names and the entries other places.

    Entries of one date as written, in one file, keep the author's order, which is what tells it.
    """
    log = in_files(trial.log, [trial.draw(FILES) for _ in trial.log.events])
    other = shuffled(clone(log), trial.draw(st.permutations(range(len(log.events)))))
    other = attrs.evolve(other, files=ReadOnly({name: -number for name, number in log.files.items()}))
    line, again = timeline(log), timeline(other)
    day, account = trial.day(line), trial.account()
    yield from differing(
        without_order(trial.ask, line.at(day, account=account)),
        without_order(trial.ask, again.at(day, account=account)),
    )


FILES: Final = st.integers(1, 3)


def in_files(log: Log, numbers: list[int]) -> Log:
    """Let the events of a log stand in several files, of these numbers."""
    ids = (event.id for event in log.events)
    return attrs.evolve(log, files=ReadOnly(dict(zip(ids, numbers, strict=True))))


def shuffled(log: Log, order: list[int]) -> Log:
    """Write the entries in another order, but those of one date in one file among themselves as they were."""
    groups: dict[object, list[Event]] = {}
    for event in log.events:
        groups.setdefault(_together(log, event), []).append(event)
    entries = tuple(groups[_together(log, log.events[index])].pop(0) for index in order)
    return attrs.evolve(log, events=entries)


def _together(log: Log, event: Event) -> object:
    return log.files.get(event.id), event.true_of


def without_order(ask: Answers, state: State) -> Mapping[str, Mapping[Any, object]]:
    """Ask everything but for what lists events in their order."""
    asked = units(state.log)
    return {
        "facts": {
            key: (known.possible, frozenset(known.because), known.disputed)
            for key, known in ask.facts(state).items()
        },
        "counts": {
            key: (c.numerator, c.denominator, c.disputed) for key, c in ask.counts(state, asked).items()
        },
        "standings": {key: (found.settled, found.of) for key, found in ask.standings(state).items()},
        "gates": {key: found.opening for key, found in ask.gates(state).items()},
        "judgements": {
            key: (findings.verdict, findings.disputed) for key, findings in ask.judgements(state).items()
        },
    }


def _or_denied(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | speaking(aspects, containing=[Denied])


LAW_6: Final = Law(
    6,
    "Names of files, and the place of entries that keep their file and differ in date, change no answer.",
    (
        Clause(
            "Names of files, and the place of entries that keep their file and differ in date, change no answer",
            keeps_its_answers_when_shuffled,
            _or_denied,
        ),
    ),
)
