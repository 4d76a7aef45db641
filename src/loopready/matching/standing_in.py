"""A manager's seat held for a time: "acting manager for five months", "stood in for my lead from March to June 2024"."""

from __future__ import annotations

import re

from loopready.engines.dates import years_text
from loopready.engines.figures import figures
from loopready.engines.text import fold
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues

_TWO_MONTHS = re.compile(r"\b(?P<first>[A-Z][a-z]{2,8})\.? (?:to|until|-|–|—) (?P<last>[A-Z][a-z]{2,8})\.? (?:19|20)\d\d\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def stood_in(asked: float, cv: Cv, *, text: str) -> Finding | None:
    """The line that tells of months as an acting manager, which count in part; None where no line does."""
    for statement in cv.statements:
        if statement.kind != "bullet" or not cues("stood_in").hits(statement.text):
            continue
        stated = [
            figure.to("months") for figure in figures(statement.text) if figure.kind == "duration" and figure.unit in ("months", "years")
        ]
        months = max(stated, default=0.0) or _months_between(statement.text)
        note = (
            f"{years_text(round(months))} of {years_text(round(asked))} asked, standing in"
            if months
            else "standing in, for how long is not stated"
        )
        if months * 2 < asked:
            return Finding("missing", (statement,), note=note, text=text)
        return Finding("partial", (statement,), grounds(statement, act="exposed"), note=note, text=text)
    return None


def _months_between(text: str) -> float:
    """The months of a stretch within one year, both ends counted ("January to September 2024": 9); 0 where none is given."""
    found = _TWO_MONTHS.search(text)
    if found is None:
        return 0.0
    ends = [next((n for n, name in enumerate(_MONTHS) if fold(found[key]).startswith(name)), None) for key in ("first", "last")]
    first, last = ends
    return float(last - first + 1) if first is not None and last is not None and last >= first else 0.0
