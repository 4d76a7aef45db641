"""Telling a seat ("Ward Sister") from a firm ("Tandem & Thistle Ltd")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loopready.reading import lexicon
from loopready.reading.cv.places import place_weight

_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_LABEL = re.compile(r"([^\W\d_][^:\d]{2,70}?)(?:\s*:\s*|\s{2,})(?=\S)")
"""A label: a colon parts it from what it labels, or the wide gap between two cells of a form."""
_SLASH = re.compile(r"(?<=\S) / (?=\S)")
_SEAT = 0.2
_SPLIT = re.compile(r"\s+(?:of|for|in|to|and|de|du|des|der|di|do|da|per|und|et|e|y|the|with|fur|at|[-–—/&|])\s+|[,(/:]|\s*[–—]\s*")


@cache
def _heads() -> frozenset[str]:
    return lexicon.words("cv_titles", "heads")


@cache
def _before() -> frozenset[str]:
    return lexicon.words("cv_titles", "before")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(str(word) for word in lexicon.table("cv_titles")["endings"])


@cache
def _forms() -> frozenset[str]:
    return lexicon.words("cv_places", "forms")


@cache
def _firm_words() -> frozenset[str]:
    return lexicon.words("cv_places", "words")


@cache
def _joined(table: str) -> tuple[str, ...]:
    """Parts of names in writing without spaces."""
    return tuple(str(part) for part in lexicon.table(table)["joined"])


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


@lru_cache(maxsize=8192)
def title_weight(text: str) -> float:
    """How much the words name a seat: 0 to about 1.3."""
    low = lexicon.flat(text)
    best = 1.0 if text.strip(" )」").endswith(_joined("cv_titles")) else 0.0
    for i, part in enumerate(_SPLIT.split(low)):
        words = [word.rstrip(".") for word in _WORD.findall(part)]
        if not words:
            continue
        ends = [words[-1], words[-2] if len(words) > 1 and (words[-1].isdigit() or words[-1] in ("i", "ii", "iii", "iv")) else words[-1]]
        worth = 0.0
        if any(_is_head(word) for word in ends):
            worth = 1.0
        elif _is_head(words[0]):
            worth = 0.7
        elif any(_is_head(word) for word in words):
            worth = 0.6
        elif words[-1] not in lexicon.words("cv_titles", "not_people") and len(words[-1]) > 4 and words[-1].endswith(_endings()):
            worth = 0.35
        elif words[0] in _before():
            worth = 0.3
        if words[0] in _before() and worth:
            worth += 0.2
        best = max(best, worth - 0.12 * min(i, 3))
    return best


def _is_head(word: str) -> bool:
    if word in _heads() or _singular(word) in _heads():
        return True
    tail = word.rsplit("-", 1)[-1]
    return tail != word and tail in _heads()


def _is_firm_word(word: str) -> bool:
    return word in _firm_words() or ("-" in word and word.rsplit("-", 1)[-1] in _firm_words())


@lru_cache(maxsize=8192)
def firm_weight(text: str) -> float:
    """How much the words name a firm or an office: 0 to about 1.3."""
    low = lexicon.flat(text)
    words = [word.rstrip(".") for word in _WORD.findall(low.replace(".", ". "))]
    if not words:
        return 0.0
    worth = 0.1
    last = _WORD.findall(low)[-1].rstrip(".")
    if last in _forms() or "".join(re.findall(r"\w", low.rsplit(" ", 1)[-1])) in _forms():
        worth += 1.0
    elif any(word in _forms() and len(word) > 2 for word in words[1:]):
        worth += 0.7
    named = [_is_firm_word(word) for word in words]
    if any(named):
        worth += 0.6 if any(named[-2:]) or named[0] else 0.35
    elif any(part in text for part in _joined("cv_places")):
        worth += 1.0
    if re.search(r"\w\.(?:com|io|org|net|ai|co|de|uk|is|app|dev)\b", low):
        worth += 0.7
    if "&" in text and title_weight(text) < 0.5:
        worth += 0.2
    if place_weight(text) >= 0.6:
        worth -= 0.2
    return worth


def leaning(text: str) -> float:
    """Above 0: rather a seat; below 0: rather a firm."""
    return title_weight(text) - firm_weight(text)


def parting_slashes(text: str) -> list[tuple[int, int]]:
    """The slashes between a seat and what is none ("Stone Mason / Calder Works"); two seats ("Developer / Analyst") are one name."""
    spans = [match.span() for match in _SLASH.finditer(text)]
    return [(low, high) for low, high in spans if (leaning(text[:low]) > _SEAT) != (leaning(text[high:]) > _SEAT)]


def is_department(text: str) -> bool:
    """Whether the words name a part of an organisation ("Acute Medical Unit")."""
    low = lexicon.flat(text)
    words = re.findall(r"[^\W_]+", low)
    known = lexicon.words("cv_words", "departments")
    return bool(words) and (words[-1] in known or words[0] in known or " ".join(words[:2]) in known)


def label_of(text: str) -> tuple[str, int]:
    """What a label at the line's beginning says of the rest (``seat``, ``firm``, ``award``, ``school``, ``other``), and its length."""
    match = _LABEL.match(text)
    if match is None:
        return "", 0
    low = " ".join(lexicon.flat(match.group(1)).split())
    for kind in ("seat", "firm", "award", "school", "other"):
        if low in lexicon.words("cv_words", f"{kind}_labels"):
            return kind, match.end()
    return "", 0
