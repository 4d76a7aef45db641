"""The word lists and weights of matching, read once from the package's data files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.text import fold, stem

Table = Mapping[str, Any]


def matching() -> Table:
    """``lexicon/matching.yaml``."""
    return lexicon.table("matching")


def weights() -> Table:
    """``lexicon/weights.yaml``."""
    return lexicon.table("weights")


def weight(group: str, name: str) -> float:
    """One weight by group and name."""
    return float(weights()[group][name])


@cache
def cues(*path: str) -> CueSet:
    """The cues under a path of keys of ``matching.yaml``, compiled."""
    node: Any = matching()
    for key in path:
        node = node[key]
    return CueSet(str(cue) for cue in node)


@cache
def word_set(key: str) -> frozenset[str]:
    """The words under a key, folded."""
    return frozenset(fold(word) for word in str(matching()[key]).split())


@cache
def stem_set(key: str) -> frozenset[str]:
    """The words under a key as stems."""
    return frozenset(stem(word) for word in str(matching()[key]).split())


@cache
def frames() -> tuple[re.Pattern[str], ...]:
    """The patterns of words that ask for a thing without naming it."""
    return tuple(re.compile(str(pattern), re.IGNORECASE) for pattern in matching()["frames"])


@cache
def kin_groups() -> Mapping[str, frozenset[int]]:
    """Stem -> the numbers of the groups of like words it stands in."""
    out: dict[str, set[int]] = {}
    for number, line in enumerate(lexicon.table("kinship")["same"]):
        for word in str(line).split():
            out.setdefault(stem(word.replace("-", "")), set()).add(number)
            if "-" not in word:
                out.setdefault(stem(word), set()).add(number)
    return {key: frozenset(value) for key, value in out.items()}


@cache
def kept_apart() -> frozenset[frozenset[str]]:
    """Pairs of stems that lie near each other and are never alike."""
    return frozenset(frozenset(stem(word) for word in str(pair).split()) for pair in lexicon.table("kinship")["apart"])


@cache
def alike() -> Mapping[str, Mapping[str, bool]]:
    """Stem -> the stems that mean much the same, each with whether it is very near; both ways round."""
    out: dict[str, dict[str, bool]] = {}
    for line in lexicon.lines("alike"):
        one, *others = line.split()
        for other in others:
            two = other.rstrip("~")
            out.setdefault(one, {})[two] = out.setdefault(two, {})[one] = not other.endswith("~")
    return out


@cache
def domains() -> Mapping[str, CueSet]:
    """Branch of the economy -> its cues."""
    return {str(name): CueSet(str(cue) for cue in cues_) for name, cues_ in lexicon.table("kinship")["domains"].items()}
