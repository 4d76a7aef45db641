"""An RTF file as a stream of tokens: groups, control words, and text in the code page that holds for it.

Source: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<text>(?:[^\\{}\r\n\0]|\\[\\{}])+)|(?P<open>\{)|(?P<close>\})"
    r"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z'])|(?P<none>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([\\{}])")
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad"}
"""Control symbols that stand for a character."""
LETTERS = {
    "bullet": "•",
    "emdash": "—",
    "endash": "–",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
"""Control words that stand for a character."""
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {10000: "mac_roman", 65001: "utf-8", 932: "cp932", 936: "gbk", 949: "cp949", 950: "big5"}


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: open, close, word (with its ``number``, if it has one), symbol, byte (one character, Latin-1) or text (Latin-1)."""

    kind: str
    value: str = ""
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a file that was decoded as Latin-1; binary parts (``\\bin``) are stepped over."""
    at = 0
    while found := _TOKEN.match(source, at):
        at = found.end()
        kind = str(found.lastgroup)
        if kind in ("open", "close"):
            yield Token(kind)
        elif found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == "bin":
                at += max(0, number or 0)
            else:
                yield Token("word", found["word"], number)
        elif kind == "hex":
            yield Token("byte", chr(int(found["hex"], 16)))
        elif kind == "symbol":
            yield Token(kind, found["symbol"])
        elif kind == "text":
            yield Token(kind, _ESCAPED.sub(r"\1", found["text"]))


def page_of_charset(number: int | None) -> str | None:
    """The code page of a font's ``\\fcharset``; None where it names none."""
    return _CHARSETS.get(number) if number is not None else None


def page_of(number: int | None) -> str:
    """The code page of ``\\ansicpg``; Western European where it is not known."""
    if number in _PAGES:
        return _PAGES[number]
    return f"cp{number}" if number in (437, 850, 852, 855, 857, 866, 874, *range(1250, 1259)) else "cp1252"


def in_page(letters: str, page: str) -> str:
    """Latin-1 letters read as bytes of a code page."""
    return letters if letters.isascii() else letters.encode("latin-1").decode(page, errors="replace")
