"""The delta of two guides: what carries over from one seat to the other, what changes, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loopready.engines.passage import expand
from loopready.library.catalogue import Library
from loopready.library.loading import load_library
from loopready.model import Carry, Concept, Delta, DeltaStep, Embedder, Guide, Signal


def find_delta(start: Guide, goal: Guide, *, embedder: Embedder, library: Library | None = None) -> Delta:
    """What of ``goal`` carries over from ``start``, what changes and what is new.

    Items of one id are the same thing, since ids come from shared bases: such a one carries over where its words are the same too. Any
    other item is held against the other guide by meaning (cosine of title and description); under the bound of
    ``lexicon/routing.yaml`` it is new.
    """
    bounds = (library or load_library()).lexicon["routing"]["delta"]
    signals = _steps(
        "signal", [_signal(each) for each in start.signals], [_signal(each) for each in goal.signals], embedder, bounds["signals"]
    )
    concepts = _steps("concept", _concepts(start), _concepts(goal), embedder, bounds["concepts"])
    known = {near for _, near in (*signals, *concepts) if near}
    left = tuple(thing.title for thing in (*map(_signal, start.signals), *_concepts(start)) if thing.title not in known)
    return Delta(
        from_path=start.path,
        from_title=start.title,
        to_path=goal.path,
        to_title=goal.title,
        steps=tuple(step for step, _ in (*signals, *concepts)),
        left=left,
    )


class _Thing:
    """A signal or concept as the delta sees it: its words for comparison, and its parts by name."""

    def __init__(self, item: str, title: str, about: str, parts: dict[str, str], same: Any) -> None:
        self.item, self.title, self.about, self.parts, self.same = item, title, about, parts, same

    @property
    def whole(self) -> str:
        """Its words for comparison by meaning."""
        return f"{self.title}. {self.about}"


def _signal(signal: Signal) -> _Thing:
    parts = {facet.id: facet.name for facet in signal.facets}
    same = (signal.question, signal.listens_for, tuple(parts))
    return _Thing(f"signals/{signal.id}", signal.title, expand(signal.listens_for).text, parts, same)


def _concepts(guide: Guide) -> list[_Thing]:
    return [_concept(concept) for area in guide.areas for concept in area.concepts]


def _concept(concept: Concept) -> _Thing:
    return _Thing(f"concepts/{concept.id}", concept.title, expand(concept.what).text, {}, (concept.what, concept.worked))


def _steps(kind: Any, have: list[_Thing], want: list[_Thing], embedder: Embedder, bound: float) -> list[tuple[DeltaStep, str | None]]:
    """Per wanted thing its step, and the title of the thing it was held against."""
    by_id = {thing.item: thing for thing in have}
    unknown = [thing for thing in want if thing.item not in by_id]
    nearest = dict(zip([thing.item for thing in unknown], _nearest(unknown, have, embedder, bound), strict=True))
    out: list[tuple[DeltaStep, str | None]] = []
    for thing in want:
        near = by_id.get(thing.item) or nearest.get(thing.item)
        state: Carry = "new" if near is None else "carries" if near.item == thing.item and near.same == thing.same else "changes"
        added = tuple(name for id, name in thing.parts.items() if near is not None and id not in near.parts) if state == "changes" else ()
        other = near.title if near is not None and near.title != thing.title else None
        step = DeltaStep(kind=kind, item=thing.item, title=thing.title, state=state, about=thing.about, near=other, added=added)
        out.append((step, near.title if near else None))
    return out


def _nearest(want: Sequence[_Thing], have: Sequence[_Thing], embedder: Embedder, bound: float) -> list[_Thing | None]:
    if not want or not have:
        return [None for _ in want]
    theirs = embedder.embed([thing.whole for thing in have])
    out: list[_Thing | None] = []
    for vector in embedder.embed([thing.whole for thing in want]):
        likeness = [sum(a * b for a, b in zip(vector, other, strict=True)) for other in theirs]
        best = max(range(len(have)), key=lambda place: likeness[place])
        out.append(have[best] if likeness[best] >= bound else None)
    return out
