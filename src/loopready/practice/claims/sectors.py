"""The kind of employer: "I started at an insurance company", where the CV has a travel firm for that time."""

from __future__ import annotations

import re
from functools import cache

from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import claims, pattern
from loopready.practice.claims.record import Post, Record
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_AT = re.compile(r"\b(?:at|for|with|in)\s+an?\s+(?:(?!team\b|class\b)[\w'’-]+\s+){0,2}?(?P<kind>[a-z]+(?:\s[a-z]+)?)")


def sectors_judged(said: Said, record: Record) -> list[Found]:
    """An employer told by its kind, where the CV's firm of that time is of another kind and no firm of the CV is of that one."""
    if pattern("not_own_post").search(said.low) or not pattern("own_post").search(said.low):
        return []
    out = []
    for match in _AT.finditer(said.low):
        kind = _kind(match["kind"])
        if kind is None or kind in _kinds_in(record.text):
            continue
        posts = _of_time(said, record)
        if posts and all(_kinds_in(post.line.text) - {kind} for post in posts):
            out.append(Found(said.start + match.start(), said.start + match.end(), "contradicted", "employer", posts[0].line))
    return out


def _of_time(said: Said, record: Record) -> list[Post]:
    """The posts of the time that a sentence tells: that of its year, the first, or those before the present one."""
    years = [int(year) for year in _YEAR.findall(said.text)]
    dated = [post for post in record.posts if post.first is not None]
    if years:
        return [post for post in dated if any(post.first // 12 <= year <= (post.last or record.now) // 12 for year in years if post.first)]
    if not dated:
        return []
    if pattern("first_post").search(said.low):
        return [min(dated, key=lambda post: post.first or 0)]
    return [post for post in dated if not post.ongoing] if pattern("earlier_post").search(said.low) else []


def _kind(words: str) -> int | None:
    """The number of the kind that one or two words name."""
    match = _pattern().match(words)
    return _names()[match.group().lower()] if match else None


def _kinds_in(text: str) -> frozenset[int]:
    return frozenset(_names()[match.group().lower()] for match in _pattern().finditer(text))


@cache
def _names() -> dict[str, int]:
    return {word: number for number, listed in enumerate(claims()["sectors"]) for word in str(listed).split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    said = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(rf"\b(?:{said})\b", re.IGNORECASE)
