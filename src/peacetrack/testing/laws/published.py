"""The published laws, by their numbers."""

from typing import Final

from peacetrack.testing.laws.believing import LAW_7, LAW_11, LAW_13
from peacetrack.testing.laws.concluding import LAW_9, LAW_12
from peacetrack.testing.laws.counting import LAW_3, LAW_8
from peacetrack.testing.laws.days import LAW_2
from peacetrack.testing.laws.enumerating import LAW_4
from peacetrack.testing.laws.law import Law
from peacetrack.testing.laws.replaying import LAW_1, LAW_5, LAW_6
from peacetrack.testing.laws.writing import LAW_10

#: The laws that every log keeps.
LAWS: Final[tuple[Law, ...]] = (
    LAW_1,
    LAW_2,
    LAW_3,
    LAW_4,
    LAW_5,
    LAW_6,
    LAW_7,
    LAW_8,
    LAW_9,
    LAW_10,
    LAW_11,
    LAW_12,
    LAW_13,
)
