"""The published laws as functions: one call checks an aspect of one's own against all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import Any, Final

import attrs
import pytest
from ceasefires import CEASEFIRES
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from peacetrack.aspects.lifecycle import Aspect, Event, Table, on, refused
from peacetrack.aspects.vocabulary import VocabularyError
from peacetrack.beliefs.accounts import Account
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.ids import ActorId
from peacetrack.testing import laws
from peacetrack.testing.laws import LAWS, BrokenLawError, Clause, Law, NotConcerned, UnfinishedAspectError
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from peacetrack.yaml.writing.writer import dumps
from tests.laws.breaking import complaint
from tests.laws.enumerating import LAW_4
from tests.profile import examples
from tests.testing.broken import counting_the_cast, guarded

FEW: Final = settings(max_examples=3, derandomize=True, database=None)
QUICKLY: Final = settings(max_examples=300, phases=[Phase.generate], derandomize=True, database=None)


NOTHING: Final = Log(Cast(negotiation=Negotiation(id="peace")))


def test_an_aspect_of_ones_own_keeps_the_laws() -> None:
    """Ceasefires, told beside everything else, keep every law."""
    trying = partial(laws.check, CEASEFIRES, settings=settings(max_examples=examples(6), deadline=None))

    assert "" == complaint(trying)


# ---------------------------------------------------------------------------- what an aspect owes


class Weather(StrEnum):
    """Whether it rains."""

    DRY = "dry"
    WET = "wet"
    FROZEN = "frozen"


@attrs.frozen(kw_only=True)
class RainFell(Event):
    """It rained."""


@attrs.frozen(kw_only=True)
class IceThawed(Event):
    """ """  # noqa: D419 - that is what is wrong with it


def here(_: Any, __: Cast) -> tuple[str, ...]:
    return ("here",)


WEATHER: Final = Aspect(
    "weathers",
    Table.of(
        Weather,
        on((Weather.DRY, Weather.WET), RainFell, to=Weather.WET),
        refused(Weather.FROZEN, RainFell, because=""),
        on(Weather.FROZEN, IceThawed, to=Weather.DRY),
        refused((Weather.DRY, Weather.WET), IceThawed, because="there is no ice"),
    ),
    frozenset({Weather.DRY}),
    here,
)


def test_an_aspect_owes_what_a_reader_needs() -> None:
    """A status that nothing leads to, an event that can never be told, and a refusal without advice are named."""
    with pytest.raises(UnfinishedAspectError) as caught:
        laws.check(WEATHER)

    assert [
        "weathers: nothing leads to the status 'frozen'",
        "weathers: no status that can be reached allows `ice_thawed`",
        "weathers: `ice_thawed` has no docstring to say what happened in the world",
        "weathers: `rain_fell` is refused for 'frozen' without saying what to do instead",
    ] == str(caught.value).splitlines()


def test_a_guard_says_what_to_do_instead() -> None:
    """Whoever is refused is told how to go on."""
    mute = attrs.evolve(CEASEFIRES, table=guarded(hint=""))

    assert [
        "ceasefires: the guard 'by a party to it' needs a code, a name, and a hint of what to do instead"
    ] == [*laws.owed(mute)]


def test_an_event_may_bring_any_status() -> None:
    """Where an event states the status itself, none is out of reach."""
    arriving = attrs.evolve(WEATHER, arriving=(RainFell,))

    assert frozenset(Weather) == laws.reachable(arriving)
    assert frozenset({Weather.DRY, Weather.WET}) == laws.reachable(WEATHER)


def test_a_finished_aspect_owes_nothing() -> None:
    """Ceasefires are complete."""
    assert [] == [*laws.owed(CEASEFIRES)]


# ---------------------------------------------------------------------------- one call


def test_the_first_law_that_is_broken_is_named() -> None:
    """The message shows the sentence, what differs, what was chosen, and a log that can be read again."""
    with pytest.raises(BrokenLawError) as caught:
        laws.check(
            attrs.evolve(CEASEFIRES, subjects=counting_the_cast, questions=()),
            laws=[law for law in LAWS if law.number >= 11],
            settings=QUICKLY,
        )

    error = caught.value
    assert 11 == error.law.number
    assert error.breaches
    assert str(error).splitlines()[1] == error.breaches[0]
    assert f"with: {', '.join(map(str, error.drawn))}\nin this log:\n\n{dumps(error.log)}" in str(error)


def test_logs_may_be_ones_own() -> None:
    """Whoever knows better brings the logs on which the laws are tried."""
    tried: list[int] = []

    def says(log: Log) -> Iterator[object]:
        tried.append(len(log.events))
        return iter(())

    only = Clause("nothing happens", lambda trial: says(trial.log), lambda _: st.nothing())
    laws.check(laws=[Law(0, "Nothing happens.", (only,))], logs=logs(longest=0, claimed=False), settings=FEW)

    assert {0} == {*tried}


def test_two_aspects_share_no_word() -> None:
    """A mistake that no log can show is named at once."""
    with pytest.raises(VocabularyError, match="there are 2 meanings of the aspect 'ceasefires'"):
        laws.check(CEASEFIRES, CEASEFIRES)


def test_what_an_aspect_raises_comes_with_the_log() -> None:
    """A function that fails is shown with the log on which it did."""

    def fails(_: Any, __: Cast) -> tuple[str, ...]:
        raise LookupError("no such ceasefire")

    with pytest.raises(LookupError, match="no such ceasefire") as caught:
        laws.check(attrs.evolve(CEASEFIRES, subjects=fails), settings=QUICKLY)

    (note,) = caught.value.__notes__
    assert note.startswith("Replay is deterministic: this was tried in this log:\n\npeacetrack: 1")


def test_a_log_that_cannot_be_written_is_shown_as_it_is() -> None:
    """What hinders the writing of a log does not hide which law it breaks."""
    broken = Clause("it breaks", lambda _: iter(["it breaks"]), lambda _: st.nothing())
    error = BrokenLawError(Law(0, "It holds.", (broken,)), broken, ("it breaks",), (), None)  # type: ignore[arg-type]

    assert (
        "law 0: It holds. It is broken here: it breaks.\nit breaks\nin this log, which cannot be written: None"
        == str(error)
    )


# ---------------------------------------------------------------------------- laws as values


def silent(_: laws.Trial) -> Iterator[object]:
    laws.provided(False)
    yield "never found"


def falling_silent(_: laws.Trial) -> Iterator[object]:
    yield "found"
    raise NotConcerned


@settings(max_examples=examples(5))
@given(logs(longest=3, claimed=False), st.data())
def test_a_law_can_be_asked_of_one_log(log: Log, data: st.DataObject) -> None:
    """A law lists in what a log breaks it; a clause that says nothing of the log finds nothing, and stops no other."""
    clauses = tuple(
        Clause("it holds", breaches, lambda _: st.nothing()) for breaches in (silent, falling_silent)
    )

    assert ("found",) == Law(0, "It holds.", clauses).breaches(log, data.draw)
    assert () == LAWS[0].breaches(log, data.draw)


def test_what_a_law_finds_before_it_falls_silent_counts() -> None:
    """Such a clause is broken."""
    clause = Clause("it holds", falling_silent, lambda _: st.nothing())

    with pytest.raises(BrokenLawError, match="found"):
        laws.try_clause(Law(0, "It holds.", (clause,)), clause, logs(claimed=False), settings=QUICKLY)


def assuming(_: laws.Trial) -> Iterator[object]:
    assume(False)
    yield "never found"


@pytest.mark.parametrize("breaches", [silent, assuming])
def test_a_law_that_speaks_of_no_log_is_an_error(breaches: Callable[[laws.Trial], Iterator[object]]) -> None:
    """A law that was tried on nothing does not count as kept."""
    clause = Clause("it holds", breaches, lambda _: st.nothing())

    with pytest.raises(Unsatisfiable):
        laws.try_clause(Law(0, "It holds.", (clause,)), clause, st.just(NOTHING), settings=FEW)


RETURNED: Final = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}, b: {role: negotiating_party}}
instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
events:
  - {event: provision_opened, date: 2024-01-01, provision: borders}
  - {event: provision_withdrawn, date: 2024-01-02, provision: borders, according_to: b}
  - {event: provision_added, date: 2024-01-03, provision: borders}
"""


def test_what_no_enumeration_decides_is_not_compared() -> None:
    """Who never heard that a unit was withdrawn hears that it is added: no world has it twice."""
    log = read_text(RETURNED).log
    assert log is not None

    assert () == LAW_4.breaches(log, lambda _: Account((ActorId("a"),)))  # type: ignore[arg-type]
