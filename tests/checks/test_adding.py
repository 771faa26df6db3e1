"""An entry is added to a file of a log, or the file stays as it was."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Final

import attrs
import pytest
from click.testing import CliRunner, Result

from peacetrack.aspects.conditions import ConditionWithdrawn
from peacetrack.checks.adding import Addition, Sort, add_entries, add_event, add_source
from peacetrack.commands.add import add
from peacetrack.log.log import Log
from peacetrack.model.cast import Provision
from peacetrack.model.evidence import Source
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId, SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.writing.rewriting import Rewrite, write

FERRY: Final = Path(__file__).parents[2] / "docs" / "how-to" / "ferry"
DROPPED: Final = "condition_withdrawn id=ban-dropped condition=night-ban date=2031-03-12 by=south cite=3"


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy a log; paths are shown as they were given."""
    shutil.copytree(FERRY, tmp_path / "ferry")
    monkeypatch.chdir(tmp_path / "ferry")
    return tmp_path / "ferry"


def said(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def run(*text: str) -> Result:
    return CliRunner().invoke(add, text)


def named(addition: Addition) -> str:
    """Give the id of what was added first."""
    return getattr(addition.added, "id", "")


def problems_in(addition: Addition) -> list[tuple[str, str, int, int, str]]:
    return [
        (found.code, found.place.file, found.place.line, found.place.column, found.message)
        for found in addition.problems
    ]


def test_an_event_is_added(ferry: Path) -> None:
    """The log is what it was, with one event more; so are the bytes of the file, and no other file is touched."""
    before, files = load(ferry), said(ferry)
    addition = add_event("002-courier.peace.yaml", DROPPED)

    assert ((), (), True, 0) == (
        addition.problems,
        addition.findings,
        addition.is_written,
        addition.exit_status,
    )
    after = load(ferry)
    assert isinstance(addition.added, ConditionWithdrawn)
    assert before == attrs.evolve(after, events=tuple(e for e in after.events if e != addition.added))
    written = b"\n  - id: ban-dropped\n    event: condition_withdrawn\n    condition: night-ban\n"
    assert written in said(ferry)["002-courier.peace.yaml"]
    left = {name: content for name, content in said(ferry).items() if name != "002-courier.peace.yaml"}
    assert left == {name: content for name, content in files.items() if name != "002-courier.peace.yaml"}


def test_an_event_without_an_id_is_named_by_its_file(ferry: Path) -> None:
    """As the reader names it; its own citations rest on the source of its file."""
    addition = add_event(
        ferry / "002-courier.peace.yaml", "statement_made by=reis what=No date=2031-03-06 cite=3"
    )

    assert addition.added is not None
    assert ("002-courier#4", "courier") == (named(addition), getattr(addition.added, "source", ""))


def test_a_source_is_added(ferry: Path) -> None:
    """The log is what it was, with one source more."""
    before = load(ferry)
    addition = add_source("cast.peace.yaml", "gazette publisher=The Gazette published=2031-03-20")
    after = load(ferry)

    assert addition.added == after.sources[SourceId("gazette")]
    assert isinstance(addition.added, Source)
    assert "The Gazette" == addition.added.publisher
    left = ReadOnly({name: source for name, source in after.sources.items() if name != "gazette"})
    assert before == attrs.evolve(after, sources=left)


def test_a_source_is_told_as_in_a_log(ferry: Path) -> None:
    """Whoever has the lines of a log at hand may give them."""
    addition = add_source(ferry / "cast.peace.yaml", '{id: gazette, title: "A, b", published: 2031-03-20}')

    assert isinstance(addition.added, Source)
    assert "A, b" == addition.added.title


EVERYTHING: Final = (
    (Sort.CLAIM, "calm by=isle says={count: {agreed: 5, of: 7}} as_of=2031-03-04"),
    (Sort.EVENT, 'statement_made by=gale what="First, the tide: by=noon" topics=[tides] date=2031-03-05'),
    (Sort.EVENT, "provision_contested provision=tides by=reis date=2031-03-05"),
    (Sort.PROVISION, "tides title=Tides"),
    (Sort.PROVISION, "{id: annex, instrument: accord, kind: annex}"),
    (Sort.TOPIC, "tides title='Tides, and the moon'"),
    (Sort.VOICE, "gale name=Ina Gale speaks_for=isle"),
    (Sort.ACTOR, "isle name=The Isle role=observer"),
)


def test_everything_is_added_at_once(ferry: Path) -> None:
    """What is referred to may be among what is added; each stands where an author would look for it."""
    addition = add_entries("cast.peace.yaml", EVERYTHING)
    log = load(ferry)

    assert () == addition.problems
    assert (
        log.claims[-1],
        *log.events[-2:],
        *(
            log.cast.instruments[InstrumentId("accord")].provisions[ProvisionId(name)]
            for name in ("tides", "annex")
        ),
        "Tides, and the moon",
        log.cast.voices[SpeakerId("gale")],
        log.cast.actors[ActorId("isle")],
    ) == addition.entries
    assert ("chapter", "annex") == tuple(
        entry.kind for entry in addition.entries if isinstance(entry, Provision)
    )
    assert "First, the tide: by=noon" == log.events[-2].what  # type: ignore[attr-defined]  # a statement has one
    written = said(ferry)["cast.peace.yaml"].decode()
    assert (
        "{title: Ferry accord, unit: chapter, provisions: {tides: {kind: chapter, title: Tides}, annex: {kind: annex}}}"
        in written
    )
    assert "  tides: Tides, and the moon\n" in written


def test_of_several_entries_none_is_added_if_one_does_not_fit(ferry: Path) -> None:
    """A batch is one change."""
    files = said(ferry)
    addition = add_entries(
        "cast.peace.yaml", [*EVERYTHING, (Sort.EVENT, "statement_made by=nobody date=2031-03-05")]
    )

    assert ["There is no actor or voice 'nobody'."] == [found.message for found in addition.problems]
    assert ((), files) == (addition.entries, said(ferry))


def test_a_file_is_begun(ferry: Path) -> None:
    """The entry of a new article needs no file that somebody made first."""
    addition = add_entries(
        "003-gazette.peace.yaml",
        [
            (Sort.SOURCE, "gazette published=2031-03-20"),
            (Sort.EVENT, "statement_made by=reis source=gazette"),
        ],
    )

    assert ("003-gazette#1", True) == (addition.entries[1].id, addition.is_written)  # type: ignore[union-attr]  # an event
    assert (
        b"peacetrack: 1\nnegotiation: ferry\n\n"
        b"sources:\n  gazette:\n    published: 2031-03-20\n\n"
        b"events:\n  - event: statement_made\n    by: reis\n    source: gazette\n"
    ) == said(ferry)["003-gazette.peace.yaml"]


def test_a_file_that_is_begun_names_the_schema_beside_it(ferry: Path) -> None:
    """An editor completes its keys from the first line on."""
    (ferry / "peacetrack.schema.json").write_text("{}", encoding="utf-8")
    add_event("003.peace.yaml", "statement_made by=reis")

    assert said(ferry)["003.peace.yaml"].startswith(
        b"# yaml-language-server: $schema=peacetrack.schema.json\npeacetrack: 1\n"
    )


def test_no_file_is_begun_in_a_folder_without_a_log(tmp_path: Path) -> None:
    """Nobody knows which negotiation it would be about."""
    addition = add_event(tmp_path / "x.peace.yaml", "statement_made")

    assert (["PT031"], False, []) == (
        [found.code for found in addition.problems],
        addition.loaded,
        [*tmp_path.iterdir()],
    )


@pytest.mark.parametrize(
    ("cast", "message"),
    [
        ("{x: *a}\nx-a: &a {unit: article}", "There is no anchor '&a' above the alias '*a'."),
        ("\n  x: {unit: article}\n  y: {unit: article}", "Which instrument is it of?"),
        ("\n  x:\n", "A mapping is expected here, not nothing."),
        ("{x: {unit: article}}", ""),
        (
            "&b\n  x: &a {unit: article}\nx-b: *b",
            "There is no place for a further entry here: it would change the meaning of what stands there.",
        ),
    ],
)
def test_a_provision_needs_an_instrument(tmp_path: Path, cast: str, message: str) -> None:
    """A text that is described elsewhere, or one of several, has to be named; one in braces is as good as another."""
    path = tmp_path / "x.peace.yaml"
    path.write_text(f"peacetrack: 1\nnegotiation: {{id: x}}\ninstruments: {cast}\n", encoding="utf-8")
    found = [
        found.message for found in add_entries(path, [(Sort.PROVISION, "borders title=Borders")]).problems
    ]

    assert ([message] if message else []) == found
    assert ("borders: {kind: article, title: Borders}" in path.read_text(encoding="utf-8")) is not bool(
        message
    )


def test_a_dry_run_writes_nothing(ferry: Path) -> None:
    """It tells what would be written."""
    files = said(ferry)
    addition = add_event("002-courier.peace.yaml", DROPPED, dry_run=True)

    assert (False, "ban-dropped") == (addition.is_written, named(addition))
    assert files == said(ferry)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        (
            "condition_withdrawn condition=day-ban by=south date=2031-03-12",
            "PT113",
            46,
            16,
            "There is no condition 'day-ban'.",
        ),
        ("condition_dropped", "PT102", 45, 12, "There is no kind of event `condition_dropped`."),
        (f"{DROPPED} colour=red", "PT101", 51, 5, "The key `colour` is unknown here."),
        ("{id: only-wording, event: statement_made}", "PT120", 45, 9, "The id 'only-wording' is taken."),
        (
            "condition_restated id=r condition=night-ban by=reis date=2031-03-20 cite=2",
            "PT130",
            49,
            11,
            "'r' is dated 2031-03-20, but 'courier', published 2031-03-06/2031-03-12, reports it.",
        ),
    ],
)
def test_an_event_that_does_not_fit_is_refused(
    ferry: Path, text: str, code: str, line: int, column: int, message: str
) -> None:
    """With its place in the file as it would be; nothing is written."""
    files = said(ferry)
    addition = add_event("002-courier.peace.yaml", text)

    assert (code, "002-courier.peace.yaml", line, column) == problems_in(addition)[0][:4]
    assert message == addition.problems[0].message
    assert ((False, None), files) == ((addition.is_written, addition.added), said(ferry))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{title: No id}", ("PT103", "--source", 1, 1, "The id of the source is missing.")),
        ("gazette title={", ("PT005", "--source", 1, 27, "The text cannot be read as YAML: ")),
        ("two words", ("PT104", "--source", 1, 1, "'two words' is not an id.")),
        ("courier", ("PT120", "002-courier.peace.yaml", 5, 7, "The id 'courier' is taken.")),
    ],
)
def test_a_source_that_does_not_fit_is_refused(
    ferry: Path, text: str, expected: tuple[str, str, int, int, str]
) -> None:
    """With its place in the words that were given, or in the file."""
    files = said(ferry)
    ((code, file, line, column, message),) = problems_in(add_source("002-courier.peace.yaml", text))

    assert expected[:4] == (code, file, line, column)
    assert message.startswith(expected[4])
    assert files == said(ferry)


def test_a_file_that_cannot_be_read_is_left_alone(ferry: Path) -> None:
    """Neither the file itself nor one beside it may hide what it tells."""
    broken = ferry / "003.peace.yaml"
    broken.write_text("events: [\n", encoding="utf-8")
    (ferry / "courier.peace.yaml").symlink_to(FERRY / "002-courier.peace.yaml")

    assert [("PT005", "003.peace.yaml", 2, 1)] == [
        found[:4] for found in problems_in(add_event("003.peace.yaml", DROPPED))
    ]
    broken.unlink()
    assert ["PT032"] == [found[0] for found in problems_in(add_event("002-courier.peace.yaml", DROPPED))]
    assert [("PT030", "nowhere.yaml")] == [found[:2] for found in problems_in(add_event("nowhere.yaml", "x"))]


def test_what_is_wrong_elsewhere_stops_it_too(ferry: Path) -> None:
    """A result that would not load is refused, whoever is to blame; every problem is told, where it is."""
    (ferry / "003.peace.yaml").write_text("peacetrack: 1\nevents:\n- event: none\n", encoding="utf-8")
    addition = add_event("002-courier.peace.yaml", DROPPED)

    assert (False, False, 3) == (addition.loaded, addition.is_written, addition.exit_status)
    assert [("PT102", "003.peace.yaml", 3, 10)] == [found[:4] for found in problems_in(addition)]


def test_an_event_may_mend_a_log(ferry: Path) -> None:
    """A log that did not load because an event was missing loads with it."""
    path = ferry / "003.peace.yaml"
    path.write_text(
        "peacetrack: 1\nnegotiation: ferry\nclaims:\n- {id: c, says: {condition: {id: fee, is: raised}}}\nevents:\n"
    )
    addition = add_event(path, "condition_set id=fee by=north of=south what=A fee date=2031-03-01")

    assert ((), False, True) == (addition.problems, addition.loaded, addition.is_written)
    assert {"fee"} <= {event.id for event in load(ferry).events}


def test_a_file_alone_is_judged_alone(tmp_path: Path) -> None:
    """Of a folder with several negotiations, each file is one."""
    cast = "actors: {a: {role: negotiating_party}}\nevents: [{event: statement_made, by: a}]\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.peace.yaml").write_text(f"peacetrack: 1\nnegotiation: {{id: {name}}}\n{cast}")
    addition = add_event(tmp_path / "one.peace.yaml", "statement_made by=a what=More")

    assert ("one#2", 2) == (
        named(addition),
        len(load(tmp_path / "one.peace.yaml").events),
    )


def test_a_cast_beside_a_file_alone_is_found(ferry: Path) -> None:
    """A file that names its cast is read with it."""
    (ferry / "other.peace.yaml").write_text("peacetrack: 1\nnegotiation: {id: other}\n")
    alone = ferry / "alone.peace.yaml"
    alone.write_text("peacetrack: 1\nnegotiation: ferry\ncast: cast.peace.yaml\n")

    assert ((), True) == (add_event(alone, "statement_made by=reis").problems, isinstance(load(alone), Log))


def test_a_file_of_scenarios_is_judged_alone(tmp_path: Path) -> None:
    """What its scenarios begin with may stand in it."""
    path = tmp_path / "x.peace.yaml"
    path.write_text(
        "peacetrack: 1\nnegotiation: {id: x}\nactors: {a: {role: negotiating_party}}\n"
        "events: [{event: statement_made, by: a}]\nscenarios:\n- {scenario: s, then: []}\n"
    )
    addition = add_event(path, "statement_made by=a what=More")

    assert ((), "x#2") == (addition.problems, named(addition))


def test_what_a_table_refuses_is_written_and_told(ferry: Path) -> None:
    """What happened is what happened; that it cannot be is shown, and the status says so."""
    text = "condition_accepted id=done condition=night-ban date=2031-03-12 by=south"
    done = run("002-courier.peace.yaml", "--event", text)

    assert (1, True) == (done.exit_code, "done" in [event.id for event in load(ferry).events])
    assert "002-courier.peace.yaml:49:9: PT204 South cannot accept" in done.stderr
    assert done.stderr.endswith("002-courier.peace.yaml: written.\n")


def test_the_command_prints_the_diff(ferry: Path) -> None:
    """A person sees what was written, and where."""
    done = run("002-courier.peace.yaml", "--event", DROPPED, "--dry-run")

    assert [
        "--- 002-courier.peace.yaml",
        "+++ 002-courier.peace.yaml",
        "@@ -42,6 +42,13 @@",
        "     inferred: true",
        "     note: That a whole chapter remains is an inference; which and how many was not said.",
        " ",
        "+  - id: ban-dropped",
        "+    event: condition_withdrawn",
        "+    condition: night-ban",
        "+    date: 2031-03-12",
        "+    by: south",
        "+    cite: 3",
        "+",
        " claims:",
        "   - id: demand-stated-twice",
        "     says: {condition: {id: night-ban, is: rejected, times_stated: 2}}",
    ] == done.stdout.splitlines()
    assert (0, "002-courier.peace.yaml: nothing was written.\n") == (done.exit_code, done.stderr)


def test_line_ends_are_no_part_of_what_is_shown(ferry: Path) -> None:
    """Whatever ends the lines of a file, its diff reads alike; that a last one is missing is said."""
    path = ferry / "cast.peace.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    done = run("cast.peace.yaml", "--source", "gazette title=\u202etitle")

    assert 0 == done.exit_code
    assert done.stdout.splitlines()[-8:] == [
        "-  progress: Progress of the talks",
        "\\ No newline at end of file",
        "+  progress: Progress of the talks",
        "+",
        "+sources:",
        "+  gazette:",
        '+    title: "\\u202etitle"',
        "\\ No newline at end of file",
    ]
    assert path.read_bytes().endswith(b'the talks\r\n\r\nsources:\r\n  gazette:\r\n    title: "\\u202etitle"')


@pytest.mark.parametrize(
    ("text", "status", "complaint"),
    [
        (
            ["cast.peace.yaml"],
            2,
            "Say what to add: --event, --source, --claim, --actor, --voice, --provision, --topic.",
        ),
        (["cast.peace.yaml", "--event", "x"], 2, "PT102 There is no kind of event `x`."),
        (["cast.peace.yaml", "--event", "{"], 2, "--event:1:2: PT005"),
        (["nowhere.yaml", "--event", "x"], 3, "PT030 There is no such file or folder."),
        (["no/where.peace.yaml", "--event", "x"], 3, "PT030 There is no such file or folder."),
        (
            ["nowhere.peace.yaml", "--event", "x"],
            2,
            "nowhere.peace.yaml:5:12: PT102 There is no kind of event `x`.",
        ),
        (["cast.peace.yaml", "--event", "x", "--event", "{"], 2, "--event (2):1:2: PT005"),
        (["cast.peace.yaml", "--topic", "a title=b title=c"], 2, "PT010"),
        (
            ["cast.peace.yaml", "--topic", "a name=b"],
            2,
            "--topic:1:1: PT103 The topic 'a' has a title, and nothing else.",
        ),
        (
            ["cast.peace.yaml", "--topic", "{title: b}"],
            2,
            "--topic:1:1: PT103 The id of the topic is missing.",
        ),
        (
            ["cast.peace.yaml", "--provision", "a instrument=b"],
            2,
            "PT118 There is no instrument 'b' in this file.",
        ),
        (["002-courier.peace.yaml", "--provision", "a"], 2, "PT118 Which instrument is it of?"),
        ([".", "--event", "x"], 3, "PT034 This cannot be read: Is a directory."),
    ],
)
def test_the_command_says_why_not(ferry: Path, text: list[str], status: int, complaint: str) -> None:
    """Wrong words are wrong usage; a file that cannot be read is another matter."""
    files = said(ferry)
    done = run(*text)

    assert (status, "", True) == (done.exit_code, done.stdout, complaint in done.stderr)
    assert files == said(ferry)


def test_a_list_by_alias_has_no_place(tmp_path: Path) -> None:
    """PT036, word for word."""
    path = tmp_path / "x.peace.yaml"
    path.write_text("peacetrack: 1\nx-all: &all []\nevents: *all\n", encoding="utf-8")
    done = run(str(path), "--event", "statement_made")

    assert 3 == done.exit_code
    assert (
        f"{path}:3:9: PT036 There is no place for a further entry here: an alias repeats another place.\n"
        "   3 | events: *all\n"
        "     |         ^^^^\n"
        "  Write the entry by hand, or give what stands here a simpler layout.\n"
        f"{path}: left alone.\n"
    ) == done.stderr


def test_a_file_that_goes_meanwhile_is_told(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was there a moment ago, and could be read then."""
    path, opened = ferry / "002-courier.peace.yaml", os.open

    def once(name: Path, *how: int) -> int:
        handle = opened(name, *how)
        path.unlink()
        return handle

    monkeypatch.setattr(os, "open", once)
    added = add_event(path, "statement_made date=2031-03-09 by=envoy what=x")

    assert [("PT034", "This cannot be read: No such file or directory.")] == [
        (problem.code, problem.message) for problem in added.problems
    ]


def test_a_file_that_changed_meanwhile_is_left_alone(ferry: Path) -> None:
    """PT037, word for word: whoever wrote in between keeps what they wrote."""
    path = Path("cast.peace.yaml")
    addition = add_source(path, "gazette", dry_run=True)
    path.write_bytes(path.read_bytes() + b"# a remark\n")
    files = said(ferry)

    assert addition.rewrite is not None
    (problem,) = write([addition.rewrite])
    assert (
        "PT037",
        "This file has changed since it was read; it was left alone.",
        "Run the command again.",
    ) == (
        problem.code,
        problem.message,
        problem.hint,
    )
    assert files == said(ferry)


def test_a_file_that_is_there_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """A new file never takes the place of another."""
    path = tmp_path / "x"
    path.write_bytes(b"mine")

    assert ["PT037"] == [problem.code for problem in write([Rewrite(path, None, b"yours")])]
    assert b"mine" == path.read_bytes()


def test_a_file_that_is_gone_cannot_be_written(tmp_path: Path) -> None:
    """PT038, word for word; what comes after it is not tried."""
    gone, other = Rewrite(tmp_path / "gone", b"", b"x"), Rewrite(tmp_path / "other", None, b"x")
    (problem,) = write([gone, other])

    assert (
        "PT038",
        "This cannot be written: No such file or directory.",
        "Check that you may write there.",
    ) == (
        problem.code,
        problem.message,
        problem.hint,
    )
    assert [] == list(tmp_path.iterdir())


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A confidential log stays one, and a link to a file stays a link; nothing else is left behind."""
    path, link = tmp_path / "x", tmp_path / "link"
    path.write_bytes(b"one")
    path.chmod(0o600)
    link.symlink_to(path)

    assert () == write([Rewrite(link, b"one", b"two")])
    assert (b"two", 0o600, True) == (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), link.is_symlink())
    assert {path, link} == set(tmp_path.iterdir())


def test_a_new_file_is_shown_as_new(tmp_path: Path) -> None:
    """Its diff begins from nothing."""
    lines = list(Rewrite(Path("x"), None, b"one\n").diff())

    assert ["--- /dev/null\n", "+++ x\n", "@@ -0,0 +1 @@\n", "+one\n"] == lines
