"""What a run has found out so far, stage by stage, in words for the person who waits."""

from __future__ import annotations

from collections import Counter

from loopready.app.desk import Known
from loopready.rendering.clean import one_line

STAGE_NAMES = {
    "reading_cv": "Reading the CV",
    "reading_job": "Reading the job description",
    "guide": "Finding the role guide",
    "matching": "Holding one against the other",
    "composing": "Writing the brief",
}


def findings(known: Known, stage: str) -> tuple[str, ...]:
    """Lines about what a finished stage found; empty where it says nothing."""
    if stage == "reading_cv" and known.cv:
        return _cv(known)
    if stage == "reading_job" and known.job:
        return _job(known)
    if stage == "guide" and known.chosen:
        choice = known.chosen.choice
        if choice.path is None:
            return ("No role guide fits this posting; the general one is used.",)
        sure = "over 99%" if choice.confidence > 0.99 else f"{choice.confidence:.0%}"
        how = "as you chose" if choice.chosen_by == "person" else f"confidence {sure}"
        return (f"{one_line(choice.title)} ({how})",)
    if stage == "matching" and known.match:
        counts = Counter[str](row.coverage for row in known.match.rows)
        if not counts:
            return ("No requirement could be read from the posting.",)
        said = [f"{counts[state]} {word}" for state, word in _WORDS if counts[state]]
        return (f"{len(known.match.rows)} requirements: " + ", ".join(said),)
    return ()


_WORDS = (
    ("met", "met"),
    ("partial", "met in part"),
    ("missing", "not shown"),
    ("unjudgeable", "that a CV can not show"),
    ("unreadable", "that could not be read"),
)


def _cv(known: Known) -> tuple[str, ...]:
    assert known.cv is not None
    profile = known.cv.profile
    lines = []
    if profile.person.name:
        lines.append(one_line(profile.person.name.value))
    if profile.work:
        latest = profile.work[0]
        seat = ", ".join(one_line(leaf.value) for leaf in (latest.position, latest.name) if leaf)
        bullets = sum(len(work.highlights) for work in profile.work)
        lines.append(f"{_count(len(profile.work), 'position')} with {_count(bullets, 'line')} on them; the latest: {seat or 'not named'}")
    else:
        lines.append("No position could be read. You can mend that in the brief.")
    return (*lines, *(notice.message for notice in profile.notices))


def _job(known: Known) -> tuple[str, ...]:
    assert known.job is not None
    posting = known.job.posting
    named = " at ".join(one_line(leaf.value) for leaf in (posting.title, posting.firm) if leaf)
    kinds = Counter(requirement.kind for requirement in posting.requirements)
    asked = f"{_count(kinds['must'], 'must')}, {kinds['nice']} nice to have, {_count(kinds['responsibility'], 'duty', 'duties')}"
    return (*([named] if named else []), asked, *(notice.message for notice in posting.notices))


def _count(number: int, noun: str, many: str | None = None) -> str:
    return f"{number} {noun if number == 1 else many or noun + 's'}"
