"""Drawn denials of a field: each is one that a log may write, and is read again as it was drawn."""

from __future__ import annotations

import pytest
from hypothesis import Phase, find, settings

from peacetrack.aspects.conditions import ConditionSet
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Denied
from peacetrack.aspects.tallies import CountStated
from peacetrack.log.log import Log
from peacetrack.testing.laws.speaking import speaking
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps

QUICKLY = settings(max_examples=2000, derandomize=True, database=None, deadline=None, phases=[Phase.generate])


@pytest.mark.parametrize("kind", [CountStated, ConditionSet], ids=lambda kind: kind.kind)
@pytest.mark.parametrize("with_another", [True, False])
def test_a_field_is_denied_with_and_without_a_word_in_its_place(
    kind: type[Event], *, with_another: bool
) -> None:
    """The number of a count, or a text of a demand; `change` says what the reader makes of it."""

    def denies(log: Log) -> bool:
        return any(
            isinstance(event, Denied)
            and event.field
            and bool(event.instead) is with_another
            and isinstance(log.by_id[event.of], kind)
            for event in log.events
        )

    log = find(speaking((), containing=[kind, Denied]), denies, settings=QUICKLY)

    assert log.events == getattr(read_text(dumps(log)).log, "events", None)
