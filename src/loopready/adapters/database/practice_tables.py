"""The tables of practice: interviews, stories, defended claims, cards, plans and what the real interview asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from loopready.adapters.database.tables import Base, of_preparation, owned


class InterviewRow(Base):
    """A practice session: how it was asked for. What is said in it stands in its turns."""

    __tablename__ = "interview"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    preparation: Mapped[str | None] = mapped_column(String(32), ForeignKey("preparation.id", ondelete="CASCADE"))
    guide: Mapped[str] = mapped_column(String(200))
    mode: Mapped[str] = mapped_column(String(16))
    scope: Mapped[str] = mapped_column(String(16))
    round: Mapped[str | None] = mapped_column(String(80))
    who: Mapped[str | None] = mapped_column(String(32))
    seed: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200), default="")
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    ended: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "owner", "created"), Index(None, "preparation", "created"))


class TurnRow(Base):
    """A question put in a session, the answer as typed so far, and its mark. ``version`` guards the answer against two tabs."""

    __tablename__ = "turn"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    interview: Mapped[str] = mapped_column(String(32), ForeignKey("interview.id", ondelete="CASCADE"))
    position: Mapped[int]
    question_id: Mapped[str] = mapped_column(String(200))
    question: Mapped[dict[str, Any]]
    said: Mapped[str] = mapped_column(Text)
    follows: Mapped[str | None] = mapped_column(String(32))
    piece: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(Text, default="")
    spoken: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    scorecard: Mapped[dict[str, Any] | None]
    overall: Mapped[int | None]
    asked: Mapped[dt.datetime | None]
    answered: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "interview", "position"), Index(None, "question_id"))


class StoryRow(Base):
    """A story of the person's bank. Its texts stand in versions; ``data`` holds cites, competences and when it was told."""

    __tablename__ = "story"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    preparation: Mapped[str | None] = mapped_column(String(32), ForeignKey("preparation.id", ondelete="SET NULL"))
    key: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    data: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    archived: Mapped[bool] = mapped_column(default=False)
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    __table_args__ = (Index(None, "owner", "archived", "updated"), Index(None, "owner", "key", unique=True))


class StoryVersionRow(Base):
    """A story as it was told at one time."""

    __tablename__ = "story_version"
    story: Mapped[str] = mapped_column(String(32), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, Any]]
    scorecard: Mapped[dict[str, Any] | None]
    created: Mapped[dt.datetime]


class DefenceRow(Base):
    """A claim of the CV that will be probed: the person's answer, and whether it is open, defended or retracted."""

    __tablename__ = "defence"
    preparation: Mapped[str] = of_preparation(key=True)
    claim: Mapped[str] = mapped_column(String(200), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), default="open")
    answer: Mapped[str] = mapped_column(Text, default="")
    scorecard: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column(default=1)
    updated: Mapped[dt.datetime]


class CardRow(Base):
    """A card to remember by and the state of its memory (FSRS). ``key`` names what it is of; one card a key and person."""

    __tablename__ = "card"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    preparation: Mapped[str | None] = mapped_column(String(32), ForeignKey("preparation.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(240))
    kind: Mapped[str] = mapped_column(String(16))
    front: Mapped[str] = mapped_column(Text)
    back: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]]
    memory: Mapped[dict[str, Any] | None]
    due: Mapped[dt.datetime]
    suspended: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    __table_args__ = (
        Index(None, "owner", "suspended", "due"),
        Index(None, "owner", "key", unique=True),
        Index(None, "preparation"),
    )


class ReviewRow(Base):
    """A card shown and how well it was remembered (1 again, 2 hard, 3 good, 4 easy)."""

    __tablename__ = "review"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    card: Mapped[str] = mapped_column(String(32), ForeignKey("card.id", ondelete="CASCADE"))
    rating: Mapped[int]
    seconds: Mapped[float | None]
    at: Mapped[dt.datetime]
    __table_args__ = (Index(None, "card", "at"),)


class PlanRow(Base):
    """What a person's plan goes by: minutes a day, days off, and what they set themselves."""

    __tablename__ = "plan"
    preparation: Mapped[str] = of_preparation(key=True)
    settings: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    updated: Mapped[dt.datetime]


class PlanDoneRow(Base):
    """An act of the plan that was done, with the minutes it took."""

    __tablename__ = "plan_done"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    preparation: Mapped[str] = of_preparation()
    key: Mapped[str] = mapped_column(String(240))
    minutes: Mapped[int]
    at: Mapped[dt.datetime]
    __table_args__ = (Index(None, "preparation", "at"),)


class ExerciseRow(Base):
    """A drill, simulation, draft or tool's inputs under way. ``data`` is the JSON of a noun of its kind; what follows is worked out."""

    __tablename__ = "exercise"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    preparation: Mapped[str | None] = mapped_column(String(32), ForeignKey("preparation.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    item: Mapped[str] = mapped_column(String(200))
    guide: Mapped[str | None] = mapped_column(String(200))
    seed: Mapped[int] = mapped_column(BigInteger, default=0)
    title: Mapped[str] = mapped_column(String(200), default="")
    data: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), default="open")
    score: Mapped[float | None]
    marks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seconds: Mapped[float | None]
    version: Mapped[int] = mapped_column(default=1)
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    ended: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "owner", "kind", "updated"), Index(None, "preparation", "kind"))


class RoundNoteRow(Base):
    """The ten minutes after a real round: what was asked and how it went, in the person's words, while it is fresh."""

    __tablename__ = "round_note"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    preparation: Mapped[str] = of_preparation()
    round: Mapped[str] = mapped_column(String(80))
    held: Mapped[str] = mapped_column(String(10))
    texts: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    __table_args__ = (Index(None, "preparation", "created"),)


class RealQuestionRow(Base):
    """A question of the real interview: one of ours that was asked or not, or one that was not foreseen (``own``, their words)."""

    __tablename__ = "real_question"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    preparation: Mapped[str] = of_preparation()
    question: Mapped[str | None] = mapped_column(String(200))
    guide: Mapped[str | None] = mapped_column(String(200))
    signal: Mapped[str | None] = mapped_column(String(80))
    own: Mapped[str | None] = mapped_column(Text)
    asked: Mapped[bool]
    created: Mapped[dt.datetime]
    __table_args__ = (Index(None, "preparation", "question"),)


class SignalCountRow(Base):
    """How often a guide's signals and questions were asked in real interviews on this machine: sums alone, no person and no wording."""

    __tablename__ = "signal_count"
    guide: Mapped[str] = mapped_column(String(200), primary_key=True)
    item: Mapped[str] = mapped_column(String(200), primary_key=True)
    foreseen: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
