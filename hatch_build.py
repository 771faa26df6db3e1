"""What a package index shows: the README of the project, with what leads somewhere from there.

A package index knows none of the project's files. So the quick start is that of somebody who installs the package, the
list of pages is left out, pictures are too, and a link to a file of the project is its words alone. Called by the build
(`[tool.hatch.metadata.hooks.custom]` in pyproject.toml).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: What stands in the place of a section of the README, by its heading; nothing where the section has no use.
SECTIONS: Final = {
    "Quick start": """
Install it, and look at a small log that comes with it:

```sh
python -m pip install peacetrack
peacetrack init --example river
peacetrack check river
peacetrack status river --as-of 2032-05-13
```

Python 3.11 or newer is all that is needed. The logs below, in `fixtures`, are in the source distribution.

""",
    "Read more": "",
}
_SECTION: Final = re.compile(r"^## (?P<heading>.*)\n(?P<body>(?:(?!## ).*\n?)*)", re.MULTILINE)
#: A picture alone in its paragraph, and a link to what is neither an address nor a place on the page.
_PICTURE: Final = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n\n?", re.MULTILINE)
_RELATIVE: Final = re.compile(r"\[([^\]]*)\]\((?![a-z]+:|#)[^)]*\)")


def for_an_index(readme: str) -> str:
    """Give a README without what a package index cannot show."""
    chosen = _SECTION.sub(_section, readme)
    return _RELATIVE.sub(r"\1", _PICTURE.sub("", chosen))


def _section(found: re.Match[str]) -> str:
    body = SECTIONS.get(found["heading"], found["body"])
    return f"## {found['heading']}\n{body}" if body else ""


class ReadmeHook(MetadataHookInterface):
    """Give the project the README that a package index can show."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the README to what the project says of itself."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": for_an_index(text)}
