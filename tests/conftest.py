"""Choose how hard Hypothesis tries; `tests/profile.py` says what the profiles are for."""

import gc
import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from tests.profile import PROFILE

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
for profile, number in (("quick", 5), ("full", 5)):
    settings.register_profile(
        profile,
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=number,
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
settings.load_profile(PROFILE)

# Hypothesis also draws the constants of those of our modules that are imported by then, so that what a test is given would hang
# on which tests the same process ran before. No setting leaves that out.
if PROFILE != "thorough" and hasattr(providers, "is_local_module_file"):
    vars(providers)["is_local_module_file"] = lambda _: False


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later collection of cycles: thousands of tests are no garbage."""
    gc.collect()
    gc.freeze()
