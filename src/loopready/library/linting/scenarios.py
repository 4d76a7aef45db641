"""Rules on the scenarios of incidents: their schema, their place, the public incidents that they are drawn from."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Unit
from loopready.library.linting.structure import schema_faults
from loopready.library.linting.texts import FACT

_SHOUTED = re.compile(r"!")
_UNFINISHED = re.compile(r"\b(?:lorem|todo|tbd|xxx)\b", re.IGNORECASE)
_READ = ("title", "summary", "pattern", "cause")


def scenario_facts(unit: Unit) -> frozenset[str]:
    """The facts that a scenario's pattern cites."""
    pattern = unit.value.get("pattern") if isinstance(unit.value, dict) else None
    found = FACT.findall(pattern) if isinstance(pattern, str) else []
    return frozenset(id.strip() for group in found for id in group.split(","))


def scenario_faults(unit: Unit, known: frozenset[str], drills: frozenset[str]) -> list[Fault]:
    """What does not fit its type; an id that is not the file's name; no public incident, or one that the library does not know;
    a drill that no guide has; a text that shouts or was left unfinished."""
    faults, value = schema_faults(unit), unit.value
    if value.get("id") != PurePosixPath(unit.files[0]).stem:
        faults.append(unit.fault(("id",), "path", f"the id is {value.get('id')!r}, its file {PurePosixPath(unit.files[0]).name}"))
    cited = scenario_facts(unit)
    if not cited:
        faults.append(unit.fault(("pattern",), "unsourced", "the pattern cites no fact of a public incident"))
    faults += [
        unit.fault(("pattern",), "unknown_fact", f"the library has no fact {id}", snippet=f"[fact:{id}") for id in sorted(cited - known)
    ]
    named = value.get("drills")
    for index, drill in enumerate(named if isinstance(named, list) else ()):
        if str(drill) not in drills:
            faults.append(unit.fault(("drills", index), "unknown_reference", f"no guide has the drill {drill}"))
    for key in _READ:
        text = value.get(key)
        if isinstance(text, str) and _SHOUTED.search(text):
            faults.append(unit.fault((key,), "exclamation", f"{key}: say it calmly", snippet=text))
        if isinstance(text, str) and _UNFINISHED.search(text):
            faults.append(unit.fault((key,), "slot", f"{key}: it was left unfinished", snippet=text))
    return faults
