"""Corrections by the person: laid over what was read, and kept over re-runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from loopready.model import Correction, DateLeaf, InputError, Leaf, Override, Posting, Profile, Requirement, Work

_WORK_TEXTS = ("name", "position", "location")
_WORK_DATES = ("start", "end")
_PERSON = ("name", "label", "email", "phone", "location")
_POSTING = ("title", "firm", "location", "level", "team")
_KINDS = get_args(Requirement.model_fields["kind"].annotation)


def correct_profile(profile: Profile, overrides: Sequence[Override]) -> Profile:
    """The profile with its corrections. InputError for a target that names no field of it."""
    for override in overrides:
        parts = override.target.split("/")
        if parts[0] != "profile":
            continue
        if len(parts) == 3 and parts[1] == "person" and parts[2] in _PERSON:
            person = profile.person.model_copy(update={parts[2]: _leaf(override)})
            profile = profile.model_copy(update={"person": person})
        elif len(parts) == 4 and parts[1] == "work" and parts[2] in {work.id for work in profile.work}:
            works = tuple(_work(work, parts[3], override) if work.id == parts[2] else work for work in profile.work)
            profile = profile.model_copy(update={"work": works})
        else:
            raise _no_target(override)
    return profile


def correct_posting(posting: Posting, overrides: Sequence[Override]) -> Posting:
    """The posting with its corrections. InputError for a target that names no field of it."""
    for override in overrides:
        parts = override.target.split("/")
        if parts[0] != "posting":
            continue
        if len(parts) == 2 and parts[1] in _POSTING:
            posting = posting.model_copy(update={parts[1]: _leaf(override)})
        elif len(parts) == 4 and parts[1] == "requirements" and parts[3] == "kind" and override.value in _KINDS:
            if parts[2] not in {requirement.id for requirement in posting.requirements}:
                raise _no_target(override)
            changed = tuple(r.model_copy(update={"kind": override.value}) if r.id == parts[2] else r for r in posting.requirements)
            posting = posting.model_copy(update={"requirements": changed})
        else:
            raise _no_target(override)
    return posting


def _work(work: Work, field: str, override: Override) -> Work:
    if field in _WORK_TEXTS:
        return work.model_copy(update={field: _leaf(override)})
    if field in _WORK_DATES:
        if override.value is None:
            return work.model_copy(update={field: None, **({"ongoing": True} if field == "end" else {})})
        leaf = DateLeaf(value=override.value, source=Correction(id=override.id))
        return work.model_copy(update={field: leaf, **({"ongoing": False} if field == "end" else {})})
    raise _no_target(override)


def _leaf(override: Override) -> Leaf | None:
    return Leaf(value=override.value, source=Correction(id=override.id)) if override.value else None


def _no_target(override: Override) -> InputError:
    return InputError("no_such_target", f"the correction {override.id} names nothing that was read: {override.target}")
