"""A mapping that cannot change, can be hashed when its values can, and can be pickled.

`types.MappingProxyType` can be neither hashed nor pickled, and a plain `dict` inside a frozen value can still be changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V_co = TypeVar("V_co", covariant=True)


class ReadOnly(Mapping[K, V_co]):
    """Hold keys and values that stay as they were given, in their order.

    Examples:
        >>> roles = ReadOnly({"armenia": "negotiating_party"})
        >>> roles["armenia"]
        'negotiating_party'
        >>> roles == {"armenia": "negotiating_party"}
        True
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V_co] | Iterable[tuple[K, V_co]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, key: K, /) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ReadOnly):
            return self._items == other._items
        return self._items == other

    def __repr__(self) -> str:
        return f"ReadOnly({self._items!r})"

    def __reduce__(self) -> tuple[type[ReadOnly[K, V_co]], tuple[dict[K, V_co]]]:
        return type(self), (self._items,)
