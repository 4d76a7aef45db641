"""The word lists of marking, compiled once from the lexicon."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines.lexicon import table, word_set

Span = tuple[int, int]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The patterns of a list of ``lexicon/marking.yaml`` as one."""
    return re.compile("|".join(f"(?:{each})" for each in table("marking")[name]), re.IGNORECASE)


def verbs(name: str) -> frozenset[str]:
    """A list of ``lexicon/marking_verbs.yaml``."""
    return word_set("marking_verbs", name)


def straight(text: str) -> str:
    """The text with straight quotes, of the same length, so that places in it are places in the text."""
    return text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
