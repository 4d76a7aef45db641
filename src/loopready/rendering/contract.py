"""The JSON shapes of the public contract: profile, posting, match and brief as plain values."""

from __future__ import annotations

from typing import Any

from loopready.model import (
    Brief,
    Cite,
    Claim,
    DateLeaf,
    Item,
    Leaf,
    Match,
    Posting,
    Profile,
    QuoteCite,
    Requirement,
    Section,
    SignalRow,
    Span,
)


def posting_json(posting: Posting) -> dict[str, Any]:
    """A posting as ``read job`` prints it: ``title``, ``firm``, ``location``, ``level``, ``lines`` and ``requirements``, with offsets."""
    return {
        "title": _value(posting.title),
        "firm": _value(posting.firm),
        "location": _value(posting.location),
        "level": _value(posting.level),
        "pay": _value(posting.pay),
        "team": _value(posting.team),
        "lines": [{"text": line.text, "kind": line.kind, **_place(line.span)} for line in posting.lines],
        "requirements": [_requirement_json(requirement) for requirement in posting.requirements],
        "coverage": posting.coverage,
    }


def profile_json(profile: Profile) -> dict[str, Any]:
    """A profile as a JSON Resume object."""
    return profile.json_resume()


def spans_json(profile: Profile) -> dict[str, list[int]]:
    """JSON pointer into ``profile_json`` -> ``[start, end]`` in the CV's text."""
    return {pointer: list(span) for pointer, span in profile.spans().items()}


def match_json(match: Match) -> dict[str, Any]:
    """A match as ``loopready match`` prints it, apart from ``documents``: ``rows``, ``signals``, ``verdict`` and ``caps``."""
    return {
        "rows": [
            {
                "requirement": {
                    "id": row.requirement.id, "text": row.requirement.text, "kind": row.requirement.kind, **_place(row.requirement.span),
                },
                "coverage": row.coverage,
                "strength": row.strength,
                "reasons": [reason.model_dump(mode="json", exclude_none=True) for reason in row.reasons],
                "evidence": [{"document": "cv", **_place(found.span), "quote": found.quote} for found in row.evidence],
                "parts": [
                    {"text": part.text, **_place(part.span), "coverage": part.coverage} for part in row.parts
                ],
            }
            for row in match.rows
        ],
        "signals": [_signal_json(row) for row in match.signals],
        "verdict": match.verdict,
        "caps": [cap.model_dump(mode="json") for cap in match.caps],
    }  # fmt: skip


def brief_json(brief: Brief) -> dict[str, Any]:
    """A brief as ``prep --format json`` prints it (schema ``loopready.brief/1``)."""
    written = {"writing": brief.writing.model_dump(mode="json")} if brief.writing is not None else {}
    return {
        "schema": brief.schema_,
        "documents": {"cv": {"name": brief.cv.name, "text": brief.cv.text}, "job": {"name": brief.job.name, "text": brief.job.text}},
        "revision": brief.revision,
        "today": brief.today,
        "on": brief.on,
        "guide": brief.guide.model_dump(mode="json"),
        "profile": profile_json(brief.profile),
        "spans": spans_json(brief.profile),
        "posting": posting_json(brief.posting),
        "match": match_json(brief.match),
        "scope": [point.model_dump(mode="json") for point in brief.scope],
        "sections": [section_json(section) for section in brief.sections],
        "facts": dict(brief.facts),
        "guide_items": dict(brief.guide_items),
        "groundedness": brief.groundedness.model_dump(mode="json"),
        **written,
        "seconds": dict(brief.seconds),
    }


def section_json(section: Section) -> dict[str, Any]:
    """A section: ``id``, ``title`` and ``items`` of blocks of claims."""
    return {"id": section.id, "title": section.title, "items": [_item_json(item) for item in section.items]}


def _item_json(item: Item) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "kind": item.kind,
        "blocks": [{"role": block.role, "claims": [_claim_json(claim) for claim in block.claims]} for block in item.blocks],
        "folded": item.folded,
        "folds": list(item.folds),
    }
    extras = {"state": item.state, "strength": item.strength, "minutes": item.minutes}
    return out | {name: value for name, value in extras.items() if value is not None}


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id, "text": claim.text, "made_by": claim.made_by, "cites": [_cite_json(cite) for cite in claim.cites]}


def _cite_json(cite: Cite) -> dict[str, Any]:
    if isinstance(cite, QuoteCite):
        return {"source": cite.source, "start": cite.start, "end": cite.end, "quote": cite.quote}
    return cite.model_dump(mode="json")


def _requirement_json(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "text": requirement.text,
        "kind": requirement.kind,
        **_place(requirement.span),
        "skills": list(requirement.skills),
        "named": [{"text": each.text, **_place(each.span), "origin": each.origin} for each in requirement.named],
        "years": requirement.years.model_dump(mode="json") if requirement.years else None,
        "degree": requirement.degree,
        "parts": [{"text": part.text, **_place(part.span), "alternative": part.alternative} for part in requirement.parts],
    }


def _signal_json(row: SignalRow) -> dict[str, Any]:
    return {
        "signal": row.signal,
        "shown": row.shown,
        "strength": row.strength,
        "facets": [{"facet": facet.facet, "shown": bool(facet.evidence)} for facet in row.facets],
        "evidence": [{"document": "cv", **_place(found.span), "quote": found.quote} for found in row.evidence],
        "asked": [_place(span) for span in row.asked],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _value(leaf: Leaf | DateLeaf | None) -> str | None:
    return leaf.value if leaf else None
