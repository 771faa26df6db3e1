"""Track the state of a negotiation: plain-text logs in, typed state and checked claims out.

Importing this is quick: each name is loaded when it is first used. What there is stands in the stub beside this file.
"""

from __future__ import annotations

from peacetrack.model.lending import lend
from peacetrack.version import VERSION

__version__ = VERSION
__getattr__, __dir__ = lend(__name__)
