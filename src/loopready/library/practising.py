"""What practice needs of a guide's questions, filled in when the guide is compiled: type, checks, the manager's lenses.

A guide may give them by hand; what it gives stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loopready.engines.checks import cut_checks
from loopready.engines.passage import expand
from loopready.engines.question_types import lenses_of, type_of


def with_checks(value: Mapping[str, Any]) -> dict[str, Any]:
    """The value of a compiled guide in which each question says its type, its checks and its lenses. Nothing given is changed.

    A value that the schema will refuse is left as it is, for the schema to say so.
    """
    leads = _leads(value)
    filled = dict(value)
    for name in ("questions", "bank"):
        items = value.get(name)
        if isinstance(items, list):
            filled[name] = [_filled(each, leads=leads) if _is_whole(each) else each for each in items]
    return filled


def _is_whole(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("text"), str) and isinstance(item.get("tests"), str)


def _filled(item: Mapping[str, Any], *, leads: bool) -> dict[str, Any]:
    text, tests = expand(item["text"]).text, expand(item["tests"]).text
    story = item.get("story", "bullet") if "great" in item else "none"
    type = item.get("type") or type_of(text, story=story)
    more = item.get("listen") or " ".join(each for each in item.get("great", ()) if isinstance(each, str))
    return {
        **item,
        "type": type,
        "checks": item.get("checks") or list(cut_checks(tests, expand(more).text)),
        "lenses": item["lenses"] if item.get("lenses") is not None else list(lenses_of(f"{text} {tests}", type, leads=leads)),
    }


def _leads(value: Mapping[str, Any]) -> bool:
    """Whether people report to the seat already at its lowest level: a seat that leads only further up is judged by its own work."""
    seat = value.get("seat")
    levels = seat.get("levels") if isinstance(seat, Mapping) else None
    ranked = sorted((each for each in levels or () if isinstance(each, Mapping)), key=lambda each: each.get("rank", 0))
    people = ranked[0].get("people") if ranked else None
    return isinstance(people, list | tuple) and bool(people) and isinstance(people[0], int) and people[0] > 0
