# The public names of the testing kit, stated here and nowhere else; `__init__.py` loads each when it is first used.

from peacetrack.testing.asserting import assertions as assertions, claims as claims
from peacetrack.testing.casting import (
    actors as actors,
    casts as casts,
    instruments as instruments,
    voices as voices,
)
from peacetrack.testing.machine import NegotiationMachine as NegotiationMachine
from peacetrack.testing.moves import events as events, illegal_events as illegal_events
from peacetrack.testing.press import reports as reports
from peacetrack.testing.strategies import logs as logs, sources as sources
from peacetrack.testing.supposing import scenarios as scenarios
from peacetrack.testing.kinds import conditions as conditions, single_events as single_events
from peacetrack.testing.parts import (
    dates as dates,
    identifiers as identifiers,
    quantities as quantities,
    texts as texts,
)

__all__: list[str]
