"""What the library gives whoever reads a log with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ceasefires import CEASEFIRES

from peacetrack.aspects.assertions import NotAsserted, ReadoutAsserted, SubjectAsserted
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.checks.checking import Rehearsal, check_path
from peacetrack.model.problems import LogError, Place, Problem
from peacetrack.report.text import problem_lines
from peacetrack.testing.reading import read_text
from peacetrack.yaml.files.loader import load, read
from peacetrack.yaml.files.reader import fingerprint
from peacetrack.yaml.parsing.parser import YamlError
from peacetrack.yaml.records.codec import misfits_of
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.scenarios.reading import read_scenarios
from tests.commands.running import CAST, THIRTEEN, folder

HEAD = "peacetrack: 1\nnegotiation: talks\n"


def test_a_log_that_cannot_be_read_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    """The error of the Python interface says what the commands say, one line for each problem."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN.replace("by: pashinyan, agreed", "by: aliyev, agred"))

    with pytest.raises(LogError) as refused:
        load(home)

    path = home / "june.peace.yaml"
    assert f"{path}:5:68: PT101 The key `agred` is unknown here." in str(refused.value)
    assert refused.value.problems == read(home).problems


def test_a_log_is_loaded_from_a_folder_or_a_file(tmp_path: Path) -> None:
    """A file that names its cast is the same log as its folder."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN + "cast: cast.peace.yaml\n")

    assert load(home) == load(str(home / "june.peace.yaml"))


def test_an_alias_is_the_voice(tmp_path: Path) -> None:
    """A log may spell a name as its source does, alone or among others."""
    cast = CAST.replace("speaks_for: armenia}", "speaks_for: armenia, aliases: [Pashinian]}")
    home = folder(tmp_path, cast=cast, june=THIRTEEN.replace("by: pashinyan", "by: Pashinian"))

    log = load(home)

    assert [("pashinyan",), ("pashinyan",)] == [log.events[0].by, log.claims[0].by]


def test_an_alias_is_the_actor(tmp_path: Path) -> None:
    """Wherever an actor can stand, and wherever anybody who speaks can: a capital is its state, say."""
    cast = CAST.replace("name: Armenia, ", "name: Armenia, aliases: [Yerevan], ")
    june = THIRTEEN.replace("by: pashinyan,", "by: Yerevan,", 1).replace(
        "events:\n",
        "events:\n"
        "  - {event: condition_set, id: law, date: 2024-06, by: [azerbaijan], of: [Yerevan], what: A law}\n"
        "  - {event: domestic_step, date: 2024-06, party: Yerevan, body: parliament, outcome: approved, instrument: treaty}\n",
    )
    log = load(folder(tmp_path, cast=cast, june=june))

    stated = log.events
    assert [("armenia",), "armenia", ("armenia",)] == [
        getattr(event, name) for event, name in zip(stated, ("of", "party", "by"), strict=True)
    ]


def test_a_voice_is_no_actor_under_another_name(tmp_path: Path) -> None:
    """Where only an actor can stand, the other spelling of a person is no name."""
    cast = CAST.replace("speaks_for: armenia}", "speaks_for: armenia, aliases: [Pashinian]}")
    step = "{event: domestic_step, date: 2024-06, party: Pashinian, body: b, outcome: approved, instrument: treaty}"
    home = folder(tmp_path, cast=cast, june=THIRTEEN.replace("events:\n", f"events:\n  - {step}\n"))

    assert ["There is no actor 'Pashinian'."] == [found.message for found in read(home).problems]


def test_a_text_of_a_source_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    """Paragraphs are the lines that are not empty; a text that is not UTF-8 has none."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\n\n two \n")
    assert ("one", "two") == fingerprint(path)[1]
    path.write_bytes(b"caf\xe9")
    with pytest.raises(YamlError):
        fingerprint(path)


def test_a_place_without_a_line_is_told_without_a_caret() -> None:
    """A folder has no lines, and a file of another negotiation is not at hand."""
    problem = Problem(code="PT031", message="No log.", place=Place("talks", 1, 1))

    assert Places().line(problem.place) is None
    assert ["talks:1:1: PT031 No log."] == [line.text for line in problem_lines(problem, None)]


@pytest.mark.parametrize(
    ("source", "column", "end", "shown"),
    [
        ("by: hajizade", 5, 13, ["   1 | by: hajizade", "     |     ^^^^^^^^"]),
        ("по: a\tb\x1b[c", 5, 9, ["   1 | по: a b\\x1b[c", "     |     ^^^^^^^"]),
        ("会谈: x", 5, 6, ["   1 | 会谈: x", "     |       ^"]),
        ("e\u0301: x", 5, 6, ["   1 | e\u0301: x", "     |    ^"]),
        (
            f"{'a' * 200}: {'b' * 200}",
            203,
            403,
            [f"   1 | …{'a' * 57}: {'b' * 61}…", f"     | {' ' * 60}{'^' * 61}"],
        ),
    ],
)
def test_the_caret_stands_under_what_is_meant(
    source: str, column: int, end: int, *, shown: list[str]
) -> None:
    """Also behind wide letters, marks on letters and characters that are shown and not obeyed; of a long line a part."""
    problem = Problem(code="PT104", message="Not so.", place=Place("a", 1, column, end))

    assert shown == [line.text for line in problem_lines(problem, source)][1:]


def test_a_provision_may_name_its_instrument_all_the_same(tmp_path: Path) -> None:
    """It is left out where the provision tells it, and no error where it is right."""
    stated = "  - {event: provision_agreed, date: 2024-06, provision: borders, instrument: treaty}\n"
    home = folder(tmp_path, talks=f"{CAST}events:\n{stated}")

    assert [("borders",)] == [
        event.provision for event in load(home).events if isinstance(event, ProvisionAgreed)
    ]


def test_an_alias_stands_for_the_voice_in_a_claim_too(tmp_path: Path) -> None:
    """Whose readout it is may be spelled as the source does."""
    cast = CAST.replace("speaks_for: armenia}", "speaks_for: armenia, aliases: [Pashinian]}")
    stated = (
        "events:\n  - {id: call, event: contact_held, date: 2024-06-06, kind: call}\n"
        "claims:\n  - {says: {readout: {contact: call, by: Pashinian, mentions: [constitution]}}}\n"
    )
    log = load(folder(tmp_path, cast=cast + "topics: {constitution: The constitution}\n", june=HEAD + stated))

    assert isinstance(log.claims[0].says, ReadoutAsserted)
    assert "pashinyan" == log.claims[0].says.by


def test_one_of_a_set_of_days_needs_no_quotes(tmp_path: Path) -> None:
    """What is a list to YAML is one of a set where a date stands."""
    stated = "events:\n  - {event: statement_made, date: [2024-06-06, 2024-06-13]}\n"
    log = load(folder(tmp_path, cast=CAST, june=HEAD + stated))

    assert "[2024-06-06,2024-06-13]" == str(log.events[0].date)


@pytest.mark.parametrize(
    ("entry", "field", "value"),
    [
        ("event: statement_made, inferred: false", "inferred", False),
        ("event: statement_made, inferred: true", "inferred", True),
        ("event: statement_made, note: no", "note", "no"),
        ("event: provision_agreed, provision: borders, level: principals", "level", "principals"),
    ],
)
def test_a_scalar_is_read_by_the_type_of_its_field(
    tmp_path: Path, entry: str, field: str, value: object
) -> None:
    """`false` is false where a truth stands, and `no` is a word where a text stands."""
    log = load(folder(tmp_path, cast=CAST, june=f"{HEAD}events:\n  - {{{entry}}}\n"))

    assert value == getattr(log.events[0], field)


def test_a_bug_of_ours_does_not_look_like_a_mistake_of_the_author() -> None:
    """Whatever is no misfit is raised again as it is."""
    with pytest.raises(ZeroDivisionError):
        misfits_of(ZeroDivisionError())


TWO_TEXTS = CAST.replace("instruments:\n", "instruments:\n  protocol: {unit: chapter}\n")


def test_the_head_of_a_file_says_which_text_it_is_about(tmp_path: Path) -> None:
    """An entry that names none is about that one, events and claims alike; one that names another is about the other."""
    june = THIRTEEN.replace("events:\n", "instrument: treaty\nevents:\n").replace(
        "claims:", "  - {event: count_stated, date: 2024-06, instrument: protocol, agreed: 1, of: 2}\nclaims:"
    )
    log = load(folder(tmp_path, cast=TWO_TEXTS, june=june))

    stated = [*log.events, log.claims[0].says]
    assert ["treaty", "protocol", "treaty"] == [getattr(one, "instrument", None) for one in stated]


def test_the_head_of_a_file_of_scenarios_says_it_too(tmp_path: Path) -> None:
    """What happens in them, and what has to hold, is about that text; one that there is not is told once."""
    home = folder(
        tmp_path, cast=TWO_TEXTS, june=THIRTEEN.replace("events:\n", "instrument: treaty\nevents:\n")
    )
    text = (
        "peacetrack: 1\ninstrument: treaty\nbackground: {given: {log: .}}\nscenarios:\n"
        "- scenario: One more\n  when: [{event: count_stated, by: pashinyan, agreed: 14, of: 16}]\n  then: [count: {agreed: 14}]\n"
        "- scenario: None more\n  then: [count: {agreed: 13}]\n"
    )
    path = home / "scenarios.peace.yaml"
    path.write_text(text, encoding="utf-8")
    outcomes = [one for one in check_path(home) if isinstance(one, Rehearsal)]
    assert [[True, True]] == [[played.passed for _, played in one.played] for one in outcomes]
    path.write_text(text.replace("instrument: treaty", "instrument: treatie"), encoding="utf-8")

    reading = read_scenarios(path)
    assert [("PT118", 2, "There is no instrument 'treatie'.")] == [
        (found.code, found.place.line, found.message) for found in reading.problems if found.code == "PT118"
    ]


TRUCE_IS_OVER = """
peacetrack: 1
negotiation: {id: harbour}
actors: {north: {role: negotiating_party}}
events:
  - {event: ceasefire_declared, id: truce, by: north, date: 2031-01-01}
claims:
  - says: {not: {ceasefire: {id: truce, is: holding}}}
"""


def test_an_assertion_about_an_aspect_of_ones_own_can_be_denied() -> None:
    """That a truce does not hold is read as the denial of the assertion that it does."""
    log = read_text(TRUCE_IS_OVER, aspects=(CEASEFIRES,)).log

    assert log is not None
    (claim,) = log.claims
    assert isinstance(claim.says, NotAsserted)
    assert isinstance(claim.says.says, SubjectAsserted)
    assert ("truce", ("holding",)) == (claim.says.says.id, claim.says.says.statuses)
