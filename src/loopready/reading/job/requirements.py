"""Requirements from judged lines: ids, parts, skills, years, degree."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.engines.text import short_hash, slug
from loopready.model import Document, Requirement
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.judged import JudgedLine
from loopready.reading.job.parts import split_parts
from loopready.reading.job.skills import skills_in


def read_requirements(document: Document, judged: Sequence[JudgedLine]) -> tuple[Requirement, ...]:
    """One requirement for each line that asks (must, nice) or says what the person will do (responsibility)."""
    out: list[Requirement] = []
    used: dict[str, int] = {}
    for one in judged:
        if one.heading or one.kind not in ("must", "nice", "responsibility"):
            continue
        text = document.text[one.start : one.end]
        if not any(char.isalpha() for char in text):
            continue
        base = _id(text)
        used[base] = used.get(base, 0) + 1
        asked = one.kind != "responsibility"
        out.append(
            Requirement(
                id=base if used[base] == 1 else f"{base}-{used[base]}",
                text=text,
                kind=one.kind,
                span=document.span(one.start, one.end),
                skills=skills_in(text),
                years=years_asked(text) if asked else None,
                degree=degree_asked(text) if asked else None,
                parts=split_parts(document, one.start, one.end) if asked else (),
            )
        )
    return tuple(out)


def _id(text: str) -> str:
    return f"{slug(text, limit=32)}-{short_hash(' '.join(text.lower().split()), length=6)}"
