"""The kind of each line: by its section's heading first, by its own cues where the heading leaves it open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loopready.engines.text import sentences
from loopready.model import LineKind
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.cues import Evidence, evidence
from loopready.reading.job.flat import flat_lines
from loopready.reading.job.guess import kind_shares
from loopready.reading.job.headings import Heading, SectionKind, find_headings, wording
from loopready.reading.job.judged import JudgedLine, merged
from loopready.reading.job.layout import LogicalLine
from loopready.reading.job.lexicon import fold, patterns
from loopready.reading.job.skills import skill_spans
from loopready.reading.job.tables import column_kinds, judged_cells, rows_of

_LABEL = re.compile(r"\**([A-Z][\w'’/&\- ]{2,40}?)\**\s*:\**\s+(?=\S)")
_ASKS = 0.8
_MOSTLY = 0.6
_MOST = 0.75
"""Votes a line from which on a section is of a kind."""
_BARE = 6
_LABELS = 2
"""Lines that say themselves under which heading they fall ("Essential: ...") from which on a posting is read by such labels."""
_MODAL = re.compile(r"\b(?:would|could|might|may|also|even|extra|further|but|though|i'd|we'd|you'd)\b")
_REQUIREMENT_SECTIONS = ("must_strong", "must", "nice", "mixed")
_OF_SECTION: Mapping[SectionKind, LineKind] = {
    "must_strong": "must", "must": "must", "mixed": "must", "nice": "nice", "responsibility": "responsibility",
}  # fmt: skip
ASKING: tuple[LineKind, ...] = ("must", "nice", "responsibility")


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
            head = _head_lines(body, headings=bool(spoken))
            out += [JudgedLine(start=line.start, end=line.end, kind=_head_kind(line), sure=True) for line in body[:head]]
            body = body[head:]
        columns = column_kinds(lines[section.heading]) if section.heading is not None else ()
        rows = rows_of(body, columns)
        out += [cell for line in body[:rows] for cell in judged_cells(line, columns)]
        body = body[rows:]
        labels = sum(_labelled(line) in _REQUIREMENT_SECTIONS for line in body)
        if section.kind is None and not spoken and labels < _LABELS:
            out += flat_lines(body)
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
    asked = False
    rank = 9
    for place, heading in enumerate(headings):
        last = starts[place + 1] if place + 1 < len(starts) else len(lines)
        body = lines[heading.line + 1 : last]
        follows = place > 0 and starts[place - 1] == heading.line - 1
        kind = heading.kind
        if kind is None:
            above = current if heading.rank > rank or _alike(body) else None
            if heading.rank <= rank and _all_work(body):
                above = None
            kind = _guess(body, above=above, current=current, title=heading.line == 0, late=asked)
            again = kind == "must" and (asked or current in ("must", "must_strong")) and heading.rank <= rank
            if again and (_MODAL.search(fold(lines[heading.line].text)) or not _needed(body)):
                kind = "nice"
            asked = asked or kind == "must"
        elif kind == "process" and _asks_instead(body):
            kind = "must"
        elif kind == "smallprint" and heading.rank > rank and current is not None:
            kind = current
        else:
            kind = _refined(kind, current=current, lower=heading.rank > rank, lead=heading.inside)
        if heading.kind is not None and not (heading.rank > rank and current is not None and kind == current):
            current, rank = kind, heading.rank
        out.append(_Section(kind=kind, heading=heading.line, first=heading.line + 1, last=last, inside=heading.inside and follows))
    return out


def _heading_line(line: LogicalLine, section: _Section) -> JudgedLine:
    """A heading is of no kind; a sentence under it that leads to its list ("You can show that you:") is of the list's kind."""
    kind = _OF_SECTION.get(section.kind, "other") if section.inside and section.kind is not None else "other"
    return JudgedLine(start=line.start, end=line.end, kind=kind, sure=True, heading=True, section=section.kind)


def _refined(kind: SectionKind, *, current: SectionKind | None, lower: bool, lead: bool) -> SectionKind:
    """A subheading as "Technical skills" under "Essential", or "You'll be able to show that you can:", keeps what stands above it."""
    if lead and kind == "responsibility" and current is not None and current in _REQUIREMENT_SECTIONS:
        return current
    return current if lower and kind == "must" and current in ("must_strong", "nice", "mixed") else kind


def _alike(body: Sequence[LogicalLine]) -> bool:
    return len(body) > 0 and all(line.bullet for line in body)


def _all_work(body: Sequence[LogicalLine]) -> bool:
    """Whether most lines open with a verb of work in the imperative or third person; its -ing form may as well be what was done."""
    told = [evidence(line.text) for line in body]
    return sum(one.work_verb and not one.gerund and not one["asked"] for one in told) >= _MOSTLY * len(told) > 0


def _guess(
    body: Sequence[LogicalLine], *, above: SectionKind | None, current: SectionKind | None, title: bool, late: bool
) -> SectionKind | None:
    """The kind of a section whose heading says nothing: what most of its lines are by their own words and by the trained guess.

    ``late``: what is asked was already said, so that what little speaks for the firm's offer decides.
    """
    if title or not body:
        return None
    votes = {"must": 0.0, "responsibility": 0.0, "about": 0.0, "benefit": 0.0, "process": 0.0}
    for line in body:
        told, shares = evidence(line.text), kind_shares(line.text)
        votes["benefit"] += 1.0 * (told["benefit"] > 0) + 1.0 * told.pay + shares["benefit"]
        votes["process"] += 1.0 * (told["process"] > 0) + 0.5 * shares["other"]
        votes["about"] += 1.0 * (told["about"] > 0) + (0.3 if not line.bullet else 0.0) + shares["about"]
        votes["responsibility"] += 1.0 * told.work_verb + 0.7 * (told["responsibility"] > 0) + shares["responsibility"]
        bar = _bar(line.text) or bool(skill_spans(line.text) and line.words <= _BARE)
        votes["must"] += 0.8 * (told["asked"] > 0) + 0.5 * (told["must_whole"] > 0) + 1.0 * bar - 0.4 * told.work_verb
        votes["must"] += shares["must"] + shares["nice"]
    best = max(votes, key=lambda name: votes[name])
    share = votes[best] / len(body)
    if above in _REQUIREMENT_SECTIONS and (best in ("must", "responsibility") or share < _MOST):
        return above
    if above == "responsibility" and (best == "responsibility" or share < _MOST):
        return above
    if share < _MOST and current == "nice":
        return "benefit"
    return best if share >= _MOST or (late and best == "benefit") else "about"  # type: ignore[return-value]


def _needed(body: Sequence[LogicalLine]) -> bool:
    """Whether a further list of asked things holds a bar or a word for what is needed; without either it is most often the wishes."""
    return any(_bar(line.text) or evidence(line.text)["hard"] or evidence(line.text)["must_whole"] for line in body)


def _asks_instead(body: Sequence[LogicalLine]) -> bool:
    """Whether a section headed as the steps of hiring ("Assessed at application") says nothing of them and lists what is asked."""
    steps = any(evidence(line.text)["process"] for line in body)
    return not steps and _guess(body, above=None, current=None, title=False, late=False) == "must"


def _bar(text: str) -> bool:
    """Whether a line asks for years or a degree."""
    return years_asked(text) is not None or degree_asked(text) is not None


def _head_lines(body: Sequence[LogicalLine], *, headings: bool) -> int:
    """How many of the first lines only name the job, the firm, the place."""
    count = 0
    for line in body[:8]:
        if _labelled(line) in (*_REQUIREMENT_SECTIONS, "responsibility"):
            break
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
            or (short and not told["asked"] and not told.work_verb and not told.second_person and (headings or _names(line)))
        ):
            count += 1
        else:
            break
    return count


def _names(line: LogicalLine) -> bool:
    """Whether a short line names something rather than asks for it."""
    shares = kind_shares(line.text)
    return shares["must"] + shares["nice"] < _ASKS


def _head_kind(line: LogicalLine) -> LineKind:
    """A line under the title names firm, place or terms; one that states pay is a benefit."""
    return "benefit" if evidence(line.text).pay or _labelled(line) == "benefit" else "other"


def _in_section(body: Sequence[LogicalLine], kind: SectionKind | None) -> list[JudgedLine]:
    out: list[JudgedLine] = []
    bulleted = sum(line.bullet for line in body) >= 2
    if kind == "smallprint" and _gives(body):
        kind = "benefit"
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


def _gives(body: Sequence[LogicalLine]) -> bool:
    """Whether a list under "Additional information" and the like holds what the firm gives, and nothing of another kind."""
    kinds = [_small_print(evidence(line.text))[0] for line in body]
    return (
        len(body) > 1
        and all(line.bullet for line in body)
        and "benefit" in kinds
        and set(kinds) <= {"benefit", "other"}
        and not any(evidence(line.text)["process"] for line in body)
    )


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
            return merged(line, spans, judged, kind)
    return [_judged(line.start, line.end, _by_section(evidence(line.text), kind), kind, line)]


def _sentences(line: LogicalLine, kind: SectionKind | None) -> list[JudgedLine]:
    spans = sentences(line.text) or [(0, len(line.text))]
    judged = [_by_section(evidence(line.text[start:end]), kind) for start, end in spans]
    return merged(line, spans, judged, kind)


def _judged(start: int, end: int, told: tuple[LineKind, bool], kind: SectionKind | None, line: LogicalLine) -> JudgedLine:
    return JudgedLine(start=start, end=end, kind=told[0], sure=told[1], section=kind, bullet=line.bullet)


def _by_section(told: Evidence, kind: SectionKind | None) -> tuple[LineKind, bool]:
    """The kind of a line or sentence in a section, and whether that is sure."""
    if (told["notice"] and not told.condition) or told.unasked:
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
    if told.pay or (told.leads_with_pay and not told["hard"]):
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
    if told.musing and not told["asked"]:
        return "about", True
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
