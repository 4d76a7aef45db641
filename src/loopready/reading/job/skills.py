"""Skills that a requirement names: from the book of skills, by their capitals, and by the words round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from loopready.engines.text import stem
from loopready.reading.job.cues import evidence
from loopready.reading.job.lexicon import compile_phrases, fold, pattern, read_lexicon

_TOKEN = re.compile(r"[^\W_](?:[\w.+#&'’/-]*[\w+#])?|\.NET\b")
_CLAUSE = pattern("skills_clause")
_OPENING = pattern("skills_opening")
_LONGEST = 4
_LONGEST_LINE = 1200
_LONGEST_TAGGED = 8
_CODE = pattern("skills_code")
_SITE = re.compile(r"\s(?:offices?|factory|plant|site|branch|store|hospital|school|campus|team|visits?|headquarters|area|region)\b")


@cache
def _book() -> tuple[dict[str, bool], re.Pattern[str]]:
    """Every way to say a skill of the book, folded, with whether its capitals count; and the pattern of all."""
    ways: dict[str, bool] = {}
    for name, entry in read_lexicon("skills")["skills"].items():
        cased = bool((entry or {}).get("cased"))
        for way in (name, *(entry or {}).get("aliases", ())):
            single = cased and (way == name or way[0].isupper()) and " " not in way
            ways[fold(way)] = ways.get(fold(way), True) and (single or len(way) <= 3)
    pieces = (re.escape(way).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?") for way in sorted(ways, key=lambda way: (-len(way), way)))
    return ways, re.compile(r"(?<![\w.+#])(?:" + "|".join(pieces) + r")(?![\w#]|\+\+|\.js)")


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in read_lexicon("job_skills")["not_skills"])


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in read_lexicon("job_skills")["generic"])


@cache
def _everyday() -> frozenset[str]:
    """Stems of ordinary words, none of which names a skill by itself ("experience with services")."""
    return frozenset(stem(word) for word in str(read_lexicon("ordinary")["words"]).split())


@cache
def _places() -> frozenset[str]:
    return frozenset(word for place in read_lexicon("job_places")["places"] for word in str(place).split())


@cache
def _before() -> re.Pattern[str]:
    return compile_phrases(read_lexicon("job_skills")["before"])


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(read_lexicon("job_skills")["after"])
    return re.compile(rf"(?:^|[,;:(]\s*|\b(?:and|or|have|with|of)\s+)(?P<what>[^\s,;:()]+(?:\s[^\s,;:()]+){{0,3}}?)\s(?:{words})\b")


@cache
def _broad() -> frozenset[str]:
    """Ways to say a field or an activity, which count as named only where the line frames them ("experience in audit")."""
    book = read_lexicon("skills")["skills"].items()
    return frozenset(fold(way) for name, entry in book if (entry or {}).get("broad") for way in (name, *entry.get("aliases", ())))


@lru_cache(maxsize=4096)
def skill_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Places of the named skills of a text, in order, none inside another."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    ways, pattern = _book()
    framed = [] if len(text) > _LONGEST_LINE else _framed(text, folded)
    for match in pattern.finditer(folded):
        key = re.sub(r"[\s-]+", " ", match.group())
        if ways.get(match.group(), ways.get(key, False)) and not _written_as_name(text, *match.span()):
            continue
        if len(key) == 1 and not _CODE.search(folded):
            continue
        if key in _broad() and not _is_framed(match.span(), framed):
            continue
        found.append(match.span())
    condition = bool(evidence(text)["condition"])
    for span in (*(() if condition else _named(text, folded)), *framed):
        if not any(span[0] < end and start < span[1] for start, end in found):
            found.append(span)
    return tuple(sorted(found))


def _is_framed(span: tuple[int, int], framed: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and span[1] - span[0] > 0.6 * (end - start) for start, end in framed)


Origin = Literal["words", "tagger"]


def named_skills(text: str, *, tagged: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int, str, Origin]]:
    """Named tools, technologies, methods and qualifications: start, end, the words of the posting, what found them; each once, in order.

    ``tagged`` are places that the tagger takes for knowledge; one that touches what the words show already is left out.
    """
    shown = skill_spans(text)
    origins: dict[tuple[int, int], Origin] = dict.fromkeys(shown, "words")
    for start, end in tagged:
        if not any(start < last and first < end for first, last in origins) and _worth_adding(fold(text[start:end])):
            origins[start, end] = "tagger"
    out: dict[str, tuple[int, int, str, Origin]] = {}
    for (start, end), origin in sorted(origins.items(), key=lambda pair: (pair[1] == "tagger", pair[0])):
        said = " ".join(text[start:end].split())
        out.setdefault(fold(said), (start, end, said, origin))
    return sorted(out.values())


def _worth_adding(phrase: str) -> bool:
    words = phrase.split()
    return len(words) <= _LONGEST_TAGGED and phrase not in _generic() and not all(word in _generic() for word in words)


def _written_as_name(text: str, start: int, end: int) -> bool:
    """Whether an everyday word is written with capitals, and not only since it opens the sentence."""
    said = text[start:end]
    if not said[0].isupper():
        return False
    if len(said) > 1 and said.isupper():
        return True
    opens = not text[:start].strip(" \t*-•·(") or re.search(r"[.!?:]\s+$", text[:start]) is not None
    return not opens or end == len(text.rstrip(" .;"))


def _named(text: str, folded: str) -> list[tuple[int, int]]:
    """Runs of words written as names: inner capitals, all capitals, or a capital that does not open the sentence."""
    out: list[tuple[int, int]] = []
    run: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        if _is_name(text, match.start(), match.end(), folded):
            joined = run is not None and text[run[1] : match.start()] in (" ", " & ")
            run = (run[0], match.end()) if joined and run is not None else match.span()
            if joined and out:
                out[-1] = run
            else:
                out.append(run)
        elif run is not None and re.fullmatch(r"\d{1,5}", match.group()) and text[run[1] : match.start()] == " ":
            run = (run[0], match.end())
            out[-1] = run
        else:
            run = None
    return out


def _is_name(text: str, start: int, end: int, folded: str) -> bool:
    said = text[start:end]
    bare = re.sub(r"['’]s$", "", folded[start:end]).strip(".")
    if bare in _plain_words() or not any(char.isalpha() for char in said) or len(bare) < 2:
        return False
    if bare in _places():
        return False
    if re.search(r"[a-z][A-Z]|[A-Z].*[A-Z]|[A-Za-z]\d|[+#]", said):
        return not re.fullmatch(r"\d+(?:st|nd|rd|th|k|m|yrs?|kg|lbs?|hrs?|x)", folded[start:end])
    if not said[0].isupper() or bare in _places() or _SITE.match(folded, end):
        return False
    before = text[:start].rstrip(" \t*_\"'(“‘")
    return bool(before) and before[-1] not in ".!?:•-–—" and "\n" not in text[len(before) : start]


def _framed(text: str, folded: str) -> list[tuple[int, int]]:
    """What stands after "experience with" or before "experience"."""
    out = []
    for match in _before().finditer(folded):
        start = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip())
        while opening := _OPENING.match(folded, start):
            start = opening.end()
        stop = _CLAUSE.search(folded, start)
        out.append((start, stop.start() if stop else len(text)))
    out += [match.span("what") for match in _after().finditer(folded)]
    return [(start, start + len(text[start:end].rstrip(" .!'’"))) for start, end in out if _worth_naming(folded[start:end].strip(" .!"))]


def _worth_naming(phrase: str) -> bool:
    words = phrase.split()
    if not 0 < len(words) <= _LONGEST or phrase in _generic() or not any(char.isalpha() for char in phrase):
        return False
    if all(word in _generic() or word in _plain_words() for word in words) or words[-1] in _plain_words():
        return False
    if len(words) == 1 and phrase not in _book()[0] and stem(phrase) in _everyday():
        return False
    return not words[0].endswith("ing") or words[0] in (
        "accounting",
        "nursing",
        "teaching",
        "marketing",
        "welding",
        "plumbing",
        "engineering",
        "banking",
        "purchasing",
        "billing",
        "testing",
    )
