"""Firms of the answer beside those of the CV: what the CV puts at one firm, told of another."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines import lexicon
from loopready.engines.skill_book import topics_in
from loopready.engines.text import fold, stem, words
from loopready.practice.claims.answered import Said, same_title, titles_in
from loopready.practice.claims.lexicon import content, shared, stems, word_set
from loopready.practice.claims.posts import YEAR_SECONDS, capitals
from loopready.practice.claims.quantities import points
from loopready.practice.claims.record import Post, Record
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_AT = re.compile(
    r"\b(?P<how>(?i:at|with|joined|left|worked for))\s+(?:the\s+)?"
    r"(?P<name>[A-ZÀ-Þ][\w&'’.-]*(?:\s+(?:(?:of|and|the|de|&)\s+)?(?!I\b)[A-ZÀ-Þ][\w&'’-]*)*)"
)


def employers_judged(said: Said, record: Record) -> list[Found]:
    """Firms at which the answer puts what the CV puts elsewhere: for the same years, or with the same figures."""
    out = []
    for match in _AT.finditer(said.text):
        if not _is_firm(match["name"], match.start("name"), said, record):
            continue
        post = _elsewhere(said, record) or _same_work(said, record) or _preceding(said, record)
        beside = capitals(said.text) - content(" ".join(_IN_PLACE.findall(said.text)))
        if post is not None and not (post.name_stems & beside):
            out.append(Found(said.start + match.start(), said.start + match.end(), "contradicted", "employer", post.line))
    return out


_IN_PLACE = re.compile(r"\bin\s+([A-ZÀ-Þ][\w'’-]+)")
_BEFORE = re.compile(r"\bbefore\s+(?:that|this|[\w'’-]+(?:\s+[\w'’-]+)?)\b", re.IGNORECASE)


def _preceding(said: Said, record: Record) -> Post | None:
    """The post before the one that "before ..." names, where the sentence tells as long a time as the CV gives it."""
    told = _BEFORE.search(said.text)
    lengths = [point.value / YEAR_SECONDS * 12 for point in points(said.text) if point.kind == "duration" and point.value > YEAR_SECONDS]
    if told is None or not lengths:
        return None
    named = content(told.group())
    later = [post for post in record.posts if post.first is not None and named & (post.name_stems | post.title_stems)]
    for post in record.posts:
        if post.first is None or post.last is None or not all(post.last <= (one.first or 0) + 11 for one in later) or not later:
            continue
        if any(abs(length - (post.last - post.first + 1)) <= 12 for length in lengths):
            return post
    return None


def _is_firm(name: str, at: int, said: Said, record: Record) -> bool:
    """Whether a name is that of a firm which the CV does not hold: no place, skill, month or person known."""
    stemmed = frozenset(stem(word.text) for word in words(name))
    if stemmed & record.all_stems - stems("groups") - _kinds_of_firm():
        return False
    if any((start, end) == (0, len(name)) for start, end, _ in topics_in(name)) or fold(name) in _calendar():
        return False
    return not re.match(r"(?:I|We|My|The|He|She)\b", name)


@cache
def _kinds_of_firm() -> frozenset[str]:
    """Words of firms' names that tell their kind: hotel, insurance, academy."""
    return frozenset(stem(str(word)) for word in lexicon.table("cv_places")["words"])


@cache
def _calendar() -> frozenset[str]:
    return word_set("months") | word_set("days")


def _elsewhere(said: Said, record: Record) -> Post | None:
    """The post whose years the sentence names, or whose figures and things it tells, whatever firm it says."""
    years = {int(match.group()) for match in _YEAR.finditer(said.text)}
    for post in record.posts:
        if len(years) >= 2 and {min(years), max(years)} == post.years():
            return post
    for post in record.posts:
        lines = [line for line in record.lines if line.post == post.number and line.kind == "fact"]
        things = (
            shared(frozenset().union(*(content(line.text) for line in lines)) | post.title_stems, said.content) if lines else frozenset()
        )
        if years & post.years() and things:
            return post
    return None


def _same_work(said: Said, record: Record) -> Post | None:
    """The post whose title the sentence claims at a firm for as long as the CV gives it at another."""
    lengths = [point.value / YEAR_SECONDS * 12 for point in points(said.text) if point.kind == "duration" and point.value > YEAR_SECONDS]
    titles = [title for _, _, title in titles_in(said.text)]
    for post in record.posts:
        if post.first is None or post.last is None or not any(same_title(title, post) for title in titles):
            continue
        if any(abs(length - (post.last - post.first + 1)) <= 12 for length in lengths):
            return post
    return None
