"""What a process holds in memory because making it again takes time; the store stays what counts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Key = tuple[Hashable, ...]


class Held:
    """Things by key, up to ``most_bytes`` of them together; the one that was used longest ago goes first.

    The key of what is a person's begins with their preparation, so that all of a preparation can be dropped with it.
    """

    def __init__(self, *, most_bytes: int) -> None:
        self._most = most_bytes
        self._size = 0
        self._held: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self._making: dict[Key, tuple[Lock, int]] = {}
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Thing], *, size: Callable[[Thing], int]) -> Thing:
        """The thing of a key; ``make`` makes it where it is not held, once however many ask at a time. Raises what ``make`` raises."""
        with self._of_key(key):
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    held: Thing = self._held[key][0]
                    return held
            made = make()
            self._put(key, made, size(made))
            return made

    @contextmanager
    def _of_key(self, key: Key) -> Iterator[None]:
        """One at a time for each key; the others wait for what the first makes."""
        with self._lock:
            lock, waiting = self._making.get(key, (Lock(), 0))
            self._making[key] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._making.pop(key)
                if waiting > 1:
                    self._making[key] = (lock, waiting - 1)

    def _put(self, key: Key, made: object, size: int) -> None:
        with self._lock:
            self._held[key] = (made, size)
            self._size += size
            while self._size > self._most and self._held:
                _, (_, freed) = self._held.popitem(last=False)
                self._size -= freed

    def drop(self, preparation: str) -> None:
        """Let go of all that belongs to a preparation."""
        with self._lock:
            for key in [key for key in self._held if key[0] == preparation]:
                self._size -= self._held.pop(key)[1]

    @property
    def bytes(self) -> int:
        """What is held now, in bytes."""
        return self._size
