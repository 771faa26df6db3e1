"""The file of the next article is begun, with what it may tell again."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from peacetrack.checks.article import Appearance, Article, begin_article
from peacetrack.checks.checking import check_path
from peacetrack.checks.retold import days_in, named_in, retold
from peacetrack.commands.article import article
from peacetrack.yaml.files.loader import load, read
from tests.commands.running import CAST, THIRTEEN, folder

FERRY: Final = Path(__file__).parents[2] / "docs" / "how-to" / "ferry"
APPEARED: Final = Appearance(publisher="The Courier", published="2031-03-06/2031-03-12", language="en")
UNTIL: Final = dt.date(2024, 10, 1)


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy a log as it was before its second article; paths are shown as they were given."""
    shutil.copytree(FERRY, tmp_path / "ferry")
    (tmp_path / "ferry" / "002-courier.peace.yaml").unlink()
    monkeypatch.chdir(tmp_path / "ferry")
    return tmp_path / "ferry"


def said(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def run(*text: str) -> Result:
    return CliRunner().invoke(article, text)


def told(begun: Article) -> list[tuple[str, str, int, str]]:
    return [(found.code, found.place.file, found.place.line, found.message) for found in begun.problems]


def test_an_article_is_begun(ferry: Path) -> None:
    """Its text is known by its fingerprint, each paragraph waits, and what it may tell again is at hand."""
    begun = begin_article(".", "courier.txt", APPEARED)

    assert ((), True, True) == (begun.problems, begun.loaded, begun.is_written)
    assert """\
peacetrack: 1
negotiation: ferry
cast: cast.peace.yaml

source:
  id: courier
  publisher: The Courier
  published: 2031-03-06/2031-03-12
  language: en
  file: courier.txt
  sha256: d4be491bea2a16615e6f76acffe3680136ffbc8a9f6b91c7bc96c15d51c043c5
  paragraphs: 3
  # To be worked off: cite each paragraph in an entry, or write here why it is left out.
  uncited:
    1: to do  # Night ferries: Reis will not give way
    2: to do  # Speaking in parliament on Thursday, Olan Reis once more demanded an end to the night ban on freight.…
    3: to do  # Officials in the north played this down. Only some wording is left to settle, one of them said.

# Whom the text names, and where:
# reis (Olan Reis): 2

# Events of the log whose day or whose people the text names. If it tells one again, take the `#` away.
# events:
#   - {event: mentioned, of: night-ban, cite: 2}  # condition set 2031-03-04, Olan Reis
""" == said(ferry)["002-courier.peace.yaml"].decode()


def test_what_waits_is_neither_cited_nor_left_out(ferry: Path) -> None:
    """The author is reminded until each paragraph is worked off; a reason of their own, or a citation, does it."""
    begin_article(".", "courier.txt", APPEARED)
    (outcome,) = check_path(".")
    assert ["Paragraphs 1, 2 and 3 of 'courier' are neither cited nor left out."] == [
        found.message for found in outcome.problems
    ]
    path = ferry / "002-courier.peace.yaml"
    text = path.read_text(encoding="utf-8").replace("1: to do", "1: headline").replace("3: to do", "3: vague")
    path.write_text(text.replace("# events:", "events:").replace("#   - ", "  - "), encoding="utf-8")

    (outcome,) = check_path(".")
    assert ((), 0) == (outcome.problems, outcome.exit_status)


def test_every_line_that_waits_loads(tmp_path: Path) -> None:
    """Whoever takes the `#` away has an event that the log can be read with, whatever the names are."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN)
    (tmp_path / "a b.txt").write_text(
        "Nikol Pashinyan\u202e said # so: on 3 June, 2024\n\nArmenia\n", encoding="utf-8"
    )
    june = (home / "june.peace.yaml").read_text(encoding="utf-8").replace("id: thirteen, ", "")
    (home / "june.peace.yaml").write_text(june.replace("2024-06,", "2024-06-03,"), encoding="utf-8")
    begun = begin_article(home, tmp_path / "a b.txt", Appearance(published="2024-07-02", title="It's: so"))

    assert () == begun.problems
    path = home / "001-a-b.peace.yaml"
    written = path.read_text(encoding="utf-8")
    assert "1: to do  # Nikol Pashinyan\\u202e said # so: on 3 June, 2024\n" in written
    assert '- {event: mentioned, of: "june#1", date: 2024-06-03, cite: 1}' in written
    path.write_text(written.replace("# events:", "events:").replace("#   - ", "  - "), encoding="utf-8")
    assert () == read(home).problems


def test_an_empty_text_has_nothing_to_work_off(tmp_path: Path) -> None:
    """Nor is anything told again; a cast in two files is not named."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN, more="peacetrack: 1\nactors: {un: {role: host}}\n")
    (tmp_path / "x.txt").write_text("", encoding="utf-8")
    begun = begin_article(home, tmp_path / "x.txt", Appearance(id="press/x", published="2024-07-02"))

    assert ((), ()) == (begun.problems, begun.retold)
    assert (
        "peacetrack: 1\nnegotiation: talks\n\nsource:\n  id: press/x\n  published: 2024-07-02\n  file: x.txt\n"
        "  sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n  paragraphs: 0\n"
    ) == (home / "001-press-x.peace.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 17 September 2024", ["2024-09-17"]),
        ("on the 17th of September, 2024,", ["2024-09-17"]),
        ("Sept. 17, 2024", ["2024-09-17"]),
        ("2024-09-17, then 2023-01-02", ["2024-09-17", "2023-01-02"]),
        ("on 17 September", ["2024-09-17"]),
        ("on 2 October", ["2023-10-02"]),
        ("on May 1st", ["2024-05-01"]),
        ("on 31 June 2024, in June 2024, in 17 months, on Tuesday", []),
        ("on 30 February", []),
        ("Maya 17, decided 5", []),
    ],
)
def test_days_are_those_that_are_written_out(text: str, days: list[str]) -> None:
    """A day without a year is the last one before the text appeared; what is no day is none."""
    assert days == [str(day) for day in days_in(text, until=UNTIL)]


def test_without_a_year_nothing_is_guessed() -> None:
    """Nobody knows which year an undated text means."""
    assert [] == [*days_in("on 17 September")]


def test_names_are_whole_words_as_the_cast_writes_them(tmp_path: Path) -> None:
    """Neither a part of a word nor another spelling is a name, unless the cast has it as an alias."""
    cast = CAST.replace("name: Nikol Pashinyan, ", "name: Nikol Pashinyan, aliases: [Pashinian], ")
    log = load(folder(tmp_path, cast=cast, june=THIRTEEN))
    text = ["Armenian officials and pashinyan", "Pashinian’s Armenia", "Nikol Pashinyan"]

    assert {"armenia": (2,), "pashinyan": (2, 3)} == named_in(log.cast, text)


def test_the_likeliest_comes_first(tmp_path: Path) -> None:
    """A day is worth more than all the names, all of them more than one, a state alone nothing; reports tell nothing new."""
    june = THIRTEEN.replace(
        "events:\n",
        "events:\n"
        "  - {event: statement_made, id: of-two, date: 2024-06-02, by: [pashinyan, azerbaijan]}\n"
        "  - {event: statement_made, id: on-the-day, date: 2024-06-03, by: azerbaijan}\n"
        "  - {event: statement_made, id: of-one, date: 2024-06-04, by: pashinyan}\n"
        "  - {event: statement_made, id: of-a-state, date: 2024-06-05, by: armenia}\n"
        "  - {event: statement_made, id: of-nobody}\n"
        "  - {event: mentioned, of: of-one, date: 2024-06-03}\n",
    )
    log = load(folder(tmp_path, cast=CAST, june=june))
    found = retold(log, ["Armenia", "Nikol Pashinyan", "3 June 2024"], until=UNTIL)

    assert [
        ("on-the-day", 3, ()),
        ("thirteen", 2, ("pashinyan",)),
        ("of-one", 2, ("pashinyan",)),
        ("of-two", 2, ("pashinyan",)),
    ] == [(one.event, one.paragraph, one.names) for one in found]


@pytest.mark.parametrize(
    ("text", "appearance", "expected"),
    [
        (
            "nowhere.txt",
            APPEARED,
            ("PT034", "nowhere.txt", 1, "This cannot be read: No such file or directory."),
        ),
        ("latin.txt", APPEARED, ("PT001", "latin.txt", 1, "The byte 0xE9 is not UTF-8.")),
        (
            "harbour-news.txt",
            APPEARED,
            ("PT120", "harbour-news.txt", 1, "This is the text of 'harbour-news' already."),
        ),
        (
            "courier.txt",
            Appearance(published="Tuesday"),
            ("PT105", "002-courier.peace.yaml", 7, "'Tuesday' is not a date."),
        ),
        (
            "courier.txt",
            Appearance(id="harbour-news", published="2031-03-06"),
            ("PT120", "002-harbour-news.peace.yaml", 6, "The id 'harbour-news' is taken."),
        ),
    ],
)
def test_an_article_that_does_not_fit_is_refused(
    ferry: Path, text: str, appearance: Appearance, expected: tuple[str, str, int, str]
) -> None:
    """With its place; nothing is written."""
    (ferry / "latin.txt").write_bytes(b"caf\xe9")
    files = said(ferry)
    begun = begin_article(".", text, appearance)

    assert [expected] == told(begun)
    assert (True, False, files) == (begun.loaded, begun.is_written, said(ferry))


def test_a_log_that_cannot_be_read_gets_no_article(ferry: Path) -> None:
    """What its cast is, is not known."""
    (ferry / "003.peace.yaml").write_text("peacetrack: 1\nevents: [\n", encoding="utf-8")
    done = run(".", "courier.txt", "--publisher", "x", "--published", "2031-03-06")

    assert (3, "") == (done.exit_code, done.stdout)
    assert "003.peace.yaml:3:1: PT005" in done.stderr
    assert done.stderr.endswith(".: left alone.\n")


def test_the_command_prints_the_file(ferry: Path) -> None:
    """And says where the text has to lie so that it is compared."""
    shutil.move(ferry / "courier.txt", ferry.parent / "courier.txt")
    text = [".", "../courier.txt", "--publisher", "The Courier", "--published", "2031-03-06"]
    dry = run(*text, "--dry-run")

    assert (0, False) == (dry.exit_code, (ferry / "002-courier.peace.yaml").exists())
    assert dry.stdout.startswith("--- /dev/null\n+++ 002-courier.peace.yaml\n@@ ")
    assert (
        "../courier.txt does not lie in .: copy it there, or check with --sources ...\n"
        "002-courier.peace.yaml: nothing was written.\n"
    ) == dry.stderr
    done = run(*text)
    assert (0, dry.stdout, True) == (done.exit_code, done.stdout, done.stderr.endswith(": written.\n"))


def test_wrong_words_are_wrong_usage(ferry: Path) -> None:
    """As for `add`."""
    done = run(".", "courier.txt", "--publisher", "x", "--published", "soon")

    assert (2, True) == (done.exit_code, "PT105 'soon' is not a date." in done.stderr)
    assert not (ferry / "002-courier.peace.yaml").exists()


def test_a_text_beside_the_log_is_compared(ferry: Path) -> None:
    """There is nothing to say about it."""
    done = run(".", "courier.txt", "--publisher", "The Courier", "--published", "2031-03-06", "--dry-run")

    assert (0, "002-courier.peace.yaml: nothing was written.\n") == (done.exit_code, done.stderr)
