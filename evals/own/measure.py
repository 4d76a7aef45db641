"""Reads a generated set through the command line, as a person would, and scores it."""

from __future__ import annotations

import functools
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from evals.own.alike import plain, shown
from evals.own.layouts import LAYOUTS
from evals.own.layouts.pdf import browser_path
from evals.own.matches import DAY
from evals.own.scoring import CvScore, Miss, Tally, worst_failures, worst_first
from evals.own.scoring_jobs import MatchScores, PostingScores

import loopready
from loopready.app.matches import match_record
from loopready.app.prepare import Pipeline
from loopready.model import InputError

COMMAND = (sys.executable, "-m", "loopready")
CHUNK = 40
MATCHED = ("text", "modern", "docx_table", "form")
"""The layouts whose files are matched, person after person in turn."""
Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _environment() -> dict[str, str]:
    """The environment of the command: UTF-8 on its pipes, whatever the machine's locale."""
    return os.environ | {"PYTHONIOENCODING": "utf-8"}


def read_files(verb: str, files: Sequence[Path], jobs: int) -> dict[str, Row]:
    """What ``loopready read`` says of each file, by path. A file without a line is one that crashed the command."""

    def read(part: Sequence[Path]) -> dict[str, Row]:
        command = [*COMMAND, "read", verb, *map(str, part), "--format", "jsonl"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=_environment(), check=False)
        said = {row["path"]: row for row in (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))}
        crash = {"ok": False, "error": {"code": "crash", "message": done.stderr[-300:]}}
        return {str(file): said.get(str(file), crash) for file in part}

    parts = [files[i : i + CHUNK] for i in range(0, len(files), CHUNK)]
    with ThreadPoolExecutor(jobs) as pool:
        return {path: row for found in pool.map(read, parts) for path, row in found.items()}


def _seconds(values: list[float]) -> Row:
    ordered = sorted(values) or [0.0]
    return {"median": round(statistics.median(ordered), 3), "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 3)}


def _in_text(text: str | None, value: object) -> bool:
    """Whether a file shows a value. A file whose text is not looked into (None: scans, RTF) shows all it was given."""
    return bool(plain(value)) and (text is None or plain(value) in text)


def measure_cvs(out: Path, jobs: int) -> Row:
    """CVs: figures over all text layouts, scans apart, by layout the worst first, times, failed files and the worst failures."""
    truths = rows_of(out / "truth" / "cvs.jsonl")
    said = read_files("cv", [out / t["file"] for t in truths], jobs)
    by_layout: dict[str, Tally] = {}
    total, scans, misses, failures, seconds = Tally(), Tally(), list[Miss](), list[Row](), list[float]()
    layouts = {layout.name: layout for layout in LAYOUTS}
    for truth in truths:
        path, row = out / truth["file"], said[str(out / truth["file"])]
        scan = layouts[truth["layout"]].engine == "scan"
        seen = functools.partial(_in_text, None if scan else shown(path))
        score = CvScore(truth["file"], truth["layout"], truth["truth"], row, seen)
        counts = score.score()
        for tally in (scans if scan else total, by_layout.setdefault(truth["layout"], Tally())):
            tally.counts.update(counts)
            tally.files += 1
            tally.failed += not row.get("ok")
        if row.get("ok"):
            misses += score.misses
            if path.suffix == ".pdf" and not scan:
                seconds.append(row["seconds"])
        elif not scan:
            failures.append({"file": truth["file"], "layout": truth["layout"], **(row.get("error") or {})})
    return {
        "files": len(truths), "all": total.figures(), "scans": scans.figures(), "scans_failed": scans.failed,
        "seconds": _seconds(seconds), "failed": failures,
        "layouts": [{"layout": n, "files": t.files, "failed": t.failed, **t.figures()} for n, t in worst_first(by_layout)],
        "worst": worst_failures(misses), "misses": [m.data() for m in misses],
    }  # fmt: skip


def measure_postings(out: Path, jobs: int) -> Row:
    """Postings: kinds of lines, title, firm, place, years and degree."""
    truths = rows_of(out / "truth" / "postings.jsonl")
    said = read_files("job", [out / t["file"] for t in truths], jobs)
    scores = PostingScores()
    for truth in truths:
        scores.add(truth, said[str(out / truth["file"])])
    seconds = [row["seconds"] for row in said.values() if row.get("ok")]
    return {"postings": len(truths), **scores.figures(), "seconds": _seconds(seconds), "misses": scores.misses}


def _pairs(out: Path) -> Iterator[tuple[Row, Row]]:
    """Each planted pair with the CV file it is held against: one that prints months, since the bars of years rest on months."""
    files = {(t["person"], t["layout"]): t for t in rows_of(out / "truth" / "cvs.jsonl")}
    for at, pair in enumerate(rows_of(out / "truth" / "matches.jsonl")):
        made = [cv for name in MATCHED if (cv := files.get((pair["person"], name))) and not cv["truth"]["year_only"]]
        if made:
            yield pair, made[at % len(made)]


def measure_matches(out: Path) -> Row:
    """Planted pairs: coverage by what was planted. One warm pipeline, through the function behind ``loopready match``."""
    pairs, scores = 0, MatchScores()
    with Pipeline() as pipeline:
        for pair, cv in _pairs(out):
            pairs += 1
            try:
                said = match_record(str(out / cv["file"]), str(out / pair["job"]), pipeline=pipeline, today=DAY)
            except InputError as fault:
                scores.refuse(pair, fault.message)
                continue
            scores.add(pair, said, cv["layout"])
    return {"pairs": pairs, **scores.figures(), "misses": scores.misses}


def left_out() -> list[str]:
    """What this machine could not make, in words."""
    if browser_path() is not None:
        return []
    names = ", ".join(layout.name for layout in LAYOUTS if layout.engine == "html")
    return [f"No Chromium was found, so these layouts are left out: {names}."]


def measure(out: Path, *, seed: int, jobs: int = 2) -> Row:
    """All figures of a generated set."""
    return {
        "version": loopready.__version__, "seed": seed, "left_out": left_out(), "cvs": measure_cvs(out, jobs),
        "postings": measure_postings(out, jobs), "matches": measure_matches(out),
    }  # fmt: skip
