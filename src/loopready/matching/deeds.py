"""Deeds that a posting and a CV tell in different words: "handled underperformance", "let one person go after an improvement plan".

A deed of ``lexicon/deeds.yaml`` has cues by which it is asked and cues by which a line of a CV shows it, each holding act and object.
What a requirement asks beyond its deeds must be said by the lines that show them, or the verdict stays partial.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.figures import figures, numbers
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, best, grounds
from loopready.matching.lexicon import cues, stem_set, weight
from loopready.matching.stance import CONTRARY, WEAK, Stance
from loopready.matching.statements import Statement
from loopready.matching.words import LIKE, Concept, bare, concepts, nearness, stems

_SHOWS = frozenset({"bullet", "summary", "line"})
_YOURS = re.compile(r"(?<=\w)\s+(?:that |which )?you(?:['’](?:re|ve|d)|\s+(?:are|have|had|were))?\s.*$", re.IGNORECASE)
"""What a requirement adds about the person: "a safety record you're proud of"."""
_NARROWER = re.compile(r"\b(?:that|which|whom|whose)\s+(?!you\b)(?P<what>[a-z].+)$", re.IGNORECASE)
"""What narrows the thing asked: "incident reviews that customers could read"."""
_GOOD_NOTES = frozenset({"", "only in part the same", "said in the summary only", "no figure is given"})
"""Notes of a partial verdict that says nothing against the act itself."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed by name. ``beside``: its cues tell that something got better, not what, so that the line must say the thing too."""

    name: str
    beside: bool


class Said(NamedTuple):
    """A deed that words speak of, and where. ``partly``: the words tell it in part."""

    deed: Deed
    start: int
    end: int
    partly: bool = False


class Shown(NamedTuple):
    """A deed and the line that shows it best, with the stance of its clause."""

    deed: Deed
    statement: Statement
    act: Stance
    partly: bool

    @property
    def full(self) -> bool:
        """Whether the line shows the deed without a but."""
        return not (self.partly or self.act in WEAK or self.statement.old or self.statement.kind == "summary")


@lru_cache(maxsize=1024)
def asked(text: str) -> tuple[Said, ...]:
    """The deeds that a requirement asks for, by place."""
    found, deeds_of = _asked()
    return tuple(Said(deed, hit.start, hit.end) for hit in found.hits(text) for deed in deeds_of[hit.cue])


@lru_cache(maxsize=2048)
def told(text: str) -> tuple[Said, ...]:
    """The deeds that a line of a CV tells, by place, whoever did them."""
    out = []
    for partly in (False, True):
        found, deeds_of = _shown(partly)
        out += [Said(deed, hit.start, hit.end, partly) for hit in found.hits(text) for deed in deeds_of[hit.cue]]
    return tuple(out)


def lines_of(deed: Deed, cv: Cv) -> list[Shown]:
    """The lines in which the person did a deed, best first."""
    out = []
    for statement in cv.statements:
        if statement.kind not in _SHOWS:
            continue
        for said in told(statement.text):
            if said.deed != deed:
                continue
            act: Stance = next((clause.stance for clause in statement.clauses if clause.start <= said.start < clause.end), "own")
            if act not in CONTRARY:
                out.append(Shown(deed, statement, act, said.partly))
    return sorted(
        out, key=lambda shown: (not shown.full, shown.statement.kind == "summary", not shown.statement.current, shown.statement.number)
    )


def judge_deeds(text: str, cv: Cv) -> Finding | None:
    """The verdict on a requirement by its deeds; None where it asks for none that the CV shows."""
    measured = cues("figures_asked").hits(text)
    for hit in reversed(measured):
        text = f"{text[: hit.start]}{text[hit.end :]}"
    wanted = _matter(text)
    spans: dict[Deed, set[str]] = {}
    wish = asked(text)
    for said in wish:
        spans.setdefault(said.deed, set()).update(stems(text[said.start : said.end]))
    shown = [found for deed, span in spans.items() if (found := _best_line(deed, span, wanted, cv)) is not None]
    if not shown or not wanted:
        return None
    covered = frozenset().union(*(spans[one.deed] for one in shown))
    said_beside = frozenset().union(*(_says(one.statement, cv) for one in shown))
    total = sum(concept.weight for concept in wanted)
    share = sum(concept.weight for concept in wanted if concept.stem in covered or _near(concept, said_beside)) / total
    if share < weight("deeds", "partial"):
        return None
    top = min(shown, key=lambda one: (not one.full, one.statement.number))
    unmeasured = bool(measured) and not any(numbers(one.statement.text) for one in shown)
    narrower = concepts(match["what"]) if (match := _NARROWER.search(text)) else ()
    outside = bool(narrower) and not any(concept.stem in covered or _near(concept, said_beside) for concept in narrower)
    left = outside or any(_leaves(one.statement, wanted) for one in shown)
    first = any(said.deed == one.deed for one in shown for said in wish if said.start <= wish[0].end)
    full = share >= weight("deeds", "met") and first and all(one.full for one in shown) and not unmeasured and not left
    evidence = tuple({one.statement.number: one.statement for one in (top, *shown)}.values())[:3]
    fit = (("same deed", weight("fit", "same deed") * share),)
    return Finding(
        "met" if full else "partial", evidence, grounds(top.statement, act=top.act, extra=fit), note=_note(full, top, unmeasured), text=text
    )


def _matter(text: str) -> list[Concept]:
    """The words of matter of a requirement: without figures, and without words that only say how ("quickly")."""
    for figure in reversed(figures(text)):
        text = f"{text[: figure.start]}{figure.noun or ''}{text[figure.end :]}"
    found = concepts(_YOURS.sub("", bare(text)))
    heavy = [
        concept
        for concept in found
        if concept.weight >= weight("deeds", "matter") and not concept.form.endswith("ly") and concept.stem not in stem_set("taking_part")
    ]
    return heavy or list(found)


def showing(text: str, cv: Cv) -> frozenset[int]:
    """The numbers of the lines that show a deed asked without a but, where its words are a good part of what is asked."""
    wanted = _matter(text)
    out = set()
    for said in asked(text):
        span = stems(text[said.start : said.end])
        for shown in lines_of(said.deed, cv):
            own = _says(shown.statement, cv)
            share = sum(c.weight for c in wanted if c.stem in span or _near(c, own)) / max(sum(c.weight for c in wanted), 1.0)
            if shown.full and not said.deed.beside and share >= weight("deeds", "met"):
                out.add(shown.statement.number)
    return frozenset(out)


def raised(finding: Finding, text: str, cv: Cv) -> Finding:
    """A finding by shared words, raised where the CV shows the deed asked in other words; one that the CV denies stays."""
    if finding.coverage == "met" or (finding.coverage == "missing" and finding.evidence):
        return finding
    if finding.coverage == "partial" and finding.note not in _GOOD_NOTES:
        return finding
    by_deed = judge_deeds(text, cv)
    return finding if by_deed is None else best([finding, by_deed])


def _best_line(deed: Deed, span: set[str], wanted: Sequence[Concept], cv: Cv) -> Shown | None:
    """The line that shows a deed, the one first that says most of what else is asked."""
    found = lines_of(deed, cv)
    others = [concept for concept in wanted if concept.stem not in span]
    if deed.beside:
        things = others or [concept for concept in wanted if concept.stem not in stem_set("bettered")]
        found = [shown for shown in found if any(_near(concept, cv.own_words[shown.statement.number]) for concept in things)]
    if not found:
        return None
    full = [shown for shown in found if shown.full] or found
    times = Counter(shown.statement.number for shown in full)
    return max(
        full,
        key=lambda shown: (
            sum(_near(c, _says(shown.statement, cv)) for c in others), times[shown.statement.number], -full.index(shown),
        ),
    )  # fmt: skip


def _says(statement: Statement, cv: Cv) -> frozenset[str]:
    return cv.own_words[statement.number] | cv.context[statement.number]


def _leaves(statement: Statement, wanted: Sequence[Concept]) -> bool:
    """Whether a line leaves a thing that is asked to others, or denies it: "Negotiated the rates. (My director signs the contracts.)"."""
    against = [stems(statement.text[clause.start : clause.end]) for clause in statement.clauses if clause.stance in CONTRARY]
    return any(_near(concept, said) for said in against for concept in wanted)


def _near(concept: Concept, said: frozenset[str]) -> bool:
    return any(nearness(concept.stem, word) >= LIKE for word in said)


def _note(full: bool, top: Shown, unmeasured: bool) -> str:
    if full:
        return ""
    if unmeasured:
        return "no figure is given"
    if top.act in WEAK:
        return "exposure or help, not the act itself" if top.act == "exposed" else top.act
    if top.statement.old:
        return "older than ten years"
    return "said in the summary only" if top.statement.kind == "summary" else "only in part the same"


_Cues = tuple[CueSet, dict[str, tuple[Deed, ...]]]


def _by_cue(key: str) -> _Cues:
    out: dict[str, list[Deed]] = {}
    for row in lexicon.table("deeds")["deeds"]:
        for cue in row.get(key, ()):
            out.setdefault(str(cue), []).append(Deed(str(row["deed"]), bool(row.get("beside"))))
    return CueSet(out), {cue: tuple(found) for cue, found in out.items()}


@cache
def _asked() -> _Cues:
    return _by_cue("asked")


@cache
def _shown(partly: bool) -> _Cues:
    return _by_cue("partly" if partly else "shown")
