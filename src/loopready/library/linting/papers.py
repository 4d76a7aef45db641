"""Rules on papers: signs, harms and facts that exist, an example that is said to be invented, headings that the skeleton shares with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from loopready.engines.lexicon import table
from loopready.engines.text import BLANK
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Unit

RULED = frozenset({"figure", "name", "long", "money"})
"""Needs that are looked for by rule and not by a list."""
_INVENTED = re.compile(r"\binvented\b|\bno such\b", re.IGNORECASE)


def rests_on(unit: Unit) -> tuple[str, ...]:
    """The facts that a paper names as its sources."""
    sources = unit.value.get("sources", ()) if isinstance(unit.value, dict) else ()
    return tuple(each for each in sources if isinstance(each, str)) if isinstance(sources, list) else ()


def paper_faults(unit: Unit, *, known: frozenset[str]) -> list[Fault]:
    """All faults of a paper beyond its schema; ``known`` are the ids of facts."""
    if unit.kind != "paper" or not isinstance(unit.value, dict):
        return []
    faults = [
        unit.fault(("sources", at), "unknown_fact", f"the library has no fact {id}")
        for at, id in enumerate(rests_on(unit))
        if id not in known
    ]
    faults += [unit.fault(key, "paper", says) for key, says in _faults(unit.value)]
    return faults


def _faults(value: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    harms = table("papers_harms")["harms"]
    for at, id in enumerate(value.get("harms", ())):
        if id not in harms:
            yield ("harms", at), f"there is no harm {id} in lexicon/papers_harms.yaml"
    signs = frozenset(table("papers")["signs"]) | RULED
    for criterion, ways in dict(value.get("finds", {})).items():
        for at, way in enumerate(ways):
            for field in ("each", "needs", "without"):
                for need in way.get(field, ()):
                    for name in str(need).partition("*")[0].split("|"):
                        if name not in signs:
                            yield ("finds", criterion, at), f"there is no sign {name} in lexicon/papers.yaml"
    says = value.get("example", {}).get("says", "")
    if not _INVENTED.search(says):
        yield ("example", "says"), "say that the firm of the worked example is invented"
    if BLANK not in str(value.get("skeleton", "")):
        yield ("skeleton",), f"the skeleton has no blank ({BLANK}) to fill"
    if BLANK in str(value.get("example", {}).get("draft", "")):
        yield ("example", "draft"), "the worked example has a blank left"
