"""Stories with their editions and claims with their answers, on both databases: guarded against two tabs, scoped to their owner."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from database_things import ME, OTHER, at_once, prepared, rows_in
from loopready.adapters.database import Database, Defences, Preparations, Stories
from loopready.adapters.database.practice_tables import StoryRow, StoryVersionRow
from loopready.model import Defence, InputError, QuoteCite, Scorecard, Story, StoryData, StoryDraft, StoryPart, Telling

CITE = QuoteCite(source="cv", start=0, end=9, quote="Led 12 of")
DRAFT = StoryDraft(
    key="w_1", title="Led 12", parts={"action": StoryPart(text="“Led 12 of” ____", cites=(CITE,)), "task": StoryPart(text="____")},
    data=StoryData(line="Led 12 of", cites=(CITE,), signals=("people",), guide="a/b/c"),
)  # fmt: skip
CARD = Scorecard(question="questions/x", question_type="behavioural", overall=50)
CLAIM = Defence(key="w/1/number_12", kind="number", words="12", line="Led 12 of", probes=("counted how?",), cites=(CITE,))


def typed(text: str) -> dict[str, StoryPart]:
    return {"action": StoryPart(text=text, by="person")}


@pytest.fixture
def mine(database: Database) -> Stories:
    return Stories(database, ME)


@pytest.fixture
def story(database: Database, mine: Stories) -> Story:
    return mine.add(DRAFT, preparation=prepared(database).id)


def later(database: Database, story: str, *, hours: int) -> None:
    """As if the last change had been made some hours before."""
    with database.writing() as session:
        session.execute(update(StoryRow).where(StoryRow.id == story).values(updated=dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours)))


def test_a_draft_is_taken_once(database: Database, mine: Stories, story: Story) -> None:
    assert (story.key, story.edition, story.version, story.data, story.part("action").by) == ("w_1", 1, 1, DRAFT.data, "cv")
    assert mine.add(DRAFT, preparation=story.preparation).id == story.id and mine.keys() == {"w_1": story.id}
    shelved = mine.change(story.id, version=1, archived=True)
    assert mine.all() == [] and mine.all(archived=True) == [shelved]
    assert not mine.add(DRAFT).archived, "taken again it comes back from the archive, as it was"


def test_what_is_typed_is_one_edition_until_it_is_marked_or_left(database: Database, mine: Stories, story: Story) -> None:
    first = mine.write(story.id, typed("a"), version=1)
    assert (first.edition, first.version, first.part("action").text, first.part("task").text) == (2, 2, "a", "____")
    assert mine.write(story.id, typed("ab"), version=2).edition == 2
    marked = mine.mark(story.id, 2, CARD)
    assert (marked.scorecard, marked.marked_edition, marked.version) == (CARD, 2, 3)
    again = mine.write(story.id, typed("abc"), version=3)
    assert (again.edition, again.scorecard, again.marked_edition) == (3, CARD, 2)
    later(database, story.id, hours=2)
    assert mine.write(story.id, typed("abcd"), version=4).edition == 4
    assert mine.write(story.id, typed("abcd"), version=5).edition == 4
    assert mine.write(story.id, {}, version=6, anew=True).edition == 5
    assert [(each.number, each.parts["action"].text) for each in mine.editions(story.id)] == [
        (5, "abcd"), (4, "abcd"), (3, "abc"), (2, "ab"), (1, "“Led 12 of” ____"),
    ]  # fmt: skip


def test_an_earlier_edition_comes_back_as_a_new_one(mine: Stories, story: Story) -> None:
    mine.write(story.id, typed("mine"), version=1)
    back = mine.restore(story.id, 1, version=2)
    assert (back.edition, back.part("action"), back.version) == (3, DRAFT.parts["action"], 3)
    with pytest.raises(InputError, match="no such version"):
        mine.restore(story.id, 9, version=3)
    with pytest.raises(InputError, match="no such version"):
        mine.mark(story.id, 9, CARD)


def test_two_tabs_lose_nothing(mine: Stories, story: Story) -> None:
    mine.write(story.id, typed("from here"), version=1)
    for change in (
        lambda: mine.write(story.id, typed("from there"), version=1), lambda: mine.change(story.id, version=1, title="x"),
        lambda: mine.restore(story.id, 1, version=1),
    ):  # fmt: skip
        with pytest.raises(InputError) as fault:
            change()
        assert fault.value.code == "changed_elsewhere"
    assert mine.get(story.id).part("action").text == "from here"


def test_two_at_once_are_one_after_the_other(mine: Stories, story: Story) -> None:
    results = at_once(*(lambda text=text: mine.write(story.id, typed(text), version=1) for text in ("a", "b")))
    assert sorted(isinstance(each, InputError) for each in results) == [False, True]


def test_what_else_a_story_has(mine: Stories, story: Story) -> None:
    told = Telling(day="2026-11-20", where="Firn", preparation=story.preparation)
    mine.change(story.id, version=1, title="  The   split ", signals=("cost",), guide="d/e/f")
    made = mine.change(story.id, version=2, told=told)
    assert (made.title, made.data.signals, made.data.guide, made.data.told, made.data.line) == (
        "The split",
        ("cost",),
        "d/e/f",
        (told,),
        "Led 12 of",
    )
    for bad in ("   ", "x" * 201):
        with pytest.raises(InputError):
            mine.change(story.id, version=3, title=bad)


def test_a_story_outlives_its_preparation_and_goes_whole(database: Database, mine: Stories, story: Story) -> None:
    assert story.preparation is not None
    Preparations(database, ME).delete(story.preparation)
    assert mine.get(story.id).preparation is None
    mine.delete(story.id)
    assert "story" not in rows_in(database) and "story_version" not in rows_in(database)


def test_the_stories_of_others_are_not_there(database: Database, mine: Stories, story: Story) -> None:
    others = Stories(database, OTHER)
    acts = (
        lambda: others.get(story.id), lambda: others.write(story.id, typed("x"), version=1), lambda: others.change(story.id, version=1),
        lambda: others.editions(story.id), lambda: others.restore(story.id, 1, version=1), lambda: others.delete(story.id),
        lambda: others.mark(story.id, 1, CARD), lambda: others.add(DRAFT, preparation=story.preparation),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(InputError) as fault:
            act()
        assert fault.value.code == "not_found"
    assert others.all() == [] and others.keys() == {}
    assert others.add(DRAFT).id != story.id, "a key is one person's"


def test_the_answer_to_a_claim_is_kept_as_it_is_typed(database: Database) -> None:
    preparation = prepared(database).id
    mine = Defences(database, ME)
    assert mine.kept(preparation, (CLAIM,)) == (CLAIM,)
    first = mine.write(preparation, CLAIM, version=0, answer="a")
    assert (first.answer, first.state, first.version, first.words) == ("a", "open", 1, "12")
    assert mine.write(preparation, CLAIM, version=1, state="defended").state == "defended"
    with pytest.raises(InputError) as fault:
        mine.write(preparation, CLAIM, version=1, answer="b")
    assert fault.value.code == "changed_elsewhere"
    assert [(each.answer, each.state, each.version) for each in mine.kept(preparation, (CLAIM,))] == [("a", "defended", 2)]
    copy = Preparations(database, ME).duplicate(preparation)
    assert [(each.answer, each.state, each.version) for each in mine.kept(copy.id, (CLAIM,))] == [("a", "defended", 1)]
    Preparations(database, ME).delete(preparation)
    Preparations(database, ME).delete(copy.id)
    assert "defence" not in rows_in(database)


def test_claims_of_others_are_not_there(database: Database) -> None:
    preparation = prepared(database, owner=OTHER).id
    mine = Defences(database, ME)
    for act in (lambda: mine.kept(preparation, (CLAIM,)), lambda: mine.write(preparation, CLAIM, version=0, answer="x")):
        with pytest.raises(InputError) as fault:
            act()
        assert fault.value.code == "not_found"
    assert "defence" not in rows_in(database)


def test_the_editions_stand_in_the_table_of_their_own(database: Database, mine: Stories, story: Story) -> None:
    mine.write(story.id, typed("x"), version=1)
    with database.reading() as session:
        assert session.scalars(select(StoryVersionRow.number).where(StoryVersionRow.story == story.id)).all() == [1, 2]
