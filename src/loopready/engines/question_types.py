"""The type of a question, by its words: what happened, a weakness, why here, how something works, the career, a sum worked aloud."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines.figures import numbers
from loopready.engines.lexicon import table
from loopready.model.marking import Lens, QuestionType


@cache
def _types() -> tuple[tuple[QuestionType, str | None, re.Pattern[str]], ...]:
    return tuple(
        (each["type"], each.get("story"), re.compile("|".join(f"(?:{one})" for one in each["patterns"]), re.IGNORECASE))
        for each in table("practice_questions")["types"]
    )


@cache
def _lenses() -> tuple[tuple[Lens, re.Pattern[str]], ...]:
    return tuple(
        (each["lens"], re.compile("|".join(f"(?:{one})" for one in each["patterns"]), re.IGNORECASE))
        for each in table("practice_questions")["lenses"]
    )


def type_of(text: str, *, story: str | None = None) -> QuestionType:
    """The type of a question of a guide, or of one that somebody typed (``story`` None).

    Args:
        text: the question.
        story: what a guide's answer is built of (bullet, career, firm, none); a bullet is something that happened.
    """
    if story is None and _is_drill(text):
        return "drill"
    for name, wanted, pattern in _types():
        if wanted in (None, story) and pattern.search(text):
            return name
    return "behavioural" if story == "bullet" else "role_knowledge"


def _is_drill(text: str) -> bool:
    rules = table("practice_questions")["drill"]
    return len(numbers(text)) >= rules["figures"] and any(re.search(each, text, re.IGNORECASE) for each in rules["patterns"])


def lenses_of(text: str, type: QuestionType, *, leads: bool) -> tuple[Lens, ...]:
    """The manager's lenses that a question asks for, at most two, sought in ``text`` (the question with what it tests).

    Only for a seat that leads people, and for what happened or what failed: what one knows shows no treatment of people.
    """
    if not leads or type not in ("behavioural", "weakness"):
        return ()
    found = [lens for lens, pattern in _lenses() if pattern.search(text)]
    return tuple(found[: int(table("practice_questions")["most_lenses"])])
