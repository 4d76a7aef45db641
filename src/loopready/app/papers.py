"""The writing desk of one person: papers drafted, kept while they are typed, and held against their written criteria."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import ValidationError

from loopready.adapters.database import Exercises
from loopready.app.content import current_library
from loopready.app.inputs import take_in
from loopready.app.service import PERSONAL, Service
from loopready.model import Exercise, InputError, Paper, PaperCheck, PaperDraft, PaperMark
from loopready.practice.papers import cautions_of, mark_paper
from loopready.practice.papers.marker import SHARES
from loopready.rendering.paper_docx import draft_docx

MOST_LETTERS = 60_000
"""Ten thousand words; the longest paper should have fifteen hundred."""
_MOST_CHECKS = 60
Start = Literal["skeleton", "empty", "example"]


def papers() -> tuple[Paper, ...]:
    """Every kind of paper: those for people inside first, then those that customers read, each by title."""
    return tuple(sorted(current_library().papers.values(), key=lambda paper: (paper.audience == "customers", paper.title)))


def find(id: str) -> Paper:
    """The paper of this id. InputError with those there are for another."""
    return current_library().paper(id)


def checked(paper: Paper, draft: str, *, known: str = "") -> PaperMark:
    """A draft held against a paper's criteria. Sentences of the worked example do not count as the writer's own.

    ``known`` is the writer's CV, whose names need no caution.
    """
    mark = mark_paper(paper, draft, given=(paper.example.draft,))
    return mark.model_copy(update={"cautions": cautions_of(draft, known=known)})


def check_file(id: str, path: str) -> PaperMark:
    """A file (``-`` for standard input) held against the criteria of a paper. InputError where it can not be read as text."""
    data, name = take_in(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not_text", "is no plain text; save the draft as .txt or .md and give that", name=name) from None
    return checked(find(id), _clean(text))


def example_mark(paper: Paper) -> PaperMark:
    """The worked example held against its own criteria."""
    return mark_paper(paper, paper.example.draft)


class WritingDesk:
    """The drafts of one owner."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._desk = service.desk(owner)
        self._exercises = Exercises(service.database, owner)

    def begin(self, paper: str, *, start: Start = "skeleton", preparation: str | None = None) -> Exercise:
        """A new draft: of the skeleton, of nothing, or of the worked example to be written over. InputError for no such paper."""
        found = find(paper)
        text = {"skeleton": found.skeleton, "empty": "", "example": found.example.draft}[start]
        return self._exercises.create(
            kind="paper", item=found.id, title=found.title, data=PaperDraft(text=text).as_data(), preparation=preparation
        )

    def all(self) -> list[Exercise]:
        """The drafts, the one touched last first."""
        return self._exercises.all(kind="paper")

    def get(self, id: str) -> Exercise:
        """A draft. InputError where this owner has none of that id."""
        return self._exercises.get(id, "paper")

    def save(self, id: str, text: str, *, version: int) -> Exercise:
        """Keep a draft while it is typed.

        Raises:
            InputError: it is too long, is gone, or was changed in another window (``changed_elsewhere``).
        """
        held = self.get(id)
        return self._keep(held, draft_of(held).model_copy(update={"text": _clean(text)}), version=version)

    def mark(self, held: Exercise) -> PaperMark:
        """A draft as it stands, held against its paper's criteria."""
        return checked(find(held.item), draft_of(held).text, known=self._cv_of(held))

    def check(self, id: str, *, version: int) -> tuple[Exercise, PaperMark]:
        """Hold a draft against its criteria and note what came of it; the best check is what the draft counts for.

        InputError as ``save`` says.
        """
        held = self.get(id)
        mark, draft = self.mark(held), draft_of(held)
        if mark.score is None:
            return held, mark
        states = [each.state for each in mark.criteria]
        noted = PaperCheck(
            at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), words=mark.words, score=mark.score, harms=len(mark.harms),
            present=states.count("present"), thin=states.count("thin"), missing=states.count("missing"),
        )  # fmt: skip
        checks = (*draft.checks, noted)[-_MOST_CHECKS:]
        best = held.score is None or mark.score >= held.score
        return self._keep(held, draft.model_copy(update={"checks": checks}), version=version, mark=mark if best else None), mark

    def export(self, id: str, *, format: Literal["md", "docx"]) -> tuple[str, bytes]:
        """A draft's title and its file, as Markdown or DOCX."""
        held = self.get(id)
        text = draft_of(held).text
        return held.title, draft_docx(text, title=held.title) if format == "docx" else (text.rstrip() + "\n").encode()

    def delete(self, id: str) -> None:
        """Delete a draft with its history. InputError where this owner has none of that id."""
        self.get(id)
        self._exercises.delete(id)

    def _keep(self, held: Exercise, draft: PaperDraft, *, version: int, mark: PaperMark | None = None) -> Exercise:
        paper = current_library().papers.get(held.item)
        return self._exercises.save(
            held.id, draft.as_data(), version=version, title=_title(draft.text, paper.title if paper else held.title),
            score=None if mark is None or mark.score is None else float(mark.score),
            marks={each.criterion: 100 * SHARES[each.state] for each in mark.criteria} if mark is not None else None,
        )  # fmt: skip

    def _cv_of(self, held: Exercise) -> str:
        brief = self._desk.brief(held.preparation) if held.preparation is not None else None
        return brief.cv.text if brief is not None else ""


def draft_of(held: Exercise) -> PaperDraft:
    """The draft that an exercise keeps. InputError where its data are none, as after a restored file was changed by hand."""
    try:
        return PaperDraft.model_validate(held.data)
    except ValidationError:
        raise InputError("not_readable", "what is kept of this draft can not be read; delete it and begin anew", name=held.title) from None


def _clean(text: str) -> str:
    """A draft as it is kept: lines end as on this machine; what no database keeps (NUL, half a character) is left out or shown so."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").encode("utf-8", "replace").decode()
    if len(said) > MOST_LETTERS:
        says = f"a draft holds up to {MOST_LETTERS:,} letters, and this one has {len(said):,}; the longest of these papers has 10,000"
        raise InputError("too_large", says, name="your draft")
    return said


def _title(text: str, otherwise: str) -> str:
    """What a list calls a draft: its first line where that is filled in, else the paper's title."""
    first = next((line.strip("#*_ \t") for line in text.splitlines() if line.strip("#*_ \t")), "")
    return first if first and "____" not in first and len(first) <= 100 else otherwise
