"""What a newcomer's run leaves out, the front door runs."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from tests.profile import PROFILE, QUICK, THOROUGH, examples, most

ROOT: Final = Path(__file__).parents[2]
FRONT_DOOR: Final = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_front_door_takes_a_full_look() -> None:
    """`.ci/run` measures the branches of a run that leaves no test out, and that is asked for by the environment alone."""
    measured = [line.strip() for line in FRONT_DOOR.splitlines() if "coverage run" in line]

    assert ['HYPOTHESIS_PROFILE=full python -m coverage run "${words[@]}"'] == measured


def test_the_default_is_the_quick_look() -> None:
    """Whoever names a profile gets it; a full look leaves no test out, and draws as many logs."""
    assert settings.default is settings.get_profile(PROFILE) or settings.default == settings.get_profile(
        PROFILE
    )
    assert (settings.get_profile("quick").max_examples, settings.get_profile("full").max_examples) == (5, 5)


DRAWING: Final = """\
{before}
from hypothesis import given, settings, strategies as st

drawn = []

@settings(max_examples=100)
@given(st.lists(st.text() | st.integers() | st.floats(allow_nan=False), min_size=20))
def test_draws(values):
    drawn.append(values)

def test_shows():
    print("DRAWN", drawn)
"""


@pytest.mark.skipif(THOROUGH, reason="a thorough look is not the same twice")
def test_what_is_drawn_does_not_hang_on_what_was_imported(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same examples on every machine and in every process, whichever tests it ran before."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        many="\n".join(f"A{number} = 'constant {number}', {number}00.5" for number in range(60))
    )
    shown = []
    for before in ("", "import many"):
        pytester.makepyfile(test_drawing=DRAWING.format(before=before))
        run = pytester.runpytest_subprocess("-s", f"--rootdir={pytester.path}", "-q")
        shown.append([line for line in run.outlines if "DRAWN" in line])

    assert len(shown[0]) == 1
    assert shown[0] == shown[1]


def test_a_quick_look_passes_over_what_is_alike() -> None:
    """The last of what is alike is always among what is looked at, and an example is always drawn."""
    assert ([1, 4, 7] if QUICK else [*range(1, 8)]) == [*most(range(1, 8))]
    assert (1 if QUICK else 3) == examples(3)


def test_no_test_looks_at_a_clock() -> None:
    """How quick something is, is for `benchmarks/` to say: a slow machine is no finding."""
    clocks = re.compile(r"\b(?:perf_counter|process_time|thread_time)\b|\btime\.time\(")
    here = Path(__file__)

    assert [] == [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if path != here and clocks.search(path.read_text(encoding="utf-8"))
    ]
