"""Notes set into a brief for a file."""

from __future__ import annotations

import datetime as dt

from loopready.app.notes import gone, with_notes
from loopready.model import Brief, ItemNote
from loopready.rendering import render

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def note(item: str, text: str = "", *, done: bool = False) -> ItemNote:
    return ItemNote(item=item, text=text, done=done, updated=NOW)


def test_notes_stand_at_their_items_as_the_persons_own(example_brief: Brief) -> None:
    item = example_brief.section("questions").items[0].id
    made = with_notes(example_brief, [note(item, "Say it slower.\n\n<b>Twice</b>", done=True)])
    found = next(each for each in made.section("questions").items if each.id == item)
    claims = found.blocks[-1].claims
    assert [claim.text for claim in claims] == ["Done.", "Say it slower.", "<b>Twice</b>"]
    assert {claim.made_by for claim in claims} == {"person"}
    assert made.groundedness.claims == example_brief.groundedness.claims + 3
    html = str(render(made, format="html"))
    assert "&lt;b&gt;Twice&lt;/b&gt;" in html and "<b>Twice</b>" not in html


def test_notes_on_items_that_are_gone_are_kept_at_the_end(example_brief: Brief) -> None:
    notes = [note("drills/old", "keep me"), note("drills/older", done=True)]
    assert [each.item for each in gone(example_brief, notes)] == ["drills/old"]
    assert "drills/old: keep me" in str(render(with_notes(example_brief, notes), format="md"))


def test_without_notes_the_brief_is_the_same(example_brief: Brief) -> None:
    assert with_notes(example_brief, [note("plan/first")]) is example_brief
