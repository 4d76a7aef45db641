"""What an answer can stand for on the deciders' page: its own words, how far they carry, the people it says were led."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from loopready.engines.cues import find_any
from loopready.engines.lexicon import table
from loopready.engines.scope import led
from loopready.model import AnswerSpan, Facet, Interview, Scorecard, Turn

HOLDS_NOTHING = 2
"""An answer under a cap as low as this shows no evidence of the person's, whatever it says."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """An answer that shows something: the words that lead, what came of it, its figures. ``rank`` is its level, 1 to 5."""

    turn: Turn
    scorecard: Scorecard
    rank: float
    lead: AnswerSpan
    result: AnswerSpan | None
    figures: tuple[AnswerSpan, ...]

    @property
    def item(self) -> str:
        """What a cite of the answer names."""
        return item_of(self.turn)

    def led(self, kind: str) -> int | None:
        """The largest number of people or teams that the answer says were led."""
        return max((round(figure.top) for figure in led(self.turn.answer, kind)), default=None)


def item_of(turn: Turn) -> str:
    """The name of an answer in cites and comments."""
    return f"answers/{turn.id}"


def wholes(interviews: Iterable[Interview]) -> list[Turn]:
    """The questions of sessions that were answered, each as one turn: its answer and those to its follow-ups, parted by an empty line,
    with the mark of the last of them, which judges them all."""
    return [whole for interview in interviews for turn in interview.turns if (whole := _whole(interview, turn))]


def _whole(interview: Interview, root: Turn) -> Turn | None:
    if root.of is not None or root.state != "answered":
        return None
    last = interview.judged(root)
    return root.model_copy(update={"answer": interview.told(last), "scorecard": last.scorecard, "answered": last.answered})


def answered(turns: Iterable[Turn]) -> list[Turn]:
    """The turns whose answers are given and have a mark, the earliest first."""
    held = [turn for turn in turns if turn.state == "answered" and turn.answered and turn.scorecard and turn.scorecard.overall is not None]
    return sorted(held, key=lambda turn: (moment_of(turn), turn.id))


def moment_of(turn: Turn) -> dt.datetime:
    """When an answer was given; the beginning of time where it is not yet."""
    return turn.answered or dt.datetime.min.replace(tzinfo=dt.UTC)


def told_by(turns: Iterable[Turn]) -> list[Told]:
    """What the answers show, the earliest first; those that show nothing of the person's are left out."""
    return [told for told in map(_told, answered(turns)) if told]


def _told(turn: Turn) -> Told | None:
    scorecard = turn.scorecard
    if scorecard is None or scorecard.overall is None or any(cap.at_most <= HOLDS_NOTHING for cap in scorecard.caps):
        return None
    spans = _spans(turn, scorecard)
    lead = _first(spans, kinds_of("leading", scorecard.question_type))
    if lead is None:
        return None
    others = [span for span in spans if not _overlap(span, lead)]
    result = _first(others, kinds_of("results"))
    figures = tuple(span for span in spans if span.kind == "figure")
    return Told(turn=turn, scorecard=scorecard, rank=level_of(scorecard.overall), lead=lead, result=result, figures=figures)


def level_of(overall: int) -> float:
    """The level, 1 to 5, of a mark out of 100."""
    return 1 + 4 * overall / 100


def _spans(turn: Turn, scorecard: Scorecard) -> list[AnswerSpan]:
    """The evidence of a scorecard in the answer's order; words that do not stand in the answer as it is now are left out."""
    found = {(span.start, span.end, span.kind): span for span in scorecard.evidence}
    for mark in scorecard.marks:
        found.update({(span.start, span.end, span.kind): span for span in mark.present})
    return [span for _, span in sorted(found.items()) if turn.answer[span.start : span.end] == span.quote and span.quote.strip()]


def _first(spans: Sequence[AnswerSpan], kinds: Sequence[str]) -> AnswerSpan | None:
    """The first span of the first kind that any is of."""
    return next((span for kind in kinds for span in spans if span.kind == kind), None)


def _overlap(one: AnswerSpan, other: AnswerSpan) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def kinds_of(list: str, type: str = "") -> tuple[str, ...]:
    """The kinds of evidence of a list of the lexicon, of one type of question where the list has types."""
    held = table("progress")[list]
    return tuple(str(held[type] if type else held).split())


def shows(told: Told, facet: Facet) -> bool:
    """Whether the words of an answer speak of a facet."""
    return bool(find_any(facet.cues, told.turn.answer))
