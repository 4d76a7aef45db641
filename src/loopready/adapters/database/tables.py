"""The tables. All that belongs to a person hangs on their account and goes with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, deferred, mapped_column
from sqlalchemy.types import TypeDecorator

from loopready.engines.text import fold

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[dt.datetime]):
    """A point in time, UTC; SQLite, which knows no time zones, holds it as UTC too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database, as UTC."""
        return value.astimezone(dt.UTC) if value is not None else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dt.datetime: Moment, dict[str, Any]: JSON, bytes: LargeBinary}


def owned() -> Mapped[str]:
    """The column of a person's rows."""
    return mapped_column(String(32), ForeignKey("account.id", ondelete="CASCADE"))


def of_preparation(*, key: bool = False) -> Mapped[str]:
    """The column of a preparation's rows."""
    return mapped_column(String(32), ForeignKey("preparation.id", ondelete="CASCADE"), primary_key=key)


class AccountRow(Base):
    """A person who keeps things here. In personal mode there is one, without e-mail or password."""

    __tablename__ = "account"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    email: Mapped[str | None] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(16), default="candidate")
    password_hash: Mapped[str | None] = mapped_column(String(300))
    disabled: Mapped[bool] = mapped_column(default=False)
    created: Mapped[dt.datetime]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class SignInRow(Base):
    """A browser that is signed in, by the hash of its cookie."""

    __tablename__ = "sign_in"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = owned()
    browser: Mapped[str] = mapped_column(String(80), default="")
    created: Mapped[dt.datetime]
    seen: Mapped[dt.datetime]
    expires: Mapped[dt.datetime]
    __table_args__ = (Index(None, "account"),)


class LinkRow(Base):
    """A one-time link: an invitation, or a new password. Kept by the hash of its token."""

    __tablename__ = "link"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    account: Mapped[str | None] = mapped_column(String(32), ForeignKey("account.id", ondelete="CASCADE"))
    email: Mapped[str | None] = mapped_column(String(320))
    role: Mapped[str | None] = mapped_column(String(16))
    by: Mapped[str | None] = mapped_column(String(32), ForeignKey("account.id", ondelete="CASCADE"))
    pairs: Mapped[bool] = mapped_column(default=False)
    created: Mapped[dt.datetime]
    expires: Mapped[dt.datetime]
    used: Mapped[dt.datetime | None]


class TokenRow(Base):
    """A key to the API, by its hash."""

    __tablename__ = "token"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account: Mapped[str] = owned()
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[dt.datetime]
    seen: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "account"),)


class PairingRow(Base):
    """A coach and a candidate. The coach sees nothing until the candidate accepts (``state`` offered, accepted, refused, ended)."""

    __tablename__ = "pairing"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    coach: Mapped[str] = owned()
    candidate: Mapped[str] = owned()
    state: Mapped[str] = mapped_column(String(16))
    created: Mapped[dt.datetime]
    answered: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "coach"), Index(None, "candidate"))


class AuditRow(Base):
    """Who looked at or changed what of another's, and when. ``what`` names things by id, never by their content."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[dt.datetime]
    actor: Mapped[str | None] = mapped_column(String(32), ForeignKey("account.id", ondelete="SET NULL"))
    owner: Mapped[str] = owned()
    action: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(200), default="")
    __table_args__ = (Index(None, "owner"),)


class FileRow(Base):
    """A file's bytes, kept once per person by their hash. ``touched`` is when it was last given: see ``Preparations.delete``."""

    __tablename__ = "file"
    owner: Mapped[str] = mapped_column(String(32), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    created: Mapped[dt.datetime]
    touched: Mapped[dt.datetime]
    __table_args__ = (Index(None, "owner", "touched", "size"),)


class ReadingRow(Base):
    """What a reader of one version made of a file: Document and Profile or Posting, packed."""

    __tablename__ = "reading"
    owner: Mapped[str] = mapped_column(String(32), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    reader: Mapped[str] = mapped_column(String(80), primary_key=True)
    data: Mapped[bytes]
    created: Mapped[dt.datetime]
    __table_args__ = (ForeignKeyConstraint(["owner", "sha256"], ["file.owner", "file.sha256"], ondelete="CASCADE"),)


class PreparationRow(Base):
    """One CV against one job: what was asked, how far it is, and its digest for lists.

    ``interview`` (YYYY-MM-DD) and ``looked_in`` (folded words) are kept in step with the other columns by ``_list_by``.
    """

    __tablename__ = "preparation"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    title: Mapped[str | None] = mapped_column(String(200))
    cv_sha256: Mapped[str] = mapped_column(String(64))
    job_sha256: Mapped[str | None] = mapped_column(String(64))
    asked: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    stage: Mapped[str | None] = mapped_column(String(32))
    run: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)
    failure: Mapped[dict[str, Any] | None]
    digest: Mapped[dict[str, Any] | None]
    seconds: Mapped[float | None]
    archived: Mapped[bool] = mapped_column(default=False)
    interview: Mapped[str | None] = mapped_column(String(10))
    looked_in: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    __table_args__ = (
        Index(None, "owner", "archived", "created", "id"),
        Index(None, "owner", "created", "id"),
        Index(None, "owner", "archived", "updated"),
        Index(None, "owner", "archived", "interview"),
        Index(None, "owner", "cv_sha256", "created"),
        Index(None, "owner", "job_sha256", "created"),
        Index(None, "state", "created"),
    )


@event.listens_for(PreparationRow, "before_insert")
@event.listens_for(PreparationRow, "before_update")
def _list_by(_: Mapper[Any], __: Connection, row: PreparationRow) -> None:
    """What lists sort by and look in follows what was asked, the title and the digest, whoever writes them.

    Why: both stand inside JSON, which the databases index each in its own way.
    """
    digest = row.digest or {}
    asked = row.asked
    job = asked["job"]["name"] if asked.get("job") else asked.get("address")
    named = (row.title, digest.get("seat"), digest.get("firm"), digest.get("person"), digest.get("guide_title"), asked["cv"]["name"], job)
    row.interview = asked.get("on")
    row.looked_in = fold("\n".join(str(name) for name in named if name))


class StageRow(Base):
    """A stage of a run: how often it was begun, by whom, by which version of the program, and its packed result once it is finished."""

    __tablename__ = "stage"
    preparation: Mapped[str] = of_preparation(key=True)
    run: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    begun: Mapped[int] = mapped_column(default=0)
    executor: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(80))
    started: Mapped[dt.datetime | None]
    finished: Mapped[dt.datetime | None]
    data: Mapped[bytes | None]


class CorrectionRow(Base):
    """A value the person gave in place of what was read. Holds for every run after it."""

    __tablename__ = "correction"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    preparation: Mapped[str] = of_preparation()
    target: Mapped[str] = mapped_column(String(200))
    value: Mapped[str | None] = mapped_column(Text)
    created: Mapped[dt.datetime]
    __table_args__ = (Index(None, "preparation", "target", unique=True),)


class NoteRow(Base):
    """A person's note on an item of a brief, and whether it is done. ``version`` guards against two tabs."""

    __tablename__ = "note"
    preparation: Mapped[str] = of_preparation(key=True)
    item: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    done: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    updated: Mapped[dt.datetime]


class CommentRow(Base):
    """What a coach (or the candidate in answer) says of an item or of words of a brief."""

    __tablename__ = "comment"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    preparation: Mapped[str] = of_preparation()
    author: Mapped[str] = owned()
    item: Mapped[str] = mapped_column(String(200))
    quote: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created: Mapped[dt.datetime]
    __table_args__ = (Index(None, "preparation"), Index(None, "author"))


class HomeworkRow(Base):
    """What a coach asks a candidate to do by a day (YYYY-MM-DD)."""

    __tablename__ = "homework"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    coach: Mapped[str] = owned()
    candidate: Mapped[str] = owned()
    preparation: Mapped[str | None] = mapped_column(String(32), ForeignKey("preparation.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    due: Mapped[str] = mapped_column(String(10))
    done: Mapped[dt.datetime | None]
    created: Mapped[dt.datetime]
    __table_args__ = (Index(None, "candidate"), Index(None, "coach"), Index(None, "preparation"))


class OwnContentRow(Base):
    """A guide or a question of a person's own (YAML), used beside the shipped library where it is chosen.

    ``checked`` is what the text was found to be (``OwnCheck``); empty for one that came with a backup and was not looked at here yet.
    """

    __tablename__ = "own_content"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = owned()
    kind: Mapped[str] = mapped_column(String(16))
    path: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    version: Mapped[int] = mapped_column(default=1)
    checked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    __table_args__ = (Index(None, "owner", "kind", "path", unique=True),)


class ModelChoiceRow(Base):
    """Whether a person lets a language model be used, which and how; see ``ModelChoice``. Never part of a backup: consent holds here."""

    __tablename__ = "model_choice"
    owner: Mapped[str] = mapped_column(String(32), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    on_for: Mapped[str] = mapped_column(String(64), default="")
    hides_employers: Mapped[bool] = mapped_column(default=True)
    per_brief: Mapped[int | None] = mapped_column(BigInteger)
    per_month: Mapped[int | None] = mapped_column(BigInteger)
    updated: Mapped[dt.datetime]


class ModelUseRow(Base):
    """A call of a language model: what for, how large, what it cost (in millionths). Nothing of its words."""

    __tablename__ = "model_use"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str] = owned()
    brief: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(16))
    model: Mapped[str] = mapped_column(String(200))
    tokens_in: Mapped[int]
    tokens_out: Mapped[int]
    cost: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[dt.datetime]
    __table_args__ = (Index(None, "owner", "at"), Index(None, "owner", "brief"))


class ExecutorRow(Base):
    """A process that runs jobs, and when it was last alive."""

    __tablename__ = "executor"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    pid: Mapped[int]
    started: Mapped[dt.datetime]
    seen: Mapped[dt.datetime]
