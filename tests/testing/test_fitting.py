"""An event of a kind that fits is drawn, if there is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.model.ids import EventId
from peacetrack.testing.moves import _fitting, end_of
from peacetrack.testing.parts import Parts
from tests.build import log_with


@st.composite
def fitting(draw: st.DrawFn, *, fits: bool) -> Event | None:
    """Draw an agreement on an article, where either every event fits or none does."""
    log = log_with("event: provision_opened, date: 2024-01-02, provision: borders")
    return _fitting(draw, ProvisionAgreed, EventId("next"), end_of(log, Parts()), lambda _: fits)


@given(fitting(fits=False), fitting(fits=True))
def test_where_nothing_fits_nothing_is_drawn(nothing: Event | None, something: Event | None) -> None:
    """All ways of an event are tried before it is given up."""
    assert nothing is None
    assert isinstance(something, ProvisionAgreed)
