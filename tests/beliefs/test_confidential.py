"""What is not for the public is left out, with everything that rests on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.conditions import ConditionSet
from peacetrack.aspects.contacts import ReadoutIssued
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Mentioned
from peacetrack.aspects.tallies import CountStated
from peacetrack.beliefs.confidential import NOT_PUBLIC, Public, public
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId, SourceId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import replay
from peacetrack.testing.strategies import logs
from peacetrack.yaml.writing.writer import dumps
from tests.build import article, log_of

OPEN = article(
    "open",
    "2024-02-01",
    "id: thirteen, event: count_stated, date: 2024-01-31, by: pashinyan, agreed: 13, of: 16",
    claims=["id: published, says: {count: {agreed: 13}}"],
)


def published(*articles: str) -> Public:
    """Publish a log whose sources are confidential where their ids say so."""
    log = log_of(*articles)
    sources = {
        name: attrs.evolve(source, confidential=True) if "secret" in name else source
        for name, source in log.sources.items()
    }
    return public(attrs.evolve(log, sources=ReadOnly(sources)))


def test_a_log_without_secrets_is_public_as_it_is() -> None:
    """Nothing is left out, and that is said."""
    found = published(OPEN)

    assert log_of(OPEN) == found.log
    assert "nothing is confidential" == str(found)


def test_what_rests_on_a_confidential_source_alone_is_left_out() -> None:
    """Its events, what speaks of them, its claims, and the voices and topics that nothing else names."""
    secret = article(
        "secret",
        "2024-02-01",
        "id: hidden, event: condition_set, date: 2024-01-30, by: aliyev, what: SECRET",
        "event: statement_made, by: aliyev, topics: [minsk-group], what: SECRET",
        claims=["says: {condition: {id: hidden, is: raised}}"],
    )
    later = article(
        "later",
        "2024-03-01",
        "event: condition_restated, condition: hidden, by: aliyev, date: 2024-02-20",
        "id: after, event: talks_suspended, instrument: treaty, date: 2024-02-20, after: hidden",
        claims=["says: {condition: {id: hidden, is: raised}}"],
    )
    found = published(OPEN, secret, later)

    assert ["thirteen", "after"] == [event.id for event in found.log.events]
    assert () == found.log.by_id["after"].after  # type: ignore[index]  # a text is an id of an event
    assert ["published"] == [claim.id for claim in found.log.claims]
    assert "aliyev" not in found.log.cast.voices
    assert ("hajizade", "minsk-group", "constitution") == (
        *({"hajizade"} & found.log.cast.voices.keys()),
        *(
            topic
            for topic in ("minsk-group", "constitution")
            if topic not in found.log.cast.topics or topic == "constitution"
        ),
    )
    assert "left out as confidential: 1 source, 3 events, 2 claims, 1 voice, 1 topic" == str(found)
    assert "SECRET" not in dumps(found.log)


def test_an_event_can_be_confidential_by_itself() -> None:
    """Whatever mentions it."""
    stated = OPEN.replace("agreed: 13, of: 16", "agreed: 13, of: 16, confidential: true")
    mention = article("more", "2024-03-01", "event: mentioned, of: thirteen")

    assert () == published(stated, mention).log.events


def test_what_is_reported_elsewhere_stays_in_other_words() -> None:
    """A public mention gives the words and the date; no text of the confidential report is left."""
    secret = article(
        "secret",
        "2024-02-01",
        "id: law, event: condition_set, date: 2024-01-30, by: aliyev, of: armenia, what: SECRET, "
        "note: SECRET, gate: {signature: treaty}, as_said: SECRET, met_by: {steps: [SECRET]}",
        "id: share, event: count_stated, date: 2024-01-30, agreed: 70, unit: document, note: SECRET",
        "id: call, event: contact_held, kind: SECRET, date: 2024-01-01",
        "id: readout, event: readout_issued, contact: call, by: aliyev, "
        "topics: [{topic: constitution, as_said: SECRET}]",
        "id: agreed, event: provision_agreed, provision: borders, level: principals, date: 2024-01-02",
    )
    stated = article(
        "told",
        "2024-03-01",
        "event: mentioned, of: law, date: 2024-01, cite: 4, what: A law is to be changed",
        "event: mentioned, of: share",
        "event: mentioned, of: call",
        "event: mentioned, of: readout",
        "event: mentioned, of: agreed",
    )
    found = published(secret, stated)
    law, share, call, readout, agreed, *_ = found.log.events

    assert isinstance(law, ConditionSet)
    assert ("A law is to be changed", "told", "2024-01", 4) == (
        law.what,
        law.source,
        str(law.date),
        law.cite[0].paragraph,
    )
    assert (("armenia",), "signature of treaty", None) == (law.of, str(law.gate[0]), law.met_by)
    assert isinstance(share, CountStated)
    assert ("document", "") == (share.unit, share.note)
    assert NOT_PUBLIC == getattr(call, "form", None)
    assert isinstance(readout, ReadoutIssued)
    assert () == readout.topics
    assert "principals" == getattr(agreed, "level", None)
    assert str(found).endswith("; 5 told in other words")
    assert "SECRET" not in dumps(found.log)


def test_what_cites_a_public_source_too_keeps_that_citation() -> None:
    """A citation of the confidential one goes; an entry that cites nothing else goes with it."""
    both = article(
        "more",
        "2024-03-01",
        "id: both, event: talks_suspended, instrument: treaty, date: 2024-02-20, cite: [{source: secret, paragraph: 2}, 1]",
        "id: alone, event: talks_resumed, instrument: treaty, date: 2024-02-21, cite: {source: secret, paragraph: 2}",
    )
    found = published("source: {id: secret}", both)

    assert ["both"] == [event.id for event in found.log.events]
    assert (1,) == tuple(place.paragraph for place in found.log.events[0].cite)


@attrs.frozen(kw_only=True)
class LossesReported(Event):
    """An event of an aspect of one's own that needs a list of words."""

    names: tuple[str, ...]


def test_what_cannot_be_told_without_its_words_is_left_out() -> None:
    """Even where a public document mentions it."""
    log = log_of("source: {id: secret, published: 2024-01-01}", "source: {id: open, published: 2024-01-01}")
    losses = LossesReported(id=EventId("losses"), source=SourceId("secret"), names=("SECRET",))
    mention = Mentioned(id=EventId("again"), source=SourceId("open"), of=EventId("losses"))
    sources = {name: attrs.evolve(one, confidential=name == "secret") for name, one in log.sources.items()}
    found = public(attrs.evolve(log, sources=ReadOnly(sources), events=(losses, mention)))

    assert () == found.log.events


def texts_in(value: Any) -> Iterator[str]:
    """List every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, ReadOnly):
        for name, part in value.items():
            yield from texts_in((name, part))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from texts_in(getattr(value, field.name))


@given(logs(), st.data())
def test_no_confidential_text_is_public(log: Log, data: st.DataObject) -> None:
    """No text that stands only in confidential sources and entries stands in what is public, which can be replayed."""
    hidden = data.draw(st.sets(st.sampled_from([*log.sources] or [SourceId("none")])))
    marked = attrs.evolve(
        log,
        sources=ReadOnly(
            {name: attrs.evolve(source, confidential=name in hidden) for name, source in log.sources.items()}
        ),
    )
    found = public(marked)
    entries: tuple[Event | Claim, ...] = (*log.events, *log.claims)
    secret = [entry for entry in entries if entry.source in hidden]
    elsewhere = {
        *texts_in(log.cast),
        *texts_in(tuple(source for name, source in log.sources.items() if name not in hidden)),
        *texts_in(tuple(entry for entry in entries if entry.source not in hidden)),
        NOT_PUBLIC,
        *(event.id for event in log.events),
    }
    only_there = {
        *texts_in(tuple(secret)),
        *texts_in(tuple(log.sources[name] for name in hidden & log.sources.keys())),
    }

    assert set() == (only_there - elsewhere) & {*texts_in(found.log.events), *texts_in(found.log.claims)}
    assert not hidden & found.log.sources.keys()
    assert replay(found.log).log == found.log
    assert dumps(found.log)
