"""Run the commands with `python -m peacetrack`."""

from peacetrack.cli import main

main(prog_name="peacetrack")
