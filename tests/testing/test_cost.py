"""What the plugin costs a project that has no log."""

from __future__ import annotations

import sys

import pytest

# Without the plugin of Hypothesis, which also asks peacetrack for something.
PROGRAM = """\
import sys, pytest
pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *sys.argv[1:]])
print("loaded", *sorted(sys.modules))
"""


def loaded(pytester: pytest.Pytester, *arguments: str) -> set[str]:
    """Run pytest in a process of its own: the modules that are loaded at its end."""
    run = pytester.run(sys.executable, "-c", PROGRAM, *arguments)
    (line,) = (line for line in run.outlines if line.startswith("loaded "))
    assert "1 passed" in run.stdout.str()
    return {*line.split()[1:]}


def test_a_project_without_logs_loads_nothing(pytester: pytest.Pytester) -> None:
    """Neither the reading of YAML nor the meaning of a log is loaded before the first log is found, but what lends names."""
    pytester.makepyfile("def test_peace():\n    assert True\n")
    (pytester.path / "talks.yaml").write_text("claims: []\n", encoding="utf-8")

    lending = {"peacetrack.model", "peacetrack.model.lending", "peacetrack.model.once"}
    assert {"peacetrack", "peacetrack.version", "peacetrack.pytest_plugin"} | lending == (
        loaded(pytester) - loaded(pytester, "-p", "no:peacetrack") - sys.stdlib_module_names
    )
