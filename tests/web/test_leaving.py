"""Deleting everything with the account on a hosted server: all rows go, what stays names nobody, the last admin cannot."""

from __future__ import annotations

from sqlalchemy import select

from hosted_site import PASSWORD, Visitor, account_for
from loopready.adapters.database import Audit, Pairings
from loopready.adapters.database.tables import Base
from loopready.app import tokens
from loopready.app.coaching import CoachDesk, Coached
from loopready.app.service import Service


def rows_naming(service: Service, id: str) -> list[str]:
    """Tables with a row that holds this id in any column."""
    with service.database.reading() as session:
        return [
            table.name
            for table in Base.metadata.sorted_tables
            if any(id in map(str, row) for row in session.execute(select(*[c for c in table.c if c.name != "data"])))
        ]


def test_the_account_goes_with_all_its_rows(hosted: Service) -> None:
    account_for(hosted, "root@example.org", "admin")
    coach, ada = account_for(hosted, "coach@example.org", "coach", name="Carla"), account_for(hosted, "ada@example.org", name="Ada")
    pairing = Pairings(hosted.database, coach.id).offer(ada.id).id
    Coached(hosted, ada.id).answer(pairing, accept=True)
    CoachDesk(hosted, coach).set_homework(pairing, text="Write it down", due="2030-01-01")
    visitor = Visitor(hosted, coach)
    tokens.made(hosted.database, coach.id, name="mine")
    hosted.reception.invite(coach)
    visitor.get("/own")
    visitor.post("/own", {"path": "x", "text": "title: x"})
    Audit(hosted.database, ada.id).note(actor=coach.id, action="view_client")
    page = visitor.get("/settings").text
    assert "My account too" in page and "What stays" in page
    wrong = visitor.post("/settings/delete", {"word": "no", "account": "1"})
    assert wrong.status_code == 422 and "account" in rows_naming(hosted, coach.id)
    gone = visitor.post("/settings/delete", {"word": "delete", "account": "1"})
    assert gone.url.path == "/sign-in" and "Your account is deleted" in gone.text
    assert rows_naming(hosted, coach.id) == []
    assert visitor.sign_in("coach@example.org", PASSWORD) == 422
    seen = Visitor(hosted, ada).get("/account/seen").text
    assert "an account that is gone" in seen and "Carla" not in seen


def test_without_the_tick_the_account_stays(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org", name="Ada")
    visitor = Visitor(hosted, ada)
    visitor.get("/settings")
    assert "Everything was deleted" in visitor.post("/settings/delete", {"word": "delete"}).text
    assert "account" in rows_naming(hosted, ada.id)


def test_the_last_admin_stays_with_all_that_is_kept(hosted: Service) -> None:
    root = account_for(hosted, "root@example.org", "admin", name="Rosa")
    visitor = Visitor(hosted, root)
    visitor.get("/own")
    visitor.post("/own", {"path": "x", "text": "title: x"})
    visitor.get("/settings")
    answer = visitor.post("/settings/delete", {"word": "delete", "account": "1"})
    assert answer.status_code == 422 and "last admin" in answer.text and len(hosted.desk(root.id).own.all()) == 1
    account_for(hosted, "other@example.org", "admin")
    assert visitor.post("/settings/delete", {"word": "delete", "account": "1"}).url.path == "/sign-in"
    assert rows_naming(hosted, root.id) == []


def test_in_personal_mode_nothing_but_the_rows_goes(service: Service) -> None:
    from loopready.app.keeping import Keeping

    Keeping(service, "me").delete_everything("delete", guides=False, account=True)
    assert "account" in rows_naming(service, "me")
