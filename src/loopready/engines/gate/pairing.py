"""Figures and directions that stand with what another figure or direction of the same sentence stood with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, partial
from itertools import combinations, pairwise

from loopready.engines import lexicon
from loopready.engines.gate.guards import meant
from loopready.engines.gate.likeness import root, titles
from loopready.engines.gate.reading import Clause, Reading, Token
from loopready.engines.gate.types import Fault

_MOST_BETWEEN = 3
_YEARS = 1900
_PREPOSITIONS = frozenset(("by", "to", "from"))
_WHOLE = frozenset(("them", "these", "those", "which", "whom"))
_MANY = 2
"""Words of another figure's clause that tell it was meant, where the figure's own clause has some of the words too."""


def pairing_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    out = [
        *_turned_shares(text, said),
        *_other_ways(text, said),
        *_opposed(text, said),
        *_turned_ways(text, said),
        *_moved(text, said, lambda token: token.value),
        *_swapped(text, said),
    ]
    for number in _opposites_in(text):
        out += _moved(text, said, partial(_side, number))
    return out


def _turned_ways(text: Reading, said: Reading) -> list[Fault]:
    """From the one to the other told as from the other to the one."""
    out = []
    for start, end in _ways(text, said):
        for first, last in _ways(said, said):
            if len(start & last - first) + len(end & first - last) > len(start & first - last) + len(end & last - first):
                out.append(Fault("change", "from and to"))
    return out


def _other_ways(text: Reading, said: Reading) -> list[Fault]:
    """By 9 told as to 9, or as from 9."""
    known: dict[float, set[str]] = defaultdict(set)
    for before, figure in pairwise(said.tokens):
        if figure.value is not None and before.value is None:
            known[figure.value].add(before.word)
    out = []
    for before, figure in pairwise(text.tokens):
        ways = known.get(figure.value, set()) if figure.value is not None else set()
        if before.word in _PREPOSITIONS and ways and ways <= _PREPOSITIONS | {"at"} and before.word not in ways:
            out.append(Fault("change", f"{before.text} {figure.text}"))
    return out


def _ways(reading: Reading, said: Reading) -> list[tuple[frozenset[str], frozenset[str]]]:
    """What stands after "from" and after the "to" that follows it, as words and figures of the engine's sentence."""
    out = []
    for clause in reading.clauses:
        places = {token.word: place for place, token in enumerate(clause.tokens) if token.word in ("from", "to")}
        if places.get("from", len(clause.tokens)) < places.get("to", -1):
            start = clause.tokens[places["from"] + 1 : places["to"]]
            end = clause.tokens[places["to"] + 1 : places["to"] + 1 + max(_MOST_BETWEEN, len(start))]
            out.append((_matter(start, said), _matter(end, said)))
    return out


def _matter(tokens: Iterable[Token], said: Reading) -> frozenset[str]:
    held = list(tokens)
    return meant(held, said) | frozenset(f"#{token.value:g}" for token in held if token.value is not None)


def _opposed(text: Reading, said: Reading) -> list[Fault]:
    """Words of one side of a pair of opposites where the sentence has only words of the other."""
    held, out = {root(token.text) for token in said.tokens}, []
    for number in _opposites_in(text):
        sides = _opposites()[number]
        known = {sides[each] for each in held if each in sides}
        out += [Fault("word", token.text) for token in text.tokens if known and sides.get(root(token.text), next(iter(known))) not in known]
    return out


@cache
def _opposites() -> tuple[Mapping[str, str], ...]:
    """For each pair of lexicon/gate.yaml's opposites the words of both sides, by root, and which side."""
    out = []
    for line in lexicon.table("gate")["opposites"]:
        sides = str(line).split(" / ")
        out.append({root(word): side for side, held in zip(("one", "other"), sides, strict=True) for word in held.split()})
    return tuple(out)


def _side(number: int, token: Token) -> str | None:
    return _opposites()[number].get(root(token.text))


def _opposites_in(text: Reading) -> list[int]:
    roots = {root(token.text) for token in text.tokens}
    return [number for number, held in enumerate(_opposites()) if not roots.isdisjoint(held)]


def _moved(text: Reading, said: Reading, anchor: Callable[[Token], Hashable | None]) -> list[Fault]:
    """Anchors whose clause has more of the words of another anchor than of its own."""
    with_ = _contexts(said, anchor)
    if len(with_) < 2:
        return []
    out = []
    for clause in text.clauses:
        here = {anchor(token): token for token in clause.tokens if anchor(token) is not None}
        words = _bearing(clause, said, anchor)
        for found, token in here.items():
            own = with_.get(found)
            if not own:
                continue
            explained = frozenset(word for each in here if each != found for word in with_.get(each, frozenset()))
            left = words - (explained - own)
            for other, theirs in with_.items():
                if (
                    other not in here
                    and _is_year(other) == _is_year(found)
                    and _weight(left & (theirs - own)) >= (_MANY if words & own else 1) + len(left & (own - theirs))
                ):
                    out.append(Fault("pairing", token.text))
                    break
    return out


def _bearing(clause: Clause, said: Reading, anchor: Callable[[Token], Hashable | None]) -> frozenset[str]:
    """The content words of a clause beside its anchors; units of time are none."""
    units = lexicon.word_set("gate", "units")
    return meant((token for token in clause.tokens if anchor(token) is None and token.word not in units), said)


def _is_year(anchor: Hashable) -> bool:
    return isinstance(anchor, float) and anchor >= _YEARS


def _weight(stems: frozenset[str]) -> int:
    """How much some words tell; a title tells as much as two."""
    return sum(_MANY if each in titles() else 1 for each in stems)


def _contexts(said: Reading, anchor: Callable[[Token], Hashable | None]) -> Mapping[Hashable, frozenset[str]]:
    """The content words of the clauses in which each anchor stands."""
    out: dict[Hashable, frozenset[str]] = defaultdict(frozenset)
    for clause in said.clauses:
        words = _bearing(clause, said, anchor)
        for token in clause.tokens:
            found = anchor(token)
            if found is not None:
                out[found] |= words
    return out


def _swapped(text: Reading, said: Reading) -> list[Fault]:
    """Two figures of one clause, each next to what the other stood next to."""
    near_said = {value: words for clause in said.clauses for value, words in _neighbours(clause, said).items()}
    out = []
    for clause in text.clauses:
        near = _neighbours(clause, said)
        for one, two in combinations(near, 2):
            if one not in near_said or two not in near_said:
                continue
            straight = len(near[one] & near_said[one]) + len(near[two] & near_said[two])
            crossed = len(near[one] & near_said[two]) + len(near[two] & near_said[one])
            if crossed >= _MANY and straight == 0 and (one >= _YEARS) == (two >= _YEARS):
                out.append(Fault("pairing", f"{one:g} and {two:g}"))
    return out


def _neighbours(clause: Clause, said: Reading) -> dict[float, frozenset[str]]:
    """The content words right before and after each figure of a clause."""
    out: dict[float, frozenset[str]] = {}
    for place, token in enumerate(clause.tokens):
        if token.value is None:
            continue
        before = [each for each in clause.tokens[max(0, place - _MOST_BETWEEN) : place] if _bears(each)][-1:]
        after = [each for each in clause.tokens[place + 1 : place + 1 + _MOST_BETWEEN] if _bears(each)][:1]
        out[token.value] = out.get(token.value, frozenset()) | meant((*before, *after), said)
    return out


def _bears(word: Token) -> bool:
    """Whether a word near a figure says what it counts."""
    return word.is_content and word.word not in lexicon.word_set("gate", "units")


def _turned_shares(text: Reading, said: Reading) -> list[Fault]:
    """8 of 10 told as 10 of 8, or the 10 alone."""
    known, told = _shares(said), _shares(text)
    out = [Fault("pairing", f"{part:g} of {whole:g}") for part, whole in told - known if (whole, part) in known]
    values = {token.value for token in text.tokens}
    out += [Fault("pairing", f"{part:g} of {whole:g}") for part, whole in known if whole in values and part not in values]
    return out


def _shares(reading: Reading) -> frozenset[tuple[float, float]]:
    """Parts and their wholes: 8 of 10; 14 findings, 11 of them; of the 14 findings, 11; five, two of whom."""
    out: set[tuple[float, float]] = set()
    counted = [place for place, token in enumerate(reading.tokens) if token.value is not None]
    for one, two in pairwise(counted):
        first, second = reading.tokens[one].value, reading.tokens[two].value
        between = [token.word for token in reading.tokens[one + 1 : two]]
        after = [token.word for token in reading.tokens[two + 1 : two + 3]]
        ahead = [token.word for token in reading.tokens[max(0, one - 2) : one]]
        if first is None or second is None:
            continue
        if between[:1] == ["of"] and len(between) <= _MOST_BETWEEN:
            out.add((first, second))
        elif (len(after) == _MANY and after[0] == "of" and after[1] in _WHOLE) or between[-2:-1] == ["of"] or "of" in ahead:
            out.add((second, first))
    return frozenset(out)
