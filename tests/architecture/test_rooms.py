"""The house has thirteen rooms: imports go one way, and only named modules touch the world outside."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import attrs
import pytest

HOUSE: Final = Path(__file__).parents[2] / "src" / "peacetrack"

# The rooms, each using only itself and those before it.
ROOMS: Final = (
    "model", "aspects", "log", "beliefs", "worlds", "state", "questions",
    "yaml", "checks", "report", "corpus", "testing", "commands",
)  # fmt: skip
# What stands beside the rooms: nobody imports a door but the next one. `version` is a constant that everybody may read.
DOORS: Final = ("__init__", "__main__", "cli", "pytest_plugin", "version")

# Which modules may use what, as prefixes of their names; everybody else must ask them.
LIBRARIES: Final[Mapping[frozenset[str], tuple[str, ...]]] = {
    frozenset({"ruamel", "_ruamel_yaml"}): ("yaml.parsing.parser",),
    frozenset({"cattrs", "cattr"}): ("yaml.records.codec",),
    frozenset({"prov"}): ("report.export.provenance",),
    frozenset({"distributed", "dask"}): ("commands.corpus",),
    frozenset({"pyarrow"}): ("corpus.tables.parquet",),
    frozenset({"duckdb"}): ("corpus.tables.duck",),
    frozenset({"sqlite3"}): ("corpus.tables.sqlite",),
    frozenset({"watchfiles"}): ("commands.watching",),
    frozenset({"click", "rich"}): ("cli", "commands"),
    frozenset({"matplotlib"}): ("report.plots",),
    frozenset({"jinja2", "markupsafe"}): ("report.html.rendering",),
    frozenset({"hypothesis"}): ("testing",),
    frozenset({"pytest", "_pytest"}): ("testing.items", "pytest_plugin"),
}
#: The one door in: every file is opened there, and every folder looked into. Who writes opens what it puts in place.
DOOR_IN: Final = ("yaml.files.opening", "yaml.writing.saving")
#: The one door out: every file is written there, every folder made, and both are taken away.
DOOR_OUT: Final = ("yaml.writing.saving",)
WRITING: Final = frozenset(
    {
        *("TemporaryDirectory", "NamedTemporaryFile", "chmod", "copyfile", "copytree", "hardlink_to", "link", "makedirs", "mkdir", "mkdtemp", "mkstemp"),
        *("rename", "renames", "rmdir", "rmtree", "symlink_to", "touch", "truncate", "unlink", "write_bytes", "write_text"),
    }
)  # fmt: skip
#: The files of such a store are written by the library of their format, in the place that the door gives.
STORES: Final = ("corpus.tables.parquet",)
READING: Final = frozenset(
    {"click.File", "fdopen", "glob", "iglob", "iterdir", "listdir", "open", "open_code", "read_bytes", "read_text", "rglob", "scandir", "stdin"}
)  # fmt: skip

# Names that say nothing about a negotiation.
EMPTY_NAMES: Final = frozenset(
    {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
)


@attrs.frozen
class Module:
    """A module of the house: its dotted name below `peacetrack` (a package has the name of its folder)."""

    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


def read_house(house: Path) -> dict[str, Module]:
    modules = {}
    for path in sorted(house.rglob("*.py")):
        parts = path.relative_to(house).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        text = path.read_text(encoding="utf-8")
        modules[name] = Module(name, ast.parse(text))
    return modules


MODULES: Final = read_house(HOUSE)


@cache
def imported(tree: ast.AST) -> tuple[tuple[str, str], ...]:
    """List (module, name) for everything imported anywhere, also inside functions; `name` may be empty."""
    return tuple(_imported(tree))


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((alias.name, "") for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from ((module, alias.name) for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield module, ""
            case _:
                pass


def neighbours(module: Module, *, modules: Mapping[str, Module]) -> set[str]:
    """Name the modules of the house that a module imports; `from room import part` means the part."""
    found = set()
    for source, name in imported(module.tree):
        package, _, inside = source.partition(".")
        if package == "peacetrack":
            part = f"{inside}.{name}" if inside else name
            found.add(part if part in modules else inside or "__init__")
    return found


def may(module: Module, doors: tuple[str, ...]) -> bool:
    return any(module.name == door or module.name.startswith(f"{door}.") for door in doors)


def test_every_module_is_in_a_room() -> None:
    """The root has rooms and doors, and no other module."""
    found = {module.room for module in MODULES.values()}

    assert {*ROOMS, *DOORS} == found


def test_imports_go_down_the_list() -> None:
    """A room uses only itself and rooms before it, so the package can be read from the first to the last."""
    upward = [
        f"{module.name} uses {neighbour}"
        for module in MODULES.values()
        if module.room in ROOMS
        for neighbour in sorted(neighbours(module, modules=MODULES))
        if not may_use(module.room, neighbour.partition(".")[0])
    ]

    assert [] == upward


def may_use(room: str, used: str) -> bool:
    """Tell whether a room may use another, or a door."""
    return used == "version" or (used in ROOMS and ROOMS.index(used) <= ROOMS.index(room))


def test_no_cycles() -> None:
    """Inside a room there is no circle either: no two modules need each other."""
    graph = {name: neighbours(module, modules=MODULES) - {name} for name, module in MODULES.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail("these modules import each other: " + " <- ".join(error.args[1]))

    assert MODULES.keys() <= set(order)


def test_no_relative_imports() -> None:
    """An import says the whole name, so that these tests and a reader see where it leads."""
    relative = [
        f"{module.name}:{node.lineno}"
        for module in MODULES.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert [] == relative


@pytest.mark.parametrize("packages", LIBRARIES, ids=lambda packages: "+".join(sorted(packages)))
def test_each_library_has_one_door(packages: frozenset[str]) -> None:
    """An untyped or heavy library is imported where the house wants it, and nowhere else."""
    strangers = [
        f"{module.name} imports {source}"
        for module in MODULES.values()
        for source, _ in imported(module.tree)
        if source.partition(".")[0] in packages and not may(module, LIBRARIES[packages])
    ]

    assert [] == strangers


def used(module: Module, names: frozenset[str]) -> list[str]:
    """List where a module uses one of some names: of a function, of a method, or of what it imports."""
    return [
        f"{module.name}:{line} {name}"
        for node in ast.walk(module.tree)
        for line, name in _names_of(node)
        if name in names
    ]


def _names_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call(
            func=ast.Name(id="open") | ast.Attribute(attr="open")
        ):  # a status has this name as well
            yield node.lineno, "open"
        case ast.Attribute(value=ast.Name(id="click"), attr="File"):
            yield node.lineno, "click.File"
        case ast.Attribute(attr=name) if name != "open":
            yield node.lineno, name
        case ast.ImportFrom(module="glob" | "io" | "os" | "sys", names=names):
            yield from ((node.lineno, alias.name) for alias in names)
        case _:
            pass


def test_every_file_is_read_through_one_door() -> None:
    """Nobody else opens a file, looks into a folder, or reads what is piped in."""
    strangers = [
        place for module in MODULES.values() if module.name not in DOOR_IN for place in used(module, READING)
    ]

    assert [] == strangers


def test_every_file_is_written_through_one_door() -> None:
    """Nobody else writes a file, makes a folder, or takes one away."""
    strangers = [
        place
        for module in MODULES.values()
        if module.name not in DOOR_OUT + STORES
        for place in used(module, WRITING)
    ]

    assert [] == strangers


def test_the_eyes_see_every_door() -> None:
    """Whoever opens a file is seen, by whatever way."""
    ways = (
        "open('x')",
        "Path('x').open()",
        "Path('x').read_text()",
        "os.open('x', 0)",
        "from os import scandir",
        "click.File('rb')",
        "look = Path('x').iterdir",
        "sys.stdin.read()",
    )

    assert [1] * len(ways) == [len(used(Module("x", ast.parse(way)), READING)) for way in ways]


def test_no_empty_names() -> None:
    """A room has the name one would use in a sentence about a negotiation."""
    empty = [name for name in MODULES if EMPTY_NAMES & set(name.strip("_").split("."))]

    assert [] == empty


def test_importing_peacetrack_is_light() -> None:
    """Whoever imports peacetrack does not pay for reading YAML, for colours or for commands."""
    # What comes with Python may be there already: who measures coverage brings some of it.
    heavy = sorted({name for packages in LIBRARIES for name in packages} - sys.stdlib_module_names)
    program = f"import sys, peacetrack; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert ("[]\n", "") == (run.stdout, run.stderr)


def test_the_eyes_see_every_import() -> None:
    """The eyes of these tests see every way of importing."""
    text = (
        "import peacetrack.dates\n"
        "from peacetrack import log\n"
        "from peacetrack import __version__\n"
        "from peacetrack.worlds import flow, Bounds\n"
        "def later():\n"
        "    import_module('peacetrack.yaml.codec')\n"
    )
    house = {
        name: Module(name, ast.parse("")) for name in ("dates", "log", "worlds", "worlds.flow", "yaml.codec")
    }
    found = neighbours(Module("cli", ast.parse(text)), modules=house)

    assert {"dates", "log", "__init__", "worlds.flow", "worlds", "yaml.codec"} == found
