"""The delta of two guides: what carries over from one seat to the other, what changes, what is new."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from loopready.engines.passage import expand
from loopready.library.catalogue import Library
from loopready.library.loading import load_library
from loopready.library.vocabulary import Vocabulary, counts_of
from loopready.model import Carry, Concept, Delta, DeltaStep, Guide, Signal

_Kind = Literal["signal", "concept"]


class _Thing(NamedTuple):
    """A signal or concept as the delta sees it: what it is about, all its words, its parts by id, and what makes two of them the same."""

    item: str
    title: str
    about: str
    words: str
    parts: dict[str, str]
    same: Any


def find_delta(start: Guide, goal: Guide, *, library: Library | None = None) -> Delta:
    """What of ``goal`` carries over from ``start``, what changes and what is new.

    Items of one id are the same thing, since ids come from shared bases: such a one carries over where its words are the same too. Any
    other item is held against the other guide's items of its kind by the cosine of their words' tf-idf weights, cues included; under the
    bound of ``lexicon/routing.yaml`` it is new.
    """
    bounds = (library or load_library()).lexicon["routing"]["delta"]
    have_signals, want_signals = [_signal(each) for each in start.signals], [_signal(each) for each in goal.signals]
    have_concepts, want_concepts = _concepts(start), _concepts(goal)
    signals = _steps("signal", have_signals, want_signals, bounds["signals"])
    concepts = _steps("concept", have_concepts, want_concepts, bounds["concepts"])
    known = {near for _, near in (*signals, *concepts) if near}
    return Delta(
        from_path=start.path,
        from_title=start.title,
        to_path=goal.path,
        to_title=goal.title,
        steps=tuple(step for step, _ in (*signals, *concepts)),
        left=tuple(thing.title for thing in (*have_signals, *have_concepts) if thing.item not in known),
    )


def _signal(signal: Signal) -> _Thing:
    parts = {facet.id: facet.name for facet in signal.facets}
    told = [signal.title, signal.question, signal.listens_for, *signal.asked_by, *signal.like]
    for facet in signal.facets:
        told += [facet.name, facet.doubt, facet.missing, *facet.cues, *facet.like]
    about = expand(signal.listens_for).text
    return _Thing(f"signals/{signal.id}", signal.title, about, " ".join(told), parts, (signal.question, signal.listens_for, tuple(parts)))


def _concepts(guide: Guide) -> list[_Thing]:
    return [_concept(concept) for area in guide.areas for concept in area.concepts]


def _concept(concept: Concept) -> _Thing:
    told = " ".join([concept.title, concept.title, concept.what, concept.why, concept.goes_wrong, *concept.cues, *concept.cues])
    return _Thing(f"concepts/{concept.id}", concept.title, expand(concept.what).text, told, {}, (concept.what, concept.worked))


def _steps(kind: _Kind, have: list[_Thing], want: list[_Thing], bound: float) -> list[tuple[DeltaStep, str | None]]:
    """Per wanted thing its step, and the item it was held against."""
    by_id = {thing.item: thing for thing in have}
    vocabulary = Vocabulary([counts_of(thing.words) for thing in have])
    out: list[tuple[DeltaStep, str | None]] = []
    for thing in want:
        near = by_id.get(thing.item) or _nearest(thing, have, vocabulary, bound)
        state: Carry = "new" if near is None else "carries" if near.item == thing.item and near.same == thing.same else "changes"
        shared_id = near is not None and near.item == thing.item
        added = tuple(name for id, name in thing.parts.items() if near and id not in near.parts) if shared_id and state == "changes" else ()
        other = near.title if near is not None and near.title != thing.title else None
        step = DeltaStep(kind=kind, item=thing.item, title=thing.title, state=state, about=thing.about, near=other, added=added)
        out.append((step, near.item if near else None))
    return out


def _nearest(thing: _Thing, have: list[_Thing], vocabulary: Vocabulary, bound: float) -> _Thing | None:
    if not have:
        return None
    near = vocabulary.nearness(thing.words)
    best = int(near.argmax())
    return have[best] if near[best] >= bound else None
