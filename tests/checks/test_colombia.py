"""The talks of Colombia and the FARC-EP: a package by agenda points, rejected once, signed twice, endorsed by Congress."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects.consents import DomesticStep
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.checks.checking import check_negotiation
from peacetrack.model.ids import ClaimId, EventId
from peacetrack.model.votes import Votes
from peacetrack.questions.offers import is_overdue

FOLDER: Final = Path(__file__).parents[2] / "fixtures" / "colombia-farc"
LOG: Final = pt.load(FOLDER)
OUTCOME: Final = check_negotiation(pt.read(FOLDER))
RESULTS: Final = {result.claim.id: result for result in OUTCOME.results}
ACCORD: Final = "final-accord"
POINTS: Final = (
    "rural-reform",
    "political-participation",
    "end-of-conflict",
    "illicit-drugs",
    "victims",
    "point-6",
)
PARTIES: Final = ("government", "farc")


def on(day: str) -> pt.State:
    return pt.replay(LOG, as_of=day)


def agreed(day: str) -> tuple[str, ...]:
    """Name the points of the agenda that are certainly agreed, in the order of the agenda."""
    state = on(day)
    return tuple(name for name in POINTS if state.possible(name) == {pt.Status.AGREED})


def settled(day: str) -> set[pt.Bounds]:
    return {pt.standing(on(day), actor, instrument=ACCORD).settled for actor in PARTIES}


def endorsement(day: str) -> str:
    return pt.gate(on(day), ratification=ACCORD).opening


def test_nothing_in_the_log_is_wrong() -> None:
    """What the check reports are contradictions of the record that the log keeps on purpose, and no more."""
    stated = Counter(problem.code for problem in OUTCOME.problems)

    assert Counter({"date-conflict": 2, "small-denominator": 1, "gate-passed": 1}) == stated
    assert {pt.Severity.WARNING} == {problem.severity for problem in OUTCOME.problems}
    assert 0 == OUTCOME.exit_status


def test_every_claim_comes_out_as_expected() -> None:
    """What was claimed of the talks comes out of the record as the log expects of it."""
    assert [] == [name for name, result in RESULTS.items() if not result.passed]
    assert 69 == len(RESULTS)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2013-12-31", "two-of-six-by-2013 nothing-binding-by-2013"),
        ("2014-09-24", "three-of-six-when-drafts-are-published nothing-binding-when-drafts-are-published"),
        ("2014-09-24", "three-of-six-by-both"),
        ("2014-11-20", "talks-suspended-in-november three-of-six-during-the-suspension"),
        ("2015-12-31", "four-of-six-by-2015 nothing-binding-by-2015"),
        ("2016-03-24", "four-of-six-after-the-deadline deadline-missed-in-march not-signed-by-the-deadline"),
        ("2016-03-24", "four-issues-by-the-bogota-post"),
        ("2016-06-30", "five-of-six-by-june-2016 ceasefire-agreed-by-june-2016"),
        ("2016-06-30", "ceasefire-waits-for-the-signature"),
        ("2016-08-24", "six-of-six-in-august agreed-not-signed-in-august nothing-binding-in-august"),
        ("2016-08-29", "ceasefire-in-force-in-august package-not-signed-when-the-ceasefire-starts"),
        ("2016-10-02", "package-rejected-by-the-voters nothing-binding-after-the-plebiscite"),
        ("2016-10-02", "ceasefire-in-force-after-the-plebiscite"),
        ("2016-11-24", "second-version-signed second-version-not-yet-endorsed"),
        ("2016-11-29", "senate-endorses house-has-not-decided one-chamber-opens-nothing"),
        ("2016-11-30", "house-endorses both-chambers-open-the-gate"),
    ],
)
def test_each_outcome_is_a_claim(day: str, names: str) -> None:
    """Every outcome of the talks that can be checked is a claim of its day, and holds."""
    found = [RESULTS[ClaimId(name)] for name in names.split()]

    assert {day} == {str(result.claim.as_of) for result in found}
    assert [True] * len(found) == [result.passed for result in found]


def test_every_day_of_the_talks_is_told() -> None:
    """From the agenda of 2012 to the House in 2016, each day on which something happened has its event."""
    days = {str(event.date) for event in LOG.events}

    assert days >= {
        "2012-08-26", "2012-10-18", "2012-11-19", "2013-05-26", "2013-06-21", "2013-11-06", "2014-05-16", "2014-06-06",
        "2014-08-05", "2014-09-24", "2014-11-16", "2014-12-03", "2015-03-07", "2015-07-20", "2015-09-23", "2015-12-15",
        "2016-03-23", "2016-06-23", "2016-08-24", "2016-08-29", "2016-09-23", "2016-09-26", "2016-09-27", "2016-10-02",
        "2016-10-07", "2016-11-12", "2016-11-15", "2016-11-24", "2016-11-29", "2016-11-30",
    }  # fmt: skip


def test_points_are_agreed_one_by_one() -> None:
    """Drafts are agreed out of the order of the agenda, and the sixth comes with the whole."""
    reform, participation, end, drugs, victims, sixth = POINTS

    assert () == agreed("2013-05-25")
    assert (reform,) == agreed("2013-05-26")
    assert (reform, participation) == agreed("2013-12-31")
    assert (reform, participation, drugs) == agreed("2014-09-24")
    assert (reform, participation, drugs, victims) == agreed("2015-12-31") == agreed("2016-03-24")
    assert (reform, participation, end, drugs, victims) == agreed("2016-06-30")
    assert POINTS == agreed("2016-08-24")
    assert {pt.Status.PENDING} == on("2016-08-23").possible(sixth)


def test_drafts_are_agreed_by_negotiators_and_bind_nobody() -> None:
    """A draft is agreed at the level of negotiators, and the accord is in force on no day of the log."""
    levels = {event.level for event in LOG.events if isinstance(event, ProvisionAgreed)}
    days = sorted({event.date.latest for event in LOG.events if event.date and event.date.latest})

    assert {"negotiators"} == levels
    assert all(pt.Stage.IN_FORCE not in pt.replay(LOG, as_of=day).stage(ACCORD).possible for day in days)


def test_nothing_is_settled_until_everything_is_agreed() -> None:
    """Both sides hold to the package: five agreed points settle none, six settle all, and settled is not in force."""
    assert {pt.Bounds(0, 0)} == settled("2014-09-24") == settled("2016-06-30")
    assert {pt.Bounds(6, 6)} == settled("2016-08-24")
    assert pt.Stage.TEXT_CONCLUDED is on("2016-08-24").stage(ACCORD).status


def test_the_rule_is_not_known_before_somebody_states_it() -> None:
    """The clause of 2012 was not read, so until September 2014 two agreed points may have been settled or not."""
    assert {pt.Bounds(0, 2)} == settled("2013-12-31")


def test_two_days_for_one_agreement_are_both_kept() -> None:
    """Point 1 was announced in May 2013, and a data set dates its text to June 2014: nobody decides between them."""
    (found,) = (f for f in pt.replay(LOG).findings if f.entry == "rural-reform-text")
    event, mention = (LOG.by_id[EventId(name)] for name in ("rural-reform-agreed", "rural-reform-text"))

    assert ("date-conflict", (("The event is dated here", "rural-reform-agreed"),)) == (
        found.code,
        found.others,
    )
    assert ("2013-05-26", "dialogo-agrarian") == (str(event.date), event.source)
    assert ("2014-06-06", "pa-x") == (str(mention.date), mention.source)
    assert {pt.Status.AGREED} == on("2013-05-26").possible("rural-reform")


def test_two_days_for_one_signature_are_both_kept() -> None:
    """Some mirrors have the signature of Cartagena a day later; the better told day rules."""
    (found,) = (f for f in pt.replay(LOG).findings if f.entry == "first-signature-another-day")

    assert "date-conflict" == found.code
    assert pt.Stage.SIGNED is on("2016-09-26").stage(ACCORD).status
    assert "2016-09-27" == str(LOG.by_id[EventId("first-signature-another-day")].date)


def test_a_suspension_takes_nothing_back() -> None:
    """After the capture of a general the talks stop, and every point keeps its status until they go on."""
    before, during, after = (on(day) for day in ("2014-11-15", "2014-11-20", "2014-12-03"))

    assert ["ongoing", "suspended", "ongoing"] == [s.talks(ACCORD).status for s in (before, during, after)]
    assert [before.possible(name) for name in POINTS] == [during.possible(name) for name in POINTS]
    assert 3 == len(agreed("2014-11-20")) == len(agreed("2014-12-03"))


def test_a_release_opens_the_talks_again() -> None:
    """The Government talks again once the general is free; until the talks resume nobody here says that he is."""
    assert "shut" == pt.gate(on("2014-11-16"), talks=ACCORD).opening
    assert {"release-of-alzate"} == {b.condition for b in pt.gate(on("2014-11-20"), talks=ACCORD).blockers}
    assert () == pt.gate(on("2014-12-03"), talks=ACCORD).blockers


def test_a_total_of_five_is_kept_and_not_applied() -> None:
    """A guarantor spoke of five points where the agenda has six: one is agreed, and not one of five."""
    (found,) = (f for f in pt.replay(LOG).findings if f.code == "small-denominator")

    assert "one-of-five" == found.entry
    assert "1 of 6 points agreed" == str(on("2013-05-26").count(ACCORD))
    assert pt.Verdict.REFUTED is RESULTS[ClaimId("one-of-five-by-the-guarantor")].verdict
    assert pt.Verdict.SUPPORTED is RESULTS[ClaimId("first-point-by-the-guarantor")].verdict


def test_the_press_count_follows_from_the_joint_record() -> None:
    """Four agreed issues, as a newspaper has it, are what both sides had announced by then."""
    result = RESULTS[ClaimId("four-issues-by-the-bogota-post")]

    assert (pt.Verdict.SUPPORTED, pt.Support.ON_RECORD) == (result.verdict, result.support)


def test_counts_of_other_things_are_no_points() -> None:
    """What the Government counts of amendments and concerns is its own word, in units of its own."""
    for name in ("fifty-six-of-fifty-seven", "more-than-eighty-percent", "fifty-seven-of-sixty"):
        assert (pt.Support.OWN_WORD_ONLY, ("government",)) == (
            RESULTS[ClaimId(name)].support,
            RESULTS[ClaimId(name)].carriers,
        )
    assert "6 of 6 points agreed" == str(on("2016-11-30").count(ACCORD))


def test_a_deadline_passes() -> None:
    """Nothing was signed by 23 March 2016, so the day after, what had been set for it is overdue."""
    assert not is_overdue(on("2016-03-23"), "deadline-of-march")
    assert is_overdue(on("2016-03-24"), "deadline-of-march")
    assert pt.Stage.NEGOTIATING is on("2016-03-24").stage(ACCORD).status


def test_the_ceasefire_is_in_force_before_the_package() -> None:
    """Its own text made the ceasefire wait for the signature; it started first, and that is reported, not refused."""
    waiting = pt.gate(on("2016-08-28"), entry_into_force="bilateral-ceasefire")
    (passed,) = (problem for problem in OUTCOME.problems if problem.code == "gate-passed")

    assert "signature-before-ceasefire" in {blocker.condition for blocker in waiting.blockers}
    assert pt.Stage.TEXT_CONCLUDED is on("2016-08-28").stage("bilateral-ceasefire").status
    assert pt.Stage.IN_FORCE is on("2016-08-29").stage("bilateral-ceasefire").status
    assert pt.Stage.TEXT_CONCLUDED is on("2016-08-29").stage(ACCORD).status
    assert "signature-before-ceasefire" in passed.message


def test_interim_measures_stand_beside_the_package() -> None:
    """Demining and one side's ceasefire are in force while four points are agreed and none is settled."""
    state = on("2015-12-31")

    assert pt.Stage.IN_FORCE is state.stage("demining").status
    assert pt.Stage.IN_FORCE is state.stage("unilateral-ceasefire").status
    assert {pt.Bounds(0, 0)} == settled("2015-12-31")


def test_the_voters_reject_what_was_signed() -> None:
    """The No of 2 October leaves the signature where it is, the endorsement shut and the ceasefire in force."""
    state = on("2016-10-02")

    assert pt.Stage.SIGNED is state.stage(ACCORD).status
    assert ["shut", ("endorsement-by-plebiscite",)] == [
        endorsement("2016-10-02"),
        tuple(blocker.condition for blocker in pt.gate(state, ratification=ACCORD).blockers),
    ]
    assert pt.Stage.IN_FORCE is state.stage("bilateral-ceasefire").status


def test_three_counts_of_one_vote_are_kept() -> None:
    """Three sources give three numbers of votes: one stands in the event, the others beside it."""
    vote = LOG.by_id[EventId("plebiscite")]
    reports = pt.replay(LOG).timeline.view.reports[EventId("plebiscite")]

    assert isinstance(vote, DomesticStep)
    assert Votes(in_favour=6_377_482, against=6_431_376, share="49.78 %") == vote.votes
    assert ("bapp-plebiscite", {"cubadebate", "wikipedia-plebiscite"}) == (
        vote.source,
        {r.source for r in reports},
    )
    assert ["6,428,776", "6,438,552"] == sorted(report.what.split()[0] for report in reports)


def test_a_second_version_goes_the_same_way() -> None:
    """The text is reopened after the No, agreed, concluded and signed anew; the approvals of the first have lapsed."""
    days = ("2016-09-26", "2016-10-07", "2016-11-12", "2016-11-24")
    stages = ["signed", "negotiating", "text_concluded", "signed"]

    assert stages == [on(day).stage(ACCORD).status for day in days]
    assert (POINTS, (), POINTS) == (agreed("2016-10-06"), agreed("2016-10-07"), agreed("2016-11-12"))
    assert {"government"} == {b.owner for b in pt.gate(on("2016-10-02"), entry_into_force=ACCORD).blockers}
    assert {*PARTIES} == {b.owner for b in pt.gate(on("2016-11-24"), entry_into_force=ACCORD).blockers}


def test_one_of_two_chambers_opens_nothing() -> None:
    """The Senate alone does not endorse the accord; with the House the way is free."""
    assert ["shut", "shut", "open"] == [
        endorsement(day) for day in ("2016-11-24", "2016-11-29", "2016-11-30")
    ]
    votes = {event.body: event.votes for event in LOG.events if isinstance(event, DomesticStep)}
    assert Votes(in_favour=75, against=0, seats=102) == votes["Senate"]
    assert Votes(in_favour=130, against=0, seats=166) == votes["House of Representatives"]


def test_demands_of_those_who_do_not_negotiate_shut_nothing() -> None:
    """The camp that won the vote demands prison for leaders and no office; both are listed, and block no step."""
    found = pt.gate(pt.replay(LOG), ratification=ACCORD)

    assert {"prison-for-leaders", "no-elected-office"} == {one.condition for one in found.without_force}
    assert "open" == found.opening


def test_what_only_a_weak_mirror_tells_decides_nothing() -> None:
    """A demand known from a weak mirror alone is kept as a position, with its doubt, and opens or shuts no step."""
    weak = [event for event in LOG.events if event.source in {"unnamed-mirror", "wikipedia-mirrors"}]

    assert 3 == len(weak)
    assert all(event.note.startswith("Unsure") for event in weak)
    assert "constituent-assembly" not in pt.replay(LOG)[pt.CONDITIONS]


def test_a_source_without_a_day_says_so() -> None:
    """Where the day of publication is not known nobody makes one up, and the source tells the reader."""
    undated = [source for source in LOG.sources.values() if source.published is None]

    assert undated
    assert all("known here" in source.note or "only the year is known" in source.note for source in undated)
    assert all(
        source.url or "address" in source.note or "mirror" in source.note for source in LOG.sources.values()
    )
    assert all(event.source for event in LOG.events)


def test_only_what_was_dated_counts_at_the_time() -> None:
    """A reader of 3 October 2016 is given what had surely been published by then: the signature, not BAPP's figures."""
    state = pt.replay(LOG, as_of="2016-10-03", known_by="2016-10-03")
    stated = {event.id for event in state.events}

    assert pt.Stage.SIGNED is state.stage(ACCORD).status
    assert stated >= {"three-of-six", "all-points-agreed", "first-signature"}
    assert not stated & {"talks-suspended", "ceasefire-starts", "plebiscite-wikipedia"}
    assert "unknown-publication" in {finding.code for finding in state.findings}
