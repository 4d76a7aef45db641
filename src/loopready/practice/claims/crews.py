"""How many people the answer says there were in all, beside the number the CV gives for the same post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loopready.engines.text import stem, words
from loopready.practice.claims.answered import Said
from loopready.practice.claims.exempt import of_others, widened
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared, stems
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import Record
from loopready.practice.claims.values import agrees, far
from loopready.practice.claims.verdicts import Found

_NOT_ME = 1
"""The person may count themselves or not."""
_LEAST = 1.3
_BEHIND = 25


def crews_judged(all_said: Sequence[Said], held: Sequence[Measured], record: Record) -> list[Found]:
    """Numbers of people told as the whole of a team or a place of work that the CV counts with another number."""
    out = []
    for at, said in enumerate(all_said):
        before = all_said[at - 1] if at else None
        posts = said.posts or (before.posts if before is not None else frozenset()) or _current(record)
        if len(posts) > 1 and _NOW.search(said.low):
            posts = posts & _current(record) or posts
        for point in points(said.text):
            if point.kind not in ("people", "count", "bare") or point.period or point.pair is not None or point.role not in ("flat", "to"):
                continue
            if of_others(said, point) or _another_time(said, point):
                continue
            if _of_some(said, point):
                continue
            counted = _counted(said, point, posts, held) if _as_whole(said, point, record) else _of_same_noun(said, point, posts, held)
            if counted is not None and _another(point, counted) and not agrees(point, counted, held):
                start, end = widened(said, point.start, point.end)
                core = (said.start + point.start, said.start + point.end)
                out.append(Found(said.start + start, said.start + end, "contradicted", "figure", counted.line, core))
    return out


_SOME = re.compile(
    r"\s+(?:[\w'’-]+\s+)?(?:on (?!the (?:books|team|roll|payroll|floor)\b)|who\b|whose\b|under (?!me\b)|below\b|aged\b|without\b)"
)


def _of_some(said: Said, point: Point) -> bool:
    """Whether what stands behind a number makes it that of some of all: "sixty-two on free meals", "nine who had left"."""
    return _SOME.match(said.low[point.end :]) is not None


_BEFORE = 240
"""Letters before a figure in which words that belong to it stand: an answer of figures alone must not be read once for each."""
_NOW = re.compile(r"\b(?:we|there|i)(?:'re| are|'ve got| have)\b")


def _current(record: Record) -> frozenset[int]:
    now = [post.number for post in record.posts if post.ongoing] or [post.number for post in record.posts[:1]]
    return frozenset(now)


def _another_time(said: Said, point: Point) -> bool:
    start, end = said.clause(point.start)
    return bool(pattern("other_period").search(said.low[max(start, point.start - _BEFORE) : min(end, point.end + _BEHIND)]))


def _as_whole(said: Said, point: Point, record: Record) -> bool:
    """Whether the words round a number make it that of all who work in a place or for the person."""
    ahead, after = said.low[max(0, point.start - _BEFORE) : point.start], said.low[point.end :]
    if pattern("led_behind").match(after) or pattern("led_ahead").search(ahead):
        return True
    crew = pattern("place_behind").match(after)
    if crew is not None and re.search(r"\b(?:with|have|had|'ve|'d)\s+$", ahead) and all_stems(crew["place"]) & stems("crews"):
        return True
    team = pattern("team_is").search(ahead)
    if team is not None:
        return bool(all_stems(team["crew"]) & (stems("crews") | stems("workplaces")))
    if not (
        pattern("we_are").search(ahead)
        or (pattern("had_ahead").search(ahead) and re.match(r"\s*(?:people|of us|souls|heads)?\s*(?:in|on)\b", after))
    ):
        return False
    if _PLACED.match(said.text[point.end :]) or _ALL_OF_US.match(after):
        return True
    place = pattern("place_behind").match(after) or pattern("place_ahead").search(ahead)
    if place is None:
        return False
    said_place = place["place"].split()
    named = all_stems(f"{said_place[0]} {said_place[-1]}")
    return bool(named & (stems("crews") | stems("workplaces"))) or bool(content(place["place"]) & _firms(record))


@cache
def _firms(record: Record) -> frozenset[str]:
    return frozenset().union(*(post.name_stems for post in record.posts)) if record.posts else frozenset()


def _on_line(said: Said, point: Point, held: Sequence[Measured]) -> list[Measured]:
    """The numbers of people in the lines that have the name behind "of us on"."""
    placed = _PLACED.match(said.text[point.end :])
    if placed is None:
        return []
    name = content(placed["name"])
    return [one for one in held if one.point.kind == "people" and name <= content(one.line.text)]


_ALL_OF_US = re.compile(
    r"\s+of us\b[^.;]{0,60}?\b(?:altogether|in all|all told|in total|(?:all )?(?:of them |of whom )?(?:under|below|reporting to) me)\b"
)
_PLACED = re.compile(r"\s+(?:of us|people)\s+(?:on|in|at)\s+(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)")


def _counted(said: Said, point: Point, posts: frozenset[int], held: Sequence[Measured]) -> Measured | None:
    """The CV's only number of people in the posts spoken of, or the only one of the same noun."""
    near = [one for one in held if one.line.post in posts and one.point.pair is None and not one.point.period]
    nouns = point.noun_stems | (frozenset({point.noun}) if point.noun else frozenset())
    nouns -= stems("humans") | stems("groups")
    if nouns and not _only_a_crew(near):
        same = [one for one in near if one.point.kind in ("people", "count") and shared(nouns, one.measure | one.point.noun_stems)]
        return same[0] if len(same) == 1 else None
    people = _on_line(said, point, held) or [one for one in near if one.point.kind == "people"]
    if len(people) > 1 and len({one.line.start for one in people}) == 1 and _none_of(point, [one.point.value for one in people]):
        return people[0]
    return people[0] if len(people) == 1 else None


def _only_a_crew(near: Sequence[Measured]) -> bool:
    """Whether the only number of people there is that of a team whose kind the CV does not tell: "Crew of 11"."""
    people = [one for one in near if one.point.kind == "people"]
    return len(people) == 1 and not people[0].point.noun and people[0].measure <= stems("groups") | stems("workplaces")


def _none_of(point: Point, counted: Sequence[float]) -> bool:
    """Whether a number told as the whole of some is less than the largest of them, or more than all."""
    return point.value < max(counted) * _CLOSE or point.value > (sum(counted) + _NOT_ME) / _CLOSE


_CLOSE = 0.8


def _of_same_noun(said: Said, point: Point, posts: frozenset[int], held: Sequence[Measured]) -> Measured | None:
    """The CV's only number of the same things, where the person says they have, or did, more of them in all than the CV counts."""
    start, _ = said.clause(point.start)
    ahead = said.low[max(start, point.start - _BEFORE) : point.start]
    had = pattern("had_ahead").search(ahead)
    if not (had or pattern("did_ahead").search(ahead) or pattern("is_all").search(ahead)) or pattern("part_after").search(
        said.low[point.end :]
    ):
        return None
    behind = [stem(word.text) for word in words(said.text[point.end :])[:3]]
    nouns = (point.noun_stems | frozenset(behind)) - stems("plain")
    whole = _ends_there(said, point)
    near = [
        one
        for one in held
        if (one.line.post in posts or one.line.post is None or not said.posts) and not one.point.period and one.point.pair is None
    ]
    same = [one for one in near if one.point.kind in ("people", "count", "bare") and shared(_things(one), nouns)]
    if len(same) != 1 or (same[0].point.kind == "bare" and same[0].point.role != "flat") or (same[0].point.kind == "people" and not had):
        return None
    more = point.value > same[0].point.value
    placed = _PLACE.match(said.low[point.end :])
    away = placed is not None and not (content(placed["where"]) & (same[0].measure | content(same[0].line.text) | stems("workplaces")))
    return same[0] if (more or whole) and not away else None


_ENDS = re.compile(r"(?:\s+[\w'’-]+){0,2}?\s*(?:[,;.!?]|$|\b(?:on roll|on the books|in all|altogether|all told|end to end|all in all)\b)")


def _ends_there(said: Said, point: Point) -> bool:
    """Whether a number is told as all there is now: "we've got two hundred pupils", with nothing behind it that narrows it."""
    ahead = said.low[: point.start]
    now = pattern("have_now").search(ahead) or pattern("is_all").search(ahead)
    return bool(now and _ENDS.match(said.low[point.end :]))


def _things(one: Measured) -> frozenset[str]:
    return (one.point.noun_stems | (frozenset({one.point.noun}) if one.point.noun else frozenset())) or one.measure


_PLACE = re.compile(r"\s+(?:[\w'’-]+\s+){1,2}?(?:at|in|on)\s+(?P<where>(?:[\w'’-]+\s*){1,3})")


def _another(point: Point, counted: Measured) -> bool:
    apart = abs(point.value - counted.point.value)
    return apart > _NOT_ME and far(point.value, counted.point.value, point, counted.point, least=_LEAST)
