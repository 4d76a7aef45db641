"""A person's data moves whole between databases of both kinds; a backup takes nothing from, and gives nothing to, anybody else."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from database_things import DIGEST, ME, OTHER, prepared, rows_in, with_people
from loopready import __version__
from loopready.adapters.archive import Archive, Writer
from loopready.adapters.database import Database, Files, Preparations, Stages, upgrade
from loopready.adapters.database.moving import LEFT_BEHIND, MOVED, ONLY_WRITTEN, account_of, owned_by, write_person
from loopready.adapters.database.practice_tables import (
    CardRow,
    DefenceRow,
    ExerciseRow,
    InterviewRow,
    PlanDoneRow,
    PlanRow,
    RealQuestionRow,
    ReviewRow,
    RoundNoteRow,
    StoryRow,
    StoryVersionRow,
    TurnRow,
)  # fmt: skip
from loopready.adapters.database.restoring import Restored, restore_person
from loopready.adapters.database.tables import (
    AccountRow,
    AuditRow,
    Base,
    CommentRow,
    HomeworkRow,
    NoteRow,
    OwnContentRow,
    PairingRow,
    SignInRow,
    TokenRow,
)
from loopready.model import Brief, InputError, Override, PracticeQuestion, Preparation, ReadCv, Scorecard
from pg import fresh_database
from rendering.rendering_sample import sample_brief

NOW = dt.datetime(2026, 11, 26, 12, 0, tzinfo=dt.UTC)
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Another database, of either kind, with the same two people under other ids' accounts."""
    if request.param == "sqlite":
        database = Database(tmp_path / "elsewhere.sqlite")
        upgrade(database)
        with_people(database, ME, OTHER)
        yield database
        database.close()
        return
    with fresh_database() as address:
        database = Database(address)
        upgrade(database)
        with_people(database, ME, OTHER)
        yield database
        database.close()


def filled(database: Database) -> Preparation:
    """A finished preparation with all that can hang on one, a queued one, and rows of somebody else; the finished one."""
    brief, mine = sample_brief(), Preparations(database, ME)
    made = prepared(database, title="At Firn")
    mine.correct(made.id, [Override(id="c1", target="profile/person/name", value="Ada"), Override(id="c2", target="claim/x")], version=1)
    stages = Stages(database)
    Files(database, ME).keep_reading(
        made.asked.cv.sha256, kind="cv", reader=__version__, read=ReadCv(document=brief.cv, profile=brief.profile)
    )
    stages.begin(made.id, 2, "composing", executor="e", version=__version__)
    stages.complete(made.id, 2, "composing", brief, digest=DIGEST, seconds=0.25)
    prepared(database, job=b"\x00\xff a queued posting")
    theirs = prepared(database, owner=OTHER, cv=b"CV of another", job=b"a posting")
    with database.writing() as session:
        account = session.get(AccountRow, ME)
        assert account is not None
        account.settings, account.name = {"interviewers": ["recruiter"]}, "Ada"
        session.add_all([
            NoteRow(preparation=made.id, item="q/1", text="é “mine”\n", done=True, version=4, updated=NOW),
            NoteRow(preparation=theirs.id, item="q/1", text="not mine", done=False, version=1, updated=NOW),
            CommentRow(id="k1", preparation=made.id, author=ME, item="q/1", quote=None, text="mine", created=NOW),
            CommentRow(id="k2", preparation=made.id, author=OTHER, item="q/1", quote="x", text="the coach's", created=NOW),
            HomeworkRow(id="h1", coach=OTHER, candidate=ME, preparation=made.id, text="do", due="2026-12-01", done=None, created=NOW),
            HomeworkRow(id="h2", coach=OTHER, candidate=OTHER, preparation=None, text="no", due="2026-12-01", done=None, created=NOW),
            OwnContentRow(id="o1", owner=ME, kind="guide", path="a/b/c", text="title: x", created=NOW, updated=NOW),
            OwnContentRow(id="o2", owner=OTHER, kind="guide", path="a/b/c", text="not mine", created=NOW, updated=NOW),
            PairingRow(id="p1", coach=OTHER, candidate=ME, state="accepted", created=NOW, answered=None),
            AuditRow(at=NOW, actor=OTHER, owner=ME, action="looked", what="x"),
            SignInRow(token_hash="secret-sign-in", account=ME, created=NOW, seen=NOW, expires=NOW),
            TokenRow(id="t1", account=ME, name="x", token_hash="secret-token", created=NOW, seen=None),
        ])  # fmt: skip
        practised(session, made.id, ME, "m")
        practised(session, theirs.id, OTHER, "o")
    return mine.get(made.id)


def practised(session: Session, preparation: str, owner: str, mark: str) -> None:
    """A row of everything that practice keeps; the words of another say "not mine"."""
    words = "mine" if owner == ME else "not mine"
    question = PracticeQuestion(id="questions/decision", text=words, type="behavioural").model_dump(mode="json")
    scorecard = Scorecard(question_type="behavioural", overall=None, unscored="too short").model_dump(mode="json")
    session.add_all([
        InterviewRow(id=f"i{mark}", owner=owner, preparation=preparation, guide="a/b/c", mode="live", scope="loop", round=None, who=None,
                     title=words, created=NOW, updated=NOW, ended=None),
        StoryRow(id=f"s{mark}", owner=owner, preparation=preparation, key="work/1", title=words, data={}, created=NOW, updated=NOW),
        CardRow(id=f"c{mark}", owner=owner, preparation=preparation, key="concepts/x/1", kind="concept", front=words, back=words, data={},
                memory=None, due=NOW, created=NOW, updated=NOW),
        DefenceRow(preparation=preparation, claim="probes/x", state="open", answer=words, scorecard=None, updated=NOW),
        PlanRow(preparation=preparation, settings={"minutes_a_day": 30}, updated=NOW),
        ExerciseRow(id=f"e{mark}", owner=owner, preparation=preparation, kind="paper", item="rfc", title=words, data={"text": words},
                    state="open", created=NOW, updated=NOW),
        PlanDoneRow(id=f"d{mark}", preparation=preparation, key="question_x", minutes=10, at=NOW),
        RoundNoteRow(id=f"n{mark}", preparation=preparation, round="people", held="2026-11-25", texts={"went": words},
                     created=NOW, updated=NOW),
        RealQuestionRow(id=f"r{mark}", preparation=preparation, question=None, guide=None, signal=None, own=words, asked=True, created=NOW),
    ])  # fmt: skip
    session.flush()
    session.add_all([
        TurnRow(id=f"t{mark}", interview=f"i{mark}", position=1, question_id="questions/decision", question=question, said=words,
                follows=None, piece=None, state="answered", answer=words, seconds=1.5, scorecard=scorecard,
                overall=None, asked=NOW, answered=NOW),
        StoryVersionRow(story=f"s{mark}", number=1, texts={"action": {"text": words, "by": "person"}}, scorecard=None, created=NOW),
        ReviewRow(id=f"v{mark}", card=f"c{mark}", rating=3, seconds=2.0, at=NOW),
    ])  # fmt: skip


def backup(database: Database, owner: str = ME) -> bytes:
    out = io.BytesIO()
    with Writer(out) as writer:
        write_person(database, owner, writer)
    return out.getvalue()


def restore(database: Database, data: bytes, *, owner: str = ME, **how: Any) -> Restored:
    return restore_person(database, owner, Archive(io.BytesIO(data), name="mine.zip"), reader=__version__, **how)


def kept(database: Database, owner: str = ME) -> Rows:
    """All rows of an owner that are moved, as they stand in the database; which process began a stage is not."""
    with database.reading() as session:
        found: Rows = {}
        for name in MOVED:
            table = Base.metadata.tables[name]
            rows = session.execute(select(table).where(owned_by(table, owner)).order_by(*table.primary_key.columns)).mappings()
            found[name] = [{key: value for key, value in row.items() if key != "executor"} for row in rows]
    return found


def changed(data: bytes, change: Callable[[Rows], None]) -> bytes:
    """The backup with its rows changed and everything about it put right again."""
    read = Archive(io.BytesIO(data), name="mine.zip")
    rows = {table: list(read.rows(table)) for table in read.tables}
    change(rows)
    out = io.BytesIO()
    with Writer(out) as writer:
        for table, each in rows.items():
            writer.rows(table, each)
        for sha in read.files:
            writer.file(sha, read.file(sha))
    return out.getvalue()


def test_every_table_is_moved_or_left_for_a_reason() -> None:
    named = [*MOVED, *ONLY_WRITTEN, *LEFT_BEHIND, "account", "file"]
    assert sorted(named) == sorted(Base.metadata.tables)


def test_a_person_moves_whole(database: Database, elsewhere: Database) -> None:
    made = filled(database)
    restored = restore(elsewhere, backup(database), trusted=True)
    assert kept(elsewhere) == kept(database)
    mine = Preparations(elsewhere, ME)
    assert mine.get(made.id) == made and len(mine.corrections(made.id)) == 2
    assert Stages(elsewhere).result(made.id, 2, "composing", Brief) == sample_brief()
    assert Files(elsewhere, ME).get(made.asked.cv.sha256) == b"a CV"
    queued = next(each for each in mine.all() if each.state == "queued")
    assert queued.asked.job is not None and Files(elsewhere, ME).get(queued.asked.job.sha256) == b"\x00\xff a queued posting"
    assert restored.waiting == ((queued.id, 1),) and (restored.left, restored.replaced, restored.left_out) == ((), (), {})
    assert restored.added == {
        "preparation": 2, "files": 3, "reading": 1, "stage": 1, "correction": 2, "note": 1, "comment": 2, "homework": 1, "own_content": 1,
        "interview": 1, "turn": 1, "story": 1, "story_version": 1, "defence": 1, "card": 1, "review": 1, "plan": 1, "plan_done": 1,
        "round_note": 1, "real_question": 1, "exercise": 1,
    }  # fmt: skip
    with elsewhere.reading() as session:
        account = session.get(AccountRow, ME)
        assert account is not None and (account.settings, account.name) == ({"interviewers": ["recruiter"]}, "Ada")


def test_nothing_of_others_and_no_key_is_in_a_backup(database: Database) -> None:
    filled(database)
    with zipfile.ZipFile(io.BytesIO(backup(database))) as held:
        everything = b"\n".join(held.read(name) for name in held.namelist())
    for word in (b"not mine", b"CV of another", b"secret-sign-in", b"secret-token", b"password"):
        assert word not in everything
    assert b"an accepted" not in everything and b'"state":"accepted"' in everything and b"looked" in everything


def test_words_of_others_come_in_only_from_a_trusted_backup_and_where_they_have_an_account(database: Database, elsewhere: Database) -> None:
    filled(database)
    data = backup(database)
    assert restore(elsewhere, data).left_out == {"comment": 1, "homework": 1}
    assert [row["id"] for row in kept(elsewhere)["comment"]] == ["k1"]
    with elsewhere.writing() as session:
        session.delete(session.get(AccountRow, OTHER))
    assert restore(elsewhere, data, trusted=True, replace=True).left_out == {"comment": 1, "homework": 1}


def test_consent_and_the_trail_are_not_read_back(database: Database, elsewhere: Database) -> None:
    filled(database)
    restore(elsewhere, backup(database), trusted=True)
    assert not {"pairing", "audit", "sign_in", "token"} & set(rows_in(elsewhere))


def test_what_is_here_is_left_as_it_is(database: Database) -> None:
    made = filled(database)
    data = backup(database)
    Preparations(database, ME).change(made.id, version=2, title="changed since")
    before = kept(database)
    restored = restore(database, data)
    assert kept(database) == before and made.id in restored.left and restored.added == {}


def test_replace_takes_the_backup_for_what_is_here_and_keeps_the_rest(database: Database) -> None:
    made = filled(database)
    data = backup(database)
    mine = Preparations(database, ME)
    newer = prepared(database, job=b"newer")
    mine.change(made.id, version=2, title="changed since", again=True)
    assert restore(database, data, replace=True).replaced
    held = mine.get(made.id)
    assert held.title == "At Firn" and held.state == "done" and mine.get(newer.id) == newer
    assert (held.run, held.version) == (4, 4), "stages under way and open tabs would take it for what they saw"
    assert Stages(database).result(made.id, 4, "composing", Brief) == sample_brief() and Stages(database).last_done(made.id) == 4
    assert Files(database, ME).get(made.asked.cv.sha256) == b"a CV"


def test_files_that_a_replaced_one_let_go_are_deleted(database: Database) -> None:
    made = filled(database)
    data = backup(database)
    other = Files(database, ME).put(b"another CV", name="x.txt")
    Preparations(database, ME).change(made.id, version=2, asked=made.asked.model_copy(update={"cv": other}))
    restore(database, data, replace=True)
    with pytest.raises(InputError):
        Files(database, ME).get(other.sha256)


def test_a_backup_of_somebody_here_does_not_go_to_another_account_beside_it(database: Database) -> None:
    filled(database)
    before = {owner: kept(database, owner) for owner in (ME, OTHER)}
    for replace in (False, True):
        with pytest.raises(InputError, match="belongs to another account here"):
            restore(database, backup(database), owner=OTHER, replace=replace)
        assert {owner: kept(database, owner) for owner in (ME, OTHER)} == before


def _field(table: str, column: str, value: Any) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table][0][column] = value

    return change


def _owner(rows: Rows) -> None:
    rows["preparation"][0]["owner"] = OTHER


def _hanging(rows: Rows) -> None:
    rows["note"][0]["preparation"] = "of-somebody"


def _twice(rows: Rows) -> None:
    rows["preparation"].append(rows["preparation"][0])


def _other_file(rows: Rows) -> None:
    rows["preparation"][0]["cv_sha256"] = "0" * 64


def _missing_file(rows: Rows) -> None:
    rows["preparation"][0]["cv_sha256"] = rows["preparation"][0]["asked"]["cv"]["sha256"] = "0" * 64


def _brief(rows: Rows) -> None:
    rows["stage"][0]["data"]["sections"] = []


def _lie(rows: Rows) -> None:
    rows["stage"][0]["data"]["cv"]["text"] = "all cites are wrong now"


def _table(rows: Rows) -> None:
    rows["sign_in"] = [{"token_hash": "mine", "account": "admin"}]


HOSTILE = [
    _owner, _hanging, _twice, _other_file, _missing_file, _brief, _lie, _table,
    _field("preparation", "id", "../../x"), _field("preparation", "id", 7), _field("preparation", "state", "owned"),
    _field("preparation", "run", 2**31), _field("preparation", "run", -1), _field("preparation", "run", True),
    _field("preparation", "created", "yesterday"), _field("preparation", "created", "0001-01-01T00:00:00+00:00"),
    _field("preparation", "title", "x" * 201), _field("preparation", "title", "a\0b"), _field("preparation", "title", "\ud800"),
    _field("preparation", "asked", {"cv": 1}), _field("preparation", "archived", "yes"), _field("preparation", "digest", {"x": 1}),
    _field("preparation", "failure", {"x": 1}), _field("preparation", "stage", "nowhere"), _field("preparation", "seconds", "long"),
    _field("stage", "name", "nowhere"), _field("stage", "preparation", "nothing"), _field("reading", "kind", "letter"),
    _field("reading", "data", {"x": 1}), _field("note", "text", None), _field("note", "item", "x" * 201), _field("homework", "due", "soon"),
    _field("homework", "candidate", "another@example.org"), _field("account", "settings", []), _field("account", "name", "a\0b"),
    _field("story", "data", {"x": 1}), _field("story_version", "texts", {"ending": {"text": "x"}}),
    _field("story_version", "texts", {"action": {"text": "12 of 30", "by": "cv"}}),
]  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE, ids=range(len(HOSTILE)))
def test_rows_that_do_not_fit_are_refused_and_nothing_is_changed(
    tmp_path: Path, filled_backup: bytes, change: Callable[[Rows], None]
) -> None:  # fmt: skip
    database = Database(tmp_path / "target.sqlite")
    upgrade(database)
    with_people(database, ME, OTHER)
    prepared(database, cv=b"here already")
    before = kept(database)
    with pytest.raises(InputError) as told:
        restore(database, changed(filled_backup, change), trusted=True, replace=True)
    assert told.value.code == "bad_backup" and str(told.value).endswith("; nothing was changed") and "\n" not in str(told.value)
    assert kept(database) == before and rows_in(database)["account"] == 2
    database.close()


@pytest.fixture(scope="module")
def filled_backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    database = Database(tmp_path_factory.mktemp("filled") / "filled.sqlite")
    upgrade(database)
    with_people(database, ME, OTHER)
    filled(database)
    data = backup(database)
    database.close()
    return data


def test_the_parts_are_readable_lines(filled_backup: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(filled_backup)) as held:
        stage = json.loads(held.read("data/stage.jsonl").splitlines()[0])
        note = json.loads(held.read("data/note.jsonl").splitlines()[0])
    assert stage["name"] == "composing" and stage["data"]["schema"] == "loopready.brief/1"
    assert note["text"] == "é “mine”\n" and "owner" not in note


def test_readings_of_other_versions_are_made_again(filled_backup: bytes, database: Database) -> None:
    restored = restore(database, changed(filled_backup, _field("reading", "reader", "0.0.1")))
    assert "reading" not in restored.added and rows_in(database)["preparation"] == 2


def test_accounts_are_found_by_their_address(database: Database) -> None:
    assert account_of(database, " Another@Example.org") == OTHER
    with pytest.raises(InputError, match="no account of that address"):
        account_of(database, "nobody@example.org")
