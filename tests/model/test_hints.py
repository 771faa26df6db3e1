"""The types of fields are those that Python works out, for every record that a log can hold."""

from typing import Any, get_type_hints

import pytest

from peacetrack.aspects import KINDS
from peacetrack.aspects.assertions import ASSERTIONS
from peacetrack.aspects.lifecycle import Event
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Cast
from peacetrack.model.hints import hints_of

RECORDS: tuple[type[Any], ...] = (*KINDS.values(), *ASSERTIONS.values(), Event, Claim, Cast, object)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_the_types_of_fields(cls: type[Any]) -> None:
    """Each with those of its bases, in the same order of names."""
    assert [*get_type_hints(cls).items()] == [*hints_of(cls).items()]
