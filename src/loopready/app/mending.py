"""What was read, field by field with its words, and what a person's form changes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loopready.app.corrections import (
    DATES,
    KINDS,
    LINES,
    NOT_ASKED,
    PERSON,
    POSTING,
    STUDY_TEXTS,
    added_skill,
    as_date,
    correct_posting,
    correct_profile,
    holding,
    is_added,
    skill_target,
)
from loopready.engines.text import fold, short_hash
from loopready.model import (
    Brief,
    DateLeaf,
    Document,
    Education,
    InputError,
    Item,
    Leaf,
    Override,
    Posting,
    Preparation,
    Profile,
    QuoteCite,
    ReadCv,
    ReadJob,
    Span,
    Work,
)
from loopready.rendering.clean import one_line

NEW = "+new"
"""The id of an entry that a form would add."""
MORE_SKILLS = "profile/skills/+"
"""The field of skills to add, with commas between them."""
MOST_ADDED = 20
MOST_SKILL = 60
STILL = "still"
"""The value of an entry's end that says it goes on."""
DROPPED = "drop"
"""The value of an entry or a skill that says it is none."""
MOST_LETTERS = 300
_LABELS = {
    "name": "Name", "label": "Headline", "email": "E-mail", "phone": "Phone", "location": "Place", "position": "Title",
    "start": "From", "end": "To", "institution": "School", "study_type": "Degree", "area": "Subject", "title": "Title", "firm": "Firm",
    "level": "Level", "team": "Team or service",
}  # fmt: skip
KIND_NAMES = {"must": "must", "nice": "nice to have", "responsibility": "responsibility", NOT_ASKED: "not a requirement"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field as it stands: its value now, the value that was read, and the words it was read from.

    ``mine`` is the person's correction of it. ``ongoing`` stands with the end of a position.
    """

    target: str
    label: str
    value: str
    read: str
    source: str = "cv"
    start: int | None = None
    end: int | None = None
    words: str = ""
    mine: bool = False
    form: str = "text"
    ongoing: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Fields that belong together. ``target`` is the whole entry's, where it can be dropped; ``dropped`` says that it is."""

    id: str
    title: str
    fields: tuple[Field, ...] = ()
    target: str = ""
    dropped: bool = False


@dataclass(frozen=True, kw_only=True)
class Mine:
    """A correction as it is listed, to be taken back."""

    target: str
    what: str
    value: str
    stale: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that was read, as it stands with the person's corrections."""

    preparation: Preparation
    person: Entry
    posting: Entry
    work: tuple[Entry, ...]
    education: tuple[Entry, ...]
    skills: tuple[Field, ...]
    requirements: tuple[Field, ...]
    mine: tuple[Mine, ...]
    blanks: tuple[Entry, ...] = ()
    """Empty entries to fill in: a position and a course of study that were not read."""

    def fields(self) -> list[Field]:
        """All fields, in the order of the page."""
        entries = (self.person, self.posting, *self.work, *self.education)
        return [*(field for entry in entries for field in entry.fields), *self.requirements, *self.skills]

    def entries(self) -> list[Entry]:
        """The entries that can be dropped as a whole."""
        return [*self.work, *self.education]


class Changes:
    """What a form changes: values by target, corrections that they take the place of, and the faults by target."""

    def __init__(self) -> None:
        self.values: dict[str, str | None] = {}
        self.drop: list[str] = []
        self.faults: dict[str, str] = {}


def reading_of(preparation: Preparation, cv: ReadCv, job: ReadJob, overrides: Sequence[Override]) -> Reading:
    """What was read of both files, with the corrections laid over it."""
    held, stale = holding(cv.profile, job.posting, overrides)
    mine = {override.target for override in held}
    seen = _Seen(cv.document, job.document, mine)
    without_drops = [override for override in held if len(override.target.split("/")) > 3 or not override.target.startswith(_WHOLE)]
    profile, posting = correct_profile(cv.profile, without_drops), correct_posting(job.posting, held)
    read, studied = {work.id: work for work in cv.profile.work}, {study.id: study for study in cv.profile.education}
    return Reading(
        preparation=preparation,
        person=Entry(id="person", title="You", fields=tuple(seen.of(cv.profile.person, profile.person, "profile/person", PERSON))),
        posting=Entry(id="posting", title="The job", fields=tuple(seen.of(job.posting, posting, "posting", POSTING, source="job"))),
        work=tuple(seen.work(read.get(now.id, Work(id=now.id)), now) for now in profile.work),
        education=tuple(seen.study(studied.get(now.id, Education(id=now.id)), now) for now in profile.education),
        blanks=(seen.work(Work(id=NEW), Work(id=NEW)), seen.study(Education(id=NEW), Education(id=NEW))),
        skills=tuple(seen.skills(cv.profile)),
        requirements=tuple(seen.requirements(job.posting, posting)),
        mine=tuple(Mine(target=each.target, what=_named(each.target, cv.profile, job.posting), value=_said(each), stale=each in stale)
                   for each in overrides),
    )  # fmt: skip


_WHOLE = ("profile/work/", "profile/education/", "profile/skills/")


class _Seen:
    """Makes fields of what was read and what stands now."""

    def __init__(self, cv: Document, job: Document, mine: set[str]) -> None:
        self._documents = {"cv": cv, "job": job}
        self._mine = mine

    def of(self, read: object, now: object, at: str, names: Sequence[str], *, source: str = "cv") -> list[Field]:
        return [self._field(f"{at}/{name}", name, getattr(read, name), getattr(now, name), source=source) for name in names]

    def work(self, read: Work, now: Work) -> Entry:
        at = f"profile/work/{read.id}"
        fields = self.of(read, now, at, (*("position", "name", "location"), *DATES))
        end = fields[-1]
        mine = end.mine or f"{at}/ongoing" in self._mine
        fields[-1] = replace(end, ongoing=now.ongoing, form="end", mine=mine, read="still there" if read.ongoing else end.read)
        title = ", ".join(one_line(leaf.value) for leaf in (now.position, now.name) if leaf) or "A position"
        return Entry(id=read.id, title=title, fields=tuple(fields), target=at, dropped=at in self._mine)

    def study(self, read: Education, now: Education) -> Entry:
        at = f"profile/education/{read.id}"
        title = ", ".join(one_line(leaf.value) for leaf in (now.study_type, now.area, now.institution) if leaf) or "A course of study"
        return Entry(
            id=read.id, title=title, fields=tuple(self.of(read, now, at, (*STUDY_TEXTS, *DATES))), target=at, dropped=at in self._mine
        )

    def skills(self, profile: Profile) -> list[Field]:
        out: dict[str, Field] = {}
        for group in profile.skills:
            for leaf in group.keywords:
                target = skill_target(leaf.value)
                if target not in out:
                    dropped = target in self._mine
                    made = self._field(target, "", leaf, leaf)
                    out[target] = replace(made, label=made.read, value=DROPPED if dropped else "", form="drop", mine=dropped)
        return list(out.values())

    def requirements(self, read: Posting, now: Posting) -> list[Field]:
        kinds = {requirement.id: requirement.kind for requirement in now.requirements}
        choices = tuple((kind, KIND_NAMES[kind]) for kind in (*KINDS, NOT_ASKED))
        out = []
        for each in read.requirements:
            target = f"posting/requirements/{each.id}/kind"
            out.append(
                Field(
                    target=target, label=one_line(each.text), value=kinds.get(each.id, NOT_ASKED), read=each.kind, source="job",
                    start=each.span.start, end=each.span.end, mine=target in self._mine, form="kind", choices=choices,
                )
            )  # fmt: skip
        return out

    def _field(self, target: str, name: str, read: Leaf | DateLeaf | None, now: Leaf | DateLeaf | None, *, source: str = "cv") -> Field:
        place = read.source if read is not None and isinstance(read.source, Span) else None
        words = one_line(place.quote(self._documents[source])) if place else ""
        return Field(
            target=target,
            label=_LABELS.get(name, name),
            value=one_line(now.value) if now else "",
            read=one_line(read.value) if read else "",
            source=source,
            start=place.start if place else None,
            end=place.end if place else None,
            words=words,
            mine=target in self._mine,
            form="date" if name in DATES else "text",
        )


def changes_of(reading: Reading, given: Mapping[str, str]) -> Changes:
    """What a form that holds ``given`` (by target) changes of the reading. A field that the form does not hold stays as it is."""
    out = Changes()
    for field in reading.fields():
        if field.form != "drop" and field.target not in given:
            continue
        said = given.get(field.target, "").strip()
        try:
            if field.form == "end":
                _end(out, field, said, still=bool(given.get(f"{field.target}/{STILL}")))
            elif field.form == "drop":
                if (said == DROPPED) and not field.mine:
                    out.values[field.target] = None
            elif said != field.value:
                out.values[field.target] = _value(field, said)
        except InputError as fault:
            out.faults[field.target] = str(fault)
    for entry in reading.entries():
        _order(out, entry)
        if given.get(entry.target) == DROPPED and is_added(entry.id):
            out.values = {target: value for target, value in out.values.items() if not target.startswith(f"{entry.target}/")}
            out.drop += [each.target for each in reading.mine if each.target.startswith(f"{entry.target}/")]
        elif given.get(entry.target) == DROPPED and not entry.dropped:
            out.values[entry.target] = None
    for blank in reading.blanks:
        _added(out, reading, blank, given)
    _more_skills(out, reading, given.get(MORE_SKILLS, ""))
    return out


def _added(out: Changes, reading: Reading, blank: Entry, given: Mapping[str, str]) -> None:
    """An entry that the form adds: its fields under the next free id; faults stand beside the blank's own fields."""
    said = {field.target: given.get(field.target, "").strip() for field in blank.fields}
    end = blank.fields[-1].target
    still = bool(given.get(f"{end}/{STILL}"))
    if not any(said.values()) and not still:
        return
    at = blank.target.rpartition("/")[0]
    taken = {entry.id for entry in reading.entries()}
    id = next(f"+{number}" for number in range(1, 100) if f"+{number}" not in taken)
    values: dict[str, str | None] = {}
    for field in blank.fields:
        try:
            value = _value(replace(field, form="date" if field.form == "end" else field.form), said[field.target])
        except InputError as fault:
            out.faults[field.target] = str(fault)
            continue
        if value:
            values[f"{at}/{id}/{field.target.rpartition('/')[2]}"] = value
    position = at.endswith("/work")
    if not any(said[field.target] for field in blank.fields[:2]):
        out.faults[blank.fields[0].target] = "give the title or the firm" if position else "give the school or the degree"
    if position and not said[blank.fields[-2].target]:
        out.faults[blank.fields[-2].target] = "give the month or the year it began"
    if still and said[end]:
        out.faults[end] = "either it goes on or it ended: take the tick away, or the date"
    if still:
        values[f"{at}/{id}/end"] = None
    out.values |= values


def _more_skills(out: Changes, reading: Reading, said: str) -> None:
    """Skills that the form adds, apart from those that are there."""
    there = {fold(field.label) for field in reading.skills if not field.mine}
    words = [one_line(each) for each in said.split(",") if each.strip()]
    if len(words) > MOST_ADDED or any(len(each) > MOST_SKILL for each in words):
        out.faults[MORE_SKILLS] = f"up to {MOST_ADDED} at once, each of up to {MOST_SKILL} letters, with commas between them"
        return
    out.values |= {added_skill(each): each for each in words if fold(each) not in there}


def rests_on(reading: Reading, brief: Brief, item: Item) -> list[tuple[str, str]]:
    """The entries and requirements whose words an item of the brief cites: anchor on the page of the reading, and title."""
    cites = [cite for block in item.blocks for claim in block.claims for cite in claim.cites if isinstance(cite, QuoteCite)]
    titles = {entry.id: entry.title for entry in reading.entries()}
    out: dict[str, str] = {}
    for cite in cites:
        entries: list[Work | Education] = [*brief.profile.work, *brief.profile.education] if cite.source == "cv" else []
        for entry in entries:
            if entry.span is not None and entry.span.start <= cite.start < entry.span.end and entry.id in titles:
                out[f"e-{entry.id}"] = titles[entry.id]
        for asked in brief.posting.requirements if cite.source == "job" else ():
            if asked.span.start <= cite.start < asked.span.end:
                out[f"r-{asked.id}"] = one_line(asked.text)
    return list(out.items())


def _order(out: Changes, entry: Entry) -> None:
    """A fault beside the end of an entry that would end before it begins."""
    start, end = entry.fields[-2:]
    first, last = (out.values.get(field.target, field.value) or "" for field in (start, end))
    if first and last and last < first[: len(last)] and {start.target, end.target} & set(out.values):
        out.faults.setdefault(end.target, f"that ends ({last}) before it begins ({first})")


def _value(field: Field, said: str) -> str | None:
    if len(said) > MOST_LETTERS:
        raise InputError("too_long", f"holds up to {MOST_LETTERS} letters; write it shorter")
    if field.form == "date":
        return as_date(said) if said else None
    if field.form == "kind" and said not in {kind for kind, _ in field.choices}:
        raise InputError("no_kind", "choose one of the kinds")
    return said or None


def _end(out: Changes, field: Field, said: str, *, still: bool) -> None:
    """The end of a position: a date, that it goes on, or that it has ended without a date being told."""
    ongoing = f"{field.target.rpartition('/')[0]}/ongoing"
    if still:
        if said and said != field.value:
            raise InputError("both", "either it goes on or it ended: take the tick away, or the date")
        if field.ongoing:
            return
        out.values[field.target] = None
    elif said and (said != field.value or field.ongoing):
        out.values[field.target] = as_date(said)
    elif not said and field.ongoing:
        out.values[ongoing] = "no"
    elif not said and field.value:
        raise InputError("no_end", "give the month it ended, or tick that it goes on")
    else:
        return
    out.drop.append(field.target if ongoing in out.values else ongoing)


def _named(target: str, profile: Profile, posting: Posting) -> str:
    """What a correction speaks of, in words."""
    parts = target.split("/")
    entries: dict[str, Work | Education] = {work.id: work for work in profile.work}
    entries |= {study.id: study for study in profile.education}
    if parts[0] == "claim":
        return "A statement you called wrong"
    if parts[:2] == ["posting", "requirements"] and len(parts) > 2:
        text = next((one_line(each.text) for each in posting.requirements if each.id == parts[2]), parts[2])
        return f"Requirement “{text}”"
    if len(parts) > 2 and is_added(parts[2]):
        added = {"skills": "A skill you added", "education": "A course of study you added", "work": "A position you added"}[parts[1]]
        return f"{added}: {_LABELS.get(parts[-1], parts[-1]).lower()}" if len(parts) > 3 else added
    if parts[:2] == ["profile", "skills"]:
        return f"Skill “{parts[-1]}”"
    if parts[0] == "profile" and len(parts) > 2 and parts[2] in entries:
        if parts[3:4] == [LINES]:
            said = next((leaf.value for work in profile.work for leaf in work.highlights if short_hash(leaf.value) == parts[-1]), "")
            return f"A line of your CV: “{one_line(said)}”" if said else "A line of your CV"
        entry = entries[parts[2]]
        leaves = (entry.position, entry.name) if isinstance(entry, Work) else (entry.study_type, entry.area, entry.institution)
        title = ", ".join(one_line(leaf.value) for leaf in leaves if leaf) or "An entry"
        return f"{title}: {_LABELS.get(parts[-1], parts[-1]).lower()}" if len(parts) > 3 else title
    whose = "The job" if parts[0] == "posting" else "You"
    return f"{whose}: {_LABELS.get(parts[-1], parts[-1]).lower()}"


def _said(override: Override) -> str:
    parts = override.target.split("/")
    if override.value is not None:
        kind = parts[:2] == ["posting", "requirements"]
        if parts[-1] == "ongoing":
            return "has ended"
        return KIND_NAMES.get(override.value, override.value) if kind else one_line(override.value)
    if parts[0] == "claim":
        return "not said again"
    if parts[:2] == ["profile", "work"] and parts[-1] == "end":
        return "goes on"
    if LINES in parts:
        return "taken back"
    return "is none" if len(parts) == 3 and parts[1] in ("work", "education", "skills") else "left empty"
