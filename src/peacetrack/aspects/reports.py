"""Reports about reports: what is told again, confirmed, denied, corrected or taken back.

They act on what is believed and when it may have happened, never on what had happened, and nothing is ever deleted.
"""

from __future__ import annotations

import json
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import Gate
from peacetrack.aspects.lifecycle import Event
from peacetrack.model.ids import ActorId, EventId


class Written(str):
    """A value as a log writes it: a text, or a mapping, which is kept as JSON so that it can be compared and hashed."""

    __slots__ = ()

    @classmethod
    def of(cls, tree: object) -> Written:
        """Keep what a log says under a key; a text that could be taken for a mapping is kept as JSON, too."""
        is_plain = not isinstance(tree, dict) and not str(tree).startswith(("{", '"'))
        return cls(tree) if is_plain else cls(json.dumps(tree))

    @property
    def tree(self) -> Any:
        """Give what the log says."""
        return json.loads(self) if self.startswith(("{", '"')) else str(self)


class OtherReport(Event):
    """
    It is a report about another: it acts in the view, and is no event of the negotiation.

    Attributes:
        of: Which event, or which report of one.
    """

    __slots__ = ()
    of: EventId


class Retelling(OtherReport):
    """
    It tells an event once more, in its own words.

    Attributes:
        what: This report's own words for it.
        gate: Of a demand, which steps it blocks according to this report.
        to: Of a demand, to whom it is addressed according to this report.
    """

    __slots__ = ()
    what: str
    gate: tuple[Gate, ...]
    to: tuple[ActorId, ...]


class Confirming(OtherReport):
    """It makes the content of an event the word of its `by` as well."""

    __slots__ = ()


class Denying(OtherReport):
    """
    It takes an event, or what one field of it says, out of the account of its `by`.

    Attributes:
        field: Which of its fields alone is denied; the whole event when empty.
        instead: What stands in that field by the word of its `by`, as a log writes it; nothing when that is not said.
        change: The name of the field in the class and what stands there then, once the reader of the log has filled it in.
    """

    __slots__ = ()
    field: str
    instead: tuple[Written, ...]
    change: tuple[str, object] | None


class Correcting(OtherReport):
    """
    It changes a field of an event, from the day on which it is known.

    Attributes:
        field: Which of its fields.
        was: What stood there, as a log writes it; nothing when it was left out.
        now: What stands there instead, likewise.
        change: The name of the field in the class and what `now` means there, once the reader of the log has filled it in.
    """

    __slots__ = ()
    field: str
    was: tuple[Written, ...]
    now: tuple[Written, ...]
    change: tuple[str, object] | None


class Retracting(OtherReport):
    """It takes one report back."""

    __slots__ = ()


@attrs.frozen(kw_only=True)
class Mentioned(Retelling):
    """
    A further document reports an event that the log has already.

    Its date may narrow the event's own; one that contradicts it is kept beside it and reported.

    Attributes:
        of: Which event.
        what: This report's own words for it.
        gate: Of a demand, which steps it blocks according to this report.
        to: Of a demand, to whom it is addressed according to this report.
    """

    of: EventId
    what: str = ""
    gate: tuple[Gate, ...] = ()
    to: tuple[ActorId, ...] = ()


@attrs.frozen(kw_only=True)
class Confirmed(Confirming):
    """
    An actor said that an event is as somebody else had told it: its content is this actor's word too.

    The day that counts is the day on which it was confirmed.

    Attributes:
        of: Which event.
        what: The confirmation in a few words.
    """

    of: EventId
    what: str = ""


@attrs.frozen(kw_only=True)
class Denied(Denying):
    """
    An actor said that an event is not as it was told, whether that is a content or an act.

    This actor's account and common ground go without it; whoever believes him among others has it and goes without it; all
    others keep it. The day that counts is the day on which it was denied.

    With `field` the event stands, and what that field says is disputed: of a number or a list in a `count_stated` or a
    `status_stated` there are then two words, as it was told and as this actor says. The denied field of any other event is listed.

    Attributes:
        of: Which event.
        field: Which of its fields alone is denied.
        instead: This actor's own word for that field, as a log writes it: also a range, a mapping, or each part of a list. Left
            out where he has none.
        what: The denial in a few words.
        change: The name of the field in the class and what stands there by the denier's word; the reader of the log fills it in.
    """

    of: EventId
    field: str = ""
    instead: tuple[Written, ...] = ()
    what: str = ""
    change: tuple[str, object] | None = attrs.field(default=None, metadata={"yaml": None})


@attrs.frozen(kw_only=True)
class Corrected(Correcting):
    """
    A document corrects a field of an event; until it was published the old value holds.

    The day that counts is the day of the correction.

    Attributes:
        of: Which event.
        field: Which of its fields.
        was: What stood there, as a log writes it; each part of a list. Left out for a field that was left out.
        now: What stands there instead, likewise; left out for a field that has to be left out.
        change: The name of the field in the class and what `now` means there; the reader of the log fills it in.
    """

    of: EventId
    field: str
    was: tuple[Written, ...] = ()
    now: tuple[Written, ...] = ()
    change: tuple[str, object] | None = attrs.field(default=None, metadata={"yaml": None})


@attrs.frozen(kw_only=True)
class Retracted(Retracting):
    """
    A report was taken back by its publisher; what another document reports too stands.

    The day that counts is the day of the retraction.

    Attributes:
        of: Which event, or which mention of one.
        what: The retraction in a few words.
    """

    of: EventId
    what: str = ""


#: Reports act in the view; they are no events of the negotiation and have no place in its order.
EVENTS: Final = (Mentioned, Confirmed, Denied, Corrected, Retracted)
