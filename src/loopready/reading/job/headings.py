"""Which lines are headings, and what the section under each of them holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from loopready.engines.skill_book import is_product, topics_in
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.cues import evidence
from loopready.reading.job.guess import kind_shares
from loopready.reading.job.layout import LogicalLine
from loopready.reading.job.lexicon import fold, pattern, patterns

SectionKind = Literal["must_strong", "must", "nice", "mixed", "responsibility", "role", "about", "benefit", "process", "smallprint"]
LEXICON = "job_headings"
LONGEST_HEADING = 10
LONGEST_LEAD = 30
_NUMBERED = re.compile(r"\W*(?:(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*[.)/:–|-]+\s*)?")
"""A number or letter before a heading's words."""
_VALUE = re.compile(r":\**\s+\S")
_ASKS = 0.5
_STATES_A_BAR = 4
_SAYS_ALL = 0.7
_STATES = re.compile(r"\b(?:is|are|would be|will be|would help)\b")
_LONGEST_PART = 5
_LONGEST_NAMED = 4
_BLOCKS = 3
_BARE_KINDS = 2
_OPEN = pattern("headings_open")
_GRADED = pattern("headings_graded")
_NOT_ASKING = ("about", "process")
_FINAL_STOP = re.compile(r"(?<!\b[Ii]nc)(?<!\b[Ll]td)(?<!\b[Cc]o)(?<!\b[Cc]orp)[.;,]\W*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a heading's words say: the section kind, and the share of its letters that said so."""

    kind: SectionKind
    share: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads a section; ``kind`` is None where its words are not known."""

    line: int
    kind: SectionKind | None
    rank: int
    inside: bool = False


def wording(text: str) -> Wording | None:
    """The section kind that the words of a heading name; None where none is known."""
    folded = fold(text)
    hits = [(*span, kind) for kind, pattern in patterns(LEXICON).items() for span in _all_spans(pattern, folded)]
    kept = [one for one in hits if not any(_swallows(other, one) for other in hits)]
    if not kept:
        return None
    covered = {place for start, end, _ in kept for place in range(start, end) if folded[place].isalnum()}
    letters = sum(char.isalnum() for char in folded[_NUMBERED.match(folded).end() :])  # type: ignore[union-attr]
    share = len(covered) / max(1, letters)
    opening = next((folded[start:end] for start, end, _ in kept if not folded[:start].strip(" *#")), "")
    return Wording(kind=_resolve(kept, folded), share=max(share, 0.75) if len(opening.split()) >= 3 else share)


def _all_spans(pattern: re.Pattern[str], folded: str) -> list[tuple[int, int]]:
    """Matches from every word, overlapping ones too: the longest phrase need not come first."""
    starts = [found.start() for found in re.finditer(r"(?<!\w)\w", folded)]
    return [found.span() for start in starts if (found := pattern.match(folded, start))]


def _swallows(other: tuple[int, int, str], one: tuple[int, int, str]) -> bool:
    longer = other[1] - other[0] > one[1] - one[0]
    return other[2] != one[2] and longer and other[0] < one[1] and one[0] < other[1]


def _resolve(hits: list[tuple[int, int, str]], folded: str) -> SectionKind:
    kinds = {kind for _, _, kind in hits}
    if {"nice", "must_strong"} <= kinds:
        return "mixed"
    if "benefit" in kinds and not kinds & {"must_strong", "must", "responsibility"}:
        return "benefit"
    if "nice" in kinds:
        goal = "responsibility" in kinds and re.search(r"outcome|deliverable|objective|goal|result", folded)
        return "responsibility" if goal else "nice"
    if "must_strong" in kinds:
        return (
            "responsibility"
            if kinds == {"must_strong", "responsibility"} and re.search(r"dut|responsib|function|task", folded)
            else "must_strong"
        )
    for first, second in (("process", "must"), ("must", "role"), ("responsibility", "role"), ("responsibility", "must")):
        if kinds == {first, second}:
            return first  # type: ignore[return-value]
    if len(kinds) > 1:
        kinds -= {"role", "smallprint"} if kinds - {"role", "smallprint"} else set()
    return max(hits, key=lambda hit: (hit[2] in kinds, hit[1] - hit[0], -hit[0]))[2]  # type: ignore[return-value]


def find_headings(lines: Sequence[LogicalLine]) -> list[Heading]:
    """The headings of a posting, in order. A line counts by what it says and by how it looks beside its neighbours."""
    said = [wording(line.text) if 0 < line.words <= LONGEST_LEAD else None for line in lines]
    habits = _habits(lines, said)
    out = []
    for index, line in enumerate(lines):
        shape = _shape(lines, index, habits=habits)
        words = said[index]
        if shape is None or _merely_asks(line, words) or _one_of_several(lines, index, words):
            continue
        lead = _is_lead(line.text)
        share = words.share if words is not None else 0.0
        score = shape + 3.0 * share
        least = (
            1.5
            if lead and words is not None and words.kind != "must"
            else 2.3
            if share >= (0.75 if words is not None and words.kind == "must" else 0.6)
            else 3.0
        )
        if words is not None and (share >= 0.5 or lead) and score >= least:
            inside = lead and not line.blank_before and line.words > 3
            kind = None if _OPEN.fullmatch(fold(line.text)) else words.kind
            out.append(Heading(line=index, kind=kind, rank=_rank(line) + inside, inside=inside))
        elif index and (
            shape >= 2.5 or score >= 3.5 or (_opens_block(lines, index, habits=habits) and (not out or out[-1].line != index - 1))
        ):
            out.append(
                Heading(
                    line=index,
                    kind=words.kind if words is not None and share >= 0.3 and (line.marked or score >= 4.0) else None,
                    rank=_rank(line),
                )
            )
    carrying = [one for one in out if _carries(lines, one, said[one.line])]
    bare = all(_bare(lines, one.line) for one in carrying) and len({one.kind for one in carrying}) < _BARE_KINDS
    return out if (carrying and not bare) or _in_blocks(lines, out) else []


def _bare(lines: Sequence[LogicalLine], index: int) -> bool:
    """Whether nothing but its words shows that a line is a heading. One alone is as likely a short line ("Cloud certification")."""
    line, following = lines[index], lines[index + 1 : index + 2]
    return not (_set_apart(line) or line.blank_before or (following and following[0].bullet))


def _in_blocks(lines: Sequence[LogicalLine], found: Sequence[Heading]) -> bool:
    """Whether short lines open every block of a posting that parts its blocks by blank lines, and the lines below are longer."""
    heads = {heading.line for heading in found}
    opening = {index for index, line in enumerate(lines) if index and line.blank_before}
    if len(heads - {0}) < _BLOCKS or not opening or len(opening - heads) > 1:
        return False
    mine = [lines[index].words for index in heads - {0}]
    rest = [line.words for index, line in enumerate(lines) if index and index not in heads]
    return max(mine) <= _LONGEST_PART and len(rest) >= 2 * len(heads) and median(rest) > median(mine)


def _carries(lines: Sequence[LogicalLine], heading: Heading, words: Wording | None) -> bool:
    """Whether a heading is plain enough to show that the posting has headings at all.

    Why: in a posting of bare lines the first of each block looks like a heading.
    """
    line, following = lines[heading.line], lines[heading.line + 1 : heading.line + 2]
    if _set_apart(line) or (following and following[0].bullet):
        return True
    return words is not None and words.share >= _SAYS_ALL and (words.kind != "nice" or line.words <= _LONGEST_PART)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this posting sets its headings: with blank lines before them, in capitals."""

    spaced: bool
    blank_counts: bool
    caps_rare: bool


def _habits(lines: Sequence[LogicalLine], said: Sequence[Wording | None]) -> _Habits:
    likely = []
    for line, words in zip(lines, said, strict=True):
        if words is not None and words.share >= 0.7 and line.words <= 7 and not line.bullet:
            likely.append(line)
    blanks = sum(line.blank_before for line in likely)
    return _Habits(
        spaced=sum(line.blank_before for line in lines) < len(lines) * 0.6,
        blank_counts=not likely or blanks >= 0.5 * len(likely),
        caps_rare=sum(_caps(line.text) for line in lines) < 0.4 * len(lines),
    )


def _opens_block(lines: Sequence[LogicalLine], index: int, *, habits: _Habits) -> bool:
    """Whether a short line stands alone over lines that follow it closely, in a posting that parts its sections by blank lines."""
    line, after = lines[index], lines[index + 1 : index + 3]
    short = line.words <= 8 and line.blank_before and not line.bullet and line.text[0].isupper() and not _FINAL_STOP.search(line.text)
    return (
        short and habits.spaced and habits.blank_counts and len(after) > 0 and not any(one.blank_before and not one.bullet for one in after)
    )


def _one_of_several(lines: Sequence[LogicalLine], index: int, words: Wording | None) -> bool:
    """Whether a line that nothing sets apart is the first of several alike: "Reconcile accounts" over "Prepare reports"."""
    line, following = lines[index], lines[index + 1 : index + 2]
    if not following or following[0].bullet or following[0].blank_before or _set_apart(line):
        return False
    if words is not None and words.share >= _SAYS_ALL:
        return False
    here, after = evidence(line.text), evidence(following[0].text)
    return here.work_verb and after.work_verb and here.gerund == after.gerund


def _set_apart(line: LogicalLine) -> bool:
    return bool(line.marked or line.underlined or line.bold or _is_lead(line.text) or _caps(line.text))


def _merely_asks(line: LogicalLine, words: Wording | None) -> bool:
    """Whether a line that nothing sets apart as a heading reads as something asked: "Knowledge of data protection law"."""
    if _set_apart(line) or line.words > LONGEST_HEADING:
        return False
    if _GRADED.search(fold(line.text)) and (words is None or words.kind != "mixed"):
        return True
    told = evidence(line.text)
    if told["nice_whole"] and told["asked"] and _STATES.search(fold(line.text)) and (words is None or words.share < _SAYS_ALL):
        return True
    if line.words >= _STATES_A_BAR and (degree_asked(line.text) is not None or years_asked(line.text) is not None):
        return True
    if not line.blank_before and words is not None and words.kind == "must" and _names_a_thing(line):
        return True
    if line.blank_before or (words is not None and words.kind not in _NOT_ASKING):
        return False
    if told.second_person:
        return False
    shares = kind_shares(line.text)
    return shares["must"] + shares["nice"] >= _ASKS


def _names_a_thing(line: LogicalLine) -> bool:
    """Whether a short line says experience of, or a paper in, one named thing: "AWS certification", "BIM experience"."""
    if line.words > _LONGEST_NAMED or not re.search(r"\b(?:experience|certifications?|certificates?|skills|qualification)$", line.text):
        return False
    return any(is_product(name) for _, _, name in topics_in(line.text)) or re.search(r"\b[A-Z]{3,}\b", line.text) is not None


def _is_lead(text: str) -> bool:
    return text.rstrip(" *_").endswith((":", "\u2026", "..."))


def _rank(line: LogicalLine) -> int:
    """The lower, the higher in the outline."""
    if line.marked:
        return line.marked
    if line.underlined:
        return 2
    return 3 if _caps(line.text) else 4 if line.bold else 5


def _says_which(text: str) -> bool:
    """Whether what follows a heading's colon only says which part it is: "Person specification: essential"."""
    label, _, value = text.partition(":")
    first, second = wording(label), wording(value)
    asks = second is not None and second.share >= _SAYS_ALL and second.kind in ("must_strong", "nice", "mixed")
    return asks and first is not None and len(value.split()) <= _LONGEST_PART and not _FINAL_STOP.search(text)


def _caps(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.85 * len(letters)


def _shape(lines: Sequence[LogicalLine], index: int, *, habits: _Habits) -> float | None:
    """How much a line looks like a heading whatever it says; None where it can not be one."""
    line = lines[index]
    text = line.text.rstrip()
    following = lines[index + 1] if index + 1 < len(lines) else None
    lead = _is_lead(text)
    if line.words > (LONGEST_LEAD if lead else LONGEST_HEADING) or line.words == 0:
        return None
    if (following is None or (_VALUE.search(text) and not _says_which(text))) and not line.marked:
        return None
    nested = lead and following is not None and following.bullet and following.indent > line.indent
    if line.bullet and not nested and not line.bold:
        return None
    score = 3.0 * bool(line.marked) + 2.0 * line.underlined + 2.0 * line.bold + 1.5 * lead
    score += 2.0 * (_caps(text) and habits.caps_rare and (line.words > 1 or len(text) > 6))
    score -= 3.0 if _FINAL_STOP.search(text) and not lead else 0.0
    score += (1.0 if habits.spaced else 0.5) if line.blank_before else -0.5 if habits.blank_counts else 0.0
    score += 0.5 if line.words <= 5 else -0.5 if line.words > 8 and not lead else 0.0
    score -= 1.0 if text[0].islower() else 0.0
    if following is not None:
        score += 1.5 if following.bullet and not line.bullet else 0.0
        score += 0.5 if following.words > line.words + 3 else 0.0
        score += 0.5 if line.blank_before and not following.blank_before and habits.spaced else 0.0
        score += (
            0.5 if following.text[:1].islower() and not following.bullet and text[0].isupper() and not _FINAL_STOP.search(text) else 0.0
        )
    return score
