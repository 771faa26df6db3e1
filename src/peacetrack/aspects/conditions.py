"""Conditions: what one side demands before a step, and what became of the demand.

The law: only one who set a demand can restate or drop it, and only one to whom a statement of it is addressed can accept or
reject it. Each answers, and drops, for itself: of a demand with several owners, one who drops it leaves it the others', and one
with several addressees is accepted when every one has accepted, and rejected once one rejects. A rejected demand stands, and
so does one that is partly met: its gate stays shut until it is met or dropped. A demand that was met or dropped comes back
when its owner states it again.

Examples:
    Whose a demand is, of whom, and before which step:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it, gate: {signature: treaty}}
    ... ''').log
    >>> (demand,) = log.events
    >>> owners(demand, log.cast), demand.of, [str(gate) for gate in demand.gate]
    (('azerbaijan',), ('armenia',), ['signature of treaty'])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final, assert_never

import attrs

from peacetrack.aspects.lifecycle import (
    Aspect,
    Event,
    Fold,
    Guard,
    Table,
    Unless,
    on,
    refused,
    stays,
)
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, ConditionId, InstrumentId, ProvisionId


class Status(StrEnum):
    """The status of a condition."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PARTLY_MET = "partly_met"
    MET = "met"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """A step that a condition can block."""

    TALKS = "talks"
    TEXT = "text"
    INITIALLING = "initialling"
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ENTRY_INTO_FORCE = "entry_into_force"
    IMPLEMENTATION = "implementation"
    OPENING = "opening"
    AGREEING = "agreeing"

    @property
    def is_of_provisions(self) -> bool:
        """Tell whether its object is some provisions; else it is a text."""
        match self:
            case Step.OPENING | Step.AGREEING:
                return True
            case (
                Step.TALKS
                | Step.TEXT
                | Step.INITIALLING
                | Step.SIGNATURE
                | Step.RATIFICATION
                | Step.ENTRY_INTO_FORCE
                | Step.IMPLEMENTATION
            ):
                return False
            case _:
                assert_never(self)


@attrs.frozen
class Gate:
    """
    A step with its object: `signature` of an instrument, `opening` of provisions.

    Attributes:
        instrument: Of which text; None for `opening` and `agreeing`.
        provisions: Of which provisions; only for `opening` and `agreeing`.
        party: Whose ratification alone it is; None for the step of all.
    """

    step: Step
    instrument: InstrumentId | None
    provisions: tuple[ProvisionId, ...] = ()
    party: ActorId | None = None

    def __str__(self) -> str:
        objects = self.instrument or ", ".join(self.provisions)
        return f"{self.step.replace('_', ' ')} of {objects}{f' by {self.party}' if self.party else ''}"


@attrs.frozen(kw_only=True)
class BodyStep:
    """
    A decision at home that a condition requires.

    Attributes:
        party: Whose body it is; of the one to whom the demand is addressed when not given, or else of its owner.
        body: Which body has to approve.
    """

    party: ActorId | None = None
    body: str

    def __str__(self) -> str:
        return f"{self.body} ({self.party})" if self.party else self.body


@attrs.frozen
class Share:
    """
    A part of a whole, such as two thirds.

    Examples:
        >>> str(Share(2, 3)), Share(2, 3).is_met(4, 6), Share(2, 3).is_met(4, 7)
        ('2/3', True, False)
    """

    part: int
    whole: int

    def is_met(self, number: int, of: int) -> bool:
        """Tell whether so many out of so many are that share, or more."""
        return number * self.whole >= self.part * of > 0

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


@attrs.frozen(kw_only=True)
class Threshold:
    """
    How many have to consent: a number, or a share of those who may.

    Attributes:
        number: So many.
        share: Such a part of those named by `of`, or else of as many as were last stated, or of the parties of that day.
    """

    number: int | None = None
    share: Share | None = None

    def is_met(self, number: int, of: int) -> bool:
        """Tell whether so many out of so many are enough."""
        return (
            number >= self.number
            if self.number is not None
            else bool(self.share and self.share.is_met(number, of))
        )

    def __str__(self) -> str:
        return str(self.number) if self.share is None else f"{self.share} of those who may"


@attrs.frozen(kw_only=True)
class SignedText:
    """
    An instrument that has to be signed.

    Attributes:
        instrument: Which; that of the condition itself when not given (`signed: true`).
    """

    instrument: InstrumentId | None = None

    def __str__(self) -> str:
        return self.instrument or "the text itself"


@attrs.frozen(kw_only=True)
class Requirement:
    """
    What a condition that the text or the parties set requires, so that the record itself can show it met.

    Consents and steps are those to the text of the condition's own gate. All that is named has to be so; of a list of
    requirements every one.

    Attributes:
        steps: Bodies whose domestic approval it needs, since the day on which the condition was set: a body, or
            `{party: uk, body: House of Commons}`.
        consents: How many actors have to consent, or `{share: 2/3}` of them.
        of: Actors of whom so many have to consent.
        not_counting: Actors whose consent is not counted, and who are not among those of whom a share is meant.
        after: What has to pass after that, in words (a number of days is kept, not computed).
        signed: An instrument that has to be signed; `true` for that of the condition itself.
        provisions: Provisions that have to be agreed.
        conditions: Other conditions that have to be met.
        alternatives: Requirements of which one is enough (`any` in a log).
        every: Requirements that all have to be met, where a list of them stands.
    """

    steps: tuple[BodyStep, ...] = ()
    consents: Threshold | None = None
    of: tuple[ActorId, ...] = ()
    not_counting: tuple[ActorId, ...] = ()
    after: str = ""
    signed: SignedText | None = None
    provisions: tuple[ProvisionId, ...] = ()
    conditions: tuple[ConditionId, ...] = ()
    alternatives: tuple[Requirement, ...] = attrs.field(default=(), metadata={"yaml": "any"})
    every: tuple[Requirement, ...] = attrs.field(default=(), metadata={"yaml": None})


class Demand(Event):
    """
    It states a demand, for the first time or again.

    Attributes:
        what: The demand in a few words.
        of: Of whom.
        gate: Which steps it names.
        series: The report tells of several occasions at once.
    """

    __slots__ = ()
    what: str
    of: tuple[ActorId, ...]
    gate: tuple[Gate, ...]
    series: bool


@attrs.frozen(kw_only=True)
class ConditionSet(Demand):
    """
    Somebody demanded something before a step.

    The day that counts is the day on which the demand was made. Its `id` names the condition.

    Attributes:
        what: The demand in a few words.
        of: Of whom.
        gate: Which steps it blocks; none when nobody said.
        instrument: Of which text it blocks some step, when nobody said which step.
        series: The report tells of several occasions at once.
        met_by: What the record has to show for it to be met.
    """

    plover: ClassVar[Coded | None] = (Category.DEMAND, "demands")
    what: str
    of: tuple[ActorId, ...] = ()
    gate: tuple[Gate, ...] = ()
    instrument: InstrumentId | None = None
    series: bool = False
    met_by: Requirement | None = None


@attrs.frozen(kw_only=True)
class ConditionRestated(Demand):
    """
    The one who set a demand stated it again, perhaps in other words, of others or before another step.

    The day that counts is the day of this statement.

    Attributes:
        condition: Which demand.
        what: This statement's own words for it.
        of: Of whom, in this statement.
        gate: Which steps this statement names.
        series: The report tells of several occasions at once.
    """

    verb: ClassVar[str] = "restate"
    plover: ClassVar[Coded | None] = (Category.DEMAND, "demands")
    condition: ConditionId
    what: str = ""
    of: tuple[ActorId, ...] = ()
    gate: tuple[Gate, ...] = ()
    series: bool = False


@attrs.frozen(kw_only=True)
class ConditionRejected(Event):
    """
    The addressee refused a demand.

    The demand stands: only the one who made it can drop it, so its gate stays shut.
    The day that counts is the day of the refusal, not of its publication.

    Attributes:
        condition: Which demand.
        what: The refusal in a few words.
        series: The report tells of several occasions at once.
    """

    verb: ClassVar[str] = "reject"
    plover: ClassVar[Coded | None] = (Category.REJECT, "rejections and refusals")
    condition: ConditionId
    what: str = ""
    series: bool = False


@attrs.frozen(kw_only=True)
class ConditionAccepted(Event):
    """
    The addressee promised to do what is demanded; it is not done yet.

    The day that counts is the day of the promise.

    Attributes:
        condition: Which demand.
        what: The promise in a few words.
        provided: Under which condition, in a few words (`if` in a log); then it is listed and changes no status.
    """

    verb: ClassVar[str] = "accept"
    plover: ClassVar[Coded | None] = (Category.AGREE, "promise")
    condition: ConditionId
    what: str = ""
    provided: str = attrs.field(default="", metadata={"yaml": "if"})


@attrs.frozen(kw_only=True)
class ConditionMet(Event):
    """
    What was demanded has been done, as `by` says.

    The day that counts is the day on which it was done.

    Attributes:
        condition: Which demand.
    """

    plover: ClassVar[Coded | None] = (Category.CONCEDE, "concessions")
    is_testimony: ClassVar[bool] = True
    condition: ConditionId


@attrs.frozen(kw_only=True)
class ConditionPartlyMet(Event):
    """
    A part of what was demanded has been done, as `by` says; the demand stands.

    The day that counts is the day on which it was done.

    Attributes:
        condition: Which demand.
        done: How much of it has been done.
        out_of: Out of how much.
        what: What has been done, in a few words.
    """

    plover: ClassVar[Coded | None] = (Category.CONCEDE, "concessions")
    is_testimony: ClassVar[bool] = True
    condition: ConditionId
    done: int | None = None
    out_of: int | None = None
    what: str = ""


@attrs.frozen(kw_only=True)
class ConditionWithdrawn(Event):
    """
    One who set a demand dropped it, wholly or for some of its steps; of several owners, for itself.

    The day that counts is the day on which it was dropped.

    Attributes:
        condition: Which demand.
        gate: For which steps only; for all of them when none is named.
    """

    verb: ClassVar[str] = "withdraw"
    plover: ClassVar[Coded | None] = (Category.CONCEDE, "concessions")
    condition: ConditionId
    gate: tuple[Gate, ...] = ()


def may_stand_before(origin: Event | None, text: InstrumentId | None) -> bool:
    """Tell whether a demand for which no step was named may stand before one of a text; it cannot if it names another text."""
    named = origin.instrument if isinstance(origin, ConditionSet) else None
    return named is None or text is None or named == text


def owners(origin: Event, cast: Cast) -> tuple[ActorId, ...]:
    """Name the actors who demand it."""
    return cast.actors_of(origin.by)


def requirement(origin: Event | None) -> Requirement | None:
    """Give what a demand requires of the record; None where that is nothing, or where the record cannot show it met."""
    needs = origin.met_by if isinstance(origin, ConditionSet) else None
    # How much time has passed is kept in words and not computed, so no record shows that.
    return None if needs is None or needs.after or needs == Requirement() else needs


def bodies(needs: Requirement | None) -> tuple[str, ...]:
    """Name the bodies whose approval a requirement needs, in any of its parts."""
    if needs is None:
        return ()
    inner = (body for part in (*needs.alternatives, *needs.every) for body in bodies(part))
    return (*(step.body for step in needs.steps), *inner)


def required(needs: Requirement | None) -> tuple[tuple[ProvisionId, ...], tuple[ConditionId, ...]]:
    """Name the provisions and the other conditions on which it depends whether a requirement is met."""
    if needs is None:
        return (), ()
    inner = [required(part) for part in (*needs.alternatives, *needs.every)]
    provisions = (*needs.provisions, *(name for names, _ in inner for name in names))
    return provisions, (*needs.conditions, *(name for _, names in inner for name in names))


def texts_of(origin: Event, cast: Cast) -> tuple[InstrumentId, ...]:
    """Name the texts before whose steps a demand stands: those of its gates, or the one that it names; all when none is named."""
    gates: tuple[Gate, ...] = getattr(origin, "gate", ())
    named = [
        text
        for gate in gates
        for text in ((gate.instrument,) if gate.instrument else map(cast.instrument_of.get, gate.provisions))
        if text is not None
    ]
    own = getattr(origin, "instrument", None)
    return tuple(dict.fromkeys(named)) or ((own,) if own else tuple(cast.instruments))


def deciding(origin: Event, cast: Cast) -> tuple[ActorId, ...]:
    """Name those whose body a requirement means that names only the body: the addressees of a demand, or else its owners."""
    return tuple(ADDRESSED.over((origin,), cast)) or owners(origin, cast)


def states_entry_into_force(origin: Event | None, instrument: InstrumentId) -> bool:
    """Tell whether an event sets a demand that says what a text needs to enter into force."""
    needs = origin.met_by if isinstance(origin, ConditionSet) else None
    if needs is None or needs == Requirement():
        return False
    return Gate(Step.ENTRY_INTO_FORCE, instrument) in origin.gate  # type: ignore[union-attr]  # it has one


def _names(actors: tuple[ActorId, ...], cast: Cast) -> str:
    return " and ".join(cast.title(actor) for actor in actors)


def _and_addressed(found: dict[ActorId, None], event: Event, cast: Cast) -> dict[ActorId, None]:  # noqa: ARG001 - of `Fold`
    if isinstance(event, Demand):
        found |= dict.fromkeys(event.of)
    return found


def _and_answered(found: dict[ActorId, type[Event]], event: Event, cast: Cast) -> dict[ActorId, type[Event]]:
    if isinstance(event, ConditionRejected) or (isinstance(event, ConditionAccepted) and not event.provided):
        found |= dict.fromkeys(cast.actors_of(event.by), type(event))
    return found


def _and_owned(found: dict[ActorId, bool], event: Event, cast: Cast) -> dict[ActorId, bool]:
    if isinstance(event, ConditionSet):
        found |= dict.fromkeys(owners(event, cast), True)
    elif isinstance(event, ConditionRestated) or (isinstance(event, ConditionWithdrawn) and not event.gate):
        stands = isinstance(event, ConditionRestated)
        found |= {actor: stands for actor in cast.actors_of(event.by) or (*found,) if actor in found}
    return found


#: Of whom any statement demands it, in their order.
ADDRESSED: Final[Fold[dict[ActorId, None]]] = Fold(dict, _and_addressed)
#: The kind of the latest answer of each who answered it: to reject it, or to accept it.
LATEST_ANSWERS: Final[Fold[dict[ActorId, type[Event]]]] = Fold(dict, _and_answered)
#: Of each who set it, whether it still demands it.
OWNED: Final[Fold[dict[ActorId, bool]]] = Fold(dict, _and_owned)


def owning(earlier: Iterable[Event], cast: Cast) -> tuple[ActorId, ...]:
    """
    Name those who still demand it, of those who set it: one who drops it wholly leaves it the others'.

    Args:
        earlier: The events of one demand, oldest first.
        cast: The cast of the log.
    """
    return tuple(actor for actor, demands in OWNED.over(earlier, cast).items() if demands)


def _by_the_owner(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    origin = earlier[0]
    if not isinstance(origin, ConditionSet):
        return True  # in a narrower view nobody knows yet whose demand it is
    return not event.by or not origin.by or bool({*cast.actors_of(event.by)} & {*owners(origin, cast)})


def _by_the_addressee(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    origin, speakers = earlier[0], {*cast.actors_of(event.by)}
    if not isinstance(origin, ConditionSet) or not speakers:
        return True  # in a narrower view nobody knows yet of whom it is demanded
    if not origin.of:
        return not speakers <= {*owners(origin, cast)}
    # Most answers are of those whom the first statement names; further statements may address others.
    return bool(speakers & {*origin.of}) or not speakers.isdisjoint(ADDRESSED.over(earlier, cast))


def _cannot(event: Event, origin: Event, cast: Cast) -> str:
    return f"{_names(cast.actors_of(event.by), cast)} cannot {event.verb} the condition '{origin.id}': "


def _only_the_owner(event: Event, earlier: Sequence[Event], cast: Cast) -> str:
    origin = earlier[0]
    return f"{_cannot(event, origin, cast)}{_names(owners(origin, cast), cast)} demands it."


def _only_the_addressee(event: Event, earlier: Sequence[Event], cast: Cast) -> str:
    origin = earlier[0]
    who = _cannot(event, origin, cast)
    if {*cast.actors_of(event.by)} & {*owners(origin, cast)}:
        return f"{who}{_names(owners(origin, cast), cast)} demands it."
    return f"{who}it is addressed to {_names(tuple(ADDRESSED.over(earlier, cast)), cast)}."


def _for_some_gates_only(event: Any, earlier: Sequence[Event], cast: Cast) -> bool:  # noqa: ARG001 - of `Unless.holds`
    return bool(event.gate)


def _others_demand_it(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    demanding = OWNED.over(earlier, cast)
    leaving = cast.actors_of(event.by) or (*demanding,)
    return any(demands and actor not in leaving for actor, demands in demanding.items())


def _is_conditional(event: Any, earlier: Sequence[Event], cast: Cast) -> bool:  # noqa: ARG001 - of `Unless.holds`
    return bool(event.provided)


def _others_asked(event: Event, earlier: Sequence[Event], cast: Cast) -> list[ActorId]:
    """Name those who are to answer besides those who do now; where nobody is addressed, those who have answered."""
    answering = cast.actors_of(event.by)
    if not answering:
        return []
    asked = ADDRESSED.over(earlier, cast) or LATEST_ANSWERS.over(earlier, cast)
    return [actor for actor in asked if actor not in answering]


def _another_rejects(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    others = _others_asked(event, earlier, cast)
    # Most demands are of one, who answers for itself alone.
    return bool(others) and any(
        LATEST_ANSWERS.over(earlier, cast).get(actor) is ConditionRejected for actor in others
    )


def _another_has_not_answered(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    others = _others_asked(event, earlier, cast)
    return bool(others) and not all(actor in LATEST_ANSWERS.over(earlier, cast) for actor in others)


by_the_owner: Final = Guard(
    "PT203",
    "by its owner",
    _by_the_owner,
    _only_the_owner,
    "If this actor makes the same demand for itself, set a condition of its own (`condition_set`).",
    asks_only_who=True,
)
by_the_addressee: Final = Guard(
    "PT204",
    "by the addressee",
    _by_the_addressee,
    _only_the_addressee,
    "To drop a demand, use `condition_withdrawn`.",
    asks_only_who=True,
    asks=(ConditionRestated,),
)
for_some_gates_only: Final = Unless("for some of its gates only", _for_some_gates_only, ())
of_others_too: Final = Unless(
    "while another owner demands it",
    _others_demand_it,
    (ConditionSet, ConditionRestated, ConditionWithdrawn),
)
ANSWERS: Final = (ConditionSet, ConditionRestated, ConditionRejected, ConditionAccepted)
under_a_condition: Final = Unless("under a condition", _is_conditional, ())
while_another_rejects: Final = Unless(
    "while another addressee rejects it", _another_rejects, ANSWERS, Status.REJECTED
)
until_all_answered: Final = Unless(
    "before every addressee has accepted", _another_has_not_answered, ANSWERS, Status.RAISED
)
BY_ALL: Final = (under_a_condition, while_another_rejects, until_all_answered)

DEMANDED: Final = (Status.RAISED, Status.ACCEPTED, Status.REJECTED, Status.PARTLY_MET)
#: The statuses in which a demand stands.
LIVE: Final = frozenset(DEMANDED)
DONE: Final = "it has been met; only its owner can raise it again (`condition_restated`)"
DROPPED: Final = "its owner has dropped it; only its owner can raise it again (`condition_restated`)"

TABLE: Final = Table.of(
    Status,
    on(Status.RAISED, ConditionSet, to=Status.RAISED),
    refused(
        tuple(Status)[1:],
        ConditionSet,
        because="it has been set; to state it again, use `condition_restated`",
    ),
    stays(DEMANDED, ConditionRestated, when=by_the_owner),
    on((Status.MET, Status.WITHDRAWN), ConditionRestated, to=Status.RAISED, when=by_the_owner),
    # An addressee may change its mind, so that each answer follows the other.
    on(DEMANDED, ConditionRejected, to=Status.REJECTED, when=by_the_addressee),
    refused(Status.MET, ConditionRejected, because=DONE),
    refused(Status.WITHDRAWN, ConditionRejected, because=DROPPED),
    on(DEMANDED[:-1], ConditionAccepted, to=Status.ACCEPTED, when=by_the_addressee, unless=BY_ALL),
    # What has been done of it counts for more than a promise to do the rest.
    stays(Status.PARTLY_MET, ConditionAccepted, when=by_the_addressee),
    refused(Status.MET, ConditionAccepted, because=DONE),
    refused(Status.WITHDRAWN, ConditionAccepted, because=DROPPED),
    # Anybody may say that it was done. Whether that binds the owner is a matter of accounts (`heard`), not of the table.
    on((*DEMANDED, Status.MET), ConditionMet, to=Status.MET),
    refused(Status.WITHDRAWN, ConditionMet, because=DROPPED),
    on(DEMANDED, ConditionPartlyMet, to=Status.PARTLY_MET),
    refused(Status.MET, ConditionPartlyMet, because=DONE),
    refused(Status.WITHDRAWN, ConditionPartlyMet, because=DROPPED),
    on(
        (*DEMANDED, Status.WITHDRAWN),
        ConditionWithdrawn,
        to=Status.WITHDRAWN,
        when=by_the_owner,
        unless=(for_some_gates_only, of_others_too),
    ),
    refused(Status.MET, ConditionWithdrawn, because=DONE),
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the condition of which an event of the table speaks."""
    if isinstance(event, ConditionSet):
        return (event.id,)
    return (event.condition,)


def concerned(origin: Any, speakers: frozenset[ActorId], cast: Cast) -> tuple[ActorId, ...]:
    """
    Hear the owner of a demand where only its addressee has said that it was met.

    A condition is met when its owner says so or nobody disputes it; the addressee's word alone does not bind the owner.
    """
    addressees = origin.of if isinstance(origin, ConditionSet) else ()
    return owners(origin, cast) if speakers <= {*addressees} else ()


#: To drop a demand is to lead it to `withdrawn`, although one that is dropped for some of its steps stays where it is.
DROPPING: Final = TABLE.leading_to(Status.WITHDRAWN)


def drops(event: Event) -> bool:
    """Tell whether an event drops a demand, wholly or for some of its steps."""
    return type(event) in DROPPING


def dropped(event: Any) -> tuple[Gate, ...]:
    """Name the steps for which an event drops a demand; none when it drops it for all of them."""
    gates: tuple[Gate, ...] = getattr(event, "gate", ())
    return gates


EVENTS: Final = TABLE.events
CONDITIONS: Final = Aspect(
    "conditions",
    TABLE,
    frozenset({Status.RAISED}),
    named,
    concerned=concerned,
    creates=(ConditionId, ConditionSet),
    named_by="condition",
)
