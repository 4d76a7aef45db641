"""Files of the content with the place of every value, so that a fault can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from loopready.library.linting.fault import Fault
from loopready.library.parsing import _Loader, parse_yaml
from loopready.model import ContentError

Key = tuple[str | int, ...]


class Place(NamedTuple):
    """Where a value starts; ``line`` and ``column`` start at 1."""

    file: str
    line: int
    column: int


@dataclass
class Unit:
    """A guide or base with all its parts, a facts file, a firm or a lexicon file: one value, and the place of everything in it.

    ``files`` are its own files first; ``own_files`` leaves out those of the bases that a compiled guide is laid over.
    """

    kind: str
    name: str
    value: Any
    places: dict[Key, Place] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    own_files: frozenset[str] = frozenset()

    def place(self, key: Key) -> Place:
        """The place of the value with this key, or of the nearest thing around it."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, Place(self.files[0], 1, 1))

    def place_of_text(self, key: Key, snippet: str) -> Place:
        """The line of a text's value that holds the snippet's first words; the value's start where it can not be told."""
        start = self.place(key)
        lines = self.lines.get(start.file, [])
        opening = " ".join(snippet.split()[:3])
        for number in range(start.line - 1, min(start.line + 40, len(lines))):
            column = lines[number].find(opening)
            if column >= 0:
                return Place(start.file, number + 1, column + 1)
        return start

    def fault(self, key: Key, code: str, message: str, *, snippet: str | None = None) -> Fault:
        """A fault at the value with this key."""
        place = self.place_of_text(key, snippet) if snippet else self.place(key)
        return Fault(place.file, place.line, place.column, code, message)


def read_unit(kind: str, name: str, files: list[tuple[str, bytes]]) -> tuple[Unit, list[Fault]]:
    """The unit of these files (shown name, bytes), merged part by part, and the faults that kept a part out."""
    unit = Unit(kind=kind, name=name, value={}, files=tuple(shown for shown, _ in files))
    unit.own_files = frozenset(unit.files)
    faults: list[Fault] = []
    for shown, data in files:
        try:
            value = parse_yaml(data, name=shown)
        except ContentError as error:
            line, column = _mark(data)
            faults.append(Fault(shown, line, column, "yaml", error.message))
            continue
        unit.lines[shown] = data.decode("utf-8", "replace").splitlines()
        if value is None:
            continue
        node = yaml.compose(data, Loader=_Loader)
        if not isinstance(value, dict) or node is None:
            faults.append(Fault(shown, 1, 1, "schema", "the file is not a mapping of keys to values"))
            continue
        faults.extend(_merge(unit, value, dict(_places(node, (), shown)), (), ()))
    return unit, faults


def _mark(data: bytes) -> tuple[int, int]:
    try:
        yaml.compose(data, Loader=_Loader)
        yaml.load(data, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        if error.problem_mark:
            return error.problem_mark.line + 1, error.problem_mark.column + 1
    except (yaml.YAMLError, ValueError):
        pass
    return 1, 1


def _places(node: Node, key: Key, file: str) -> Iterator[tuple[Key, Place]]:
    yield key, Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _places(value, (*key, name.value), file)
            yield (*key, name.value, "@key"), Place(file, name.start_mark.line + 1, name.start_mark.column + 1)
    elif isinstance(node, SequenceNode):
        for i, value in enumerate(node.value):
            yield from _places(value, (*key, i), file)


def _merge(unit: Unit, value: dict[str, Any], places: dict[Key, Place], at: Key, into_at: Key) -> list[Fault]:
    """Merge a part's mapping at ``at`` into the unit's at ``into_at``, as ``parsing.merge`` does, and carry the places over."""
    into = _inside(unit.value, into_at)
    faults: list[Fault] = []
    for name, item in value.items():
        there = into.get(name)
        if name not in into:
            into[name] = item
            _carry(unit, places, (*at, name), (*into_at, name))
        elif isinstance(there, list) and isinstance(item, list):
            base = len(there)
            there.extend(item)
            for i in range(len(item)):
                _carry(unit, places, (*at, name, i), (*into_at, name, base + i))
        elif isinstance(there, dict) and isinstance(item, dict):
            faults.extend(_merge(unit, item, places, (*at, name), (*into_at, name)))
        elif there != item:
            place = places[(*at, name)]
            faults.append(Fault(*place, "merge", f"{name} is given in another part of this guide with another value"))
    return faults


def _carry(unit: Unit, places: dict[Key, Place], old: Key, new: Key) -> None:
    size = len(old)
    for key, place in places.items():
        if key[:size] == old:
            unit.places[new + key[size:]] = place


def _inside(value: Any, key: Key) -> Any:
    for part in key:
        value = value[part]
    return value
