"""Where an entry goes in a file, and how it looks there."""

from __future__ import annotations

from textwrap import dedent

import pytest

from peacetrack.yaml.records.scalars import Misfit
from peacetrack.yaml.writing.layout import NewEntry
from peacetrack.yaml.writing.splice import with_entry, with_event, with_source

EVENT = {"id": "new", "event": "x", "what": "a, b"}


def text(text: str) -> str:
    return dedent(text).removeprefix("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            """
            events:
              - event: a   # the first

              - event: b
                # of b

                # of b too
              # of what follows
            claims: []
            """,
            """
            events:
              - event: a   # the first

              - event: b
                # of b

                # of b too

              - id: new
                event: x
                what: a, b
              # of what follows
            claims: []
            """,
            id="below the comments of the last one",
        ),
        pytest.param(
            """
            events:
            -   event: a
            -   event: b
                by: c
            # the end
            """,
            """
            events:
            -   event: a
            -   event: b
                by: c
            -   id: new
                event: x
                what: a, b
            # the end
            """,
            id="as far in as the others",
        ),
        pytest.param(
            """
            events:
                - event: a
                  by: c
            """,
            """
            events:
                - event: a
                  by: c

                - id: new
                  event: x
                  what: a, b
            """,
            id="apart from the only one, if that has several lines",
        ),
        pytest.param(
            """
            events: &all
              # first
              - &one {event: a}
              -  {event: b}   # and
            """,
            """
            events: &all
              # first
              - &one {event: a}
              -  {event: b}   # and
              -  {id: new, event: x, what: "a, b"}
            """,
            id="in braces like the last one",
        ),
        pytest.param(
            """
            events:
              -
                event: a
              - *x
            """.replace("*x", "b: c"),
            """
            events:
              -
                event: a
              - b: c
              - id: new
                event: x
                what: a, b
            """,
            id="whether or not the fields begin beside the dash",
        ),
        pytest.param(
            """
            events:
              -
                event: a

              -
                event: b
            """,
            """
            events:
              -
                event: a

              -
                event: b

              - id: new
                event: x
                what: a, b
            """,
            id="below a dash that stands alone",
        ),
        pytest.param(
            """
            events:
              - event: a
                note: |+
                  kept


            claims: []
            """,
            """
            events:
              - event: a
                note: |+
                  kept


              - id: new
                event: x
                what: a, b
            claims: []
            """,
            id="below the blank lines that belong to a text",
        ),
        pytest.param(
            "events: [{event: a}, {event: b}]\n",
            'events: [{event: a}, {event: b}, {id: new, event: x, what: "a, b"}]\n',
            id="in a list on one line",
        ),
        pytest.param(
            "events: [{event: a}, ]\n",
            'events: [{event: a}, {id: new, event: x, what: "a, b"}, ]\n',
            id="behind a comma",
        ),
        pytest.param(
            """
            events: [
              {event: a},  # one
              {event: b}   # two
            ]
            """,
            """
            events: [
              {event: a},  # one
              {event: b},   # two
              {id: new, event: x, what: "a, b"}
            ]
            """,
            id="in a list with a line for each",
        ),
        pytest.param(
            """
            events: [
              {event: a},  # one, and
            ]
            """,
            """
            events: [
              {event: a},  # one, and
              {id: new, event: x, what: "a, b"},
            ]
            """,
            id="in a list with a line and a comma for each",
        ),
        pytest.param(
            "events: &none [ ] # yet\nx-own: 1\n",
            'events: &none [{id: new, event: x, what: "a, b"} ] # yet\nx-own: 1\n',
            id="in an empty list",
        ),
        pytest.param(
            """
            events:   # none yet
              # - event: a
            claims:
                - id: c
            """,
            """
            events:   # none yet
              # - event: a
                - id: new
                  event: x
                  what: a, b
            claims:
                - id: c
            """,
            id="under a key with nothing",
        ),
        pytest.param(
            "peacetrack: 1\n# the end\n",
            "peacetrack: 1\n# the end\nevents:\n  - id: new\n    event: x\n    what: a, b\n",
            id="at the end of a file without events",
        ),
        pytest.param(
            "peacetrack: 1\n\nclaims:\n- a\n",
            "peacetrack: 1\n\nclaims:\n- a\n\nevents:\n- id: new\n  event: x\n  what: a, b\n",
            id="at the end, laid out as the other lists",
        ),
        pytest.param(
            "---\n  peacetrack: 1\n\n  cast: x\n\n",
            "---\n  peacetrack: 1\n\n  cast: x\n\n  events:\n    - id: new\n      event: x\n      what: a, b\n",
            id="at the end of a file that is indented as a whole",
        ),
        pytest.param(
            "peacetrack: 1\n...\n",
            "peacetrack: 1\nevents:\n  - id: new\n    event: x\n    what: a, b\n...\n",
            id="before the mark of the end",
        ),
        pytest.param(
            "{peacetrack: 1}",
            '{peacetrack: 1, events: [{id: new, event: x, what: "a, b"}]}',
            id="in a file between braces",
        ),
        pytest.param(
            "{\n  peacetrack: 1,\n  x-own:  # empty\n}\n",
            '{\n  peacetrack: 1,\n  x-own: ,  # empty\n  events: [{id: new, event: x, what: "a, b"}]\n}\n',
            id="in a file between braces, behind a key with nothing",
        ),
        pytest.param(
            "\ufeffpeacetrack: 1\r\nevents:\r\n- event: a",
            "\ufeffpeacetrack: 1\r\nevents:\r\n- event: a\r\n- id: new\r\n  event: x\r\n  what: a, b",
            id="with the line ends of the file, and without a last one where it has none",
        ),
        pytest.param(
            "events:",
            "events:\n  - id: new\n    event: x\n    what: a, b",
            id="in a file without any line end",
        ),
        pytest.param(
            "events:\n- event: a\n  what: x\u2028y\n",
            "events:\n- event: a\n  what: x\u2028y\n\n- id: new\n  event: x\n  what: a, b\n",
            id="below a text with a separator of lines that is none",
        ),
    ],
)
def test_an_event_goes_where_an_author_would_write_it(before: str, after: str) -> None:
    """It looks like its neighbours, and every comment stays with what it speaks of."""
    assert text(after) == with_event(text(before), dict(EVENT))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            """
            sources:
               one:
                  title: One

               two:
                  title: Two
            events: []
            """,
            """
            sources:
               one:
                  title: One

               two:
                  title: Two

               new:
                  title: New
            events: []
            """,
            id="line by line",
        ),
        pytest.param(
            "sources:\n  one:\n  two: {title: Two}\n",
            "sources:\n  one:\n  two: {title: Two}\n  new: {title: New}\n",
            id="in braces like the last one",
        ),
        pytest.param(
            "sources:\n  two: {title: Two}\n  one:\n",
            "sources:\n  two: {title: Two}\n  one:\n  new:\n    title: New\n",
            id="below one that says nothing more",
        ),
        pytest.param(
            "sources:\n  two: &two {title: Two}\n  one: *two\n",
            "sources:\n  two: &two {title: Two}\n  one: *two\n  new: {title: New}\n",
            id="below an alias",
        ),
        pytest.param("sources: {}\n", "sources: {new: {title: New}}\n", id="between empty braces"),
        pytest.param(
            "actors:\n    a: {role: x}\n",
            "actors:\n    a: {role: x}\nsources:\n    new:\n      title: New\n",
            id="in a file that has none",
        ),
        pytest.param("{peacetrack: 1}", "{peacetrack: 1, sources: {new: {title: New}}}", id="in braces"),
    ],
)
def test_a_source_goes_below_the_others(before: str, after: str) -> None:
    """Its id is the key."""
    assert text(after) == with_source(text(before), "new", {"title": "New"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            """
            instruments:
              treaty:
                unit: article  # as published
                # of the treaty
              map: {unit: sheet}
            topics: {}
            """,
            """
            instruments:
              treaty:
                unit: article  # as published
                # of the treaty
                provisions:
                  new:
                    kind: article
              map: {unit: sheet}
            topics: {}
            """,
            id="below what its text has",
        ),
        pytest.param(
            """
            instruments:
              treaty:
                provisions:
                  borders: {kind: article}
                unit: article
            """,
            """
            instruments:
              treaty:
                provisions:
                  borders: {kind: article}
                  new: {kind: article}
                unit: article
            """,
            id="below the others",
        ),
        pytest.param(
            "instruments: {treaty: {unit: article}}\n",
            "instruments: {treaty: {unit: article, provisions: {new: {kind: article}}}}\n",
            id="in braces",
        ),
    ],
)
def test_a_provision_goes_into_its_text(before: str, after: str) -> None:
    """Every other byte stays, however deep the entry lies."""
    entry = NewEntry({"kind": "article"}, "new")

    assert text(after) == with_entry(text(before), ("instruments", "treaty", "provisions"), entry)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("topics:\n  a: A\n", "topics:\n  a: A\n  new: New, again\n"),
        ("topics: {a: A}\n", 'topics: {a: A, new: "New, again"}\n'),
        ("x: 1\n", "x: 1\ntopics:\n  new: New, again\n"),
    ],
)
def test_a_topic_is_its_title(before: str, after: str) -> None:
    """It has no fields."""
    assert after == with_entry(before, ("topics",), NewEntry("New, again", "new"))


def test_in_an_alias_is_no_place() -> None:
    """What is repeated would change elsewhere too."""
    before = "x-a: &a {unit: article}\ninstruments: {treaty: *a}\n"
    with pytest.raises(Misfit) as refusal:
        with_entry(before, ("instruments", "treaty", "provisions"), NewEntry({"kind": "article"}, "new"))

    assert (
        "There is no place for a further entry here: an alias repeats another place." == refusal.value.message
    )


def test_a_source_may_have_an_id_alone() -> None:
    """Nothing more has to be known of a document than that it is there."""
    assert "sources:\n  new: {}\n" == with_source("sources:\n", "new", {})


@pytest.mark.parametrize(
    ("before", "code", "message"),
    [
        ("events: none\n", "PT104", "A list is expected here, not 'none'."),
        ("events: {}\n", "PT104", "A list is expected here, not a mapping."),
        (
            "x-all: &all [{event: a}]\nevents: *all\n",
            "PT036",
            "There is no place for a further entry here: an alias repeats another place.",
        ),
        (
            "events: &all [{event: a}]\nx-all: *all\n",
            "PT036",
            "There is no place for a further entry here: it would change the meaning of what stands there.",
        ),
        (
            "events:\n- note: |\n    no last line feed",
            "PT036",
            "There is no place for a further entry here: it would change the meaning of what stands there.",
        ),
        (
            "x-note: |\n  no last line feed",
            "PT036",
            "There is no place for a further entry here: it would change the meaning of what stands there.",
        ),
        (
            f"events: [{{what: {'x' * 65_500}}}]\n",
            "PT036",
            "There is no place for a further entry here: the line has more than 65,536 characters.",
        ),
    ],
)
def test_where_there_is_no_place_nothing_is_written(before: str, code: str, message: str) -> None:
    """An entry that would change anything else is refused, with the reason."""
    with pytest.raises(Misfit) as refusal:
        with_event(before, dict(EVENT))

    assert (code, message, ("events",)) == (refusal.value.code, refusal.value.message, refusal.value.path)


@pytest.mark.parametrize(
    ("before", "code", "message"),
    [
        ("sources: []\n", "PT104", "A mapping of ids is expected here, not a list."),
        ("sources: {new: {}}\n", "PT120", "The id 'new' is taken."),
    ],
)
def test_a_source_needs_an_id_of_its_own(before: str, code: str, message: str) -> None:
    """A source that is there already is not told twice."""
    with pytest.raises(Misfit) as refusal:
        with_source(before, "new", {"title": "New"})

    assert (code, message) == (refusal.value.code, refusal.value.message)
