"""Profile: what a CV says, every leaf with its place. In and out as JSON Resume 1.0."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, field_validator

from loopready.model.base import Noun
from loopready.model.document import Notice, Source, Span

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


class Leaf(Noun):
    """A text as it stands in the document (or as the person corrected it)."""

    value: str = Field(min_length=1)
    source: Source


class DateLeaf(Noun):
    """A date as ``YYYY-MM`` or ``YYYY``."""

    value: str
    source: Source

    @field_validator("value")
    @classmethod
    def _iso(cls, value: str) -> str:
        if not _DATE.fullmatch(value):
            raise ValueError(f"not YYYY-MM or YYYY: {value!r}")
        return value


class ProfileLink(Noun):
    """A link of the person: network where known (LinkedIn, GitHub), user name, address."""

    network: str | None = None
    username: str | None = None
    url: Leaf


class Person(Noun):
    """Contact data. Photo, age, birth date, marital status and the like are not read."""

    name: Leaf | None = None
    label: Leaf | None = None
    email: Leaf | None = None
    phone: Leaf | None = None
    url: Leaf | None = None
    location: Leaf | None = None
    summary: Leaf | None = None
    profiles: tuple[ProfileLink, ...] = ()


class Work(Noun):
    """One position at one employer. ``end`` is None while ``ongoing`` or when the CV gives none."""

    id: str
    name: Leaf | None = None
    position: Leaf | None = None
    location: Leaf | None = None
    start: DateLeaf | None = None
    end: DateLeaf | None = None
    ongoing: bool = False
    summary: Leaf | None = None
    highlights: tuple[Leaf, ...] = ()
    span: Span | None = Field(default=None, description="The whole entry, heading to last bullet.")
    withdrawn: tuple[Span, ...] = Field(
        default=(), description="Lines that the person took back, in whole or in part: nothing is made of these words."
    )


class Education(Noun):
    """One course of study; ``degree`` is the level the words name, if they do."""

    id: str
    institution: Leaf | None = None
    area: Leaf | None = None
    study_type: Leaf | None = None
    start: DateLeaf | None = None
    end: DateLeaf | None = None
    span: Span | None = None


class SkillGroup(Noun):
    """A line of the skills section: its label, if it has one, and its keywords."""

    name: Leaf | None = None
    keywords: tuple[Leaf, ...] = ()


class Extra(Noun):
    """A section JSON Resume has a list for (certificates, awards, publications, volunteer, languages, interests, projects) as lines."""

    kind: str
    title: Leaf
    lines: tuple[Leaf, ...] = ()


class Heading(Noun):
    """Words that were taken for a section's heading, and the kind of section they open."""

    kind: str
    span: Span


class Profile(Noun):
    """A CV as read. ``coverage`` is the share of the document's letters that some leaf, heading or known line accounts for."""

    document: str
    person: Person = Person()
    work: tuple[Work, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[SkillGroup, ...] = ()
    extras: tuple[Extra, ...] = ()
    headings: tuple[Heading, ...] = ()
    coverage: float = Field(default=0.0, ge=0.0, le=1.0)
    notices: tuple[Notice, ...] = ()

    def json_resume(self) -> dict[str, Any]:
        """This profile as a JSON Resume 1.0 object (no endDate = present)."""
        return _to_json_resume(self)[0]

    def spans(self) -> dict[str, tuple[int, int]]:
        """JSON pointer into ``json_resume()`` -> (start, end) in the CV's text, for every leaf read from it."""
        return _to_json_resume(self)[1]


def _to_json_resume(profile: Profile) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    spans: dict[str, tuple[int, int]] = {}

    def put(into: dict[str, Any], pointer: str, key: str, leaf: Leaf | DateLeaf | None) -> None:
        if leaf is None:
            return
        into[key] = leaf.value
        if isinstance(leaf.source, Span):
            spans[f"{pointer}/{key}"] = (leaf.source.start, leaf.source.end)

    def many(pointer: str, leaves: tuple[Leaf, ...]) -> list[str]:
        for i, leaf in enumerate(leaves):
            if isinstance(leaf.source, Span):
                spans[f"{pointer}/{i}"] = (leaf.source.start, leaf.source.end)
        return [leaf.value for leaf in leaves]

    person = profile.person
    basics: dict[str, Any] = {}
    for key, leaf in (("name", person.name), ("label", person.label), ("email", person.email), ("phone", person.phone),
                      ("url", person.url), ("summary", person.summary)):  # fmt: skip
        put(basics, "/basics", key, leaf)
    if person.location is not None:
        basics["location"] = {}
        put(basics["location"], "/basics/location", "address", person.location)
    basics["profiles"] = []
    for i, link in enumerate(person.profiles):
        entry: dict[str, Any] = {}
        if link.network:
            entry["network"] = link.network
        if link.username:
            entry["username"] = link.username
        put(entry, f"/basics/profiles/{i}", "url" if link.url.value != link.username else "username", link.url)
        basics["profiles"].append(entry)

    work = []
    for i, job in enumerate(profile.work):
        at, entry = f"/work/{i}", {}
        for key, leaf2 in (("name", job.name), ("position", job.position), ("location", job.location),
                           ("startDate", job.start), ("endDate", job.end), ("summary", job.summary)):  # fmt: skip
            put(entry, at, key, leaf2)
        entry["highlights"] = many(f"{at}/highlights", job.highlights)
        work.append(entry)

    education = []
    for i, study in enumerate(profile.education):
        at, entry = f"/education/{i}", {}
        for key, leaf3 in (("institution", study.institution), ("area", study.area), ("studyType", study.study_type),
                           ("startDate", study.start), ("endDate", study.end)):  # fmt: skip
            put(entry, at, key, leaf3)
        education.append(entry)

    skills = []
    for i, group in enumerate(profile.skills):
        at, entry = f"/skills/{i}", {}
        put(entry, at, "name", group.name)
        entry["keywords"] = many(f"{at}/keywords", group.keywords)
        skills.append(entry)

    out: dict[str, Any] = {"basics": basics, "work": work, "education": education, "skills": skills}
    for extra in profile.extras:
        section = out.setdefault("meta", {}).setdefault("loopready", {}).setdefault(extra.kind, [])
        base = len(section)
        for i, leaf in enumerate(extra.lines):
            section.append(leaf.value)
            if isinstance(leaf.source, Span):
                spans[f"/meta/loopready/{extra.kind}/{base + i}"] = (leaf.source.start, leaf.source.end)
    return out, spans
