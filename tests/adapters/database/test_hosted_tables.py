"""Accounts, sign-ins, links, the audit trail and coaching over a database of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import (
    Accounts,
    Audit,
    Comments,
    Database,
    Files,
    Homeworks,
    Links,
    Pairings,
    Preparations,
    SignIns,
    upgrade,
)
from loopready.adapters.database.accounts import ensure_personal
from loopready.model import Account, Asked, InputError

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


def asked_of(database: Database, owner: str) -> Asked:
    return Asked(cv=Files(database, owner).put(b"a CV", name="cv.txt"), address="https://example.org/job")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "hosted.sqlite")
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def people(database: Database) -> dict[str, Account]:
    accounts = Accounts(database)
    return {name: accounts.add(email=f"{name}@example.org", name=name) for name in ("coach", "ada", "bob")}


def test_an_e_mail_has_one_account_whatever_its_case(database: Database) -> None:
    accounts = Accounts(database)
    made = accounts.add(email="Ada@Example.org")
    with pytest.raises(InputError, match="already"):
        accounts.add(email="ADA@example.org")
    assert accounts.by_email("aDA@example.org") == (made, None)


def test_the_one_of_personal_mode_is_no_account_to_sign_in_with(database: Database) -> None:
    ensure_personal(database, "me")
    assert Accounts(database).count() == 0 and Accounts(database).all() == []


def test_a_sign_in_ends_at_its_time_and_old_ones_are_swept(database: Database, people: dict[str, Account]) -> None:
    sign_ins, ada = SignIns(database), people["ada"].id
    token = sign_ins.begin(ada, browser="x" * 200, lasts=dt.timedelta(days=1), now=NOW)
    assert sign_ins.find(token, now=NOW) is not None and sign_ins.find(token[:-1], now=NOW) is None
    assert sign_ins.find(token, now=NOW + dt.timedelta(days=1)) is None
    sign_ins.begin(people["bob"].id, browser="", lasts=dt.timedelta(days=1), now=NOW + dt.timedelta(days=2))
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from sign_in").scalar() == 1


def test_a_link_is_used_once_and_for_its_kind(database: Database) -> None:
    links = Links(database)
    token = links.make("invite", lasts=dt.timedelta(days=1), now=NOW)
    with pytest.raises(InputError, match="used up"):
        links.use(token, "reset", now=NOW)
    links.use(token, "invite", now=NOW)
    with pytest.raises(InputError, match="used up"):
        links.use(token, "invite", now=NOW)
    links.give_back(token)
    assert links.find(token, "invite", now=NOW).used is None
    with pytest.raises(InputError):
        links.find(token, "invite", now=NOW + dt.timedelta(days=1))
    with database.engine.connect() as connection:
        assert token not in str(connection.exec_driver_sql("select * from link").all())


def test_the_trail_holds_what_others_did_and_looks_once_in_a_while(database: Database, people: dict[str, Account]) -> None:
    ada, coach = people["ada"].id, people["coach"].id
    trail = Audit(database, ada)
    trail.note(actor=ada, action="view_brief", what="1")
    trail.note(actor=coach, action="overview", within=dt.timedelta(hours=1))
    trail.note(actor=coach, action="overview", within=dt.timedelta(hours=1))
    trail.note(actor=coach, action="view_brief", what="1")
    trail.note(actor=coach, action="view_brief", what="1")
    assert [(each.action, each.actor_name) for each in trail.all()] == [("view_brief", "coach")] * 2 + [("overview", "coach")]
    assert Audit(database, people["bob"].id).all() == []


def test_pairings_are_of_their_two_sides_alone(database: Database, people: dict[str, Account]) -> None:
    coach, ada, bob = (Pairings(database, people[name].id) for name in ("coach", "ada", "bob"))
    made = coach.offer(people["ada"].id)
    assert coach.offer(people["ada"].id).id == made.id, "one offer at a time"
    for verb in (
        lambda: coach.accepted(made.id),
        lambda: bob.answer(made.id, accept=True),
        lambda: coach.answer(made.id, accept=True),
        lambda: bob.end(made.id, as_coach=False),
        lambda: ada.end(made.id, as_coach=True),
        lambda: ada.forget(made.id),
    ):
        with pytest.raises(InputError, match="no such"):
            verb()
    ada.answer(made.id, accept=True)
    assert coach.accepted(made.id).candidate_name == "ada"
    with pytest.raises(InputError):
        ada.accepted(made.id)
    assert coach.end(made.id, as_coach=True).state == "ended" and ada.of_candidate() == []
    assert coach.offer(people["ada"].id).id != made.id, "after an end one may offer again"


def test_a_coach_gets_the_preparations_of_those_who_accepted(database: Database, people: dict[str, Account]) -> None:
    coach = Pairings(database, people["coach"].id)
    for name in ("ada", "bob"):
        Preparations(database, people[name].id).add(asked_of(database, people[name].id))
    offered = coach.offer(people["ada"].id)
    assert coach.preparations() == {}
    Pairings(database, people["ada"].id).answer(offered.id, accept=True)
    assert list(coach.preparations()) == [people["ada"].id]


def test_homework_and_comments_name_a_preparation_of_that_candidate(database: Database, people: dict[str, Account]) -> None:
    coach, ada, bob = (people[name].id for name in ("coach", "ada", "bob"))
    theirs = Preparations(database, ada).add(asked_of(database, ada))
    for verb in (
        lambda: Homeworks(database, coach).add(bob, text="x", due="2026-12-01", preparation=theirs.id),
        lambda: Comments(database, coach).add(theirs.id, whose=bob, item="x", text="x"),
    ):
        with pytest.raises(InputError, match="no such preparation"):
            verb()
    homework = Homeworks(database, coach).add(ada, text="x", due="2026-12-01", preparation=theirs.id)
    for verb in (
        lambda: Homeworks(database, bob).mark(homework.id, done=True),
        lambda: Homeworks(database, coach).mark(homework.id, done=True),
        lambda: Homeworks(database, ada).delete(homework.id),
    ):
        with pytest.raises(InputError, match="no such homework"):
            verb()
    assert Homeworks(database, ada).mark(homework.id, done=True).done is not None
    assert Homeworks(database, ada).got(since=dt.datetime.now(dt.UTC) + dt.timedelta(days=1)) == []
    comment = Comments(database, coach).add(theirs.id, whose=ada, item="x", text="x", quote="q")
    assert Comments(database, bob).of(theirs.id, whose=bob) == [] and Comments(database, ada).of(theirs.id, whose=ada) == [comment]
    with pytest.raises(InputError, match="no such comment"):
        Comments(database, bob).delete(comment.id)


def test_all_that_is_an_accounts_goes_with_it(database: Database, people: dict[str, Account]) -> None:
    coach, ada = people["coach"].id, people["ada"].id
    theirs = Preparations(database, ada).add(asked_of(database, ada))
    Pairings(database, coach).offer(ada)
    Comments(database, coach).add(theirs.id, whose=ada, item="x", text="x")
    Homeworks(database, coach).add(ada, text="x", due="2026-12-01")
    Audit(database, ada).note(actor=coach, action="overview")
    with database.writing() as session:
        from loopready.adapters.database.tables import AccountRow

        session.delete(session.get_one(AccountRow, coach))
    assert Audit(database, ada).all()[0].actor_name == "an account that is gone"
    with database.engine.connect() as connection:
        for table in ("pairing", "comment", "homework"):
            assert connection.exec_driver_sql(f"select count(*) from {table}").scalar() == 0
