"""Whether words that a language model brought are those of its ground; the gate, closed the other way for practice.

Why beside ``engines.gate``: that one looks for what is known to be wrong. Here a content word is wrong unless the ground has it, or it is
one of the few that the act of asking, telling or reporting needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.figures import figures, numbers
from loopready.engines.gate import BLANK, faults, ground_of
from loopready.engines.placeholders import placeholders_in
from loopready.engines.text import sentences, stem, words

TABLE = "guest"
_MOST_LETTERS = 300


def strange_words(text: str, ground: Sequence[str], *, allowed: str) -> list[str]:
    """The words of a text that the ground has not by stem, and that are neither small words nor in the list ``allowed``."""
    held = {stem(word.text) for each in ground for word in words(each)}
    free = _stems(allowed)
    return [word.text for word in words(text) if stem(word.text) not in held and stem(word.text) not in free]


@cache
def _stems(allowed: str) -> frozenset[str]:
    small = lexicon.word_set("marking_judging", "small")
    return frozenset(stem(word) for word in (*lexicon.word_set(TABLE, allowed), *small))


@cache
def _flattery() -> CueSet:
    return CueSet(str(cue) for cue in lexicon.table(TABLE)["flattery"])


def stands(text: str, said: str, *, person: Sequence[str] = (), allowed: str, asks: bool = False) -> bool:
    """Whether a text may stand for ``said``: it passes the gate, its figures are held, it has no strange word, and no placeholder that
    nothing stands behind.

    ``asks`` for a question: a doubt of ``said`` ("could you have") is one of its grammar and may go, and so may a "not yet heard".
    """
    ground = (said, *person)
    if any(each not in " ".join(ground) for each in placeholders_in(text)) or not _figures_stand(text, ground):
        return False
    excused = {"hedge"} if _denies(text) else {"hedge", "negation"}
    found = [
        fault
        for fault in faults(text, ground_of(said, person=person), whole=False)
        if not asks or fault.kind not in excused or numbers(fault.words)  # "nearly 12" may not become 12 in a question either
    ]
    return not found and not strange_words(text, ground, allowed=allowed)


def _figures_stand(text: str, ground: Sequence[str]) -> bool:
    """Whether each figure is one of the ground's, a change with its beginning and its end."""
    held = [figure for each in ground for figure in figures(each)]
    values = {number.value for each in ground for number in numbers(each)} | {figure.value for figure in held}
    changes = {(figure.base, figure.value) for figure in held}
    for figure in figures(text):
        if figure.kind != "date" and (
            figure.value not in values or (figure.base is not None and (figure.base, figure.value) not in changes)
        ):
            return False
    return True


@cache
def _denials() -> CueSet:
    return CueSet(word.replace("_", " ") for word in sorted(lexicon.word_set("gate", "negations")) if word != "n't")


def _denies(text: str) -> bool:
    return bool(_denials().hits(text))


def overstates(text: str, said: str) -> bool:
    """Whether a plan, a doubt or a bound went from what is said, or something reaches further: "all" twice, where it is said once."""
    for cues in _tentative():
        if cues.hits(said) and not cues.hits(text):
            return True
    reach = lexicon.word_set(TABLE, "reach")
    told, held = (Counter(word.text.lower() for word in words(each) if word.text.lower() in reach) for each in (text, said))
    return bool(told - held)


@cache
def _tentative() -> tuple[CueSet, ...]:
    return tuple(CueSet(str(cue) for cue in cues) for cues in lexicon.table(TABLE)["tentative"].values())


def is_one_question(text: str) -> bool:
    """Whether a text is one question, with one sentence before it at most, and short enough to be spoken."""
    return text.count("?") == 1 and text.endswith("?") and len(sentences(text)) <= 2 and len(text) <= _MOST_LETTERS and "\n" not in text


def flatters(text: str, said: str) -> bool:
    """Whether a text praises, judges or thanks where ``said`` does not."""
    held = {hit.cue for hit in _flattery().hits(said)}
    return any(hit.cue not in held for hit in _flattery().hits(text))


def without_blanks(text: str) -> str:
    """A text without blanks and the spaces that they leave."""
    return " ".join(text.replace(BLANK, " ").split())


def instructions_of(name: str) -> str:
    """Our instructions for an act."""
    return str(lexicon.table(TABLE)[name])
