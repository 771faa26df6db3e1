"""`peacetrack schema`: the JSON Schema of logs, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.delivering import deliver, output_option
from peacetrack.commands.options import aspect_option, command
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@command()
@output_option("Write it there.")
@click.option("--fresh", is_flag=True, help="Make it anew from the classes, instead of the shipped one.")
@aspect_option
def schema(output: Path, aspects: tuple[Aspect[Any], ...], *, fresh: bool) -> None:
    """
    Write the JSON Schema of cast files, event files and scenario files, for an editor that knows YAML.

    With --aspect, it knows the events and assertions of your own aspects too.

    \b
    peacetrack schema -o peacetrack.schema.json
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.yaml.schema import schema_text, shipped_schema

    text = schema_text(aspects=aspects) if aspects or fresh else shipped_schema()
    deliver(text, output)
    sys.exit(HELD)
