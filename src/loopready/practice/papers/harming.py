"""What would hurt a paper, by the words of the draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from loopready.engines.figures import figures_of
from loopready.engines.lexicon import table
from loopready.model.paper import Harm, Paper, PaperSpan
from loopready.practice.papers.reading import DraftReading, Part
from loopready.practice.papers.signs import holds

Place = tuple[int, int]


def harms_of(paper: Paper, reading: DraftReading) -> tuple[Harm, ...]:
    """The harms of a draft, in the order of the paper, each with all its places."""
    parts = [part for part in reading.parts if reading.left_out.get(part.index) not in ("blank", "marker", "copied")]
    out = []
    for id in paper.harms:
        entry = table("papers_harms")["harms"][id]
        places = sorted(set(_baseless(parts) if entry.get("rule") == "baseless" else _found(entry, parts)))
        if places:
            spans = tuple(PaperSpan(start=start, end=end, quote=reading.text[start:end]) for start, end in places)
            out.append(Harm(harm=id, name=entry["name"], because=entry["because"], instead=entry["instead"], spans=spans))
    return tuple(out)


def _found(entry: dict[str, Any], parts: Sequence[Part]) -> Iterator[Place]:
    for part in parts:
        if "except" in entry and _compiled(entry["except"]).search(part.plain):
            continue
        if any(holds(sign, part) for sign in entry.get("unless", ())):
            continue
        for pattern in entry["patterns"]:
            for match in _compiled(pattern).finditer(part.plain):
                allowed = "except_words" in entry and _compiled(entry["except_words"]).match(match.group())
                if match.end() > match.start() and not allowed:
                    yield part.start + match.start(), part.start + match.end()


def _baseless(parts: Sequence[Part]) -> Iterator[Place]:
    """Percentages of a change, or standing alone, where nothing says of what or from where. Availability needs no base."""
    rules = table("papers_harms")
    alone = Counter(part.block for part in parts)
    for part in parts:
        if not holds("percent", part) or _compiled(rules["has_base"]).search(part.plain):
            continue
        percents = figures_of(part.plain, "percent")
        changed = _compiled(rules["changed_by"]).search(part.plain)
        others = len(part.sentence.figures) > len(percents)
        stands_alone = alone[part.block] == 1 and _compiled(rules["bare_share"]).search(part.plain)
        if changed or (not others and (stands_alone or _compiled(rules["change_words"]).search(part.plain))):
            yield from ((part.start + figure.start, part.start + figure.end) for figure in percents)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
