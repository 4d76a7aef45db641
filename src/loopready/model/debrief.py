"""Debrief: how a committee of the loop's lenses would vote on a session, each vote with the words it rests on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun

Ballot = Literal["for", "not_yet", "not_enough"]
"""``not_enough``: no answer that this lens could judge was given, so it does not vote."""


class BallotQuote(Noun):
    """Words of an answer that a vote rests on, and the level of the criterion that they carry."""

    turn: str
    question: str
    criterion: str
    level: int = Field(ge=1, le=5)
    quote: str


class LensVote(Noun):
    """The vote of one lens: a signal of the guide, and the roles that look for it in this loop."""

    lens: str
    title: str
    asks: str = Field(description="The question that this interviewer answers in the debrief.")
    by: tuple[str, ...] = ()
    vote: Ballot
    because: str
    turns: tuple[str, ...] = Field(default=(), description="The questions of the session that it judges by.")
    evidence: tuple[BallotQuote, ...] = ()
    levels: dict[str, int] = Field(default={}, description="Criterion -> level, of the answer that counts most.")
    decisive: str = Field(description="The single piece of evidence that would have changed the vote.")

    @model_validator(mode="after")
    def _votes_on_words(self) -> LensVote:
        if self.vote == "for" and not self.evidence:
            raise ValueError(f"{self.lens}: a vote for it quotes the answer")
        return self


class Debrief(Noun):
    """All votes of a session. It holds no number that pretends to predict a real interviewer."""

    interview: str
    votes: tuple[LensVote, ...] = ()
    answered: int = 0
    skipped: int = 0
    unscored: int = 0

    def count(self, vote: Ballot) -> int:
        """How many lenses voted so."""
        return sum(1 for each in self.votes if each.vote == vote)
