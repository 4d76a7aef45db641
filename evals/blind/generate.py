"""Writes the blind set into a folder: three people in every layout, the postings, and their truth as JSON lines."""

from __future__ import annotations

import contextlib
import random
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.blind.layouts import LAYOUTS
from evals.blind.people import occupations, person
from evals.blind.postings import postings
from evals.blind.view import Layout, file_truth, view
from evals.blind.word import word_cv
from evals.own.generate import write_lines
from evals.own.layouts.pdf import Setter, browser_path, pages, printer
from evals.own.layouts.scan import scanned
from evals.own.people import Person

TEMPLATES = Path(__file__).parent / "templates"
PARTS = ("cvs", "postings", "truth")
EACH = 3
"""People a layout: two in English and one in another language."""


def _pairs(seed: int) -> Iterator[tuple[Layout, Person]]:
    """Each layout with its people: two neighbours among the occupations in English, one of another language."""
    rng, jobs = random.Random(f"{seed}/blind"), occupations()
    english, others = ([j for j in jobs if (j.language == "en") is is_english] for is_english in (True, False))
    rng.shuffle(english)
    for at, layout in enumerate(LAYOUTS):
        for turn, job in enumerate((english[at % len(english)], english[(at + 3) % len(english)], others[at % len(others)])):
            if not layout.scan or job.language in ("en", "nl"):
                yield layout, person(seed, EACH * at + turn, job)


def _set(made: Person, layout: Layout, shown: dict[str, Any], seed: int, printed: Setter | None) -> tuple[str, bytes]:
    if layout.engine == "docx":
        return "docx", word_cv(layout.name, shown)
    if printed is None:
        raise ValueError(f"layout {layout.name} needs a Chromium")
    data = printed(layout.template, shown)
    return "pdf", scanned(data, seed=zlib.crc32(f"{seed}/{made.key}".encode())) if layout.scan else data


def generate(out: Path, *, seed: int, half: str = "") -> None:
    """The set, or one half of its layouts, into ``out``, which is emptied of an earlier one."""
    for part in PARTS:
        shutil.rmtree(out / part, ignore_errors=True)
        (out / part).mkdir(parents=True)
    path, rows = browser_path(), []
    with contextlib.ExitStack() as stack:
        press = stack.enter_context(printer(path, pages(TEMPLATES))) if path else None
        for layout, made in _pairs(seed):
            if half and layout.half != half:
                continue
            shown = view(made, layout, seed)
            extension, data = _set(made, layout, shown, seed, press)
            name = f"cvs/{made.key}__{layout.name}.{extension}"
            (out / name).write_bytes(data)
            rows.append({"file": name, "layout": layout.name, "half": layout.half, "truth": file_truth(made, layout, shown)})
    write_lines(out / "truth" / "cvs.jsonl", rows)
    kept = []
    for posting in postings():
        if half and posting["half"] != half:
            continue
        name = f"postings/{posting['key']}.txt"
        (out / name).write_text(posting["text"], encoding="utf-8")
        kept.append({k: v for k, v in posting.items() if k != "text"} | {"file": name})
    write_lines(out / "truth" / "postings.jsonl", kept)
