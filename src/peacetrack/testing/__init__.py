"""Property-based tests of negotiations, with Hypothesis: `pip install peacetrack[testing]`.

The strategies make casts, events and logs by construction, so that none is thrown away, and every part of them can be
replaced by a strategy of your own. Each name is loaded when it is first used, because Hypothesis itself loads this
package to learn which types it can infer.
"""

from __future__ import annotations

from peacetrack.model.lending import lend

__getattr__, __dir__ = lend(__name__)
