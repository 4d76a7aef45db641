"""Guides: list, find, show, compare, lint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loopready.engines.text import fold, words
from loopready.library import Fault, cites_of, lint, load_library, prose
from loopready.model import Cite, Guide, InputError
from loopready.rendering.registry import find_format


def listed() -> list[tuple[str, str, str]]:
    """(path, title, status) of every guide, by path."""
    library = load_library()
    return [(head.path, head.title, head.status) for head in sorted(library.heads.values(), key=lambda head: head.path)]


def found(text: str) -> list[tuple[str, str]]:
    """(path, title) of the guides that hold every word of a text, those with it in the title first."""
    wanted = {fold(word.text) for word in words(text)}
    if not wanted:
        raise InputError("no_words", "give a word to look for", name="--find")
    library = load_library()
    hits = []
    for path, title, _ in listed():
        in_title = wanted <= {fold(word.text) for word in words(f"{path.replace('/', ' ').replace('_', ' ')} {title}")}
        if in_title or wanted <= {fold(word.text) for word in words(library.guides[path].model_dump_json())}:
            hits.append((not in_title, path, title))
    return [(path, title) for _, path, title in sorted(hits)]


def one(path: str) -> Guide:
    """The guide of a path; InputError where the library has none."""
    library = load_library()
    if path not in library.guides:
        raise InputError("no_guide", "no guide of that path; see: loopready guide --list", name=path)
    return library.guides[path]


def shown(path: str, *, format: str) -> str | bytes:
    """A guide in a format (md, json, html, pdf)."""
    guide = one(path)
    chosen = find_format(format)
    if chosen.guide is None:
        raise InputError("no_guide_format", f"a guide is not written as {format}; use md, json, html or pdf", name="--format")
    library = load_library()
    facts = {id: f"{fact.statement} ({fact.source_title}, {fact.as_of})" for id, fact in library.facts.items()}
    return chosen.guide(guide, _expand, facts=facts)


def _expand(text: str) -> tuple[str, Sequence[Cite]]:
    passage = prose(text)
    return passage.text, cites_of(passage)


def difference(first: str, second: str) -> list[str]:
    """What the second guide has that the first has not, and the other way round, item by item."""
    ours, theirs = _items(one(first)), _items(one(second))
    out = [f"- {item}: {ours[item]}" for item in sorted(ours.keys() - theirs.keys())]
    out += [f"+ {item}: {theirs[item]}" for item in sorted(theirs.keys() - ours.keys())]
    out += [f"~ {item}: {ours[item]} -> {theirs[item]}" for item in sorted(ours.keys() & theirs.keys()) if ours[item] != theirs[item]]
    return out


def _items(guide: Guide) -> dict[str, str]:
    items = {f"signals/{signal.id}": signal.title for signal in guide.signals}
    items |= {f"questions/{question.id}": question.text for question in guide.questions}
    items |= {f"concepts/{concept.id}": concept.title for area in guide.areas for concept in area.concepts}
    items |= {f"drills/{drill.id}": drill.title for drill in guide.drills}
    items |= {f"asks/{ask.id}": ask.title for ask in guide.asks}
    items |= {f"rounds/{round_.id}": round_.name for round_ in guide.rounds}
    return items


def faults(paths: Sequence[Path] | None = None) -> Sequence[Fault]:
    """All faults of the library, or of the named files, in one pass."""
    return lint(list(paths) if paths else None)
