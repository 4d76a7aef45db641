"""Judged lines: what the stages of judging a posting's lines hand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import LineKind
from loopready.reading.job.headings import SectionKind
from loopready.reading.job.layout import LogicalLine


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A piece of a line with its kind; ``sure`` where a heading or an explicit cue told it."""

    start: int
    end: int
    kind: LineKind
    sure: bool
    heading: bool = False
    section: SectionKind | None = None
    bullet: bool = False


def merged(
    line: LogicalLine, spans: Sequence[tuple[int, int]], judged: Sequence[tuple[LineKind, bool]], kind: SectionKind | None
) -> list[JudgedLine]:
    """Neighbouring sentences of one kind as one piece. A sentence that only goes on about the one before stays with it."""
    out: list[JudgedLine] = []
    for (start, end), (said, sure) in zip(spans, judged, strict=True):
        follows = bool(out) and (
            out[-1].kind == said or (not sure and said in ("other", "about", "benefit") and out[-1].sure and len(spans) <= 2)
        )
        if follows:
            last = out[-1]
            out[-1] = JudgedLine(
                start=last.start, end=line.start + end, kind=last.kind, sure=last.sure or sure, section=kind, bullet=line.bullet
            )  # fmt: skip
        else:
            out.append(JudgedLine(start=line.start + start, end=line.start + end, kind=said, sure=sure, section=kind, bullet=line.bullet))
    return out
