"""Aspects of one's own, found by their names: `truces:TRUCES` is `TRUCES` in the module `truces`.

Only whoever starts a command or a test run names them. A log cannot, for naming one runs its code.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.vocabulary import Vocabulary, VocabularyError


class AspectNameError(LookupError):
    """A name leads to no aspect, or to one that shares a word with another."""


def named_aspects(names: Iterable[str]) -> tuple[Aspect[Any], ...]:
    """
    Find aspects by their names.

    Args:
        names: Each a module, a colon and what the module calls the aspect.

    Raises:
        AspectNameError: There is no such module, it has no such aspect, or two aspects share a word.
    """
    aspects = tuple(map(_aspect, names))
    try:
        return Vocabulary.of(aspects).own
    except VocabularyError as error:
        raise AspectNameError(str(error)) from None


def found_aspects(aspects: Iterable[Aspect[Any] | str]) -> tuple[Aspect[Any], ...]:
    """
    Find the aspects that are given by their names, and check all of them together.

    Raises:
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    return Vocabulary.of(_aspect(one) if isinstance(one, str) else one for one in aspects).own


def _aspect(name: str) -> Aspect[Any]:
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute, None) if module and attribute else None
    except ModuleNotFoundError as error:
        raise AspectNameError(f"there is no module '{error.name}' for '{name}'") from None
    if not isinstance(found, Aspect):
        raise AspectNameError(f"'{name}' is no aspect; write for example `truces:TRUCES`")
    return found
