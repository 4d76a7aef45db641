"""The written content: occupations, names, places, firms, and the words of seven languages. Loaded as it was written."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Tool:
    """A named skill one can plant: a bullet that shows it, a requirement that asks for experience of it, other names for it."""

    name: str
    bullet: str
    ask: str
    also: tuple[str, ...] = ()

    def named_in(self, text: str) -> bool:
        """Whether the text speaks of it under any of its names."""
        low = text.lower()
        return any(name.lower() in low for name in (self.name, *self.also))


@dataclass(frozen=True)
class Degree:
    """A course of study: its level, the award as a CV prints it, and the subject."""

    level: str
    award: str
    area: str


@dataclass(frozen=True)
class Line:
    """A posting's line as written, with the years and the degree it asks for."""

    text: str
    years: int | None = None
    degree: str | None = None


@dataclass(frozen=True)
class Occupation:
    """Everything written for one occupation; ``titles`` by career step, 0 to 3."""

    key: str
    language: str
    titles: tuple[tuple[str, ...], ...]
    early: tuple[str, ...]
    late: tuple[str, ...]
    skills: dict[str, tuple[str, ...]]
    degrees: tuple[Degree, ...]
    firms: tuple[str, ...]
    summaries: tuple[str, ...]
    certificates: tuple[str, ...]
    projects: tuple[tuple[str, str], ...]
    publications: tuple[str, ...]
    tools: tuple[Tool, ...]
    years_asks: tuple[str, ...]
    degree_asks: tuple[Line, ...]
    lines: dict[str, tuple[Line, ...]]


def _rows(block: str | None) -> tuple[str, ...]:
    """The lines of a literal block, without the empty ones."""
    return tuple(line.strip() for line in (block or "").splitlines() if line.strip())


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(" | ")]


def _line(row: str) -> Line:
    """A posting line; ``[5]`` before it says the years it asks for, ``[bachelor]`` the degree."""
    years, degree = None, None
    while row.startswith("["):
        mark, _, row = row[1:].partition("]")
        row = row.strip()
        if mark.isdigit():
            years = int(mark)
        else:
            degree = mark
    return Line(row, years, degree)


def _tool(row: str) -> Tool:
    names, bullet, ask = _cells(row)
    name, *also = [part.strip() for part in names.split(";")]
    return Tool(name, bullet, ask, tuple(also))


def _project(row: str) -> tuple[str, str]:
    name, text = _cells(row)
    return name, text


KINDS = ("must", "nice", "nice_said", "responsibility", "about", "benefit")
"""The pools of posting lines. ``nice_said`` are nice lines whose own words say so, for postings without headings."""


def read_occupation(path: Path) -> Occupation:
    """One occupation as its file writes it."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Occupation(
        key=path.stem,
        language=raw.get("language", "en"),
        titles=tuple(tuple(_cells(row)) for row in _rows(raw["titles"])),
        early=_rows(raw["early"]),
        late=_rows(raw["late"]),
        skills={name: tuple(_cells(row)) for name, row in raw["skills"].items()},
        degrees=tuple(Degree(*_cells(row)) for row in _rows(raw["degrees"])),
        firms=_rows(raw["firms"]),
        summaries=_rows(raw["summaries"]),
        certificates=_rows(raw.get("certificates")),
        projects=tuple(map(_project, _rows(raw.get("projects")))),
        publications=_rows(raw.get("publications")),
        tools=tuple(map(_tool, _rows(raw.get("tools")))),
        years_asks=_rows(raw.get("years_asks")),
        degree_asks=tuple(map(_line, _rows(raw.get("degree_asks")))),
        lines={kind: tuple(map(_line, _rows(raw.get(kind)))) for kind in KINDS},
    )


@functools.cache
def occupations() -> tuple[Occupation, ...]:
    """The occupations in English, by name of file."""
    return tuple(map(read_occupation, sorted((FOLDER / "occupations").glob("*.yaml"))))


@functools.cache
def local_occupations() -> tuple[Occupation, ...]:
    """One occupation in each other language, by name of file."""
    return tuple(map(read_occupation, sorted((FOLDER / "local").glob("*.yaml"))))


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A content file as data: names, places, firms, words, houses."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return data
