"""
Law 6: names of files, and the place of entries that keep their file and differ in date, change no answer.

The law itself is in `peacetrack.testing.laws.replaying`.
"""

from __future__ import annotations

import attrs

from peacetrack.state.ordering import order_findings
from peacetrack.state.timeline import timeline
from peacetrack.testing.answers import Answers
from peacetrack.testing.laws.replaying import shuffled, without_order
from peacetrack.testing.reading import read_text

PAIR = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}}
instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
events:
  - {event: provision_opened, date: 2024-01, provision: borders}
  - {event: provision_deferred, date: 2024-01-01/2024-01-31, provision: borders}
"""


def test_where_the_order_decides_the_answer_has_room_for_both() -> None:
    """The order of these two decides, and both are named; whichever is written first, either status is possible."""
    log = read_text(PAIR).log
    assert log is not None
    line = timeline(log)
    other = timeline(shuffled(log, [1, 0]))
    swapped = timeline(attrs.evolve(log, events=log.events[::-1]))

    (finding,) = order_findings(line.view, line.replayed)
    assert {event.id for event in log.events} == {finding.entry, *(name for _, name in finding.others)}
    assert without_order(Answers(), line.at()) == without_order(Answers(), other.at())
    assert without_order(Answers(), line.at()) == without_order(Answers(), swapped.at())
    assert {"open", "deferred"} == {*line.at().possible("borders")}
