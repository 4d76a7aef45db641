"""Profiles and postings made by hand for the tests: a text, and leaves that stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from loopready.model import (
    DateLeaf,
    Document,
    Education,
    Extra,
    Leaf,
    Match,
    Person,
    Posting,
    PostingLine,
    Profile,
    Requirement,
    Row,
    SkillGroup,
    Work,
)

TODAY = "2026-11-23"
Made = tuple[Document, Profile]


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at = 0

    def add(self, text: str, *, before: str = "", end: str = "\n") -> tuple[int, int]:
        start = self.at + len(before)
        self.pieces.append(f"{before}{text}{end}")
        self.at += len(before) + len(text) + len(end)
        return start, start + len(text)


def make_cv(person: Mapping[str, Any], *, name: str = "Alex Example") -> Made:
    """The CV of a mapping with posts, education, certificates, courses, languages, skills, summary and lines."""
    writer = _Writer()
    places: dict[str, Any] = {"name": writer.add(name), "lines": [writer.add(line) for line in person.get("lines", [])]}
    places["summary"] = writer.add(person["summary"]) if person.get("summary") else None
    writer.add("EXPERIENCE")
    posts = []
    for post in person.get("posts", []):
        title, firm = writer.add(post["title"], end=", "), writer.add(post["firm"], end="  ")
        dates = writer.add(f"{post['start']} - {post['end'] or 'present'}")
        posts.append((post, title, firm, dates, [writer.add(line, before="- ") for line in post["lines"]]))
    education = [writer.add(line) for line in person.get("education", [])]
    extras = {key: [writer.add(line) for line in person.get(key, [])] for key in ("certificates", "courses", "languages")}
    skills = [writer.add(skill, end=", ") for skill in person.get("skills", [])]
    document = Document.of(kind="cv", name="cv.txt", text="".join(writer.pieces))

    def leaf(place: tuple[int, int]) -> Leaf:
        return Leaf(value=document.text[slice(*place)], source=document.span(*place))

    def date(value: str | None, place: tuple[int, int]) -> DateLeaf | None:
        return DateLeaf(value=value, source=document.span(*place)) if value else None

    work = tuple(
        Work(
            id=f"work-{number}", position=leaf(title), name=leaf(firm), start=date(post["start"], dates), end=date(post["end"], dates),
            ongoing=post["end"] is None, highlights=tuple(leaf(line) for line in lines),
        )
        for number, (post, title, firm, dates, lines) in enumerate(posts)
    )  # fmt: skip
    return document, Profile(
        document=document.id,
        person=Person(name=leaf(places["name"]), summary=leaf(places["summary"]) if places["summary"] else None),
        work=work,
        education=tuple(
            Education(id=f"study-{n}", study_type=leaf(place), span=document.span(*place)) for n, place in enumerate(education)
        ),
        skills=(SkillGroup(keywords=tuple(leaf(place) for place in skills)),) if skills else (),
        extras=tuple(
            Extra(kind=key, title=Leaf(value=key.title(), source=document.span(0, 1)), lines=tuple(leaf(place) for place in lines))
            for key, lines in extras.items()
            if lines
        ),
        coverage=1.0,
    )


def make_posting(rows: Sequence[tuple[Literal["must", "nice", "responsibility"], str]]) -> tuple[Document, Posting]:
    """A posting of these requirements, with years and degree as the reader of postings finds them."""
    from loopready.reading.job.asks import degree_asked, years_asked

    writer = _Writer()
    writer.add("A posting")
    places = [(kind, writer.add(text, before="- ")) for kind, text in rows]
    document = Document.of(kind="job", name="job.txt", text="".join(writer.pieces))
    requirements, lines = [], []
    for number, (kind, place) in enumerate(places):
        text, span = document.text[slice(*place)], document.span(*place)
        lines.append(PostingLine(text=text, kind=kind, span=span))
        asked = kind != "responsibility"
        years, degree = (years_asked(text), degree_asked(text)) if asked else (None, None)
        requirements.append(Requirement(id=f"row-{number}", text=text, kind=kind, span=span, years=years, degree=degree))
    return document, Posting(document=document.id, lines=tuple(lines), requirements=tuple(requirements), coverage=1.0)


def row_of(match: Match, text: str) -> Row:
    """The row of a requirement by its text."""
    return next(row for row in match.rows if row.requirement.text == text)
