"""Nobody sees or changes what is another's: every route, as each kind of wrong person and as nobody; and the walk itself is tested."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import cast, get_args

import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

from hosted_site import Visitor, account_for
from loopready.adapters import database as adapters
from loopready.adapters.database import Database, Exercises, Pairings
from loopready.adapters.database.tables import NoteRow
from loopready.app import tokens
from loopready.app.accounts import utc_now
from loopready.app.afterwards import AfterwardsBook
from loopready.app.coaching import CoachDesk, Coached
from loopready.app.interviews import InterviewRoom
from loopready.app.planning import Planner
from loopready.app.reviewing import CardBox
from loopready.app.sample import CV
from loopready.app.service import Service
from loopready.app.stories import StoryBank
from loopready.model import ExerciseKind, Role
from loopready.practice.cards import card_id
from scoping import Theirs, kept_of, routes_of, walk, walk_as_nobody

NAME, MAIL = "Zinnia Quillfeather", "zinnia.quillfeather@example.com"
THEIR_CV = CV.replace("Noor Halvorsen-Achebe", NAME).replace(CV.split("@")[0].split()[-1] + "@", MAIL.split("@", maxsplit=1)[0] + "@")


def app_of(visitor: Visitor) -> FastAPI:
    return cast(FastAPI, visitor.client.app)


OWN_GUIDE = "title: a secret guide\nrevision: 1\nreviewed: 2026-11-20\nextends: [general]\n"


class Scene:
    """A candidate with a preparation, notes, a coach, comments and homework."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.victim = account_for(service, "vera@example.org", name="Vera Wittgenstein-Ohm")
        self.coach = account_for(service, "coach@example.org", "coach", name="Carla Coach")
        self.visitor = Visitor(service, self.victim)
        self.id = self.visitor.prepared(cv=THEIR_CV)
        pairing = Pairings(service.database, self.coach.id).offer(self.victim.id)
        Coached(service, self.victim.id).answer(pairing.id, accept=True)
        desk = service.desk(self.victim.id)
        brief = desk.brief(self.id)
        assert brief is not None and NAME in brief.cv.text
        item = brief.sections[0].items[0].id
        with service.database.writing() as session:
            session.add(NoteRow(preparation=self.id, item=item, text="a secret note", done=True, version=1, updated=utc_now()))
        comment = CoachDesk(service, self.coach).comment(pairing.id, self.id, item=item, text="a secret comment")
        homework = CoachDesk(service, self.coach).set_homework(pairing.id, text="a secret homework", due="2026-12-01")
        box, planner = CardBox(service, self.victim.id), Planner(service, self.victim.id)
        card = box.deck(self.id, now=utc_now()).cards[0]
        box.rate(self.id, card_id(card.key), 3, version=0, now=utc_now())
        planner.set(self.id, {"minutes_a_day": 30}, version=0)
        done = planner.do(self.id, "walk", now=utc_now())
        room = InterviewRoom(service, self.victim.id)
        interview = room.start(preparation=self.id, round="people")
        turn = room.open(interview.id)
        assert turn is not None
        room.save(interview.id, turn.id, "a secret answer", version=turn.version)
        after = AfterwardsBook(service, self.victim.id)
        note = after.add_note(self.id, round="people", held="2026-11-26")
        after.write_note(self.id, note.id, {"asked": "a secret round"}, version=1)
        after.tell(self.id, [after.page(self.id).listed[0].id], seen="")
        real = after.add_own(self.id, "a secret question?")
        held = desk.preparations.get(self.id)
        assert held.asked.job is not None
        story = StoryBank(service, self.victim.id).begin("a secret story", preparation=self.id)
        exercises = {
            f"exercise {kind}": Exercises(service.database, self.victim.id)
            .create(
                kind=kind,
                item="a secret item",
                title="a secret exercise",
                data={"text": "a secret draft", **({"name": "a secret file", "by": "a model"} if kind == "firm" else {})},
            )
            .id
            for kind in get_args(ExerciseKind)
        }
        own = desk.own.put_guide(OWN_GUIDE, path="secret/place")
        self.theirs = Theirs(
            values={
                "preparation": self.id, "card": card_id(card.key), "done": done.id, "key": "walk",
                "comment": comment.id, "homework": homework.id, "item": item, "kept_cv": held.asked.cv.sha256,
                "sha256": held.asked.cv.sha256, "cv": held.asked.cv.sha256, "source": "cv", "format": "pdf", "number": "1", "page": "1",
                "token": "x" * 43, "path": own.path, "own": own.id, "guide": own.path, "story": story.id, "for": self.id,
                "digest": "x", "name": "app.css", "with": self.id, "a": self.id, "b": self.id,
                "interview": interview.id, "turn": turn.id, "note": note.id, "question": real.id,
                "asked": "questions/decision", "seen": "x", "drill": "general:two_offers", "tool": "sla", **exercises,
                "paper": exercises["exercise firm"],
            },
            marks=(
                NAME, MAIL, "own-cv.txt", "a secret note", "a secret comment", "a secret homework", "a secret guide", "a secret answer",
                "a secret story", "a secret round", "a secret question", "a secret exercise", "a secret draft",
            ),
            pairing=pairing.id, account=self.victim.id, homework=homework.id,
        )  # fmt: skip

    def wrong(self, kind: str) -> tuple[Visitor, Theirs, frozenset[str]]:
        """A wrong person of a kind, what they try, and the paths that are theirs to use."""
        role: Role = "candidate" if kind == "candidate" else "admin" if kind == "admin" else "coach"
        other = account_for(self.service, f"{kind}@example.org", role, name=f"Wrong {kind}")
        theirs, own = self.theirs, frozenset[str]()
        if kind == "admin":
            own = frozenset(path for _, path in routes_of(app_of(self.visitor)) if path.startswith("/admin"))
        if kind in ("offered", "ended"):
            pairing = Pairings(self.service.database, other.id).offer(self.victim.id)
            if kind == "ended":
                Coached(self.service, self.victim.id).answer(pairing.id, accept=True)
                Coached(self.service, self.victim.id).end(pairing.id)
            theirs = Theirs(**{**vars(theirs), "pairing": pairing.id})
            own = frozenset({"/coach/clients/{id}/end"}) if kind == "offered" else own
        made = Visitor(self.service, other)
        _, made.api_token = tokens.made(self.service.database, other.id, name="wrong")
        return made, theirs, own


@pytest.fixture
def scene(hosted: Service) -> Scene:
    return Scene(hosted)


@pytest.mark.parametrize("kind", ["candidate", "stranger", "offered", "ended", "admin"])
def test_no_route_gives_or_changes_what_is_anothers(scene: Scene, kind: str) -> None:
    visitor, theirs, own = scene.wrong(kind)
    before = kept_of(scene.service.database, scene.victim.id)
    found = walk(app_of(visitor), visitor, theirs, skip=own)
    assert found.leaks == []
    assert kept_of(scene.service.database, scene.victim.id) == before
    assert len(found.routes) > 30 and "a secret note" in before and "a secret comment" in before


def test_nobody_comes_to_the_door(scene: Scene) -> None:
    before = kept_of(scene.service.database, scene.victim.id)
    nobody = Visitor(scene.service)
    assert walk_as_nobody(app_of(nobody), nobody, scene.theirs) == []
    assert kept_of(scene.service.database, scene.victim.id) == before


GONE = frozenset({"/preparations/{id}/delete", "/settings/delete", "/interviews/{interview}/delete"})
"""Paths after which there is nothing left to see."""


def test_the_right_person_does_see_it(scene: Scene) -> None:
    found = walk(
        app_of(scene.visitor),
        scene.visitor,
        scene.theirs,
        skip=frozenset({"/preparations/{id}/delete", "/settings/delete", "/interviews/{interview}/delete"}),
    )
    assert any("GET /preparations/{id} shows" in leak for leak in found.leaks), "the walk knows the words of the other person"


def _leak_the_brief(app: FastAPI, scene: Scene) -> None:
    @app.get("/leak/{id}")
    def leak(id: str) -> PlainTextResponse:
        return PlainTextResponse(str(scene.service.stages._stages.preparation(id)))


def _leak_by_query(app: FastAPI, scene: Scene) -> None:
    @app.get("/leak")
    def leak(preparation: str = "") -> PlainTextResponse:
        brief = scene.service.desk(scene.victim.id).brief(preparation) if preparation else None
        return PlainTextResponse(brief.cv.text if brief else "")


def _answers_for_anybody(app: FastAPI, scene: Scene) -> None:
    @app.post("/leak/{id}/homework/{homework}")
    def leak(id: str, homework: str) -> PlainTextResponse:
        return PlainTextResponse("done")


@pytest.mark.parametrize("plant", [_leak_the_brief, _leak_by_query, _answers_for_anybody])
def test_a_planted_leak_is_caught(scene: Scene, plant: Callable[[FastAPI, Scene], None]) -> None:
    visitor, theirs, _ = scene.wrong("candidate")
    plant(app_of(visitor), scene)
    leaks = walk(app_of(visitor), visitor, theirs).leaks
    assert leaks and all("/leak" in leak for leak in leaks)
    nobody = Visitor(scene.service)
    plant(app_of(nobody), scene)
    leaks = walk_as_nobody(app_of(nobody), nobody, theirs)
    assert leaks and all("/leak" in leak for leak in leaks)


def test_a_planted_change_is_caught(scene: Scene) -> None:
    visitor, _, _ = scene.wrong("candidate")
    before = kept_of(scene.service.database, scene.victim.id)

    @app_of(visitor).post("/leak")
    def leak() -> PlainTextResponse:
        Coached(scene.service, scene.victim.id).mark(scene.theirs.homework, done=True)
        return PlainTextResponse("done")

    walk(app_of(visitor), visitor, scene.theirs)
    assert kept_of(scene.service.database, scene.victim.id) != before


def test_a_route_with_an_unknown_parameter_is_told(scene: Scene) -> None:
    visitor, theirs, _ = scene.wrong("candidate")

    @app_of(visitor).get("/things/{thing}")
    def things(thing: str) -> PlainTextResponse:
        return PlainTextResponse(thing)

    with pytest.raises(AssertionError, match=r"\{thing\}"):
        walk(app_of(visitor), visitor, theirs)


SHARED_CLASSES = {
    "Database": "the connections",
    "Accounts": "the door looks accounts up by e-mail before it knows who asks; it holds nobody's content",
    "SignIns": "the door looks a sign-in up by its cookie",
    "Links": "a link's token is the permission",
    "Stages": "jobs run for whoever owns them; a desk looks at its own preparation first",
    "Executors": "processes that run jobs; they belong to nobody",
}
"""Classes of the database that take no owner, and why."""


OPENERS = frozenset({"upgrade", "changing", "account_of", "holder_of"})
"""Functions that make the tables, or find whose a secret or an address is; they give nothing of anybody else."""


def ownerless(module: object) -> list[str]:
    """Classes and functions of a module that ask the database and take no owner."""
    found = []
    for name, thing in vars(module).items():
        if getattr(thing, "__module__", "") != getattr(module, "__name__", "") or name.startswith("_"):
            continue
        if inspect.isclass(thing) and hasattr(thing, "__init__"):
            parameters = inspect.signature(thing.__init__).parameters
            if "database" in parameters and "owner" not in parameters and name not in SHARED_CLASSES:
                found.append(name)
        elif inspect.isfunction(thing):
            parameters = inspect.signature(thing).parameters
            if "database" in parameters and not {"owner", "id"} & parameters.keys() and name not in OPENERS:
                found.append(name)
    return found


def test_the_classes_of_the_database_take_an_owner() -> None:
    names = [each.name for each in pkgutil.iter_modules(adapters.__path__) if each.name != "migrations"]
    assert len(names) > 8
    assert {name: ownerless(import_module(f"{adapters.__name__}.{name}")) for name in names} == {name: [] for name in names}


def test_a_planted_class_without_an_owner_is_told() -> None:
    module = type(inspect)("planted")

    class Planted:
        def __init__(self, database: Database) -> None: ...

    Planted.__module__ = "planted"
    module.Planted = Planted  # type: ignore[attr-defined]
    assert ownerless(module) == ["Planted"]
