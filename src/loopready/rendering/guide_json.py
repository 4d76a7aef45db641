"""A guide as JSON: the guide's own shape, its prose expanded to plain text, and what the prose cites by JSON pointer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loopready.engines.drill import instance
from loopready.model import Guide
from loopready.rendering.registry import Expand

_MARKS = ("[fact:", "{{", "[given]", "[judgement]")
_RAW = ("cues", "like", "parameters", "derived", "constraints", "questions", "scenario")


def guide_json(guide: Guide, expand: Expand) -> dict[str, Any]:
    """The guide as plain values (schema ``loopready.guide/1``).

    A drill keeps its templates, since their numbers are drawn, and has the instance of its default numbers beside them.
    """
    cites: dict[str, list[dict[str, Any]]] = {}

    def walk(value: Any, at: str, *, raw: Sequence[str] = ()) -> Any:
        if isinstance(value, str):
            if not any(mark in value for mark in _MARKS):
                return value
            text, found = expand(value)
            if found:
                cites[at] = [cite.model_dump(mode="json") for cite in found]
            return text
        if isinstance(value, list):
            return [walk(member, f"{at}/{place}", raw=raw) for place, member in enumerate(value)]
        if isinstance(value, dict):
            return {name: member if name in raw else walk(member, f"{at}/{name}", raw=raw) for name, member in value.items()}
        return value

    plain = guide.model_dump(mode="json", exclude={"drills"})
    out = {name: walk(value, f"/{name}") for name, value in plain.items()}
    drills = []
    for place, drill in enumerate(guide.drills):
        entry = walk(drill.model_dump(mode="json"), f"/drills/{place}", raw=_RAW)
        drills.append(entry | {"instance": instance(drill).model_dump(mode="json")})
    return {"schema": "loopready.guide/1", **out, "drills": drills, "cites": cites}
