"""A name where the CV has another for the same: "refinanced with Eastmoor Bank", where the CV says Northshore Bank."""

from __future__ import annotations

import re

from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared
from loopready.practice.claims.record import Record
from loopready.practice.claims.verdicts import Found

_WORD = r"[A-ZÀ-Þ][\w'’&-]+"
_NAME = re.compile(rf"\b(?:with|at|for|from|by|to)\s+(?:the\s+)?(?P<name>{_WORD}(?:\s+{_WORD})*\s+(?P<kind>{_WORD}))")


def names_judged(said: Said, record: Record) -> list[Found]:
    """A name of two words or more whose last one the CV has with another before it, in a line that speaks of the same thing."""
    out = []
    for match in _NAME.finditer(said.text):
        own, kind = content(match["name"]) - content(match["kind"]), content(match["kind"])
        clause = said.low[slice(*said.clause(match.start()))]
        if not own or own & record.all_stems or pattern("no_opposite").search(clause):
            continue
        rest = said.content - content(match["name"])
        lines = [
            line
            for line in record.lines
            if line.kind == "fact" and shared(rest, content(line.text)) and _other_of(line.text, kind) and not own & all_stems(line.text)
        ]
        if len(lines) == 1:
            out.append(Found(said.start + match.start("name"), said.start + match.end("name"), "contradicted", "field", lines[0]))
    return out


def _other_of(text: str, kind: frozenset[str]) -> bool:
    """Whether a line has a name that ends with the word."""
    return any(content(match["kind"]) == kind for match in _NAME.finditer(text))
