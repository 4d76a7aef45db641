"""Drafts of stories from a CV: its own words, part by part, blanks where it is silent; and how well a story serves a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loopready.engines import lexicon
from loopready.engines.cues import CueHit, CueSet
from loopready.engines.figures import figures
from loopready.engines.serving import recency_of_place, recency_of_years, serves, worth
from loopready.engines.shortening import shorten
from loopready.engines.text import BLANK, clause_spans, short_hash, words
from loopready.model import (
    STORY_PARTS,
    TOLD_PARTS,
    DateLeaf,
    Document,
    Leaf,
    Match,
    Profile,
    Question,
    QuoteCite,
    Span,
    Story,
    StoryData,
    StoryDraft,
    StoryPart,
    StoryPartName,
    Work,
)  # fmt: skip

_MEANS = re.compile(
    r",?\s+(?=(?:by\s+(?!an?\s|the\s|about\s|around\s|over\s|up\s|more\s|nearly\s|almost\s|roughly\s|half\b|[A-Z]{2,3}\s?\d)(?!\w+\s(?:thirds?|quarters?|per|percent|"
    r"points?|times|days?|weeks?|months?|years?)\b)[^\W\d]|through\s|using\s|via\s))"
)
"""Where the means begin behind an outcome: "cut failover by splitting the cluster"."""
_QUOTES = str.maketrans({"“": "", "”": ""})
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class PartGuide:
    """What a part is called, what is asked for it, and the safe form where it may be a figure."""

    name: StoryPartName
    label: str
    ask: str
    safe: str = ""


@cache
def part_guides() -> tuple[PartGuide, ...]:
    """The parts of a story in the order they are told, with their questions."""
    parts = _lists()["parts"]
    return tuple(PartGuide(name=name, **parts[name]) for name in STORY_PARTS)


def self_check() -> tuple[str, ...]:
    """What to listen for in a story that one has told aloud."""
    return tuple(_lists()["told"])


def plain_question() -> tuple[str, str]:
    """A question that any story answers, where no guide is at hand, and what it tests."""
    return _lists()["question"], _lists()["tests"]


def story_key(work: Work, line: str) -> str:
    """The key of a line: its entry and a hash of its words, so that it holds over re-runs."""
    return f"{work.id}_{short_hash(line)}"


def line_of(work: Work, leaf: Leaf, cv: Document) -> Span | None:
    """Where a line of an entry stands in this CV; None for one that the person corrected, or that another CV holds."""
    return leaf.source if isinstance(leaf.source, Span) and leaf.source.document == cv.id else None


def drafts(profile: Profile, cv: Document, *, match: Match | None = None, guide: str | None = None) -> tuple[StoryDraft, ...]:
    """A draft of every line of the work entries that tells of something done, worthiest first.

    Nothing is said that the line and its entry do not hold: their words are quoted and cited, the rest is ``____``.
    ``match`` tells which of the guide's signals a line is evidence of.
    """
    made = []
    for place, work in enumerate(_latest_first(profile)):
        for leaf in work.highlights:
            span = line_of(work, leaf, cv)
            if span is None or _speaks_of("denials", leaf.value):
                continue
            signals = match.signals_in(span) if match is not None else ()
            value = worth_of(leaf.value, recency=recency_of_place(place), signals=len(signals))
            made.append((-value, story_key(work, leaf.value), _draft(work, leaf, span, cv, signals=signals, guide=guide)))
    return tuple(draft for _, _, draft in sorted(made, key=lambda each: each[:2]))


def _latest_first(profile: Profile) -> list[Work]:
    def latest(work: Work) -> tuple[bool, str, str]:
        return (work.ongoing, work.end.value if work.end else "", work.start.value if work.start else "")

    return sorted(profile.work, key=latest, reverse=True)


def _draft(work: Work, leaf: Leaf, span: Span, cv: Document, *, signals: tuple[str, ...], guide: str | None) -> StoryDraft:
    place, cites = _place(work, cv)
    quote = QuoteCite(source="cv", start=span.start, end=span.end, quote=span.quote(cv))
    found = _sorted_out(quote.quote)
    parts: dict[StoryPartName, StoryPart] = {name: _quoted(found.get(name, []), span.start, cv) for name in STORY_PARTS}
    situation = parts["situation"]
    before = f"{place}." if place else ""
    parts["situation"] = StoryPart(text=" ".join(part for part in (before, situation.text) if part), cites=(*cites, *situation.cites))
    data = StoryData(
        guide=guide, line=" ".join(quote.quote.split()), place=_spot(work), cites=(quote, *cites), signals=signals,
        ended=None if work.ongoing or work.end is None else work.end.value, dated=work.ongoing or work.end is not None,
    )  # fmt: skip
    return StoryDraft(key=story_key(work, leaf.value), title=shorten(quote.quote, limit=70), parts=parts, data=data)


def _spot(work: Work) -> str:
    return ", ".join(" ".join(leaf.value.split()) for leaf in (work.position, work.name) if leaf)


def _place(work: Work, cv: Document) -> tuple[str, tuple[QuoteCite, ...]]:
    """Post, employer and dates in the CV's own words, and where they stand."""
    cites: list[QuoteCite] = []

    def said(leaf: Leaf | DateLeaf | None) -> str:
        if leaf is None or not isinstance(leaf.source, Span) or leaf.source.document != cv.id:
            return ""
        cite = QuoteCite(source="cv", start=leaf.source.start, end=leaf.source.end, quote=leaf.source.quote(cv))
        cites.append(cite)
        return " ".join(cite.quote.split())

    named = [text for text in (said(work.position), said(work.name)) if text]
    start, end = said(work.start), "now" if work.ongoing else said(work.end)
    time = f"{start} to {end}" if start and end else start
    return ", ".join([*named, time] if time else named), tuple(cites)


def _sorted_out(line: str) -> dict[StoryPartName, list[tuple[int, int]]]:
    """The stretches of a line by the part that they tell; every clause goes to one part, an outcome is parted from its means."""
    out: dict[StoryPartName, list[tuple[int, int]]] = {}
    for start, end in clause_spans(line):
        clause = line[start:end]
        if _begins("context", clause):
            out.setdefault("situation", []).append((start, end))
        elif _speaks_of_stories("task", clause):
            out.setdefault("task", []).append((start, end))
        elif _begins("outcomes", clause) or _tells_a_change(clause):
            cut = _MEANS.search(clause)
            out.setdefault("result", []).append((start, start + cut.start() if cut else end))
            if cut:
                out.setdefault("action", []).append((start + cut.end(), end))
        else:
            out.setdefault("action", []).append((start, end))
    return out


def _tells_a_change(clause: str) -> bool:
    found = [figure for figure in figures(clause) if figure.kind != "date"]
    return any(figure.base is not None for figure in found) or (bool(found) and _speaks_of_stories("changes", clause))


def _begins(name: str, clause: str) -> bool:
    return any(hit.start == 0 for hit in _cues(name, "stories").hits(clause))


def _quoted(places: Sequence[tuple[int, int]], offset: int, cv: Document) -> StoryPart:
    """The stretches of a line in quotation marks, and a blank for what they leave open."""
    cites = tuple(
        QuoteCite(source="cv", start=offset + start, end=offset + end, quote=cv.text[offset + start : offset + end])
        for start, end in places
    )
    said = [f"“{' '.join(cite.quote.split())}”" for cite in cites]
    return StoryPart(text=" ".join(["; ".join(said), BLANK] if said else [BLANK]), cites=cites)


def told_text(story: Story) -> str:
    """The story as it is told: its parts in order without blanks and quotation marks. What is kept as a secret is not in it."""
    said = (" ".join(story.part(name).text.replace(BLANK, " ").translate(_QUOTES).split()) for name in TOLD_PARTS)
    return "\n\n".join(text for text in said if any(letter.isalnum() for letter in text))


def is_written(story: Story) -> bool:
    """Whether the person has written any part of it."""
    return any(part.by == "person" and part.text.strip() for part in story.parts.values())


def worth_of(text: str, *, recency: float, signals: int) -> float:
    """What a text is worth as a story; see ``engines.serving.worth``."""
    return worth(
        figures=sum(figure.kind != "date" for figure in figures(text)), decides=_speaks_of("decisions", text),
        shared_act=_speaks_of("shared_acts", text), empty_words=_speaks_of("empty_words", text), recency=recency,
        words=len(words(text)), signals=signals,
    )  # fmt: skip


def serves_question(question: Question, text: str, data: StoryData, *, today: str) -> tuple[float, tuple[str, ...]]:
    """How well a story's text serves a question (0: not), and its words that the question looks for. ``today`` is YYYY-MM-DD."""
    hits = _of(question.story_cues).hits(text) if question.story_cues else []
    shared = sum(signal in data.signals for signal in question.signals)
    value = worth_of(text, recency=_recency(data, today=today), signals=len(data.signals))
    first = {hit.cue: hit for hit in reversed(hits)}
    found = sorted(first.values(), key=lambda hit: hit.start)
    apart = [hit for hit in found if not any(_holds(other, hit) for other in found)]
    said = tuple(dict.fromkeys(" ".join(text[hit.start : hit.end].split()) for hit in apart))
    return serves(cue_hits=len(found), shared_signals=shared, worth=value), said


def _holds(outer: CueHit, inner: CueHit) -> bool:
    """Whether a hit lies within a longer one."""
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def all_text(story: Story) -> str:
    """Everything that stands in a story: the CV's line and what is told."""
    return f"{story.data.line}\n\n{told_text(story)}"


def _recency(data: StoryData, *, today: str) -> float:
    """Recency by when the post ended; a story of no known time counts as one of five years ago."""
    if not data.dated:
        return recency_of_years(5)
    if data.ended is None:
        return recency_of_years(0)
    ended = data.ended if len(data.ended) == 7 else f"{data.ended}-12"
    months = (int(today[:4]) - int(ended[:4])) * _MONTHS_A_YEAR + int(today[5:7]) - int(ended[5:7])
    return recency_of_years(months / _MONTHS_A_YEAR)


@cache
def _of(cues: tuple[str, ...]) -> CueSet:
    return CueSet(cues)


@cache
def _lists() -> dict[str, Any]:
    return lexicon.table("stories")


@cache
def _cues(name: str, table: str) -> CueSet:
    return CueSet(lexicon.table(table)[name])


def _speaks_of(name: str, text: str) -> bool:
    return bool(_cues(name, "composing").hits(text))


def _speaks_of_stories(name: str, text: str) -> bool:
    return bool(_cues(name, "stories").hits(text))
