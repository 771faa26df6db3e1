"""Write a small log as an author would, and read it as the library does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from peacetrack.checks.claims import Result, check
from peacetrack.log.log import Log
from peacetrack.yaml.files.loader import load

CAST: Final = """
actors:
  armenia: {name: Armenia, role: negotiating_party}
  azerbaijan: {name: Azerbaijan, role: negotiating_party}
  georgia: {role: consenting}
  usa: {role: mediator}
voices:
  pashinyan: {name: Nikol Pashinyan, speaks_for: armenia}
  hajizade: {office: Spokesman, speaks_for: azerbaijan}
  aliyev: {speaks_for: azerbaijan}
instruments:
  treaty:
    unit: article
    provisions:
      preamble: {kind: preamble}
      borders: {kind: article}
      transit: {kind: article}
      courts: {kind: article}
topics: {constitution: The constitution, minsk-group: The Minsk Group}
"""

#: Two texts: a package whose units are texts of their own, and one of them with articles that have parts.
PACKAGE: Final = """
actors:
  farc: {role: negotiating_party}
  government: {role: negotiating_party}
instruments:
  accord:
    unit: point
    provisions: {land: {kind: point}, victims: {kind: point}}
  ceasefire:
    part_of: accord
    unit: article
    consents: [farc]
    provisions:
      zones: {kind: article, complete: true}
      zones-1: {kind: paragraph, parent: zones}
      zones-2: {kind: paragraph, parent: zones}
      monitors: {kind: article}
      monitors-1: {kind: paragraph, parent: monitors}
      monitors-2: {kind: paragraph, parent: monitors}
      weapons: {kind: article, status: pending}
"""


def article(source: str, published: str, *events: str, claims: Sequence[str] = ()) -> str:
    """Write the file of one document; each event and claim is the inside of a flow mapping."""
    head = f"source: {{id: {source}, published: {published}}}" if published else f"source: {{id: {source}}}"
    return "\n".join((head, *_listed("events", events), *_listed("claims", claims)))


def _listed(key: str, entries: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"- {{{entry}}}" for entry in entries)] if entries else []


def log_of(*articles: str, cast: str = CAST) -> Log:
    """Read a negotiation of several documents."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "cast.peace.yaml").write_text(f"peacetrack: 1\nnegotiation: {{id: talks}}\n{cast}", "utf-8")
        for number, text in enumerate(articles):
            path = home / f"{number:03}.peace.yaml"
            path.write_text(f"peacetrack: 1\nnegotiation: talks\n{text}\n", "utf-8")
        return load(home)


def log_with(*events: str, claims: Sequence[str] = (), cast: str = CAST) -> Log:
    """Read events that no document is named for."""
    return log_of("\n".join((*_listed("events", events), *_listed("claims", claims))), cast=cast)


def asked(
    says: str, *events: str, by: str = "", as_of: str | None = None, account: str = "", cast: str = CAST
) -> Result:
    """Check one assertion against some events."""
    claimant = f"by: {by}, " if by else ""
    (result,) = check(
        log_with(*events, claims=[f"{claimant}says: {{{says}}}"], cast=cast), as_of=as_of, account=account
    )
    return result
