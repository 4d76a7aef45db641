"""The CV as statements: bullets, posts, skills, certificates, languages and the lines that belong to none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from loopready.engines.dates import month_number
from loopready.engines.text import sentences
from loopready.matching.lexicon import cues
from loopready.matching.stance import Clause, clauses, labelled
from loopready.model import Document, Evidence, Leaf, Profile, Span, Work

Kind = Literal["bullet", "post", "summary", "skill", "education", "certificate", "course", "language", "line", "aside"]
_CERTIFICATE = re.compile(r"certif|zertif|licen|lizenz|qualif|accredit|registr|member|credential|\btickets?\b", re.IGNORECASE)
_COURSE = re.compile(
    r"course|training|workshop|professional development|further education|webinar|weiterbildung|fortbildung"
    r"|\bkurse?\b|\bcurs(?:os?|us)|\bcorsi\b|szkoleni",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"languag|sprach|langue|idioma|lingue|talen", re.IGNORECASE)
_ASIDE = re.compile(r"interest|hobb|personal|outside|leisure|award|reference|why |about me", re.IGNORECASE)
_LISTED = frozenset({"certificate", "course", "education"})
"""Kinds in which a new line begins a new thing."""
_FACTS = re.compile(r"\s+[·|•∙]\s+")
_SKILL = re.compile(r"skill|tool|technolog|system|software", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """Something the CV says: ``text`` stands at ``start``-``end`` of the CV. ``months_ago`` is the age of the post's end (0: current)."""

    text: str
    start: int
    end: int
    kind: Kind
    work: Work | None = None
    months_ago: int | None = None
    current: bool = False
    section: str = ""
    number: int = field(default=0, compare=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, each with its stance. What stands under courses was learnt, not done, unless it says that a paper was earned."""
        found = clauses(self.text)
        if self.kind == "course" and not cues("earned").hits(self.text):
            found = tuple(Clause(c.start, c.end, "taught") for c in found)
        if self.kind == "certificate" and cues("brief").hits(self.text) and not cues("earned").hits(self.text):
            found = tuple(Clause(c.start, c.end, "taught") for c in found)
        if self.kind == "certificate" and any(c.stance == "lapsed" for c in found):
            found = tuple(Clause(c.start, c.end, "lapsed") for c in found)
        elif self.kind in _LISTED:
            found = tuple(Clause(c.start, c.end, "wished") if _is_unearned(self.text[c.start : c.end]) else c for c in found)
        return tuple(labelled(found, self.text)) if self.kind in _LISTED else found

    @property
    def old(self) -> bool:
        """Older than ten years."""
        return self.months_ago is not None and self.months_ago > 120

    @property
    def place(self) -> str:
        """The name of its kind among the weights."""
        names = {
            "bullet": "work bullet",
            "post": "post held",
            "skill": "bare list",
            "line": "other section",
            "aside": "other section",
            "course": "other section",
            "language": "language line",
        }
        return names.get(self.kind, self.kind)

    def evidence(self, document: Document) -> Evidence:
        """Its words as evidence."""
        span = document.span(self.start, self.end)
        return Evidence(span=span, quote=span.quote(document), work=self.work.id if self.work else None)


def statements(profile: Profile, document: Document, *, today: str) -> list[Statement]:
    """All statements of a CV, in the order of their places. ``today`` is ``YYYY-MM-DD``."""
    found = list(_from_work(profile, document, today[:7]))
    found += _from_rest(profile, document)
    covered = [(statement.start, statement.end) for statement in found] + _leaf_spans(profile)
    covered += [(span.start, span.end) for work in profile.work for span in work.withdrawn if span.document == document.id]
    found += _uncovered(document, covered)
    unique: dict[tuple[int, int], Statement] = {}
    for statement in found:
        if statement.text.strip():
            unique.setdefault((statement.start, statement.end), statement)
    ordered = sorted(unique.values(), key=lambda statement: (statement.start, statement.end))
    return [
        Statement(
            text=s.text, start=s.start, end=s.end, kind=s.kind, work=s.work, months_ago=s.months_ago, current=s.current, section=s.section, number=n,  # noqa: E501
        )
        for n, s in enumerate(ordered)
    ]  # fmt: skip


def _place(leaf: Leaf | None, document: Document) -> tuple[int, int] | None:
    if leaf is None or not isinstance(leaf.source, Span) or leaf.source.document != document.id:
        return None
    return leaf.source.start, leaf.source.end


def _from_work(profile: Profile, document: Document, month: str) -> Iterator[Statement]:
    for work in profile.work:
        ago = None
        if work.ongoing:
            ago = 0
        elif work.end is not None:
            ago = max(0, month_number(month) - month_number(work.end.value, end=True))
        heading = _heading(work, document)
        if heading is not None:
            yield _statement(document, heading, "post", work=work, months_ago=ago, current=work.ongoing)
        for leaf in (work.summary, *work.highlights):
            place = _place(leaf, document)
            if place is not None:
                yield _statement(document, place, "bullet", work=work, months_ago=ago, current=work.ongoing)


def _heading(work: Work, document: Document) -> tuple[int, int] | None:
    """The words of an entry's heading: its title, and firm and dates where they stand beside it."""
    places = [place for place in (_place(work.position, document), _place(work.name, document)) if place]
    for date in (work.start, work.end):
        if date is not None and isinstance(date.source, Span) and date.source.document == document.id:
            places.append((date.source.start, date.source.end))
    if not places:
        return None
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return (start, end) if end - start <= 240 else places[0]


def _statement(
    document: Document, place: tuple[int, int], kind: Kind, *, work: Work | None = None, months_ago: int | None = None,
    current: bool = False, section: str = "",
) -> Statement:  # fmt: skip
    start, end = place
    text = document.text[start:end]
    if kind not in _LISTED:
        text = text.replace("\n", " ")
    return Statement(text=text, start=start, end=end, kind=kind, work=work, months_ago=months_ago, current=current, section=section)


def _from_rest(profile: Profile, document: Document) -> Iterator[Statement]:
    summary = _place(profile.person.summary, document)
    if summary is not None:
        for start, end in sentences(document.text[slice(*summary)]):
            yield _statement(document, (summary[0] + start, summary[0] + end), "summary")
    label = _place(profile.person.label, document)
    if label is not None:
        yield _statement(document, label, "summary")
    for study in profile.education:
        leaves = [place for place in (_place(leaf, document) for leaf in (study.study_type, study.area, study.institution)) if place]
        if study.span is not None and study.span.document == document.id and study.span.end - study.span.start <= 240:
            leaves = [(study.span.start, study.span.end)]
        if leaves:
            start, end = min(place[0] for place in leaves), max(place[1] for place in leaves)
            yield _statement(document, (start, end) if end - start <= 240 else leaves[0], "education")
    for group in profile.skills:
        for leaf in group.keywords:
            place = _place(leaf, document)
            if place is not None:
                yield _statement(document, place, "skill")
    for extra in profile.extras:
        for leaf in extra.lines:
            place = _place(leaf, document)
            if place is not None:
                yield _statement(document, place, _extra_kind(extra.title.value, section=extra.kind), section=extra.title.value)


def _extra_kind(title: str, *, section: str) -> Kind:
    """The kind of a section's lines. Its heading decides between papers held and courses taken, which are one section to the reader."""
    if _COURSE.search(title) and not _CERTIFICATE.search(title) and not _LANGUAGE.search(title):
        return "course"
    title = f"{section} {title}"
    if _LANGUAGE.search(title):
        return "language"
    if _CERTIFICATE.search(title):
        return "certificate"
    if _COURSE.search(title):
        return "course"
    if _SKILL.search(title):
        return "skill"
    if _ASIDE.search(title):
        return "aside"
    return "line"


def _leaf_spans(profile: Profile) -> list[tuple[int, int]]:
    person = profile.person
    leaves = [person.name, person.email, person.phone, person.url, person.location, *(link.url for link in person.profiles)]
    leaves += [leaf for work in profile.work for leaf in (work.position, work.name, work.location)]
    leaves += [leaf for study in profile.education for leaf in (study.institution, study.area, study.study_type)]
    spans = [(leaf.source.start, leaf.source.end) for leaf in leaves if leaf is not None and isinstance(leaf.source, Span)]
    dated = [date for work in profile.work for date in (work.start, work.end)]
    dated += [date for study in profile.education for date in (study.start, study.end)]
    return spans + [(date.source.start, date.source.end) for date in dated if date is not None and isinstance(date.source, Span)]


def _is_unearned(text: str) -> bool:
    """Whether a clause of a paper says that it is not held yet ("ALS booked for May")."""
    return bool(cues("unearned").hits(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, a line of several facts ("Leeds · 0113 496 0000 · British citizen") in its pieces."""
    for start, end in sentences(text):
        at = start
        for cut in _FACTS.finditer(text, start, end):
            yield at, cut.start()
            at = cut.end()
        if at < end:
            yield at, end


def _uncovered(document: Document, covered: list[tuple[int, int]]) -> Iterator[Statement]:
    """Sentences of the CV that no leaf accounts for, such as a line under the name that states a licence."""
    text = document.text
    taken = bytearray(len(text))
    for start, end in covered:
        taken[start:end] = b"\x01" * (end - start)
    for start, end in _pieces(text):
        letters = [at for at in range(start, end) if text[at].isalnum()]
        free = sum(not taken[at] for at in letters)
        said = text[start:end]
        if (
            free >= 6
            and free * 2 > len(letters)
            and (len(said.split()) > 4 or said[-1] in ".!" or "," in said or any(char.isdigit() for char in said))
        ):
            yield _statement(document, (start, end), "line")
