"""The names by which the parts of a log refer to each other: plain text, distinguished by type.

A field of one of these types is a reference, and the loader checks that what it names exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NewType

ActorId = NewType("ActorId", str)
#: An actor or a voice: whoever can say something.
SpeakerId = NewType("SpeakerId", str)
SourceId = NewType("SourceId", str)
InstrumentId = NewType("InstrumentId", str)
ProvisionId = NewType("ProvisionId", str)
TopicId = NewType("TopicId", str)
EventId = NewType("EventId", str)
#: The id of the event that set the condition.
ConditionId = NewType("ConditionId", str)
#: The id of the event that made the proposal.
ProposalId = NewType("ProposalId", str)
#: The id of the event that is the contact.
ContactId = NewType("ContactId", str)
ClaimId = NewType("ClaimId", str)

#: Which types of ids the cast gives, and the property of a cast that holds them.
OF_THE_CAST: Final[Mapping[Any, str]] = {
    ActorId: "actors",
    SpeakerId: "actor_of",
    ProvisionId: "instrument_of",
    TopicId: "topics",
    InstrumentId: "instruments",
}
