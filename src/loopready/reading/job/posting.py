"""Document -> Posting."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Document, Notice, Posting, PostingLine
from loopready.reading.job.cues import evidence
from loopready.reading.job.head import read_head
from loopready.reading.job.judged import JudgedLine
from loopready.reading.job.kinds import judge_lines
from loopready.reading.job.layout import logical_lines
from loopready.reading.job.requirements import read_requirements
from loopready.reading.language import language_notices


def read_posting(document: Document) -> Posting:
    """The posting that a document holds: its lines by kind, its requirements and what names the job.

    A posting in which no requirement could be read is given with none and a notice ``no_requirements``.
    """
    bold = frozenset(line.start for line in document.lines if line.bold)
    lines = logical_lines(document.text, bold=bold)
    judged = judge_lines(lines)
    requirements = read_requirements(document, judged)
    head = read_head(document, lines, judged)
    return Posting(
        document=document.id,
        title=head.title, firm=head.firm, location=head.location, level=head.level, pay=head.pay, team=head.team,
        lines=tuple(
            PostingLine(text=document.text[one.start : one.end], kind=one.kind, span=document.span(one.start, one.end)) for one in judged
        ),
        requirements=requirements,
        coverage=_coverage(judged),
        notices=_notices(document, judged, asked=sum(one.kind != "responsibility" for one in requirements)),
    )  # fmt: skip


def _coverage(judged: Sequence[JudgedLine]) -> float:
    return round(sum(one.sure for one in judged) / len(judged), 3) if judged else 0.0


def _notices(document: Document, judged: Sequence[JudgedLine], *, asked: int) -> tuple[Notice, ...]:
    if asked == 0:
        return (
            Notice(
                code="no_requirements",
                message="No requirement could be read in this job description, so the verdict is withheld. "
                "Give the part that says what is asked, with its headings.",
            ),
        )
    out = [*language_notices(document)]
    if judged and not any(one.heading and one.section is not None for one in judged):
        out.append(
            Notice(
                code="no_headings",
                message="No heading says what is needed and what is wanted; each line was judged by its own words.",
            )
        )
    guessed = sum(one.section is None and one.kind in ("must", "nice") and not _told(document, one) for one in judged)
    if guessed:
        out.append(
            Notice(
                code="kinds_guessed",
                message=f"For {guessed} {'line' if guessed == 1 else 'lines'} neither a heading nor a plain word says whether it is "
                "needed or only wanted; that was guessed. Look at them in the job description.",
            )
        )
    return tuple(out)


def _told(document: Document, one: JudgedLine) -> bool:
    """Whether a line says by a word of its own that it is needed, or only wanted."""
    told = evidence(document.text[one.start : one.end])
    return bool(told["nice_whole"] or told["must_whole"] or told["hard"])
