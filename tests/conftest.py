"""Choose how hard Hypothesis tries: `HYPOTHESIS_PROFILE=thorough python -m pytest` for a long look."""

import os

from hypothesis import HealthCheck, settings

# pytest runs itself on logs in `tests/plugin`.
pytest_plugins = ["pytester"]

# What tools print depends on these, and many tests compare it to the letter; each sets what it is about by itself.
for name in (
    "BUILD_NUMBER",
    "CI",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "LINES",
    "NO_COLOR",
    "PYTEST_ADDOPTS",
    "PY_COLORS",
):
    os.environ.pop(name, None)

# The same examples on every machine: a red build can be repeated, and a slow machine is no finding.
settings.register_profile(
    "quick",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    # Hypothesis adds a note to each failure when `CI` is set.
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=3000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
