"""From numbers with their surroundings to figures: ranges, changes, comparators, team sizes, availability."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, cast

from loopready.engines import lexicon
from loopready.engines.figures.masks import dates, masked
from loopready.engines.figures.nouns import is_ambiguous
from loopready.engines.figures.numbers import plain_letters
from loopready.engines.figures.several import sizes_of_teams
from loopready.engines.figures.sides import Side, sides
from loopready.engines.figures.types import Comparator, Figure, FigureKind, convert_duration
from loopready.engines.text import stem

_TABLE = "figures"
_ARROW = re.compile(r"[ \t]*(?:->|→|=>|⟶|➔)[ \t]*")
_DASH = re.compile(r"[ ]?(?:-|–|—|‑)[ ]?")
_TO = re.compile(r"\s+(?:up\s+|down\s+)?to\s+(?:over\s+|about\s+|under\s+|nearly\s+|around\s+|just\s+|roughly\s+|~)?(?:a\s+team\s+of\s+)?")
_AND = re.compile(r"\s+and\s+")
_OR = re.compile(r"\s+or\s+")
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|our\s+|its\s+)?")
_BACK = re.compile(r",?\s+\(?(?P<turn>down |up |improved |reduced )?from\s+(?:about |over |around |nearly |~)?")
_AGAINST = re.compile(r"\s+(?:\w+\s+)?(?:against|compared (?:with|to)|versus|vs\.?|instead of)\s+(?:about |over |around |nearly |~)?")
_BEFORE = re.compile(
    r"[^.;,]{0,25}\b(?:before|earlier|previous\w*|last|prior|until then|a year ago|when I (?:came|started|joined))\b", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s+(?:about\s+|around\s+|over\s+|just\s+|nearly\s+|roughly\s+|~|a\s+team\s+of\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"([A-Za-z][\w-]*)\s+(?:(?:[a-z]+ed|fell|rose|grew|went|down|up|dropped)\s+)?(?:down\s+|up\s+)?from\s+$")
_OF_EXPERIENCE = re.compile(r"['’]?\s*(?:of|experience|in|as|with|work\w*|\w+ing)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?P<verb>doubl|tripl|trebl|quadrupl|halv)(?:ed|ing|es|e)\b(?!-|\s+down)", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?P<part>(?:a|one|two|three)[ -](?:third|quarter|fifth|tenth)s?|half)\s+(?:of|the|our|its|all|their)\b", re.IGNORECASE
)
_PARTS = {"third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}
_COUNTS = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}


@lru_cache(maxsize=512)
def _figures(text: str) -> tuple[Figure, ...]:
    if (plain := plain_letters(text)) != text:
        return tuple(replace(figure, text=text[figure.start : figure.end]) for figure in _figures(plain))
    dated = dates(text)
    found = [*dated, *_ratios(text)]
    skip = sorted([*masked(text), *((figure.start, figure.end) for figure in found)])
    found.extend(_combined(text, sides(text, skip)))
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


def figures(text: str) -> list[Figure]:
    """The figures of a text, by place. See ``Figure`` for what each field holds.

    Numbers that count nothing are left out: versions, labels, telephone numbers, times of day, list numbers, bare numbers.
    """
    return list(_figures(text))


def figures_of(text: str, *kinds: FigureKind) -> list[Figure]:
    """The figures of these kinds, by place."""
    return [figure for figure in _figures(text) if figure.kind in kinds]


def _combined(text: str, read: list[Side]) -> list[Figure]:
    out: list[Figure] = []
    previous: Figure | None = None
    i = 0
    for side in read:
        _mark_availability(text, side)
    while i < len(read):
        joined = _join(text, read[i], read[i + 1]) if i + 1 < len(read) else None
        figure = joined or _single(text, read[i])
        i += 2 if joined else 1
        if figure is None:
            continue
        figure = _finished(text, figure, previous)
        out.append(figure)
        previous = figure
        if not joined and (people := sizes_of_teams(text, read, i - 1)) is not None:
            out.append(people)
            previous = people
            i += int(figure.value)
    return out


def _mark_availability(text: str, side: Side) -> None:
    """A bare 99.95 beside a word for availability is per cent."""
    if side.kind is None and "." in side.number.digits and 90 <= side.value < 100:
        near = _nearest(text, side.start, side.close, "availability")
        if near <= 5 and near < _nearest(text, side.start, side.close, "not_availability"):
            side.kind, side.unit = "percent", "%"


def _join(text: str, first: Side, second: Side) -> Figure | None:
    """Two numbers that make one figure: a range, a change, or a part of a whole."""
    how = _connection(text, first, second)
    if how is None:
        return None
    if how == "back":
        figure = _single(text, first)
        end = max(second.close, second.end if second.kind == first.kind else second.close)
        return figure and replace(figure, base=_in_unit_of(first, second), end=end, text=text[figure.start : end])
    if how == "whole":
        figure = _single(text, second)
        if figure is None or first.kind is not None or first.value > figure.value:
            return None
        return replace(figure, value=first.value, start=first.start, text=text[first.start : figure.end], whole=figure.value)
    base, kind, unit, currency = _first_value(first, second), second.kind, second.unit, second.currency
    if kind in (None, "count") and first.kind is not None and second.unit is None:
        kind, unit, currency = first.kind, first.unit, first.currency or second.currency
    if kind == "money":
        currency = second.currency or first.currency
    value = second.value
    if first.kind == "duration" and second.kind == "duration" and first.unit and second.unit and first.unit != second.unit:
        base = convert_duration(base, first.unit, second.unit)
    change = how == "change" or base > value
    noun = second.noun or first.noun
    sized = _team_size(text, first.start) if kind in (None, "people") else None
    if kind is None and noun is None and (sized or (change and _is_team_word(_noun_before(text, first.start)))):
        kind, noun = "people", "people"
    if kind is None and second.period:
        kind = "rate"
    if (kind is None and not change) or (how == "or" and base >= value):
        return None
    end = max(second.end, first.end)
    return Figure(
        kind=cast(FigureKind, kind or "count"),
        value=value if change else base,
        start=first.start,
        end=end,
        text=text[first.start : end],
        unit=unit,
        currency=currency,
        high=None if change else value,
        base=base if change else None,
        noun=noun or (_noun_before(text, first.start) if change else None),
        period=second.period or first.period,
        comparator="at least" if second.plus else None,
        each=sized == "each",
    )


def _in_unit_of(first: Side, second: Side) -> float:
    """The second value in the unit of the first, where both are lengths of time."""
    if first.kind == second.kind == "duration" and first.unit and second.unit:
        return convert_duration(second.value, second.unit, first.unit)
    return second.value


def _first_value(first: Side, second: Side) -> float:
    """The first number, with the scale of the second where they share it: 3 of "3 to 5 million"."""
    if first.number.scale == 1 and second.number.scale > 1 and first.number.plain < second.number.plain:
        return first.value * second.number.scale
    return first.value


def _connection(text: str, first: Side, second: Side) -> str | None:
    for at in dict.fromkeys((first.close, first.end)):
        gap = text[at : second.start]
        if _ARROW.fullmatch(gap):
            return "change" if _compatible(first, second) else None
        if not _compatible(first, second):
            continue
        if _TO.fullmatch(gap):
            return None if _given_to(text, first, second) else _to_means(text, first)
        back = _BACK.fullmatch(gap) if first.kind is not None else None
        if back and (back.group("turn") or text[max(0, first.start - 4) : first.start].lower().endswith(" to ")):
            return "back"
        if first.kind is not None and _AGAINST.fullmatch(gap) and _BEFORE.match(text, second.end):
            return "back" if second.noun is None or _same_noun(first, second) else None
        if at == first.close and _DASH.fullmatch(gap) and second.value > first.number.plain:
            return "range"
        if _AND.fullmatch(gap) and _BETWEEN.search(text, max(0, first.start - 12), first.start):
            return "range"
        if at == first.close and first.kind is None and _OR.fullmatch(gap) and second.value == first.value + 1:
            return "or"
        if first.kind is None and at == first.close and _OF.fullmatch(gap) and second.kind in ("people", "teams", "count"):
            return "whole"
    return None


def _same_noun(first: Side, second: Side) -> bool:
    return first.noun is not None and second.noun is not None and stem(first.noun.split()[-1]) == stem(second.noun.split()[-1])


def _compatible(first: Side, second: Side) -> bool:
    if first.kind is None or second.kind is None:
        return True
    if first.kind == second.kind:
        return first.kind != "money" or first.currency == second.currency or None in (first.currency, second.currency)
    if first.kind == "money" and second.kind == "count" and second.unit is None:
        return first.number.scale == second.number.scale > 1
    return {first.kind, second.kind} <= {"count", "rate"} or {first.kind, second.kind} <= {"people", "count"}


def _given_to(text: str, first: Side, second: Side) -> bool:
    """Whether "to" joins two things that differ ("four plans to two mayors"); after "from" one of them became the other."""
    if first.noun is None or second.noun is None or _FROM.search(text, max(0, first.start - 40), first.start):
        return False
    return not _same_noun(first, second)


def _to_means(text: str, first: Side) -> str:
    before = text[max(0, first.start - 70) : first.start]
    before = re.split(r"[.;•\n](?=\s|$)", before)[-1]
    words = re.findall(r"[a-z]+", before.lower())
    ranged = set(words[-4:]) & lexicon.word_set(_TABLE, "range_words")
    if ranged:
        return "range"
    if _FROM.search(before) or set(words[-8:]) & lexicon.word_set(_TABLE, "change_verbs"):
        return "change"
    return "range"


def _noun_before(text: str, at: int) -> str | None:
    match = _NOUN_BEFORE.search(text, max(0, at - 60), at)
    return match.group(1) if match and match.group(1).lower() not in lexicon.word_set(_TABLE, "stop") else None


def _single(text: str, side: Side) -> Figure | None:
    kind, noun = side.kind, side.noun
    sized = _team_size(text, side.start)
    if sized and kind in (None, "count", "people"):
        staff = noun is not None and (kind == "people" or is_ambiguous(noun))
        if staff or kind != "count" or len((noun or "").split()) > 1:
            end = side.end if staff else side.close
            return _figure(text, side, "people", noun=noun if staff and noun else "people", end=end, each=sized == "each")
    if kind is None and side.period:
        kind = "rate"
    return None if kind is None else _figure(text, side, kind, noun=noun, end=side.end)


def _figure(text: str, side: Side, kind: str, *, noun: str | None, end: int, each: bool = False) -> Figure:
    value = side.number.grouped if side.number.grouped is not None and kind in ("people", "teams") else side.value
    return Figure(
        kind=cast(FigureKind, kind),
        value=value,
        start=side.start,
        end=end,
        text=text[side.start : end],
        unit=side.unit,
        currency=side.currency,
        comparator="at least" if side.plus else None,
        noun=noun,
        period=side.period,
        each=each,
    )


def _team_size(text: str, at: int) -> str | None:
    """``one`` or ``each`` where the words before a number say that it is the size of a team, or of each team; else None."""
    match = _sized().search(text, max(0, at - 60), at)
    if match is None:
        return None
    return "each" if (match.group("team") or "").lower().endswith("s") else "one"


def _is_team_word(word: str | None) -> bool:
    return word is not None and word.lower() in lexicon.word_set(_TABLE, "team_of")


@cache
def _sized() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.word_set(_TABLE, "team_of"), key=len, reverse=True))
    listed = "|".join(sorted(lexicon.word_set(_TABLE, "listed"), key=len, reverse=True))
    before = "|".join(re.escape(word) for word in _comparator_words("comparators"))
    joint = r"(?:(?:\s+size)?\s+(?:of|was|is|grew\s+to|to|from\s+(?:scratch|zero|nothing)\s+to)|\s+size:?)\s+"
    return re.compile(rf"\b(?:(?P<team>{nouns}){joint}(?:(?:{before})\s*)?|(?:{listed})\s*(?::|\s[-–])\s*)$", re.IGNORECASE)


@cache
def _comparator_words(key: str) -> tuple[str, ...]:
    table: dict[str, Any] = lexicon.table(_TABLE)[key]
    return tuple(sorted((str(word) for words in table.values() for word in words), key=len, reverse=True))


@cache
def _comparator_of(key: str) -> dict[str, Comparator]:
    return {str(word): cast(Comparator, name) for name, words in lexicon.table(_TABLE)[key].items() for word in words}


@cache
def _comparator_pattern(key: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _comparator_words(key))
    if key == "comparators":
        return re.compile(rf"(?<![\w])(?P<word>{words})\s*(?:an?\s+)?$", re.IGNORECASE)
    return re.compile(rf"[ \n]?(?P<word>{words})(?!\w)", re.IGNORECASE)


def _comparator(text: str, figure: Figure) -> Comparator | None:
    before = _comparator_pattern("comparators").search(text, max(0, figure.start - 28), figure.start)
    if before and not (figure.kind == "duration" and before.group("word").lower() == "over" and not _OF_EXPERIENCE.match(text, figure.end)):
        return _comparator_of("comparators")[re.sub(r"\s+", " ", before.group("word").lower())]
    after = _comparator_pattern("comparators_after").match(text, figure.end)
    if after:
        return _comparator_of("comparators_after")[re.sub(r"\s+", " ", after.group("word").lower())]
    return None


def _finished(text: str, figure: Figure, previous: Figure | None) -> Figure:
    comparator = figure.comparator or _comparator(text, figure)
    each = figure.each or (
        figure.kind == "people"
        and previous is not None
        and previous.kind == "teams"
        and bool(re.fullmatch(r"\s+(?:of|with)\s+(?:\w+\s+)?", text[previous.end : figure.start]))
    )
    kind = figure.kind
    if kind == "percent" and figure.unit == "%" and _is_availability(text, figure):
        kind = "availability"
    if (kind, comparator, each) == (figure.kind, figure.comparator, figure.each):
        return figure
    return replace(figure, kind=kind, comparator=comparator, each=each, approximate=comparator == "about")


def _is_availability(text: str, figure: Figure) -> bool:
    values = [value for value in (figure.value, figure.high, figure.base) if value is not None]
    if not all(90 <= value <= 100 for value in values):
        return False
    for_, against = (_nearest(text, figure.start, figure.end, key) for key in ("availability", "not_availability"))
    if for_ != against:
        return for_ < against
    return any(99 < value < 100 for value in values)


def _nearest(text: str, start: int, end: int, key: str) -> int:
    """Words from a figure to the nearest word of a list, on either side within its clause; 999 where there is none."""
    clause = max(*(text.rfind(mark, 0, start) for mark in ("\n\n", ". ", ";")), start - 80, 0)
    after = re.split(r"\n\n|\.\s|;", text[end : end + 60], maxsplit=1)[0]
    cues = lexicon.word_set(_TABLE, key)
    around = (re.findall(r"[a-z0-9-]+", text[clause:start].lower())[::-1], re.findall(r"[a-z0-9-]+", after.lower()))
    return min((i for found in around for i, word in enumerate(found) if word in cues), default=999)


def _ratios(text: str) -> list[Figure]:
    """Changes told by a verb (doubled, halved) and fractions in words (two thirds of)."""
    out = []
    factors = lexicon.table(_TABLE)["ratio_verbs"]
    for match in _VERB.finditer(text):
        out.append(
            Figure(
                kind="ratio",
                value=float(factors[match.group("verb").lower()]),
                start=match.start(),
                end=match.end(),
                text=match.group(),
                unit="times",
            )
        )
    for match in _FRACTION.finditer(text):
        words = re.split(r"[ -]", match.group("part").lower())
        value = 0.5 if words == ["half"] else _COUNTS[words[0]] / _PARTS[words[1].rstrip("s")]
        start, end = match.span("part")
        out.append(Figure(kind="percent", value=round(value * 100, 4), start=start, end=end, text=text[start:end], unit="%"))
    return out
