"""The outward form of a phrase: its length, marks of a page or of a talk with a machine, blanks, quotations."""

from __future__ import annotations

import re

from loopready.engines.gate.types import Fault, Ground

BLANK = "____"
_QUOTED = re.compile(r"[“\"]([^”\"]{2,})[”\"]")
_FORM = re.compile(
    r"https?:|www\.|\S@\S+\.\w|<[a-z/!]|```|\*\*|^\s*(?:[-*#>]|\d+\.)\s|\]\(|\{\{|[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
    r"|\b(?:as an? (?:ai|language model)|ignore (?:all|the|any|previous)|previous instructions?|system prompt|here is (?:the|a|your)\b"
    r"|rewritten|rephrased|i (?:cannot|can't|am unable))",
    re.IGNORECASE | re.MULTILINE,
)
_ROOM, _TIMES = 60, 1.5
"""A phrase may be half as long again as what it stands for, and this many letters more."""


def form_faults(text: str, ground: Ground) -> list[Fault]:
    """A phrase that is too long, looks like a page or a talk with a machine, or has other blanks."""
    out = []
    if len(text) > len(ground.said) * _TIMES + _ROOM:
        out.append(Fault("length", f"{len(text)} letters for {len(ground.said)}"))
    found = _FORM.search(text)
    if found and found.group().strip() not in ground.said:
        out.append(Fault("form", found.group()))
    if text.count(BLANK) != ground.said.count(BLANK):
        out.append(Fault("blank", BLANK))
    return out


def quote_faults(text: str, ground: Ground) -> list[Fault]:
    """Quotations that stand nowhere in the ground."""
    held = " ".join(" ".join(ground.texts).split())
    return [Fault("quote", quote) for quote in _QUOTED.findall(text) if " ".join(quote.split()) not in held]
