"""One name is one thing: no two classes of the package have the same name."""

import ast
from collections import defaultdict
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parents[2] / "src" / "peacetrack"

# Names that two classes may share, each with the reason.
EXCEPTIONS: Final = {
    # The aspects' statuses are public as `peacetrack.aspects.<file>.Status`: there the file says whose they are.
    "Status",
}
# Names that two classes still share. It may only shrink.
REMAINING: Final[frozenset[str]] = frozenset()


def bearers() -> dict[str, list[str]]:
    """Map each name to the modules that have a class of it, also inside other classes and functions."""
    found = defaultdict(list)
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(HOUSE).as_posix())
    return found


def test_no_name_is_borne_by_two_classes() -> None:
    """Who reads the name of a class knows which one is meant, without looking where it comes from."""
    shared = {name: files for name, files in bearers().items() if len(files) > 1}

    assert {} == {name: files for name, files in shared.items() if name not in EXCEPTIONS | REMAINING}


def test_what_is_excepted_is_still_shared() -> None:
    """A name that only one class has any more leaves the lists, so that they cannot grow unseen."""
    borne = bearers()

    assert set() == {name for name in EXCEPTIONS | REMAINING if len(borne.get(name, ())) < 2}
