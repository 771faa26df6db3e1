"""Contacts, what each side published of them, and what was argued and stated.

These are records: they have no lifecycle. Two readouts of one call stay two readouts, and a readout is open-world:
that a topic is absent from what a report shows of it does not mean that the topic is absent from the readout. Without a
table they are what their roles say: a `Contact`, a `Readout` of one, an `Argument`.
"""

from __future__ import annotations

from typing import ClassVar, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.ids import ActorId, ContactId, EventId, SpeakerId, TopicId


@attrs.frozen(kw_only=True)
class Mention:
    """
    A topic in a readout or a statement.

    Attributes:
        topic: Which one.
        as_said: A few of the words used for it.
    """

    topic: TopicId
    as_said: str = ""


class Contact(Event):
    """
    It is a call or a meeting; its `id` names it.

    Attributes:
        form: call, meeting, visit, or any word.
        participants: Who took part, as far as told.
        place: Where, in words.
        topics: What it was about, when that is told in no side's name.
    """

    __slots__ = ()
    form: str
    participants: tuple[SpeakerId, ...]
    place: str
    topics: tuple[Mention, ...]


class Readout(Event):
    """
    It is one side's published account of a contact.

    Attributes:
        contact: Of which contact.
        topics: What it says, as far as the report shows.
        omits: What a report says that it does not mention.
        complete: The report shows the whole of it, so that every other topic is absent.
    """

    __slots__ = ()
    contact: ContactId
    topics: tuple[Mention, ...]
    omits: tuple[TopicId, ...]
    complete: bool


class Argument(Event):
    """
    It gives reasons for or against something that was said.

    Attributes:
        in_favour: For which event, condition or proposal.
        against: Against which one.
    """

    __slots__ = ()
    in_favour: EventId | None
    against: EventId | None


@attrs.frozen(kw_only=True)
class ContactHeld(Contact):
    """
    People met, or spoke by telephone.

    The day that counts is the day on which they did. Its `id` names the contact.

    Attributes:
        form: call, meeting, visit, or any word (`kind` in a log).
        participants: Who took part, as far as told.
        place: Where, in words.
        topics: What it was about, when that is told in no side's name.
    """

    plover: ClassVar[Coded | None] = (Category.CONSULT, "consultations and meetings")
    noted: ClassVar[str] = "contact"
    form: str = attrs.field(metadata={"yaml": "kind"})
    participants: tuple[SpeakerId, ...] = ()
    place: str = ""
    topics: tuple[Mention, ...] = ()


@attrs.frozen(kw_only=True)
class ReadoutIssued(Readout):
    """
    One side published its account of a contact.

    The day that counts is the day on which it was issued.

    Attributes:
        contact: Of which contact.
        topics: What it says, as far as the report shows.
        omits: What a report says that it does not mention.
        complete: The report shows the whole of it, so that every other topic is absent.
    """

    contact: ContactId
    topics: tuple[Mention, ...] = ()
    omits: tuple[TopicId, ...] = ()
    complete: bool = False


@attrs.frozen(kw_only=True)
class ArgumentMade(Argument):
    """
    Somebody gave reasons for or against a demand, an offer or a position.

    The day that counts is the day on which it was said.

    Attributes:
        what: The argument in a few words.
        in_favour: For which event, condition or proposal (`for` in a log).
        against: Against which one.
        citing: What it refers to, in order: each link rests on the next.
    """

    noted: ClassVar[str] = "argument"
    what: str = ""
    in_favour: EventId | None = attrs.field(default=None, metadata={"yaml": "for"})
    against: EventId | None = None
    citing: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class StatementMade(Event):
    """
    Somebody took a position, alleged something, or gave background.

    The day that counts is the day on which it was said. It changes no status.

    Attributes:
        what: The statement in a few words.
        topics: What it is about.
        to: To whom it was addressed.
        against: Whom it accuses.
    """

    noted: ClassVar[str] = "said"
    what: str = ""
    topics: tuple[Mention, ...] = ()
    to: tuple[SpeakerId, ...] = ()
    against: tuple[ActorId, ...] = ()

    @property
    def plover_category(self) -> Category | None:
        """Give the category of PLOVER that comes nearest: to allege something is to accuse, to comment is nothing."""
        return Category.ACCUSE if self.against else None


#: The type of the ids of contacts, and the kind of event whose `id` each of them is: no aspect says it, for want of a table.
CREATES: Final = (ContactId, ContactHeld)
EVENTS: Final = (ContactHeld, ReadoutIssued, ArgumentMade, StatementMade)
