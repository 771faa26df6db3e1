"""Options that several commands share, checked while they are read: what is wrong with one is wrong usage."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from peacetrack.aspects.lifecycle import Aspect
    from peacetrack.state.timeline import State
    from peacetrack.yaml.records.reading import Reading

C = TypeVar("C", bound="Callable[..., Any] | click.Command")
#: Wrong usage, as click counts it.
USAGE: Final = 2
FORMATS: Final = click.Choice(["text", "json"])


def _as_day(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    """Check a day while the options are read, so that a wrong one is wrong usage."""
    from peacetrack.model.dates import DateError, parse_day

    if text is None:
        return None
    try:
        return str(parse_day(text))
    except DateError as error:
        raise click.BadParameter(f"{error.reason}: {error.hint}.") from None


def _as_aspects(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[Aspect[Any], ...]:
    """Find aspects by their names while the options are read; their modules may lie in the working directory."""
    from peacetrack.aspects.own import AspectNameError, named_aspects

    if names and "" not in sys.path:
        sys.path.insert(0, "")
    try:
        return named_aspects(names)
    except AspectNameError as error:
        raise click.BadParameter(f"{error}.") from None


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


def asking(command: C) -> C:
    """Let a reading command be asked as of a day, known by a day, on somebody's word, in aspects of the user's own."""
    for option in (aspect_option, account_option, known_by_option, as_of_option):
        command = option(command)
    return command


format_option = click.option(
    "--format", "form", type=FORMATS, default="text", help="For people or for programs."
)


def checked(reading: Reading, asked: dict[str, Any]) -> dict[str, Any]:
    """Check that the account names actors of the cast: otherwise the command was wrongly used."""
    from peacetrack.beliefs.accounts import Account, UnknownActorError

    if reading.log is not None and asked.get("account"):
        try:
            Account.of(asked["account"]).checked(reading.log.cast)
        except UnknownActorError as error:
            raise click.BadParameter(f"{error}.", param_hint="'--account'") from None
    return asked


def reading_of(path: str, aspects: tuple[Aspect[Any], ...]) -> Reading:
    """Read a negotiation, or end here with what is wrong with it."""
    from peacetrack.commands.printing import print_problems
    from peacetrack.model.codes import UNREADABLE
    from peacetrack.yaml.files.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        print_problems(reading, reading.problems)
        sys.exit(UNREADABLE)
    return reading


def state_of(path: str, aspects: tuple[Aspect[Any], ...], asked: dict[str, Any]) -> State:
    """Replay a negotiation as it is asked for: as of a day, known by a day, on somebody's word."""
    from peacetrack.log.log import Log
    from peacetrack.state.timeline import replay

    reading = reading_of(path, aspects)
    asked = checked(reading, asked)
    log: Log = reading.log  # type: ignore[assignment]  # `reading_of` ends where there is none
    return replay(log, **{**asked, "account": asked["account"] or "everyone"})
