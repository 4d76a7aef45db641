"""Figures of the answer beside those of the CV: same measure and same value, same measure and another value, or neither."""

from __future__ import annotations

import re

from loopready.practice.claims.answered import Said
from loopready.practice.claims.exempt import exempt, widened
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared, stems
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import Record
from loopready.practice.claims.values import agrees, can_not_be, near, per_time
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG = 300 * 86400.0
"""From here a length of time is looked at as time in a post, not as a measure."""
_GOES_ON = re.compile(r"\b(?:it|that|they|this|those)\b|^(?:more|about|nearly|over)\b")


def judged(said: Said, before: Said | None, held: list[Measured], record: Record) -> list[Found]:
    """The figures of a sentence. ``before`` is the sentence ahead of it, whose post holds where this one names none."""
    found = points(said.text)
    posts = said.posts or (before.posts if before is not None else frozenset())
    out: list[Found] = []
    done: set[int] = set()
    for number, point in enumerate(found):
        if number in done:
            continue
        group = [point]
        partner = _partner(found, number)
        if partner is not None:
            group.append(found[partner])
            done.add(partner)
        verdict = _judge(group, said, before, posts, held, record)
        if verdict is not None:
            out.append(verdict)
    return out


def _partner(found: list[Point], number: int) -> int | None:
    """The other end of a change or a range."""
    if number + 1 < len(found) and found[number].pair is not None and found[number + 1].pair == found[number].pair:
        return number + 1
    return None


def _judge(
    group: list[Point], said: Said, before: Said | None, posts: frozenset[int], held: list[Measured], record: Record
) -> Found | None:
    point = group[-1]
    start, end = group[0].start, max(one.end for one in group)
    if len(group) == 1 and point.kind == "duration" and point.value >= _LONG and not _as_measure(point, said, held):
        return None
    context = _context(said, point)
    ahead = all_stems(before.text) if before is not None else frozenset()
    best: tuple[int, Measured] | None = None
    clashes: list[tuple[float, Measured]] = []
    for one in held:
        if posts and one.line.post is not None and one.line.post not in posts and _elsewhere(one, posts):
            away = True
        else:
            away = False
        likeness = _likeness(point, one, said, context, ahead)
        agree = all(agrees(part, one, held) for part in group)
        if agree and (likeness > 0 or (_telling(point) and _kinds_meet(point, one.point))) and not (away and likeness < 2):
            if best is None or likeness > best[0]:
                best = (likeness, one)
        elif likeness >= 2 and not away and not agree and any(can_not_be(part, one, held) for part in group):
            clashes.append((likeness, one))
    span = widened(said, start, end)
    core = (said.start + start, said.start + end)
    strong = max(clashes, key=lambda pair: pair[0], default=None)
    by_chance = best is not None and best[0] == 0 and strong is not None and strong[0] >= _SURE
    if best is not None and not by_chance:
        return Found(said.start + span[0], said.start + span[1], "supported", "figure", best[1].line, core)
    if (
        strong is not None
        and not (point.kind == "bare" and len(group) == 1 and not _of_things(said, point, strong[1]))
        and not exempt(group, said, strong[1], record)
    ):
        line = strong[1].line
        return Found(said.start + span[0], said.start + span[1], "contradicted", "figure", line, core)
    if (point.kind == "bare" and point.role == "flat") or (point.kind == "duration" and point.value < _LONG):
        return None
    return Found(said.start + start, said.start + end, "absent", "figure")


_OF_MONEY = 1000
_SURE = 3
"""Likeness from which another value of the CV's measure outweighs the same value of another measure."""


def _of_things(said: Said, point: Point, one: Measured) -> bool:
    """Whether a number without a noun of its own stands right by the word of what the CV numbers, and is beyond the CV's."""
    if point.scale >= _OF_MONEY and one.point.kind == "money" and point.period and point.period == one.point.period:
        return True
    if point.scale >= _OF_MONEY and pattern("money_words").search(said.low):
        return False
    near = all_stems(" ".join(said.text[: point.start].split()[-3:]))
    return one.point.kind == "bare" and point.value > one.point.value and bool(shared(one.measure, near))


def _elsewhere(one: Measured, posts: frozenset[int]) -> bool:
    return one.line.post not in posts


def _as_measure(point: Point, said: Said, held: list[Measured]) -> bool:
    """Whether a long time is a measure that the CV tells too ("in 11 months"), not years in a post."""
    return any(one.point.kind == "duration" and near(point, one.point) and (one.measure & said.content or _telling(point)) for one in held)


def _context(said: Said, point: Point) -> frozenset[str]:
    """The stems round a figure: its clause, and the clauses next to it where that one says little."""
    start, end = said.clause(point.start)
    own = all_stems(said.text[start:end])
    if len(content(said.text[start:end])) <= 1 or re.search(r"\b(?:it|that|this|they)\b", said.low[start:end]):
        own |= all_stems(said.text)
    return own


def _likeness(point: Point, one: Measured, said: Said, context: frozenset[str], before: frozenset[str]) -> int:
    """0 not comparable; 1 perhaps the same measure; 2 the same measure; more where more words agree."""
    other = one.point
    if not _kinds_meet(point, other):
        return 0
    start, end = said.clause(point.start)
    if one.years and (years := frozenset(_YEAR.findall(said.text[start:end]))) and not years & one.years:
        return 1 if point.noun is not None and other.noun is not None and _same_noun(point, other) else 0
    common = shared(one.measure, context)
    whole = shared(one.measure, all_stems(said.text) | (before if _GOES_ON.search(said.low) else frozenset()))
    if (point.kind == "people" or (other.kind == "people" and point.kind in ("bare", "count"))) and point.noun not in stems("crews"):
        return _people(point, one, said, common)
    heads = point.noun is not None and bool(shared(frozenset({point.noun}), one.measure | other.noun_stems))
    if point.kind == "count" and other.kind == "count" and point.noun and other.noun:
        if not heads:
            return 1 if len(whole) >= 2 else 0
        rest = one.measure - other.noun_stems - point.noun_stems
        if _same_period(point, other) and (len(common) >= 2 or not rest or (point.period and other.period)):
            return 1 + len(common) if rest or _whole(point, said) or point.period else 1
        return 1
    if not one.measure:
        return 1
    share = len(common) / len(one.measure)
    if point.period and other.period and point.period != other.period and not per_time(point, other):
        return 0
    if heads and point.period and point.period == other.period:
        return 1 + len(common)
    if len(common) >= 2 or (len(common) == 1 and share >= 0.5):
        return 1 + len(common)
    return 1 if whole else 0


def _people(point: Point, one: Measured, said: Said, common: frozenset[str]) -> int:
    """How far a number of people is the number of those whom the CV counts: all of them, and of the same kind."""
    other = one.point
    nouns = point.noun_stems | ({point.noun} if point.noun else frozenset())
    others = other.noun_stems | ({other.noun} if other.noun else frozenset())
    generic = stems("groups") | (stems("humans") if other.kind == "people" else stems("folk"))
    kin = bool(shared(nouns - generic, others | one.measure)) or not (nouns - generic)
    if not kin:
        return 0
    if other.kind == "count" and not (nouns - stems("folk")) and point.period is not None:
        daily = shared(one.measure, frozenset({point.period}))
        return 2 if daily else 0
    if not _whole(point, said):
        return 1 if nouns or _telling(point) else 0
    if other.kind == "people" and point.period == other.period:
        return 2 + len(common)
    return 1 + len(common) if point.period == other.period and common else 1


def _same_noun(point: Point, other: Point) -> bool:
    assert point.noun is not None and other.noun is not None
    return bool(shared(frozenset({point.noun}), frozenset({other.noun})))


def _same_period(point: Point, other: Point) -> bool:
    return point.period == other.period or (point.period is not None and other.period is not None and per_time(point, other))


def _kinds_meet(point: Point, other: Point) -> bool:
    first, second = point.kind, other.kind
    if first == second:
        return True
    if "bare" in (first, second):
        rest = second if first == "bare" else first
        bare = point if first == "bare" else other
        if rest == "money":
            return bare.scale > 1 or bare.value >= 1000
        return rest not in ("points", "times")
    if {first, second} <= {"people", "count"}:
        return True
    if first in ("points", "percent", "times") and point.role == "by" and other.role in ("from", "to"):
        return True
    return {first, second} <= {"points", "percent"} or {first, second} <= {"percent", "times"} or first == "duration" == second


def _whole(point: Point, said: Said) -> bool:
    """Whether words round a number say that it is the whole of what the person has or leads."""
    ahead, after = said.low[: point.start], said.low[point.end :]
    return bool(pattern("whole_before").search(ahead) or pattern("whole_after").search(after)) or not ahead.strip()


def _telling(point: Point) -> bool:
    """Whether a value is of a kind that agrees by chance but seldom."""
    digits = f"{point.value:.6g}".replace(".", "").strip("0")
    return point.kind in ("money", "duration") or point.scale >= 1000 or (len(digits) >= 2 and point.value > 31)
