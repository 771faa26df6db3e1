"""The page on the YAML of a log is complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from docs import yaml_reference
from peacetrack.aspects import KINDS
from peacetrack.aspects.assertions import ASSERTIONS
from peacetrack.aspects.lifecycle import Event
from peacetrack.checks.checking import rehearse
from peacetrack.log.claim import Claim
from peacetrack.log.scenario import Given, Refused, Then
from peacetrack.model.evidence import Source
from peacetrack.yaml.records.assembly import SCENARIO_KEYS, TOP_LEVEL
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.schema.descriptions import FILE

PAGE: Final = yaml_reference.yaml_reference()


def keys_of(heading: str, *, below: str = "# The YAML of a log") -> list[str]:
    """Give the keys that stand in the table of a heading, somewhere below another."""
    _, found, rest = PAGE.partition(f"{below}\n")[2].partition(f"\n{heading}\n")
    assert found
    return re.findall(
        r"^\| `(\w+)` \|", re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE
    )


def own_keys(cls: type[Any], without: type[Any] | None = None) -> list[str]:
    inherited = {field.name for field in attrs.fields(without)} if without else set()
    return [yaml_name(field) for field in written_fields(cls) if field.name not in inherited]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_is_told_with_its_keys(kind: str) -> None:
    """What every event may have is told once, for all of them."""
    assert own_keys(KINDS[kind], without=Event) == keys_of(f"#### `{kind}`")


@pytest.mark.parametrize("name", ASSERTIONS)
def test_every_assertion_is_told_with_its_keys(name: str) -> None:
    """A claim and an expectation make the same ones."""
    assert own_keys(ASSERTIONS[name]) == keys_of(f"#### `{name}`", below="### Assertions")


@pytest.mark.parametrize(
    ("heading", "cls"),
    [
        ("## Events", Event),
        ("## Claims", Claim),
        ("## Sources", Source),
        ("### Given", Given),
        ("### Refused", Refused),
    ],
)
def test_every_record_is_told_with_its_keys(heading: str, cls: type[Any]) -> None:
    """An author finds every key that the reader takes."""
    assert own_keys(cls) == keys_of(heading)


def test_every_key_of_a_file_is_told() -> None:
    """No more and no fewer."""
    assert set(TOP_LEVEL) == set(FILE)


def test_every_key_of_a_file_of_scenarios_is_told() -> None:
    """What stands beside an assertion, too; the assertion itself stands there under its own word."""
    assert list(SCENARIO_KEYS) == keys_of("## Scenarios")
    assert [key for key in own_keys(Then) if key != "says"] == keys_of("### Then")


def test_the_scenario_of_the_page_holds(tmp_path: Path) -> None:
    """It begins with the log that the page shows on top."""
    log, scenario = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "ferry.peace.yaml").write_text(log, encoding="utf-8")
    (tmp_path / "what-if.peace.yaml").write_text(scenario, encoding="utf-8")
    (played,) = rehearse(tmp_path / "what-if.peace.yaml").played

    assert played[1].passed


def test_a_key_without_a_meaning_stops_the_page() -> None:
    """A key is not told by its type alone."""

    @attrs.frozen(kw_only=True)
    class FlagRaised(Event):
        """Somebody raised a flag."""

        colour: str

    with pytest.raises(LookupError, match="nothing tells what `colour` of FlagRaised is"):
        list(yaml_reference._event(FlagRaised))
