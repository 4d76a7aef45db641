"""An answer in words marked by criteria of its own: what a great answer to each holds, piece by piece, and the words that say it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from loopready.engines.checks import cut_checks
from loopready.engines.lexicon import word_set
from loopready.engines.text import words
from loopready.model import Criterion
from loopready.model.marking import Answer, Mark, Probe, Scorecard
from loopready.model.ports import Embedder
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.judging import unscored
from loopready.practice.marking.likeness import Vector, likeness
from loopready.practice.marking.marker import overall
from loopready.practice.marking.reading import Sentence, read
from loopready.practice.rubrics import rubric_version

_SAID, _TOUCHED = 0.34, 0.26
"""Likeness of a sentence to a piece from which it says it, and touches it. Over the drills' own worked answers 56% of the pieces lie over
the first, over answers to other drills 9% do."""
_NEW_WORDS = 3
"""A sentence that says a piece has so many words of its own besides the criteria's titles: naming a heading is no answer."""
_MOST_SENTENCES = 200


@dataclass(frozen=True)
class _Near:
    """A piece of what is sought, how far it is said (1, 0.5 or 0), and the sentence nearest to it."""

    piece: str
    share: float
    sentence: Sentence | None


def mark_by_criteria(criteria: Sequence[Criterion], answer: Answer, *, asked: str, embedder: Embedder, question: str = "") -> Scorecard:
    """The scorecard of an answer by criteria that were written for its question; each mark quotes the answer or names what was sought.

    A piece counts where one sentence says it with something of this case in it (a figure, a person by role, a cause, an act); copied from
    the question or from the criteria it counts for nothing. The level of a criterion is 1 + 4 x the share of its pieces, rounded down.
    """
    if (why := unscored(answer.text)) is not None:
        return Scorecard(question=question, question_type="drill", overall=None, unscored=why, rubric=rubric_version())
    given = [asked, *(text for each in criteria for text in (each.title, each.great, each.average, each.sinks))]
    held = Evidence(read(answer.text, given=given))
    titles = {word for each in criteria for word in _content(each.title)}
    said = [each for each in held.reading.said[:_MOST_SENTENCES] if len(_content(each.plain) - titles) >= _NEW_WORDS]
    pieces = [_pieces(each) for each in criteria]
    vectors = _embedded(cast(Hashable, embedder), sought(criteria))
    own = list(zip(embedder.embed([each.plain for each in said]) if said else [], said, strict=True))
    marks, probes, at = [], [], 0
    for criterion, wanted in zip(criteria, pieces, strict=True):
        near = [_nearest(piece, vectors[at + n], own) for n, piece in enumerate(wanted)]
        at += len(wanted)
        marks.append(_mark(criterion, near, held))
        probes += _probes(criterion, near)
    return Scorecard(
        question=question, question_type="drill", overall=overall(tuple(marks), []), marks=tuple(marks),
        missing=tuple(dict.fromkeys(probe.instruction for probe in probes)), probes=tuple(probes),
        evidence=tuple(span for mark in marks for span in mark.present), rubric=rubric_version(),
    )  # fmt: skip


def sought(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """All pieces that criteria seek: their vectors are the same for every answer, and can be made before one is given."""
    return tuple(piece for each in criteria for piece in _pieces(each))


def _pieces(criterion: Criterion) -> tuple[str, ...]:
    return cut_checks(criterion.great) or (criterion.title,)


def _content(text: str) -> frozenset[str]:
    small = word_set("marking_judging", "small")
    return frozenset(word.text.lower() for word in words(text) if word.text.lower() not in small)


@lru_cache(maxsize=256)
def _embedded(embedder: Hashable, pieces: tuple[str, ...]) -> tuple[Vector, ...]:
    """The vectors of the pieces of a question; they are the same for every answer to it."""
    return tuple(cast(Embedder, embedder).embed(pieces))


def _nearest(piece: str, vector: Vector, said: Sequence[tuple[Vector, Sentence]]) -> _Near:
    best, like = None, 0.0
    for other, sentence in said:
        found = likeness(vector, other)
        if best is None or found > like:
            best, like = sentence, found
    if best is None or like < _TOUCHED or best.listed:
        return _Near(piece, 0.0, None)
    holds = best.tied or best.has("chain")
    share = 1.0 if like >= _SAID and holds and not best.vague and not best.general else 0.5
    return _Near(piece, share, best)


def _mark(criterion: Criterion, near: Sequence[_Near], held: Evidence) -> Mark:
    share = sum(each.share for each in near) / len(near)
    level = int(1 + 4 * share + 1e-9)
    found = sorted((each for each in near if each.sentence is not None), key=lambda each: -each.share)
    spans = tuple(dict.fromkeys(held.span("situation", (each.sentence.start, each.sentence.end)) for each in found if each.sentence))
    lacking = [each.piece for each in near if each.share < 1]
    checks = {each.piece: each.share for each in near}
    if level == 1 or not spans:
        return Mark(criterion=criterion.id, level=1, why=f"Sought: {_first_small(criterion.great)}", checks=checks)
    why = "All of it is said." if not lacking else f"Not said, or only touched: {'; '.join(map(_first_small, lacking))}."
    return Mark(
        criterion=criterion.id, level=level, quote=spans[0].quote, start=spans[0].start, end=spans[0].end, why=why, present=spans,
        checks=checks,
    )  # fmt: skip


def _probes(criterion: Criterion, near: Sequence[_Near]) -> list[Probe]:
    lacking = [each.piece for each in near if each.share < 1]
    if not lacking:
        return []
    wanted = _first_small(lacking[0])
    said = f"{criterion.title}: say {wanted}." if len(lacking) < len(near) else f"{criterion.title}: {_first_small(criterion.great)}"
    return [Probe(criterion=criterion.id, piece=criterion.id, ask=f"And {wanted}?", instruction=said)]


def _first_small(text: str) -> str:
    first, _, rest = text.partition(" ")
    return text if first.isupper() and len(first) > 1 else f"{first[:1].lower()}{first[1:]}{' ' if rest else ''}{rest}"
