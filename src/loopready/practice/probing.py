"""The follow-up to an answer: one question for one missing piece, in an interviewer's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import PracticeQuestion, Scorecard

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
    if len(asked) >= MOST_PROBES or card is None or card.unscored is not None:
        return None
    for probe in card.probes:
        if probe.piece not in asked:
            return FollowUp(said=probe.ask, piece=probe.piece)
    if not asked and question.follow_ups:
        return FollowUp(said=question.follow_ups[0], piece=f"{OWN_PIECE}1")
    return None
