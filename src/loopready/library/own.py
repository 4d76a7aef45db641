"""Guides and questions that a person keeps as text: compiled over the shipped library, and laid beside it.

They are chosen by hand. Routing never looks at them, so a library with them finds the same guide for a posting as one without.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

from loopready.library.bounds import check_bounds
from loopready.library.catalogue import GuideHead, LazyMapping, Library
from loopready.library.compiling import inherit, origins
from loopready.library.loading import checked
from loopready.library.parsing import parse_yaml
from loopready.model import BankQuestion, ContentError, Guide
from loopready.model.base import Noun
from loopready.model.guide import Slug

T = TypeVar("T")


class OwnQuestion(Noun):
    """A question of a person's own as its YAML says it, on the guide whose signals it tests."""

    guide: str
    text: str
    tests: str
    listen: str
    signals: tuple[Slug, ...]
    by: tuple[str, ...]


def mapping_of(data: bytes, *, name: str) -> dict[str, Any]:
    """The mapping of a bounded YAML file.

    Raises:
        ContentError: it is too large, holds what is not taken, is no YAML, or no mapping.
    """
    check_bounds(data, name=name)
    value = parse_yaml(data, name=name)
    if not isinstance(value, dict):
        raise ContentError("schema", "the file is not a mapping of keys to values", name=name)
    return value


def compile_own(value: Mapping[str, Any], *, path: str, library: Library, bank: Sequence[Mapping[str, Any]] = ()) -> Guide:
    """The guide of a person's text, laid over the shipped bases and guides that it ``extends``; ``bank`` are further questions.

    Its place is ``path``, whatever it says of itself.

    Raises:
        ContentError: it extends what the library does not have, or does not fit the type of a guide.
    """
    named = value.get("extends")
    extended = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
    own = {**value, "path": path}
    if bank:
        held = own.get("bank")
        own["bank"] = [*(held if isinstance(held, list) else []), *bank]
    bases = [(base, library.compiled(base)) for base in extended]
    if bases:
        own = {**inherit(own, [each for _, each in bases]), "inherited": origins(own, bases)}
    return checked(TypeAdapter(Guide), own, name=path)


def bank_question(value: Mapping[str, Any], *, id: str, name: str) -> dict[str, Any]:
    """A question as a guide's bank holds it. ContentError where it does not fit."""
    said = checked(TypeAdapter(OwnQuestion), value, name=name)
    asked = {**said.model_dump(mode="json", exclude={"guide"}), "id": id}
    return checked(TypeAdapter(BankQuestion), asked, name=name).model_dump(mode="json")


class _Over(Mapping[str, T]):
    """Two mappings as one; a key of the upper hides that of the lower."""

    def __init__(self, upper: Mapping[str, T], lower: Mapping[str, T]) -> None:
        self._upper, self._lower = upper, lower

    def __getitem__(self, key: str) -> T:
        return self._upper[key] if key in self._upper else self._lower[key]

    def __contains__(self, key: object) -> bool:
        return key in self._upper or key in self._lower

    def __iter__(self) -> Iterator[str]:
        yield from self._upper
        yield from (key for key in self._lower if key not in self._upper)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def with_own(library: Library, heads: Mapping[str, GuideHead], make: Callable[[str], Guide], *, names: Mapping[str, str]) -> Library:
    """The library with own guides beside its own: their ``heads``, and ``make`` for the guide of a path.

    ``names`` are what their folders are called.
    """
    return dataclasses.replace(
        library,
        guides=_Over(LazyMapping(lambda: tuple(heads), make), library.guides),
        heads=_Over(heads, library.heads),
        own=library.own | frozenset(heads),
        names=_Over(names, library.names),
        below=library.below or library,
    )
