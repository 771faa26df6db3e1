"""Write the page that says what each command does, from what the command line itself knows."""  # noqa: INP001 - the docs are no package

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Final

import click

from docs.markdown import fenced, page, table
from peacetrack.cli import COMMANDS, main

INTRODUCTION: Final = """
Results go to stdout, all else to stderr. Days are written `2024-09-17`; an account is `everyone`, `common_ground`, an
actor, or several with commas. `--format json` prints [one versioned object](json.md).

| exit status | means |
| --- | --- |
| 0 | everything came out as expected |
| 1 | a claim, an expectation or a scenario failed, a table refuses an event, or a source is not what the log says |
| 2 | wrong usage |
| 3 | something could not be read, or there was nothing to check |

Shells complete the commands and their options: put `eval "$(_PEACETRACK_COMPLETE=bash_source peacetrack)"` into
`~/.bashrc`, `eval "$(_PEACETRACK_COMPLETE=zsh_source peacetrack)"` into `~/.zshrc`, or write what
`_PEACETRACK_COMPLETE=fish_source peacetrack` prints to `~/.config/fish/completions/peacetrack.fish`.
"""


def commands() -> str:
    """Describe every command."""
    context = click.Context(main, info_name="peacetrack")
    found = ((name, main.get_command(context, name)) for name in COMMANDS)
    return page(
        "Commands", INTRODUCTION, *(part for name, one in found if one for part in _command(name, one))
    )


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield f"## `peacetrack {name}`"
    text, _, examples = inspect.cleandoc(command.help or "").partition("\b\n")
    yield text.strip()
    arguments = [
        part.make_metavar(click.Context(command))
        for part in command.params
        if isinstance(part, click.Argument)
    ]
    yield fenced("text", [f"peacetrack {' '.join((name, *arguments))}", *examples.strip().splitlines()])
    rows = [_option(part) for part in command.params if isinstance(part, click.Option)]
    if rows:
        yield table(("option", "means"), rows)


def _option(option: click.Option) -> tuple[str, str]:
    value = "" if option.is_flag else f" {option.metavar or _choices(option)}"
    return f"`{', '.join(option.opts)}{value}`", (option.help or "").strip()


def _choices(option: click.Option) -> str:
    return (
        "|".join(map(str, option.type.choices))
        if isinstance(option.type, click.Choice)
        else option.type.name.upper()
    )
