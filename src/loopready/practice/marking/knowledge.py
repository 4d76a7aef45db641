"""Levels of an answer that says how something works. Whether it is right is not judged: rules can not tell."""

from __future__ import annotations

from loopready.practice.marking.evidence import Evidence, trimmed
from loopready.practice.marking.finding import Finding, found
from loopready.practice.marking.reading import Sentence
from loopready.practice.marking.words import Span

_DONE = ("tell", "decide", "give", "change", "look")


def correct(_held: Evidence) -> Finding:
    """Not judged."""
    return Finding(None)


def mechanism(held: Evidence) -> Finding:
    """Causes with their effects, or steps in order."""
    there = [each for each in held.holding("chain", held.reading.said) if not each.vague]
    spans = [held.clause_span("reason", each, "chain") for each in there]
    links = sum(len(each.spans("chain")) for each in there)
    decides = any(_decides(each) for each in there)
    return found(
        1 + bool(links) + bool(links > 1) + bool(links > 3 or (links > 1 and decides)) + bool(links > 5 or (links > 3 and decides)), spans
    )


def _done(sentence: Sentence) -> list[Span]:
    """Places of what the speaker or the team once did, in a sentence with a figure, a time or a name."""
    return [
        (act.start, act.end)
        for act in sentence.acts
        if act.who in ("i", "we") and act.form == "past" and act.concrete and sentence.particulars
    ]


def _decides(sentence: Sentence) -> bool:
    """Whether a cause is followed to what somebody does because of it, with something of this case in the sentence."""
    acts = [act for act in sentence.acts if act.who in ("i", "we") and act.form != "modal" and act.verb in _DONE]
    return bool(acts) and bool(sentence.particulars or any(act.concrete for act in acts))


def limits(held: Evidence) -> Finding:
    """Where it fails, and what is then done."""
    there = [each for each in held.holding("limit", held.reading.said) if not each.vague]
    spans = [held.clause_span("limit", each, "limit") for each in there]
    followed = [each for each in there if each.has("chain")]
    return found(1 + 2 * bool(there) + bool(followed) + bool(followed and len(there) > 2), spans)


def practice(held: Evidence) -> Finding:
    """A case of the speaker's, or a figure worked."""
    cases = [each for each in held.reading.said if each.has("case_own") or _done(each)]
    spans = [
        held.clause_span("situation", each, "case_own")
        if each.has("case_own")
        else held.span("own_act", trimmed(held.reading.text, _done(each)[0]))
        for each in cases
    ]
    counted = [each for each in held.reading.said if each.figures]
    figures = [held.span("figure", (each.start + a, each.start + b)) for each in counted for a, b in each.figures]
    particular = [each for each in cases if each.figures or each.particulars]
    return found(
        1 + bool(figures or cases) + bool(cases) + bool(cases and counted) + bool(particular and len(cases) > 1), [*spans, *figures]
    )
