"""A brief in pieces: what it comes to on one page, then its sections, and the documents that it quotes, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from loopready.engines.paging import fitted, paged, pieces, size_of
from loopready.model import Brief, Cite, Claim, Document, InputError, QuoteCite, Section
from loopready.rendering.contract import cite_json, claim_json, item_head_json
from loopready.rendering.small.bounds import MOST_BYTES, PAGE_BYTES, page_of, shortened

DOCUMENTS = ("cv", "job")
_CLAIM_BYTES = 5_000
_LINE_BYTES = 1_500
"""Bytes of a line of the digest."""
_LINK_BYTES = 4_000
"""Bytes for links to the sections, which stand beside the digest."""
_STEPS = ((600, 20, 2_000), (200, 8, 1_000), (60, 3, 300))
"""How far a claim that is too large is cut, step by step: letters of a quote, cites, letters of the text."""
_TITLE = 240


def brief_address(id: str, section: str = "") -> str:
    """The address of a kept brief, or of a section of it."""
    return f"loopready://briefs/{id}/{section}" if section else f"loopready://briefs/{id}"


def digest_json(brief: Brief, *, id: str, name: str) -> dict[str, Any]:
    """What a brief comes to: verdict, three strengths, three risks, the next things to do, each with cites; its sections by size."""
    summary = {item.id.rpartition("/")[2]: item for item in brief.section("summary").items}
    lines = {
        key: [small_claim(claim, most=_LINE_BYTES) for block in item.blocks for claim in block.claims] for key, item in summary.items()
    }  # fmt: skip
    record = {
        "prep": id,
        "name": shortened(name, _TITLE),
        "today": brief.today,
        "on": brief.on,
        "verdict": brief.match.verdict,
        "says": lines.get("verdict", []),
        "caps": [cap.model_dump(mode="json") for cap in brief.match.caps],
        "strengths": lines.get("strengths", []),
        "risks": lines.get("risks", []),
        "next": lines.get("next", []),
        "guide": brief.guide.model_dump(mode="json"),
        "groundedness": brief.groundedness.model_dump(mode="json"),
        "sections": [_section_line(section, id=id) for section in brief.sections],
        "documents": {kind: {"name": shortened(each.name, _TITLE), "letters": len(each.text)} for kind, each in _documents(brief)},
    }
    return fitted(record, most=MOST_BYTES - _LINK_BYTES, keep=("prep", "sections", "verdict"))


def section_page(brief: Brief, name: str, *, id: str, page: int) -> dict[str, Any]:
    """A page of a section as the contract has it; an item that a page can not hold goes on, under its own head, on the next.

    ``cv`` and ``job`` are the documents' texts, in pieces with their places. InputError where there is no such section or page.
    """
    documents = dict(_documents(brief))
    if name in documents:
        return _document_page(documents[name], name, id=id, page=page)
    sections = {section.id: section for section in brief.sections}
    if name not in sections:
        says = f"a brief has no such section; it has {', '.join([*sections, *documents])}"
        raise InputError("no_section", says, name=name[:40] or "section")
    parts, told = page_of(_pages(sections[name]), page)
    return {"prep": id, "section": name, "title": sections[name].title, "items": _regrouped(parts), **told}


def small_claim(claim: Claim, *, most: int = _CLAIM_BYTES) -> dict[str, Any]:
    """A claim as the contract has it, within ``most`` bytes: long quotes are cut to their beginnings, with the places of these.

    ``cites_left_out`` counts cites that did not fit.
    """
    if _letters(claim) <= most and size_of(record := claim_json(claim)) <= most:
        return record
    for letters, count, text in _STEPS:
        record = {"id": claim.id, "text": shortened(claim.text, text), "made_by": claim.made_by}
        record["cites"] = small_cites(claim.cites, letters=letters, count=count)
        if len(claim.cites) > count:
            record["cites_left_out"] = len(claim.cites) - count
        if size_of(record) <= most:
            break
    return record


def _letters(claim: Claim) -> int:
    """The letters of a claim and its quotes: fewer bytes than that it never has, and counting them is quick."""
    return len(claim.text) + sum(len(cite.quote) for cite in claim.cites if isinstance(cite, QuoteCite))


def small_cites(cites: Sequence[Cite], *, letters: int = 600, count: int = 8) -> list[dict[str, Any]]:
    """The first ``count`` cites as the contract has them, quotes of more than so many letters cut, with the places of what is left."""
    return [cite_json(_narrowed(cite, letters)) for cite in cites[:count]]


def _narrowed(cite: Cite, letters: int) -> Cite:
    if not isinstance(cite, QuoteCite) or len(cite.quote) <= letters:
        return cite
    return cite.model_copy(update={"quote": cite.quote[:letters], "end": cite.start + letters})


def _documents(brief: Brief) -> tuple[tuple[str, Document], ...]:
    return (("cv", brief.cv), ("job", brief.job))


def _document_page(document: Document, name: str, *, id: str, page: int) -> dict[str, Any]:
    (start, end), told = page_of(pieces(document.text, most=PAGE_BYTES), page)
    whole = {"start": start, "end": end, "letters": len(document.text)}
    return {"prep": id, "section": name, "title": shortened(document.name, _TITLE), "text": document.text[start:end], **whole, **told}


def _section_line(section: Section, *, id: str) -> dict[str, Any]:
    claims = sum(len(block.claims) for item in section.items for block in item.blocks)
    return {
        "id": section.id, "title": section.title, "items": len(section.items), "claims": claims, "pages": len(_pages(section)),
        "uri": brief_address(id, section.id),
    }  # fmt: skip


_Part = tuple[dict[str, Any], str, dict[str, Any] | None]
"""A claim with the head of its item and the role of its block; None for an item without claims."""


def _pages(section: Section) -> list[list[_Part]]:
    return paged(_parts(section), most=PAGE_BYTES, size=lambda part: size_of(part[2]) + size_of(part[0]) + len(part[1]) + 40)


def _parts(section: Section) -> Iterable[_Part]:
    for item in section.items:
        head = item_head_json(item)
        head["title"] = shortened(head["title"], _TITLE)
        if not item.blocks:
            yield head, "", None
        for block in item.blocks:
            for claim in block.claims:
                yield head, block.role, small_claim(claim)


def _regrouped(parts: Sequence[_Part]) -> list[dict[str, Any]]:
    """The items of a page, their claims in blocks again."""
    items: list[dict[str, Any]] = []
    for head, role, claim in parts:
        if not items or items[-1]["id"] != head["id"]:
            items.append({**head, "blocks": []})
        blocks = items[-1]["blocks"]
        if claim is None:
            continue
        if not blocks or blocks[-1]["role"] != role:
            blocks.append({"role": role, "claims": []})
        blocks[-1]["claims"].append(claim)
    return items


__all__ = ["DOCUMENTS", "brief_address", "digest_json", "section_page", "small_cites", "small_claim"]
