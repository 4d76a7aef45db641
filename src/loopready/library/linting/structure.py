"""Rules on a unit's shape: schema, floor, ids, references, sources, cues, drills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from loopready.engines.cues import CueSet
from loopready.library.linting.choices import choice_fault
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Unit
from loopready.library.linting.texts import FACT
from loopready.library.resources import is_part
from loopready.model import ContentError, Drill, Fact, Firm, Guide, Paper
from loopready.model.incident import Scenario

_KINDS: dict[str, TypeAdapter[Any]] = {
    "guide": TypeAdapter(Guide),
    "base": TypeAdapter(Guide),
    "firm": TypeAdapter(Firm),
    "facts": TypeAdapter(dict[str, tuple[Fact, ...]]),
    "scenario": TypeAdapter(Scenario),
    "paper": TypeAdapter(Paper),
}
_NUMBER = re.compile(r"\d[\d.,]*|None")
_CUE_FIELDS = frozenset({"asked_by", "cues", "headings", "duties", "not_duties", "not_titles", "story_cues", "titles", "words"})


def schema_faults(unit: Unit) -> list[Fault]:
    """Every value that does not fit its type.

    A part read without its guide is not asked for what other parts hold, and a base not for what its guides add.
    """
    if unit.kind not in _KINDS:
        return []
    try:
        _KINDS[unit.kind].validate_python(unit.value)
    except ValidationError as error:
        return [_schema_fault(unit, fault) for fault in error.errors(include_url=False) if not _is_elsewhere(unit, fault)]
    return []


def _is_elsewhere(unit: Unit, fault: Any) -> bool:
    """True for a field that is missing here and may be given elsewhere."""
    if fault["type"] != "missing":
        return False
    return unit.kind == "base" or (unit.kind == "guide" and "path" not in unit.value and len(fault["loc"]) == 1)


def _schema_fault(unit: Unit, fault: Any) -> Fault:
    loc: Key = tuple(fault["loc"])
    shown = ".".join(str(part) for part in loc)
    if fault["type"] == "extra_forbidden":
        place = unit.places.get((*loc, "@key"), unit.place(loc))
        return Fault(*place, "unknown_field", f"{shown}: there is no such field")
    return unit.fault(loc, "schema", f"{shown}: {fault['msg']}")


def modeline_faults(unit: Unit) -> list[Fault]:
    """Every whole file of a guide or base names its schema on the first line, so that editors check it while it is written."""
    faults = []
    for name in unit.files:
        if unit.kind not in ("guide", "base") or is_part(name) or not name.startswith(("guides/", "bases/")):
            continue
        wanted = f"# yaml-language-server: $schema={'../' * (name.count('/') + 4)}schema/guide.schema.json"
        if not unit.lines.get(name) or unit.lines[name][0].strip() != wanted:
            faults.append(Fault(name, 1, 1, "modeline", f"the first line is to be: {wanted}"))
    return faults


def floor_faults(unit: Unit, floor: dict[str, int]) -> list[Fault]:
    """What a whole guide lacks of the floor."""
    if unit.kind != "guide" or "path" not in unit.value:
        return []
    faults = []
    for name in ("signals", "questions", "bank", "drills", "asks", "rounds", "sources"):
        count = len(_items(unit.value, name))
        if count < floor[name]:
            faults.append(unit.fault((name,), "floor", f"{count} {name}; a guide has at least {floor[name]}"))
    full = [area for area in _items(unit.value, "areas") if len(_items(area, "concepts")) >= floor["concepts"]]
    if len(full) < floor["areas"]:
        wanted = f"a guide has at least {floor['areas']} areas of {floor['concepts']} concepts"
        faults.append(unit.fault(("areas",), "floor", f"{len(full)} areas of {floor['concepts']} concepts or more; {wanted}"))
    return faults


def id_faults(unit: Unit) -> list[Fault]:
    """Ids that two items of one list share (concepts over all areas)."""
    faults = []
    seen: dict[tuple[str, Any], Key] = {}
    for key, item in _dicts(unit.value, ()):
        if "id" not in item or not isinstance(item["id"], str):
            continue
        group = "concepts" if "concepts" in key else ".".join(str(part) for part in key[:-1])
        if (group, item["id"]) in seen:
            line = unit.place((*seen[(group, item["id"])], "id")).line
            faults.append(unit.fault((*key, "id"), "duplicate_id", f"the id {item['id']} is already used on line {line}"))
        else:
            seen[(group, item["id"])] = key
    return faults


def reference_faults(unit: Unit, *, guides: frozenset[str], firms: frozenset[str]) -> list[Fault]:
    """Names of signals, questions, drills, rounds, firms and guides that do not exist."""
    if unit.kind != "guide" or "path" not in unit.value:
        return []
    ids = {name: {item.get("id") for item in _items(unit.value, name)} for name in ("signals", "questions", "drills", "rounds")}
    faults = []
    for key, item in _dicts(unit.value, ()):
        for name, known in ids.items():
            if len(key) < 1 or not isinstance(item.get(name), list):
                continue
            for i, wanted in enumerate(item[name]):
                if (
                    isinstance(wanted, str)
                    and key[0] in ("signals", "questions", "bank", "areas", "drills", "rounds")
                    and wanted not in known
                ):
                    faults.append(unit.fault((*key, name, i), "unknown_reference", f"the guide has no {name[:-1]} {wanted}"))
        if key[0] == "related" and isinstance(item.get("path"), str) and item["path"] not in guides:
            faults.append(unit.fault((*key, "path"), "unknown_reference", f"there is no guide {item['path']}; write null until there is"))
        if key[0] == "rounds" and isinstance(item.get("names"), dict):
            for firm in item["names"]:
                if firm not in firms:
                    faults.append(unit.fault((*key, "names", firm), "unknown_reference", f"there is no firm {firm}"))
    return faults


def source_faults(unit: Unit) -> list[Fault]:
    """Sources that are named and not listed, and listed and not named."""
    if unit.kind in ("facts", "paper") or (unit.kind == "guide" and "path" not in unit.value):
        return []
    listed = {item.get("id"): i for i, item in enumerate(_items(unit.value, "sources"))}
    named: set[str] = set()
    faults = []
    for key, item in _dicts(unit.value, ()):
        sources = item.get("sources")
        if not isinstance(sources, list):
            continue
        for i, source in enumerate(sources):
            if isinstance(source, str):
                named.add(source)
                if source not in listed:
                    faults.append(unit.fault((*key, "sources", i), "unknown_source", f"the source {source} is not listed"))
    if unit.kind in ("guide", "base"):
        for id, i in listed.items():
            if id not in named and unit.place(("sources", i)).file in unit.own_files:
                faults.append(unit.fault(("sources", i), "unused_source", f"no item names the source {id}"))
    return faults


def unsourced_faults(unit: Unit) -> list[Fault]:
    """Items of a guide that name no source, neither by id nor by a fact in their text."""
    if unit.kind != "guide":
        return []
    faults = []
    for key, item in _dicts(unit.value, ()):
        if not _is_item(key) or item.get("sources") or FACT.search(repr(item)):
            continue
        faults.append(unit.fault(key, "unsourced", f"{'.'.join(str(part) for part in key)} names no source"))
    return faults


def _is_item(key: Key) -> bool:
    if key[0] in ("signals", "questions", "drills", "asks", "rounds", "topics"):
        return len(key) == 2
    if key[0] == "areas":
        return len(key) == 4
    return key[0] == "seat" and (len(key) == 1 or len(key) == 3)


def cue_faults(unit: Unit) -> list[Fault]:
    """Cues that can not be compiled, and choices that were probably meant to span several words."""
    faults = []
    for key, item in _dicts(unit.value, ()):
        for name in _CUE_FIELDS & item.keys():
            for i, cue in enumerate(item[name] if isinstance(item[name], list) else ()):
                try:
                    CueSet([cue] if isinstance(cue, str) else [])
                except ValueError as error:
                    faults.append(unit.fault((*key, name, i), "cue", str(error)))
                    continue
                if isinstance(cue, str) and (said := choice_fault(cue)):
                    faults.append(unit.fault((*key, name, i), "cue_choice", said))
    return faults


def drill_faults(unit: Unit, *, seeds: int, checked: dict[str, list[str]]) -> list[Fault]:
    """Drills whose worked solution does not pass their own marking, or whose numbers can not be drawn.

    ``checked`` keeps what was found of a drill, since several guides may inherit one.
    """
    if unit.kind not in ("guide", "base"):
        return []
    faults: list[Fault] = []
    for i, value in enumerate(_items(unit.value, "drills")):
        try:
            drill = Drill.model_validate(value)
        except ValidationError:
            continue  # schema_faults has said so
        known = drill.model_dump_json()
        if known not in checked:
            checked[known] = _selfchecked(drill, seeds=seeds)
        first: dict[str, str] = {}
        for message in checked[known]:
            first.setdefault(_NUMBER.sub("#", message), message)
        faults.extend(unit.fault(("drills", i), "drill", f"{drill.id}: {message}") for message in first.values())
    return faults


def _selfchecked(drill: Drill, *, seeds: int) -> list[str]:
    from loopready.engines.drill import selfcheck

    try:
        return selfcheck(drill, seeds=seeds)
    except ContentError as error:
        return [str(error)]


def _items(value: Any, name: str) -> list[dict[str, Any]]:
    found = value.get(name) if isinstance(value, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _dicts(value: Any, key: Key) -> Iterator[tuple[Key, dict[str, Any]]]:
    """Every mapping inside the value with its key; the value itself has the key ``()``."""
    if isinstance(value, dict):
        if key:
            yield key, value
        for name, item in value.items():
            yield from _dicts(item, (*key, name))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _dicts(item, (*key, i))
