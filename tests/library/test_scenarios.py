"""The shipped incidents, and the lint's rules on them, each with a planted fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from loopready.library.linting.scenarios import scenario_facts, scenario_faults
from loopready.library.linting.source import read_unit
from loopready.library.parsing import parse_yaml
from loopready.library.resources import content_root
from loopready.library.scenarios import load_scenarios
from loopready.model.incident import Scenario

FOLDER = Path(str(content_root())) / "scenarios"
TEXT = (FOLDER / "thursday.yaml").read_text(encoding="utf-8")
FACTS = frozenset({"pm.gcp.2025", "pm.cf.2025a", "deploy.config", "pm.pattern.config"})

DRILLS = frozenset({"technology_software/cloud_hyperscale/engineering_management:two_regions_down"})


def faults(text: str, name: str = "scenarios/thursday.yaml") -> list[str]:
    unit, found = read_unit("scenario", name, [(name, text.encode())])
    return [fault.code for fault in [*found, *scenario_faults(unit, FACTS, DRILLS)]]


def test_there_are_six_and_each_fits() -> None:
    assert sorted(load_scenarios()) == [
        "friday", "monday", "saturday", "thursday", "tuesday", "wednesday",
    ]  # fmt: skip
    for id, scenario in load_scenarios().items():
        assert scenario.id == id and any(not clue.right for clue in scenario.clues) and any(signal.unrelated for signal in scenario.signals)
        assert sum(action.worth == "mechanism" for action in scenario.actions) >= 2


def test_a_shipped_scenario_has_no_faults() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: thursday\n", "id: config-pull\n", "path"),
        ("[fact:pm.gcp.2025]", "[fact:pm.nobody.2025]", "unknown_fact"),
        ("revision: 2\n", "revision: 2\nmood: bad\n", "unknown_field"),
        ("management:two_regions_down", "management:two_regions_up", "unknown_reference"),
        ("fails: 0.55", "fails: 1.55", "schema"),
        ("title: Two regions fail within minutes", "title: Two regions fail!", "exclamation"),
        ("title: Two regions fail within minutes", "title: Lorem", "slot"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert code in faults(TEXT.replace(old, new, 1))


def test_a_pattern_without_facts_is_unsourced() -> None:
    value = parse_yaml(TEXT.encode(), name="x")
    for id in FACTS:
        assert id in str(value["pattern"])
    bare = TEXT
    for id in FACTS:
        bare = bare.replace(f" [fact:{id}]", "")
    assert "unsourced" in faults(bare)


def test_its_facts_are_read_off() -> None:
    unit, _ = read_unit("scenario", "scenarios/thursday.yaml", [("scenarios/thursday.yaml", TEXT.encode())])
    assert scenario_facts(unit) == FACTS


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("cells: [us-1a, us-1b, us-1c, us-1d]\n  fails", "cells: [us-9a]\n  fails", "no cell us-9a"),
        ("share: 0.45", "share: 0.65", "add up to 1"),
        ("lives: {eu-1: 1}", "lives: {mars: 1}", "no such place"),
        ("lives: {us-1: 0.7, eu-1: 0.3}", "lives: {us-1: 0.7, eu-1: 0.9}", "adds up to 1"),
        ("bands: [[99.99, 10]", "bands: [[99.9, 10]", "fall from the target"),
        ("{id: quota-9,", "{id: release-412,", "two have the id release-412"),
        ("told_by: [sre, platform]", "told_by: [security]", "last-good waits for security, who tells nothing right"),
    ],
)
def test_what_does_not_hold_together_is_refused(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(ValidationError, match=says):
        Scenario.model_validate(parse_yaml(TEXT.replace(old, new, 1).encode(), name="x"))
