"""Questions, answers' marks and sessions to practise with, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loopready.model import Answer, Brief, Check, Guide, Interview, Mark, PracticeQuestion, Probe, Scorecard, Turn

NOW = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
ANSWER = "We had 31 pages a night. I gave the queue to the storage team and took one engineer less for a quarter. Pages fell from 31 to 12."


def question(id: str = "questions/on_call", **more: object) -> PracticeQuestion:
    """A behavioural question."""
    given: dict[str, object] = {
        "id": id, "text": "Tell me about a change to how your team is on call.", "type": "behavioural",
        "tests": "What was wrong and for whom; what you changed.", "checks": (Check(id="wrong", text="What was wrong"),),
        "signals": ("operations",), "follow_ups": ("What would you do differently?",), "great": ("A state before and after.",),
    }  # fmt: skip
    return PracticeQuestion.model_validate({**given, **more})


def practised_of(guide: Guide) -> tuple[PracticeQuestion, ...]:
    """A guide's questions and bank as they are practised, without what a test of the choice does not look at."""
    whole = [PracticeQuestion(id=f"questions/{each.id}", text=each.text, type="cv_walk" if each.story == "career" else "behavioural",
             guide=guide.path, signals=each.signals, rounds=each.rounds, minutes=each.minutes) for each in guide.questions]  # fmt: skip
    bank = [PracticeQuestion(id=f"bank/{each.id}", text=each.text, type="behavioural", guide=guide.path, signals=each.signals,
            rounds=each.rounds, by=each.by, minutes=each.minutes) for each in guide.bank]  # fmt: skip
    return (*whole, *bank)


def mark(criterion: str, level: int | None, quote: str | None = None, *, answer: str = ANSWER) -> Mark:
    """A mark, with its quote where it stands in the answer."""
    if level is None:
        return Mark(criterion=criterion, level=None, why="", unscored="breaks off")
    at = answer.index(quote) if quote else None
    return Mark(
        criterion=criterion, level=level, quote=quote, start=at, end=at + len(quote) if at is not None and quote else None,
        why="it says so" if quote else "nothing of it is said",
    )  # fmt: skip


def card(*marks: Mark, probes: tuple[Probe, ...] = (), **more: object) -> Scorecard:
    """A scorecard with the overall of its marks, cut at the lowest cap that is given."""
    levels = [each.level for each in marks if each.level is not None]
    caps = more.get("caps") or ()
    mean = min([sum(levels) / len(levels), *(cap.at_most for cap in caps)])  # type: ignore[attr-defined]
    given: dict[str, object] = {"question_type": "behavioural", "overall": round(100 * (mean - 1) / 4), "marks": marks, "probes": probes}
    return Scorecard.model_validate({**given, **more})


def probe(piece: str, *, criterion: str = "outcome") -> Probe:
    """A missing piece."""
    return Probe(criterion=criterion, piece=piece, ask=f"And {piece}?", instruction=f"Say {piece}.")


def interview(*turns: Turn, **more: object) -> Interview:
    """A session of one person."""
    given: dict[str, object] = {"id": "i1", "owner": "me", "guide": "general", "created": NOW, "updated": NOW, "turns": turns}
    return Interview.model_validate({**given, **more})


def turn(id: str = "t1", *, position: int = 10, asked: PracticeQuestion | None = None, **more: object) -> Turn:
    """An answered turn."""
    put = asked or question()
    given: dict[str, object] = {
        "id": id, "interview": "i1", "position": position, "question": put, "said": put.text, "state": "answered", "answer": ANSWER,
    }  # fmt: skip
    return Turn.model_validate({**given, **more})


PIECES = {"measure": "measured", "alternatives": "instead"}
"""Missing pieces that ``judge`` asks for, and the word that gives each."""


def judge(question: PracticeQuestion, answer: Answer, brief: Brief | None, *, retracted: Sequence[str] = ()) -> Scorecard:
    """A marker for tests: what is quoted stands in the answer, and a piece is missing until its word is said."""
    if len(answer.text.split()) < 5:
        return Scorecard(question=question.id, question_type=question.type, overall=None, unscored="it holds fewer than five words")
    first = answer.text.split(".")[0]
    given = [piece for piece, word in PIECES.items() if word in answer.text]
    probes = tuple(probe(piece) for piece in PIECES if piece not in given)
    marks = (mark("outcome", 2 + len(given), first, answer=answer.text), mark("fit", 3, first, answer=answer.text), mark("learning", 1))
    return card(
        *marks, probes=probes, question=question.id, question_type=question.type, missing=tuple(each.instruction for each in probes)
    )
