"""Write the pages that say what the code decides: `python docs/generate.py`; with `--check`, only tell which are stale.

A page is a function that gives its text, and an entry of `PAGES`. Nothing on such a page is written by hand, so that
what a reader looks up is what a replay does.
"""  # noqa: INP001 - the docs are no package

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from peacetrack.aspects import ASPECTS, KINDS
from peacetrack.aspects.assertions import ASSERTIONS, CountAsserted
from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Row
from peacetrack.yaml.schema import FILE_NAME, schema_text
from peacetrack.yaml.writing.starting import EXAMPLES

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script, it finds only what lies beside it

from docs.commands_reference import commands
from docs.corpus_reference import corpus_tables
from docs.error_codes import error_codes
from docs.markdown import fenced, page, table
from docs.yaml_reference import yaml_reference

ROOT: Final = Path(__file__).parents[1]
STUB: Final = ROOT / "src" / "peacetrack" / "__init__.pyi"
#: In the stub of the package, all after this line is written from the aspects.
KINDS_FOLLOW: Final = "# Below, every kind of event and of assertion: written by `python docs/generate.py`.\n"

#: What a decision of a table leads to, in words, with the statuses of which it is decided.
Decision = tuple[str, tuple[StrEnum, ...]]

INTRODUCTION: Final = """
Each part of a negotiation that changes has a table. For every status and every kind of event it holds a decision: the
event leads to a status, perhaps only when it is somebody's to do; or it adds evidence and the status stays; or it is
refused, and then it changes nothing and is reported. Only the view that knows everything refuses. When several
statuses are possible, an event is refused only if all of them refuse it; otherwise those that do are ruled out.

In the diagrams, an event that leaves a status as it is has no arrow.
"""


def transitions() -> str:
    """Describe every lifecycle: its table, who may do what, and its diagram."""
    return page("Lifecycles", INTRODUCTION, *(part for aspect in ASPECTS for part in _lifecycle(aspect)))


def _lifecycle(aspect: Aspect[Any]) -> Iterator[str]:
    yield f"## {aspect.name.capitalize()}"
    yield _introduction(aspect)
    yield f"It begins {_beginning(aspect)}."
    yield table(("event", "from", "leads to"), _rows(aspect))
    guards = dict.fromkeys(row.when for _, _, row in aspect.table if row.when)
    if guards:
        yield "\n".join(map(_guard, guards))
    yield fenced("mermaid", _diagram(aspect))


def _introduction(aspect: Aspect[Any]) -> str:
    """Take the words of the room, or where it has a second lifecycle, of that one's statuses."""
    statuses = type(aspect.table.statuses[0])
    room = sys.modules[statuses.__module__]
    first = next(other for other in ASPECTS if type(other.table.statuses[0]).__module__ == room.__name__)
    return (inspect.getdoc(room if aspect is first else statuses) or "").partition("\n\nExamples:")[0]


def _beginning(aspect: Aspect[Any]) -> str:
    if len(aspect.start) == 1:
        return f"as {_listed(aspect.start)}"
    never = [status for status in aspect.table.statuses if status not in aspect.start]
    return f"unknown: every status{f' but {_listed(never)}' if never else ''} is possible"


def _rows(aspect: Aspect[Any]) -> Iterator[Sequence[str]]:
    """Give a row for each different decision about a kind of event; its name stands in the first of them."""
    for kind in aspect.table.events:
        name = f"`{kind.kind}`"
        for text, statuses in _decisions(aspect, kind):
            yield name, _listed(statuses), text
            name = ""


def _decisions(aspect: Aspect[Any], kind: type[Event]) -> list[Decision]:
    found: dict[str, list[StrEnum]] = {}
    for status in aspect.table.statuses:
        row = aspect.table.cells[kind][status]
        found.setdefault(_decision(row, alone=len(row.statuses) == 1), []).append(status)
    return [(text, tuple(statuses)) for text, statuses in found.items()]


def _decision(row: Row[Any], *, alone: bool) -> str:
    """Word one row; a row of one status that leads to itself keeps whatever status it is."""
    if row.is_refusal:
        return f"*refused:* {row.because}"
    if row.arrives:
        return "the status that the event states, or unknown"
    to = "the same status" if alone and row.to == row.statuses[0] else f"`{row.to}`"
    guard = f", only {row.when.name}" if row.when else ""
    guard += f", for {row.because}" if row.because else ""
    unless = "".join(
        f"; {case.name}: {f'`{case.to}`' if case.to else 'the same status'}" for case in row.unless
    )
    return f"{to}{guard}{unless}"


def _guard(guard: Guard) -> str:
    return f"- *Only {guard.name}:* otherwise `{guard.code}`. {guard.hint}"


def _listed(statuses: Iterable[StrEnum]) -> str:
    return ", ".join(f"`{status}`" for status in statuses)


def _diagram(aspect: Aspect[Any]) -> Iterator[str]:
    """Draw an arrow for each pair of statuses, with the events that lead from the one to the other."""
    yield "stateDiagram-v2"
    unknown = len(aspect.start) > 1
    if unknown:
        yield '    state "as stated, or unknown" as stated'
    yield f"    [*] --> {'stated' if unknown else str(*aspect.start)}"
    arrows: dict[tuple[str, str], list[str]] = {}
    for status, kind, row in aspect.table:
        if not row.is_refusal and row.to != status:
            arrows.setdefault((status, row.to or "stated"), []).append(kind.kind)
    for (before, after), kinds in arrows.items():
        yield f"    {before} --> {after} : {', '.join(kinds)}"


def events() -> str:
    """List every kind of event with its docstring, aspect by aspect."""
    intro = "The class of each kind of event; its word in a log is the name of the class, `ProvisionAgreed` being `provision_agreed`."
    rooms = dict.fromkeys(kind.__module__ for kind in KINDS.values())
    parts = [
        (f"## {room.rpartition('.')[2].capitalize()}", _documented(KINDS.values(), room)) for room in rooms
    ]
    return page("Events", intro, *(text for part in parts for text in part))


def assertions() -> str:
    """List every kind of assertion with its docstring."""
    intro = "What a claim or a scenario can assert. Its word in a log stands beside each."
    text = table(
        ("in a log", "class"), [(f"`{name}`", f"`{kind.__name__}`") for name, kind in ASSERTIONS.items()]
    )
    return page("Assertions", intro, text, _documented(ASSERTIONS.values(), CountAsserted.__module__))


def _documented(kinds: Iterable[type[Any]], room: str) -> str:
    names = [f"\n.. autoclass:: {kind.__name__}" for kind in kinds if kind.__module__ == room]
    return fenced("{eval-rst}", (".. currentmodule:: peacetrack", *names))


def stub() -> str:
    """Complete the stub of the package: every kind of event and of assertion is public, by the name of its class."""
    by_hand, found, _ = STUB.read_text(encoding="utf-8").partition(KINDS_FOLLOW)
    homes: dict[str, set[str]] = {}
    for kind in (*KINDS.values(), *ASSERTIONS.values()):
        homes.setdefault(kind.__module__, set()).add(kind.__name__)
    return by_hand + found + "".join(_lending(module, sorted(homes[module])) for module in sorted(homes))


def _lending(module: str, names: Sequence[str]) -> str:
    lines = [f"    {name} as {name},\n" for name in names]
    return f"from {module} import (\n{''.join(lines)})\n"


def _of_the_tutorial(file: str) -> Callable[[], str]:
    """Ship a file of the tutorial's log with the package: `peacetrack init --example river` writes it."""
    return partial((Path(__file__).parent / "tutorial" / "river" / file).read_text, encoding="utf-8")


#: Where each page lies below the root, and what writes it.
PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "docs/reference/api/assertions.md": assertions,
    "docs/reference/api/events.md": events,
    "docs/reference/commands.md": commands,
    "docs/reference/corpus-tables.md": corpus_tables,
    "docs/reference/errors.md": error_codes,
    "docs/reference/transitions.md": transitions,
    "docs/reference/yaml.md": yaml_reference,
    "src/peacetrack/__init__.pyi": stub,
    f"src/peacetrack/yaml/schema/{FILE_NAME}": schema_text,
    **{f"src/peacetrack/yaml/writing/river/{file}": _of_the_tutorial(file) for file in EXAMPLES["river"]},
}


def stale() -> Iterator[tuple[Path, str]]:
    """Give each page that does not say what the code decides, with the text it should have."""
    for name, text in PAGES.items():
        path, wanted = ROOT / name, text()
        if not path.is_file() or path.read_text(encoding="utf-8") != wanted:
            yield path, wanted


def main(arguments: Sequence[str]) -> int:
    """Write the stale pages, or only name them; give the exit status."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python docs/generate.py [--check]\n")
        return 2
    old = list(stale())
    for path, wanted in old:
        if arguments:
            sys.stderr.write(f"{path.relative_to(ROOT).as_posix()} is stale: run `python docs/generate.py`\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path.relative_to(ROOT).as_posix()}\n")
    return 1 if arguments and old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
