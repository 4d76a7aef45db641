"""Whether a sentence rests on its cites: its numbers and proper names must occur in them or in a calculation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from loopready.engines import lexicon
from loopready.engines.figures import Number, convert_duration, figures_of, numbers
from loopready.engines.figures.masks import dates
from loopready.engines.text import fold, sentences, stem, words

_TABLE = "ordinary"
_NAME = re.compile(r"(?<![^\W_])(?:[^\W\d_]|\d+(?=[A-Za-z]))[\w&+#]*(?:[./'’-][\w&+#]+)*")
_OPENER = re.compile(r"(?:[:;?!.…|•·]|[-–—]|____|\d[.)])\s+[\"'“‘(\[]*$|[\"“‘(\[]$|[\n/]\s*[\"'“‘(\[]*$")
_UNCOUNTED = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|\b(?:24|16)\s?[x×/]\s?[57]\b|\b1[:-]1s?\b|_{2,}"
    r"|\b(?:the|these|those|other|last|first|next)\s(?:two|three|four)\b(?=\s*(?:[.,;:)?!]|$|of\b|are\b|were\b|is\b|that\b|and\b))"
    r"|\b(?:no )?one\b|\b(?:at|of) (?:six(?:es)?|sevens)\b|\bzero\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|(?<=\n)|(?<=[:.;,?!)]\s))[ \t]*(\d{1,2})[.)]\s", re.MULTILINE)
_COMPOUND = re.compile(
    r"\b(\d+)\s?(h|hours?|hrs?|years?|days?)\s(?:and\s)?(\d+)\s?(min|minutes?|mins|months?|hours?|h)\b", re.IGNORECASE
)  # fmt: skip
_MEASURED = re.compile(r"[\d.,]+(?:k|K|M|m|B|bn|x|h|d|s|ms|min|st|nd|rd|th|TB|GB|PB|MB|D)(?:[-/].*)?")
_SMALL_WORD = re.compile(r"\b[a-z][a-z'’-]+")
_UNITS = {"h": "hours", "m": "minutes", "y": "years", "d": "days"}
_ROUGHEST = 0.06
"""Largest rounding, as a share of the number, by which a text (not a calculation) may be restated."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEARS = re.compile(r"\b(19|20)\d\d\s?[-–—/]\s?(\d\d)\b(?![-/.\d])")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class _Support:
    folded: str = ""
    words: set[str] = field(default_factory=set)
    values: set[float] = field(default_factory=set)
    results: list[float] = field(default_factory=list)
    texts: tuple[str, ...] = ()


def ungrounded(
    claim_text: str,
    support_texts: str | Iterable[str],
    *,
    results: Iterable[object] = (),
    allow: Iterable[str] = (),
) -> list[str]:
    """The numbers and proper names of a claim that neither a cite's text nor a result of a calculation holds, in order.

    Numbers compare by value and by rounding as displayed: 4.32 rests on a result of 4.3199, 1.9M on 1,900,000, "two" on 2.
    Ordinals, list numbers, "one" and blanks (``____``) are no claims. A proper name is a capitalised word inside a sentence, or
    one at its start that is no ordinary English word. ``results`` may hold numbers, texts, lists and mappings; ``allow`` holds
    words and numbers that need no support.
    """
    texts = (support_texts,) if isinstance(support_texts, str) else tuple(support_texts)
    support = _support(texts, tuple(_flat(results)), tuple(allow))
    found = [*_numbers_without(claim_text, support), *_names_without(claim_text, support)]
    return list(dict.fromkeys(text for _, text in sorted(found)))


def _flat(values: Iterable[object]) -> list[float | str]:
    out: list[float | str] = []
    for value in values:
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | float):
            out.append(float(value))
        elif isinstance(value, str):
            out.append(value)
        elif isinstance(value, Mapping):
            out.extend(_flat([*value.keys(), *value.values()]))
        elif isinstance(value, Iterable):
            out.extend(_flat(value))
    return out


@lru_cache(maxsize=1024)
def _support(texts: tuple[str, ...], results: tuple[float | str, ...], allow: tuple[str, ...]) -> _Support:
    out = _Support()
    spoken = [*texts, *(result for result in results if isinstance(result, str)), *allow]
    out.results = [result for result in results if isinstance(result, float)]
    out.folded = "\n".join(fold(text) for text in spoken)
    out.texts = tuple(spoken)
    for text in spoken:
        read = _read(text)
        out.words |= read.words
        out.values |= read.values
    return out


@lru_cache(maxsize=2048)
def _read(text: str) -> _Support:
    out = _Support()
    out.words = set(_PLAIN_WORD.findall(fold(text)))
    for number in numbers(text):
        out.values |= {number.value, number.plain} if number.grouped is None else {number.value, number.plain, number.grouped}
    out.values.update(float(digits) for digits in _DIGITS.findall(text))
    out.values.update(float(century + year) for century, year in _SHORT_YEARS.findall(text))
    return out


@lru_cache(maxsize=2_048)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words(text))


@lru_cache(maxsize=2_048)
def _months(text: str) -> frozenset[str]:
    """The months a text names, as ``YYYY-MM``."""
    return frozenset(str(date.unit)[:7] for date in dates(text) if date.unit and len(date.unit) >= 7)


@lru_cache(maxsize=2_048)
def _minutes(text: str) -> tuple[float, ...]:
    """The lengths of time a text names, in minutes."""
    found = figures_of(text, "duration")
    return tuple(
        convert_duration(value, str(figure.unit), "minutes")
        for figure in found
        for value in (figure.value, figure.base)
        if value is not None
    )


def _numbers_without(text: str, support: _Support) -> list[tuple[int, str]]:
    held = numbers(text)
    if not held and not _YEAR.search(text):
        return []
    skip = [match.span() for match in _UNCOUNTED.finditer(text)]
    skip += _list_numbers(text)
    skip += [match.span() for match in _COMPOUND.finditer(text) if _compound_rests(match, support)]
    out = []
    for number in held:
        if any(start < number.end and number.start < end for start, end in skip) or _is_in_a_name(text, number):
            continue
        if not _rests(number, support):
            out.append((number.start, text[number.start : number.end].strip()))
    if _YEAR.search(text):
        out += _months_without(text, support)
    return out


def _months_without(text: str, support: _Support) -> list[tuple[int, str]]:
    """Months with their year that no support names, where it names months at all."""
    named = [date for date in dates(text) if date.unit and len(date.unit) >= 7 and not date.text.isdigit()]
    if not named:
        return []
    known = {month for supporting in support.texts for month in _months(supporting)}
    return [(date.start, date.text) for date in named if known and str(date.unit)[:7] not in known]


def _list_numbers(text: str) -> list[tuple[int, int]]:
    """Places of 1. 2. 3. where they count up from one."""
    out = []
    expected = 1
    for match in _LISTED.finditer(text):
        if int(match.group(1)) == expected:
            out.append(match.span(1))
            expected += 1
    return out


def _is_in_a_name(text: str, number: Number) -> bool:
    """Whether letters touch the digits (S3, 3rd, k8s): such words are judged as names."""
    if number.spoken or number.letter:
        return False
    after = text[number.end : number.end + 1]
    before = text[number.start - 1 : number.start] if number.start else ""
    if before.isalpha():
        return True
    return after.isalpha() and re.match(r"(?:min|h|s|ms|d|x|k|m)\b", text[number.end :], re.IGNORECASE) is None


def _rests(number: Number, support: _Support) -> bool:
    decimals = len(number.digits.rpartition(".")[2]) if "." in number.digits else 0
    half = 0.5 * 10.0**-decimals * number.scale
    if number.value in support.values or number.grouped in support.values:
        return True
    slack = 1e-9 * max(1.0, abs(number.value)) + 1e-12
    rounded = (decimals > 0 or number.scale > 1) and half <= _ROUGHEST * number.value
    for value in support.values:
        if abs(value - number.value) <= slack:
            return True
        if rounded and value and abs(abs(value) - number.value) <= half + slack:
            return True
    for result in support.results:
        size = abs(result)
        if any(abs(shown - number.value) <= half + slack for shown in ((size, size * 100) if size <= 1 else (size,))):
            return True
    return False


def _compound_rests(match: re.Match[str], support: _Support) -> bool:
    first, second = _UNITS[match.group(2)[0].lower()], match.group(4).lower()
    smaller = "months" if second.startswith("mo") else _UNITS[second[0]]
    if (first, smaller) == ("years", "months"):
        total = int(match.group(1)) * 12 + int(match.group(3))
    else:
        total = round(convert_duration(float(match.group(1)), first, smaller)) + int(match.group(3))
    if any(abs(abs(result) - total) <= 0.5 + 1e-9 for result in support.results):
        return True
    minutes = convert_duration(total, smaller, "minutes")
    return any(abs(value - minutes) <= 0.5 for supporting in support.texts for value in _minutes(supporting))


@cache
def _ordinary_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.word_set(_TABLE, "words"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.word_set(_TABLE, "endings"))


def _names_without(text: str, support: _Support) -> list[tuple[int, str]]:
    out = []
    for match in _NAME.finditer(text):
        if match.group().islower() and match.group().isalpha():
            continue
        token = re.sub(r"['’]s?$", "", match.group())
        if _looks_like_name(token) and not _name_rests(token, support, at=match.start(), text=text):
            out.append((match.start(), token))
    return out


@lru_cache(maxsize=8_192)
def _looks_like_name(token: str) -> bool:
    """Whether a word has capitals, or letters and digits, and is no number with its unit."""
    if len(token) == 1:
        return False
    has_digit = any(letter.isdigit() for letter in token)
    if not (
        token[0].isupper() or (has_digit and any(letter.isalpha() for letter in token)) or any(letter.isupper() for letter in token[1:])
    ):
        return False
    return not (has_digit and not token[0].isalpha() and _MEASURED.fullmatch(token))


@lru_cache(maxsize=64)
def _beginnings(text: str) -> tuple[frozenset[int], frozenset[str]]:
    """Where the sentences of a text begin, and its words in small letters."""
    return frozenset(start for start, _ in sentences(text)), frozenset(match.group() for match in _SMALL_WORD.finditer(text))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, a quotation or an item begins here."""
    before = text[max(0, at - 12) : at]
    return before.strip(" \"'“‘([*") == "" or _OPENER.search(before) is not None


def _name_rests(token: str, support: _Support, *, at: int, text: str) -> bool:
    """Whether a word at a place of a text needs no support or has it; ``at`` is -1 for the later parts of a word."""
    if token in lexicon.word_set(_TABLE, "always") or token in lexicon.word_set(_TABLE, "acronyms"):
        return True
    if token.replace("’", "'") in lexicon.word_set(_TABLE, "always"):
        return True
    folded = fold(token)
    if folded in support.words:
        return True
    if not folded.isalnum() and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", support.folded):
        return True
    if at >= 0:
        starts, lower = _beginnings(text)
        if (at in starts or _opens(text, at)) and _is_ordinary(token, lower):
            return True
    if any(stem(token) in _stems(supporting) for supporting in support.texts):
        return True
    parts = [part for part in re.split(r"[-/.'’&]", token) if part]
    if len(parts) > 1:
        return all(not part[0].isupper() or _name_rests(part, support, at=-1 if i else at, text=text) for i, part in enumerate(parts))
    return False


def _is_ordinary(token: str, lower: frozenset[str]) -> bool:
    if any(letter.isupper() for letter in token[1:]):
        return False
    plain = fold(re.split("['’]", token, maxsplit=1)[0])
    return plain in lower or stem(plain) in _ordinary_stems() or (len(plain) > 5 and plain.removesuffix("s").endswith(_endings()))
