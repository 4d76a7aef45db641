"""Writes the set into a folder: CVs in every layout, postings, planted pairs, and their truth.

``truth/people.jsonl`` has a person a line, ``truth/cvs.jsonl`` a file a line with what that file shows, ``truth/postings.jsonl`` and
``truth/matches.jsonl`` the same for postings and pairs. Equal seeds give equal bytes in truth/.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.own.layouts import LAYOUTS, QUICK
from evals.own.layouts.pdf import Setter, Typst, browser_path, printer
from evals.own.layouts.texts import text_cv
from evals.own.layouts.word import word_cv
from evals.own.matches import make_match
from evals.own.people import Person, make_people
from evals.own.posting_files import posting_file
from evals.own.postings import make_postings
from evals.own.view import Layout, file_truth, truth, view

PARTS = ("cvs", "postings", "matches", "truth")


@dataclass(frozen=True)
class Size:
    """How much to make. ``layouts`` empty means all; ``scans`` is how many people are scanned."""

    people: int = 20
    postings: int = 60
    scans: int = 6
    layouts: tuple[str, ...] = ()


DEFAULT, QUICKLY = Size(), Size(people=6, postings=14, scans=0, layouts=QUICK)


def write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


class _Press:
    """Sets one CV with the engine of its layout."""

    def __init__(self, printed: Setter | None) -> None:
        self.typst, self.printed = Typst(), printed

    def __call__(self, person: Person, layout: Layout, shown: dict[str, Any], seed: int) -> tuple[str, bytes]:
        match layout.engine:
            case "typst":
                return "pdf", self.typst(layout.template, shown)
            case "html":
                if self.printed is None:
                    raise ValueError(f"layout {layout.name} needs a Chromium")
                return "pdf", self.printed(layout.template, shown)
            case "docx":
                return "docx", word_cv(layout.template, shown)
            case "scan":
                from evals.own.layouts.scan import scanned

                return "pdf", scanned(self.typst(layout.template, shown), seed=zlib.crc32(f"{seed}/{person.key}/{layout.name}".encode()))
            case _:
                return text_cv(layout.template, shown)


def _wanted(size: Size) -> list[Layout]:
    """The layouts of a run that this machine can set."""
    named = [layout for layout in LAYOUTS if not size.layouts or layout.name in size.layouts]
    return [layout for layout in named if layout.engine != "html" or browser_path() is not None]


def _has(person: Person, index: int, layout: Layout, size: Size) -> bool:
    """Whether this person is set in this layout."""
    if person.occupation.language != "en" and not layout.local:
        return False
    return layout.engine != "scan" or index < size.scans


def _write_cvs(out: Path, people: list[Person], layouts: list[Layout], seed: int, size: Size) -> list[dict[str, Any]]:
    """Every CV file; returns a truth row a file."""
    rows, path = [], browser_path()
    with contextlib.ExitStack() as stack:
        needs_browser = path is not None and any(layout.engine == "html" for layout in layouts)
        press = _Press(stack.enter_context(printer(path)) if needs_browser and path else None)
        for layout in layouts:
            for index, person in enumerate(people):
                if not _has(person, index, layout, size):
                    continue
                shown = view(person, layout, seed)
                extension, data = press(person, layout, shown, seed)
                name = f"cvs/{person.key}__{layout.name}.{extension}"
                (out / name).write_bytes(data)
                rows.append({"file": name, "layout": layout.name, "person": person.key, "truth": file_truth(person, layout, shown)})
    return rows


def generate(out: Path, *, seed: int, size: Size = DEFAULT) -> None:
    """The whole set into ``out``, which is emptied of an earlier one."""
    for part in PARTS:
        shutil.rmtree(out / part, ignore_errors=True)
        (out / part).mkdir(parents=True)
    people, layouts = make_people(seed, size.people), _wanted(size)
    write_lines(out / "truth" / "people.jsonl", [truth(person) for person in people])
    write_lines(out / "truth" / "cvs.jsonl", _write_cvs(out, people, layouts, seed, size))
    postings = []
    for posting in make_postings(seed, size.postings):
        name, data = posting_file(posting, seed)
        (out / "postings" / name).write_bytes(data)
        postings.append(posting.truth() | {"file": f"postings/{name}"})
    write_lines(out / "truth" / "postings.jsonl", postings)
    pairs = []
    for person in people:
        if person.plan is None:
            continue
        pair = make_match(person, seed)
        (out / "matches" / f"{person.key}.txt").write_text(pair.text, encoding="utf-8")
        pairs.append(pair.truth() | {"job": f"matches/{person.key}.txt", "person": person.key})
    write_lines(out / "truth" / "matches.jsonl", pairs)
