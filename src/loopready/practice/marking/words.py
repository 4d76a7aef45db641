"""The word lists of marking, compiled once from the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loopready.engines.lexicon import table, word_set

Span = tuple[int, int]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The patterns of a list of ``lexicon/marking.yaml`` as one."""
    return re.compile("|".join(f"(?:{each})" for each in table("marking")[name]), re.IGNORECASE)


@lru_cache(maxsize=16_384)
def places(name: str, text: str) -> tuple[Span, ...]:
    """Where a list's patterns are found in a text; kept, since every criterion asks the same sentences again."""
    return tuple(match.span() for match in pattern(name).finditer(text) if match.end() > match.start())


def verbs(name: str) -> frozenset[str]:
    """A list of ``lexicon/marking_verbs.yaml``."""
    return word_set("marking_verbs", name)


def in_singular(text: str) -> str:
    """The text with "we" and its like as "I": for what must not hang on which of them is said."""
    return _PLURAL.sub(lambda match: _SINGULAR[match.group().lower()], text)


def straight(text: str) -> str:
    """The text with straight quotes, of the same length, so that places in it are places in the text."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_SINGULAR = {
    "we": "I", "us": "me", "our": "my", "ours": "mine", "ourselves": "myself", "we're": "I'm", "we are": "I am", "we were": "I was",
}  # fmt: skip
_PLURAL = re.compile(rf"\b(?:{'|'.join(sorted(_SINGULAR, key=len, reverse=True))})\b", re.IGNORECASE)
