"""The command line: gathers the commands, each of which is loaded when it is asked for.

Results go to stdout, all else to stderr. Exit status: 0 all held; 1 a claim or an expectation failed, or a table refuses
an event, or a source is not what the log says; 2 wrong usage; 3 input could not be read, or nothing was checked.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from signal import SIGINT
from typing import Any, Final

import click

from peacetrack.model.codes import UNREADABLE
from peacetrack.version import VERSION

#: The commands, by what one comes for, in the order of the help; each stands in the module of its name.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "To begin and to write": ("init", "article", "add", "paragraphs", "names", "import", "upgrade", "schema"),
    "To check and to ask": (
        "check",
        "status",
        "explain",
        "blockers",
        "needs",
        "timeline",
        "diff",
        "compare",
        "whatif",
    ),
    "To judge how a log was written": ("coverage", "agreement"),
    "To show and to pass on": ("report", "plot", "export", "corpus"),
}
COMMANDS: Final = tuple(name for names in GROUPS.values() for name in names)


#: With which a shell tells that nobody reads what a program writes; Windows has no such signal.
_SIGPIPE: Final = 13


class CommandGroup(click.Group):
    """The commands, with an encoding problem of the console never ending in a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Print what the console's encoding lacks as a question mark."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """
        Run a command; what cannot be printed is told, and whoever reads no further is not bothered.

        Raises:
            SystemExit: Nobody reads any more, the disk is full, or somebody pressed Ctrl-C; none of these says that a
                claim failed.
        """
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, and not when Python has ended
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(128 + SIGINT)
        except OSError as error:
            from peacetrack.yaml.writing.saving import discard_output

            discard_output()
            if error.errno == errno.EPIPE:
                sys.exit(128 + _SIGPIPE)
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"{where}This cannot be written: {error.strerror or error}.", err=True)
            sys.exit(UNREADABLE)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Name the commands."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, in a whole sentence, in groups."""
        for title, names in GROUPS.items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, one.get_short_help_str(limit=LONGEST_HELP)) for name, one in found if one]
            with formatter.section(title):
                formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"peacetrack.commands.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; of one that there is not, say which was likely meant."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        meant = OTHER_WORDS.get(name) or (near[0] if near else "")
        hint = f"Did you mean '{meant}'?" if meant else "`peacetrack --help` lists all."
        raise click.UsageError(f"There is no command '{name}'. {hint}", ctx)


#: No sentence of the help is cut.
LONGEST_HELP: Final = 1000
#: Other words for commands, from other tools or from the names of what they print.
OTHER_WORDS: Final = {
    **dict.fromkeys(("validate", "lint", "test", "verify", "run"), "check"),
    **dict.fromkeys(("show", "state", "print", "summary"), "status"),
    **dict.fromkeys(("why", "trace", "cite"), "explain"),
    **dict.fromkeys(("new", "start", "begin", "create"), "init"),
    **dict.fromkeys(("append", "insert", "event", "source"), "add"),
    **dict.fromkeys(("html", "page", "render"), "report"),
    **dict.fromkeys(("gates", "obstacles", "conditions"), "blockers"),
    **dict.fromkeys(("history", "days", "changes"), "timeline"),
    **dict.fromkeys(("csv", "convert"), "export"),
    **dict.fromkeys(("suppose", "simulate", "what-if"), "whatif"),
    **dict.fromkeys(("number", "sha256"), "paragraphs"),
    **dict.fromkeys(("kinds", "ids", "known", "list"), "names"),
    "migrate": "upgrade",
}


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="peacetrack")
def main() -> None:
    """
    Track the state of a negotiation from plain-text logs of what the press reports.

    A small log to try everything on comes with it:

    \b
    peacetrack init --example river
    peacetrack check river
    peacetrack status river --as-of 2032-05-13
    peacetrack explain river count:agreed
    """  # noqa: D301 - click's own mark for lines that it must not join
