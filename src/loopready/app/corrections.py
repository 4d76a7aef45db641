"""Corrections by the person: laid over what was read, and kept over re-runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

from loopready.engines.text import short_hash, slug
from loopready.model import (
    Correction,
    DateLeaf,
    Education,
    InputError,
    Leaf,
    Override,
    Posting,
    Profile,
    Requirement,
    SkillGroup,
    Span,
    Work,
)

PERSON = ("name", "label", "email", "phone", "location")
POSTING = ("title", "firm", "location", "level", "team")
WORK_TEXTS = ("name", "position", "location")
STUDY_TEXTS = ("institution", "study_type", "area")
DATES = ("start", "end")
KINDS = get_args(Requirement.model_fields["kind"].annotation)
ADDED = "+"
"""Begins the id of what the person added: ``profile/skills/+go``, ``profile/education/+1/institution``, ``profile/work/+1/start``."""
LINES = "lines"
"""``profile/work/ID/lines/HASH``: a line of an entry, by the hash of its words; see ``practice.defence.line_target``."""
NOT_ASKED = "none"
"""The kind of a requirement that is none."""
_DATE = re.compile(r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2}))?|(?P<first>\d{1,2})[-./](?P<last>\d{4})")
_ADDED_ID = re.compile(r"\+[1-9]\d?")
_FIRST_YEAR, _LAST_YEAR = 1940, 2100
Entry = TypeVar("Entry", Work, Education)
"""An entry of a CV that has an id."""


def correct_profile(profile: Profile, overrides: Sequence[Override]) -> Profile:
    """The profile with its corrections. Entries and skills that the person added stand in it as theirs, an added position by its date.

    Raises:
        InputError: a target names no field of it, or a value is no date.
    """
    for override in overrides:
        parts = override.target.split("/")
        if parts[0] != "profile":
            continue
        if len(parts) == 3 and parts[1] == "person" and parts[2] in PERSON:
            person = profile.person.model_copy(update={parts[2]: _leaf(override)})
            profile = profile.model_copy(update={"person": person})
        elif len(parts) in (3, 4) and parts[1] == "work":
            profile = profile.model_copy(update={"work": _entries(profile.work, parts[2:], override, _work, Work)})
        elif len(parts) == 5 and parts[1] == "work" and parts[3] == LINES:
            profile = _with_line(profile, parts[2], parts[4], override)
        elif len(parts) in (3, 4) and parts[1] == "education":
            profile = profile.model_copy(update={"education": _entries(profile.education, parts[2:], override, _study, Education)})
        elif len(parts) == 3 and parts[1] == "skills" and override.value and override.target == added_skill(override.value):
            group = SkillGroup(keywords=(Leaf(value=override.value, source=Correction(id=override.id)),))
            profile = profile.model_copy(update={"skills": (*profile.skills, group)})
        elif len(parts) == 3 and parts[1] == "skills" and override.value is None:
            profile = _without_skill(profile, parts[2], override)
        else:
            raise _no_target(override)
    return profile.model_copy(update={"work": _by_date(profile.work)}) if any(is_added(work.id) for work in profile.work) else profile


def is_added(id: str) -> bool:
    """Whether an entry is one that the person added."""
    return id.startswith(ADDED)


def added_skill(words: str) -> str:
    """The target of a correction that adds these words as a skill."""
    return f"profile/skills/{ADDED}{slug(words) or 'skill'}"


def _by_date(entries: tuple[Work, ...]) -> tuple[Work, ...]:
    """The entries as they were read, each added one before the first that began earlier."""
    out = [entry for entry in entries if not is_added(entry.id)]
    for added in (entry for entry in entries if is_added(entry.id)):
        later = (at for at, entry in enumerate(out) if added.start and entry.start and entry.start.value < added.start.value)
        out.insert(next(later, len(out)), added)
    return tuple(out)


def correct_posting(posting: Posting, overrides: Sequence[Override]) -> Posting:
    """The posting with its corrections. InputError for a target that names no field of it."""
    for override in overrides:
        parts = override.target.split("/")
        if parts[0] != "posting":
            continue
        if len(parts) == 2 and parts[1] in POSTING:
            posting = posting.model_copy(update={parts[1]: _leaf(override)})
        elif len(parts) == 4 and parts[1] == "requirements" and parts[3] == "kind" and override.value in (*KINDS, NOT_ASKED):
            if parts[2] not in {requirement.id for requirement in posting.requirements}:
                raise _no_target(override)
            changed = [r.model_copy(update={"kind": override.value}) if r.id == parts[2] else r for r in posting.requirements]
            kept = tuple(r for r in changed if not (r.id == parts[2] and override.value == NOT_ASKED))
            posting = posting.model_copy(update={"requirements": kept})
        else:
            raise _no_target(override)
    return posting


def holding(profile: Profile, posting: Posting, overrides: Sequence[Override]) -> tuple[list[Override], list[Override]]:
    """The corrections that still hold for what was read, and those whose target a new reading no longer has.

    Why: a correction is kept over re-runs; one that speaks of an entry which a better reader no longer makes must not stop the run.
    """
    held: list[Override] = []
    stale: list[Override] = []
    for override in overrides:
        try:
            correct_profile(profile, [*held, override])
            correct_posting(posting, [*held, override])
        except InputError:
            stale.append(override)
        else:
            held.append(override)
    return held, stale


def check_order(profile: Profile) -> None:
    """InputError where an entry ends before it begins."""
    entries: list[Work | Education] = [*profile.work, *profile.education]
    for entry in entries:
        if entry.start and entry.end and entry.end.value < entry.start.value[: len(entry.end.value)]:
            raise InputError("ends_before", f"ends ({entry.end.value}) before it begins ({entry.start.value}); mend one of the two dates")


def as_date(text: str) -> str:
    """A date as people type it (2021-03, 3/2021, 2021) as ``YYYY-MM`` or ``YYYY``. InputError where it is none."""
    found = _DATE.fullmatch(text.strip())
    year = int(found["year"] or found["last"]) if found else 0
    month = int(found["month"] or found["first"] or 0) if found else 0
    given = found is not None and bool(found["month"] or found["first"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (given and not 1 <= month <= 12):
        raise InputError("bad_date", f"{text.strip()[:40]!r} is no date here; write the year and the month, as 2021-03, or the year alone")
    return f"{year:04d}-{month:02d}" if given else f"{year:04d}"


def skill_target(words: str) -> str:
    """The target of a correction that says that these words are no skill."""
    return f"profile/skills/{slug(words) or 'skill'}"


def _entries(
    entries: tuple[Entry, ...], parts: Sequence[str], override: Override, change: Callable[[Entry, str, Override], Entry],
    make: type[Entry],
) -> tuple[Entry, ...]:  # fmt: skip
    """The entries with one of them changed, without it where its whole is retracted, or with one more that the person added."""
    if len(parts) == 2 and _ADDED_ID.fullmatch(parts[0]) and parts[0] not in {entry.id for entry in entries}:
        entries += (make(id=parts[0]),)
    if parts[0] not in {entry.id for entry in entries}:
        raise _no_target(override)
    if len(parts) == 1:
        if override.value is not None:
            raise _no_target(override)
        return tuple(entry for entry in entries if entry.id != parts[0])
    return tuple(change(entry, parts[1], override) if entry.id == parts[0] else entry for entry in entries)


def _work(work: Work, field: str, override: Override) -> Work:
    if field in WORK_TEXTS:
        return work.model_copy(update={field: _leaf(override)})
    if field in DATES:
        if override.value is None:
            return work.model_copy(update={field: None, **({"ongoing": True} if field == "end" else {})})
        return work.model_copy(update={field: _date(override), **({"ongoing": False} if field == "end" else {})})
    if field == "ongoing" and override.value == "no":
        return work.model_copy(update={"ongoing": False})
    raise _no_target(override)


def _with_line(profile: Profile, id: str, line: str, override: Override) -> Profile:
    """The profile with a line of an entry as the person leaves it standing, or without it; its words in the CV are not used again."""
    for place, work in enumerate(profile.work):
        at = next((i for i, leaf in enumerate(work.highlights) if short_hash(leaf.value) == line), None)
        if work.id != id or at is None:
            continue
        leaf, changed = work.highlights[at], _leaf(override)
        lines = (*work.highlights[:at], *([changed] if changed else []), *work.highlights[at + 1 :])
        gone = (leaf.source,) if isinstance(leaf.source, Span) else ()
        made = work.model_copy(update={"highlights": lines, "withdrawn": (*work.withdrawn, *gone)})
        return profile.model_copy(update={"work": (*profile.work[:place], made, *profile.work[place + 1 :])})
    raise _no_target(override)


def _study(study: Education, field: str, override: Override) -> Education:
    if field in STUDY_TEXTS:
        return study.model_copy(update={field: _leaf(override)})
    if field in DATES:
        return study.model_copy(update={field: _date(override) if override.value else None})
    raise _no_target(override)


def _without_skill(profile: Profile, name: str, override: Override) -> Profile:
    target = f"profile/skills/{name}"
    if not any(skill_target(leaf.value) == target for group in profile.skills for leaf in group.keywords):
        raise _no_target(override)
    groups = (
        group.model_copy(update={"keywords": tuple(leaf for leaf in group.keywords if skill_target(leaf.value) != target)})
        for group in profile.skills
    )
    return profile.model_copy(update={"skills": tuple(group for group in groups if group.keywords or group.name)})


def _date(override: Override) -> DateLeaf:
    return DateLeaf(value=as_date(override.value or ""), source=Correction(id=override.id))


def _leaf(override: Override) -> Leaf | None:
    return Leaf(value=override.value, source=Correction(id=override.id)) if override.value else None


def _no_target(override: Override) -> InputError:
    return InputError("no_such_target", f"the correction {override.id} names nothing that was read: {override.target}")
