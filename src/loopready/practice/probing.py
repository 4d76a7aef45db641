"""The follow-up to an answer: one question for one missing piece, in an interviewer's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import Interview, PracticeQuestion, Scorecard, Turn

MOST_PROBES = 3
OWN_PIECE = "own:"
"""Begins the piece of a question's own follow-up; its place follows."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What is asked next of the same answer, and the piece of evidence that it asks for."""

    said: str
    piece: str


def follow_up(question: PracticeQuestion, card: Scorecard | None, *, asked: Sequence[str]) -> FollowUp | None:
    """The next follow-up, or None where the interviewer goes on.

    ``card`` judges all that was answered to this question so far, so that what was given since is not asked again; ``asked`` are the
    pieces asked for already. An answer in which every piece stands gets one of the question's own follow-ups, as a real one would; one
    that could not be judged (empty, another language) gets none.
    """
    return next(iter(candidates(question, card, asked=asked)), None)


def candidates(question: PracticeQuestion, card: Scorecard | None, *, asked: Sequence[str]) -> tuple[FollowUp, ...]:
    """All follow-ups that could be asked next, the one that ``follow_up`` asks first; nothing else is ever put to an answer."""
    if len(asked) >= MOST_PROBES or card is None or card.unscored is not None:
        return ()
    missing = tuple(FollowUp(said=probe.ask, piece=probe.piece) for probe in card.probes if probe.piece not in asked)
    if missing or asked:
        return missing
    return tuple(FollowUp(said=said, piece=f"{OWN_PIECE}{place}") for place, said in enumerate(question.follow_ups, start=1))


def engine_words(interview: Interview, turn: Turn) -> str:
    """A follow-up as the engine would put it: from the marks of the answer before it; empty where it is none, or they are gone."""
    before = [each for each in interview.thread(turn) if each.position < turn.position and each.scorecard is not None]
    if turn.piece is None or not before:
        return ""
    place = turn.piece.removeprefix(OWN_PIECE)
    if place != turn.piece:
        own = turn.question.follow_ups
        return own[int(place) - 1] if place.isdecimal() and 0 < int(place) <= len(own) else ""
    card = before[-1].scorecard
    return next((probe.ask for probe in card.probes if probe.piece == turn.piece), "") if card is not None else ""
