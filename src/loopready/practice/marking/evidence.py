"""What an answer holds: for every kind of evidence the words of the answer, and the counts that the levels rest on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from loopready.engines.text import words
from loopready.model.marking import AnswerSpan, EvidenceKind
from loopready.practice.marking.reading import Act, Reading, Sentence
from loopready.practice.marking.words import Span, places, straight

_LISTS: dict[EvidenceKind, str] = {
    "stakes": "stakes",
    "alternative": "alternative",
    "reason": "reason",
    "diagnosis": "diagnosis",
    "price": "price",
    "outcome": "outcome",
    "base": "base",
    "time": "time",
    "learning": "learning",
    "changed_habit": "habit",
    "limit": "limit",
    "people_impact": "people_impact",
    "mechanism_change": "mechanism_change",
    "service_level": "service_level",
    "cost": "cost",
    "customer": "customer",
}


_CLEARLY, _SURELY = 0.75, 0.95
"""Shares from which a sentence is clearly, and surely, of one part of an answer (``practice/segments.py``)."""


_FEWEST = 4
"""A clause of fewer words is quoted with its sentence: "Why here" tells a reader nothing."""


class Evidence:
    """The evidence of one answer. A sentence counts once for a kind, however many words of it are found there."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def holding(self, name: str, among: Iterable[Sentence] | None = None) -> list[Sentence]:
        """The told sentences (or those given) that hold a list's words."""
        return [each for each in (self.reading.told if among is None else among) if each.has(name)]

    def span(self, kind: EvidenceKind, place: Span) -> AnswerSpan:
        """A span of the answer as evidence."""
        start, end = place
        return AnswerSpan(kind=kind, start=start, end=end, quote=self.reading.text[start:end])

    def clause_span(self, kind: EvidenceKind, sentence: Sentence, name: str) -> AnswerSpan:
        """The clauses of a sentence from the first to the last word of a list found in it: what a reader needs to see."""
        found = sentence.spans(name)
        first, last = found[0][0] - sentence.start, found[0][1] - sentence.start
        held = [(a, b) for a, b in sentence.clauses if a < last and b > first] or [(0, len(sentence.plain))]
        start, end = held[0][0], held[-1][1]
        if len(words(sentence.plain[start:end])) < _FEWEST:
            start, end = 0, len(sentence.plain)
        return self.span(kind, trimmed(self.reading.text, (sentence.start + start, sentence.start + end)))

    def figure_spans(self, sentence: Sentence) -> list[AnswerSpan]:
        """The clauses of a sentence that hold a figure: a figure alone tells a reader nothing."""
        held = [(a, b) for a, b in sentence.clauses if any(a <= at < b for at, _ in sentence.figures)]
        return [self.span("figure", trimmed(self.reading.text, (sentence.start + a, sentence.start + b))) for a, b in held]

    def state_spans(self, states: Iterable[Sentence]) -> list[AnswerSpan]:
        """What came of it as evidence: the clauses that hold its words, or the sentence."""
        return [
            self.clause_span("outcome", each, "outcome") if each.has("outcome") else self.span("outcome", (each.start, each.end))
            for each in states
        ]

    def of(self, kind: EvidenceKind) -> list[AnswerSpan]:
        """The evidence of a kind in the told sentences, one span a sentence."""
        if kind in ("own_act", "team_act"):
            acts = self.own_acts if kind == "own_act" else self.team_acts
            return [self.span(kind, trimmed(self.reading.text, (act.start, act.end))) for act in acts]
        name = _LISTS[kind]
        if kind == "changed_habit":
            return [
                self.clause_span(kind, each, name) if each.has(name) else self.span(kind, (each.start, each.end)) for each in self.habits
            ]
        if kind == "learning":
            return [
                self.clause_span(kind, each, name) if each.has(name) else self.span(kind, (each.start, each.end)) for each in self.lessons
            ]
        return self.state_spans(self.states) if kind == "outcome" else [self.clause_span(kind, each, name) for each in self.holding(name)]

    @cached_property
    def states(self) -> list[Sentence]:
        """Sentences that say what came of it: by their words, unless they are clearly something else, and by how they are made."""
        return [each for each in self.reading.told if (_is_state(each) if each.has("outcome") else _reads_as_state(each))]

    @cached_property
    def lessons(self) -> list[Sentence]:
        """Sentences that judge the own conduct or say what was understood: by their words, or by how they are made."""
        return [each for each in self.reading.told if each.has("learning") or (each.reads_as("learning") and each.spoken_of_self)]

    @cached_property
    def habits(self) -> list[Sentence]:
        """Sentences that say what is done since: in the present, or with a word that parts now from then."""
        listed = [each for each in self.holding("habit") if not each.past or each.has("since")]
        meant = [each for each in self.holding("intention") if not each.particulars]
        return [each for each in self.reading.told if each not in meant and (each in listed or each.practised)]

    @cached_property
    def own_acts(self) -> list[Act]:
        """The speaker's acts that can be pictured, one a clause."""
        return _one_a_clause(act for act in self.reading.acts("i") if act.concrete and act.form == "past")

    @cached_property
    def weak_acts(self) -> list[Act]:
        """Acts of the speaker that say little."""
        held = {act.start for act in self.own_acts}
        return [a for a in _one_a_clause(self.reading.acts("i")) if a.form == "past" and a.verb != "state" and a.start not in held]

    @cached_property
    def team_acts(self) -> list[Act]:
        """What "we" did, where it can be pictured."""
        return _one_a_clause(act for act in self.reading.acts("we") if act.concrete and act.form == "past")

    @cached_property
    def general(self) -> list[Sentence]:
        """Sayings and views of oneself."""
        return [each for each in self.reading.sentences if each.general]

    @cached_property
    def particulars(self) -> int:
        """How many particulars the told sentences hold."""
        return sum(len(each.particulars) for each in self.reading.told)

    def all(self) -> tuple[AnswerSpan, ...]:
        """Everything found, in the order of the answer."""
        found = [span for kind in _LISTS for span in self.of(kind)] + self.of("own_act") + self.of("team_act")
        for each in self.reading.told:
            found += [self.span("figure", (each.start + n.start, each.start + n.end)) for n in each.numbers]
        found += [self.span("blame", place) for each in self.reading.sentences for place in each.spans("blame")]
        found += [self.span("hedge", place) for place in places("hedge", straight(self.reading.text))]
        found += [self.span("platitude", (each.start, each.end)) for each in self.general]
        found += [self.span("hypothetical", (each.start, each.end)) for each in self.reading.sentences if each.hypothetical]
        return tuple(sorted(set(found), key=lambda span: (span.start, span.end, span.kind)))


def _is_state(sentence: Sentence) -> bool:
    """Whether a sentence that holds the words of an outcome may be one: a view, a lesson or how things stood before is none."""
    shares = sentence.shares
    return max(shares[label] for label in ("context", "learning", "other")) < _CLEARLY and shares["action"] < _SURELY


def _reads_as_state(sentence: Sentence) -> bool:
    """Whether a sentence is made like what came of something; what went wrong, with nothing it is compared with, set it off instead."""
    return sentence.reads_as("result") and (sentence.has("base") or not sentence.has("stakes"))


def trimmed(text: str, place: Span) -> Span:
    """The place without the white space and the commas round it."""
    start, end = place
    while start < end and text[start] in " ,;:-\n\t":
        start += 1
    while end > start and text[end - 1] in " ,;:-\n\t":
        end -= 1
    return start, end


def _one_a_clause(acts: Iterable[Act]) -> list[Act]:
    out: dict[int, Act] = {}
    for act in acts:
        out.setdefault(act.start, act)
    return list(out.values())
