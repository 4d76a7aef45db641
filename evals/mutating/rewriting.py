"""Rewrites by rule: figures taken out, hedges put in, "I" made "we", the English of a second language, words in another order."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from evals.answers_check import table


@cache
def _data() -> dict[str, Any]:
    return table("mutations.yaml")["rewriting"]


@cache
def _number() -> re.Pattern[str]:
    """Figures with their currency and ending, and number words in a row."""
    words = "|".join(sorted(_data()["numbers"].split(), key=len, reverse=True))
    figure = r"(?<![\w])(?:[€$£]\s?)?(?:\d[\d.,:]*\d|\d)(?:st|nd|rd|th|k|%)?(?![\w])"
    return re.compile(rf"{figure}|\b(?:a )?(?:{words})(?:[- ](?:and )?(?:{words}))*\b", re.IGNORECASE)


def without_figures(text: str) -> str:
    """Every figure and number word replaced by "some"; "one" stays, as it is mostly an article."""
    out = _number().sub("some", text)
    out = re.sub(r"\b(?:per cent|percent)\b|%", "", out)
    return re.sub(r"\bsome(?:\s+(?:some|and some))+\b", "some", re.sub(r" {2,}", " ", out))


def as_we(text: str) -> str:
    """The first person made plural."""
    for pattern, word in _data()["as_we"]:
        text = re.sub(pattern, word, text)
    return text[:1].upper() + text[1:]


def lowered(sentence: str) -> str:
    """The sentence as it goes on after an opening: its first letter small, but for names, "I" and figures."""
    first = re.match(r"[A-Za-z']+", sentence)
    if re.match(_data()["keep_capital"], sentence) or first is None or first.group().lower() not in _data()["openers"].split():
        return sentence
    return sentence[0].lower() + sentence[1:]


def hedged(sentences: Sequence[str], hedges: Sequence[str], *, turn: int) -> str:
    """A hedge before each sentence, in turn, and "roughly" before figures."""
    out = []
    for number, sentence in enumerate(sentences):
        hedge = hedges[(turn + number) % len(hedges)]
        softened = re.sub(r"(?<![\w.,€$£-])(\d[\d.,]*)(?= [a-z])", r"roughly \1", sentence)
        out.append(f"{hedge[0].upper()}{hedge[1:]} {lowered(softened)}")
    return " ".join(out)


def second_language(text: str, *, strength: int) -> str:
    """The English of people for whom it is a second language. 1: articles go; 2: tenses, prepositions and endings slip as well."""
    count = 0

    def article(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "" if count % 3 else match.group()

    text = re.sub(r"\b(?:the|a|an) (?=[a-z])", article, text)
    if strength > 1:
        for pattern, word in _data()["slips"]:
            text = re.sub(pattern, word, text)
    return text[:1].upper() + text[1:]


def soup(words: Sequence[str], *, seed: int, length: int) -> str:
    """So many of the words, drawn and shuffled, without a sentence."""
    drawn = random.Random(seed).choices(list(words), k=length)
    return ", ".join(drawn)
