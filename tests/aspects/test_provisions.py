"""What was decided of provisions."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

from peacetrack.aspects import KINDS
from peacetrack.aspects.provisions import (
    LIVE,
    PROVISIONS,
    REMAINING,
    ProvisionAdded,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionOpened,
    ProvisionReplaced,
    ProvisionWithdrawn,
    Status,
    on_the_agenda,
)
from peacetrack.model.cast import Cast, Provision
from peacetrack.model.ids import EventId, ProvisionId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.replay import Replay, outcome
from tests.aspects.stories import (
    ARMENIA,
    BORDERS,
    CAST,
    SECURITY,
    TRANSIT,
    TREATY,
    decisions,
    everything,
    now,
    replayed,
    written,
)

LETTERS: Final = {
    "P": "pending",
    "O": "open",
    "C": "contested",
    "I": "agreed_in_principle",
    "H": "partly_agreed",
    "A": "agreed",
    "D": "deferred",
    "W": "withdrawn",
}

DECIDED: Final = """
                                P  O  C  I  H  A  D  W
provision_opened                O  O  .  .  .  .  O  .
provision_agreed                A  A  A  A  A  A  A  .
provision_agreed_in_principle   I  I  I  I  .  .  I  .
provision_partly_agreed         H  H  H  H  H  .  H  .
provision_contested             C  C  C  C  C  .  C  .
provision_reopened              .  O  O  O  O  O  O  .
provision_deferred              D  D  D  D  D  .  D  .
provision_withdrawn             W  W  W  W  W  W  W  W
provision_added                 .  .  .  .  .  .  .  ?
provision_replaced              W  W  W  W  W  W  W  .
"""

CHAPTER: Final = ProvisionId("chapter")
FIRST: Final = ProvisionId("first")
SECOND: Final = ProvisionId("second")
PARTS: Final = (FIRST, SECOND)


def with_a_chapter() -> Cast:
    """Give the treaty a chapter of two articles."""
    treaty = CAST.instruments[TREATY]
    chapter = {CHAPTER: Provision(id=CHAPTER, kind="chapter")}
    parts = {part: Provision(id=part, kind="article", parent=CHAPTER) for part in PARTS}
    provisions = ReadOnly({**treaty.provisions, **chapter, **parts})
    return attrs.evolve(CAST, instruments=ReadOnly({TREATY: attrs.evolve(treaty, provisions=provisions)}))


def opened(*provisions: ProvisionId, name: str = "opened") -> ProvisionOpened:
    return ProvisionOpened(id=EventId(name), provision=provisions)


def agreed(*provisions: ProvisionId) -> ProvisionAgreed:
    return ProvisionAgreed(id=EventId("agreed"), provision=provisions)


def withdrawn(*provisions: ProvisionId) -> ProvisionWithdrawn:
    return ProvisionWithdrawn(id=EventId("withdrawn"), provision=provisions)


def added(*provisions: ProvisionId, status: Status | None = None) -> ProvisionAdded:
    return ProvisionAdded(id=EventId("added"), provision=provisions, status=status)


def replaced(
    *provisions: ProvisionId, by: tuple[ProvisionId, ...], status: Status | None = None
) -> ProvisionReplaced:
    return ProvisionReplaced(id=EventId("replaced"), provisions=provisions, successors=by, status=status)


def statuses(replay: Replay) -> dict[str, set[str]]:
    """Give the statuses that each provision may have."""
    return {name: {*map(str, now(history))} for name, history in replay.histories[PROVISIONS.name].items()}


ANY: Final = {*map(str, LIVE)}


def test_the_table_of_provisions_is_what_was_decided() -> None:
    """Each status allows these events and no others: `.` is a refusal, `?` any live status."""
    assert written(DECIDED, letters=LETTERS) == decisions(PROVISIONS)


def test_only_a_withdrawn_provision_is_not_live() -> None:
    """What remains is live and not agreed."""
    assert {Status.WITHDRAWN} == frozenset(Status) - LIVE
    assert {Status.AGREED} == LIVE - REMAINING


def test_of_several_possible_statuses_the_refusing_ones_are_ruled_out() -> None:
    """Of a provision of which nothing is known, an opening shows that it was not agreed; any move is possible."""
    replay = replayed(opened(BORDERS))

    assert {"borders": {"open"}} == statuses(replay)
    assert [] == replay.refusals


def test_what_is_agreed_is_contested_in_somebodys_name_only() -> None:
    """An objection to what is agreed is somebody's own; in nobody's name, it would have to be reopened first."""
    contested = ProvisionContested(id=EventId("contested"), provision=(BORDERS,))
    replay = replayed(agreed(BORDERS), contested)

    (refusal,) = replay.refusals
    assert refusal.guard is not None
    text = refusal.guard.refusal(refusal.event, refusal.earlier, CAST)
    assert (
        "`provision_contested` is refused: what is agreed has to be reopened first (`provision_reopened`)."
        == text
    )
    assert {"borders": {"agreed"}} == statuses(replay)


def test_what_stands_in_no_text_is_on_no_agenda() -> None:
    """A name that the cast does not know begins with no status of its own."""
    assert frozenset() == on_the_agenda("nowhere", CAST)


def test_a_provision_that_is_added_may_have_any_live_status() -> None:
    """Nobody said with which status it came."""
    assert {"borders": ANY} == statuses(replayed(added(BORDERS)))


@pytest.mark.parametrize("status", sorted(LIVE))
def test_a_provision_that_is_added_has_the_status_that_was_said(status: Status) -> None:
    """Whether it is new or comes back."""
    assert {"borders": {status}} == statuses(replayed(added(BORDERS, status=status)))
    assert {"borders": {status}} == statuses(replayed(withdrawn(BORDERS), added(BORDERS, status=status)))


def test_a_provision_in_the_draft_is_not_added_again() -> None:
    """It keeps its status, and nothing else that the same event brings arrives."""
    replay = replayed(opened(BORDERS))
    before = everything(replay)

    replay.apply((added(BORDERS, SECURITY, status=Status.PENDING),))

    assert before == everything(replay)
    assert ["borders"] == [refusal.subject for refusal in replay.refusals]


def test_what_is_replaced_leaves_and_its_successors_come() -> None:
    """An article was split: the old one is in no count any more, the new ones may have any status."""
    replay = replayed(agreed(BORDERS), replaced(BORDERS, by=(TRANSIT, SECURITY)))

    assert {"borders": {"withdrawn"}, "transit": ANY, "security": ANY} == statuses(replay)


def test_successors_come_with_the_status_that_was_said() -> None:
    """Also one of which something was told before."""
    replay = replayed(opened(TRANSIT), replaced(BORDERS, by=(TRANSIT, SECURITY), status=Status.AGREED))

    assert {"borders": {"withdrawn"}, "transit": {"agreed"}, "security": {"agreed"}} == statuses(replay)


def test_a_provision_may_be_among_its_own_successors() -> None:
    """A merger under the old name ends the old story and begins a new one, in one event."""
    merged = replaced(BORDERS, TRANSIT, by=(BORDERS,), status=Status.CONTESTED)

    known = replayed(agreed(BORDERS), merged)
    new = replayed(merged)

    assert {"borders": {"contested"}, "transit": {"withdrawn"}} == statuses(known) == statuses(new)
    assert [0, 1] == known.histories[PROVISIONS.name]["borders"].positions.tolist()
    assert [0] == new.histories[PROVISIONS.name]["borders"].positions.tolist()


def test_a_replacement_of_what_has_left_brings_nothing() -> None:
    """It is refused, so that its successors do not arrive either."""
    replay = replayed(withdrawn(BORDERS))
    before = everything(replay)

    replay.apply((replaced(BORDERS, by=(SECURITY,)),))

    assert before == everything(replay)
    assert [BORDERS] == [refusal.subject for refusal in replay.refusals]


def test_what_somebody_says_of_an_arrival_is_his_word() -> None:
    """According to Armenia the article came agreed; on the record it is only known to be in the draft."""
    replay = replayed(attrs.evolve(added(BORDERS, status=Status.AGREED), according_to=(ARMENIA,)))
    history = replay.histories[PROVISIONS.name]["borders"]

    assert LIVE == now(history)
    assert {"armenia": {Status.AGREED}} == {
        actor: now(one_history) for actor, one_history in (history.by_speaker or {}).items()
    }


def test_an_event_on_a_chapter_is_an_event_on_its_articles() -> None:
    """All of it was agreed, so each part was."""
    replay = replayed(agreed(CHAPTER), cast=with_a_chapter())

    assert {"chapter": {"agreed"}, "first": {"agreed"}, "second": {"agreed"}} == statuses(replay)


def test_a_chapter_and_its_article_named_together_are_one_event_on_each() -> None:
    """The article is told once, though it is named twice."""
    replay = replayed(agreed(CHAPTER, FIRST), cast=with_a_chapter())

    assert [0] == replay.histories[PROVISIONS.name]["first"].positions.tolist()


def test_a_chapter_arrives_with_its_articles() -> None:
    """A chapter that is added brings the articles that the cast gives it."""
    replay = replayed(added(CHAPTER, status=Status.OPEN), cast=with_a_chapter())

    assert [] == replay.refusals
    assert {"chapter": {"open"}, "first": {"open"}, "second": {"open"}} == statuses(replay)


def test_the_articles_of_a_chapter_that_comes_as_a_successor_come_with_it() -> None:
    """The status that was said of the chapter is said of them."""
    replay = replayed(replaced(BORDERS, by=(CHAPTER,), status=Status.AGREED), cast=with_a_chapter())

    expected = {"borders": {"withdrawn"}, "chapter": {"agreed"}, "first": {"agreed"}, "second": {"agreed"}}
    assert expected == statuses(replay)


def test_what_may_have_been_replaced_may_have_left() -> None:
    """The status that was said of the successor says nothing of what it replaces."""
    event = replaced(BORDERS, by=(TRANSIT,), status=Status.AGREED)

    assert {Status.WITHDRAWN} == outcome(PROVISIONS, event, event, CAST, frozenset({Status.OPEN}), ())


def test_an_event_that_may_have_happened_leads_nowhere_from_what_refuses_it() -> None:
    """A withdrawn provision cannot have been agreed, so it is not perhaps agreed."""
    event = agreed(BORDERS)

    assert frozenset() == outcome(PROVISIONS, event, event, CAST, frozenset({Status.WITHDRAWN}), ())
    assert {Status.AGREED} == outcome(PROVISIONS, event, event, CAST, LIVE, ())


def test_counting_asks_to_which_status_a_kind_of_event_leads_and_from_which() -> None:
    """What is withdrawn is not agreed, and all else that is agreed becomes so."""
    assert Status.AGREED is PROVISIONS.table.target(ProvisionAgreed)
    assert LIVE == PROVISIONS.table.allowing(ProvisionAgreed)


def test_a_provision_named_twice_is_one_provision() -> None:
    """The event is evidence of it once."""
    replay = replayed(opened(BORDERS), agreed(BORDERS, BORDERS))

    assert [0, 1] == replay.histories[PROVISIONS.name]["borders"].positions.tolist()


def test_every_kind_says_whose_act_it_is() -> None:
    """What happens to a provision is an act of all, but for an objection; so is concluding, reopening and entering into force."""
    of_all = {kind.kind for kind in KINDS.values() if kind.deed() == "an act of all"}
    moved = {kind for kind in KINDS if kind.startswith("provision_")} - {"provision_contested"}

    assert moved | {"text_concluded", "text_reopened", "entered_into_force"} == of_all
    assert {"count_stated", "status_stated", "condition_met", "condition_partly_met", "consents_stated"} == {
        kind.kind for kind in KINDS.values() if kind.deed() == "a statement"
    }
    assert "an act of one" == KINDS["signed"].deed() == KINDS["provision_contested"].deed()


@pytest.mark.parametrize(("by", "refused"), [((), ["contested"]), ((ARMENIA,), [])])
def test_what_is_agreed_is_contested_only_in_somebodys_name(
    by: tuple[SpeakerId, ...], refused: list[str]
) -> None:
    """An objection by name moves an agreed provision; one in nobody's name is refused until it is reopened."""
    agreed = ProvisionAgreed(id=EventId("agreed"), provision=(BORDERS,))
    contested = ProvisionContested(id=EventId("contested"), provision=(BORDERS,), by=by)

    assert refused == [one.event.id for one in replayed(agreed, contested).refusals]
