"""How an answer was said: length, pace, fillers. A figure of its own that never enters the mark.

Accent, grammar and vocabulary are not looked at. Ranges and fillers are data (``lexicon/delivery.yaml``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from loopready.engines import lexicon
from loopready.model import Answer, Delivery, PracticeQuestion

_EDGE = r"(?:^|[,;:.!?…–—-])\s*$"
_NEXT_EDGE = r"^\s*(?:$|[,;:.!?…–—-])"
_WORD_AFTER = re.compile(r"^\s*([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s*$")


def delivery_of(answer: Answer, question: PracticeQuestion) -> Delivery:
    """Words, pace where the time of speaking is known, fillers, and what is worth saying about them."""
    count = len(answer.text.split())
    said = Counter(fillers(answer.text))
    pace = _pace(count, answer.seconds)
    least, most = lexicon.table("delivery")["target_words"][question.type]
    return Delivery(
        words=count,
        seconds=answer.seconds,
        words_a_minute=pace,
        fillers=said.total(),
        target_words=(least, most),
        notes=tuple(_notes(answer, count=count, pace=pace, said=said, target=(least, most))),
    )


def fillers(text: str) -> Iterator[str]:
    """The fillers of a text in order, in lower case: sounds, and phrases such as "you know" or "like" where they stand apart."""
    for match in _pattern().finditer(text):
        phrase = " ".join(match.group().lower().split())
        if phrase in lexicon.word_set("delivery", "sounds") or _stands_apart(text, match.start(), match.end(), phrase):
            yield phrase


@cache
def _pattern() -> re.Pattern[str]:
    table = lexicon.table("delivery")
    phrases = sorted([*str(table["sounds"]).split(), *table["apart"]], key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<![\w'’-])(?:{alternatives})(?![\w'’-])", re.IGNORECASE)


def _stands_apart(text: str, start: int, end: int, phrase: str) -> bool:
    """Whether a phrase interrupts its sentence, or stands beside a sound. A text that is nothing but the phrase is an answer.

    Why both sides: "like" before a comma may end a comparison ("what it was like, I asked").
    """
    before, after = text[:start], text[end:]
    sounds = lexicon.word_set("delivery", "sounds")
    last, following = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    if (last is not None and last.group(1).lower() in sounds) or (following is not None and following.group(1).lower() in sounds):
        return True
    edges = bool(re.search(_EDGE, before)), bool(re.match(_NEXT_EDGE, after))
    if phrase == "you know":
        known = following is not None and following.group(1).lower() in lexicon.word_set("delivery", "known")
        return any(edges) and not known and not (edges[1] and after.lstrip()[:1] == "?")
    return all(edges) and any(char.isalnum() for char in before + after)


def _pace(count: int, seconds: float | None) -> float | None:
    """Words a minute; None without a time, or where count and time are too small or do not fit."""
    bounds = lexicon.table("delivery")["pace_from"]
    if seconds is None or seconds < bounds["seconds"] or count < bounds["words"]:
        return None
    pace = 60 * count / seconds
    return round(pace, 1) if pace <= bounds["fastest"] else None


def _notes(answer: Answer, *, count: int, pace: float | None, said: Counter[str], target: tuple[int, int]) -> Iterator[str]:
    if not count:
        return
    table = lexicon.table("delivery")
    least, most = target
    usual = f"{least} to {most} words are usual for a question of this kind"
    if count < least:
        yield f"Your answer has {_words(count)}; {usual}. A short answer is no fault where it holds what was asked."
    elif count > most:
        yield f"Your answer has {_words(count)}; {usual}. A listener may stop you before its end, so say the result early."
    slowest, fastest = table["pace"]
    if pace is not None and pace > fastest:
        yield f"You spoke {pace:.0f} words a minute; up to {fastest} are followed with ease. Slow down where a figure or a name comes."
    elif pace is not None and pace < slowest:
        yield f"You spoke {pace:.0f} words a minute; from {slowest} are usual. Pauses to think are fine."
    elif pace is None and answer.seconds is not None and count >= table["pace_from"]["words"]:
        yield "The time taken does not fit the number of words, so no pace is given."
    limits = table["fillers_from"]
    if said.total() >= limits["count"] and 100 * said.total() >= limits["in_hundred"] * count:
        most_said = ", ".join(f"“{phrase}” {times}" for phrase, times in said.most_common(3))
        yield f"{said.total()} fillers in {_words(count)} ({most_said}). A short silence does the same work."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
