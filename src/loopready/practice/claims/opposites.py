"""What was done to a thing, told as its opposite: opened where the CV says closed, up where it says down, running where it is not begun."""

from __future__ import annotations

import re
from functools import cache

from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import claims, content, pattern, stems
from loopready.practice.claims.quantities import points
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.values import fits
from loopready.practice.claims.verdicts import Found

_AND_NOT = re.compile(r"\b(?:and|but),? not \w+")
"""What a thing is said not to be besides: "opened and not closed"."""
_SAME = 2
"""Words that a sentence and a line share where they speak of one thing."""


def opposites_judged(said: Said, record: Record) -> list[Found]:
    """Acts that the CV tells as their opposite, of the same thing; a thing told as done that the CV says is not."""
    out = []
    for start, end in said.clauses:
        clause = _AND_NOT.sub(" ", said.low[start:end])
        if pattern("no_opposite").search(clause):
            continue
        told = _sides(clause)
        done = pattern("is_done").search(clause)
        if not told and done is None:
            continue
        line = _line_of(said, told, record, done=done is not None)
        if line is not None:
            lead = len(clause) - len(clause.lstrip(" ,;:"))
            out.append(Found(said.start + start + lead, said.start + end, "contradicted", "outcome", line))
    return out + _directions(said, record)


def _line_of(said: Said, told: frozenset[tuple[int, int]], record: Record, *, done: bool) -> CvLine | None:
    """The only line that speaks of the same thing and tells the opposite of it."""
    kin = [line for line in record.lines if line.kind == "fact" and (not said.posts or line.post in said.posts or line.post is None)]
    near = [line for line in kin if _same_thing(said, line)]
    turned = [
        line
        for line in near
        if any((group, 1 - side) in _sides(line.text) and (group, side) not in _sides(line.text) for group, side in told)
        or (done and pattern("is_open").search(line.text) and not pattern("is_done").search(line.text))
    ]
    return turned[0] if len(turned) == 1 and len(near) == 1 else None


def _same_thing(said: Said, line: CvLine) -> bool:
    own = content(line.text) - _acting() - stems("periods")
    common = own & (said.content - _acting())
    numbers = {point.value for point in points(line.text) if point.kind in ("count", "people", "bare")}
    counted = any(point.value in numbers for point in points(said.text))
    return len(common) >= _SAME or (len(common) == 1 and (len(own) == 1 or counted))


def _directions(said: Said, record: Record) -> list[Found]:
    """A figure of the CV told as a rise where the CV tells it as a fall, or the other way about."""
    out = []
    for point in points(said.text):
        start, end = said.clause(point.start)
        clause = said.low[start:end]
        rose, fell = pattern("went_up").search(clause), pattern("went_down").search(clause)
        if (rose is None) == (fell is None) or pattern("no_opposite").search(clause):
            continue
        for line in record.lines:
            up, down = pattern("went_up").search(line.text), pattern("went_down").search(line.text)
            if line.kind != "fact" or (up is None) == (down is None) or (up is None) == (rose is None):
                continue
            same = [one for one in points(line.text) if one.kind == point.kind and fits(point.value, one.value, point, one)]
            if same and content(line.text) & said.content:
                out.append(Found(said.start + start, said.start + end, "contradicted", "outcome", line))
                break
    return out


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(rf"\b(?:{first})\b", re.IGNORECASE), re.compile(rf"\b(?:{second})\b", re.IGNORECASE))
        for first, second in claims()["opposites"]
    )


def _sides(text: str) -> frozenset[tuple[int, int]]:
    """Which side of which pair of opposites a text tells; a pair of which it tells both sides tells nothing."""
    out = set()
    for number, pair in enumerate(_pairs()):
        there = [side for side, one in enumerate(pair) if one.search(text)]
        if len(there) == 1:
            out.add((number, there[0]))
    return frozenset(out)


@cache
def _acting() -> frozenset[str]:
    """Stems of the words that tell an act and not its thing."""
    words = re.findall(r"[a-z]+", " ".join(f"{first} {second}" for first, second in claims()["opposites"]))
    return content(" ".join(words))
