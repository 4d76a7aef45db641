"""The kind of each line: by its section's heading first, by its own cues where the heading leaves it open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loopready.engines.text import sentences
from loopready.model import LineKind
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.bars import must_or_nice
from loopready.reading.job.cues import Evidence, evidence
from loopready.reading.job.headings import Heading, SectionKind, find_headings, wording
from loopready.reading.job.layout import LogicalLine
from loopready.reading.job.lexicon import fold, patterns
from loopready.reading.job.skills import skill_spans

_LABEL = re.compile(r"\**([A-Z][\w'’/&\- ]{2,40}?)\**\s*:\**\s+(?=\S)")
_MODAL = re.compile(r"\b(?:would|could|might|may|also|even|extra|further|but|though|i'd|we'd|you'd)\b")
_REQUIREMENT_SECTIONS = ("must_strong", "must", "nice", "mixed")
_OF_SECTION: Mapping[SectionKind, LineKind] = {
    "must_strong": "must", "must": "must", "mixed": "must", "nice": "nice", "responsibility": "responsibility",
}  # fmt: skip
ASKING: tuple[LineKind, ...] = ("must", "nice", "responsibility")


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A piece of a line with its kind; ``sure`` where a heading or an explicit cue told it."""

    start: int
    end: int
    kind: LineKind
    sure: bool
    heading: bool = False
    section: SectionKind | None = None
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    kind: SectionKind | None
    heading: int | None
    first: int
    last: int
    inside: bool = False


def judge_lines(lines: Sequence[LogicalLine]) -> list[JudgedLine]:
    """Every line of a posting with its kind, in order; a line of several sentences of different kinds comes as several."""
    headings = find_headings(lines)
    sections = _sections(lines, headings)
    spoken = [section for section in sections if section.kind in (*_REQUIREMENT_SECTIONS, "responsibility")]
    out: list[JudgedLine] = []
    for section in sections:
        if section.heading is not None:
            out.append(_heading_line(lines[section.heading], section))
        body = lines[section.first : section.last]
        if section.heading is None:
            head = _head_lines(body)
            out += [JudgedLine(start=line.start, end=line.end, kind=_head_kind(line), sure=True) for line in body[:head]]
            body = body[head:]
        if section.kind is None and not spoken:
            out += _flat(body)
        else:
            out += _in_section(body, section.kind)
    return out


def _sections(lines: Sequence[LogicalLine], headings: Sequence[Heading]) -> list[_Section]:
    out: list[_Section] = []
    starts = [heading.line for heading in headings]
    first = starts[0] if starts else len(lines)
    if first > 0:
        out.append(_Section(kind=None, heading=None, first=0, last=first))
    current: SectionKind | None = None
    rank = 9
    for place, heading in enumerate(headings):
        last = starts[place + 1] if place + 1 < len(starts) else len(lines)
        body = lines[heading.line + 1 : last]
        kind = heading.kind
        if kind is None:
            above = current if heading.rank > rank or _alike(body) else None
            kind = _guess(body, above=above, current=current, title=heading.line == 0)
            if kind == "must" and current in ("must", "must_strong") and _MODAL.search(fold(lines[heading.line].text)):
                kind = "nice"
        elif kind == "smallprint" and heading.rank > rank and current is not None:
            kind = current
        else:
            kind = _refined(kind, current=current, lower=heading.rank > rank, lead=heading.inside)
        if heading.kind is not None and not (heading.rank > rank and current is not None and kind == current):
            current, rank = kind, heading.rank
        out.append(_Section(kind=kind, heading=heading.line, first=heading.line + 1, last=last, inside=heading.inside))
    return out


def _heading_line(line: LogicalLine, section: _Section) -> JudgedLine:
    """A heading is of no kind; a sentence inside a section that leads to its list ("You can show that you:") is of the list's kind."""
    kind = _OF_SECTION.get(section.kind, "other") if section.inside and section.kind is not None else "other"
    return JudgedLine(start=line.start, end=line.end, kind=kind, sure=True, heading=True, section=section.kind)


def _refined(kind: SectionKind, *, current: SectionKind | None, lower: bool, lead: bool) -> SectionKind:
    """A subheading as "Technical skills" under "Essential", or "You'll be able to show that you can:", keeps what stands above it."""
    if lead and kind == "responsibility" and current is not None and current in _REQUIREMENT_SECTIONS:
        return current
    return current if lower and kind == "must" and current in ("must_strong", "nice", "mixed") else kind


def _alike(body: Sequence[LogicalLine]) -> bool:
    return len(body) > 0 and all(line.bullet for line in body)


def _guess(body: Sequence[LogicalLine], *, above: SectionKind | None, current: SectionKind | None, title: bool) -> SectionKind | None:
    """The kind of a section whose heading says nothing, from what its lines say."""
    if title or not body:
        return None
    votes = {"must": 0.0, "responsibility": 0.0, "about": 0.0, "benefit": 0.0, "process": 0.0}
    for line in body:
        told = evidence(line.text)
        votes["benefit"] += 1.0 * (told["benefit"] > 0) + 1.0 * told.pay
        votes["process"] += 1.0 * (told["process"] > 0)
        votes["about"] += 1.0 * (told["about"] > 0) + (0.3 if not line.bullet else 0.0)
        votes["responsibility"] += 1.0 * told.work_verb + 0.7 * (told["responsibility"] > 0)
        bar = years_asked(line.text) is not None or degree_asked(line.text) is not None or bool(skill_spans(line.text) and line.words <= 6)
        votes["must"] += 0.8 * (told["asked"] > 0) + 0.5 * (told["must_whole"] > 0) + 1.0 * bar - 0.4 * told.work_verb
    best = max(votes, key=lambda name: votes[name])
    share = votes[best] / len(body)
    if above in _REQUIREMENT_SECTIONS and (best in ("must", "responsibility") or share < 0.5):
        return above
    if above == "responsibility" and (best == "responsibility" or share < 0.5):
        return above
    if share < 0.5 and current == "nice":
        return "benefit"
    return best if share >= 0.5 else "about"  # type: ignore[return-value]


def _head_lines(body: Sequence[LogicalLine]) -> int:
    """How many of the first lines only name the job, the firm, the place."""
    count = 0
    for line in body[:8]:
        told = evidence(line.text)
        meta = patterns("job_cues")["meta"].match(fold(line.text)) and ":" in line.text
        brief = (
            count > 0
            and line.words <= 14
            and told["process"]
            and not told["asked"]
            and re.search(r"\breport(?:s|ing) to\b", fold(line.text))
        )
        short = line.words <= 9 and not line.text.rstrip().endswith((".", "!", "?")) and not line.bullet
        if (
            (count == 0 and line.words <= 14 and not line.text.rstrip().endswith("."))
            or meta
            or brief
            or (short and not told["asked"] and not told.work_verb and not told.second_person)
        ):
            count += 1
        else:
            break
    return count


def _head_kind(line: LogicalLine) -> LineKind:
    """A line under the title names firm, place or terms; one that states pay is a benefit."""
    return "benefit" if evidence(line.text).pay or _labelled(line) == "benefit" else "other"


def _in_section(body: Sequence[LogicalLine], kind: SectionKind | None) -> list[JudgedLine]:
    out: list[JudgedLine] = []
    bulleted = sum(line.bullet for line in body) >= 2
    for line in body:
        trailing = bulleted and not line.bullet and line.blank_before and kind in (*_REQUIREMENT_SECTIONS, "responsibility")
        labelled = _labelled(line)
        if labelled is not None and labelled != kind:
            out.append(_judged(line.start, line.end, _by_section(evidence(line.text), labelled), labelled, line))
        elif kind in (*_REQUIREMENT_SECTIONS, "responsibility") and not trailing:
            out += _pieces(line, kind)
        else:
            out += _sentences(line, "smallprint" if trailing and _states_condition(line) else "role" if trailing else kind)
    return out


def _states_condition(line: LogicalLine) -> bool:
    """Whether the one sentence after a list states a condition of employment, and no work."""
    told = evidence(line.text)
    return told.condition and not told.work_verb and not told.pay and len(sentences(line.text)) <= 1


def _labelled(line: LogicalLine) -> SectionKind | None:
    """The section kind of a label that opens the line, as in "Salary: ..." or "Essential: ..."."""
    found = _LABEL.match(line.text)
    if found is None or len(found[1].split()) > 4:
        return None
    said = wording(found[1])
    return said.kind if said is not None and said.share > 0.75 and said.kind not in ("role", "about") else None


def _pieces(line: LogicalLine, kind: SectionKind) -> list[JudgedLine]:
    """A line of a section that asks: whole, unless one of its sentences is plainly of another kind."""
    spans = sentences(line.text)
    if len(spans) > 1:
        judged = [_by_section(evidence(line.text[start:end]), kind) for start, end in spans]
        own = "responsibility" if kind == "responsibility" else "nice" if kind == "nice" else "must"
        if any(one[0] != own and one[0] in (*ASKING, "benefit") for one in judged) and len({one[0] for one in judged}) > 1:
            return _merged(line, spans, judged, kind)
    return [_judged(line.start, line.end, _by_section(evidence(line.text), kind), kind, line)]


def _sentences(line: LogicalLine, kind: SectionKind | None) -> list[JudgedLine]:
    spans = sentences(line.text) or [(0, len(line.text))]
    judged = [_by_section(evidence(line.text[start:end]), kind) for start, end in spans]
    return _merged(line, spans, judged, kind)


def _merged(
    line: LogicalLine, spans: Sequence[tuple[int, int]], judged: Sequence[tuple[LineKind, bool]], kind: SectionKind | None
) -> list[JudgedLine]:
    """Neighbouring sentences of one kind as one piece. A sentence that only goes on about the one before stays with it."""
    out: list[JudgedLine] = []
    for (start, end), (said, sure) in zip(spans, judged, strict=True):
        follows = bool(out) and (
            out[-1].kind == said or (not sure and said in ("other", "about", "benefit") and out[-1].sure and len(spans) <= 2)
        )
        if follows:
            last = out[-1]
            out[-1] = JudgedLine(
                start=last.start, end=line.start + end, kind=last.kind, sure=last.sure or sure, section=kind, bullet=line.bullet
            )  # fmt: skip
        else:
            out.append(JudgedLine(start=line.start + start, end=line.start + end, kind=said, sure=sure, section=kind, bullet=line.bullet))
    return out


def _judged(start: int, end: int, told: tuple[LineKind, bool], kind: SectionKind | None, line: LogicalLine) -> JudgedLine:
    return JudgedLine(start=start, end=end, kind=told[0], sure=told[1], section=kind, bullet=line.bullet)


def _by_section(told: Evidence, kind: SectionKind | None) -> tuple[LineKind, bool]:
    """The kind of a line or sentence in a section, and whether that is sure."""
    if told["notice"] and not told.condition:
        return "other", True
    if kind in (*_REQUIREMENT_SECTIONS, "responsibility") and not told["asked"] and (told.leads_with_pay or told["offers"]):
        return "benefit", True
    if kind in ("must_strong", "nice"):
        return ("must" if kind == "must_strong" else "nice"), True
    if kind in ("must", "mixed"):
        if told["nice_whole"]:
            return "nice", True
        return "must", True
    if kind == "responsibility":
        return _under_duties(told)
    if kind == "benefit":
        stated = told.condition and (told["hard"] > 0 or told["benefit"] == 0) and not told.pay
        needed = told["hard"] > 0 and (told["asked"] > 0 or (told.second_person and told["benefit"] == 0))
        return ("must", True) if stated or needed else ("benefit", True)
    if kind == "process":
        return ("must", True) if told.condition and (told["hard"] or told["process"] == 0) else ("other", True)
    if kind == "smallprint":
        return _small_print(told)
    return _in_prose(told, kind)


def _under_duties(told: Evidence) -> tuple[LineKind, bool]:
    if told.work_verb:
        return "responsibility", True
    if told["nice_whole"] and told["asked"]:
        return "nice", True
    if told["hard"] and (told["asked"] or told.condition):
        return "must", True
    return "responsibility", True


def _small_print(told: Evidence) -> tuple[LineKind, bool]:
    if told.pay:
        return "benefit", True
    if told["nice_whole"] and (told["asked"] or told.condition):
        return "nice", True
    if (
        told.condition
        or (told["hard"] and not told["process"])
        or told["hard"] > 1
        or (told["must_whole"] and told.second_person and not told["notice"])
    ):
        return "must", True
    if told["benefit"]:
        return "benefit", told["benefit"] > 1
    if told["condition"] and not told["process"]:
        return "must", True
    return "other", bool(told["process"])


def _in_prose(told: Evidence, kind: SectionKind | None) -> tuple[LineKind, bool]:
    """A sentence about the firm or the role, or before the first heading."""
    if told.pay or (told["benefit"] > 1 and not told["asked"]):
        return "benefit", True
    if told["nice_whole"] and (told["asked"] or told.condition or kind == "role"):
        return "nice", True
    if told["hard"] and (told["asked"] or told.condition or told.second_person):
        return "must", True
    if told.condition and (told["must_whole"] or told.second_person or told.of_the_role) and not told["about"]:
        return "must", True
    if told["process"] > 1 or (told["process"] and not told["about"] and kind is None):
        return "other", True
    if told["responsibility"] and not told["about"]:
        return "responsibility", True
    if kind in ("role", None) and told.work_verb and not told["about"]:
        return "responsibility", True
    if told["benefit"] and not told["about"] and kind != "role":
        return "benefit", False
    if kind == "role" and not told.of_the_firm:
        return "responsibility", False
    return "about", bool(told["about"]) or kind == "about"


def _flat(body: Sequence[LogicalLine]) -> list[JudgedLine]:
    """Lines of a posting without headings, each by its own words; asked lines are then weighed against each other."""
    out: list[JudgedLine] = []
    for line in body:
        spans = sentences(line.text) or [(0, len(line.text))]
        told = [_flat_kind(evidence(line.text[start:end])) for start, end in spans]
        if line.bullet or len({kind for kind, _ in told}) == 1 or told[0][0] == "must":
            whole = _flat_kind(evidence(line.text))
            out.append(_judged(line.start, line.end, whole if line.bullet or len(spans) == 1 else told[0], None, line))
        else:
            out += _merged(line, spans, told, None)
    return _weighed(_mostly_asked(out), {line.start: line for line in body})


def _mostly_asked(judged: list[JudgedLine]) -> list[JudgedLine]:
    """Where nearly every line asks something, a line that says nothing of its kind asks too."""
    asked = sum(one.kind in ("must", "nice") for one in judged)
    if len(judged) < 4 or asked < 0.6 * len(judged):
        return judged
    return [
        replace(one, kind="must", sure=False) if one.kind in ("about", "responsibility", "other") and not one.sure else one
        for one in judged
    ]


def _flat_kind(told: Evidence) -> tuple[LineKind, bool]:
    if told.pay or (told["benefit"] > 1 and told["asked"] < 2 and not told["hard"]):
        return "benefit", True
    if told["process"] > 1 and not told["asked"]:
        return "other", told["notice"] > 0
    if told["nice_whole"]:
        return "nice", True
    if told.condition and (told["must_whole"] or told["hard"]):
        return "must", True
    if told.work_verb and not told["must_whole"] and told["asked"] < 2 and not (told.gerund and told["asked"]):
        return "responsibility", False
    if told["asked"] or told["hard"] or told["must_whole"]:
        if told["about"] and not told["must_whole"] and not told.second_person:
            return "about", True
        return ("responsibility", True) if told["responsibility"] and told["asked"] < 2 and not told["must_whole"] else ("must", True)
    if told["responsibility"]:
        return "responsibility", True
    if told.condition:
        return "must", True
    if told["process"]:
        return "other", False
    return ("benefit", False) if told["benefit"] else ("about", told["about"] > 0)


def _weighed(judged: list[JudgedLine], lines: dict[int, LogicalLine]) -> list[JudgedLine]:
    asked = [place for place, one in enumerate(judged) if one.kind in ("must", "nice")]
    texts = []
    for place in asked:
        one = judged[place]
        line = next(line for line in lines.values() if line.start <= one.start < line.end)
        texts.append(line.text[one.start - line.start : one.end - line.start])
    for place, kind in zip(asked, must_or_nice(texts), strict=True):
        one = judged[place]
        judged[place] = JudgedLine(start=one.start, end=one.end, kind=kind, sure=one.sure, section=one.section, bullet=one.bullet)
    return judged
