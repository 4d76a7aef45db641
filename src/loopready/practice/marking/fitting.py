"""What the question tests, check by check, and whether the answer speaks of the question at all.

A check is met by evidence of the kind that its words ask for, or by a sentence that says it. Likeness is that of sentence vectors where
an embedder is given, else the share of the check's words found. Why both: vectors know that "it was settled in March" ends something,
and say nothing of whether it is told as it was; the kinds of evidence do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from loopready.engines.lexicon import table, word_set
from loopready.engines.text import stem, words
from loopready.model.marking import AnswerSpan, Check, PracticeQuestion
from loopready.model.ports import Embedder
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding
from loopready.practice.marking.reading import Sentence

MET, TOUCHED = 1.0, 0.5
Vector = Sequence[float]


class Likeness:
    """How like the sentences of an answer are to the texts of its question, from 0 to 1."""

    def __init__(self, sentences: Sequence[Sentence], texts: Sequence[str], embedder: Embedder | None) -> None:
        said = [each.plain for each in sentences]
        if embedder is None:
            self._table = [[_shared(text, each) for each in said] for text in texts]
        else:
            vectors = embedder.embed([*texts, *said])
            self._table = [[_dot(vectors[n], vector) for vector in vectors[len(texts) :]] for n in range(len(texts))]

    def row(self, text: int) -> list[float]:
        """The likeness of every sentence to one of the texts."""
        return self._table[text]


def _dot(a: Vector, b: Vector) -> float:
    return max(0.0, math.fsum(x * y for x, y in zip(a, b, strict=True)))


def _shared(text: str, sentence: str) -> float:
    """The share of a text's content words that a sentence holds."""
    wanted = content_words(text)
    return len(wanted & content_words(sentence)) / len(wanted) if wanted else 0.0


@cache
def content_words(text: str) -> frozenset[str]:
    """The stems of a text's words but for small ones."""
    small = word_set("marking_judging", "small")
    return frozenset(stem(word.text) for word in words(text) if word.text.lower() not in small and len(word.text) > 2)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], tuple[str, ...], frozenset[str]], ...]:
    return tuple(
        (re.compile(each["words"], re.IGNORECASE), tuple(each.get("lists", ())), frozenset(each.get("acts", ())))
        for each in table("marking_checks")["kinds"]
    )


def fit(held: Evidence, question: PracticeQuestion, likeness: Likeness, *, other: bool) -> Finding:
    """The checks met and touched; the level is 1 + 4 x their share, rounded down."""
    if not question.checks:
        return Finding(None)
    shares: dict[str, float] = {}
    spans: list[AnswerSpan] = []
    for number, check in enumerate(question.checks):
        share, span = (0.0, None) if other else _check(held, question, check, likeness.row(number + 1))
        shares[check.id] = share
        if span:
            spans.append(span)
    level = int(1 + 4 * sum(shares.values()) / len(shares) + 1e-9)
    return Finding(level if spans else 1, tuple(dict.fromkeys(spans)), shares)


def _check(held: Evidence, question: PracticeQuestion, check: Check, like: Sequence[float]) -> tuple[float, AnswerSpan | None]:
    knowledge = question.type in ("role_knowledge", "drill")
    usable = held.reading.said if knowledge else held.reading.told
    places = {id(each): at for at, each in enumerate(held.reading.sentences)}
    best, chosen = 0.0, None
    kind = next((each for each in _kinds() if each[0].search(check.text)), None)
    for each in usable:
        score = like[places[id(each)]]
        evidence = _evidence(each, kind[1], kind[2]) if kind else 0.0
        total = score + evidence
        if total > best:
            best, chosen = total, each
    if chosen is None:
        return 0.0, None
    share = MET if best >= MET_AT else TOUCHED if best >= TOUCHED_AT else 0.0
    return share, held.span("situation", (chosen.start, chosen.end)) if share else None


MET_AT, TOUCHED_AT = 0.62, 0.42


def _evidence(sentence: Sentence, lists: Sequence[str], acts: frozenset[str]) -> float:
    """How far a sentence is evidence of a kind: half for the words, more where it holds a particular or an act of the speaker's."""
    there = any(bool(sentence.figures) if name == "figures" else sentence.has(name) for name in lists)
    there = there or any(act.verb in acts and act.concrete and act.who in ("i", "we") for act in sentence.acts)
    if not there:
        return 0.0
    return 0.35 + 0.15 * bool(sentence.particulars or sentence.own)


def answers_other(held: Evidence, likeness: Likeness, *, exact: bool) -> bool:
    """Whether no sentence speaks of the question or of what it tests."""
    rows = [likeness.row(0)]
    top = sorted((max(column) for column in zip(*rows, strict=True)), reverse=True)[:3]
    return bool(top) and sum(top) / len(top) < (OTHER_BELOW if exact else 0.0)


OTHER_BELOW = 0.12
