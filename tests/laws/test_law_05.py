"""Law 5: A refused event leaves the state equal to what it was."""

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from peacetrack.aspects import conditions
from peacetrack.findings import of_refusal
from peacetrack.log import Log
from peacetrack.state import replay, timeline
from tests.laws.answers import accounts, clone, differences, without
from tests.strategies import logs


@given(logs(exact=True, claimed=False), st.data())
def test_what_was_refused_might_as_well_not_stand_there(log: Log, data: st.DataObject) -> None:
    """A refused event leaves the state equal to what it was."""
    refused = timeline(log).refused
    account = data.draw(st.sampled_from(accounts(log)))
    day = data.draw(st.sampled_from([None, *timeline(log).days()]))
    told, untold = (replay(text, as_of=day, account=account) for text in (log, clone(without(log, refused))))

    assert frozenset() == untold.timeline.refused
    assert [] == list(differences(told, untold))


@given(logs(claimed=False))
def test_whatever_is_refused_is_reported(log: Log) -> None:
    """A refused event leaves the state equal to what it was, and its author is told."""
    line = timeline(log)
    reported = {finding.entry for finding in line.findings if finding.code.startswith("PT2")}
    worded = {of_refusal(refusal, log.cast).message for refusal in line.whole.replayed.refusals}

    assert reported == line.refused
    assert worded <= {finding.message for finding in line.findings}


@pytest.mark.parametrize("guarded", [False, True], ids=["by the status", "by a guard"])
def test_refusals_do_occur(guarded: bool) -> None:  # noqa: FBT001 - a parameter
    """The law is about something: events are refused by the tables, and by their guards."""

    def refuses(log: Log) -> bool:
        return any((refusal.guard is not None) is guarded for refusal in timeline(log).replayed.refusals)

    quickly = settings(phases=[Phase.generate], max_examples=2000)
    assert refuses(find(logs(only=conditions.EVENTS, claimed=False, exact=True), refuses, settings=quickly))
