"""The beginning of a text, cut where it may be cut."""

from __future__ import annotations

_DANGLING = frozenset([
    "a", "an", "the", "of", "and", "or", "with", "by", "for", "to", "in", "on", "at", "from", "that", "which", "who", "their", "his", "her",
    "our", "its", "my", "your", "as", "into", "per", "via", "than", "is", "was", "are", "were", "be", "not", "no", "so",
])  # fmt: skip
"""Words that leave a phrase open."""


def shorten(text: str, *, limit: int) -> str:
    """The beginning of a text up to ``limit`` characters, cut at a clause or a word, without a trailing stop."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text.rstrip(" .;,:")
    cut = text[: limit + 1]
    for mark in ("; ", ": ", ", ", " - "):
        at = cut.rfind(mark)
        if at > limit * 0.5:
            return _closed(text[:at])
    at = cut.rfind(" ")
    words = (text[:at] if at > 0 else text[:limit]).split(" ")
    while len(words) > 3 and words[-1].lower().strip("(,") in _DANGLING:
        words.pop()
    return _closed(" ".join(words))


def _closed(text: str) -> str:
    """A cut text without a loose mark or an opened bracket at its end."""
    text = text.rstrip(" .;,:-–(")
    return text[: text.rfind("(")].rstrip(" ,") if text.count("(") > text.count(")") and text.rfind("(") > 20 else text
