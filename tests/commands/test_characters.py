"""No character that steers a reader gets through any door: not into a file of a log, and not onto a screen."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path
from typing import Final

import attrs
import pytest

import peacetrack as pt
from peacetrack.checks.adding import add_event
from peacetrack.model.characters import JOINERS, STEERING, STEERS, UNSEEN, harmless
from peacetrack.model.mapping import ReadOnly
from peacetrack.report.export import ExportFormat
from peacetrack.report.export.importing import import_events
from peacetrack.report.export.sheets import csv_text
from peacetrack.report.tables.table import Column, TableOfRows
from peacetrack.yaml.parsing.parser import read_plain
from peacetrack.yaml.scenarios.supposing import written
from tests.commands.running import CAST, THIRTEEN, folder, run

EVERY: Final = [chr(code) for code in range(0x110000)]
#: Half a surrogate pair stands in no file.
HALVES: Final = [character for character in EVERY if unicodedata.category(character) == "Cs"]
STEERED: Final = [one for one in EVERY if STEERS.match(one) and one not in HALVES]
HIDDEN: Final = [*STEERED, "\xa0", "\xad"]
#: All of them in one text: what stands between them shows that nothing else was lost.
TEXT: Final = "".join(f"{number}{one}" for number, one in enumerate(HIDDEN)) + "."
#: Persian, an emoji of several signs, and one that is drawn in colour.
SPELT: Final = "می\u200cخواهم 👩\u200d👩\u200d👧 🕊️"
FORMATS: Final = [one.value for one in ExportFormat if one is not ExportFormat.CSV]


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a log with all of them in every title, name and statement."""
    whole = f"{CAST}sources: {{june: {{title: x, published: 2024-07-01}}}}\nevents: [{EVENTS}]\nclaims: [{CLAIM}]\n"
    home = folder(tmp_path_factory.mktemp("log") / "plain", cast=whole)
    log = pt.load(home)
    cast = log.cast
    steered = attrs.evolve(
        log,
        cast=attrs.evolve(
            cast,
            negotiation=attrs.evolve(cast.negotiation, title=TEXT),
            actors=ReadOnly((name, attrs.evolve(one, name=TEXT)) for name, one in cast.actors.items()),
            voices=ReadOnly((name, attrs.evolve(one, name=TEXT)) for name, one in cast.voices.items()),
            instruments=ReadOnly(
                (name, attrs.evolve(one, title=TEXT)) for name, one in cast.instruments.items()
            ),
        ),
        sources=ReadOnly((name, attrs.evolve(one, title=TEXT)) for name, one in log.sources.items()),
        events=tuple(map(_steered, log.events)),
        claims=tuple(attrs.evolve(one, note=TEXT) for one in log.claims),
    )
    text = pt.dumps(steered)
    assert [] == seen(text)
    home = folder(tmp_path_factory.mktemp("log") / "steered", cast=text)
    assert steered == pt.load(home)
    return home


def _steered(event: pt.Event) -> pt.Event:
    match event:
        case pt.StatementMade() | pt.ConditionSet():
            return attrs.evolve(event, what=TEXT)
        case _:
            return event


EVENTS: Final = """\
{event: statement_made, id: said, date: 2024-06-01, by: pashinyan, what: x, source: june},
{event: condition_set, id: fork, date: 2024-06-01, by: azerbaijan, what: x, gate: {signature: treaty}, source: june},
{event: provision_contested, date: 2024-06-01, by: azerbaijan, provision: borders, source: june},
{event: contact_held, id: call, kind: call, date: 2024-06-02, participants: [armenia, azerbaijan], source: june},
{event: readout_issued, contact: call, date: 2024-06-02, by: armenia, source: june}"""
CLAIM: Final = "{id: agreed, by: pashinyan, says: {provision: {id: borders, is: agreed}}}"


def seen(text: str, characters: str = STEERING) -> list[str]:
    """Name the characters that stand raw in a text, line ends aside."""
    return sorted({one for one in text if one in RAW[characters]} - {"\n"})


RAW: Final = {STEERING: {*STEERED, *HALVES}, UNSEEN: {*HIDDEN, *HALVES}}


def test_whatever_has_no_shape_or_turns_the_line_is_listed() -> None:
    """By the categories of Unicode: controls, line ends, halves, formats; but joiners, and formats that are seen."""
    seen_formats = {one for one in EVERY if unicodedata.category(one) == "Cf"} - {*HIDDEN, *JOINERS}

    assert [] == [
        one
        for one in EVERY
        if unicodedata.category(one) in ("Cc", "Zl", "Zp", "Cs") and not STEERS.match(one)
    ]
    # Signs that enclose figures, and those of hieroglyphs, shorthand and music, are drawn.
    assert [] == [one for one in seen_formats if not _is_drawn(one)]


def _is_drawn(character: str) -> bool:
    text = ("ARABIC", "SYRIAC", "KAITHI", "HIEROGLYPH", "SHORTHAND", "MUSICAL")
    return unicodedata.name(character).startswith(text) or any(
        name in unicodedata.name(character) for name in text
    )


def test_what_is_shown_can_be_told_from_what_it_stands_for() -> None:
    """Each is shown by its number, and joiners as they are spelt."""
    assert len(STEERED) == len({*map(harmless, STEERED)})
    assert [] == seen(harmless(TEXT))
    assert SPELT == harmless(SPELT)


def test_what_is_written_is_read_back() -> None:
    """Every way of writing an entry leaves none raw, and loses none; joiners stand as they are spelt."""
    for text in (TEXT, SPELT):
        phrase = (
            written(f"statement_made what={text.strip()}") if text is SPELT else written(f"x what=a{text}")
        )
        stated = read_plain(phrase).tree

        assert [] == seen(phrase, UNSEEN)
        assert str(stated["what"]).removeprefix("a") == text
    assert "\u200c" in written(f"x what={SPELT}")


def test_add_escapes_what_dumps_escapes(talks: Path, tmp_path: Path) -> None:
    """Neither leaves any raw; both leave the joiners."""
    home = folder(tmp_path / "talks", cast=CAST, june=THIRTEEN)
    added = add_event(
        home / "june.peace.yaml", f"{{event: statement_made, date: 2024-06-02, what: {quoted()}}}"
    )
    spelt = add_event(home / "june.peace.yaml", f"statement_made date=2024-06-02 what={SPELT}")
    text = (home / "june.peace.yaml").read_text("utf-8")

    assert () == (*added.problems, *spelt.problems)
    assert [] == seen(text, UNSEEN)
    assert [] == seen((talks / "cast.peace.yaml").read_text("utf-8"), UNSEEN)
    assert {TEXT, SPELT} <= {getattr(event, "what", "") for event in pt.load(home).events}
    assert SPELT in text
    assert SPELT in pt.dumps(pt.load(home))


def quoted() -> str:
    """Write the text as a careful author does."""
    return '"' + "".join(f"\\U{ord(one):08x}" for one in TEXT) + '"'


def test_an_imported_table_holds_none_raw(talks: Path) -> None:
    """As a file of the negotiation; each value as the table has it."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["event", "date", "what"], ["statement_made", "2024-06-03", TEXT]])
    found = import_events(stream.getvalue(), pt.read(talks))

    assert () == found.problems
    assert [] == seen(found.text, UNSEEN)
    assert [TEXT] == [getattr(event, "what", "") for event in found.events]


@pytest.mark.parametrize(
    "text",
    [
        ["check"], ["check", "--format", "json"], ["check", "--format", "github"], ["status"], ["report"],
        ["status", "--format", "json"], ["explain", "condition:fork", "provision:borders"], ["blockers"],
        ["timeline"], ["diff", "2024-05-01", "end"], ["compare"], ["coverage"], ["corpus"],
        ["whatif", "--event", f"statement_made date=2024-07-02 what=a{TEXT.replace(chr(0), '')}"],
        *(["export", "--to", to] for to in FORMATS),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_prints_any(text: list[str], talks: Path) -> None:
    """Neither as a result nor as a complaint."""
    done = run(text[0], talks, *text[1:])

    assert done.returncode in (0, 1)
    assert [] == seen(done.stdout)
    assert [] == seen(done.stderr)


def test_what_a_command_changes_is_shown_without_any(talks: Path) -> None:
    """The lines around a new entry are the author's, who may have written some raw; so is an unreadable line."""
    raw = folder(
        talks.parent / "raw", cast=CAST, june=THIRTEEN + '  # \u202enoitaton\n  - {id: "x\u2066y"}\n'
    )
    done = run("check", raw)
    added = run("add", raw / "june.peace.yaml", "--event", "statement_made date=2024-06-02", "--dry-run")

    assert [[]] * 4 == [seen(text) for text in (done.stdout, done.stderr, added.stdout, added.stderr)]
    assert "PT1" in done.stdout


def test_a_notebook_shows_none(talks: Path) -> None:
    """A state, a timeline and the outcomes of claims."""
    state = pt.replay(pt.load(talks))
    shown = [state._repr_html_(), state.timeline._repr_html_(), pt.check(state.log)._repr_html_()]

    assert [[], [], []] == [*map(seen, shown)]


@pytest.mark.parametrize("before", [*HIDDEN, *JOINERS], ids=lambda one: f"U+{ord(one):04X}")
def test_none_hides_a_formula(before: str) -> None:
    """A spreadsheet may skip what it does not see, and run what follows."""
    table = TableOfRows(
        name="t", meaning="", columns=(Column(name="what", meaning=""),), rows=((f"{before}=1+1",),)
    )

    assert f"'{before}=1+1" in csv_text(table, safe=True)
