"""Figures that are linked to the CV by more than shared words: the two ends of a change, and the only figure of a kind.

A change is told by two figures, one of then and one of now ("it used to take two days, now it's nine hours"). Where one of them is the
CV's and the other is not, the measure is the same and the other contradicts. A single figure is linked by when it was ("when I came"),
by a shared word, or by what the sentence means, and only to the one figure of the CV that it may be of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loopready.engines.figures import convert_duration
from loopready.practice.claims.answered import Said
from loopready.practice.claims.exempt import exempt, of_others, widened
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared, stems
from loopready.practice.claims.likeness import Meaning
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import Record
from loopready.practice.claims.values import agrees, far, fits, in_days_worked
from loopready.practice.claims.verdicts import Found

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED, _LINKED, _CLOSE = 0.20, 0.30, 0.40
"""Likeness of meaning from which a sentence is of a line's measure if both name one year, may be, and is."""
_SO_MANY_IN = re.compile(
    r"\b(?:one|two|three|four|five|\d+) (?:[a-z]+ ){0,2}in (?:every |an? )?(?:ten|twenty|fifty|hundred|thousand|two|three|\d)"
)
"""A share told as so many in so many: a bare number behind it is of the same many."""
_SHORT = 40
"""Letters of a sentence that only names what the next is of: "Falls?"."""
_SAME = 2
"""Words that a sentence and a line share where they speak of one thing."""
_BEHIND = 25
_LEAST = 1.3
"""The least ratio of two values that contradict where the link is not by the words of the measure."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the CV tells: its two ends, as the line has them."""

    first: Measured
    last: Measured


def changes_in(held: Sequence[Measured]) -> list[Change]:
    """The changes of a CV: "from A to B", "A to B" of shares, and two figures of one measure with a year each."""
    out = []
    for at, one in enumerate(held):
        for two in held[at + 1 :]:
            if one.line.start != two.line.start:
                continue
            first, last = one.point, two.point
            paired = first.pair is not None and first.pair == last.pair
            if (
                paired
                and (first.role, last.role) in (("from", "to"), ("low", "high"))
                and (first.role == "from" or first.kind == "percent")
            ):
                out.append(Change(one, two))
            elif not paired and one.years and two.years and one.years != two.years and last.kind in (first.kind, "bare"):
                earlier, later = (one, two) if min(one.years) < min(two.years) else (two, one)
                out.append(Change(earlier, later))
    return out


def when_of(point: Point, said: Said) -> str | None:
    """Whether a figure is told as the one of then ("from") or of now ("to"); None where nothing tells."""
    if point.role in ("from", "to"):
        return point.role
    start, end = said.clause(point.start)
    clause = said.low[start:end]
    now, then = holds("now", clause), holds("then", clause)
    if not now and not then and len(points(said.text)) == 1:
        now, then = holds("now", said.low), holds("then", said.low)
    if now == then:
        return None
    return "to" if now else "from"


@lru_cache(maxsize=1_024)
def holds(name: str, clause: str) -> bool:
    """Whether a pattern of the lexicon stands in a clause. Kept, since a clause of many figures is asked for each of them."""
    return pattern(name).search(clause) is not None


def kinds_fit(point: Point, other: Point) -> bool:
    """Whether a figure said may be of the kind of one of the CV's."""
    if point.kind == other.kind:
        return not (point.period and other.period and point.period != other.period)
    if point.kind == "bare":
        paired = other.kind == "people" and point.pair is not None
        return paired or other.kind in ("count", "percent") or (other.kind == "money" and point.scale >= 1000)
    return other.kind == "bare" and point.kind in ("count", "percent", "duration")


def changes_judged(all_said: Sequence[Said], held: Sequence[Measured], meaning: Meaning) -> list[Found]:
    """Changes of which one end is the CV's and the other is not."""
    out = []
    told = [(said, point) for said in all_said for point in points(said.text)]
    place = {said.start: number for number, said in enumerate(all_said)}
    for change in changes_in(held):
        for number, (said, point) in enumerate(told):
            led = _led_to(told, number)
            if point.kind == "bare" and number and _SO_MANY_IN.search(told[number - 1][0].low):
                continue
            when = led or when_of(point, said) or _by_year(point, said, change)
            if when is None or (point.role == "by" and not led) or of_others(said, point):
                continue
            own, across = (change.first, change.last) if when == "from" else (change.last, change.first)
            if (
                not _apart(point, own.point)
                or not kinds_fit(point, own.point)
                or fits(point.value, across.point.value, point, across.point)
            ):
                continue
            if any(
                other is not point
                and abs(place[beside.start] - place[said.start]) <= 1
                and (when_of(other, beside) or _by_year(other, beside, change)) != when
                and kinds_fit(other, across.point)
                and fits(other.value, across.point.value, other, across.point)
                and _same_measure((said, beside), change, (point, other), meaning)
                for beside, other in told
            ):
                out.append(_contradicted(said, point, own))
                break
    return out


def _led_to(told: Sequence[tuple[Said, Point]], number: int) -> str | None:
    """ "from" for a figure right ahead of one of now in its sentence: "it took six seconds and I got it to two"."""
    if number + 1 == len(told):
        return None
    (said, point), (behind, other) = told[number], told[number + 1]
    leads = said is behind and when_of(other, behind) == "to" and kinds_fit(point, other)
    return "from" if leads else None


def _by_year(point: Point, said: Said, change: Change) -> str | None:
    """Which end of a change a figure is by the year that its clause names."""
    start, end = said.clause(point.start)
    years = frozenset(_YEAR.findall(said.text[start:end]))
    if len(years) != 1 or change.first.years == change.last.years:
        return None
    return "from" if years <= change.first.years else "to" if years <= change.last.years else None


def _same_measure(said: Iterable[Said], change: Change, ends: tuple[Point, Point], meaning: Meaning) -> bool:
    """Whether two figures, one of them the CV's, are of the change: an uncommon value, a shared word, the meaning, or a paired one."""
    if ends[0].pair is not None and ends[0].pair == ends[1].pair:
        return True
    if ends[1].kind != "bare" and ends[1].value == change.last.point.value and ends[1].exactness == "exact":
        return True
    if when_of_both(said, ends):
        return True
    return any(shared(change.last.measure, all_stems(one.text)) or meaning.alike(one, change.last) >= _LINKED for one in said)


def when_of_both(said: Iterable[Said], ends: tuple[Point, Point]) -> bool:
    """Whether both figures are told with when they were."""
    return all(when_of(point, one) is not None for one, point in zip(said, ends, strict=True))


def singles_judged(
    all_said: Sequence[Said], held: Sequence[Measured], meaning: Meaning, found: Sequence[Found], record: Record
) -> list[Found]:
    """Figures with no other word for their measure, or the CV's in other words, beside the only one of that kind in the CV."""
    changes = changes_in(held)
    out: list[Found] = []
    for number, said in enumerate(all_said):
        before = all_said[number - 1] if number else None
        posts = said.posts or (before.posts if before is not None else frozenset())
        for point in points(said.text):
            if point.role == "by" or of_others(said, point) or _supported(said, point, found):
                continue
            near = [one for one in held if not posts or one.line.post is None or one.line.post in posts]
            linked = (
                _then(said, before, point, near, changes, meaning)
                or _of_kind(said, point, near, changes, meaning)
                or _of_named(said, point, (near, held, _borne_out(said, point, found)), meaning, record)
            )
            if linked is not None and not any(one.line is linked.line and one.state == "contradicted" for one in [*found, *out]):
                out.append(_contradicted(said, point, linked))
    return out


def _then(
    said: Said, before: Said | None, point: Point, near: Sequence[Measured], changes: Sequence[Change], meaning: Meaning
) -> Measured | None:
    """The end of a change that a figure of then or now contradicts, where the CV tells but one change of that kind."""
    when = when_of(point, said)
    if when is None:
        return None
    point = as_duration(point) or point
    ends = [change.first if when == "from" else change.last for change in changes]
    ends = [end for end in ends if end in near and kinds_fit(point, end.point)]
    if point.kind == "bare":
        start, end = said.clause(point.start)
        if before is not None and _SO_MANY_IN.search(before.low):
            return None
        named = all_stems(said.text[start:end])
        if before is not None and len(before.text) < _SHORT:
            named |= all_stems(before.text)
        linked = [one for one in ends if shared(one.measure, named)]
    else:
        linked = [one for one in ends if one.point.kind == point.kind and _words_or_meaning(said, one, meaning)]
    if len(linked) != 1 or not _apart(point, linked[0].point):
        return None
    if _another_time(pattern("then").sub(" ", _round(said, point)), said, linked[0]) or _other_year(said, linked[0]):
        return None
    return linked[0]


def _words_or_meaning(said: Said, one: Measured, meaning: Meaning) -> bool:
    return bool(shared(one.measure, all_stems(said.text))) or meaning.alike(said, one) >= _LINKED


def _of_kind(said: Said, point: Point, near: Sequence[Measured], changes: Sequence[Change], meaning: Meaning) -> Measured | None:
    """The figure of the CV that a single one contradicts: the only one of its kind that the sentence can be of."""
    if point.kind not in ("money", "percent", "duration") and not (point.kind == "bare" and point.scale >= 1000 and _of_money(said, point)):
        return None
    kind = "money" if point.kind == "bare" else point.kind
    kin = [one for one in near if one.point.kind == kind and kinds_fit(point, one.point)]
    lines = {one.line.start for one in kin}
    close = sorted((meaning.alike(said, one), one.line.start) for one in kin)
    best = [one for one in kin if close and one.line.start == close[-1][1]]
    if not best or any(fits(point.value, one.point.value, point, one.point) for one in kin):
        return None
    low, high = min(one.point.value for one in best), max(one.point.value for one in best)
    if not all(_apart(point, one.point) for one in best) or low <= point.value <= high or _other_year(said, best[0]):
        return None
    if _another_time(_round(said, point), said, best[0]):
        return None
    years = frozenset(_YEAR.findall(said.text))
    if years and len(years) == 1 and years == best[-1].years and len([one for one in kin if one.years == years]) == 1:
        return best[-1] if close[-1][0] >= _DATED else None
    asked = _LINKED if kind == "money" and len(lines) == 1 and (point.value > high or point.period) else _CLOSE
    words = shared(best[0].measure, all_stems(said.text))
    told = shared(content(best[0].line.text), all_stems(said.text))
    for_it = said.low[: point.start].rstrip().endswith((" for", " of"))
    if for_it and kind == "money" and len(told) >= _SAME and len(lines) == 1:
        return best[-1]
    if kind == "money" and len(lines) == 1 and point.period and _cost_of(said, best[0]) and point.period == best[-1].point.period:
        return best[-1]
    if kind == "money" and len(lines) == 1 and ((words and point.value > high) or _in_charge(said, point, best[0])):
        return best[-1]
    if close[-1][0] >= asked + (0.0 if words or kind == "money" else 0.08):
        return best[-1]
    return None


def _of_named(
    said: Said, point: Point, measures: tuple[Sequence[Measured], Sequence[Measured], frozenset[int]], meaning: Meaning, record: Record
) -> Measured | None:
    """The figure of the CV that a single one contradicts: the only one of its kind in the line that the sentence names.

    A line is named by a proper name or two other words that no other line has. ``measures`` are those of the posts spoken of, and all,
    and the places of the lines of which the sentence has another figure right.
    """
    near, held, borne = measures
    told = as_duration(point) or point
    if told.kind not in ("money", "percent", "duration", "count", "people") and not (told.kind == "bare" and told.scale >= _LARGE):
        return None
    kin = [one for one in near if _same_kind(told, one, said)]
    told_of = {one.line.start: meaning.names(said, one) or one.line.start in borne or _by_measure(told, one, said) for one in kin}
    lines = [start for start, named in told_of.items() if named]
    if len(lines) != 1:
        return None
    best = [one for one in kin if one.line.start == lines[0]]
    low, high = min(one.point.value for one in best), max(one.point.value for one in best)
    paired = len({one.point.pair for one in best}) == 1 and best[0].point.pair is not None
    if (len(best) > 1 and not paired) or low * _UNDER <= told.value <= high * _OVER:
        return None
    if not all(far(told.value, one.point.value, told, one.point, least=_NAMED_LEAST) for one in best) or _other_year(said, best[0]):
        return None
    if any(agrees(told, one, held) for one in best):
        return None
    low_text = _round(said, point)
    parted = pattern("part_after").match(said.low[point.end :]) or pattern("part_before").search(said.low[: point.start])
    if _another_time(low_text, said, best[0]) or parted or exempt([point], said, best[-1], record):
        return None
    return best[-1]


def _by_measure(point: Point, one: Measured, said: Said) -> bool:
    """Whether a sum is told with the word of what the CV's sum is for: "twelve million for placements"."""
    behind = said.low[point.end :].lstrip()
    return (
        one.point.kind == "money"
        and behind.startswith(("for ", "of ", "on ", "in "))
        and bool(shared(one.measure, all_stems(" ".join(behind.split()[:4]))))
    )


def _borne_out(said: Said, point: Point, found: Sequence[Found]) -> frozenset[int]:
    """The places of the lines that bear out another figure of a sentence."""
    at = said.start + point.start
    return frozenset(
        one.line.start
        for one in found
        if one.topic == "figure" and one.state == "supported" and one.line is not None
        and said.start <= one.start and one.end <= said.end and not one.start <= at < one.end
    )  # fmt: skip


_LARGE = 1000
_UNDER, _OVER = 0.9, 1.1
_NAMED_LEAST = 1.5


def _same_kind(point: Point, one: Measured, said: Said) -> bool:
    other = one.point
    if point.kind == "bare":
        sum_of = point.scale >= _LARGE * _LARGE and shared(one.measure, said.content)
        return other.kind == "money" and point.noun is None and bool(sum_of or pattern("money_words").search(said.low))
    folk = (
        point.kind in ("people", "count") and other.kind == "count" and point.noun in stems("folk") and point.value >= _LARGE <= other.value
    )
    if folk and not (point.period or other.period):
        return True
    if point.kind != other.kind or (point.period and other.period and point.period != other.period):
        return False
    return point.kind != "count" or bool(point.noun and other.noun and shared(frozenset({point.noun}), frozenset({other.noun})))


def as_duration(point: Point) -> Point | None:
    """A length of time per period ("three weeks every month") as the length alone; None where the point counts something else."""
    if point.kind != "count" or point.period is None or point.noun not in stems("periods"):
        return None
    return replace(point, kind="duration", value=convert_duration(point.value, f"{point.noun}s", "seconds"), period=None, noun=None)


def _of_money(said: Said, point: Point) -> bool:
    return bool(pattern("money_words").search(said.low)) and point.noun is None


def _cost_of(said: Said, one: Measured) -> bool:
    """Whether the person says what they paid for all of something, and the line is of such a sum."""
    return bool(one.measure & stems("charges")) and pattern("paying").search(said.low) is not None


def _in_charge(said: Said, point: Point, one: Measured) -> bool:
    """Whether a sum is told as all that the person has charge of, as the CV's is."""
    near = said.low[max(0, point.start - 40) : point.end + 40]
    return pattern("in_charge").search(near) is not None and bool(one.measure & stems("charges"))


def _apart(point: Point, other: Point) -> bool:
    return all(far(value, other.value, point, other, least=_LEAST) for value in in_days_worked(point.value, point, other))


def _other_year(said: Said, one: Measured) -> bool:
    years = frozenset(_YEAR.findall(said.text))
    return bool(years and not years & frozenset(_YEAR.findall(one.line.text)))


def _round(said: Said, point: Point) -> str:
    """A sentence up to a few words behind a figure."""
    return said.low[: min(said.clause(point.start)[1], point.end + _BEHIND)]


def _another_time(low: str, said: Said, one: Measured) -> bool:
    """Whether a sentence says that it is of another time, and names no year that the line names."""
    years = frozenset(_YEAR.findall(said.text)) & frozenset(_YEAR.findall(one.line.text))
    return not years and pattern("other_period").search(low) is not None


def _supported(said: Said, point: Point, found: Sequence[Found]) -> bool:
    start, end = said.start + point.start, said.start + point.end
    return any(one.topic == "figure" and one.state == "supported" and one.start < end and start < one.end for one in found)


def _contradicted(said: Said, point: Point, one: Measured) -> Found:
    start, end = widened(said, point.start, point.end)
    core = (said.start + point.start, said.start + point.end)
    return Found(said.start + start, said.start + end, "contradicted", "figure", one.line, core)
