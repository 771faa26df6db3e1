"""Law 10: splicing an event in leaves every other byte alone."""

from __future__ import annotations

from itertools import takewhile

import attrs
from hypothesis import given

from peacetrack.aspects.contacts import StatementMade
from peacetrack.log.log import Log
from peacetrack.model.mapping import ReadOnly
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from peacetrack.yaml.parsing.parser import Plain, read_plain
from peacetrack.yaml.writing.splice import with_event, with_source
from peacetrack.yaml.writing.writer import dumps
from tests.yaml.layouts import Author, authors


def alike(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def left_over(before: str, after: str) -> str:
    """Give what of a text stands nowhere in the later one, once what both begin and end with is set aside."""
    begin = alike(before, after)
    rest, later = before[begin:], after[begin:]
    end = alike(rest[::-1], later[::-1])
    left, between = rest[: len(rest) - end], later[: len(later) - end]
    # In brackets a comma may come first: it ends the last entry, before a comment.
    return "" if between.removeprefix(" ").removeprefix(",").startswith(left) else left


def in_parts(log: Log) -> tuple[dict[str, Plain], list[dict[str, Plain]]]:
    """Give the tree of a log, and its events."""
    tree = read_plain(dumps(log)).tree
    events = tree.pop("events")
    assert isinstance(events, list)
    return tree, [event for event in events if isinstance(event, dict)]


@given(logs(longest=5, containing=(StatementMade,)), authors)
def test_an_event_is_spliced_in(log: Log, author: Author) -> None:
    """Splicing an event in leaves every other byte alone: whoever wrote the file, it is the log with this event"""
    tree, events = in_parts(log)
    before = author.text({**tree, "events": [*events[:-1]]})
    after = with_event(before, events[-1])

    assert "" == left_over(before, after)
    reading = read_text(after)
    assert () == reading.problems
    assert log == reading.log


@given(logs(longest=3, containing=(StatementMade,)), authors)
def test_events_are_spliced_in_one_by_one(log: Log, author: Author) -> None:
    """Splicing an event in leaves every other byte alone, from the first event on"""
    tree, events = in_parts(log)
    text = author.text(tree)
    for event in events:
        before, text = text, with_event(text, event)
        assert "" == left_over(before, text)

    assert log == read_text(text).log


@given(logs(longest=2), authors)
def test_a_source_is_spliced_in(log: Log, author: Author) -> None:
    """A source is written beside the others, and every other byte stays as well"""
    tree = read_plain(dumps(log)).tree
    sources = tree["sources"]
    assert isinstance(sources, dict)
    name, stated = next(reversed(sources.items()))
    assert isinstance(stated, dict)
    rest = {key: part for key, part in sources.items() if key != name}
    before = author.text(
        {**tree, "sources": rest} if rest else {k: v for k, v in tree.items() if k != "sources"}
    )
    after = with_source(before, name, stated)

    assert "" == left_over(before, after)
    reading = read_text(after)
    assert reading.log is not None
    assert log == attrs.evolve(
        reading.log, sources=ReadOnly({key: reading.log.sources[key] for key in log.sources})
    )


def test_what_is_gone_is_seen() -> None:
    """The eyes of these tests see a byte that was changed or taken away."""
    assert ["b", "", ""] == [left_over("abc", "axc"), left_over("ac", "abc"), left_over("a #\n]", "a, #\nb]")]
