"""Placeholders in place of words that are not to be known: put in before a text goes out, put back when an answer comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import NamedTuple

HIDDEN = "HIDDEN"
"""The kind of a spelling that only the comparison without case takes for a secret (a dotless i, say)."""
_LOOKS_LIKE = re.compile(r"\[([A-Z]{3,12}(?:_\d{1,4})?)\]")


class Secret(NamedTuple):
    """Words to hide: their kind ("PERSON", "EMAIL" ...), and whether their case counts."""

    words: str
    kind: str
    cased: bool = False


class Mask:
    """Hides secrets in texts, and puts them back.

    Each spelling has a placeholder of its own ("[EMAIL_1]", "[EMAIL_2]"), so that what is put back is what stood there; the first of the
    kind PERSON is "[PERSON]". Numbers follow the order of the secrets and then of ``texts``, those that are going to be hidden in:
    equal input has equal placeholders.
    """

    def __init__(self, secrets: Iterable[Secret], *, texts: Iterable[str] = ()) -> None:
        ordered = list(dict.fromkeys(secret for secret in secrets if len(secret.words.strip()) > 1))
        self._kinds = {_key(secret.words): secret.kind for secret in reversed(ordered)}
        self._pattern = _pattern(ordered)
        self._placeholders: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._lock = Lock()
        for secret in ordered:
            self._placeholder(secret.words)
        for text in texts:
            self.hide(text)

    @property
    def table(self) -> Mapping[str, str]:
        """Placeholder -> the words it stands for."""
        return self._words

    def hide(self, text: str) -> str:
        """The text with its secrets as placeholders. What only looks like one is written with round brackets."""
        plain = _LOOKS_LIKE.sub(r"(\1)", text)
        if self._pattern is None:
            return plain
        return self._pattern.sub(lambda found: self._placeholder(found.group()), plain)

    def show(self, text: str) -> str:
        """The text with its placeholders put back; those that stand for nothing stay as they are."""
        return _LOOKS_LIKE.sub(lambda found: self._words.get(found.group(), found.group()), text)

    def _placeholder(self, words: str) -> str:
        with self._lock:
            if words not in self._placeholders:
                kind = self._kinds.get(_key(words), HIDDEN)
                count = self._counts[kind] = self._counts.get(kind, 0) + 1
                made = f"[{kind}]" if kind == "PERSON" and count == 1 else f"[{kind}_{count}]"
                self._placeholders[words] = made
                self._words[made] = words
            return self._placeholders[words]


def placeholders_in(text: str) -> list[str]:
    """What looks like a placeholder in a text, in order."""
    return [found.group() for found in _LOOKS_LIKE.finditer(text)]


def without_placeholders(text: str) -> str:
    """A text with a space where its placeholders stood."""
    return _LOOKS_LIKE.sub(" ", text)


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def _pattern(secrets: list[Secret]) -> re.Pattern[str] | None:
    """The secrets wherever they stand, longer ones first; case counts where it is said to."""
    ordered = sorted(secrets, key=lambda secret: -len(secret.words))
    parts = [loosely(secret.words) if secret.cased else f"(?i:{loosely(secret.words)})" for secret in ordered]
    return re.compile("|".join(parts)) if parts else None


def loosely(words: str) -> str:
    """A pattern for the words, with any space between them, that begins and ends where words do."""
    inner = r"\s+".join(re.escape(part) for part in words.split())
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return f"{before}{inner}{after}"
