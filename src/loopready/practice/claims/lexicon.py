"""The words by which claims are compared: ``lexicon/claims.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from loopready.engines import lexicon
from loopready.engines.text import fold, stem, words


def claims() -> Mapping[str, Any]:
    """The table."""
    return lexicon.table("claims")


@cache
def word_set(key: str) -> frozenset[str]:
    """The words under ``key``."""
    return lexicon.word_set("claims", key)


@cache
def stems(key: str) -> frozenset[str]:
    """The stems of the words under ``key``."""
    return frozenset(stem(word) for word in word_set(key))


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The pattern under ``key``."""
    return lexicon.pattern("claims", key)


@cache
def phrases(key: str) -> re.Pattern[str]:
    """A pattern of the phrases listed under ``key``."""
    return any_of(tuple(str(one) for one in claims()[key]))


@lru_cache(maxsize=64)
def any_of(listed: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of whole phrases, the longest first."""
    said = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


@cache
def alike() -> Mapping[str, frozenset[str]]:
    """Stem -> the stems of words that name the same measure."""
    out: dict[str, frozenset[str]] = {}
    for group in claims()["alike"]:
        said = frozenset(stem(str(word)) for word in group)
        for one in said:
            out[one] = out.get(one, frozenset()) | said
    return out


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of a text's words that carry a measure or a thing: no small words, no numbers, no single letters."""
    empty = stems("plain") | _stop()
    found = (stem(word.text) for word in words(text) if len(word.text) > 1 and not word.text[0].isdigit())
    return frozenset(one for one in found if one not in empty and one not in _numerals())


@lru_cache(maxsize=4096)
def all_stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word.text) for word in words(text))


@cache
def _stop() -> frozenset[str]:
    small = frozenset(word for word in lexicon.word_set("figures", "stop") if not word.endswith("ing"))
    return frozenset(stem(word) for word in small) | small


@cache
def _numerals() -> frozenset[str]:
    said = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half third quarter fifth"
    )
    return frozenset(stem(word) for word in said.split())


def shared(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The stems of ``first`` that ``second`` holds, in the same or a like word."""
    return frozenset(one for one in first if one in second or (one in alike() and alike()[one] & second))


def folded(text: str) -> str:
    """Folded text of the same length as the text, so that places hold in both."""
    out = fold(text)
    return out if len(out) == len(text) else "".join(fold(char)[:1] or " " for char in text)
