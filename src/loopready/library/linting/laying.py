"""Guides laid over their bases, with the place of every value in whichever file gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loopready.library.compiling import inherit, origins, own_items
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Place, Unit
from loopready.model import ContentError

_At = dict[tuple[int, str | int], Place]
"""(identity of a container, key in it) -> place."""


class Layers:
    """Units by path, and the compiled unit of each."""

    def __init__(self, units: list[Unit]) -> None:
        self._units = {_path(unit): unit for unit in units if unit.kind in ("guide", "base")}
        self._made: dict[str, Unit] = {}

    def compiled(self, unit: Unit) -> tuple[Unit | None, list[Fault]]:
        """The unit laid over what it extends (itself where that is nothing), or the faults of its ``extends`` and ``without``."""
        named = _extended(unit)
        faults = [
            unit.fault(("extends", i), "extends", f"there is no base or guide {base}")
            for i, base in enumerate(named)
            if base not in self._units
        ]
        if not named or faults:
            return (None if faults else unit), faults
        if _path(unit) in self._chain(unit):
            return None, [unit.fault(("extends",), "extends", "it extends itself")]
        if unit.name not in self._made:
            bases = [self.compiled(self._units[base])[0] for base in named]
            try:
                self._made[unit.name] = _laid(unit, [base for base in bases if base])
            except ContentError as error:
                return None, [unit.fault(("without",), "extends", error.message)]
        return self._made[unit.name], []

    def substance_faults(self, unit: Unit, floor: Mapping[str, int]) -> list[Fault]:
        """What a guide that extends bases lacks of its own."""
        made = [(base, self.compiled(self._units[base])[0]) for base in _extended(unit) if base in self._units]
        bases = [(name, base.value) for name, base in made if base]
        if unit.kind != "guide" or not bases:
            return []
        counts = own_items(unit.value, [origin["item"] for origin in origins(unit.value, bases)])
        return [
            unit.fault(("extends",), "own_substance", f"{counts.get(name, 0)} {name} of its own; a guide adds at least {least}")
            for name, least in floor.items()
            if counts.get(name, 0) < least
        ]

    def _chain(self, unit: Unit) -> set[str]:
        """The names of all that the unit extends, directly or not."""
        seen: set[str] = set()
        waiting = list(_extended(unit))
        while waiting:
            name = waiting.pop()
            if name not in seen and name in self._units:
                seen.add(name)
                waiting += _extended(self._units[name])
        return seen


def _path(unit: Unit) -> str:
    """What others extend the unit by: its path; the name of its file where it states none. A draft lies outside of its place."""
    stated = unit.value.get("path") if isinstance(unit.value, dict) else None
    return stated if isinstance(stated, str) and stated else unit.name


def _extended(unit: Unit) -> tuple[str, ...]:
    named = unit.value.get("extends") if isinstance(unit.value, dict) else None
    return tuple(str(each) for each in named) if isinstance(named, list) else ()


def _laid(unit: Unit, bases: list[Unit]) -> Unit:
    at: _At = {}
    for source in (*bases, unit):
        at.update(_indexed(source))

    def moved(new: Any, name: str | int, old: Any, old_name: str | int) -> None:
        place = at.get((id(old), old_name))
        if place:
            at[(id(new), name)] = place

    held: list[Any] = []  # containers made on the way: an identity holds only while its container does

    def noted(new: Any, name: str | int, old: Any, old_name: str | int) -> None:
        held.append(new)
        moved(new, name, old, old_name)

    value = inherit(unit.value, [base.value for base in bases], moved=noted)
    files = tuple(dict.fromkeys(name for source in (unit, *bases) for name in source.files))
    lines = {name: text for source in (*bases, unit) for name, text in source.lines.items()}
    places = {(): unit.place(()), **dict(_places(value, (), at))}
    return Unit(kind=unit.kind, name=unit.name, value=value, places=places, lines=lines, files=files, own_files=unit.own_files)


def _indexed(unit: Unit) -> Iterator[tuple[tuple[int, str | int], Place]]:
    for container, key in _containers(unit.value, ()):
        names: Any = container if isinstance(container, dict) else range(len(container))
        for name in names:
            if (*key, name) in unit.places:
                yield (id(container), name), unit.places[(*key, name)]


def _places(value: Any, key: Key, at: _At) -> Iterator[tuple[Key, Place]]:
    for container, inner in _containers(value, key):
        names: Any = container if isinstance(container, dict) else range(len(container))
        for name in names:
            if (id(container), name) in at:
                yield (*inner, name), at[(id(container), name)]


def _containers(value: Any, key: Key) -> Iterator[tuple[Any, Key]]:
    if isinstance(value, (dict, list)):
        yield value, key
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _containers(item, (*key, name))
