"""Law 13: no hindsight: nothing from a source published after `known_by` changes an answer."""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.reports import Confirmed, Denied, Mentioned, Retracted
from peacetrack.ids import SourceId
from peacetrack.log import Log
from peacetrack.state import timeline
from tests.laws.answers import accounts, clone, differences
from tests.strategies import logs


def known(log: Log, day: dt.date) -> frozenset[SourceId | None]:
    """Name the documents that had certainly appeared by a day."""
    return frozenset(
        name
        for name, source in log.sources.items()
        if source.published and source.published.latest and source.published.latest <= day
    )


def as_known(log: Log, day: dt.date) -> Log:
    """
    Leave out every entry of a document that had not certainly appeared.

    What a known document mentions stays, but without the day that an unknown one gives it.
    """
    sources = known(log, day)
    mentioned = {event.of for event in log.events if isinstance(event, Mentioned) and event.source in sources}
    told = (
        event if event.source in sources else attrs.evolve(event, source=None, date=None, about=None)
        for event in log.events
        if event.source in sources or (event.id in mentioned and not isinstance(event, REPORTS))
    )
    return attrs.evolve(log, events=tuple(told))


REPORTS = (Mentioned, Confirmed, Denied, Retracted)
REPORTED = st.sampled_from(REPORTS).flatmap(lambda kind: logs(containing=[kind], claimed=False))


@given(logs(claimed=False) | REPORTED, st.data())
def test_no_later_document_changes_an_answer(log: Log, data: st.DataObject) -> None:
    """Nothing from a source published after `known_by` changes an answer."""
    ends = [
        source.published.latest
        for source in log.sources.values()
        if source.published and source.published.latest
    ]
    last = data.draw(st.sampled_from(ends or [dt.date(2024, 1, 1)]))
    day = data.draw(st.sampled_from([last, last - dt.timedelta(1)]))
    line, early = timeline(log, known_by=day), timeline(clone(as_known(log, day)), known_by=None)
    as_of = data.draw(st.none() | st.sampled_from(line.days() or (None,)))
    account = data.draw(st.sampled_from(accounts(log)))

    assert [event.id for event in early.view.events] == [event.id for event in line.view.events]
    # Whether the tables allow an event is decided once, on the whole log; the shorter one may decide otherwise.
    if line.refused == early.refused and not line.replayed.gaps:
        assert [] == list(differences(early.at(as_of, account=account), line.at(as_of, account=account)))
