"""``python -m evals.own [--seed N] [--people M] [--out DIR] [--json FILE] [--quick]``: makes the set, reads it, scores it, prints it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from evals.own.generate import DEFAULT, QUICKLY, generate
from evals.own.measure import measure
from evals.own.report import report


def main(argv: list[str] | None = None) -> int:
    """Run from the checkout's folder."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.own", description="CVs and postings with exact truth, from a seed; read and scored."
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, help="people in English; about a third as many in other languages come on top")
    parser.add_argument("--postings", type=int)
    parser.add_argument("--layouts", help="only these, by name, with commas between")
    parser.add_argument("--out", type=Path, default=Path("out/own"))
    parser.add_argument("--json", type=Path, help="all figures and every miss")
    parser.add_argument("--page", type=Path, help="the printed tables as a Markdown file")
    parser.add_argument("--jobs", type=int, default=2, help="readers side by side (default 2)")
    parser.add_argument("--quick", action="store_true", help="few people and layouts, no browser, no scans")
    parser.add_argument("--only-make", action="store_true", help="make the files and their truth, read nothing")
    said = parser.parse_args(argv)
    size = QUICKLY if said.quick else DEFAULT
    size = replace(
        size,
        people=size.people if said.people is None else said.people,
        postings=size.postings if said.postings is None else said.postings,
        layouts=tuple(said.layouts.split(",")) if said.layouts else size.layouts,
    )
    began = time.perf_counter()
    generate(said.out, seed=said.seed, size=size)
    made = time.perf_counter() - began
    if said.only_make:
        print(f"Made in {made:.0f} s: {said.out}")
        return 0
    found = measure(said.out, seed=said.seed, jobs=said.jobs)
    if said.json:
        said.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    page = report(found)
    if said.page:
        said.page.write_text(page, encoding="utf-8")
    print(page)
    print(f"Made in {made:.0f} s, read and scored in {time.perf_counter() - began - made:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
