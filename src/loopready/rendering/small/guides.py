"""A guide in pieces: its contents by id, then one item or one kind of item, with what its prose cites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loopready.engines.paging import fitted, paged
from loopready.model import Guide, InputError
from loopready.rendering.guide_json import guide_json
from loopready.rendering.registry import Expand
from loopready.rendering.small.bounds import PAGE_BYTES, page_of, shortened

KINDS = ("seat", "signals", "questions", "bank", "concepts", "drills", "asks", "rounds", "topics", "related", "sources")
_DRILL = ("id", "title", "minutes", "signals", "listens_for", "traps")
"""What of a drill stands in the guide here; its questions come from the drill itself, with their numbers drawn."""
_INSIDE = ("cues", "like", "slots")
"""What of an item is for matching: words to look for and invented lines of a CV, which nobody is to take for the person's."""
_TITLE = 240


def guide_address(path: str) -> str:
    """The address of a guide."""
    return f"loopready://library/{path}"


def contents_json(guide: Guide, expand: Expand, *, page: int) -> dict[str, Any]:
    """What a guide holds: a page of its items by id and title. InputError where there is no such page."""
    lines = [{"id": id, "title": shortened(expand(title)[0], _TITLE)} for id, title in _titled(guide)]
    parts, told = page_of(paged(lines, most=PAGE_BYTES), page)
    return {
        "path": guide.path, "title": guide.title, "revision": guide.revision, "status": guide.status, "uri": guide_address(guide.path),
        "contents": parts, **told,
    }  # fmt: skip


def part_page(guide: Guide, expand: Expand, part: str, *, facts: Mapping[str, str], page: int) -> dict[str, Any]:
    """A page of the items of a kind, or the one item of an id (``questions/decision``; a cite's ``signals/hiring/bar`` too), with cites.

    ``facts`` gives the line of each fact that is cited. InputError where the guide has no such part or page.
    """
    kind, _, rest = part.strip("/").partition("/")
    id = rest.partition("/")[0] if kind != "seat" else ""
    if kind not in KINDS:
        raise InputError("no_part", f"a guide has no such part; it has {', '.join(KINDS)}, or an id such as questions/ID", name=part[:80])
    plain = guide_json(guide, expand)
    found = [(at, value) for at, value in _entries(plain, kind) if not id or value.get("id") == id]
    if id and not found:
        says = f"the guide has none of that id; see its contents, or all {kind}"
        raise InputError("no_part", says, name=part[:80])
    items = [fitted(_with_cites(plain, at, value, facts=facts), most=PAGE_BYTES, keep=("id",)) for at, value in found]
    parts, told = page_of(paged(items, most=PAGE_BYTES), page)
    return {
        "path": guide.path, "title": guide.title, "revision": guide.revision, "status": guide.status, "uri": guide_address(guide.path),
        "part": part.strip("/"), "items": parts, **told,
    }  # fmt: skip


def _titled(guide: Guide) -> list[tuple[str, str]]:
    """Every item: its id with its kind, and what it is called."""
    kinds = [
        ("signals", [(each.id, each.title) for each in guide.signals]),
        ("questions", [(each.id, each.text) for each in guide.questions]),
        ("bank", [(each.id, each.text) for each in guide.bank]),
        ("concepts", [(each.id, each.title) for area in guide.areas for each in area.concepts]),
        ("drills", [(each.id, each.title) for each in guide.drills]),
        ("asks", [(each.id, each.title) for each in guide.asks]),
        ("rounds", [(each.id, each.name) for each in guide.rounds]),
        ("topics", [(each.id, each.title) for each in guide.topics]),
    ]
    return [(f"{kind}/{id}", title) for kind, items in kinds for id, title in items]


def _entries(plain: dict[str, Any], kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The items of a kind as plain values, each with its JSON pointer."""
    if kind == "seat":
        return [("/seat", plain["seat"])] if plain.get("seat") else []
    if kind == "concepts":
        return [
            (f"/areas/{place}/concepts/{at}", {**concept, "area": area["title"]})
            for place, area in enumerate(plain["areas"])
            for at, concept in enumerate(area["concepts"])
        ]
    if kind == "drills":
        return [(f"/drills/{at}", {name: drill[name] for name in _DRILL}) for at, drill in enumerate(plain["drills"])]
    return [(f"/{kind}/{at}", value) for at, value in enumerate(plain[kind])]


def _told(value: Any) -> Any:
    """A value without what is for matching."""
    if isinstance(value, dict):
        return {name: _told(member) for name, member in value.items() if name not in _INSIDE}
    return [_told(member) for member in value] if isinstance(value, list) else value


def _with_cites(plain: dict[str, Any], at: str, value: dict[str, Any], *, facts: Mapping[str, str]) -> dict[str, Any]:
    """An item with what it cites, by the JSON pointer inside it, and the lines of the facts among that."""
    cites = {pointer[len(at) :]: each for pointer, each in plain["cites"].items() if pointer.startswith(f"{at}/")}
    named = {cite["id"] for each in cites.values() for cite in each if cite["source"] == "fact"}
    lines = {id: facts[id] for id in sorted(named) if id in facts}
    told: dict[str, Any] = _told(value)
    return told | ({"cites": cites} if cites else {}) | ({"facts": lines} if lines else {})
