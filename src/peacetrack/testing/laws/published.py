"""
The published laws that an aspect of one's own can break, by their numbers.

The others (3, 4, 8, 9 and 12) speak of counts, standings and steps, which ask no aspect of one's own: a log that broke one of
them would show a fault of peacetrack itself, and its own tests try them.
"""

from typing import Final

from peacetrack.testing.laws.believing import LAW_7, LAW_11, LAW_13, LAW_14
from peacetrack.testing.laws.days import LAW_2
from peacetrack.testing.laws.law import Law
from peacetrack.testing.laws.replaying import LAW_1, LAW_5, LAW_6
from peacetrack.testing.laws.writing import LAW_10

#: The laws that every log keeps, whatever aspects it speaks in.
LAWS: Final[tuple[Law, ...]] = (
    LAW_1,
    LAW_2,
    LAW_5,
    LAW_6,
    LAW_7,
    LAW_10,
    LAW_11,
    LAW_13,
    LAW_14,
)
