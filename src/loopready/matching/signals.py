"""The guide's signals: which facets the CV shows, and where the posting asks for them."""

from __future__ import annotations

from loopready.engines.cues import CueSet
from loopready.engines.figures import figures
from loopready.matching.cv import Cv
from loopready.matching.lexicon import weight, weights
from loopready.matching.stance import CONTRARY
from loopready.matching.statements import Statement
from loopready.model import Document, Embedder, Facet, FacetResult, Guide, Posting, Shown, Signal, SignalRow, Span

LEAST_WORDS = 4


def texts_of_guide(guide: Guide) -> list[str]:
    """The example sentences of the guide's facets."""
    return [like for signal in guide.signals for facet in signal.facets for like in facet.like]


def judge_signals(guide: Guide, cv: Cv, posting: Posting, job: Document, *, embedder: Embedder) -> tuple[SignalRow, ...]:
    """A row per signal of the guide, in its order."""
    asked = _asked_places(guide, posting, embedder)
    return tuple(_judge_signal(signal, cv, asked.get(signal.id, ())) for signal in guide.signals)


def _judge_signal(signal: Signal, cv: Cv, asked: tuple[Span, ...]) -> SignalRow:
    results: list[FacetResult] = []
    seen: dict[int, tuple[float, Statement]] = {}
    worth = 0.0
    for facet in signal.facets:
        found = _facet(facet, cv)
        results.append(FacetResult(facet=facet.id, evidence=tuple(s.evidence(cv.document) for _, s in found[:3])))
        if found:
            worth += found[0][0]
        for value, statement in found[:2]:
            seen[statement.start] = max(seen.get(statement.start, (0.0, statement)), (value, statement), key=lambda pair: pair[0])
    strength = round(worth / len(signal.facets), 2)
    shown: Shown = "shown" if strength >= weight("signal", "shown") else "half" if strength >= weight("signal", "half") else "absent"
    if shown != "absent" and not seen:
        shown = "absent"
    ranked = sorted(seen.values(), key=lambda pair: (-pair[0], pair[1].number))
    evidence = tuple(statement.evidence(cv.document) for _, statement in ranked[:3])
    return SignalRow(signal=signal.id, shown=shown, strength=min(strength, 1.0), facets=tuple(results), evidence=evidence, asked=asked)


def _facet(facet: Facet, cv: Cv) -> list[tuple[float, Statement]]:
    """The statements that show a facet, each with its worth, best first; one that denies or belongs to others shows nothing."""
    by_cue = CueSet(facet.cues)
    alike = (
        [max(values) for values in zip(*(cv.likeness(like, acts=True) for like in facet.like), strict=True)]
        if facet.like
        else [0.0] * len(cv.statements)
    )
    out = []
    for statement, likeness in zip(cv.statements, alike, strict=True):
        if not _speaks(statement, cv):
            continue
        stance_ = _stance_of(by_cue, statement)
        if stance_ is None and likeness >= weight("signal", "like_from") and statement.kind in ("bullet", "summary", "line"):
            stance_ = next((clause.stance for clause in statement.clauses), "own")
        if stance_ is None or stance_ in CONTRARY:
            continue
        worth = float(weights()["signal"]["facet"][statement.place])
        if stance_ in ("exposed", "lapsed"):
            worth *= weight("signal", "exposure")
        if facet.figure is not None and not _holds(facet.figure, statement):
            worth *= 1 - weight("signal", "figure")
        out.append((worth, statement))
    return sorted(out, key=lambda pair: (-pair[0], not pair[1].current, pair[1].old, pair[1].number))


def _speaks(statement: Statement, cv: Cv) -> bool:
    """Whether a statement says something: a heading, an employer's line, a place or a date does not."""
    if statement.kind == "post":
        return False
    if statement.kind != "line":
        return True
    inside = any(w.span is not None and w.span.start <= statement.start < w.span.end for w in cv.profile.work)
    return not inside and len(statement.text.split()) >= LEAST_WORDS


def _stance_of(by_cue: CueSet, statement: Statement) -> str | None:
    """The best stance of the clauses in which a cue stands; None where none does."""
    stances = [
        clause.stance for hit in by_cue.hits(statement.text) for clause in statement.clauses if clause.start <= hit.start < clause.end
    ]
    if not stances:
        return None
    return next((one for one in stances if one == "own"), next((one for one in stances if one not in CONTRARY), stances[0]))


def _holds(kind: str, statement: Statement) -> bool:
    return any(figure.kind == kind for figure in figures(statement.text))


def _asked_places(guide: Guide, posting: Posting, embedder: Embedder) -> dict[str, tuple[Span, ...]]:
    """Where the posting asks for each signal, the line that asks for it most plainly first."""
    lines = [line for line in posting.lines if line.kind in ("must", "nice", "responsibility", "about")]
    if not lines:
        return {}
    import numpy as np

    likes = [(signal.id, like) for signal in guide.signals for like in signal.like]
    vectors = np.asarray(embedder.embed([*(line.text for line in lines), *(like for _, like in likes)]), dtype=np.float32)
    near = vectors[: len(lines)] @ vectors[len(lines) :].T if likes else np.zeros((len(lines), 0), dtype=np.float32)
    out: dict[str, tuple[Span, ...]] = {}
    for signal in guide.signals:
        columns = [number for number, (id, _) in enumerate(likes) if id == signal.id]
        asked_by = CueSet(signal.asked_by) if signal.asked_by else None
        places = []
        for number, line in enumerate(lines):
            named = len({hit.cue for hit in asked_by.hits(line.text)}) if asked_by is not None else 0
            likeness = max((float(near[number, column]) for column in columns), default=0.0)
            if named or (line.kind != "about" and likeness >= weight("signal", "asked_from")):
                places.append((-round(likeness + weight("signal", "asked_cue") * named, 4), number, line.span))
        out[signal.id] = tuple(span for _, _, span in sorted(places))
    return out
