"""Places whose digits count nothing: addresses, telephone numbers, times, versions, labels, list numbers. And dates."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines import lexicon
from loopready.engines.figures.nouns import noun_after
from loopready.engines.figures.numbers import plain_letters
from loopready.engines.figures.types import Figure

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_NOT_COUNTS = re.compile(
    r"""
    (?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,120} | (?:https?://|www\.)\S{1,300}
  | (?<![\w-])[\w-]{1,63}\.(?:com|org|net|io|dev|edu|gov|ch|de|uk)(?:/\S*)?
  | \+\d[\d\s().-]{6,20}\d | \(\d{2,5}\)[\s\d-]{5,16}\d | \b0\d{1,4}[\s/-]\d[\d\s-]{4,16}\d\b | \b\d{3}[-.]\d{3}[-.]\d{4}\b
  | \b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b | \b\d{1,2}\s?[ap]\.?m\b
  | \b(?:24|16|12)\s?[x×/]\s?[57](?:\s?[x×/]\s?365)?\b | \b7\s?[x×/]\s?24\b
  | \b(?:1:1|1-1|1-on-1|one-on-one|one-to-one|1-to-1|1on1)(?:['’]?s)?\b
  | \b30\s?[-/–]\s?60\s?[-/–]\s?90\b
  | \b360(?=[-\s°]*(?:deg|feedback|review)) | (?<!\d)\d{1,6}\s?°
  | \bv\d[\w.]*
  | \b\d{1,9}\.\d{1,9}\.\d{1,9}(?:[.-]\w{1,20}){0,4}\b(?<!\.\d\d\d)
  | \b\d{1,9}(?:st|nd|rd|th)\b
  | ^[ \t]*\d{1,2}[.)](?=\s)
  | (?:\#|\bno\.\s?|\bnr\.?\s?)\d+
  | \b\d{1,2}(?:\.\d+)?\s?/\s?\d+(?:\.\d+)?\b(?!\s?/)
  | \b(?:19|20)\d0['’]?s\b
  | \b(?:one|two)\s(?:of\sthe|another|day\b(?!s)|hand\b|side\b)
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_DATE = re.compile(
    rf"""
    \b(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b
  | \b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<name>{_MONTH})\.?,?\s?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?['’]?(?P<name_year>{_YEAR})\b
  | \b(?P<slash_month>0?[1-9]|1[0-2])\s?[/.]\s?(?P<slash_year>{_YEAR})\b
  | \b\d{{1,2}}[/.-](?P<day_month>0?[1-9]|1[0-2])[/.-](?P<day_year>{_YEAR})\b
  | \b(?P<year_slash>{_YEAR})/(?P<month_slash>0[1-9]|1[0-2])\b
  | \bQ(?P<quarter>[1-4])[\s/-]?['’]?(?P<quarter_year>{_YEAR})\b
  | (?<![\w.,'’$€£])(?P<year>{_YEAR})(?:\s?[-–—/]\s?(?P<short>\d\d)(?![\d%])\b)?(?!\d|[,.'’]\d|\s?%|[kKM]\b|['’]?s\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\b(?:in|since|until|till|during|early|mid|late|year|fy|before|after|summer|spring|autumn|fall|winter|end|start|class|class of)[\s-]$",
    re.IGNORECASE,
)
_MAYBE_TIME = re.compile(r"(?:\b(?:from|to|by|of|through|between|and)\s|[-–—/(]\s?)$", re.IGNORECASE)
_COUNTED = re.compile(r"\+|\s?(?:(?:[a-z-]+\s){0,2}?[a-z]{3,}s\b|people\b|staff\b)")


def dates(text: str) -> list[Figure]:
    """Dates and years; ``unit`` is the ISO text (``2021``, ``2021-03``) and ``value`` the year."""
    out = []
    for match in _DATE.finditer(plain_letters(text)):
        iso = _iso(match)
        if match.group("year") and not match.group("short") and _is_count(text, match):
            continue
        high = float(iso[:2] + match.group("short")) if match.group("short") else None
        out.append(
            Figure(
                kind="date",
                value=float(iso[:4]),
                start=match.start(),
                end=match.end(),
                text=text[match.start() : match.end()],
                unit=iso,
                high=high,
            )
        )
    return out


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number that could be a year counts something ("2000 employees")."""
    before = text[max(0, match.start() - 12) : match.start()]
    if _OF_TIME.search(before):
        return False
    if _MAYBE_TIME.search(before):
        noun = noun_after(text, match.end(), singular=False)
        return noun is not None and noun.kind in ("people", "teams")
    return _COUNTED.match(text, match.end()) is not None


def _iso(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["iso"]:
        return str(groups["iso"])
    if groups["name"]:
        return f"{groups['name_year']}-{_MONTHS.index(groups['name'][:3].lower()) + 1:02d}"
    if groups["slash_month"]:
        return f"{groups['slash_year']}-{int(groups['slash_month']):02d}"
    if groups["day_month"]:
        return f"{groups['day_year']}-{int(groups['day_month']):02d}"
    if groups["year_slash"]:
        return f"{groups['year_slash']}-{groups['month_slash']}"
    if groups["quarter"]:
        return f"{groups['quarter_year']}-{int(groups['quarter']) * 3 - 2:02d}"
    return str(groups["year"])


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, lexicon.word_set("figures", "labels")), key=len, reverse=True))
    versioned = "|".join(sorted(map(re.escape, lexicon.word_set("figures", "versioned")), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?:{labels})s?[\s#:/.-]{{0,2}}|(?:{versioned})[\s/-])\d[\d.,]*(?:\s?(?:-|–|/|and|or|of|to|&)\s?\d[\d.]*)*[a-z]?(?![\w%])",
        re.IGNORECASE,
    )


def masked(text: str) -> list[tuple[int, int]]:
    """The places, in order, whose digits are no figures."""
    out = [match.span() for match in _NOT_COUNTS.finditer(text)]
    out.extend(match.span() for match in _labelled().finditer(text))
    return sorted(out)
