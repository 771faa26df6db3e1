"""What comes back when a state is asked: the answer in words, whose word it is and of which day, and the events behind it.

The law: no answer is without its events. One that rests only on what may have happened is said to be perhaps so, and one
that no event bears out is no answer.

Examples:
    >>> import peacetrack as pt
    >>> from peacetrack.questions.every import ask
    >>> state = pt.replay(pt.load("docs/how-to/ferry"))
    >>> demand = ask(state, "condition:night-ban")
    >>> str(demand), demand.because, demand.whose
    ('rejected', ('night-ban', 'night-ban-rejected', 'night-ban-in-parliament'), 'North, on 4 March 2031')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.dates_in_words import when_in_words
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State

NOBODY: Final = "nobody in particular"


def joined(*parts: str, by: str = ":") -> str:
    """
    Join the names in a subject; a name that has the sign itself keeps it.

    Examples:
        >>> joined("agreed", "treaty"), parted(joined("a:b", "c"))
        ('agreed:treaty', ['a:b', 'c'])
    """
    return by.join(part.replace("\\", "\\\\").replace(by, f"\\{by}") for part in parts)


def parted(subject: str, by: str = ":") -> list[str]:
    """Give the names in a subject."""
    parts = [""]
    signs = iter(subject)
    for sign in signs:
        if sign == by:
            parts.append("")
        else:
            parts[-1] += next(signs, "") if sign == "\\" else sign
    return parts


@attrs.frozen
class Voiced:
    """
    The latest event behind an answer: whose word or act it is, and of which day.

    Attributes:
        by: The actors; nobody when it is told of nobody in particular.
        names: The same, as the cast calls them.
        date: The day it is true of, as far as it is told.
        event: Which event.
    """

    by: tuple[ActorId, ...]
    names: tuple[str, ...]
    date: ImpreciseDate | None
    event: EventId

    def __str__(self) -> str:
        return f"{' and '.join(self.names) or NOBODY}, {when_in_words(self.date)}"


@attrs.frozen(kw_only=True)
class Answer:
    """
    What a state answers to one question about one subject.

    Attributes:
        text: The answer, without what makes it doubtful.
        details: What belongs to it, in words: whose demand it is, and before which steps.
        value: The same for programs: statuses, bounds, an opening, as plain values.
        because: The events on which it rests, in the order of replay.
        possible_events: Events that may have happened, and bear on it.
        disputed: The carriers contradict each other about it.
        voiced: Whose word it is, and of which day; each of several in a dispute.
        inferred: It rests on what nobody said in so many words.
        decisive: What two answers differ in, where that is not all of their words.
    """

    text: str
    details: str = ""
    value: Any = attrs.field(default=None, hash=False)
    because: tuple[EventId, ...] = ()
    possible_events: tuple[EventId, ...] = ()
    disputed: bool = False
    voiced: tuple[Voiced, ...] = ()
    inferred: bool = False
    decisive: str | None = None

    def differs_from(self, other: Answer | None) -> bool:
        """Tell whether another state answers otherwise."""
        return other is None or self.key != other.key

    @property
    def key(self) -> tuple[str, bool, bool]:
        """Give what makes it another answer."""
        text = f"{self.text}; {self.details}" if self.decisive is None else self.decisive
        return text, self.certain, self.disputed

    @property
    def certain(self) -> bool:
        """Tell whether anything of it had certainly happened."""
        return bool(self.because) or not self.possible_events

    @property
    def whose(self) -> str:
        """Say whose word it is, and of which day."""
        return "; ".join(map(str, self.voiced))

    @property
    def events(self) -> tuple[EventId, ...]:
        """Name the events behind it, those that may have happened last."""
        return (*self.because, *self.possible_events)

    def valued(self, **value: Any) -> Answer:
        """Give the answer with its value for programs."""
        return attrs.evolve(self, value=value)

    @property
    def in_full(self) -> str:
        """Word the answer with its details."""
        return f"{self}; {self.details}" if self.details else str(self)

    def __str__(self) -> str:
        perhaps = "" if self.certain else "perhaps "
        return f"{perhaps}{self.text}{' (disputed)' if self.disputed else ''}"


@attrs.frozen
class Grounds:
    """
    A part of what an answer rests on.

    Attributes:
        says: What it is, in words.
        because: The events behind it, and parts of its own.
    """

    says: str
    because: tuple[EventId | Grounds, ...] = ()


#: So many names are listed where one is unknown.
MOST_NAMED: Final = 12


def unknown(name: str, kind: str, known: Iterable[str]) -> ValueError:
    """Word that there is no such thing, and which there are; of very many a few."""
    listed = sorted(known)
    there_are = ", ".join(listed[:MOST_NAMED]) or "none"
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ValueError(f"'{name}' is no {kind} of this negotiation; there are {there_are}{more}")


def the_instrument(state: State, instrument: str = "") -> InstrumentId:
    """
    Give the instrument that is meant.

    Raises:
        ValueError: The cast does not have it, or none is named and the cast does not have just one.
    """
    known = state.log.cast.instruments
    if instrument in known:
        return InstrumentId(instrument)
    if not instrument and len(known) == 1:
        return next(iter(known))
    said = f"'{instrument}' is no instrument of this negotiation" if instrument else "no instrument was named"
    raise ValueError(f"{said}; there are {', '.join(known) or 'none'}")


def of_party(state: State, what: str) -> str:
    """Name a party and a text; the only text may be left out."""
    party, text, *_ = *parted(what), ""
    if party not in state.log.cast.actors:
        raise unknown(party, "actor", state.log.cast.actors)
    return joined(party, the_instrument(state, text))


def answered(
    state: State,
    text: str,
    because: Iterable[EventId] = (),
    *,
    possibly: Iterable[EventId] = (),
    disputed: bool = False,
) -> Answer:
    """
    Word an answer, and look up whose word it is.

    Args:
        state: The state that was asked.
        text: The answer.
        because: The events behind it, in the order of replay.
        possibly: Those that may have happened.
        disputed: The carriers contradict each other.
    """
    certain, possible = tuple(dict.fromkeys(because)), tuple(dict.fromkeys(possibly))
    by_id = state.timeline.view.by_id
    events = [by_id[name] for name in (certain or possible)]
    return Answer(
        text=text,
        because=certain,
        possible_events=possible,
        disputed=disputed,
        voiced=voices(state, events, each=disputed),
        inferred=any(event.inferred for event in events),
    )


def of_events(state: State, text: str, names: Iterable[EventId], *, disputed: bool = False) -> Answer:
    """Word an answer that rests on events of which some may not have happened by then."""
    stated = dict.fromkeys(names)
    surely = [name for name in stated if state.timeline.places[name] < state.size]
    perhaps = [name for name in stated if state.timeline.places[name] >= state.size]
    return answered(state, text, surely, possibly=perhaps, disputed=disputed)


def of_fact(state: State, aspect: Aspect[Any], name: str, text: str = "") -> Answer | None:
    """
    Answer with what is known of a subject, in the words given or with its status; nothing where nothing is known.

    It is of whoever brought the status: who restates a rejected demand did not reject it.
    """
    fact: Fact[Any] | None = state[aspect].get(name)
    if fact is None or not (fact.because or fact.possible_events or fact.disputed):
        return None
    found = answered(
        state,
        text or fact.in_words,
        (event.id for event in fact.because),
        possibly=(event.id for event in fact.possible_events),
        disputed=fact.disputed,
    ).valued(possible=sorted(fact.possible))
    brought = None if fact.disputed or fact.possible_events else _brought(state, aspect, name)
    return attrs.evolve(found, voiced=voices(state, [brought], each=False)) if brought else found


def _brought(state: State, aspect: Aspect[Any], name: str) -> Event | None:
    """Find the event since which a subject has its status; none where several accounts tell of it."""
    history = state.timeline.replayed.histories_of(aspect).get(name)
    if history is None or history.by_speaker is not None:
        return None
    end = history.until(state.size)
    now = history.after(end)
    while end > 1 and history.after(end - 1) == now:
        end -= 1
    return state.timeline.view.events[history.positions[end - 1]] if end else None


def _of_state(event: Event) -> tuple[ActorId, ...]:
    """Name the party whose act of state an event is, where nobody is named as having done it."""
    party: ActorId | None = getattr(event, "party", None)
    return (party,) if party else ()


def voices(state: State, events: Sequence[Event], *, each: bool) -> tuple[Voiced, ...]:
    """Give the latest event; in a dispute the latest of each who spoke."""
    cast, latest = state.log.cast, dict[tuple[ActorId, ...], Event]()
    for event in events if each else events[-1:]:
        latest[cast.actors_of(event.speakers or event.by) or _of_state(event)] = event
    return tuple(
        Voiced(by, tuple(map(cast.title, by)), event.true_of, event.id) for by, event in latest.items()
    )
