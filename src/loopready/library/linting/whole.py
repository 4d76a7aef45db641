"""Rules that look at more than one text: facts cited and used, prose that expands, sentences that stand twice."""

from __future__ import annotations

import re
from collections import Counter

from loopready.engines.passage import expand
from loopready.engines.text import fold, words
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Unit
from loopready.library.linting.texts import FACT, FORMULA, split, texts
from loopready.model import ContentError

_UNDRAWN = frozenset({"title", "listens_for", "traps"})
"""Fields of a drill that are shown as they stand, without the numbers drawn for it."""


def prose_faults(unit: Unit) -> list[Fault]:
    """Texts whose markup or formulas can not be worked out. A drill's own texts are worked out by its self-check.

    Its title and what is listened for are not: they know none of its numbers, and a title is never worked out at all.
    """
    faults = []
    for text in texts(unit):
        if text.key[:1] == ("drills",) and text.key[2] not in _UNDRAWN:
            continue
        if text.key[:1] == ("drills",) and text.key[2] == "title" and FORMULA.search(text.text):
            faults.append(unit.fault(text.key, "formula", "a drill's title is shown as it stands", snippet=text.text))
            continue
        try:
            expand(text.text)
        except ContentError as error:
            faults.append(unit.fault(text.key, "formula", error.message, snippet=text.text))
    return faults


def cited_facts(unit: Unit) -> dict[str, Key]:
    """Every fact the unit's texts cite, and the first text that does."""
    found: dict[str, Key] = {}
    for text in texts(unit):
        for match in FACT.finditer(text.text):
            for id in match.group(1).split(","):
                found.setdefault(id.strip(), text.key)
    return found


def listed_facts(unit: Unit) -> dict[str, Key]:
    """Every fact that stands in a list called ``facts`` of a word list, and where: tools and simulations cite facts this way."""
    found: dict[str, Key] = {}

    def walk(value: object, key: Key) -> None:
        if isinstance(value, dict):
            for name, held in value.items():
                if name == "facts" and isinstance(held, list):
                    for at, id in enumerate(held):
                        found.setdefault(str(id), (*key, str(name), at))
                else:
                    walk(held, (*key, str(name)))
        elif isinstance(value, list):
            for at, held in enumerate(value):
                walk(held, (*key, at))

    walk(unit.value, ())
    return found


def listed_faults(lexicon: list[Unit], known: frozenset[str]) -> list[Fault]:
    """Facts that a word list names and that do not exist."""
    return [
        unit.fault(key, "unknown_fact", f"the library has no fact {id}")
        for unit in lexicon
        for id, key in listed_facts(unit).items()
        if id not in known
    ]


def fact_faults(units: list[Unit], known: frozenset[str], used_elsewhere: frozenset[str]) -> list[Fault]:
    """Facts that are cited and do not exist; facts that exist and nothing cites; facts given twice."""
    faults: list[Fault] = []
    used = set(used_elsewhere)
    for unit in units:
        for id, key in cited_facts(unit).items():
            used.add(id)
            if id not in known:
                faults.append(unit.fault(key, "unknown_fact", f"the library has no fact {id}", snippet=f"[fact:{id}"))
    seen: dict[str, str] = {}
    for unit in units:
        for i, fact in enumerate(_facts(unit)):
            id = str(fact.get("id"))
            if id not in used:
                faults.append(unit.fault(("facts", i), "unused_fact", f"nothing cites the fact {id}"))
            if id in seen and seen[id] != unit.name:
                faults.append(unit.fault(("facts", i), "duplicate_id", f"the fact {id} is also given in {seen[id]}"))
            seen.setdefault(id, unit.name)
    return faults


def _facts(unit: Unit) -> list[dict[str, object]]:
    found = unit.value.get("facts", []) if unit.kind == "facts" else []
    return [fact for fact in found if isinstance(fact, dict)] if isinstance(found, list) else []


def repeated_faults(guides: list[Unit], shortest: int, small: frozenset[str]) -> list[Fault]:
    """Sentences that stand twice: in one guide word for word, in two also where only figures differ; ``small`` words tell nothing."""
    exact: dict[tuple[str, str], list[tuple[Key, str]]] = {}
    masked: dict[str, list[tuple[Unit, Key, str]]] = {}
    by_name = {unit.name: unit for unit in guides}
    for unit in sorted(guides, key=lambda each: each.name):
        for text in texts(unit):
            for sentence in split(text):
                spoken = _spoken(sentence.plain)
                if len(spoken) < shortest or not text.whole:
                    continue
                exact.setdefault((unit.name, " ".join(_spoken(sentence.raw))), []).append((sentence.key, sentence.raw))
                if sum(not word[0].isdigit() for word in spoken) < shortest or sum(word not in small for word in spoken) < 3:
                    continue  # a sum in figures or a turn of small words is no sentence of anybody's
                masked.setdefault(" ".join(_masked(word) for word in spoken), []).append((unit, sentence.key, sentence.raw))
    faults = []
    for (name, _), places in exact.items():
        if len(places) > 1:
            unit = by_name[name]
            for key, raw in places[1:]:
                first = unit.place_of_text(*places[0]).line
                faults.append(unit.fault(key, "duplicate_sentence", f"it stands on line {first} already: {raw[:70]!r}", snippet=raw))
    for shared in masked.values():
        owners = Counter(unit.name for unit, _, _ in shared)
        if len(owners) > 1:
            for unit, key, raw in shared:
                others = ", ".join(sorted(set(owners) - {unit.name}))
                faults.append(unit.fault(key, "shared_sentence", f"it also stands in {others}: {raw[:70]!r}", snippet=raw))
    return faults


def _spoken(text: str) -> list[str]:
    return [fold(word.text) for word in words(text)]


def _masked(word: str) -> str:
    return re.sub(r"\d[\d.,]*", "#", word)
