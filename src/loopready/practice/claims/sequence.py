"""The order of two posts: "first at the bank, and only then at the council", where the CV has them the other way about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from loopready.engines.text import stem, words
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import pattern, stems
from loopready.practice.claims.record import Post, Record
from loopready.practice.claims.verdicts import Found

_NEAR = 24
"""Letters between two words of one mention: "the service desk at Ardmore"."""
_DERIVED, _LONGER = 5, 5
"""Letters that a word and the CV's share at least, and by how many the longer may go on: trainee and traineeship."""


class Mention(NamedTuple):
    """Words of a sentence that name a post: which, from where to where."""

    posts: frozenset[int]
    start: int
    end: int


def sequence_judged(said: Said, record: Record) -> list[Found]:
    """Two posts that a sentence puts in an order which the CV's dates rule out."""
    if len(record.posts) < 2 or not pattern("ordered").search(said.low) or pattern("no_order").search(said.low):
        return []
    found = _mentions(said, record)
    posts = {post.number: post for post in record.posts}
    for at, one in enumerate(found):
        for two in found[at + 1 :]:
            order = _order(said, one, two)
            if order is None or one.posts & two.posts:
                continue
            earlier, later = order
            if _ruled_out([posts[number] for number in earlier.posts], [posts[number] for number in later.posts]):
                line = posts[min(later.posts)].line
                return [Found(said.start + one.start, said.start + two.end, "contradicted", "order", line)]
    return []


def _order(said: Said, one: Mention, two: Mention) -> tuple[Mention, Mention] | None:
    """Which of two mentions is told as the earlier one; None where nothing tells."""
    ahead, between = said.low[: one.start], said.low[one.end : two.start]
    if pattern("after_ahead").search(ahead) or pattern("then_between").search(between) or pattern("before_between").search(between):
        return one, two
    if pattern("before_ahead").search(ahead) or pattern("after_between").search(between):
        return two, one
    return None


def _ruled_out(earlier: list[Post], later: list[Post]) -> bool:
    """Whether the CV has all of the first begin only when all of the others had ended."""
    begins = [post.first for post in earlier]
    ends = [post.last for post in later]
    if any(one is None for one in [*begins, *ends]):
        return False
    return min(one for one in begins if one is not None) >= max(one for one in ends if one is not None) - _OVERLAP


_OVERLAP = 11
"""Months that whole years hide: a post "2010 - 2018" may have ended in any month of 2018."""


def _mentions(said: Said, record: Record) -> list[Mention]:
    """The posts named in a sentence, word by word; words near each other that can name one post are one mention."""
    named = _names(record)
    out: list[Mention] = []
    for word in words(said.text):
        posts = _posts_of(stem(word.text), named)
        if not posts:
            continue
        if out and word.start - out[-1].end <= _NEAR and out[-1].posts & posts and not _parted(said.low[out[-1].end : word.start]):
            out[-1] = Mention(out[-1].posts & posts, out[-1].start, word.end)
        else:
            out.append(Mention(posts, word.start, word.end))
    return [one for one in out if len({record.posts[n].line.start for n in one.posts if n < len(record.posts)}) < len(record.posts)]


def _parted(between: str) -> bool:
    return bool(re.search(r"[,;.]|\b(?:and|then|before|after|i|we)\b", between))


def _posts_of(said: str, named: Mapping[str, frozenset[int]]) -> frozenset[int]:
    if said in named:
        return named[said]
    near = [
        posts
        for name, posts in named.items()
        if min(len(name), len(said)) >= _DERIVED
        and abs(len(name) - len(said)) <= _LONGER
        and (name.startswith(said) or said.startswith(name))
    ]
    return near[0] if len(near) == 1 else frozenset()


@lru_cache(maxsize=64)
def _names(record: Record) -> Mapping[str, frozenset[int]]:
    """Stem -> the posts whose title or firm has it; words that all posts have name none."""
    out: dict[str, frozenset[int]] = {}
    for post in record.posts:
        for one in (post.title_stems | post.name_stems) - stems("groups") - stems("plain"):
            out[one] = out.get(one, frozenset()) | {post.number}
    return {one: posts for one, posts in out.items() if len(posts) < len(record.posts)}
