"""The year of something that the CV dates: "we moved the three regions in 2021", where the CV says 2024."""

from __future__ import annotations

import re

from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import content, pattern, shared, stems
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_SAME, _MOST = 2, 0.5
"""Words that sentence and line share, and the share of the line's that they are, where both speak of one thing."""


def when_judged(said: Said, record: Record) -> list[Found]:
    """A year of a thing of which the CV gives one year, and another."""
    out = []
    for match in _YEAR.finditer(said.text):
        start, end = said.clause(match.start())
        ahead = said.low[start : match.start()]
        if pattern("about_when").search(ahead) or pattern("no_year").search(said.low[start:end]):
            continue
        line = _line_of(said, record)
        if line is not None and match.group() not in _YEAR.findall(line.text):
            out.append(
                Found(
                    said.start + start,
                    said.start + end,
                    "contradicted",
                    "dates",
                    line,
                    (said.start + match.start(), said.start + match.end()),
                )
            )
    return out


def _line_of(said: Said, record: Record) -> CvLine | None:
    """The only line of the CV with one year that speaks of what the sentence speaks of."""
    dated = [line for line in record.lines if line.kind == "fact" and _same_thing(said, line)]
    return dated[0] if len(dated) == 1 and len(_YEAR.findall(dated[0].text)) == 1 else None


def _same_thing(said: Said, line: CvLine) -> bool:
    own = content(_YEAR.sub(" ", line.text)) - stems("currencies") - stems("periods")
    common = shared(own, said.content)
    if not own or len(common) < min(_SAME, len(own)) or len(common) < _MOST * len(own):
        return False
    return not any(_other_number(one, two) for one in points(said.text) for two in points(line.text))


def _other_number(one: Point, two: Point) -> bool:
    """Whether both count the same thing, and not as many: then it is another one."""
    return one.noun is not None and one.noun == two.noun and one.value != two.value
