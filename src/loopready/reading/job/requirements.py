"""Requirements from judged lines: ids, parts, skills, years, degree."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.engines.text import short_hash, slug
from loopready.model import Document, NamedSkill, Requirement
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.judged import JudgedLine
from loopready.reading.job.parts import split_parts
from loopready.reading.job.skills import named_skills
from loopready.reading.job.spans import knowledge_in


def read_requirements(document: Document, judged: Sequence[JudgedLine]) -> tuple[Requirement, ...]:
    """One requirement for each line that asks (must, nice) or says what the person will do (responsibility)."""
    out: list[Requirement] = []
    used: dict[str, int] = {}
    tagged = knowledge_in([document.text[one.start : one.end] for one in judged])
    for one, spans in zip(judged, tagged, strict=True):
        if one.heading or one.kind not in ("must", "nice", "responsibility"):
            continue
        text = document.text[one.start : one.end]
        if not any(char.isalpha() for char in text):
            continue
        base = _id(text)
        used[base] = used.get(base, 0) + 1
        asked = one.kind != "responsibility"
        taught = [span for span in spans if degree_asked(text[slice(*span)]) is None]
        named = tuple(
            NamedSkill(text=said, span=document.span(one.start + start, one.start + end), origin=origin)
            for start, end, said, origin in named_skills(text, tagged=taught)
        )
        out.append(
            Requirement(
                id=base if used[base] == 1 else f"{base}-{used[base]}",
                text=text,
                kind=one.kind,
                span=document.span(one.start, one.end),
                skills=tuple(each.text for each in sorted(named, key=lambda each: each.origin == "tagger")),
                named=named,
                years=years_asked(text) if asked else None,
                degree=degree_asked(text) if asked else None,
                parts=split_parts(document, one.start, one.end) if asked else (),
            )
        )
    return tuple(out)


def _id(text: str) -> str:
    return f"{slug(text, limit=32)}-{short_hash(' '.join(text.lower().split()), length=6)}"
