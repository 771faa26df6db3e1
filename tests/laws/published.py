"""All published laws, by their numbers: those that an aspect of one's own can break, and those that only a fault of ours can."""

from __future__ import annotations

from typing import Final

from peacetrack.testing import laws
from peacetrack.testing.laws import Law
from tests.laws.concluding import LAW_9, LAW_12
from tests.laws.counting import LAW_3, LAW_8
from tests.laws.enumerating import LAW_4

#: No count, no standing and no gate asks an aspect of one's own.
OURS: Final = (LAW_3, LAW_4, LAW_8, LAW_9, LAW_12)
LAWS: Final[tuple[Law, ...]] = tuple(sorted((*laws.LAWS, *OURS), key=lambda law: law.number))
