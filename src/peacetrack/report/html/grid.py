"""The provisions in time: one row for each that is known by name, one band for all that nobody has named.

A column begins on a day on which some answer changes, and holds until the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.questions.beyond import provisions_shown, texts_shown
from peacetrack.questions.exchanges import numbers_of
from peacetrack.report.html.accounts import Bar, bar
from peacetrack.report.html.wording import on_day, plain
from peacetrack.state.facts import either
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import counted, plural

#: A letter for each status; those that are akin to `agreed` begin with its letter.
LETTERS: Final = {
    Status.AGREED: "A",
    Status.PARTLY_AGREED: "A½",
    Status.AGREED_IN_PRINCIPLE: "Ap",
    Status.OPEN: "O",
    Status.CONTESTED: "C",
    Status.PENDING: "P",
    Status.DEFERRED: "D",
    Status.WITHDRAWN: "W",
}
UNKNOWN: Final = "?"
DISPUTED: Final = "!"
#: What the letters of a table mean: how a cell is drawn, its letter, and the words for it.
LEGEND: Final = (
    *((plain(status).replace(" ", "-"), letter, plain(status)) for status, letter in LETTERS.items()),
    ("several", "A/O", "either"),
    ("unknown", UNKNOWN, "unknown"),
    ("several", DISPUTED, "disputed"),
)
#: Of more possible statuses than these no letters are shown.
MOST_LETTERS: Final = 3
#: Of a table with more cells than these the earliest columns are left out.
MOST_CELLS: Final = 3000
#: So many columns fit side by side on paper; more go into another table below.
WIDEST: Final = 12


@attrs.frozen(kw_only=True)
class Cell:
    """
    What a provision may be during a column, or how many of those without a name are agreed.

    Attributes:
        letters: Of the statuses, or the numbers of the band.
        text: The same in full.
        look: How it is drawn: a status, `unknown`, `several` or `band`.
        disputed: Words disagree.
        bar: Of a band, how much of it is agreed.
    """

    letters: str
    text: str
    look: str
    disputed: bool = False
    bar: Bar | None = None


@attrs.frozen(kw_only=True)
class GridRow:
    """
    A provision, or the band of those without a name.

    Attributes:
        label: The number and the title of the provision.
        kind: Which kind it is.
        depth: How many provisions it lies inside.
        cells: One for each column.
    """

    label: str
    kind: str
    depth: int
    cells: tuple[Cell, ...]


@attrs.frozen(kw_only=True)
class Grid:
    """
    The provisions of one instrument in time.

    Attributes:
        name: The id of the instrument.
        title: The instrument.
        unit: What is counted in it.
        starts: The day with which each column begins.
        stops: The stop of the report at which each begins.
        left_out: How many columns of earlier days are left out, because there are too many to look at.
        rows: The provisions, and the band last.
    """

    name: InstrumentId
    title: str
    unit: str
    starts: tuple[str, ...]
    stops: tuple[int, ...]
    left_out: int
    rows: tuple[GridRow, ...]

    @property
    def parts(self) -> tuple[range, ...]:
        """Cut the columns into intervals that fit on paper."""
        columns = len(self.starts)
        tables = -(-columns // WIDEST)
        cuts = [columns * number // tables for number in range(tables + 1)]
        return tuple(range(start, end) for start, end in pairwise(cuts))


Column = tuple[Cell, ...]


def grids(states: Sequence[State]) -> Iterator[Grid]:
    """Draw the provisions of each instrument over the stops of a report, of which there is at least one."""
    for name in texts_shown(states[0]):
        text, nodes = states[0].log.cast.instruments[name], [*provisions_shown(states[0], name)]
        columns: list[Column] = [_column(state, name, nodes) for state in states]
        begun = _begun(columns)
        kept = begun[-max(MOST_CELLS // (len(nodes) + 1), WIDEST) :]
        if kept:
            numbers = numbers_of(states[-1])
            labels = [_label(states[0], node, numbers[node]) for node in nodes]
            yield Grid(
                name=name,
                title=text.title or name,
                unit=text.unit,
                starts=tuple(on_day(states[place].as_of) for place in kept),
                stops=tuple(kept),
                left_out=len(begun) - len(kept),
                rows=tuple(
                    _rows(
                        [*labels, (f"{plural(text.unit)} that nobody named", text.unit, 0)],
                        [columns[k] for k in kept],
                    )
                ),
            )


def _begun(columns: list[Column]) -> list[int]:
    """List the stops at which a column begins: the first at which anything is known, and each that differs."""
    found: list[int] = []
    for place, column in enumerate(columns):
        is_known = any(cell.look != "unknown" or cell.disputed for cell in column)
        if column != columns[found[-1]] if found else is_known:
            found.append(place)
    return found


def _rows(labels: Sequence[tuple[str, str, int]], columns: list[Column]) -> Iterator[GridRow]:
    for place, (label, kind, depth) in enumerate(labels):
        cells = tuple(column[place] for column in columns)
        is_band = place == len(labels) - 1
        if not is_band or any(cell.bar for cell in cells):
            yield GridRow(label=label, kind=kind, depth=depth, cells=cells)


def _label(state: State, name: ProvisionId, number: str) -> tuple[str, str, int]:
    node = state.log.cast.provision(name)
    title = " ".join(filter(None, (number, node.title or node.id)))
    depth, parent = 0, node.parent
    while parent:
        depth, parent = depth + 1, state.log.cast.provision(parent).parent
    return title, node.kind, depth


def _column(state: State, name: InstrumentId, nodes: Sequence[ProvisionId]) -> Column:
    return (*(_cell(state, node) for node in nodes), _band(state, name, nodes))


def _cell(state: State, node: ProvisionId) -> Cell:
    fact = state[PROVISIONS][node]
    letters = [letter for status, letter in LETTERS.items() if status in fact.possible]
    if fact.possible >= LIVE:
        return Cell(letters=UNKNOWN, text="unknown", look="unknown", disputed=fact.disputed)
    return Cell(
        letters="/".join(letters) if len(letters) <= MOST_LETTERS else UNKNOWN,
        text=either(fact.possible),
        look=plain(fact.status).replace(" ", "-") if fact.status else "several",
        disputed=fact.disputed,
    )


def _band(state: State, name: InstrumentId, nodes: Sequence[ProvisionId]) -> Cell:
    """Bound how many of the units without a name are agreed: all that are, without those that are known by name."""
    unnamed, agreed = state.unnamed(name), state.count(name)
    if not unnamed.high:
        text = "not known" if unnamed.high is None else "none"
        return Cell(letters=UNKNOWN if unnamed.high is None else "–", text=text, look="unknown")
    facts = [state[PROVISIONS][node] for node in nodes if state.log.cast.units.get(node) == name]
    surely = sum(bool(one.because) and one.possible == {Status.AGREED} for one in facts)
    perhaps = sum(bool(one.because or one.possible_events) and Status.AGREED in one.possible for one in facts)
    low = max(agreed.numerator.low - perhaps, 0)
    high = (
        unnamed.high if agreed.numerator.high is None else min(agreed.numerator.high - surely, unnamed.high)
    )
    number = Bounds(low, max(low, high))
    return Cell(
        letters=f"A {_short(number)} of {_short(unnamed)}",
        text=f"{number} of {unnamed} {counted(unnamed, agreed.unit)} agreed",
        look="band",
        disputed=agreed.disputed,
        bar=bar(number, unnamed),
    )


def _short(number: Bounds) -> str:
    return str(number.low) if number.low == number.high else f"{number.low}–{number.high}"
