"""Law 1: Replay is deterministic; replaying a prefix and then the rest equals replaying the whole."""

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.log import Log
from peacetrack.replay import Replay
from peacetrack.state import replay
from peacetrack.stories import Story
from peacetrack.views import take
from tests.laws.answers import accounts, clone, differences
from tests.strategies import logs

Told = tuple[str, tuple[int, ...], tuple[object, ...], tuple[object, ...]]


def told(story: Story) -> Told:
    """Give a story as a value."""
    words = tuple((actor, told(own)) for actor, own in (story.words or {}).items())
    return story.origin.id, tuple(story.places), tuple(story.possible), words


def stories(build: Replay) -> object:
    """Give all that a replay has found."""
    found = {
        (aspect, name): told(story) for aspect, own in build.stories.items() for name, story in own.items()
    }
    gaps = [(event.id, subject) for event, subject in build.gaps]
    return found, build.refusals, gaps, build.events


@given(logs(claimed=False), st.data())
def test_a_log_has_one_state(log: Log, data: st.DataObject) -> None:
    """Replay is deterministic"""
    account = data.draw(st.sampled_from(accounts(log)))
    first, second = replay(log, account=account), replay(clone(log), account=account)

    assert [] == list(differences(first, second))
    assert first.findings == second.findings


@given(logs(), st.lists(st.integers(0, 20), max_size=3), st.booleans())
def test_a_story_can_be_told_in_parts(log: Log, cuts: list[int], judging: bool) -> None:  # noqa: FBT001 - drawn
    """Replaying a prefix and then the rest equals replaying the whole"""
    events = take(log).events
    refused = None if judging else frozenset(event.id for event in events[::3])
    whole, parts = Replay(log.cast, refused=refused), Replay(log.cast, refused=refused)
    whole.tell(events)
    start = 0
    for end in (*sorted(cuts), len(events)):
        parts.tell(events[start:end])
        start = max(start, end)

    assert stories(whole) == stories(parts)
