"""A subject that the answer says was studied, beside the subjects of the CV's courses of study."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loopready.engines.degrees import LADDER, level_in
from loopready.engines.text import stem
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import all_stems, claims, pattern
from loopready.practice.claims.record import Record
from loopready.practice.claims.verdicts import Found

_SUBJECT = (
    r"(?P<subject>(?!(?:what|it|that|this|well|my|the|a|an)\b)[^\W\d_][\w-]*"
    r"(?:\s+(?!(?:in|at|from|since|because|as|for|but|so|with|on|by|when|to|which|of)\b)[^\W\d_][\w-]*){0,2})"
)
_LEVEL = r"(?:bachelor|master|doctorate|diploma|b\.?sc|m\.?sc|b\.?a|m\.?a|ph\.?d)(?:['’]?s)?"
_TOLD = (
    re.compile(
        rf"\bi(?:'d|'ve| had| have)?\s+(?:studied|majored in|graduated in|graduated with"
        rf"|took a degree in|qualified in|trained in)\s+{_SUBJECT}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bi(?:'d|'ve| had| have)?\s+(?P<weak>read|did|took|done)\s+{_SUBJECT}", re.IGNORECASE),
    re.compile(rf"\b{_SUBJECT}\s+(?:is|was|'s)\s+what\s+i(?:'d)?\s+(?:studied|read|did|learned|took)\b", re.IGNORECASE),
    re.compile(
        rf"\bmy\s+(?:own\s+|first\s+)?(?:degree|doctorate|ph\.?d|studies|subject|bachelor'?s?|master'?s?|university degree"
        rf"|diploma|b\.?sc|m\.?sc)"
        rf"(?:\s+(?:at|from)\s+\w+)?\s+(?:was|is|were|are|in|of)\s+(?:in\s+|of\s+)?{_SUBJECT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:i have|i've|i've got|i hold|i got|i took|with|have|i did|i finished)\s+"
        rf"(?:my|a|an)\s+degree\s+in\s+{_SUBJECT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:i have|i've|i've got|i hold|i got|i took|with|have|i did|i finished)\s+an?\s+{_LEVEL}"
        rf"(?:\s+degree)?\s+(?:in|of)\s+{_SUBJECT}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bmy\s+(?:degree|{_LEVEL})'s\s+(?:in\s+)?{_SUBJECT}", re.IGNORECASE),
    re.compile(rf"\bmy\s+{_SUBJECT}\s+(?:degree|studies)\b", re.IGNORECASE),
    re.compile(rf"\bi(?:'m| am| was)\s+an?\s+{_SUBJECT}\s+by\s+(?:training|degree|education|trade)\b", re.IGNORECASE),
    re.compile(rf"\b(?:i was|when i was|as)\s+an?\s+{_SUBJECT}\s+(?:student|undergraduate|graduate)\b", re.IGNORECASE),
)
_NEAR = 25
_SCHOOLED = re.compile(r"\b(?:university|college|uni|degree|polytechnic|faculty|my studies|undergraduate)\b")


def studied_judged(said: Said, record: Record) -> list[Found]:
    """Subjects of study that are none of the CV's, where the CV tells the subject of each of its courses."""
    lines = [line for line in record.studies if level_in(line.text) >= LADDER.index("diploma")]
    known = {line.start: _fields_in(line.text) for line in lines}
    high = [line for line in lines if level_in(line.text) >= LADDER.index("associate")] or lines
    if not high or not all(known[line.start] for line in high):
        return []
    places = frozenset().union(*(_capitals(line.text) for line in (*lines, *(post.line for post in record.posts))))
    for told in _TOLD:
        for match in told.finditer(said.text):
            start, end = said.clause(match.start("subject"))
            clause = said.low[start:end]
            weak = match.groupdict().get("weak")
            if pattern("studied_beside").search(said.low[start : match.end("subject") + _NEAR]) or (
                weak and not (_SCHOOLED.search(clause) or _capitals(said.text[match.end("weak") :]) & places)
            ):
                continue
            fields = _fields_in(match["subject"])
            if not fields or any(fields & held for held in known.values()) or all_stems(match["subject"]) & record.all_stems - _generic():
                continue
            line = max(high, key=lambda one: level_in(one.text))
            return [Found(said.start + match.start(), said.start + match.end("subject"), "contradicted", "degree", line)]
    return []


def no_studies_judged(said: Said, record: Record) -> list[Found]:
    """Having been to no university, where the CV lists a degree."""
    match = pattern("no_studies").search(said.low)
    high = max(record.studies, key=lambda line: level_in(line.text), default=None)
    if match is None or high is None:
        return []
    if level_in(high.text) < LADDER.index("bachelor") and not (
        "degree" in match.group() and re.search(r"\bdegree\b", high.text, re.IGNORECASE)
    ):
        return []
    return [Found(said.start + match.start(), said.start + match.end(), "contradicted", "degree", high)]


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in ("science", "studies", "engineering", "management", "degree", "and", "of", "in", "at"))


@cache
def _families() -> Mapping[str, frozenset[int]]:
    """Stem of a subject's word -> the numbers of the groups of near subjects it is in."""
    out: dict[str, frozenset[int]] = {}
    for number, group in enumerate(claims()["subjects"]):
        for word in group:
            said = stem(str(word))
            out[said] = out.get(said, frozenset()) | {number}
    return out


def _fields_in(text: str) -> frozenset[int]:
    return frozenset().union(*(_families().get(one, frozenset()) for one in all_stems(text)))


def _capitals(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"(?<=[\s,])[A-ZÀ-Þ][\w'’-]{2,}", text))
