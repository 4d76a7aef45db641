"""Rendered parts of pages that are the same for everybody, kept until others are used more."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

MOST_BYTES = 32 * 1024 * 1024


class Part(NamedTuple):
    """What was rendered: text or the bytes of a file, and its digest."""

    content: str | bytes
    digest: str


class Kept:
    """The parts used last, up to ``most`` bytes of them."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._parts: OrderedDict[Hashable, Part] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], str | bytes]) -> Part:
        """The part of a key, made where it is not kept. Two that ask at once may both make it."""
        with self._lock:
            if key in self._parts:
                self._parts.move_to_end(key)
                return self._parts[key]
        content = make()
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        part = Part(content, hashlib.sha256(data).hexdigest()[:20])
        with self._lock:
            if key not in self._parts and len(data) <= self._most:
                self._parts[key] = part
                self._size += len(data)
            while self._size > self._most:
                _, gone = self._parts.popitem(last=False)
                self._size -= len(gone.content.encode("utf-8", "surrogatepass") if isinstance(gone.content, str) else gone.content)
        return part
