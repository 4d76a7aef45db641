"""The library: guides, facts, firms and lexicon, each parsed when it is first asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from loopready.library.parsing import merge, parse_keys, parse_yaml
from loopready.library.resources import GENERAL, ContentFile, content_root, guide_files, yaml_files
from loopready.model import ContentError, Fact, Firm, Guide, InputError, Noun, Routing

T = TypeVar("T")
_HEAD_KEYS = frozenset({"path", "title", "revision", "reviewed", "status", "routing"})


class GuideHead(Noun):
    """What routing and listing need of a guide."""

    path: str
    title: str
    revision: int
    reviewed: str
    status: str = "ready"
    routing: Routing = Routing()


class LazyMapping(Mapping[str, T]):
    """A mapping with known keys whose values are made when first asked for."""

    def __init__(self, keys: Callable[[], tuple[str, ...]], make: Callable[[str], T]) -> None:
        self._keys = functools.cache(keys)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            if key not in self._keys():
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())


@dataclass(frozen=True)
class Library:
    """The content, read only. Values are parsed at first use and kept."""

    guides: Mapping[str, Guide]
    heads: Mapping[str, GuideHead]
    facts: Mapping[str, Fact]
    firms: Mapping[str, Firm]
    lexicon: Mapping[str, Any]

    def guide(self, path: str) -> Guide:
        """The guide with this path; InputError with the paths there are for another."""
        if path not in self.guides:
            raise InputError("unknown_guide", f"there is no such guide; `loopready guide --list` shows {len(self.guides)}", name=path)
        return self.guides[path]

    @property
    def general(self) -> Guide:
        """The guide for a job that no other fits."""
        return self.guides[GENERAL]


@functools.cache
def load_library() -> Library:
    """The library of the installed package; one per process."""
    return open_library(content_root())


def open_library(root: Traversable) -> Library:
    """The library whose content lies in ``root``. Nothing is parsed yet.

    Raises:
        ContentError: at the first use of a value whose file does not fit its type.
    """
    groups = functools.cache(lambda: guide_files(root))
    lexicon = functools.cache(
        lambda: {file.name.removeprefix("lexicon/").removesuffix(".yaml"): file for file in yaml_files(root, "lexicon")}
    )
    facts = functools.cache(lambda: _facts(yaml_files(root, "facts")))
    firms = functools.cache(lambda: _firms(yaml_files(root, "firms")))
    return Library(
        guides=LazyMapping(lambda: tuple(groups()), lambda path: _guide(path, groups()[path])),
        heads=LazyMapping(lambda: tuple(groups()), lambda path: _head(path, groups()[path])),
        facts=LazyMapping(lambda: tuple(facts()), lambda id: facts()[id]),
        firms=LazyMapping(lambda: tuple(firms()), lambda id: firms()[id]),
        lexicon=LazyMapping(lambda: tuple(lexicon()), lambda name: parse_yaml(lexicon()[name].read(), name=lexicon()[name].name)),
    )


def guide_value(files: tuple[ContentFile, ...]) -> dict[str, Any]:
    """The merged value of a guide's files, not yet checked against the schema."""
    return merge([(file.name, _mapping(file)) for file in files])


def _guide(path: str, files: tuple[ContentFile, ...]) -> Guide:
    guide = checked(TypeAdapter(Guide), guide_value(files), name=files[0].name)
    if guide.path != path:
        raise ContentError("path", f"its path is {guide.path!r}, its place says {path!r}", name=files[0].name)
    return guide


def _head(path: str, files: tuple[ContentFile, ...]) -> GuideHead:
    value = merge([(file.name, parse_keys(file.read(), _HEAD_KEYS, name=file.name)) for file in files])
    return checked(TypeAdapter(GuideHead), {"path": path, **value}, name=files[0].name)


def _facts(files: tuple[ContentFile, ...]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for file in files:
        for fact in checked(TypeAdapter(tuple[Fact, ...]), _mapping(file).get("facts", ()), name=file.name):
            if fact.id in found:
                raise ContentError("duplicate", f"the fact {fact.id} is given twice; keep one", name=file.name)
            found[fact.id] = fact
    return found


def _firms(files: tuple[ContentFile, ...]) -> dict[str, Firm]:
    firms = [checked(TypeAdapter(Firm), _mapping(file), name=file.name) for file in files]
    return {firm.id: firm for firm in firms}


def _mapping(file: ContentFile) -> dict[str, Any]:
    value = parse_yaml(file.read(), name=file.name)
    if not isinstance(value, dict):
        raise ContentError("schema", "the file is not a mapping of keys to values", name=file.name)
    return value


def checked(adapter: TypeAdapter[T], value: Any, *, name: str) -> T:
    """``value`` as the adapter's type; ContentError with the first fault's place and the number of faults."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ContentError("schema", f"{place}: {first['msg']} ({error.error_count()} faults; run `loopready lint`)", name=name) from error
