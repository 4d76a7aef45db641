"""The questions section: ranked for this CV and job, each with its story, its skeleton and the anchors."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.composing.claims import block, blocks, expanded, items
from loopready.composing.context import Context, Story
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import listed, place, place_cites, quoted, spot, spot_cites
from loopready.composing.skeleton import skeleton
from loopready.engines.text import BLANK
from loopready.model import Block, Cite, Claim, Item, Question, Section, Span

UNFOLDED = 5
OPEN_SLOTS = 5


@dataclass(frozen=True)
class Ranked:
    """A question with what put it where it stands."""

    question: Question
    rank: float
    likelihood: float
    gap: float
    asked: tuple[Span, ...]


def rank_questions(ctx: Context) -> tuple[Ranked, ...]:
    """Likelihood x gap: how likely the question is for this posting, and how little the CV shows of what it tests."""
    strength = {row.signal: row.strength for row in ctx.match.signals}
    out = []
    for question in ctx.guide.questions:
        asked = _asked(ctx, question)
        stated = ctx.likelihoods.get(f"questions/{question.id}", question.likelihood)
        likelihood = min(1.0, stated + 0.06 * min(len(asked), 3))
        shown = [strength.get(signal, 0.0) for signal in question.signals]
        gap = 1.0 - sum(shown) / len(shown)
        out.append(Ranked(question=question, rank=likelihood * (0.5 + 0.5 * gap), likelihood=likelihood, gap=round(gap, 2), asked=asked))
    return tuple(sorted(out, key=lambda ranked: (-ranked.rank, ranked.question.id)))


def _asked(ctx: Context, question: Question) -> tuple[Span, ...]:
    """Lines of the posting that make a question likelier."""
    if not question.asked_by:
        return ()
    cues = cues_of(question.asked_by)
    return tuple(line.span for line in ctx.posting.lines if line.kind in ("must", "responsibility", "nice") and cues.hits(line.text))


def questions_section(ctx: Context, ranked: tuple[Ranked, ...], chosen: dict[str, tuple[Story, ...]]) -> Section:
    """All questions; the first five open with story and skeleton, anchors folded."""
    made = [_question(ctx, each, chosen.get(each.question.id, ()), at=i) for i, each in enumerate(ranked)]
    return Section(id="questions", title="Questions to expect", items=items(made))


def _question(ctx: Context, ranked: Ranked, stories: tuple[Story, ...], *, at: int) -> Item:
    question = ranked.question
    place_ = f"questions/{question.id}"
    title = expanded(question.text).text
    item = f"questions/{question.id}"
    teach = [
        _lines(ctx, "great", question.great, place_, item, title),
        _lines(ctx, "average", question.average, place_, item, title),
        _lines(ctx, "downgrade", question.downgrade, place_, item, title),
        _lines(ctx, "follow_ups", question.follow_ups, place_, item, title),
        _lines(ctx, "traps", question.traps, place_, item, title),
    ]
    tests = block("tests", ctx.claims.teach(f"{place_}/tests", question.tests, item, title))
    open_ = at < UNFOLDED
    slots = skeleton(ctx, question, stories[0] if stories else None, place_, title)
    told = _story(ctx, question, stories, place_, title)
    return Item(
        id=place_,
        title=title,
        kind="question",
        minutes=question.minutes,
        folded=not open_,
        folds=("also", "second", "tests", "great", "average", "downgrade", "follow_ups", "traps"),
        blocks=blocks(
            block("why", _why(ctx, ranked, place_, title, first=at == 0)),
            block("story", *told[:1]),
            block("second", *told[1:]),
            block("skeleton", *slots[:OPEN_SLOTS]),
            block("also", *slots[OPEN_SLOTS:]),
            tests,
            *teach,
        ),
    )


def _lines(ctx: Context, role: str, lines: tuple[str, ...], place_: str, item: str, title: str) -> Block | None:
    return block(role, *[ctx.claims.teach(f"{place_}/{role}/{i + 1}", line, item, title) for i, line in enumerate(lines)])


def _why(ctx: Context, ranked: Ranked, place_: str, title: str, *, first: bool) -> Claim | None:
    """Why the question stands where it stands: the posting's words, and what the CV shows least of."""
    question = ranked.question
    guide = ctx.claims.guide(f"questions/{question.id}", title)
    rows = {row.signal: row for row in ctx.match.signals}
    names = {signal.id: signal.title for signal in ctx.guide.signals}
    weakest = min((rows[s] for s in question.signals if s in rows), key=lambda row: row.strength, default=None)
    parts: list[str] = []
    cites: list[Cite] = [guide]
    if ranked.asked:
        span = ranked.asked[0]
        parts.append(f"{'Ranked first: the' if first else 'The'} posting says {quoted(span.quote(ctx.job), limit=60)}")
        cites.append(ctx.claims.of(span))
    if weakest is not None and (first or not ranked.asked):
        title_ = names[weakest.signal]
        state = {"shown": "shown, so they will go deeper", "half": "half shown", "absent": "not shown"}[weakest.shown]
        if weakest.shown == "absent" and weakest.evidence:
            state = "hardly shown"
        parts.append(f"“{title_}” is {state} in your CV")
        cites += [ctx.claims.guide(f"signals/{weakest.signal}", title_), *[ctx.claims.of(each) for each in weakest.evidence[:1]]]
    rounds = [r.name for r in ctx.guide.rounds if r.id in question.rounds]
    if rounds and not ranked.asked:
        parts.append(f"asked in: {listed(rounds[:2])}")
    text = "; ".join(parts) + "."
    return ctx.claims.say(f"{place_}/why", text, *cites, allow=[*names.values(), *rounds])


def _story(ctx: Context, question: Question, stories: tuple[Story, ...], place_: str, title: str) -> list[Claim | None]:
    guide = ctx.claims.guide(f"questions/{question.id}", title)
    if question.story == "career" and ctx.career.spells:
        latest = ctx.career.spells[0].work
        return [
            ctx.claims.say(f"{place_}/story", f"Your walk below, which ends at {place(latest)}.", guide, *place_cites(ctx.claims, latest))
        ]
    if question.story != "bullet":
        return []
    if not stories:
        first = ctx.career.spells[0].work if ctx.career.spells else None
        if first is None:
            return [ctx.claims.say(f"{place_}/story", f"The CV has no line for it. Which event would you tell? {BLANK}", guide)]
        text = f"The CV has no line for it. Start from {place(first)}: which event there would you tell? {BLANK}"
        return [ctx.claims.say(f"{place_}/story", text, guide, *place_cites(ctx.claims, first))]
    out = []
    for i, story in enumerate(stories[:2]):
        text = f"{quoted(story.leaf.value, limit=110 if i == 0 else 80)} ({spot(story.work)})"
        out.append(ctx.claims.say(f"{place_}/story/{story.id}", text, ctx.claims.of(story.leaf), *spot_cites(ctx.claims, story.work)))
    return out
