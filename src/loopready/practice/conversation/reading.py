"""What words said in a 1:1 are read as: their tones with the words that show them, and the topics they open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loopready.engines.lexicon import table
from loopready.engines.text import sentences, words
from loopready.model.conversation import Reading, Tone
from loopready.practice.marking.words import straight

_HURTS: tuple[Tone, ...] = ("private", "blame", "threat", "compare", "promise")
_FEWEST = 3
"""Fewer words say nothing that could be read."""


@dataclass(frozen=True)
class Heard:
    """Words as they were read. ``asked`` are topics that a question opens, ``named`` those that are spoken of at all."""

    readings: tuple[Reading, ...]
    asked: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def has(self, *tones: Tone) -> bool:
        """Whether one of these tones was read."""
        return any(each.tone in tones for each in self.readings)


def heard(said: str) -> Heard:
    """The reading of what was said, sentence by sentence, every tone once with the first words that show it."""
    plain = straight(said)
    found: dict[Tone, str] = {}
    asked: dict[str, None] = {}
    named: dict[str, None] = {}
    for start, end in sentences(plain):
        part = plain[start:end]
        if len(words(part)) < _FEWEST:
            continue
        tones = _tones(part)
        for tone in tones:
            found.setdefault(tone, said[start:end])
        topics = _topics(part)
        named |= dict.fromkeys(topics)
        if "open_question" in tones or "leading" in tones:
            asked |= dict.fromkeys(topics)
    if "precise" in found:
        found.pop("vague", None)
    return Heard(tuple(Reading(tone=tone, quote=quote) for tone, quote in found.items()), tuple(asked), tuple(named))


def _tones(part: str) -> list[Tone]:
    """The tones of one sentence. What hurts is read first; a question that hurts opens nothing."""
    hurts = [tone for tone in _HURTS if _is(tone, part)]
    if "private" in hurts and _is("not_private", part):
        hurts.remove("private")
    if hurts:
        return hurts
    out: list[Tone] = []
    if _is("leading", part) or _is("accuse", part):
        out.append("leading")
    elif _is("open_question", part):
        out.append("open_question")
    elif _is("observed", part) and _is("figure", part):
        out.append("precise")
    elif _is("vague", part):
        out.append("vague")
    for tone in ("own_part", "heard", "thanks"):
        if _is(tone, part):
            out.append(tone)
    return out


def offers_route(said: str) -> bool:
    """Whether it is said how adjustments are asked for."""
    return _is("route", straight(said))


def _topics(part: str) -> list[str]:
    return [topic for topic, pattern in _topic_patterns().items() if pattern.search(part)]


def _is(name: str, part: str) -> bool:
    return bool(_pattern(name).search(part))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in table("conversation")[name]), re.IGNORECASE)


@cache
def _topic_patterns() -> dict[str, re.Pattern[str]]:
    topics: dict[str, list[str]] = table("conversation")["topics"]
    return {topic: re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE) for topic, patterns in topics.items()}
