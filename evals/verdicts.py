"""People and requirements judged by hand (``evals/data/verdicts``), as documents the readers read and requirements the matcher judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loopready.adapters.embedder import MiniLM
from loopready.matching import judge as judging
from loopready.matching.cv import Cv
from loopready.model import Document, Requirement
from loopready.reading import read_document, read_profile
from loopready.reading.job.asks import degree_asked, years_asked

HERE = Path(__file__).parent / "data" / "verdicts"
TODAY = "2026-11-25"
HELD_OUT = 4
"""Every fourth person of a file is held out of training."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement of a person with its verdict by hand."""

    person: str
    held_out: bool
    requirement: Requirement
    verdict: str


def people() -> Iterator[tuple[Mapping[str, Any], bool]]:
    """All people in the order of the files, with whether they are held out."""
    for file in sorted(HERE.glob("*.yaml")):
        for number, person in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), start=1):
            yield person, number % HELD_OUT == 0


def cv_text(person: Mapping[str, Any]) -> str:
    """The CV of a person as plain text."""
    out = ["Alex Example", "alex@example.org", ""]
    if person.get("summary"):
        out += ["SUMMARY", person["summary"], ""]
    out += [*person.get("lines", []), "EXPERIENCE"]
    for post in person["posts"]:
        out += [f"{post['title']}, {post['firm']}", f"{post['start']} - {post['end'] or 'present'}"]
        out += [*(f"- {line}" for line in post["lines"]), ""]
    for key in ("education", "certificates", "courses", "languages"):
        if person.get(key):
            out += [key.upper(), *(f"- {line}" for line in person[key]), ""]
    if person.get("skills"):
        out += ["SKILLS", ", ".join(map(str, person["skills"]))]
    return "\n".join(out) + "\n"


def cv_of(person: Mapping[str, Any], embedder: MiniLM) -> Cv:
    """The CV as matching sees it, read by the readers."""
    document = read_document(cv_text(person).encode(), kind="cv", name="cv.txt")
    return Cv(read_profile(document), document, embedder=embedder, today=TODAY)


def requirements_of(person: Mapping[str, Any], *, held_out: bool) -> list[Judged]:
    """The person's rows as requirements of a posting."""
    texts = [text for _, text, _ in person["rows"]]
    job = Document.of(kind="job", name="job.txt", text="\n".join(texts))
    out, at = [], 0
    for number, (kind, text, verdict) in enumerate(person["rows"]):
        requirement = Requirement(
            id=f"row-{number}", text=text, kind=kind, span=job.span(at, at + len(text)), years=years_asked(text), degree=degree_asked(text)
        )
        out.append(Judged(person["id"], held_out, requirement, verdict))
        at += len(text) + 1
    return out


def prepared(person: Mapping[str, Any], embedder: MiniLM, rows: list[Judged]) -> Cv:
    """The CV with all texts of its rows embedded at once."""
    cv = cv_of(person, embedder)
    cv.prepare([text for row in rows for text in judging.texts_of(row.requirement)])
    return cv
