"""The moves of an incident: what can be directed, with which choices, and whether what was chosen can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from loopready.engines.lexicon import table
from loopready.model import Move
from loopready.model.incident import Scenario

ME = "me"
MITIGATIONS = frozenset(
    {
        "stop_change", "isolate_cell", "drain_region", "return_traffic", "roll_back", "shed_load", "stop_shedding", "disable_retries",
        "stop_writes", "resume_writes", "restore_backup", "emergency_change", "add_capacity",
    }
)  # fmt: skip
"""Moves that are carried out by people and change the service."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something to choose with a move: (value, what it is called) pairs. ``many`` takes several values, parted by commas.

    ``later`` are values that are kept back, since they would give the cause away: with the people who must have told of it first.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    many: bool = False
    later: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The values that may be named to anybody."""
        return tuple(value for value, _ in self.choices if value not in dict(self.later))


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move as it is offered. ``takes`` is in minutes of attention; ``words`` labels the free text where it takes some."""

    name: str
    group: str
    title: str
    says: str
    takes: int
    fields: tuple[Field, ...]
    words: str = ""


Forms = Mapping[str, MoveForm]


@cache
def groups() -> dict[str, str]:
    """Group -> its title, in order."""
    return dict(table("incident_moves")["groups"])


def forms(scenario: Scenario) -> dict[str, MoveForm]:
    """Every move of a scenario by name, in the order of the groups."""
    return {each["id"]: _form(each, scenario) for each in table("incident_moves")["moves"]}


def offered(all_forms: Forms, *, told: frozenset[str], ended: bool) -> dict[str, MoveForm]:
    """The moves with the choices that may be shown now: ``told`` are those who have told something right, ``ended`` says that it is over
    but for the postmortem, whose actions name what went wrong."""

    def shown(field: Field) -> Field:
        still = {value for value, by in field.later if not (told & set(by) if by else ended)}
        return replace(field, choices=tuple(pair for pair in field.choices if pair[0] not in still), later=())

    return {name: replace(form, fields=tuple(map(shown, form.fields))) for name, form in all_forms.items()}


def title_of(name: str) -> str:
    """What a move is called."""
    return _titles()[name]


def chosen(offered: Forms, move: Move) -> str:
    """The move with its choices in words."""
    form = offered[move.name]
    parts = []
    for field in form.fields:
        names = dict(field.choices)
        values = [each for each in move.options.get(field.name, "").split(",") if each]
        parts.append(", ".join(names[value] for value in values) or "nothing")
    return form.title + (": " + "; ".join(parts) if parts else "")


def fault(offered: Forms, move: Move) -> str | None:
    """What is wrong with a move by its form alone, in one line; None where it is well formed."""
    form = offered.get(move.name)
    if form is None:
        return f"there is no move {move.name}; the list shows {len(offered)}"
    if unknown := sorted(set(move.options) - {field.name for field in form.fields}):
        return f"{form.title} takes no {unknown[0]}"
    for field in form.fields:
        known = [value for value, _ in field.choices]
        values = [each for each in move.options.get(field.name, "").split(",") if each]
        if not field.many and len(values) != 1:
            return f"{form.title}: choose one for “{field.label}” ({', '.join(field.named)})"
        if wrong := [value for value in values if value not in known]:
            return f"{form.title}: “{wrong[0]}” is not one of those offered now ({', '.join(field.named) or 'none yet'})"
    return f"{form.title} takes no words" if move.text.strip() and not form.words else None


def target(move: Move) -> str:
    """What a move was chosen for: the value of its first field; empty for a move without one."""
    return next((move.options[name] for name in _FIRST.get(move.name, ()) if name in move.options), "")


_FIRST = {
    "isolate_cell": ("cell",),
    "drain_region": ("region",),
    "return_traffic": ("region",),
    "roll_back": ("change",),
    "shed_load": ("how",),
    "restore_backup": ("point",),
    "emergency_change": ("fix",),
    "add_capacity": ("region",),
    "escalate": ("team",),
}


def _form(value: dict[str, Any], scenario: Scenario) -> MoveForm:
    fields = tuple(
        Field(
            each["name"],
            each["label"],
            tuple(each["choices"].items()) if "choices" in each else _from(each["from"], scenario),
            each.get("many", False),
            _later(each.get("from", ""), scenario),
        )
        for each in value.get("fields", ())
    )
    return MoveForm(value["id"], value["group"], value["title"], value["says"], value["takes"], fields, value.get("words", ""))


def _from(source: str, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    staff = scenario.staff
    if source in ("command", "comms", "customers"):
        able = tuple((each.id, _capital(each.role)) for each in staff if source in each.can)
        others = tuple((each.id, _capital(each.role)) for each in staff if source not in each.can and "hands" in each.can)
        return (*able, *others, (ME, "Yourself"))
    if source in ("voices", "staff"):
        return tuple((each.id, _capital(each.role)) for each in staff if source == "staff" or "hands" in each.can or "command" in each.can)
    if source == "cells":
        return tuple((cell, cell) for cell in scenario.cells)
    regions = tuple((each.id, each.name) for each in scenario.regions)
    if source == "drains":
        return (("spread", "All other regions, by what they can carry"), *regions)
    if source == "regions":
        return regions
    found = {"changes": scenario.changes, "fixes": scenario.fixes, "backups": scenario.backups, "teams": scenario.teams}
    if source == "actions":
        return tuple((each.id, each.title) for each in scenario.actions)
    return tuple((each.id, each.title) for each in found[source])


def _later(source: str, scenario: Scenario) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of a source that are kept back, each with who must have told of it; nobody: until the incident is ended."""
    if source == "actions":
        return tuple((each.id, ()) for each in scenario.actions)
    found = {"changes": scenario.changes, "fixes": scenario.fixes, "backups": scenario.backups, "teams": scenario.teams}
    return tuple((each.id, each.told_by) for each in found.get(source, ()) if each.told_by)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _titles() -> dict[str, str]:
    return {each["id"]: each["title"] for each in table("incident_moves")["moves"]}
