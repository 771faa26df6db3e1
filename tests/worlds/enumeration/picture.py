"""What all worlds together say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds

Kind = Literal["unreported-change", "count-conflict", "small-denominator"]


class Found(NamedTuple):
    """A finding: of what kind, at which item, with which other items."""

    kind: Kind
    key: str
    other: frozenset[str]


@attrs.frozen
class Picture:
    """What all worlds together say after an item."""

    counts: Mapping[str, Bounds]
    of: Bounds
    unnamed: Bounds
    possible: Mapping[str, frozenset[Status]]
    findings: tuple[Found, ...]

    def joined(self, other: Picture) -> Picture:
        """Answer for two courses of events of which nobody knows which was taken."""
        units = {**self.possible, **other.possible}
        nobody: frozenset[Status] = frozenset()
        return Picture(
            counts={word: _hull(self.counts[word], other.counts[word]) for word in self.counts},
            of=_hull(self.of, other.of),
            unnamed=_hull(self.unnamed, other.unnamed),
            possible={u: self.possible.get(u, nobody) | other.possible.get(u, nobody) for u in units},
            findings=(),
        )


def _hull(one: Bounds, two: Bounds) -> Bounds:
    high = None if one.high is None or two.high is None else max(one.high, two.high)
    return Bounds(min(one.low, two.low), high)
