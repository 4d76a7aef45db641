"""After a real round: the note while it is fresh, which questions were asked, how ours did, and what that does to the bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from loopready.adapters.database.afterwards import LISTED, MISSED, ticks_of
from loopready.adapters.database.afterwards import Afterwards as Store
from loopready.app.asked import likelihoods_of
from loopready.app.content import current_library
from loopready.app.guides import expand
from loopready.app.practice_days import brief_of, practised
from loopready.app.prepare import GENERAL
from loopready.app.service import PERSONAL, Service
from loopready.model import Foreseen, Guide, InputError, Preparation, RealQuestion, RoundNote
from loopready.practice.afterwards import (
    BANK,
    FIELDS,
    foreseen,
    listed_in,
    primary_signal,
    texts_of,
    weights,
)

MOST_LETTERS = 20_000
MOST_OWN = 500
MOST_ROUND = 80


@dataclass(frozen=True, kw_only=True)
class Ours:
    """A question of ours and whether it was asked; None where nothing is told yet."""

    id: str
    text: str
    asked: bool | None


@dataclass(frozen=True, kw_only=True)
class After:
    """The page after a round. ``bank`` holds the questions that no brief listed, by the title of their signal."""

    preparation: Preparation
    rounds: tuple[tuple[str, str], ...]
    signals: tuple[tuple[str, str], ...]
    notes: tuple[RoundNote, ...]
    listed: tuple[Ours, ...]
    bank: tuple[tuple[str, tuple[Ours, ...]], ...]
    own: tuple[RealQuestion, ...]
    seen: str
    here: Foreseen
    mine: Foreseen
    machine: Foreseen

    @property
    def told(self) -> bool:
        """Whether it was told which of the listed questions were asked."""
        return bool(self.seen)


class AfterwardsBook:
    """What one owner tells of real interviews."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._desk = service.desk(owner)
        self._stages = service.stages
        self._store = Store(service.database, owner)

    def preparation(self, id: str | None) -> str:
        """The preparation of this id, else the one whose brief was made last. InputError where there is none."""
        return practised(self._desk, id)

    def page(self, preparation: str) -> After:
        """What was told so far, and what can be. InputError where there is no such preparation, or no brief of it yet."""
        held, guide, listed = self._made_of(preparation)
        real = self._store.questions(preparation)
        told = {each.question: each.asked for each in real if each.question is not None}
        texts, titles = texts_of(guide), {signal.id: expand(signal.title)[0] for signal in guide.signals}
        bank: dict[str, list[Ours]] = {}
        for question in texts:
            if question.startswith(BANK):
                title = titles.get(primary_signal(guide, question) or "", "Other")
                bank.setdefault(title, []).append(_ours(question, texts, told))
        return After(
            preparation=held, rounds=tuple((each.id, each.name) for each in guide.rounds), signals=tuple(titles.items()),
            notes=tuple(self._store.notes(preparation)), listed=tuple(_ours(each, texts, told) for each in listed),
            bank=tuple((title, tuple(group)) for title, group in bank.items()), own=tuple(each for each in real if each.own is not None),
            seen=ticks_of(real), here=foreseen(real), mine=foreseen(self._store.all_questions()), machine=self._machine(),
        )  # fmt: skip

    def add_note(self, preparation: str, *, round: str, held: str) -> RoundNote:
        """Begin the note on a round. InputError where the day is none, or the round has no name."""
        try:
            day = dt.date.fromisoformat(held.strip()).isoformat()
        except ValueError:
            raise InputError("no_date", "give the day of the round as YYYY-MM-DD", name="The day") from None
        name = " ".join(round.split())
        if not name or len(name) > MOST_ROUND:
            raise InputError("no_round", f"say which round it was, in up to {MOST_ROUND} letters", name="The round")
        return self._store.add_note(preparation, round=name, held=day)

    def note(self, preparation: str, id: str) -> RoundNote:
        """A note. InputError where there is none of that id."""
        found = next((each for each in self._store.notes(preparation) if each.id == id), None)
        if found is None:
            raise InputError("not_found", "there is no such note (any more); see the list", name=id[:40])
        return found

    def write_note(self, preparation: str, id: str, texts: Mapping[str, str], *, version: int) -> RoundNote:
        """Keep words of a note as they are typed.

        Raises:
            InputError: a field is none of the note's, a text is too long, or the note was changed elsewhere.
        """
        known = {field.id for field in FIELDS}
        for field, text in texts.items():
            if field not in known:
                raise InputError("no_field", f"a note has no field of this name; it has {', '.join(sorted(known))}", name=field[:40])
            if len(text) > MOST_LETTERS:
                raise InputError("too_large", f"a field holds up to {MOST_LETTERS:,} letters; this one has {len(text):,}", name="your note")
        kept = {field: text.replace("\r\n", "\n").replace("\x00", "").rstrip() for field, text in texts.items()}
        return self._store.write_note(preparation, id, texts=kept, version=version)

    def delete_note(self, preparation: str, id: str) -> None:
        """Delete a note. InputError where there is none."""
        self._store.delete_note(preparation, id)

    def tell(self, preparation: str, asked: Collection[str], *, seen: str) -> list[RealQuestion]:
        """Keep which of our questions were asked; those of the brief that are not named were not.

        Raises:
            InputError: a question is none of ours, or it was told otherwise after ``seen`` was read.
        """
        _, guide, listed = self._made_of(preparation)
        texts = texts_of(guide)
        unknown = [each for each in asked if each not in texts or not (each in listed or each.startswith(BANK))]
        if unknown:
            raise InputError("no_question", "is none of our questions; add it in your own words", name=unknown[0][:80])
        signals = {each: primary_signal(guide, each) for each in listed}
        signals |= {each: primary_signal(guide, each) for each in asked if each.startswith(BANK)}
        return self._store.tell(preparation, guide=guide.path, signals=signals, asked=asked, seen=seen)

    def add_own(self, preparation: str, text: str, *, signal: str = "") -> RealQuestion:
        """A question that was asked and not foreseen, in the person's words. InputError where nothing is said, or too much."""
        _, guide, _ = self._made_of(preparation)
        said = " ".join(text.replace("\x00", "").split())
        if not said or len(said) > MOST_OWN:
            raise InputError("nothing_said", f"write the question in up to {MOST_OWN} letters", name="The question")
        known = signal if signal in {each.id for each in guide.signals} else None
        return self._store.add_own(preparation, guide=guide.path, text=said, signal=known)

    def drop_own(self, preparation: str, id: str) -> None:
        """Take back a question of the person's words. InputError where there is none."""
        self._store.drop_own(preparation, id)

    def weights_of(self, guide: Guide) -> dict[str, float]:
        """The likelihood of each question of a guide (``questions/ID``, ``bank/ID``) by what real interviews asked.

        The person's own interviews count question by question, those of others on this machine by signal alone.
        """
        return likelihoods_of(self._store, guide) or weights(guide, questions={}, signals={})

    def _machine(self) -> Foreseen:
        sums = self._store.sums()
        listed = [odds for item, odds in sums.items() if item.startswith(LISTED)]
        missed = [odds for item, odds in sums.items() if item.startswith(MISSED)]
        return Foreseen(
            listed=sum(each.listed for each in listed), hit=sum(each.asked for each in listed), missed=sum(each.asked for each in missed)
        )  # fmt: skip

    def _made_of(self, preparation: str) -> tuple[Preparation, Guide, list[str]]:
        """The preparation, its guide, and the questions that its brief lists."""
        held, brief = self._desk.preparations.get(preparation), brief_of(self._desk, preparation)
        guide = self._stages.guide_of(brief, self._desk.owner) or current_library().guides[GENERAL]
        known = texts_of(guide)
        return held, guide, [each for each in listed_in(brief) if each in known]


def _ours(question: str, texts: Mapping[str, str], told: Mapping[str, bool]) -> Ours:
    return Ours(id=question, text=expand(texts[question])[0], asked=told.get(question))
