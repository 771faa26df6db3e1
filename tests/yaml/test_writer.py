"""What is written is read back, by either parser, whatever an author put into it."""

import datetime as dt
import re
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.assertions import CountAsserted
from peacetrack.aspects.conditions import ConditionSet, Gate, Requirement, Step
from peacetrack.aspects.contacts import Mention, StatementMade
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.log.claim import Claim, Expected, Verdict
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Citation, Source, Voice
from peacetrack.model.ids import (
    ActorId,
    ClaimId,
    EventId,
    InstrumentId,
    ProvisionId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.testing.strategies import NASTY, texts
from peacetrack.yaml.parsing.parser import read_plain
from peacetrack.yaml.parsing.text import LONGEST
from peacetrack.yaml.writing.writer import dumps


def saying(text: str) -> Log:
    """Give a log with one statement."""
    return Log(CAST, events=(StatementMade(id=EventId("e"), what=text),))


def read_back(log: Log, key: str = "what") -> set[object]:
    """Give what either parser reads of the first event."""
    text = dumps(log)
    trees = [read_plain(text, parser=parser).tree for parser in ("c", "pure")]
    return {events[0][key] for tree in trees if isinstance(events := tree["events"], list)}  # type: ignore[call-overload,index]


CAST: Final = Cast(
    negotiation=Negotiation(id="peace", title="Talks: a beginning"),
    actors=ReadOnly({ActorId("no"): Actor(id=ActorId("no"), role="negotiating_party", name="Norway")}),
    voices=ReadOnly(
        {
            SpeakerId("envoy"): Voice(
                id=SpeakerId("envoy"), speaks_for=ActorId("no"), office="- the envoy", aliases=("a", "b # c")
            )
        }
    ),
    instruments=ReadOnly(
        {
            InstrumentId("treaty"): Instrument(
                id=InstrumentId("treaty"),
                unit="article",
                provisions=ReadOnly(
                    {
                        ProvisionId("a:"): Provision(id=ProvisionId("a:"), kind="article", number="1.10"),
                        ProvisionId("b"): Provision(id=ProvisionId("b"), kind="article", complete=True),
                    }
                ),
            )
        }
    ),
    topics=ReadOnly({TopicId("border"): "", TopicId("laws"): "Laws, and the rest"}),
)

WHOLE: Final = Log(
    CAST,
    ReadOnly(
        {
            SourceId("paper"): Source(id=SourceId("paper"), paragraphs=3, uncited=ReadOnly({1: "headline"})),
            SourceId("bare"): Source(id=SourceId("bare")),
        }
    ),
    (
        ConditionSet(
            id=EventId("first"),
            date=ImpreciseDate.parse("[2024-08-30,2024-08-31]"),
            by=(SpeakerId("envoy"),),
            source=SourceId("paper"),
            cite=(Citation(paragraph=2), Citation(paragraph=3, as_said="said: so"), Citation()),
            what="Change it",
            gate=(
                Gate(Step.SIGNATURE, InstrumentId("treaty")),
                Gate(Step.OPENING, None, (ProvisionId("a:"), ProvisionId("b"))),
            ),
            series=True,
            met_by=Requirement(),
        ),
        CountStated(
            id=EventId("second"),
            by=(SpeakerId("envoy"), SpeakerId("no")),
            cite=(Citation(paragraph=1),),
            instrument=InstrumentId("treaty"),
            agreed=Quantity(ids=(ProvisionId("b"),)),
            contested=Quantity(low=1, high=1),
            open=Quantity(low=0, high=2, approx=1),
            deferred=Quantity(rest=True),
            of=16,
        ),
        StatementMade(
            id=EventId("third"),
            topics=(Mention(topic=TopicId("laws")), Mention(topic=TopicId("border"), as_said="the line")),
        ),
    ),
    (
        Claim(
            id=ClaimId("claim"),
            says=CountAsserted(instrument=InstrumentId("treaty"), agreed=Quantity(low=0, high=0)),
            as_of=dt.date(2024, 9, 17),
            expect=Expected(verdict=Verdict.REFUTED),
        ),
    ),
)

WRITTEN: Final = """\
peacetrack: 1

negotiation:
  id: peace
  title: "Talks: a beginning"

actors:
  no:
    role: negotiating_party
    name: Norway

voices:
  envoy:
    speaks_for: no
    office: "- the envoy"
    aliases:
      - a
      - "b # c"

instruments:
  treaty:
    unit: article
    provisions:
      "a:":
        kind: article
        number: 1.10
      b:
        kind: article
        complete: true

topics:
  border: ""
  laws: Laws, and the rest

sources:
  paper:
    paragraphs: 3
    uncited:
      1: headline
  bare: {}

events:
  - id: first
    event: condition_set
    date: "[2024-08-30,2024-08-31]"
    by: envoy
    source: paper
    cite:
      - 2
      - paragraph: 3
        as_said: "said: so"
      - {}
    what: Change it
    gate:
      - signature: treaty
      - opening:
          - "a:"
          - b
    series: true
    met_by: {}

  - id: second
    event: count_stated
    by:
      - envoy
      - no
    cite: 1
    instrument: treaty
    open:
      min: 0
      max: 2
      approx: 1
    contested: 1
    agreed:
      - b
    deferred: rest
    of: 16

  - id: third
    event: statement_made
    topics:
      - laws
      - topic: border
        as_said: the line

claims:
  - id: claim
    says:
      count:
        agreed: 0
        instrument: treaty
    as_of: 2024-09-17
    expect:
      verdict: refuted
"""


def test_there_is_one_layout() -> None:
    """A log is written in one way: what a reader finds an entry by comes first, and what goes without saying is left out."""
    assert WRITTEN == dumps(WHOLE)


def test_a_log_in_which_nothing_happened_is_short() -> None:
    """What a log does not have, its text does not mention."""
    assert (
        dumps(Log(Cast(negotiation=Negotiation(id="peace"))))
        == "peacetrack: 1\n\nnegotiation:\n  id: peace\n"
    )


@given(st.sampled_from(NASTY) | st.text(min_size=1) | texts().map(lambda text: f"{text}{text}"))
def test_every_text_is_read_as_it_was_meant(text: str) -> None:
    """No text of an author is taken for YAML."""
    assert {text} == read_back(saying(text))


@given(texts())
def test_every_name_is_read_as_it_was_meant(name: str) -> None:
    """A name that looks like YAML is a name as a key, too."""
    text = dumps(attrs.evolve(WHOLE, cast=attrs.evolve(CAST, topics=ReadOnly({TopicId(f"{name}."): name}))))

    assert [{f"{name}.": name}] * 2 == [
        read_plain(text, parser=parser).tree["topics"] for parser in ("c", "pure")
    ]


@given(texts())
def test_whatever_needs_no_quotes_has_none(text: str) -> None:
    """An author sees quotes only where the parsers need them, or where a character could not be seen."""
    shown = re.search(r"^    what: (.*)$", dumps(saying(f"Peace {text} now")), re.MULTILINE)

    assert shown is not None
    assert shown[1].startswith('"') == bool(
        re.search(
            r": | #|[^\x20-\x7e\xa1-\u2027\u202f-\u2065\u206a-\ufdff\ufe00-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]",
            f"Peace {text} now",
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "plain " * ((LONGEST - 20) // 6),
        "a" * (LONGEST - 5),
        "a" * (LONGEST // 2) + " " * (LONGEST // 2 - 100),
        "-" * (LONGEST - 10),
        "- a " * (LONGEST // 4 - 4),
        '"' * (LONGEST // 2 - 10),
    ],
    ids=["words", "one word", "blanks at the break", "needs quotes", "marks at the break", "quotes"],
)
def test_a_text_may_be_as_long_as_any_that_can_be_read(text: str) -> None:
    """A text that barely fits into a line of its own is broken in two, which changes nothing in it."""
    written = dumps(saying(text))

    assert max(map(len, written.split("\n"))) <= LONGEST
    assert {text} == read_back(saying(text))


def test_a_text_that_no_reader_would_take_is_not_written() -> None:
    """Better no file than one that cannot be read."""
    with pytest.raises(ValueError, match="a very long text belongs in a file of its own") as refused:
        dumps(saying("-" * LONGEST))

    assert f"'{'-' * 60}…' takes 65,541 characters to write, and at most 65,536 are read" in str(
        refused.value
    )


def test_half_a_character_is_not_written() -> None:
    """A text that no file can hold is refused in words."""
    with pytest.raises(ValueError) as refused:
        dumps(saying("\ud83d"))

    assert str(refused.value) == "U+D83D is half a surrogate pair, and no character that could be written"


@pytest.mark.parametrize("size", [998, 1000, 1001, 1024, 5000, LONGEST - 10])
def test_a_very_long_name_stands_on_a_line_of_its_own(size: int) -> None:
    """YAML lets no key of more than 1,024 characters stand beside its value."""
    topics = ReadOnly({TopicId("k" * size): "Title", TopicId(":" * (size // 2)): "- a"})
    text = dumps(Log(attrs.evolve(CAST, topics=topics)))

    assert [topics] * 2 == [read_plain(text, parser=parser).tree["topics"] for parser in ("c", "pure")]


def test_a_very_long_name_may_hold_parts() -> None:
    """What stands under a very long name is found there."""
    name = ActorId("k" * 2000)
    text = dumps(Log(attrs.evolve(CAST, actors=ReadOnly({name: Actor(id=name, role="host")}))))

    assert [{name: {"role": "host"}}] * 2 == [
        read_plain(text, parser=p).tree["actors"] for p in ("c", "pure")
    ]
