"""Stages of an instrument, after the Vienna Convention on the Law of Treaties, with the domestic steps beside them.

A stage may be skipped on the way forward: who signs has concluded the text. The way back is only by an explicit event.
Each party signs, consents and leaves for itself: a text is signed once every party of that day has signed it, and ended once
fewer than two are bound. What is part of another text is signed, binding and ended with it, unless told otherwise: what has
been told of the part itself stands where the table does not let it go on with the whole. Who the parties of a day are, the cast says for the beginning, and events say it from then on.
Consent, and the steps of parliaments, courts and voters, are records of their own; a first consent shows that the text had
been concluded. Talks may be suspended; that changes no status of anything.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs

from peacetrack.aspects.conditions import Step
from peacetrack.aspects.consents import EVENTS as OF_PARTIES
from peacetrack.aspects.consents import (
    Consent,
    ConsentsStated,
    ConsentWithdrawn,
    DomesticStep,
    HomeDecision,
    PartyChange,
    PartyJoined,
    PartyLeft,
    Ratified,
)
from peacetrack.aspects.lifecycle import Aspect, Event, Fold, Table, Unless, on, refused, stays
from peacetrack.aspects.plover import Category, Coded
from peacetrack.aspects.provisions import Numbering
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId
from peacetrack.model.mapping import ReadOnly


class Stage(StrEnum):
    """
    The stage of an instrument.

    `initialled` is article 10 of the Convention, `in_force` article 24.
    """

    NEGOTIATING = "negotiating"
    TEXT_CONCLUDED = "text_concluded"
    INITIALLED = "initialled"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


class Talks(StrEnum):
    """Whether the talks about an instrument go on."""

    ONGOING = "ongoing"
    SUSPENDED = "suspended"


@attrs.frozen(kw_only=True)
class TextConcluded(Event):
    """
    The negotiators declared the whole text final.

    The day that counts is the day of that declaration. It changes no provision.
    """

    is_of_all: ClassVar[bool] = True
    plover: ClassVar[Coded | None] = (Category.SUPPORT, "finalize an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class TextReopened(Event):
    """
    A concluded text was taken back to the table; domestic approvals given to it lapse.

    The day that counts is the day of the reopening. It changes no provision.
    """

    is_of_all: ClassVar[bool] = True
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Initialled(Event):
    """
    The negotiators initialled the text (article 10 of the Vienna Convention), each for itself; all of them when `by` names none.

    The day that counts is the day of the initialling.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "sign an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Published(Numbering):
    """
    The text, or a part of it, was made public.

    The day that counts is the day of publication. No stage changes.

    Attributes:
        numbers: Under which number each provision stands in it, where that became known with it.
    """

    noted: ClassVar[str] = "published"
    instrument: InstrumentId
    numbers: ReadOnly[str, ProvisionId] = ReadOnly()


@attrs.frozen(kw_only=True)
class Signed(Event):
    """
    Those named by `by` signed the instrument, each for itself; every party of that day when it names none.

    The day that counts is the day of signature.

    Attributes:
        binding: The signature is consent to be bound, too (article 12 of the Vienna Convention).
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "sign an agreement")
    instrument: InstrumentId
    binding: bool = False


@attrs.frozen(kw_only=True)
class EnteredIntoForce(Event):
    """
    The instrument became binding (article 24 of the Vienna Convention).

    The day that counts is the day of entry into force.

    Attributes:
        provisionally: It is only applied until it enters into force (article 25): no stage changes.
    """

    is_of_all: ClassVar[bool] = True
    plover: ClassVar[Coded | None] = (Category.SUPPORT, "finalize an agreement")
    instrument: InstrumentId
    provisionally: bool = False


@attrs.frozen(kw_only=True)
class Suspended(Event):
    """
    The operation of an instrument was suspended (articles 57 and 58 of the Vienna Convention); by one, for it alone.

    The day that counts is the day from which it is suspended.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Resumed(Event):
    """
    The operation of a suspended instrument was resumed.

    The day that counts is the day from which it operates again.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "resume cooperation")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Terminated(Event):
    """
    An instrument came to its end, in force or before; by some, for them alone, as long as two others are left.

    The day that counts is the last day on which it was binding, or on which it was given up.

    Attributes:
        successor: The text in its place (`with` in a log).
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId
    successor: InstrumentId | None = attrs.field(default=None, metadata={"yaml": "with"})


@attrs.frozen(kw_only=True)
class TalksSuspended(Event):
    """
    Somebody suspended the talks about an instrument; everything keeps its status.

    The day that counts is the day of the suspension.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class TalksResumed(Event):
    """
    Suspended talks about an instrument were taken up again.

    The day that counts is the day of the resumption.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "resume diplomatic cooperation")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Acts:
    """
    What each has done about one text, after some events.

    Attributes:
        parties: Who negotiates it.
        signed: Who has signed it since it was last reopened.
        initialled: Who has initialled it, likewise.
        consenting: Who consents to be bound.
        withdrawn: Who consented and took that back.
        ended: For whom it has ended, while it goes on for others.
        suspended: For whom alone its operation is suspended.
        stated: How many consent without names, as was last stated.
        out_of: Out of how many, where that was stated.
        counted: Who was known to consent when that was stated, and may be among the number.
        taken_back: How many had taken their consent back by then.
    """

    parties: frozenset[ActorId] = frozenset()
    signed: frozenset[ActorId] = frozenset()
    initialled: frozenset[ActorId] = frozenset()
    consenting: frozenset[ActorId] = frozenset()
    withdrawn: frozenset[ActorId] = frozenset()
    ended: frozenset[ActorId] = frozenset()
    suspended: frozenset[ActorId] = frozenset()
    stated: int = 0
    out_of: int | None = None
    counted: frozenset[ActorId] = frozenset()
    taken_back: int = 0

    @property
    def number(self) -> int:
        """Tell how many consent at least: by name, or as many as were stated and those who have consented by name since."""
        since = len(self.consenting - self.counted) - max(0, len(self.withdrawn) - self.taken_back)
        return max(len(self.consenting), self.stated + since if self.stated else 0)

    @property
    def left(self) -> int:
        """Tell for how many it goes on, or would: of those who negotiated, signed or consented, or as many as were stated."""
        gone = self.withdrawn | self.ended
        return max(len((self.parties | self.signed | self.consenting) - gone), self.stated - len(gone))


def acts(events: Iterable[Event], cast: Cast, text: InstrumentId) -> Acts:
    """
    Work out what each has done about one text.

    Args:
        events: The events of the text's stages, oldest first; also those of a text of which it is part.
        cast: The cast of the log.
        text: Which text.
    """
    found: _Doing | None = _Doing(text=text, parties={*cast.parties_of(text)})
    for event in events:
        found = _and_done(found, event, cast)
    return found.done if found else Acts()


def _doing(event: Any, cast: Cast) -> _Doing:
    return _Doing(text=event.instrument, parties={*cast.parties_of(event.instrument)})


def _and_done(found: _Doing | None, event: Any, cast: Cast) -> _Doing | None:
    if isinstance(event, HomeDecision):
        return found  # it may be about several texts, and is no party's act about any of them
    found = found or _doing(event, cast)
    if event.instrument != found.text and event.instrument in cast.texts_in.get(found.text, ()):
        # The earlier events are those of the text of which this one is part. It may have parties of its own.
        found.text, parties = event.instrument, {*cast.parties_of(event.instrument)}
        found.parties = parties if cast.instruments[event.instrument].parties else found.parties
    change = CHANGES.get(type(event))
    if change is not None:
        change(found, event, {*cast.actors_of(event.by)} or found.parties)
    return found


@attrs.define
class _Doing:
    """The private builder of `Acts`, which changes while events are gone through, so that many signatures cost little."""

    text: InstrumentId
    parties: set[ActorId] = attrs.Factory(set)
    signed: set[ActorId] = attrs.Factory(set)
    initialled: set[ActorId] = attrs.Factory(set)
    consenting: set[ActorId] = attrs.Factory(set)
    withdrawn: set[ActorId] = attrs.Factory(set)
    ended: set[ActorId] = attrs.Factory(set)
    suspended: set[ActorId] = attrs.Factory(set)
    stated: int = 0
    out_of: int | None = None
    counted: frozenset[ActorId] = frozenset()
    taken_back: int = 0
    is_in_force: bool = False

    @property
    def done(self) -> Acts:
        """Give what has been done, which changes no more."""
        stated: dict[str, Any] = {
            name: frozenset(one) if isinstance(one := getattr(self, name), set) else one
            for name in attrs.fields_dict(Acts)
        }
        return Acts(**stated)

    def with_one_more(self, event: Event, cast: Cast) -> _Doing:
        """Give what has been done with one more event, and leave this as it is."""
        return _and_done(copy.deepcopy(self), event, cast) or self


def _signed(found: _Doing, event: Any, by: set[ActorId]) -> None:
    found.signed |= by
    if event.binding:
        _consented(found, by)


def _consented(found: _Doing, by: set[ActorId]) -> None:
    found.consenting |= by
    found.withdrawn -= by


def _took_back(found: _Doing, by: set[ActorId]) -> None:
    found.consenting -= by
    found.withdrawn |= by


def _stated(found: _Doing, event: Any, by: set[ActorId]) -> None:  # noqa: ARG001 - of `CHANGES`
    found.stated, found.out_of = event.number, event.of or found.out_of
    found.counted, found.taken_back = frozenset(found.consenting), len(found.withdrawn)


def _came_into_force(found: _Doing, event: Any, by: set[ActorId]) -> None:  # noqa: ARG001 - of `CHANGES`
    found.is_in_force |= not event.provisionally


def _reopened(found: _Doing, event: Any, by: set[ActorId]) -> None:  # noqa: ARG001 - of `CHANGES`
    if found.is_in_force:
        return  # what was brought into force by itself stays so when the text of which it is part is reopened
    # It begins anew, with the same parties.
    for one in (
        found.signed,
        found.initialled,
        found.consenting,
        found.withdrawn,
        found.ended,
        found.suspended,
    ):
        one.clear()
    found.stated, found.out_of, found.counted, found.taken_back = 0, None, frozenset(), 0


#: What each act adds to what had been done before. Who acts stands in `by`, all parties where nobody is named, or in `party`.
CHANGES: Final[dict[type[Event], Callable[[_Doing, Any, set[ActorId]], None]]] = {
    Signed: _signed,
    Initialled: lambda found, _, by: found.initialled.update(by),
    Ratified: lambda found, event, _: _consented(found, {event.party}),
    ConsentWithdrawn: lambda found, event, _: _took_back(found, {event.party}),
    ConsentsStated: _stated,
    PartyJoined: lambda found, event, _: found.parties.add(event.party),
    PartyLeft: lambda found, event, _: found.parties.discard(event.party),
    TextReopened: _reopened,
    EnteredIntoForce: _came_into_force,
    Suspended: lambda found, _, by: found.suspended.update(by),
    Resumed: lambda found, _, by: found.suspended.difference_update(by),
    Terminated: lambda found, _, by: found.ended.update(by),
}


#: What each has done about one text; nothing before its first event.
DOING: Final[Fold[_Doing | None]] = Fold(lambda: None, _and_done)


def _done_before(event: Event, earlier: Sequence[Event], cast: Cast) -> _Doing:
    return DOING.over(earlier, cast) or _doing(event, cast)


def joined_or_left(event: Event) -> tuple[ActorId, InstrumentId] | None:
    """Name who joined or left the talks about which text by an event; None by any other."""
    return (event.party, event.instrument) if isinstance(event, PartyJoined | PartyLeft) else None


def _not_by_every_party(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    found = _done_before(event, earlier, cast)
    by = cast.actors_of(event.by)
    done = found.signed if isinstance(event, Signed) else found.initialled
    # Many a text has hundreds of signatories: the first who is missing decides.
    return bool(by) and not all(party in done or party in by for party in found.parties)


def _others_have_signed(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    found = _done_before(event, earlier, cast).with_one_more(event, cast)
    return SEVERAL <= len(found.parties & found.signed) == len(found.parties)


def _others_have_initialled(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    found = _done_before(event, earlier, cast).with_one_more(event, cast)
    return SEVERAL <= len(found.parties & found.initialled) == len(found.parties)


def _two_are_left(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    is_of_all = isinstance(event, Terminated) and not event.by
    return (
        not is_of_all and _done_before(event, earlier, cast).with_one_more(event, cast).done.left >= SEVERAL
    )


def _by_some_only(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    by = cast.actors_of(event.by)
    return bool(by) and not {*by} >= _done_before(event, earlier, cast).parties


def _provisionally(event: Any, earlier: Sequence[Event], cast: Cast) -> bool:  # noqa: ARG001 - of `Unless.holds`
    return bool(event.provisionally)


#: So many are needed for a text that binds anybody to anybody.
SEVERAL: Final = 2
BEFORE_SIGNATURE: Final = (Stage.NEGOTIATING, Stage.TEXT_CONCLUDED, Stage.INITIALLED)
BEFORE_FORCE: Final = (*BEFORE_SIGNATURE, Stage.SIGNED)
AFTER_FORCE: Final = (Stage.IN_FORCE, Stage.SUSPENDED, Stage.TERMINATED)
ENDED: Final = "it has been terminated"
FORWARD: Final = "it has gone further; to go back, use `text_reopened`"
BOUND: Final = "it is binding or was; a changed text is another instrument"
NOT_IN_FORCE: Final = "it is not in force"

#: The stages at which an instrument has been signed, whether or not anybody reported the signing.
AFTER_SIGNATURE: Final = frozenset({Stage.SIGNED, *AFTER_FORCE})

#: By these it is known who the parties of a day are, and what each of them has done.
PARTY_BY_PARTY: Final = (Signed, Initialled, PartyJoined, PartyLeft, TextReopened)
BINDING: Final = (*PARTY_BY_PARTY, EnteredIntoForce, Ratified, ConsentWithdrawn, ConsentsStated, Terminated)
by_some_parties: Final = Unless("by some parties only", _not_by_every_party, PARTY_BY_PARTY)
when_others_signed: Final = Unless(
    "when all others, at least two, have signed", _others_have_signed, PARTY_BY_PARTY, Stage.SIGNED
)
when_others_initialled: Final = Unless(
    "when all others, at least two, have initialled",
    _others_have_initialled,
    PARTY_BY_PARTY,
    Stage.INITIALLED,
)
while_two_are_left: Final = Unless("while at least two others are left", _two_are_left, BINDING)
for_some_only: Final = Unless("by some parties, for them alone", _by_some_only, PARTY_BY_PARTY)
provisionally: Final = Unless("provisionally", _provisionally, ())

STAGE_TABLE: Final = Table.of(
    Stage,
    on((Stage.NEGOTIATING, Stage.TEXT_CONCLUDED), TextConcluded, to=Stage.TEXT_CONCLUDED),
    refused((Stage.INITIALLED, Stage.SIGNED), TextConcluded, because=FORWARD),
    refused(AFTER_FORCE, TextConcluded, because=BOUND),
    on(BEFORE_FORCE, TextReopened, to=Stage.NEGOTIATING),
    refused(AFTER_FORCE, TextReopened, because=BOUND),
    on(
        (Stage.NEGOTIATING, Stage.TEXT_CONCLUDED),
        Initialled,
        to=Stage.INITIALLED,
        unless=by_some_parties,
    ),
    on(Stage.INITIALLED, Initialled, to=Stage.INITIALLED),
    refused(Stage.SIGNED, Initialled, because=FORWARD),
    refused(AFTER_FORCE, Initialled, because=BOUND),
    stays(tuple(Stage), Published),
    on(BEFORE_SIGNATURE, Signed, to=Stage.SIGNED, unless=by_some_parties),
    on(Stage.SIGNED, Signed, to=Stage.SIGNED),
    # A text stays open for signature after it has entered into force for others.
    stays((Stage.IN_FORCE, Stage.SUSPENDED), Signed),
    refused(Stage.TERMINATED, Signed, because=ENDED),
    # Who joins later changes no stage that was reached without it; if the missing one leaves, the stage is reached.
    stays((*BEFORE_FORCE, Stage.IN_FORCE, Stage.SUSPENDED), PartyJoined),
    refused(Stage.TERMINATED, PartyJoined, because=ENDED),
    stays(
        (Stage.NEGOTIATING, Stage.TEXT_CONCLUDED),
        PartyLeft,
        unless=(when_others_signed, when_others_initialled),
    ),
    stays(Stage.INITIALLED, PartyLeft, unless=when_others_signed),
    stays((Stage.SIGNED, *AFTER_FORCE), PartyLeft),
    # A parliament may vote on a draft, or on leaving a treaty that is in force.
    stays((*BEFORE_FORCE, Stage.IN_FORCE, Stage.SUSPENDED), DomesticStep),
    refused(Stage.TERMINATED, DomesticStep, because=ENDED),
    # Of many a treaty one hears first that somebody acceded to it: there was a text to consent to.
    on(Stage.NEGOTIATING, Ratified, to=Stage.TEXT_CONCLUDED),
    stays((Stage.TEXT_CONCLUDED, Stage.INITIALLED, Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED), Ratified),
    refused(Stage.TERMINATED, Ratified, because=ENDED),
    stays(BEFORE_FORCE, ConsentWithdrawn),
    on((Stage.IN_FORCE, Stage.SUSPENDED), ConsentWithdrawn, to=Stage.TERMINATED, unless=while_two_are_left),
    refused(Stage.TERMINATED, ConsentWithdrawn, because=ENDED),
    stays(tuple(Stage), ConsentsStated),
    # Of many a treaty one hears first when it is in force.
    on((*BEFORE_FORCE, Stage.IN_FORCE), EnteredIntoForce, to=Stage.IN_FORCE, unless=provisionally),
    refused(Stage.SUSPENDED, EnteredIntoForce, because="it is suspended; use `resumed`"),
    refused(Stage.TERMINATED, EnteredIntoForce, because=ENDED),
    # Many an accord binds on signature, and nobody reports that it entered into force.
    on((Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED), Suspended, to=Stage.SUSPENDED, unless=for_some_only),
    refused(BEFORE_SIGNATURE, Suspended, because=f"{NOT_IN_FORCE}; for the talks, use `talks_suspended`"),
    refused(Stage.TERMINATED, Suspended, because=ENDED),
    on((Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED), Resumed, to=Stage.IN_FORCE, unless=for_some_only),
    refused(BEFORE_SIGNATURE, Resumed, because=f"{NOT_IN_FORCE}; for the talks, use `talks_resumed`"),
    refused(Stage.TERMINATED, Resumed, because=ENDED),
    # A text may be given up, or replaced by another, before it binds anybody.
    on(
        (*BEFORE_FORCE, Stage.IN_FORCE, Stage.SUSPENDED),
        Terminated,
        to=Stage.TERMINATED,
        unless=while_two_are_left,
    ),
    on(Stage.TERMINATED, Terminated, to=Stage.TERMINATED),
)

TALKS_TABLE: Final = Table.of(
    Talks,
    on(tuple(Talks), TalksSuspended, to=Talks.SUSPENDED),
    on(tuple(Talks), TalksResumed, to=Talks.ONGOING),
)


def is_consent(event: Event) -> bool:
    """Tell whether an event consents to a text, or signs it, or says how many consent."""
    return isinstance(event, (Signed, Consent, ConsentsStated))


def concerns_consent(event: Event, party: ActorId, cast: Cast) -> bool:
    """Tell whether an event gives or takes back the consent of one party, by itself or by a signature that binds."""
    if isinstance(event, (Consent, ConsentWithdrawn)):
        return event.party == party
    return isinstance(event, Signed) and event.binding and party in (cast.actors_of(event.by) or (party,))


def decisions(
    history: Iterable[Event], provision: str | None = None
) -> dict[tuple[ActorId, str], HomeDecision]:
    """
    Map each party and body of its to its latest decision on a text, or on a provision of it.

    A reopened text lets all of them lapse.

    Args:
        history: The events of one instrument, oldest first.
        provision: On which provision alone; on the text as a whole when None.
    """
    found: dict[tuple[ActorId, str], HomeDecision] = {}
    is_in_force = False
    for event in history:
        is_in_force |= isinstance(event, EnteredIntoForce) and not event.provisionally
        if reopens(event) and not is_in_force:
            found.clear()
        elif isinstance(event, HomeDecision) and decides_on(event, provision):
            found[event.party, event.body] = event
    return found


#: What a text shares with those that are part of it: who signs, consents to, leaves or ends the whole does so to the parts.
SHARED: Final = frozenset(
    {
        Signed,
        Ratified,
        ConsentWithdrawn,
        ConsentsStated,
        EnteredIntoForce,
        Suspended,
        Resumed,
        Terminated,
        TextReopened,
        PartyJoined,
        PartyLeft,
    }
)


def decides_on(event: HomeDecision, provision: str | None) -> bool:
    """Tell whether a decision is on a provision alone, or where that is None on a text as a whole."""
    return provision in event.provision if provision else not event.provision


def named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the instruments of which an event speaks, and those parts of them that go with it."""
    if isinstance(event, HomeDecision):
        homes = (cast.instrument_of[name] for name in event.provision)
        return tuple(dict.fromkeys(homes if event.provision else event.instrument))
    return (event.instrument, *parts_of_named(event, cast))


def _has_parties_of_its_own(part: InstrumentId, whole: InstrumentId, cast: Cast) -> bool:
    """Tell whether the cast names the parties of a text, or of one between it and the whole."""
    line = cast.line_of(part)
    return any(cast.instruments[name].parties for name in line[: line.index(whole)])


def talked_about(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the instrument about which the talks are."""
    return (event.instrument,)


def parts_of_named(event: Any, cast: Cast) -> tuple[InstrumentId, ...]:
    """Name the texts that an event reaches only as parts of the one of which it speaks."""
    parts = cast.texts_in.get(event.instrument, ())
    if not parts or type(event) not in SHARED:
        return ()
    if isinstance(event, PartyChange):
        # Who negotiates a part that names its parties is not told by who negotiates the whole.
        return tuple(name for name in parts if not _has_parties_of_its_own(name, event.instrument, cast))
    return parts


# What concludes a text, takes it back or passes a step follows from the rows. Who consents or decides at home leads to no
# stage and is known by a role.

#: At each of these stages the text stands; the step is the last of those that an event which leads there has taken.
STEP_TO: Final = {
    Stage.TEXT_CONCLUDED: Step.TEXT,
    Stage.INITIALLED: Step.TEXT,
    Stage.SIGNED: Step.SIGNATURE,
    Stage.IN_FORCE: Step.ENTRY_INTO_FORCE,
}
#: What leads there from a text under negotiation. What is resumed was in force before, and takes no step.
CONCLUDING: Final = STAGE_TABLE.leading_to(*STEP_TO, leaving=Stage.NEGOTIATING, exceptions=True)
REOPENING: Final = STAGE_TABLE.leading_to(Stage.NEGOTIATING)


def concluded_by(event: Any) -> InstrumentId | None:
    """Name the text that stands once an event has happened, if all had their part in it."""
    name: InstrumentId | None = event.instrument if type(event) in CONCLUDING else None
    return name


def concludes(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    """
    Tell whether a text that was under negotiation stands once an event has happened.

    Args:
        event: One of those that can conclude a text: the last signature does, and one that another lacks does not.
        earlier: What happened to the text before.
        cast: The cast of the log.
    """
    row = STAGE_TABLE.cells[type(event)][Stage.NEGOTIATING]
    exception = next((case for case in row.unless if case.holds(event, earlier, cast)), None)
    return (row.to if exception is None else exception.to) in STEP_TO


def reopens(event: Event) -> bool:
    """Tell whether an event takes a text back to the table, so that approvals and consents lapse."""
    return type(event) in REOPENING


def may_pass(event: Event) -> bool:
    """Tell whether an event can lead a text to a stage by which it passes a step."""
    return type(event) in CONCLUDING


def step_taken(before: frozenset[Stage], after: frozenset[Stage]) -> Step | None:
    """Name the step that a text passes on the way from one stage to another; none where it is none, or is not known."""
    if before == after or len(after) > 1:
        return None
    (stage,) = after
    return STEP_TO.get(stage)


STAGE_EVENTS: Final = STAGE_TABLE.events
TALKS_EVENTS: Final = TALKS_TABLE.events
EVENTS: Final = (*(kind for kind in STAGE_EVENTS if kind not in OF_PARTIES), *TALKS_EVENTS)
STAGES: Final = Aspect(
    "stages",
    STAGE_TABLE,
    frozenset({Stage.NEGOTIATING}),
    named,
    parts=parts_of_named,
    of_all_parts=SHARED,
)
TALKS: Final = Aspect("talks", TALKS_TABLE, frozenset({Talks.ONGOING}), talked_about)
