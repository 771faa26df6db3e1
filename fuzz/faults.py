"""
Plant faults in the rooms that decide what is known, and count how many the tests notice: `python -m fuzz.faults --sample 100`.

The law: a fault is planted in a copy of the package, and only the tests that reach its line are run on it; the first that fails has
noticed it. Which tests reach which line is measured once, by coverage, and kept for the next sample. What nobody noticed is printed to
be judged: the fault changes nothing that anybody can see, or a test is missing.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "peacetrack"
ROOMS: Final = ("worlds", "beliefs", "state", "questions", "model/dates.py")
#: The tests that are tried on them.
TESTS: Final = ("beliefs", "state", "worlds", "questions", "model", "checks", "laws", "aspects")
#: So many tests are run on a fault at once, those of its own room first; and so many seconds.
AT_ONCE: Final = 60
LONGEST: Final = 240
#: What is no behaviour: it is typed, shown to a reader of the code, or says how much is remembered.
SILENT: Final = frozenset({"__all__", "__slots__"})
COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift,
}  # fmt: skip
CALLED: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "tuple",
    "reversed": "tuple",
}


@attrs.frozen
class Fault:
    """
    What is written instead of what.

    Attributes:
        path: The module, below the package.
        line: Where it begins.
        start: The first byte that is replaced.
        end: The first byte behind it.
        wrong: What stands there instead.
        right: What stood there.
    """

    path: str
    line: int
    start: int
    end: int
    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: `{' '.join(self.right.split())}` became `{self.wrong}`"


def faults(path: Path) -> Iterator[Fault]:
    """Give every fault that can be planted in a module."""
    text = path.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(text)
    for node in _behaviour(tree):
        for wrong in _wrong(node):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
            right = text[start:end].decode()
            yield Fault(str(path.relative_to(PACKAGE)), node.lineno, start, end, right, wrong)


def _behaviour(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Walk through what is done; types, docstrings and decorators are none of it."""
    for name, part in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for child in part if isinstance(part, list) else [part]:
            if not isinstance(child, ast.AST) or _is_silent(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _behaviour(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        is_alias = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"
        return is_alias or any(isinstance(one, ast.Name) and one.id in SILENT for one in targets)
    is_typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return is_typing or isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Raise)


def _wrong(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Write what could stand in the place of a part."""
    if isinstance(node, ast.stmt):
        yield from _wrong_step(node)
    elif (other := _wrong_sign(node)) is not None:
        yield f"({ast.unparse(other)})"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield str(not node.value if isinstance(node.value, bool) else node.value + 1)


def _wrong_sign(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARED:
            return ast.Compare(left, [COMPARED[type(operator)]()], [right])
        case ast.BoolOp(operator, values):
            return ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.BinOp(left, operator, right) if type(operator) in COMPUTED:
            return ast.BinOp(left, COMPUTED[type(operator)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            return operand
        case ast.Call(ast.Name(name)) if name in CALLED:
            return ast.Call(ast.Name(CALLED[name]), node.args, node.keywords)
        case ast.IfExp(test, body, other):
            return ast.IfExp(test, other, body)
        case _:
            return None


def _wrong_step(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield "return None"
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Delete():
            yield "pass"
        case _:
            pass


def measure(kept: Path) -> None:
    """Run all the tests once, and keep which of them reached which line."""
    settings = kept.with_suffix(".ini")
    settings.write_text(
        f"[run]\ndynamic_context = test_function\nsource_pkgs = peacetrack\ndata_file = {kept}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest", *_QUIETLY]
    tests = [str(ROOT / "tests" / name) for name in TESTS]
    done = subprocess.run(
        [*command, *tests],
        cwd=ROOT,
        check=False,
        env=_environment(ROOT / "src"),
        capture_output=True,
        text=True,
    )
    failing = {found[1] for found in re.finditer(r"^(?:FAILED|ERROR) ([^\s\[]+)", done.stdout, re.MULTILINE)}
    kept.with_suffix(".failing").write_text("\n".join(sorted(failing)), encoding="utf-8")


_QUIETLY: Final = ("-q", "-n", "0", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-rfE")


def _environment(source: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(source), "PYTHONHASHSEED": "0"}


class Reached:
    """Which tests reach which line."""

    def __init__(self, kept: Path) -> None:
        self._data = sqlite3.connect(kept)
        self._files = {name: number for number, name in self._data.execute("select id, path from file")}
        self._failing = {*kept.with_suffix(".failing").read_text("utf-8").split()}

    def by(self, fault: Fault) -> list[str]:
        """Name the tests that reach the line of a fault, those of its room first, as pytest does."""
        number = self._files.get(str(PACKAGE / fault.path))
        rows = self._data.execute(
            "select context.context, numbits from line_bits join context on context.id = context_id where file_id = ?",
            (number,),
        )
        byte, bit = divmod(fault.line, 8)
        names = (name for name, bits in rows if byte < len(bits) and bits[byte] >> bit & 1)
        room = fault.path.split("/")[0]
        reaching = {_as_pytest_does(name) for name in names} - {"", *self._failing}
        found = sorted(reaching, key=lambda name: (f"/{room}/" not in name, name))
        # What is younger than the measure has no tests in it.
        return found or [f"tests/{room}"]


def _as_pytest_does(context: str) -> str:
    """Name a test by its file and its function."""
    module, _, function = context.rpartition(".")
    return f"{module.replace('.', '/')}.py::{function}" if module.startswith("tests.") else ""


class Copy:
    """A copy of the package, in which one fault at a time is planted."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "src"
        shutil.copytree(PACKAGE, self.source / "peacetrack", ignore=shutil.ignore_patterns("__pycache__"))

    def noticed(self, fault: Fault, tests: Sequence[str]) -> bool:
        """Tell whether one of the tests fails when a fault is planted, or does not come to an end."""
        path = self.source / "peacetrack" / fault.path
        text = path.read_bytes()
        self._put(path, text[: fault.start] + fault.wrong.encode() + text[fault.end :])
        try:
            return any(self._fails(tests[start : start + AT_ONCE]) for start in range(0, len(tests), AT_ONCE))
        finally:
            self._put(path, text)

    def _fails(self, tests: Sequence[str]) -> bool:
        command = [sys.executable, "-m", "pytest", *_QUIETLY, "-x", *tests]
        environment = _environment(self.source)
        try:
            done = subprocess.run(
                command, cwd=ROOT, check=False, capture_output=True, env=environment, timeout=LONGEST
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0

    @staticmethod
    def _put(path: Path, text: bytes) -> None:
        """Write a module, and forget what was compiled of it: two writings in one second look alike."""
        path.write_bytes(text)
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()


def sample(rooms: Sequence[str], several: int, seed: int) -> list[Fault]:
    """Choose some of all faults that can be planted in some rooms."""
    paths = [path for room in rooms for path in sorted(_modules(PACKAGE / room))]
    every = [fault for path in paths for fault in faults(path)]
    print(f"{len(every):,} faults can be planted in {len(paths)} modules", flush=True)
    return random.Random(seed).sample(every, min(several, len(every)))


def _modules(room: Path) -> Iterator[Path]:
    yield from room.rglob("*.py") if room.is_dir() else [room]


def main() -> None:
    """Plant a sample of faults, one after another, and print the score and the survivors."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.faults", description=__doc__)
    parser.add_argument("rooms", nargs="*", help=f"rooms or modules ({', '.join(ROOMS)})")
    parser.add_argument("--sample", type=int, default=300, help="how many (300)")
    parser.add_argument("--seed", type=int, default=1, help="of the dice (1)")
    parser.add_argument(
        "--reached", type=Path, help="where it is kept which test reaches which line; measured if not there"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peacetrack-faults-") as folder:
        kept = asked.reached or Path(folder) / "reached"
        if not kept.exists():
            measure(kept)
        reached, copy = Reached(kept.resolve()), Copy(Path(folder))
        survivors = []
        chosen = sample(asked.rooms or ROOMS, asked.sample, asked.seed)
        for number, fault in enumerate(chosen, 1):
            tests = reached.by(fault)
            if not tests or not copy.noticed(fault, tests):
                survivors.append(fault)
                print(f"{number}: survived {len(tests)} tests: {fault}", flush=True)
            elif number % 10 == 0:
                print(f"{number}: {number - len(survivors)} noticed", flush=True)
    print(
        f"{len(chosen) - len(survivors)} of {len(chosen)} noticed, {1 - len(survivors) / len(chosen):.1%}",
        *survivors,
        sep="\n",
    )


if __name__ == "__main__":
    main()
