"""Dates and spans of dates in running text: months in a dozen languages, seasons, years, open ends."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loopready.reading import lexicon


class Point(NamedTuple):
    """A date as ``YYYY-MM`` or ``YYYY`` and the characters that say it."""

    value: str
    start: int
    end: int


class DateSpan(NamedTuple):
    """A stretch of time: ``text[start:end]``. ``first`` is None for a span that only ends; ``last`` is None while ``ongoing``.

    ``single`` is set where the text names one date and no range (it stands in ``last``).
    """

    start: int
    end: int
    first: Point | None
    last: Point | None
    ongoing: bool = False
    single: bool = False


SENTENCE = re.compile(r"(?<=\w{3})\.\s+(?=[A-ZÀ-Þ]\S*(?:\s+[^\s.]+){3})")
"""Where a stop ends a line's names and dates and a sentence of four words or more follows."""
_DASH = r"[-\u2010-\u2015\u2212~\u301c\u2192\u2794\u279c\u25ba\u00bb\u00ac\u00ad>]"


_EAST = r"\u3000-\u9fff\uac00-\ud7af"
"""Letters of Chinese, Japanese and Korean, which no space parts from a number."""


@cache
def _months() -> dict[str, int]:
    return {lexicon.flat(str(word)): int(number) for number, words in lexicon.table("cv_dates")["months"].items() for word in words}


def _any(words: object) -> str:
    listed = sorted({lexicon.flat(str(word)) for word in words}, key=lambda word: (-len(word), word))  # type: ignore[attr-defined]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)


@cache
def _point() -> re.Pattern[str]:
    month = _any(_months())
    season = _any(lexicon.table("cv_dates")["seasons"])
    year = r"(?:19[3-9]\d|20[0-6]\d)"
    return re.compile(
        rf"""(?:(?<!\w)|(?<=[{_EAST}]))(?<![/.,$€£]) (?:
        (?P<jy>{year})\s?[年년](?:\s?(?P<jm>1[0-2]|0?[1-9])\s?[月월](?:\s?(?:[12]\d|3[01]|0?[1-9])\s?[日일])?)?
      | (?P<dd2>0[1-9]|[12]\d|3[01])\.(?P<dm2>0[1-9]|1[0-2])\.(?P<dy2>\d\d)(?![\d.])
      | ['\u2019\u2018](?P<qy>\d\d)(?![\w%])
      | (?P<iy>{year})\s?[-/.\u2013]\s?(?P<im>0?[1-9]|1[0-2])(?:\s?[-/.\u2013]\s?(?:0?[1-9]|[12]\d|3[01])(?!\d))?(?![\d/])
      | (?P<dd>0?[1-9]|[12]\d|3[01])\s?(?P<ds>[./-])\s?(?P<dm>0?[1-9]|[12]\d|3[01])\s?[./-]\s?(?P<dy>{year})
      | (?P<nm>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<ny>{year})
      | (?P<sm>0[1-9]|1[0-2])/(?P<sy>\d\d)(?![\d/%])
      | (?P<rm>[1-9])/(?P<ry>\d\d)(?![\d/%])
      | (?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?)?(?P<wm>{month})\b\.?,?\s?(?:(?:of|de|do|del|di)\s+)?
        (?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s+)?[-/]?\s?(?:(?P<wy>{year})|['\u2019\u2018](?P<ws>\d\d)|(?P<wt>\d\d)(?=\s?(?:{_DASH}|to\b|\)|$)))(?![\d%])
      | (?P<yy>{year})\s?,?[\s/-]\s?(?P<ym>{month})\b\.?
      | (?P<season>{season})\b\.?,?\s?(?:(?:of|de|semester)\s+)?(?P<zy>{year})(?:/\d\d(?:\d\d)?)?
      | (?P<py>{year})(?![\w%]|[.,]\d|'s)
        )""",
        re.VERBOSE,
    )


@cache
def _between() -> re.Pattern[str]:
    until = _any(lexicon.table("cv_dates")["until"])
    eastern = "|".join(lexicon.table("cv_dates")["until_joined"])
    return re.compile(rf"\s*(?:{_DASH}{{1,3}}|\b(?:{until})\b\s?:?|{eastern})\s*(?:(?:the|le|il|el)\s+)?", re.VERBOSE)


@cache
def _both() -> re.Pattern[str]:
    """What stands before and between the ends of "between 2019 and 2021"."""
    return re.compile(rf"\b(?:{_any(lexicon.table('cv_dates')['between'])})\s*$")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any(lexicon.table('cv_dates')['and'])})\s+")


@cache
def _present() -> re.Pattern[str]:
    eastern = "|".join(map(lexicon.flat, lexicon.table("cv_dates")["present_joined"]))
    return re.compile(rf"(?:{_any(lexicon.table('cv_dates')['present'])})\b|(?:{eastern})")


@cache
def _open() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(lexicon.table('cv_dates')['open_since'])})\s*:?\s*$")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(lexicon.table('cv_dates')['since'])})\s*:?\s*$")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(r"\b(?:until|till|up to|bis|jusqu'a|jusqu'en|hasta|ate|tot|fino a|graduated|graduation|completed)\s*:?\s*$")


@cache
def _bare_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<m>{_any(_months())})\b\.?(?P<sep>\s*(?:{_DASH}|to|bis|a|au|al|until)\s*)$")


@cache
def _length() -> re.Pattern[str]:
    unit = _any(lexicon.table("cv_dates")["length"])
    return re.compile(
        rf"\s*[(\[,·|]*\s*(?:(?:ca\.?|about|approx\.?|~)\s*)?\d+(?:[.,]\d+)?\s*\+?\s*(?:{unit})\b\.?"
        rf"(?:\s*(?:,|and|&|und|et|y|e|en)?\s*\d+\s*(?:{unit})\b\.?)?\s*[)\]]?"
    )


def find_dates(text: str) -> list[DateSpan]:
    """The dates and ranges that ``text`` names, in order; offsets into ``text``."""
    low = lexicon.flat(text)
    points = [(match, _value(match)) for match in _point().finditer(low)]
    out: list[DateSpan] = []
    i = 0
    while i < len(points):
        match, value = points[i]
        if value is None:
            i += 1
            continue
        start, end = _trimmed(low, match)
        first = Point(value, start, end)
        i += 1
        step = _range_to(low, end, points, i)
        if step is not None:
            last, stop, i = step
            out.append(DateSpan(_lead_start(low, start), stop, first, last, ongoing=last is None))
            continue
        if match["qy"] is None and match["rm"] is None:
            out.append(_alone(low, first))
    return out


def _trimmed(low: str, match: re.Match[str]) -> tuple[int, int]:
    end = match.end()
    while end > match.start() and low[end - 1] in " ,":
        end -= 1
    return match.start(), end


def _lead_start(low: str, start: int) -> int:
    lead = _lead().search(low, max(0, start - 14), start)
    return lead.start() if lead else start


def _range_to(low: str, end: int, points: list[tuple[re.Match[str], str | None]], i: int) -> tuple[Point | None, int, int] | None:
    """(last point or None for an open end, end offset, next point's index) where a range goes on at ``end``."""
    between = _between().match(low, end)
    if between is None and i < len(points) and _both().search(low, max(0, points[i - 1][0].start() - 14), points[i - 1][0].start()):
        between = _and().match(low, end)
    if between is None:
        whole = re.compile(r"\s?/\s?((?:19|20)\d\d)(?![\d/.])").match(low, end)
        if whole and low[end - 4 : end].isdigit() and 0 < int(whole.group(1)) - int(low[end - 4 : end]) < 10:
            return Point(whole.group(1), whole.start(1), whole.end()), whole.end(), i
        short = re.compile(r"/(\d\d)(?!\d)").match(low, end)
        if short and low[end - 4 : end].isdigit() and int(short.group(1)) == (int(low[end - 2 : end]) + 1) % 100:
            value = str(int(low[end - 4 : end]) + 1)
            return Point(value, short.start(1), short.end()), short.end(), i
        if i < len(points) and re.fullmatch(r"\s*/\s*", low[end : points[i][0].start()]) and points[i][1]:
            match, value2 = points[i]
            start2, end2 = _trimmed(low, match)
            return Point(str(value2), start2, end2), end2, i + 1
        return None
    present = _present().match(low, between.end())
    if present:
        return None, present.end(), i
    if i < len(points) and points[i][0].start() == between.end() and points[i][1] is not None:
        match, value3 = points[i]
        start3, end3 = _trimmed(low, match)
        return Point(str(value3), start3, end3), end3, i + 1
    short = re.compile(r"(\d\d)(?!\d|[./-]\d)").match(low, between.end())
    year = low[max(0, end - 4) : end]
    if (
        short
        and re.fullmatch(r"(?:19|20)\d\d", year)
        and int(short.group(1)) >= int(year[2:])
        and low[between.start() : between.end()].strip()
    ):
        return Point(year[:2] + short.group(1), short.start(), short.end()), short.end(), i
    rest = low[between.end() :].strip()
    if low[between.start() : between.end()].strip() in {"-", "–", "—", "->", "→", "~", "〜"} and (not rest or rest[0] in ")]|·,:"):
        return None, between.start() + len(low[between.start() : between.end()].rstrip()), i
    return None


def _alone(low: str, point: Point) -> DateSpan:
    """One point: opened by "since", begun by a bare month ("Mar-May 2021"), or single."""
    opened = _open().search(low, max(0, point.start - 14), point.start)
    if opened and re.search(r"\b(?:until|till|to|bis|hasta)\b", low[max(0, point.start - 6) : point.start]) is None:
        return DateSpan(opened.start(), point.end, point, None, ongoing=True)
    month = _bare_month().search(low, max(0, point.start - 22), point.start)
    if month and len(point.value) == 7:
        first = f"{point.value[:4]}-{_months()[month.group('m')]:02d}"
        if first <= point.value:
            return DateSpan(month.start(), point.end, Point(first, month.start(), point.end), point)
    until = _until().search(low, max(0, point.start - 14), point.start)
    start = until.start() if until else _lead_start(low, point.start)
    return DateSpan(start, point.end, None, point, single=until is None)


def _value(match: re.Match[str]) -> str | None:
    got = match.groupdict()
    if got["jy"]:
        return f"{got['jy']}-{int(got['jm']):02d}" if got["jm"] else got["jy"]
    if got["dy2"]:
        return f"{_century(got['dy2'])}-{int(got['dm2']):02d}"
    if got["qy"]:
        return _century(got["qy"])
    if got["iy"]:
        return f"{got['iy']}-{int(got['im']):02d}"
    if got["dy"]:
        day, month = int(got["dd"]), int(got["dm"])
        if month > 12 and day <= 12:
            day, month = month, day
        return f"{got['dy']}-{month:02d}" if month <= 12 else got["dy"]
    if got["ny"]:
        return f"{got['ny']}-{int(got['nm']):02d}"
    if got["sy"]:
        return f"{_century(got['sy'])}-{int(got['sm']):02d}"
    if got["rm"]:
        return f"{_century(got['ry'])}-{int(got['rm']):02d}"
    if got["wm"]:
        year = got["wy"] or _century(got["ws"] or got["wt"])
        return f"{year}-{_months()[got['wm']]:02d}"
    if got["ym"]:
        return f"{got['yy']}-{_months()[got['ym']]:02d}"
    return got["zy"] or got["py"]


def _century(two: str) -> str:
    return ("19" if int(two) > 60 else "20") + two


def length_at(text: str, start: int) -> int:
    """The end of a length of time ("(3 years 6 months)") that stands at ``start``; ``start`` where none does."""
    match = _length().match(lexicon.flat(text), start)
    return match.end() if match else start


def is_joint(text: str) -> bool:
    """Whether the whole text is a word that joins the ends of a range, opens one or says now ("to", "since", "actualmente")."""
    low = lexicon.flat(text).strip(" .:")
    return any(low in lexicon.words("cv_dates", name) for name in ("until", "since", "present"))


def is_month(text: str) -> bool:
    """Whether the whole text is a month's name."""
    return lexicon.flat(text).strip(" .") in _months()


def is_length(text: str) -> bool:
    """Whether the whole text is a length of time such as ``3 years 6 months``."""
    return _length().fullmatch(lexicon.flat(text).strip()) is not None


def without_dates(text: str) -> str:
    """The text with every date blanked by spaces of the same length."""
    out = text
    for span in find_dates(text):
        end = length_at(text, span.end)
        out = out[: span.start] + " " * (end - span.start) + out[end:]
    return out
