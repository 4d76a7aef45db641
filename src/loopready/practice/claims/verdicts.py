"""What is found: a claim of the answer, how it stands, and the words of the CV that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loopready.model import AnswerClaim, ClaimState, CvQuote
from loopready.practice.claims.lexicon import claims
from loopready.practice.claims.record import CvLine

Topic = Literal[
    "figure", "years", "dates", "title", "employer", "degree", "denied", "claimed", "outcome", "language", "name",
    "role", "reports", "order", "field",
]  # fmt: skip
_LONGEST = 160
_CLOSING = "%€$£)+#"


@dataclass(frozen=True, slots=True)
class Found:
    """A claim at ``answer[start:end]``; ``core`` are the least of its words that still say it, where it was widened to its clause."""

    start: int
    end: int
    state: ClaimState
    topic: Topic
    line: CvLine | None = None
    core: tuple[int, int] | None = None


def as_claim(found: Found, answer: str) -> AnswerClaim:
    """The claim as it is handed out; what is not supported is put as a question."""
    start, end = _bare(answer, found.start, found.end)
    said = answer[start:end]
    quote = CvQuote(start=found.line.start, end=found.line.end, quote=found.line.text) if found.line is not None else None
    ask = None
    if found.state == "contradicted" and quote is not None:
        ask = str(claims()["asks"][found.topic]).format(cv=_short(quote.quote), said=_short(said))
    elif found.state == "absent":
        ask = str(claims()["asks"]["absent"]).format(said=_short(said))
    return AnswerClaim(text=said, start=start, end=end, state=found.state, cv=quote, ask=ask)


def unborne(claim: AnswerClaim) -> AnswerClaim:
    """A claim that nothing in the CV bears out or denies any more: what it was held against was taken back."""
    ask = str(claims()["asks"]["absent"]).format(said=_short(claim.text))
    return claim.model_copy(update={"state": "absent", "cv": None, "ask": ask})


def _bare(answer: str, start: int, end: int) -> tuple[int, int]:
    """A place without the white space and the stops at its ends."""
    while end > start + 1 and not (answer[end - 1].isalnum() or answer[end - 1] in _CLOSING):
        end -= 1
    while start < end - 1 and answer[start].isspace():
        start += 1
    return start, end


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
