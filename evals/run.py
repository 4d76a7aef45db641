"""Accuracy -> docs/accuracy.md: ``make evals`` [DATA=folder] [SEED=n].

The project's own set (evals/own, made from a seed), its hand-judged pairs (evals/pairs) and the held-out part of its postings
(evals/kinds.py) are always measured. Sets with known truth that are not part of the project (their licences allow measuring, not
shipping) are measured where a folder with them is named, by --data or LOOPREADY_EVAL_DATA: one that holds score.py, cases/ and
jsonl/. Only figures are written.
Every figure is kept in out/evals as it was measured; --keep uses what is there and measures the rest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from evals.own.report import report as own_report
from evals.pairs.scoring import report as pairs_report

import loopready

PAGE = ROOT / "docs" / "accuracy.md"
KEPT = ROOT / "out" / "evals"
COMMAND = str(Path(sys.executable).with_name("loopready"))
BEFORE = json.loads((ROOT / "evals" / "before.json").read_text(encoding="utf-8"))
CLAIM_SETS = ("test", "dev", "own", "second", "third", "fourth", "fifth", "sixth-a", "sixth-b", "sixth-c", "seventh")
GATE_PARTS = (
    "eighth", "seventh_check", "seventh_tune", "sixth_check", "sixth_tune", "sixth_more", "sixth_more2", "fifth",
    "fourth_check", "fourth_tune", "third_check", "third_tune", "check", "tune", "dev",
)  # fmt: skip
Figures = dict[str, Any]
Row = tuple[str, str, str]


def kept(name: str, command: Sequence[str], *, keep: bool, written: bool = True) -> Figures:
    """The figures a command writes to out/evals (``written``: by itself, to a file named last; else what it prints)."""
    file = KEPT / f"{name}.json"
    if not (keep and file.is_file()):
        KEPT.mkdir(parents=True, exist_ok=True)
        print(name, flush=True)
        done = subprocess.run([*command, *([str(file)] if written else [])], cwd=ROOT, check=True, capture_output=True, text=True)
        if not written:
            file.write_text(json.dumps({"printed": done.stdout}), encoding="utf-8")
    found: Figures = json.loads(file.read_text(encoding="utf-8"))
    return found


def outside(data: Path, *, keep: bool, planted: bool) -> Iterator[Row]:
    """The sets that are not part of the project: measure, figure, goal."""
    python = sys.executable

    def score(*words: str) -> Figures:
        return kept("-".join(words), [python, str(data / "score.py"), *words, "--cmd", COMMAND, "--json"], keep=keep)["figures"]

    layouts = score("cv", "layouts")
    every, worst = layouts["all"], min((f["entry"], name) for name, f in layouts.items() if name != "all")
    yield (
        "published themes: name / e-mail / phone / links",
        " / ".join(f"{every[k]:.3f}" for k in ("name", "email", "phone", "links")),
        ".97 / .99 / .95 / .92",
    )
    yield "published themes: entry F1, all / worst", f"{every['entry']:.3f} / {worst[0]:.3f} ({worst[1]})", ".92 / .80"
    yield "published themes: bullets on the right entry / skills F1", f"{every['bullets']:.3f} / {every['skills']:.3f}", ".95 / .85"
    synth = score("cv", "synth")
    text = [f["entry"] for name, f in synth.items() if name != "all" and "scan" not in name]
    scans = {name: f.get("entry", 0.0) for name, f in synth.items() if "scan" in name}
    yield "drawn layouts: entry F1, mean / worst text layout", f"{sum(text) / len(text):.3f} / {min(text):.3f}", ".97 / .93"
    worst_scan = min(scans, key=lambda name: scans[name])
    yield (
        "scans, through OCR: entry F1, mean / worst",
        f"{sum(scans.values()) / len(scans):.3f} / {scans[worst_scan]:.3f} ({worst_scan})",
        ".85",
    )
    same = score("cv", "same")
    yield "one person in many layouts agrees", f"{same['rendercv']['agreement']} / {same['resume_matcher']['agreement']}", ".97 / .95"
    google, dfe = score("job", "google2018"), score("job", "dfe")
    said = " / ".join(str(google[name]["macro_f1"]) for name in ("as is", "other headings", "no headings"))
    yield "google2018: as is / other headings / no headings, shuffled", said, ".98 / .95 / .82"
    yield "dfe, as is", str(dfe["as is"]["macro_f1"]), ".95"
    for name, found in score("match", "synth").items() if planted else ():
        three = " / ".join(str(found[key]["macro_f1"]) for key in ("all", "years", "degree"))
        yield f"planted requirements, {name}: all / years / degree", three, ".97 / .95 / .95"
    cases = kept("cases", [python, str(data / "cases" / "score_cases.py"), "--cmd", COMMAND, "--json"], keep=keep)
    figures = cases.get("figures", cases)
    yield "four realistic pairs: macro-F1 / must / false met on traps", " / ".join(
        str(figures[key]) for key in ("macro_f1", "accuracy_must", "false_met_on_traps")
    ), ".75 / .85 / at most .12"  # fmt: skip
    yield "four realistic pairs: kinds of lines", str(figures["lines"]["macro_f1_must_nice_responsibility"]), ".85"


def printed(data: Path, *, keep: bool) -> list[str]:
    """What the scripts for spans and titles print."""
    sets = data / "jsonl"
    dev = next(sets.glob("jd_skillspan_dev*.jsonl"))
    titles, corpus = next(sets.glob("title_melo_en.*.jsonl")), next(sets.glob("title_melo_en_corpus*.jsonl"))
    spans = kept("skillspan", [sys.executable, "evals/skillspan.py", "--data", str(dev)], keep=keep, written=False)
    melo = kept("melo", [sys.executable, "evals/melo.py", "--data", str(titles), "--corpus", str(corpus)], keep=keep, written=False)
    return [
        "### Skill and knowledge spans (`evals/skillspan.py`, dev part)", "", "```", spans["printed"].strip(), "```", "",
        "### Titles of posts against names of occupations (`evals/melo.py`)", "", "```", melo["printed"].strip(), "```", "",
    ]  # fmt: skip


def practice(*, keep: bool) -> list[str]:
    """What is measured of practice: marks, changed answers, claims beside a CV, sentences told apart."""

    def said(name: str, *words: str) -> list[str]:
        found = kept(name, [sys.executable, *words], keep=keep, written=False)["printed"].strip()
        return [found, ""] if found.startswith("|") or "\n|" in found else ["```", found, "```", ""]

    return [
        "## Practice", "", *(ROOT / "evals" / "notes_practice.md").read_text(encoding="utf-8").splitlines(), "",
        "### Marks of answers, the half that was kept for the end (`python -m evals.answers --part test`)", "",
        *said("answers-test", "-m", "evals.answers", "--part", "test"),
        "### Marks of answers, the half for development (`python -m evals.answers`)", "", *said("answers-dev", "-m", "evals.answers"),
        "### Marks of a second set: the half the rules were mended with, and the other (`python -m evals.answers --set second`)", "",
        *said("answers-second-tune", "-m", "evals.answers", "--set", "second", "--part", "tune"),
        *said("answers-second-check", "-m", "evals.answers", "--set", "second", "--part", "check"),
        "### Answers changed in a way whose effect is known (`python evals/mutations.py`)", "",
        *said("mutations", "evals/mutations.py"),
        "### Claims of an answer beside the CV (`python -m evals.contradictions --part test|dev|own`)", "",
        "The part kept for the end, the one for development, and sets of other trades that the rules have since seen:", "",
        *[line for part in CLAIM_SETS for line in said(f"contradictions-{part}", "-m", "evals.contradictions", "--part", part)],
        "### Sentences of answers told apart (`python -m evals.segments`)", "", *said("segments", "-m", "evals.segments"),
    ]  # fmt: skip


def blind(*, keep: bool) -> list[str]:
    """Layouts, trades and headings that no rule was made with, in a half that was read and one of which totals alone were seen."""
    lines = ["## Templates and trades of another hand (`python -m evals.blind --seed N`)", "",
             "The rules were mended with the misses of seed 1's first half. Of its second half, and of all of seed 2, only totals were "
             "looked at. The postings are the same for every seed.", ""]  # fmt: skip
    for seed in (1, 2):
        found = kept(f"blind-{seed}", [sys.executable, "-m", "evals.blind", "--seed", str(seed)], keep=keep, written=False)
        lines += [f"### Seed {seed}", "", found["printed"].strip(), ""]
    return lines


def gate(*, keep: bool) -> list[str]:
    """What the gate of a language model's words catches and refuses, part by part."""
    lines = ["## What a language model may not say (`python -m evals.gate --part NAME`)", "",
             "Decisions 0036, 0037, 0043 and 0045 say who wrote which part and what was looked at.", ""]  # fmt: skip
    for part in GATE_PARTS:
        found = kept(f"gate-{part}", [sys.executable, "-m", "evals.gate", "--part", part], keep=keep, written=False)
        lines += [f"### {part}", "", "```", found["printed"].strip(), "```", ""]
    return lines


def replace_section(heading: str, lines: Sequence[str]) -> None:
    """Puts a section in the place of the one of that heading on the page, or at its end where the page has none."""
    page = PAGE.read_text(encoding="utf-8")
    start = page.find(f"{heading}\n")
    if start < 0:
        page, start = f"{page.rstrip()}\n\n", len(page.rstrip()) + 2
    end = page.find("\n## ", start)
    rest = page[end + 1 :] if end >= 0 else ""
    PAGE.write_text(f"{page[:start]}{chr(10).join(lines).rstrip()}\n{chr(10) if rest else ''}{rest}", encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {heading} is written")


SECTIONS = {"blind": blind, "practice": practice, "gate": gate}


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("LOOPREADY_EVAL_DATA") or None, help="a folder with the sets that are not ours")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=8, help="people of the own set")
    parser.add_argument("--keep", action="store_true", help="use the figures in out/evals, measure what is not there")
    parser.add_argument("--without-planted", action="store_true", help="leave the slow planted requirements out")
    parser.add_argument("--only", choices=tuple(SECTIONS), help="measure this section alone and put it in its place on the page")
    said = parser.parse_args()
    if said.only:
        lines = SECTIONS[said.only](keep=said.keep)
        replace_section(lines[0], lines)
        return
    own = ["-m", "evals.own", "--seed", str(said.seed), "--people", str(said.people), "--postings", "40", "--json"]
    found = kept("own", [sys.executable, *own], keep=said.keep)
    pairs = kept("pairs", [sys.executable, "-m", "evals.pairs", "--json"], keep=said.keep)
    kinds = kept("kinds", [sys.executable, "evals/kinds.py"], keep=said.keep, written=False)
    routing = {part: kept(f"routing-{part}", [sys.executable, "evals/routing.py", "--set", part], keep=said.keep, written=False)
               for part in ("test", "dev")}  # fmt: skip
    lines = [
        "# Accuracy", "", "Written by `make evals` (evals/run.py). What is below was measured on "
        f"{dt.date.today()} with loopready {loopready.__version__}.", "",
        *(ROOT / "evals" / "notes.md").read_text(encoding="utf-8").splitlines(), "",
        "## The project's own set (`python -m evals.own`)", "", own_report(found), "",
        "## Pairs of invented people judged by hand (`python -m evals.pairs`)", "", pairs_report(pairs), "",
        "## Lines of our own held-out postings (`python evals/kinds.py`)", "", "```", kinds["printed"].strip(), "```", "",
        "## The guide of a posting (`python evals/routing.py`)", "",
        "Postings written by somebody who had not seen the cues. Held out (rows never read, totals looked at five times):", "",
        "```", routing["test"]["printed"].strip(), "```", "",
        "For development (the weights were fitted on them; 94 of them are awkward on purpose):", "",
        "```", routing["dev"]["printed"].strip(), "```", "",
        *blind(keep=said.keep), *practice(keep=said.keep), *gate(keep=said.keep),
    ]  # fmt: skip
    if said.data:
        data = Path(said.data).resolve()
        lines += ["## Sets that are not part of the project", "", "| measure | figure | before | goal |", "|---|---|---|---|"]
        lines += [
            f"| {name} | {value} | {BEFORE.get(name, '')} | {goal} |"
            for name, value, goal in outside(data, keep=said.keep, planted=not said.without_planted)
        ]
        lines += ["", "The planted requirements were left out of this run."] if said.without_planted else []
        lines += ["", f"Before: {BEFORE['date']}.", "", *printed(data, keep=said.keep)]
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} is written")


if __name__ == "__main__":
    main()
