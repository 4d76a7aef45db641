"""What a phrase may not leave out: the content words, figures and small words of weight of the engine's sentence, and what it did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.gate.likeness import root, stem
from loopready.engines.gate.persons import deeds_of_you
from loopready.engines.gate.reading import Reading, Token, read
from loopready.engines.gate.types import Fault, Ground

_DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")


_MARK = re.compile(r"[$€£¥]|\b(?:EUR|USD|GBP|CHF|JPY)\b")
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def kept_faults(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [
        *_lost(text, said),
        *_numbers(text, said, ground),
        *_weighty(text, said),
        *_yours(text, said),
        *_marks(text, said),
        *_private(text, said, ground),
    ]


def words_to_keep(said: str) -> tuple[str, ...]:
    """The words of a sentence that a phrase has to tell, in order, each once: what ``kept_faults`` asks for, without quotations."""
    reading = read(said)
    deeds = {deed.start for deed in deeds_of_you(reading) if "telling" in deed.classes and deed.is_past}
    small = lexicon.word_set("gate", "degrees") | {word for word in _weights().groups if word not in _weights().may_go}
    kept = [
        _whole(token, said)
        for token in reading.tokens
        if not token.quoted
        and (token.is_content or token.number or token.start in deeds or token.word in small or "negations" in token.classes)
    ]
    return tuple(dict.fromkeys(kept))


def _whole(token: Token, said: str) -> str:
    """A word with the letters and digits that stand right beside it: 240k, which is read as two."""
    start, end = token.start, token.end
    while token.number and start and said[start - 1].isalnum():
        start -= 1
    while token.number and end < len(said) and said[end].isalnum():
        end += 1
    return said[start:end]


def _lost(text: Reading, said: Reading) -> list[Fault]:
    """Content words that no word of the phrase says, and deeds of the person's that are words of telling else.

    A word of the phrase that stands in the sentence itself says only itself: "audits" does not say "audits and reviews".
    """
    told: set[str] = set()
    roots = {root(token.text) for token in text.tokens}
    for token in text.tokens:
        told |= {token.stem} if token.stem in said.stems else said.like(token)
    lost = [token for token in said.tokens if token.is_content and token.stem not in told and root(token.text) not in roots]
    lost += [deed for deed in deeds_of_you(said) if "telling" in deed.classes and deed.is_past and deed.stem not in told]
    return [Fault("lost", token.text) for token in lost]


def _numbers(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Figures of the sentence that went, and figures that it has not: a cite lends no figure."""
    told, held = ({token.value for token in each.tokens if token.value is not None} for each in (text, said))
    results = {float(each) for each in ground.results if isinstance(each, int | float)}
    out = [Fault("lost", f"{value:g}") for value in held - told]
    out += [Fault("number", f"{value:g}") for value in told - held - results]
    known = " ".join((said.text, *map(str, ground.results)))
    written = set(_DIGITS.findall(known))
    out += [Fault("number", each) for each in _DIGITS.findall(text.text) if each not in written and not _is_number(each, held | results)]
    return out


def _is_number(written: str, values: set[float]) -> bool:
    plain = written.replace(",", "")
    return plain.replace(".", "", 1).isdigit() and float(plain) in values


class _Weights(NamedTuple):
    groups: Mapping[str, frozenset[int]]
    may_come: frozenset[str]
    may_go: frozenset[str]


@cache
def _weights() -> _Weights:
    """The small words of weight with the groups they stand in, those of them that may come in, and those that may go too."""
    out: dict[str, set[int]] = {}
    may_come: set[str] = set()
    may_go: set[str] = set()
    for number, line in enumerate(lexicon.table("gate")["weighty"]):
        strict, coming, free = (part.split() for part in f"{line} / / ".split("/")[:3])
        may_come.update(coming, free)
        may_go.update(free)
        for word in (*strict, *coming, *free):
            out.setdefault(word, set()).add(number)
    return _Weights({word: frozenset(groups) for word, groups in out.items()}, frozenset(may_come), frozenset(may_go))


def groups_of_weight(word: str) -> frozenset[int]:
    """The groups of small words of weight that a word stands in."""
    return _weights().groups.get(word, frozenset())


def _weighty(text: Reading, said: Reading) -> list[Fault]:
    """Small words that bear a meaning of their own (only, some, still, until, may) and went or came, and deeds that came as telling."""
    known = _weights()
    lost = [Fault("lost", token.text) for token in _without(said, text) if token.word not in known.may_go]
    came = [Fault("word", token.text) for token in _without(text, said) if token.word not in known.may_come]
    deeds = lexicon.word_set("gate", "deeds")
    came += [Fault("verb", token.text) for token in text.tokens if token.word in deeds and not token.quoted and not said.like(token)]
    return [*lost, *came]


def _without(one: Reading, other: Reading) -> list[Token]:
    """The weighty words of a text of which another has none of the same group."""
    groups = _weights().groups
    there = {group for token in other.tokens if not token.quoted for group in groups.get(token.word, ())}
    return [token for token in one.tokens if token.word in groups and not groups[token.word] & there and not token.quoted]


def _yours(text: Reading, said: Reading) -> list[Fault]:
    """Things called the person's that the sentence does not name: "your posts"."""
    out = []
    for token in _called_yours(text):
        free = "person" in token.classes or token.stem in _of_the_text()
        if not free and token.stem not in said.stems and not (token.is_content and said.like(token)):
            out.append(Fault("word", f"your {token.text}"))
    return out


def _called_yours(reading: Reading) -> list[Token]:
    return [second for first, second in pairwise(reading.tokens) if first.word == "your"]


def _marks(text: Reading, said: Reading) -> list[Fault]:
    """Currencies that the sentence has not, or that went."""
    told, held = ({_CURRENCIES.get(mark, mark) for mark in _MARK.findall(each.text)} for each in (text, said))
    return [Fault("unit", mark) for mark in sorted(told ^ held)]


def _private(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Words for a person's sex, age, health, family and address, which stand only where the very word does."""
    private = lexicon.word_set("gate", "private")
    known = {token.word for each in (said, *(read(person) for person in ground.person)) for token in each.tokens}
    return [Fault("word", token.text) for token in text.tokens if token.word in private and token.word not in known]


@cache
def _of_the_text() -> frozenset[str]:
    """Words for what the person wrote or is asked, which are theirs without being said to be, as stems."""
    return frozenset(stem(word) for word in lexicon.word_set("gate", "yours"))
