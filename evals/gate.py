"""How well the gate tells inventions from better words: python -m evals.gate [--part NAME] [--crossed] [--failing FILE]

A part is dev, tune, check, third_tune, third_check, fourth_tune, fourth_check, fifth, sixth_tune, sixth_more, sixth_more2 or
sixth_check; a set is first ... sixth, sixth_more.

Cases stand in evals/data/gate/*.jsonl: ``said`` (the engine's sentence), ``cv``, ``job``, ``other`` (what it cites), ``text`` (what a
writer made of it), ``invented`` and ``kind``. Prints the share of inventions caught, the share of true sentences refused, both by kind,
and the time of a sentence; of a set whose refused sentences were asked for once more (``again``) also what stands in the end, and by
brief. ``--crossed`` lets each true rewording stand as the engine's sentence in turn: sentences that nobody worded
for the gate, so that its word lists are measured on words they were not made from. With ``--failing`` the cases that went wrong are
written, but for those of the parts ``check``, ``third_check``, ``fourth_check`` and ``sixth_check``, which are to be looked at as totals
only.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loopready.engines.gate import faults, ground_of

DATA = Path(__file__).parent / "data" / "gate"
UNREAD = frozenset(("check", "third_check", "fourth_check", "sixth_check", "eighth"))
"""Parts that are looked at as totals only."""


@dataclass(frozen=True)
class Case:
    """A sentence that a writer made, and whether it invents."""

    id: str
    set: str
    part: str
    said: str
    text: str
    invented: bool
    kind: str
    cv: tuple[str, ...] = ()
    job: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    brief: str = ""
    again: str = ""


@dataclass(frozen=True)
class Outcome:
    """How the gate did on some cases."""

    inventions: int
    caught: int
    true: int
    refused: int
    missed_by_kind: dict[str, tuple[int, int]]
    milliseconds: float

    @property
    def share_caught(self) -> float:
        """Inventions caught, of all."""
        return self.caught / self.inventions if self.inventions else 0.0

    @property
    def share_refused(self) -> float:
        """True sentences refused, of all."""
        return self.refused / self.true if self.true else 0.0


def cases(part: str | None = None) -> list[Case]:
    """The cases of a part or of a set (the name of its file), or all."""
    out = []
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                lists = {key: tuple(row.pop(key, ())) for key in ("cv", "job", "other")}
                out.append(Case(set=path.stem, **{"part": path.stem, **row}, **lists))
    return [case for case in out if part is None or part in (case.set, case.part)]


def crossed(held: Sequence[Case]) -> list[Case]:
    """Each case once more for every true rewording of its sentence, which stands as the sentence: the same facts in other words."""
    worded: dict[str, list[str]] = {}
    for case in held:
        if not case.invented:
            worded.setdefault(case.said, []).append(case.text)
    return [
        replace(case, id=f"{case.id}~{number}", said=said)
        for case in held
        for number, said in enumerate(worded.get(case.said, ()))
        if said != case.text
    ]


def measured(held: Sequence[Case], failing: list[dict[str, object]] | None = None) -> Outcome:
    """Every case through the gate; with ``failing``, those that went wrong are added to it."""
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    taken = 0.0
    caught = refused = 0
    for case in held:
        ground = ground_of(case.said, person=case.cv, posting=case.job, other=case.other)
        start = time.perf_counter()
        found = faults(case.text, ground)
        taken += time.perf_counter() - start
        name = case.kind if case.invented else f"true: {case.kind}"
        all_[name] += 1
        right[name] += bool(found) == case.invented
        caught += case.invented and bool(found)
        refused += not case.invented and bool(found)
        if failing is not None and bool(found) != case.invented and case.part not in UNREAD:
            failing.append(
                {"id": case.id, "kind": name, "said": case.said, "cv": case.cv, "job": case.job, "text": case.text, "found": found}
            )
    inventions = sum(case.invented for case in held)
    by_kind = {name: (right[name], count) for name, count in sorted(all_.items())}
    return Outcome(inventions, caught, len(held) - inventions, refused, by_kind, 1000 * taken / max(1, len(held)))


@dataclass(frozen=True)
class Stood:
    """How many true sentences stand in a writer's words: at the first try, and after one more for those that were refused."""

    asked: int
    first: int
    again: int

    @property
    def refused(self) -> int:
        """Those that stand in the engine's words in the end."""
        return self.asked - self.first - self.again


def stood(held: Sequence[Case]) -> Stood:
    """The true sentences of some cases, each with its second try where the first is refused."""
    first = again = 0
    true = [case for case in held if not case.invented and case.text != case.said]
    for case in true:
        ground = ground_of(case.said, person=case.cv, posting=case.job, other=case.other)
        if not faults(case.text, ground):
            first += 1
        elif case.again and case.again != case.said and not faults(case.again, ground):
            again += 1
    return Stood(len(true), first, again)


def tell_stood(held: Sequence[Case]) -> None:
    """Print what stands in the end, of all and by brief."""
    for brief in ("", *sorted({case.brief for case in held if case.brief})):
        got = stood([case for case in held if brief in ("", case.brief)])
        shares = f"{got.first} at once, {got.again} after a second try, {got.refused} not ({got.refused / max(1, got.asked):.1%})"
        print(f"{brief or 'all'}: of {got.asked} sentences bettered {shares}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", help="dev, tune, check, third_tune ..., or the name of a set: first, second, third ... sixth")
    parser.add_argument("--failing", type=Path, help="write the cases that went wrong here")
    parser.add_argument("--crossed", action="store_true", help="each true rewording stands as the engine's sentence in turn")
    asked = parser.parse_args()
    failing: list[dict[str, object]] = []
    held = cases(asked.part)
    if not held:
        raise SystemExit(f"no cases of part {asked.part} in {DATA}")
    if asked.crossed:
        held = crossed(held)
    measured(held)  # so that the word lists are read
    got = measured(held, failing)
    print(f"inventions caught {got.caught} of {got.inventions} ({got.share_caught:.1%}, goal 98 %)")
    print(f"true sentences refused {got.refused} of {got.true} ({got.share_refused:.1%}, goal at most 5 %)")
    print(f"{got.milliseconds:.2f} ms a sentence (goal 5)")
    for name, (right, count) in got.missed_by_kind.items():
        print(f"  {name}: {right} of {count}")
    if any(case.again for case in held):
        tell_stood(held)
    if asked.failing:
        asked.failing.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in failing), encoding="utf-8")


if __name__ == "__main__":
    main()
