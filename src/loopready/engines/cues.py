"""Cue phrases: words in order with up to two others between them.

``word*`` is a prefix, ``a|b`` a choice, ``=word`` that word unstemmed. Case and accents do not count; plural, -ing and -ed
do not either. Hyphenated words of a cue (``on-call``) stand side by side. A hit never runs over the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from loopready.engines.text import fold, stem, words

GAP = 2
_BREAK = re.compile(r"[.!?;:…]+[\"'’”)\]]*\s|\n[ \t]*\n|\n[ \t]*(?:[•▪◦‣·●○■□▸►–—*-]|\d{1,2}[.)])[ \t]|[•▪◦‣●|]")


class CueHit(NamedTuple):
    """A cue and the place of its words: ``text[start:end]``."""

    cue: str
    start: int
    end: int


class _Token(NamedTuple):
    kind: str
    """``stem``, ``exact`` or ``prefix``."""
    form: str


_Alternative = tuple[_Token, ...]
_Element = tuple[_Alternative, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    folded: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    segments: tuple[int, ...]
    by_stem: dict[str, list[int]]
    by_folded: dict[str, list[int]]
    in_order: list[str]
    """The folded words, each once, sorted: so that a prefix is looked up and not searched for."""


@lru_cache(maxsize=512)
def _prepare(text: str) -> _Text:
    found = words(text)
    breaks = [match.start() for match in _BREAK.finditer(text)]
    segments, at = [], 0
    for word in found:
        while at < len(breaks) and breaks[at] < word.start:
            at += 1
        segments.append(at)
    folded = tuple(fold(word.text) for word in found)
    stems = tuple(stem(word.text) for word in found)
    by_stem, by_folded = _places(stems), _places(folded)
    return _Text(
        folded=folded,
        stems=stems,
        starts=tuple(word.start for word in found),
        ends=tuple(word.end for word in found),
        segments=tuple(segments),
        by_stem=by_stem,
        by_folded=by_folded,
        in_order=sorted(by_folded),
    )


def _places(forms: Sequence[str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        out[form].append(at)
    return dict(out)


@lru_cache(maxsize=65_536)
def _parse(cue: str) -> tuple[_Element, ...]:
    elements = tuple(element for element in (_parse_element(part) for part in cue.split()) if element)
    if not elements:
        raise ValueError(f"the cue {cue!r} holds no word")
    return elements


def _parse_element(part: str) -> _Element:
    return tuple(alternative for alternative in (_parse_alternative(choice) for choice in part.split("|")) if alternative)


def _parse_alternative(choice: str) -> _Alternative:
    prefix, exact = choice.endswith("*"), choice.startswith("=")
    found = words(choice.rstrip("*").lstrip("="))
    tokens = [_Token("exact", fold(word.text)) if exact else _Token("stem", stem(word.text)) for word in found]
    if prefix and tokens:
        tokens[-1] = _Token("prefix", fold(found[-1].text))
    return tuple(tokens)


def _is(token: _Token, text: _Text, at: int) -> bool:
    if token.kind == "stem":
        return text.stems[at] == token.form
    if token.kind == "exact":
        return text.folded[at] == token.form
    return text.folded[at].startswith(token.form)


def _ends_at(alternative: _Alternative, text: _Text, at: int) -> int:
    """Index after the alternative's last word where it stands at ``at``, else -1."""
    end = at + len(alternative)
    if end > len(text.stems):
        return -1
    for token, place in zip(alternative, range(at, end), strict=True):
        if not _is(token, text, place):
            return -1
    return end if text.segments[at] == text.segments[end - 1] else -1


def _match(elements: Sequence[_Element], text: _Text, at: int) -> int:
    """Index after the last word of the cue whose first word stands at ``at``, else -1; the nearest words win."""
    for alternative in elements[0]:
        end = _ends_at(alternative, text, at)
        if end < 0:
            continue
        if len(elements) == 1:
            return end
        for place in range(end, min(end + GAP + 1, len(text.stems))):
            if text.segments[place] != text.segments[at]:
                break
            last = _match(elements[1:], text, place)
            if last >= 0:
                return last
    return -1


def _second(elements: Sequence[_Element]) -> frozenset[str] | None:
    """The stems of which one must follow within the gap, where the cue begins with one word and the next is known by its stem."""
    if len(elements) < 2 or any(len(alternative) != 1 for alternative in elements[0]):
        return None
    tokens = [alternative[0] for alternative in elements[1]]
    return frozenset(token.form for token in tokens) if all(token.kind == "stem" for token in tokens) else None


class CueSet:
    """Cues compiled once. ValueError for a cue without a word."""

    def __init__(self, cues: Iterable[str]) -> None:
        self.cues: tuple[str, ...] = tuple(dict.fromkeys(cues))
        self._elements = [_parse(cue) for cue in self.cues]
        firsts: dict[str, dict[str, dict[int, None]]] = {"stem": defaultdict(dict), "exact": defaultdict(dict), "prefix": defaultdict(dict)}
        for number, elements in enumerate(self._elements):
            for alternative in elements[0]:
                firsts[alternative[0].kind][alternative[0].form][number] = None
        self._firsts = {kind: {form: tuple(numbers) for form, numbers in forms.items()} for kind, forms in firsts.items()}
        self._prefixes = sorted(self._firsts["prefix"].items(), key=lambda pair: (len(pair[0]), pair[0]))
        self._seconds = [_second(elements) for elements in self._elements]

    def hits(self, text: str) -> list[CueHit]:
        """All places of all cues, by place; hits of one cue do not overlap."""
        prepared = _prepare(text)
        starting = self._starting(prepared)
        if not starting:
            return []
        free = [0] * len(self.cues)
        out: list[CueHit] = []
        for at in sorted(starting):
            following = prepared.stems[at + 1 : at + GAP + 2]
            for number in starting[at]:
                second = self._seconds[number]
                if at < free[number] or (second is not None and second.isdisjoint(following)):
                    continue
                end = _match(self._elements[number], prepared, at)
                if end >= 0:
                    free[number] = end
                    out.append(CueHit(self.cues[number], prepared.starts[at], prepared.ends[end - 1]))
        return sorted(out, key=lambda hit: (hit.start, hit.end))

    def found(self, text: str) -> set[str]:
        """The cues that occur in the text at all."""
        return {hit.cue for hit in self.hits(text)}

    def _starting(self, text: _Text) -> dict[int, list[int]]:
        """The cues whose first word stands at each place: by stem, then by the word itself, then by prefixes from short to long."""
        out: dict[int, list[int]] = defaultdict(list)
        for kind, places in (("stem", text.by_stem), ("exact", text.by_folded)):
            firsts = self._firsts[kind]
            for form in firsts.keys() & places.keys():
                for at in places[form]:
                    out[at].extend(firsts[form])
        for prefix, numbers in self._prefixes:
            for word in islice(text.in_order, bisect_left(text.in_order, prefix), None):
                if not word.startswith(prefix):
                    break
                for at in text.by_folded[word]:
                    out[at].extend(numbers)
        return out


@lru_cache(maxsize=4_096)
def _compiled(cues: tuple[str, ...]) -> CueSet:
    return CueSet(cues)


def find(cue: str, text: str) -> list[tuple[int, int]]:
    """The places of one cue in the text: start and end, in order, not overlapping."""
    return [(hit.start, hit.end) for hit in _compiled((cue,)).hits(text)]


def find_any(cues: Iterable[str], text: str) -> list[CueHit]:
    """The places of all cues in the text, by place."""
    return _compiled(tuple(cues)).hits(text)
