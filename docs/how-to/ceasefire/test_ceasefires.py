"""Ceasefires keep the published laws."""  # noqa: INP001 - tests of a user's own are in no package

from ceasefires import CEASEFIRES
from hypothesis import settings

from peacetrack.testing import laws


def test_ceasefires_keep_the_laws() -> None:
    """Whatever is told of them, and whatever is asked."""
    laws.check(CEASEFIRES, settings=settings(max_examples=2, derandomize=True, database=None, deadline=None))
