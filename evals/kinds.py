"""The kinds of postings' lines on the held-out postings of evals/data/postings: python evals/kinds.py [--all] [--confusion].

Four readings of each: as written; headings replaced by ours; the asked lines alone, shuffled, without headings; all lines so.
Reads with ``loopready.reading.job.read_posting``, the very function the program uses. ``--all`` measures the trained part as well.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence

from postings import ASKED, Written, as_written, other_headings, postings, without_headings

from loopready.model import Document, LineKind
from loopready.reading.job import read_posting

KINDS = ("must", "nice", "responsibility", "about", "benefit", "other")
HEADINGS: dict[LineKind, str] = {
    "must": "What you bring", "nice": "It would be a bonus if you had", "responsibility": "Your days here", "about": "About us",
    "benefit": "What we offer", "other": "How to apply",
}  # fmt: skip
Pair = tuple[str, str]


def macro_f1(pairs: Sequence[Pair], kinds: Sequence[str]) -> float:
    """The mean over the kinds of F1 = 2 hits / (gold + said)."""
    scores = []
    for kind in kinds:
        hits = sum(gold == said == kind for gold, said in pairs)
        total = sum(gold == kind for gold, _ in pairs) + sum(said == kind for _, said in pairs)
        scores.append(2 * hits / total if total else 1.0)
    return sum(scores) / len(scores)


def read(document: Document, lines: Sequence[tuple[LineKind, str]]) -> list[Pair]:
    """The true and the read kind of each line."""
    said = read_posting(document).lines
    flat = {_plain(line.text): line.kind for line in said}
    out: list[Pair] = []
    for kind, text in lines:
        key = _plain(text)
        near = flat.get(key) or next((one for other, one in flat.items() if other and (key in other or other in key)), "none")
        out.append((kind, near))
    return out


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def main() -> None:
    """Prints macro-F1 over must, nice and responsibility, and over all kinds, for each reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="the trained part too")
    parser.add_argument("--confusion", action="store_true", help="print the commonest mistakes")
    args = parser.parse_args()
    every = list(enumerate(postings()))
    readings: dict[str, Callable[[int, Written], Document]] = {
        "as written": lambda _, one: as_written(one),
        "other headings": lambda _, one: other_headings(one, HEADINGS),
        "no headings, asked": lambda seed, one: without_headings(one, seed=seed, only_asked=True),
        "no headings, all": lambda seed, one: without_headings(one, seed=seed, only_asked=False),
    }
    for held_out in (True, False) if args.all else (True,):
        part = [(seed, one) for seed, one in every if one.held_out == held_out]
        print(f"{'held out' if held_out else 'trained on'}: {len(part)} postings")
        for name, document in readings.items():
            pairs: list[Pair] = []
            for seed, one in part:
                lines = [(kind, text) for kind, text in one.body() if name != "no headings, asked" or kind in ASKED]
                pairs += read(document(seed, one), lines)
            asked = macro_f1(pairs, ASKED if name == "no headings, asked" else KINDS[:3])
            every_kind = "" if "asked" in name else f"  all kinds {macro_f1(pairs, KINDS):.3f}"
            print(f"  {name:20} {len(pairs):5} lines  {asked:.3f}{every_kind}")
            if args.confusion:
                wrong = Counter(f"{gold}->{said}" for gold, said in pairs if gold != said)
                print("    ", dict(wrong.most_common(8)))


if __name__ == "__main__":
    main()
