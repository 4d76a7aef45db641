"""Whether marks move the right way when answers are changed: python evals/mutations.py [--failing FILE] [--kind KIND] [FILE].

Cases are made from the development answers and from further ones of other trades (evals/mutating, evals/data/answers). Prints the
share of each kind that moves the right way, and of all. ``--failing`` writes the others as Markdown; FILE gets the figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from evals.mutating.bases import bases
from evals.mutating.beside import CvMoved, cv_cases, cv_measured
from evals.mutating.cases import Case, cases

from loopready.adapters.embedder import MiniLM
from loopready.model import Answer, PracticeQuestion, Scorecard
from loopready.practice.marking import mark

GOAL = 0.95
CV_KIND = "CV figure changed"
PADDING = 2
"""Padding never adds more than this, of 100."""


class Moved(NamedTuple):
    """A case with the scorecards before (None where nothing is compared) and after."""

    case: Case
    card_before: Scorecard | None
    card_after: Scorecard

    @property
    def before(self) -> int | None:
        return self.card_before.overall if self.card_before else None

    @property
    def after(self) -> int | None:
        return self.card_after.overall

    @property
    def right(self) -> bool:
        return self.case.moved_right(self.before, self.after)

    def what_changed(self) -> str:
        """The criteria whose level changed (where none did, all), with the words that the new level rests on, and the caps that hold."""
        held = {one.criterion: one.level for one in self.card_before.marks} if self.card_before else {}
        moved = [one for one in self.card_after.marks if one.level != held.get(one.criterion)]
        out = [
            f"{one.criterion} {held.get(one.criterion)} -> {one.level}" + (f" “{' '.join(one.quote.split())[:120]}”" if one.quote else "")
            for one in moved or self.card_after.marks
        ]
        caps = [", ".join(cap.id for cap in one.caps) or "none" for one in (self.card_before, self.card_after) if one]
        return "; ".join([*out, f"caps: {' -> '.join(caps)}"])


@cache
def card(asked: PracticeQuestion, text: str) -> Scorecard:
    """The scorecard of a text as the answer to a question."""
    return mark(asked, Answer(text=text), embedder=embedder())


@cache
def embedder() -> MiniLM:
    """The sentence vectors that the program marks with."""
    return MiniLM()


def measured(made: Iterable[Case]) -> Iterator[Moved]:
    """Each case with its scorecards."""
    for case in made:
        before = card(case.asked_before, case.before) if case.before is not None and case.asked_before is not None else None
        yield Moved(case, before, card(case.asked, case.after))


def by_kind(moved: Sequence[Moved]) -> dict[str, list[Moved]]:
    """The cases of each kind, in the order they were made."""
    out: dict[str, list[Moved]] = defaultdict(list)
    for one in moved:
        out[one.case.kind].append(one)
    return dict(out)


def most_added(moved: Sequence[Moved]) -> int:
    """The most that padding added."""
    return max(((one.after or 0) - one.before for one in moved if one.case.kind == "padding" and one.before is not None), default=0)


def failing_page(moved: Sequence[Moved], beside: Sequence[CvMoved] = ()) -> str:
    """The cases that went another way, kind by kind: id, marks, which way they should have gone, the changed text."""
    out = ["# Mutations that went another way\n"]
    for kind, ones in by_kind(moved).items():
        wrong = [one for one in ones if not one.right]
        out.append(f"\n## {kind}: {len(wrong)} of {len(ones)}\n")
        for one in wrong:
            way = f"{one.case.way} {one.case.within}" if one.case.within else one.case.way
            marks = f"{one.before} -> {one.after}, should be {way}"
            marks = f"{one.before} -> {one.after}, should be {way}"
            text = " ".join(one.case.after.split())[:500]
            out.append(f"- `{one.case.id}` ({one.case.asked.type}): {marks}\n  - {one.what_changed()}\n  > {text}")
    wrong_cv = [one for one in beside if not one.right]
    out.append(f"\n## {CV_KIND}: {len(wrong_cv)} of {len(beside)}\n")
    for one_cv in wrong_cv:
        should = "nothing said" if one_cv.case.plain else "contradicted"
        states = " -> ".join("/".join(sorted(states)) or "no claim" for states in (one_cv.before, one_cv.after))
        out.append(f"- `{one_cv.case.id}`: “{one_cv.case.words}” {states}, should be {should}")
    return "\n".join(out) + "\n"


def share_line(kind: str, rights: Sequence[bool]) -> str:
    """How many of a kind went the right way, as a line."""
    return f"{kind:22} {sum(rights):4} of {len(rights):4}  {100 * sum(rights) / max(1, len(rights)):5.1f} %"


def main() -> int:
    """Prints the figures and writes what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failing", type=Path, help="write the cases that went another way, as Markdown")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    answers = tuple(bases())
    moved = list(measured(case for case in cases(answers) if options.kind in (None, case.kind)))
    beside = list(cv_measured(list(cv_cases(answers)), embedder())) if options.kind in (None, CV_KIND) else []
    rights = {kind: [one.right for one in ones] for kind, ones in by_kind(moved).items()}
    rights |= {CV_KIND: [one.right for one in beside]} if beside else {}
    for kind, one_kind in rights.items():
        print(share_line(kind, one_kind))
    print(share_line("all", [right for one_kind in rights.values() for right in one_kind]) + f"   (goal {100 * GOAL:.0f} %)")
    print(f"the most that padding added: {most_added(moved)} (goal: never more than {PADDING})")
    figures = {
        "kinds": {kind: {"cases": len(each), "right": sum(each)} for kind, each in rights.items()},
        "padding added": most_added(moved),
    }
    if options.failing:
        options.failing.write_text(failing_page(moved, beside), encoding="utf-8")
    if options.file:
        options.file.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
