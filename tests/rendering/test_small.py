"""Pieces for a small window: whole over their pages, within their bound whatever stands in them, quotes where they say."""

from __future__ import annotations

import pytest

from loopready.app import guides
from loopready.engines.paging import size_of
from loopready.model import Block, Brief, Claim, FactCite, InputError, Item, QuoteCite, Scorecard, Section
from loopready.model.marking import AnswerSpan, Mark
from loopready.rendering.small import MOST_BYTES
from loopready.rendering.small.briefs import digest_json, section_page, small_claim
from loopready.rendering.small.guides import KINDS, contents_json, part_page
from loopready.rendering.small.practice import scorecard_json
from practice_briefs import MANAGER, brief_of, guide_of


def with_huge_claims(brief: Brief) -> Brief:
    """The brief with a CV of one endless line, which its summary and its fit quote over and over."""
    line = "\x01Ω" * 12_000
    cv = brief.cv.model_copy(update={"text": brief.cv.text + line})
    cite = QuoteCite(source="cv", start=len(brief.cv.text), end=len(cv.text), quote=line)

    def huge(section: Section) -> Section:
        items = [item.model_copy(update={"blocks": tuple(_huge(block, cite) for block in item.blocks)}) for item in section.items]
        return section.model_copy(update={"items": tuple(items)})

    sections = [huge(section) if section.id in ("summary", "fit") else section for section in brief.sections]
    return brief.model_copy(update={"cv": cv, "sections": tuple(sections)})


def _huge(block: Block, cite: QuoteCite) -> Block:
    return block.model_copy(
        update={"claims": tuple(claim.model_copy(update={"text": cite.quote, "cites": (cite,) * 21}) for claim in block.claims)}
    )


def test_a_small_claim_is_the_contracts_own() -> None:
    claim = Claim(id="a", text="x", cites=(FactCite(id="f"), QuoteCite(source="cv", start=2, end=4, quote="ab")))
    assert small_claim(claim) == {
        "id": "a", "text": "x", "made_by": "engine",
        "cites": [{"source": "fact", "id": "f"}, {"source": "cv", "start": 2, "end": 4, "quote": "ab"}],
    }  # fmt: skip


def test_endless_quotes_are_cut_with_the_places_of_what_is_left() -> None:
    brief = with_huge_claims(brief_of())
    digest = digest_json(brief, id="0123456789abcdef", name="n" * 5_000)
    assert size_of(digest) <= MOST_BYTES and digest["verdict"] and len(digest["sections"]) == len(brief.sections)
    first = section_page(brief, "fit", id="0123456789abcdef", page=1)
    for page in (1, first["pages"]):
        record = section_page(brief, "fit", id="0123456789abcdef", page=page)
        assert size_of(record) <= MOST_BYTES
        for claim in (claim for item in record["items"] for block in item["blocks"] for claim in block["claims"]):
            assert claim["cites"] and claim["cites_left_out"]
            assert all(brief.cv.text[cite["start"] : cite["end"]] == cite["quote"] for cite in claim["cites"])
    places = [section_page(brief, "cv", id="x", page=page) for page in (1, 2)]
    assert all(size_of(each) <= MOST_BYTES for each in places)
    assert places[1]["text"] == brief.cv.text[places[0]["end"] : places[1]["end"]]


def test_an_item_without_claims_and_one_that_goes_over_pages_keep_their_heads() -> None:
    brief = brief_of()
    claims = tuple(Claim(id=f"fit/b/{n}", text="y" * 900, cites=(FactCite(id="f"),)) for n in range(60))
    items = (Item(id="fit/a", title="A", kind="must"), Item(id="fit/b", title="B", kind="must", blocks=(Block(role="r", claims=claims),)))
    sections = tuple(each.model_copy(update={"items": items}) if each.id == "fit" else each for each in brief.sections)
    cut = brief.model_copy(update={"sections": sections})
    pages = [section_page(cut, "fit", id="x", page=page) for page in range(1, section_page(cut, "fit", id="x", page=1)["pages"] + 1)]
    assert [item["id"] for page in pages for item in page["items"]] == ["fit/a", *["fit/b"] * len(pages)]
    assert [claim["id"] for page in pages for item in page["items"] for block in item["blocks"] for claim in block["claims"]] == [
        claim.id for claim in claims
    ]


def test_a_guides_parts_are_whole_and_bounded() -> None:
    guide = guide_of(MANAGER)
    held = {"concepts": [concept.id for area in guide.areas for concept in area.concepts]} | {
        kind: [each.id for each in getattr(guide, kind)] for kind in KINDS if kind not in ("seat", "concepts")
    }
    contents = contents_json(guide, guides.expand, page=1)
    assert size_of(contents) <= MOST_BYTES and contents["pages"] == 1
    facts = guides.fact_lines()
    for kind in ("seat", "signals", "concepts", "drills", "asks", "sources"):
        pages = part_page(guide, guides.expand, kind, facts=facts, page=1)["pages"]
        found = [part_page(guide, guides.expand, kind, facts=facts, page=page) for page in range(1, pages + 1)]
        assert all(size_of(each) <= MOST_BYTES for each in found)
        items = [item for each in found for item in each["items"]]
        assert kind == "seat" or [item["id"] for item in items] == held[kind]
        assert not any("left_out" in item for item in items)
        for item in items:
            cited = {cite["id"] for cites in item.get("cites", {}).values() for cite in cites if cite["source"] == "fact"}
            assert cited == set(item.get("facts", {}))


@pytest.mark.parametrize(("part", "page", "code"), [("none", 1, "no_part"), ("signals/none", 1, "no_part"), ("asks", 99, "no_page")])
def test_what_a_guide_has_not_is_told(part: str, page: int, code: str) -> None:
    with pytest.raises(InputError) as raised:
        part_page(guide_of(MANAGER), guides.expand, part, facts={}, page=page)
    assert raised.value.code == code


def test_a_large_scorecard_keeps_its_marks_before_all_else() -> None:
    spans = tuple(AnswerSpan(kind="own_act", start=n, end=n + 50, quote="q" * 50) for n in range(200))
    marks = tuple(Mark(criterion=f"c{n}", level=3, quote="q" * 50, start=0, end=50, why="w", present=spans) for n in range(6))
    card = Scorecard(question_type="behavioural", overall=50, marks=marks, evidence=spans, missing=("Name two.",))
    record = scorecard_json(card, session="s", state="open", text="t" * 40_000)
    assert size_of(record) <= MOST_BYTES
    assert [mark["criterion"] for mark in record["marks"]] == [mark.criterion for mark in marks]
    assert (record["session"], record["missing"], record["evidence"]) == ("s", ["Name two."], [])
    assert record["left_out"] == ["evidence", "text"]
    assert scorecard_json(card.model_copy(update={"marks": marks[:1], "evidence": ()})) == card.model_copy(
        update={"marks": marks[:1], "evidence": ()}
    ).model_dump(mode="json")
