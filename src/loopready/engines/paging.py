"""Values cut into pages, or shortened, so that each stays within so many bytes of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

Part = TypeVar("Part")
MORE = "…"
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def compact(value: Any) -> str:
    """A value as JSON without blanks; a lone surrogate, which no UTF-8 holds, is U+FFFD, so that places stay as they are."""
    return whole_letters(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def whole_letters(text: str) -> str:
    """A text with U+FFFD for each lone surrogate."""
    return _SURROGATE.sub(_UNKNOWN, text)


def size_of(value: Any) -> int:
    """The bytes of a value as JSON without blanks, in UTF-8."""
    return len(compact(value).encode("utf-8"))


def paged(parts: Iterable[Part], *, most: int, size: Callable[[Part], int] = size_of) -> list[list[Part]]:
    """Parts in order, each page as many as fit into ``most`` bytes; one that is larger has a page to itself. Never empty."""
    pages: list[list[Part]] = [[]]
    held = 0
    for part in parts:
        wanted = size(part) + 1
        if pages[-1] and held + wanted > most:
            pages.append([])
            held = 0
        pages[-1].append(part)
        held += wanted
    return pages


def pieces(text: str, *, most: int) -> list[tuple[int, int]]:
    """Places that cut a text into pieces of at most ``most`` bytes as a JSON string, in order and without a gap. Never empty."""
    found, start = [], 0
    while start < len(text):
        end = min(len(text), start + most)
        while size_of(text[start:end]) > most and end - start > 1:
            end = start + (end - start) // 2
        found.append((start, end))
        start = end
    return found or [(0, 0)]


def fitted(record: Mapping[str, Any], *, most: int, keep: tuple[str, ...] = (), first: tuple[str, ...] = ()) -> dict[str, Any]:
    """A record within ``most`` bytes: fields named in ``first`` are left out, in order, then the largest is halved again and again.

    Lists and objects lose their last members, texts their ends. ``left_out`` names what is not whole any more. Fields in ``keep`` stay.
    """
    out, gone = dict(record), list[str]()

    def told() -> dict[str, Any]:
        return out | ({"left_out": gone} if gone else {})

    for name in first:
        if size_of(told()) > most and out.get(name):
            out[name] = _nothing(out[name])
            gone.append(name)
    while size_of(told()) > most:
        sizes = {name: size_of(value) for name, value in out.items() if name not in keep and value not in (None, [], {}, "")}
        if not sizes:
            break
        largest = max(sizes, key=lambda name: sizes[name])
        out[largest] = _halved(out[largest])
        gone += [largest] if largest not in gone else []
    return told()


def _nothing(value: Any) -> Any:
    return value[:0] if isinstance(value, list | str) else None


def _halved(value: Any) -> Any:
    if isinstance(value, list):
        return value[: len(value) // 2]
    if isinstance(value, str):
        return value[: len(value) // 2].rstrip(MORE) + MORE if len(value) > 8 else ""
    if isinstance(value, dict):
        return dict(list(value.items())[: len(value) // 2])
    return None
