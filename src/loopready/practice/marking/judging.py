"""Whether an answer can be marked at all."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines.lexicon import table, word_set
from loopready.engines.text import words

_CODE = re.compile(
    r"[{};<>]|</?\w+|==|>=|<=|=>|\(\)|\(\*\)|\b(?:SELECT|WHERE|HAVING|GROUP BY|ORDER BY|INSERT INTO|COUNT|AVG)\b"
    r"|^\s*(?:def|class|import|from|function|var|const|let|#include)\b",
    re.MULTILINE,
)
_FEWEST = 5
"""Fewer words are no answer."""
_ENGLISH = 0.18
"""An English answer holds at least this share of small words; German, French or Spanish ones hold under a tenth of it."""


def unscored(text: str) -> str | None:
    """Why an answer can not be marked; None where it can."""
    said: dict[str, str] = table("marking_words")["unscored"]
    found = [word.text.lower() for word in words(text)]
    if len(found) < _FEWEST:
        return said["short"]
    if _is_code(text, len(found)):
        return said["code"]
    if _speaks_to_marker(text):
        return said["instruction"]
    small = word_set("marking_judging", "small")
    if sum(word in small for word in found) / len(found) < _ENGLISH:
        return said["language"]
    return None


def is_code(sentence: str) -> bool:
    """Whether a sentence is a line of code: several of its signs, of which prose uses none but a semicolon."""
    signs = sum(match.group() != ";" for match in _CODE.finditer(sentence))
    return signs > 1 and signs * 8 > len(words(sentence))


def _is_code(text: str, count: int) -> bool:
    signs = len(_CODE.findall(text))
    lines = [line for line in text.splitlines() if line.strip()]
    fields = sum(bool(re.match(r"^\s*[\w ]{1,30}:\s*\S{0,40}\s*$", line)) for line in lines)
    return (signs > 3 and signs * 4 > count) or (len(lines) > 3 and fields * 3 > len(lines) * 2)


def _speaks_to_marker(text: str) -> bool:
    """Whether most of it tells the marker what to do."""
    parts = [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]
    spoken = sum(len(part.split()) for part in parts if speaks_to_marker(part))
    return spoken * 2 > len(text.split())


def speaks_to_marker(sentence: str) -> bool:
    """Whether a sentence tells the marker what to do."""
    return bool(_instruction().search(sentence))


@cache
def _instruction() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in table("marking_judging")["instruction"]), re.IGNORECASE)
