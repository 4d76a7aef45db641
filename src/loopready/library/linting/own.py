"""The lint of one guide that a person keeps as text: the rules of the shipped content, apart from those that compare whole libraries."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from loopready.library.linting.fault import Fault
from loopready.library.linting.language import Rules, language_faults
from loopready.library.linting.laying import Layers
from loopready.library.linting.likeness import question_faults
from loopready.library.linting.source import Unit, read_unit
from loopready.library.linting.structure import (
    cue_faults,
    drill_faults,
    floor_faults,
    id_faults,
    reference_faults,
    schema_faults,
    source_faults,
    unsourced_faults,
)
from loopready.library.linting.whole import fact_faults, prose_faults, repeated_faults
from loopready.library.parsing import parse_yaml
from loopready.library.resources import BASES, content_root, guide_files, yaml_files

MUST = frozenset({
    "bounds", "cue", "drill", "duplicate_id", "extends", "formula", "merge", "schema", "too_little", "unknown_fact", "unknown_field",
    "unknown_reference", "unknown_source", "yaml",
})  # fmt: skip
"""Faults with which a guide can not be used; all others are advice."""
_DRAWS = 20
"""Times that the numbers of an own drill are drawn."""


def lint_own(data: bytes, *, path: str, name: str) -> list[Fault]:
    """All faults of a guide's text, sorted by line. It is judged as a guide at ``path``, whatever path it states.

    Give only what ``bounds.check_bounds`` lets pass.
    """
    root = content_root()
    rules = Rules(parse_yaml(root.joinpath("lexicon/lint.yaml").read_bytes(), name="lexicon/lint.yaml"))
    unit, faults = read_unit("guide", path, [(name, data)])
    if faults:
        return faults
    unit.value["path"] = path
    layers = Layers([unit, *_bases(root, unit)])
    whole, found = layers.compiled(unit)
    facts = _facts(root)
    faults = [*found, *cue_faults(unit), *prose_faults(unit), *language_faults(unit, rules, facts), *id_faults(unit)]
    faults += fact_faults([unit], frozenset(facts), frozenset(facts))
    small = frozenset(str(rules.data["likeness"]["small_words"]).split())
    faults += repeated_faults([unit], rules.data["shared_words"], small)
    if whole is not None:
        guides = frozenset(guide_files(root))
        firms = frozenset(file.name.rsplit("/", 1)[-1].removesuffix(".yaml") for file in yaml_files(root, "firms"))
        faults += schema_faults(whole) + id_faults(whole) + source_faults(whole) + unsourced_faults(whole)
        faults += reference_faults(whole, guides=guides, firms=firms) + question_faults(whole, rules.data["likeness"])
        faults += drill_faults(whole, seeds=_DRAWS, checked={})
        faults += _floors(whole, rules) + layers.substance_faults(unit, rules.data["own"])
    return sorted({fault for fault in faults if fault.file == name}, key=lambda fault: fault[1:])


def _floors(whole: Unit, rules: Rules) -> list[Fault]:
    """What no brief can be made without; where all of that is there, what a shipped guide would have more of."""
    least = floor_faults(whole, rules.data["least"])
    if least:
        return [fault._replace(code="too_little") for fault in least]
    return floor_faults(whole, rules.data["floor"])


def _bases(root: Traversable, unit: Unit) -> list[Unit]:
    """The shipped guides and bases that a unit extends, directly or not; others are not read."""
    files = {**guide_files(root), **guide_files(root, BASES)}
    kinds = dict.fromkeys(guide_files(root), "guide")
    found: dict[str, Unit] = {}
    waiting = [unit]
    while waiting:
        named = waiting.pop().value.get("extends")
        for path in named if isinstance(named, list) else ():
            if isinstance(path, str) and path in files and path not in found:
                read, _ = read_unit(kinds.get(path, "base"), path, [(file.name, file.read()) for file in files[path]])
                found[path] = read
                waiting.append(read)
    return list(found.values())


def _facts(root: Traversable) -> dict[str, str]:
    """Fact id -> how sure we are."""
    values = [parse_yaml(file.read(), name=file.name) for file in yaml_files(root, "facts")]
    return {str(fact["id"]): str(fact.get("confidence")) for value in values for fact in value["facts"]}
