"""Bullets, icons and the cleaning of a value: what the raw characters of a span come down to."""

from __future__ import annotations

import re
import unicodedata

from loopready.reading import lexicon

_BULLETS = frozenset("•●○◦▪▫■□◆◇►▶▸▹‣⁃∙·⋅・➢➣➤➔→»✓✔✦✧★☆❖❯›⦁⬤◉◎❑❒◾◽⚫⚪–—―−*+-~>¶⇒")
_LEAD = re.compile(
    r"\s*(?:(?:[•●○◦▪▫■□◆◇►▶▸▹‣⁃∙·⋅・➢➣➤➔»✓✔✦✧★☆❖❯›⦁⬤◉◎❑❒◾◽⚫⚪]|[\ue000-\uf8ff\ufffd])\s*"
    r"|(?:[-–—―−*+~>→¶⇒]|o(?=\s+\S))\s+)"
)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-h][.)])\s+(?=\S)")
_HYPHEN_BREAK = re.compile(r"(?<=[^\W_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")


def is_bullet(text: str) -> bool:
    """Whether the text is a bullet and nothing else."""
    text = text.strip()
    return len(text) == 1 and (text in _BULLETS or is_icon(text) or text == "o")


def is_icon(text: str) -> bool:
    """Whether the text holds only letters of a symbol font (private-use characters)."""
    return bool(text) and all(_private(letter) for letter in text.strip() or " ") and text.strip() != ""


def _private(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" or "\U000f0000" <= letter <= "\U0010ffff"


def bullet_length(line: str) -> int:
    """How many characters of the line's beginning are a bullet with its white space; 0 where there is none."""
    match = _LEAD.match(line)
    if match is None or match.end() >= len(line):
        return 0
    return match.end()


def number_length(line: str) -> int:
    """The same for a list number such as ``1.`` or ``a)``."""
    match = _NUMBER.match(line)
    return match.end() if match else 0


def clean(raw: str) -> str:
    """The value of a span's raw characters: icons, soft hyphens and bullets left out, broken words joined, white space single.

    A hyphen at a line's end stays where the word before it is capitalised or the rest starts with a capital (a compound).
    """
    text = _HYPHEN_BREAK.sub(_joined, raw)
    text = "".join(letter for letter in text if not _private(letter) and letter != "\u00ad" and unicodedata.category(letter) != "Cf")
    text = " ".join(text.replace("**", "").split())
    skip = bullet_length(text)
    return text[skip:].strip()


def _joined(match: re.Match[str]) -> str:
    text, after = match.string, match.string[match.end()]
    start = match.start()
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    whole = text[start : match.start()]
    if match.group()[0] == "\u00ad":
        return ""
    if after.isupper() or text[match.start() - 1].isdigit() or (start > 0 and text[start - 1] in "-\u2010"):
        return "-"
    end = match.end()
    while end < len(text) and text[end].isalpha():
        end += 1
    rest = text[match.end() : end]
    return "-" if _compound(whole.lower(), rest.lower()) else ""


def _compound(before: str, after: str) -> bool:
    return after in lexicon.words("cv_words", "second_halves") or (before in lexicon.words("cv_words", "first_halves") and len(after) > 3)
