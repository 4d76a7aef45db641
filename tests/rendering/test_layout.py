from __future__ import annotations

from rendering_sample import sample_brief

from loopready.model import Block, Claim, GuideCite, Item, Section
from loopready.rendering.brief_page import brief_page
from loopready.rendering.layout import Anchors, lay_out_item, lay_out_section
from loopready.rendering.linear import linear
from loopready.rendering.notes import Notebook
from loopready.rendering.view import ItemView, SectionView


def _item(id: str, title: str, kind: str, *, folded: bool = False, minutes: int | None = None, roles: tuple[str, ...] = ("do",)) -> Item:
    blocks = tuple(Block(role=role, claims=(Claim(id=f"{id}/{role}", text="Words.", cites=(GuideCite(item="seat"),)),)) for role in roles)
    return Item(id=id, title=title, kind=kind, folded=folded, minutes=minutes, blocks=blocks)


def _view(item: Item) -> ItemView:
    return lay_out_item(item, notebook=Notebook(), anchors=Anchors())


def _section(*items: Item, id: str = "loop") -> SectionView:
    return lay_out_section(Section(id=id, title="X", items=items), [_view(item) for item in items])


def test_a_sessions_day_is_set_apart_from_its_matter() -> None:
    said = {
        "2026-11-24: Date the second team": ("Tue 24 Nov", "Date the second team"),
        "Mon 23 Nov: 45 minutes": ("Mon 23 Nov", ""),
        "Sat 6 Dec, the last evening: 45 minutes": ("Sat 6 Dec", "The last evening"),
        "If you have 20 minutes": ("If you have 20 minutes", ""),
        "2026-13-45: no day": ("2026-13-45: no day", ""),
    }
    for title, wanted in said.items():
        view = _view(_item("s", title, "session", minutes=45))
        assert (view.when, view.title) == wanted


def test_a_folded_session_keeps_its_day_in_view_and_folds_its_steps() -> None:
    view = _view(_item("s", "Mon 23 Nov: 45 minutes", "session", folded=True, minutes=45))
    assert not view.folded
    assert [(block.folded, block.label) for block in view.blocks] == [(True, "1 step")]


def test_rows_of_a_table_need_company_and_open_items() -> None:
    rounds = [_item(f"r{n}", f"Round {n}", "round", roles=("what", "prepare")) for n in range(3)]
    group = _section(*rounds).groups[0]
    assert (group.form, group.columns) == ("table", (("what", "What"), ("prepare", "Bring")))
    assert _section(rounds[0]).groups[0].form == "cards"
    assert _section(*rounds, _item("r9", "Round 9", "round", folded=True)).groups[0].form == "cards"
    wide = [_item(f"w{n}", "W", "round", roles=tuple("abcdefg")) for n in range(2)]
    assert _section(*wide).groups[0].form == "cards"


def test_anchors_are_safe_and_unique() -> None:
    anchors = Anchors()
    assert [anchors.of(id) for id in ("fit/r1", "fit r1", "<x>", "%%%", "%%%")] == ["i-fit-r1", "i-fit-r1-2", "i-x", "i-item", "i-item-2"]


def test_a_guide_item_that_carries_several_lines_is_named_once() -> None:
    view = _view(_item("q", "Q", "question", roles=("tests", "great", "traps")))
    assert [note.label for note in view.shared] == ["guide 1"]
    assert all(not claim.marks for block in view.blocks for claim in block.claims)


def test_in_line_nothing_is_lost_and_what_folds_comes_after() -> None:
    page = brief_page(sample_brief())
    line = linear(page)

    def ids(sections: tuple[SectionView, ...]) -> list[str]:
        return [claim.id for section in sections for item in section.items for block in item.blocks for claim in block.claims]

    assert sorted(ids(page.sections)) == sorted(ids(line.sections) + ids(line.depth))
    assert not any(block.folded for section in (*line.sections, *line.depth) for item in section.items for block in item.blocks)
    questions = next(section for section in line.sections if section.id == "questions")
    deep = next(section for section in line.depth if section.id == "questions")
    assert len(questions.items) == 5
    assert [title for title, _ in questions.further] == ["What does a great manager here do in a week?"]
    assert {item.anchor for item in deep.items} >= {anchor for _, anchor in questions.further}
    assert {block.role for block in deep.items[0].blocks} == {"average", "sinks", "follow_ups", "traps"}


def test_a_folded_row_of_the_fit_stays_in_its_table() -> None:
    row = Item(
        id="fit/extra",
        title="Extra",
        kind="nice",
        state="met",
        folded=True,
        blocks=_item("e", "E", "nice", roles=("evidence", "do")).blocks,
    )
    page = brief_page(sample_brief(extra={"fit": (row,)}))
    line = linear(page)
    shown = next(section for section in line.sections if section.id == "fit")
    assert [block.role for block in shown.items[-1].blocks] == ["evidence"]
    assert shown.items[-1].title == "Extra"
    deep = next(section for section in line.depth if section.id == "fit")
    assert [block.role for block in deep.items[-1].blocks] == ["do"]
