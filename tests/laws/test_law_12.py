"""
Law 12: Initialled or signed implies text concluded; in force with a required consent missing is a finding.

Here are single cases; the law itself is in `tests.laws.concluding`.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

from peacetrack.log.log import Log
from peacetrack.testing.answers import single_accounts
from peacetrack.testing.laws import Trial
from tests.build import log_with
from tests.laws.concluding import concludes_the_text, reports_a_missing_consent

CAST: Final = """
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {accord: {unit: point}, truce: {part_of: accord, unit: rule}, maps: {part_of: truce}}
"""
PART_SIGNED: Final = "event: signed, instrument: truce, date: 2024-01-01"
PART_IN_FORCE: Final = "event: entered_into_force, instrument: truce, date: 2024-01-03"
IN_FORCE: Final = "event: entered_into_force, instrument: accord, date: 2024-01-03"


@pytest.mark.parametrize(
    "events",
    [
        (PART_SIGNED, "event: text_reopened, instrument: accord, date: 2024-01-02"),
        (PART_IN_FORCE, "event: text_reopened, instrument: accord, date: 2024-01-04"),
        ("event: signed, instrument: accord, date: 2024-01-01",),
        ("event: initialled, instrument: accord, date: 2024-01-01",),
        ("event: initialled, instrument: accord, by: north, date: 2024-01-01",),
        (
            "event: initialled, instrument: accord, by: north, date: 2024-01-01",
            "event: initialled, instrument: accord, by: south, date: 2024-01-02",
        ),
        ("event: signed, instrument: accord, by: north, date: 2024-01-01", f"{PART_SIGNED}, by: south"),
        ("event: initialled, instrument: accord, date: 2024-01-01, according_to: north",),
    ],
)
def test_the_steps_of_the_whole_are_those_of_its_parts(events: tuple[str, ...]) -> None:
    """A text is concluded once all have signed it, with the whole or by itself, until the whole is reopened."""
    log = log_with(*events, cast=CAST)

    for number in range(len(single_accounts(log))):
        assert [] == list(concludes_the_text(_trial(log, number)))


@pytest.mark.parametrize(
    "events",
    [
        (IN_FORCE,),
        (IN_FORCE, "event: entered_into_force, instrument: truce, date: 2024-01-04"),
        ("event: ratified, instrument: accord, party: north, date: 2024-01-02", PART_IN_FORCE),
        (f"{PART_IN_FORCE}, provisionally: true",),
        (f"{PART_IN_FORCE}, provisionally: true", IN_FORCE),
        (f"{IN_FORCE}, provisionally: true", PART_IN_FORCE),
        (
            "event: terminated, instrument: accord, according_to: north, date: 2024-01-01",
            IN_FORCE,
            "event: ratified, instrument: accord, party: north, date: 2024-01-04",
        ),
    ],
)
def test_consents_to_the_whole_are_consents_to_its_parts(events: tuple[str, ...]) -> None:
    """Who consented to the whole has consented to its parts; what is only applied provisionally, or not surely in force, needs none."""
    assert [] == list(reports_a_missing_consent(_trial(log_with(*events, cast=CAST), 0)))


def _trial(log: Log, number: int) -> Trial:
    def draw(strategy: Any) -> Any:
        return single_accounts(log)[number]

    return Trial(log, draw)
