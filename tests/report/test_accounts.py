"""The accounts side by side: whose word a number is, of which day, in which unit, out of how many."""

from __future__ import annotations

from peacetrack.report.html.accounts import AccountShown, Bar, InstrumentShown
from tests.build import article, log_of, log_with
from tests.report.reading import as_text, fixture, last_day

OURS = "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: ../2024-09-17"


def on(text: InstrumentShown, account: str) -> AccountShown:
    return next(stated for stated in text.accounts if stated.account == account)


def test_thirteen_of_sixteen_for_armenia_and_none_for_azerbaijan() -> None:
    """One log, one number, and two principles: what counts is 13 of 16 for Armenia and 0 of 16 for Azerbaijan."""
    (text,) = last_day(fixture("armenia-azerbaijan")).instruments
    ours, theirs = on(text, "Everyone").settled

    assert ("Armenia", "interim agreement", True, "13 of 16 articles settled") == (
        ours.party, ours.principle, ours.inferred, ours.counted.text,
    )  # fmt: skip
    assert ("Azerbaijan", "single undertaking", False, "0 of 16 articles settled") == (
        theirs.party, theirs.principle, theirs.inferred, theirs.counted.text,
    )  # fmt: skip
    assert (Bar(81, 81), Bar(0, 0)) == (ours.counted.bar, theirs.counted.bar)


def test_a_number_has_its_speaker_and_its_day() -> None:
    """A number is never told without whose word it is, and when."""
    (text,) = last_day(log_with(OURS)).instruments
    ours = on(text, "Everyone")

    assert ("13 of 16 articles agreed", "3 of 16 articles remaining") == (
        ours.agreed.text,
        ours.remaining.text,
    )
    assert ("what Nikol Pashinyan (Armenia) said", "by 17 September 2024") == (
        as_text(ours.speakers),
        ours.last,
    )
    assert not on(text, "Azerbaijan").is_stated


def test_a_number_of_nobody_rests_on_its_source() -> None:
    """What a document tells in no side's name is told as its own."""
    count = "event: count_stated, agreed: 2, of: 4, date: 2024-05-01"
    (titled,) = last_day(log_of(article("june", "2024-06-01", count))).instruments
    (bare,) = last_day(log_with(count)).instruments

    assert "what june tells in no side’s name" == as_text(on(titled, "Everyone").speakers)
    assert "what nobody by name told" == as_text(on(bare, "Everyone").speakers)


def test_several_speakers_are_joined() -> None:
    """A joint statement is told with all who made it."""
    joint = "event: count_stated, by: [armenia, azerbaijan, usa], agreed: 2, of: 4, date: 2024-05-01"
    (text,) = last_day(log_with(joint)).instruments

    assert "what Armenia, Azerbaijan and usa said" == as_text(on(text, "Everyone").speakers)


def test_numbers_that_disagree_are_disputed() -> None:
    """Two sides with numbers that cannot both hold: the answer spans them and says so."""
    log = log_with(OURS, "event: count_stated, by: hajizade, agreed: 5, of: 16, date: 2024-09-17")
    (text,) = last_day(log).instruments
    everyone = on(text, "Everyone")

    assert ("5 (azerbaijan, 2024-09-17) or 13 (armenia, ../2024-09-17) of 16 articles agreed", True) == (
        everyone.agreed.text,
        everyone.agreed.disputed,
    )
    assert Bar(31, 81) == everyone.agreed.bar


def test_an_unknown_whole_is_not_drawn() -> None:
    """Without a denominator there is no share: no length is drawn, and the words say that the number is unknown."""
    (text,) = last_day(
        log_with("event: count_stated, by: pashinyan, agreed: 13, date: 2024-09-17")
    ).instruments
    ours = on(text, "Armenia")

    assert None is ours.agreed.bar
    assert "13 articles agreed, of an unknown number" == ours.agreed.text


def test_talks_that_stand_still_are_told() -> None:
    """That talks are suspended, or may be, stands beside the stage of the text."""
    stop = "event: talks_suspended, instrument: treaty, date: 2024-05-01/2024-05-31"
    surely, perhaps = (
        last_day(log_with(stop), as_of=day).instruments[0].talks for day in ("2024-06-01", "2024-05-10")
    )

    assert ("talks suspended", "talks perhaps suspended") == (surely, perhaps)
