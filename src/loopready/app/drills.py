"""Drills on their own: a fresh instance per seed, with its worked solution."""

from __future__ import annotations

from loopready.app.content import current_library
from loopready.composing.drills import letter
from loopready.engines.drill import instance
from loopready.model import Drill, DrillInstance, InputError


def listed() -> list[tuple[str, str, int]]:
    """(id, title, minutes) of every drill; the id is the guide's path, a colon and the drill's own."""
    return [(f"{path}:{drill.id}", drill.title, drill.minutes) for path, drill in _all()]


def find(id: str) -> Drill:
    """The drill with this id, with or without its guide's path. InputError for none, or for several of one name."""
    held = [(path, drill) for path, drill in _all() if id in (f"{path}:{drill.id}", drill.id)]
    if not held:
        raise InputError("no_drill", "no drill of that id; see: loopready drill --list", name=id)
    if len(held) > 1:
        raise InputError(
            "two_drills", f"names several drills; write one of {', '.join(f'{path}:{drill.id}' for path, drill in held)}", name=id
        )
    return held[0][1]


def made(id: str, *, seed: int | None) -> DrillInstance:
    """An instance of a drill: equal seeds give equal numbers, no seed the guide's own."""
    return instance(find(id), seed=seed)


def _all() -> list[tuple[str, Drill]]:
    library = current_library()
    return [(path, drill) for path in sorted(library.guides) for drill in library.guides[path].drills]


__all__ = ["find", "letter", "listed", "made"]
