"""Look-alikes mended in what was recognised: figures in dates and numbers, the sign of an e-mail address, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULLET_LIKE = frozenset("e*«»¢°+©o®=@>~-–—.·•■▪●○◦◆>›‹¤c0Oa§")
_FIGURES = str.maketrans("OoQIl|", "000111")
_YEAR = re.compile(r"(?<![^\W\d_])(?=[\doOQIl|]*\d[\doOQIl|]*\d)[12Il|][\doOQIl|]{3}(?![^\W\d_])")
_NUMERIC_DATE = re.compile(r"(?<![^\W_])[\dOoIl|]{1,2}([./-])(?:[\dOoIl|]{1,2}\1)?(?=[\dOoQIl|]*\d)[12Il|][\dOoQIl|]{3}(?![^\W_])")
_PHONE = re.compile(r"[+(]?[\dOoIl|][\dOoIl|()./+-]{2,}")
_MAIL = re.compile(r"([\w.+-]{2,})(?:[©®]|\(@|@\)|@@)([\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})", re.ASCII)
_CAPITAL_I = re.compile(r"^([(\"'“]?)l(?=[bcdfgjkmnpqrstvwxz][a-z]{2})")
"""Why: no word of a Latin-script language begins with l and one of these consonants; an l there is a capital I."""
_GLUED = re.compile(r"^[•*«»¢°©®■▪●◦](?=\w{2,})")


def is_bullet_like(text: str) -> bool:
    """Whether a word is one of the signs that engines read a bullet as."""
    return len(text) == 1 and text in _BULLET_LIKE


def glued_bullet(text: str) -> bool:
    """Whether a word begins with a sign that only a bullet is read as."""
    return _GLUED.match(text) is not None


def mended(words: Sequence[str]) -> list[str]:
    """The words of one stretch, in order, each with its look-alikes mended; none becomes empty."""
    return [_word(word) for word in words]


def _word(word: str) -> str:
    word = _MAIL.sub(r"\1@\2", word)
    if "@" in word:
        return word
    word = _CAPITAL_I.sub(r"\1I", word)
    word = _YEAR.sub(_figures, word)
    word = _NUMERIC_DATE.sub(_figures, word)
    if _PHONE.fullmatch(word) and 3 * sum(letter.isdigit() for letter in word) >= 2 * sum(letter.isalnum() for letter in word):
        word = word.translate(_FIGURES)
    return word


def _figures(match: re.Match[str]) -> str:
    return match.group().translate(_FIGURES)
