"""Numbers as people write them: digits with separators, scale letters and words, and numbers spelled out."""

from __future__ import annotations

import re
from typing import NamedTuple

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
_LETTERS = {
    "k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "mill": 1e6, "b": 1e9, "bn": 1e9, "mrd": 1e9, "t": 1e12, "tn": 1e12,
    "cr": 1e7, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crores": 1e7, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_LONGEST = 24
_THIN = "\u00a0\u202f\u2009"
_DIGITS = rf"""
    \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,]\d)                    # 1,200,000.50
  | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?(?!\d)                  # 12,00,000
  | \d{{1,3}}(?:['’{_THIN}]\d{{3}})+(?:[.,]\d+)?(?!\d)             # 1'200'000
  | \d{{1,3}}(?:\ \d{{3}}){{2,}}(?:[.,]\d+)?(?!\d)                  # 1 200 000
  | (?<=kr\ )\d{{1,3}}\ \d{{3}}(?!\d) | \d{{1,3}}\ \d{{3}}(?=\ ?(?:kr|SEK|NOK|DKK|EUR|€|PLN|CZK|zł|Kč)\b)  # 500 000 kr
  | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?(?!\d)                     # 1.200.000
  | \d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?!\d)                         # 1.234,50
  | \d+,\d{{1,2}}(?![\d,])(?=\s?(?:%|k|M|m|million|Mio|bn|€|EUR|CHF|SEK|percent|per\ cent))  # 99,95 %
  | \d+(?:\.\d+)?
  | \.\d+
"""
_DEGREE = r"\.(?:[SAD]|[ ]?(?:Sc|Ed|Eng|Com|Tech|Arch|Pharm|Phil|Mus|Res))\b"
"""What after "B." or "M." makes a degree of it and no scale: the average 3.8 of "3.8 B.S."."""
_SCALE_AFTER = (
    r"(?:[ ]?(?P<glued>[Mk])(?=(?:SEK|NOK|DKK|EUR|CHF|USD|GBP)\b)|"
    r"(?P<tight>k|K|mm|MM|mn|Mn|MN|mio|Mio|mln|mill|M|m|bn|Bn|BN|B|b|T|tn|Cr|cr)(?!\w)"
    r"|[ \u00a0-](?P<word>hundred|thousand|million|billion|trillion|lakhs?|lacs?|crores?|mio|mln|mn|bn|mrd|tn|cr|k|K"
    rf"|(?:M|B)(?!{_DEGREE}))\b(?!/))"
    r"(?:(?<=[Mm]io|[Mm]rd|[Mm]ln)\.(?=[\s)]))?"
)
_SPOKEN_WORD = "|".join(sorted([*_SMALL, *_SCALES, "dozen"], key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?:(?<![\w.,#])|(?<=CHF)|(?<=EUR)|(?<=USD)|(?<=GBP)|(?<=SEK)|(?<=INR)|(?<=\bRs))(?P<digits>{_DIGITS})(?:{_SCALE_AFTER})?
  | \b(?P<half>half\ an?\ (?P<half_of>dozen|hundred|thousand|million|billion))\b
  | \b(?P<couple>an?\ couple\ of)\b
  | \b(?P<spoken>(?:an?\ (?:dozen|hundred|thousand|million|billion)|(?:{_SPOKEN_WORD}))
        (?:(?:-|\s|\sand\s)(?:{_SPOKEN_WORD})\b){{0,8}})(?P<and_half>\sand\sa\shalf(?:\s(?P<half_of_scale>thousand|million|billion))?)?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEGINNING = re.compile(rf"\d|\.(?=\d)|\b(?:an?\b|half\b|{_SPOKEN_WORD})", re.IGNORECASE)
"""Where a number can begin. Why: most places of a text can not, and the whole pattern is slow to say so."""
_ONLY_DOT_GROUP = re.compile(r"\d{1,3}\.\d{3}")


_ALIKE = str.maketrans({"ſ": "s", "\u212a": "k", "ı": "i", "İ": "I"})


def plain_letters(text: str) -> str:
    """The text with the four letters that a pattern takes for s, k and i whatever their case written so; every letter keeps its place.

    Why: what such a pattern finds ("nıne", "yearſ") is then looked up among plain words.
    """
    return text if text.isascii() else text.translate(_ALIKE)


class Number(NamedTuple):
    """A number and its place.

    ``plain`` is the value before its scale (3 of 3M); ``grouped`` the value if the point parts thousands (1.200).
    """

    start: int
    end: int
    value: float
    plain: float
    scale: float
    spoken: bool
    letter: str
    grouped: float | None
    digits: str


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order, whatever they count. ``letter`` is the scale as written (``m`` may mean minutes or metres)."""
    text = plain_letters(text)
    out: list[Number] = []
    at = 0
    for beginning in _BEGINNING.finditer(text):
        if beginning.start() < at or (match := _NUMBER.match(text, beginning.start())) is None:
            continue
        number = _number(match)
        if number is None or number.end <= at:
            at = match.end()
            continue
        out.append(number)
        at = number.end
    return out


def digits_value(written: str) -> float:
    """The value of digits with their separators: 1,200 and 1'200 and 1.200.000 and 99,95 (one comma and no group of three)."""
    digits = re.sub(rf"['’ {_THIN}]", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}", digits):
        return float(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(digits.replace(",", ""))


def _number(match: re.Match[str]) -> Number | None:
    start, end = match.start(), match.end()
    if match.group("half"):
        scale = _scale_of(match.group("half_of"))
        return Number(start, end, scale / 2, 0.5, scale, True, "", None, "")
    if match.group("couple"):
        return Number(start, end, 2, 2, 1, True, "", None, "")
    if match.group("spoken"):
        value, length = _spoken(match.group("spoken"))
        if match.group("and_half") and length == len(match.group("spoken")):
            scale = _scale_of(match.group("half_of_scale") or "")
            return Number(start, end, (value + 0.5) * scale, value + 0.5, scale, True, "", None, "")
        scale = _scale_of(match.group("spoken")[:length].split()[-1].rpartition("-")[2])
        return Number(start, start + length, value, value / scale, scale, True, "", None, "")
    digits = match.group("digits")
    if len(digits) > _LONGEST:
        return None
    letter = match.group("tight") or match.group("word") or match.group("glued") or ""
    plain = digits_value(digits)
    scale = _LETTERS[letter.lower()] if letter else 1.0
    grouped = plain * 1_000 if _ONLY_DOT_GROUP.fullmatch(digits) and not digits.startswith("0") else None
    return Number(start, end, _tidy(plain * scale), plain, scale, False, letter, grouped, digits)


def _scale_of(word: str) -> float:
    return 12.0 if word.lower() == "dozen" else _SCALES.get(word.lower(), 1.0)


def _spoken(phrase: str) -> tuple[float, int]:
    """Value of the longest leading part that is one number, and its length in letters."""
    total = current = 0.0
    last, length = 0.0, 0
    for part in re.finditer(r"[A-Za-z]+", phrase):
        word = part.group().lower()
        if word in ("a", "an"):
            current, last = 1.0, -1.0
        elif word == "and":
            if last < 100:
                break
            continue
        elif word in _SMALL:
            value = float(_SMALL[word])
            joins = length == 0 or last >= 100 or (20 <= last <= 90 and 1 <= value <= 9)
            if not joins:
                break
            current, last = current + value, value
        elif word == "dozen":
            current, last = (current or 1) * 12, 12
        elif word == "hundred":
            current, last = (current or 1) * 100, 100
        else:
            total, current, last = total + (current or 1) * _SCALES[word], 0.0, _SCALES[word]
        length = part.end()
    return total + current, length


def _tidy(value: float) -> float:
    rounded = round(value, 6)
    return rounded if abs(rounded - value) < 1e-9 * max(1.0, abs(value)) else value
