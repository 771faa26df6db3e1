"""Assertions as they stand in a log, in a claim or in a scenario: with the only instrument, and in the vocabulary of its aspects."""

from __future__ import annotations

from typing import Any

import attrs

from peacetrack.aspects.assertions import ASSERTIONS, NOT, NotAsserted, OwnAsserted, SubjectAsserted
from peacetrack.aspects.conditions import Demand
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.model.once import once
from peacetrack.yaml.records.codec import misfits_of, reader
from peacetrack.yaml.records.scalars import Misfit, Misfits, enumeration, suggestion


@once
def has_instrument(cls: type[Any]) -> bool:
    """Tell whether records of a class name an instrument, and the only one of a cast if they name none; a demand may name none."""
    return not issubclass(cls, Demand) and any(field.name == "instrument" for field in attrs.fields(cls))


def completed(says: object, vocabulary: Vocabulary, *, instrument: str | None) -> object:
    """
    Complete what stands for an assertion.

    Args:
        says: The tree, a mapping of one name to its fields when it is right.
        vocabulary: That of the log.
        instrument: The only instrument of the cast, which an assertion that names none is about.

    Returns:
        The assertion itself where it is about an aspect of one's own; otherwise the tree.

    Raises:
        Misfit: There is no such assertion.
        Misfits: The fields do not fit.
    """
    if not isinstance(says, dict) or len(says) != 1:
        return says
    ((name, fields),) = says.items()
    if name == NOT:
        return _denied(completed(fields, vocabulary, instrument=instrument))
    cls = ASSERTIONS.get(name) or (vocabulary.questions[name].asked if name in vocabulary.questions else None)
    if cls is not None and isinstance(fields, dict) and instrument is not None and has_instrument(cls):
        fields = {"instrument": instrument, **fields}
    if name in ASSERTIONS or not vocabulary.own:
        return {name: fields}
    return _own(name, fields, vocabulary)


def _denied(inner: object) -> object:
    """Say that something is not so."""
    if isinstance(inner, SubjectAsserted | OwnAsserted | NotAsserted):
        return NotAsserted(says=inner)
    return {NOT: inner}


def _own(name: str, fields: object, vocabulary: Vocabulary) -> SubjectAsserted | OwnAsserted:
    """Read an assertion about an aspect of one's own."""
    names = {**ASSERTIONS, **vocabulary.subjects, **vocabulary.questions}
    if name not in names:
        raise Misfit("PT101", f"There is no assertion `{name}`.", suggestion(name, names), (name,))
    try:
        if name in vocabulary.questions:
            return OwnAsserted(
                name=name, asked=reader(vocabulary.questions[name].asked, thorough=True)(fields)
            )
        return _subject(name, fields, vocabulary)
    except Exception as error:  # noqa: BLE001 - misfits_of raises again what is none
        raise Misfits("assertion", [misfit.below(name) for misfit in misfits_of(error)]) from None


def _subject(name: str, fields: object, vocabulary: Vocabulary) -> SubjectAsserted:
    stated = {"aspect": name, **fields} if isinstance(fields, dict) and "aspect" not in fields else fields
    found = reader(SubjectAsserted, thorough=True)(stated)
    kind = type(vocabulary.subjects[name].table.statuses[0])
    for index, status in enumerate(found.statuses):
        try:
            enumeration(kind, status)
        except Misfit as misfit:
            raise Misfit(misfit.code, misfit.message, misfit.hint, ("is", index)) from None
    return found
