"""Law 11: a voice that says nothing of a subject changes no answer about it."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.accounts import EVERYONE, Account
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.reports import Denied
from peacetrack.aspects.stages import STAGES, TALKS, TalksSuspended
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.cast import Cast, Instrument
from peacetrack.census import Count
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import Actor, Voice
from peacetrack.ids import ActorId, EventId, InstrumentId, SpeakerId
from peacetrack.log import Log
from peacetrack.mapping import ReadOnly
from peacetrack.state import State, replay
from tests.casts import BEGINNING
from tests.laws.answers import answers, clone, units
from tests.strategies import logs

SIDE, VOICE, TEXT = ActorId("a-newcomer"), SpeakerId("its-spokesman"), InstrumentId("another-text")


def joined(log: Log) -> Log:
    """Let somebody join who says things, but of a text of its own alone."""
    cast = log.cast
    wider = Cast(
        negotiation=cast.negotiation,
        actors=ReadOnly({**cast.actors, SIDE: Actor(id=SIDE, role="observer")}),
        voices=ReadOnly({**cast.voices, VOICE: Voice(id=VOICE, speaks_for=SIDE)}),
        instruments=ReadOnly({**cast.instruments, TEXT: Instrument(id=TEXT, unit="page")}),
        topics=cast.topics,
    )
    day = ImpreciseDate.on(BEGINNING)
    told = (
        StatementMade(id=EventId("newcomer-1"), date=day, by=(VOICE,), what="We welcome the talks."),
        CountStated(
            id=EventId("newcomer-2"),
            date=day,
            by=(VOICE,),
            instrument=TEXT,
            agreed=Quantity(low=2, high=2),
            of=3,
        ),
        TalksSuspended(id=EventId("newcomer-3"), date=day, according_to=(VOICE,), instrument=TEXT),
        Denied(id=EventId("newcomer-4"), date=day, by=(VOICE,), of=EventId("newcomer-3")),
    )
    return attrs.evolve(log, cast=wider, events=(*told, *log.events))


def of_the_others(state: State, log: Log) -> list[tuple[object, object]]:
    """Give the answers about all that the log spoke of before."""
    texts = {*log.cast.instruments, *log.cast.instrument_of}
    found: list[tuple[object, object]] = []
    for question, told in answers(state, units(log)).items():
        for key, answer in told.items():
            if question == "standings" and (key[0] == SIDE or key[1] == TEXT):
                continue
            if question == "gates" and not {key[0].instrument, *key[0].provisions} & texts:
                continue
            if question == "facts" and key[0] in (STAGES.name, TALKS.name) and key[1] == TEXT:
                continue
            found.append(((question, key), answer))
    return found


@given(logs(claimed=False) | logs(containing=[Denied], claimed=False), st.data())
def test_who_says_nothing_of_a_subject_changes_nothing_about_it(log: Log, data: st.DataObject) -> None:
    """A voice that says nothing of a subject changes no answer about it."""
    actors = [Account((actor,)) for actor in log.cast.actors]
    account = data.draw(st.sampled_from([EVERYONE, Account(common=True), *actors]))
    day = data.draw(st.none() | st.just(BEGINNING))
    alone = replay(clone(log), as_of=day, account=account)
    together = replay(joined(log), as_of=day, account=account)

    assert of_the_others(alone, log) == of_the_others(together, log)


@given(logs(claimed=False), st.data())
def test_to_believe_the_silent_as_well_changes_nothing(log: Log, data: st.DataObject) -> None:
    """A voice that says nothing of a subject changes no answer about it: nor for those who believe it, too."""
    actor = data.draw(st.sampled_from([*log.cast.actors]))
    wider, other = joined(log), joined(clone(log))
    alone, both = (
        replay(text, account=Account(names)) for text, names in ((wider, (actor,)), (other, (actor, SIDE)))
    )

    assert [found.numerator for found in _numbers(alone, log)] == [
        found.numerator for found in _numbers(both, log)
    ]


def _numbers(state: State, log: Log) -> list[Count]:
    return [state.count(text, unit=unit) for text, unit in sorted(units(log))]
