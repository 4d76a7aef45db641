"""Which words say the same: by stem, by the stem without its derivation, by the groups of lexicon/gate_alike.yaml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.text import fold
from loopready.engines.text import stem as plain_stem

_ENDINGS = (
    "isation", "ization", "ation", "ition", "ment", "anc", "enc", "ibiliti", "abiliti", "iti", "ion", "ship", "ness", "abl", "ibl", "ali",
    "al", "li", "at", "ur", "ant", "ent", "iv",
)  # fmt: skip
"""Endings of derived words, on stems: acceptance, participation, availability, leader, weakly."""
_LEAST_ROOT = 4
_SOFTENED = {"d": "s", "t": "s", "z": "s"}
"""Last letters that a derivation changes: decide and decision, respond and response, permit and permission."""


@cache
def past_forms() -> Mapping[str, str]:
    """The forms that the common stems leave alone, and their stems."""
    return {str(form): plain_stem(str(base)) for form, base in lexicon.table("gate")["forms"].items()}


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A word's stem, with the past forms led back that the common stems leave alone (came, found, left)."""
    folded = fold(word).removesuffix("'s")
    return past_forms().get(folded) or plain_stem(word)


@lru_cache(maxsize=32_768)
def root(word: str) -> str:
    """A word's stem without its derivation; for comparison with other roots only. Short words and words with digits are their stem."""
    found = stem(word)
    if len(found) <= _LEAST_ROOT or not found.isalpha():
        return found
    for ending in _ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= _LEAST_ROOT:
            found = found[: -len(ending)]
            break
    if len(found) > _LEAST_ROOT and found[-1] in "ei":
        found = found[:-1]
    if len(found) > _LEAST_ROOT:
        found = found[:-1] + _SOFTENED.get(found[-1], found[-1])
    return found


class Phrases(NamedTuple):
    """Phrases of several words, as stems, by their first word, the longest first; each with the groups it belongs to."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]

    def at(self, stems: tuple[str, ...], place: int) -> tuple[int, frozenset[str]] | None:
        """The number of words of the longest phrase that begins at ``place``, and its groups; None for none."""
        for phrase, groups in self.by_first.get(stems[place], ()):
            if stems[place : place + len(phrase)] == phrase:
                return len(phrase), groups
        return None


def phrases_of(entries: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases of pairs of an entry (words joined by ``_``; single words are left out) and the group it belongs to."""
    groups: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry, group in entries:
        if "_" in entry.strip("_"):
            groups[tuple(stem(part) for part in entry.split("_"))].add(group)
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
    for phrase in sorted(groups, key=lambda held: (-len(held), held)):
        by_first[phrase[0]].append((phrase, frozenset(groups[phrase])))
    return Phrases({first: tuple(held) for first, held in by_first.items()})


@cache
def alike_phrases() -> Phrases:
    """The phrases of gate_alike.yaml, with their groups as keys."""
    return phrases_of((entry, f"={number}") for number, line in enumerate(_lines()) for entry in line)


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(line).split()) for line in lexicon.table("gate_alike")["same"])


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    """The groups of each single word of gate_alike.yaml, by stem."""
    out: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(_lines()):
        for entry in line:
            if "_" not in entry:
                out[stem(entry)].add(f"={number}")
    return {word: frozenset(groups) for word, groups in out.items()}


@cache
def titles() -> frozenset[str]:
    """Words for ranks and posts, as stems."""
    return frozenset(stem(word) for word in lexicon.word_set("gate", "titles"))


@lru_cache(maxsize=32_768)
def keys(word: str) -> frozenset[str]:
    """What a word of a phrase may be found by in its ground: two words are alike where these meet.

    Titles and words for all or some have themselves alone: to have managed is not to be a manager, and each is not all.
    """
    own = _itself(word)
    return frozenset((own,)) if own[1:] in _strict() else ground_keys(word)


@lru_cache(maxsize=32_768)
def ground_keys(word: str) -> frozenset[str]:
    """What a word of the ground may be found by; a title too by its stem, root and groups."""
    found, own = stem(word), _itself(word)
    also = _forms_of().get(own[1:], frozenset())
    return frozenset((found, own, f"~{root(word)}")) | also | _groups().get(found, frozenset())


def _itself(word: str) -> str:
    """The key of the very word, its plural aside."""
    folded = fold(word).removesuffix("'s")
    return f"!{folded[:-1] if folded.endswith('s') and not folded.endswith('ss') and len(folded) > 3 else folded}"


@cache
def _strict() -> frozenset[str]:
    return frozenset(_itself(word)[1:] for key in ("titles", "quantities") for word in lexicon.word_set("gate", key))


@cache
def _forms_of() -> Mapping[str, frozenset[str]]:
    """Words of the ground that hold a strict word by another form of theirs."""
    return {
        str(word): frozenset(_itself(each) for each in str(held).split()) for word, held in lexicon.table("gate")["strict_forms"].items()
    }
