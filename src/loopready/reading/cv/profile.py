"""Document -> Profile."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Document, Extra, Heading, Leaf, Line, Notice, Profile, Span
from loopready.reading.cv.contact import is_personal, person_of
from loopready.reading.cv.education import certificates_in, educations_of
from loopready.reading.cv.entries import Entry, entries_of
from loopready.reading.cv.items import items_of, leaf_of
from loopready.reading.cv.lines import CvLine, Style, body_style, lines_of
from loopready.reading.cv.sections import Section, sections_of
from loopready.reading.cv.skills import skills_of
from loopready.reading.cv.titles import title_weight
from loopready.reading.cv.work import works_of
from loopready.reading.dates import without_dates
from loopready.reading.language import language_notices

_EXTRAS = ("certificates", "awards", "publications", "projects", "volunteer", "languages", "interests", "references", "other")
_LOW = 0.6


def read_profile(document: Document) -> Profile:
    """What the CV says, every leaf with its place. Never raises on odd content; notices tell what is missing."""
    if any(line.pointer for line in document.lines):
        from loopready.reading.formats.json_resume import profile_from_json_resume

        return profile_from_json_resume(document)
    lines, links = lines_of(document)
    if not lines:
        return Profile(document=document.id, notices=(_no_work(),))
    body = body_style(lines)
    sections = _with_work(sections_of(lines), body)
    header = [line for section in sections if section.kind == "header" for line in section.lines]
    contact = [line for section in sections if section.kind in ("contact", "personal") for line in section.lines]
    contact += [line for section in sections if section.kind == "summary" for line in section.lines if _is_short(line)]
    headings = {section.heading.index for section in sections if section.heading is not None and not section.inline}
    top = [line for line in lines if line.page == 1 and line.index not in headings][:60]
    other = [line for section in sections if section.kind in ("other", "interests", "references") for line in section.lines]
    mine = [link for link in links if _is_near(link, [*header, *contact, *other])]
    person = person_of(document, header, contact, top, links, mine)
    person = person.model_copy(update={"summary": _summary(document, sections, header)})
    work_entries, education, skills, extras = [], [], [], []
    for section in sections:
        if section.kind == "work":
            found, _ = entries_of(section.lines, body=body)
            work_entries.append(found)
        elif section.kind == "education":
            found, loose = entries_of(section.lines, body=body, singles=True)
            studies, courses = certificates_in(found)
            education += educations_of(document, studies, [] if found else loose)
            extras += _extra(document, Section("certificates", section.title, section.heading, courses, section.inline)) if courses else []
        elif section.kind == "skills":
            skills += skills_of(document, section.lines, title=section.heading, cut=section.inline)
        elif section.kind in _EXTRAS:
            extras += _extra(document, section)
    works = works_of(document, [entry for group in work_entries for entry in group])
    profile = Profile(
        document=document.id,
        person=person,
        work=tuple(works),
        education=tuple(education),
        skills=tuple(skills),
        extras=tuple(extras),
        headings=tuple(_headings(document, sections)),
    )
    coverage = _coverage(document, lines, sections, profile)
    return profile.model_copy(update={"coverage": coverage, "notices": _notices(document, profile, coverage)})


def _with_work(sections: list[Section], body: Style) -> list[Section]:
    """Where no heading says work, the section with the most dated seats is taken for it."""
    if any(section.kind == "work" and section.lines for section in sections):
        return sections
    best: tuple[int, Section] | None = None
    for section in sections:
        if section.kind not in ("header", "other", "summary"):
            continue
        found, _ = entries_of(section.lines, body=body)
        seats = sum(1 for entry in found if entry.span is not None and not entry.span.single and _is_seat(entry))
        if seats and (best is None or seats > best[0]):
            best = (seats, section)
    if best is not None:
        section = best[1]
        found, _ = entries_of(section.lines, body=body)
        first = min((line.index for entry in found for line in entry.lines), default=0)
        rest = [line for line in section.lines if line.index >= first]
        section.lines = [line for line in section.lines if line.index < first]
        sections.insert(sections.index(section) + 1, Section("work", "", None, rest))
    return sections


def _is_seat(entry: Entry) -> bool:
    weight = max((title_weight(without_dates(line.text).strip()) for line in entry.head), default=0.0)
    return weight > 0.5 or (weight > 0.3 and any(line.bullet for line in entry.body))


def _is_short(line: CvLine) -> bool:
    """Whether a line of an "About" section may be contact data rather than running text."""
    return len(line.text) < 50 and len(line.text.split()) < 6 and not line.text.endswith(".")


def _is_near(link: Line, lines: Sequence[CvLine]) -> bool:
    """Whether a link mark lies on one of these lines."""
    if link.box is None:
        return False
    middle = (link.box.y0 + link.box.y1) / 2
    return any(
        line.page == link.page
        and line.y - 1.5 * line.size <= middle <= line.y + 0.4 * line.size
        and link.box.x0 < line.x1 + 4
        and link.box.x1 > line.x0 - 14
        for line in lines
    )


def _summary(document: Document, sections: Sequence[Section], header: Sequence[CvLine]) -> Leaf | None:
    for section in sections:
        if section.kind == "summary" and section.lines:
            lines = [line for line in section.lines if not is_personal(line.text)]
            if lines and sum(len(line.text) for line in lines) > 20:
                return leaf_of(document, lines[0].start, lines[-1].end)
    best: Leaf | None = None
    for item in items_of(list(header)):
        text = document.text[item.start : item.end]
        if len(text) > 80 and "@" not in text and len(text.split()) > 10 and (best is None or len(text) > len(best.value)):
            best = item.leaf(document)
    return best


def _extra(document: Document, section: Section) -> list[Extra]:
    title_line = section.heading
    if title_line is None:
        return []
    title = leaf_of(document, title_line.start, title_line.start + section.inline if section.inline else title_line.end)
    lines = tuple(
        leaf for item in items_of(section.lines) if not is_personal(item.lines[0].text) and (leaf := item.leaf(document)) is not None
    )
    if title is None or not lines:
        return []
    kind = section.kind
    return [Extra(kind=kind, title=title, lines=lines)]


def _headings(document: Document, sections: Sequence[Section]) -> list[Heading]:
    out = []
    for section in sections:
        line = section.heading
        leaf = None if line is None else leaf_of(document, line.start, line.start + section.inline if section.inline else line.end)
        if leaf is not None and isinstance(leaf.source, Span):
            out.append(Heading(kind=section.kind, span=leaf.source))
    return out


def _coverage(document: Document, lines: Sequence[CvLine], sections: Sequence[Section], profile: Profile) -> float:
    """Share of the body's letters that a leaf, a heading or an entry's header accounts for."""
    text = document.text
    taken = bytearray(len(text))

    def take(source: object) -> None:
        if isinstance(source, Span):
            taken[source.start : source.end] = b"\1" * (source.end - source.start)

    for leaf in leaves_of(profile):
        take(leaf.source)
    for section in sections:
        if section.heading is not None:
            taken[section.heading.start : section.heading.end] = b"\1" * (section.heading.end - section.heading.start)
        if section.kind == "personal":
            for line in section.lines:
                taken[line.start : line.end] = b"\1" * (line.end - line.start)
    total = covered = 0
    for line in lines:
        for i in range(line.start, line.end):
            if text[i].isalnum():
                total += 1
                covered += taken[i]
    return round(covered / total, 4) if total else 0.0


def leaves_of(profile: Profile) -> list[Leaf]:
    """Every text leaf and date leaf of the profile, in order."""
    person = profile.person
    out: list[object] = [person.name, person.label, person.email, person.phone, person.url, person.location, person.summary]
    out += [link.url for link in person.profiles]
    for work in profile.work:
        out += [work.name, work.position, work.location, work.start, work.end, work.summary, *work.highlights]
    for study in profile.education:
        out += [study.institution, study.area, study.study_type, study.start, study.end]
    for group in profile.skills:
        out += [group.name, *group.keywords]
    for extra in profile.extras:
        out += [extra.title, *extra.lines]
    return [leaf for leaf in out if leaf is not None]  # type: ignore[misc]


def _no_work() -> Notice:
    return Notice(code="no_work_found", message="No position with dates was found; check that the CV has a section such as Experience.")


def _notices(document: Document, profile: Profile, coverage: float) -> tuple[Notice, ...]:
    out = [*document.notices, *language_notices(document)]
    if not profile.work:
        out.append(_no_work())
    if coverage < _LOW:
        out.append(
            Notice(code="low_coverage", message=f"Only {coverage:.0%} of the text could be told apart; check what was read and correct it.")
        )
    return tuple(out)
