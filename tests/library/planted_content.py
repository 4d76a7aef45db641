"""A small content folder that has no fault, for tests to plant one in."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

MODELINE = "# yaml-language-server: $schema=../../../../../schema/guide.schema.json\n"
_COLOURS = (
    "amber",
    "beige",
    "black",
    "brown",
    "copper",
    "coral",
    "crimson",
    "golden",
    "green",
    "ivory",
    "lilac",
    "olive",
    "pink",
    "purple",
    "red",
)
_THINGS = (
    "anchor",
    "basket",
    "bottle",
    "bridge",
    "button",
    "candle",
    "carpet",
    "engine",
    "hammer",
    "kettle",
    "lantern",
    "mirror",
    "needle",
)
_VERBS = ("bend", "carry", "drop", "empty", "fold", "guard", "heat", "insure", "join", "kick", "lift", "mend", "nail", "order", "paint")
_BEASTS = (
    "ant", "bear", "crow", "deer", "eel", "fox", "goat", "hare", "ibis", "jay", "kite", "lynx", "mole", "newt", "otter", "pike", "quail",
    "raven", "seal", "toad", "urchin", "vole", "wasp", "yak", "zebra", "badger", "cod", "dove", "egret", "finch", "gull", "heron",
    "impala", "jackal", "koala", "lemur", "moth", "narwhal",
)  # fmt: skip
_PLACES = ("attic", "barn", "cellar", "kitchen", "library", "market", "museum", "orchard", "palace", "quarry", "station", "studio", "tower")


def sentences() -> Callable[[], str]:
    """A function that returns another harmless sentence at every call."""
    words = itertools.product(_PLACES, _THINGS, _COLOURS)

    def next_one() -> str:
        place, thing, colour = next(words)
        return f"They want one {colour} {thing} by the {place}."

    return next_one


def asked(number: int) -> str:
    """A question like no other of a guide."""
    return f"Why {_VERBS[number % len(_VERBS)]} a {_BEASTS[number]}?"


def bank_question(number: int, say: Callable[[], str]) -> dict[str, Any]:
    """A question of the bank."""
    return {"id": f"b{number}", "text": asked(number), "tests": say(), "listen": say(), "signals": ["one"], "rounds": ["talk"],
            "by": ["panel"]}  # fmt: skip


def guide_value(path: str = "planted", *, sentence: int = 0) -> dict[str, Any]:
    """A guide that meets the floor. ``sentence`` is the number of the first sentence it takes, so that two guides share none."""
    say = sentences()
    for _ in range(sentence):
        say()
    ids = ["one", "two", "three", "four", "five", "six", "seven", "eight"]

    def facet(id: str) -> dict[str, Any]:
        return {"id": id, "name": f"the {id} thing", "cues": ["kept order"], "doubt": say(), "probe": say(), "missing": f"the {id} fact"}

    value: dict[str, Any] = {
        "path": path,
        "title": "A planted guide",
        "revision": 1,
        "reviewed": "2026-11-23",
        "routing": {"titles": ["planter"], "words": ["garden"]},
        "seat": {"summary": say(), "sources": ["notes"]},
        "signals": [
            {
                "id": id,
                "title": f"Does {id}",
                "question": say(),
                "listens_for": say(),
                "weight": 0.5,
                "facets": [facet("first"), facet("second")],
            }
            for id in ids[:6]
        ],
        "questions": [
            {
                "id": id,
                "text": asked(30 + number),
                "tests": say(),
                "signals": ["one"],
                "likelihood": 0.5,
                "rounds": ["talk"],
                "great": [say()],
                "average": [say()],
                "downgrade": [say()],
                "follow_ups": [say()],
                "traps": [say()],
                "slots": [{"id": slot, "label": slot, "ask": say()} for slot in ids[:3]],
            }
            for number, id in enumerate(ids)
        ],
        "bank": [bank_question(number, say) for number in range(30)],
        "areas": [
            {
                "id": area,
                "title": f"Area {area}",
                "concepts": [
                    {
                        "id": f"{area}_{id}",
                        "title": f"Concept {area} {id}",
                        "what": say(),
                        "why": say(),
                        "goes_wrong": say(),
                        "figures": [say()],
                        "worked": say(),
                        "cards": [{"ask": say(), "answer": say()}, {"ask": say(), "answer": say()}],
                        "cues": ["kept order"],
                    }
                    for id in ids[:4]
                ],
            }
            for area in ids[:4]
        ],
        "drills": [
            {
                "id": id,
                "title": f"Drill {id}",
                "scenario": say(),
                "minutes": 5,
                "parameters": [{"name": "a", "label": "A", "default": 3, "low": 2, "high": 9, "step": 1}],
                "questions": [
                    {
                        "id": "double",
                        "ask": say(),
                        "kind": "number",
                        "answer": "2 * a",
                        "tolerance": {"absolute": 0.1},
                        "solution": "It is {{ 2 * a | int }}.",
                    }
                    if id == "one"
                    else {
                        "id": "double",
                        "ask": say(),
                        "kind": "number",
                        "answer": "2 * a",
                        "tolerance": {"absolute": 0.1},
                        "solution": say(),
                    }
                ],
            }
            for id in ids[:3]
        ],
        "asks": [
            {
                "id": id,
                "title": f"Ask {id}",
                "questions": [{"text": say(), "to": "recruiter"}, {"text": say(), "to": "panel"}],
                "good": say(),
                "bad": say(),
            }
            for id in ids[:5]
        ],
        "rounds": [
            {
                "id": "talk",
                "name": "Talk",
                "who": "panel",
                "minutes": 30,
                "what": say(),
                "prepare": say(),
                "questions": ["one"],
                "drills": ["one"],
            }
        ],
        "sources": [{"id": "notes", "title": "Notes"}],
    }
    for name in ("signals", "questions", "drills", "asks", "rounds"):
        value[name] = [{**item, "sources": ["notes"]} for item in value[name]]
    for area in value["areas"]:
        area["concepts"] = [{**concept, "sources": ["notes"]} for concept in area["concepts"]]
    return value


FACT = {
    "id": "planted.fact",
    "statement": "Nine gardens in ten had a gate.",
    "source_title": "A survey of gardens",
    "as_of": "2024",
    "confidence": "high",
}


class Content:
    """A content folder in the making: change ``guide``, ``facts`` or ``firms``, then ``write`` it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.guides: dict[str, dict[str, Any]] = {"planted": guide_value()}
        self.bases: dict[str, dict[str, Any]] = {}
        self.facts: list[dict[str, Any]] = [dict(FACT)]
        self.firms: list[dict[str, Any]] = []
        self.guide["seat"]["summary"] += " Nine gates in ten were open. [fact:planted.fact]"

    @property
    def guide(self) -> dict[str, Any]:
        return self.guides["planted"]

    def write(self) -> Path:
        for folder in ("guides", "facts", "firms", "lexicon"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        for path, value in self.guides.items():
            (self.root / "guides" / f"{path}.yaml").write_text(MODELINE + dump(value), encoding="utf-8")
        for path, value in self.bases.items():
            file = self.root / "bases" / f"{path}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(MODELINE.replace("../schema", f"{'../' * path.count('/')}../schema") + dump(value), encoding="utf-8")
        (self.root / "facts" / "all.yaml").write_text(dump({"facts": self.facts}), encoding="utf-8")
        for firm in self.firms:
            (self.root / "firms" / f"{firm['id']}.yaml").write_text(dump(firm), encoding="utf-8")
        return self.root


def dump(value: Any) -> str:
    """YAML in the value's own order."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)
