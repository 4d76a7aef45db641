"""The gate: what a rewritten sentence says that neither the sentence it stands for nor that one's cites say.

A language model may put a claim in better words. It may not add, drop a doubt, turn a direction round, or make experience of what a
posting asks for. Each rule here looks for one way in which that happens; a sentence with any fault is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.degrees import level_in
from loopready.engines.figures import Figure, figures, numbers
from loopready.engines.ground import ungrounded
from loopready.engines.skill_book import implied, topics_in
from loopready.engines.text import fold, sentences, stem, words

FaultKind = Literal[
    "empty", "length", "form", "blank", "quote", "number", "unit", "change", "technology", "degree", "verb", "title", "praise", "scope",
    "cause", "outcome", "parties", "promise", "ongoing", "protected", "direction", "negation", "hedge", "experience",
]  # fmt: skip
"""What is wrong: ``number`` holds proper names too, ``change`` a from-to that is turned round, ``experience`` a posting's wish as fact."""

_TABLE = "gate"
BLANK = "____"
_QUOTED = re.compile(r"[“\"]([^”\"]{2,})[”\"]")
_FORM = re.compile(
    r"https?:|www\.|\S@\S+\.\w|<[a-z/!]|```|\*\*|^\s*(?:[-*#>]|\d+\.)\s|\]\(|\{\{|[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
    r"|\b(?:as an? (?:ai|language model)|ignore (?:all|the|any|previous)|previous instructions?|system prompt|here is (?:the|a|your)\b"
    r"|rewritten|rephrased|i (?:cannot|can't|am unable))",
    re.IGNORECASE | re.MULTILINE,
)
_ROOM, _TIMES = 60, 1.5
"""A phrase may be half as long again as what it stands for, and this many letters more."""
_SAME = 1e-6
_SHORT_OF = re.compile(
    r"\b(?:nearly|almost|(?:just )?under|close to|not quite|up to|less than|fewer than|at most|towards)\s+(?:an?\s+)?$", re.IGNORECASE
)
"""What before a number says that it was not quite reached."""


class Fault(NamedTuple):
    """What is wrong with a phrase, and the words that show it."""

    kind: FaultKind
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a phrase may rest on.

    ``said`` is the sentence it stands for; ``person`` are texts that speak of the person (their CV's words, their corrections),
    ``posting`` the posting's, ``other`` the library's; ``results`` are calculated values.
    """

    said: str
    person: tuple[str, ...] = ()
    posting: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    results: tuple[float | int | str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them but the results."""
        return (self.said, *self.person, *self.posting, *self.other)


def faults(text: str, ground: Ground) -> list[Fault]:
    """Everything that a phrase adds to its ground, takes from it or turns round; empty where it may stand."""
    if not text.strip():
        return [Fault("empty", "")]
    out = [*_form(text, ground), *_quotes(text, ground)]
    out += [Fault("number", found) for found in ungrounded(text, ground.texts, results=ground.results)]
    out += _figures(text, ground)
    out += _skills(text, ground)
    if level_in(text) > max(level_in(each) for each in ground.texts):
        out.append(Fault("degree", text))
    out += _classes(text, ground)
    out += _turned(text, ground)
    out += _reached(text, ground)
    out += _experience(text, ground)
    return out


def _form(text: str, ground: Ground) -> list[Fault]:
    out = []
    if len(text) > len(ground.said) * _TIMES + _ROOM:
        out.append(Fault("length", f"{len(text)} letters for {len(ground.said)}"))
    found = _FORM.search(text)
    if found and found.group().strip() not in ground.said:
        out.append(Fault("form", found.group()))
    if text.count(BLANK) != ground.said.count(BLANK):
        out.append(Fault("blank", BLANK))
    return out


def _quotes(text: str, ground: Ground) -> list[Fault]:
    held = " ".join(" ".join(ground.texts).split())
    return [Fault("quote", quote) for quote in _QUOTED.findall(text) if " ".join(quote.split()) not in held]


# --- figures ------------------------------------------------------------------------------------------------------------------------


def _figures(text: str, ground: Ground) -> list[Fault]:
    """Figures whose number is held and whose unit, thing counted, bound or direction is not."""
    known = [figure for each in ground.texts for figure in figures(each)]
    out: list[Fault] = []
    for figure in figures(text):
        if figure.kind == "date":
            continue
        if figure.base is not None and any(_is_turned(figure, other) for other in known):
            out.append(Fault("change", figure.text))
            continue
        same = [other for other in known if _has(other, figure.value)]
        if not same:
            continue
        if not any(_counts_alike(figure, other) for other in same):
            out.append(Fault("unit", figure.text))
        elif not any(_bounds_alike(figure, other) for other in same):
            out.append(Fault("unit", f"{figure.comparator} {figure.text}"))
    return out


def _has(figure: Figure, value: float) -> bool:
    return any(each is not None and abs(each - value) <= _SAME * max(1.0, abs(value)) for each in (figure.value, figure.base, figure.high))


def _is_turned(figure: Figure, other: Figure) -> bool:
    return (
        figure.base is not None
        and other.base is not None
        and figure.base != figure.value
        and _has(other, figure.base)
        and abs(other.base - figure.value) <= _SAME * max(1.0, abs(figure.value))
    )


def _counts_alike(figure: Figure, other: Figure) -> bool:
    if figure.kind == "duration" or other.kind == "duration":
        return figure.kind == other.kind and figure.unit == other.unit and figure.period in (None, other.period)
    if figure.kind == "money" or other.kind == "money":
        alike = figure.kind == other.kind and figure.currency in (None, other.currency)
        return alike and (figure.period == other.period or figure.period is None)
    if (figure.kind in ("percent", "availability")) != (other.kind in ("percent", "availability")):
        return False
    if figure.unit == "points" and other.unit != "points":
        return False
    if figure.period is not None and other.period is not None and figure.period != other.period:
        return False
    return _is_same_thing(figure, other)


def _is_same_thing(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same, as far as their words tell: 15 engineers may be called 15 people, and not 15 teams."""
    if figure.kind in ("percent", "availability", "ratio") or figure.noun is None or other.noun is None or figure.noun == other.noun:
        return figure.noun is None or {figure.kind, other.kind} != {"people", "teams"}
    if {stem(word.text) for word in words(figure.noun)} & {stem(word.text) for word in words(other.noun)}:
        return True
    return figure.kind == other.kind == "people" and stem(figure.noun.split()[-1]) in _general()


@cache
def _general() -> frozenset[str]:
    """Words for people of any trade, as stems."""
    return frozenset(stem(word) for word in lexicon.word_set(_TABLE, "people"))


def _bounds_alike(figure: Figure, other: Figure) -> bool:
    """A bound may be left out where it is the lesser claim to do so, and none may be brought in."""
    if figure.comparator == other.comparator:
        return True
    if figure.comparator == "about":
        return other.comparator is None
    return figure.comparator is None and other.comparator in ("about", "at least", "over")


def _short_of(text: str, at: int) -> bool:
    return _SHORT_OF.search(text[max(0, at - 24) : at]) is not None


def _reached(text: str, ground: Ground) -> list[Fault]:
    """Numbers that the ground says were nearly reached, told as reached."""
    kept: dict[float, bool] = {}
    for each in ground.texts:
        for number in numbers(each):
            kept[number.value] = kept.get(number.value, True) and _short_of(each, number.start)
    said = [number for number in numbers(text) if kept.get(number.value)]
    return [Fault("hedge", text[number.start : number.end]) for number in said if not _short_of(text, number.start)]


# --- words --------------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2_048)
def _stems(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word.text) for text in texts for word in words(text))


@lru_cache(maxsize=2_048)
def _known_skills(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(field for text in texts for _, _, name in topics_in(text) for field in implied(name))


def _skills(text: str, ground: Ground) -> list[Fault]:
    known, held = _known_skills(ground.texts), _stems(ground.texts)
    out = []
    for start, end, name in topics_in(text):
        said = text[start:end]
        if name not in known and not all(stem(word.text) in held for word in words(said)):
            out.append(Fault("technology", said))
    return out


class _Classes(NamedTuple):
    cues: CueSet
    groups: Mapping[str, tuple[tuple[FaultKind, str], ...]]


@cache
def _all_classes() -> _Classes:
    """Every cue of ``classes``, and the kinds and groups it stands for."""
    groups: dict[str, list[tuple[FaultKind, str]]] = {}
    for kind, held in lexicon.table(_TABLE)["classes"].items():
        for group, cues in held.items():
            for cue in cues:
                groups.setdefault(str(cue), []).append((kind, str(group)))
    return _Classes(CueSet(groups), {cue: tuple(named) for cue, named in groups.items()})


@lru_cache(maxsize=4_096)
def _groups_in(text: str) -> frozenset[tuple[FaultKind, str]]:
    classes = _all_classes()
    return frozenset(group for hit in classes.cues.hits(text) for group in classes.groups[hit.cue])


def _classes(text: str, ground: Ground) -> list[Fault]:
    """Words of a class (strong verbs, titles, praise, outcomes ...) of which the ground has none of the same meaning."""
    known = frozenset(group for each in ground.texts for group in _groups_in(each))
    held = _stems(ground.texts)
    classes = _all_classes()
    excused = _set("excused").hits(text)
    out: dict[Fault, None] = {}
    for hit in classes.cues.hits(text):
        if any(each.start <= hit.start and hit.end <= each.end for each in excused):
            continue
        said = text[hit.start : hit.end]
        if all(stem(word.text) in held for word in words(said)):
            continue
        named = classes.groups[hit.cue]
        if not any(group in known for group in named):
            out[Fault(named[0][0], said)] = None
    return list(out)


@cache
def _set(name: str) -> CueSet:
    return CueSet(str(cue) for cue in lexicon.table(_TABLE)[name])


@lru_cache(maxsize=8_192)
def _says(name: str, text: str) -> bool:
    return bool(_set(name).hits(text))


def _turned(text: str, ground: Ground) -> list[Fault]:
    """A direction that the ground has not, a no that came or went, a doubt that went."""
    out = []
    for way, other in (("up", "down"), ("down", "up")):
        if _says(way, text) and not any(_says(way, each) for each in ground.texts) and (
            any(_says(other, each) for each in ground.texts) or figures(text)
        ):  # fmt: skip
            out.append(Fault("direction", way))
    if _says("negations", text) != _says("negations", ground.said):
        out.append(Fault("negation", "a no that came or went"))
    if _says("hedges", ground.said) and not _says("hedges", text):
        out.append(Fault("hedge", "a doubt that went"))
    return out


def _experience(text: str, ground: Ground) -> list[Fault]:
    """What only the posting names, told as the person's; and a claim on the person where none was made."""
    if _says("person_has", text) and not _says("person_has", ground.said) and not ground.person:
        return [Fault("experience", text)]
    if not ground.posting:
        return []
    own = (*ground.person, *ground.other)
    known = _known_skills(own) if own else frozenset()
    held = fold(" ".join(own))
    out = []
    for start, end in sentences(text):
        part = text[start:end]
        if not _says("person_has", part) or part in ground.said:
            continue
        lent = [part[a:b] for a, b, name in topics_in(part) if name not in known and fold(part[a:b]) not in held]
        lent += ungrounded(part, own or ("",), results=ground.results)
        lent += [group for _, group in _groups_in(part) - frozenset(each for text in (*own, ground.said) for each in _groups_in(text))]
        if lent and not _says("person_has", ground.said):
            out.append(Fault("experience", lent[0]))
    return out


def ground_of(said: str, *, person: Iterable[str] = (), posting: Iterable[str] = (), other: Iterable[str] = (),
              results: Sequence[float | int | str] = ()) -> Ground:  # fmt: skip
    """A Ground of any iterables, empty texts left out."""

    def kept(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if text.strip())

    return Ground(said, kept(person), kept(posting), kept(other), tuple(results))
