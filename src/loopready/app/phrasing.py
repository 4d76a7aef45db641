"""A writer's words in place of the engine's, where they add nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from loopready.engines.gate import Fault, Ground, faults, ground_of
from loopready.engines.placeholders import placeholders_in
from loopready.model import (
    Brief,
    CalculatedCite,
    Claim,
    GuideCite,
    Judge,
    OutsideError,
    QuoteCite,
    Section,
    StreamingWriter,
    Writer,
    Writing,
)

KEPT_AS_THEY_ARE = frozenset({"drills", "sources"})
"""Sections whose words are figures to calculate with, and references."""
Passed = Callable[[Claim], None]
"""Is told each claim in a writer's words, as it passes the gate."""


def phrased(brief: Brief, writer: Writer, *, passed: Passed | None = None) -> Brief:
    """The brief with its claims in the writer's words.

    A phrase that does not pass the gate (``engines.gate``) is dropped, and the engine's sentence stands; ``groundedness.dropped``
    counts these.

    Raises:
        OutsideError: the writer did not answer claim by claim.
    """
    claims = claims_to_phrase(brief)
    new: dict[str, Claim] = {}
    dropped = asked = 0

    def judge(place: int, text: str) -> list[Fault]:
        return _faults(text.strip(), claims[place], brief)

    for place, text in _phrases(writer, claims, judge):
        claim, words, asked = claims[place], text.strip(), asked + 1
        if words == claim.text or claim.id in new:
            continue
        if not judge(place, words):
            new[claim.id] = claim.model_copy(update={"text": words, "made_by": "writer"})
            if passed is not None:
                passed(new[claim.id])
        else:
            dropped += 1
    told = writer.told() if isinstance(writer, StreamingWriter) else Writing(by=writer.name, asked=asked)
    grounds = brief.groundedness.model_copy(update={"dropped": brief.groundedness.dropped + dropped})
    writing = told.model_copy(update={"stand": len(new), "refused": dropped})
    return with_claims(brief, new).model_copy(update={"groundedness": grounds, "writing": writing})


def claims_to_phrase(brief: Brief) -> list[Claim]:
    """The claims that a writer is asked for."""
    return [claim for section in brief.sections if section.id not in KEPT_AS_THEY_ARE for claim in _claims(section)]


def with_claims(brief: Brief, new: dict[str, Claim]) -> Brief:
    """The brief with claims replaced, by id."""
    return brief.model_copy(update={"sections": tuple(_with(section, new) for section in brief.sections)})


def _phrases(writer: Writer, claims: Sequence[Claim], judge: Judge) -> Iterator[tuple[int, str]]:
    if isinstance(writer, StreamingWriter):
        yield from writer.stream(claims, judge)
        return
    phrases = writer.phrase(claims)
    if len(phrases) != len(claims):
        raise OutsideError("writer_answer", f"gave {len(phrases)} phrases for {len(claims)} claims", name=writer.name)
    yield from ((place, text) for place, text in enumerate(phrases) if text is not None)


def _faults(words: str, claim: Claim, brief: Brief) -> list[Fault]:
    """What keeps words from standing for a claim; a placeholder is left in them that the claim has not, or the gate's faults."""
    if words == claim.text:
        return []
    held = placeholders_in(claim.text)
    left = [Fault("form", each) for each in placeholders_in(words) if each not in held]
    return left or faults(words, ground_of_claim(claim, brief))


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
