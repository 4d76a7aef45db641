"""The figures of a text as points that can be compared: a value, what it is of, and how exactly it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from loopready.engines.figures import Figure, convert_duration, figures, numbers
from loopready.engines.figures.masks import dates, masked
from loopready.engines.figures.numbers import Number
from loopready.engines.figures.sides import period_at
from loopready.engines.text import stem
from loopready.practice.claims.lexicon import content, folded, pattern, phrases, word_set

PointKind = Literal["percent", "points", "money", "duration", "people", "count", "times", "bare"]
Role = Literal["flat", "from", "to", "by", "low", "high"]
Exactness = Literal["exact", "about", "over", "under"]
_EXACTNESS: tuple[Exactness, ...] = ("about", "over", "under")
_SPOKEN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_IN = re.compile(
    rf"(?<![\w-])(?:(?P<many>{_SPOKEN}|\d{{1,3}})\s+(?:[a-z]+\s+){{0,2}}?(?:in|out of|per)\s+"
    rf"(?:an?\s+|every\s+)?(?P<times>(?:{_SPOKEN})\s+(?=hundred|thousand))?(?P<of>{_SPOKEN}|hundred|thousand|million|\d{{1,4}}))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<!\band )\b(?:(?P<count>an?|one|two|three|four)[ -](?P<part>half|third|quarter|fifth|sixth|eighth|tenth)s?\b"
    r"|(?<!\band a )(?P<half>half)\b(?!\s+(?:an?\s+)?per\s?cent\b)(?!\s+(?:an?\s+)?(?:past|hour|day|year|million|dozen|term|time"
    r"|marathon|board|brother|sister|price|moon|mast)\b)(?!-))",
    re.IGNORECASE,
)
_AND_HALF = re.compile(rf"\b(?P<many>{_SPOKEN}|\d{{1,3}})\s+and\s+a\s+half\s+per\s?cent\b|\bhalf\s+an?\s+per\s?cent\b", re.IGNORECASE)
_PER_MANY = re.compile(r"\s*(?:[a-z-]+\s+){0,2}?(?:per|in|of|in every)\s+(?:an?\s+)?(?P<of>100|1,?000|hundred|thousand)\b", re.IGNORECASE)
"""After a number that is a share of so many: the rest of "17 cases per 100 cows"."""
_EVERY = re.compile(
    r"\bevery\s+(?P<of>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth)\s+"
    r"(?!second|minute|hour|day|night|week|month|quarter|year|time|mon|tues|wednes|thurs|fri|satur|sun)[a-z]",
    re.IGNORECASE,
)
_NTH = {
    name: n for n, name in enumerate(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=2)
} | {"twentieth": 20}
_JOINED = re.compile(r"-(?:year|month|week|day|hour|storey|man|woman|part|page|piece|step)\b", re.IGNORECASE)
"""Behind a number that only tells of what kind something is: eleven-year-olds."""
_OF_THAT = re.compile(r"\b(?:first|second|last|other|next|latter)\s+half\b|\bhalf\s+of\s+(?:that|it|this|which|whom)\b", re.IGNORECASE)
"""Halves that are of no measure but of what was just said."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WORDS = {"a": 1, "an": 1, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_LENGTH = re.compile(
    r"\b(?P<near>just under|nearly|almost|about|around|over|more than|just over)?\s*(?P<half>half\s+)?an?\s+"
    r"(?:good\s+|full\s+|whole\s+|solid\s+)?(?P<unit>year|month|week|day|hour|minute|second|decade)(?P<more>\s+and\s+a\s+half)?\b",
    re.IGNORECASE,
)
_LATE = re.compile(r"\s+(?:late|early|behind|ahead|long|over)\b", re.IGNORECASE)
_LENGTH_CUE = re.compile(
    r"(?:\b(?:took|takes|take|lasted|wait(?:s|ed|ing)?|spen[dt]s?|needs?|needed"
    r"|for|in|within|under|over|nearly|almost|about|around|than|of|to|from)\s+)$", re.IGNORECASE
)  # fmt: skip
_PER_AFTER = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}?(?:an?|per|each|every)\s+(?P<period>second|minute|hour|day|week|month|quarter|year)\b", re.IGNORECASE
)
_PER_BEFORE = re.compile(
    r"\b(?:an?|per|each|every)\s+(?P<period>second|minute|hour|day|week|month|quarter|year)\s*(?::|from)?\s*$", re.IGNORECASE
)
_OWN_PAIR = 1000
"""From here the numbers of pairs that were not read as one figure."""
_BRACKETED = re.compile(r"\((?:in\s+)?(?:19|20)\d\d\)|(?<=\bby )(?:19|20)\d\d\b|(?<=\bin )(?:19|20)\d\d\b|(?<=\bsince )(?:19|20)\d\d\b")
"""Years that stand between a figure and its words, or ahead of one, and count nothing."""
_BY = re.compile(r"\b(?:by|of)\s*(?:about|around|nearly|some|almost|over|more than|a good|roughly)?\s*$", re.IGNORECASE)
_BY_SO = re.compile(r"\bby\s+(?:(?:more|less)\s+than\s+|(?:some(?:thing|where)\s+)?(?:like|around|about)\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_OFF_BY = re.compile(r"\b(?:off|out|wrong|over|under|short|late|early)\s+by\b[^,;.]*$", re.IGNORECASE)
_CUT_BY = re.compile(r"\b(?:by|cut|lost|saved)\s+$", re.IGNORECASE)
_TAKEN = re.compile(r"^\s*(?:(?:down|up)\b|(?:\w+\s+)?(?:off|less|fewer|lower|higher|faster|more)\b)", re.IGNORECASE)
_GREW = re.compile(
    r"\b(?:gr[eo]wn?|rose|risen|fell|fallen|dropped|improved|reduced|cut|raised|shrank|went (?:up|down)"
    r"|saved|gained|lost|up|down)\s*(?:by\s*)?"
    r"(?:about|around|nearly|some|almost|over|more than|roughly)?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:(?:about|around|nearly|some|almost|over|more than|just|under|roughly|close to|well)\s+)*$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|till|until|into)\s+(?:(?:about|around|nearly|some|almost|over|more than|just|under|roughly|close to|well|less than)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One value: ``text[start:end]`` are its words.

    ``value`` is in seconds for a duration, in per cent for a share; ``unit`` is the currency; ``period`` what it is per;
    ``noun`` the stem of what is counted; ``pair`` numbers a change or a range whose two ends belong together.
    """

    kind: PointKind
    value: float
    start: int
    end: int
    role: Role = "flat"
    unit: str | None = None
    period: str | None = None
    noun: str | None = None
    noun_stems: frozenset[str] = frozenset()
    exactness: Exactness = "exact"
    pair: int | None = None
    scale: float = 1.0
    of_before: bool = False
    """Whether a share is one of what was before: "a third as many"."""
    availability: bool = False


def points(text: str) -> list[Point]:
    """All figures of a text but dates, in order of place."""
    return list(_points(text))


@lru_cache(maxsize=1024)
def _points(text: str) -> tuple[Point, ...]:
    text = _BRACKETED.sub(lambda match: " " * len(match.group()), text)
    taken: list[tuple[int, int]] = [
        *masked(text),
        *((match.start(), match.end()) for match in _OF_THAT.finditer(text)),
        *((figure.start, figure.end) for figure in dates(text)),
    ]
    out = _lengths(text, taken)
    taken += [(point.start, point.end) for point in out]
    out += _shares(text, taken)
    taken += [(point.start, point.end) for point in out]
    read = numbers(text)
    for index, figure in enumerate(figures(text)):
        if (
            figure.kind == "date"
            or _meets(figure.start, figure.end, taken)
            or (
                figure.kind not in ("percent", "money", "availability")
                and pattern("numbered").search(text, max(0, figure.start - 16), figure.start)
            )
            or (figure.kind == "duration" and text[figure.end : figure.end + 1] == "-")
        ):
            continue
        out += _of_many(text, _of_figure(text, figure, read, index))
        taken.append((figure.start, figure.end))
    for number in read:
        if not _meets(number.start, number.end, taken) and not _idle(text, number):
            period = period_at(text, number.end)
            kind: PointKind = "people" if _crew().search(text, max(0, number.start - 30), number.start) else "bare"
            out.append(
                _placed(text, Point(kind, number.value, number.start, number.end, period=period[0] if period else None, scale=number.scale))
            )
    return tuple(_paired(sorted(out, key=lambda point: point.start), text))


def _of_many(text: str, made: list[Point]) -> list[Point]:
    """The points as shares in per cent, where they are told per hundred or per thousand."""
    last = max(point.end for point in made)
    found = _PER_MANY.match(text, last) or _PER_MANY.search(text, min(point.start for point in made), last)
    if found is None or any(point.kind != "count" for point in made):
        return made
    of = 100.0 if found["of"].lower() in ("100", "hundred") else 1000.0
    return [replace(point, kind="percent", value=100 * point.value / of) for point in made]


def _paired(found: list[Point], text: str) -> list[Point]:
    """The points, with a "from" and the "to" that follows it near by made the two ends of one change."""
    out = list(found)
    for at, (one, two) in enumerate(pairwise(found)):
        if two.kind == "bare" and one.kind in ("people", "count") and _NOW_OF_IT.fullmatch(text[one.end : two.start]):
            out[at + 1] = replace(two, kind=one.kind, noun=one.noun, noun_stems=one.noun_stems, period=two.period or one.period)
            continue
        first, second = one, two
        if (first.kind, first.role, second.kind, second.role) == ("bare", "from", "percent", "to"):
            of = _PER_MANY.search(text, second.start)
            share = 0.1 if of is not None and of["of"].lower() not in ("100", "hundred") else 1.0
            first = replace(one, kind="percent", value=share * one.value)
            out[at] = first
        unscaled = second.kind == "bare" and second.scale == 1 and second.value < _OWN_PAIR <= first.scale
        if unscaled and (first.role, second.role) == ("from", "to"):
            second = replace(second, value=second.value * first.scale, scale=first.scale)
            out[at + 1] = second
        near = second.start - first.end < 40 and not re.search(r"[.;:]\s", text[first.end : second.start])
        if first.pair is None and second.pair is None and (first.role, second.role) == ("from", "to") and near:
            out[at], out[at + 1] = replace(first, pair=_OWN_PAIR + at), replace(second, pair=_OWN_PAIR + at)
    return out


_NOW_OF_IT = re.compile(
    r",?\s*(?:at first|then|once|before|to start(?: with)?|when i (?:came|joined|started))?,?\s*(?:and |but )?(?:it's |there are |we're )?"
    r"(?:now|today|these days|to)\s*(?:it's |there are |we're )?",
    re.IGNORECASE,
)
"""Between two numbers of the same things: "five engineers at first, now sixteen"."""


@cache
def _crew() -> re.Pattern[str]:
    """A word for a team and "of" before a number."""
    return re.compile(
        rf"\b(?:{'|'.join(sorted(word_set('crews')))})s?\s+of\s+(?:(?:about|around|nearly|some|almost|over)\s+)?$", re.IGNORECASE
    )


def _meets(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _idle(text: str, number: Number) -> bool:
    """Whether a number counts nothing: "one", "two of us", digits joined to letters, the half of "half past six"."""
    if number.spoken and number.value in (0, 1):
        return True
    if pattern("numbered").search(text, max(0, number.start - 16), number.start) or pattern("day_after").match(text, number.end):
        return True
    if _JOINED.match(text, number.end):
        return True
    before, after = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    return not number.spoken and (before.isalpha() or (before in "-/" and before != "") or after.isalpha())


def _shares(text: str, taken: Sequence[tuple[int, int]]) -> list[Point]:
    out: list[Point] = []
    for match in _IN.finditer(text):
        many, of = _small(match["many"]), _small(match["of"]) * (_small(match["times"].strip()) if match["times"] else 1)
        if of > many and not _meets(match.start(), match.end(), taken):
            out.append(_placed(text, Point("percent", 100 * many / of, match.start(), match.end(), exactness="about")))
    for match in _AND_HALF.finditer(text):
        out.append(_placed(text, Point("percent", (_small(match["many"]) if match["many"] else 0.0) + 0.5, match.start(), match.end())))
    for match in _EVERY.finditer(text):
        out.append(_placed(text, Point("percent", 100 / _NTH[match["of"].lower()], match.start(), match.end() - 2, exactness="about")))
    for match in _PART.finditer(text):
        if _meets(match.start(), match.end(), [*taken, *((point.start, point.end) for point in out)]):
            continue
        if match["part"] is not None:
            many = _small(match["count"])
            value = 100 * many / _PARTS[match["part"].lower()]
        else:
            value = 50.0
        if value < 100 and not (
            match["part"] == "quarter"
            and match["count"] in ("a", "one")
            and not re.match(r"\s+of\b", text[match.end() :])
            and not (_TO.search(text[: match.start()]) or _CUT_BY.search(text[: match.start()]))
        ):
            out.append(_placed(text, Point("percent", value, match.start(), match.end(), exactness="about")))
    return out


def _small(word: str) -> float:
    said = word.lower()
    if said in _WORDS:
        return float(_WORDS[said])
    found = numbers(said)
    return found[0].value if found else 0.0


def _lengths(text: str, taken: Sequence[tuple[int, int]]) -> list[Point]:
    """A year, half a second, a year and a half: lengths told without a number."""
    out = []
    for match in _LENGTH.finditer(text):
        at = match.start("half") if match["half"] else match.end("near") + 1 if match["near"] else match.start()
        told = (
            match["near"]
            or match["half"]
            or match["more"]
            or _LATE.match(text, match.end())
            or _LENGTH_CUE.search(text[: match.start()].rstrip() + " ")
        )
        if not told or _meets(match.start(), match.end(), taken):
            continue
        size = (0.5 if match["half"] else 1.0) + (0.5 if match["more"] else 0.0)
        seconds = convert_duration(size, match["unit"].lower() + "s", "seconds")
        out.append(_placed(text, Point("duration", seconds, max(at, match.start()), match.end())))
    return out


def _of_figure(text: str, figure: Figure, read: Sequence[Number], index: int) -> list[Point]:
    kind: PointKind = "count"
    if figure.kind in ("percent", "availability"):
        kind = "points" if figure.unit == "points" else "percent"
    elif figure.kind == "money":
        kind = "money"
    elif figure.kind == "duration":
        kind = "duration"
    elif figure.kind == "people":
        kind = "people"
    elif figure.kind == "ratio":
        kind = "times"
    inner = [number for number in read if figure.start <= number.start and number.end <= figure.end]
    scale = inner[-1].scale if inner else 1.0
    noun = figure.noun if figure.noun and content(figure.noun) else None
    if figure.noun and stem(figure.noun.split()[-1]) == "point":
        kind = "points"
    if kind == "count" and figure.noun and noun is None:
        kind = "bare"
    per_time = kind == "duration" and figure.period is not None
    if per_time:
        kind, noun = "count", figure.unit
    made = Point(
        kind,
        figure.value if per_time else _value(figure, figure.value),
        figure.start,
        figure.end,
        unit=figure.currency,
        period=figure.period or _period_near(text, figure.start, figure.end),
        noun=stem(noun.split()[-1]) if noun else None,
        noun_stems=content(noun) if noun else frozenset(),
        scale=scale,
        availability=figure.kind == "availability",
    )
    if figure.base is None and figure.high is None:
        return [_placed(text, made)]
    other = figure.base if figure.base is not None else figure.high
    assert other is not None
    backward = figure.base is not None and bool(inner) and abs(inner[0].value - figure.value) < 1e-9 and len(inner) > 1
    first, second = (inner[0], inner[-1]) if len(inner) > 1 else (None, None)
    split = second.start if second is not None and first is not None else figure.end
    left, right = (figure.start, min(first.end if first else figure.end, split)), (split, figure.end)
    roles: tuple[Role, Role] = ("from", "to") if figure.base is not None else ("low", "high")
    values = (other, figure.value) if figure.base is not None else (figure.value, other)
    spans = (right, left) if backward else (left, right)
    return [
        _placed(
            text,
            _with(made, value=_value(figure, value), span=span if span[0] < span[1] else (figure.start, figure.end), role=role, pair=index),
        )
        for value, span, role in zip(values, spans, roles, strict=True)
    ]


def _period_near(text: str, start: int, end: int) -> str | None:
    """The period that stands beside a figure with a word or two between: "saved a year", "Pages per week from", "daily players"."""
    after = _PER_AFTER.match(text, end)
    before = _PER_BEFORE.search(text, max(0, start - 30), start)
    found = after or before
    return found["period"].lower() if found is not None else None


def _with(point: Point, *, value: float, span: tuple[int, int], role: Role, pair: int) -> Point:
    return replace(point, value=value, start=span[0], end=span[1], role=role, pair=pair)


def _value(figure: Figure, value: float) -> float:
    if figure.kind == "duration" and figure.unit is not None:
        return convert_duration(value, figure.unit, "seconds")
    return value


def _placed(text: str, point: Point) -> Point:
    """The point with how exactly it is said and, for a single one, whether it is where something came from, got to, or changed by."""
    before = folded(text[max(0, point.start - 30) : point.start])
    exactness = point.exactness
    for name in _EXACTNESS:
        found = list(phrases(name).finditer(before))
        if found and not before[found[-1].end() :].strip(" a"):
            exactness = name
            break
    role = point.role
    if point.pair is None:
        ahead = text[max(0, point.start - 60) : point.start]
        if _FROM.search(ahead):
            role = "from"
        elif _TO.search(ahead):
            role = "to"
        elif (
            point.kind in ("percent", "points", "times")
            and (
                point.kind == "points"
                or _GREW.search(ahead)
                or (_BY_SO.search(ahead) and not _OFF_BY.search(ahead))
                or _TAKEN.match(text[point.end :])
            )
        ) or (_GREW.search(ahead) and _BY.search(ahead)):
            role = "by"
    if point.kind == "times" and point.pair is None and text[point.start : point.end].lower().endswith("ed"):
        return replace(point, exactness=exactness, role="by")
    if point.kind == "percent" and point.pair is None and _AS_BEFORE.match(text[point.end :]):
        return replace(point, exactness=exactness, role="by", of_before=True)
    return replace(point, exactness=exactness, role=role)


_AS_BEFORE = re.compile(
    r"[^,;.]{0,40}?\b(?:as (?:many|much|long|often|few|high|low|big)|fewer|less|more|faster|quicker|longer|again"
    r"|of what (?:it|we|they|there|i) (?:was|were|used|had|took|cost)"
    r"|(?:that|which)?\s*(?:we|i|it|they|you) (?:used to|did before|had before|once (?:did|had|took)))\b",
    re.IGNORECASE,
)
