"""What was found for a requirement or a part of it, and how its reasons are made to add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loopready.matching.lexicon import weight, weights
from loopready.matching.stance import WEAK
from loopready.matching.statements import Statement
from loopready.model import Coverage, Reason

ORDER: dict[Coverage, int] = {"missing": 0, "partial": 1, "met": 2}


@dataclass(frozen=True)
class Finding:
    """A verdict on one thing asked, the statements it rests on (best first), and named shares before they are held in their band."""

    coverage: Coverage
    evidence: tuple[Statement, ...] = ()
    shares: tuple[tuple[str, float], ...] = ()
    note: str = ""
    listed: bool = False
    text: str = field(default="", compare=False)


def grounds(statement: Statement, *, act: str = "own", extra: Iterable[tuple[str, float]] = ()) -> tuple[tuple[str, float], ...]:
    """The named shares that a statement brings by its place, its age and the act it speaks of."""
    out = [(statement.place, weight("place", statement.place))]
    if statement.current:
        out.append(("current role", weight("time", "current role")))
    elif statement.old:
        out.append(("older than ten years", weight("time", "older than ten years")))
    elif statement.months_ago is not None and statement.months_ago <= 60:
        out.append(("last five years", weight("time", "last five years")))
    if act in WEAK:
        out.append(("exposure or help", weight("act", "exposure or help")))
    elif statement.kind == "bullet":
        out.append(("own action", weight("act", "own action")))
    return (*out, *extra)


def reasons_of(finding: Finding) -> tuple[float, tuple[Reason, ...]]:
    """The strength and the reasons that sum to it, held in the band of the verdict."""
    band = weights()["bands"]["met from a list" if finding.listed and finding.coverage == "met" else finding.coverage]
    low, high = float(band[0]), float(band[1])
    if finding.coverage == "unjudgeable":
        return 0.0, (Reason(name="not for a CV", weight=0.0, note=finding.note),) if finding.note else ()
    reasons = [Reason(name=name, weight=round(share, 2)) for name, share in finding.shares if round(share, 2) != 0]
    total = round(sum(reason.weight for reason in reasons), 2)
    held = min(max(total, low), high)
    if round(held - total, 2) != 0:
        reasons.append(Reason(name=f"held at {finding.coverage}", weight=round(held - total, 2), note=finding.note or None))
    elif finding.note and reasons:
        reasons[-1] = Reason(name=reasons[-1].name, weight=reasons[-1].weight, note=finding.note)
    return held, tuple(reasons)


def worst(findings: Sequence[Finding]) -> Finding:
    """The lowest of several verdicts; the first of equals."""
    return min(findings, key=lambda finding: ORDER.get(finding.coverage, 1))


def best(findings: Sequence[Finding]) -> Finding:
    """The highest of several verdicts; where equal the one with the larger shares, then the first."""
    return max(
        findings, key=lambda finding: (ORDER.get(finding.coverage, -1), not finding.listed, sum(share for _, share in finding.shares))
    )


def together(findings: Sequence[Finding]) -> Finding:
    """Several things asked at once: met where all are, missing where none is, else partial. What can not be judged leaves the rest partial."""  # noqa: E501
    judged = [finding for finding in findings if finding.coverage in ORDER]
    if not judged:
        return findings[0]
    levels = {finding.coverage for finding in judged}
    if len(judged) < len(findings) and levels != {"missing"}:
        levels.add("partial")
    coverage: Coverage = judged[0].coverage if len(levels) == 1 else "partial"
    shown = [finding for finding in judged if finding.coverage != "missing"] or judged
    top = best(shown)
    evidence = merged([top, *shown])
    missing = [finding.text for finding in findings if finding.coverage == "missing" and finding.text]
    note = top.note or (f"not shown: {'; '.join(missing)[:120]}" if missing and coverage == "partial" else "")
    return Finding(coverage=coverage, evidence=evidence, shares=top.shares, note=note, listed=top.listed and coverage == "met")


def merged(findings: Iterable[Finding]) -> tuple[Statement, ...]:
    """The statements of several findings, once each, at most three."""
    unique: dict[int, Statement] = {}
    for finding in findings:
        for statement in finding.evidence:
            unique.setdefault(statement.start, statement)
    return tuple(unique.values())[:3]
