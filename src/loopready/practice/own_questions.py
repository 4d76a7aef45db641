"""Questions that only this person is asked: on the claims of their CV, and on what the posting asks for and the CV does not show."""

from __future__ import annotations

import re
from typing import Any

from loopready.engines.lexicon import table
from loopready.model import Brief, Cite, Item, PracticeQuestion, QuoteCite, Row
from loopready.model.marking import Check
from loopready.practice.likely import Likely

MOST_CLAIMS = 12
MOST_REQUIREMENTS = 12
LETTERS = 180
"""The longest quote that a question reads out; a longer one is cut between words."""
CLAIM_BY = ("hiring_manager", "assessor", "panel", "executive")
MUST_BY = ("recruiter", "hiring_manager", "panel")
OTHER_BY = ("hiring_manager", "panel")
_LIKELIHOOD = {"must": 0.6, "responsibility": 0.5, "nice": 0.35}
_FIRST_CLAIM, _LAST_CLAIM = 0.7, 0.4
_BLANK = re.compile(r"\s*____")


def claim_questions(brief: Brief) -> tuple[Likely, ...]:
    """A question for each claim of the CV that the brief expects to be probed, in its order, those the posting leans on first.

    Gaps and stays are left out: nobody owes a reason for a gap.
    """
    items = [item for item in brief.section("probes").items if item.kind == "claim"][:MOST_CLAIMS]
    step = (_FIRST_CLAIM - _LAST_CLAIM) / MOST_CLAIMS
    made = [(_claim(item), _FIRST_CLAIM - step * place) for place, item in enumerate(items)]
    return tuple(Likely(question=question, likelihood=round(likelihood, 3), gap=0.5) for question, likelihood in made if question)


def _claim(item: Item) -> PracticeQuestion | None:
    said = [claim for block in item.blocks if block.role == "claim" for claim in block.claims]
    cites = [cite for claim in said for cite in claim.cites if isinstance(cite, QuoteCite) and cite.source == "cv"]
    if not cites:
        return None
    asks = [_BLANK.sub("", claim.text).strip() for block in item.blocks if block.role == "asks" for claim in block.claims]
    return _made("claim", f"claims/{item.id.removeprefix('probes/')}", cites[0], by=CLAIM_BY, follow_ups=tuple(asks))


def posting_questions(brief: Brief) -> tuple[Likely, ...]:
    """A question for each requirement that the CV shows in part or not at all, the likeliest and widest gap first."""
    rows = [row for row in brief.match.rows if row.coverage in ("missing", "partial")]
    found = [_requirement(row, brief) for row in rows]
    return tuple(sorted(found, key=lambda likely: (-likely.rank, likely.question.id)))[:MOST_REQUIREMENTS]


def _requirement(row: Row, brief: Brief) -> Likely:
    asked, span = row.requirement, row.requirement.span
    cite = QuoteCite(source="job", start=span.start, end=span.end, quote=span.quote(brief.job))
    by = MUST_BY if asked.kind == "must" else OTHER_BY
    question = _made("requirement", f"requirements/{asked.id}", cite, by=by)
    return Likely(question=question, likelihood=_LIKELIHOOD[asked.kind], gap=round(1.0 - row.strength, 3))


def _made(kind: str, id: str, cite: QuoteCite, *, by: tuple[str, ...], follow_ups: tuple[str, ...] = ()) -> PracticeQuestion:
    words: dict[str, Any] = table("asking")[kind]
    cites: tuple[Cite, ...] = (cite,)
    return PracticeQuestion(
        id=id, text=words["text"].replace("{quote}", _shown(cite.quote)), type="behavioural", tests=words["tests"],
        checks=tuple(Check(id=key, text=text) for key, text in words["checks"].items()), by=by, minutes=words["minutes"],
        follow_ups=follow_ups, great=tuple(words["great"]), average=tuple(words["average"]), downgrade=tuple(words["downgrade"]),
        cites=cites,
    )  # fmt: skip


def _shown(quote: str) -> str:
    line = " ".join(quote.split()).strip("•-–* ").rstrip(".;, ")
    return line if len(line) <= LETTERS else line[: line.rindex(" ", 0, LETTERS)].rstrip(",;: ") + " …"
