"""The wording of section headings."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loopready.reading import lexicon

KINDS = (
    "work", "education", "skills", "summary", "contact", "personal", "certificates", "awards", "publications", "projects", "volunteer",
    "languages", "interests", "references", "other",
)  # fmt: skip
_JUNK = re.compile(r"[^\w' ]+|_")
_JOINERS = {"and", "und", "et", "y", "e", "en", "of", "the", "my", "&"}


_BEFORE = re.compile(r" before (?:\w+ing|that|this) ")
"""What heads the posts before a calling: Before teaching."""


@cache
def _exact() -> dict[str, str]:
    out: dict[str, str] = {}
    for kind in KINDS:
        for phrase in lexicon.table("cv_headings")[kind]["exact"]:
            out.setdefault(normal(str(phrase)), kind)
    return out


@cache
def _words() -> tuple[tuple[str, str], ...]:
    pairs = [(normal(str(word)), kind) for kind in KINDS for word in lexicon.table("cv_headings")[kind]["words"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _inside() -> frozenset[str]:
    return frozenset(normal(str(word)) for word in lexicon.table("cv_headings")["inside"])


def normal(text: str) -> str:
    """A heading as it is compared: lower case, no accents, no punctuation, ``and`` for ``&``, letter spacing closed."""
    low = lexicon.flat(text).replace("&", " and ").replace("+", " and ").replace("/", " and ")
    low = re.sub(r"^\W*\d{1,2}[.)]\s+", "", low)
    low = " ".join(_JUNK.sub(" ", low).split())
    if re.fullmatch(r"(?:\w ){3,}\w", low):
        low = low.replace(" ", "")
    return low


@lru_cache(maxsize=8192)
def kind_of(text: str) -> str | None:
    """The kind of section that a heading with exactly these words opens; None for other words."""
    if len(text) > 60:
        return None
    low = normal(text)
    if not low:
        return None
    kind = _exact().get(low)
    if kind is not None:
        return kind
    parts = [part.strip() for part in re.split(r"\band\b|\bund\b|\bet\b|\by\b", low)]
    if len(parts) > 1 and all(part in _exact() for part in parts):
        return _exact()[parts[0]]
    stripped = " ".join(word for word in low.split() if word not in {"my", "selected", "relevant", "key", "other", "additional"})
    return _exact().get(stripped)


@lru_cache(maxsize=8192)
def guess_kind(text: str) -> str | None:
    """The kind a heading most likely opens by a word it holds; None where none says it."""
    exact = kind_of(text)
    if exact is not None:
        return exact
    low = f" {normal(text)} "
    if _BEFORE.fullmatch(low):
        return "work"
    for word, kind in _words():
        if f" {word} " in low:
            return kind
    return None


@cache
def _tongues() -> re.Pattern[str]:
    listed = sorted((normal(str(word)) for word in lexicon.table("cv_headings")["tongues"]), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in listed)})\b")


def names_tongue(text: str) -> bool:
    """Whether the text names a natural language."""
    return _tongues().search(normal(text)) is not None


def is_inside(text: str) -> bool:
    """Whether the words label a part of an entry (``Responsibilities:``) rather than a section."""
    return normal(text) in _inside()
