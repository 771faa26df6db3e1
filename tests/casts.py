"""Names, dates and casts: what a log may be about before anything has happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import attrs
from hypothesis import strategies as st

from peacetrack.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import CONSENTING, NEGOTIATING, Actor, Voice
from peacetrack.ids import (
    ActorId,
    InstrumentId,
    ProvisionId,
    SpeakerId,
    TopicId,
)
from peacetrack.mapping import ReadOnly

BEGINNING: Final = dt.date(2024, 1, 1)

#: Texts that a careless writer or reader of YAML would change.
NASTY: Final = (
    "no", "NO", "on", "null", "~", "1.10", "012", "0x1F", "1e3", "2016-02-30", "true", "rest", "- x", "-x", "-", "---",
    "...", "... x", "--- x", "a: b", "a:b", "a:", ":", "?", "? x", "a #b", "a#b", "#", "# x", "[a", "{a: b}", "a, b", "]",
    "*a", "&a b", "!t", "!", "|", "|-", ">", "%YAML 1.1", "@a", "`a`", "<<", "=", "'", '"', "'a'", '"a"', 'a"b', "a'b",
    "\\", "\\n", "a\\", "a\nb", "\n", "a\n", "\ta", "a\tb", "a\t", " a", "a ", " ", "  ", "a  b", "\r", "a\r\nb", "\x00",
    "\x07", "\x1b", "\x7f", "\x85", "\xa0", "a\xa0b", "\u2028", "a\u2029b", "\u3000a", "\ufeff", "a\u202eb", "\ufffe",
    "é", "Armenia–Azerbaijan", "“must”", "平和", "Հայաստան", "سلام", "🕊️", "👩‍👩‍👧", "\U0010ffff", "x-a", "a: 'b' # c",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Texts that are not empty, many of which mean something else in YAML than they say."""
    return st.sampled_from(NASTY) | st.text(min_size=1, max_size=12)


def identifiers() -> st.SearchStrategy[str]:
    """Words that can be an id."""
    return st.sampled_from(
        ["no", "1.10", "a:", "e#1", "é", "x-1", "012", "rest", "NO", "a+b", "a/b", "平和", "q"]
    )


@st.composite
def dates(draw: st.DrawFn, day: dt.date | None = None) -> ImpreciseDate:
    """Dates of every form; those of a day are dates that allow it."""
    if day is None:
        day = BEGINNING + dt.timedelta(draw(st.integers(0, 400)))
    before = day - dt.timedelta(draw(st.integers(0, 20)))
    after = day + dt.timedelta(draw(st.integers(0, 20)))
    month = f"{day:%Y-%m}"
    interval = f"{before}/{after}" if before < after else str(day)
    single = (
        str(day),
        str(day),
        f"{day}~",
        month,
        f"{month}?",
        f"{month}-XX",
        f"{day:%Y}",
        f"{day:%Y}-XX-XX",
    )
    several = (
        interval,
        interval,
        f"../{after}",
        f"{before}/..",
        f"[{before}..{after}]",
        f"[{day},2030-01]",
        "202X",
    )
    return ImpreciseDate.parse(draw(st.sampled_from((*single, *several))))


@st.composite
def casts(draw: st.DrawFn) -> Cast:
    """Casts with two or three parties, voices with several spellings, and instruments whose provisions have parts."""
    names = Names(draw(identifiers()))
    actors = [
        Actor(id=ActorId(names("actor")), role=role)
        for role in (NEGOTIATING, NEGOTIATING, CONSENTING, "host")
    ]
    actors = [attrs.evolve(actor, name=draw(texts())) for actor in actors[: draw(st.integers(2, 4))]]
    voices = [_voice(draw, names, actor) for actor in actors[: draw(st.integers(0, 3))]]
    instruments = [_instrument(draw, names, actors) for _ in range(draw(st.integers(1, 2)))]
    if len(instruments) > 1 and draw(st.booleans()):
        instruments[1] = attrs.evolve(instruments[1], part_of=instruments[0].id)
    return Cast(
        negotiation=Negotiation(id="peace", title=draw(texts())),
        actors=ReadOnly({actor.id: actor for actor in actors}),
        voices=ReadOnly({voice.id: voice for voice in voices}),
        instruments=ReadOnly({text.id: text for text in instruments}),
        topics=ReadOnly({TopicId(names("topic")): draw(texts() | st.just("")) for _ in range(2)}),
    )


class Names:
    """Give a new name at each call; those of one cast or log share what is odd about them."""

    def __init__(self, odd: str) -> None:
        self.odd, self.count = odd, 0

    def __call__(self, word: str) -> str:
        self.count += 1
        return f"{self.odd}{word}{self.count}{self.odd if self.count % 2 else ''}"


def _voice(draw: st.DrawFn, names: Names, actor: Actor) -> Voice:
    aliases = [names(f"other {draw(texts())} ") for _ in range(draw(st.integers(0, 2)))]
    office = draw(texts()) if draw(st.booleans()) else ""
    speaker = SpeakerId(names(draw(st.sampled_from(["voice", "Voice with blanks ", "a: "]))))
    return Voice(id=speaker, speaks_for=actor.id, office=office, aliases=tuple(aliases))


def _instrument(draw: st.DrawFn, names: Names, actors: Sequence[Actor]) -> Instrument:
    provisions = [_provision(draw, names, "article") for _ in range(draw(st.integers(2, 3)))]
    provisions += [_provision(draw, names, "preamble") for _ in range(draw(st.integers(0, 1)))]
    for kind in ("paragraph", "article")[: draw(st.integers(0, 2))]:
        provisions.append(attrs.evolve(_provision(draw, names, kind), parent=provisions[0].id))
    consents = draw(st.lists(st.sampled_from([actor.id for actor in actors]), max_size=2, unique=True))
    return Instrument(
        id=InstrumentId(names("text")),
        unit="article",
        consents=tuple(consents),
        provisions=ReadOnly({node.id: node for node in provisions}),
    )


def _provision(draw: st.DrawFn, names: Names, kind: str) -> Provision:
    oddity = draw(st.sampled_from(["", "", "", "pending", "complete", "number"]))
    return Provision(
        id=ProvisionId(names("part")),
        kind=kind,
        number="1.10" if oddity == "number" else "",
        complete=oddity == "complete",
        status="pending" if oddity == "pending" else None,
    )
