"""Requirements of invented people judged by hand (``evals/data/verdicts``): ``python -m evals.verdicts`` scores the matcher on them.

The CV is written out as plain text and read by the readers; each row becomes a requirement with years and degree as the posting reader
finds them. Written without a look at the matcher, by the rules in docs/verdicts.md; nothing was tuned to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from evals.own.alike import macro_f1

from loopready.adapters.embedder import MiniLM
from loopready.matching import judge as judging
from loopready.matching.cv import Cv
from loopready.model import Document, Requirement
from loopready.reading import read_document, read_profile
from loopready.reading.job.asks import degree_asked, years_asked

HERE = Path(__file__).parent / "data" / "verdicts"
TODAY = "2026-11-25"
JUDGED = ("met", "partial", "missing")


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement of a person with its verdict by hand."""

    person: str
    requirement: Requirement
    verdict: str


def people() -> Iterator[Mapping[str, Any]]:
    """All people in the order of the files."""
    for file in sorted(HERE.glob("*.yaml")):
        yield from yaml.safe_load(file.read_text(encoding="utf-8"))


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


def requirements_of(person: Mapping[str, Any]) -> list[Judged]:
    """The person's rows as requirements of a posting."""
    texts = [text for _, text, _ in person["rows"]]
    job = Document.of(kind="job", name="job.txt", text="\n".join(texts))
    out, at = [], 0
    for number, (kind, text, verdict) in enumerate(person["rows"]):
        requirement = Requirement(
            id=f"row-{number}", text=text, kind=kind, span=job.span(at, at + len(text)), years=years_asked(text), degree=degree_asked(text)
        )
        out.append(Judged(person["id"], requirement, verdict))
        at += len(text) + 1
    return out


def measure() -> dict[str, float]:
    """Macro-F1 and accuracy over met, partial and missing, and how often "met" was said falsely: at all, and of what is missing."""
    embedder, true, said = MiniLM(), list[str](), list[str]()
    for person in people():
        rows = requirements_of(person)
        cv = cv_of(person, embedder)
        cv.prepare([text for row in rows for text in judging.texts_of(row.requirement)])
        for row in (row for row in rows if row.verdict in JUDGED):
            true.append(row.verdict)
            said.append(judging.judge(row.requirement, cv).coverage)
    pairs = list(zip(true, said, strict=True))
    others = [s for t, s in pairs if t != "met"]
    missing = [s for t, s in pairs if t == "missing"]
    return {
        "rows": len(pairs),
        "macro_f1": round(macro_f1(true, said), 3),
        "accuracy": round(sum(t == s for t, s in pairs) / len(pairs), 3),
        "false_met": round(others.count("met") / len(others), 3),
        "false_met_on_missing": round(missing.count("met") / len(missing), 3),
    }


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:22} {figure}")
