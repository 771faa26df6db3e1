"""
Print the figures of the page on performance anew: `python benchmarks/page.py [PROGRAM…]`, all programs unless some are named.

Each program runs with `--markdown`, and what it prints takes the place between its two marks in the page. The table of
all targets at the top is gathered from the tables of the programs, so it never says anything else than they do.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from measured import MARKDOWN, SMALL, TARGETS, Table

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "explanation" / "performance.md"
MARKED: Final = re.compile(r"<!-- printed by (?P<name>\w+)\.py -->\n(?P<text>.*?)<!-- end -->", re.DOTALL)
TOP: Final = re.compile(r"<!-- all targets -->\n.*?<!-- end -->", re.DOTALL)
HEADING: Final = Table(TARGETS, ()).markdown()


def programs(page: str) -> list[str]:
    """List the programs whose figures a page shows, in their order."""
    return [found["name"] for found in MARKED.finditer(page)]


def printed(name: str) -> str:
    """Run a program and give the tables that it prints."""
    command = [
        sys.executable,
        str(HERE / f"{name}.py"),
        MARKDOWN,
        *(SMALL for noun in sys.argv if noun == SMALL),
    ]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def replaced(page: str, name: str, text: str) -> str:
    """Put tables in the place of those that a program printed before."""
    begin, end = f"<!-- printed by {name}.py -->\n", "<!-- end -->"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{text}\n\n{end}{rest.partition(end)[2]}"


def gathered(page: str) -> str:
    """Put all targets, of every program, into the table at the top."""
    rows = [
        line
        for found in MARKED.finditer(page)
        for _, sign, after in [found["text"].partition(HEADING)]
        if sign
        for line in after.split("\n\n")[0].strip().splitlines()
    ]
    return TOP.sub(lambda _: "\n".join(("<!-- all targets -->\n", HEADING, *rows, "\n<!-- end -->")), page)


def main() -> None:
    """Print anew what the named programs print, program after program, so that a break loses nothing."""
    named = [Path(noun).stem for noun in sys.argv[1:] if not noun.startswith("--")]
    strangers = {*named} - {*programs(PAGE.read_text(encoding="utf-8"))}
    if strangers:
        raise SystemExit(f"the page shows nothing of {', '.join(sorted(strangers))}")
    for name in named or programs(PAGE.read_text(encoding="utf-8")):
        print(name, flush=True)
        text = printed(name)
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(gathered(replaced(page, name, text)), encoding="utf-8")


if __name__ == "__main__":
    main()
