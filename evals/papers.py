"""How far the marks of papers agree with a reader's, on drafts written for it: criterion by criterion, and harm by harm.

    python -m evals.papers            # the drafts by which the rules were made
    python -m evals.papers --held     # written before the rules by the same hand, and not looked at while they were changed
    python -m evals.papers --apart    # written after the rules in words chosen to be far from theirs, and never tuned on
    python -m evals.papers --list     # every disagreement, of the first kind only

Prints one JSON object. ``exact`` is the share of criteria whose state is the reader's; ``kappa`` Cohen's, with linear weights over
missing, thin, present; ``harms`` precision and recall of the kinds of harm. The drafts and the reader's states are one author's, who
also wrote the rules and had the held drafts in mind: ``held`` flatters, and ``apart`` is the figure to go by.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from loopready.app.papers import checked, find

DATA = Path(__file__).parent / "data" / "papers"
STATES = ("missing", "thin", "present")


def drafts(part: str) -> list[dict[str, Any]]:
    """The drafts of a part, ``seen``, ``held`` or ``apart``."""
    found: list[dict[str, Any]] = yaml.safe_load((DATA / f"{part}.yaml").read_text(encoding="utf-8"))["drafts"]
    return found


def measure(part: str) -> dict[str, Any]:
    """Agreement on a part, over all and by paper, and the disagreements."""
    pairs: list[tuple[str, str, str]] = []
    apart: list[str] = []
    right = wrong = left = 0
    for draft in drafts(part):
        mark = checked(find(draft["paper"]), draft["text"])
        for each in mark.criteria:
            wanted = draft["states"][each.criterion]
            pairs.append((draft["paper"], wanted, each.state))
            if wanted != each.state:
                apart.append(f"{draft['id']} {each.criterion}: {wanted}, marked {each.state}")
        found, wanted_harms = {harm.harm for harm in mark.harms}, set(draft["harms"])
        right, wrong, left = right + len(found & wanted_harms), wrong + len(found - wanted_harms), left + len(wanted_harms - found)
        apart += [f"{draft['id']} harm {id}: not marked" for id in sorted(wanted_harms - found)]
        apart += [f"{draft['id']} harm {id}: marked" for id in sorted(found - wanted_harms)]
    papers = sorted({paper for paper, _, _ in pairs})
    return {
        "part": part,
        "drafts": len(drafts(part)),
        "criteria": len(pairs),
        **_agreement([(wanted, got) for _, wanted, got in pairs]),
        "confusion": {f"{wanted} as {got}": count for (wanted, got), count in sorted(Counter((w, g) for _, w, g in pairs).items())},
        "by_paper": {each: _agreement([(w, g) for paper, w, g in pairs if paper == each])["exact"] for each in papers},
        "harms": {
            "right": right,
            "wrong": wrong,
            "left": left,
            "precision": _share(right, right + wrong),
            "recall": _share(right, right + left),
        },
        "apart": apart,
    }


def _agreement(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    places = [(STATES.index(wanted), STATES.index(got)) for wanted, got in pairs]
    seen = sum(abs(a - b) for a, b in places) / len(places)
    wanted, got = Counter(a for a, _ in places), Counter(b for _, b in places)
    chance = sum(abs(a - b) * wanted[a] * got[b] for a in wanted for b in got) / len(places) ** 2
    return {
        "exact": _share(sum(a == b for a, b in places), len(places)),
        "two_apart": _share(sum(abs(a - b) > 1 for a, b in places), len(places)),
        "kappa": round(1 - seen / chance, 3) if chance else 1.0,
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_const", const="held", dest="part", default="seen", help="drafts written before the rules")
    parser.add_argument("--apart", action="store_const", const="apart", dest="part", help="drafts in words far from the rules'")
    parser.add_argument("--list", action="store_true", help="print the disagreements; not of the held drafts")
    args = parser.parse_args(argv)
    if args.part != "seen" and args.list:
        parser.error("the disagreements of these drafts are not listed: looking at them would make rules of them")
    found = measure(args.part)
    if not args.list:
        del found["apart"]
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
