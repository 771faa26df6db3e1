"""One file: its text and its tree, or why it cannot be read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unicodedata import normalize

import attrs

from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.opening import DISK, SUFFIX, Files, named, real
from peacetrack.yaml.files.paths import is_there
from peacetrack.yaml.parsing.parser import (
    Document,
    ParserName,
    YamlError,
    decode,
    read_plain,
)
from peacetrack.yaml.records.assembly import Draft, is_scenario
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading, in_order
from peacetrack.yaml.records.scalars import Misfit, shown

NOWHERE: Final = Misfit("PT030", "There is no such file or folder.", "Check the path.")


def refuse(draft: Draft, path: Path, misfit: Misfit) -> None:
    """Note what is wrong with a file or a folder as a whole."""
    place = Place(str(path), 1, 1)
    draft.problems.append(Problem(code=misfit.code, message=misfit.message, place=place, hint=misfit.hint))


def cast_file(draft: Draft, text: Text, name: str, *, folder: Path, files: Files = DISK) -> Path | None:
    """Find the cast file that a file names; when there is none in its folder, note that at its key."""
    path = named(folder, name)
    if "\0" not in name and not real(path).is_relative_to(real(folder)):
        misfit = Misfit(
            "PT032", f"{shown(name)} leaves the folder.", "A negotiation lies in one folder.", ("cast",)
        )
    elif not files.is_file(path):
        misfit = Misfit(
            "PT030", f"There is no file {shown(name)} beside this one.", "Check the name.", ("cast",)
        )
    else:
        return path
    draft.report(text, (), misfit)
    return None


def read_file(
    draft: Draft, path: Path, folder: Path, *, parser: ParserName, files: Files = DISK
) -> tuple[Text, Document] | None:
    """Read one file of a folder as YAML; None when it cannot be, and then it is noted why."""
    try:
        raw = files.content(path, within=folder)
    except Misfit as misfit:
        refuse(draft, path, misfit)
        return None
    text = _text(draft, path, raw)
    del raw  # a large file is not kept twice
    if text is None:
        return None
    try:
        return text, read_plain(text.text, parser=parser)
    except YamlError as error:
        _cannot_be_read(draft, text, error)
        return None


def _text(draft: Draft, path: Path, raw: bytes) -> Text | None:
    """Give what a file says; None when it is no text, and then it is noted why."""
    # Entries without an id are named after the file, and so alike on a system that takes the letters of names apart.
    text = Text(str(path), "", normalize("NFC", path.name.removesuffix(SUFFIX)))
    try:
        text = attrs.evolve(text, text=decode(raw))
    except YamlError as error:
        # A byte that is no character is shown as one all the same.
        text = attrs.evolve(text, text=raw.decode(errors="replace").replace("\r", ""))
        _cannot_be_read(draft, text, error)
        return None
    finally:
        draft.texts.append(text)
    return text


def _cannot_be_read(draft: Draft, text: Text, error: YamlError) -> None:
    draft.problems += problems_of(error, text)
    draft.is_partial = True


def document_of(path: Path) -> tuple[Text, Document] | Reading:
    """Read one file of its folder as YAML; what is wrong with it, when it cannot be."""
    draft = Draft()
    if not is_there(path):
        refuse(draft, path, NOWHERE)
    else:
        found = read_file(draft, path, real(path.parent), parser="auto")
        if found is not None:
            return found
    return Reading(None, in_order(draft.problems), Places(tuple(draft.texts)), path.parent)


def holds_scenarios(path: Path) -> bool:
    """Tell whether a file holds scenarios, as far as it can be read."""
    found = document_of(path)
    return not isinstance(found, Reading) and is_scenario(found[1].tree)


def may_begin_negotiation(path: Path) -> bool:
    """Tell, without parsing it, whether a file may say itself which negotiation it is about."""
    try:
        return _MAPPING.search(DISK.content(path, within=real(path.parent))) is not None
    except Misfit:
        return False


def begins_negotiation(path: Path) -> bool:
    """Tell whether a file of a log says itself which negotiation it is about: `negotiation: {id: …}`."""
    found = document_of(path)
    tree = {} if isinstance(found, Reading) else found[1].tree
    return isinstance(tree.get("negotiation"), dict) and not is_scenario(tree)


#: What may begin the mapping of a negotiation: most files give its id, and need not be read to know that.
_MAPPING: Final = re.compile(rb"""negotiation["']?\s*:(?![ \t]+["'\w])""")


def problems_of(error: YamlError, text: Text) -> Iterator[Problem]:
    """Turn what is wrong with a text as YAML into problems with a file."""
    for found in error.problems:
        place = Place(text.name, found.line, found.column, found.end_column)
        other = found.other
        yield Problem(
            code=found.code.value,
            message=_sentence(found.message),
            place=place,
            hint=_sentence(found.hint),
            others=((_sentence(other.label, ""), Place(text.name, other.line, other.column)),)
            if other
            else (),
        )


def _sentence(phrase: str, end: str = ".") -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}{end}"


def fingerprint(path: str | os.PathLike[str], *, within: Path | None = None) -> tuple[str, tuple[str, ...]]:
    """
    Read a source's text: its sha256, and its paragraphs (the lines that are not empty).

    Args:
        path: Where it lies.
        within: The folder, without links, in which it has to lie; anywhere when None.

    Raises:
        Misfit: It cannot be read.
        YamlError: It is not UTF-8.
    """
    raw = DISK.content(Path(path), within=within)
    lines = (line.strip() for line in decode(raw).split("\n"))
    return hashlib.sha256(raw).hexdigest(), tuple(line for line in lines if line)
