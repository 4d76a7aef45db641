"""Fields of work and tools that shut one another out: "all of it was paediatrics", where the CV says oncology for that post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loopready.engines.text import stem, words
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import claims, pattern
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found


def fields_judged(said: Said, record: Record) -> list[Found]:
    """A field or tool told as that of a post or of a thing, where the CV names only others of its kind there."""
    told = pattern("wholly").search(said.low)
    if told is None or pattern("not_wholly").search(said.low[slice(*said.clause(told.start()))]):
        return []
    everywhere = _in(record.text)
    named = _members(said.text[slice(*said.clause(told.start()))])
    if len({member for _, member, _, _ in named}) > 1:
        return []
    for group, member, start, end in _members(said.text):
        if member in everywhere.get(group, ()) or said.clause(start) != said.clause(told.start()):
            continue
        lines = [line for line in record.lines if line.post in said.posts] if said.posts else _of_thing(said, record)
        line = next((line for line in lines if _in(line.text).get(group)), None)
        if line is not None:
            first = min(told.start(), start)
            return [Found(said.start + first, said.start + max(end, told.end()), "contradicted", "field", line)]
    return []


def _of_thing(said: Said, record: Record) -> list[CvLine]:
    """Lines that speak of the thing which the sentence is about: two words that both have, and no other line has both."""
    found = [line for line in record.lines if line.kind == "fact" and len(_plain(line.text) & said.content) >= _SAME_THING]
    return found if len(found) == 1 else []


_SAME_THING = 2


def _plain(text: str) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words(text))


def _in(text: str) -> Mapping[int, frozenset[str]]:
    """Group -> its members that a text names."""
    out: dict[int, frozenset[str]] = {}
    for group, member, _, _ in _members(text):
        out[group] = out.get(group, frozenset()) | {member}
    return out


def _members(text: str) -> list[tuple[int, str, int, int]]:
    """The members of groups that a text names: group, first name of the member, start and end."""
    return [(*_names()[match.group().lower()], match.start(), match.end()) for match in _pattern().finditer(text)]


@cache
def _names() -> Mapping[str, tuple[int, str]]:
    """A name as it is written, lower case -> its group and the member it stands for. Names of one member are given with a bar."""
    out: dict[str, tuple[int, str]] = {}
    for number, group in enumerate(claims()["fields"]):
        for listed in group:
            forms = str(listed).split("|")
            out |= {form.lower(): (number, forms[0]) for form in forms}
    return out


@cache
def _pattern() -> re.Pattern[str]:
    said = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(rf"(?<![\w.-])(?:{said})(?![\w-])", re.IGNORECASE)
