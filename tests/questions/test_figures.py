"""Further figures: what was ever taken up, how many more since a day, and shares asked for in articles."""

from __future__ import annotations

import pytest

from peacetrack.questions.figures import ever_opened, in_units
from peacetrack.state.timeline import State, replay
from peacetrack.worlds import Bounds
from tests.build import log_with


def count(numbers: str, *, name: str = "", by: str = "armenia") -> str:
    label = f"id: {name}, " if name else ""
    return f"{label}event: count_stated, by: {by}, {numbers}"


def after(*events: str, account: str = "everyone") -> State:
    return replay(log_with(*events), account=account)


def ever(*events: str, account: str = "everyone") -> Bounds:
    return ever_opened(after(*events, account=account), "treaty")


def opened(name: str, noun: str = "opened") -> str:
    return f"event: provision_{noun}, provision: {name}"


# Ever taken up.


def test_nothing_said_leaves_everything_possible() -> None:
    """Before anything is told, nothing is known to have been taken up, and nobody knows of how many."""
    assert Bounds(0, None) == ever()


def test_what_a_voice_says_was_ever_opened_is_so_on_its_day() -> None:
    """Thirty-three of thirty-five chapters were ever opened: so many, until more is said."""
    assert Bounds.exactly(33) == ever(count("of: 35"), count("ever: {opened: 33}"))
    assert Bounds(33, 35) == ever(count("of: 35"), count("ever: {opened: {min: 33}}"))
    assert Bounds.exactly(2) == ever(count("of: 35"), count("ever: {opened: [borders, transit]}"))
    assert Bounds(0, 35) == ever(count("of: 35"), count("ever: {opened: {approx: 33}}"))


def test_what_was_never_taken_up_is_pending_or_set_aside() -> None:
    """With 33 of 35 ever taken up and 13 agreed, at most 20 are open now; the number agreed stays."""
    plain = after(count("agreed: 13, of: 35"))
    more = after(count("agreed: 13, of: 35"), count("ever: {opened: 33}"))

    assert (Bounds(0, 22), Bounds(0, 20)) == tuple(
        state.count("treaty", "open").numerator for state in (plain, more)
    )
    assert Bounds.exactly(13) == more.count("treaty").numerator


def test_ever_in_another_unit_is_no_number_of_articles() -> None:
    """Brackets that were ever opened are no articles; a count in the text's own unit is."""
    assert Bounds(0, 35) == ever(count("of: 35"), count("unit: bracket, ever: {opened: 33}"))
    assert Bounds.exactly(33) == ever(count("of: 35"), count("unit: article, ever: {opened: 33}"))


def test_ever_on_whose_word() -> None:
    """What Yerevan alone says was ever opened is nothing for Baku."""
    events = (count("of: 35", by="[armenia, azerbaijan]"), count("ever: {opened: 33}"))

    assert Bounds.exactly(33) == ever(*events, account="armenia")
    assert Bounds(0, 35) == ever(*events, account="azerbaijan")


def test_what_was_ever_opened_by_the_counts() -> None:
    """Thirteen of sixteen agreed were taken up; of the three others nobody knows, and what is pending was not."""
    assert Bounds(13, 16) == ever(count("agreed: 13, of: 16"))
    assert Bounds(10, 12) == ever(count("pending: 4, deferred: {max: 2}, of: 16"))


def test_what_was_ever_opened_by_name() -> None:
    """An article that was contested has been taken up; so was one that was opened and then set aside or withdrawn."""
    assert Bounds(1, None) == ever(opened("borders", "contested"))
    assert Bounds(1, None) == ever(opened("borders"), opened("borders", "deferred"))
    assert Bounds(1, 5) == ever(count("of: 5"), opened("borders"), opened("borders", "withdrawn"))


def test_what_is_set_aside_may_never_have_been_taken_up() -> None:
    """An article that was deferred or withdrawn before any talks on it was not surely taken up."""
    for name in ("deferred", "withdrawn"):
        assert Bounds(0, None) == ever(opened("borders", name))


def test_what_somebody_denies_was_not_surely_taken_up() -> None:
    """An article whose opening is denied, and which was then set aside, may never have been taken up."""
    denied = "event: denied, of: x, by: azerbaijan"
    events = (f"id: x, {opened('borders')}, according_to: armenia", denied, opened("borders", "deferred"))

    assert 0 == ever(*events).low


def test_articles_that_left_the_draft_were_there() -> None:
    """All eighteen were agreed, then the text had sixteen: eighteen were taken up, and two are in no count any more."""
    assert Bounds.exactly(18) == ever(count("agreed: 18, of: 18"), count("of: 16"))
    assert Bounds(0, 18) == ever(count("of: 18"), count("of: 16"))


def test_articles_that_left_and_others_that_came() -> None:
    """A text of eighteen, then sixteen, then eighteen has had up to twenty articles."""
    assert Bounds(0, 20) == ever(count("of: 18"), count("of: 16"), count("of: 18"))


def test_an_article_left_out_of_a_count_has_not_left() -> None:
    """Sixteen without one are seventeen: no article has left the draft."""
    assert Bounds(0, 17) == ever(count("of: 17"), count("of: 16, excluding: borders"))


def test_an_article_agreed_by_the_numbers_and_then_withdrawn() -> None:
    """With all sixteen agreed, the one that is withdrawn had been taken up as well; it is counted once."""
    assert Bounds.exactly(16) == ever(count("agreed: 16, of: 16"), opened("borders", "withdrawn"))


def test_an_article_that_came_later() -> None:
    """An added article may be taken up as well."""
    assert Bounds(16, 17) == ever(count("agreed: 16, of: 16"), "event: provision_added, provision: borders")


# So many more since.


def conflicts(*events: str, account: str = "everyone") -> list[str]:
    return [
        finding.entry
        for finding in after(*events, account=account).findings
        if finding.code == "since-conflict"
    ]


BASE = count("agreed: 10, of: 16", name="base")


def test_so_many_more_is_the_number_of_that_day_and_so_many() -> None:
    """From ten, two more are twelve; a range moves both ends, and a rough number none."""
    assert Bounds.exactly(12) == after(BASE, count("agreed: 2, since: base")).count("treaty").numerator
    assert (
        Bounds(11, 12)
        == after(BASE, count("agreed: {min: 1, max: 2}, since: base")).count("treaty").numerator
    )
    assert (
        Bounds.exactly(10) == after(BASE, count("agreed: {approx: 2}, since: base")).count("treaty").numerator
    )


def test_so_many_more_of_a_range() -> None:
    """Whatever the number of that day was, it is so many more now."""
    state = after(
        count("agreed: {min: 8, max: 10}, of: 16"),
        "id: call, event: contact_held, kind: call",
        count("agreed: 2, since: call"),
    )

    assert Bounds(10, 12) == state.count("treaty").numerator


def test_what_cannot_be_so_many_more_is_kept_and_not_applied() -> None:
    """Of sixteen no seven more than ten can be agreed."""
    events = (BASE, count("agreed: 7, since: base", name="more"))

    assert ["more"] == conflicts(*events)
    assert Bounds.exactly(10) == after(*events).count("treaty").numerator


def test_since_when_nothing_is_known_anything_fits() -> None:
    """After a call at which nobody counted, any number of more articles fits."""
    assert [] == conflicts("id: call, event: contact_held, kind: call", count("agreed: 40, since: call"))


def test_since_in_another_unit() -> None:
    """Two more brackets are more than the brackets of that day, never than articles."""
    brackets = count("unit: bracket, open: 7, of: 9", name="b")
    state = after(BASE, brackets, count("unit: bracket, open: 2, since: b"))

    assert Bounds.exactly(9) == state.count("treaty", "open", unit="bracket").numerator
    assert Bounds.exactly(10) == state.count("treaty").numerator


def test_since_on_a_word_that_is_not_believed() -> None:
    """What Yerevan says of the difference moves no number where Baku alone is believed."""
    events = (
        count("agreed: 10, of: 16", name="base", by="[armenia, azerbaijan]"),
        count("agreed: 3, since: base"),
    )

    assert Bounds.exactly(10) == after(*events, account="azerbaijan").count("treaty").numerator
    assert Bounds.exactly(13) == after(*events, account="armenia").count("treaty").numerator


# Another unit, asked for in articles.


def test_a_share_is_never_a_number_of_articles_unasked() -> None:
    """Seventy parts of the document in a hundred leave the number of agreed articles open."""
    state = after(count("of: 16"), count("unit: part, agreed: 70, of: 100"))

    assert Bounds(0, 16) == state.count("treaty").numerator
    assert Bounds.exactly(70) == state.count("treaty", unit="part").numerator


def test_articles_asked_for_by_a_share() -> None:
    """Seventy percent of sixteen articles are eleven or twelve, if each is an equal part; the assumption is returned."""
    found = in_units(after(count("of: 16"), count("unit: part, agreed: 70, of: 100")), "treaty", unit="part")

    assert (Bounds(11, 12), Bounds.exactly(16)) == (found.count.numerator, found.count.denominator)
    assert "part" == found.asked_in
    assert "each article is an equal part of what is counted in the unit 'part'" == found.assumption
    assert "11 to 12 of 16 articles agreed" == str(found.count)


def test_an_even_share_is_an_exact_number() -> None:
    """Half of sixteen articles are eight."""
    found = in_units(after(count("of: 16"), count("unit: part, agreed: 50, of: 100")), "treaty", unit="part")

    assert Bounds.exactly(8) == found.count.numerator


@pytest.mark.parametrize(
    ("share", "own", "bounds"),
    [
        ("agreed: 70", "of: 16", Bounds(0, 16)),
        ("agreed: 70, of: 100", "agreed: {min: 1}", Bounds(0, None)),
        ("agreed: 0, of: 0", "of: 16", Bounds(0, 16)),
        ("agreed: {min: 70}, of: 100", "of: 10", Bounds(7, 10)),
    ],
)
def test_a_share_of_what_nobody_knows(share: str, own: str, bounds: Bounds) -> None:
    """A part of an unknown whole, or of unknown articles, tells no more than there are."""
    found = in_units(after(count(own), count(f"unit: part, {share}")), "treaty", unit="part")

    assert bounds == found.count.numerator


def test_a_share_rests_on_both_counts_in_their_order() -> None:
    """The answer names the counts of both units in the order of replay, each once."""
    events = (
        count("unit: part, agreed: 70, of: 100", name="a"),
        count("of: 16", name="b"),
        count("unit: part, open: 30", name="c"),
    )

    assert ("a", "b", "c") == in_units(after(*events), "treaty", unit="part").count.because


def test_a_share_about_which_words_disagree_is_disputed() -> None:
    """When the sides name different shares, the articles asked for by them are disputed as well."""
    events = (
        count("of: 10", by="[armenia, azerbaijan]"),
        count("unit: part, agreed: 70, of: 100"),
        count("unit: part, agreed: 30, of: 100", by="azerbaijan"),
    )
    found = in_units(after(*events), "treaty", unit="part").count

    assert (Bounds(3, 7), True) == (found.numerator, found.disputed)
