"""A denied field: the report stands, and what that field says is disputed, as it was told and as its denier says."""

from __future__ import annotations

from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.checks.explain import explain
from peacetrack.testing.reading import read_text

COUNT: Final = "id: told, event: count_stated, date: 2024-06-01, instrument: treaty, agreed: 14, of: 20"
OF_NORTH: Final = f"{COUNT}, by: north"
DENIAL: Final = "id: denial, event: denied, date: 2024-06-03, of: told"
TWELVE: Final = f"{DENIAL}, by: south, field: agreed, instead: 12"


def given(text: str) -> pt.Log:
    log = read_text(text).log
    assert log is not None
    return log


def log_of(*events: str, claims: tuple[str, ...] = ()) -> pt.Log:
    """Give a log of north and south, who negotiate, of a mediator, and of two texts."""
    entries = "\n".join(f"- {{{event}}}" for event in events)
    asked = "\n".join(f"- {{{claim}}}" for claim in claims)
    return given(
        f"""
peacetrack: 1
negotiation: {{id: talks}}
actors:
  north: {{role: negotiating_party}}
  south: {{role: negotiating_party}}
  envoy: {{role: mediator}}
instruments:
  treaty:
    unit: article
    provisions: {{preamble: {{kind: preamble}}, borders: {{kind: article}}, courts: {{kind: article}}}}
  protocol: {{unit: article}}
events:
{entries}
{"claims:" if asked else ""}
{asked}
"""
    )


def agreed(log: pt.Log, account: str, **asked: str) -> list[tuple[str, str]]:
    """Give the numbers of agreed articles, each out of how many: one for each word of a dispute."""
    count = pt.replay(log, account=account, **asked).count("treaty", "agreed")
    numbers = [(str(one.numerator), str(one.denominator)) for one in count.figures]
    return numbers if count.disputed else [(str(count.numerator), str(count.denominator))]


def statuses(log: pt.Log, account: str, name: str) -> list[str]:
    return sorted(map(str, pt.replay(log, account=account)[PROVISIONS][name].possible))


NOTHING: Final = [("at least 0", "at least 0")]


def test_only_the_number_is_disputed_of_twenty_in_both() -> None:
    """North says 14 of 20; south denies the number and says 12 instead: 14 or 12, disputed, of 20 in both."""
    log = log_of(OF_NORTH, TWELVE)

    assert [("12", "20"), ("14", "20")] == agreed(log, "everyone") == agreed(log, "north,south")
    assert [("14", "20")] == agreed(log, "north")
    assert [("12", "20")] == agreed(log, "south")
    assert NOTHING == agreed(log, "envoy") == agreed(log, "common_ground")


def test_each_number_is_the_word_of_who_says_it() -> None:
    """No figure is shown without whose word it is, and of which day: the denier speaks of the day of the report."""
    count = pt.replay(log_of(OF_NORTH, TWELVE)).count("treaty", "agreed")

    assert [
        ("12", ("south",), ("told",), ("2024-06-01",)),
        ("14", ("north",), ("told",), ("2024-06-01",)),
    ] == [(str(one.numerator), one.carriers, one.because, one.dates) for one in count.figures]


def test_of_what_the_record_tells_others_keep_the_first_and_common_ground_neither() -> None:
    """Told of nobody in particular, it is in every account but the denier's; on common ground the number is not known."""
    log = log_of(COUNT, TWELVE)

    assert [("12", "20"), ("14", "20")] == agreed(log, "everyone")
    assert [("14", "20")] == agreed(log, "north") == agreed(log, "envoy")
    assert [("12", "20")] == agreed(log, "south")
    assert [("0 to 20", "20")] == agreed(log, "common_ground")


def test_without_a_word_of_his_own_the_denier_goes_without_the_number() -> None:
    """Who only denies the number leaves it open, and the denominator stands."""
    log = log_of(COUNT, f"{DENIAL}, by: south, field: agreed")

    assert [("0 to 20", "20"), ("14", "20")] == agreed(log, "everyone")
    assert [("0 to 20", "20")] == agreed(log, "south")


def test_a_denominator_can_be_denied_alone() -> None:
    """Fourteen in both, of twenty or of eighteen; where no other is said, of an unknown number."""
    other = log_of(OF_NORTH, f"{DENIAL}, by: south, field: of, instead: 18")
    none = log_of(OF_NORTH, f"{DENIAL}, by: south, field: of")

    count = pt.replay(other).count("treaty", "agreed")
    assert ("14", "18 to 20", True) == (str(count.numerator), str(count.denominator), count.disputed)
    assert [("14", "18")] == agreed(other, "south")
    assert [("14", "at least 14")] == agreed(none, "south")


@pytest.mark.parametrize(
    ("instead", "number"), [("{min: 12, max: 13}", "12 to 13"), ("{min: 15}", "15 to 20"), ("[borders]", "1")]
)
def test_the_deniers_own_word_may_be_whatever_the_field_may_have(instead: str, number: str) -> None:
    """A range, a number with one end, and a list are read as the field reads them."""
    log = log_of(OF_NORTH, f"{DENIAL}, by: south, field: agreed, instead: {instead}")

    assert [(number, "20")] == agreed(log, "south")
    assert {(number, "20"), ("14", "20")} == {*agreed(log, "everyone")}


def test_what_was_said_besides_may_be_a_mapping() -> None:
    """The number stands in both, and the denier puts the preamble beside it."""
    log = log_of(OF_NORTH, f"{DENIAL}, by: south, field: besides, instead: {{agreed: [preamble]}}")

    assert ["agreed"] == statuses(log, "south", "preamble")
    assert [("14", "20")] == agreed(log, "south") == agreed(log, "everyone")


def test_several_deniers_have_each_his_own_word() -> None:
    """Three numbers, of which each is somebody's; and who says it first denies it himself, it is the document's."""
    second = "event: denied, date: 2024-06-04, of: told, by: north, field: agreed, instead: 13"
    log = log_of(COUNT, TWELVE, second)
    own = log_of(OF_NORTH, second)

    assert [("12", "20"), ("13", "20"), ("14", "20")] == agreed(log, "everyone")
    assert [("12", "20"), ("13", "20")] == agreed(log, "north,south")
    assert [("13", "20")] == agreed(own, "north")
    assert [("14", "20")] == agreed(own, "south")
    assert [("13", "20"), ("14", "20")] == agreed(own, "everyone")


def test_who_believes_the_denier_and_not_the_speaker_hears_the_denier_alone() -> None:
    """South and the envoy say nothing of 14."""
    assert [("12", "20")] == agreed(log_of(OF_NORTH, TWELVE), "south,envoy")


def test_two_fields_of_one_report_can_be_denied() -> None:
    """The denier's own word is the report with both in place."""
    second = "event: denied, date: 2024-06-03, of: told, by: south, field: of, instead: 18"
    log = log_of(OF_NORTH, TWELVE, second)

    assert [("12", "18"), ("14", "20")] == agreed(log, "everyone")


def test_of_two_denials_of_one_field_the_later_holds() -> None:
    """He said 12, and then 13, whatever their order in the log."""
    later = "event: denied, date: 2024-06-09, of: told, by: south, field: agreed, instead: 13"

    for log in (log_of(OF_NORTH, TWELVE, later), log_of(OF_NORTH, later, TWELVE)):
        assert [("13", "20")] == agreed(log, "south")


def test_a_denial_of_the_whole_leaves_nothing_of_it() -> None:
    """Who denies the report has no number of his own in it, whatever he said of one field."""
    log = log_of(COUNT, TWELVE, "event: denied, date: 2024-06-04, of: told, by: south")

    assert NOTHING == agreed(log, "south")


def test_one_denies_the_report_and_another_a_field_of_it() -> None:
    """Everyone has it as told, as the one says, and goes without it; who believes the two deniers has no 14."""
    log = log_of(COUNT, TWELVE, "event: denied, date: 2024-06-04, of: told, by: north")
    without = ("at least 0", "at least 0")

    assert {("12", "20"), ("14", "20"), without} == {*agreed(log, "everyone")}
    assert {("12", "20"), without} == {*agreed(log, "north,south")}
    assert NOTHING == agreed(log, "north") == agreed(log, "common_ground")


@pytest.mark.parametrize(
    "taking_back",
    [
        "event: confirmed, date: 2024-06-09, of: told, by: south",
        "event: denied, date: 2024-06-09, of: denial, by: south",
        "event: retracted, date: 2024-06-09, of: denial",
    ],
)
def test_it_ends_when_the_denier_takes_it_back(taking_back: str) -> None:
    """A later confirmation, a denial of the denial, or a retraction of what told of it."""
    assert [("14", "20")] == agreed(log_of(OF_NORTH, TWELVE, taking_back), "everyone")


def test_a_word_of_a_later_day_ends_it_as_any_dispute() -> None:
    """After 15 by the one nobody is at 12 or 14; a repetition by either ends nothing."""
    later = "event: count_stated, date: 2024-06-11, instrument: treaty, of: 20"
    repeated = log_of(OF_NORTH, TWELVE, f"{later}, by: north, agreed: 14")
    said_again = log_of(OF_NORTH, TWELVE, f"{later}, by: south, agreed: 12")

    assert [("15", "20")] == agreed(log_of(OF_NORTH, TWELVE, f"{later}, by: south, agreed: 15"), "everyone")
    assert [("12", "20"), ("14", "20")] == agreed(repeated, "everyone") == agreed(said_again, "everyone")
    assert [("14", "20")] == agreed(log_of(OF_NORTH, TWELVE, f"{later}, by: south, agreed: 14"), "everyone")


def test_what_was_said_before_is_answered_as_it_was() -> None:
    """The day before the report has its own answer, and that of the report has both."""
    first = "event: count_stated, date: 2024-05-01, by: north, instrument: treaty, agreed: 11, of: 20"
    log = log_of(first, OF_NORTH, TWELVE)

    assert [("11", "20")] == agreed(log, "everyone", as_of="2024-05-02")
    assert [("12", "20"), ("14", "20")] == agreed(log, "everyone", as_of="2024-06-02")


def test_a_report_that_may_have_happened_may_be_as_either_says() -> None:
    """On a day on which perhaps nothing had been said yet, nothing, twelve and fourteen are possible."""
    first = "event: count_stated, date: 2024-05-01, by: north, instrument: treaty, agreed: 13, of: 20"
    log = log_of(first, OF_NORTH.replace("2024-06-01", "2024-06-01/2024-06-20"), TWELVE)
    count = pt.replay(log, as_of="2024-06-10").count("treaty", "agreed")

    assert "12 to 14" == str(count.numerator)


def test_another_text_may_have_been_meant() -> None:
    """Who says that the number was that of the protocol leaves the treaty aside, and speaks of the protocol."""
    log = log_of(COUNT, f"{DENIAL}, by: south, field: instrument, instead: protocol")
    south, north = (pt.replay(log, account=account) for account in ("south", "north"))

    assert ["14", "at least 0"] == [str(state.count("treaty").numerator) for state in (north, south)]
    assert ["at least 0", "14"] == [str(state.count("protocol").numerator) for state in (north, south)]
    assert NOTHING == agreed(log, "common_ground")


def test_a_list_is_disputed_by_its_names() -> None:
    """South denies what was listed as agreed: the borders are agreed, or as nobody says; the courts are what he says."""
    told = "id: told, event: status_stated, date: 2024-06-01, agreed: borders"
    log = log_of(told, f"{DENIAL}, by: south, field: agreed, instead: courts")

    assert ["agreed"] == statuses(log, "north", "borders") == statuses(log, "south", "courts")
    assert len(statuses(log, "everyone", "borders")) > 1


def test_an_objection_in_a_list_that_is_denied_is_disputed() -> None:
    """North contests the borders by a list; south denies that field, and goes without the objection."""
    told = "id: told, event: status_stated, date: 2024-06-01, by: north, contested: borders, agreed: preamble"
    log = log_of(told, f"{DENIAL}, by: south, field: contested")
    kept = log_of(told, f"{DENIAL}, by: south, field: agreed")

    assert ["contested"] == statuses(log, "north", "borders")
    assert ["contested"] != statuses(log, "south", "borders")
    assert ["contested"] == statuses(kept, "everyone", "borders") == statuses(kept, "south", "borders")


def test_who_has_no_force_is_listed_and_disputes_nothing() -> None:
    """A mediator's denial of a number changes no answer, and is shown."""
    log = log_of(OF_NORTH, f"{DENIAL}, by: envoy, field: agreed, instead: 12")

    assert [("14", "20")] == agreed(log, "everyone")
    assert "denial: denied 2024-06-03, by envoy; of: told, field: agreed, instead: 12" in str(
        explain(pt.replay(log), "told")
    )


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ("event: condition_set, of: south, what: Withdraw", "date, instead: 2024-06-02"),
        ("event: provision_agreed, provision: borders", "provision"),
        ("event: signed, instrument: treaty", "date"),
        ("event: count_stated, instrument: treaty, agreed: 14, of: 20", "date"),
    ],
)
def test_the_denied_field_of_an_act_and_a_denied_day_are_listed_and_change_nothing(
    told: str, field: str
) -> None:
    """What was done stands as it was told, and its explanation says who denies which field of it."""
    act = f"id: told, date: 2024-06-01, by: north, {told}"
    denied, plain = log_of(act, f"{DENIAL}, by: south, field: {field}"), log_of(act, f"{DENIAL}, by: envoy")

    for account in ("everyone", "north", "south", "common_ground"):
        states = [pt.replay(log, account=account) for log in (denied, plain)]
        assert states[0].count("treaty").numerator == states[1].count("treaty").numerator
        assert not states[0].timeline.refusals
        for aspect in denied.aspects:
            assert dict(states[0][aspect]) == dict(states[1][aspect])
    assert "denied 2024-06-03, by south; of: told, field: " in str(explain(pt.replay(denied), "told"))


def test_a_claim_of_either_number_is_disputed() -> None:
    """Neither 14 nor 12 can be told from such a record; that there are twenty articles can."""
    claims = [
        f"id: c-{n}, by: north, date: 2024-06-05, says: {{count: {{instrument: treaty, agreed: {n}, of: 20}}}}"
        for n in (14, 12, 13)
    ]
    verdicts = [result.verdict for result in pt.check(log_of(OF_NORTH, TWELVE, claims=tuple(claims)))]

    assert ["not_enough_info", "not_enough_info", "refuted"] == list(map(str, verdicts))


def test_before_the_denial_is_published_nothing_is_disputed() -> None:
    """No hindsight: what a source published later says of a field changes no earlier answer."""
    log = given(
        """
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {treaty: {unit: article}}
sources: {first: {published: 2024-06-02}, second: {published: 2024-06-09}}
events:
- {id: told, source: first, event: count_stated, date: 2024-06-01, by: north, instrument: treaty, agreed: 14, of: 20}
- {source: second, event: denied, date: 2024-06-03, by: south, of: told, field: agreed, instead: 12}
"""
    )

    assert [("14", "20")] == agreed(log, "everyone", known_by="2024-06-08")
    assert [("12", "20"), ("14", "20")] == agreed(log, "everyone", known_by="2024-06-09")


def test_what_one_side_of_a_dispute_says_again_is_not_the_other_sides() -> None:
    """Where 14 and 12 stand already, a report of 14 whose number is denied adds nothing to 12."""
    later = "event: count_stated, instrument: treaty, of: 20"
    first = (
        f"{later}, date: 2024-05-01, by: north, agreed: 14",
        f"{later}, date: 2024-05-08, by: south, agreed: 12",
    )
    log = log_of(*first, COUNT, TWELVE)

    assert [("12", "20"), ("14", "20")] == agreed(log, "everyone")


def test_of_more_than_can_be_followed_the_answer_says_that_it_is_not_exact() -> None:
    """Seven disputed lists are more than sixty-four branches: each is taken by itself, and the answer says so."""
    names = [f"a{number}" for number in range(7)]
    provisions = ", ".join(f"{name}: {{kind: article}}" for name in names)
    events = "\n".join(
        f"- {{id: {name}, event: status_stated, date: 2024-06-01, agreed: {name}}}\n"
        f"- {{event: denied, date: 2024-06-03, by: south, of: {name}, field: agreed}}"
        for name in names
    )
    log = given(
        f"""
peacetrack: 1
negotiation: {{id: talks}}
actors: {{north: {{role: negotiating_party}}, south: {{role: negotiating_party}}}}
instruments: {{treaty: {{unit: article, provisions: {{{provisions}}}}}}}
events:
{events}
"""
    )

    for name in names:
        assert "agreed" in statuses(log, "everyone", name)
        assert len(statuses(log, "everyone", name)) > 1


def test_a_denial_of_a_field_of_nothing_is_refused_as_any_other() -> None:
    """The event must be there before a field of it can be denied."""
    read = read_text(
        """
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}}
events:
- {event: denied, date: 2024-06-03, by: north, of: nothing, field: agreed}
"""
    )

    assert ["There is no event 'nothing'."] == [problem.message for problem in read.problems]
