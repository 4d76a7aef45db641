"""One number with what stands right before and after it: currency, per cent, unit, noun, period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loopready.engines import lexicon
from loopready.engines.figures.money import after_pattern, before_pattern, currency_of
from loopready.engines.figures.nouns import is_ambiguous, noun_after
from loopready.engines.figures.numbers import Number, numbers

_TABLE = "figures"
_PLUS = re.compile(r"\s?\+|\s+(?:or more|plus)(?=\s+[a-z])")
_PERCENT = re.compile(r"[ \u00a0]?(?:%|percent\b|per cent\b|pct\b)", re.IGNORECASE)
_POINTS = re.compile(r"[ \u00a0]?(?:(?:percentage|%)[ -]points?\b|pp\b|p\.p\.|ppts?\b)", re.IGNORECASE)
_BASIS = re.compile(r"[ \u00a0]?(?:bps\b(?!/)|basis points?\b)", re.IGNORECASE)
_TIMES = re.compile(r"[ \u00a0]?(?:[x×](?![\w])|-?fold\b|times\b(?! (?:a|per|each) ))", re.IGNORECASE)
_NINES = re.compile(r"[ -](?:nines|9['’]?s)\b", re.IGNORECASE)
_STRONG = re.compile(r"[ -]strong\b")
_MONEY_LETTERS = frozenset({"m", "b", "t", "mm"})


@dataclass(slots=True)
class Side:
    """A number read with its surroundings; ``end`` is after all that belongs to it, ``close`` right after number and unit."""

    start: int
    close: int
    end: int
    value: float
    number: Number
    kind: str | None = None
    unit: str | None = None
    currency: str | None = None
    noun: str | None = None
    period: str | None = None
    plus: bool = False


@cache
def duration_words() -> dict[str, str]:
    """Word or abbreviation -> unit of time (``hrs`` -> ``hours``)."""
    return {word: unit for unit, words in lexicon.table(_TABLE)["duration"].items() for word in str(words).split()}


@cache
def _durations() -> tuple[re.Pattern[str], dict[str, str]]:
    units = duration_words()
    long = "|".join(sorted((word for word in units if len(word) > 1), key=len, reverse=True))
    kind_of_day = r"(?:(?:working|business|calendar|consecutive|full)[ ])?"
    spelled = rf"(?i:(?P<long>{long}))(?:['’]s?)?\b(?!-line)"
    short = r"(?P<short>h(?=\d\d\b)|[hsd](?![\w'’/]))"
    return re.compile(rf"(?P<gap>[ \u00a0\n-]?){kind_of_day}(?:{spelled}|{short})"), units


@cache
def _periods() -> tuple[re.Pattern[str], dict[str, str]]:
    units = {word: unit for unit, words in lexicon.table(_TABLE)["period"].items() for word in str(words).split()}
    names = "|".join(sorted((re.escape(word) for word in units if not word.endswith("ly") and len(word) > 1), key=len, reverse=True))
    per = rf"(?:/|per |a |an |each |every |p\.)[ ]?(?P<word>{names}|s|h|d)\b\.?"
    adverb = r"(?P<adverb>(?:month|week|dai|year|quarter)ly|annual(?:ly)?|p\.\s?a\.)(?!\w)"
    return re.compile(rf"[ \u00a0\n]?(?:{per}|{adverb})", re.IGNORECASE), units


@cache
def _adjective_period() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<word>annual|annualised|annualized|yearly|monthly|weekly|daily|quarterly|recurring)\b[^.;\n\d]{0,30}$", re.IGNORECASE
    )


@cache
def _units() -> re.Pattern[str]:
    rates = "|".join(sorted(map(re.escape, lexicon.word_set(_TABLE, "rate_units")), key=len, reverse=True))
    data = "|".join(sorted((re.escape(word) for word in lexicon.word_set(_TABLE, "data_units") if len(word) > 1), key=len, reverse=True))
    return re.compile(rf"[ \u00a0-]?(?:(?P<rate>{rates})|(?P<data>{data}))\b", re.IGNORECASE)


@cache
def _slash_rate() -> re.Pattern[str]:
    return re.compile(
        r"[ \u00a0](?P<noun>(?:[a-z]+[ ]){0,2}[a-z]+)\s?/\s?(?P<word>second|sec|s|minute|min|hour|hr|h|day|d|week|wk|month|mo|year|yr)\b",
        re.IGNORECASE,
    )


@cache
def _made() -> re.Pattern[str]:
    """A verb whose object is a thing, up to three words before."""
    verbs = "|".join(sorted(lexicon.word_set(_TABLE, "makes"), key=len, reverse=True))
    return re.compile(rf"\b(?:{verbs})\w*\s+(?:[\w-]+\s+){{0,3}}$", re.IGNORECASE)


def period_at(text: str, at: int) -> tuple[str, int] | None:
    """The period an amount is per, right at this place ("a week", "/yr", "annually"), and where it ends."""
    pattern, units = _periods()
    match = pattern.match(text, at)
    if match is None:
        return None
    if match.group("word"):
        return units[match.group("word").lower()], match.end()
    adverb = match.group("adverb").lower()
    for start, period in (("month", "month"), ("week", "week"), ("dai", "day"), ("quarter", "quarter")):
        if adverb.startswith(start):
            return period, match.end()
    return "year", match.end()


def read_side(text: str, number: Number) -> Side:
    """Read what stands round one number."""
    side = Side(start=number.start, close=number.end, end=number.end, value=number.value, number=number)
    before = before_pattern().search(text, max(0, number.start - 6), number.start)
    if plus := _PLUS.match(text, number.end):
        side.plus, side.close = True, plus.end()
        side.end = side.close
    if before and number.digits:
        side.kind, side.currency, side.start = "money", currency_of(before.group().strip(" ~\u00a0")), before.start()
        _money_end(text, side)
        return side
    for reader in (_percent, _currency_after, _duration, _technical, _strong, _counted):
        if reader(text, side):
            return side
    return side


def _money_end(text: str, side: Side) -> None:
    after = after_pattern().match(text, side.close)
    if after:
        side.currency = currency_of(after.group().strip(" -\u00a0")) if after.group("name") else side.currency
        side.close = side.end = after.end()
    if side.number.letter == "" and side.number.scale == 1 and side.number.grouped is not None:
        side.value = side.number.grouped
    _money_period(text, side)


def _money_period(text: str, side: Side) -> None:
    period = period_at(text, side.close)
    if period:
        side.period, side.end = period
        return
    before = _adjective_period().search(text, max(0, side.start - 45), side.start)
    if before:
        word = before.group("word").lower()
        side.period = {"monthly": "month", "weekly": "week", "daily": "day", "quarterly": "quarter"}.get(word, "year")


def _percent(text: str, side: Side) -> bool:
    if match := _POINTS.match(text, side.close):
        side.kind, side.unit = "percent", "points"
    elif match := _BASIS.match(text, side.close):
        side.kind, side.unit, side.value = "percent", "points", side.value / 100
    elif match := _PERCENT.match(text, side.close):
        side.kind, side.unit = "percent", "%"
    elif (match := _NINES.match(text, side.close)) and side.value == int(side.value) and 1 <= side.value <= 9:
        side.kind, side.unit, side.value = "availability", "%", float(f"{(1 - 10**-side.value) * 100:.9g}")
    elif match := _TIMES.match(text, side.close):
        side.kind, side.unit = "ratio", "times"
    else:
        return False
    side.close = side.end = match.end()
    return True


def _currency_after(text: str, side: Side) -> bool:
    match = after_pattern().match(text, side.close)
    if match is None:
        return False
    side.kind, side.currency = "money", currency_of(match.group().strip(" -\u00a0"))
    side.close = side.end = match.end()
    if side.number.grouped is not None and side.number.scale == 1:
        side.value = side.number.grouped
    _money_period(text, side)
    return True


def _duration(text: str, side: Side) -> bool:
    pattern, units = _durations()
    match = pattern.match(text, side.close)
    if match is None or (side.number.letter and side.number.letter.lower() in _MONEY_LETTERS and match.group("short")):
        return False
    word = (match.group("long") or match.group("short")).lower()
    if match.group("gap") == "\n" and match.group("short"):
        return False
    side.kind, side.unit = "duration", units[word]
    side.close = side.end = match.end()
    period = period_at(text, side.close)
    if period and side.unit != period[0]:
        side.period, side.end = period
    _compound(text, side)
    return True


def _compound(text: str, side: Side) -> None:
    """3 h 40 min, 2 years 3 months, 1h30: the parts as one duration in the smaller unit."""
    from loopready.engines.figures.types import convert_duration

    following = re.compile(
        r"[ ]?(?:and )?(\d{1,2})[ ]?(months?|mos?|days?|hours?|hrs?|minutes?|mins?|min|m|seconds?|secs?|s)?(?!\w|\.\d)"
    ).match(text, side.close)
    if following is None or side.unit not in ("years", "weeks", "days", "hours", "minutes"):
        return
    word = following.group(2)
    if word is None:
        if side.unit != "hours" or text[side.close - 1] not in "hH" or following.group().startswith(" "):
            return
        smaller = "minutes"
    else:
        smaller = _durations()[1][word.lower()]
    order = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
    if smaller not in order or order.index(smaller) <= order.index(side.unit):
        return
    whole = side.value * 12 if (side.unit, smaller) == ("years", "months") else convert_duration(side.value, side.unit, smaller)
    side.value, side.unit = whole + float(following.group(1)), smaller
    side.close = side.end = following.end()


def _technical(text: str, side: Side) -> bool:
    if match := _units().match(text, side.close):
        unit = (match.group("rate") or match.group("data")).lower()
        side.kind, side.unit = ("rate", unit) if match.group("rate") else ("count", unit)
        side.close = side.end = match.end()
        if match.group("rate") and unit.endswith("ps"):
            side.period = "second"
        return True
    if match := _slash_rate().match(text, side.close):
        side.kind, side.noun = "rate", match.group("noun")
        side.period = _periods()[1].get(match.group("word").lower())
        side.end = match.end()
        return True
    return False


def _strong(text: str, side: Side) -> bool:
    match = _STRONG.match(text, side.close)
    if match is None:
        return False
    side.kind, side.noun, side.end = "people", "strong", match.end()
    return True


def _counted(text: str, side: Side) -> bool:
    hyphen = text[side.close : side.close + 1] == "-"
    noun = noun_after(text, side.close + (1 if hyphen else 0), singular=side.value == 1, hyphen=hyphen)
    if noun is None or (side.value == 1 and side.number.spoken and noun.kind == "count"):
        period = period_at(text, side.close)
        if period and not side.number.spoken and text[side.close : period[1]].strip().lower() != "annual":
            side.period, side.end = period
        return False
    if side.number.letter == "m" and noun.kind != "count":
        return False
    side.kind, side.noun, side.end = noun.kind, noun.text, noun.end
    if noun.kind == "people" and is_ambiguous(noun.text) and _made().search(text, max(0, side.start - 45), side.start):
        side.kind = "count"
    if side.number.grouped is not None and side.number.scale == 1:
        side.value = side.number.grouped
    period = period_at(text, side.end)
    if period:
        side.period, side.end = period
        side.kind = "rate" if noun.kind == "count" else noun.kind
    return True


def sides(text: str, skip: list[tuple[int, int]]) -> list[Side]:
    """All numbers of a text outside the places to skip, with their surroundings."""
    out: list[Side] = []
    at = 0
    taken = 0
    for number in numbers(text):
        while at < len(skip) and skip[at][1] <= number.start:
            at += 1
        inside = any(start < number.end and number.start < end for start, end in skip[at : at + 3])
        if inside or number.start < taken or _joined(text, number):
            continue
        side = read_side(text, number)
        taken = side.close
        out.append(side)
    return out


def _joined(text: str, number: Number) -> bool:
    """Whether letters touch the digits, as in S3, P0, k8s or ISO-27001."""
    if number.spoken:
        return False
    before = text[max(0, number.start - 2) : number.start]
    if len(before) == 2 and before[1] in "-/" and before[0].isalpha():
        return True
    after = text[number.end : number.end + 1]
    if not after.isalpha() and after != "_":
        return False
    tail = re.match(r"[A-Za-z]+", text[number.end :])
    known = {"h", "s", "d", "x", "min", "mins", "hr", "hrs", "ms", "pp", "bps", "yr", "yrs", "mo", "wk", "wks", "sec", "secs"}
    word = tail.group().lower() if tail else after
    return (
        word not in known
        and _units().match(text, number.end) is None
        and after_pattern().match(text, number.end) is None
        and not re.match(r"h\d", text[number.end :])
    )
