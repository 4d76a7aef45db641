"""Figures of the answer beside those of the CV: same measure and same value, same measure and another value, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loopready.engines.figures import convert_duration, in_currency, numbers
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared, stems
from loopready.practice.claims.quantities import Exactness, Point, points
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_SPLIT = re.compile(r"[,;:()/]|\band\b|\bwith\b|\n")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIODS = {
    name: convert_duration(1.0, f"{name}s", "seconds") for name in ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
}
"""Periods in seconds."""
_LONG = 300 * 86400.0
"""From here a length of time is looked at as time in a post, not as a measure."""
_GOES_ON = re.compile(r"\b(?:it|that|they|this|those)\b|^(?:more|about|nearly|over)\b")
_PLACED = re.compile(r"\s+(?:on|in|from|for|with|who|whose)\s+(?P<where>(?:[\w'’-]+\s*){1,3})")
_SLACK = {"exact": 0.035, "about": 0.13, "over": 0.28, "under": 0.32}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of the CV: its line, the stems of what it measures, and the years written with it."""

    point: Point
    line: CvLine
    measure: frozenset[str]
    years: frozenset[str]


def measured(record: Record) -> list[Measured]:
    """The figures of the CV's lines, with what each measures."""
    out = []
    for line in record.lines:
        if line.kind != "fact":
            continue
        found = _yearly(line.text, points(line.text))
        colon = line.text.find(":", 0, 60)
        previous: frozenset[str] = frozenset()
        for point in found:
            segment = _segment(line.text, point, found)
            label = content(line.text[:colon]) if 0 <= colon < point.start else frozenset()
            own = content(segment) | point.noun_stems or _bare_words(segment)
            if not own or (own <= label and previous):
                own = own | previous
            measure = (own | label) if point.kind in ("percent", "points", "bare", "duration", "money") else own
            previous = measure or previous
            led = point.kind == "count" and bool(own & stems("crews")) and point.noun not in stems("groups")
            kept = replace(point, kind="people") if led else point
            out.append(Measured(kept, line, measure or content(line.text), frozenset(_YEAR.findall(segment))))
    return out


def _yearly(text: str, found: list[Point]) -> list[Point]:
    """The figures of a line, where a number with a year behind one with a year is of its kind: "41 minutes in 2021, 23 in 2024"."""
    out = list(found)
    for at, (first, second) in enumerate(pairwise(found)):
        if second.kind != "bare" or first.kind in ("bare", "people") or not _WITH_YEAR.match(text[second.end :]):
            continue
        if not _WITH_YEAR.match(text[first.end :]):
            continue
        read = numbers(text[first.start : first.end])
        unit = first.value / read[0].value if first.kind == "duration" and read and read[0].value else 1.0
        out[at + 1] = replace(
            second, kind=first.kind, value=second.value * unit, unit=first.unit, noun=first.noun, noun_stems=first.noun_stems
        )
    return out


_WITH_YEAR = re.compile(r"[^\d,;()]{0,24}\(?(?:in\s+)?(?:19|20)\d\d\b")


def _bare_words(segment: str) -> frozenset[str]:
    """The words of a measure that is told in words which elsewhere say little: the falls of "Falls from 9 to 4"."""
    return frozenset(one for one in all_stems(segment.split(" from ", maxsplit=1)[0]) if len(one) > 3 and one.isalpha())


def _segment(text: str, point: Point, found: list[Point]) -> str:
    """The part of a line that a figure stands in, without the words of figures that are no nouns."""
    for one in found:
        if one.kind not in ("people", "count"):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    start = max([match.end() for match in _SPLIT.finditer(text, 0, point.start)], default=0)
    end = next((match.start() for match in _SPLIT.finditer(text, point.end)), len(text))
    return text[start:end]


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
        agree = all(_agrees(part, one, held) for part in group)
        if agree and (likeness > 0 or (_telling(point) and _kinds_meet(point, one.point))) and not (away and likeness < 2):
            if best is None or likeness > best[0]:
                best = (likeness, one)
        elif likeness >= 2 and not away and not agree and any(_clashes(part, one, held) for part in group):
            clashes.append((likeness, one))
    span = widened(said, start, end)
    core = (said.start + start, said.start + end)
    if best is not None:
        return Found(said.start + span[0], said.start + span[1], "supported", "figure", best[1].line, core)
    strong = max(clashes, key=lambda pair: pair[0], default=None)
    if (
        strong is not None
        and not (point.kind == "bare" and len(group) == 1 and not _of_things(said, point, strong[1]))
        and not _exempt(group, said, strong[1], record)
    ):
        line = strong[1].line
        return Found(said.start + span[0], said.start + span[1], "contradicted", "figure", line, core)
    if (point.kind == "bare" and point.role == "flat") or (point.kind == "duration" and point.value < _LONG):
        return None
    return Found(said.start + start, said.start + end, "absent", "figure")


def _of_things(said: Said, point: Point, one: Measured) -> bool:
    """Whether a number without a noun of its own stands right by the word of what the CV numbers, and is beyond the CV's."""
    near = all_stems(" ".join(said.text[: point.start].split()[-3:]))
    return one.point.kind == "bare" and point.value > one.point.value and bool(shared(one.measure, near))


def _elsewhere(one: Measured, posts: frozenset[int]) -> bool:
    return one.line.post not in posts


def _as_measure(point: Point, said: Said, held: list[Measured]) -> bool:
    """Whether a long time is a measure that the CV tells too ("in 11 months"), not years in a post."""
    return any(one.point.kind == "duration" and _near(point, one.point) and (one.measure & said.content or _telling(point)) for one in held)


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
    if point.period and other.period and point.period != other.period and not _per_time(point, other):
        return 0
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
    return point.period == other.period or (point.period is not None and other.period is not None and _per_time(point, other))


def _per_time(point: Point, other: Point) -> bool:
    return point.period in _PERIODS and other.period in _PERIODS


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


def _near(point: Point, other: Point) -> bool:
    return fits(point.value, other.value, point, other)


def fits(value: float, target: float, point: Point, other: Point) -> bool:
    """Whether a value said may stand for a value of the CV, given how exactly either is said."""
    if value == target:
        return True
    if point.availability or other.availability:
        return abs((100 - value) - (100 - target)) <= 0.25 * max(100 - target, 1e-9)
    slack = max(_SLACK[point.exactness], _SLACK[other.exactness] if other.exactness != "exact" else 0.0)
    if point.exactness == "over" and not target * 1.02 >= value:
        return False
    if point.exactness == "under" and not target <= value * 1.02:
        return False
    size = max(abs(value), abs(target), 1e-9)
    return abs(value - target) / size <= slack or round(target) == value


def _agrees(point: Point, one: Measured, held: list[Measured]) -> bool:
    """Whether the value said is the CV's, in its own or another unit, or follows from the CV's line."""
    other = one.point
    value = _in_unit(point, other)
    if point.kind == "times" and other.kind == "percent" and other.role == "by":
        return abs(100 * abs(1 - point.value) - other.value) < 5
    if point.role == "by":
        return any(fits(point.value, change, replace(point, exactness=_loose(point)), other) for change in _changes(point, one, held))
    partner = _other_end(one, held)
    targets = [other]
    if partner is not None:
        both = {end.role: end for end in (other, partner.point)}
        if point.role == "flat" and "low" in both:
            low, high = sorted(end.value for end in both.values())
            return low * 0.97 <= value <= high * 1.03
        targets = [both[point.role]] if point.role in both else list(both.values())
    if any(fits(value, target.value, point, target) for target in targets):
        return True
    return any(fits(value, derived, point, other) for derived in _derived(point, one, held))


def _loose(point: Point) -> Exactness:
    return "about" if point.exactness == "exact" and point.value < 10 else point.exactness


def _in_unit(point: Point, other: Point) -> float:
    """The value said per the CV's period and in its currency."""
    value = point.value
    if point.period and other.period and point.period != other.period and _per_time(point, other):
        value = value * _PERIODS[other.period] / _PERIODS[point.period]
    if point.unit and other.unit and point.unit != other.unit:
        value = in_currency(value, point.unit, other.unit).value
    return value


def _other_end(one: Measured, held: list[Measured]) -> Measured | None:
    if one.point.pair is None:
        return None
    return next((two for two in held if two is not one and two.line.start == one.line.start and two.point.pair == one.point.pair), None)


def _changes(point: Point, one: Measured, held: list[Measured]) -> list[float]:
    """The changes that a CV's "from A to B" comes to, as a share of A and as a difference."""
    partner = _other_end(one, held)
    if partner is None:
        return [one.point.value] if one.point.role == "by" or one.point.kind in ("times", "percent") else []
    ends = {end.point.role: end.point.value for end in (one, partner)}
    if "from" not in ends or not ends["from"]:
        return []
    before, after = ends["from"], ends["to"]
    change = abs(after - before)
    if point.kind == "times":
        return [after / before, before / after if after else 0.0]
    return [100 * change / before, change] if point.kind != "points" else [change]


def _derived(point: Point, one: Measured, held: list[Measured]) -> list[float]:
    """Values that follow from the CV's line: the sum or difference of two of its figures, its total over the years it names."""
    other = one.point
    beside = [two.point for two in held if two.line.start == one.line.start and two is not one]
    out: list[float] = []
    if point.kind in ("people", "count", "bare"):
        out += [other.value + two.value for two in beside if two.kind == other.kind and two.pair is None]
    if other.kind in ("money", "count", "people") and point.period in _PERIODS and other.period is None:
        out += [other.value / (two.value / _PERIODS[point.period]) for two in beside if two.kind == "duration" and two.value]
    partner = _other_end(one, held)
    if partner is not None and point.role in ("flat", "by"):
        out.append(abs(other.value - partner.point.value))
    return out


def _clashes(point: Point, one: Measured, held: list[Measured]) -> bool:
    """Whether the value said and the CV's can not both be true, however either is rounded."""
    partner = _other_end(one, held)
    value = _in_unit(point, one.point)
    if point.role == "by":
        changes = _changes(point, one, held)
        return (
            bool(changes)
            and (partner is not None or one.point.role == "by")
            and all(far(point.value, change, point, one.point, least=1.5) for change in changes)
        )
    ends = [one.point] if partner is None else [one.point, partner.point]
    if partner is not None and point.role in ("from", "to", "low", "high"):
        ends = [end for end in ends if end.role == point.role] or ends
    if partner is not None and len(ends) == 2:
        low, high = sorted(end.value for end in ends)
        if low <= value <= high:
            return False
    return all(far(value, end.value, point, end, least=1.1) for end in ends)


def far(value: float, target: float, point: Point, other: Point, *, least: float) -> bool:
    """Whether two values can not be the same, however either is rounded; ``least`` is the ratio from which they can not."""
    if point.availability or other.availability:
        value, target = 100 - value, 100 - target
        least = 1.5
    if min(value, target) <= 0:
        return value != target
    ratio = max(value, target) / min(value, target)
    if point.exactness == "over" and value < target:
        return False
    if point.exactness == "under" and value > target:
        return False
    if (other.exactness == "over" and target < value) or (other.exactness == "under" and target > value):
        return False
    if point.exactness != "exact" or other.exactness != "exact":
        least = max(least, 1.35)
    if point.kind == "percent" and other.kind == "percent" and max(value, target) < 1:
        least = max(least, 1.35)
    return ratio >= least


def _exempt(group: list[Point], said: Said, one: Measured, record: Record) -> bool:
    """Whether the sentence says that it speaks of another time, or of a part."""
    first, last = group[0], group[-1]
    start, end = said.clause(first.start)
    clause = said.low[start : max(end, last.end)]
    line = one.line.text.lower()
    for match in pattern("other_period").finditer(clause):
        if match.group().strip() not in line:
            return True
    if last.kind == "money" and last.value < one.point.value and _SPENT.search(said.low[: first.start]) and _spent_apart(said, last, one):
        return True
    if _of_a_part(said, first, one, record):
        return True
    if last.kind in ("percent", "points", "times", "money", "duration"):
        return of_others(said, first)
    ahead, after = said.low[: first.start], said.low[last.end :]
    beyond = last.value > one.point.value and last.noun is not None and last.noun not in stems("groups") | stems("folk")
    if last.kind in ("people", "count") and last.period is None and not beyond and (placed := _PLACED.match(after)):
        named = content(placed["where"])
        post = record.post_line(one.line.post) if one.line.post is not None else None
        here = one.measure | content(one.line.text) | (post.name_stems | post.title_stems if post is not None else frozenset())
        if named and not shared(named, here) and "lead" not in after[:60]:
            return True
    parted = pattern("part_before").search(ahead) and not (last.period and last.period == one.point.period)
    return bool(parted or pattern("part_after").search(after)) or of_others(said, first)


_OF_A_PART = re.compile(
    r"(?P<measure>[\w'’-]+)\s+(?:on|among|for|in|with|at|from)\s+(?:(?:the|our|my|those|these)\s+)?(?P<of>[\w'’-]+(?:\s+[\w'’-]+)?)"
)


def _of_a_part(said: Said, point: Point, one: Measured, record: Record) -> bool:
    """Whether the words of the measure are narrowed to what the CV does not name: "crashes on old phones"."""
    start, _ = said.clause(point.start)
    post = record.post_line(one.line.post) if one.line.post is not None else None
    here = (
        content(one.line.text)
        | (post.name_stems | post.title_stems if post is not None else frozenset())
        | stems("workplaces")
        | stems("groups")
    )
    for match in _OF_A_PART.finditer(said.low[start : point.start]):
        named = content(match["of"])
        if shared(one.measure, all_stems(match["measure"])) and named and not shared(named, here):
            return True
    return False


_SPENT = re.compile(r"\b(?:spen[dt]\w*|paid|pay|gave|put)\b[^,;.]*$")


def _spent_apart(said: Said, point: Point, one: Measured) -> bool:
    """Whether a sum smaller than the CV's went on one thing that the CV's line does not name."""
    placed = _PLACED.match(said.low[point.end :])
    return placed is not None and not shared(content(placed["where"]), content(one.line.text))


def of_others(said: Said, point: Point) -> bool:
    """Whether the clause speaks of what others had, not of one's own: "they had", "at my wife's"."""
    start, _ = said.clause(point.start)
    ahead = said.low[start : point.start]
    return bool(re.search(r"\b(?:he|she|they|his|her|their|somebody|another|other)\b(?!.*\b(?:i|we|my|our)\b)", ahead))


def widened(said: Said, start: int, end: int) -> tuple[int, int]:
    """The figure with what it is of: from the beginning of its clause, where that is near."""
    first, last = said.clause(start)
    lead = re.match(r"[\s,;:—–]*(?:(?:and|but|so|because|since|which|who|though|although|while|as|or|yet)\s+)?", said.low[first:])
    begin = first + (lead.end() if lead else 0)
    stop = max(end, min(last, end + 24)) if last - end <= 24 else end
    while stop > end and not said.text[stop - 1].isalnum():
        stop -= 1
    return (begin if start - begin <= 60 else start), stop
