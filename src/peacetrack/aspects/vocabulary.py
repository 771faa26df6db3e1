"""The vocabulary of a log: what it can tell, and what can be asserted of it.

A log speaks of the built-in aspects, and of those that its reader brings (`load(path, aspects=[TRUCES])`). A log that
names one finds it by its words alone; no log can name code that is then run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

import attrs

from peacetrack.aspects import ASPECTS, CREATORS, KINDS
from peacetrack.aspects.assertions import ASSERTIONS, NOT
from peacetrack.aspects.lifecycle import Aspect, Event, Question


class VocabularyError(TypeError):
    """Two aspects share a word, or an aspect gives a word a second meaning: a mistake of the programmer."""


class UnknownAspectError(LookupError):
    """A state is asked for an aspect in which its log does not speak."""

    def __str__(self) -> str:
        return (
            f"this log was read without the aspect '{self.args[0]}': bring it with `load(path, aspects=[…])`"
        )


@attrs.frozen(slots=False)
class Vocabulary:
    """
    Hold the words of a log.

    Attributes:
        own: Aspects besides the built-in ones.
    """

    own: tuple[Aspect[Any], ...] = ()

    @classmethod
    def of(cls, aspects: Iterable[Aspect[Any]]) -> Vocabulary:
        """
        Join aspects of one's own to the built-in ones.

        Raises:
            VocabularyError: They share a word with each other, or with a built-in one.
        """
        own = tuple(aspects)
        meanings = {
            "aspect": [aspect.name for aspect in (*ASPECTS, *own)],
            "kind of event": [*KINDS, *(kind.kind for aspect in own for kind in aspect.kinds)],
            "assertion": [*ASSERTIONS, NOT, *(name for aspect in own for name in _asserted(aspect))],
        }
        for what, names in meanings.items():
            for name, times in Counter(names).items():
                if times > 1:
                    raise VocabularyError(f"there are {times} meanings of the {what} '{name}'")
        return cls(own)

    @cached_property
    def aspects(self) -> tuple[Aspect[Any], ...]:
        """List every aspect, the built-in ones first."""
        return (*ASPECTS, *self.own)

    @cached_property
    def kinds(self) -> dict[str, type[Event]]:
        """Map the word that stands in a log to each kind of event."""
        return KINDS | {kind.kind: kind for aspect in self.own for kind in aspect.kinds}

    @cached_property
    def subjects(self) -> dict[str, Aspect[Any]]:
        """Map the word for a subject to each aspect of one's own: its status can be asserted."""
        return {aspect.singular: aspect for aspect in self.own}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Map the word that stands in a log to each question of an aspect of one's own."""
        return {question.name: question for aspect in self.own for question in aspect.questions}

    @cached_property
    def creators(self) -> dict[Any, tuple[type[Event], str]]:
        """Map each type of id that events give to the kind that does, and the word for what such an id names."""
        return CREATORS | {
            aspect.creates[0]: (aspect.creates[1], aspect.singular)
            for aspect in self.own
            if aspect.creates is not None
        }

    def creates(self, kind: Any, event: Event) -> bool:
        """Tell whether the id of an event is one of a type of ids that events give."""
        if isinstance(event, self.creators[kind][0]):
            return True
        return event.has_own_id and isinstance(event, self._also_creating.get(kind, ()))

    @cached_property
    def _also_creating(self) -> dict[Any, tuple[type[Event], ...]]:
        return {aspect.creates[0]: aspect.also_creating for aspect in self.aspects if aspect.creates}


def _asserted(aspect: Aspect[Any]) -> tuple[str, ...]:
    return (aspect.singular, *(question.name for question in aspect.questions))


#: The words of a log whose reader brings no aspect.
BUILT_IN: Final = Vocabulary()
