"""Profile or Posting -> marks: which stretch of the document was taken for what, and what was taken for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loopready.model import DateLeaf, Document, Education, Leaf, Posting, Profile, Requirement, Span, Work

_FEW = 3
"""Letters from which on a stretch in no field is told; fewer are joining words and marks, unless they are the whole line."""
_NOW = re.compile(r"[\W_]*\w+(?:[ '’.-]\w+){0,2}")


@dataclass(kw_only=True)
class Mark:
    """A stretch ``start:end`` of the document's text, taken for ``kind``. ``detail`` says what was made of it."""

    kind: str
    start: int
    end: int
    detail: str = ""
    id: int = 0
    inner: list[Mark] = field(default_factory=list)

    def all(self) -> list[Mark]:
        """This mark and those inside it."""
        return [self, *(mark for inner in self.inner for mark in inner.all())]


@dataclass(kw_only=True)
class Group:
    """Marks that belong together: the person, a position, a course of study, the requirements of a kind."""

    title: str
    marks: list[Mark]
    folded: bool = False

    def all(self) -> list[Mark]:
        """The marks with those inside them, in order."""
        return [mark for outer in self.marks for mark in outer.all()]


def groups_of(document: Document, read: Profile | Posting) -> list[Group]:
    """All marks of a reading, grouped and numbered from 1, followed by what was set aside and what is in no field."""
    groups = _of_profile(document, read) if isinstance(read, Profile) else _of_posting(read)
    taken = bytearray(len(document.text))
    for group in groups:
        for mark in group.all():
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    aside, loose = _left(document, taken)
    groups.append(Group(title="Page headers and footers, set aside", marks=aside, folded=True))
    groups.append(Group(title="Not used", marks=loose))
    groups = [group for group in groups if group.marks]
    for number, mark in enumerate((mark for group in groups for mark in group.all()), 1):
        mark.id = number
    return groups


def _of_profile(document: Document, profile: Profile) -> list[Group]:
    person = profile.person
    leaves = [("name", person.name), ("headline", person.label), ("email", person.email), ("phone", person.phone), ("link", person.url),
              ("place", person.location)]  # fmt: skip
    marks = [mark for kind, leaf in leaves for mark in _mark(kind, leaf)]
    for link in person.profiles:
        marks += _mark("link", link.url, detail=link.network or "")
    groups = [Group(title="The person", marks=[*marks, *_mark("summary", person.summary)])]
    groups += [Group(title=_entry_title("Position", number, work.position), marks=_of_work(document, work))
               for number, work in enumerate(profile.work, 1)]  # fmt: skip
    groups += [Group(title=_entry_title("Study", number, study.institution), marks=_of_study(study))
               for number, study in enumerate(profile.education, 1)]  # fmt: skip
    skills = [mark for group in profile.skills
              for mark in (*_mark("skill_group", group.name), *(m for word in group.keywords for m in _mark("skill", word)))]  # fmt: skip
    groups.append(Group(title="Skills", marks=_once(skills)))
    for extra in profile.extras:
        groups.append(Group(title=extra.title.value, marks=_once([m for line in extra.lines for m in _mark("extra", line)])))
    headings = [Mark(kind="heading", start=one.span.start, end=one.span.end, detail=f"opens: {one.kind}") for one in profile.headings]
    groups.append(Group(title="Section headings", marks=headings, folded=True))
    return groups


def _entry_title(what: str, number: int, leaf: Leaf | None) -> str:
    return f"{what} {number}: {leaf.value}" if leaf is not None else f"{what} {number}"


def _of_work(document: Document, work: Work) -> list[Mark]:
    marks = [*_mark("title", work.position), *_mark("company", work.name), *_mark("place", work.location)]
    start = list(_mark("dates", work.start, detail="from"))
    end = list(_mark("dates", work.end, detail="to"))
    if work.ongoing and not end and start:
        start[0].detail += ", goes on"
        after = [mark.start for mark in marks if mark.start >= start[0].end]
        start[0].end = _through_now(document, start[0].end, before=min(after, default=len(document.text)))
    marks += [*start, *end, *_mark("summary", work.summary)]
    return _once([*marks, *(mark for leaf in work.highlights for mark in _mark("bullet", leaf))])


def _through_now(document: Document, at: int, *, before: int) -> int:
    """Where the words end that follow an ongoing position's start ("- Present") on its line and ``before`` another field.

    Why: a Work that goes on has no span for the word that says so.
    """
    stop = min((place for sign in ("\n", "  ", "\t") if (place := document.text.find(sign, at)) >= 0), default=before)
    found = _NOW.match(document.text, at, min(stop, before))
    return found.end() if found is not None else at


def _of_study(study: Education) -> list[Mark]:
    marks = [*_mark("study", study.study_type), *_mark("study", study.area), *_mark("school", study.institution)]
    return _once([*marks, *_mark("dates", study.start, detail="from"), *_mark("dates", study.end, detail="to")])


def _of_posting(posting: Posting) -> list[Group]:
    head = (
        *(("title", posting.title), ("company", posting.firm), ("place", posting.location)),
        *(("level", posting.level), ("pay", posting.pay), ("team", posting.team)),
    )
    marks = _once([mark for kind, leaf in head for mark in _mark(kind, leaf)])
    groups = [Group(title="The job", marks=marks)]
    titles = {"must": "Asked for", "nice": "Nice to have", "responsibility": "Duties", "about": "About the employer or the role",
              "benefit": "Offered", "other": "Headings and other lines"}  # fmt: skip
    whole = {(mark.start, mark.end) for mark in marks}
    for kind, title in titles.items():
        found = [line for line in posting.lines if line.kind == kind and (kind != "other" or (line.span.start, line.span.end) not in whole)]
        lines = [_of_line(line.span, kind, posting.requirements) for line in found]
        groups.append(Group(title=title, marks=lines, folded=kind in ("about", "benefit", "other")))
    return groups


def _of_line(span: Span, kind: str, requirements: Sequence[Requirement]) -> Mark:
    """A posting's line with the skills of the requirements in it."""
    held = [one for one in requirements if one.span.start < span.end and one.span.end > span.start]
    said = [f"{len(held)} requirements"] if len(held) > 1 else []
    for one in held:
        if one.years is not None:
            said.append(f"at least {one.years.min:g} years" + (f" of {one.years.of}" if one.years.of else ""))
        if one.degree not in (None, "none"):
            said.append(f"degree: {one.degree}")
    named = [skill for one in held for skill in one.named if span.start <= skill.span.start and skill.span.end <= span.end]
    inner = [Mark(kind="skill", start=skill.span.start, end=skill.span.end) for skill in named]
    return Mark(kind=kind, start=span.start, end=span.end, detail="; ".join(dict.fromkeys(said)), inner=_once(inner))


def _mark(kind: str, leaf: Leaf | DateLeaf | None, *, detail: str = "") -> Iterable[Mark]:
    """The mark of a leaf that was read from the document; none of one that is missing or a person's correction."""
    if leaf is not None and isinstance(leaf.source, Span):
        if isinstance(leaf, DateLeaf):
            detail = f"{detail} {leaf.value}"
        yield Mark(kind=kind, start=leaf.source.start, end=leaf.source.end, detail=detail)


def _once(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, each stretch once for each kind: a skill that is read twice from the same words is one mark."""
    return list({(mark.kind, mark.start, mark.end): mark for mark in reversed(marks)}.values())[::-1]


def _left(document: Document, taken: bytearray) -> tuple[list[Mark], list[Mark]]:
    """What no field holds: the stretches that were set aside as page furniture, and those that were not used.

    Headings that the reader put in itself, over links of the file and in JSON Resume, are neither.
    """
    aside, loose = [], []
    named = any(line.pointer for line in document.lines)
    for line in document.lines:
        if (line.part == "links" and line.box is None) or (named and line.pointer is None):
            continue
        for start, end in _free(document.text, taken, line.start, line.end):
            if line.part == "furniture":
                aside.append(Mark(kind="furniture", start=start, end=end))
            else:
                loose.append(Mark(kind="unused", start=start, end=end))
    return aside, loose


def _free(text: str, taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of a line that are not taken, cut back to their letters."""
    letters = [at for at in range(start, end) if text[at].isalnum()]
    untouched = not any(taken[at] for at in letters)
    runs: list[list[int]] = []
    for at in letters:
        if taken[at]:
            runs.append([])
        elif runs:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0], run[-1] + 1) for run in runs if len(run) >= _FEW or (run and untouched)]
