"""Parts of a requirement that can be met one by one: "A and B", "A or B", lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loopready.model import Document, RequirementPart
from loopready.reading.job.lexicon import compile_phrases, fold, pattern, read_lexicon
from loopready.reading.job.skills import skill_spans

_JOINT = re.compile(r"\s*,?\s+(?:(?P<or>or|and/or)|(?P<and>and|&|as well as|plus))\s+|\s*,\s+|\s*/\s*|\s*;\s+")
_CLAUSE = pattern("parts_clause")
_STOP = pattern("parts_stop")
_START = pattern("parts_start")
_EQUIVALENT = pattern("parts_equivalent")
_WAY = re.compile(r"experience|qualification|certificat|training|background|award|diploma")
_ASIDE = re.compile(r"(?:with|including|of which|which|who|that|so|but|preferably|though|where|when|while|if|then)\b")
_ARTICLE = re.compile(r"(?:a|an|the)\s")
_LONGEST_ITEM = 4
_LONGEST_LINE = 1200


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    alternative: int | None


def split_parts(document: Document, start: int, end: int) -> tuple[RequirementPart, ...]:
    """The parts of the requirement ``start``-``end``; empty where it is one thing. Parts joined by "or" share an alternative number.

    Why: a part that is no whole by itself ("verbal" of "verbal and written English") would be judged wrongly, so a list is
    split only where its items are names, or short phrases of like shape.
    """
    if end - start > _LONGEST_LINE:
        return ()
    text = document.text[start:end]
    pieces = _clauses(text) or _listed(text) or _or_equivalent(text)
    if len(pieces) < 2:
        return ()
    return tuple(
        RequirementPart(
            text=text[piece.start : piece.end], span=document.span(start + piece.start, start + piece.end), alternative=piece.alternative
        )
        for piece in pieces
    )


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return compile_phrases(read_lexicon("job_skills")[name])


def _clauses(text: str) -> list[_Piece]:
    """Two requirements in one line: what follows "and", a comma or a semicolon opens like a requirement of its own."""
    folded = fold(text)
    cuts = []
    for joint in _CLAUSE.finditer(folded):
        shared = re.search(r"of which|including|with", joint.group())
        if (
            (shared or _phrases("opens").match(folded, joint.end()))
            and len(folded[: joint.start()].split()) >= 2
            and not _within_pair(folded, joint.start(), joint.end())
        ):
            cuts.append((joint.start(), joint.end(), bool(joint["or"])))
    if not cuts:
        return []
    edges = [0, *(end for _, end, _ in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    either = all(is_or for _, _, is_or in cuts)
    if not either and any(is_or for _, _, is_or in cuts):
        return []
    return [_trim(text, a, b, 1 if either else None) for a, b in zip(edges, ends, strict=True)]


def _or_equivalent(text: str) -> list[_Piece]:
    """ "A degree or equivalent experience": two ways to meet one requirement."""
    folded = fold(text)
    ways = [found for found in _EQUIVALENT.finditer(folded) if _WAY.search(found.group())]
    if not ways or len(folded[: ways[-1].start()].split()) < 2 or len(ways[-1].group().split()) < 3:
        return []
    found = ways[-1]
    lead = re.match(r"(?:,\s*)?or\s+(?:have\s+)?", found.group())
    begin = found.start() + (lead.end() if lead else 0)
    first = re.match(r"(?:you (?:hold|have)|hold|have)\s+", folded)
    return [_trim(text, first.end() if first else 0, found.start(), 1), _trim(text, begin, found.end(), 1)]


def _listed(text: str) -> list[_Piece]:
    """The items of the lists of a line."""
    folded = fold(text)
    out: list[_Piece] = []
    number = 1
    at = 0
    commas = [joint for joint in _JOINT.finditer(folded) if joint.group().strip() != "/" and _joins(text, folded, joint)]
    slashes = [joint for joint in _JOINT.finditer(folded) if joint.group().strip() == "/" and _joins(text, folded, joint)]
    while (items := _next_list(text, folded, commas or slashes, at)) is not None:
        (spans, either), at = items
        if spans:
            pieces = [_trim(text, a, b, number if either else None) for a, b in spans]
            out = [one for one in out if one.end <= pieces[0].start] + pieces
            number += either
    return out


def _next_list(
    text: str, folded: str, all_joints: Sequence[re.Match[str]], at: int
) -> tuple[tuple[list[tuple[int, int]], bool], int] | None:
    """The next run of joints from ``at`` with its items (none where it is not to be split), and where to go on."""
    joints = [joint for joint in all_joints if joint.start() >= at]
    if not joints:
        return None
    run = [joints[0]]
    for joint in joints[1:]:
        between = folded[run[-1].end() : joint.start()]
        if run[-1]["or"] or run[-1]["and"] or len(between.split()) > _LONGEST_ITEM or _STOP.search(between):
            break
        run.append(joint)
    last = run[-1]
    closes = last["or"] or last["and"] or all(joint.group().strip() == "/" for joint in run)
    stop = _STOP.search(folded, last.end())
    end = stop.start() if stop else len(folded)
    further = [joint for joint in joints if joint.start() > last.start()]
    if further and further[0].start() < end:
        end = further[0].start()
    if not closes:
        return ([], False), run[0].end()
    begin = _begin(text, folded, run[0].start(), at)
    edges = [(begin, run[0].start()), *((a.end(), b.start()) for a, b in pairwise(run)), (last.end(), end)]
    either = bool(last["or"]) or last.group().strip() == "/" or bool(_phrases("examples").search(folded[max(0, begin - 36) : begin]))
    return (edges if _may_split(text, folded, edges, either=either) else [], either), last.end()


def _begin(text: str, folded: str, first: int, floor: int) -> int:
    """Where the first item of a list begins: after the last word that introduces it, or at the line's start."""
    for place in range(first - 1, floor, -1):
        opens = folded[place].isalnum() and not (folded[place - 1].isalnum() or folded[place - 1] in "-'")
        if opens and _START.search(folded, 0, place) and not _inside_skill(text, place):
            return place
    return floor


def _may_split(text: str, folded: str, edges: Sequence[tuple[int, int]], *, either: bool) -> bool:
    items = [folded[a:b].strip() for a, b in edges]
    if not all(items):
        return False
    named = [
        _is_named(text, a, b) or item in ("equivalent", "similar", "an equivalent", "other equivalent", "comparable")
        for (a, b), item in zip(edges, items, strict=True)
    ]
    if all(named) or (len(named) > 2 and all(named[:-1]) and re.match(r"(?:at least )?(?:one|another|a|an|some|other)\b", items[-1])):
        return True
    lengths = [len(item.split()) for item in items]
    if max(lengths) > _LONGEST_ITEM or any(re.match(r"(?:another|other|any|similar|more|so|related)\b", item) for item in items[1:]):
        return sum(named) >= 2 and named[0] and max(lengths) <= _LONGEST_ITEM
    if all(_ARTICLE.match(item) for item in items) and either:
        return True
    shared_head = lengths[-1] > max(lengths[:-1])
    verbs = [bool(re.match(r"\w+(?:ing|ed)\b", item)) for item in items]
    return len(items) >= 3 and not shared_head and not (any(verbs) and lengths[-1] > 1)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether an item is, but for small words, a named skill."""
    item = text[start:end]
    spans = skill_spans(text)
    letters = {place for a, b in spans for place in range(max(a, start), min(b, end)) if text[place].isalnum()}
    small = re.findall(
        r"(?i)\b(?:a|an|the|some|good|strong|advanced|basic|modern|microsoft|google|apache|experience|skills|knowledge|data|certification|certificate|certified|licence|license|current|valid|framework|environment|methods|qualified|programming)\b",
        item,
    )
    total = sum(char.isalnum() for char in item) - sum(len(word) for word in small)
    return total <= 0 or (bool(letters) and len(letters) >= 0.8 * total)


def _within_pair(folded: str, start: int, end: int) -> bool:
    """Whether a joint belongs to a pair that names one thing."""
    return any(found.start() <= start and end <= found.end() for found in _phrases("one_thing").finditer(folded))


def _inside_skill(text: str, place: int) -> bool:
    return any(start < place < end for start, end in skill_spans(text))


def _joins(text: str, folded: str, joint: re.Match[str]) -> bool:
    """Whether a joint stands between two items: not within a name, a pair or a number, nor before "for instance" and the like."""
    if _inside_skill(text, joint.start()) and _inside_skill(text, joint.end()):
        return False
    if _within_pair(folded, joint.start(), joint.end()) or re.search(
        r"\d\s*[/,]\s*\d", folded[max(0, joint.start() - 1) : joint.end() + 1]
    ):
        return False
    return not _phrases("examples").match(folded, joint.end()) and not _ASIDE.match(folded, joint.end())


def _trim(text: str, start: int, end: int, alternative: int | None) -> _Piece:
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;."):
        end -= 1
    return _Piece(start=start, end=end, alternative=alternative)
