"""Figures of a phrase that are not those of its ground: another unit, thing counted, bound or direction, or nearly told as reached."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from loopready.engines import lexicon
from loopready.engines.figures import Figure, figures
from loopready.engines.gate.reading import counted
from loopready.engines.gate.types import Fault, Ground
from loopready.engines.text import stem, words

_SAME = 1e-6
_SHORT_OF = re.compile(
    r"\b(?:nearly|almost|(?:just )?under|close to|not quite|up to|less than|fewer than|at most|towards"
    r"|about|around|roughly|approximately|some|circa|an estimated)\s+(?:an?\s+|[A-Z]{3}\s?)?$",
    re.IGNORECASE,
)
"""What before a number says that it was not quite reached, or not counted."""
_BOUND = re.compile(
    r"(?:\b(?P<over>more than|over|above|at least|no less than|no fewer than|upwards of|beyond|exceeding)"
    r"|\b(?P<under>less than|fewer than|under|below|at most|up to|no more than|within)"
    r"|\b(?P<near>nearly|almost|close to|not quite))\s+(?:an?\s+|[A-Z]{3}\s?|[$€£]\s?)?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?<!within )(?<!in )(?<!for )(?<!over )(?<!after )(?<!until )(?<!once )\b(?:an?|per|each|every)\s+"
    r"(second|minute|hour|shift|night|day|week|month|quarter|year)\b(?!\s+(?:time|one|later|before|ago|after))",
    re.IGNORECASE,
)
_SPAN = re.compile(r"[\w.,]+\s?(?:h|d|min|s|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)\b")
_ACROSS = re.compile(r"(?<!\bfor)(?<!\bof)(?<!\bwith)(?<!\bin)(?<!\bat)(?<!\bjust)(?<!\bwell)(?<!\bslightly)(?<=[\w,)])$")
"""Before a length of time "over" is a bound after "for", "of", "with" and their like; else it says during which."""
_ADVERBS = {"day": "dai"}
_SHARE = re.compile(r"(\d+(?:[.,]\d+)*)\s+(?:out\s+)?of\s+(\d+(?:[.,]\d+)*)")


def figure_faults(text: str, ground: Ground) -> list[Fault]:
    """Figures whose number is held and whose unit, thing counted, bound or direction is not."""
    known = [figure for each in ground.texts for figure in figures(each)]
    shares = {share for each in ground.texts for share in _shares(each)}
    out = [*_bounds(text, ground), *_rates(text, ground)]
    for figure in figures(text):
        if figure.kind == "date" or shares & _shares(figure.text):
            continue
        if figure.base is not None and any(_is_turned(figure, other) for other in known):
            out.append(Fault("change", figure.text))
            continue
        same = [other for other in known if _has(other, figure.value)]
        if not same:
            if figure.kind == "duration" and len(counted(figure.text)) > 1 and figure.text not in " ".join(map(str, ground.results)):
                out.append(Fault("unit", figure.text))
            continue
        if not any(_counts_alike(figure, other) for other in same):
            out.append(Fault("unit", figure.text))
        elif not any(_bounds_alike(figure, other) for other in same):
            out.append(Fault("unit", f"{figure.comparator} {figure.text}"))
    return out


def _shares(text: str) -> frozenset[tuple[str, str]]:
    """The shares of a text, such as 8 of 10."""
    return frozenset(_SHARE.findall(text))


def _bound_before(text: str, at: int) -> str | None:
    """What is said of a number before it: ``over``, ``under``, ``near`` or nothing."""
    found = _BOUND.search(text[max(0, at - 24) : at])
    if found is None or (
        found.group().split()[0].lower() in ("over", "within", "under")
        and _SPAN.match(text, at)
        and _ACROSS.search(text[: at - len(found.group())].rstrip())
    ):
        return None
    return found.lastgroup


def _bounds(text: str, ground: Ground) -> list[Fault]:
    """Numbers with a bound that the ground gives them nowhere; "about" may always go, and "at least" too."""
    held: dict[float, set[str | None]] = defaultdict(set)
    for each in (ground.said, *ground.person, *ground.other):
        for number in counted(each):
            held[number.value].add(_bound_before(each, number.start))
    out = []
    for number in counted(text):
        bound = _bound_before(text, number.start)
        if bound is not None and number.value in held and bound not in held[number.value]:
            out.append(Fault("unit", text[max(0, number.start - 12) : number.end].strip()))
    return out


def _rates(text: str, ground: Ground) -> list[Fault]:
    """A period ("a year") that nothing of the ground is counted by."""
    held = " ".join((ground.said, *ground.person, *ground.other)).lower()
    out = []
    for match in _RATE.finditer(text):
        unit = match.group(1).lower()
        if not re.search(rf"(?:\b(?:an?|per|each|every|one)\s+|/\s?){unit}\b|\b{_ADVERBS.get(unit, unit)}ly\b", held):
            out.append(Fault("unit", match.group()))
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
    return frozenset(stem(word) for word in lexicon.word_set("gate", "people"))


def _bounds_alike(figure: Figure, other: Figure) -> bool:
    """A bound may be left out where it is the lesser claim to do so, and none may be brought in."""
    if figure.comparator == other.comparator:
        return True
    if figure.comparator == "about":
        return other.comparator is None
    return figure.comparator is None and other.comparator in ("about", "at least", "over")


def _short_of(text: str, at: int) -> bool:
    return _SHORT_OF.search(text[max(0, at - 24) : at].rstrip("$€£")) is not None


def nearly_faults(text: str, ground: Ground) -> list[Fault]:
    """Numbers that the ground says were nearly reached, told as reached."""
    kept: dict[float, bool] = {}
    for each in ground.texts:
        for number in counted(each):
            kept[number.value] = kept.get(number.value, True) and _short_of(each, number.start)
    said = [number for number in counted(text) if kept.get(number.value)]
    return [Fault("hedge", text[number.start : number.end]) for number in said if not _short_of(text, number.start)]
