"""Accuracy on sets with known truth -> docs/accuracy.md: make evals DATA=<folder with score.py and cases/>.

The sets are not part of the project (their licences allow measuring, not shipping), so a folder has to be named, by --data or
LOOPREADY_EVAL_DATA. Only figures are written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import loopready

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
COMMAND = str(Path(sys.executable).with_name("loopready"))
Row = tuple[str, str, str]


def score(data: Path, *words: str) -> dict[str, Any]:
    """The figures of one run of the sets' own scorer."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, str(data / "score.py"), *words, "--cmd", COMMAND, "--json", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return figures


def layouts(data: Path) -> tuple[list[Row], list[str]]:
    """CVs in published themes: totals, and entries by layout, the worst first."""
    found = score(data, "cv", "layouts")
    figures = found["figures"]
    every = figures.pop("all")
    worst = sorted(figures.items(), key=lambda pair: pair[1].get("entry", 1.0))
    rows = [
        (
            "name / e-mail / phone / links",
            " / ".join(f"{every[k]:.3f}" for k in ("name", "email", "phone", "links")),
            ".97 / .99 / .95 / .92",
        ),
        ("entry F1, all / worst layout", f"{every['entry']:.3f} / {worst[0][1]['entry']:.3f} ({worst[0][0]})", ".92 / .80"),
        ("bullets on the right entry / skills F1", f"{every['bullets']:.3f} / {every['skills']:.3f}", ".95 / .85"),
        ("seconds a CV, median / p95", f"{found['seconds_median']} / {found['seconds_p95']}", ".15 / .5"),
        ("files that failed", str(found["failed"]), "0"),
    ]
    return rows, [f"| {name} | {f.get('entry', 0):.3f} | {f.get('bullets', 0):.3f} | {f.get('skills', 0):.3f} |" for name, f in worst]


def synth(data: Path) -> list[Row]:
    """CVs of 60 invented people in five PDF layouts and two DOCX layouts; scans need OCR, which is not part of the package yet."""
    figures = score(data, "cv", "synth")["figures"]
    text = {name: f for name, f in figures.items() if name != "all" and "scan" not in name}
    scans = {name: f for name, f in figures.items() if "scan" in name}
    entries = [f["entry"] for f in text.values()]
    rows = [("entry F1, mean / worst text layout", f"{sum(entries) / len(entries):.3f} / {min(entries):.3f}", ".97 / .93")]
    return rows + [(f"entry F1, {name} (no OCR in the package)", f"{f.get('entry', 0):.3f}", ".85") for name, f in scans.items()]


def same(data: Path) -> list[Row]:
    """One person in many layouts."""
    figures = score(data, "cv", "same")["figures"]
    return [
        (
            "agreement of entries, rendercv / resume_matcher",
            f"{figures['rendercv']['agreement']} / {figures['resume_matcher']['agreement']}",
            ".97 / .95",
        )
    ]


def postings(data: Path) -> list[Row]:
    """Lines of postings by kind, macro-F1."""
    google = score(data, "job", "google2018")["figures"]
    dfe = score(data, "job", "dfe")["figures"]
    said = " / ".join(str(google[name]["macro_f1"]) for name in ("as is", "other headings", "no headings"))
    return [
        ("google2018: as is / other headings / no headings, shuffled", said, ".98 / .95 / .82"),
        ("dfe, as is", str(dfe["as is"]["macro_f1"]), ".95"),
    ]


def matching(data: Path) -> list[Row]:
    """Requirements planted in postings, met or not by construction."""
    figures = score(data, "match", "synth")["figures"]
    return [(f"synth: {name}", json.dumps(figure), ".97 / .95 / .95") for name, figure in figures.items()]


def cases(data: Path) -> str:
    """What the scorer of the realistic pairs prints."""
    done = subprocess.run(
        [sys.executable, str(data / "cases" / "score_cases.py"), "--cmd", COMMAND], check=True, capture_output=True, text=True
    )  # fmt: skip
    return done.stdout.strip()


def table(rows: list[Row]) -> list[str]:
    """Rows as Markdown."""
    return ["| measure | figure | goal |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows), ""]


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.environ.get("LOOPREADY_EVAL_DATA"))
    named = parser.parse_args().data
    if not named:
        sys.exit("evals: name the folder with the sets: --data DIR or LOOPREADY_EVAL_DATA=DIR")
    data = Path(named).resolve()
    rows, by_layout = layouts(data)
    lines = ["# Accuracy", "", "Written by `python evals/run.py --data DIR` on sets with known truth that are not part of the project.", "",
             f"{dt.date.today()}, loopready {loopready.__version__}.", "", "## Reading CVs (`score.py cv layouts`)", "", *table(rows),
             "By layout, the worst first:", "", "| layout | entry F1 | bullets | skills F1 |", "|---|---|---|---|", *by_layout, "",
             "## Reading CVs (`score.py cv synth`, `score.py cv same`)", "", *table(synth(data) + same(data)),
             "## Reading postings (`score.py job`)", "", *table(postings(data)),
             "## Matching (`score.py match synth`)", "", *table(matching(data)),
             "## Matching, realistic pairs (`cases/score_cases.py`)", "", "```", cases(data), "```", ""]  # fmt: skip
    notes = ROOT / "evals" / "notes.md"
    lines += notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
