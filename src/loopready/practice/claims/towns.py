"""The town in which a post was held, beside the one that the CV's heading gives it."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines import lexicon
from loopready.engines.text import fold
from loopready.practice.claims.answered import Said, same_title, titles_in
from loopready.practice.claims.lexicon import pattern
from loopready.practice.claims.posts import capitals
from loopready.practice.claims.record import Record
from loopready.practice.claims.verdicts import Found

_IN = re.compile(r"\bin\s+(?P<town>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)?)")
_AWAY = re.compile(
    r"\b(?:before|after|born|grew up|lived|live|studied|conference|customer|client|office|visit\w*|trip|moved|sat|weekend|project)\b"
)


def towns_judged(said: Said, record: Record) -> list[Found]:
    """A post told of a town that the CV does not name, where its heading names another."""
    out = []
    titles = [title for _, _, title in titles_in(said.text)]
    for match in _IN.finditer(said.text):
        town = _town(match["town"])
        start, _ = said.clause(match.start())
        if town is None or town in _towns(record.text) or _AWAY.search(said.low[start : match.start()]):
            continue
        titled = [post for post in record.posts if any(same_title(title, post) for title in titles)]
        firm = [post for post in record.posts if post.number in said.posts and post.name_stems & capitals(said.text)]
        posts = [post for post in titled if not firm or post in firm]
        if posts and all(_towns(post.line.text) for post in posts) and titles_in(said.text[start : match.start()]):
            out.append(Found(said.start + start, said.start + match.end("town"), "contradicted", "employer", posts[0].line))
    return out


def seats_judged(said: Said, record: Record) -> list[Found]:
    """The town of the office one is said to be in, where the CV's post is in another."""
    out = []
    for match in _SEAT.finditer(said.text):
        town = match["office"] or match["based"]
        start, end = said.clause(match.start())
        if fold(town) in fold(record.text) or pattern("not_own_post").search(said.low[start:end]):
            continue
        posts = [post for post in record.posts if post.number in said.posts] or [
            post for post in record.posts if post.ongoing and _NOW.search(said.low[start:end])
        ]
        if posts and all(_towns(post.line.text) for post in posts):
            out.append(Found(said.start + match.start(), said.start + match.end(), "contradicted", "employer", posts[0].line))
    return out


_NOW = re.compile(r"\b(?:i'm|i've been|i am|i have been|we're|we are|i sit|i work|now)\b")
_SEAT = re.compile(
    r"\b(?:in|at|from|out of)\s+(?:the|our|its)\s+(?P<office>[A-ZÀ-Þ][\w'’-]+)\s+(?:office|site|plant|branch|depot|base|hub|studio|yard)\b"
    r"|\b(?:based|working|living and working|sitting)\s+(?:in|out of|from)\s+(?P<based>[A-ZÀ-Þ][\w'’-]+)"
)


def _town(name: str) -> str | None:
    """The town that words with a capital name, folded."""
    for said in (fold(name), fold(name).split()[0]):
        if said in _cities():
            return said
    return None


def _towns(text: str) -> frozenset[str]:
    """The towns that a text names."""
    folded = fold(text)
    return frozenset(match.group() for match in _pattern().finditer(folded))


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(str(name)) for name in lexicon.table("cv_places")["cities"])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(_cities(), key=len, reverse=True))})\b")
