"""The probes section: what an interviewer will ask of each claim and weak spot of the CV."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.composing.career import Gap, Spell
from loopready.composing.claims import block, blocks, calculated
from loopready.composing.context import Context, Story
from loopready.composing.lexicon import cue_list, speaks_of
from loopready.composing.phrases import (
    figure_words,
    opening,
    place,
    place_cites,
    quoted,
    scope_figures,
    spot,
    spot_cites,
    time_words,
)
from loopready.engines.probing import Phrasing, figure_probes
from loopready.engines.shortening import shorten
from loopready.engines.text import BLANK  # fmt: skip
from loopready.model import Cite, Claim, Item, Section, Span

UNFOLDED = 5
MOST = 14


@dataclass(frozen=True)
class _Probe:
    rank: float
    item: Item


def probes(ctx: Context) -> Section:
    """Claims and weak spots, those the posting leans on first; the first five open."""
    found = [*_claims(ctx), *_spots(ctx)]
    found.sort(key=lambda probe: (-probe.rank, probe.item.id))
    made = tuple(probe.item if i < UNFOLDED else probe.item.model_copy(update={"folded": True}) for i, probe in enumerate(found[:MOST]))
    return Section(id="probes", title="What they will probe in your CV", items=made or (_nothing(ctx),))


def _nothing(ctx: Context) -> Item:
    at = "probes/none"
    span = opening(ctx.cv)
    words = shorten(span.quote(ctx.cv), limit=60)
    text = f"No work entry could be read in the CV that begins “{words}”, so no claim of it can be probed."
    said = ctx.claims.say(f"{at}/why", text, ctx.claims.quote(span))
    return Item(id=at, title="No claim was read", kind="withheld", blocks=blocks(block("why", said)))


def _weight(ctx: Context, story: Story) -> float:
    """How much the posting leans on a bullet: the rows it is evidence for."""
    source = story.leaf.source
    if not isinstance(source, Span):
        return 0.0
    total = 0.0
    for row in ctx.match.rows:
        if any(source.start <= each.span.start < source.end for each in row.evidence):
            total += {"must": 1.0, "nice": 0.5, "responsibility": 0.6}[row.requirement.kind]
    return min(total, 3.0)


def _claims(ctx: Context) -> list[_Probe]:
    out = []
    phrasing = Phrasing()
    for story in sorted(ctx.stories, key=lambda story: -(story.worth + 0.5 * _weight(ctx, story))):
        asked = _asks(ctx, story, phrasing)
        if not asked:
            continue
        at = f"probes/{story.id}"
        line = ctx.claims.say(
            f"{at}/claim",
            quoted(story.leaf.value, limit=100),
            ctx.claims.of(story.leaf),
            *spot_cites(ctx.claims, story.work),
        )
        made = blocks(block("claim", line), block("asks", *asked))
        rank = story.worth + 0.5 * _weight(ctx, story)
        out.append(_Probe(rank=rank, item=Item(id=at, title=_title(story), kind="claim", blocks=made)))
    return out


def _title(story: Story) -> str:
    """The employer and the figures of the line, or its first words."""
    found = figure_words(scope_figures(story.leaf.value), story.leaf.value, most=3)
    return f"{spot(story.work)}: {', '.join(found) if found else _act(story.leaf.value)}"


def _asks(ctx: Context, story: Story, asked: Phrasing) -> list[Claim | None]:
    """The probes of one line: at most one on its figures' arithmetic, one on their ground and one on the act."""
    at = f"probes/{story.id}/asks"
    text = story.leaf.value
    cv = ctx.claims.of(story.leaf)
    found = scope_figures(text)
    out = [ctx.claims.say(f"{at}/{name}", said, cv, *cites) for name, said, cites in figure_probes(text, found)[:1]]
    if not found and speaks_of("empty_words", text):
        hit = cue_list("empty_words").hits(text)[0]
        said = f"“{text[hit.start : hit.end]}” has no number and no act in it. How much, since when, and seen by whom? {BLANK}"
        out.append(ctx.claims.say(f"{at}/empty", said, cv))
    elif speaks_of("shared_acts", text):
        hit = cue_list("shared_acts").hits(text)[0]
        said = f"“{text[hit.start : hit.end]}”: which part was yours, and what would not have happened without you? {BLANK}"
        out.append(ctx.claims.say(f"{at}/part", said, cv))
    else:
        out.append(ctx.claims.say(f"{at}/act", f"“{_act(text)}”: {asked.of_act(text)} {BLANK}", cv))
    if not found:
        said = (
            f"No number stands in “{_act(text)}”: how many, how often, against what before? {BLANK} A ratio will do where the figure "
            "is confidential."
        )
        out.append(ctx.claims.say(f"{at}/size", said, cv))
    return out


def _act(text: str) -> str:
    """The line's own first words, for naming the act."""
    return shorten(" ".join(text.split()[:7]), limit=48)


def _spots(ctx: Context) -> list[_Probe]:
    """Weak spots: gaps, short stays, the step into leading, titles without a team size, and old evidence."""
    out = [_gap(ctx, gap) for gap in ctx.career.gaps[:3]]
    out += [_short(ctx, spell) for spell in ctx.career.short[:3]]
    seat = ctx.guide.seat
    leads = seat.leads or not seat.levels
    out += [_titled(ctx, spell) for spell in ctx.career.spells[:3] if leads and spell.leads and spell.people is None]
    turn = ctx.career.turn
    if leads and turn and turn[0] is not None:
        out.append(_turn(ctx, turn[0], turn[1]))
    return [probe for probe in out if probe is not None]


def _gap(ctx: Context, gap: Gap) -> _Probe | None:
    at = f"probes/gap_{gap.after.id}"
    before, after = gap.before, gap.after
    cites: list[Cite] = [
        calculated(
            "dates.gap_months", gap.months, end=before.end.value if before.end else None, start=after.start.value if after.start else None
        )
    ]
    cites += (
        [ctx.claims.of(leaf) for leaf in (before.end, after.start) if leaf]
        + place_cites(ctx.claims, before)
        + place_cites(ctx.claims, after)
    )
    text = (
        f"{time_words(gap.months)} between {place(before)} and {place(after)}. You owe nobody a reason. Decide on one sentence "
        "you are at ease with, "
        f"then go on to what you did first as {place(after)}: {BLANK}"
    )
    said = ctx.claims.say(f"{at}/asks", text, *cites)
    if said is None:
        return None
    return _Probe(
        rank=1.2 + 0.05 * min(gap.months, 12),
        item=Item(id=at, title=f"The months before {place(after)}", kind="gap", blocks=blocks(block("asks", said))),
    )


def _short(ctx: Context, spell: Spell) -> _Probe | None:
    at = f"probes/short_{spell.work.id}"
    months = spell.months or 0
    cite = calculated(
        "dates.inclusive_months",
        months,
        start=spell.work.start.value if spell.work.start else None,
        end=spell.work.end.value if spell.work.end else None,
    )
    text = (
        f"{time_words(months)} as {place(spell.work)}: expect “what did you finish there?” Name the one thing that was in use when "
        f"you left: {BLANK}"
    )
    dates = [ctx.claims.of(leaf) for leaf in (spell.work.start, spell.work.end) if leaf]
    said = ctx.claims.say(f"{at}/asks", text, cite, *dates, *place_cites(ctx.claims, spell.work))
    if said is None:
        return None
    return _Probe(
        rank=1.3, item=Item(id=at, title=f"A short stay: {place(spell.work)}", kind="short_stay", blocks=blocks(block("asks", said)))
    )


def _titled(ctx: Context, spell: Spell) -> _Probe | None:
    at = f"probes/size_{spell.work.id}"
    text = (
        f"{place(spell.work)} names a leading role and no team size. How many reported to you at the start and at the end, and how "
        f"many did you hire or let go? {BLANK}"
    )
    first = spell.work.highlights[:1]
    said = ctx.claims.say(f"{at}/asks", text, *place_cites(ctx.claims, spell.work), *[ctx.claims.of(leaf) for leaf in first])
    if said is None:
        return None
    return _Probe(
        rank=1.6, item=Item(id=at, title=f"No team size: {place(spell.work)}", kind="weak_spot", blocks=blocks(block("asks", said)))
    )


def _turn(ctx: Context, before: Spell, after: Spell) -> _Probe | None:
    at = f"probes/turn_{after.work.id}"
    text = (
        f"From {place(before.work)} to {place(after.work)}: why then, who asked whom, and what did you stop doing yourself in the "
        f"first half year? {BLANK}"
    )
    said = ctx.claims.say(f"{at}/asks", text, *place_cites(ctx.claims, before.work), *place_cites(ctx.claims, after.work))
    if said is None:
        return None
    return _Probe(rank=0.9, item=Item(id=at, title="The step into leading people", kind="turn", blocks=blocks(block("asks", said))))
