"""Nouns as compressed JSON."""

from __future__ import annotations

import zlib
from typing import TypeVar

from loopready.model.base import Noun

Kind = TypeVar("Kind", bound=Noun)
_QUICK = 1
_MOST_BYTES = 256 * 1024 * 1024


def packed(noun: Noun) -> bytes:
    """A noun's JSON, compressed."""
    return zlib.compress(noun.model_dump_json(by_alias=True).encode("utf-8"), _QUICK)


def unpacked(data: bytes, kind: type[Kind]) -> Kind:
    """The noun that ``packed`` made this of; ValueError where it is none."""
    inflater = zlib.decompressobj()
    text = inflater.decompress(data, _MOST_BYTES)
    if inflater.unconsumed_tail:
        raise ValueError("the packed noun is larger than any brief")
    return kind.model_validate_json(text)
