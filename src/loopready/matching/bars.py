"""Requirements that set a figure: judged by the lines that speak of the same thing and hold a comparable figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loopready.engines import lexicon
from loopready.engines.figures import Figure, figures
from loopready.engines.text import stem
from loopready.matching import amounts, deeds, people
from loopready.matching.activity import Answer, answers, judge_activity
from loopready.matching.cv import Cv, act_of
from loopready.matching.finding import ORDER, Finding, grounds
from loopready.matching.lexicon import cues, weight
from loopready.matching.stance import CONTRARY, WEAK
from loopready.matching.words import Concept, bare, concepts
from loopready.model import Coverage

_LEADING = re.compile(
    r"\b(?:line[- ]?manag|manag(?:e|es|ed|ing|ement)\b|managers? of\b|lead|led\b|supervis|direct report|head(?:ed|ing)?\b)", re.IGNORECASE
)
_GROUP = re.compile(
    r"\b(?:team|shift|crew|squad|group|brigade|department|staff) of (?:about |some |over |around )?(\d{1,4})\b", re.IGNORECASE
)
_ON_SHIFT = re.compile(
    r"\b(\d{1,4})(?: \w+)? (?:on|in|across) (?:my|the|our|each) (?:team|shift|crew|squad|department|site|unit|branch)\b", re.IGNORECASE
)
_NEAR = 0.2
_UNDER_ME = re.compile(r"\b(?:(?:who|that)\s+)?(?:report(?:s|ing|ed)?(?: \w+)? to me|answer(?:s|ing|ed)? to me|under me)\b", re.IGNORECASE)
_NEXT = 3
"""Letters between a number of people and the words that put them under the person."""


def judge_bars(text: str, cv: Cv) -> Finding | None:
    """The verdict on a requirement with a figure in it; None where it sets none."""
    bars = amounts.asked(text)
    if not bars:
        return None
    wanted = concepts(bare(text))
    leading = any(bar.kind in ("people", "teams") for bar in bars) and bool(_LEADING.search(text))
    availability = _only_availability(bars)
    done = deeds.showing(text, cv)
    found = []
    for answer in answers(text, cv, asked=wanted):
        shown = answer.statement.number in done
        if answer.score < _NEAR and not shown and not ((leading or availability) and answer.statement.work is not None):
            continue
        finding = _by_line(text, bars, answer, wanted, cv, leading=leading, shown=shown)
        if finding is not None:
            found.append((answer.score, finding))
    if found:
        return max(found, key=lambda pair: (ORDER[pair[1].coverage], pair[0]))[1]
    plain = judge_activity(text, cv)
    if leading and not any(cues("led").hits(statement.text) for statement in plain.evidence):
        return Finding("missing", text=text)
    if plain.coverage == "met":
        return Finding("partial", plain.evidence, plain.shares, "the figure asked is not stated", text=text)
    return plain


def held_to_size(finding: Finding, text: str) -> Finding:
    """A finding on a least size ("200 L or larger"), taken back where the lines it rests on state a smaller one or none."""
    if finding.coverage not in ("met", "partial") or not amounts.measures(text):
        return finding
    found = [ratio for statement in finding.evidence if (ratio := amounts.measure_reach(text, statement.text)) is not None]
    if found and max(found) < 0.5:
        return Finding("missing", finding.evidence, note="under the figure asked", text=text)
    if finding.coverage == "met" and amounts.asks_least(text) and max(found, default=0.0) < 1:
        return replace(finding, coverage="partial", note="under the figure asked" if found else "the figure asked is not stated")
    return finding


def _by_line(
    text: str, bars: Sequence[Figure], answer: Answer, wanted: Sequence[Concept], cv: Cv, *, leading: bool, shown: bool
) -> Finding | None:
    """The verdict by one line; ``shown``: it shows the deed asked in other words."""
    statement = answer.statement
    ratios = [ratio for bar in bars if (ratio := _reach(bar, text, statement.text)) is not None]
    if not ratios:
        return None
    ratio = min(ratios)
    act = act_of(statement, wanted)
    if answer.against > answer.words or act in CONTRARY:
        return Finding("missing", (statement,), note="the CV says otherwise", text=text)
    if leading:
        if cues("ic_role").hits(statement.text) or (cues("led_not").hits(statement.text) and not _LEADING.search(statement.text)):
            return Finding("missing", (statement,), note="not people led", text=text)
        about = (answer.words >= 0.5 or people.of_the_trade(text, statement, cv)) and not cues("led_titles_not").hits(statement.text)
    else:
        if answer.words < 0.2 and answer.score < 0.3 and not shown and not _only_availability(bars):
            return None
        about = shown or answer.words >= (0.3 if _only_availability(bars) else 0.45) or answer.score >= weight("activity", "met")
    coverage: Coverage = "met" if ratio >= 1.0 else "partial" if ratio >= 0.5 else "missing"
    note = "" if ratio >= 1.0 else "under the figure asked"
    if coverage == "met" and (act in WEAK or statement.old or not about):
        coverage, note = (
            "partial",
            act if act in WEAK else "older than ten years" if statement.old else "the figure is of something near it",
        )
    name = "value reaches the target" if ratio >= 1.0 else "value under the target"
    shares = grounds(statement, act=act, extra=((name, weight("fit", name)),)) if coverage != "missing" else ()
    return Finding(coverage, (statement,), shares, note=note, text=text)


def _only_availability(bars: Sequence[Figure]) -> bool:
    """Whether all that is set is an availability: a line that states one speaks of it, in whatever words."""
    return all(bar.kind == "availability" for bar in bars)


def _reach(bar: Figure, text: str, said: str) -> float | None:
    group = (_GROUP.search(said) or _ON_SHIFT.search(said)) if bar.kind == "people" else None
    led = _led(said) if bar.kind == "people" and group is None and _LEADING.search(text) else None
    if led is not None:
        return led / bar.value
    ratio = amounts.reach(bar, text, said)
    if group is not None:
        return max(ratio or 0.0, int(group[1]) / bar.value)
    if ratio is None and bar.kind == "count" and bar.noun and stem(bar.noun.split()[-1]) in ("countri", "country", "market"):
        return amounts.countable(bar, said, _countries())
    return ratio


def _led(said: str) -> float | None:
    """How many people a line says report to the person, right after their number: "with two recruiters who report to me".

    None where they lead others themselves, so that the line's other numbers may be of these.
    """
    for clause in _UNDER_ME.finditer(said):
        found = [
            figure
            for figure in figures(said[: clause.start()])
            if figure.kind in ("people", "count") and clause.start() - figure.end <= _NEXT
        ]
        if found and not people.names_chiefs(found[-1].noun or ""):
            return found[-1].top
    return None


@cache
def _countries() -> tuple[str, ...]:
    return tuple(str(name).title() for name in lexicon.table("cv_places")["countries"] if len(str(name)) > 3)
