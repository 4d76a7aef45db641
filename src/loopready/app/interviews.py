"""The interview room: a mock interview from its questions to its debrief. Everything said in it is kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from loopready.adapters.database import Interviews, Plans
from loopready.app.afterwards import AfterwardsBook
from loopready.app.guests import CONVERSE_SECONDS, PRACTICE, Guests, Host, heard
from loopready.app.marking import Marker
from loopready.app.opposite import NAMES
from loopready.app.prepare import GENERAL
from loopready.app.service import PERSONAL, Service
from loopready.composing.drills import job_figures
from loopready.engines.drill import instance
from loopready.model import (
    Answer,
    Brief,
    Debrief,
    Guide,
    InputError,
    Interview,
    InterviewScope,
    Mode,
    PracticeQuestion,
    Round,
    Scorecard,
    Turn,
)
from loopready.practice.asking import Wish, choose, roles, round_name, spoken_rounds
from loopready.practice.debrief import debrief
from loopready.practice.defence import line_id
from loopready.practice.guest.conversing import follow_up_of, follow_up_prompt
from loopready.practice.likely import Likely, likely_questions
from loopready.practice.marking.likeness import embed_ahead
from loopready.practice.own_questions import claim_questions, posting_questions
from loopready.practice.probing import FollowUp, candidates, engine_words
from loopready.practice.questions import drill_in_words, practised

MOST_LETTERS = 200_000
ROLES = NAMES | {"customer": "customer", "panel": "panel"}


class MarkAnswer(Protocol):
    """What judges an answer."""

    def __call__(self, question: PracticeQuestion, answer: Answer, brief: Brief | None, *, retracted: Sequence[str] = ()) -> Scorecard:
        """The scorecard, held against the brief's CV where there is one; ``retracted`` are the claims of it that were taken back."""


@dataclass(frozen=True, kw_only=True)
class Loop:
    """What an interview is drawn from: the guide, the firm whose names its rounds have, and the questions by rank."""

    guide: Guide
    firm: str | None
    pool: tuple[Likely, ...]

    def rounds(self) -> tuple[Round, ...]:
        """The rounds that are talked through."""
        return spoken_rounds(self.guide, self.pool)

    def worked_at(self) -> tuple[Round, ...]:
        """The rounds that are worked at (coding, a test), of which nothing is asked here."""
        spoken = {round_.id for round_ in self.rounds()}
        return tuple(round_ for round_ in self.guide.rounds if round_.id not in spoken)

    def roles(self) -> dict[str, str]:
        """Who may sit opposite, and what they are called in this seat."""
        return {role: called(self.guide, role) for role in roles(self.guide, self.pool)}

    def name_of(self, round_: str | None) -> str:
        """A round's name at this firm; empty where there is none of that id."""
        return next((round_name(each, self.firm) for each in self.guide.rounds if each.id == round_), "")

    def asks_in(self, round_: str | None) -> str | None:
        """The role that asks in a round."""
        return next((each.who for each in self.guide.rounds if each.id == round_), None)


def called(guide: Guide, role: str) -> str:
    """What the holder of a role is called in a seat, without an article: hiring manager, partner."""
    own = next((said for who, said in guide.who.items() if who == role), "")
    return own.removeprefix("an ").removeprefix("a ").removeprefix("the ") or ROLES.get(role, role)


class InterviewRoom:
    """The mock interviews of one owner. ``mark`` judges an answer; without it, the service's own marker does.

    ``guests`` says whether a language model may choose and word the follow-ups; without it, what the person turned on does.
    """

    def __init__(
        self, service: Service, owner: str = PERSONAL, *, mark: MarkAnswer | None = None, guests: Host | None = None
    ) -> None:  # fmt: skip
        self._desk = service.desk(owner)
        self._interviews = Interviews(service.database, owner)
        self._plans = Plans(service.database, owner)
        self._after = AfterwardsBook(service, owner)
        self._mark = mark or marker_of(service)
        self._embedder = service.pipeline.embedder
        self._guests = guests or Guests(service, owner)

    @property
    def guest(self) -> str:
        """The language model that chooses and words the follow-ups; empty where the engine does."""
        return self._guests.name()

    def loop(self, *, preparation: str | None = None, guide: str | None = None, seed: int | None = None) -> Loop:
        """What an interview for a preparation, or for a guide alone, is drawn from; the drills' numbers are those of the seed.

        Raises:
            InputError: there is no such preparation or guide, or the preparation has no brief yet.
        """
        library = self._desk.own.library
        if preparation is None:
            path = guide or GENERAL
            if path not in library.guides:
                raise InputError("no_guide", "no guide of that path; see: loopready guide --list", name=path[:200])
            found = library.guides[path]
            pool = likely_questions(found, practised(found), weights=self._after.weights_of(found))
            return Loop(guide=found, firm=None, pool=(*pool, *likely_questions(found, _drills(found, seed=seed, figures={}))))
        brief = self._brief(preparation)
        path = brief.guide.path or GENERAL
        if path not in library.guides:
            raise InputError("no_guide", "the guide of this brief is gone; make the brief again", name=path)
        found = library.guides[path]
        chosen = self._desk.known(preparation).chosen
        asking = [line.text for line in brief.posting.lines if line.kind in ("must", "nice", "responsibility")]
        strengths = {row.signal: row.strength for row in brief.match.signals}
        pool = likely_questions(found, practised(found), strengths=strengths, lines=asking, weights=self._after.weights_of(found))
        gone = {f"claims/{line_id(key)}" for key in self._retracted(preparation)}
        claimed = [likely for likely in claim_questions(brief) if likely.question.id not in gone]
        own = (*claimed, *posting_questions(brief))
        ranked = sorted((*pool, *own), key=lambda likely: (-likely.rank, likely.question.id))
        put = _drills(found, seed=seed, figures=job_figures(brief.posting))
        drills = likely_questions(found, put, strengths=strengths, lines=asking)
        return Loop(guide=found, firm=chosen.firm if chosen is not None else None, pool=(*ranked, *drills))

    def _brief(self, preparation: str) -> Brief:
        brief = self._desk.brief(preparation)
        if brief is None:
            raise InputError("not_ready", "the brief is still being made; practise when it is there", name="this preparation")
        return brief

    def start(
        self, *, preparation: str | None = None, guide: str | None = None, scope: InterviewScope = "round", round: str | None = None,
        question: str | None = None, who: str | None = None, mode: Mode = "practice", seed: int | None = None,
    ) -> Interview:  # fmt: skip
        """Begin a session. Without a seed each session draws anew, from what was asked before.

        Raises:
            InputError: as ``loop`` says, or there is no such round, question or role in it.
        """
        history = self._interviews.history()
        drawn = len(history) if seed is None else seed
        loop = self.loop(preparation=preparation, guide=guide, seed=drawn)
        wish = Wish(
            scope="question" if question else scope, round=round, question=question, who=who, recent=history, seed=drawn
        )  # fmt: skip
        questions = choose(loop.pool, loop.guide, wish)
        return self._interviews.create(
            preparation=preparation, guide=loop.guide.path, mode=mode, scope=wish.scope, round=round, who=who, seed=drawn,
            title=_title(loop, wish, questions), questions=questions,
        )  # fmt: skip

    def last_preparation(self) -> str | None:
        """The preparation that was made last and has its brief; None where there is none."""
        return next((each.id for each in self._desk.preparations.all() if each.digest is not None), None)

    def get(self, id: str) -> Interview:
        """A session. InputError where this owner has none of that id."""
        return self._interviews.get(id)

    def all(self, *, preparation: str | None = None, going: bool | None = None, limit: int = 20) -> list[Interview]:
        """Sessions, the one touched last first."""
        return self._interviews.all(preparation=preparation, going=going, limit=limit)

    def open(self, id: str) -> Turn | None:
        """The turn that waits for an answer, put to the person now; None where all are done, which ends the session."""
        interview = self._interviews.get(id)
        for turn in interview.turns:
            self._marked(interview, turn)
        current = self._interviews.get(id).current
        if current is None or interview.ended is not None:
            self._interviews.end(id)
            return None
        return self._interviews.open(id, current.id)

    def save(self, id: str, turn: str, text: str, *, version: int, spoken: bool = False) -> Turn:
        """Keep an answer while it is typed, and make the vectors of its sentences ready for the marks.

        Raises:
            InputError: it is over 200,000 letters, was changed in another window, or the question was left meanwhile.
        """
        kept = self._interviews.save(id, turn, clean(text), version=version, spoken=spoken)
        embed_ahead(text, self._embedder)
        return kept

    def answer(self, id: str, turn: str, text: str, *, version: int, spoken: bool = False) -> Turn:
        """Give an answer: it is marked, and the follow-up to it comes next. InputError as ``save`` says, or where nothing is written."""
        said = clean(text).rstrip()
        if not said.strip():
            raise InputError("empty", "nothing is written yet; answer in a sentence, or skip the question", name="your answer")
        given = self._interviews.answer(id, turn, said, version=version, spoken=spoken)
        self._marked(self._interviews.get(id), given)
        return self.turn(id, turn)

    def turn(self, id: str, turn: str) -> Turn:
        """A question or follow-up of a session. InputError where it has none of that id."""
        found = self._interviews.get(id).turn(turn)
        if found is None:
            raise InputError("not_found", "this session has no such question; see its list", name=turn[:40])
        return found

    def _marked(self, interview: Interview, turn: Turn) -> None:
        """Marks an answer that has no mark yet, also one whose marking was cut off, and puts the follow-up behind it."""
        if turn.state != "answered" or turn.scorecard is not None:
            return
        brief = self._desk.brief(interview.preparation) if interview.preparation is not None else None
        told = interview.told(turn)
        answer = Answer(text=told, seconds=_seconds(interview, turn), spoken=turn.spoken)
        card = self._mark(turn.question, answer, brief, retracted=self._retracted(interview.preparation))
        pieces = [each.piece for each in interview.thread(turn) if each.piece is not None]
        following = self._following(interview, turn.question, told, candidates(turn.question, card, asked=pieces), brief)
        self._interviews.mark(
            interview.id, turn.id, card, said=following.said if following else None, piece=following.piece if following else None
        )  # fmt: skip

    def _following(
        self, interview: Interview, question: PracticeQuestion, told: str, possible: Sequence[FollowUp], brief: Brief | None
    ) -> FollowUp | None:  # fmt: skip
        """What is asked next, of what the engine would ask: chosen and worded by a model where one is turned on and its words stand."""
        first = next(iter(possible), None)
        if first is None:
            return None
        model = None
        with suppress(InputError):  # a session goes on, whatever is wrong with the settings of a model
            texts = (question.text, told, *(each.said for each in possible))
            model = self._guests.model(person=brief, texts=texts, spoken=(told,), spent_for=interview.preparation or PRACTICE)
        if model is None:
            return first
        came = heard(model, {"next": follow_up_prompt(question, told, possible)}, seconds=CONVERSE_SECONDS)
        return (follow_up_of(came.answers["next"], told, possible) if "next" in came.answers else None) or first

    def put_by_engine(self, turn: Turn) -> str:
        """A follow-up in the engine's words, where it was put in a model's; empty where it is the engine's own."""
        if turn.piece is None:
            return ""
        words = engine_words(self._interviews.get(turn.interview), turn)
        return words if words != turn.said else ""

    def _retracted(self, preparation: str | None) -> list[str]:
        """The claims of a preparation's CV that the person took back."""
        if preparation is None:
            return []
        return [each.claim for each in self._plans.defended(preparation) if each.state == "retracted"]

    def skip(self, id: str, turn: str) -> None:
        """Leave a question out; what was typed stays."""
        self._interviews.skip(id, turn)

    def end(self, id: str) -> Interview:
        """End a session; what was not answered is left out."""
        interview = self._interviews.get(id)
        for turn in interview.turns:
            self._marked(interview, turn)
        return self._interviews.end(id)

    def debrief(self, id: str) -> Debrief:
        """The committee's votes on a session as far as it went."""
        interview = self._interviews.get(id)
        library = self._desk.own.library
        if interview.guide not in library.guides:
            raise InputError("no_guide", "the guide of this session is gone, so nobody can vote by it", name=interview.guide)
        return debrief(library.guides[interview.guide], interview)

    def loop_of(self, interview: Interview) -> Loop:
        """The loop a session was drawn from, without ranking its questions again."""
        library = self._desk.own.library
        if interview.guide not in library.guides:
            raise InputError("no_guide", "the guide of this session is gone; start a new one", name=interview.guide)
        chosen = self._desk.known(interview.preparation).chosen if interview.preparation is not None else None
        return Loop(guide=library.guides[interview.guide], firm=chosen.firm if chosen is not None else None, pool=())

    def delete(self, id: str) -> None:
        """Delete a session with all that was said in it."""
        self._interviews.delete(id)


def _drills(guide: Guide, *, seed: int | None, figures: Mapping[str, float]) -> list[PracticeQuestion]:
    """The drills that rounds of a guide ask, each as one question with the numbers of the seed."""
    asked = {id for round_ in guide.rounds for id in round_.drills}
    made = [
        drill_in_words(drill, instance(drill, seed=seed, job_figures=figures), guide=guide) for drill in guide.drills if drill.id in asked
    ]
    return [question for question in made if question is not None]


def clean(text: str) -> str:
    """An answer as it is kept: lines end as on this machine, and characters that no database keeps (NUL) are left out.

    Raises:
        InputError: it is over 200,000 letters.
    """
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if len(said) > MOST_LETTERS:
        says = f"an answer holds up to {MOST_LETTERS:,} letters, and this one has {len(said):,}; a spoken answer of two minutes has 1,500"
        raise InputError("too_large", says, name="your answer")
    return said


def _seconds(interview: Interview, turn: Turn) -> float | None:
    """The time of all answers that are judged together; None where one was not timed."""
    times = [each.seconds for each in interview.thread(turn) if each.position <= turn.position and each.state == "answered"]
    known = [time for time in times if time is not None]
    return sum(known) if known and len(known) == len(times) else None


def _title(loop: Loop, wish: Wish, questions: Sequence[PracticeQuestion]) -> str:
    """What a list calls a session."""
    if wish.scope == "loop":
        return "The whole loop"
    if wish.round is not None and wish.scope == "round":
        return loop.name_of(wish.round)
    if wish.scope == "round":
        return f"A talk with the {called(loop.guide, wish.who)}" if wish.who else "The likeliest questions"
    return questions[0].text


def marker_of(service: Service) -> MarkAnswer:
    """What judges the answers of a service."""
    return Marker(service.pipeline).in_session
