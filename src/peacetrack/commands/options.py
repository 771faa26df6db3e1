"""Options that several commands share, checked while they are read: what is wrong with one is wrong usage.

The law: whatever is asked of a log reaches every command as one `Query`, which is made here and nowhere else. To add an
option to all commands that ask, add a field to `Query` and an option of that name to `QUERY_OPTIONS`; no command names
either. An option of one command alone stands in the module of that command.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from peacetrack.commands.printing import Format, print_problems
from peacetrack.model.codes import UNREADABLE

if TYPE_CHECKING:
    import datetime as dt

    from peacetrack.aspects.lifecycle import Aspect
    from peacetrack.beliefs.query import Query
    from peacetrack.log.log import Log
    from peacetrack.state.timeline import State
    from peacetrack.yaml.records.reading import Reading

Command = Callable[..., None]
Option = Callable[[Command], Command]
#: Where a context holds the words behind the command.
TEXT: Final = "peacetrack.words"
#: Wrong usage, as click counts it.
USAGE: Final = 2


def completing(names: Callable[[Log], Iterable[str]]) -> Callable[..., list[str]]:
    """
    Complete what a log names, from the log at the path that stands before on the line.

    Args:
        names: Gives all that can stand there. Several may stand with commas; the last of them is completed.
    """

    def complete(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
        from peacetrack.yaml.files.loader import read

        # Of a line that ends with an option without its value, the parser gives no arguments.
        path = next((noun for noun in context.meta.get(TEXT, ()) if not noun.startswith("-")), "")
        log = read(path).log if path else None
        done, comma, last = begun.rpartition(",")
        return [f"{done}{comma}{name}" for name in names(log) if name.startswith(last)] if log else []

    return complete


def _accounts(log: Log) -> Iterator[str]:
    """Name whose word can be believed."""
    yield from ("everyone", "common_ground")
    yield from log.cast.actors


def complete_kinds(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Complete the kind of an event with which an option begins."""
    from peacetrack.aspects import KINDS

    return [kind for kind in KINDS if kind.startswith(begun)]


class OnceCommand(click.Command):
    """A command in which no input is lost: an option that takes one value and is given two is wrong usage."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words behind the command."""
        ctx.meta[TEXT] = [*args]
        _, _, given = self.make_parser(ctx).parse_args([*args])
        options = [option for option in given if isinstance(option, click.Option)]
        for option in options:
            one_value = not (option.multiple or option.is_flag or option.count)
            if one_value and options.count(option) > 1 and not ctx.resilient_parsing:
                raise click.UsageError(
                    f"{option.opts[-1]} is given {options.count(option)} times; it takes one value.", ctx
                )
        return super().parse_args(ctx, args)


def command(name: str | None = None) -> Callable[[Command], click.Command]:
    """Make a command of ours."""
    return click.command(name, cls=OnceCommand)


def as_day(_: click.Context, __: click.Parameter, text: str | None) -> dt.date | None:
    """Read a day while the options are read, so that a wrong one is wrong usage."""
    from peacetrack.model.dates import DateError, day_of

    try:
        return day_of(text)
    except DateError as error:
        raise click.BadParameter(f"{error.reason}: {error.hint}.") from None


def _as_names(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Look for aspects while the options are read; their modules may lie in the working directory."""
    from peacetrack.aspects.own import AspectNameError, named_aspects

    if names and "" not in sys.path:
        sys.path.insert(0, "")
    try:
        named_aspects(names)
    except AspectNameError as error:
        raise click.BadParameter(f"{error}.") from None
    return names


def _as_aspects(
    context: click.Context, option: click.Parameter, names: tuple[str, ...]
) -> tuple[Aspect[Any], ...]:
    """Find aspects by their names."""
    from peacetrack.aspects.own import named_aspects

    return named_aspects(_as_names(context, option, names))


def one_of(kind: type[StrEnum], *names: str, **more: Any) -> Option:
    """Make an option whose value is one of an enumeration, given by its word."""
    return click.option(
        *names,
        type=click.Choice([one.value for one in kind]),
        callback=lambda _context, _option, name: kind(name),
        **more,
    )


def _aspect_option(callback: Callable[[click.Context, click.Parameter, tuple[str, ...]], Any]) -> Option:
    return click.option(
        "--aspect",
        "aspects",
        metavar="MODULE:NAME",
        multiple=True,
        callback=callback,
        help="An aspect of your own in which the log speaks; may be given several times.",
    )


#: For commands that read a log, and ask nothing of it.
aspect_option: Final = _aspect_option(_as_aspects)
format_option: Final = one_of(
    Format, "--format", "form", default=Format.TEXT.value, help="For people or for programs."
)
#: Each has the name of a field of `Query`. Aspects stay names, which reach other processes.
QUERY_OPTIONS: Final = (
    click.option("--as-of", metavar="DAY", callback=as_day, help="The state at the end of this day."),
    click.option(
        "--known-by",
        metavar="DAY",
        callback=as_day,
        help="Only what had been published by the end of this day.",
    ),
    click.option(
        "--account",
        metavar="WHO",
        default="",
        shell_complete=completing(_accounts),
        help="Whose word is believed: everyone, common_ground, an actor, or several with commas.",
    ),
    _aspect_option(_as_names),
)


def query_options(command: Command) -> Command:
    """Let a command ask as of a day, known by a day, on an account, in aspects of the user's own: as one `Query`."""

    @wraps(command)
    def with_query(**given: Any) -> None:
        import attrs

        from peacetrack.beliefs.query import Query

        fields = {name: given.pop(name) for name in attrs.fields_dict(Query) if name in given}
        command(query=Query(**fields), **given)

    asking: Command = with_query
    for option in reversed(QUERY_OPTIONS):
        asking = option(asking)
    return asking


@contextmanager
def account_of_the_cast() -> Iterator[None]:
    """Let an account that names nobody of the cast be wrong usage."""
    from peacetrack.beliefs.accounts import UnknownActorError

    try:
        yield
    except UnknownActorError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--account'") from None


def reading_of(path: str, aspects: tuple[Aspect[Any], ...]) -> tuple[Log, Reading]:
    """Read a negotiation, or end here with what is wrong with it."""
    from peacetrack.yaml.files.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        print_problems(reading, reading.refusal)
        sys.exit(UNREADABLE)
    return reading.log, reading


def reading_for(path: str, query: Query) -> tuple[Log, Reading]:
    """Read the negotiation of which a query is asked; its account names actors of the cast, or this ends here."""
    log, reading = reading_of(path, query.own)
    with account_of_the_cast():
        query.account.checked(log.cast)
    return log, reading


def state_at(path: str, query: Query) -> State:
    """Replay a negotiation into the state that a query asks for."""
    from peacetrack.state.timeline import state_for

    log, _ = reading_for(path, query)
    return state_for(log, query)
