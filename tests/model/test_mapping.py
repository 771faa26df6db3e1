"""A mapping that stays as it was given."""

from __future__ import annotations

import pickle

import pytest

from peacetrack.model.mapping import ReadOnly

ROLES = ReadOnly({"armenia": "negotiating_party", "usa": "mediator"})


def test_it_reads_like_any_mapping() -> None:
    """Keys keep their order, and each has its value."""
    assert ["armenia", "usa"] == list(ROLES)
    assert 2 == len(ROLES)
    assert "mediator" == ROLES["usa"]
    assert "ReadOnly({'armenia': 'negotiating_party', 'usa': 'mediator'})" == repr(ROLES)


def test_nobody_can_change_it() -> None:
    """Neither the mapping nor what it was made of can change it later."""
    given = {"armenia": "negotiating_party"}
    roles = ReadOnly(given)
    given["armenia"] = "observer"

    assert "negotiating_party" == roles["armenia"]
    with pytest.raises(TypeError):
        roles["armenia"] = "observer"  # type: ignore[index]


def test_equal_mappings_are_one_key() -> None:
    """The same pairs make the same mapping, whatever their order."""
    other = ReadOnly([("usa", "mediator"), ("armenia", "negotiating_party")])

    assert ROLES == other
    assert hash(ROLES) == hash(other)
    assert dict(ROLES) == ROLES
    assert {"armenia": "mediator"} != ROLES
    assert ROLES != 7


def test_it_travels() -> None:
    """It is the same in another process."""
    assert ROLES == pickle.loads(pickle.dumps(ROLES))  # noqa: S301 - our own bytes
