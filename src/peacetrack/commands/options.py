"""Options that several commands share, checked while they are read: what is wrong with one is wrong usage."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from peacetrack.lifecycle import Aspect
    from peacetrack.yaml.loader import Reading

#: Wrong usage, as click counts it.
USAGE: Final = 2
FORMATS: Final = click.Choice(["text", "json"])


def _as_day(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """Check a day while the options are read, so that a wrong one is wrong usage."""
    from peacetrack.dates import DateError, parse_day

    if text is None:
        return None
    try:
        return str(parse_day(text))
    except DateError as error:
        raise click.BadParameter(f"{error.reason}: {error.hint}.") from None


def _as_aspects(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[Aspect[Any], ...]:
    """Find aspects by their names while the options are read; a log cannot name any, for naming one runs its code."""
    from peacetrack.vocabulary import Vocabulary, VocabularyError

    aspects = tuple(map(_aspect, names))
    try:
        Vocabulary.of(aspects)
    except VocabularyError as error:
        raise click.BadParameter(f"{error}.") from None
    return aspects


def _aspect(name: str) -> Aspect[Any]:
    """Find an aspect in a module, which may lie in the working directory."""
    from peacetrack.lifecycle import Aspect

    module, _, attribute = name.partition(":")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        found = getattr(import_module(module), attribute, None) if module and attribute else None
    except ModuleNotFoundError as error:
        raise click.BadParameter(f"there is no module '{error.name}' for '{name}'.") from None
    if not isinstance(found, Aspect):
        raise click.BadParameter(f"'{name}' is no aspect; write for example `truces:TRUCES`.")
    return found


as_of_option = click.option(
    "--as-of", metavar="DAY", callback=_as_day, help="The state at the end of this day."
)
known_by_option = click.option(
    "--known-by", metavar="DAY", callback=_as_day, help="Only what had been published by the end of this day."
)
account_option = click.option(
    "--account",
    metavar="WHO",
    default="",
    help="Whose word is believed: everyone, common_ground, an actor, or several with commas.",
)
aspect_option = click.option(
    "--aspect",
    "aspects",
    metavar="MODULE:NAME",
    multiple=True,
    callback=_as_aspects,
    help="An aspect of your own in which the log speaks; may be given several times.",
)
format_option = click.option(
    "--format", "form", type=FORMATS, default="text", help="For people or for programs."
)


def checked(reading: Reading, asked: dict[str, Any]) -> dict[str, Any]:
    """Check that the account names actors of the cast: otherwise the command was wrongly used."""
    from peacetrack.accounts import Account, UnknownActorError

    if reading.log is not None and asked.get("account"):
        try:
            Account.of(asked["account"]).checked(reading.log.cast)
        except UnknownActorError as error:
            raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    return asked
