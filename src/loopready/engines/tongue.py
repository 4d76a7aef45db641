"""Which language a text is in, told by its small words and its letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from loopready.engines.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 5
"""So many small words tell a language; a list of names and tools has none."""
_SHARE = 0.035
_OVER_ENGLISH = 2
_OTHER_LETTERS = 0.3
"""Share of letters that are not Latin from which a text is told to be in another script."""


def tongue_of(text: str) -> str:
    """The language's English name ("German"), "another script" where the letters are not Latin, "" where it can not be told."""
    found = Counter(word.lower() for word in _WORD.findall(text))
    letters = sum(len(word) * times for word, times in found.items())
    foreign = sum(len(word) * times for word, times in found.items() if not unicodedata.name(word[0], "").startswith("LATIN"))
    if letters and foreign >= _OTHER_LETTERS * letters:
        return "another script"
    counts = {name: sum(found[word] for word in str(words).split()) for name, words in table("tongues").items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < max(_LEAST, _SHARE * sum(found.values())):
        return ""
    return best if best == "English" or counts[best] >= _OVER_ENGLISH * counts["English"] else ""
