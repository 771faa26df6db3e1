"""Count without identity: bounds when nobody said which units are meant, with few names and with many."""

from __future__ import annotations

from collections.abc import Sequence

from measured import medians

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.counts import Answer, Bounds, Item, Move, Tally, count

MANY_UNITS = 10_000
MANY_TALLIES = 1_000
MOVES = 100


def tally(key: int, *, agreed: int, of: int) -> Tally:
    """State how many units are agreed."""
    return Tally(key=f"count-{key}", numbers=((Status.AGREED, Bounds.exactly(agreed)),), of=of)


def move(key: int) -> Move:
    """Agree one unit by name."""
    return Move(key=f"move-{key}", unit=f"unit-{key}", allowed=LIVE, target=Status.AGREED)


def answered(items: Sequence[Item]) -> tuple[Bounds, Bounds]:
    """Count, and ask for the number agreed and for the number that remains."""
    answer: Answer = count(items)
    return answer.counts[Status.AGREED], answer.counts["remaining"]


def main() -> None:
    """Print the milliseconds of each case."""
    units = [tally(0, agreed=MANY_UNITS * 3 // 4, of=MANY_UNITS)]
    # Tallies that grow contradict the ones before unless something moved: each begins a new stretch of time.
    same = [tally(key, agreed=13, of=16) for key in range(MANY_TALLIES)]
    growing = [tally(key, agreed=key, of=MANY_TALLIES) for key in range(MANY_TALLIES)]
    mixed: list[Item] = []
    for key in range(MOVES):
        mixed += [move(key), tally(key, agreed=MOVES + key // 2, of=4 * MOVES)]
    cases = {
        f"one tally of {MANY_UNITS:,} unnamed units": units,
        f"{MANY_TALLIES:,} tallies that agree": same,
        f"{MANY_TALLIES:,} tallies that grow": growing,
        f"{MOVES} moves, interleaved with {MOVES} tallies": mixed,
    }
    seconds = medians({name: lambda items=items: answered(items) for name, items in cases.items()}, times=3)
    print("counting, milliseconds of processor time")
    for name, second in seconds.items():
        print(f"  {name:<44} {second * 1000:10.2f}")


if __name__ == "__main__":
    main()
