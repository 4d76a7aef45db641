"""A writer's words in place of the engine's, where they add nothing."""

from __future__ import annotations

from loopready.engines.gate import Ground, faults, ground_of
from loopready.model import Brief, CalculatedCite, Claim, GuideCite, OutsideError, QuoteCite, Section, Writer

KEPT_AS_THEY_ARE = frozenset({"drills", "sources"})
"""Sections whose words are figures to calculate with, and references."""


def phrased(brief: Brief, writer: Writer) -> Brief:
    """The brief with its claims in the writer's words.

    A phrase that does not pass the gate (``engines.gate``) is dropped, and the engine's sentence stands; ``groundedness.dropped``
    counts these.

    Raises:
        OutsideError: the writer did not answer claim by claim.
    """
    claims = [claim for section in brief.sections if section.id not in KEPT_AS_THEY_ARE for claim in _claims(section)]
    phrases = writer.phrase(claims)
    if len(phrases) != len(claims):
        raise OutsideError("writer_answer", f"gave {len(phrases)} phrases for {len(claims)} claims", name=writer.name)
    new: dict[str, Claim] = {}
    dropped = 0
    for claim, text in zip(claims, phrases, strict=True):
        if text is None or text.strip() == claim.text:
            continue
        if not faults(text, ground_of_claim(claim, brief)):
            new[claim.id] = claim.model_copy(update={"text": text.strip(), "made_by": "writer"})
        else:
            dropped += 1
    sections = tuple(_with(section, new) for section in brief.sections)
    grounds = brief.groundedness.model_copy(update={"dropped": brief.groundedness.dropped + dropped})
    return brief.model_copy(update={"sections": sections, "groundedness": grounds})


def _claims(section: Section) -> list[Claim]:
    return [claim for item in section.items for block in item.blocks for claim in block.claims]


def _with(section: Section, new: dict[str, Claim]) -> Section:
    items = []
    for item in section.items:
        blocks = tuple(block.model_copy(update={"claims": tuple(new.get(c.id, c) for c in block.claims)}) for block in item.blocks)
        items.append(item.model_copy(update={"blocks": blocks}))
    return section.model_copy(update={"items": tuple(items)})


def ground_of_claim(claim: Claim, brief: Brief) -> Ground:
    """What a claim's phrase may rest on: the claim and its cites."""
    person: list[str] = []
    posting: list[str] = []
    other: list[str] = []
    results: list[float | int | str] = []
    for cite in claim.cites:
        if isinstance(cite, QuoteCite):
            (person if cite.source == "cv" else posting).append(cite.quote)
        elif isinstance(cite, GuideCite):
            other.append(brief.guide_items.get(cite.item, ""))
        elif isinstance(cite, CalculatedCite):
            results += [cite.result, *cite.inputs.values()]
        elif cite.source == "fact":
            other.append(brief.facts.get(cite.id, ""))
    return ground_of(claim.text, person=person, posting=posting, other=other, results=results)
