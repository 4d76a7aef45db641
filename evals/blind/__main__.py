"""``python -m evals.blind [--seed N] [--half tune|check] [--misses] [--json FILE]``: makes the set, reads it, scores it, prints it.

Misses are only kept of the tune half: the check half shows totals and totals by layout, so that nobody mends by it.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.blind.generate import generate
from evals.blind.layouts import LAYOUTS
from evals.own.alike import macro_f1, plain, shown
from evals.own.measure import read_files, rows_of
from evals.own.scoring import CvScore, Miss, Tally
from evals.own.scoring_jobs import PostingScores, kind_of

COLUMNS = ("entry", "company", "title", "dates", "bullets", "education", "skills", "name", "email", "phone", "links")
Row = dict[str, Any]


def _sees(text: str | None, value: object) -> bool:
    """Whether a file's own text shows a value; pictures show all they were given."""
    return bool(plain(value)) and (text is None or plain(value) in text)


def measure_cvs(out: Path, jobs: int) -> Row:
    """Tallies by layout and by half, misses of the tune half, files that failed."""
    truths = rows_of(out / "truth" / "cvs.jsonl")
    said = read_files("cv", [out / t["file"] for t in truths], jobs)
    scans = {layout.name for layout in LAYOUTS if layout.scan}
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    misses, failed = list[Miss](), list[Row]()
    for truth in truths:
        path = out / truth["file"]
        row, layout = said[str(path)], truth["layout"]
        seen = functools.partial(_sees, None if layout in scans else shown(path))
        score = CvScore(truth["file"], layout, truth["truth"], row, seen)
        counts = score.score()
        for name in (layout, f"{truth['half']}{', scans' if layout in scans else ''}"):
            tallies[name].counts.update(counts)
            tallies[name].files += 1
        if not row.get("ok"):
            failed.append({"file": truth["file"], **(row.get("error") or {})})
        elif truth["half"] == "tune":
            misses += score.misses
    return {"by": {name: {"files": t.files, **t.figures()} for name, t in tallies.items()}, "failed": failed,
            "misses": [miss.data() for miss in misses]}  # fmt: skip


def measure_postings(out: Path, jobs: int) -> Row:
    """Macro-F1 of the kinds by half and by whether there are headings, years and degrees, misses of the tune half."""
    truths = rows_of(out / "truth" / "postings.jsonl")
    said = read_files("job", [out / t["file"] for t in truths], jobs)
    groups: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    scores, misses = defaultdict[str, PostingScores](PostingScores), list[Row]()
    for truth in truths:
        row = said[str(out / truth["file"])]
        read = {plain(line["text"]): line["kind"] for line in (row.get("posting") or {}).get("lines") or []}
        scores[truth["half"]].add_lines({"file": truth["file"], "house": truth["key"], "lines": truth["lines"]}, row)
        for line in truth["lines"]:
            kind = kind_of(line["text"], read)
            for group in (truth["half"], f"{truth['half']}, {'headed' if truth['headed'] else 'not headed'}"):
                groups[group][0].append(line["kind"])
                groups[group][1].append(kind)
        if truth["half"] == "tune":
            misses += scores["tune"].misses
            scores["tune"].misses = []
    by = {name: {"lines": len(true), "kinds": round(macro_f1(true, read), 3)} for name, (true, read) in sorted(groups.items())}
    for half, score in scores.items():
        figures = score.figures()
        by[half] |= {k: figures[k] for k in ("years", "degree", "years_where_none") if k in figures}
    return {"by": by, "misses": misses}


def table(head: Sequence[str], by: dict[str, Row]) -> list[str]:
    """A Markdown table of figures, a dash where there was no chance."""
    rows = [f"| {name} | {' | '.join(f'{row[c]:.3f}' if isinstance(row.get(c), float) else str(row.get(c, '–')) for c in head)} |"
            for name, row in by.items()]  # fmt: skip
    return [f"| | {' | '.join(head)} |", "|" + "---|" * (len(head) + 1), *rows, ""]


def main(argv: list[str] | None = None) -> int:
    """Run from the checkout's folder."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.blind", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("tune", "check"), default="")
    parser.add_argument("--out", type=Path, default=Path("out/blind"))
    parser.add_argument("--json", type=Path, help="all figures, and the misses of the tune half")
    parser.add_argument("--jobs", type=int, default=2, help="readers side by side (default 2)")
    said = parser.parse_args(argv)
    generate(said.out, seed=said.seed, half=said.half)
    found = {"cvs": measure_cvs(said.out, said.jobs), "postings": measure_postings(said.out, said.jobs)}
    if said.json:
        said.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    names = [layout.name for layout in LAYOUTS]
    ordered = dict(sorted(found["cvs"]["by"].items(), key=lambda p: (p[0] in names, p[1].get("entry", 0.0))))
    print("\n".join(table(("files", *COLUMNS), ordered)))
    for failure in found["cvs"]["failed"]:
        print(f"failed: {failure['file']}: {failure.get('code')} {failure.get('message')}")
    print("\n".join(table(("lines", "kinds", "years", "degree", "years_where_none"), found["postings"]["by"])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
