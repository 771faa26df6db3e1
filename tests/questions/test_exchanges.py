"""What was said and done beside the text, who negotiates it, and who made an offer: as claims."""

from __future__ import annotations

import pytest

import peacetrack as pt
from peacetrack.checks.explain import explain
from peacetrack.log.claim import Verdict
from peacetrack.questions.every import answers
from tests.build import asked, log_with

SUPPORTED, REFUTED, UNTOLD = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO

CALL = "id: k, event: contact_held, kind: call, participants: [pashinyan, aliyev], topics: [constitution], date: 2024-06-01"
DRAFT = "id: d, event: draft_sent, by: armenia, to: [azerbaijan], edition: the eighth, date: 2024-06-02"
SHOWN = "id: p, event: published, by: armenia, date: 2024-06-03"
SPEECH = "id: s, event: statement_made, by: pashinyan, topics: [minsk-group], date: 2024-06-04"
DENIED = "event: denied, of: s, by: armenia, date: 2024-06-05"
DEMAND = "id: c, event: condition_set, by: hajizade, of: armenia, what: x, date: 2024-06-06"
HAPPENED = (CALL, DRAFT, SHOWN, SPEECH, DEMAND)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("contact: {id: k}", SUPPORTED),
        ("contact: {kind: call, participants: [armenia, aliyev]}", SUPPORTED),
        ("contact: {kind: meeting}", UNTOLD),
        ("contact: {participants: [usa]}", UNTOLD),
        ("not: {contact: {kind: meeting}}", UNTOLD),
        ("draft: {instrument: treaty}", SUPPORTED),
        ("draft: {instrument: treaty, by: armenia, to: [azerbaijan], edition: the eighth}", SUPPORTED),
        ("draft: {instrument: treaty, by: azerbaijan}", UNTOLD),
        ("draft: {instrument: treaty, edition: the ninth}", UNTOLD),
        ("draft: {instrument: treaty, to: [usa]}", UNTOLD),
        ("published: {instrument: treaty}", SUPPORTED),
        ("published: {instrument: treaty, by: armenia}", SUPPORTED),
        ("published: {instrument: treaty, by: azerbaijan}", UNTOLD),
        ("said: {by: armenia, topics: [minsk-group]}", SUPPORTED),
        ("said: {by: pashinyan, topics: [minsk-group]}", SUPPORTED),
        ("said: {by: pashinyan, topics: [minsk-group, constitution]}", SUPPORTED),
        ("said: {by: hajizade, topics: [minsk-group]}", UNTOLD),
        ("said: {by: azerbaijan, topics: [constitution]}", SUPPORTED),
        ("said: {by: azerbaijan, event: c}", SUPPORTED),
        ("said: {by: aliyev, event: c}", UNTOLD),
        ("said: {by: armenia, event: c}", UNTOLD),
        ("said: {by: azerbaijan, event: c, topics: [minsk-group]}", UNTOLD),
        ("not: {said: {by: armenia, topics: [minsk-group]}}", REFUTED),
    ],
)
def test_what_is_on_record_is_so_and_nothing_else_is_refuted(says: str, expected: Verdict) -> None:
    """The press does not tell all: what no report shows may have been said and done all the same."""
    assert expected == asked(says, *HAPPENED).verdict


def test_what_only_may_have_happened_bears_nothing_out() -> None:
    """A call of some day in June is on record by the end of June, and perhaps before."""
    call = CALL.replace("2024-06-01", "2024-06")
    before, after = (asked("contact: {id: k}", call, as_of=day) for day in ("2024-06-15", "2024-06-30"))

    assert (UNTOLD, SUPPORTED) == (before.verdict, after.verdict)
    assert "on record is perhaps 'k'" == before.replayed


def test_what_is_denied_is_disputed() -> None:
    """Armenia denies what a paper says that it said: among all it is disputed, in Armenia's account it is not so."""
    everyone = asked("said: {by: armenia, topics: [minsk-group]}", SPEECH, DENIED)
    alone = asked("said: {by: armenia, topics: [minsk-group]}", SPEECH, DENIED, account="armenia")

    assert (UNTOLD, pt.Support.DISPUTED) == (everyone.verdict, everyone.support)
    assert (UNTOLD, "on record is nothing") == (alone.verdict, alone.replayed)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("contact: {id: k}", "the contact 'k' is on record"),
        ("contact: {id: k, kind: call}", "the contact 'k', a call, is on record"),
        ("contact: {kind: call, participants: [aliyev]}", "a call of aliyev is on record"),
        (
            "draft: {instrument: treaty, edition: the eighth, by: armenia, to: [usa]}",
            "a draft of 'treaty' (the eighth) was sent by Armenia to usa",
        ),
        ("published: {instrument: treaty, by: armenia}", "'treaty' was published by Armenia"),
        (
            "said: {by: pashinyan, topics: [minsk-group], event: s}",
            "Nikol Pashinyan spoke of The Minsk Group and said or did what 's' tells",
        ),
        ("party: {party: usa, instrument: treaty, is: negotiating}", "usa is negotiating 'treaty'"),
        ("provision: {id: borders, is: agreed, level: principals}", "'borders' is agreed, by the principals"),
        (
            "proposal: {id: o, by: armenia, overdue: true}",
            "'o' was made by armenia and is overdue",
        ),
        ("proposal: {id: o, overdue: false}", "'o' is not overdue"),
    ],
)
def test_each_is_said_in_words(says: str, words: str) -> None:
    """A claim is told as a reader would say it."""
    log = log_with(
        *HAPPENED, "id: o, event: proposal_made, offer: x, by: armenia", claims=[f"says: {{{says}}}"]
    )
    (result,) = pt.check(log)

    assert words == result.said


JOINED = "event: party_joined, party: usa, instrument: treaty, date: 2024-06-05"
LEFT = "event: party_left, party: usa, instrument: treaty, date: 2024-07"


@pytest.mark.parametrize(
    ("party", "day", "expected"),
    [
        ("armenia", "2024-06-01", SUPPORTED),
        ("usa", "2024-06-04", REFUTED),
        ("usa", "2024-06-05", SUPPORTED),
        ("usa", "2024-07-10", UNTOLD),
        ("usa", "2024-07-31", REFUTED),
        ("georgia", "2024-06-05", REFUTED),
    ],
)
def test_who_negotiates_on_a_day(party: str, day: str, expected: Verdict) -> None:
    """From the beginning, or since it joined, until it leaves."""
    opened = "event: provision_opened, provision: borders, date: 2024-06-01"
    says = f"party: {{party: {party}, instrument: treaty, is: negotiating}}"

    assert expected == asked(says, opened, JOINED, LEFT, as_of=day).verdict


def test_a_party_that_joined_is_a_figure_in_every_view() -> None:
    """`status` shows it, `explain` tells on what it rests, and the timeline when it changed."""
    line = pt.timeline(log_with(JOINED, LEFT))
    known = dict(answers(line.at("2024-06-10")))

    assert "negotiating" == known["party:usa:treaty"].text
    assert "perhaps" not in str(known["party:usa:treaty"])
    assert "negotiating or not negotiating" == dict(answers(line.at("2024-07-10")))["party:usa:treaty"].text
    assert "not negotiating" in explain(line.at("2024-07-31"), "party:usa:treaty").says
    assert not any(figure.startswith("party") for figure, _ in answers(line.at("2024-06-01")))


AGREED = "event: provision_agreed, provision: borders, date: 2024-06-01"


@pytest.mark.parametrize(
    ("stated", "level", "expected"),
    [
        (", level: negotiators", "negotiators", SUPPORTED),
        (", level: negotiators", "principals", REFUTED),
        ("", "principals", UNTOLD),
    ],
)
def test_at_which_level_a_provision_was_agreed(stated: str, level: str, expected: Verdict) -> None:
    """What the negotiators agreed the principals have not agreed by that; where nobody told the level, nobody can say."""
    assert (
        expected == asked(f"provision: {{id: borders, is: agreed, level: {level}}}", AGREED + stated).verdict
    )


OFFER = "id: o, event: proposal_made, by: [armenia, georgia], offer: x, for: 2024-06-10, date: 2024-06-01"


@pytest.mark.parametrize(
    ("says", "day", "expected"),
    [
        ("by: armenia", "2024-06-05", SUPPORTED),
        ("by: azerbaijan", "2024-06-05", REFUTED),
        ("overdue: true", "2024-06-10", REFUTED),
        ("overdue: true", "2024-06-11", SUPPORTED),
        ("overdue: false", "2024-06-11", REFUTED),
        ("is: made, by: georgia, overdue: true", "2024-06-11", SUPPORTED),
        ("is: rejected, overdue: true", "2024-06-11", REFUTED),
        ("by: armenia", "2024-05-30", UNTOLD),
    ],
)
def test_whose_an_offer_is_and_whether_its_day_has_passed(says: str, day: str, expected: Verdict) -> None:
    """An offer for a day to come is overdue once that day has passed without an answer."""
    later = "event: statement_made, by: armenia, what: y, date: 2024-07-01"

    assert expected == asked(f"proposal: {{id: o, {says}}}", OFFER, later, as_of=day).verdict


def test_an_offer_that_may_not_have_been_made_is_nobodys_for_certain() -> None:
    """It may not have been made by then, so nothing is borne out of who made it."""
    perhaps = OFFER.replace("date: 2024-06-01", "date: 2024-06-01/2024-06-09")

    assert (
        UNTOLD == asked("proposal: {id: o, by: armenia, overdue: false}", perhaps, as_of="2024-06-05").verdict
    )


def test_at_the_end_of_the_record_an_offer_is_overdue_too() -> None:
    """The end of the log is the last day that it tells of."""
    later = "event: statement_made, by: armenia, what: y, date: 2024-07-01"
    found = dict(answers(pt.replay(log_with(OFFER, later))))["proposal:o"]

    assert "overdue" in found.details
