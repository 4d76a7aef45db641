"""What the question tests, check by check, and whether the answer speaks of the question at all.

A check asks for evidence of a kind (what it led to, who was told, what it cost); the criterion that looks for that kind says how whole it
is. Why not by likeness of check and sentence: on the dev part the likeness of a check to its nearest sentence went against the marks
(the vaguest answers repeat the question's words), so vectors decide only whether the answer speaks of the question's subject.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from loopready.engines.lexicon import table
from loopready.engines.text import words
from loopready.model.marking import AnswerSpan, Check, PracticeQuestion
from loopready.model.ports import Embedder
from loopready.practice.marking.evidence import Evidence, trimmed
from loopready.practice.marking.finding import Finding
from loopready.practice.marking.likeness import Vector, likeness
from loopready.practice.marking.reading import Reading, Sentence
from loopready.practice.marking.words import in_singular

_MET, _TOUCHED = 1.0, 0.5
_OTHER, _NEAR = 0.10, 0.30
"""Likeness under which an answer speaks of another subject, and from which it speaks of this one. On the dev part one of eighty own
answers, which does speak of another, lies under the first, and two in five under the second; of answers laid under another question nine in
ten lie under it. Between the two a check counts for less, by degrees: a step would make a word more or less move the mark."""
_SPOKEN, _TOUCHES = 0.35, 0.25
"""Likeness from which a sentence speaks to a check of what one knows, and touches it."""
_ARTICLE = re.compile(r"\b(?:the|an?) (?=\w)", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], tuple[str, ...], frozenset[str]], ...]:
    return tuple(
        (re.compile(each["words"], re.IGNORECASE), tuple(each.get("criteria", ())), frozenset(each.get("acts", ())))
        for each in table("marking_checks")["kinds"]
    )


def fit(held: Evidence, question: PracticeQuestion, findings: Mapping[str, Finding], topic: Topic) -> Finding:
    """The checks met and touched; the level is 1 + 4 x their share, rounded down.

    A check is met where the evidence of its kind is whole (level 4), touched where it is there (level 3). Of an answer that hardly
    speaks of the question's subject a check counts for as little as half, and of one that speaks of another for nothing.
    """
    if not question.checks:
        return Finding(None)
    shares: dict[str, float] = {}
    spans: list[AnswerSpan] = []
    for number, check in enumerate(question.checks):
        if topic.said is None:
            level, present = _strength(held, check, findings)
        else:
            level, present = _known(held, *topic.said[number])
        share = topic.worth * (_MET if level >= 4 else _TOUCHED if level >= 3 else 0.0)
        shares[check.id] = share
        spans += present[:1] if share else []
    level = int(1 + 4 * sum(shares.values()) / len(shares) + 1e-9)
    return Finding(level if spans else 1, tuple(dict.fromkeys(spans)), shares)


def _strength(held: Evidence, check: Check, findings: Mapping[str, Finding]) -> tuple[float, tuple[AnswerSpan, ...]]:
    """How whole the evidence for a check is, as a level, and its words; where its kind is not known, that of the whole answer."""
    for named_by, criteria, acts in _kinds():
        if not named_by.search(check.text):
            continue
        if acts:
            done = [act for act in held.own_acts if act.verb in acts]
            return (
                1 + 3 * bool(done) + (len(done) > 1),
                tuple(held.span("own_act", trimmed(held.reading.text, (a.start, a.end))) for a in done),
            )
        named = next((findings[each] for each in criteria if each in findings), None)
        if named is not None and named.level is not None:
            return named.level, named.spans
    judged = [each for each in findings.values() if each.level is not None]
    mean = sum(each.level or 0 for each in judged) / len(judged)
    return mean + 0.5, tuple(span for each in judged for span in each.spans)


def _known(held: Evidence, like: float, nearest: Sentence) -> tuple[float, tuple[AnswerSpan, ...]]:
    """How well a check of what one knows is spoken to: by a sentence like it that says a cause, a step or a figure."""
    explained = nearest.has("chain") or bool(nearest.figures) or nearest.tied
    level = 4 if like >= _SPOKEN and explained and not nearest.vague else 3 if like >= _TOUCHES else 1
    return level, (held.span("situation", (nearest.start, nearest.end)),)


@dataclass(frozen=True)
class Topic:
    """Whether an answer speaks of its question's subject: how ``like`` it is (-1 to 1), ``other`` where it speaks of another altogether.

    ``said`` holds, for what is known and not told, each check's nearest sentence and how like it is; None where that is not used.
    """

    like: float = 1.0
    said: tuple[tuple[float, Sentence], ...] | None = None

    @property
    def other(self) -> bool:
        """Whether it speaks of another subject."""
        return self.like < _OTHER

    @property
    def worth(self) -> float:
        """What a check counts for, 0 to 1."""
        return 0.0 if self.other else _TOUCHED + (_MET - _TOUCHED) * min(1.0, (self.like - _OTHER) / (_NEAR - _OTHER))


def topic_of(question: PracticeQuestion, reading: Reading, embedder: Embedder | None) -> Topic:
    """The subject of an answer against that of its question: the mean vector of its sentences, by their length, beside the question's.

    Without an embedder it is not judged: a good answer need not share a word with its question.
    """
    if embedder is None:
        return Topic()
    asked = [question.text, " ".join([question.text, *(check.text for check in question.checks)])]
    tied = [each for each in reading.said if each.particulars or each.own]
    spoken = tied if len(tied) > 1 else reading.said or reading.sentences
    vectors = embedder.embed([*asked, *(_subject_only(each.plain) for each in spoken)])
    weighed = [[len(words(each.plain)) * value for value in vector] for each, vector in zip(spoken, vectors[len(asked) :], strict=True)]
    mean = _unit([math.fsum(column) for column in zip(*weighed, strict=True)])
    like = sum(likeness(each, mean) for each in vectors[: len(asked)]) / len(asked)
    if question.type != "role_knowledge" or not question.checks:
        return Topic(like=like)
    checks = embedder.embed([check.text for check in question.checks])
    sentences = list(zip(vectors[len(asked) :], spoken, strict=True))
    nearest = tuple(max(((likeness(check, vector), each) for vector, each in sentences), key=lambda pair: pair[0]) for check in checks)
    return Topic(like=like, said=nearest)


def _subject_only(text: str) -> str:
    """A sentence as its subject is compared: who acts and whether an article stands there must not count."""
    return _ARTICLE.sub("", in_singular(text))


def _unit(vector: Vector) -> list[float]:
    length = math.sqrt(math.fsum(each * each for each in vector)) or 1.0
    return [each / length for each in vector]
