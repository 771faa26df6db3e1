"""The page as text: what stands in a log is data, the page loads nothing, and the same log gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final, get_type_hints
from urllib.parse import unquote

import attrs
import pytest

import peacetrack
from peacetrack.log.log import Log
from peacetrack.model.characters import STEERS
from peacetrack.model.ids import EventId, SourceId
from peacetrack.model.mapping import ReadOnly
from peacetrack.report.html.rendering import report_html
from peacetrack.yaml.files.loader import load
from tests.beliefs.test_known_by import as_known, published
from tests.build import log_with
from tests.profile import in_full, most, some
from tests.report.reading import FIXTURES, ROOT, Parsed, fixture

#: Every kind of trick: markup, ends of attributes and elements, templates, directions of writing, controls.
TRICKS: Final = (
    "</q></p></script></template></style><script>hacked=1</script><img src=x onerror=hacked=1>",
    "\"' onmouseover='hacked=1' x=\"",
    "{{ 7*7 }}{% raw %}&lt;b&gt;&#x3c;<!-- -->]]>",
    "javascript:hacked=1",
    "\u202egnitirw\u202c \u2066a\u2069 \u200f\u061c\ufeff",
    "bell\x07 escape\x1b[31m null\x00 next\x85 line\u2028 paragraph\u2029",
)
TRICK: Final = " ".join(TRICKS)
#: The fixture with the longest page, or in a quick look the shorter one.
LARGEST: Final = most(FIXTURES[::-1])[0].name
#: A share of votes as an answer and as the record have it, behind the numbers of which it is one.
OF_VOTES: Final = re.compile(r"by \d+ to \d+, [\d.]+ % for|in favour: \d+, against: \d+, share: [\d.]+ %")
#: Every tag that the page has use for.
TAGS: Final = """
    html head meta title style body a header h1 h2 h3 h4 p b i bdi q cite code nav ul ol li main div output span
    button label input noscript section table caption thead tbody tfoot tr th td br small dl dt dd article strong
    footer script details summary
"""


def poisoned(value: Any, text: str) -> Any:
    """Put a text into every field of a value that holds words, and leave every id as it is."""
    if not attrs.has(type(value)):
        return value
    hints = get_type_hints(type(value))
    return attrs.evolve(
        value,
        **{
            field.alias: _poisoned(getattr(value, field.name), hints[field.name], text)
            for field in attrs.fields(type(value))
            if field.init and field.name != "text" and hints[field.name] is not Log
        },
    )


def _poisoned(value: Any, hint: Any, text: str) -> Any:
    if hint is str:
        return f"{value} {text}"
    if hint == tuple[str, ...]:
        return tuple(f"{one} {text}" for one in value)
    if isinstance(value, tuple):
        return tuple(poisoned(one, text) for one in value)
    if isinstance(value, ReadOnly):
        return ReadOnly(
            (key, f"{one} {text}" if isinstance(one, str) else poisoned(one, text))
            for key, one in value.items()
        )
    return poisoned(value, text)


def poisoned_log(log: Log, text: str) -> Log:
    """Poison the words of the cast, the sources and the events; roles, kinds of events and units are words of rules."""
    cast = log.cast
    voices = {name: poisoned(voice, text) for name, voice in cast.voices.items()}
    actors = {name: attrs.evolve(actor, name=f"{actor.name} {text}") for name, actor in cast.actors.items()}
    texts = {
        name: attrs.evolve(
            one,
            title=f"{one.title} {text}",
            provisions=ReadOnly((key, attrs.evolve(node, title=f"{node.title} {text}", number=text)) for key, node in one.provisions.items()),
        )
        for name, one in cast.instruments.items()
    }  # fmt: skip
    return attrs.evolve(
        log,
        cast=attrs.evolve(
            cast,
            negotiation=attrs.evolve(cast.negotiation, title=f"{cast.negotiation.title} {text}"),
            actors=ReadOnly(actors),
            voices=ReadOnly(voices),
            instruments=ReadOnly(texts),
            topics=ReadOnly((name, f"{title} {text}") for name, title in cast.topics.items()),
        ),
        sources=ReadOnly((name, poisoned(source, text)) for name, source in log.sources.items()),
        events=tuple(_event(event, text) for event in log.events),
    )


def _event(event: Any, text: str) -> Any:
    """Poison an event; what another field of the record is compared with stays: a unit, a body."""
    changed = poisoned(event, text)
    kept = {
        name: getattr(event, name)
        for name in ("unit", "body", "field", "was", "now", "change")
        if hasattr(event, name)
    }
    return attrs.evolve(changed, **kept)


@cache
def page_of(name: str, text: str = "") -> str:
    """Give the page of a fixture, with a text in every field; made once for all tests that read it."""
    log = fixture(name)
    return report_html(poisoned_log(log, text) if text else log)


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_no_field_of_a_log_becomes_markup(folder: Path) -> None:
    """A page whose every field tries to be markup has the tags of one whose fields hold a plain word."""
    tricked, plain = (Parsed(page_of(folder.name, text)) for text in (TRICK, "word"))

    assert [tag.name for tag in plain.tags] == [tag.name for tag in tricked.tags]
    assert [[name for name, _ in tag.attributes] for tag in plain.tags] == [
        [name for name, _ in tag.attributes] for tag in tricked.tags
    ]


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_the_tricks_are_shown_as_they_stand(folder: Path) -> None:
    """What was meant as markup is words to read; what would turn or hide words is shown by its name."""
    page = page_of(folder.name, TRICK)
    text = "".join(Parsed(page).text_of("q"))

    assert "<script>hacked=1</script><img src=x onerror=hacked=1>" in text
    assert "{{ 7*7 }}{% raw %}&lt;b&gt;&#x3c;" in text
    assert r"\u202egnitirw\u202c" in text
    assert r"bell\x07 escape\x1b[31m null\x00" in text
    assert set() == {*STEERS.findall(page)} - {"\n"}


def test_a_page_has_only_the_tags_and_attributes_it_has_use_for() -> None:
    """No image, no frame, no form, no handler, no address but of this page or of a source."""
    parsed = Parsed(page_of(LARGEST, TRICK))

    assert {*TAGS.split()} >= {tag.name for tag in parsed.tags}
    attributes = {name for tag in parsed.tags for name, _ in tag.attributes}
    assert set() == {name for name in attributes if name.startswith("on")}
    assert set() == attributes & {
        "src",
        "srcset",
        "action",
        "formaction",
        "data",
        "poster",
        "background",
        "ping",
    }
    addresses = {tag.get("href") for tag in parsed.tags if tag.name == "a"}
    assert all(re.match(r"#|https?://", address) for address in addresses)


def test_a_page_loads_nothing() -> None:
    """There is no style sheet, no script and no font of elsewhere, and the page's own policy forbids them."""
    page = page_of(LARGEST)
    parsed = Parsed(page)
    (policy,) = (
        tag.get("content") for tag in parsed.tags if tag.get("http-equiv") == "Content-Security-Policy"
    )
    style, script = "".join(parsed.text_of("style")), parsed.text_of("script")[-1]

    assert "link" not in {tag.name for tag in parsed.tags}
    assert not re.search(r"url\(|@import|expression", style)
    assert not re.search(r"fetch|XMLHttp|import\(|innerHTML|eval|document\.write|localStorage|cookie", script)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';")


def test_the_index_cannot_end_its_element() -> None:
    """The data of the slider hold no `<`; each answer holds from a stop to a stop, and has its words and its events."""
    parsed = Parsed(page_of("armenia-azerbaijan", TRICK))
    data = parsed.text_of("script")[0]
    found = json.loads(data)
    stops, texts, events = (range(len(found[name])) for name in ("stops", "texts", "events"))

    assert "<" not in data
    assert len(texts) == len({*found["texts"]})
    for *said, because, first, last in found["answers"]:
        assert {*said} <= {*texts}
        assert {*because} <= {*events}
        assert first in stops
        assert last in stops
        assert first <= last


def test_links_inside_the_page_lead_somewhere() -> None:
    """Every number beside a statement has an event, every citation a source, every part of the menu a part."""
    parsed = Parsed(page_of("armenia-azerbaijan"))
    there = {tag.get("id") for tag in parsed.tags}

    assert {
        unquote(tag.get("href")[1:]) for tag in parsed.tags if tag.name == "a" and tag.get("href")[0] == "#"
    } <= there


def test_no_number_stands_twice_as_an_id() -> None:
    """An id names one element."""
    parsed = Parsed(page_of(LARGEST))
    ids = [tag.get("id") for tag in parsed.tags if tag.get("id")]

    assert len(ids) == len({*ids})


def test_an_id_cannot_be_markup() -> None:
    """The reader of files refuses such an id; a log that a program makes may hold it, and it is words on the page."""
    log = log_with("event: statement_made, by: armenia, what: A wish, date: 2024-05-01")
    (event,) = log.events
    page = report_html(
        attrs.evolve(log, events=(attrs.evolve(event, id=EventId("<b onclick=hacked()>&amp;")),))
    )

    assert "&lt;b onclick=hacked()&gt;&amp;amp;" in page
    assert "<b onclick" not in page


def test_quotes_stand_in_their_own_direction() -> None:
    """Words of the log are set from right to left where they are written so."""
    log = fixture("armenia-azerbaijan")
    name = SourceId("interim-offer")
    arabic = attrs.evolve(
        log, sources=ReadOnly({**log.sources, name: attrs.evolve(log.sources[name], title="مفاوضات")})
    )
    parsed = Parsed(report_html(arabic))

    assert "مفاوضات" in parsed.text_of("cite")
    assert {"auto"} == {tag.get("dir") for tag in parsed.tags if tag.name in ("q", "cite")}


PROGRAM: Final = """
import hashlib, sys
import peacetrack as pt
from peacetrack.report.html.rendering import report_html
print(hashlib.sha256(report_html(pt.load(sys.argv[1])).encode()).hexdigest())
"""


@in_full
def test_the_same_log_gives_the_same_bytes() -> None:
    """Neither another process, nor another order of its hashes, nor another zone of time changes a byte."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(ROOT / "fixtures" / "armenia-azerbaijan")],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": str(Path(peacetrack.__file__).parents[1]),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
            },
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Yerevan"))
    }

    assert 1 == len(digests)


def test_nothing_is_known_with_hindsight() -> None:
    """Known by a day, the page is that of a log from which all later documents are missing, to the byte."""
    for log in map(load, most(FIXTURES[::-1])):
        for day in some(published(log), each=4):
            assert report_html(as_known(log, day), known_by=day) == report_html(log, known_by=day)


def test_numbers_of_elsewhere_stay_numbers() -> None:
    """A share has its unit and its denominator: the votes of which it is a part stand beside it, and no percentage is bare."""
    for folder in most(FIXTURES[::-1]):
        texts = [
            text for tag, text in Parsed(page_of(folder.name)).texts if tag not in ("style", "script", "q")
        ]

        assert [] == [text for text in texts if re.search(r"\d\s?%", OF_VOTES.sub("", text))]
