"""
Law 5: A refused event leaves the state equal to what it was.

The law itself is in `peacetrack.testing.laws.replaying`.
"""

import pytest
from hypothesis import Phase, find, settings

from peacetrack.aspects import conditions
from peacetrack.log.log import Log
from peacetrack.state.timeline import timeline
from peacetrack.testing.answers import Answers, accounts
from peacetrack.testing.laws.replaying import without_refused
from peacetrack.testing.strategies import logs
from tests.build import log_with


@pytest.mark.parametrize("guarded", [False, True], ids=["by the status", "by a guard"])
def test_refusals_do_occur(guarded: bool) -> None:  # noqa: FBT001 - a parameter
    """The law is about something: events are refused by the tables, and by their guards."""

    def refuses(log: Log) -> bool:
        return any((refusal.guard is not None) is guarded for refusal in timeline(log).replayed.refusals)

    quickly = settings(phases=[Phase.generate], max_examples=2000)
    assert refuses(find(logs(kinds=conditions.EVENTS, claimed=False, exact=True), refuses, settings=quickly))


def test_a_count_may_look_back_to_the_day_of_what_is_refused() -> None:
    """What is refused has changed nothing; a count of so many more since then still says since when."""
    log = log_with(
        "event: terminated, instrument: treaty, date: 2024-01-01",
        "id: late, event: signed, instrument: treaty, date: 2024-01-02",
        "event: denied, of: late, by: armenia, date: 2024-01-02",
        "event: count_stated, instrument: treaty, agreed: 3, of: 3, since: late, date: 2024-01-03",
    )
    line, untold = timeline(log), timeline(without_refused(timeline(log)))

    assert {"late"} == line.refused
    assert not untold.refused
    for account in accounts(log):
        for day in (None, *line.days()):
            assert [] == list(
                Answers().differences(line.at(day, account=account), untold.at(day, account=account))
            )
