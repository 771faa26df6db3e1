"""What a refused event leaves behind, whose word an event is, and what a narrower view makes of a gap."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects import ASPECTS, conditions, provisions, stages
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status
from peacetrack.aspects.stages import STAGES, Stage
from peacetrack.aspects.tallies import CountStated
from peacetrack.model.ids import EventId, ProvisionId, SpeakerId
from peacetrack.state.histories import Statuses
from peacetrack.state.replay import Replay
from tests.aspects.stories import (
    ARMENIA,
    AZERBAIJAN,
    BORDERS,
    CONSTITUTION,
    GEORGIA,
    LAWFUL,
    MIRZOYAN,
    SECURITY,
    SIGNING,
    TRANSIT,
    TREATY,
    everything,
    history_of,
    lawful,
    now,
    replayed,
)

NARROWER: Final = frozenset[EventId]()


def agreed(*names: str, by: tuple[SpeakerId, ...] = (), name: str = "agreed") -> Event:
    provision = tuple(map(ProvisionId, names))
    return provisions.ProvisionAgreed(id=EventId(name), provision=provision, by=by)


def contested(*names: str, to: tuple[SpeakerId, ...] = (), name: str = "contested") -> Event:
    provision = tuple(map(ProvisionId, names))
    return provisions.ProvisionContested(id=EventId(name), provision=provision, according_to=to)


def in_words(replay: Replay, name: str = BORDERS) -> dict[str, Statuses]:
    """Give the statuses of a provision: on the record (`""`), and in each actor's word."""
    history = replay.histories[PROVISIONS.name][name]
    return {
        "": now(history),
        **{actor: now(one_history) for actor, one_history in (history.by_speaker or {}).items()},
    }


def statuses(replay: Replay) -> dict[tuple[str, str, str], tuple[Statuses, ...]]:
    """Give the courses of all subjects in all words, wherever in the order they were told."""
    return {key: possible for key, (_, possible) in everything(replay).items()}


# A refused event changes nothing.


def speakers() -> st.SearchStrategy[tuple[SpeakerId, ...]]:
    return st.lists(st.sampled_from((ARMENIA, AZERBAIJAN, GEORGIA, MIRZOYAN)), unique=True, max_size=2).map(
        tuple
    )


@st.composite
def reports(draw: st.DrawFn) -> Event:
    """Draw an event of any kind, of one or several provisions, said or done by anybody."""
    event = lawful(draw(st.sampled_from(sorted(LAWFUL, key=lambda kind: kind.kind))))
    event = attrs.evolve(event, according_to=draw(st.just(()) | speakers()))
    if draw(st.booleans()):
        event = attrs.evolve(event, by=draw(speakers()))
    if hasattr(event, "provision"):
        names = st.lists(st.sampled_from((BORDERS, TRANSIT, SECURITY)), unique=True, min_size=1).map(tuple)
        event = attrs.evolve(event, provision=draw(names))  # type: ignore[call-arg]  # just asked
    return event


def logs() -> st.SearchStrategy[list[Event]]:
    """Draw stories in which a demand and an offer come first, as every reference needs what it names."""
    first = [lawful(conditions.ConditionSet), lawful(LAWFUL_OFFER)]
    tails = st.lists(reports(), max_size=12)
    return tails.map(
        lambda tail: [
            *first,
            *(
                event
                if type(event) in BEGINNING
                else attrs.evolve(event, id=EventId(f"{event.kind}-{place}"))
                for place, event in enumerate(tail)
            ),
        ]
    )


LAWFUL_OFFER: Final = next(kind for kind in LAWFUL if kind.kind == "proposal_made")
BEGINNING: Final = (conditions.ConditionSet, LAWFUL_OFFER)


@given(logs())
def test_law_5_a_refused_event_leaves_the_state_equal_to_what_it_was(log: list[Event]) -> None:
    """Law 5: also when it speaks of several provisions, in somebody's word, or of what nobody spoke of before."""
    replay = replayed()
    for event in log:
        before, refused = everything(replay), len(replay.refusals)
        replay.apply((event,))
        if len(replay.refusals) > refused:
            assert before == everything(replay)
            assert refused + 1 == len(replay.refusals)
            assert event is replay.refusals[-1].event


@given(logs())
def test_law_5_what_follows_a_refused_event_is_as_if_it_had_not_been_told(log: list[Event]) -> None:
    """Without its refused events a log has the same course in every word, and the story behind a refusal is unrefused."""
    whole = replayed(*log)
    refused = {id(refusal.event) for refusal in whole.refusals}
    rest = replayed(*(event for event in log if id(event) not in refused))

    assert [] == rest.refusals
    assert statuses(whole) == statuses(rest)
    for refusal in whole.refusals:
        assert refusal.origin is refusal.event or id(refusal.origin) not in refused


@given(logs(), st.data())
def test_law_1_a_prefix_and_then_the_rest_is_the_whole(log: list[Event], data: st.DataObject) -> None:
    """Law 1: replaying a prefix and then the rest equals replaying the whole."""
    cut = data.draw(st.integers(0, len(log)))
    parts = replayed(*log[:cut])
    parts.apply(log[cut:])
    whole = replayed(*log)

    assert everything(whole) == everything(parts)
    assert (whole.refusals, whole.gaps, whole.events) == (parts.refusals, parts.gaps, parts.events)


@given(logs())
def test_a_narrower_view_refuses_only_what_the_whole_refused(log: list[Event]) -> None:
    """What the view that knows everything refused is left out of any other, and nothing else is."""
    refused = frozenset(refusal.event.id for refusal in replayed(*log).refusals)
    view = replayed(*log, refused=refused)
    kept = replayed(*(event for event in log if event.id not in refused), refused=NARROWER)

    assert [] == view.refusals
    assert statuses(kept) == statuses(view)


def test_of_several_provisions_none_changes_when_one_refuses() -> None:
    """The treaty's transit article is agreed and cannot be contested, so security is not contested either."""
    replay = replayed(agreed(TRANSIT))
    before = everything(replay)

    replay.apply((contested(SECURITY, TRANSIT),))

    assert before == everything(replay)
    (refusal,) = replay.refusals
    assert "transit" == refusal.subject
    assert {Status.AGREED} == refusal.before
    assert "agreed" == refusal.origin.id


def test_a_refused_first_event_begins_no_story() -> None:
    """Nothing can be suspended that never was in force; the story begins with what was not refused."""
    early, late = lawful(stages.Suspended, "early"), lawful(stages.Initialled, "late")
    replay = replayed(early, lawful(stages.Signed, "signed"), late)

    assert [(early, early), (late, replay.events[1])] == [
        (each.event, each.origin) for each in replay.refusals
    ]


def test_a_refused_word_is_not_heard() -> None:
    """Armenia says of a demand that was dropped that it was met; that gives it no word on the demand later raised again."""
    claimed = attrs.evolve(lawful(conditions.ConditionMet), by=(ARMENIA,))
    replay = replayed(
        lawful(conditions.ConditionSet), lawful(conditions.ConditionWithdrawn, "dropped"), claimed
    )

    assert [claimed] == [refusal.event for refusal in replay.refusals]
    assert history_of(replay, CONDITIONS).by_speaker is None


# Whose word it is.


def test_what_one_side_says_is_a_story_of_its_own() -> None:
    """Armenia calls an article agreed: on the record it is open as before, in Azerbaijan's word too."""
    replay = replayed(lawful(provisions.ProvisionOpened), agreed(BORDERS, by=(MIRZOYAN,)))

    assert {"": {Status.OPEN}, "armenia": {Status.AGREED}} == in_words(replay)
    assert [0] == replay.histories[PROVISIONS.name][BORDERS].positions.tolist()


def test_what_rests_on_the_sources_goes_into_every_word() -> None:
    """After both sides have spoken, an unattributed report moves both stories and the record."""
    replay = replayed(
        agreed(BORDERS, by=(ARMENIA,)),
        contested(BORDERS, to=(AZERBAIJAN,)),
        lawful(provisions.ProvisionWithdrawn),
    )

    assert {"": {Status.WITHDRAWN}, "armenia": {Status.WITHDRAWN}, "azerbaijan": {Status.WITHDRAWN}} == (
        in_words(replay)
    )
    assert [] == replay.gaps


def test_what_both_parties_say_is_nobodys_word_in_particular() -> None:
    """A joint statement of all negotiating parties is on the record."""
    assert {"": {Status.AGREED}} == in_words(replayed(agreed(BORDERS, by=(ARMENIA, AZERBAIJAN))))


def test_what_a_party_says_with_a_host_is_the_word_of_both() -> None:
    """Each of them has a story of its own, and both say the same."""
    replay = replayed(agreed(BORDERS, by=(ARMENIA, GEORGIA)))

    assert {"": LIVE, "armenia": {Status.AGREED}, "georgia": {Status.AGREED}} == in_words(replay)


def test_an_event_is_not_refused_while_one_story_allows_it() -> None:
    """Armenia alone calls it agreed; a report that it is contested is a gap in Armenia's story and no refusal."""
    event = contested(BORDERS)
    replay = replayed(lawful(provisions.ProvisionOpened), agreed(BORDERS, by=(ARMENIA,)), event)

    assert {"": {Status.CONTESTED}, "armenia": {Status.CONTESTED}} == in_words(replay)
    assert [(event, BORDERS)] == replay.gaps
    assert [] == replay.refusals


def test_an_event_is_refused_when_every_story_refuses_it() -> None:
    """Agreed on the record, and in Armenia's word: nobody can contest it, and nothing changes in any story."""
    replay = replayed(agreed(BORDERS), agreed(BORDERS, by=(ARMENIA,), name="again"))
    before = everything(replay)

    replay.apply((contested(BORDERS), contested(BORDERS, to=(ARMENIA,), name="said")))

    assert before == everything(replay)
    assert ["contested", "said"] == [refusal.event.id for refusal in replay.refusals]


def test_a_refusal_names_the_statuses_of_the_word_that_refused() -> None:
    """On the record nothing is known; in Armenia's own word both are agreed, so Armenia cannot contest them."""
    replay = replayed(agreed(BORDERS, TRANSIT, by=(ARMENIA,)), contested(BORDERS, TRANSIT, to=(ARMENIA,)))

    assert [{Status.AGREED}] == [refusal.before for refusal in replay.refusals]


# Narrower views.


def test_a_narrower_view_refuses_nothing() -> None:
    """What lies between was not published yet: the event applies, and the gap is listed."""
    event = contested(BORDERS)
    replay = replayed(agreed(BORDERS), event, refused=NARROWER)

    assert {"": {Status.CONTESTED}} == in_words(replay)
    assert [(event, BORDERS)] == replay.gaps
    assert [] == replay.refusals


def test_a_narrower_view_leaves_out_what_the_whole_refused() -> None:
    """An event that the record as a whole refuses is believed in no view."""
    replay = replayed(agreed(BORDERS), contested(BORDERS), refused=frozenset({EventId("contested")}))

    assert {"": {Status.AGREED}} == in_words(replay)
    assert [] == replay.gaps


def test_a_gap_leaves_every_status_that_the_event_can_leave() -> None:
    """A suspension by one party shows that the text was signed, not whether it is in force for the other."""
    alone = attrs.evolve(lawful(stages.Suspended), by=(ARMENIA,))
    replay = replayed(alone, refused=NARROWER)

    assert {Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED} == now(history_of(replay, STAGES))


def test_a_gap_before_a_partial_withdrawal_is_not_a_withdrawal() -> None:
    """A met demand that is dropped for one step was raised again in between, and is not known to be dropped."""
    partial = conditions.ConditionWithdrawn(id=EventId("partial"), condition=CONSTITUTION, gate=(SIGNING,))
    replay = replayed(
        lawful(conditions.ConditionSet), lawful(conditions.ConditionMet, "met"), partial, refused=NARROWER
    )

    assert frozenset(conditions.Status) - {conditions.Status.MET} == now(history_of(replay, CONDITIONS))


def test_a_gap_before_an_arrival_leaves_what_was_said_of_the_arrival() -> None:
    """A provision known to be open is added as pending: it must have left in between."""
    event = provisions.ProvisionAdded(id=EventId("added"), provision=(BORDERS,), status=Status.PENDING)
    replay = replayed(lawful(provisions.ProvisionOpened), event, refused=NARROWER)

    assert {"": {Status.PENDING}} == in_words(replay)
    assert [(event, BORDERS)] == replay.gaps


def test_whom_every_status_refuses_leaves_a_subject_unknown_in_a_narrower_view() -> None:
    """A guard refuses from everywhere; where the view may not refuse, the subject may be what it was at first."""
    by_host = attrs.evolve(lawful(conditions.ConditionRejected), by=(GEORGIA,))
    replay = replayed(lawful(conditions.ConditionSet), by_host, refused=NARROWER)

    assert CONDITIONS.start == now(history_of(replay, CONDITIONS))
    assert [by_host] == [event for event, _ in replay.gaps]


# What has no lifecycle.


def test_statements_and_counts_move_no_lifecycle() -> None:
    """They have a place in the order, and change nobody's status."""
    count = CountStated(id=EventId("count"), instrument=TREATY, of=16)
    statement = StatementMade(id=EventId("statement"), by=(ARMENIA,))
    replay = replayed(statement, count, agreed(BORDERS))

    assert {("provisions", "borders", "")} == set(everything(replay))
    assert [2] == replay.histories[PROVISIONS.name][BORDERS].positions.tolist()


def test_every_subject_is_listed_with_its_aspect() -> None:
    """A replay lists of what something was told, aspect by aspect."""
    replay = replayed(lawful(stages.Signed), lawful(stages.TalksSuspended), agreed(TRANSIT, BORDERS))

    expected = [
        ("provisions", "transit"),
        ("provisions", "borders"),
        ("stages", "treaty"),
        ("talks", "treaty"),
    ]
    assert expected == [
        (aspect.name, subject) for aspect in ASPECTS for subject in replay.histories[aspect.name]
    ]
    assert [aspect.name for aspect in ASPECTS] == list(replay.histories)
