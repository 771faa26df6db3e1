"""Whoever adds a kind of event to an aspect, by the steps of CONTRIBUTING and no more, finds it in every answer.

The kind is a second objection: `provision_reserved` leads to `contested`, as `provision_contested` does, and is owned likewise.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]

CLASS: Final = '''
@attrs.frozen(kw_only=True)
class ProvisionReserved(Event):
    """
    Somebody entered a reservation to a provision that was not agreed.

    The day that counts is the day of the reservation. `by` says whose it is.

    Attributes:
        provision: Which one, or several together.
    """

    plover: ClassVar[Coded | None] = (Category.ACCUSE, "objections and complaints")
    provision: tuple[ProvisionId, ...]

'''
ROWS: Final = """
    on(NOT_AGREED, ProvisionReserved, to=Status.CONTESTED),
    refused(Status.AGREED, ProvisionReserved, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionReserved, because=GONE),
"""
LOG: Final = """
peacetrack: 1
negotiation: {id: river, title: River talks}
actors:
  north: {name: North, role: negotiating_party}
  south: {name: South, role: negotiating_party}
instruments:
  treaty:
    title: River treaty
    unit: article
    provisions:
      tolls: {kind: article}
      borders: {kind: article}
source: {id: gazette, publisher: Gazette, title: News of the river, published: 2031-05-01}
events:
  - {id: first, event: provision_opened, provision: [tolls, borders], date: 2031-03-01}
  - {id: fees, event: provision_agreed, provision: tolls, date: 2031-03-05}
  - {id: reservation, event: provision_reserved, provision: borders, date: 2031-03-10, by: south}
claims:
  - id: stuck
    as_of: 2031-03-20
    says: {provision: {id: borders, is: contested}}
    expect: {verdict: supported}
  - id: whose
    as_of: 2031-03-20
    says: {blocked_by: {gate: {text: treaty}, kind: remaining, owner: south}}
    expect: {verdict: supported}
"""
WRONG: Final = "\n".join(
    (
        LOG.partition("claims:")[0],
        "  - {id: late, event: provision_reserved, provision: tolls, date: 2031-03-11, by: south}",
    )
)


def after(text: str, anchor: str, more: str) -> str:
    """Write something behind the only place at which something stands."""
    assert 1 == text.count(anchor)
    return text.replace(anchor, anchor + more)


def write_class(house: Path) -> None:
    path = house / "src/peacetrack/aspects/provisions.py"
    text = path.read_text(encoding="utf-8")
    place = text.index("@attrs.frozen(kw_only=True)\nclass ProvisionReopened")
    path.write_text(f"{text[:place]}{CLASS.lstrip()}\n{text[place:]}", encoding="utf-8")


def write_rows(house: Path) -> None:
    path = house / "src/peacetrack/aspects/provisions.py"
    rows = after(
        path.read_text(encoding="utf-8"), "TABLE: Final = Table.of(\n    Status,\n", ROWS.lstrip("\n")
    )
    path.write_text(rows, encoding="utf-8")


def write_logs(house: Path) -> None:
    for name, text in (("river", LOG), ("wrong", WRONG)):
        (house / name).mkdir()
        (house / name / "river.peace.yaml").write_text(text.lstrip(), encoding="utf-8")


def write_pages(house: Path) -> None:
    run(house, "docs/generate.py")
    path = house / "docs/reference/exports.md"
    line = "| `provision_reserved` | `ACCUSE` | objections and complaints |\n"
    table = after(
        path.read_text(encoding="utf-8"),
        "| kind of event | category | because PLOVER says |\n| --- | --- | --- |\n",
        line,
    )
    path.write_text(table, encoding="utf-8")


def nothing(house: Path) -> None:
    """A second objection has no role: that it is one follows from its rows; and its tests are these."""


#: What each step of CONTRIBUTING is here.
STEPS: Final[Mapping[str, Callable[[Path], None]]] = {
    "Its class": write_class,
    "Its role": nothing,
    "Its rows": write_rows,
    "Its tests": nothing,
    "Its logs": write_logs,
    "Its pages": write_pages,
}


def run(house: Path, *arguments: str, status: int = 0) -> str:
    """Run Python on a house, as a newcomer would, and give what it prints."""
    # What is measured is the house of the tests, not its copy.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env=environment | {"PYTHONPATH": str(house / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert status == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


def peacetrack(house: Path, *arguments: str, status: int = 0) -> str:
    return run(house, "-m", "peacetrack", *arguments, status=status)


def written_steps() -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## To add an event\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. \*\*([^*]+)\*\*", section, re.MULTILINE)


def test_the_steps_are_those_of_the_page() -> None:
    """What is done here is what CONTRIBUTING says, in its order."""
    assert [*STEPS] == written_steps()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the house and add a kind of event to it."""
    copy = tmp_path_factory.mktemp("house")
    left_out = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    for step in STEPS.values():
        step(copy)
    return copy


def test_it_is_in_the_status_with_its_owner(house: Path) -> None:
    """What South reserved is contested, and what remains before the text is South's."""
    stated = peacetrack(house, "status", "river")

    assert "  borders (article): contested: South's word, on 10 March 2031\n" in stated
    assert "    blocked by remaining borders (south), since 10 March 2031: for " in stated


def test_it_is_among_the_blockers_of_its_owner(house: Path) -> None:
    """From the day of the reservation."""
    stated = peacetrack(house, "blockers", "river")

    assert "    remaining borders (south), since 10 March 2031: for " in stated
    assert "remaining borders: text of treaty" in stated.partition("\n  south\n")[2]


def test_it_is_in_the_json(house: Path) -> None:
    """A program finds the status, the event behind it and the owner."""
    stated = json.loads(peacetrack(house, "status", "river", "--format", "json"))["instruments"]["treaty"]
    blockers = stated["gates"]["text"]["blockers"]

    assert ["contested"] == stated["provisions"]["borders"]["possible"]
    assert ["first", "reservation"] == stated["provisions"]["borders"]["because"]
    assert [("south", ["reservation"])] == [
        (one["owner"], one["because"]) for one in blockers if one["provision"] == "borders"
    ]


def test_it_is_on_the_page(house: Path) -> None:
    """The report tells of the event, of the status, and whose it is."""
    peacetrack(house, "report", "river", "-o", "page.html")
    page = (house / "page.html").read_text(encoding="utf-8")

    assert "<b>10 March 2031</b>: provision reserved, by <bdi>South</bdi>" in page
    assert '<b class="owner"><bdi>South</bdi></b>contested <bdi>borders' in page


def test_it_is_on_the_timeline(house: Path) -> None:
    """On its day the status changes."""
    assert re.search(r"2031-03-10 – +contested  reservation", peacetrack(house, "timeline", "river"))


def test_it_is_a_difference_between_two_days(house: Path) -> None:
    """Of the provision, and of the gate, with its owner."""
    stated = peacetrack(house, "diff", "river", "2031-03-09", "2031-03-10")

    assert re.search(r"provision borders\n +was +open\n +is +contested\n +for +reservation", stated)
    assert "remaining borders (south)" in stated


def test_claims_about_it_are_judged(house: Path) -> None:
    """That it is contested, and that South stands in the way."""
    assert "0 claims and 2 expectations: all as expected" in peacetrack(house, "check", "river")


def test_it_is_refused_where_its_rows_say_so(house: Path) -> None:
    """A reservation to what is agreed is a finding, which says what to do instead."""
    stated = peacetrack(house, "check", "wrong", status=1)

    assert (
        "PT201 `provision_reserved` is refused: the provision 'tolls' is agreed, and what is agreed has to be reopened first "
        "(`provision_reopened`)."
    ) in stated


def test_it_takes_a_provision_up_and_has_a_category(house: Path) -> None:
    """The tables of events know it, and the other aspects' rules apply to it, without a line about it anywhere else."""
    program = (
        "import peacetrack as pt\n"
        "from peacetrack.aspects import KINDS\n"
        "from peacetrack.aspects.provisions import is_move, is_objection, takes_up\n"
        "log = pt.load('river')\n"
        "event = log.by_id['reservation']\n"
        "print(isinstance(event, pt.ProvisionReserved), KINDS['provision_reserved'] is pt.ProvisionReserved)\n"
        "print(is_move(event), is_objection(event), takes_up(event), event.plover_category)\n"
        "print(pt.ever_opened(pt.replay(log), 'treaty').low)\n"
    )

    assert "True True\nTrue True True ACCUSE\n2\n" == run(house, "-c", program)


def test_it_is_written_in_one_file_and_on_the_pages(house: Path) -> None:
    """The lifecycles, the YAML, the interface and the schema are written anew from the table and the docstring."""
    pages = [
        path.relative_to(house).as_posix()
        for folder in ("docs/reference", "src")
        for path in sorted((house / folder).rglob("*.*"))
        if path.suffix in (".md", ".pyi", ".json", ".py")
        and re.search("provision_reserved|ProvisionReserved", path.read_text(encoding="utf-8"))
    ]

    assert [
        "docs/reference/api/events.md",
        "docs/reference/exports.md",
        "docs/reference/transitions.md",
        "docs/reference/yaml.md",
        "src/peacetrack/__init__.pyi",
        "src/peacetrack/aspects/provisions.py",
        "src/peacetrack/yaml/schema/peacetrack.schema.json",
    ] == pages
