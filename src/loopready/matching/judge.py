"""A requirement judged: which tests it asks for, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loopready.engines.degrees import level_in
from loopready.matching import amounts, asking, deeds, degrees, papers, people, skills
from loopready.matching.activity import answers, judge_activity
from loopready.matching.bars import held_to_size, judge_bars
from loopready.matching.branches import judge_branch
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, best, merged, reasons_of, together
from loopready.matching.lexicon import cues, word_set
from loopready.matching.names import capitals, short_forms, spelt_out, stems_of
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, Concept, bare, concepts, overlap
from loopready.matching.years import judge_years
from loopready.model import PartResult, Requirement, Row, Span


def judge(requirement: Requirement, cv: Cv, *, ignore: frozenset[str] = frozenset()) -> Row:
    """The row of a requirement. ``ignore`` holds the folded names of the hiring firm, which a CV need not say."""
    if not asking.is_readable(requirement.text):
        return Row(requirement=requirement, coverage="unreadable", strength=0.0)
    finding, shown = _judge(requirement, cv, ignore)
    strength, reasons = reasons_of(finding)
    evidence = tuple(statement.evidence(cv.document) for statement in finding.evidence[:3])
    return Row(requirement=requirement, coverage=finding.coverage, strength=strength, reasons=reasons, evidence=evidence, parts=shown)


def texts_of(requirement: Requirement) -> list[str]:
    """The texts that judging a requirement compares by meaning, so that they can be embedded together."""
    if not asking.is_readable(requirement.text):
        return []
    text = _asked(requirement)
    out: dict[str, None] = {}
    for one in dict.fromkeys((text, *asking.askings(text))):
        stripped = asking.examples(one)[0]
        out |= dict.fromkeys(bare(each) for each in (one, stripped, *(part.text for part in asking.parts(stripped))))
    return list(out)


def _asked(requirement: Requirement) -> str:
    """The words of a requirement that ask for something."""
    return asking.without_initials(asking.without_mark(asking.without_unasked(asking.asking_sentences(requirement.text))))


_LISTED_FROM = 3
"""Things from which on a list says what it is about by itself."""
_PIECE_OF_STUDY = re.compile(
    r"\b(?:degree|bachelor|master|graduate)\W?s?[- ](?:level )?(?:modules?|units?|credits?|courses?)\b", re.IGNORECASE
)
_HIGHER_PREFERRED = re.compile(
    r"\b(?:degree|bachelor).*\b(?:master|ph\.?d|doctorate)\W?s?(?: degree)?(?: is| would be)? "
    r"(?:preferred|desirable|a plus|an advantage)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to and including (?P<end>[a-z][\w-]*)", re.IGNORECASE)
"""How far a thing asked must go: "hearings up to and including dismissal"."""
_NARROWER = re.compile(r"\b(?:that|which|whom|whose)\s+(?!you\b)(?P<what>[a-z].+)$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_HALVES = 2
_FEWEST_OF_A_HALF = 2
"""Words of weight from which a half of "A and B" is a thing asked by itself."""
_WILLING = re.compile(r",?\s+or (?:be )?(?:willing|willingness|prepared|ready|happy|open) to\b.*$", re.IGNORECASE)


def _judge(requirement: Requirement, cv: Cv, ignore: frozenset[str]) -> tuple[Finding, tuple[PartResult, ...]]:
    text = _asked(requirement)
    offered = _WILLING.sub("", text)
    if offered != text and asking.is_readable(offered):
        return _or_willing(offered, cv, ignore), ()
    text = _as_said(text, cv)
    whole = _by_rule(text, requirement, cv)
    if whole is not None:
        return whole, ()
    several = asking.askings(text)
    if len(several) > 1:
        return together([_judge_plain(one, requirement, cv, ignore)[0] for one in several]), ()
    if asking.asks_readiness(text):
        return _readiness(asking.without_readiness(text), cv), ()
    finding, shown = _judge_plain(text, requirement, cv, ignore)
    if finding.coverage == "missing" and not finding.evidence and asking.is_trait(text):
        return Finding("unjudgeable", note="a trait: a CV does not show it", text=text), shown
    return held_to_size(people.held(finding, text, cv), text), shown


def _as_said(text: str, cv: Cv) -> str:
    """A requirement with a body or title spelt out as the CV says it in short: "registered with the NMC" for the council's full name."""
    for start, end, initials in reversed(spelt_out(text)):
        if text[start:end] in cv.document.text:
            continue
        short = next((word for statement in cv.statements for word in short_forms(statement.text) if capitals(word) == initials), None)
        if short is not None:
            text = f"{text[:start]}{short}{text[end:]}"
    return text


def _judge_plain(text: str, requirement: Requirement, cv: Cv, ignore: frozenset[str]) -> tuple[Finding, tuple[PartResult, ...]]:
    """What is neither years nor a degree nor a condition: a name, a list of things, or one thing."""
    name = skills.whole_name(text, cv)
    if name is not None:
        return skills.judge_name(name, text, cv, keyword=True), ()
    found = asking.parts(asking.examples(text)[0])
    if not found:
        one = judge_one(text, cv, whole=text, ignore=ignore)
        half = _half_shown(text, cv, ignore) if one.coverage == "missing" and not one.evidence else None
        return _held_back(half or one, text, cv), ()
    results = [(part, judge_one(part.text, cv, whole=text, item=part.item, ignore=ignore)) for part in found]
    findings = [_named(result, part.item) for part, result in results]
    combined = best(findings) if found[0].alternative else together(findings)
    if found[0].start == 0 and found[0].text == found[0].item and findings[0].coverage in ("met", "partial"):
        combined = replace(combined, evidence=merged([findings[0], combined]))
    if combined.coverage == "partial" and _in_full(found, findings):
        combined = Finding("met", combined.evidence, combined.shares, text=text)
    if combined.coverage == "met" and _one_of_many(text, found, findings):
        combined = replace(combined, coverage="partial", note=f"{sum(one.coverage == 'met' for one in findings)} of {len(found)} shown")
    combined = _held_back(combined, text, cv)
    if not requirement.text.startswith(text):
        return combined, ()
    start = requirement.span.start
    shown = tuple(
        PartResult(
            text=part.item,
            span=Span(document=requirement.span.document, start=start + part.start, end=start + part.end),
            coverage=result.coverage,
            evidence=tuple(statement.evidence(cv.document) for statement in result.evidence[:1]),
        )
        for part, result in results
    )
    return combined, shown


def _half_shown(text: str, cv: Cv, ignore: frozenset[str]) -> Finding | None:
    """Two things asked at once of which no line says enough together: in part where one of them by itself is met."""
    halves = _AND.split(text)
    if len(halves) != _HALVES or any(sum(c.weight >= 1.0 for c in concepts(bare(half))) < _FEWEST_OF_A_HALF for half in halves):
        return None
    found = [judge_one(half, cv, whole=half, ignore=ignore) for half in halves]
    for this, other in zip(found, reversed(halves), strict=True):
        if this.coverage == "met":
            return Finding("partial", this.evidence, this.shares, note=f"not shown: {other.strip(' .')}", listed=this.listed, text=text)
    return None


def _held_back(finding: Finding, text: str, cv: Cv) -> Finding:
    """A verdict taken back to partial where the CV leaves one half of "A and B" to others, or where a paper asked to stand is long past."""
    if finding.coverage != "met":
        return finding
    note = ""
    if re.search(r"\band\b", text) and any(_left_to_others(half, cv) for half in re.split(r"\band\b", text)):
        note = "the CV denies a part, or leaves it to others"
    limit = _UP_TO.search(text)
    said = frozenset().union(*(cv.own_words[statement.number] for statement in finding.evidence))
    if limit is not None and overlap(concepts(limit["end"]), said, least=KIN) == 0:
        note = f"not shown up to {limit['end']}"
    if finding.evidence and finding.evidence[0].kind == "bullet" and _part_left(text, finding.evidence[0], cv):
        note = "the CV leaves a part to others"
    if cues("making_asked").hits(text) and finding.evidence and not any(cues("made").hits(one.text) for one in finding.evidence):
        note = "used or set, not made"
    if any(narrower and overlap(narrower, said) == 0 for narrower in [_narrower(text)]):
        note = "only in part the same"
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", finding.evidence[0].text)] if finding.evidence else []
    if cues("formal").hits(text) and cues("in_date").hits(text) and years and max(years) <= int(cv.today[:4]) - 10:
        note = "older than ten years"
    return Finding("partial", finding.evidence, finding.shares, note, finding.listed, text) if note else finding


def _narrower(text: str) -> tuple[Concept, ...]:
    """The words that narrow the thing asked: "incident reviews that customers could read"."""
    match = _NARROWER.search(text)
    return concepts(match["what"]) if match else ()


def _part_left(text: str, statement: Statement, cv: Cv) -> bool:
    """Whether a line leaves a thing that is asked to others: "Negotiated the rates. (My director signs the contracts.)"."""
    own, against = cv.own_words[statement.number], cv.contrary_words[statement.number]
    heavy = [concept for concept in concepts(bare(text)) if concept.weight >= 1.0]
    return any(overlap([one], against, least=KIN) > 0 and overlap([one], own, least=KIN) == 0 for one in heavy)


def _left_to_others(text: str, cv: Cv) -> bool:
    """Whether the words of a text stand in clauses that deny them or name somebody else, and nowhere as the person's own."""
    wanted = [concept for concept in concepts(bare(text)) if concept.weight >= 1.0]
    if not wanted or max((overlap(wanted, said, least=KIN) for said in cv.contrary_words), default=0.0) < 0.8:
        return False
    return max((overlap(wanted, said, least=KIN) for said in cv.own_words), default=0.0) < 0.5


def _or_willing(text: str, cv: Cv, ignore: frozenset[str]) -> Finding:
    """What is asked where being willing to come by it would do: shown, or for the person to say."""
    found = judge_one(text, cv, whole=text, ignore=ignore)
    return found if found.coverage != "missing" else Finding("unjudgeable", note="the person's readiness: a CV does not show it", text=text)


def _readiness(text: str, cv: Cv) -> Finding:
    """A deed that the person must be ready for: shown where they did it, else for them to say."""
    found = deeds.raised(judge_activity(text, cv), text, cv)
    shown = found.coverage != "missing" and not amounts.asked(text)
    return found if shown else Finding("unjudgeable", note="the person's readiness: a CV does not show it", text=text)


def _named(finding: Finding, item: str) -> Finding:
    return Finding(finding.coverage, finding.evidence, finding.shares, finding.note, finding.listed, item)


def _in_full(found: Sequence[asking.Part], findings: Sequence[Finding]) -> bool:
    """Whether the things asked one by one are shown although their heading is so in part: all of the list, or its first to its last."""
    if found[0].alternative:
        return False
    spelt_out = found[0].text == found[0].item and found[0].start == 0
    listed = findings[1:] if spelt_out else []
    if (
        len(listed) >= _LISTED_FROM
        and findings[0].coverage == "partial"
        and all(one.coverage == "met" and not one.listed for one in listed)
    ):
        return True
    return _from_first_to_last(found, findings)


def _one_of_many(text: str, found: Sequence[asking.Part], findings: Sequence[Finding]) -> bool:
    """Whether one of several things parted by slashes alone is shown, and the most of them are not.

    Why: "software/hardware/networks" joins what is asked; only "or" leaves the choice.
    """
    if not found[0].alternative or re.search(r"\bor\b", text[: found[-1].end], re.IGNORECASE):
        return False
    return len(found) >= _LISTED_FROM and sum(one.coverage == "met" for one in findings) * 2 < len(findings)


def _from_first_to_last(found: Sequence[asking.Part], findings: Sequence[Finding]) -> bool:
    """Whether a line says "from A to D" where A to D are asked one by one."""
    if findings[0].coverage == "missing" or findings[-1].coverage == "missing":
        return False
    first, last = (re.escape(part.item.split()[-1][:6].lower()) for part in (found[0], found[-1]))
    return any(re.search(rf"\bfrom\b.*{first}.*\bto\b.*{last}", s.text.lower()) for s in merged(findings))


def _by_rule(text: str, requirement: Requirement, cv: Cv) -> Finding | None:
    """Years, degrees, languages and conditions: judged by rule, not by likeness. None for all else."""
    years, degree = requirement.years, requirement.degree
    if years is not None and years.min > 0 and not re.match(r"(?:which|that|who)\b", years.of or ""):
        return judge_years(text, years.min, years.of, cv)
    if degree is not None and degree != "none" and not _PIECE_OF_STUDY.search(text):
        named = _paper_beside_degree(text)
        result = degrees.judge_degree(text, "bachelor" if _HIGHER_PREFERRED.search(text) else degree, cv)
        return best([result, skills.judge_name(named, text, cv)]) if named else result
    languages = papers.asks_language(text)
    if languages:
        return papers.judge_languages(text, languages, cv)
    return _condition(text, cv)


def _paper_beside_degree(text: str) -> str | None:
    """A qualification named as the other way to a degree ("a law degree or CILEX")."""
    match = re.search(r"\bor (?:an? |the )?(?P<name>[A-Z]{2,}[\w-]*)\b", text)
    return match["name"] if match and level_in(match["name"]) == 0 else None


def _condition(text: str, cv: Cv) -> Finding | None:
    whole = papers.condition_of(text)
    if whole is None or (cues("does").hits(text) and whole not in ("permission", "vetting")):
        return None
    pieces = [piece for piece in re.split(r"\band\b|;", text) if papers.condition_of(piece) is not None]
    kinds = [papers.condition_of(piece) for piece in pieces]
    if len(pieces) == 2 and kinds[0] != kinds[1]:
        return together([papers.judge_condition(str(kind), piece, cv) for kind, piece in zip(kinds, pieces, strict=True)])
    held = [hit for hit in cues("conditions", whole).hits(text) if re.search(r"\band\b", text[hit.start : hit.end])]
    both = [piece for piece in re.split(r"\band\b", text) if asking.is_readable(piece)] if not held else []
    if len(both) == 2 and sum(papers.condition_of(piece) is not None for piece in both) == 1:
        other = next(piece for piece in both if papers.condition_of(piece) is None)
        if cues("formal").hits(other) or skills.named(other):
            return together([papers.judge_condition(whole, text, cv), judge_one(other, cv, whole=other)])
    return papers.judge_condition(whole, text, cv)


def judge_one(text: str, cv: Cv, *, whole: str, item: str | None = None, ignore: frozenset[str] = frozenset()) -> Finding:
    """One thing asked: its names, its figures and its activity, all of which must stand. ``whole`` is the requirement it is a part of."""
    stripped, instances = asking.examples(text)
    names = skills.named(item if item is not None else stripped, ignore=ignore)
    barred = judge_bars(text, cv)
    if barred is not None:
        return barred
    by_branch = judge_branch(text, cv)
    if by_branch is not None:
        return by_branch
    if names and not papers.done_with_language(stripped):
        return _with_names(stripped, names, cv, whole=whole)
    by_activity = judge_activity(stripped, cv)
    if by_activity.coverage == "missing" and not by_activity.evidence:
        by_activity = skills.judge_listed(stripped, cv) or by_activity
    by_activity = deeds.raised(by_activity, stripped, cv)
    if not instances:
        return by_activity
    by_example = best([skills.judge_name(name, whole, cv) for name in instances])
    if by_example.listed and by_example.coverage in ("met", "partial") and not skills.list_is_enough(whole):
        return Finding("partial", by_example.evidence, by_example.shares, "in a list only", True, text)
    return best([by_activity, by_example])


def _other_way(text: str, names: Sequence[str], cv: Cv) -> Finding:
    """What is asked beside a name as another way ("a FinOps or efficiency programme"), judged as an activity; missing where nothing is."""
    for name in names:
        found = re.search(rf"{re.escape(name)}\s+or\s+(?=(?:\w+[\s-]){{0,2}}\w)", text)
        rest = text[: found.start()] + text[found.end() :] if found else ""
        if (
            rest
            and not any(other in rest for other in names)
            and asking.is_readable(rest)
            and not asking.otherwise(text[found.end() :] if found else "")
        ):
            return judge_activity(rest, cv)
    return Finding("missing", text=text)


def _with_names(text: str, names: Sequence[str], cv: Cv, *, whole: str) -> Finding:
    results = [skills.judge_name(name, whole, cv) for name in names]
    bracketed = [re.search(rf"\([^()]*{re.escape(name)}[^()]*,[^()]*\)|\([^()]*,[^()]*{re.escape(name)}[^()]*\)", text) for name in names]
    found = best(results) if re.search(r"\bor\b|/", text) or (len(names) > 1 and all(bracketed)) else together(results)
    inside = [result for result, hit in zip(results, bracketed, strict=True) if hit]
    if inside and len(inside) < len(names):
        found = best([found, *inside])
    if found.coverage != "met" or found.listed:
        other = _other_way(text, names, cv)
        done = bool(other.evidence) and other.evidence[0].kind == "bullet"
        if done or found.coverage != other.coverage:  # a name in a list says more than words near to it that are no deed
            found = best([found, other])
    rest = [c for c in concepts(bare(text)) if c.stem not in stems_of(names) and c.form not in word_set("weak") and c.weight >= 1.0]
    if found.coverage == "missing" and not found.evidence and len(rest) >= 2 and not cues("formal").hits(text):
        beside = judge_activity(text, cv, asked=rest)
        if beside.coverage in ("met", "partial"):
            return Finding("partial", beside.evidence, beside.shares, f"not shown: {', '.join(names)}"[:120], text=text)
    if found.coverage != "met" or len(rest) < 3 or found.listed or skills.knowledge_asked(whole):
        return found
    scores = {answer.statement.number: answer.score for answer in answers(text, cv, asked=rest)}
    nearest = max((scores.get(statement.number, 0.0) for statement in found.evidence), default=0.0)
    if nearest < 0.18 and max(scores.values(), default=0.0) < 0.3:
        return Finding("partial", found.evidence, found.shares, "named, but not for what is asked", text=text)
    return found
