"""Approximate PLOVER categories of events, for users of machine-coded event data.

PLOVER (Political Language Ontology for Verifiable Event Records, Open Event Data Alliance) has sixteen categories of
what one actor does to another. A negotiation log is finer in what it tells of texts and coarser in everything else, so
a category is an aid for joining data and never a coding by the rules of its manual. PLOVER codes no mere comment; what
only says something, or changes a text without an act between parties, has no category here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from peacetrack.aspects import conditions, contacts, principles, proposals, provisions, stages
from peacetrack.aspects.lifecycle import Event


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


#: For each kind of event that has a category, whatever its fields say: the category and the words of it that fit.
BY_KIND: Final[dict[type[Event], tuple[Category, str]]] = {
    provisions.ProvisionOpened: (Category.CONSULT, "negotiations, bargaining"),
    provisions.ProvisionAgreed: (Category.AGREE, "agree to"),
    provisions.ProvisionAgreedInPrinciple: (Category.AGREE, "agree to"),
    provisions.ProvisionPartlyAgreed: (Category.AGREE, "agree to"),
    provisions.ProvisionContested: (Category.ACCUSE, "objections and complaints"),
    provisions.ProvisionReopened: (Category.REJECT, "refusals"),
    provisions.DraftSent: (Category.CONSULT, "negotiations, bargaining"),
    conditions.ConditionSet: (Category.DEMAND, "demands"),
    conditions.ConditionRestated: (Category.DEMAND, "demands"),
    conditions.ConditionRejected: (Category.REJECT, "rejections and refusals"),
    conditions.ConditionAccepted: (Category.AGREE, "promise"),
    conditions.ConditionMet: (Category.CONCEDE, "concessions"),
    conditions.ConditionWithdrawn: (Category.CONCEDE, "concessions"),
    proposals.ProposalMade: (Category.AGREE, "offer"),
    proposals.ProposalRenewed: (Category.AGREE, "offer"),
    proposals.ProposalAccepted: (Category.AGREE, "agree to"),
    proposals.ProposalRejected: (Category.REJECT, "rejections and refusals"),
    proposals.ProposalWithdrawn: (Category.REJECT, "refusals"),
    principles.PrincipleDropped: (Category.CONCEDE, "concessions"),
    stages.TextConcluded: (Category.SUPPORT, "finalize an agreement"),
    stages.Initialled: (Category.SUPPORT, "sign an agreement"),
    stages.Signed: (Category.SUPPORT, "sign an agreement"),
    stages.Ratified: (Category.SUPPORT, "ratify an agreement"),
    stages.EnteredIntoForce: (Category.SUPPORT, "finalize an agreement"),
    stages.Suspended: (Category.SANCTION, "reductions in existing relations"),
    stages.Resumed: (Category.SUPPORT, "resume cooperation"),
    stages.Terminated: (Category.SANCTION, "reductions in existing relations"),
    stages.TalksSuspended: (Category.SANCTION, "reductions in existing relations"),
    stages.TalksResumed: (Category.SUPPORT, "resume diplomatic cooperation"),
    contacts.ContactHeld: (Category.CONSULT, "consultations and meetings"),
}


def plover(event: Event) -> Category | None:
    """
    Give the approximate PLOVER category of an event; None where PLOVER has nothing of its kind.

    Args:
        event: Of any kind; those of aspects of one's own have none.
    """
    match event:
        case stages.DomesticStep():
            return Category.SUPPORT if event.outcome == "approved" else Category.REJECT
        case contacts.StatementMade():
            return Category.ACCUSE if event.against else None
        case _:
            category, _ = BY_KIND.get(type(event), (None, ""))
            return category
