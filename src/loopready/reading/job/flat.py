"""Lines of a posting in which no heading says what is asked: each by its own words, and beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loopready.engines.text import sentences
from loopready.model import LineKind
from loopready.reading.job.cues import Evidence, evidence
from loopready.reading.job.guess import KINDS, kind_shares, must_shares
from loopready.reading.job.judged import JudgedLine, merged
from loopready.reading.job.layout import LogicalLine

_SURE = 0.7
_ADAPTED = 1.0
_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line, or a sentence of one: ``text`` from ``start`` of the line at ``line``; ``kind`` "must" stands for any asked kind first."""

    line: int
    start: int
    text: str
    kind: LineKind
    sure: bool


def flat_lines(body: Sequence[LogicalLine]) -> list[JudgedLine]:
    """The lines with their kinds, in order; a line of several sentences of different kinds comes as several."""
    units = _weighed(_whole(_adapted(_units(body)), body))
    out: list[JudgedLine] = []
    for place, line in enumerate(body):
        own = [unit for unit in units if unit.line == place]
        spans = [(unit.start, unit.start + len(unit.text)) for unit in own]
        out += merged(line, spans, [(unit.kind, unit.sure) for unit in own], None)
    return out


def _units(body: Sequence[LogicalLine]) -> list[tuple[_Unit, dict[LineKind, float]]]:
    """Each bullet, and each sentence of the other lines, with the shares of its kinds."""
    out = []
    for place, line in enumerate(body):
        spans = [(0, len(line.text))] if line.bullet else sentences(line.text) or [(0, len(line.text))]
        for start, end in spans:
            text = line.text[start:end]
            out.append((_Unit(line=place, start=start, text=text, kind="other", sure=False), kind_shares(text)))
    return out


def _adapted(units: Sequence[tuple[_Unit, dict[LineKind, float]]]) -> list[_Unit]:
    """Each unit's kind, asked or not, with what the posting mostly holds as a prior.

    Why: a text that is nearly all requirements makes a line that says little of itself one more of them.
    """
    if not units:
        return []
    mean = {kind: sum(shares[kind] for _, shares in units) / len(units) for kind in KINDS}
    asked = mean["must"] + mean["nice"]
    prior = {kind: (max(asked if kind in ("must", "nice") else mean[kind], _FLOOR)) ** _ADAPTED for kind in KINDS}
    out = []
    for unit, shares in units:
        found = evidence(unit.text)
        told = _plain(found)
        weighted = {kind: shares[kind] * prior[kind] for kind in KINDS}
        weighted["must"] += weighted.pop("nice")
        best = max(weighted, key=lambda kind: weighted[kind])
        share = weighted[best] / sum(weighted.values())
        out.append(
            replace(unit, kind=told or best, sure=told is not None or (share >= _SURE and (any(found.hits.values()) or found.work_verb)))
        )
    return out


def _plain(told: Evidence) -> LineKind | None:
    """The kind that a line's own words name outright."""
    if told["nice_whole"] and (told["asked"] or not told["benefit"]):
        return "must"
    if told["hard"] and not told["notice"] and (told.condition or not (told["process"] or told["benefit"] or told["about"])):
        return "must"
    if told["responsibility"] and not (told["asked"] or told["must_whole"] or told["about"] or told["benefit"] or told["process"]):
        return "responsibility"
    return "benefit" if told.pay and not told["asked"] else None


def _whole(units: Sequence[_Unit], body: Sequence[LogicalLine]) -> list[_Unit]:
    """A line whose sentences are all asked is one unit, unless one of them says by itself that it is only wanted."""
    out: list[_Unit] = []
    for place, line in enumerate(body):
        own = [unit for unit in units if unit.line == place]
        wanted = {bool(evidence(unit.text)["nice_whole"]) for unit in own}
        if len(own) > 1 and len(wanted) == 1 and {unit.kind for unit in own} == {"must"}:
            start, last = own[0].start, own[-1]
            end = last.start + len(last.text)
            out.append(replace(own[0], text=line.text[start:end], sure=all(unit.sure for unit in own)))
        else:
            out += own
    return out


def _weighed(units: Sequence[_Unit]) -> list[_Unit]:
    """The asked units as must or nice: by a word that says so, else by the trained guess."""
    asked = [unit for unit in units if unit.kind == "must"]
    shares = iter(must_shares([unit.text for unit in asked]))
    out = []
    for unit in units:
        if unit.kind != "must":
            out.append(unit)
            continue
        share = next(shares)
        told = evidence(unit.text)
        if told["nice_whole"] and not told["hard"]:
            out.append(replace(unit, kind="nice"))
        elif told["hard"] or (told.condition and told["must_whole"]):
            out.append(replace(unit, kind="must"))
        else:
            sure = unit.sure and max(share, 1 - share) >= _SURE
            out.append(replace(unit, kind="must" if share >= 0.5 else "nice", sure=sure))
    return out
