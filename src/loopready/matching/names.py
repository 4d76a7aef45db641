"""Named tools, methods, firms and papers: which ones a requirement names, and where a CV names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from loopready.engines import lexicon
from loopready.engines.skill_book import cased, is_product, topics_in, ways_to_say
from loopready.engines.text import fold, stem
from loopready.matching.lexicon import matching, word_set
from loopready.matching.words import looks_like_name

_AMOUNT = re.compile(r"\d[\d.,]*(?:k|m|bn|b)?\+?", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:[.+#/&'][^\W_]+)*[+#]*|\.[A-Za-z]+")


def is_common(name: str) -> bool:
    """Whether a name is also an everyday word, so that only its capital tells."""
    tokens = _TOKEN.findall(name)
    return len(tokens) == 1 and fold(tokens[0]) in (word_set("common_names") | word_set("weak") | word_set("stop") | cased())


def without_vendor(name: str) -> str:
    """A product's name without its maker's: "Microsoft Excel" -> "Excel"; the name itself where nothing else is left."""
    tokens = name.split()
    while len(tokens) > 1 and fold(tokens[0]) in word_set("vendors"):
        tokens = tokens[1:]
    return " ".join(tokens)


@lru_cache(maxsize=8192)
def places(name: str, text: str, *, listed: bool = False) -> tuple[tuple[int, int], ...]:
    """Where a text says a name, in one of its ways. ``listed``: the text is a keyword of a list, so case tells nothing."""
    out: list[tuple[int, int]] = []
    for way in ways_to_say(name):
        out += _places_of(way, text, listed=listed)
    short = without_vendor(name)
    if short != name:
        out += _places_of(short, text, listed=listed, named=True)
    return tuple(sorted(set(out)))


def _places_of(way: str, text: str, *, listed: bool, named: bool = False) -> Iterable[tuple[int, int]]:
    pattern = _pattern(way)
    if pattern is None:
        return
    by_case = not listed and (is_common(way) or (named and len(way.split()) == 1))
    for match in pattern.finditer(text):
        if by_case:
            first = not text[: match.start()].strip(" -*•·>\t")
            if not match.group()[:1].isupper() or (first and is_common(way)):
                continue
        elif len(way) <= 2 and match.group() != way:
            continue
        yield match.span()


@lru_cache(maxsize=16_384)
def _pattern(way: str) -> re.Pattern[str] | None:
    tokens = _TOKEN.findall(way)
    if not tokens:
        return None
    parts = [re.escape(token) for token in tokens]
    if tokens[-1].isalpha() and len(tokens[-1]) > 3:
        parts[-1] = rf"{re.escape(tokens[-1])}(?:s|es|\.?js)?"
    return re.compile(r"(?<![\w])" + r"[\s\-/,.()&$']{0,3}".join(parts) + r"(?![\w#]|\+\+)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def names_in(text: str, *, ignore: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names in a requirement, in order: products and papers that the book knows, and what is written as a name.

    Places, languages and the words of ``ignore`` (the hiring firm's own names, folded) are none.
    """
    found = [text[start:end] for start, end, name in topics_in(text) if is_product(name)]
    fields = [(start, end) for start, end, name in topics_in(text) if not is_product(name)]
    run: list[str] = []
    at = -1
    for number, match in enumerate(_TOKEN.finditer(text)):
        word = fold(match.group())
        if run and match.group().isdigit() and fold(run[-1]) in word_set("standards") and text[at : match.start()] == " ":
            run.append(match.group())
            at = match.end()
            continue
        named = looks_like_name(match.group(), first=number == 0) and word not in ignore and word not in places_and_tongues()
        named = named and not any(start <= match.start() < end for start, end in fields) and not _measures(match, text)
        if named and run and text[at : match.start()] == " ":
            run.append(match.group())
        else:
            if run:
                found.append(" ".join(run))
            run = [match.group()] if named else []
        at = match.end()
    if run:
        found.append(" ".join(run))
    kept: list[str] = []
    for name in sorted(dict.fromkeys(found), key=lambda name: -len(name)):
        if not any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(other)) for other in kept):
            kept.append(name)
    order = {name: text.find(name) for name in kept}
    return tuple(sorted(kept, key=lambda name: order[name]))


_FULL = re.compile(r"\b[A-Z][\w'’-]+(?:(?:\s(?:of|and|for|the|in|&))*\s[A-Z][\w'’-]+){2,}")
_SHORT = re.compile(r"(?<![\w-])(?=(?:\w*[A-Z]){3})[A-Z]\w{2,7}(?![\w-])")
_FEWEST_INITIALS = 3


@lru_cache(maxsize=2048)
def spelt_out(text: str) -> tuple[tuple[int, int, str], ...]:
    """Runs of capitalised words that may be said by their initials, with these: "Nursing and Midwifery Council", NMC."""
    out = []
    for match in _FULL.finditer(text):
        initials = "".join(word[0] for word in match.group().split() if word[0].isupper())
        if len(initials) >= _FEWEST_INITIALS:
            out.append((*match.span(), initials))
    return tuple(out)


@lru_cache(maxsize=2048)
def short_forms(text: str) -> tuple[str, ...]:
    """Words that may stand for a run of capitalised ones: three capitals or more, others between them left out of account (GPhC)."""
    return tuple(match.group() for match in _SHORT.finditer(text))


def capitals(word: str) -> str:
    """The capitals of a word: GPhC -> GPC."""
    return "".join(char for char in word if char.isupper())


def _measures(match: re.Match[str], text: str) -> bool:
    """Whether a word written as a name is an amount ("5M"), a unit after one ("200 L"), or a label before a number ("Band 6")."""
    word = match.group()
    if _AMOUNT.fullmatch(word):
        return True
    if fold(word) in word_set("units") and re.search(r"\d\s?$", text[: match.start()]):
        return True
    return fold(word) in word_set("labels") and re.match(r"\s?(?:\d|[IVX]+\b)", text[match.end() :]) is not None


@cache
def places_and_tongues() -> frozenset[str]:
    """Places and languages, folded: written as names, but no names of things."""
    names = {fold(str(name)) for key in ("countries", "cities") for name in lexicon.table("cv_places")[key]}
    names |= {fold(str(name)) for region in matching()["demonyms"].values() for name in region}
    return frozenset(names) | word_set("languages")


def stems_of(names: Iterable[str]) -> frozenset[str]:
    """Stems of all words of the names."""
    return frozenset(stem(token) for name in names for token in _TOKEN.findall(name))
