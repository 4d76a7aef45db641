"""A scorecard as lines of plain text, and the words that its levels and parts have on a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from loopready.model import Debrief, Delivery, Mark, PracticeQuestion, Scorecard
from loopready.rendering.clean import one_line

WIDTH = 88
LEVELS = {1: "not shown", 2: "only named", 3: "shown in part", 4: "mostly shown", 5: "shown"}
"""The words of the five levels, as the rubric means them."""
VOTES = {"for": "For", "not_yet": "Not yet", "not_enough": "Not enough to go by"}
NO_PROPHET = "It counts what the answer shows by the written rubric. It predicts no interviewer."
STATES = {"supported": "your CV says so too", "absent": "your CV does not speak of it", "contradicted": "your CV says otherwise"}


def criterion_name(id: str) -> str:
    """A criterion's id as words."""
    return {"fit": "what the question tests", "own_act": "your own act", "sla": "service level"}.get(id, id.replace("_", " "))


def scorecard_lines(card: Scorecard) -> Iterator[str]:
    """The marks with what they rest on, what is missing, the CV's side, and the figure with what it is not."""
    if card.unscored is not None:
        yield from wrapped(f"Not marked: {card.unscored}")
        return
    for mark in card.marks:
        yield from _mark(mark)
    for cap in card.caps:
        yield from wrapped(f"Held at {cap.at_most}: {cap.because}")
    if card.missing:
        yield ""
        yield "Missing"
        for line in card.missing:
            yield from wrapped(line, first="  - ", rest="    ")
    yield from _beside(card)
    for caution in card.cautions:
        yield ""
        yield from wrapped(f"Before you tell this outside: {caution}")
    if card.overall is not None:
        yield ""
        yield from wrapped(f"Overall {card.overall} of 100. {NO_PROPHET}")


def _beside(card: Scorecard) -> Iterator[str]:
    """What the CV says otherwise, or the person took back, as questions; what it does not speak of in one line."""
    asked = [claim for claim in card.claims if claim.state == "contradicted" or claim.retracted]
    silent = [f"“{one_line(claim.text)}”" for claim in card.claims if claim.state == "absent"]
    if asked or silent:
        yield ""
        yield "Beside your CV"
    for claim in asked:
        beside = f" (CV: “{one_line(claim.cv.quote)}”)" if claim.cv is not None else ""
        yield from wrapped(f"“{one_line(claim.text)}”{beside}: {claim.ask or STATES[claim.state]}", first="  ? ", rest="    ")
    if silent:
        yield from wrapped(f"Not in your CV, so be ready to show it: {', '.join(silent)}.", first="  - ", rest="    ")


def marked_lines(question: PracticeQuestion, card: Scorecard) -> Iterator[str]:
    """A scorecard under its question; how it was said comes last and is no part of the marks."""
    yield from wrapped(one_line(question.text))
    yield ""
    yield from scorecard_lines(card)
    if card.delivery is not None:
        yield ""
        yield "How it was said (no part of the marks)"
        yield from wrapped(_delivery(card.delivery), first="  ", rest="  ")
        for note in card.delivery.notes:
            yield from wrapped(note, first="  - ", rest="    ")


def _delivery(delivery: Delivery) -> str:
    said = [f"{delivery.words} words"]
    if delivery.words_a_minute is not None:
        said.append(f"{delivery.words_a_minute:.0f} a minute")
    if delivery.fillers:
        said.append(f"{delivery.fillers} fillers" if delivery.fillers > 1 else "1 filler")
    if delivery.target_words is not None:
        said.append("usual for such a question: {} to {} words".format(*delivery.target_words))
    return ", ".join(said) + "."


def debrief_lines(found: Debrief) -> Iterator[str]:
    """The votes, each with the words it rests on and the piece that would have changed it."""
    yield f"Debrief: {found.count('for')} for, {found.count('not_yet')} not yet, {found.count('not_enough')} not enough to go by"
    for vote in found.votes:
        yield ""
        yield from wrapped(f"{VOTES[vote.vote]}: {vote.title}")
        yield from wrapped(vote.because, first="  ", rest="  ")
        for quote in vote.evidence:
            yield from wrapped(f"“{one_line(quote.quote)}” ({criterion_name(quote.criterion)}, {quote.level})", first="  ", rest="    ")
        yield from wrapped(f"What would have changed it: {vote.decisive}", first="  ", rest="  ")
    yield ""
    yield "Votes by stated rules on your own words. No real committee is predicted by them."


def _mark(mark: Mark) -> Iterator[str]:
    name = criterion_name(mark.criterion).capitalize()
    if mark.level is None:
        yield from wrapped(f"-  {name}: not judged, {mark.unscored}", rest="   ")
        return
    yield from wrapped(f"{mark.level}  {name}: {LEVELS[mark.level]}. {mark.why}", rest="   ")
    if mark.quote:
        yield from wrapped(f"“{one_line(mark.quote)}”", first="   ", rest="   ")


def wrapped(text: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    """A text in lines of the width of a terminal; an empty one is one line."""
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False) or [first]
