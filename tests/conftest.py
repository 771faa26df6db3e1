"""Choose how hard Hypothesis tries: `HYPOTHESIS_PROFILE=thorough python -m pytest` for a long look."""

import os

from hypothesis import HealthCheck, settings

# pytest runs itself on logs in `tests/plugin`.
pytest_plugins = ["pytester"]

# The same examples on every machine: a red build can be repeated, and a slow machine is no finding.
settings.register_profile(
    "quick",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
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
