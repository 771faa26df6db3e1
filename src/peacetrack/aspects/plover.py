"""Approximate PLOVER categories, for users of machine-coded event data.

PLOVER (Political Language Ontology for Verifiable Event Records, Open Event Data Alliance) has sixteen categories of
what one actor does to another. A negotiation log is finer in what it tells of texts and coarser in everything else, so
a category is an aid for joining data and never a coding by the rules of its manual. PLOVER codes no mere comment; what
only says something, or changes a text without an act between parties, has no category here.
"""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """The categories of PLOVER that occur here; the data set POLECAT calls `DEMAND` by the name `REQUEST`."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    DEMAND = "DEMAND"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    SANCTION = "SANCTION"


#: A category, and the words of it that fit.
Coded = tuple[Category, str]
