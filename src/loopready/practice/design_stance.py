"""Whether a sentence of a design talk takes a stand: it binds itself to something, and to this case.

A row of the field's terms in sound sentences says neither. What binds is a reason, a condition, an order, a price, something left out,
somebody who decides, or a figure; what ties it to the case is a figure, a day, a name, or the case's own things.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loopready.engines.lexicon import table
from loopready.model.designing import DesignPrompt
from loopready.practice.marking.reading import Sentence
from loopready.practice.marking.words import Span


def binds(sentence: Sentence) -> bool:
    """Whether a sentence says why, when, in which order, at which price, what not, or who decides; or counts something."""
    return bool(_counted(sentence)) or bool(_binding().search(sentence.plain))


def of_the_case(prompt: DesignPrompt, sentence: Sentence) -> bool:
    """Whether a sentence could not be said of any other system: it counts, dates or names something, or speaks of the case's own things."""
    told = set(sentence.particulars) - set(sentence.figures)
    return bool(_counted(sentence) or told) or bool(_own((*prompt.case, table("design")["ties"])).search(sentence.plain))


def _counted(sentence: Sentence) -> list[Span]:
    """Places of its figures that count something: "four hosts" does, "four-eyes" is a term."""
    return [(a, b) for a, b in sentence.figures if not re.match(r"-[a-z]", sentence.plain[b : b + 2]) or sentence.plain[a].isdigit()]


@cache
def _binding() -> re.Pattern[str]:
    kinds: dict[str, str] = table("design")["binds"]
    return re.compile("|".join(rf"(?<!-)(?:{each})(?!-)" for each in kinds.values()), re.IGNORECASE)


@lru_cache(maxsize=64)
def _own(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in cues), re.IGNORECASE)
