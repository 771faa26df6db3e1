"""
The skimming walk: from a parser's events to a plain tree, as quickly as Python can.

The law: whatever it reads, `LocatingWalk` reads as the same tree with the same places; whatever it refuses, that one
refuses too, with words and a place.

Two thirds of the time of reading a file go into the parser itself, so that every attribute that is looked up for
each scalar counts. The walk knows no places but those of the items of the top-level lists, and the events by the names
of their classes, which both parsers share.
"""

from array import array
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from attrs import frozen

from peacetrack.yaml.parsing.locate import DEEPEST, MOST_ADDED
from peacetrack.yaml.parsing.text import LONGEST
from peacetrack.yaml.parsing.tree import Plain

#: Places, each as one number.
Starts: TypeAlias = "array[int]"


class IrregularError(Exception):
    """A text holds something that the locating walk must judge."""


@frozen
class Document:
    """
    What a file says.

    Attributes:
        tree: Mappings, lists and texts; None only where a value was left empty.
        starts: For each top-level key with a list, where each of its items begins, as `packed`.
    """

    tree: dict[str, Plain]
    starts: dict[str, Starts]

    def start(self, key: str, index: int) -> tuple[int, int]:
        """Give the line and the column with which an item of a list of the top level begins."""
        return divmod(self.starts[key][index], WIDTH)


def packed(line: int, column: int) -> int:
    """Write a place as one number, so that those of a million items take eight bytes each."""
    return line * WIDTH + column


#: More than any column: a line has at most half of it.
WIDTH: Final = LONGEST << 1
# The mapping or the list that is open, where its items' places go, and the name of its anchor.
_Frame = tuple[dict[str, Plain] | None, list[Plain] | None, "array[int] | None", str | None]


class SkimmingWalk:
    """
    Walk over the events of one text quickly.

    It does not say what is irregular: `LocatingWalk` does, for every text that is refused here.
    """

    def __init__(self) -> None:
        self._roots: list[Plain] = []
        self._stack: list[_Frame] = [(None, self._roots, None, None)]
        self._starts: dict[str, Starts] = {}
        self._anchors: dict[str, Plain] = {}
        self._weights: dict[int, tuple[int, int]] = {}
        self._keys: dict[str, str] = {}
        self._added = 0
        self._takers: Final[dict[str, Callable[[Any, str | None], _Frame]]] = {
            "StreamStartEvent": self._pass,
            "DocumentStartEvent": self._pass,
            "MappingStartEvent": self._start_mapping,
            "SequenceStartEvent": self._start_sequence,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "AliasEvent": self._alias,
            "DocumentEndEvent": self._pass,
            "StreamEndEvent": self._pass,
        }

    def read(self, events: Iterable[Any], *, scalar: type) -> Document:
        """
        Take all events; scalars, which are most of them and whose class is given, without a call.

        Raises:
            IrregularError: if anything is not as it should be.
        """
        mapping, items, places, _ = self._stack[-1]
        key: str | None = None
        intern, takers = self._keys.setdefault, self._takers
        for event in events:
            kind = event.__class__
            if kind is not scalar:
                mapping, items, places, _ = takers[kind.__name__](event, key)
                key = None
                continue
            value = event.value or (None if not event.style else "")
            if (
                event.ctag is not None
                or event.anchor is not None
                or event.end_mark.index - event.start_mark.index > LONGEST
            ):
                self._judge_scalar(event, value)
            if items is not None:
                items.append(value)
                if places is not None:
                    places.append(_place(event))
            elif key is None:
                if value is None:
                    raise IrregularError
                key = intern(value, value)
            elif mapping is None or key in mapping:
                raise IrregularError
            else:
                mapping[key] = value
                key = None
        return self._document()

    def _document(self) -> Document:
        if len(self._roots) != 1 or not isinstance(self._roots[0], dict):
            raise IrregularError
        return Document(self._roots[0], self._starts)

    def _judge_scalar(self, event: Any, value: str | None) -> None:
        if event.end_mark.index - event.start_mark.index > LONGEST:
            raise IrregularError
        self._judge_tag(event)
        if event.anchor is not None:
            self._judge_anchor(event)
            self._anchors[event.anchor] = value

    def _judge_tag(self, event: Any) -> None:
        if event.ctag is not None and str(event.ctag) != "!":
            raise IrregularError

    def _judge_anchor(self, event: Any) -> None:
        if ":" in event.anchor:
            raise IrregularError

    def _put(self, event: Any, key: str | None, value: Plain) -> None:
        mapping, items, places, _ = self._stack[-1]
        if items is not None:
            items.append(value)
            if places is not None:
                places.append(_place(event))
        elif mapping is None or key is None or key in mapping:
            raise IrregularError
        else:
            mapping[key] = value

    def _start_mapping(self, event: Any, key: str | None) -> _Frame:
        return self._open(event, key, ({}, None, None, event.anchor))

    def _start_sequence(self, event: Any, key: str | None) -> _Frame:
        places = (
            self._starts.setdefault(key, array("Q")) if key is not None and len(self._stack) == 2 else None
        )
        return self._open(event, key, (None, [], places, event.anchor))

    def _open(self, event: Any, key: str | None, frame: _Frame) -> _Frame:
        if event.ctag is not None:
            self._judge_tag(event)
        if len(self._stack) > DEEPEST:
            raise IrregularError
        if event.anchor is not None:
            self._judge_anchor(event)
            # An alias to it is of no use before its end, whatever bore the name before.
            self._anchors.pop(event.anchor, None)
        self._put(event, key, frame[1] if frame[0] is None else frame[0])
        self._stack.append(frame)
        return frame

    def _close(self, _event: Any, _key: str | None) -> _Frame:
        mapping, items, _, anchor = self._stack.pop()
        if mapping is not None and "<<" in mapping:
            raise IrregularError
        if anchor is not None:
            self._anchors[anchor] = items if mapping is None else mapping
        return self._stack[-1]

    def _alias(self, event: Any, key: str | None) -> _Frame:
        if event.anchor not in self._anchors:
            raise IrregularError
        value = self._anchors[event.anchor]
        size, height = self._weigh(value)
        self._added += size
        if self._added > MOST_ADDED or len(self._stack) - 1 + height > DEEPEST:
            raise IrregularError
        self._put(event, key, value)
        if key is not None and len(self._stack) == 2 and isinstance(value, list):
            self._starts[key] = array("Q", [_place(event)]) * len(value)
        return self._stack[-1]

    def _weigh(self, value: Plain) -> tuple[int, int]:
        """Count the nodes of a tree with all aliases followed, and how deep they lie; each tree once."""
        if value is None or isinstance(value, str):
            return 1, 0
        if (cached := self._weights.get(id(value))) is not None:
            return cached
        children = [*value, *value.values()] if isinstance(value, dict) else value
        weights = [self._weigh(child) for child in children]
        weight = 1 + sum(size for size, _ in weights), 1 + max((height for _, height in weights), default=0)
        self._weights[id(value)] = weight
        return weight

    def _pass(self, _event: Any, _key: str | None) -> _Frame:
        return self._stack[-1]


def _place(event: Any) -> int:
    return packed(event.start_mark.line + 1, event.start_mark.column + 1)
