"""
The locating walk: every key and value with its place, and everything that is wrong with a text that parses.

What is refused here is YAML that means more than a mapping, a list or a text, or that means it twice: tags, merge keys,
second documents, equal keys. Aliases are allowed, but what they add is counted, because a few hundred bytes of aliases
of aliases stand for more nodes than there is memory.

The walk knows events by the names of their classes, which both parsers share.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from attrs import Factory, define, evolve

from peacetrack.yaml.parsing.text import LONGEST, Fault, OtherPlace, YamlProblem
from peacetrack.yaml.parsing.tree import Node, Shape

# How deep lists and mappings may lie in each other, and how many nodes all aliases together may add to a tree.
DEEPEST: Final = 64
MOST_ADDED: Final = 1_000_000


# Where something is on one line: the line, its column, and the column behind it.
_Extent = tuple[int, int, int]


class _HopelessError(Exception):
    """The walk has found what makes all further reading pointless."""


@define
class _Subtree:
    """A node, how many nodes are in it with all aliases followed, and how deep they lie in each other."""

    node: Node
    size: int = 1
    height: int = 0


@define
class _Open:
    """A list or mapping whose end has not been seen."""

    kind: Shape
    line: int = 1
    column: int = 1
    anchor: str | None = None
    size: int = 1
    height: int = 0
    key: Node | None = None
    items: list[Node] = Factory(list)
    pairs: list[tuple[Node, Node]] = Factory(list)
    keys: dict[str, Node] = Factory(dict)


class LocatingWalk:
    """
    Walk over the events of one text.

    Attributes:
        problems: What is wrong, in the order in which it was met.
        root: The node of the whole file, once it was read.
    """

    def __init__(self, text: str, keep: Collection[tuple[str, int]] | None = None) -> None:
        self.problems: list[YamlProblem] = []
        self.root: Node | None = None
        self._text = text
        self._keep = keep
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Subtree] = {}
        self._added = 0
        self._takers: Final[dict[str, Callable[[Any], None]]] = {
            "DocumentStartEvent": self._start_document,
            "MappingStartEvent": self._start_mapping,
            "SequenceStartEvent": self._start_sequence,
            "MappingEndEvent": self._end_collection,
            "SequenceEndEvent": self._end_collection,
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
        }

    def read(self, events: Iterable[Any]) -> None:
        """Take events until their end, or until what follows cannot be judged any more."""
        try:
            for event in events:
                if (take := self._takers.get(event.__class__.__name__)) is not None:
                    take(event)
            self._judge_root()
        except _HopelessError:
            pass

    def refuse_long(self, mark: Any) -> None:
        """Record that a text is too long which begins at a mark of the parser."""
        self._refuse(
            Fault.LONG_TEXT,
            f"the text that begins here has more than {LONGEST:,} characters",
            "shorten it, or keep it in a file of its own",
            at=_at(mark),
        )

    def _start_document(self, event: Any) -> None:
        if self.root is not None:
            self._refuse_hopeless(
                Fault.SECOND_DOCUMENT,
                "a second document begins here",
                "keep one document in each file",
                at=_at(event.start_mark, 3),
            )

    def _start_collection(self, event: Any, kind: Shape) -> None:
        self._judge_tag(event)
        mark = event.start_mark
        self._refuse_deep(len(self._stack) + 1, mark)
        if event.anchor is not None:
            self._judge_anchor(event)
            self._anchors.pop(event.anchor, None)
        self._stack.append(_Open(kind, mark.line + 1, mark.column + 1, event.anchor))

    def _start_mapping(self, event: Any) -> None:
        self._start_collection(event, Shape.MAPPING)

    def _start_sequence(self, event: Any) -> None:
        self._start_collection(event, Shape.SEQUENCE)

    def _end_collection(self, event: Any) -> None:
        closed = self._stack.pop()
        end = event.end_mark.line + 1, event.end_mark.column + 1
        last = closed.pairs[-1][1] if closed.pairs else closed.items[-1] if closed.items else None
        if last is not None and event.end_mark.index == event.start_mark.index:
            # A bracket ends where it stands. What has none is noticed only at the next word, lines below.
            end = last.end_line, last.end_column
        node = Node(
            closed.kind,
            closed.line,
            closed.column,
            *end,
            items=tuple(closed.items),
            pairs=tuple(closed.pairs),
        )
        if not self._is_needed():
            node = evolve(node, items=(), pairs=())
        subtree = _Subtree(node, closed.size, closed.height + 1)
        if closed.anchor is not None:
            self._anchors[closed.anchor] = subtree
        self._put(subtree)

    def _is_needed(self) -> bool:
        """Tell whether what has just ended is to be kept with what is in it."""
        if self._keep is None or len(self._stack) != 2 or self._stack[1].kind is not Shape.SEQUENCE:
            return True
        top, items = self._stack
        return top.key is None or (top.key.text or "", len(items.items)) in self._keep

    def _scalar(self, event: Any) -> None:
        self._judge_tag(event)
        start, end = event.start_mark, event.end_mark
        if end.index - start.index > LONGEST:
            self.refuse_long(start)
        text = event.value or (None if not event.style else "")
        node = Node(Shape.SCALAR, start.line + 1, start.column + 1, end.line + 1, end.column + 1, text)
        if event.style in ("|", ">"):
            node = self._without_blank_end(node, end)
        subtree = _Subtree(node)
        if event.anchor is not None:
            self._judge_anchor(event)
            self._anchors[event.anchor] = subtree
        self._put(subtree)

    def _without_blank_end(self, node: Node, end: Any) -> Node:
        """Let a block scalar end at its last visible character."""
        index, line = end.index, end.line + 1
        while self._text[index - 1] in " \n":
            index -= 1
            line -= self._text[index] == "\n"
        return evolve(node, end_line=line, end_column=index - self._text.rfind("\n", 0, index))

    def _alias(self, event: Any) -> None:
        name, mark, end = event.anchor, event.start_mark, event.end_mark
        subtree = self._anchors.get(name)
        if subtree is None:
            self._refuse_alias(name, mark)
            subtree = _Subtree(Node(Shape.SCALAR, 1, 1, 1, 1))
        self._added += subtree.size
        if self._added > MOST_ADDED:
            self._refuse_hopeless(
                Fault.TOO_MANY,
                f"with the alias '*{name}' more than {MOST_ADDED:,} nodes come from aliases",
                "write out what differs, and refer to the rest by its id",
                at=_at(mark, len(name) + 1),
            )
        self._refuse_deep(len(self._stack) + subtree.height, mark)
        place = (mark.line + 1, mark.column + 1, end.line + 1, end.column + 1)
        line, column, end_line, end_column = place
        node = evolve(subtree.node, line=line, column=column, end_line=end_line, end_column=end_column)
        self._put(_Subtree(node, subtree.size, subtree.height), is_alias=True)

    def _refuse_alias(self, name: str, mark: Any) -> None:
        around = next((opened for opened in self._stack if opened.anchor == name), None)
        if around is None:
            self._refuse(
                Fault.UNKNOWN_ANCHOR,
                f"there is no anchor '&{name}' above the alias '*{name}'",
                "write the anchor first, or put a text that begins with '*' in quotes",
                at=_at(mark, len(name) + 1),
            )
        else:
            self._refuse(
                Fault.SELF_CONTAINED,
                f"the alias '*{name}' stands inside what it repeats",
                "write out what is meant",
                at=_at(mark, len(name) + 1),
                other=OtherPlace(around.line, around.column, f"the anchor '&{name}'"),
            )

    def _put(self, subtree: _Subtree, *, is_alias: bool = False) -> None:
        """Put a complete node where it belongs: it is the file, an item, a key, or the value of the last key."""
        node = subtree.node
        if not self._stack:
            self.root = node
            return
        around = self._stack[-1]
        around.size += subtree.size
        around.height = max(around.height, subtree.height)
        if around.kind is Shape.SEQUENCE:
            around.items.append(node)
        elif around.key is None:
            around.key = node
            self._judge_key(node, around, is_alias=is_alias)
        else:
            key = around.key
            if node.kind is Shape.SCALAR and node.text is None:
                node = Node(Shape.SCALAR, key.line, key.column, key.end_line, key.end_column)
            around.pairs.append((key, node))
            around.key = None

    def _judge_root(self) -> None:
        root = self.root
        begin = "begin it with 'peacetrack: 1'"
        if root is None or (root.kind is Shape.SCALAR and root.text is None):
            self._refuse(Fault.EMPTY, "the file is empty", begin, at=(1, 1, 2))
        elif root.kind is not Shape.MAPPING:
            what = "list" if root.kind is Shape.SEQUENCE else "single text"
            place = (root.line, root.column, root.column + 1)
            self._refuse(
                Fault.NO_MAPPING, f"the file is a {what}, not a mapping of keys to values", begin, at=place
            )

    def _judge_key(self, key: Node, around: _Open, *, is_alias: bool) -> None:
        if is_alias or key.text is None:
            missing = key.kind is Shape.SCALAR and not is_alias
            what = "is missing" if missing else "is not a plain text"
            # Where a missing key would stand is a matter of opinion; where its mapping begins is not.
            line, column = (around.line, around.column) if missing else (key.line, key.column)
            self._refuse(
                Fault.NO_PLAIN_KEY, f"a key {what}", "write 'key: value'", at=(line, column, column + 1)
            )
            return
        end = key.end_column if key.line == key.end_line else key.column + 1
        first = around.keys.setdefault(key.text, key)
        if key.text == "<<":
            self._refuse(
                Fault.MERGE,
                "the merge key '<<' is not allowed",
                "write the keys out",
                at=(key.line, key.column, end),
            )
        elif first is not key:
            self._refuse(
                Fault.DUPLICATE_KEY,
                f"the key {_quoted(key.text)} is written twice in one mapping",
                "keep one of the two",
                at=(key.line, key.column, end),
                other=OtherPlace(first.line, first.column, "the first one"),
            )

    def _judge_tag(self, event: Any) -> None:
        """Refuse every tag but '!', which only says that a text is a text."""
        tag = None if event.ctag is None else str(event.ctag)
        if tag is None or tag == "!":
            return
        short = tag.replace("tag:yaml.org,2002:", "!!")
        self._refuse(
            Fault.TAG,
            f"the tag {_quoted(short)} is not allowed",
            "remove it: every value is read as text",
            at=_at(event.start_mark, len(short)),
        )

    def _judge_anchor(self, event: Any) -> None:
        """Refuse a name with a colon: YAML 1.2 (6.9.2) allows it, and older readers end the name there and read on."""
        if ":" in event.anchor:
            self._refuse(
                Fault.SYNTAX,
                f"the anchor {_quoted(event.anchor)} has a colon in its name",
                "name it without one, and put a text that begins with '&' in quotes",
                at=_at(event.start_mark, len(event.anchor) + 1),
            )

    def _refuse_deep(self, depth: int, mark: Any) -> None:
        if depth > DEEPEST:
            self._refuse_hopeless(
                Fault.TOO_DEEP,
                f"lists and mappings lie more than {DEEPEST} deep in each other here",
                "close what was opened above",
                at=_at(mark),
            )

    def _refuse_hopeless(self, fault: Fault, message: str, hint: str, *, at: _Extent) -> None:
        self._refuse(fault, message, hint, at=at)
        raise _HopelessError

    def _refuse(
        self, fault: Fault, message: str, hint: str, *, at: _Extent, other: OtherPlace | None = None
    ) -> None:
        self.problems.append(YamlProblem(fault, message, hint, *at, other))


def _at(mark: Any, width: int = 1) -> _Extent:
    """Give the place of a parser's mark, which counts from 0."""
    return mark.line + 1, mark.column + 1, mark.column + 1 + width


def _quoted(text: str) -> str:
    """Quote a text on one line, and of a long one the beginning."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
