"""A guide laid over its bases: what it inherits, what it changes, what it adds.

A guide that ``extends`` bases (a role, a domain, or another guide) is compiled in that order, its own words last:

- lists of items with ids are merged by id: an item of an inherited id is laid over it field by field, other items are added;
  items stand in the guide's own order, then what it does not name in the order inherited (so that a loop's rounds can be put in order),
  and levels by rank;
- mappings are merged key by key;
- the lists of ``routing`` are joined; any other list or value is replaced where the upper layer gives it;
- ``without`` names inherited items to drop: ``questions/x``, ``concepts/x``, ``signals/x/facets/y``, ``seat/levels/x``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from loopready.model import ContentError

OWN_KEYS = frozenset({"path", "title", "revision", "reviewed", "status", "extends", "without"})
"""Keys that a guide never inherits."""
_JOINED = frozenset(("routing", name) for name in ("titles", "not_titles", "words", "duties", "not_duties"))
_ITEM_LISTS = ("signals", "questions", "bank", "drills", "asks", "rounds", "related", "topics")
_SEAT_LISTS = ("levels", "team_types", "contrasts")

Moved = Callable[[Any, str | int, Any, str | int], None]
"""Told of every value that a new container takes from an old one: new container, its key there, old container, key there."""


def _unheeded(_new: Any, _name: str | int, _old: Any, _old_name: str | int) -> None:
    return None


def inherit(own: Mapping[str, Any], bases: Sequence[Mapping[str, Any]], *, moved: Moved = _unheeded) -> dict[str, Any]:
    """The value of a guide laid over the compiled values of its bases, in their order. Nothing given is changed.

    Raises:
        ContentError: where ``without`` names what no base has.
    """
    under: dict[str, Any] = {}
    for base in bases:
        inherited: dict[str, Any] = {}
        for name, value in base.items():
            if name not in OWN_KEYS:
                inherited[name] = value
                moved(inherited, name, base, name)
        under = _lay(under, inherited, (), moved, upper_first=False)
    for entry in _strings(own.get("without")):
        under = _dropped(under, entry, moved)
    return _lay(under, own, (), moved, upper_first=True)


def origins(own: Mapping[str, Any], bases: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Of every inherited item that the guide keeps: its key (``questions/x``), the last base with it, the fields laid over it."""
    mine = dict(_items(own))
    gone = set(_strings(own.get("without")))
    found: dict[str, dict[str, Any]] = {}
    for path, base in bases:
        for key, _item in _items(base):
            if key not in gone:
                changed = [name for name in mine.get(key, {}) if name != "id"]
                found[key] = {"item": key, "base": path, "changed": changed}
    return list(found.values())


def own_items(own: Mapping[str, Any], inherited: Sequence[str]) -> dict[str, int]:
    """How many items a guide adds of its own, by the name of their list (concepts over all areas)."""
    there = set(inherited)
    counts: dict[str, int] = {}
    for key, _item in _items(own):
        if key not in there:
            name = key.split("/", 1)[0]
            counts[name] = counts.get(name, 0) + 1
    return counts


def _items(value: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The items of a guide's value with their keys; concepts stand for their areas."""
    found = [(f"{name}/{item['id']}", item) for name in _ITEM_LISTS for item in _identified(value.get(name))]
    for area in _identified(value.get("areas")):
        found += [(f"concepts/{item['id']}", item) for item in _identified(area.get("concepts"))]
    seat = value.get("seat")
    if isinstance(seat, Mapping):
        found += [(f"seat/{name}/{item['id']}", item) for name in _SEAT_LISTS for item in _identified(seat.get(name))]
    return found


def _lay(under: Mapping[str, Any], upper: Mapping[str, Any], at: tuple[str, ...], moved: Moved, *, upper_first: bool) -> dict[str, Any]:
    laid: dict[str, Any] = {}
    for name in [*upper, *(name for name in under if name not in upper)]:
        if name not in upper or name not in under:
            source = upper if name in upper else under
            laid[name] = source[name]
            moved(laid, name, source, name)
            continue
        low, high = under[name], upper[name]
        moved(laid, name, upper, name)
        if isinstance(low, Mapping) and isinstance(high, Mapping):
            laid[name] = _lay(low, high, (*at, name), moved, upper_first=upper_first)
        elif _by_id(low) and (high == [] or _by_id(high)):
            laid[name] = _lay_items(low, high, (*at, name), moved, upper_first=upper_first)
        elif (*at, name) in _JOINED and isinstance(low, list) and isinstance(high, list):
            laid[name] = _joined(low, high, moved)
        else:
            laid[name] = high
    return laid


def _lay_items(
    low: list[dict[str, Any]], high: list[dict[str, Any]], at: tuple[str, ...], moved: Moved, *, upper_first: bool
) -> list[dict[str, Any]]:
    under = {item["id"]: place for place, item in enumerate(low)}
    over = {item["id"]: place for place, item in enumerate(high)}
    ids = list(dict.fromkeys([*over, *under] if upper_first else [*under, *over]))
    if at == ("seat", "levels"):
        ids.sort(key=lambda id: _rank(low[under[id]] if id in under else {}, high[over[id]] if id in over else {}))
    out: list[dict[str, Any]] = []
    for id in ids:
        source, place = (high, over[id]) if id in over else (low, under[id])
        moved(out, len(out), source, place)
        item = source[place]
        out.append(_lay(low[under[id]], item, (*at, id), moved, upper_first=upper_first) if id in over and id in under else item)
    return out


def _rank(under: Mapping[str, Any], over: Mapping[str, Any]) -> int:
    rank = over.get("rank", under.get("rank", 0))
    return rank if isinstance(rank, int) else 0


def _joined(low: list[Any], high: list[Any], moved: Moved) -> list[Any]:
    out: list[Any] = []
    for source in (low, high):
        for place, value in enumerate(source):
            if value not in out:
                moved(out, len(out), source, place)
                out.append(value)
    return out


def _dropped(value: dict[str, Any], entry: str, moved: Moved) -> dict[str, Any]:
    """The value without the item that ``entry`` names."""
    parts = entry.split("/")
    if parts[0] == "concepts" and len(parts) == 2:
        areas = _identified(value.get("areas"))
        owners = [area["id"] for area in areas if any(each["id"] == parts[1] for each in _identified(area.get("concepts")))]
        parts = ["areas", owners[0], *parts] if owners else parts
    dropped: dict[str, Any] | None = _without(value, parts, moved)
    if dropped is None:
        raise ContentError("without", f"no base has {entry!r}; write questions/ID, concepts/ID, signals/ID/facets/ID", name="without")
    return dropped


def _without(value: Any, parts: list[str], moved: Moved) -> Any:
    """``value`` without what the path of keys and ids names; None where there is no such thing."""
    if isinstance(value, Mapping) and parts[0] in value and len(parts) > 1:
        inner = _without(value[parts[0]], parts[1:], moved)
        if inner is None:
            return None
        out: dict[str, Any] = {}
        for name in value:
            moved(out, name, value, name)
            out[name] = inner if name == parts[0] else value[name]
        return out
    if _by_id(value) and any(item["id"] == parts[0] for item in value):
        kept: list[Any] = []
        for place, item in enumerate(value):
            left = _without(item, parts[1:], moved) if item["id"] == parts[0] and len(parts) > 1 else item
            if left is None:
                return None
            if item["id"] != parts[0] or len(parts) > 1:
                moved(kept, len(kept), value, place)
                kept.append(left)
        return kept
    return None


def _by_id(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) and isinstance(item.get("id"), str) for item in value)


def _identified(value: Any) -> list[Any]:
    return [item for item in value if isinstance(item, Mapping) and isinstance(item.get("id"), str)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
