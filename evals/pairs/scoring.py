"""Verdicts and kinds of lines against the hand-judged ones.

A label is held against the row whose text is most alike (at least ``LEAST``); without one it is unread and counts as wrong. What
a CV can not show stays out of F1 and accuracy and is counted by itself. What a verdict means is written in docs/verdicts.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.own.alike import macro_f1, plain
from rapidfuzz import fuzz

from loopready.app.matches import match_record
from loopready.app.prepare import Pipeline
from loopready.app.readings import job_records

HERE = Path(__file__).parent
SETS = {
    "first": "looked at while the rules were made",
    "second": "never looked at",
    "third_tune": "looked at",
    "third_check": "not looked at",
    "fourth_tune": "looked at",
    "fourth_check": "not looked at",
}
LOOKED_AT = ("first", "third_tune", "fourth_tune")
"""Sets whose wrong rows may be read; the others' stay unread, so that they remain blind figures."""
DAY = "2026-11-25"
LEAST = 85.0
"""Least likeness, of a hundred, of two texts that are held to be the same requirement or line."""
CLASSES = ("met", "partial", "missing")
KINDS = ("must", "nice", "responsibility")
Row = dict[str, Any]


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def nearest(text: str, rows: Sequence[Row], key: str) -> Row | None:
    """The row whose text is most like ``text``; None where none reaches ``LEAST``. A row that holds the text whole counts too."""
    wanted = plain(text)

    def likeness(row: Row) -> tuple[float, float]:
        said = plain(row["requirement"][key] if "requirement" in row else row[key])
        ratio = fuzz.ratio(wanted, said)
        short, long = sorted((wanted, said), key=len)
        return (max(ratio, LEAST) if short and short in long and len(short) * 2 > len(long) else ratio, ratio)

    best = max(rows, key=likeness, default=None)
    return best if best is not None and likeness(best)[0] >= LEAST else None


def _files(folder: Path) -> tuple[str, str]:
    return str(next(folder.glob("cv.*"))), str(next(folder.glob("job.*")))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _verdicts(labels: Sequence[Row], cases: Path, pipeline: Pipeline) -> list[Row]:
    """Each label with what was said of it and whether the quotes stand in the CV."""
    out = []
    for case in dict.fromkeys(label["case"] for label in labels):
        cv, job = _files(cases / case)
        said = match_record(cv, job, pipeline=pipeline, today=DAY)
        text = said["documents"]["cv"]["text"]
        for label in (label for label in labels if label["case"] == case):
            row = nearest(label["requirement_text"], said["rows"], "text")
            evidence = row["evidence"] if row else []
            stands = all(text[e["start"] : e["end"]] == e["quote"] for e in evidence)
            out.append({**label, "said": row["coverage"] if row else "unread", "stands": bool(evidence) and stands})
    return out


def _kinds(lines: Sequence[Row], cases: Path, pipeline: Pipeline) -> tuple[list[str], list[str]]:
    true, said = [], []
    for case in dict.fromkeys(line["case"] for line in lines):
        record = next(iter(job_records([_files(cases / case)[1]], workers=pipeline.workers)))
        rows = record["posting"]["lines"]
        for line in (line for line in lines if line["case"] == case):
            row = nearest(line["text"], rows, "text")
            true.append(line["kind"])
            said.append(row["kind"] if row else "none")
    return true, said


def _figures(judged: Sequence[Row], true: Sequence[str], said: Sequence[str]) -> Row:
    asked = [row for row in judged if row["final"] in CLASSES]
    must = [row for row in asked if row["kind"] == "must"]
    snares = [row for row in asked if row["trap"] and row["final"] != "met"]
    silent = [row for row in judged if row["final"] == "unjudgeable"]
    met = [row for row in judged if row["said"] == "met"]
    lines = [(t, s) for t, s in zip(true, said, strict=True) if t in KINDS]
    traps: dict[str, list[bool]] = {}
    for row in asked:
        for trap in row["trap"]:
            traps.setdefault(trap, []).append(row["said"] == row["final"])
    return {
        "labels": len(judged),
        "macro_f1": round(macro_f1([r["final"] for r in asked], [r["said"] for r in asked]), 3),
        "accuracy": _share(sum(r["said"] == r["final"] for r in asked), len(asked)),
        "must": _share(sum(r["said"] == r["final"] for r in must), len(must)),
        "false_met_on_traps": _share(sum(r["said"] == "met" for r in snares), len(snares)),
        "false_met_on_missing": _share(
            sum(r["said"] == "met" for r in asked if r["final"] == "missing"), sum(r["final"] == "missing" for r in asked)
        ),
        "met_whose_quotes_stand": _share(sum(r["stands"] for r in met), len(met)),
        "unread": _share(sum(r["said"] == "unread" for r in judged), len(judged)),
        "unjudgeable_said_so": _share(sum(r["said"] == "unjudgeable" for r in silent), len(silent)),
        "lines_macro_f1": round(macro_f1([t for t, _ in lines], [s for _, s in lines]), 3),
        "lines": len(true),
        "traps": {name: {"n": len(hits), "right": _share(sum(hits), len(hits))} for name, hits in sorted(traps.items())},
        "confusion": dict(Counter(f"{r['final']} -> {r['said']}" for r in judged if r["final"] != r["said"]).most_common()),
    }  # fmt: skip


def measure(names: Sequence[str] = tuple(SETS)) -> Row:
    """Figures of the sets named, and the wrong rows of those that are looked at."""
    out: Row = {"sets": {}, "wrong": []}
    with Pipeline() as pipeline:
        for name in names:
            folder = HERE / name
            judged = _verdicts(_rows(folder / "labels.jsonl"), folder / "cases", pipeline)
            out["sets"][name] = _figures(judged, *_kinds(_rows(folder / "lines.jsonl"), folder / "cases", pipeline))
            if name in LOOKED_AT:
                out["wrong"] += [
                    {"pair": r["case"], "true": r["final"], "said": r["said"], "text": r["requirement_text"]}
                    for r in judged
                    if r["said"] != r["final"]
                ]
    return out


def report(found: Row) -> str:
    """The figures as a Markdown table, then what went wrong how often."""
    sets = found["sets"]
    names = [name for name in next(iter(sets.values())) if name not in ("traps", "confusion")]
    head = [f"{name.replace('_', ', ')} ({SETS[name]})" for name in sets]
    lines = [f"| measure | {' | '.join(head)} |", f"|---|{'---|' * len(head)}"]
    lines += [f"| {name.replace('_', ' ')} | {' | '.join(str(sets[one][name]) for one in sets)} |" for name in names]
    for one in sets:
        wrong = ", ".join(f"{name} {count}" for name, count in list(sets[one]["confusion"].items())[:8])
        lines += ["", f"Wrong in the {one.replace('_', ', ')} set: {wrong}."]
    return "\n".join(lines) + "\n"
