"""The year of a thing that has a name, and which way a measure went, where the answer gives no figure."""

from __future__ import annotations

import re
from functools import cache

from loopready.practice.claims.answered import Said
from loopready.practice.claims.changes import Change, changes_in
from loopready.practice.claims.lexicon import claims, content, pattern, shared, stems
from loopready.practice.claims.likeness import proper
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")


def events_judged(said: Said, record: Record) -> list[Found]:
    """The year in which a named thing came out, opened or was won, where the CV gives its year for that and it is another."""
    out = []
    for match in _YEAR.finditer(said.text):
        start, end = said.clause(match.start())
        told = _kinds(said.low[start:end])
        line = _line_of(content(said.text[:end]), told, record)
        if not told or line is None or pattern("about_when").search(said.low[: match.start()]):
            continue
        if match.group() not in _YEAR.findall(line.text):
            out.append(Found(said.start + match.start(), said.start + match.end(), "contradicted", "dates", line))
    return out


def _kinds(text: str) -> frozenset[int]:
    """The kinds of event that the verbs of a text tell."""
    return frozenset(n for n, listed in enumerate(claims()["events"]) if re.search(rf"\b(?:{'|'.join(listed)})\b", text, re.IGNORECASE))


def _line_of(held: frozenset[str], told: frozenset[int], record: Record) -> CvLine | None:
    """The only line that has the name, one year, and an event of the kind."""
    lines = [line for line in record.lines if line.kind == "fact" and proper(line.text) & held]
    if len(lines) == 1 and len(_YEAR.findall(lines[0].text)) == 1 and _kinds(lines[0].text) & told:
        return lines[0]
    parts = [
        (line, part)
        for line in record.lines
        for part in re.split(r"[;,]", line.text)
        if line.kind == "fact" and len(_YEAR.findall(part)) == 1 and _kinds(part) & told and content(part) & held - _verbs()
    ]
    return parts[0][0] if len(parts) == 1 else None


@cache
def _verbs() -> frozenset[str]:
    return frozenset().union(*(content(str(one)) for listed in claims()["events"] for one in listed if "accredit" not in str(one)))


def directions_judged(said: Said, held: list[Measured]) -> list[Found]:
    """A measure told as having gone up where the CV has it go down, or the other way about."""
    out = []
    changes = [change for change in changes_in(held) if change.first.point.value != change.last.point.value]
    for start, end in said.clauses:
        clause = said.low[start:end]
        rose, fell = pattern("rose").search(clause), pattern("fell").search(clause)
        match = rose or fell
        if match is None or (rose and fell) or pattern("no_direction").search(clause) or pattern("other_period").search(clause):
            continue
        change = _change_of(content(said.text[start : start + match.start()]), changes)
        if change is not None and (change.last.point.value > change.first.point.value) != bool(rose):
            lead = len(clause) - len(clause.lstrip(" ,;:"))
            line = change.first.line
            out.append(Found(said.start + start + lead, said.start + start + match.end(), "contradicted", "outcome", line))
    return out


def _change_of(subject: frozenset[str], changes: list[Change]) -> Change | None:
    """The only change whose measure the words before the verb name, with nothing else that the line does not say."""
    found = [
        change for change in changes if shared(change.first.measure, subject) and len(subject - stems("periods") - stems("groups")) <= _FEW
    ]
    return found[0] if len(found) == 1 else None


_FEW = 2
