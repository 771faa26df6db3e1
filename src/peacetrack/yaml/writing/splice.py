r"""Entries spliced into the text of a file: every other character stays as it is.

The law: take out what was written in, and the text is what it was; read the text, and its tree is the one of before with
the one entry more. Comments, line ends, a byte order mark, odd indentation and a missing last line feed are not touched.

Where an entry goes is worked out from the places of its neighbours. A place is a guess until the text was read again, so
there are several, from the most natural on, and the first that gives the wanted tree is taken: behind a text that keeps
its blank lines, for instance, an entry goes below these.

>>> log = "events:\n    - {event: contact_held,   id: call} # by phone\n"
>>> print(with_event(log, {"event": "statement_made", "what": "First, the law"}))
events:
    - {event: contact_held,   id: call} # by phone
    - {event: statement_made, what: "First, the law"}
<BLANKLINE>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from peacetrack.yaml.parsing.parser import Node, Plain, Shape, YamlError, decode, find, read_plain
from peacetrack.yaml.records.scalars import Misfit, shown
from peacetrack.yaml.writing.edits import BREAK, Edit, Page, edited
from peacetrack.yaml.writing.layout import Layout, NewEntry

#: The keys that lead to a list of entries or to a mapping of them.
Section = tuple[str, ...]
#: Between two entries in brackets: a comment, or a character that is no blank.
_BETWEEN: Final = re.compile(r"#[^\r\n]*|[^\s#]")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


def with_event(raw: str, event: dict[str, Plain]) -> str:
    """
    Append an event to the events of a file.

    Args:
        raw: What the file says, as it is.
        event: Its fields.

    Raises:
        YamlError: The text cannot be read as YAML.
        Misfit: `events` is no list, or there is no place for a further one; the path is that in the file.
    """
    return with_entry(raw, ("events",), NewEntry(event))


def with_source(raw: str, name: str, source: dict[str, Plain]) -> str:
    """
    Add a source to the `sources` of a file.

    Args:
        raw: What the file says, as it is.
        name: Its id.
        source: Its other fields.

    Raises:
        YamlError: The text cannot be read as YAML.
        Misfit: The id is taken, `sources` is no mapping, or there is no place for a further one.
    """
    return with_entry(raw, ("sources",), NewEntry(source, name))


def with_entry(raw: str, section: Section, entry: NewEntry) -> str:
    """
    Add an entry to a section of a file, which is begun where there is none.

    Args:
        raw: What the file says, as it is.
        section: The keys down to the list or the mapping; only the last of them may be missing.
        entry: An item of the list, or with a name what stands under it in the mapping.

    Raises:
        YamlError: The text cannot be read as YAML.
        Misfit: The name is taken, the section is of another shape, or there is no place for a further entry.
    """
    tree = read_plain(decode(raw.encode())).tree
    wanted = _with(tree, section, entry)
    reason = "it would change the meaning of what stands there"
    for edits in _guesses(Page.of(raw, keep=()), section, entry):
        after = edited(raw, edits)
        try:
            if read_plain(decode(after.encode())).tree == wanted:
                return after
        except YamlError as error:
            reason = error.problems[0].message
    raise _no_place(section, reason)


def _no_place(section: Section, reason: str) -> Misfit:
    hint = "Write the entry by hand, or give what stands here a simpler layout."
    return Misfit("PT036", f"There is no place for a further entry here: {reason}.", hint, section)


def _with(tree: dict[str, Plain], section: Section, entry: NewEntry, above: Section = ()) -> dict[str, Plain]:
    """Give the tree of a file, or of a mapping in it, with the entry."""
    key, *rest = section
    path = (*above, key)
    if not rest:
        return {**tree, key: _joined(tree.get(key), path, entry)}
    inner = tree.get(key)
    if not isinstance(inner, dict):
        raise Misfit("PT104", f"A mapping is expected here, not {shown(inner)}.", "", path)
    return {**tree, key: _with(inner, tuple(rest), entry, path)}


def _joined(collection: Plain, section: Section, entry: NewEntry) -> Plain:
    """Give the collection with the entry."""
    if entry.name:
        if not isinstance(collection, dict | None):
            raise Misfit("PT104", f"A mapping of ids is expected here, not {shown(collection)}.", "", section)
        if collection and entry.name in collection:
            hint = "Ids are unique over all files of a negotiation."
            raise Misfit("PT120", f"The id '{entry.name}' is taken.", hint, (*section, entry.name))
        return {**(collection or {}), entry.name: entry.tree}
    if not isinstance(collection, list | None):
        raise Misfit(
            "PT104",
            f"A list is expected here, not {shown(collection)}.",
            "Begin each item with `- `.",
            section,
        )
    return [*(collection or ()), entry.tree]


def _guesses(page: Page, section: Section, entry: NewEntry) -> Iterator[tuple[Edit, ...]]:
    """Give the edits that may write an entry in, the most natural first."""
    *above, key = section
    around = find(page.root, above)
    if page.sign(around) == "*":
        raise _no_place(section, "an alias repeats another place")
    found = next((pair for pair in around.pairs if pair[0].text == key), None)
    if found is None:
        if page.sign(around) == "{":
            yield _between_brackets(page, around, f"{key}: {entry.collection}")
        else:
            yield from _in_a_new_section(page, around, key, entry)
        return
    head, value = found
    sign = "" if value.kind is Shape.SCALAR else page.sign(value)
    if sign == "*":
        raise _no_place(section, "an alias repeats another place")
    if not sign:
        lines = [*entry.lines(_usual(page, head.column - 1, is_list=not entry.name))]
        yield from _below(page, head.end_line, head.column - 1, lines)
    elif sign in "[{":
        yield _between_brackets(page, value, entry.in_flow)
    else:
        yield from _after_neighbours(page, value, entry)


def _between_brackets(page: Page, node: Node, written: str) -> tuple[Edit, ...]:
    """Write a text before a closing bracket; on a line of their own where the last entry has one."""
    parts = node.items or tuple(pair for pairs in node.pairs for pair in pairs)
    opening, close = page.opening(node), page.offset(node.end_line, node.end_column) - 1
    if not parts:
        return (Edit(opening + 1, opening + 1, written),)
    end, comma, separator = page.offset(parts[-1].end_line, parts[-1].end_column), None, ","
    for found in _BETWEEN.finditer(page.raw, end, close):
        if found[0] == ",":
            comma = found.end()
        elif (
            found[0] == ":"
        ):  # the last value was left empty, and a comma beside the colon would be a part of a text
            end, separator = found.end(), " ,"
    last = node.items[-1] if node.items else node.pairs[-1][0]
    own_line = BREAK.search(page.raw, comma or end, close)
    if own_line and not page.line(last.line)[: last.column - 1].strip():
        written = f"{own_line[0]}{' ' * (last.column - 1)}{written}"
        below = Edit(own_line.start(), own_line.start(), written if comma is None else f"{written},")
        return (below,) if comma is not None else (Edit(end, end, separator), below)
    if comma is None:
        return (Edit(end, end, f"{separator} {written}"),)
    return (Edit(comma, comma, f" {written},"),)


def _after_neighbours(page: Page, node: Node, entry: NewEntry) -> Iterator[tuple[Edit, ...]]:
    """Write an entry below the last one, laid out as that one is."""
    if node.kind is Shape.SEQUENCE:
        heads, last = node.items, node.items[-1]
        column = page.column(page.opening(node))
        before = page.line(last.line)[: last.column - 1]
        gap = len(before) - column - 1 if before.strip() == "-" else 1
        layout = Layout(column, page.sign(last) == "{", gap)
    else:
        heads, (name, last) = tuple(key for key, _ in node.pairs), node.pairs[-1]
        column = name.column - 1
        is_block = last.kind is Shape.MAPPING and page.sign(last) not in "{*"
        indent = last.pairs[0][0].column - name.column if is_block else 2
        layout = Layout(column, last.kind is Shape.MAPPING and not is_block, 1, indent)
    lines = [*entry.lines(layout)]
    if _are_spaced(page, heads, is_block=not layout.in_flow):
        lines = ["", *lines]
    yield from _below(page, last.end_line, column, lines)


def _are_spaced(page: Page, heads: tuple[Node, ...], *, is_block: bool) -> bool:
    """Tell whether blank lines part the entries; of one alone, whether it fills several lines."""
    if len(heads) == 1:
        return is_block and heads[0].end_line > heads[0].line
    between = range(heads[-2].line + 1, heads[-1].line)
    return any(not page.line(number).strip() for number in between)


def _in_a_new_section(page: Page, around: Node, key: str, entry: NewEntry) -> Iterator[tuple[Edit, ...]]:
    """Write a key with its first entry, at the end of the text or of what the mapping around it holds."""
    last_key, last = around.pairs[-1]
    column = around.pairs[0][0].column - 1
    lines = [f"{' ' * column}{key}:", *entry.lines(_usual(page, column, is_list=not entry.name))]
    if around is page.root:
        content = page.raw.rstrip()
        if _BLANK_LINE.search(content) and not _BLANK_LINE.match(page.raw[len(content) :]):
            lines = ["", *lines]
        yield (_inserted(page, len(page.raw), lines),)
    else:
        column -= 1  # a comment as far in as the keys of an inner mapping belongs to it
    yield from _below(page, max(last_key.end_line, last.end_line), column, lines)


def _usual(page: Page, column: int, *, is_list: bool) -> Layout:
    """Lay out the first entry of a section as those of the other sections are."""
    for key, value in page.root.pairs:
        if value.items and is_list and page.sign(value) == "-":
            return Layout(column + page.column(page.opening(value)) - (key.column - 1))
        if value.pairs and not is_list and page.sign(value) not in "{*":
            return Layout(column + value.pairs[0][0].column - key.column)
    return Layout(column + 2)


def _below(page: Page, line: int, column: int, lines: list[str]) -> Iterator[tuple[Edit, ...]]:
    """
    Write lines behind an entry that ends on a line.

    A comment that stands further in than the entry begins belongs to it, and stays with it. Where that gives another
    tree, the blank lines that follow belong to it as well, and no further one may follow them.
    """
    own = line
    for number in range(line + 1, page.lines + 1):
        content = page.line(number).lstrip(" ")
        if content and not content.startswith("#"):
            break
        if content and len(page.line(number)) - len(content) > column:
            own = number
    yield (_inserted(page, page.starts[own], lines),)
    while own < page.lines and not page.line(own + 1).strip():
        own += 1
    yield (_inserted(page, page.starts[own], lines[not lines[0] :]),)


def _inserted(page: Page, offset: int, lines: list[str]) -> Edit:
    """Write whole lines in, with the line ends of those before; a text without a last line feed stays without."""
    before = [*BREAK.findall(page.raw, 0, offset)[-1:], *BREAK.findall(page.raw)[:1], "\n"]
    if page.raw[:offset].endswith(("\r", "\n")):
        return Edit(offset, offset, "".join(f"{line}{before[0]}" for line in lines))
    return Edit(offset, offset, "".join(f"{before[0]}{line}" for line in lines))
