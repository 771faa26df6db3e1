"""What others published: contacts with each side's readout, and claims with what the record makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from peacetrack.aspects.contacts import Contact
from peacetrack.beliefs.accounts import Account
from peacetrack.checks.claims import Result, judged_on
from peacetrack.log.claim import Claim
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import EventId
from peacetrack.questions.readouts import ReadoutColumn, readouts
from peacetrack.report.html.record import Cited, Citing
from peacetrack.report.html.wording import Sentence, account_name, actor_name, plain, topic_name
from peacetrack.state.timeline import State, Timeline


@attrs.frozen(kw_only=True)
class TopicShown:
    """
    One topic of a contact in one side's readout.

    Attributes:
        shown: mentioned, omitted, not shown or disputed.
        quote: The words used for it.
    """

    shown: str
    quote: str


@attrs.frozen(kw_only=True)
class ReadoutShown:
    """
    One side's account of a contact.

    Attributes:
        actor: Whose.
        events: The readouts.
        cited: Where the sources tell of them.
    """

    actor: str
    events: tuple[EventId, ...]
    cited: tuple[Cited, ...]


@attrs.frozen(kw_only=True)
class ContactShown:
    """
    A contact, and the readouts of it side by side.

    Attributes:
        name: Its id.
        kind: call, meeting, or any word.
        on: When.
        place: Where.
        participants: Who took part, as part of a sentence.
        about: What it was about, stated in no side's name.
        readouts: The readouts.
        topics: Each topic with what every side shows of it.
        in_all: The topics that every side mentions; none where only one side is on record.
        alone: For each side, the topics that it alone mentions.
    """

    name: EventId
    kind: str
    on: str
    place: str
    participants: Sentence
    about: tuple[str, ...]
    readouts: tuple[ReadoutShown, ...]
    topics: tuple[tuple[str, tuple[TopicShown, ...]], ...]
    in_all: tuple[str, ...]
    alone: tuple[tuple[str, tuple[str, ...]], ...]


@attrs.frozen(kw_only=True)
class ClaimShown:
    """
    A claim, and what the record makes of it.

    Attributes:
        result: The outcome of checking it.
        said: What is claimed, in words.
        who: Who claims it, as part of a sentence; empty for an expectation of the log's author.
        on: When it was said.
        about: The day that it speaks of.
        account: On whose account it is judged, where that is not everyone's.
        verdict: In words.
        support: On whose reports that rests, in words.
        carriers: The names of those whose reports they are.
        cited: Where the claim stands.
    """

    result: Result
    said: str
    who: Sentence
    on: str
    about: str
    account: str
    verdict: str
    support: str
    carriers: tuple[str, ...]
    cited: tuple[Cited, ...]


def contacts_shown(state: State) -> Iterator[ContactShown]:
    """Show every contact that had certainly been held."""
    citing = Citing(state)
    for event in state.held:
        if isinstance(event, Contact):
            yield _contact(state, event, citing)


def _contact(state: State, event: Contact, citing: Citing) -> ContactShown:
    cast, compared = state.log.cast, readouts(state, event.id)
    several = len(compared.columns) > 1
    return ContactShown(
        name=event.id,
        kind=event.form,
        on=in_words(event.true_of),
        place=event.place,
        participants=citing.people(event.participants),
        about=tuple(topic_name(topic, cast) for topic in compared.neutral),
        readouts=tuple(_readout(column, citing) for column in compared.columns),
        topics=tuple(
            (topic_name(topic, cast), tuple(_topic(column, place) for column in compared.columns))
            for place, topic in enumerate(compared.topics)
        ),
        in_all=tuple(topic_name(topic, cast) for topic in compared.in_all) if several else (),
        alone=tuple(
            (
                actor_name(column.actor, cast),
                tuple(topic_name(topic, cast) for topic in compared.only_in(column.actor)),
            )
            for column in compared.columns
            if several
        ),
    )


def _readout(column: ReadoutColumn, citing: Citing) -> ReadoutShown:
    return ReadoutShown(
        actor=actor_name(column.actor, citing.state.log.cast),
        events=column.events,
        cited=citing.shown(column.citations),
    )


def _topic(column: ReadoutColumn, place: int) -> TopicShown:
    return TopicShown(shown=column.topics[place], quote=column.as_said[place])


def claims_shown(line: Timeline, state: State, *, account: Account) -> Iterator[ClaimShown]:
    """Check the claims that are known and speak of no later day than the report."""
    citing = Citing(state)
    claims = [claim for claim in state.log.claims if _is_shown(claim, state, citing)]
    for result in judged_on(line, claims, day=state.as_of, account=account):
        yield _claim(result, citing, state.as_of)


def _is_shown(claim: Claim, state: State, citing: Citing) -> bool:
    known = claim.source is None or claim.source in citing.known
    said = claim.date.earliest if claim.date else None
    days = [day for day in (claim.as_of, said) if day is not None]
    return known and (state.as_of is None or all(day <= state.as_of for day in days))


def _claim(result: Result, citing: Citing, day: dt.date | None) -> ClaimShown:
    claim, cast = result.claim, citing.state.log.cast
    about = claim.as_of or day
    return ClaimShown(
        result=result,
        said=result.said,
        who=citing.people(claim.by),
        on=in_words(claim.date) if claim.date else "",
        about=str(about) if about else "the end of the log",
        account=account_name(Account.of(claim.account), cast) if claim.account else "",
        verdict=plain(result.verdict),
        support=plain(result.support) if result.support else "",
        carriers=tuple(actor_name(actor, cast) for actor in result.carriers),
        cited=citing.places(claim),
    )
