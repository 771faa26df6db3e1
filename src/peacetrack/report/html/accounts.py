"""The accounts side by side: how many are agreed on whose word, and what each party's own principle lets count.

No share is ever shown without its unit and its denominator, and none without whose word it is and of which day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account
from peacetrack.model.cast import Cast
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.standing import Held, parties, principles_held, standing
from peacetrack.report.html.wording import Sentence, account_name, actor_name, named, plain
from peacetrack.state.facts import either
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count

#: The rules of more parties than these stand on everyone's account alone, and each on its own.
FEW_PARTIES: Final = 6


@attrs.frozen
class Bar:
    """
    A number of units as a length: surely so much of the whole, and at most so much.

    Attributes:
        low: In whole percent of the denominator, for drawing alone; the words beside it tell the numbers.
        high: Likewise.
    """

    low: int
    high: int


@attrs.frozen(kw_only=True)
class Counted:
    """
    A number of units in words, and as a length where the denominator is known.

    Attributes:
        text: With unit and denominator.
        bar: None where the denominator is not known.
        disputed: The words that were believed disagree.
    """

    text: str
    bar: Bar | None
    disputed: bool = False


@attrs.frozen(kw_only=True)
class Settled:
    """
    What a party's own principle lets count as agreed.

    Attributes:
        party: Its name.
        principle: In words, or that none is known.
        inferred: Nobody stated the principle in so many words.
        counted: How many units count.
        because: The events that tell of the principle.
    """

    party: str
    principle: str
    inferred: bool
    counted: Counted
    because: tuple[EventId, ...]


@attrs.frozen(kw_only=True)
class AccountShown:
    """
    What an instrument has come to, on one account.

    Attributes:
        account: Whose word is believed.
        is_stated: Somebody has said something of the numbers.
        agreed: How many units are agreed.
        remaining: How many are live and not agreed.
        speakers: Whose word it rests on, as part of a sentence.
        last: When the last of the reports was true.
        settled: What each party's principle makes of it.
        because: The events on which the numbers rest.
    """

    account: str
    is_stated: bool
    agreed: Counted
    remaining: Counted
    speakers: Sentence
    last: str
    settled: tuple[Settled, ...]
    because: tuple[EventId, ...]


@attrs.frozen(kw_only=True)
class InstrumentShown:
    """
    One instrument on each account.

    Attributes:
        title: Its name.
        stage: In words.
        talks: Whether the talks about it go on, where they do not.
        accounts: One for each account.
    """

    title: str
    stage: str
    talks: str
    accounts: tuple[AccountShown, ...]


def shown_accounts(asked: Account, cast: Cast) -> tuple[Account, ...]:
    """List the accounts that stand side by side: the one asked for, everyone's, each party's, and common ground."""
    usual = (EVERYONE, *(Account((party,)) for party in cast.negotiating), ON_RECORD)
    return tuple(dict.fromkeys((asked, *usual)))


def instruments_shown(states: Mapping[Account, State]) -> Iterator[InstrumentShown]:
    """Tell each instrument of a log; the states are of one day, the first on the account that was asked for."""
    first = next(iter(states.values()))
    for name in texts_shown(first):
        text = first.log.cast.instruments[name]
        stage, talks = first.stage(name), first.talks(name)
        yield InstrumentShown(
            title=text.title or name,
            stage=either(stage.possible),
            talks=""
            if talks.status == "ongoing"
            else f"talks {'perhaps ' if not talks.status else ''}suspended",
            accounts=tuple(_account_shown(account, state, name) for account, state in states.items()),
        )


def _account_shown(account: Account, state: State, name: InstrumentId) -> AccountShown:
    agreed, cast = state.count(name), state.log.cast
    events = [state.timeline.view.by_id[one] for one in agreed.because]
    return AccountShown(
        account=account_name(account, cast),
        is_stated=bool(events),
        agreed=counted(agreed),
        remaining=counted(state.count(name, "remaining")),
        speakers=speakers(events, state) if events else (),
        last=in_words(events[-1].true_of) if events else "",
        settled=tuple(settled(state, party, name) for party in _judging(account, state, name)),
        because=agreed.because,
    )


def _judging(account: Account, state: State, name: InstrumentId) -> tuple[ActorId, ...]:
    """Name the parties whose rules an account shows: of many, on the account of one of them, its own alone."""
    every = parties(state, name)
    own = tuple(party for party in every if party in account.actors)
    return own if own and len(every) > FEW_PARTIES else every


def speakers(events: Iterable[Event], state: State) -> Sentence:
    """Say whose word some events are; of what rests on its source alone, which source that is."""
    cast, log = state.log.cast, state.log
    names = [person for event in events for person in _who(event, cast)]
    if names:
        return ("what ", *named(names), " said")
    sources = dict.fromkeys(event.source for event in events if event.source)
    titles = [log.sources[one].title or log.sources[one].publisher or one for one in sources]
    return ("what ", *named(titles), " tells in no side’s name") if titles else ("what nobody by name told",)


def _who(event: Event, cast: Cast) -> Iterator[str]:
    for speaker in event.speakers or event.by:
        actor, person = cast.title(cast.actor_of[speaker]), actor_name(speaker, cast)
        yield person if person == actor else f"{person} ({actor})"


def counted(count: Count) -> Counted:
    """Word a count."""
    return Counted(text=str(count), bar=bar(count.numerator, count.denominator), disputed=count.disputed)


def bar(numerator: Bounds, denominator: Bounds) -> Bar | None:
    """Draw a number as a part of the largest whole that is possible."""
    if not denominator.high:
        return None
    high = denominator.high if numerator.high is None else numerator.high
    return Bar(100 * numerator.low // denominator.high, min(100 * high // denominator.high, 100))


def settled(state: State, party: str, name: InstrumentId) -> Settled:
    """Tell a party's own rule about a text, and what it settles."""
    found = standing(state, party, instrument=name)
    held = principles_held(state, party, name)
    return Settled(
        party=actor_name(party, state.log.cast),
        principle=" or ".join(map(_principle, held)),
        inferred=any(one.is_inferred for one in held),
        counted=Counted(
            text=str(found).removesuffix(f" for {party}"),
            bar=bar(found.settled, found.of),
            disputed=found.disputed,
        ),
        because=tuple(one.event.id for one in held if one.event),
    )


def _principle(held: Held) -> str:
    return plain(held.principle) if held.principle else "no known principle"
