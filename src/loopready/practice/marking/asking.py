"""What is missing as instructions, and as an interviewer would ask for it: one probe for each missing piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loopready.model.marking import Mark, PracticeQuestion, Probe
from loopready.practice.marking.evidence import Evidence, trimmed
from loopready.practice.marking.finding import words_of

WHOLE = 4
"""From this level on nothing is missing."""
_LONGEST = 90
"""A quote in a probe is no longer, in characters."""


def missing_of(question: PracticeQuestion, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Every missing piece as an instruction, the lowest levels first."""
    return tuple(dict.fromkeys(line for each in _lacking(marks) for line in _instructions(question, each)))


def probes_of(question: PracticeQuestion, marks: Sequence[Mark], held: Evidence) -> tuple[Probe, ...]:
    """A probe for each missing piece, at most one a piece; it quotes the answer where there are words to hold on to."""
    out: dict[str, Probe] = {}
    for each in _lacking(marks):
        said = words_of(each.criterion)
        piece = str(said["piece"])
        instructions = _instructions(question, each)
        if piece in out or not instructions:
            continue
        check = next((text[:1].lower() + text[1:] for text, share in _checks(question, each) if share < 1), "")
        quote = _quote(each, held)
        ask = str(said["ask_of"]).format(quote=quote, check=check) if quote else str(said["ask"]).format(check=check)
        out[piece] = Probe(criterion=each.criterion, piece=piece, ask=ask, instruction=instructions[0])
    return tuple(out.values())


def _lacking(marks: Sequence[Mark]) -> list[Mark]:
    return sorted((each for each in marks if each.level is not None and each.level < WHOLE), key=lambda mark: mark.level or 0)


def _instructions(question: PracticeQuestion, mark: Mark) -> list[str]:
    text = str(words_of(mark.criterion)["missing"])
    if mark.criterion != "fit":
        return [text]
    open_ = [check[:1].lower() + check[1:] for check, share in _checks(question, mark) if share < 1]
    return [text.format(checks="; ".join(open_))] if open_ else []


def _checks(question: PracticeQuestion, mark: Mark) -> Iterator[tuple[str, float]]:
    texts = {check.id: check.text for check in question.checks}
    return ((texts[id], share) for id, share in mark.checks.items())


def _quote(mark: Mark, held: Evidence) -> str:
    """Words of the answer to hold the probe to: those of the mark, else the speaker's or the team's first act. Cut at a word."""
    text = held.reading.text
    acts = [*held.own_acts, *held.team_acts, *held.weak_acts]
    if mark.start is not None and mark.end is not None:
        start, end = mark.start, mark.end
    elif acts:
        start, end = trimmed(text, (acts[0].start, acts[0].end))
    else:
        return ""
    quote = " ".join(text[start:end].split()).rstrip(".,;:!? ")
    if len(quote) > _LONGEST:
        quote = quote[:_LONGEST].rsplit(" ", 1)[0]
    return quote
