"""Levels of study: which one a text names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loopready.engines import lexicon
from loopready.engines.text import fold
from loopready.model import Degree

LADDER: tuple[Degree, ...] = ("none", "diploma", "associate", "bachelor", "master", "doctorate")
_NUMBERED = re.compile(
    r"\b(?:nvq|svq|rqf|qcf|eqf|diploma|award|certificate)\W+(?:\w+\W+){0,3}?level\W?(?P<level>[3-8])\b|\blevel\W?(?P<before>[3-8])\W+(?:nvq|svq|diploma|award|certificate)\b"
)
_OF_NUMBER = {3: 1, 4: 2, 5: 2, 6: 3, 7: 4, 8: 5}
"""Levels of the British and European frameworks as places on ``LADDER``: 6 is a bachelor's."""
_SHORT = re.compile(r"\b(?:as|be|ma|me|ms|ba|bs|bn|mm|sm|ir|ab|sb|cap|med|bed|march|bas|aas|aa|licence)\b")
"""Names of levels that are everyday words or parts of them: only their capital tells."""


@cache
def _level_words() -> Mapping[str, int]:
    out: dict[str, int] = {}
    for level, names in lexicon.table("matching")["degree_levels"].items():
        rank = LADDER.index("master") if level == "professional" else LADDER.index(level)
        for name in names:
            out.setdefault(fold(str(name)).replace(".", "").replace("-", " "), rank)
    return out


@cache
def _level_pattern() -> re.Pattern[str]:
    names = sorted(_level_words(), key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w])")


def level_in(text: str) -> int:
    """The highest level of study a text names, as a place on ``LADDER``; 0 for none."""
    plain = re.sub(r"(?<=\w)\.(?=\w)|(?<=\b\w)\.|(?<=\w)\.(?=\s|$)", "", text)
    folded = fold(plain).replace("-", " ")
    best = 0
    for match in _level_pattern().finditer(folded):
        written = plain[match.start() : match.end()] if len(plain) == len(folded) else match.group()
        if _SHORT.fullmatch(match.group()) and not written[:1].isupper():
            continue
        best = max(best, _level_words()[match.group()])
    numbered = [int(match["level"] or match["before"]) for match in _NUMBERED.finditer(folded)]
    return max([best, *(_OF_NUMBER[level] for level in numbered)])
