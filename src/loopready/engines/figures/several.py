"""Sizes of several teams told one by one: "two teams (9 and 8 engineers)", "three squads of 6, 7 and 5"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from loopready.engines.figures.sides import Side
from loopready.engines.figures.types import Figure

_OPENS = re.compile(r"\s*(?:\(|:|,|of|with|[-–—])\s*(?:of\s+|with\s+)?")
_NEXT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\band\s+|[/+&]\s*)")
_MOST = 12
"""Most teams whose sizes are told one by one."""


def sizes_of_teams(text: str, read: Sequence[Side], at: int) -> Figure | None:
    """The people of the teams that ``read[at]`` counts, added up, where as many sizes as teams follow it; None where they do not.

    Why: "two teams (9 and 8 engineers)" are 17 people, and a manager of 17 who is read as one of 8 is put a level too low.
    """
    teams = read[at]
    count = int(teams.value)
    if teams.kind != "teams" or teams.value != count or not 2 <= count <= _MOST or at + count >= len(read):
        return None
    sizes = read[at + 1 : at + 1 + count]
    gaps = [text[before.close : after.start] for before, after in itertools.pairwise(sizes)]
    if not _OPENS.fullmatch(text[teams.end : sizes[0].start]) or not all(map(_NEXT.fullmatch, gaps)):
        return None
    if any(size.kind not in (None, "people") or size.value != int(size.value) for size in sizes):
        return None
    more = read[at + 1 + count] if at + 1 + count < len(read) else None
    if more is not None and _NEXT.fullmatch(text[sizes[-1].close : more.start]):
        return None
    end = sizes[-1].end
    noun = next((size.noun for size in reversed(sizes) if size.noun), "people")
    parts = tuple(size.value for size in sizes)
    start = sizes[0].start
    return Figure(kind="people", value=sum(parts), start=start, end=end, text=text[start:end], noun=noun, parts=parts)
