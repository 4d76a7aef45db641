"""A rewrite from the person's own sentences in the order that is easiest to follow, with ``____`` for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.engines.lexicon import table
from loopready.engines.text import sentences
from loopready.model.marking import Mark, QuestionType, SkeletonLine
from loopready.practice.marking.asking import WHOLE
from loopready.practice.marking.finding import words_of

BLANK = "____"


def skeleton_of(type: QuestionType, marks: Sequence[Mark], text: str) -> tuple[SkeletonLine, ...]:
    """The lines of the rewrite: each sentence once, under the first part it is evidence for, in its own order there.

    A part that is not whole ends with a blank and the question that fills it; nothing is invented.
    """
    by_id = {each.criterion: each for each in marks}
    whole = sentences(text)
    used: set[tuple[int, int]] = set()
    out: list[SkeletonLine] = []
    for criterion, role in table("marking_words")["skeleton"][type]:
        mark = by_id[criterion]
        for start, end in whole:
            if (start, end) not in used and any(start <= each.start < end for each in mark.present):
                used.add((start, end))
                out.append(SkeletonLine(role=role, text=text[start:end], source="answer", start=start, end=end))
        if mark.level is not None and mark.level < WHOLE:
            out.append(SkeletonLine(role=role, text=BLANK, source="blank", hint=_hint(criterion)))
    return tuple(out)


def _hint(criterion: str) -> str:
    hints = table("marking_words")["hints"]
    ask = str(words_of(criterion)["ask"])
    return f"{ask} {hints['figure']}" if criterion in hints["figures_in"] else ask
