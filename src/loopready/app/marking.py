"""Answers marked: the rubric's marks, and beside them the claims held against the CV, what is better disguised, delivery and segments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from loopready.adapters.database import Plans
from loopready.app.desk import Desk
from loopready.app.handing import names_file
from loopready.app.inputs import Handed, read_cv_file, read_handed_cv, take_in
from loopready.app.prepare import GENERAL, Pipeline, check_dates
from loopready.app.reading_room import near
from loopready.app.service import PERSONAL, Service
from loopready.engines.text import words
from loopready.model import (
    Answer,
    AnswerClaim,
    Brief,
    Correction,
    Document,
    Guide,
    InputError,
    PracticeQuestion,
    Profile,
    QuoteCite,
    Scorecard,
)
from loopready.model.ports import Embedder
from loopready.practice.claims import claims_of, unborne
from loopready.practice.defence import defences
from loopready.practice.delivery import delivery_of
from loopready.practice.marking import mark
from loopready.practice.own_questions import claim_questions, posting_questions
from loopready.practice.privacy import cautions_of
from loopready.practice.questions import own_question, practised
from loopready.practice.segments import segments_of

MOST_WORDS = 3_000
"""Words of the longest answer that is marked: twenty minutes of speaking."""
MOST_QUESTION = 1_000
"""Letters of the longest question that is taken as text."""
_ID = re.compile(r"(?:questions|bank|claims|requirements|drills|own)/\S+|[a-z0-9]+(?:[_-][a-z0-9]+)+")
_NUMBER = re.compile(r"\d+(?:[.,'’]\d+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_RETRACTED = 'You took back "{cv}", and here you say it again: "{said}". Does it hold after all?'


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an answer is held against: the CV, and the places in it that the person took back, in whole or in part."""

    document: Document
    profile: Profile
    retracted: tuple[tuple[int, int], ...] = ()
    standing: str = ""
    """What the person left standing of lines that they took back in part."""


class Marker:
    """Marks answers with the embedder and the readers of a pipeline. Equal input gives equal output."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def mark(self, question: PracticeQuestion, answer: Answer, *, beside: Beside | None = None, today: str | None = None) -> Scorecard:
        """The scorecard of an answer. ``today`` (YYYY-MM-DD, default this day) ends the posts of the CV that go on.

        Raises:
            InputError: the answer is empty or too long, or ``today`` is no date.
        """
        day, _ = check_dates(today=today, on=None)
        text = checked_answer(answer.text)
        said = answer.model_copy(update={"text": text})
        card = mark(question, said, embedder=self._pipeline.embedder)
        known = beside.document.text if beside is not None else ""
        return card.model_copy(
            update={
                "question": question.id,
                "claims": _claims(text, beside, today=day, embedder=self._pipeline.embedder),
                "cautions": cautions_of(text, known=known),
                "delivery": delivery_of(said, question),
                "segments": segments_of(text),
            }
        )

    def in_session(self, question: PracticeQuestion, answer: Answer, brief: Brief | None, *, retracted: Sequence[str] = ()) -> Scorecard:
        """The scorecard of an answer of a mock interview, held against the brief's CV where there is one.

        ``retracted`` are the keys of the CV's claims that the person took back.

        An answer that can not be marked stays kept there; the scorecard says why it has no marks.
        """
        try:
            return self.mark(question, answer, beside=beside_brief(brief, retracted=retracted) if brief is not None else None)
        except InputError as error:
            return Scorecard(question=question.id, question_type=question.type, overall=None, unscored=error.message)

    def cv(self, given: str) -> Beside:
        """A CV by its path, or its text. InputError where it can not be read."""
        if names_file(given):
            return self.cv_file(given)
        return self.handed_cv(Handed(name="the CV", data=given.encode("utf-8", "replace")))

    def cv_file(self, path: str) -> Beside:
        """The CV of a file. InputError where it can not be read."""
        document, profile = read_cv_file(path, workers=self._pipeline.workers)
        return Beside(document=document, profile=profile)

    def handed_cv(self, given: Handed) -> Beside:
        """A CV that was handed over. InputError where it can not be read."""
        document, profile = read_handed_cv(given, workers=self._pipeline.workers)
        return Beside(document=document, profile=profile)


def _claims(text: str, beside: Beside | None, *, today: str, embedder: Embedder) -> tuple[AnswerClaim, ...]:
    if beside is None:
        return ()
    return tuple(flagged(claim, beside) for claim in claims_of(text, beside.document, beside.profile, today=today, embedder=embedder))


def flagged(claim: AnswerClaim, beside: Beside) -> AnswerClaim:
    """A claim that rests on words which the person took back, said to be one; words that were taken back contradict nothing."""
    if claim.cv is None or not any(start < claim.cv.end and claim.cv.start < end for start, end in beside.retracted):
        return claim
    if claim.state == "contradicted":
        return unborne(claim)
    numbers = _NUMBER.findall(claim.text)
    if numbers and all(number in _NUMBER.findall(beside.standing) for number in numbers):
        return claim
    asked = _RETRACTED.format(cv=" ".join(claim.cv.quote.split()), said=" ".join(claim.text.split()))
    return claim.model_copy(update={"retracted": True, "ask": asked})


def beside_brief(brief: Brief, *, retracted: Sequence[str] = ()) -> Beside:
    """The CV of a brief with what was taken back of it; ``retracted`` are keys of claims that the brief does not know of yet."""
    keys = set(retracted)
    lines = [claim.cites[1] for claim in defences(brief.profile, brief.cv) if claim.key in keys]
    places = [(cite.start, cite.end) for cite in lines if isinstance(cite, QuoteCite)]
    places += [(span.start, span.end) for work in brief.profile.work for span in work.withdrawn]
    left = [leaf.value for work in brief.profile.work for leaf in work.highlights if isinstance(leaf.source, Correction)]
    return Beside(document=brief.cv, profile=brief.profile, retracted=tuple(places), standing="\n".join(left))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where a question is looked up: a guide, and the brief of a preparation where one is practised for."""

    guide: Guide
    brief: Brief | None = None
    retracted: tuple[str, ...] = ()

    def beside(self) -> Beside | None:
        """The preparation's CV."""
        return beside_brief(self.brief, retracted=self.retracted) if self.brief is not None else None

    def question(self, asked: str) -> PracticeQuestion:
        """The question of an id (``questions/decision``, ``bank/x``, or the last part alone), or one's own as text.

        Raises:
            InputError: it is empty, too long, or looks like an id that is not there; the message names the nearest ones.
        """
        wanted = " ".join(asked.split())
        if not any(letter.isalnum() for letter in wanted):
            raise InputError("empty", "is empty; give the id of a question of the guide, or the question itself", name="--question")
        if len(wanted) > MOST_QUESTION:
            says = f"has {len(wanted):,} letters; a question holds up to {MOST_QUESTION:,}"
            raise InputError("too_long", says, name="--question")
        held = {question.id: question for question in self._all()}
        for question in held.values():
            if wanted == question.id or wanted == question.id.partition("/")[2] or wanted.lower() == question.text.lower():
                return question
        if _ID.fullmatch(wanted):
            raise _no_question(wanted, list(held), guide=self.guide.path)
        return own_question(wanted)

    def _all(self) -> Iterator[PracticeQuestion]:
        yield from practised(self.guide)
        if self.brief is not None:
            yield from (likely.question for likely in (*claim_questions(self.brief), *posting_questions(self.brief)))


def _no_question(wanted: str, ids: list[str], *, guide: str) -> InputError:
    tails = {id.partition("/")[2]: id for id in ids}
    near = [*get_close_matches(wanted, ids, n=2, cutoff=0.6)]
    near += [tails[tail] for tail in get_close_matches(wanted.partition("/")[2] or wanted, list(tails), n=3, cutoff=0.5)]
    meant = list(dict.fromkeys(near))[:3]
    says = f"there is no such question in {guide}"
    says += f"; did you mean {' or '.join(meant)}?" if meant else f"; see them with: loopready ask --list --guide {guide}"
    return InputError("no_question", says, name=wanted[:100])


def ground_of(service: Service, *, guide: str | None = None, prep: str | None = None, owner: str = PERSONAL) -> Ground:
    """Where questions are looked up: in the guide named, else in that of the preparation, else in that of the last one, else the general.

    Raises:
        InputError: there is no such guide or preparation, or its brief is not made yet.
    """
    desk = service.desk(owner)
    if prep is None:
        last = None if guide is not None else next((each for each in desk.preparations.all() if each.digest is not None), None)
        brief = desk.brief(last.id) if last is not None else None
        path = guide or (brief.guide.path if brief is not None else None) or GENERAL
        return Ground(guide=_guide(desk, path))
    brief = desk.brief(prep)
    if brief is None:
        raise InputError("not_ready", "its brief is not made yet; mark against it when it is", name=prep[:64])
    taken_back = [each.claim for each in Plans(service.database, owner).defended(prep) if each.state == "retracted"]
    return Ground(guide=_guide(desk, guide or brief.guide.path or GENERAL), brief=brief, retracted=tuple(taken_back))


def _guide(desk: Desk, path: str) -> Guide:
    held = desk.library.guides
    wanted = path.strip().strip("/")
    if wanted in held:
        return held[wanted]
    meant = [each for each, _ in near(wanted[:200], most=3)]
    says = f"did you mean {' or '.join(meant)}?" if meant else "see: loopready guide --list"
    raise InputError("no_guide", f"there is no guide of that path; {says}", name=wanted[:100] or "--guide")


def read_answer(path: str) -> str:
    """The text of an answer's file, or of standard input for ``-``.

    Raises:
        InputError: the file is missing, a folder, empty, too large, or no text in UTF-8.
    """
    try:
        data, name = take_in(path)
    except InputError as error:
        if error.code == "empty":
            raise InputError("empty", "is empty; write the answer down, then mark it", name=error.name) from None
        raise
    return decoded(data, name=name)


def decoded(data: bytes, *, name: str) -> str:
    """Bytes as text. InputError where they are no text in UTF-8 (or UTF-16 that says so)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise InputError("binary", "is no text; an answer is plain text: save it as .txt in UTF-8", name=name)
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("encoding", "is not in UTF-8; save it as plain text in UTF-8", name=name) from None


def checked_answer(text: str) -> str:
    """An answer as it is marked: as given. InputError where it is empty, longer than an answer is, or holds what no text holds."""
    if not text.strip():
        raise InputError("empty", "is empty; answer in a few sentences", name="the answer")
    if _CONTROL.search(text):
        raise InputError("binary", "holds control characters; an answer is plain text", name="the answer")
    if len(text) > MOST_WORDS * 40 or (count := len(words(text))) > MOST_WORDS:
        size = f"{len(text):,} letters" if len(text) > MOST_WORDS * 40 else f"{count:,} words"
        says = f"has {size}; up to {MOST_WORDS:,} words are marked, about twenty minutes of speaking: give one answer at a time"
        raise InputError("too_long", says, name="the answer")
    return text
