"""
Law 5: A refused event leaves the state equal to what it was.

The law itself is in `peacetrack.testing.laws.replaying`.
"""

import pytest
from hypothesis import Phase, find, settings

from peacetrack.aspects import conditions
from peacetrack.log.log import Log
from peacetrack.state.timeline import timeline
from peacetrack.testing.strategies import logs


@pytest.mark.parametrize("guarded", [False, True], ids=["by the status", "by a guard"])
def test_refusals_do_occur(guarded: bool) -> None:  # noqa: FBT001 - a parameter
    """The law is about something: events are refused by the tables, and by their guards."""

    def refuses(log: Log) -> bool:
        return any((refusal.guard is not None) is guarded for refusal in timeline(log).replayed.refusals)

    quickly = settings(phases=[Phase.generate], max_examples=2000)
    assert refuses(find(logs(kinds=conditions.EVENTS, claimed=False, exact=True), refuses, settings=quickly))
