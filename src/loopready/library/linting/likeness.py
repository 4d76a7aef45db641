"""Likeness inside and between guides: questions asked twice, and one skeleton used for several guides.

Two texts are alike by the Jaccard index of their shingles (runs of words, Broder 1997). Between guides the words of each guide's own
domain are masked first, so that a sentence with only those words exchanged is still found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from loopready.engines.text import fold, stem, words
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Unit
from loopready.library.linting.texts import split, texts

_MASK = "\u25a1"
_Shingle = tuple[str, ...]


class AlikePair(NamedTuple):
    """A sentence of one guide, the nearest sentence of another, and how alike they are (0 to 1, domain words masked)."""

    guide: str
    key: Key
    sentence: str
    other: str
    other_sentence: str
    likeness: float


class Similarity(NamedTuple):
    """Two guides, and the share of the first one's sentences (0 to 1) that have a near twin in the second."""

    guide: str
    other: str
    share: float
    nearest: tuple[AlikePair, ...]


class _Sentence(NamedTuple):
    unit: Unit
    key: Key
    raw: str
    shingles: frozenset[_Shingle]


def question_faults(unit: Unit, rules: Mapping[str, Any]) -> list[Fault]:
    """Questions of a guide and its bank that ask nearly the same: the words that count are shared."""
    if unit.kind != "guide":
        return []
    asked: list[tuple[Key, str, frozenset[str]]] = []
    small = frozenset(str(rules["small_words"]).split())
    for name in ("questions", "bank"):
        for place, item in enumerate(unit.value.get(name) or ()):
            if isinstance(item, dict) and isinstance(item.get("text"), str):
                said = frozenset(stem(word.text) for word in words(item["text"]) if fold(word.text) not in small)
                asked.append(((name, place), item["text"], said))
    faults = []
    for at, (key, text, said) in enumerate(asked):
        for _, other, known in asked[:at]:
            if said and known and len(said & known) / len(said | known) >= rules["question_likeness"]:
                faults.append(unit.fault((*key, "text"), "near_duplicate", f"{text[:60]!r} asks what {other[:60]!r} asks"))
                break
    return faults


def skeleton_faults(units: Sequence[Unit], rules: Mapping[str, Any]) -> list[Fault]:
    """Sentences that two guides (or bases) share but for the words of their domains, told at the later one by name."""
    by_name = {unit.name: unit for unit in units}
    return [
        by_name[pair.guide].fault(
            pair.key, "skeleton", f"{pair.other} has it in other words: {pair.other_sentence[:80]!r}", snippet=pair.sentence
        )
        for pair in _pairs(_sentences(units, rules), rules["skeleton_likeness"])
        if pair.guide > pair.other
    ]


def similarities(units: Sequence[Unit], rules: Mapping[str, Any], *, shown: int = 3) -> list[Similarity]:
    """Every two guides that have near twins, the most alike first, with their ``shown`` nearest sentences."""
    found = list(_sentences(units, rules))
    totals = Counter(sentence.unit.name for sentence in found)
    pairs: dict[tuple[str, str], list[AlikePair]] = defaultdict(list)
    for pair in _pairs(found, rules["similar_likeness"]):
        pairs[(pair.guide, pair.other)].append(pair)
    out = [
        Similarity(guide, other, len(each) / totals[guide], tuple(sorted(each, key=lambda pair: -pair.likeness)[:shown]))
        for (guide, other), each in pairs.items()
    ]
    return sorted(out, key=lambda similarity: (-similarity.share, similarity.guide, similarity.other))


def _pairs(sentences: Iterable[_Sentence], least: float) -> Iterator[AlikePair]:
    """Of every sentence, its nearest in each other unit where it is at least so alike."""
    found = list(sentences)
    at: dict[_Shingle, list[int]] = defaultdict(list)
    for number, sentence in enumerate(found):
        for shingle in sentence.shingles:
            at[shingle].append(number)
    for sentence in found:
        shared: Counter[int] = Counter()
        for shingle in sentence.shingles:
            shared.update(other for other in at[shingle] if found[other].unit is not sentence.unit)
        best: dict[str, tuple[float, int]] = {}
        for other, count in shared.items():
            likeness = count / (len(sentence.shingles) + len(found[other].shingles) - count)
            name = found[other].unit.name
            if likeness >= least and likeness > best.get(name, (0.0, 0))[0]:
                best[name] = (likeness, other)
        for name, (likeness, other) in sorted(best.items()):
            yield AlikePair(sentence.unit.name, sentence.key, sentence.raw, name, found[other].raw, round(likeness, 3))


def _sentences(units: Sequence[Unit], rules: Mapping[str, Any]) -> Iterator[_Sentence]:
    """The whole sentences of the units that are long enough to judge, as shingles of their stems with domain words masked."""
    size = int(rules["shingle_words"])
    small = {stem(word) for word in str(rules["small_words"]).split()}
    for unit in units:
        domain = _domain_words(unit)
        for text in texts(unit):
            if not text.whole:
                continue
            for sentence in split(text):
                said = [_MASK if stem(word.text) in domain or word.text[0].isdigit() else stem(word.text) for word in words(sentence.plain)]
                telling = sum(word != _MASK and word not in small for word in said)
                if len(said) >= rules["skeleton_words"] and telling >= max(rules["skeleton_telling"], len(said) / 3):
                    shingles = frozenset(tuple(said[i : i + size]) for i in range(len(said) - size + 1))
                    yield _Sentence(unit, sentence.key, sentence.raw, shingles)


def _domain_words(unit: Unit) -> frozenset[str]:
    """Stems of the words by which the guide is known: its path, its title and its routing."""
    routing = unit.value.get("routing") if isinstance(unit.value, dict) else None
    named = [str(unit.value.get("path", "")).replace("/", " ").replace("_", " "), str(unit.value.get("title", ""))]
    for name in ("titles", "words"):
        given = routing.get(name) if isinstance(routing, dict) else None
        named += [str(cue) for cue in given] if isinstance(given, list) else []
    return frozenset(stem(word.text) for text in named for word in words(text) if len(word.text) > 2)
