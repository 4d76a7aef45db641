"""``python -m evals.pairs [--json FILE] [--errors] [--sets NAME ...]``: match the pairs, score verdicts and kinds of lines, print them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evals.pairs.scoring import SETS, measure, report


def main(argv: list[str] | None = None) -> int:
    """Run from the checkout's folder."""
    parser = argparse.ArgumentParser(prog="python -m evals.pairs", description=__doc__)
    parser.add_argument("--json", type=Path, help="all figures and every wrong row")
    parser.add_argument("--errors", action="store_true", help="print the wrong rows of the sets that are looked at")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=tuple(SETS), help="only these sets (default: all)")
    said = parser.parse_args(argv)
    found = measure(said.sets)
    if said.json:
        said.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    print(report(found))
    for row in found["wrong"] if said.errors else ():
        print(f"{row['pair']}: {row['true']} was judged {row['said']}: {row['text']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
