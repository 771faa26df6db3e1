"""Small files each of which was once read or written otherwise than it stands, by the kind of what was wrong, and others of the same kind."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import peacetrack as pt
from peacetrack.cli import main
from peacetrack.model.ids import SourceId
from peacetrack.model.problems import LogError
from peacetrack.testing.reading import read_text
from peacetrack.yaml.parsing.parser import ParserName, YamlError, plain, read_located, read_plain

FOUND: Final = Path(__file__).parents[2] / "fixtures" / "found"
PARSERS: Final[tuple[ParserName, ...]] = ("c", "pure", "auto")

CAST: Final = """
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {treaty: {unit: article, provisions: {a: {kind: article}}}}
source: {id: s, title: News, published: 2024-09-17}
"""


def told(*text: str | Path) -> str:
    """Run a command that refuses, and give what it tells."""
    run = CliRunner().invoke(main, [*map(str, text)])
    assert 3 == run.exit_code
    assert isinstance(run.exception, SystemExit)
    return run.output


def test_a_refusal_has_a_problem() -> None:
    """Nobody is refused without being told why."""
    with pytest.raises(ValueError, match="a log is refused for a problem, and none is given"):
        LogError(())
    with pytest.raises(ValueError, match="a text is refused for a problem, and none is given"):
        YamlError(())


def test_no_file_is_left_out_in_silence() -> None:
    """The name of an anchor that parsers end at different places is a problem with its place."""
    output = told("check", FOUND / "file-dropped-silently")

    assert "two.peace.yaml:4:87: PT005 The anchor 'b::' has a colon in its name.\n" in output


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: {b: 1,&c:: d}", "1:10"),
        ("a: &b:c d", "1:4"),
        ("a: &b: {c: d}", "1:4"),
        ("a:\n- &b:c [d]", "2:3"),
        ("&a:b c: d", "1:1"),
    ],
)
def test_an_anchor_has_no_colon_in_its_name(text: str, place: str, parser: ParserName) -> None:
    """Whichever parser reads it, the problem stands at the anchor, and is the first of the text."""
    for read in (read_plain, read_located):
        with pytest.raises(YamlError) as caught:
            read(text, parser=parser)
        first = caught.value.problems[0]

        assert (place, "PT005") == (f"{first.line}:{first.column}", first.code)
        assert "has a colon in its name" in first.message


@pytest.mark.parametrize("parser", PARSERS)
def test_what_looks_like_such_an_anchor_is_a_text(parser: ParserName) -> None:
    """An ampersand or an asterisk within a text names nothing."""
    text = "a: 'x &b: c'\nb: one &two:three *four:five\n"

    assert {"a": "x &b: c", "b": "one &two:three *four:five"} == read_plain(text, parser=parser).tree


def test_what_stands_in_a_comment_is_no_data() -> None:
    """A number in a comment is nobody's: 13 articles are agreed, of an unknown number."""
    log = pt.load(FOUND / "comment-read-as-data" / "x.peace.yaml")

    assert "13 articles agreed, of an unknown number" == str(pt.replay(log).count("treaty", "agreed"))


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("comment", ["# c: 2", "# , c: 2", "#, c: 2}", "# 'c', c: 2"])
@pytest.mark.parametrize(
    "text", ["{{a: 1, b: 1\n {}\n }}", "{{a: 1, {}\n b: 1}}", "a: 1\n{}\nb: 1\n", "a: 1 {}\nb: 1"]
)
def test_a_comment_is_none_in_any_layout(text: str, comment: str, parser: ParserName) -> None:
    """Wherever a comment stands, the tree is that of the text without it."""
    assert {"a": "1", "b": "1"} == read_plain(text.format(comment), parser=parser).tree


def test_a_misspelt_parent_is_told() -> None:
    """The provision that is meant is suggested, where it was misspelt and nowhere else."""
    output = told("check", FOUND / "misspelt-parent")

    assert "parent.peace.yaml:8:40: PT112 There is no provision 'boarders' here.\n" in output
    assert "Did you mean `borders`?" in output
    assert 1 == output.count("PT1")


def chain(length: int) -> str:
    """Tell of provisions each of which is a part of the one before."""
    lines = ["      p0: {kind: article}"]
    lines += [f"      p{n}: {{kind: paragraph, parent: p{n - 1}}}" for n in range(1, length)]
    head = CAST.partition("instruments:")[0]
    return "\n".join([f"{head}instruments:\n  treaty:\n    unit: article\n    provisions:", *lines, ""])


def test_parts_lie_only_so_deep_in_each_other() -> None:
    """Of a chain of a thousand parts, the first that lies too deep is told; one of 64 is read."""
    deep, fine = read_text(chain(1000)), read_text(chain(64))

    assert [("PT128", "'p64' is a part of a part, and so on, 64 times.")] == [
        (found.code, found.message) for found in deep.problems
    ]
    assert () == fine.problems


def test_texts_lie_only_so_deep_in_each_other() -> None:
    """Texts that are parts of each other have the same limit."""
    texts = "".join(f"  t{n}: {{unit: article, part_of: t{n - 1}}}\n" for n in range(1, 70))
    reading = read_text(f"{CAST.partition('instruments:')[0]}instruments:\n  t0: {{unit: article}}\n{texts}")

    assert [("PT128", "'t64' is a part of a part, and so on, 64 times.")] == [
        (found.code, found.message) for found in reading.problems
    ]


def test_a_part_below_a_circle_is_in_no_circle() -> None:
    """What is wrong is told of those that make the circle, and not of what lies below them."""
    provisions = "{a: {kind: article, parent: b}, b: {kind: point, parent: a}, c: {kind: point, parent: a}}"
    reading = read_text(CAST.replace("{a: {kind: article}}", provisions))

    assert ["'a' is a part of itself.", "'b' is a part of itself."] == [f.message for f in reading.problems]


def test_a_number_that_is_too_large_says_the_limit() -> None:
    """Ten digits are a number, and the limit is told."""
    output = told("check", FOUND / "ten-digits")

    assert "A whole number is expected here, not '1000000000'." in output
    assert "The largest that is read is 999999999." in output


@pytest.mark.parametrize("number", ["1e9", "-1", "0013", "1,000", "many"])
def test_what_is_no_number_is_told_otherwise(number: str) -> None:
    """What is no number is not too large."""
    reading = read_text(
        f"{CAST}events: [{{event: count_stated, date: 2024, by: north, agreed: 1, of: '{number}'}}]\n"
    )

    assert ["Write digits, such as 13."] == [found.hint for found in reading.problems]


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("l", "[2024]", "2024-09-17"),
        ("q", '"Peace"', "2024-09-17"),
        ("set", "Talks", "[2024-09-17,2024-09-18]"),
        ("sic", "[Updated] Talks resume", "2024-09-17"),
    ],
)
def test_json_lines_have_each_title_as_it_stands(name: str, title: str, published: str) -> None:
    """A title in brackets or in quotes is a title, and so is a date of several days."""
    log = FOUND / "jsonl-brackets" / f"{name}.peace.yaml"
    run = CliRunner().invoke(main, ["export", str(log), "--to", "jsonl"])
    (source,) = (line for line in map(json.loads, run.stdout.splitlines()) if line.get("table") == "sources")

    assert (title, published) == (source["title"], source["published"])


def test_json_lines_have_lists_as_lists(tmp_path: Path) -> None:
    """Several names are a list, one alone is a text, and a text of an event that looks like a list is that text."""
    events = (
        "events:\n- {event: statement_made, id: x, date: 2024-09-17, by: [north, south], what: '[2024]'}\n"
        "claims:\n- {id: c, by: north, says: {count: {agreed: 0}}, note: '{a}'}\n"
    )
    (tmp_path / "log.peace.yaml").write_text(CAST + events)
    run = CliRunner().invoke(main, ["export", str(tmp_path), "--to", "jsonl"])
    lines = [*map(json.loads, run.stdout.splitlines())]
    (event,) = (line for line in lines if line.get("table") == "events")
    (claim,) = (line for line in lines if line.get("table") == "results")

    assert (["north", "south"], "[2024]") == (event["by"], event["what"])
    assert ("north", "{a}") == (claim["by"], claim["note"])


def test_a_table_without_rows_is_no_file_of_a_log(tmp_path: Path) -> None:
    """That it has no rows is told, nothing is written, and the log can still be read."""
    shutil.copytree(FOUND / "import-no-rows" / "log", tmp_path / "log")
    output = told(
        "import",
        FOUND / "import-no-rows" / "table.csv",
        tmp_path / "log",
        "-o",
        tmp_path / "log/e.peace.yaml",
    )

    assert "table.csv:1:1: PT040 This table has no rows.\n" in output
    assert "Check that it is the right table, and that it was saved." in output
    assert ["cast.peace.yaml"] == [path.name for path in (tmp_path / "log").iterdir()]


@pytest.mark.parametrize(("delimiter", "text"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_a_table_with_other_delimiters_is_read_when_that_is_said(
    delimiter: str, text: str, tmp_path: Path
) -> None:
    """It is told what seems to stand between the cells, and then the table is read."""
    table = tmp_path / "table.csv"
    table.write_text((FOUND / "import-semicolon" / "table.csv").read_text().replace(";", delimiter))
    words_of_import = ["import", str(table), str(FOUND / "import-semicolon" / "log")]
    run = CliRunner().invoke(main, words_of_import)
    named = "tab" if delimiter == "\t" else delimiter
    again = CliRunner().invoke(main, [*words_of_import, "--delimiter", named])

    assert 2 == run.exit_code
    assert f"its cells seem to be separated by {text}: save it with commas" in run.output
    assert 0 == again.exit_code
    assert "event: statement_made" in again.output


@pytest.mark.parametrize("name", ["", ";;", '"', "\n"])
def test_a_delimiter_is_one_character(name: str) -> None:
    """What cannot stand between two cells is wrong usage."""
    run = CliRunner().invoke(main, ["import", "table.csv", "log", "--delimiter", name])

    assert 2 == run.exit_code
    assert "is not one character: give `;`, `|` or `tab`." in run.output


@pytest.mark.parametrize(
    "cell", ["[" * 1000, "[" * 1000 + "]" * 1000, '{"a":' * 1000, "[" * 5000 + "]" * 5000]
)
def test_a_cell_of_a_thousand_brackets_is_a_text(cell: str, tmp_path: Path) -> None:
    """No list is that deep: the cell is the text that it is."""
    (tmp_path / "cast.peace.yaml").write_text(CAST)
    (tmp_path / "table.csv").write_text(
        f"event,date,by,what\nstatement_made,2024-09-17,north,'{cell}'\n".replace(
            "'", '"' if '"' not in cell else ""
        )
    )
    run = CliRunner().invoke(main, ["import", str(tmp_path / "table.csv"), str(tmp_path / "cast.peace.yaml")])

    assert 0 == run.exit_code
    assert json.dumps(cell) in run.output


def test_the_last_day_of_the_calendar_is_a_day(tmp_path: Path) -> None:
    """After 9999-12-31 comes no day: an offer for it is never overdue, and every command answers."""
    (tmp_path / "log.peace.yaml").write_text(
        f"{CAST.replace('2024-09-17', '9999-12-31')}events:\n"
        "- {event: count_stated, date: 9999-12-31, by: north, agreed: 13, of: 16}\n"
        "- {event: provision_opened, provision: a, date: 9999-12-31}\n"
        "- {event: proposal_made, id: o, date: 9999-12-31, by: north, offer: x, for: 9999-12-31}\n"
        "claims: [{id: c, by: north, as_of: 9999-12-31, says: {count: {agreed: 13, of: 16}}}]\n"
    )
    for command in (
        *(["check"], ["status"], ["timeline"], ["blockers"], ["report"], ["corpus"], ["coverage"]),
        *(
            ["export", "--to", to]
            for to in ("csv", "jsonl", "mermaid-timeline", "mermaid-statuses", "prov-json")
        ),
        *(["status", "--as-of", "9999-12-31"], ["status", "--known-by", "9999-12-31"]),
    ):
        extra = ["-o", str(tmp_path / "tables")] if "csv" in command else []
        run = CliRunner().invoke(main, [command[0], str(tmp_path / "log.peace.yaml"), *command[1:], *extra])

        assert 0 == run.exit_code, run.output


SEPARATORS: Final = "\x85\u2028\u2029"


@pytest.mark.parametrize(("folder", "separator"), [("in-a-block", "\u2028"), ("nel-in-a-text", "\x85")])
def test_a_separator_ends_no_line(folder: str, separator: str) -> None:
    """YAML 1.2 (5.4): such a character is read as the character that it is, and the log holds."""
    log = pt.load(FOUND / "line-separator" / folder)

    assert separator in "".join(str(getattr(event, "what", "")) + event.note for event in log.events)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: x{}y\nb: c\n", {"a": "x{}y", "b": "c"}),
        ("a: {}x{}\n", {"a": "{}x{}"}),
        ("a: |\n  x{}y\n  z\n", {"a": "x{}y\nz\n"}),
        ("a: >-\n  x{}\n  y\n", {"a": "x{} y"}),
        ("a: 'x {} y'\n", {"a": "x {} y"}),
        ('a: "x{}y"\n', {"a": "x{}y"}),
        ("# a comment{}b: c\na: b\n", {"a": "b"}),
        ("a{}b: c\n", {"a{}b": "c"}),
        ("a: [x{}y, z]\n", {"a": ["x{}y", "z"]}),
        ("a: &x{} b\nc: *x{}\n", {"a": "b", "c": "b"}),
    ],
)
def test_a_separator_is_a_character_everywhere(
    text: str, tree: dict[str, object], separator: str, parser: ParserName
) -> None:
    """In a text, a comment, a key and a name: for both parsers and both readings."""

    def filled(part: object) -> object:
        if isinstance(part, dict):
            return {filled(key): filled(value) for key, value in part.items()}
        return [*map(filled, part)] if isinstance(part, list) else str(part).replace("{}", separator)

    if parser == "c" and "&x" in text:  # its names are of ASCII, and what it refuses the other decides
        return
    written = text.replace("{}", separator)
    assert (
        filled(tree) == read_plain(written, parser=parser).tree == plain(read_located(written, parser=parser))
    )


def test_a_mark_in_quotes_is_a_character() -> None:
    """YAML 1.2 (5.2): U+FEFF may stand in quotes, as in JSON, and is shown where it stands."""
    assert "Ferry \ufeffnews" == pt.load(FOUND / "bom-inside-quotes").sources[SourceId("news")].title


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "x\ufeff" # \ufeff\n', "1:11"),
        ("a: x\ufeff\n", "1:5"),
        ("a: '\ufeff'\nb: |\n  \ufeff\n", "3:3"),
        ("# \ufeff\na: b\n", "1:3"),
        ("\ufeff\ufeffa: b\n", "1:1"),
        ("a: 'x\ufeff", "1:6"),
    ],
)
def test_a_mark_elsewhere_is_refused(text: str, place: str, parser: ParserName) -> None:
    """Outside of quotes nobody could tell it from nothing: its place is told."""
    with pytest.raises(YamlError) as caught:
        read_plain(text, parser=parser)
    (problem,) = caught.value.problems

    assert (place, "PT002") == (f"{problem.line}:{problem.column}", problem.code)


@pytest.mark.parametrize("parser", PARSERS)
def test_a_complaint_names_the_character_that_stands_there(parser: ParserName) -> None:
    """And none in whose guise it was read."""
    with pytest.raises(YamlError) as caught:
        read_plain('a: |\u2028\n  b: "\\\u2028"\n', parser=parser)

    assert "ue00" not in str(caught.value)


def test_who_has_all_characters_has_no_separator() -> None:
    """A text that has every character for private use leaves none in whose guise a separator could be read."""
    every = "".join(map(chr, range(0xE000, 0xF900)))
    with pytest.raises(YamlError) as caught:
        read_plain(f"a: {every}\u2028\n")

    assert {"a": every} == read_plain(f"a: {every}\n").tree
    assert ["PT002"] == [problem.code for problem in caught.value.problems]
    assert "U+2028" in caught.value.problems[0].message


@pytest.mark.parametrize("folder", ["nbsp-unseen", "nbsp-unseen/dash-in-a-date"])
def test_a_character_that_is_not_seen_is_named(folder: str) -> None:
    """A no-break space after a name, and hyphens that are none in a date."""
    name = {"nbsp-unseen": "U+00A0 (no-break space)"}.get(folder, "U+2011 (non-breaking hyphen)")

    assert name in told("check", FOUND / folder / "log.peace.yaml")


@pytest.mark.parametrize(
    ("event", "names"),
    [
        (
            "event: statement_made, date: 2031-03-03, by: n\u043erth, what: x",
            ["U+043E (cyrillic small letter o)"],
        ),
        ("event: statement_made, date: 2031\u201303\u201303, by: north, what: x", ["U+2013 (en dash)"]),
        (
            "event: statement_made, date: \uff12031-03-03, by: north, what: x",
            ["U+FF12 (fullwidth digit two)"],
        ),
        ("event: statement\u2010made, date: 2031-03-03, by: north, what: x", ["U+2010 (hyphen)"]),
        ("event: statement_made, date: 2031-03-03, by: '\u043d\u043e\u0440\u0442', what: x", []),
        ("event: statement_made, date: 2031-03-03, by: n\u00f6rth, what: x", []),
    ],
)
def test_a_look_alike_is_named(event: str, names: list[str]) -> None:
    """A letter of another alphabet in a word, a dash and a digit that are not those of a keyboard; no word of a language."""
    problem = read_text(f"{CAST}events: [{{{event}}}]\n").problems[0]

    assert names == [name for name in [*names, "U+"] if name in problem.hint][: len(names)]
    assert bool(names) == ("looks like another" in problem.hint)


def test_a_full_temporary_folder_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is going to be written is read from memory: no command that writes needs a temporary folder."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, full)
    home, table = tmp_path / "talks", tmp_path / "table.csv"
    table.write_text("event,date,what\nstatement_made,2031-03-05,hello\n")
    event = "statement_made by=first-party date=2031-03-04 what=hello"
    first = home / "001-first-article.peace.yaml"

    for text in (
        ["init", home],
        ["add", first, "--event", event],
        ["whatif", home, "--event", event],
        ["upgrade", home],
        ["import", table, home, "-o", home / "002.peace.yaml"],
        ["check", home],
        ["report", home, "-o", tmp_path / "page.html"],
        ["corpus", home, "--out", tmp_path / "corpus.sqlite"],
    ):
        run = CliRunner().invoke(main, [*map(str, text)])
        assert 0 == run.exit_code, run.output
