"""The catalogue: what there is of guides, facts, firms and lexicon, each value made when it is first asked for."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from loopready.library.resources import GENERAL
from loopready.library.routing_index import RoutingIndex, index_of
from loopready.model import ContentError, Fact, Firm, Guide, InputError, Noun, Paper, Routing

T = TypeVar("T")


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
    """The content, read only. Values are parsed at first use and kept.

    ``compiled`` gives the plain value of a guide or base by its path, laid over what it extends (ContentError where there is none),
    ``bags`` the counted words of every guide. ``own`` are the paths of the person's own guides; ``broken`` is what of their folders
    could not be used and was left out. ``added`` says which package a plugin's guide came with, by path.
    ``names`` are what folders are called, by path; ``below`` is the library under one that has guides of one account laid beside it
    (``own.with_own``), and is what routing looks at.
    """

    guides: Mapping[str, Guide]
    heads: Mapping[str, GuideHead]
    facts: Mapping[str, Fact]
    firms: Mapping[str, Firm]
    papers: Mapping[str, Paper]
    lexicon: Mapping[str, Any]
    compiled: Callable[[str], dict[str, Any]]
    bags: Callable[[], dict[str, dict[str, int]]]
    own: frozenset[str] = frozenset()
    broken: tuple[ContentError, ...] = ()
    added: Mapping[str, str] = dataclasses.field(default_factory=dict)
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    below: Library | None = None

    def guide(self, path: str) -> Guide:
        """The guide with this path; InputError with the paths there are for another."""
        if path not in self.guides:
            raise InputError("unknown_guide", f"there is no such guide; `loopready guide --list` shows {len(self.guides)}", name=path)
        return self.guides[path]

    def paper(self, id: str) -> Paper:
        """The paper of this id; InputError with those there are for another."""
        if id not in self.papers:
            raise InputError("no_paper", f"there is no such paper; there are {', '.join(self.papers)}", name=id[:40])
        return self.papers[id]

    @functools.cached_property
    def routing(self) -> RoutingIndex:
        """The routing cues of all guides, indexed when first asked for."""
        return self.below.routing if self.below is not None else index_of(self)

    @property
    def general(self) -> Guide:
        """The guide for a job that no other fits."""
        return self.guides[GENERAL]
