"""The tools that practise: ask, mark, drill, story and plan."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import anyio
from pydantic import Field

from loopready.app.assisting import Asking, Assistant
from loopready.app.drilling import DrillRoom
from loopready.app.planning import Planner
from loopready.app.practice_days import practised
from loopready.app.practising import lens_looks, rubric_for
from loopready.app.stories import StoryBank
from loopready.engines.paging import paged, size_of
from loopready.mcp.calling import AssistantServer, Told, add_tool
from loopready.mcp.opening import Opening
from loopready.mcp.records import AskRecord, DrillRecord, MarkRecord, PlanRecord, StoryRecord
from loopready.mcp.tools import Cv, GuidePath, Page, Prep
from loopready.model import InputError
from loopready.rendering.small import practice as small
from loopready.rendering.small.bounds import PAGE_BYTES, page_of

Session = Annotated[str, Field(description="Id of a mock interview that ask began.")]
Answers = dict[str, str | float | list[str]]


class Practice:
    """The tools, each a method with its arguments as a client sends them."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def add_to(self, server: AssistantServer, limiter: anyio.CapacityLimiter) -> None:
        """Add them to a server."""
        add_tool(server, self.ask, record=AskRecord, title="Lead a mock interview", limiter=limiter, keeps=True)
        add_tool(server, self.mark, record=MarkRecord, title="Mark a practice answer", limiter=limiter, keeps=True)
        add_tool(server, self.drill, record=DrillRecord, title="Do a drill", limiter=limiter)
        add_tool(server, self.story, record=StoryRecord, title="Stories from the CV", limiter=limiter, keeps=True)
        add_tool(server, self.plan, record=PlanRecord, title="Plan the days", limiter=limiter, keeps=True)

    def ask(
        self, session: Session = "", prep: Prep = "", guide: GuidePath = "",
        round: Annotated[str, Field(description="A round's id, as overview gives it.")] = "",
        who: Annotated[str, Field(description="Who sits opposite, as a role that overview gives.")] = "",
        question: Annotated[str, Field(description="One question's id, as overview gives it.")] = "",
        loop: Annotated[bool, Field(description="The whole loop, two questions a round.")] = False,
        skip: Annotated[bool, Field(description="Leave the present question out.")] = False,
        end: Annotated[bool, Field(description="End the session; gives the debrief.")] = False,
        overview: Annotated[bool, Field(description="Begin nothing: the rounds, roles and questions there are.")] = False,
        page: Page = 1,
    ) -> Told:  # fmt: skip
        """Lead a mock interview for practice, never a real one. Without session it begins one; with it, it gives what to say next.

        Say the words of say to the person, wait for their own answer, give it to mark with the session, then call ask with the session
        again: a follow-up comes where a piece was missing. question holds what it tests and the criteria. The end is a debrief.
        """
        held = self._opening.assistant()
        if overview:
            return _overview(held, prep=prep or None, guide=guide or None, page=page)
        if not session:
            session = _begun(held, prep=prep, guide=guide, round=round, who=who, question=question, loop=loop)
        return _asked(held.ask(session, skip=skip, end=end))

    def mark(
        self, answer: Annotated[str, Field(description="The person's own words, whole and unchanged.")],
        session: Session = "",
        question: Annotated[str, Field(description="Without session: a question's id such as questions/decision, or its words.")] = "",
        cv: Cv = "", guide: GuidePath = "", prep: Prep = "",
        seconds: Annotated[float, Field(description="How long it was spoken, where that was taken.")] = 0,
        today: Annotated[str, Field(description="The day to count from, YYYY-MM-DD.")] = "",
    ) -> Told:  # fmt: skip
        """Mark a practice answer by the written rubric of its question. Each mark quotes the answer or names what was sought, and the
        answer's claims are held against the CV. With session the answer is kept and counts; without, name the question and nothing is kept.
        """
        held = self._opening.assistant()
        if session:
            if question:
                raise InputError("one_of", "a session knows its question; give one of session and question", name="mark")
            card, now, told = held.answer(session, answer)
            state = "open" if now.turn is not None else "ended"
            return small.scorecard_json(card, session=session, state=state, text=told if told != answer else "")
        if not question:
            raise InputError("nothing_asked", "name the session, or the question by its id or its words", name="mark")
        card = held.mark(
            question, answer, cv=cv or None, guide=guide or None, prep=prep or None, seconds=seconds or None, today=today or None
        )  # fmt: skip
        return small.scorecard_json(card)

    def drill(
        self, id: Annotated[str, Field(description="A drill's id; next: the one that gains most now; empty: all drills.")] = "",
        seed: Annotated[int | None, Field(description="Draws the numbers; equal seeds give equal numbers. Null: the guide's own.")] = None,
        prep: Annotated[str, Field(description="Id of a preparation whose posting's numbers are used.")] = "",
        answers: Annotated[
            Answers | None, Field(description="Question id to answer: '4.3 min', an option's id, words, or a list of steps. Marks them.")
        ] = None,
        solution: Annotated[bool, Field(description="Show the answers and worked steps; only after the person has tried.")] = False,
        guide: Annotated[str, Field(description="In a list: the drills of this guide alone.")] = "", page: Page = 1,
    ) -> Told:  # fmt: skip
        """Do a drill that calculates: list drills, draw one by id and seed, or check answers with the same id and seed. A wrong number is
        traced to the mistake that gives it. Nothing is kept.
        """
        room = DrillRoom(self._opening.assistant().service, self._opening.assistant().owner)
        if not id:
            lines = [
                {"id": each.id, "title": each.drill.title, "minutes": each.drill.minutes, "runs": each.standing.runs}
                for each in room.listed(guide=guide or None)
            ]
            shown, told = page_of(paged(lines, most=PAGE_BYTES), page)
            return {"drills": shown, **told}
        full = room.find(room.next(preparation=prep or None) if id == "next" else id)[0]
        if answers is None:
            return small.drill_json(room.drawn(full, seed=seed, preparation=prep or None), id=full, solution=solution)
        done = room.marked(full, answers, seed=seed, preparation=prep or None)
        return small.marked_drill_json(done.instance, done.answers, done.score, id=full)

    def story(
        self, action: Annotated[Literal["list", "draft", "take", "strength", "portfolio"], Field(
            description="list: the bank. draft: lines of the CV that can become stories. take: put the drafts named in keys into the bank. "
            "strength: mark the story id. portfolio: which story goes to which likely question."
        )] = "list",
        prep: Prep = "", id: Annotated[str, Field(description="For strength: a story's id.")] = "",
        question: Annotated[str, Field(description="For strength: as the answer to this question; empty: the one it serves best.")] = "",
        keys: Annotated[list[str] | None, Field(description="For take: keys of drafts; null: those that would cover most.")] = None,
        page: Page = 1,
    ) -> Told:  # fmt: skip
        """The person's stories. Drafts hold the CV's own words and ____ where it is silent; only the person can fill a blank, on the
        stories' page or with loopready story write, so nothing is invented for them.
        """
        return _story(self._opening.assistant(), action, prep=prep or None, id=id, question=question or None, keys=keys, page=page)

    def plan(
        self, prep: Prep = "", minutes: Annotated[int, Field(description="What to do with so many minutes now; 0: all days.")] = 0,
        done: Annotated[list[str] | None, Field(description="Keys of acts that the person says are done.")] = None,
        today: Annotated[str, Field(description="The day to count from, YYYY-MM-DD, at noon UTC; empty: now.")] = "", page: Page = 1,
    ) -> Told:  # fmt: skip
        """The plan to the interview's day, by expected gain a minute, made anew from what is open; or what to do now."""
        held = self._opening.assistant()
        planner, now = Planner(held.service, held.owner), _noon(today)
        kept = planner.preparation(prep or None)
        for key in done or ():
            planner.do(kept, key, now=now)
        if minutes:
            told = small.session_page(planner.session(kept, minutes=minutes, now=now), page=page)
        else:
            told = small.plan_page(planner.plan(kept, now=now), page=page)
        return {"prep": kept, "name": planner.name(kept), **told}


def _begun(held: Assistant, *, prep: str, guide: str, round: str, who: str, question: str, loop: bool) -> str:
    """A session that begins now, by its id: for the preparation, the guide, or the last preparation; else by the general guide."""
    if sum((bool(round), bool(question), loop)) > 1:
        raise InputError("one_of", "choose one of round, question and loop", name="ask")
    if prep and guide:
        raise InputError("one_of", "a preparation has its guide; choose one of prep and guide", name="ask")
    chosen = prep or (None if guide else held.room.last_preparation())
    return held.room.start(
        preparation=chosen or None, guide=guide or None, scope="loop" if loop else "round", round=round or None, question=question or None,
        who=who or None,
    ).id  # fmt: skip


def _asked(found: Asking) -> dict[str, Any]:
    interview, turn = found.interview, found.turn
    if turn is None:
        assert found.debrief is not None
        debrief = small.debrief_json(found.debrief, most=PAGE_BYTES)
        return {"state": "ended", "session": interview.id, "prep": interview.preparation, "guide": interview.guide, "debrief": debrief}
    question = small.question_json(turn.question, rubric_for(turn.question), lens_looks(turn.question))
    return {
        "state": "open", "prep": interview.preparation, "guide": interview.guide, **small.turn_json(interview, turn), "question": question,
    }  # fmt: skip


def _overview(held: Assistant, *, prep: str | None, guide: str | None, page: int) -> dict[str, Any]:
    loop = held.room.loop(preparation=prep or (None if guide else held.room.last_preparation()), guide=guide)
    rounds = [{"id": each.id, "name": loop.name_of(each.id), "minutes": each.minutes} for each in loop.rounds()]
    roles = [{"id": role, "name": name} for role, name in loop.roles().items()]
    shown, told = page_of(paged([small.question_line(each.question) for each in loop.pool], most=PAGE_BYTES - 4_000), page)
    return {"state": "list", "guide": loop.guide.path, "rounds": rounds, "roles": roles, "questions": shown, **told}


def _story(
    held: Assistant, action: str, *, prep: str | None, id: str, question: str | None, keys: list[str] | None, page: int
) -> dict[str, Any]:  # fmt: skip
    bank = StoryBank(held.service, held.owner)
    if action == "list":
        shown, told = page_of(paged([small.story_json(each) for each in bank.all()], most=PAGE_BYTES), page)
        return {"stories": shown, **told}
    chosen = practised(held.desk, prep)
    if action == "draft":
        shown, told = page_of(paged([small.draft_json(each) for each in bank.drafts(chosen)], most=PAGE_BYTES), page)
        return {"prep": chosen, "drafts": shown, **told}
    if action == "portfolio":
        shown, told = page_of(paged(small.portfolio_rows(bank.portfolio(chosen)), most=PAGE_BYTES), page)
        return {"prep": chosen, "rows": shown, **told}
    if action == "take":
        taken = bank.take(chosen, keys if keys is not None else bank.suggested(chosen))
        shown, told = page_of(paged([small.story_json(each) for each in taken], most=PAGE_BYTES), page)
        return {"prep": chosen, "stories": shown, **told}
    judged = bank.judge(id, preparation=chosen, question=question)
    assert judged.scorecard is not None
    record = {"prep": chosen, "stories": [small.story_json(judged)], "page": 1, "pages": 1}
    return {**record, "scorecard": small.scorecard_json(judged.scorecard, most=PAGE_BYTES - size_of(record))}


def _noon(today: str) -> dt.datetime:
    if not today:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.combine(dt.date.fromisoformat(today), dt.time(12), tzinfo=dt.UTC)
    except ValueError:
        raise InputError("no_date", f"{today[:40]!r} is no date; write it as YYYY-MM-DD", name="today") from None
