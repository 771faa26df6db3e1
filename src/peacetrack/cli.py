"""The command line: gathers the commands, each of which is loaded when it is asked for.

Results go to stdout, all else to stderr. Exit status: 0 all held; 1 a claim or an expectation failed, or a table refuses
an event, or a source is not what the log says; 2 wrong usage; 3 input could not be read, or nothing was checked.
"""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any, Final

import click

from peacetrack.version import VERSION

#: The commands, in the order of the help; each stands in the module of its name.
COMMANDS: Final = (
    "check",
    "status",
    "report",
    "explain",
    "blockers",
    "timeline",
    "diff",
    "compare",
    "whatif",
    "coverage",
    "agreement",
    "corpus",
    "init",
    "article",
    "add",
    "paragraphs",
    "import",
    "export",
    "schema",
    "upgrade",
)


class Group(click.Group):
    """The commands, with an encoding problem of the console never ending in a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Print what the console's encoding lacks as a question mark."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"peacetrack.commands.{name}"), name)
        return command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="peacetrack")
def main() -> None:
    """Track the state of a negotiation from plain-text logs of what the press reports."""
