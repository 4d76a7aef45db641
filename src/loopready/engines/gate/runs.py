"""What stands side by side stays side by side: the words between two joints of a sentence move as one.

A stop, a quotation, "and" or "or", a preposition that may be fronted and a word of telling are joints: at these a sentence may be taken
apart and put together. Between them an adjective keeps its noun, and a deed what it was done to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_STOP = re.compile(r"[,;:()“”\"!?\n—–]|\.(?=\s|$)")


def run_faults(text: Reading, said: Reading) -> list[Fault]:
    """Neighbours of the sentence that are none in the phrase, in either order. Two figures are looked after by ``pairing``."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (token, _) in enumerate(_words(text)):
        for name in {_name(token)} | said.like(token):
            places[name].append(place)
    held = _words(said)
    out = []
    for (one, run), (two, other) in pairwise(held):
        first, second = places[_name(one)], places[_name(two)]
        if (
            run == other
            and not (one.number and two.number)
            and first
            and second
            and min(abs(each - last) for each in first for last in second) > 1
        ):
            out.append(Fault("pairing", f"{one.text} {two.text}"))
    return out


def _name(token: Token) -> str:
    return token.word if token.number else token.stem


def _words(reading: Reading) -> list[tuple[Token, int]]:
    """The words outside quotations that are more than grammar, each with the number of its run; joints are none of them."""
    joints = lexicon.word_set("gate", "joints")
    out = []
    run = 0
    end: int | None = None
    for token in reading.tokens:
        if end is not None and _STOP.search(reading.text[end : token.start]):
            run += 1
        end = token.end
        if token.quoted:
            continue
        if token.word in joints:
            run += 1
        elif token.number or (token.is_substantive and "negations" not in token.classes):
            out.append((token, run))
    return out
