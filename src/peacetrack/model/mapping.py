"""A mapping that cannot change, can be hashed when its values can, and can be pickled.

The law: it equals the `dict` that it was made of, today and later, whatever becomes of that; equal ones have one hash.
`types.MappingProxyType` can be neither hashed nor pickled, and a plain `dict` inside a frozen value can still be changed.

>>> roles = {"armenia": "negotiating_party"}
>>> kept = ReadOnly(roles)
>>> roles["usa"] = "mediator"
>>> kept
ReadOnly({'armenia': 'negotiating_party'})
>>> hash(kept) == hash(ReadOnly({"armenia": "negotiating_party"}))
True
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

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


class OnDemand(ReadOnly[K, V_co]):
    """
    Work a value out when it is asked for, and keep it.

    Whoever looks at all of them gets them in the order of the keys; a key without a value is no key.

    Examples:
        >>> lengths = OnDemand(["talks", "", "peace"], lambda word: len(word) or None)
        >>> lengths["peace"], list(lengths)
        (5, ['talks', 'peace'])
    """

    __slots__ = ("_all", "_found", "_keys", "_read")

    def __init__(self, keys: Iterable[K], read: Callable[[K], V_co | None]) -> None:
        """
        Name what can be asked for, which may not change later.

        Args:
            keys: All keys that may have a value.
            read: Works a value out; None when the key has none, or is unknown.
        """
        self._keys = keys
        self._read = read
        self._found: dict[K, V_co] = {}
        self._all: dict[K, V_co] | None = None

    def __getitem__(self, key: K, /) -> V_co:
        value = self._value(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self._value(cast("K", key)) is not None

    def _value(self, key: K) -> V_co | None:
        cached = self._found.get(key)
        if cached is None:
            cached = self._read(key)
            if cached is not None:
                self._found[key] = cached
        return cached

    @property
    def _items(self) -> dict[K, V_co]:  # type: ignore[override]  # what its base holds, worked out
        if self._all is None:
            found = ((key, self._value(key)) for key in self._keys)
            self._all = {key: value for key, value in found if value is not None}
        return self._all

    def __reduce__(self) -> tuple[type[ReadOnly[K, V_co]], tuple[dict[K, V_co]]]:
        return ReadOnly, (self._items,)
