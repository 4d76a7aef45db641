"""Time, memory and size -> docs/performance.md. Run on a quiet machine: make bench."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import typst
from routing import measured

import loopready
from loopready.adapters.embedder import MiniLM
from loopready.app.collecting import settled
from loopready.app.prepare import Pipeline
from loopready.rendering import render

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
JOB = ROOT / "examples" / "saas-manager" / "job.md"
RUNS = 50
WARMING = 3


def two_page_cv(folder: Path, *, variant: int = 0) -> Path:
    """The CV of the first example on two pages (larger margins and letters); a variant has other figures and names in every line."""
    source = (ROOT / "examples" / "saas-manager" / "source" / "cv.typ").read_text(encoding="utf-8")
    source = source.replace("(x: 2cm, y: 1.8cm)", "(x: 2.6cm, y: 2.6cm)").replace("size: 10pt", "size: 12pt")
    if variant:
        head, body = source.split('#section("Experience")')
        body = re.sub(r"(?m)^- (\w+)", rf"- In case {variant}: \1", body)
        source = f'{head}#section("Experience"){body}'
    (folder / "cv.typ").write_text(source, encoding="utf-8")
    cv = folder / f"cv{variant}.pdf"
    cv.write_bytes(typst.compile(str(folder / "cv.typ"), format="pdf"))
    with pypdfium2.PdfDocument(cv) as document:
        assert len(document) == 2, f"the benchmark's CV has {len(document)} pages"
    return cv


def seconds_of(command: list[str], *, runs: int, cwd: Path) -> list[float]:
    """Wall time of a whole process, several times, after one run that writes the bytecode."""
    places = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    out = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, env=places, check=True, stdout=subprocess.DEVNULL)
        out.append(time.perf_counter() - start)
    return sorted(out[1:])


class Recording(MiniLM):
    """The embedder, which remembers the sentences that were new to it."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        """As the embedder does."""
        self.new += sorted({sentence for sentence in sentences if sentence not in self._kept})
        return super().embed(sentences)


def warm(cvs: list[Path]) -> tuple[dict[str, list[float]], list[float]]:
    """Stage -> seconds of a brief per CV in one process, each CV seen for the first time; and each one's floor.

    The floor is the least work any reading needs: the PDF's characters once, and one embedding pass over the sentences that were new.
    """
    stages: dict[str, list[float]] = {}
    floors = []
    embedder, bare = Recording(), MiniLM()
    bare.warm()
    with Pipeline(embedder=embedder) as pipeline:
        for at, cv in enumerate(cvs):
            if at == WARMING:
                settled()  # as loopready serve does when it is warm
            embedder.new.clear()
            start = time.perf_counter()
            brief = pipeline.prepare(cv, JOB, on="2026-12-07", today="2026-11-23").brief
            made = time.perf_counter()
            render(brief, format="html")
            done = time.perf_counter()
            if at < WARMING:
                continue
            for stage, seconds in (*brief.seconds.items(), ("rendering", done - made), ("whole", done - start)):
                stages.setdefault(stage, []).append(seconds)
            floors.append(floor(cv, bare, embedder.new))
    return stages, floors


def floor(cv: Path, embedder: MiniLM, sentences: list[str]) -> float:
    """Seconds for the PDF's characters and one embedding pass."""
    embedder._kept.clear()
    start = time.perf_counter()
    with pypdfium2.PdfDocument(cv) as document:
        for page in document:
            page.get_textpage().get_text_range()
    embedder.embed(sentences)
    return time.perf_counter() - start


def installed_mb(folder: Path) -> float:
    """Size of a fresh environment with the package's own requirements and the package."""
    environment = folder / "env"
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", str(environment)], check=True)
    python = str(environment / "bin" / "python")
    subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", str(ROOT / "requirements/run.txt")], check=True
    )
    held = [*environment.rglob("*"), *(ROOT / "src" / "loopready").rglob("*")]
    return sum(file.stat().st_size for file in held if file.is_file() and not file.is_symlink() and file.suffix != ".pyc") / 1e6


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure, print and write the page."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cv = two_page_cv(folder)
        importing = seconds_of([sys.executable, "-c", "import loopready"], runs=5, cwd=folder)
        bare = seconds_of([sys.executable, "-c", "pass"], runs=5, cwd=folder)
        prep = [
            sys.executable,
            "-m",
            "loopready",
            "prep",
            str(cv),
            str(JOB),
            "--on",
            "2026-12-07",
            "--today",
            "2026-11-23",
            "-o",
            "brief.html",
        ]
        cold = seconds_of(prep, runs=5, cwd=folder)
        stages, floors = warm([two_page_cv(folder, variant=n + 1) for n in range(RUNS + WARMING)])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = installed_mb(folder)
    routed = measured(10_000)
    whole, least = statistics.median(stages["whole"]), statistics.median(floors)
    rows = [
        ("import loopready, above an empty interpreter", f"{statistics.median(importing) - statistics.median(bare):.3f} s", "0.3 s"),
        ("loopready prep, 2-page PDF to HTML, cold process, median of 5", f"{statistics.median(cold):.2f} s", "2.5 s"),
        (f"brief to HTML in a warm process, {RUNS} CVs each seen for the first time, p50", f"{1000 * whole:.0f} ms", "400 ms"),
        ("the same, p95", f"{1000 * p95(stages['whole']):.0f} ms", ""),
        ("floor: the PDF's characters + one embedding pass over the sentences new in it, p50", f"{1000 * least:.0f} ms", ""),
        ("ratio of the warm brief to its floor", f"{whole / least:.2f}", "2.0"),
        (f"resident memory after {RUNS + WARMING} briefs", f"{memory:.0f} MB", "400 MB"),
        ("routing a posting among 10,000 generated guides, p50 / p95", f"{routed['p50']:.1f} / {routed['p95']:.1f} ms", "10 ms"),
        ("their index, built once", f"{routed['built']:.1f} s", ""),
        ("installed size, package and all it needs, without bytecode", f"{size:.0f} MB", "450 MB"),
    ]
    by_stage = [(stage, f"{1000 * statistics.median(values):.0f} ms", f"{1000 * p95(values):.0f} ms") for stage, values in stages.items()]
    input_ = "Input: the CV of examples/saas-manager set on two pages, in variants with other words in every line, and its posting."
    facts = f"{dt.date.today()}, loopready {loopready.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"
    lines = [
        "# Performance", "", "Written by `make bench` (benchmarks/run.py).", "",
        f"{facts}, load average {load:.2f} at the start. {input_}",
        "",
        "| what | measured | goal |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows), "",
        "## Stages of a warm brief", "", "| stage | p50 | p95 |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in by_stage), "",
        "Reading is done in child processes side by side; the time is what the brief waits for. The embedding pass is part of matching.",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
