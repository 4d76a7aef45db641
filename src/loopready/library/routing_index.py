"""The cues of all guides in one index, built once: which guides a title names, and how many of each guide's words a text holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loopready.engines.cues import CueHit, CueSet
from loopready.engines.titles import plain_title

if TYPE_CHECKING:
    from loopready.library.catalogue import GuideHead

_LONGEST_TITLE = 120
"""Characters of a line that may be a title as a whole."""


class _Cues:
    """Cues of many owners, each distinct cue looked for once."""

    def __init__(self, owned: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._owners: dict[str, list[int]] = defaultdict(list)
        for owner, cues in owned:
            for cue in dict.fromkeys(cues):
                self._owners[cue].append(owner)

    @cached_property
    def _set(self) -> CueSet:
        return CueSet(self._owners)

    def hits(self, text: str) -> dict[int, list[CueHit]]:
        """Owner -> the places of its cues."""
        found: dict[int, list[CueHit]] = defaultdict(list)
        for hit in self._set.hits(text):
            for owner in self._owners[hit.cue]:
                found[owner].append(hit)
        return found

    def found(self, text: str) -> dict[str, Sequence[int]]:
        """The cues that occur in the text, and their owners."""
        return {cue: self._owners[cue] for cue in self._set.found(text)}


class RoutingIndex:
    """The routing cues of guides. ``against`` gives, per first part of a path, the words that speak against its guides."""

    def __init__(self, heads: Sequence[GuideHead], *, against: Mapping[str, Sequence[str]]) -> None:
        self.heads = tuple(heads)
        numbered = list(enumerate(self.heads))
        self._titles = _Cues((number, head.routing.titles) for number, head in numbered)
        self._not_titles = _Cues((number, head.routing.not_titles) for number, head in numbered)
        self._words = _Cues((number, head.routing.words) for number, head in numbered)
        self._against = {sector: CueSet(cues) for sector, cues in against.items() if cues}

    def named(self, title: str) -> list[int]:
        """The guides that a title names: a title cue hits, and no excluding cue does except inside of it.

        A short title is looked at as written and, for guides of which nothing hits, in its plain form ("Sr. Mgr., Software").
        """
        named, against = self._titles.hits(title), self._not_titles.hits(title)
        out = {number for number, hits in named.items() if _free(hits, against.get(number, ()))}
        plain = plain_title(title) if len(title) <= _LONGEST_TITLE else title
        if plain != title:
            more, more_against = self._titles.hits(plain), self._not_titles.hits(plain)
            out |= {
                number
                for number, hits in more.items()
                if number not in named and number not in against and _free(hits, more_against.get(number, ()))
            }
        return sorted(out)

    def counts(self, text: str, numbers: Iterable[int]) -> dict[int, int]:
        """Of these guides, how many of their words the text holds, less the words that speak against their sector; at least 0."""
        counts = dict.fromkeys(numbers, 0)
        if not counts:
            return counts
        for owners in self._words.found(text).values():
            for owner in owners:
                if owner in counts:
                    counts[owner] += 1
        against: dict[str, int] = {}
        for number in counts:
            sector = self.heads[number].path.split("/")[0]
            if sector not in against:
                against[sector] = len(self._against[sector].found(text)) if sector in self._against else 0
            counts[number] = max(0, counts[number] - against[sector])
        return counts


def _free(hits: Sequence[CueHit], against: Sequence[CueHit]) -> bool:
    """True where every excluding hit lies inside of a title hit ("software engineer" in "software engineering manager")."""
    return all(any(hit.start <= no.start and no.end <= hit.end for hit in hits) for no in against)


def index_of(heads: Mapping[str, GuideHead], weights: Mapping[str, Any]) -> RoutingIndex:
    """The index of the guides that may be chosen: those that are ready and have titles."""
    able = [heads[path] for path in heads if heads[path].routing.titles and heads[path].status == "ready"]
    return RoutingIndex(able, against=weights["against"])
