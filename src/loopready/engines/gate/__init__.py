"""The gate: what a rewritten sentence says that neither the sentence it stands for nor that one's cites say.

A language model may put a claim in better words. It may not add, drop a doubt, turn a direction round, or make experience of what a
posting asks for. The gate is closed: a content word that the sentence has not, neither as such nor by likeness, is refused unless it is a
word of telling. It is closed from the other side too: what the sentence says must all be said, and what stood together stands together.
A sentence with any fault is not shown.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from loopready.engines.gate.amounts import figure_faults, nearly_faults
from loopready.engines.gate.bonds import bond_faults
from loopready.engines.gate.facts import fact_faults
from loopready.engines.gate.form import BLANK, form_faults, quote_faults
from loopready.engines.gate.guards import guard_faults
from loopready.engines.gate.joints import joint_faults
from loopready.engines.gate.kept import kept_faults, words_to_keep
from loopready.engines.gate.moves import move_faults
from loopready.engines.gate.order import order_faults
from loopready.engines.gate.pairing import pairing_faults
from loopready.engines.gate.persons import person_faults
from loopready.engines.gate.places import place_faults
from loopready.engines.gate.reading import read
from loopready.engines.gate.types import Fault, FaultKind, Ground, ground_of
from loopready.engines.gate.words import strange_words
from loopready.engines.text import sentences

__all__ = ["BLANK", "Fault", "FaultKind", "Ground", "Kept", "faults", "faults_of_text", "ground_of", "kept_sentences", "words_to_keep"]


class Kept(NamedTuple):
    """The sentences of a text that may stand, and those that may not with what is wrong with each, both in their order."""

    kept: tuple[str, ...]
    dropped: tuple[tuple[str, tuple[Fault, ...]], ...]


def faults(text: str, ground: Ground, *, whole: bool = True) -> list[Fault]:
    """Everything that a phrase adds to its ground, takes from it or turns round; empty where it may stand.

    A ``whole`` phrase stands in place of ``said``: it tells all of it, and leaves its pairs and its facts as they are. One that is not
    (a probe that takes up an answer, a sentence of a draft beside its sources) is held to the other rules alone.
    """
    if not text.strip():
        return [Fault("empty", "")]
    new, said = read(text), read(ground.said)
    if not new.tokens:
        return form_faults(text, ground)
    out = [*form_faults(text, ground), *quote_faults(text, ground), *strange_words(new, said, ground)]
    out += [*figure_faults(text, ground), *nearly_faults(text, ground)]
    out += [*guard_faults(new, said), *order_faults(new, said, ground), *person_faults(new, said, ground), *pairing_faults(new, said)]
    if whole:
        out += [
            *kept_faults(new, said, ground),
            *bond_faults(new, said),
            *fact_faults(new, said, ground),
            *joint_faults(new, said),
            *place_faults(new, said),
            *move_faults(new, said),
        ]
    return list(dict.fromkeys(out))


def faults_of_text(text: str, ground: Ground) -> list[Fault]:
    """The faults of a text of several sentences, each sentence held against the whole ground.

    ``said`` may be a whole passage (an answer, the cited spans of a story). A sentence may stand where it says what one sentence of the
    passage says, or two that follow each other: so no sentence lends another its figures, and none is asked for what another says.
    """
    return [fault for _, found in kept_sentences(text, ground).dropped for fault in found]


def kept_sentences(text: str, ground: Ground) -> Kept:
    """The sentences of a text sorted into those that may stand and those that may not; see ``faults_of_text``."""
    kept: list[str] = []
    dropped: list[tuple[str, tuple[Fault, ...]]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        found = _best(sentence, ground)
        if found:
            dropped.append((sentence, tuple(found)))
        else:
            kept.append(sentence)
    return Kept(tuple(kept), tuple(dropped))


def _best(sentence: str, ground: Ground) -> list[Fault]:
    """The faults of a sentence against the sentence of the ground, or the two that follow each other, of which it has the fewest."""
    parts = [ground.said[start:end] for start, end in sentences(ground.said)]
    pairs = [" ".join(pair) for pair in pairwise(parts)]
    best: list[Fault] | None = None
    for said in (*parts, *pairs):
        found = faults(sentence, replace(ground, said=said))
        if not found:
            return []
        if best is None or len(found) < len(best):
            best = found
    return best if best is not None else faults(sentence, ground)
