"""The engine of lifecycles: events, and the tables that say what each does to a status.

The law: for every status and every kind of event a table holds a decision. It is a row (the event leads to a status,
perhaps only when a guard holds), a restatement (it leads to the status already held) or a refusal with its reason.
A table with a cell undecided, or decided twice, cannot be built. Nothing about a lifecycle lives outside its table.

No room but this one and that of testing names a kind of event to decide something, so that a further kind needs a class
and rows in one file. What the others have to know of an event they learn in three ways, the first that suffices:

1. *From its rows.* Whoever leads a provision to `contested` objects to it: `provisions.is_objection(event)` reads the
   table, and nobody can add an objection and forget to say that it is one.
2. *From its role*, where they read its fields: `class ConditionSet(Demand)`. A role is a class of events that no log can
   tell, before the kinds that have it. It names the fields that they promise and has none itself (plain annotations, no
   slots, not made by attrs), so that each kind keeps its own order of fields. They ask `isinstance(event, Demand)`.
3. *From what its class says of itself*, for what every kind can say: `is_testimony`, `is_of_all`, `verb`, `plover`.

Examples:
    What the table of demands decides about one that was raised, for the three events after it:

    >>> from peacetrack.aspects.conditions import CONDITIONS, Status
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: condition_restated, date: 2024-06-02, by: azerbaijan, condition: law}
    ... - {id: no, event: condition_rejected, date: 2024-06-03, by: armenia, condition: law}
    ... - {id: over, event: condition_withdrawn, date: 2024-06-04, by: azerbaijan, condition: law}
    ... ''').log
    >>> for event in log.events[1:]:
    ...     row = CONDITIONS.table.cells[type(event)][Status.RAISED]
    ...     print(*CONDITIONS.subjects(event, log.cast), event.kind, "->", row.to, "when", row.when and row.when.name)
    law condition_restated -> raised when by its owner
    law condition_rejected -> rejected when by the addressee
    law condition_withdrawn -> withdrawn when by its owner
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final, Generic, TypeVar

import attrs

from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import ActorId, EventId, SourceId, SpeakerId
from peacetrack.model.once import once
from peacetrack.model.votes import Votes

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V")


@attrs.frozen(kw_only=True)
class Event:
    """
    Something that happened or was said.

    Attributes:
        id: Its name in the log.
        source: The document of the file that tells it.
        date: When it happened; for a speech act, when it was said.
        as_said: The reporter's words for the date.
        basis: How the date was derived.
        about: The day it is true of, where that is not `date`.
        by: Who did or said it.
        according_to: Whose word its content is, when it does not rest on the source alone.
        inferred: Nobody said it in so many words: the author of the log concluded it.
        background: It may have happened before the negotiation began, whatever that is said to have been.
        after: Events that it follows.
        confidential: It is not for the public, and neither is what rests on it alone.
        votes: How a body voted, where this is an act of one.
    """

    id: EventId
    source: SourceId | None = None
    date: ImpreciseDate | None = None
    as_said: str = ""
    basis: str = ""
    about: ImpreciseDate | None = None
    by: tuple[SpeakerId, ...] = ()
    according_to: tuple[SpeakerId, ...] = ()
    cite: tuple[Citation, ...] = ()
    inferred: bool = False
    background: bool = False
    note: str = ""
    after: tuple[EventId, ...] = ()
    confidential: bool = False
    votes: Votes | None = None

    kind: ClassVar[str] = "event"
    #: Whether saying it is its content, so that it is `by`'s word (a count); otherwise `by` did something.
    is_testimony: ClassVar[bool] = False
    #: Whether all parties do it together (an agreement), so that it is `by`'s word where fewer are named.
    is_of_all: ClassVar[bool] = False
    #: What it does to its subject, as in "South cannot *reject* the condition"; the kind itself where none is given.
    verb: ClassVar[str] = ""
    #: The category of PLOVER that comes nearest, whatever its fields say, and the words there that fit.
    plover: ClassVar[Coded | None] = None
    #: Under which question it is an answer by itself, where it changes no status of anything.
    noted: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def plover_category(self) -> Category | None:
        """Give the category of PLOVER that comes nearest; None where PLOVER has nothing of its kind."""
        return self.plover[0] if self.plover else None

    @property
    def has_own_id(self) -> bool:
        """Tell whether its author named it; the name that an entry is given otherwise has a sign of number."""
        return "#" not in self.id

    @property
    def speakers(self) -> tuple[SpeakerId, ...]:
        """Name those whose word its content is; empty when it rests on its source alone."""
        return self.according_to or (self.by if self.is_testimony or self.is_of_all else ())

    @classmethod
    def deed(cls) -> str:
        """Tell in two words what `by` is to it: an act of one, an act of all, or a statement."""
        return "a statement" if cls.is_testimony else "an act of all" if cls.is_of_all else "an act of one"

    @property
    def true_of(self) -> ImpreciseDate | None:
        """Give the day it is true of."""
        return self.about or self.date

    @property
    def substance(self) -> tuple[Hashable, ...]:
        """Give what was done and by whom, without when, where it is told and how: two of the same are one act told twice."""
        return (type(self), self.by, *(getattr(self, name) for name in _own_fields(type(self))))

    @property
    def is_foreseen(self) -> bool:
        """Tell whether it is said of a day that comes later than it was said: that is an offer, and has not happened."""
        if not (self.about and self.about.earliest and self.date and self.date.latest):
            return False
        return self.about.earliest > self.date.latest


@once
def _own_fields(kind: type[Event]) -> tuple[str, ...]:
    """Name the fields that a kind of event has besides those of every event."""
    return tuple(name for name in attrs.fields_dict(kind) if name not in attrs.fields_dict(Event))


@attrs.frozen(eq=False)
class Fold(Generic[V]):
    """
    What a rule makes of the earlier events of a history, going through them one by one.

    Attributes:
        begin: Gives the value before any event.
        step: Takes the value so far, which it may change, an event and the cast; gives the value with that event.
    """

    begin: Callable[[], V]
    step: Callable[[V, Any, Cast], V]

    def over(self, events: Iterable[Event], cast: Cast) -> V:
        """Give what becomes of some events, oldest first; whoever reads the value does not change it."""
        if isinstance(events, Earlier):
            return events.made_into(self, cast)
        value = self.begin()
        for event in events:
            value = self.step(value, event, cast)
        return value


class Earlier(list[Event]):
    """The events of one history so far, each gone through once by each rule that looks back, however many follow."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        super().__init__(events)
        self._made: dict[Fold[Any], tuple[int, Any]] = {}

    def made_into(self, fold: Fold[V], cast: Cast) -> V:
        """Give what a rule makes of all events, going on from where it was asked last."""
        done, value = self._made.get(fold) or (0, fold.begin())
        size = len(self)
        if done < size:
            step = fold.step
            for place in range(done, size):
                value = step(value, self[place], cast)
            self._made[fold] = size, value
        return value


@attrs.frozen
class Guard:
    """
    A condition on a row: who may do this, or when.

    Attributes:
        code: Of the refusal.
        name: A plain condition, as it is printed in the tables: "by the addressee".
        holds: Takes the event, the events of the subject's history before it from the one that began it (itself when there
            is none), and the cast.
        refusal: Words the refusal from the same three.
        hint: What to do instead.
        field: Which field of the event is at fault.
        asks_only_who: Of the event it reads nothing but `by`: whom it let through once, it lets through again.
        asks: The kinds of earlier events that it looks at, besides the one that began the history.
    """

    code: str
    name: str
    holds: Callable[[Event, Sequence[Event], Cast], bool]
    refusal: Callable[[Event, Sequence[Event], Cast], str]
    hint: str
    field: str = "by"
    asks_only_who: bool = False
    asks: tuple[type[Event], ...] = ()


@attrs.frozen
class Unless:
    """
    A case in which a row's event leaves the status as it is, or leads elsewhere.

    Attributes:
        name: A plain condition, as it is printed in the tables: "for some of its gates only".
        holds: Takes the event, the events of the subject's history before it, and the cast.
        asks: The kinds of those events that it looks at, so that a long history is not gone through; all when None.
        to: Where the event leads in this case; None where the status stays.
    """

    name: str
    holds: Callable[[Event, Sequence[Event], Cast], bool]
    asks: tuple[type[Event], ...] | None = None
    to: StrEnum | None = None


@attrs.frozen
class Row(Generic[S]):
    """
    One decision of a table.

    Attributes:
        to: Where it leads; None for a refusal, and for an event that states the status itself.
        unless: The cases in which it leads elsewhere; the first that holds decides.
        arrives: The event states the status itself, or leaves it unknown.
        because: Of a refusal, what to do instead; of a guard that decides like the table, likewise.
    """

    statuses: tuple[S, ...]
    event: type[Event]
    to: S | None
    when: Guard | None = None
    unless: tuple[Unless, ...] = ()
    arrives: bool = False
    because: str = ""

    @property
    def is_refusal(self) -> bool:
        """Tell whether the statuses do not allow the event."""
        return self.to is None and not self.arrives


def on(
    statuses: S | Iterable[S],
    event: type[Event],
    *,
    to: S,
    when: Guard | None = None,
    unless: Unless | tuple[Unless, ...] = (),
) -> Row[S]:
    """Decide that an event leads from these statuses to another; `unless` names when it leaves them, or leads elsewhere."""
    return Row(_each(statuses), event, to, when, _exceptions(unless))


def stays(
    statuses: S | Iterable[S],
    event: type[Event],
    *,
    when: Guard | None = None,
    unless: Unless | tuple[Unless, ...] = (),
) -> tuple[Row[S], ...]:
    """Decide that an event adds evidence and leaves each of these statuses as it is; `unless` names when it does not."""
    return tuple(Row((status,), event, status, when, _exceptions(unless)) for status in _each(statuses))


def _exceptions(unless: Unless | tuple[Unless, ...]) -> tuple[Unless, ...]:
    return (unless,) if isinstance(unless, Unless) else unless


def arrives(statuses: S | Iterable[S], event: type[Event]) -> Row[S]:
    """Decide that an event brings a subject back with the status that the event itself states."""
    return Row(_each(statuses), event, None, arrives=True)


def refused(statuses: S | Iterable[S], event: type[Event], *, because: str) -> Row[S]:
    """Decide that these statuses do not allow an event; `because` says what to do instead."""
    return Row(_each(statuses), event, None, because=because)


def _each(statuses: S | Iterable[S]) -> tuple[S, ...]:
    return (statuses,) if isinstance(statuses, StrEnum) else tuple(statuses)


class TableError(TypeError):
    """A table leaves a cell undecided or decides it twice: a mistake of the programmer."""


@attrs.frozen
class Table(Generic[S]):
    """
    A lifecycle as data.

    Attributes:
        statuses: Every status, in the order of the documentation.
        events: Every kind of event it knows, likewise.
        cells: For each kind and status its decision.
    """

    statuses: tuple[S, ...]
    events: tuple[type[Event], ...]
    cells: dict[type[Event], dict[S, Row[S]]] = attrs.field(hash=False)

    @classmethod
    def of(cls, statuses: type[S], *rows: Row[S] | tuple[Row[S], ...], one_target: bool = False) -> Table[S]:
        """
        Build a table from its rows.

        Args:
            statuses: The enumeration of statuses.
            rows: The decisions.
            one_target: Every kind of event must lead to one status only, whatever it leads from.

        Raises:
            TableError: A cell is decided twice or not at all, or a kind of event has two targets.
        """
        cells: dict[type[Event], dict[S, Row[S]]] = {}
        for row in _flat(rows):
            column = cells.setdefault(row.event, {})
            for status in row.statuses:
                if status in column:
                    raise TableError(f"{row.event.kind} is decided twice for {status}")
                column[status] = row
        _require_complete(statuses, cells)
        if one_target:
            _require_one_target(cells)
        return cls(tuple(statuses), tuple(cells), cells)

    def __iter__(self) -> Iterator[tuple[S, type[Event], Row[S]]]:
        """List every cell: status, kind of event, decision."""
        for status in self.statuses:
            for event in self.events:
                yield status, event, self.cells[event][status]

    def target(self, event: type[Event]) -> S:
        """Name the first status to which this kind of event can lead."""
        return next(row.to for row in self.cells[event].values() if row.to is not None)

    def leading_to(
        self, *statuses: S, leaving: S | None = None, exceptions: bool = False
    ) -> frozenset[type[Event]]:
        """
        Name the kinds of events that can bring a subject to one of these statuses from another one.

        Args:
            statuses: Where they lead; a restatement, which stays there, does not lead there.
            leaving: From which status; from any when None.
            exceptions: Also those that lead there only where an exception holds.
        """
        return frozenset(
            event
            for status, event, row in self
            for to in (row.to, *(unless.to for unless in row.unless if exceptions))
            if to in statuses and status != to and leaving in (None, status)
        )

    def allowed(self, status: S) -> tuple[str, ...]:
        """Name the kinds of events that this status allows, whoever does it; by whom, a guard may ask."""
        rows = ((event, self.cells[event][status]) for event in self.events)
        return tuple(event.kind for event, row in rows if not (row.is_refusal or row.because))

    def allowing(self, event: type[Event]) -> frozenset[S]:
        """Name the statuses that allow this kind of event, whoever does it."""
        return frozenset(
            status for status, row in self.cells[event].items() if not (row.is_refusal or row.because)
        )


def _flat(rows: tuple[Row[S] | tuple[Row[S], ...], ...]) -> Iterator[Row[S]]:
    for row in rows:
        if isinstance(row, Row):
            yield row
        else:
            yield from row


def _require_complete(statuses: type[S], cells: dict[type[Event], dict[S, Row[S]]]) -> None:
    missing = [
        f"{event.kind} for {s}" for event, column in cells.items() for s in statuses if s not in column
    ]
    if missing:
        raise TableError(f"undecided: {', '.join(missing)}")


def _require_one_target(cells: dict[type[Event], dict[S, Row[S]]]) -> None:
    for event, column in cells.items():
        targets = {row.to for row in column.values() if not row.is_refusal}
        if len(targets) != 1:
            raise TableError(f"{event.kind} must lead to one status, not to {sorted(map(str, targets))}")


#: Takes an event of a kind that the table knows, and names the subjects of which it speaks.
Subjects = Callable[[Any, Cast], tuple[str, ...]]
#: Takes the event that began a story, the actors whose word is in it, and the cast; names further actors to be heard.
Concerned = Callable[[Any, frozenset[ActorId], Cast], tuple[ActorId, ...]]


#: Takes a subject and the cast, and gives the statuses that it has by the cast before anything is told of it, if it says so.
Begins = Callable[[str, Cast], frozenset[Any]]


#: Takes a subject, what gives the statuses of each of its parts, and the cast; gives the statuses that they make of it.
ByParts = Callable[[str, Callable[[str], frozenset[Any]], Cast], frozenset[Any]]


def _no_subjects(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - the signature of `Subjects`
    return ()


def _nobody_else(origin: Any, speakers: frozenset[ActorId], cast: Cast) -> tuple[ActorId, ...]:  # noqa: ARG001 - of `Heard`
    return ()


def _no_parts(subject: str, statuses_of: Callable[[str], frozenset[Any]], cast: Cast) -> frozenset[Any]:  # noqa: ARG001 - of `ByParts`
    return frozenset()


def _any_of_its_start(subject: str, cast: Cast) -> frozenset[Any]:  # noqa: ARG001 - the signature of `Begins`
    return frozenset()


def _of_nothing(_: Any) -> tuple[str, ...]:
    return ()


def _of_nothing_ever(_: Any, __: Any) -> tuple[str, ...]:
    return ()


def _no_answer(_: Any, __: str) -> None:
    return None


@attrs.frozen
class Askable:
    """
    What can be asked of a state, and is shown in every view of it.

    Attributes:
        name: With which `explain` names its figures: `count` in `count:agreed`.
        subjects: Takes a state, and names all of which there is something to say.
        ask: Takes a state and a subject, and gives an `Answer`; None where nothing is on record.
        ever: Takes a timeline's `ChangeDays` and its last state, and names further subjects, of which only an earlier day
            has something to say.
        absent: What is so where nothing is on record, in words.
        named: Takes a state and what somebody writes for a subject, and gives the subject, completed by what may be left out;
            raises `ValueError` where the log knows no such name. One of its subjects has to be written where none is given.
        grounds: Takes a state and a subject, and gives on what its answer rests: names of events, and parts of their own
            (`Grounds`); the events of the answer where none is given.
        titled: Takes a subject, and names what is asked and of what, as a sentence has it.
        changes: Takes a timeline's `ChangeDays` and a subject, and lists the days on which the answer can change; each
            day of the timeline where none is given.
    """

    name: str
    subjects: Callable[[Any], Iterable[str]] = attrs.field(
        hash=False, eq=False, kw_only=True, default=_of_nothing
    )
    ask: Callable[[Any, str], Any] = attrs.field(hash=False, eq=False, kw_only=True, default=_no_answer)
    ever: Callable[[Any, Any], Iterable[str]] = attrs.field(
        hash=False, eq=False, kw_only=True, default=_of_nothing_ever
    )
    absent: str = attrs.field(default="unknown", kw_only=True)
    named: Callable[[Any, str], str] | None = attrs.field(hash=False, eq=False, kw_only=True, default=None)
    grounds: Callable[[Any, str], Iterable[Any]] | None = attrs.field(
        hash=False, eq=False, kw_only=True, default=None
    )
    titled: Callable[[str], tuple[str, str]] | None = attrs.field(
        hash=False, eq=False, kw_only=True, default=None
    )
    changes: Callable[[Any, str], Iterable[Any]] | None = attrs.field(
        hash=False, eq=False, kw_only=True, default=None
    )

    def title_of(self, subject: str) -> tuple[str, str]:
        """Name what is asked and of what, as a sentence has it: `count of agreed`, `treaty`."""
        return self.titled(subject) if self.titled else (self.name, subject)


@attrs.frozen
class Question(Askable):
    """
    What can be asked of a state and asserted of it; a log asserts it under its name.

    Attributes:
        asked: A frozen class with the fields of the assertion; a field of an id's type is a reference.
        holds: Takes what is asked and the state, and gives a `Judgement`.
        said: Takes what is asked and the cast, and words the assertion.
        difference: Takes what is asked and the state, and words in what they differ, a part each; nothing where what is
            said and what is replayed show all there is.
    """

    asked: type[Any]
    holds: Callable[[Any, Any], Any] = attrs.field(hash=False, eq=False)
    said: Callable[[Any, Cast], str] = attrs.field(hash=False, eq=False)
    difference: Callable[[Any, Any], Iterable[str]] = attrs.field(
        hash=False, eq=False, kw_only=True, default=_of_nothing_ever
    )


#: The types of ids that name an event, by the aspects that were made: an id of another type names what no event brings.
CREATED: Final[set[Any]] = set()


@attrs.frozen
class Aspect(Generic[S]):
    """
    A part of a negotiation with a lifecycle of its own, and the typed key to it: `state[CONDITIONS]`.

    Attributes:
        name: In the plural, as in a sentence about a negotiation.
        table: Its lifecycle.
        start: Every status that a subject may have before anything is told of it.
        subjects: Which subjects an event speaks of.
        arriving: Kinds of events that begin a subject's story anew with the status they state, or with any of `start`.
        arrivals: Which subjects such an event brings.
        concerned: Who else has a word on a subject, given the event that began it and those whose word is on record.
        noun: One of its subjects, where that is not the name without its last letter.
        creates: The type of the ids of its subjects, and the kind of event whose `id` each of them is.
        also_creating: Further kinds of events that create a subject, where their author gives them an `id`.
        questions: What can be asserted of it besides a status.
        named_by: The one field that names the subjects, whatever else an event says, for the kinds that have it.
        parts: Which of its subjects an event reaches only as parts of what it names: these refuse nothing, and those that
            the table keeps where they are stay there.
        of_all_parts: Kinds of events that move all these parts; of any other it is not told which of them it moves.
        by_parts: What the parts of a subject make of it: so the table is asked once more where one of them moved later.
        begins: Which of `start` a subject has by the cast, such as an item of a published agenda; none where that says nothing.
    """

    name: str
    table: Table[S] = attrs.field(hash=False, eq=False)
    start: frozenset[S]
    subjects: Subjects = attrs.field(hash=False, eq=False)
    arriving: tuple[type[Event], ...] = ()
    arrivals: Subjects = attrs.field(hash=False, eq=False, default=_no_subjects)
    concerned: Concerned = attrs.field(hash=False, eq=False, default=_nobody_else)
    noun: str = ""
    creates: tuple[Any, type[Event]] | None = attrs.field(hash=False, eq=False, default=None)
    also_creating: tuple[type[Event], ...] = ()
    questions: tuple[Question, ...] = ()
    named_by: str = ""
    parts: Subjects = attrs.field(hash=False, eq=False, default=_no_subjects)
    of_all_parts: frozenset[type[Event]] = frozenset()
    by_parts: ByParts = attrs.field(hash=False, eq=False, default=_no_parts)
    begins: Begins = attrs.field(hash=False, eq=False, default=_any_of_its_start)

    def __attrs_post_init__(self) -> None:
        if self.creates is not None:
            CREATED.add(self.creates[0])

    @property
    def singular(self) -> str:
        """Name one of its subjects."""
        return self.noun or self.name.removesuffix("s")

    @property
    def kinds(self) -> tuple[type[Event], ...]:
        """List the kinds of events that its table knows, and those that bring a subject."""
        return tuple(dict.fromkeys((*self.table.events, *self.arriving)))
