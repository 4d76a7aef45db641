"""Match x Guide -> Brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loopready.composing.actions import all_actions
from loopready.composing.career import drawn, read_career
from loopready.composing.claims import Claims
from loopready.composing.concepts import concepts_section, rank_concepts
from loopready.composing.context import Context
from loopready.composing.deciders import deciders
from loopready.composing.drills import drills_section, job_figures
from loopready.composing.firm import asks_section, firm_section, loop_section
from loopready.composing.fit import fit
from loopready.composing.folding import fold_to_fit
from loopready.composing.level import read_level
from loopready.composing.plan import plan_section
from loopready.composing.probes import probes
from loopready.composing.questions import questions_section, rank_questions
from loopready.composing.related import related_section, sources_section
from loopready.composing.role import role
from loopready.composing.signals import signals
from loopready.composing.stories import choose, find_stories, stories_section
from loopready.composing.summary import summary_section
from loopready.composing.walkthrough import walkthrough
from loopready.engines.text import BLANK, short_hash
from loopready.model import Brief, Delta, Document, Fact, Firm, Groundedness, Guide, GuideChoice, Match, Override, Posting, Profile, Section

Refused = tuple[tuple[str, tuple[str, ...]], ...]
"""Claims that were refused: id and text, and what of it no cite holds."""


def compose(
    *,
    cv: Document,
    job: Document,
    profile: Profile,
    posting: Posting,
    match: Match,
    guide: Guide,
    general: Guide,
    choice: GuideChoice,
    firm: Firm | None,
    facts: Mapping[str, Fact],
    today: str,
    on: str | None = None,
    overrides: Sequence[Override] = (),
    delta: Delta | None = None,
    likelihoods: Mapping[str, float] | None = None,
) -> tuple[Brief, Refused]:
    """The brief of a match, and the claims that were refused because their cites do not hold them.

    ``likelihoods`` (``questions/ID`` -> 0 to 1) are the guide's as real interviews moved them; they order the questions.

    ``delta`` leads from the guide that the CV fits best to ``guide``; None where that is the same one, or none fits.
    ``today`` and ``on`` (the interview's date) are YYYY-MM-DD. Equal input gives an equal brief.
    """
    ctx = _context(
        cv=cv, job=job, profile=profile, posting=posting, match=match, guide=guide, general=general, choice=choice, firm=firm, facts=facts,
        today=today, on=on, overrides=overrides, delta=delta, likelihoods=likelihoods or {},
    )  # fmt: skip
    sections = fold_to_fit(_sections(ctx))
    claims = [claim for section in sections for item in section.items for block in item.blocks for claim in block.claims]
    by_source: dict[str, int] = {}
    for claim in claims:
        for source in sorted({cite.source for cite in claim.cites}):
            by_source[source] = by_source.get(source, 0) + 1
    brief = Brief(
        cv=cv,
        job=job,
        revision=_revision(ctx, overrides),
        today=today,
        on=on,
        guide=choice,
        profile=profile,
        posting=posting,
        match=match,
        scope=drawn(ctx.career, today=today),
        sections=sections,
        facts={id: f"{fact.statement} ({fact.source_title}, {fact.as_of})" for id, fact in sorted(ctx.claims.cited_facts.items())},
        guide_items=dict(sorted(ctx.claims.guide_items.items())),
        groundedness=Groundedness(claims=len(claims), by_source=by_source, blanks=sum(claim.text.count(BLANK) for claim in claims)),
    )
    return brief, tuple(ctx.claims.refused)


def _context(
    *, cv: Document, job: Document, profile: Profile, posting: Posting, match: Match, guide: Guide, general: Guide, choice: GuideChoice,
    firm: Firm | None, facts: Mapping[str, Fact], today: str, on: str | None, overrides: Sequence[Override],
    delta: Delta | None, likelihoods: Mapping[str, float],
) -> Context:  # fmt: skip
    career = read_career(profile, today=today)
    retracted = frozenset(o.target.removeprefix("claim/") for o in overrides if o.target.startswith("claim/") and o.value is None)
    names = {override.id: override.value or "" for override in overrides}
    return Context(
        cv=cv, job=job, profile=profile, posting=posting, match=match, guide=guide, general=general, choice=choice, firm=firm,
        today=today, on=on,
        claims=Claims(cv=cv, job=job, facts=facts, names=names, retracted=retracted), career=career,
        stories=find_stories(profile, match, career), level=read_level(guide, posting, career), job_figures=job_figures(posting),
        delta=delta, likelihoods=likelihoods,
    )  # fmt: skip


def _sections(ctx: Context) -> tuple[Section, ...]:
    ranked = rank_questions(ctx)
    chosen = choose(tuple(each.question for each in ranked), ctx.stories, leads=ctx.guide.seat.leads)
    asked = tuple(each.question for each in ranked)
    concepts = rank_concepts(ctx)
    drills = drills_section(ctx)
    actions = all_actions(ctx, ranked=ranked, chosen=chosen, concepts=concepts, drills=drills)
    return (
        summary_section(ctx, actions),
        deciders(ctx),
        role(ctx),
        signals(ctx),
        fit(ctx),
        walkthrough(ctx),
        questions_section(ctx, ranked, chosen),
        probes(ctx),
        concepts_section(ctx, concepts),
        drills,
        firm_section(ctx),
        asks_section(ctx),
        loop_section(ctx, chosen, asked),
        stories_section(ctx, chosen, asked),
        plan_section(ctx, actions),
        related_section(ctx),
        sources_section(ctx),
    )


def _revision(ctx: Context, overrides: Sequence[Override]) -> str:
    """A hash of what the brief is made from: both documents, the guide's revision, the dates, the corrections, what was asked."""
    made_of = [ctx.cv.id, ctx.job.id, ctx.guide.path, str(ctx.guide.revision), ctx.today, ctx.on or ""]
    made_of += [ctx.delta.from_path] if ctx.delta else []
    made_of += [f"{override.target}={override.value}" for override in overrides]
    made_of += [f"{question}={likelihood}" for question, likelihood in sorted(ctx.likelihoods.items())]
    return short_hash("\n".join(made_of), length=12)
