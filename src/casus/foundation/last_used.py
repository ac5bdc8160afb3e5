"""Values by key, as many as fit; the one that was not used for longest is forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LastUsed(OrderedDict[Key, Value]):
    """A dictionary of `most` values: setting one more forgets the one that was set or looked up longest ago.

    >>> kept: LastUsed[str, int] = LastUsed(most=2)
    >>> kept["one"], kept["two"] = 1, 2
    >>> kept["one"]
    1
    >>> kept["three"] = 3
    >>> list(kept)
    ['one', 'three']
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __getitem__(self, key: Key) -> Value:
        self.move_to_end(key)
        return super().__getitem__(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self._most:
            del self[next(iter(self))]
