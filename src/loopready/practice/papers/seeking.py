"""Seeks a paper's criteria in a draft: passages by cue or heading, and the signs that must stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loopready.engines.cues import CueSet
from loopready.engines.lexicon import table
from loopready.model.paper import CriterionState, Paper, Sought
from loopready.practice.papers.reading import DraftReading, Part
from loopready.practice.papers.signs import holds, met


@dataclass(frozen=True)
class Found:
    """What was found of a criterion: its state, and the parts that it rests on, the weightiest first."""

    state: CriterionState
    parts: tuple[Part, ...] = ()


_ORDER: dict[CriterionState, int] = {"missing": 0, "thin": 1, "present": 2}


@lru_cache(maxsize=64)
def _cue_sets(cues: tuple[str, ...]) -> CueSet:
    return CueSet(cues)


class Seeker:
    """A draft with the cues of one paper looked up in it, once for all criteria."""

    def __init__(self, paper: Paper, reading: DraftReading) -> None:
        self._paper = paper
        self._parts = reading.told
        self._hits = self._cues_by_part()
        self._parts = tuple(part for part in self._parts if not self._is_soup(part))
        self._headings = self._cues_by_heading()
        self._owners = {heading: self._owners_of(cues) for heading, cues in self._headings.items()}

    def find(self, criterion: str) -> Found:
        """The best that any way of finding a criterion gives."""
        return max((self._look(criterion, sought) for sought in self._paper.finds[criterion]), key=lambda found: _ORDER[found.state])

    def _cues_by_part(self) -> dict[int, set[str]]:
        cues = _cue_sets(tuple(cue for each in self._soughts() for cue in each.cues))
        return {part.index: cues.found(part.plain) for part in self._parts}

    def _cues_by_heading(self) -> dict[str, set[str]]:
        cues = tuple(cue for each in self._soughts() for cue in each.headings if not cue.startswith("^"))
        found = _cue_sets(cues)
        headings = {heading for part in self._parts for heading in part.headings}
        return {heading: found.found(heading) | {f"^{heading.strip(' ?:').lower()}"} for heading in headings}

    def _owners_of(self, cues: set[str]) -> frozenset[str]:
        """The criteria that a heading is of."""
        return frozenset(id for id, ways in self._paper.finds.items() if any(cues & set(way.headings) for way in ways))

    def _is_elsewhere(self, criterion: str, part: Part) -> bool:
        """Whether a part stands under a heading of other criteria and not of this one."""
        owners = [self._owners[heading] for heading in part.headings if self._owners[heading]]
        return bool(owners) and not any(criterion in each for each in owners)

    def _soughts(self) -> Iterator[Sought]:
        return (each for ways in self._paper.finds.values() for each in ways)

    def _is_soup(self, part: Part) -> bool:
        """Whether a part names many criteria and states nothing: "alternatives, trade-offs, rollout, owners and dates"."""
        if part.figure:
            return False
        hit = sum(any(self._hits[part.index] & set(way.cues) for way in ways) for ways in self._paper.finds.values())
        return hit >= int(table("papers")["soup"]["criteria"])

    def _look(self, criterion: str, sought: Sought) -> Found:
        among = self._parts[: sought.first] if sought.first else self._parts
        holders = [part for part in among if self._is_holder(sought, part)]
        if len(holders) < sought.thin_least:
            return Found("missing")
        passages = self._passages(sought, [part for part in holders if not self._is_elsewhere(criterion, part)], among)
        strong = [part for passage in passages for part in passage if all(holds(need, part) for need in sought.each)]
        whole = [passage for passage in passages if self._is_whole(sought, passage)]
        if sought.at_most == "present" and len(strong) >= sought.least and whole:
            best = [part for part in strong if any(part in passage for passage in whole)] or strong
            return Found("present", self._weightiest(sought, best))
        return Found("thin", self._weightiest(sought, holders))

    def _weightiest(self, sought: Sought, parts: Sequence[Part]) -> tuple[Part, ...]:
        """Those under a heading of the criterion first, then those with words of it, then what follows these."""
        return tuple(
            sorted(
                dict.fromkeys(parts),
                key=lambda part: (not self._is_under(sought, part), not self._hits[part.index] & set(sought.cues), part.index),
            )
        )

    def _is_holder(self, sought: Sought, part: Part) -> bool:
        if any(holds(sign, part) for sign in sought.without):
            return False
        if not sought.cues and not sought.headings:
            return holds(sought.each[0], part)
        return bool(self._hits[part.index] & set(sought.cues)) or self._is_under(sought, part)

    def _is_under(self, sought: Sought, part: Part) -> bool:
        return any(self._headings[heading] & set(sought.headings) for heading in part.headings)

    def _passages(self, sought: Sought, holders: Sequence[Part], among: Sequence[Part]) -> list[tuple[Part, ...]]:
        """The holders with what follows each in its paragraph, in runs: parts side by side under one heading belong together."""
        reach: dict[int, Part] = {part.index: part for part in holders}
        place = {part.index: at for at, part in enumerate(among)}
        for part in holders:
            for following in among[place[part.index] + 1 : place[part.index] + 1 + sought.spread]:
                if following.block == part.block:
                    reach.setdefault(following.index, following)
        runs: dict[int, list[Part]] = defaultdict(list)
        run, last = -1, None
        for part in sorted(reach.values(), key=lambda each: each.index):
            if last is None or part.index - last.index > 1 or part.headings[:1] != last.headings[:1]:
                run += 1
            runs[run].append(part)
            last = part
        return [tuple(parts) for parts in runs.values()]

    def _is_whole(self, sought: Sought, passage: tuple[Part, ...]) -> bool:
        headings = tuple(dict.fromkeys(heading for part in passage for heading in part.headings))
        return all(met(need, passage, headings) for need in sought.needs)
