r"""
Read YAML text into plain trees, and into located nodes where an error must be worded.

The law: every scalar is text: `no`, `1.10` and `2016-02-30` stay what they are; and a text has one meaning, whichever
parser and whichever of the two readings it goes through. Both walk the parser's stream of events, with a stack of
their own, so that no input can overflow the interpreter's:

- `read_plain` is quick. It knows no places but those of the items of the top-level lists, and at the first
  irregularity it only notes that there is one;
- the locating walk is several times slower. It gives every node its place and collects whatever is wrong.

The C parser (`ruamel.yaml.clib`) is used where it is installed. It follows an older YAML in corners such as
`{a: b?c}`, so that a text which it refuses is read again by the pure Python parser, which alone decides.
This is the only module that knows ruamel.yaml.

>>> document = read_plain("topics:\n  borders: no\nevents:\n  - {date: 2016-02-30}\n")
>>> document.tree
{'topics': {'borders': 'no'}, 'events': [{'date': '2016-02-30'}]}
>>> document.start("events", 0)
(4, 5)
>>> date = find(read_located("events:\n  - {date: 2016-02-30}\n"), ("events", 0, "date"))
>>> date.text, date.line, date.column, date.end_column
('2016-02-30', 2, 12, 22)
"""

import gc
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.scanner import Scanner, ScannerError

from peacetrack.yaml.parsing.locate import DEEPEST, LocatingWalk
from peacetrack.yaml.parsing.skim import Document, IrregularError, SkimmingWalk
from peacetrack.yaml.parsing.syntax import Complaint, worded
from peacetrack.yaml.parsing.text import (
    LONGEST,
    Fault,
    OtherPlace,
    YamlError,
    YamlProblem,
    checked,
    decode,
    forbidden,
)
from peacetrack.yaml.parsing.tree import Node, Plain, Shape, find, find_key, plain

try:
    from _ruamel_yaml import CParser
except ImportError:
    CParser = None

__all__ = [
    "Document",
    "Fault",
    "Node",
    "OtherPlace",
    "ParserName",
    "Plain",
    "Shape",
    "YamlError",
    "YamlProblem",
    "collector_paused",
    "decode",
    "find",
    "find_key",
    "plain",
    "read_located",
    "read_plain",
]

ParserName = Literal["auto", "c", "pure"]

# What the parsers read differently without a complaint of the C parser: tabs, which it takes for blanks, '|#', names
# of anchors with a colon, which end before it, and lines of directives, with which for it a document begins. Texts with them
# go to the pure parser at once, so that a file means the same wherever it is read.
_DISPUTED: Final = "\t"
# What is a character for YAML 1.2 and something else for the parsers: three end no line (5.4), and the byte order mark
# may stand in quotes (5.2). Each is read in the guise of a character for private use that the text does not have.
_SIGN: Final = "\ufeff"
_IN_GUISE: Final = f"\x85\u2028\u2029{_SIGN}"
_GUISES: Final = frozenset(map(chr, range(0xE000, 0xF900)))
_DISPUTED_HEADER: Final = re.compile(r"[|>][-+0-9]*#|(?:^|[\s,\[\]{}:])[&*][^\s,\[\]{}:]+:|(?:^|[\r\n])%")


def read_plain(text: str, *, parser: ParserName = "auto") -> Document:
    """
    Read a text whose top level is a mapping.

    >>> read_plain("{peacetrack: 1, negotiation: no}").tree
    {'peacetrack': '1', 'negotiation': 'no'}

    Raises:
        YamlError: with everything that is wrong with the text.
    """
    text = _allowed(text)
    with collector_paused():
        for events in _event_streams(text, parser):
            try:
                return SkimmingWalk().read(events, scalar=ScalarEvent)
            except MarkedYAMLError:
                continue
            except (IrregularError, _LongTextError):
                # What one parser shows to be irregular before it complains of anything, the next may read otherwise.
                problems = _locate(text, parser, keep=())[1]
                if problems:  # pragma: no branch - no such text is known any more
                    raise YamlError(problems) from None
        raise YamlError(_locate(text, parser, keep=())[1])


def read_located(
    text: str, *, parser: ParserName = "auto", keep: Collection[tuple[str, int]] | None = None
) -> Node:
    """
    Read a text into nodes with their places.

    Args:
        text: What a file says.
        parser: Which parser to use; they give the same nodes.
        keep: Which items of the top-level lists are needed, as key and index; the others come without what is in
            them, which saves the memory of a large file. Without it all are kept.

    Raises:
        YamlError: with everything that is wrong with the text.
    """
    text = _allowed(text)
    with collector_paused():
        root, problems = _locate(text, parser, keep=keep)
    if root is None or problems:
        raise YamlError(problems)
    return root


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Pause the collector of cyclic garbage while many objects without cycles are made.

    Otherwise it looks at all of them again and again, and doubles the time of a large file. Pauses may nest.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _event_streams(text: str, parser: ParserName) -> Iterator[Iterator[Any]]:
    """Give the streams to try in turn; the last one decides. Each has a parser of its own, which keeps no state."""
    if parser == "c" and CParser is None:
        raise ModuleNotFoundError(
            "the C parser is not installed: install ruamel.yaml.clib", name="_ruamel_yaml"
        )
    disputed = is_disputed(text)
    guises = _guises(text)
    guised = text.translate(guises) if guises else text
    if CParser is not None and parser != "pure" and not disputed:
        yield _shown_again(iter(CParser(guised).get_event, None), guises)
    if parser != "c" or disputed:
        yield _shown_again(_pure_events(guised), guises)


def _pure_events(text: str) -> Iterator[Any]:
    pure = YAML(typ="safe", pure=True)
    pure.Scanner = _BoundedScanner
    return iter(pure.parse(text))


def is_disputed(text: str) -> bool:
    """Tell whether the parsers may read a text differently without a complaint; then the pure one alone reads it."""
    return _DISPUTED in text or _DISPUTED_HEADER.search(text) is not None


def _guises(text: str) -> dict[int, str]:
    """Choose a guise for each character of the text that needs one."""
    needed = [character for character in _IN_GUISE if character in text]
    free = sorted(_GUISES.difference(text)) if needed else []
    return {ord(character): guise for character, guise in zip(needed, free, strict=False)}


def _shown_again(events: Iterator[Any], guises: Mapping[int, str]) -> Iterator[Any]:
    """Give the events with every text and name as it stands in the file."""
    if not guises:
        return events
    back = {ord(guise): chr(character) for character, guise in guises.items()}
    return (_without_guise(event, back) for event in events)


def _without_guise(event: Any, back: Mapping[int, str]) -> Any:
    for name in ("value", "anchor"):
        if stated := getattr(event, name, None):
            setattr(event, name, stated.translate(back))
    return event


def _allowed(text: str) -> str:
    """
    Give a text that may be parsed.

    Raises:
        YamlError: As `checked`; or a byte order mark stands outside of quotes, or no guise is left.
    """
    text = checked(text)
    if _SIGN in text:
        quotes = _quoted_parts(text)
        bare = (found.start() for found in re.finditer(_SIGN, text))
        outside = (place for place in bare if not any(start < place < end for start, end in quotes))
        if (place := next(outside, None)) is not None:
            raise YamlError((forbidden(text, place),))
    guises = _guises(text)
    for character in _IN_GUISE:
        if character in text and ord(character) not in guises:
            raise YamlError((forbidden(text, text.index(character)),))
    return text


def _quoted_parts(text: str) -> list[tuple[int, int]]:
    """Tell where texts in quotes begin and end; as far as the text can be read."""
    events = _pure_events(text.translate(_guises(text)))
    parts: list[tuple[int, int]] = []
    with suppress(MarkedYAMLError, _LongTextError):
        parts.extend(
            (event.start_mark.index, event.end_mark.index)
            for event in events
            if isinstance(event, ScalarEvent) and event.style in ("'", '"')
        )
    return parts


class _LongTextError(Exception):
    """A scalar is longer than any text may be."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


class _BoundedScanner(Scanner):
    """
    Scan no scalar to its end once it is too long, and refuse escapes that name no character.

    The pure parser would take many seconds for a scalar of ten megabytes, and it lets `chr` fail on its own. It also refuses
    a text whose first line is blank and less indented than the others, which is allowed (YAML 1.2, 8.1.1.1).
    """

    _block_start: Any

    def save_possible_simple_key(self) -> None:
        # The parser looks at every open bracket again for each further one. What lies too deep is refused anyway.
        if self.flow_level <= DEEPEST:
            super().save_possible_simple_key()

    def scan_block_scalar(self, style: Any, rt: Any = False) -> Any:  # noqa: FBT002 - as in the base class
        self._block_start = self.reader.get_mark()
        return super().scan_block_scalar(style, rt)

    def scan_block_scalar_indentation(self) -> Any:
        reader, breaks, indent = self.reader, [], 0
        end = reader.get_mark()
        while reader.peek() in " \r\n":
            if reader.peek() == " ":
                reader.forward()
                indent = max(indent, reader.column)
            else:
                breaks.append(self.scan_line_break())
                end = reader.get_mark()
                self._refuse_long(self._block_start)
        return breaks, indent, end

    def scan_block_scalar_breaks(self, indent: Any) -> Any:
        self._refuse_long(self._block_start)
        return super().scan_block_scalar_breaks(indent)

    def scan_plain_spaces(self, indent: Any, start_mark: Any) -> Any:
        self._refuse_long(start_mark)
        return super().scan_plain_spaces(indent, start_mark)

    def scan_flow_scalar_spaces(self, double: Any, start_mark: Any) -> Any:
        self._refuse_long(start_mark)
        return super().scan_flow_scalar_spaces(double, start_mark)

    def scan_flow_scalar(self, style: Any) -> Any:
        start_mark = self.reader.get_mark()
        try:
            token = super().scan_flow_scalar(style)
            token.value.encode()
        except (ValueError, OverflowError):
            raise ScannerError(
                "while scanning a double-quoted scalar",
                start_mark,
                "found an escape that names no character",
                start_mark,
            ) from None
        return token

    def _refuse_long(self, start_mark: Any) -> None:
        if self.reader.index - start_mark.index > LONGEST:
            raise _LongTextError(start_mark)


def _locate(
    text: str, parser: ParserName, *, keep: Collection[tuple[str, int]] | None
) -> tuple[Node | None, tuple[YamlProblem, ...]]:
    """Walk with each parser until one has no complaint; give the root, if there is one, and what is wrong."""
    problems: list[YamlProblem] = []
    root = None
    for events in _event_streams(text, parser):
        walk = LocatingWalk(text, keep)
        root, problems = None, walk.problems
        try:
            walk.read(events)
        except _LongTextError as error:
            walk.refuse_long(error.mark)
        except MarkedYAMLError as error:
            problems.append(worded(_named(_complaint(error), _guises(text)), text))
            continue
        root = walk.root
        break
    return root, tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _named(complaint: Complaint, guises: Mapping[int, str]) -> Complaint:
    """Name in a complaint what stands in the file, as the parser writes it."""
    stated = complaint.problem
    for character, guise in guises.items():
        stated = stated.replace(ascii(guise)[1:-1], ascii(chr(character))[1:-1])
    return complaint._replace(problem=stated)


def _complaint(error: MarkedYAMLError) -> Complaint:
    mark, around = error.problem_mark, error.context_mark
    if around is None or (around.line, around.column) == (mark.line, mark.column):
        return Complaint(error.problem, mark.line, mark.column)
    return Complaint(error.problem, mark.line, mark.column, error.context, around.line, around.column)
