"""Telling a place ("Porto, Portugal") from a firm or a seat."""

from __future__ import annotations

import re
from functools import lru_cache

from loopready.reading import lexicon

_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?|[A-Z]{0,2}-?\d{4,5}(?:-\d{3,4})?)\b")

_PARTED = re.compile(r"\s[–—|·•]\s")

_ARTICLES = frozenset({"des", "les", "los", "las"})
"""Articles with which towns' names begin."""


@lru_cache(maxsize=4096)
def place_weight(text: str) -> float:
    """How much the text looks like a place, from 0 (not at all) to 1 (surely)."""
    text = text.strip(" .,;()[]|·–—-")
    if not text or len(text) > 60 or not any(letter.isalpha() for letter in text):
        return 0.0
    low = lexicon.flat(text)
    if _known(low):
        return 1.0
    parts = [part.strip(" .()") for part in re.split(r",|/|\s[–—-]\s|\s*·\s*|\(|\||\bor\b|\band\b", text) if part.strip(" .()")]
    if not parts or len(parts) > 4:
        return 0.0
    first = parts[0]
    known = [_known(lexicon.flat(part)) or _is_region(part) for part in parts]
    if len(parts) > 1:
        if all(known):
            return 1.0
        if not all(_is_proper(part) for part in parts) or (not known[0] and _is_firms(first, parts[1:])):
            return 0.0
        if known[0]:
            return 0.9 if any(known[1:]) else 0.6
        return 0.8 if all(_is_area(part) for part in parts[1:]) and len(first.split()) <= 3 else 0.0
    without = _POSTCODE.sub("", first).strip()
    if without != first and without and _known(lexicon.flat(without)):
        return 1.0
    if re.fullmatch(r"[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*)? [A-Z]{2}", first) and _is_region(first[-2:]):
        town = lexicon.flat(first[:-3])
        return (
            0.8
            if lexicon.flat(first[-2:]) not in lexicon.words("cv_places", "forms") or town in lexicon.words("cv_places", "cities")
            else 0.0
        )
    return 0.0


def is_place(text: str) -> bool:
    """Whether the text says a place and nothing else."""
    return place_weight(text) >= 0.6


def ends_on_place(text: str) -> bool:
    """Whether a place stands behind the last comma, and no dash or bar after it."""
    return "," in text and is_place(_PARTED.split(text.rpartition(",")[2])[-1])


def _known(low: str) -> bool:
    low = low.removeprefix("the ").removeprefix("greater ").strip(" .")
    return (
        low in lexicon.words("cv_places", "countries")
        or low in lexicon.words("cv_places", "cities")
        or low in _modes()
        or low in _long_regions()
    )


def _modes() -> frozenset[str]:
    return lexicon.words("cv_places", "modes")


@lru_cache(maxsize=1)
def _long_regions() -> frozenset[str]:
    return frozenset(region for region in lexicon.words("cv_places", "regions") if len(region) > 3)


def _is_region(part: str) -> bool:
    part = _POSTCODE.sub("", part).strip(" .")
    return (part.isupper() or len(part) > 3) and lexicon.flat(part) in lexicon.words("cv_places", "regions")


def _is_area(part: str) -> bool:
    """A region or a country, not a town."""
    low = lexicon.flat(part).removeprefix("the ")
    return _is_region(part) or low in lexicon.words("cv_places", "countries")


def _is_firms(part: str, areas: list[str]) -> bool:
    """Whether words that no list knows as a place end as a firm's name does: a firm's word or form, or many of a thing ("Lorne Mills").

    Before a region they are a town's: its people name the region, and a firm's the country.
    """
    if any(_is_region(area) for area in areas):
        return False
    words = [word.strip(".") for word in lexicon.flat(part).split()]
    if len(words) < 2 or words[-1] in lexicon.words("cv_places", "town_plurals") or words[0] in _ARTICLES:
        return False
    last = words[-1]
    many = last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 4
    return many or last in lexicon.words("cv_places", "words") or last in lexicon.words("cv_places", "forms")


def _is_proper(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 4 and words[0][:1].isupper() and not any(letter.isdigit() for letter in words[0])
