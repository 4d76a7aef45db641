"""Levels of an answer to why this firm, this seat, this kind of work."""

from __future__ import annotations

from itertools import pairwise

from loopready.model.marking import AnswerSpan
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found
from loopready.practice.marking.reading import Sentence


def seat_known(held: Evidence) -> Finding:
    """Particulars of the work in this seat: sentences that speak of it in words of daily work, without praise."""
    there = [
        each
        for each in plain_sentences(held)
        if each.has("seat_particular") and (each.has("seat_daily") or each.has("seat_you") or each.figures)
    ]
    spans = [held.clause_span("situation", each, "seat_daily" if each.has("seat_daily") else "seat_particular") for each in there]
    count = sum(len(each.spans("seat_daily")) + len(each.spans("seat_you")) + len(each.figures) for each in there)
    return found(1 + bool(there) + bool(count > 1) + bool(len(there) > 1) + bool(len(there) > 1 and count > 4), spans)


def own_link(held: Evidence) -> Finding:
    """Own work that bears on the seat."""
    praising = [(each.start, each.end) for each in held.reading.sentences if each.has("brand")]
    acts = [span for span in held.of("own_act") if not any(a <= span.start < b for a, b in praising)]
    work = [each for each in plain_sentences(held) if any(act.who in ("i", "we") for act in each.acts) and each.has("seat_daily")]
    spans = [*acts, *(held.clause_span("own_act", each, "seat_daily") for each in work)]
    return found(
        1 + bool(spans) + bool(acts or len(work) > 1) + bool(len(acts) + len(work) > 2) + bool(acts and len(acts) + len(work) > 3), spans
    )


def choice(held: Evidence) -> Finding:
    """Another way that is open, and what told against it."""
    plain = plain_sentences(held)
    there = [each for each in plain if each.has("choice")]
    spans = [held.clause_span("alternative", each, "choice") for each in there]
    behind = [after for before, after in pairwise(plain) if before in there and after.has("against")]
    reason = [each for each in [*there, *behind] if each in behind or each.has("reason") or each.has("give_up") or each.particulars]
    return found(1 + bool(there) + bool(there and (len(there) > 1 or reason)) + bool(reason) + bool(reason and len(there) > 1), spans)


def price(held: Evidence) -> Finding:
    """What they give up, doubt, or have yet to learn."""
    there = [each for each in plain_sentences(held) if each.has("give_up")]
    spans = [held.clause_span("price", each, "give_up") for each in there]
    met = [act for act in held.own_acts if there and act.start >= there[0].start]
    return found(1 + 2 * bool(there) + bool(len(there) > 1) + bool(there and (met or held.holding("diagnosis"))), spans)


def plain_sentences(held: Evidence) -> list[Sentence]:
    """The said sentences without words of brand and praise."""
    return [each for each in held.reading.said if not each.has("brand")]


def brand_spans(held: Evidence) -> list[AnswerSpan]:
    """Words of brand, praise and pay."""
    return [held.span("platitude", place) for each in held.reading.sentences for place in each.spans("brand")]
