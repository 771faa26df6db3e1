"""
Numbers of a count or a claim that no text can have, whatever happened.

The law: what is complained of here contradicts itself. Whether numbers go together with the rest of the record is for the
worlds to say. Statuses lie in groups that lie in each other: what is not agreed at all, what remains, all that is live;
so the ends of their sums, taken from the inside out, are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any, Final

from peacetrack.aspects.assertions import (
    NOT,
    Assertion,
    ConditionAsserted,
    CountAsserted,
    EverAsserted,
    NotAsserted,
    ProposalAsserted,
    StandingAsserted,
)
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.aspects.provisions import REMAINING as NOT_AGREED
from peacetrack.aspects.tallies import NOT_AT_ALL, REMAINING, Counting, Quantity, StatusList, UnitCount
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ProvisionId
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.census import plural
from peacetrack.yaml.records.scalars import Misfit, Path

Complaint = tuple[Path, Misfit]
Stated = UnitCount | CountAsserted
#: A provision, the key under which it stands, and its place.
Named = tuple[ProvisionId, str, Path]

ANY: Final = Bounds(0, None)
#: Where provisions stand beside the numbers.
BESIDE: Final = ("besides", "including", "excluding")
NONE: Final = Bounds.exactly(0)
WHOLE: Final = "A part cannot be larger than the whole: check both numbers."
CHECK: Final = "Check the numbers against the source."


def impossible(count: Counting) -> Iterator[Complaint]:
    """Find numbers of a count that contradict each other."""
    yield from only_numbers(count, "not_at_all")
    rests = [key for key, quantity in count.numbers if quantity.rest]
    for key in rests[1:]:
        message = f"`{rests[0]}` is the rest already."
        yield (key,), Misfit("PT146", message, "Only one number can be all that the others leave.")
    if "withdrawn" in rests:
        message = "What was withdrawn is not among the units that are counted, so it cannot be their rest."
        yield ("withdrawn",), Misfit("PT146", message, "Write how many were withdrawn, or which.")
    elif len(rests) < 2:
        yield from _sums(count)


def misnamed(count: Stated, cast: Cast) -> Iterator[Complaint]:
    """Find provisions that a count names where they cannot stand, or in two places that exclude each other."""
    names = [*_listed(count), *_beside(count)]
    if not names:
        return
    yield from _no_units(count, cast)
    yield from _own_units(count, cast)
    yield from _in_two_places(names)


def _listed(count: Stated) -> Iterator[Named]:
    """Give each provision that is listed in a number, with its key and its place."""
    for key, quantity in count.numbers:
        for index, name in enumerate(quantity.ids):
            yield name, key, (key, index)


def _beside(count: Stated) -> Iterator[Named]:
    """Give each provision that is named beside the numbers, likewise."""
    for key, names in count.besides.lists:
        for index, name in enumerate(names):
            yield name, key, ("besides", key, index)
    for key in BESIDE[1:]:
        for index, name in enumerate(getattr(count, key)):
            yield name, key, (key, index)


def _no_units(count: Stated, cast: Cast) -> Iterator[Complaint]:
    """Find provisions that are listed in a number but are none of the units that it counts."""
    for name, _, path in _listed(count):
        home = cast.instrument_of.get(name)
        if home is None or name in count.including:
            continue
        unit = count.unit or cast.instruments[home].unit
        if home != count.instrument and count.instrument in cast.instruments:
            message = f"'{name}' is a provision of '{home}', so no number of '{count.instrument}' counts it."
            yield path, Misfit("PT142", message, "Correct the name, or the instrument.")
        elif unit and cast.provision(name).kind != unit:
            message = f"'{name}' is no {unit}, so no number counts it."
            yield path, Misfit("PT142", message, "Put it under `besides`, or under `including`.")


def _own_units(count: Stated, cast: Cast) -> Iterator[Complaint]:
    """Find units of the text's own that a count sets beside its numbers, which count them already."""
    for name, key, path in _beside(count):
        if cast.units.get(name) == count.instrument and key != "excluding":
            unit = cast.instruments[count.instrument].unit
            message = f"'{name}' is one of the {plural(unit)}, so the numbers count it already."
            status = key if path[0] == "besides" else next((stated for stated, _ in count.numbers), "agreed")
            hint = (
                f"To say how it stands, whatever the others: `{{event: status_stated, {status}: [{name}]}}`."
            )
            yield path, Misfit("PT148", message, hint)


def _in_two_places(names: Iterable[Named]) -> Iterator[Complaint]:
    """Find provisions that a statement names in two places of which only one can be true."""
    first: dict[str, list[tuple[str, str]]] = {}
    for name, key, path in names:
        place = (key, str(path[0]) if path[0] in BESIDE else "")
        others = first.setdefault(name, [])
        clash = next((other for other, where in others if not _go_together((other, where), place)), None)
        if clash is not None:
            message = f"'{name}' stands under `{clash}` already."
            yield path, Misfit("PT145", message, "Keep it where it belongs.")
        others.append(place)


def _go_together(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether one provision can stand in two places: what is contested remains, and what is included is listed."""
    keys, places = {one[0], other[0]}, {one[1], other[1]}
    if len(places) == 1:
        return REMAINING in keys and not keys & {Status.AGREED, Status.WITHDRAWN}
    return places == {"", "including"}


def misstated(event: StatusList, cast: Cast) -> Iterator[Complaint]:
    """Find what is wrong with the provisions whose statuses an event states."""
    names = [(name, key, (key, index)) for key, some in event.lists for index, name in enumerate(some)]
    if not names:
        hint = "Write for example `agreed: [a, b]`."
        yield ("event",), Misfit("PT143", "This event states no status.", hint)
    yield from _in_two_places(names)
    for name, _, path in names:
        home = cast.instrument_of.get(name)
        if event.instrument is not None and home not in (None, event.instrument):
            message = f"'{name}' is a provision of '{home}', not of '{event.instrument}'."
            yield path, Misfit("PT118", message, "Correct the name, or the instrument.")


def only_numbers(value: Any, *fields: str, may_list: bool = False) -> Iterator[Complaint]:
    """Find a list or a rest where only a number can stand."""
    for key in fields:
        quantity = getattr(value, key)
        if quantity is not None and (quantity.rest or quantity.more_than or (quantity.ids and not may_list)):
            found = "'rest'" if quantity.rest else "a list" if quantity.ids else "that of another day"
            hint = "Write for example 13, `{min: 2}` or `{approx: 70}`."
            yield (key,), Misfit("PT146", f"A number is expected here, not {found}.", hint)


def in_full(cast: Cast) -> Cast | None:
    """Give a cast of which no instrument is part of one that is missing."""
    has_wholes = all(text.part_of in (None, *cast.instruments) for text in cast.instruments.values())
    return cast if has_wholes else None


def of_event(event: UnitCount, cast: Cast | None) -> Iterator[Complaint]:
    """Find numbers of a count that contradict each other, and in a whole cast names that cannot stand where they do."""
    yield from impossible(event)
    for key, quantity in event.numbers:
        if quantity.more_than is not None:
            message = "Only a claim compares a number with that of another day."
            hint = "For two more than on another day, write `{event: count_stated, agreed: 2, since: …}`."
            yield (key, "more_than"), Misfit("PT146", message, hint)
    if event.ever is not None:
        yield from _under("ever", only_numbers(event.ever, "opened", may_list=True))
    if cast is not None:
        yield from misnamed(event, cast)


def of_claim(says: Assertion, cast: Cast | None) -> Iterator[Complaint]:
    """Find numbers of an assertion that contradict each other, and in a whole cast names that cannot stand where they do."""
    match says:
        case NotAsserted():
            yield from _under(NOT, of_claim(says.says, cast))
        case CountAsserted():
            found = (*impossible(says), *(misnamed(says, cast) if cast else ()))
            yield from _under("count", found)
        case EverAsserted():
            yield from _under("ever", only_numbers(says, "opened"))
        case ConditionAsserted():
            yield from _under("condition", only_numbers(says, "times_stated"))
        case ProposalAsserted():
            yield from _under("proposal", only_numbers(says, "times_renewed", "times_rejected"))
        case StandingAsserted(settled=Quantity(ids=ids, rest=rest, more_than=day)) if ids or rest or day:
            yield from _under("standing", only_numbers(says, "settled"))
        case StandingAsserted(of=int(of), settled=Quantity(low=int(low))) if low > of:
            misfit = Misfit("PT140", f"{low} is more than the {of} that there are.", WHOLE)
            yield ("standing", "settled"), misfit


def _under(key: str, found: Iterable[Complaint]) -> Iterator[Complaint]:
    return (((key, *path), misfit) for path, misfit in found)


def _sums(count: Counting) -> Iterator[Complaint]:
    """Compare sums with what they are parts of: what remains, and the whole."""
    stated = {key: _ends(quantity) for key, quantity in count.numbers}
    if count.not_at_all is not None:
        stated["not_at_all"] = _ends(count.not_at_all)
    single = {status: stated.get(status, ANY) for status in LIVE} | dict.fromkeys(_nobody(count), NONE)
    lowest, remaining = _sum(single[status] for status in NOT_AT_ALL), stated.get(REMAINING, ANY)
    bare = lowest.meet(stated.get("not_at_all", ANY))
    if bare is None:
        message = _difference(lowest, stated["not_at_all"], "that are not agreed at all")
        yield ("not_at_all",), Misfit("PT140", message, CHECK)
        return
    others = _sum((bare, *(single[status] for status in NOT_AGREED - NOT_AT_ALL)))
    left = others.meet(remaining)
    if left is None:
        yield (REMAINING,), Misfit("PT140", _difference(others, remaining, "that remain"), CHECK)
    elif count.of is not None:
        agreed, whole = single[Status.AGREED], Bounds.exactly(count.of)
        if agreed.plus(left).meet(whole) is None:
            yield _not_the_whole(stated, agreed.plus(left), count.of)


def _not_the_whole(stated: dict[str, Bounds], live: Bounds, of: int) -> Complaint:
    """Say that all numbers together are not the whole."""
    agreed, remaining = stated.get(Status.AGREED), stated.get(REMAINING)
    if agreed and remaining and agreed.low == agreed.high and remaining.low == remaining.high:
        message = f"`agreed` and `remaining` are the whole, and {agreed} + {remaining} is not {of}."
        return (REMAINING,), Misfit("PT140", message, CHECK)
    message = _difference(live, Bounds.exactly(of), "that there are")
    return (_widest(stated, of),), Misfit("PT140", message, WHOLE if live.low > of else CHECK)


def _ends(quantity: Quantity) -> Bounds:
    """Give the ends of a number; of a list, how long it is."""
    return Bounds.exactly(len(quantity.ids)) if quantity.ids else Bounds(quantity.low or 0, quantity.high)


def _nobody(count: Counting) -> frozenset[Status]:
    """List the live statuses that no unit has because another number is the rest."""
    keys = {key for key, _ in count.numbers}
    if not any(quantity.rest for _, quantity in count.numbers):
        return frozenset()
    groups = (NOT_AGREED if REMAINING in keys else set()) | (
        set() if count.not_at_all is None else NOT_AT_ALL
    )
    return LIVE - {Status(key) for key in keys - {REMAINING}} - groups


def _sum(several: Iterable[Bounds]) -> Bounds:
    return reduce(Bounds.plus, several, NONE)


def _difference(parts: Bounds, whole: Bounds, which: str) -> str:
    """Say how parts differ from their whole, with which they have no number in common."""
    if whole.high is not None and parts.low > whole.high:
        return f"{parts.low} is more than the {whole.high} {which}."
    return f"{parts.high} is fewer than the {whole.low} {which}."


def _widest(stated: dict[str, Bounds], of: int) -> str:
    """Name the number that is larger than the whole by itself; where none is, the first."""
    key, ends = max(stated.items(), key=lambda pair: pair[1].low)
    return key if ends.low > of else next(iter(stated))
