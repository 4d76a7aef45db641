"""A coach's desk: who accepted, what they have before them, what was said and set. Every look at another's data is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loopready.adapters.database import Accounts, Audit, Comments, Homeworks, Notes, Pairings
from loopready.adapters.database.practised import PractisedTurns
from loopready.app.commenting import Place, answer_places, answers_of, comment_of, items_of, places_of, said_text
from loopready.app.desk import Desk
from loopready.app.progress import Given, ProgressBook, weakest
from loopready.app.service import Service
from loopready.model import (
    Account,
    Brief,
    Comment,
    Homework,
    InputError,
    Interview,
    Item,
    ItemNote,
    Match,
    Pairing,
    Practised,
    Preparation,
)
from loopready.practice.progress import by_time, practised
from loopready.practice.telling import wholes
from loopready.rendering.signed import signed_pdf

ONCE_IN = dt.timedelta(hours=1)
"""The list of all candidates notes its look at each of them once in this time; all else is noted each time."""


@dataclass(frozen=True, kw_only=True)
class Client:
    """A candidate who accepted, in one line: the preparation that comes next, and the days to it."""

    pairing: Pairing
    next: Preparation | None
    on: str | None
    days: int | None
    musts_missing: int | None
    homework_open: int
    homework_late: int


@dataclass(frozen=True, kw_only=True)
class WeakAnswer:
    """A practised answer that fell short, with the words that show it."""

    item: str
    question: str
    quote: str
    why: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WeakMust:
    """A must that the CV shows least of: the posting's words, and the CV's where it has any."""

    item: str
    asked: str
    coverage: str
    shown: str | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page before a session."""

    client: Client
    preparations: tuple[Preparation, ...]
    chosen: Preparation | None
    practised: tuple[tuple[str, str, ItemNote], ...]
    sessions: tuple[Practised, ...]
    answers: tuple[WeakAnswer, ...]
    musts: tuple[WeakMust, ...]
    noted: tuple[tuple[str, str, ItemNote], ...]
    homework: tuple[Homework, ...]


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A candidate's brief as their coach reads it."""

    pairing: Pairing
    preparation: Preparation
    brief: Brief
    comments: tuple[Comment, ...]
    answers: tuple[Given, ...] = ()

    @property
    def places(self) -> dict[str, Place]:
        """What can be commented on: the items of the brief, and the answers."""
        return {**places_of(self.brief), **answer_places(self.answers)}


class CoachDesk:
    """The door of one coach to those who accepted; anybody else, and what is theirs, is not found."""

    def __init__(self, service: Service, coach: Account) -> None:
        self._service = service
        self._coach = coach
        database = service.database
        self._pairings = Pairings(database, coach.id)
        self._comments = Comments(database, coach.id)
        self._homeworks = Homeworks(database, coach.id)

    def clients(self, *, today: dt.date) -> list[Client]:
        """All who accepted, by days to their loop; those whose day has passed or is not known come last."""
        pairings = self._pairings.of_coach(states=("accepted",))
        held = self._pairings.preparations()
        homework = self._homeworks.given([each.candidate for each in pairings])
        for each in pairings:
            self._note(each, "overview", within=ONCE_IN)
        lines = [_client(each, held.get(each.candidate, []), homework, today=today) for each in pairings]
        return sorted(lines, key=lambda line: (line.days is None, line.days or 0, line.pairing.candidate_name.casefold()))

    def offers(self) -> list[Pairing]:
        """Offers that are not answered yet."""
        return self._pairings.of_coach(states=("offered",))

    def offer(self, email: str) -> None:
        """Offer to work with whoever has an account of this e-mail. Nothing tells whether there is one."""
        if self._service.limits is not None:
            self._service.limits.take("offers", self._coach.id)
        found = Accounts(self._service.database).by_email(email.strip())
        if found is not None and found[0].id != self._coach.id and not found[0].disabled:
            self._pairings.offer(found[0].id)

    def end(self, id: str) -> None:
        """End a pairing, or take an offer back; what was said and set stays with the candidate."""
        self._note(self._pairings.end(id, as_coach=True), "end")

    def forget(self, id: str) -> None:
        """Delete all that this coach keeps about a client: comments, homework, the pairing."""
        pairing = self._pairings.accepted(id)
        self._pairings.forget(id)
        self._note(pairing, "delete_client")

    def sheet(self, id: str, *, today: dt.date, preparation: str | None = None) -> Sheet:
        """The page before a session, on the preparation that comes next or the one named."""
        pairing = self._pairings.accepted(id)
        held = self._pairings.preparations().get(pairing.candidate, [])
        homework = self._homeworks.given([pairing.candidate])
        client = _client(pairing, held, homework, today=today)
        chosen = next((each for each in held if each.id == preparation), None) if preparation else client.next
        if preparation and chosen is None:
            raise InputError("not_found", "there is no such preparation", name=preparation)
        self._note(pairing, "view_client", chosen.id if chosen else "")
        brief = self._desk(pairing).brief(chosen.id) if chosen else None
        sessions = PractisedTurns(self._service.database, pairing.candidate).sessions(chosen.id) if chosen else []
        notes = Notes(self._service.database, pairing.candidate).all(chosen.id) if chosen else []
        marks = sorted(notes, key=lambda note: note.updated, reverse=True)
        named = named_marks(brief, marks)
        return Sheet(
            client=client, preparations=tuple(held), chosen=chosen, practised=tuple(each for each in named if each[2].done),
            sessions=tuple(practised(each) for each in reversed(by_time(sessions))),
            answers=weakest_answers(sessions), musts=weakest_musts(brief.match) if brief else (),
            noted=tuple(each for each in named if not each[2].done), homework=tuple(homework),
        )  # fmt: skip

    def brief(self, id: str, preparation: str) -> Marked:
        """A candidate's brief with the comments on it. InputError where it is not theirs, or not made yet."""
        pairing, held, brief = self._brief(id, preparation)
        self._note(pairing, "view_brief", preparation)
        return self._marked(pairing, held, brief)

    def answers(self, id: str, preparation: str) -> Marked:
        """A candidate's practised answers with the comments on them. InputError as ``brief`` says."""
        pairing, held, brief = self._brief(id, preparation)
        self._note(pairing, "view_answers", preparation)
        return self._marked(pairing, held, brief)

    def _marked(self, pairing: Pairing, held: Preparation, brief: Brief) -> Marked:
        comments = self._comments.of(held.id, whose=pairing.candidate)
        answers = answers_of(self._service, pairing.candidate, held.id)
        return Marked(pairing=pairing, preparation=held, brief=brief, comments=tuple(comments), answers=answers)

    def comment(self, id: str, preparation: str, *, item: str, text: str, quote: str | None = None) -> Comment:
        """Say something of an item of the brief or of an answer (``answers/ID``), or of the words ``quote`` of it.

        Raises:
            InputError: there is no such item or answer, it does not hold those words, or nothing is said.
        """
        pairing, _, brief = self._brief(id, preparation)
        answers = answers_of(self._service, pairing.candidate, preparation)
        said = comment_of({**places_of(brief), **answer_places(answers)}, item=item, text=text, quote=quote)
        made = self._comments.add(preparation, whose=pairing.candidate, item=item, text=said.text, quote=said.quote)
        self._note(pairing, "comment", preparation)
        return made

    def uncomment(self, id: str, comment: str) -> str:
        """Delete a comment of one's own; the preparation it stood on."""
        pairing = self._pairings.accepted(id)
        gone = self._comments.delete(comment)
        self._note(pairing, "delete_comment", gone.preparation)
        return gone.preparation

    def set_homework(self, id: str, *, text: str, due: str, preparation: str | None = None) -> Homework:
        """Set something to do by a day. InputError where nothing is said or the day is none."""
        pairing = self._pairings.accepted(id)
        made = self._homeworks.add(pairing.candidate, text=said_text(text), due=_day(due), preparation=preparation)
        self._note(pairing, "homework", made.id)
        return made

    def drop_homework(self, id: str, homework: str) -> None:
        """Take homework back."""
        pairing = self._pairings.accepted(id)
        gone = self._homeworks.delete(homework)
        self._note(pairing, "delete_homework", gone.id)

    def pdf(self, id: str, preparation: str) -> bytes:
        """The brief as a PDF with the coach's name."""
        pairing, _, brief = self._brief(id, preparation)
        self._note(pairing, "export_pdf", preparation)
        return signed_pdf(brief, name=self._coach.called)

    def _brief(self, id: str, preparation: str) -> tuple[Pairing, Preparation, Brief]:
        pairing = self._pairings.accepted(id)
        desk = self._desk(pairing)
        held, brief = desk.preparations.get(preparation), desk.brief(preparation)
        if brief is None:
            raise InputError("not_found", "this brief is not made yet; look again in a moment", name=held.name)
        return pairing, held, ProgressBook(self._service, pairing.candidate).living(preparation, brief)

    def _desk(self, pairing: Pairing) -> Desk:
        return self._service.desk(pairing.candidate)

    def _note(self, pairing: Pairing, action: str, what: str = "", *, within: dt.timedelta | None = None) -> None:
        Audit(self._service.database, pairing.candidate).note(actor=self._coach.id, action=action, what=what, within=within)


class Coached:
    """A candidate's side: offers, coaches, homework and comments."""

    def __init__(self, service: Service, owner: str) -> None:
        database = service.database
        self._service = service
        self._desk = service.desk(owner)
        self._pairings = Pairings(database, owner)
        self._comments = Comments(database, owner)
        self._homeworks = Homeworks(database, owner)
        self._owner = owner

    def pairings(self) -> list[Pairing]:
        """Open offers, and coaches one works with."""
        return self._pairings.of_candidate()

    def answer(self, id: str, *, accept: bool) -> Pairing:
        """Accept an offer or refuse it."""
        return self._pairings.answer(id, accept=accept)

    def end(self, id: str) -> Pairing:
        """End working with a coach, who then sees nothing any more."""
        return self._pairings.end(id, as_coach=False)

    def homework(self, *, now: dt.datetime) -> list[Homework]:
        """What is to be done, by day; what was done in the last seven days is shown too."""
        return self._homeworks.got(since=now - dt.timedelta(days=7))

    def mark(self, id: str, *, done: bool) -> Homework:
        """Mark homework as done, or not."""
        return self._homeworks.mark(id, done=done)

    def comments_of(self, preparation: str) -> list[Comment]:
        """All comments on a preparation of one's own. InputError where there is none of that id."""
        self._desk.preparations.get(preparation)
        return self._comments.of(preparation, whose=self._owner)

    def reply(self, preparation: str, *, item: str, text: str) -> Comment:
        """Say something of an item of one's own brief. InputError as for a coach's comment."""
        held, brief = self._desk.preparations.get(preparation), self._desk.brief(preparation)
        if brief is None:
            raise InputError("not_found", "this brief is not made yet; look again in a moment", name=held.name)
        said = comment_of({**places_of(brief), **answer_places(self._answers(preparation))}, item=item, text=text)
        return self._comments.add(preparation, whose=self._owner, item=item, text=said.text)

    def places(self, preparation: str) -> dict[str, Place]:
        """What comments may stand on: the items of the brief as it is now, and the answers that are kept."""
        brief = self._desk.brief(preparation)
        return {**(places_of(brief) if brief else {}), **answer_places(self._answers(preparation))}

    def _answers(self, preparation: str) -> tuple[Given, ...]:
        return answers_of(self._service, self._owner, preparation)

    def uncomment(self, preparation: str, comment: str) -> None:
        """Delete any comment on a preparation of one's own. InputError where there is none."""
        if comment not in {each.id for each in self.comments_of(preparation)}:
            raise InputError("not_found", "there is no such comment (any more)")
        self._comments.delete(comment)


def named_marks(brief: Brief | None, marks: Sequence[ItemNote]) -> list[tuple[str, str, ItemNote]]:
    """Notes with their section's and item's titles; those whose item the brief does not have any more are left out."""
    held = items_of(brief) if brief else {}
    return [(*_titles(held[mark.item]), mark) for mark in marks if mark.item in held]


def weakest_answers(sessions: Sequence[Interview]) -> tuple[WeakAnswer, ...]:
    """The three weakest practised answers: the words of each one's weakest mark, why it is weak, and what is missing."""
    return tuple(
        WeakAnswer(item=given.item, question=given.turn.question.text, quote=given.quote, why=given.why, missing=given.missing)
        for given in weakest(wholes(sessions))
    )


def weakest_musts(match: Match, *, most: int = 3) -> tuple[WeakMust, ...]:
    """The musts that are missing or met in part, the weakest first, with the posting's and the CV's words."""
    rank = {"missing": 0, "partial": 1}
    rows = [row for row in match.rows if row.requirement.kind == "must" and row.coverage in rank]
    rows.sort(key=lambda row: (rank[row.coverage], row.strength))
    return tuple(
        WeakMust(
            item=row.requirement.id, asked=row.requirement.text, coverage=row.coverage,
            shown=row.evidence[0].quote if row.evidence else None,
        )
        for row in rows[:most]
    )  # fmt: skip


def _titles(held: tuple[str, Item]) -> tuple[str, str]:
    return held[0], held[1].title


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError("no_date", "choose the day by which it is to be done") from None


def _client(pairing: Pairing, held: Sequence[Preparation], homework: Sequence[Homework], *, today: dt.date) -> Client:
    """The line of a client: the nearest day to come counts; without one, the latest preparation stands for them."""
    coming = sorted((each.asked.on, at) for at, each in enumerate(held) if each.asked.on and each.asked.on >= today.isoformat())
    chosen = held[coming[0][1]] if coming else held[0] if held else None
    on = coming[0][0] if coming else None
    mine = [each for each in homework if each.candidate == pairing.candidate and each.done is None]
    return Client(
        pairing=pairing, next=chosen, on=on, days=(dt.date.fromisoformat(on) - today).days if on else None,
        musts_missing=chosen.digest.musts.get("missing", 0) if chosen and chosen.digest else None, homework_open=len(mine),
        homework_late=sum(each.due < today.isoformat() for each in mine),
    )  # fmt: skip
