"""Corrections: what a field of an event said, and what it says since a correction was published."""

from __future__ import annotations

import attrs
import pytest

from peacetrack.aspects.reports import Corrected
from peacetrack.aspects.tallies import Besides
from peacetrack.checks.claims import check
from peacetrack.log.log import Log
from peacetrack.model.ids import ProvisionId
from peacetrack.model.problems import LogError, Problem
from peacetrack.state.timeline import replay
from peacetrack.testing.reading import read_text
from peacetrack.worlds import Bounds
from peacetrack.yaml.writing.writer import dumps
from tests.build import CAST, article, log_of, log_with

COUNT = "id: n, event: count_stated, by: armenia, agreed: 13, of: 16, date: 2024-06-01"
NAMED = CAST.replace("name: Nikol Pashinyan", "name: Nikol Pashinyan, aliases: [Nikol Pashinian]")


def corrected(field: str, was: str, now: str, of: str = "n") -> str:
    return f"event: corrected, of: {of}, field: {field}, was: {was}, now: {now}"


def agreed(log: Log, known_by: str | None = None) -> Bounds:
    return replay(log, known_by=known_by, account="armenia").count("treaty").numerator


def problem(*events: str) -> Problem:
    with pytest.raises(LogError) as refusal:
        log_with(*events)
    (found,) = refusal.value.problems
    return found


def test_a_correction_holds_from_its_own_publication() -> None:
    """Until a correction is published the old value holds; nothing is deleted."""
    log = log_of(
        article("x", "2024-07-01", COUNT), article("y", "2024-08-01", corrected("agreed", "13", "14"))
    )

    assert Bounds.exactly(13) == agreed(log, "2024-07-31")
    assert Bounds.exactly(14) == agreed(log, "2024-08-01")
    assert Bounds.exactly(14) == agreed(log)
    assert 13 == log.events[0].agreed.low  # type: ignore[attr-defined]  # it is a count


def test_a_corrected_date_moves_the_event() -> None:
    """An event happened when the latest known report says; before that is published, when the first one did."""
    talks = "id: t, event: talks_suspended, date: 2024-06-01"
    moved = corrected("date", "2024-06-01", "2024-06-20", of="t")
    log = log_of(article("x", "2024-07-01", talks), article("y", "2024-08-01", moved))

    assert ["t"] == [event.id for event in replay(log, as_of="2024-06-10", known_by="2024-07-31").events]
    assert [] == list(replay(log, as_of="2024-06-10").events)
    assert ["t"] == [event.id for event in replay(log, as_of="2024-06-20").events]


def test_the_date_of_a_mention_can_be_corrected() -> None:
    """A further report dates an event by what it says after its own correction."""
    log = log_with(
        "id: t, event: talks_suspended, date: 2024-06",
        "id: m, event: mentioned, of: t, date: 2024-06-01",
        corrected("date", "2024-06-01", "2024-06-20", of="m"),
    )

    assert [] == list(replay(log, as_of="2024-06-10").events)
    assert ["t"] == [event.id for event in replay(log, as_of="2024-06-20").events]


def test_a_corrected_voice_changes_whose_word_it_is() -> None:
    """A number put into the wrong mouth is the word of the one who said it, also for the support of a claim."""
    log = log_with(
        COUNT, corrected("by", "armenia", "aliyev"), claims=["by: aliyev, says: {count: {agreed: 13}}"]
    )
    (result,) = check(log)

    assert Bounds(0, None) == agreed(log)
    assert Bounds.exactly(13) == replay(log, account="azerbaijan").count("treaty").numerator
    assert ("own_word_only", ("azerbaijan",)) == (result.support, result.carriers)


def test_a_voice_may_be_spelt_otherwise_in_a_correction() -> None:
    """Another spelling of a voice names the same voice, as anywhere."""
    log = log_with(COUNT, corrected("by", "armenia", "Nikol Pashinian"), cast=NAMED)
    (change,) = (event.change for event in log.events if isinstance(event, Corrected))

    assert ("by", ("pashinyan",)) == change


def test_lists_are_corrected_as_lists() -> None:
    """A field that holds several names is corrected as a whole; one name may stand alone."""
    log = log_with(
        COUNT + ", excluding: [transit, borders]", corrected("excluding", "[transit, borders]", "transit")
    )
    (change,) = (event.change for event in log.events if isinstance(event, Corrected))

    assert ("excluding", ("transit",)) == change


def test_what_was_named_besides_is_corrected_under_the_status_that_is_stated() -> None:
    """A list alone is of the one status that the count states."""
    log = log_with(COUNT + ", besides: preamble", corrected("besides", "preamble", "preamble"))
    (change,) = (event.change for event in log.events if isinstance(event, Corrected))

    assert ("besides", Besides(agreed=(ProvisionId("preamble"),))) == change


def test_a_correction_can_be_corrected_in_turn() -> None:
    """A later correction says what the earlier one left; the day of publication decides which is later."""
    second = article("y", "2024-09-01", corrected("agreed", "14", "15"))
    first = article("z", "2024-08-01", corrected("agreed", "13", "14"))
    log = log_of(article("x", "2024-07-01", COUNT), second, first)

    assert [13, 14, 15] == [agreed(log, day).low for day in ("2024-07-31", "2024-08-31", "2024-09-01")]


def test_a_correction_is_written_and_read_again() -> None:
    """What a correction means is worked out again from what it says."""
    log = log_with(
        COUNT + ", excluding: [transit, borders]", corrected("excluding", "[transit, borders]", "transit")
    )

    assert log.events == read_text(dumps(log)).log.events  # type: ignore[union-attr]  # it was read


@pytest.mark.parametrize(
    ("field", "was", "now", "message", "hint"),
    [
        ("agreed", "12", "14", "The field 'agreed' of 'n' does not say '12'.", "Write what stands there"),
        ("open", "12", "14", "The field 'open' of 'n' does not say '12'.", "Write what stands there"),
        ("agreeed", "13", "14", "`count_stated` has no field 'agreeed' to correct.", "agreed"),
        ("id", "n", "m", "`count_stated` has no field 'id' to correct.", ""),
        ("source", "x", "y", "`count_stated` has no field 'source' to correct.", ""),
        ("by", "armenia", "turkey", "There is nothing called 'turkey'.", ""),
        (
            "besides",
            "[a, b]",
            "preamble",
            "The field 'besides' of 'n' does not say 'a', 'b'.",
            "Write what stands",
        ),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    field: str, was: str, now: str, message: str, hint: str
) -> None:
    """A correction names a field that the event has, what stands there, and what can stand there instead."""
    found = problem(COUNT, corrected(field, was, now))

    assert ("PT144", message) == (found.code, found.message)
    assert hint in found.hint


@pytest.mark.parametrize(
    ("field", "was", "now", "code", "column"),
    [
        ("date", "2024-06-01", "2024-02-30", "PT105", "now"),
        ("agreed", "13", "many", "PT104", "now"),
        ("of", "many", "16", "PT104", "was"),
        ("of", "16", "[16, 17]", "PT104", "now"),
    ],
)
def test_a_value_that_cannot_be_read_is_shown_in_its_place(
    field: str, was: str, now: str, code: str, column: str
) -> None:
    """Both values of a correction are read as the field is read, and a fault is shown where it stands."""
    line = f"- {{{corrected(field, was, now)}}}"
    found = problem(COUNT, corrected(field, was, now))

    assert code == found.code
    assert (
        line.index(f"{column}: ") < found.place.column <= line.index(f"{column}: ") + len(f"{column}: [") + 1
    )


def test_a_correction_is_no_place_for_a_correction() -> None:
    """Whoever corrects a correction corrects the event once more."""
    found = problem(COUNT, f"id: k, {corrected('agreed', '13', '14')}", corrected("now", "14", "15", of="k"))

    assert ("PT144", "'k' is a correction itself.", "Correct the event itself once more.") == (
        found.code,
        found.message,
        found.hint,
    )


def test_a_correction_of_nothing_is_one_problem() -> None:
    """A correction of what the log does not tell is told once."""
    assert "PT119" == problem(corrected("agreed", "13", "14")).code


def test_what_was_wrong_before_is_told_once() -> None:
    """A correction of one field is not blamed for a strange name in another."""
    assert "PT112" == problem(COUNT + ", besides: [nowhere]", corrected("agreed", "13", "14")).code


def test_a_correction_that_nobody_read_changes_nothing() -> None:
    """What a correction means is known only once it was read against its event."""
    log = log_with(COUNT, corrected("agreed", "13", "14"))
    unread = tuple(attrs.evolve(e, change=None) if isinstance(e, Corrected) else e for e in log.events)

    assert Bounds.exactly(13) == agreed(attrs.evolve(log, events=unread))


def test_a_correction_that_is_taken_back_corrects_nothing() -> None:
    """A correction is a report like any other."""
    log = log_with(COUNT, f"id: k, {corrected('agreed', '13', '14')}", "event: retracted, of: k")

    assert Bounds.exactly(13) == agreed(log)


def test_a_field_may_have_been_left_out() -> None:
    """What was left out is said by `now` alone, and what has to be left out by `was` alone; both are written again."""
    log = log_with(
        COUNT, "event: corrected, of: n, field: of, was: 16", "event: corrected, of: n, field: of, now: 17"
    )
    texts = [line.strip() for line in dumps(log).splitlines() if line.strip().startswith(("was:", "now:"))]

    assert ["was: 16", "now: 17"] == texts
    assert 17 == replay(log, account="armenia").count("treaty").denominator.high


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        ("field: agreed", "The key `now` is missing."),
        ("field: of, now: 17", "The field 'of' of 'n' is not left out."),
        ("field: instrument, was: treaty", "`count_stated` needs 'instrument'."),
    ],
)
def test_what_was_left_out_has_to_have_been(correction: str, message: str) -> None:
    """Neither value, a field that is there, and one that has to be there are told."""
    assert message == problem(COUNT, f"event: corrected, of: n, {correction}").message


def test_a_mapping_is_a_value_too() -> None:
    """A number may become a range, and is written as a range again."""
    log = log_with(COUNT, "event: corrected, of: n, field: agreed, was: 13, now: {min: 12, max: 13}")

    assert Bounds(12, 13) == agreed(log)
    assert log == read_text(dumps(log)).log


@pytest.mark.parametrize(
    ("quoted", "means"),
    [
        ('"{min: 12}"', "{min: 12}"),
        ("'{\"min\": 12}'", '{"min": 12}'),
        ("'\"x\"'", '"x"'),
        ('"{"', "{"),
    ],
)
def test_a_text_in_quotes_is_never_a_mapping(quoted: str, means: str) -> None:
    """What stands in quotes is a text, however much it looks like a mapping: it is kept, and refused where a number is asked for."""
    said = "id: said, event: statement_made, what: Before"
    log = log_with(said, corrected("what", "Before", quoted, of="said"))
    (correction,) = (event for event in log.events if isinstance(event, Corrected))

    assert log == read_text(dumps(log)).log
    assert [means] == [one.tree for one in correction.now]
    with pytest.raises(LogError) as refused:
        log_with(COUNT, corrected("agreed", "13", quoted))
    assert ["PT104"] == [problem.code for problem in refused.value.problems]
