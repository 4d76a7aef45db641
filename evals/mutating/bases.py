"""The answers that are changed: the good ones of the development part with their parts marked by hand, and further ones of other trades."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from evals.answers_check import GOOD, lines, table

from loopready.engines.text import slug
from loopready.model import Check, PracticeQuestion

PARTS = "parts.dev.jsonl"
OWN_BASES = "mutation_bases.jsonl"
MARKED = ("behavioural", "weakness")
"""Types whose answers are marked up sentence by sentence; of the others only the key sentences are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of an answer and all that it is."""

    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Base:
    """An answer that is changed. ``claimed`` tells the team's work as the speaker's and stands in place of the speaker's own acts."""

    id: str
    question: PracticeQuestion
    text: str
    kind: str
    traits: tuple[str, ...]
    parts: tuple[Part, ...]
    figures_count: bool
    claimed: str | None
    dev: str | None
    """The id of its question in questions.yaml."""

    @property
    def good(self) -> bool:
        return self.kind in GOOD


def practice_question(asked: Mapping[str, Any], *, name: str) -> PracticeQuestion:
    """A question of the set as the marker takes it: what it tests, line by line, as checks."""
    tests: Sequence[str] = asked["tests"]
    return PracticeQuestion(
        id=f"own/{name}",
        text=asked["text"],
        type=asked["type"],
        tests="; ".join(tests),
        checks=tuple(Check(id=slug(text), text=text) for text in tests),
        lenses=tuple(asked["managers"]),
    )


@cache
def questions() -> dict[str, PracticeQuestion]:
    """The questions of the development part by id."""
    return {q["id"]: practice_question(q, name=q["id"]) for q in table("questions.yaml")["questions"] if q["part"] == "dev"}


def _parts(row: Mapping[str, Any]) -> tuple[Part, ...]:
    return tuple(Part(text=part["text"], labels=frozenset([part["label"], *part.get("also", [])])) for part in row["parts"])


def bases() -> Iterator[Base]:
    """All answers of the development part and the further ones, in the order of their ids."""
    marked = {row["id"]: row for row in lines(PARTS)}
    for row in lines("answers.dev.jsonl"):
        held = marked.get(row["id"], {"parts": [], "figures_count": False})
        yield Base(
            id=row["id"],
            question=questions()[row["question"]],
            text=row["text"],
            kind=row["kind"],
            traits=tuple(row["traits"]),
            parts=_parts(held),
            figures_count=held["figures_count"],
            claimed=held.get("claimed"),
            dev=row["question"],
        )
    for row in lines(OWN_BASES):
        parts = _parts(row)
        yield Base(
            id=row["id"],
            question=practice_question(row["question"], name=row["id"]),
            text=" ".join(part.text for part in parts),
            kind="full",
            traits=(),
            parts=parts,
            figures_count=row["figures_count"],
            claimed=row.get("claimed"),
            dev=None,
        )


def faults() -> Iterator[str]:
    """Faults of the markup: sentences that are not the answer's, answers that have none, fewer than twenty further trades."""
    answers = {row["id"]: row for row in lines("answers.dev.jsonl")}
    marked = {row["id"]: row for row in lines(PARTS)}
    if set(marked) != {row["id"] for row in answers.values() if row["kind"] in GOOD}:
        yield f"{PARTS}: not each good answer of the development part once"
    for name, row in marked.items():
        if "".join(answers[name]["text"].split()) != "".join("".join(part["text"] for part in row["parts"]).split()):
            yield f"{name}: the parts are not the answer"
    own = lines(OWN_BASES)
    if len({row["trade"] for row in own}) < 20 or len({row["id"] for row in own}) != len(own):
        yield f"{OWN_BASES}: at least twenty trades, no id twice"


def main() -> int:
    """Print the faults, and the number of answers."""
    found = list(faults())
    print(json.dumps({"answers": sum(1 for _ in bases()), "faults": found}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
