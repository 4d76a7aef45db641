"""Whose work it was, to whom the person reports, whether they are still there, and which post came first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.engines.text import fold
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import claims, content, pattern, shared, stems
from loopready.practice.claims.record import CvLine, Post, Record
from loopready.practice.claims.verdicts import Found

_SAME_THING = 2
"""Words that a clause and a line share where they speak of one piece of work."""
_REPORTS = re.compile(
    r"\b(?:i|i'd|i've)\s+(?:\w+\s+)?(?:report(?:ed)?|answer(?:ed)?)\s+(?:\w+\s+)?(?:in)?to\s+(?:the|our|a)\s+(?P<boss>(?:[\w-]+\s*){1,4})"
)
_IN_CV = re.compile(r"\breport(?:s|ed|ing)?\s+(?:directly\s+)?to\s+(?:the\s+)?(?P<boss>(?:[\w-]+\s*){1,4})", re.IGNORECASE)
_STILL = re.compile(r"\bi(?:'m| am) still\s+(?:at|with|employed|working (?:at|for))\b|\bi still work (?:at|for|with)\b")
_AFTER = re.compile(r"\b(?P<how>before|after)\s+(?!that\b|this\b|it\b|all\b|a while\b)")
_CAME = re.compile(r"\bi\s+(?:\w+\s+)?(?:came|went|moved|joined|was|worked|started)\b")


def roles_judged(said: Said, record: Record) -> list[Found]:
    """Work told as led where the CV says that the person helped, and the other way about."""
    out = []
    for words, own in (("led_claimed", "helped_in_cv"), ("helped_claimed", "led_in_cv")):
        for match in pattern(words).finditer(said.low):
            line = _of_line(said, match.end(), own, record)
            if line is not None:
                end = max(match.end(), said.clause(match.start())[1])
                out.append(Found(said.start + match.start(), said.start + end, "contradicted", "role", line))
    return out[:1]


def _of_line(said: Said, end: int, own: str, record: Record) -> CvLine | None:
    """The only line of the CV whose words behind "supported" or "led" the sentence names."""
    _, stop = said.clause(max(0, end - 1))
    behind = content(said.text[end:stop])
    found = []
    for line in record.lines:
        told = pattern(own).search(line.text)
        if line.kind != "fact" or told is None or (said.posts and line.post is not None and line.post not in said.posts):
            continue
        thing = content(re.split(r"[;,.]", line.text[told.end() :], maxsplit=1)[0]) - stems("groups")
        proper = content(" ".join(re.findall(r"(?<!^)\b[A-ZÀ-Þ][\w'’-]{2,}", line.text[told.end() :])))
        near = shared(thing, behind)
        whole = shared(thing, said.content)
        if len(near) >= _SAME_THING or (len(whole) >= _SAME_THING and near) or (proper & said.content and (near or not behind)):
            found.append(line)
    return found[0] if len(found) == 1 else None


def reports_judged(said: Said, record: Record) -> list[Found]:
    """To whom the person says they report, where the CV names another."""
    told = _REPORTS.search(said.low)
    if told is None:
        return []
    boss = _boss(told["boss"])
    for line in record.lines:
        known = _IN_CV.search(line.text)
        if known is None or line.kind != "fact" or (said.posts and line.post is not None and line.post not in said.posts):
            continue
        if boss and (named := _boss(known["boss"])) and boss != named:
            return [Found(said.start + told.start(), said.start + told.end(), "contradicted", "reports", line)]
    return []


def _boss(text: str) -> str | None:
    """The post that words name, in its short form; None where they name none that is known."""
    said = " ".join(fold(text).split())
    for short, forms in claims()["bosses"].items():
        if any(re.match(rf"(?:{re.escape(str(form))})\b", said) for form in forms):
            return str(short)
    return None


def still_judged(said: Said, record: Record) -> list[Found]:
    """Being still at a firm which the CV says was left."""
    match = _STILL.search(said.low)
    posts = [post for post in record.posts if post.number in said.posts]
    if match is None or not posts:
        return []
    names = frozenset().union(*(post.name_stems for post in posts)) & said.content
    firm = [post for post in record.posts if post.name_stems & names]
    if not firm or any(post.ongoing or post.last is None for post in firm):
        return []
    return [Found(said.start + match.start(), said.start + said.clause(match.start())[1], "contradicted", "dates", firm[0].line)]


def order_judged(said: Said, record: Record) -> list[Found]:
    """One post told before or after another, where the CV has them the other way about."""
    for match in _AFTER.finditer(said.low):
        start = said.clause(max(0, match.start() - 1))[0]
        came = _CAME.search(said.low, start, match.start())
        if came is None or "again" in said.low:
            continue
        stop = re.search(r"[,;.]", said.text[match.end() :])
        first = _named(said.text[came.end() : match.start()], record)
        second = _named(said.text[match.end() : match.end() + stop.start() if stop else len(said.text)], record)
        if not first or not second or {post.number for post in first} & {post.number for post in second}:
            continue
        earlier, later = (first, second) if match["how"] == "before" else (second, first)
        if _all_after(earlier, later):
            return [Found(said.start + came.start(), said.start + match.end(), "contradicted", "order", first[0].line)]
    return []


def _named(text: str, record: Record) -> list[Post]:
    """The posts of the firm or of the title that a few words name; none where several firms share the word."""
    held = content(text)
    by_name = [post for post in record.posts if (post.name_stems - stems("groups")) & held]
    if by_name:
        return by_name
    heads = [post for post in record.posts if post.title_stems & held]
    return heads if len(heads) == 1 else []


def _all_after(earlier: Sequence[Post], later: Sequence[Post]) -> bool:
    """Whether the CV has every one of the first posts begin when all of the others had ended, or later."""
    ends = [post.last for post in later]
    begins = [post.first for post in earlier]
    return (
        all(one is not None for one in [*ends, *begins])
        and max(e for e in ends if e is not None) <= min(b for b in begins if b is not None) + 11
    )
