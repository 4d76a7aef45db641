"""The library to read in."""

from __future__ import annotations

import pytest

from loopready.app import reading_room as room
from loopready.model import InputError
from loopready.rendering.html import opened

GUIDE = "technology_software/cloud_hyperscale/engineering_management"


def test_the_tree_holds_every_guide_once() -> None:
    whole = room.folder()

    def walk(folder: room.Folder) -> list[str]:
        return [guide.path for guide in folder.guides] + [path for inner in folder.folders for path in walk(inner)]

    paths = walk(whole)
    assert len(paths) == len(set(paths)) == whole.count
    assert GUIDE in paths and "general" in paths


def test_a_folder_lists_what_is_below_it_and_an_unknown_one_is_told() -> None:
    held = room.folder("technology_software/cloud_hyperscale")
    assert {guide.path for guide in held.guides} >= {GUIDE}
    assert all(guide.numbers for guide in held.guides)
    for path in ("technology", "technology_software/cloud", GUIDE + "/more"):
        with pytest.raises(InputError, match="no guide or folder"):
            room.folder(path)


def test_near_paths_are_offered_for_a_slip() -> None:
    assert room.near("technology_software/cloud_hyperscale/engineering-managment")[0][0] == GUIDE
    assert any(path == GUIDE for path, _ in room.near("engineering_management"))
    assert room.near("zzz") == []


def test_words_are_found_with_their_context_and_a_true_anchor() -> None:
    hits = room.find("error budg")
    assert hits
    for hit in hits[:2]:
        page = room.laid_out(room.guide_of(hit.path))
        anchors = {item.anchor for section in page.sections for item in section.items}
        for passage in hit.passages:
            assert passage.anchor in anchors
    lit = [said for passage in hits[0].passages for said, is_lit in passage.runs if is_lit]
    assert "budget" in [word.lower() for word in lit]
    assert not any("[fact:" in said or "{{" in said for hit in hits for passage in hit.passages for said, _ in passage.runs)


def test_titles_come_first_and_ids_of_facts_are_not_words() -> None:
    assert room.find("site reliability engineer")[0].path.endswith("site_reliability_engineering")
    assert room.find("zzqx") == []
    with pytest.raises(InputError, match="a word"):
        room.find(" — ")


def test_lineage_names_every_item_once_and_points_at_the_page() -> None:
    guide = room.guide_of(GUIDE)
    lineage = room.lineage(guide)
    anchors = {item.anchor for section in room.laid_out(guide).sections for item in section.items}
    named = [anchor for origin in lineage.origins for anchor, *_ in (*origin.kept, *origin.changed)] + [anchor for anchor, _ in lineage.own]
    assert set(named) <= anchors
    assert {origin.base for origin in lineage.origins} <= {each.base for each in guide.inherited}


def test_the_step_between_two_seats_is_a_page() -> None:
    page = room.step_page(room.guide_of("technology_software/cloud_hyperscale/engineering_ic"), room.guide_of(GUIDE))
    assert {section.id for section in page.sections} & {"new", "changes", "carries"}
    assert opened(page) == frozenset()
