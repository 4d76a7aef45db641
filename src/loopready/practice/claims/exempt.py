"""Where a figure is of another time, of a part, or of others, so that it contradicts nothing."""

from __future__ import annotations

import re

from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared, stems
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point
from loopready.practice.claims.record import Record

_CHOSEN = re.compile(r"\b(?:the|those|these)\s+(?:\w+\s+)?$")
_WHO = re.compile(r"\s+(?:[\w'’-]+\s+)?(?:who|whom|whose|that|which)\b")
"""The nine people who had been there longest: some of all."""
_PLACED = re.compile(r"\s+(?:on|in|from|for|with|who|whose)\s+(?P<where>(?:[\w'’-]+\s*){1,3})")


def exempt(group: list[Point], said: Said, one: Measured, record: Record) -> bool:
    """Whether the sentence says that it speaks of another time, or of a part."""
    first, last = group[0], group[-1]
    start, end = said.clause(first.start)
    clause = said.low[start : max(end, last.end)]
    line = one.line.text.lower()
    if last.kind == "people" and last.value <= 1:
        return True
    for match in pattern("other_period").finditer(clause):
        if match.group().strip() not in line:
            return True
    if last.kind == "money" and last.value < one.point.value and _SPENT.search(said.low[: first.start]) and _spent_apart(said, last, one):
        return True
    if _of_a_part(said, first, one, record) or (
        last.kind in ("people", "count") and _CHOSEN.search(said.low[: first.start]) and _WHO.match(said.low[last.end :])
    ):
        return True
    if last.kind in ("percent", "points", "times", "money", "duration"):
        return of_others(said, first)
    ahead, after = said.low[: first.start], said.low[last.end :]
    beyond = last.value > one.point.value and last.noun is not None and last.noun not in stems("groups") | stems("folk")
    if last.kind in ("people", "count", "bare") and last.period is None and not beyond and (placed := _PLACED.match(after)):
        named = content(placed["where"]) - _ROLLS
        post = record.post_line(one.line.post) if one.line.post is not None else None
        here = one.measure | content(one.line.text) | (post.name_stems | post.title_stems if post is not None else frozenset())
        if named and not shared(named, here) and "lead" not in after[:60]:
            return True
    parted = pattern("part_before").search(ahead) and not (last.period and last.period == one.point.period)
    return bool(parted or pattern("part_after").search(after)) or of_others(said, first)


_ROLLS = frozenset({"book", "roll", "payrol"})
"""Stems of what everybody stands on: "forty people on the books" is all of them."""
_US = frozenset({"us", "me", "them", "it"})
_OF_A_PART = re.compile(
    r"(?P<measure>[\w'’-]+)\s+(?:on|among|for|in|with|at|from)\s+(?:(?:the|our|my|those|these)\s+)?(?P<of>[\w'’-]+(?:\s+[\w'’-]+)?)"
)


def _of_a_part(said: Said, point: Point, one: Measured, record: Record) -> bool:
    """Whether the words of the measure are narrowed to what the CV does not name: "crashes on old phones"."""
    start, _ = said.clause(point.start)
    post = record.post_line(one.line.post) if one.line.post is not None else None
    here = (
        content(one.line.text)
        | (post.name_stems | post.title_stems if post is not None else frozenset())
        | stems("workplaces")
        | stems("groups")
    )
    for match in _OF_A_PART.finditer(said.low[start : point.start]):
        named = content(match["of"]) - _US
        if shared(one.measure, all_stems(match["measure"])) and named and not shared(named, here):
            return True
    return False


_SPENT = re.compile(r"\b(?:spen[dt]\w*|paid|pay|gave|put)\b[^,;.]*$")


def _spent_apart(said: Said, point: Point, one: Measured) -> bool:
    """Whether a sum smaller than the CV's went on one thing that the CV's line does not name."""
    placed = _PLACED.match(said.low[point.end :])
    return placed is not None and not shared(content(placed["where"]), content(one.line.text))


_RIVALS = re.compile(
    r"\b(?:our|my|the|a|one|another)\s+(?:\w+\s+)?(?:competitor|rival|customer|client|supplier|neighbour|predecessor|landlord)s?(?:['’]s?)?"
    r"\s+(?:\w+\s+){0,2}?(?:had|has|have|took|made|spent|paid|lost|got|grew|ran|(?!was\b|is\b|us\b)\w+(?:s|ed))\b"
)


def of_others(said: Said, point: Point) -> bool:
    """Whether the clause speaks of what others had, not of one's own: "they had", "at my wife's"."""
    start, _ = said.clause(point.start)
    ahead = said.low[start : point.start]
    if _RIVALS.search(ahead):
        return True
    return bool(re.search(r"\b(?:he|she|they|his|her|their|somebody|another|other)\b(?!.*\b(?:i|we|my|our)\b)", ahead))


def widened(said: Said, start: int, end: int) -> tuple[int, int]:
    """The figure with what it is of: from the beginning of its clause, where that is near."""
    first, last = said.clause(start)
    lead = re.match(r"[\s,;:—–]*(?:(?:and|but|so|because|since|which|who|though|although|while|as|or|yet)\s+)?", said.low[first:])
    begin = first + (lead.end() if lead else 0)
    stop = max(end, min(last, end + 24)) if last - end <= 24 else end
    while stop > end and not said.text[stop - 1].isalnum():
        stop -= 1
    return (begin if start - begin <= 60 else start), stop
