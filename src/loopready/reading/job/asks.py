"""Years and degree that a requirement asks for."""

from __future__ import annotations

import re

from loopready.model import Degree, YearsAsked
from loopready.reading.job.lexicon import NUMBER_WORDS, fold, pattern

_NUM = r"(?:\d{1,2}(?:[.,]\d)?|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + ")"
_TERM = re.compile(
    rf"(?<![\w$€£.,])(?P<low>{_NUM})(?:\s*\(\s*\d{{1,2}}\s*\))?\s*"
    rf"(?:(?:-|to|or|and|bis|à|/)\s*{_NUM}\s*)?(?:\+|[\s-]*plus\b|or\s+more\b|or\s+over\b|and\s+above\b|and\s+more\b|full\b)?[\s-]*(?:full\s+)?"
    r"(?P<unit>years?|yrs?|months?|jahren?|jahre|ans|années|años?|anos|jaar|anni)\b\.?'?(?:\s+or\s+more\b|\s+plus\b|\s*\+|\s+minimum\b|\s*\(\s*min\w*\s*\))?"
)
_A_YEAR = re.compile(
    r"(?<=\bleast )an?(?= (?:full )?year\b)|(?<=\bthan )an?(?= (?:full )?year\b)|(?<=\bminimum of )an?(?= (?:full )?year\b)"
)
"""The article that stands for one in "at least a year of"."""
_NOT_ASKED = pattern("asks_not_asked")
_WITHIN = pattern("asks_within")
_LEADING = pattern("asks_leading")


def years_asked(text: str) -> YearsAsked | None:
    """The experience in years that a requirement asks for; of a range the lower end. None where it gives no number."""
    folded = _A_YEAR.sub(lambda match: "1".ljust(len(match.group())), fold(text))
    for found in _TERM.finditer(folded):
        before, after = folded[: found.start()], folded[found.end() :]
        if _NOT_ASKED.match(after) or (_WITHIN.search(before) and not after.lstrip().startswith(("exp", "of exp"))):
            continue
        low = float(NUMBER_WORDS[found["low"]]) if found["low"] in NUMBER_WORDS else float(found["low"].replace(",", "."))
        if found["unit"].startswith("month"):
            low = round(low / 12, 2)
        return YearsAsked(min=low, of=_of_what(text[found.end() :]) or _led_by(text[: found.start()]))
    return None


_LONGER = re.compile(r"^(?:or|and)?\s*(?:longer|above|upwards)\b[\s,]*(?:(?:with|at|for) (?:an?|the|your) [^,]*)?", re.IGNORECASE)
"""What only says that more years will do, and for whom: "five years or longer, with a main contractor"."""


def _of_what(after: str) -> str | None:
    clause = re.split(r"[.;:()\n]|,\s+(?:of which|including|ideally|preferably|with at least|plus)|\s[-–]\s", after, maxsplit=1)[0]
    clause = clause.strip(" ,'’")
    clause = _LONGER.sub("", clause)
    cut = _LEADING.match(fold(clause))
    return clause[cut.end() if cut else 0 :].strip(" ,") or None


def _led_by(before: str) -> str | None:
    """ "SQL experience, 3+ years": what stands before the number."""
    clause = re.split(r"[.;:()\n]", before)[-1]
    clause = re.sub(r"(?i)\b(?:at least|minimum(?: of)?|experience|exp|you have|a|with|for|over|more than|of|min)\b\.?", " ", clause)
    clause = " ".join(clause.strip(" ,-–").split())
    return clause if re.search(r"[^\W\d_]{2}", clause) else None


_LADDER: tuple[Degree, ...] = ("diploma", "associate", "bachelor", "master", "professional", "doctorate")
_DEGREES = tuple((degree, pattern(f"degree_{degree}_words"), pattern(f"degree_{degree}_letters")) for degree in _LADDER)
_LAW = (pattern("degree_law_letters"), pattern("degree_law_words"))
_MEDICINE = (pattern("degree_medicine_letters"), pattern("degree_medicine_words"))
_BARE = pattern("asks_bare")
_NO_DEGREE = pattern("asks_no_degree")


def degree_asked(text: str) -> Degree | None:
    """The lowest degree that meets a requirement; ``bachelor`` for "a degree". None where no degree is named."""
    folded = fold(text)
    named = [degree for degree, words, letters in _DEGREES if words.search(folded) or letters.search(text)]
    if "master" in named and "diploma" in named and re.search(r"post-?graduate diploma", folded) and "high school" not in folded:
        named.remove("diploma")
    beside = (_LAW, _MEDICINE)
    if any(letters.search(text) and words.search(folded) for letters, words in beside):
        named.append("professional")
    if named:
        return min(named, key=_LADDER.index)
    return "bachelor" if _BARE.search(folded) and not _NO_DEGREE.search(folded) else None
