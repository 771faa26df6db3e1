"""The state on a day: what had certainly happened, what may have, and what follows for each subject."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.conditions import Status as ConditionStatus
from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status
from peacetrack.aspects.stages import STAGES, Stage, Talks
from peacetrack.model.dates import DateError
from peacetrack.state.timeline import replay, timeline
from peacetrack.worlds import Bounds
from tests.build import PACKAGE, article, log_of, log_with

OPENED = "id: opened, event: provision_opened, provision: borders, date: 2024-06-01"
AGREED = "id: agreed, event: provision_agreed, provision: borders, date: 2024-07-01/2024-07-31"
COUNT = "id: n, event: count_stated, by: armenia, agreed: 13, of: 16, date: 2024-06-15"


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        ("2024-05-31", LIVE),
        ("2024-06-01", {Status.OPEN}),
        ("2024-06-30", {Status.OPEN}),
        ("2024-07-01", {Status.OPEN, Status.AGREED}),
        ("2024-07-30", {Status.OPEN, Status.AGREED}),
        ("2024-07-31", {Status.AGREED}),
        (None, {Status.AGREED}),
    ],
)
def test_what_may_have_happened_widens(day: str | None, possible: frozenset[Status]) -> None:
    """Between its first and its last possible day an event may have happened: the old and the new status are possible."""
    log = log_with(OPENED, AGREED)

    assert possible == replay(log, as_of=day).possible("borders")
    assert possible == replay(log, as_of=day)[PROVISIONS]["borders"].possible


def test_each_event_that_may_have_happened_widens() -> None:
    """Of two events that may have happened each may have happened without the other."""
    log = log_with(
        OPENED, AGREED, "event: provision_reopened, provision: borders, date: 2024-07-01/2024-08-31"
    )
    state = replay(log, as_of="2024-07-15")

    assert {Status.OPEN, Status.AGREED} == state.possible("borders")
    assert 2 == len(state[PROVISIONS]["borders"].possible_events)


def test_a_fact_keeps_its_maybe_apart() -> None:
    """What had certainly happened stands behind a fact; what may have happened is kept apart."""
    fact = replay(log_with(OPENED, AGREED), as_of="2024-07-15")[PROVISIONS]["borders"]

    assert ["opened"] == [event.id for event in fact.because]
    assert ["agreed"] == [event.id for event in fact.possible_events]
    assert fact.status is None


def test_a_subject_that_may_exist_is_listed() -> None:
    """A demand that may have been made is on record from its first possible day, and not before."""
    log = log_with("id: c, event: condition_set, by: azerbaijan, what: x, date: 2024-06")

    assert "c" not in replay(log, as_of="2024-05-31")[CONDITIONS]
    assert "c" in replay(log, as_of="2024-06-01")[CONDITIONS]


def test_the_end_of_the_log_is_never_today() -> None:
    """Without a day everything in the log has happened, also what it dates in the future."""
    log = log_with("event: provision_agreed, provision: borders, date: 9998-01-01")

    assert frozenset({Status.AGREED}) == replay(log).possible("borders")


def test_an_offer_for_a_day_to_come_is_no_event_of_that_day() -> None:
    """The day for which something is planned does not move the end of the log."""
    log = log_with("id: p, event: proposal_made, by: armenia, offer: x, date: 2024-06-01, for: 2099-01-01")

    assert (dt.date(2024, 6, 1),) == timeline(log).days()


def test_a_day_is_exact() -> None:
    """A state is asked for a day, not for a month."""
    with pytest.raises(DateError):
        replay(log_with(), as_of="2024-06")
    with pytest.raises(DateError):
        replay(log_with(), known_by="2024-06")


def test_no_hindsight() -> None:
    """What is published later changes no answer about what was known, and later it is known of the same day."""
    log = log_of(article("june", "2024-06-30", OPENED), article("august", "2024-08-10", AGREED))

    assert frozenset({Status.OPEN}) == replay(log, as_of="2024-07-31", known_by="2024-08-09").possible(
        "borders"
    )
    assert frozenset({Status.AGREED}) == replay(log, as_of="2024-07-31", known_by="2024-08-10").possible(
        "borders"
    )


def test_a_state_knows_how_it_was_asked() -> None:
    """A state tells of which day, known by which day and on whose word it is."""
    state = replay(log_with(OPENED), as_of="2024-06-02", known_by="2024-06-03", account="armenia")

    assert (dt.date(2024, 6, 2), dt.date(2024, 6, 3), "armenia") == (
        state.as_of,
        state.known_by,
        str(state.account),
    )


def test_an_added_provision_has_the_status_with_which_it_came() -> None:
    """What comes into a draft has the status that was said, or any live one; what comes back begins anew."""
    log = log_with(
        "event: provision_added, provision: borders, status: contested, date: 2024-06-01",
        "event: provision_added, provision: transit, date: 2024-06-01",
        "event: provision_withdrawn, provision: borders, date: 2024-06-02",
        "event: provision_added, provision: borders, date: 2024-06-03",
    )

    assert frozenset({Status.CONTESTED}) == replay(log, as_of="2024-06-01").possible("borders")
    assert LIVE == replay(log, as_of="2024-06-01").possible("transit")
    assert frozenset({Status.WITHDRAWN}) == replay(log, as_of="2024-06-02").possible("borders")
    assert LIVE == replay(log).possible("borders")


def test_what_came_to_be_known_later_allows_nothing_earlier() -> None:
    """By July nobody knew that the article had come back, so that nobody could agree on it."""
    log = log_of(
        article(
            "first", "2024-06-30", "id: w, event: provision_withdrawn, provision: borders, date: 2024-06-01"
        ),
        article(
            "third", "2024-08-30", "id: add, event: provision_added, provision: borders, date: 2024-07-01"
        ),
        article(
            "second", "2024-07-30", "id: g, event: provision_agreed, provision: borders, date: 2024-07-20"
        ),
    )
    narrow = replay(log, known_by="2024-07-30")

    assert () == replay(log).findings
    assert frozenset({Status.WITHDRAWN}) == narrow.possible("borders")
    assert ["PT201"] == [finding.code for finding in narrow.findings]


def test_an_event_is_refused_once_it_is_known() -> None:
    """A transition is judged on all that had been published by a day; nothing published later makes it illegal."""
    log = log_of(
        article(
            "first",
            "2024-06-30",
            OPENED,
            "id: w, event: provision_withdrawn, provision: borders, date: 2024-06-02",
        ),
        article(
            "second", "2024-07-30", "id: g, event: provision_agreed, provision: borders, date: 2024-07-20"
        ),
    )

    for known_by, refused in ((None, ["PT201"]), ("2024-06-30", []), ("2024-07-30", ["PT201"])):
        assert frozenset({Status.WITHDRAWN}) == replay(log, known_by=known_by).possible("borders")
        assert refused == [finding.code for finding in replay(log, known_by=known_by).findings]


def test_a_state_can_be_asked_before_any_event() -> None:
    """Just before an event the state is that of all events before it in the order."""
    log = log_with(OPENED, AGREED)

    assert frozenset({Status.OPEN}) == replay(log).just_before(1).possible("borders")
    assert () == replay(log).just_before(1).possible_events


def test_a_count_is_said_with_its_numbers() -> None:
    """A count reads as one would say it."""
    state = replay(log_with(COUNT))

    assert "13 of 16 articles agreed" == str(state.count("treaty", "agreed"))
    assert "3 of 16 articles remaining" == str(state.count("treaty", "remaining"))
    assert "0 to 3 of 16 articles agreed in principle" == str(state.count("treaty", "agreed_in_principle"))
    assert "at least 0 articles agreed, of an unknown number" == str(replay(log_with()).count("treaty"))


def test_a_count_in_another_unit_stays_one() -> None:
    """Brackets are never turned into articles, nor articles into brackets."""
    state = replay(log_with(COUNT, "event: count_stated, by: armenia, unit: bracket, open: 7, of: 9"))

    assert "7 of 9 open (in the unit 'bracket')" == str(state.count("treaty", "open", unit="bracket"))
    assert "13 of 16 articles agreed" == str(state.count("treaty", "agreed"))


def test_a_count_knows_on_what_it_rests() -> None:
    """The events behind a number are given in the order of replay, also those that may have happened."""
    log = log_with(AGREED, COUNT)

    assert ("n", "agreed") == replay(log).count("treaty").because
    assert ("n",) == replay(log, as_of="2024-06-20").count("treaty").because
    assert ("n", "agreed") == replay(log, as_of="2024-07-20").count("treaty").because


def test_nobody_names_the_others() -> None:
    """Of sixteen articles with one known by name, fifteen have no name."""
    state = replay(log_with(COUNT, AGREED))

    assert Bounds.exactly(15) == state.unnamed("treaty")


def test_what_nobody_tells_of_has_no_story() -> None:
    """Until something is told of it, a text is under negotiation and its talks go on."""
    state = replay(log_with())

    assert frozenset({Stage.NEGOTIATING}) == state.stage("treaty").possible
    assert frozenset({Talks.ONGOING}) == state.talks("treaty").possible
    assert "treaty" not in state[STAGES]


def test_stages_and_talks_are_read_from_what_was_told() -> None:
    """A signed text is signed, and suspended talks are suspended."""
    state = replay(log_with("event: signed", "event: talks_suspended"))

    assert Stage.SIGNED == state.stage("treaty").status
    assert Talks.SUSPENDED == state.talks("treaty").status


def test_a_published_agenda_is_pending() -> None:
    """Only an item of a published agenda has a status before anybody speaks of it."""
    state = replay(log_with(cast=PACKAGE))

    assert frozenset({Status.PENDING}) == state.possible("weapons")
    assert LIVE == state.possible("zones")
    assert Bounds(1, None) == state.count("ceasefire", "pending").numerator


def test_a_provision_outside_every_count_has_a_status() -> None:
    """A preamble is no article, and can still be opened and agreed."""
    state = replay(log_with("event: provision_agreed, provision: preamble", COUNT))

    assert frozenset({Status.AGREED}) == state.possible("preamble")
    assert "13 of 16 articles agreed" == str(state.count("treaty"))


def test_a_provision_named_in_a_count_rests_on_it() -> None:
    """A list in a count, and what is said beside it, tell the status of what they name."""
    log = log_with(
        "id: n, event: count_stated, by: armenia, agreed: [borders, transit], of: 3, besides: [preamble]"
    )
    facts = replay(log)[PROVISIONS]

    for name in ("borders", "transit", "preamble"):
        assert frozenset({Status.AGREED}) == facts[name].possible
        assert ["n"] == [event.id for event in facts[name].because]


def test_a_text_that_is_a_unit_of_another_counts_there() -> None:
    """A ceasefire that is part of an accord is one of its points, agreed once its text stands."""
    before = replay(log_with(cast=PACKAGE))
    after = replay(log_with("event: text_concluded, instrument: ceasefire", cast=PACKAGE))

    assert LIVE == before.possible("ceasefire")
    assert frozenset({Status.AGREED}) == after.possible("ceasefire")
    assert Bounds(1, None) == after.count("accord").numerator


def test_findings_of_the_counting_are_worded() -> None:
    """A count that cannot follow shows that something moved which nobody reported."""
    findings = replay(
        log_with(COUNT, "id: m, event: count_stated, by: armenia, agreed: 9, of: 16, date: 2024-07-01")
    ).findings

    assert ["unreported-change"] == [finding.code for finding in findings]
    assert ["m"] == [finding.entry for finding in findings]


def test_a_state_can_be_sent_elsewhere() -> None:
    """A timeline and a state give the same answers after a journey to another process."""
    line = timeline(log_with(OPENED, AGREED, COUNT), known_by=None)
    state = line.at("2024-07-10")
    again = pickle.loads(pickle.dumps(state))  # noqa: S301 - our own bytes

    assert state == again
    assert state.count("treaty") == again.count("treaty")
    assert line.at(dt.date(2024, 7, 10)) == pickle.loads(pickle.dumps(line)).at("2024-07-10")  # noqa: S301 - our own bytes


def test_a_demand_stands_where_only_the_addressee_says_it_is_met() -> None:
    """For its owner a demand is not met by the addressee's word; for everyone it cannot be told."""
    log = log_with(
        "id: c, event: condition_set, by: azerbaijan, of: armenia, what: x",
        "event: condition_met, condition: c, by: armenia",
    )
    statuses = {
        account: replay(log, account=account)[CONDITIONS]["c"].possible
        for account in ("armenia", "azerbaijan")
    }

    assert frozenset({ConditionStatus.MET}) == statuses["armenia"]
    assert frozenset({ConditionStatus.RAISED}) == statuses["azerbaijan"]
    assert {ConditionStatus.MET, ConditionStatus.RAISED} == replay(log)[CONDITIONS]["c"].possible


def test_a_count_is_true_of_its_day() -> None:
    """What is said in July about the first of June is true from the first of June, for whoever knows July's reports."""
    log = log_with(
        "event: count_stated, by: armenia, agreed: 13, of: 16, about: 2024-06-01, date: 2024-07-10"
    )

    assert "13 of 16 articles agreed" == str(replay(log, as_of="2024-06-01").count("treaty"))
    assert Bounds(0, None) == replay(log, as_of="2024-05-31").count("treaty").numerator


def test_a_restatement_adds_evidence() -> None:
    """An event that leads to the status already held leaves the status, and stands behind it as well."""
    again = OPENED.replace("id: opened", "id: again").replace("06-01", "06-02")
    fact = replay(log_with(OPENED, again))[PROVISIONS]["borders"]

    assert Status.OPEN == fact.status
    assert ["opened", "again"] == [event.id for event in fact.because]


def test_a_refused_event_changes_nothing() -> None:
    """After an event that the table refuses every answer is what it was, and the event is no evidence."""
    refused = "id: x, event: provision_reopened, provision: [borders, transit], date: 2024-06-20"
    gone = "event: provision_withdrawn, provision: transit, date: 2024-06-10"
    with_it, without = replay(log_with(OPENED, COUNT, gone, refused)), replay(log_with(OPENED, COUNT, gone))

    assert ["PT201"] == [finding.code for finding in with_it.findings]
    assert dict(without[PROVISIONS]) == dict(with_it[PROVISIONS])
    assert without.count("treaty") == with_it.count("treaty")


def test_the_view_that_believes_everything_is_one_of_its_own() -> None:
    """From what somebody chooses to believe leads a way to all that was known by the same day, where alone events are refused."""
    log = log_with("id: x, event: provision_opened, provision: borders, date: 2024-01-01")
    early = timeline(log, known_by="2023-01-01")
    chosen = early.at(account=lambda event: event.id == "x").timeline

    assert early == chosen.whole != timeline(log)
    assert early is early.whole


def test_a_state_tells_where_nothing_can_have_happened_any_more() -> None:
    """From that position of the order on no event can have happened by its day."""
    log = log_with(
        "id: x, event: provision_opened, provision: borders, date: 2024-01-01",
        "id: y, event: provision_contested, provision: borders, date: 2024-02",
    )

    assert (1, 2) == (timeline(log).at("2024-02-10").size, timeline(log).at("2024-02-10").stop)
