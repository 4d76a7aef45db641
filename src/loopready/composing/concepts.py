"""The concepts section: what to know, ranked by the job's weight times the gap in the CV."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.composing.claims import block, blocks, items, key
from loopready.composing.context import Context
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import listed, nowhere, quoted, spot_cites
from loopready.model import Cite, Claim, Concept, Item, Leaf, Section, Span, Work

UNFOLDED = 1
"""Concepts open at once; the rest is a list to open."""


@dataclass(frozen=True)
class RankedConcept:
    """A concept with the lines of the posting that weigh it and the lines of the CV that show it."""

    concept: Concept
    area: str
    rank: float
    asked: tuple[Span, ...]
    shown: tuple[tuple[Leaf, Work], ...]


def rank_concepts(ctx: Context) -> tuple[RankedConcept, ...]:
    """Job's weight x gap, highest first."""
    strength = {row.signal: row.strength for row in ctx.match.signals}
    out = []
    for area in ctx.guide.areas:
        for concept in area.concepts:
            cues = cues_of(concept.cues)
            asked = tuple(line.span for line in ctx.posting.lines if line.kind != "benefit" and cues.hits(line.text))
            shown = tuple((leaf, job) for job in ctx.profile.work for leaf in job.highlights if cues.hits(leaf.value))
            weight = 0.25 + 0.25 * min(len(asked), 3)
            signal_gap = 1 - max((strength.get(signal, 0.0) for signal in concept.signals), default=0.5)
            gap = 0.6 * (1 - min(len(shown), 2) / 2) + 0.4 * signal_gap
            out.append(RankedConcept(concept=concept, area=area.title, rank=round(weight * (0.3 + gap), 4), asked=asked, shown=shown))
    return tuple(sorted(out, key=lambda ranked: (-ranked.rank, ranked.concept.id)))


def concepts_section(ctx: Context, ranked: tuple[RankedConcept, ...]) -> Section:
    """Concepts in order; the first open, all with figures, a worked example and self-check cards."""
    made = [_concept(ctx, each, open_=i < UNFOLDED) for i, each in enumerate(ranked)]
    return Section(id="concepts", title="Concepts to know", items=items([*_from_posting(ctx), *made]))


def _from_posting(ctx: Context) -> list[Item | None]:
    """Where no guide fits: the posting's own subjects that the CV does not show, as things to read up."""
    if ctx.choice.path is not None:
        return []
    lacking = [row for row in ctx.match.rows if row.requirement.kind in ("must", "nice") and row.coverage in ("missing", "partial")][:6]
    said = []
    for row in lacking:
        skills = list(row.requirement.skills)
        subject = listed(skills[:3]) if skills else quoted(row.requirement.text, limit=70)
        cites: list[Cite] = [ctx.claims.of(row.requirement.span), *[ctx.claims.of(each) for each in row.evidence[:1]]]
        state = "shows a part" if row.coverage == "partial" else "does not show it"
        text = (
            f"{subject}: the posting asks for it and the CV {state}. What is the standard for it where you work, and when did you "
            "last apply it? ____"
        )
        said.append(ctx.claims.say(f"concepts/posting/{row.requirement.id}", text, *cites, allow=skills))
    made = blocks(block("subjects", *said))
    return [Item(id="concepts/posting", title="Subjects this posting names", kind="subjects", blocks=made)] if made else []


def _concept(ctx: Context, ranked: RankedConcept, *, open_: bool) -> Item:
    concept = ranked.concept
    at = f"concepts/{concept.id}"
    item = f"concepts/{concept.id}"

    def teach(role: str, prose: str) -> Claim | None:
        return ctx.claims.teach(f"{at}/{role}", prose, item, concept.title)

    cards = []
    for i, card in enumerate(concept.cards):
        cards.append(teach(f"check/{i + 1}", card.ask))
        cards.append(teach(f"answer/{i + 1}", card.answer))
    return Item(
        id=at,
        title=concept.title,
        kind="concept",
        minutes=concept.minutes,
        folded=not open_,
        folds=("what", "why", "goes_wrong", "figures", "worked", "check", "answer") if open_ else ("answer",),
        blocks=blocks(
            block("why_first", _why(ctx, ranked, at, item)),
            block("what", teach("what", concept.what)),
            block("why", teach("why", concept.why)),
            block("goes_wrong", teach("goes_wrong", concept.goes_wrong)),
            block("figures", *[teach(f"figures/{i + 1}", figure) for i, figure in enumerate(concept.figures)]),
            block("worked", teach("worked", concept.worked)),
            block("check", *cards[0::2]),
            block("answer", *cards[1::2]),
        ),
    )


def _why(ctx: Context, ranked: RankedConcept, at: str, item: str) -> Claim | None:
    """Why it stands here: the posting's words, and the CV's words or their absence."""
    cites: list[Cite] = [ctx.claims.guide(item, ranked.concept.title)]
    parts = []
    if ranked.asked:
        parts.append(f"The job says {listed([quoted(span.quote(ctx.job), limit=70) for span in ranked.asked[:2]])}")
        cites += [ctx.claims.of(span) for span in ranked.asked[:2]]
    elif ctx.choice.path is None:
        parts.append(f"Every interview uses it, whatever the trade ({ranked.area})")
    else:
        parts.append(f"The posting does not name it; the seat does ({ranked.area})")
    if ranked.shown:
        leaf, work = ranked.shown[0]
        parts.append(f"your CV has {quoted(leaf.value, limit=70)}")
        cites.append(ctx.claims.of(leaf))
    elif ctx.career.spells and ctx.choice.path is not None:
        work = ctx.career.spells[0].work
        parts.append(f"{nowhere(work)} shows it")
        cites += spot_cites(ctx.claims, work)
    return ctx.claims.say(f"{at}/why_first/{key(ranked.concept.title)}", "; ".join(parts) + ".", *cites, allow=[ranked.area])
