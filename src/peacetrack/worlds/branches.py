"""
Several words about one text, replayed as if one voice had said them, with branches where they contradict each other.

The law: "A statement is laid where it fits. Where it does not, it *replaces* if it takes back nothing that somebody else still carries
(its speakers correct themselves), or if it is progress of a certainly later day of which it is true. Else it stands *beside* what it
contradicts: the answer is the union of these branches, never what lies between, each with its carriers and day. A statement
that fits one branch says nothing against the others. A dispute ends when every carrier of a branch has said otherwise or
confirmed another, or when progress over all branches is told." A denial makes two branches of one report, with it and
without it, and each is followed by itself. An objection by name stands until its owner takes it back.

A branch is a `Course`: what is told in it, as one sequence of statements. There are at most 64; beyond these each alternative is
taken by itself, beside the first course alone.

Thirteen by the one and, a week later, twelve by the other: both stand, until the first says twelve, too.

>>> from peacetrack.aspects.provisions import Status
>>> from peacetrack.worlds.bounds import Bounds
>>> def said(by, day, number):
...     count = StatedCount(key=f"{by}-{day}", numbers=((Status.AGREED, Bounds.exactly(number)),), of=16)
...     return Saying(key=count.key, statements=(count,), speakers=frozenset({by}), carriers=frozenset({by}), days=(day, day))
>>> told = Branches((), [said("north", 1, 13), said("south", 8, 12), said("north", 20, 12)])
>>> [[sorted(course.carriers_at(number)) for course in told.after(number)] for number in (1, 2, 3)]
[[[]], [['north'], ['south']], [[]]]
>>> [str(course.replay.after(course.number_at(3)).branches[0].groups[0].pool.bounds(1 << 5)) for course in told.after(3)]
['12']
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.worlds.cast import Composition, names_in
from peacetrack.worlds.kinds import GONE, LIVING, SETTLED, Kind, mask_of
from peacetrack.worlds.known import Known
from peacetrack.worlds.laying import number_of
from peacetrack.worlds.sequences import Wanted, WorldsReplay, take_in, wanted_by
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    CountStatus,
    Member,
    Move,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    Unfitting,
)

__all__ = ["RECORD", "Branches", "Course", "Saying"]

#: Whose word it is that nobody in particular said.
RECORD: Final = "(record)"

#: "Up pending < open, contested, deferred < in principle, partly < agreed": what stands on a rung or higher.
RUNGS: Final = (
    SETTLED,
    mask_of({Status.AGREED, Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED}),
    LIVING & ~mask_of({Status.PENDING}),
)
#: Behind the id of an event, for what it objects to by name.
OBJECTION: Final = "!"
#: Before the id of an event that a course goes without.
DENIAL: Final = "not "
NOBODY: Final[frozenset[str]] = frozenset()
WHOLE: Final = StatedCount()

#: What is kept and not applied takes nothing back, and is reported.
NOT_APPLIED: Final = ("small-denominator", "since-conflict")

Carried = Mapping[str, frozenset[str]]
"""Who carries each of some sayings, by the ids of their events."""


@attrs.frozen(kw_only=True, eq=False, slots=False)
class Saying:
    """
    What one event says of a text, and whose word that is in an account.

    Attributes:
        key: The id of the event, of an objection with a sign behind it: its event may be told beside it.
        statements: What it says.
        speakers: Who said it, or confirmed it: they correct themselves by it.
        carriers: Who carries it from its own day on.
        days: The first and the last day on which it may have been said.
        objects: It is an objection by name: it moves its nodes from any live status, and stands.
        is_nobodys: It is told of nobody in particular, so that objections fall by it.
        is_joint: All parties say it.
        denying: Who denies it, of those whom the account believes.
        otherwise: What it says by the word of those who deny some field of it alone.
        of: The id of the event, where it is what one says who denies a field of that.
        confirms: It says nothing itself: its speakers confirm the event of this id.
        leaving: It says nothing itself: what this actor objected to falls.
    """

    key: str
    statements: tuple[Statement, ...] = ()
    speakers: frozenset[str] = NOBODY
    carriers: frozenset[str] = NOBODY
    days: tuple[int, int] = (0, 0)
    objects: bool = False
    is_nobodys: bool = False
    is_joint: bool = False
    denying: frozenset[str] = NOBODY
    otherwise: tuple[Saying, ...] = ()
    of: str = ""
    confirms: str = ""
    leaving: str = ""

    @property
    def event(self) -> str:
        """Give the id of the event, of an objection too."""
        return self.of or self.key.removesuffix(OBJECTION)

    @cached_property
    def everything(self) -> tuple[Statement, ...]:
        """Give all that it says by anybody's word."""
        return (*self.statements, *(one for other in self.otherwise for one in other.statements))

    @cached_property
    def moved(self) -> frozenset[str]:
        """Name the nodes that it gives a status other than contested, by their names."""
        return frozenset(node for statement in self.statements for node in _moved_by(statement))

    @cached_property
    def names(self) -> frozenset[str]:
        """Name all of which it speaks; none when it speaks of numbers or of a whole text."""
        if any(
            isinstance(statement, StatedCount | Conclusion | Replacement) for statement in self.statements
        ):
            return NOBODY
        return frozenset(node for statement in self.statements for node in names_in(statement))

    @property
    def concludes(self) -> bool:
        """Tell whether it says that the whole text is agreed."""
        return any(isinstance(statement, Conclusion) for statement in self.statements)


def _moved_by(statement: Statement) -> Iterator[str]:
    given: Iterable[tuple[str, CountStatus | None]] = ()
    match statement:
        case Move():
            given = ((statement.node, statement.target),)
        case Arrival():
            given = ((statement.node, statement.status),)
        case Replacement():
            given = ((node, Status.WITHDRAWN) for node in statement.gone)
        case Stated():
            given = statement.statuses
        case StatedCount():
            given = (
                *statement.besides,
                *((node, status) for status, nodes in statement.listed for node in nodes),
            )
        case _:
            pass
    return (node for node, status in given if status not in (Status.CONTESTED, "remaining"))


class Course:
    """
    One branch: a sequence of statements that is followed by itself, and whose word keeps it apart from the others.

    Attributes:
        replay: What is known after any number of its statements.
        lacks: The denied reports that it goes without.
        standing: What is told in it and may still be carried, by the ids of the events.
        carried: Who carries each of these.
        sides: In each dispute the sayings for which it stands, with those who carry them.
        objections: For each node who objects to it, and by which event.
    """

    def __init__(self, replay: WorldsReplay, statements: list[Statement], since: int) -> None:
        """Begin a course after so many sayings."""
        self.replay = replay
        self.statements = statements
        self.since = since
        self.until: int | None = None
        self.lacks: frozenset[str] = NOBODY
        self.standing: dict[str, Saying] = {}
        self.carried: dict[str, frozenset[str]] = {}
        self.carriers: dict[int, Carried] = {}
        self.objections: dict[str, dict[str, str]] = {}
        self._sayings, self._numbers = [0], [0]
        self._past: list[tuple[int, Carried]] = [(0, {})]

    def split(self, since: int) -> Course:
        """Begin another course that has been the same so far."""
        statements = [*self.statements]
        other = Course(self.replay.copy(statements), statements, since)
        other.lacks, other.carriers = self.lacks, dict(self.carriers)
        other.standing, other.carried = dict(self.standing), dict(self.carried)
        other.objections = {node: dict(owners) for node, owners in self.objections.items()}
        other._sayings, other._numbers, other._past = [*self._sayings], [*self._numbers], [*self._past]
        return other

    def begin_again(self, replay: WorldsReplay, statements: list[Statement]) -> None:
        """Go on from here with other statements."""
        self.replay, self.statements = replay, statements
        replay.after(len(statements))
        self._sayings, self._numbers = [0], [0]

    def note(self, number: int) -> None:
        """Keep how far it has come after so many sayings, and who carries it."""
        if self._numbers[-1] != len(self.statements):
            self._sayings.append(number)
            self._numbers.append(len(self.statements))
        said = {key: one.of for key, one in self.standing.items() if one.of}
        held = {
            said.get(key, key): who for actor in self.carriers.values() for key, who in actor.items() if who
        }
        if held != self._past[-1][1]:
            self._past.append((number, held))

    def number_at(self, number: int) -> int:
        """Tell how many statements it has after so many sayings."""
        return self._numbers[bisect_right(self._sayings, number) - 1]

    def carried_at(self, number: int) -> Carried:
        """Give the sayings for which it stands after so many of all, each with those who carry it; none when nothing is disputed."""
        place = bisect_right(self._past, number, key=lambda pair: pair[0])
        held = self._past[place - 1][1]
        return {key.removesuffix(OBJECTION): who for key, who in held.items()}

    def carriers_at(self, number: int) -> frozenset[str]:
        """Name those who carry it after so many sayings."""
        return NOBODY.union(*self.carried_at(number).values())

    def lives_at(self, number: int) -> bool:
        """Tell whether it is one of the branches after so many sayings."""
        return self.since <= number and (self.until is None or number < self.until)


@attrs.frozen(eq=False)
class _Trial:
    """
    A saying told in a course, before it is decided whether it stays there.

    Attributes:
        course: The course.
        number: How many statements it had before.
        before: What was known before.
        after: What is known with it.
        other: The ids of what it may contradict; None when it fits.
    """

    course: Course
    number: int
    before: Known
    after: Known
    other: tuple[str, ...] | None

    @property
    def is_applied(self) -> bool:
        """Tell whether the saying took effect, whatever it contradicts."""
        return all(finding.applied for finding in self.after.findings[len(self.before.findings) :])

    @property
    def contradicted(self) -> list[str]:
        """List what stands in the course and it may contradict, each once."""
        standing = self.course.standing
        others = {one.of: key for key, one in standing.items() if one.of}
        keys = (form for key in self.other or () for form in (key, key + OBJECTION, others.get(key, key)))
        return [key for key in dict.fromkeys(keys) if key in standing]

    def undo(self) -> None:
        """Take the saying out of the course again."""
        del self.course.statements[self.number :]
        self.course.replay.undo(self.number, self.before)


class Branches:
    """The courses that the sayings of some words allow, after any number of them."""

    def __init__(
        self,
        nodes: Iterable[Member],
        sayings: Sequence[Saying],
        *,
        leader: str = "",
        lasting: frozenset[str] = NOBODY,
        later: Iterable[Statement] = (),
    ) -> None:
        """
        Hold what several words said.

        Args:
            nodes: The nodes of the text, from the cast.
            sayings: What was said, in the order of replay.
            leader: In the account of one actor that actor: the record fills what it left unsaid, and never replaces its word.
            lasting: Who consents: a conclusion by all does not end what they object to.
            later: Statements that are not among these, but will be asked about as what may have happened.
        """
        self.nodes = tuple(nodes)
        self.sayings = sayings
        self.leader = leader
        self.lasting = lasting
        self.exact = True
        everything = [*(one for saying in sayings for one in saying.everything), *later]
        self.cast = Composition.of(self.nodes, everything)
        self.wanted: Wanted = wanted_by(everything)
        self.remembering = any(isinstance(s, StatedCount) and s.ever_opened is not None for s in everything)
        statements: list[Statement] = []
        replay = WorldsReplay(self.cast, statements, self.wanted, remembering=self.remembering)
        self.courses = [Course(replay, statements, 0)]
        self._gone: list[Course] = []
        self._stated = 0
        self._disputes = 0
        self._found: list[tuple[int, Unfitting]] = []
        self._aside: list[int] = []
        self._pairs: dict[tuple[str, str], bool] = {}

    def after(self, number: int) -> tuple[Course, ...]:
        """Give the courses after so many sayings, the oldest first."""
        while self._stated < number:
            self._stated += 1
            self._state(self.sayings[self._stated - 1])
        return tuple(course for course in (*self._gone, *self.courses) if course.lives_at(number))

    def findings_at(self, number: int) -> tuple[Unfitting, ...]:
        """Give what was found after so many sayings: which contradict what others carry."""
        self.after(number)
        return tuple(finding for stated, finding in self._found if stated <= number)

    def aside_at(self, number: int) -> int:
        """Tell how many of so many sayings were left aside, because the one actor of the account says otherwise."""
        self.after(number)
        return sum(stated <= number for stated in self._aside)

    def _state(self, saying: Saying) -> None:
        if saying.leaving:
            self.courses = [self._without_objections_of(course, saying.leaving) for course in self.courses]
        elif saying.confirms:
            self._confirm(saying)
        elif saying.otherwise:
            self._state_otherwise(saying)
        else:
            self._state_once(saying)
        self._settle()

    def _state_once(self, saying: Saying) -> None:
        if saying.denying:
            self._state_denied(saying)
        else:
            self._state_each(saying)

    def _state_each(self, saying: Saying) -> None:
        """Tell a saying in all courses; those that differ in which denied reports they have are followed by themselves."""
        separate: dict[frozenset[str], list[Course]] = {}
        for course in self.courses:
            separate.setdefault(course.lacks, []).append(course)
        for courses in separate.values():
            self._state_together(courses, saying)

    def _state_together(self, courses: Sequence[Course], saying: Saying) -> None:
        trials = [self._try(course, saying) for course in courses]
        fitting = [trial for trial in trials if trial.other is None]
        kept = fitting or [trial for trial in trials if self._replaces(trial, saying)]
        for trial in trials:
            if trial in kept:
                self._keep(trial, saying)
        if kept:
            for trial in trials:
                if trial not in kept:
                    trial.undo()
                    self._say_otherwise(trial.course, saying, [one.course for one in kept])
        elif self._is_of_the_record(saying):
            self._aside.append(self._stated)
            for trial in trials:
                trial.undo()
        else:
            self._stand_beside(trials, saying)

    # What fits, and what is replaced.

    def _try(self, course: Course, saying: Saying) -> _Trial:
        """Tell a saying in a course, and see whether it contradicts anything there."""
        number = len(course.statements)
        before = course.replay.after(number).fork()
        course.statements += self._as_stated(course, saying)
        after = course.replay.after(len(course.statements))
        new = after.findings[len(before.findings) :]
        new = [finding for finding in new if finding.kind not in NOT_APPLIED]
        other = dict.fromkeys(key for finding in new for key in finding.other)
        if new and not other:
            other = dict.fromkeys(before.keys)
        overridden = [*self._overridden(course, saying, before, after)]
        other.update(dict.fromkeys(overridden))
        return _Trial(course, number, before, after, tuple(other) if new or overridden else None)

    def _as_stated(self, course: Course, saying: Saying) -> Iterator[Statement]:
        """Give the statements of a saying; whom a conclusion does not silence, still objects."""
        for statement in saying.statements:
            if isinstance(statement, Conclusion):
                still = (
                    node
                    for node, owners in course.objections.items()
                    if {*owners} & self.lasting - saying.speakers
                )
                yield attrs.evolve(statement, contested=tuple(dict.fromkeys((*statement.contested, *still))))
            else:
                yield statement

    def _overridden(self, course: Course, saying: Saying, before: Known, after: Known) -> Iterator[str]:
        """Name the objections to whose nodes a saying gives another status, though it is none of their owners' nor the record's."""
        if saying.objects or saying.is_nobodys or (saying.concludes and saying.is_joint):
            return
        for node, owners in course.objections.items():
            falls = saying.concludes or node in saying.moved
            if falls or (_is_contested(before, node) and not _is_contested(after, node)):
                yield from (key for owner, key in owners.items() if owner not in saying.speakers)

    def _replaces(self, trial: _Trial, saying: Saying) -> bool:
        """Tell whether a saying that contradicts a course takes the place of what it contradicts."""
        if saying.objects:
            return True
        against, is_joint = self._against(trial, saying)
        if not against:
            return True
        objected = {key for owners in trial.course.objections.values() for key in owners.values()}
        if self._is_of_the_record(saying) or any(other.key in objected for other in against):
            return False
        same_day = [other for other in against if other.days[1] >= saying.days[0]]
        later = not same_day or (is_joint and self._fits_alone(same_day, saying))
        return later and trial.is_applied and _is_progress(trial.before, trial.after)

    def _against(self, trial: _Trial, saying: Saying) -> tuple[list[Saying], bool]:
        """
        List what a saying takes back of what somebody else still carries in a course.

        Returns:
            What contradicts it by itself; failing that, what does so together, and that it is so.
        """
        others = self._others(trial, saying)
        against = [other for other in others if self._contradict(other, saying)]
        if against or not others or self._fits_alone(others, saying):
            return against, False
        return others, True

    def _is_of_the_record(self, saying: Saying) -> bool:
        """Tell whether a saying only fills what the one actor of the account left unsaid."""
        return bool(self.leader) and saying.speakers == {RECORD}

    def _others(self, trial: _Trial, saying: Saying) -> list[Saying]:
        """List what a saying may contradict in a course and somebody else still carries there."""
        course, own = trial.course, saying.speakers | ({RECORD} if self.leader in saying.speakers else NOBODY)
        standing = [course.standing[key] for key in trial.contradicted if course.carried[key] - own]
        return [one for one in standing if not (one.objects and saying.is_nobodys)]

    def _fits_alone(self, others: Iterable[Saying], saying: Saying) -> bool:
        """Tell whether a saying goes together with some others, whatever else was said."""
        state = Known.of(self.cast, remembering=self.remembering)
        objected: set[str] = set()
        for other in others:
            for statement in other.statements:
                take_in(state, statement, self.wanted)
            objected |= {s.node for s in other.statements if isinstance(s, Move)} if other.objects else NOBODY
        if objected & saying.moved or (objected and saying.concludes):
            return False
        number = len(state.findings)
        for statement in saying.statements:
            take_in(state, statement, self.wanted)
        kept = all(_is_contested(state, node) for node in objected if node in state.facts)
        return kept and len(state.findings) == number

    def _contradict(self, one: Saying, saying: Saying) -> bool:
        """Tell whether two sayings contradict each other, whatever else was said."""
        if one.names and saying.names and not self._roots(one) & self._roots(saying):
            return False
        pair = one.key, saying.key
        if pair not in self._pairs:
            plainly = _plainly(one, saying)
            self._pairs[pair] = not self._fits_alone((one,), saying) if plainly is None else plainly
        return self._pairs[pair]

    def _roots(self, saying: Saying) -> set[str]:
        return {self.cast.root_of(node) for node in saying.names}

    def _keep(self, trial: _Trial, saying: Saying) -> None:
        """Let a saying stand in a course, in the place of what it contradicts there."""
        course = trial.course
        if trial.other is not None:
            others = self._others(trial, saying)
            gone = [key for key in trial.contradicted if self._contradict(course.standing[key], saying)]
            for key in gone:
                del course.standing[key], course.carried[key]
            for dispute, actor in course.carriers.items():
                if not actor.keys().isdisjoint(gone):
                    left = {key: who for key, who in actor.items() if key not in gone}
                    course.carriers[dispute] = {**left, saying.key: saying.carriers}
            self._say_again(course, [other for other in others if other.key not in gone])
        _end_objections(course, saying, self.lasting)
        if saying.objects:
            for node in (s.node for s in saying.statements if isinstance(s, Move)):
                course.objections.setdefault(node, {}).update(dict.fromkeys(saying.carriers, saying.key))
        course.standing[saying.key] = saying
        course.carried[saying.key] = saying.carriers

    def _say_again(self, course: Course, others: Iterable[Saying]) -> None:
        """Let what others still carry hold, where its contradiction moved something: it takes nothing of it back."""
        for other in others:
            for statement in map(_as_state, other.statements):
                state = course.replay.after(len(course.statements))
                trial = state.fork()
                take_in(trial, statement, self.wanted)
                if isinstance(statement, StatedCount | Stated) and len(trial.findings) == len(state.findings):
                    course.statements.append(statement)
                    course.replay.after(len(course.statements))

    # Disputes.

    def _stand_beside(self, trials: Sequence[_Trial], saying: Saying) -> None:
        """Open a branch for a saying beside each course that it contradicts."""
        number = self._stated
        self._disputes += 1
        disputed = dict.fromkeys(other.event for trial in trials for other in self._against(trial, saying)[0])
        self._found.append(
            (number, Unfitting(kind="counts-disagree", key=saying.event, other=tuple(disputed)))
        )
        full = 2 * len(self.courses) > MOST_READINGS
        self.exact = self.exact and not full
        for place, trial in enumerate(trials):
            others, _ = self._against(trial, saying)
            if not full or (place == 0 and len(self.courses) < MOST_READINGS):
                new = self._split(trial, others)
                self._take_actor(new, others, saying)
                self.courses.append(new)
            trial.undo()
            self._give_actor(trial.course, others, saying)

    def _split(self, trial: _Trial, others: Sequence[Saying]) -> Course:
        """Begin a course with a saying; where it cannot be applied beside what it contradicts, without that."""
        new = trial.course.split(self._stated)
        if not trial.is_applied:
            gone = {other.event for other in others}
            left = [one for one in new.statements if one.key not in gone]
            new.begin_again(WorldsReplay(self.cast, left, self.wanted, remembering=self.remembering), left)
        return new

    def _take_actor(self, new: Course, others: Sequence[Saying], saying: Saying) -> None:
        gone = [other.key for other in others]
        for key in gone:
            del new.standing[key], new.carried[key]
        mine = {saying.key: saying.carriers}
        for dispute, actor in new.carriers.items():
            if not actor.keys().isdisjoint(gone):
                new.carriers[dispute] = mine
        new.carriers[self._disputes] = mine
        _end_objections(new, saying, self.lasting)
        new.standing[saying.key] = saying
        new.carried[saying.key] = saying.carriers

    def _give_actor(self, course: Course, others: Sequence[Saying], saying: Saying) -> None:
        """Let a course stand for what a saying contradicts; its speakers have said otherwise."""
        course.carriers[self._disputes] = {
            one.key: course.carried[one.key] - saying.speakers for one in others
        }
        self._say_otherwise(course, saying, ())

    def _say_otherwise(self, course: Course, saying: Saying, supporting: Sequence[Course]) -> None:
        """Take the speakers of a saying out of the sides of a course that it contradicts; they stand for the other one."""
        for dispute, actor in course.carriers.items():
            against = [
                key
                for key in actor
                if key not in course.standing or self._are_separate(course.standing[key], saying)
            ]
            if against:
                course.carriers[dispute] = {
                    key: who - saying.speakers if key in against else who for key, who in actor.items()
                }
                for other in supporting:
                    if dispute in other.carriers:
                        other.carriers[dispute] = {**other.carriers[dispute], saying.key: saying.carriers}

    def _are_separate(self, one: Saying, saying: Saying) -> bool:
        """Tell whether two sayings contradict each other, whichever came first: what is confirmed may be the older."""
        return self._contradict(one, saying) or (
            one.days[1] > saying.days[0] and self._contradict(saying, one)
        )

    def _confirm(self, saying: Saying) -> None:
        """Let some carry a saying from here on, where it still stands; in its disputes they have said otherwise than the other side."""
        having = [course for course in self.courses if saying.confirms in course.standing]
        for course in having:
            course.carried[saying.confirms] |= saying.carriers
            for dispute, actor in course.carriers.items():
                if saying.confirms in actor:
                    course.carriers[dispute] = {
                        **actor,
                        saying.confirms: actor[saying.confirms] | saying.carriers,
                    }
        if having:
            said = having[0].standing[saying.confirms]
            otherwise = attrs.evolve(said, speakers=saying.speakers)
            for course in self.courses:
                if course not in having:
                    self._say_otherwise(course, otherwise, ())

    def _state_denied(self, saying: Saying) -> None:
        """Follow a report that somebody denies with it and without it."""
        without = [course.split(self._stated) for course in self.courses]
        self._state_each(saying)
        self._disputes += 1
        for course in self.courses:
            if saying.key in course.standing:
                course.carriers[self._disputes] = {saying.key: saying.carriers}
        for course in without if len(self.courses) + len(without) <= MOST_READINGS else without[:1]:
            course.lacks |= {saying.key}
            # Who says it has said otherwise than a course without it, if he denied another report for that.
            for dispute, actor in course.carriers.items():
                course.carriers[dispute] = {
                    key: who - saying.carriers if key.startswith(DENIAL) else who
                    for key, who in actor.items()
                }
            course.carriers[self._disputes] = {DENIAL + saying.key: saying.denying}
            self.courses.append(course)

    def _state_otherwise(self, saying: Saying) -> None:
        """Follow a report of which somebody denies a field as it was told, and as each of them says instead, side by side."""
        self._disputes += 1
        dispute, found = self._disputes, list[Course]()
        beside = [(one, [course.split(self._stated) for course in self.courses]) for one in saying.otherwise]
        for one, courses in ((saying, self.courses), *beside):
            full = bool(found) and len(found) + len(courses) > MOST_READINGS
            self.exact = self.exact and not full
            self.courses = courses[:1] if full else courses
            self._state_once(one)
            for course in self.courses:
                if one.key in course.standing:
                    course.carriers[dispute] = {one.key: one.carriers}
            found += self.courses
        self.courses = found

    def _without_objections_of(self, course: Course, owner: str) -> Course:
        """Go on as if somebody who left had not objected; in a course that has no objection of his nothing changes."""
        fallen = {owners[owner] for owners in course.objections.values() if owner in owners}
        gone = {key.removesuffix(OBJECTION) for key in fallen if course.standing[key].carriers <= {owner}}
        for node, owners in [*course.objections.items()]:
            course.objections[node] = {who: key for who, key in owners.items() if who != owner}
            if not course.objections[node]:
                del course.objections[node]
        if not gone:
            return course
        statements = [one for one in course.statements if one.key not in gone]
        new = course.split(self._stated)
        new.begin_again(
            WorldsReplay(self.cast, statements, self.wanted, remembering=self.remembering), statements
        )
        for key in fallen:
            new.standing.pop(key, None)
            new.carried.pop(key, None)
        course.until = self._stated
        self._gone.append(course)
        return new

    def _settle(self) -> None:
        """Let go of courses that nobody carries any more, and put those together that say the same."""
        kept = [
            course
            for course in self.courses
            if all(any(actor.values()) for actor in course.carriers.values())
        ]
        kept = _merged(kept or self.courses[-1:])
        for course in self.courses:
            if course not in kept:
                course.until = self._stated
                if course.since < self._stated:
                    self._gone.append(course)
        self.courses = kept
        if len(kept) == 1:
            kept[0].carriers = {}
            kept[0].lacks = NOBODY
        for course in kept:
            course.note(self._stated)


def _plainly(one: Saying, other: Saying) -> bool | None:
    """Tell whether two numbers of one status contradict each other; None if they are not of this kind."""
    if len(one.statements) != 1 or len(other.statements) != 1:
        return None
    (first,), (second,) = one.statements, other.statements
    if not (isinstance(first, StatedCount) and isinstance(second, StatedCount)):
        return None
    if len(first.numbers) != 1 or len(second.numbers) != 1:
        return None
    plain = (attrs.evolve(count, key="", numbers=(), of=None) == WHOLE for count in (first, second))
    ((status, bounds),), ((same, others),) = first.numbers, second.numbers
    if status != same or not all(plain):
        return None
    return bounds.meet(others) is None or (None not in (first.of, second.of) and first.of != second.of)


def _is_contested(state: Known, node: str) -> bool:
    return node in state.facts and state.facts[node].kind == Kind.CONTESTED


def _end_objections(course: Course, saying: Saying, lasting: frozenset[str]) -> None:
    """Let the objections fall that a saying takes back or overrides."""
    if saying.objects or not course.objections:
        return
    state = course.replay.state
    for node, owners in list(course.objections.items()):
        falls = node in saying.moved or (node in state.facts and not _is_contested(state, node))
        if falls or saying.concludes:
            still = {
                who: key
                for who, key in owners.items()
                if saying.concludes and who in lasting - saying.speakers
            }
            course.objections[node] = still
            if not still:
                del course.objections[node]


def _as_state(statement: Statement) -> Statement:
    """Give what a move leaves behind, as a statement of a state."""
    if isinstance(statement, Move):
        return Stated(key=statement.key, statuses=((statement.node, statement.target),))
    return statement


def _is_progress(before: Known, after: Known) -> bool:
    """Tell whether all that moved between two points moved up, or left the draft."""
    gone = max(0, _number(before, LIVING)[0] - _number(after, LIVING)[0])
    for rung in RUNGS:
        most = _number(after, rung)[1]
        if most is not None and most < _number(before, rung)[0] - gone:
            return False
    return all(_is_up(before.facts[node].kind, after, node) for node in _changed(before, after))


def _number(state: Known, mask: int) -> tuple[int, int | None]:
    """Give the least and the greatest number of units that have a kind of a mask."""
    numbers = [number_of(state, branch, WHOLE, mask) for branch in state.branches]
    highs = [bounds.high for bounds in numbers if bounds.high is not None]
    return min(b.low for b in numbers), max(highs) if len(highs) == len(numbers) else None


def _changed(before: Known, after: Known) -> list[str]:
    """List the nodes of known status that something moved."""
    return [node for node, fact in before.facts.items() if after.facts.get(node) != fact]


def _is_up(kind: int, after: Known, node: str) -> bool:
    """Tell whether a node may have moved up from a kind, or stayed on its rung, or left the draft."""
    rung = next((mask for mask in RUNGS if mask >> kind & 1), LIVING) | GONE
    if node in after.facts:
        return bool(rung >> after.facts[node].kind & 1)
    home = after.home.get(node, 0)
    return any(branch.groups[home].pool.possible() & rung for branch in after.branches)


def _merged(courses: Sequence[Course]) -> list[Course]:
    """Keep one of those courses in which the same is known; whoever carried one of them carries it."""
    kept: dict[object, Course] = {}
    for course in courses:
        same = kept.setdefault(_content(course), course)
        if same is not course:
            for dispute in [*same.carriers]:
                if dispute not in course.carriers:
                    del same.carriers[dispute]
                    continue
                mine, theirs = same.carriers[dispute], course.carriers[dispute]
                both = {*mine, *theirs}
                same.carriers[dispute] = {
                    key: mine.get(key, NOBODY) | theirs.get(key, NOBODY) for key in both
                }
            same.lacks &= course.lacks
    return [*kept.values()]


def _content(course: Course) -> object:
    """Give what makes two courses the same: their worlds, and the objections that stand in them."""
    state = course.replay.state
    members = {name: (kinds.members, kinds.is_unit) for name, kinds in state.classes.items()}
    worlds = frozenset(
        (
            frozenset((members[name], group) for name, group in branch.groups.items()),
            branch.gone,
            branch.memory,
        )
        for branch in state.branches
    )
    facts = frozenset((node, fact.kind) for node, fact in state.facts.items())
    objected = frozenset((node, owner) for node, owners in course.objections.items() for owner in owners)
    return worlds, facts, state.outside, state.reopened, state.loose, objected
