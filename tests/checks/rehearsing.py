"""Write a small log and scenarios as an author would, and play them as `peacetrack check` does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.beliefs.query import Query
from peacetrack.checks.checking import Rehearsal, rehearse
from peacetrack.checks.play import Played
from tests.build import CAST

#: A demand of June, which may have been met by the end of that month, and a count.
TALKS = """
source: {id: june, published: 2024-07-01}
events:
- {id: demand, event: condition_set, date: 2024-06-10, by: aliyev, of: armenia, what: Change the law, gate: {signature: treaty}}
- {id: perhaps-met, event: condition_met, date: 2024-06-20/2024-06-30, condition: demand, by: aliyev}
- {id: thirteen, event: count_stated, date: 2024-06-12, by: pashinyan, agreed: 13, of: 16}
- {id: undated, event: condition_set, by: hajizade, of: armenia, what: Say so}
"""


def written(home: Path, scenarios: str, *articles: str, cast: str = CAST) -> Path:
    """Write a log of several documents, and a file of scenarios beside it."""
    (home / "cast.peace.yaml").write_text(f"peacetrack: 1\nnegotiation: {{id: talks}}\n{cast}", "utf-8")
    for number, text in enumerate(articles or (TALKS,)):
        (home / f"{number:03}.peace.yaml").write_text(f"peacetrack: 1\nnegotiation: talks\n{text}\n", "utf-8")
    path = home / "what-if.peace.yaml"
    path.write_text(f"peacetrack: 1\n{scenarios}", "utf-8")
    return path


def rehearsal(
    home: Path, scenarios: str, *articles: str, cast: str = CAST, aspects: Iterable[Aspect[Any]] = ()
) -> Rehearsal:
    """Play scenarios beside a log."""
    return rehearse(written(home, scenarios, *articles, cast=cast), Query(aspects=aspects))


def played(home: Path, scenario: str, *articles: str, cast: str = CAST) -> Played:
    """Play the one scenario, in which nothing is wrong; its title and its log are given."""
    begun = scenario if "given:" in scenario else f"given: {{log: .}}\n{scenario}"
    found = rehearsal(home, f"scenario: What if\n{begun}", *articles, cast=cast)
    assert () == found.problems
    ((_, outcome),) = found.played
    return outcome


def problems_in(rehearsed: Rehearsal) -> list[str]:
    """Give the code and message of everything that is wrong with a file of scenarios."""
    return [f"{problem.code} {problem.message}" for problem in rehearsed.problems]
