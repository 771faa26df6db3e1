"""Logs that could have been written: every name exists, and every date leaves room for what really happened.

The law: behind each log lies a course of events, in which everything has one day, whatever follows is not earlier than
what it follows, and no report is earlier than what it reports. Only then are the days blurred, into dates that still
allow them. So no log is thrown away. What the tables refuse may well be in it: an author can write that, too.

Examples:
    A log that holds a rejected demand also holds the demand:

    >>> from hypothesis import find, settings
    >>> from peacetrack.aspects.conditions import ConditionRejected
    >>> quickly = settings(max_examples=1, derandomize=True, database=None)
    >>> log = find(logs(containing=[ConditionRejected], longest=1, claimed=False), lambda log: True, settings=quickly)
    >>> answer = next(event for event in log.events if isinstance(event, ConditionRejected))
    >>> log.by_id[answer.condition].kind
    'condition_set'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects.assertions import Assertion
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Source
from peacetrack.model.ids import SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.testing.asserting import assertable, assertions_in, claim_of
from peacetrack.testing.casting import casts as any_casts
from peacetrack.testing.kinds import (
    Kinds,
    conditions,
    event_of,
    needed,
    planned,
    require_known,
    single_events,
    themes,
)
from peacetrack.testing.parts import (
    BEGINNING,
    NASTY,
    Names,
    Parts,
    dates,
    identifiers,
    later,
    pick,
    quantities,
    texts,
)
from peacetrack.testing.scenes import PARAGRAPHS, Scene, date_of, record_of

#: After how many days the documents of a log appear.
APPEARING = (20, 90)


@st.composite
def sources(
    draw: DrawFn,
    *,
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> Source:
    """
    Give documents that report.

    Args:
        draw: Given by Hypothesis.
        dates: When they were published.
        texts: Their titles and publishers.
        identifiers: Their ids.
    """
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    name = SourceId(Names(draw, identifiers)("source"))
    return _source(draw, name, Scene(NOBODY, later(BEGINNING, draw(st.integers(0, 365))), parts=parts))


@st.composite
def logs(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    *,
    kinds: Kinds = (),
    containing: Kinds = (),
    aspects: Sequence[Aspect[Any]] = (),
    casts: SearchStrategy[Cast] | None = None,
    sources: SearchStrategy[Source] | None = None,
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
    assertions: SearchStrategy[Assertion] | None = None,
    exact: bool = False,
    longest: int = 8,
    claimed: bool = True,
) -> Log:
    """
    Give logs that are read without a problem; the tables may refuse some of their events.

    What the caller brings is used wherever it can stand, and nothing else in its place.

    Args:
        draw: Given by Hypothesis.
        kinds: Kinds to choose the events from; those of some theme when empty. What they refer to is stated before them.
        containing: Kinds of events that surely occur besides.
        aspects: Aspects of one's own in which the log speaks, besides the built-in ones.
        casts: Who takes part, and what is negotiated.
        sources: Documents; up to two of them report.
        dates: When events happened and documents appeared. They are put into an order that is possible.
        texts: What is said or written, the casts aside where they are given.
        identifiers: Ids, the casts and documents aside where they are given.
        assertions: What is claimed.
        exact: Each event is dated by its one day, so that nothing is uncertain but what counts leave open.
        longest: How many further events there are at most.
        claimed: With claims.

    Raises:
        InvalidArgument: A kind has to name what the cast does not have; or the dates are both exact and given.
    """
    if exact and dates is not None:
        raise InvalidArgument("`exact` is about days that `logs` chooses itself: bring dates that are exact")
    cast = draw(any_casts(identifiers=identifiers, texts=texts) if casts is None else casts)
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    names = Names(draw, identifiers)
    scene = Scene(cast, BEGINNING, exact, parts, Vocabulary.of(aspects))
    documents = _documents(draw, names, scene, own=sources)
    scene = attrs.evolve(
        scene,
        sources=tuple(documents),
        paragraphs=min((_paragraphs(source) for source, _ in documents.values()), default=PARAGRAPHS),
    )
    plan = _plan(draw, scene, kinds=kinds, containing=containing, longest=longest)
    for kind, (day, dated) in zip(plan, _days(draw, plan, parts), strict=True):
        reporting = tuple(name for name, (_, published) in documents.items() if day <= published)
        scene = attrs.evolve(scene, day=day, dated=dated, reporting=reporting)
        event = event_of(draw, kind, names("event"), scene)
        scene = attrs.evolve(scene, events=(*scene.events, event), days={**scene.days, event.id: day})
    claims = _claims(draw, names, scene, assertions) if claimed else ()
    reported = ReadOnly({name: source for name, (source, _) in documents.items()})
    return Log(cast, reported, _in_some_order(draw, scene), claims, tuple(aspects))


#: The cast of what is about no negotiation.
NOBODY = Cast(negotiation=Negotiation(id="none"))
#: The documents of a log, each with the day on which it appeared at the latest.
Documents = Mapping[SourceId, tuple[Source, dt.date]]


def _documents(draw: DrawFn, names: Names, scene: Scene, *, own: SearchStrategy[Source] | None) -> Documents:
    if own is not None:
        brought = [draw(own) for _ in range(draw(st.integers(1, 2)))]
        return {source.id: (source, _appeared(source)) for source in brought}
    documents = {}
    for days in APPEARING:
        day = BEGINNING + dt.timedelta(days)
        source = _source(draw, SourceId(names("source")), attrs.evolve(scene, day=day))
        documents[source.id] = source, day if scene.parts.dates is None else _appeared(source)
    return documents


def _appeared(source: Source) -> dt.date:
    """Give the last day on which a document may have appeared."""
    return (source.published and source.published.latest) or dt.date.max


def _paragraphs(source: Source) -> int:
    return PARAGRAPHS if source.paragraphs is None else source.paragraphs


def _source(draw: DrawFn, name: SourceId, scene: Scene) -> Source:
    published = date_of(draw, scene) if draw(st.booleans()) else None
    uncited = ReadOnly({7: draw(scene.parts.texts)}) if draw(st.booleans()) else ReadOnly[int, str]()
    paragraphs = pick(draw, (None, PARAGRAPHS))
    fixed = {"id": name, "published": published, "paragraphs": paragraphs, "uncited": uncited}
    source: Source = record_of(draw, Source, scene, **fixed)
    return source


def _plan(
    draw: DrawFn, scene: Scene, *, kinds: Kinds, containing: Kinds, longest: int
) -> tuple[type[Event], ...]:
    """Draw which kinds of events are stated, in which order."""
    require_known((*kinds, *containing), scene.vocabulary)
    if kinds:
        theme = [*kinds]
    else:
        theme = [kind for kind in pick(draw, themes(scene.vocabulary)) if needed(kind, scene)]
    several = draw(st.integers(0, longest)) if theme else 0
    stated = [*containing, *(pick(draw, theme) for _ in range(several))]
    return planned(draw(st.permutations(stated)), scene)


def _days(
    draw: DrawFn, plan: Sequence[object], parts: Parts
) -> Iterator[tuple[dt.date, ImpreciseDate | None]]:
    """Draw a day for each event, none before the one that is told before it; with its date where the caller brings dates."""
    day = BEGINNING
    if parts.dates is None:
        for _ in plan:
            day += dt.timedelta(pick(draw, [0, 1, 1, 3, 15]))
            yield day, None
        return
    drawn = [draw(parts.dates) for _ in plan]
    day = dt.date.min
    # In the order of their last days each allows its own first day, or that of the one before.
    for dated in sorted(drawn, key=lambda date: date.latest or dt.date.max):
        day = max(day, dated.earliest or min(dated.latest or BEGINNING, BEGINNING))
        yield day, dated


def _claims(
    draw: DrawFn, names: Names, scene: Scene, own: SearchStrategy[Assertion] | None
) -> tuple[Claim, ...]:
    if own is None and not assertable(scene):
        return ()
    says = assertions_in(scene) if own is None else own
    return tuple(claim_of(draw, names("claim"), scene, says) for _ in range(draw(st.integers(0, 2))))


def _in_some_order(draw: DrawFn, scene: Scene) -> tuple[Event, ...]:
    """Tell the events in another order than they happened; those of one exact day keep theirs."""
    if scene.exact or draw(st.booleans()):
        return scene.events
    return tuple(draw(st.permutations(scene.events)))


def spelled_otherwise(log: Log) -> Log:
    """Give the same log as an author may write it, each voice under another of its spellings where it has one."""
    other = {voice.id: SpeakerId(voice.aliases[-1]) for voice in log.cast.voices.values() if voice.aliases}

    def spelled(speakers: tuple[SpeakerId, ...]) -> tuple[SpeakerId, ...]:
        return tuple(other.get(speaker, speaker) for speaker in speakers)

    stated = (attrs.evolve(e, by=spelled(e.by), according_to=spelled(e.according_to)) for e in log.events)
    claimed = (attrs.evolve(claim, by=spelled(claim.by)) for claim in log.claims)
    return attrs.evolve(log, events=tuple(stated), claims=tuple(claimed))


__all__ = [
    "NASTY", "conditions", "dates", "identifiers", "logs", "quantities", "single_events", "sources",
    "spelled_otherwise", "texts",
]  # fmt: skip
