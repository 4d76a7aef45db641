"""Text of documents made safe to show: the same letters, without the characters that steer a display."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_KEPT = {0x09, 0x0A}
_STEERING = [
    *(code for code in range(0x20) if code not in _KEPT),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF,
]  # fmt: skip
_BREAKS = (0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_TABLE = dict.fromkeys(_STEERING, REPLACEMENT) | dict.fromkeys(_BREAKS, "\n")
_SPACE = re.compile(r"\s+")
BLANK = re.compile(r"_{3,}")


def plain(text: str) -> str:
    """The text with control characters, bidirectional overrides and lone surrogates shown as U+FFFD; line breaks become ``\\n``.

    Why: an override (U+202E) or an escape sequence in a CV would change how the words around it are read.
    """
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """``plain`` with every run of white space as one space, trimmed."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", plain(text)).strip()


def words(text: str) -> int:
    """How many words a reader meets: runs of characters that hold a letter or a digit."""
    return sum(1 for token in text.split() if any(letter.isalnum() for letter in token))
