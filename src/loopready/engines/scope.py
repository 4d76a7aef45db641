"""Scope as a text states it: the people and teams that it says were led, and the level of a seat that these reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.figures import Figure, figures
from loopready.engines.text import fold
from loopready.model import Level

_OPENING = 3
"""Characters before a number that a line still opens with."""


@cache
def _cues(name: str) -> CueSet:
    return CueSet(lexicon.table("composing")[name])


def led(text: str, kind: str, *, titled: bool = False) -> list[Figure]:
    """The figures of a kind (``people``, ``teams``) that a text says were led: a lead cue governs them, no other act does.

    ``titled``: the text stands under a manager's title, so that a number it opens with, closed by a stop or comma, is the team's.
    """
    if _cues("technical_leads").hits(text) or _cues("stand_ins").hits(text):
        return []
    found = [figure for figure in figures(text) if figure.kind == kind]
    return [figure for figure in found if _governed_by_lead(text, figure) or (titled and _opens_with(text, figure))]


def _opens_with(text: str, figure: Figure) -> bool:
    return figure.start <= _OPENING and re.match(r"\s*(?:[.;,:(/&+|]|$|in\b|across\b|at\b|on\b)", text[figure.end :]) is not None


def _governed_by_lead(text: str, figure: Figure) -> bool:
    """Whether the words before a figure say that its people were led: not met, served, or another firm's."""
    if _cues("not_under").hits((figure.noun or "").rsplit(" ", 1)[-1]):
        return False
    aside = text.rfind("(", 0, figure.start)
    inside = aside >= 0 and ")" not in text[aside : figure.start]
    clause_start = max((m.end() for m in re.finditer(r"[;.]\s", text[: aside if inside else figure.start])), default=0)
    before = text[clause_start : figure.end]
    leads = [hit.end for hit in _cues("leads").hits(before)]
    others = [hit.end for hit in _cues("not_leads").hits(before)]
    bare = not leads and not others and figure.start - clause_start <= 3 and (figure.noun or "") in ("report", "reports", "direct report")
    held = bool(leads) and max(leads) > max(others, default=-1)
    return bare or (held and not _beside(text[clause_start + max(leads) : aside if inside else figure.start]))


def _beside(between: str) -> bool:
    """Whether the words from the act of leading to a number set its people beside it: "ran a fair with 30 buyers".

    A team with so many people is led, and so are those a post is for ("line manager for 6").
    """
    hits = _cues("beside").hits(between)
    if not hits:
        return False
    words = between[: hits[-1].start].split()
    return bool(words) and fold(words[-1]) not in lexicon.word_set("figures", "team_of")


def level_by_scope(levels: Iterable[Level], *, people: int | None, teams: int | None, managers: bool) -> Level | None:
    """The highest level whose lower bounds of people and teams are reached; None where no scope is stated."""
    if people is None and teams is None:
        return None
    fitting = [level for level in levels if _reaches(level, people, teams, managers)]
    return max(fitting, key=lambda level: level.rank, default=None)


def _reaches(level: Level, people: int | None, teams: int | None, managers: bool) -> bool:
    if level.people is None and level.teams is None:
        return False
    enough_people = level.people is None or (people is not None and people >= level.people[0])
    enough_teams = level.teams is None or level.teams[0] <= 1 or (teams is not None and teams >= level.teams[0])
    return enough_people and enough_teams and (managers or not level.managers)
