"""Types that Hypothesis infers, at no cost for those who do not use them."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peacetrack.aspects import KINDS
from peacetrack.aspects.lifecycle import Event
from peacetrack.log.log import Log
from peacetrack.testing.inferring import STRATEGIES
from peacetrack.testing.registered import TYPES, register

register()


def run(program: str) -> str:
    """Run a program in a process of its own, and give what it printed."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", [*STRATEGIES, Event, *KINDS.values()], ids=lambda kind: kind.__name__)
@settings(max_examples=2)
@given(data=st.data())
def test_a_type_is_inferred(kind: type[object], data: st.DataObject) -> None:
    """Of every type that the kit knows, Hypothesis infers values; an event is of its kind."""
    assert isinstance(data.draw(st.from_type(kind)), kind)


@settings(max_examples=2)
@given(...)
def test_an_annotation_is_enough(log: Log) -> None:
    """A test says by an annotation alone that it is about any log."""
    assert isinstance(log, Log)


def test_every_type_is_registered() -> None:
    """What can be inferred is registered, and nothing else is."""
    names = {kind.__name__ for kind in STRATEGIES} | {"Event"}

    assert names == {name for types in TYPES.values() for name in types}


LATER = """
from peacetrack.testing.registered import register
import sys
register()
register()
finders = [type(finder).__name__ for finder in sys.meta_path]
heavy = [name for name in sys.modules if name.startswith('peacetrack')]
from hypothesis import Phase, find, settings, strategies as st
from peacetrack.log.log import Log
from peacetrack.aspects.conditions import ConditionMet
quickly = settings(max_examples=1, database=None, derandomize=True, phases=(Phase.generate,))
for kind in (Log, ConditionMet):
    assert isinstance(find(st.from_type(kind), lambda _: True, settings=quickly), kind)
print(finders.count('_Rooms'), *sorted(heavy))
"""


def test_registering_imports_nothing() -> None:
    """The types are registered when their rooms are imported; before that nothing is but what lends the public names."""
    lending = "peacetrack.model peacetrack.model.lending peacetrack.model.once"
    rooms = f"peacetrack {lending} peacetrack.testing peacetrack.testing.registered peacetrack.version"

    assert run(LATER) == f"1 {rooms}\n"


def test_a_room_that_is_missing_stays_missing() -> None:
    """Whoever looks for a room finds it as without the kit, or does not find it."""
    finder = next(finder for finder in sys.meta_path if type(finder).__name__ == "_Rooms")

    assert find_spec("peacetrack.log.log") is not None
    assert finder.find_spec("peacetrack.log.log", []) is None
    assert finder.find_spec("peacetrack.yaml", None) is None


@pytest.mark.skipif(
    not any(entry.value.startswith("peacetrack") for entry in entry_points(group="hypothesis")),
    reason="peacetrack is not installed",
)
def test_hypothesis_registers_the_types() -> None:
    """Where peacetrack is installed, importing Hypothesis is enough."""
    stated = run(
        "import sys, hypothesis; print([type(finder).__name__ for finder in sys.meta_path].count('_Rooms'))"
    )

    assert stated == "1\n"
