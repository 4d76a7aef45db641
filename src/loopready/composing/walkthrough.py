"""The two-minute walk through the CV, built from the profile: now, the turn, the steps, the end at this seat."""

from __future__ import annotations

from loopready.composing.career import Spell
from loopready.composing.claims import block, blocks, calculated, items
from loopready.composing.context import Context
from loopready.composing.phrases import counted, place, place_cites, quoted, stated_cites, time_words
from loopready.engines.text import BLANK
from loopready.model import Cite, Claim, Item, Section

STEPS = 4


def walkthrough(ctx: Context) -> Section:
    """The walk as speaking notes, then what it will be asked about."""
    spells = ctx.career.spells
    if not spells:
        at = "walkthrough/none"
        cite = ctx.claims.guide("seat/summary", ctx.guide.title)
        said = ctx.claims.say(
            f"{at}/why", f"No work entry could be read. Say your last post, what you were answerable for, and why this seat: {BLANK}", cite
        )
        return Section(
            id="walkthrough",
            title="The two-minute walk",
            items=(Item(id=at, title="Your walk", kind="walk", blocks=blocks(block("now", said))),),
        )
    at = "walkthrough/walk"
    walk = Item(
        id=at,
        title="Say it in about two minutes",
        kind="walk",
        minutes=10,
        blocks=blocks(
            block("now", _now(ctx, spells[0], at)),
            block("turn", _turn(ctx, at)),
            block("steps", *[_step(ctx, spell, at) for spell in spells[1 : 1 + STEPS]]),
            block("end", _end(ctx, at)),
            block("measure", _measure(ctx, at)),
        ),
        folds=("steps", "measure"),
    )
    return Section(id="walkthrough", title="The two-minute walk", items=items([walk, _expect(ctx)]))


def _dates(ctx: Context, spell: Spell) -> tuple[str, list[Cite]]:
    if spell.months is None or spell.work.start is None:
        return "", []
    cites: list[Cite] = [
        calculated(
            "dates.inclusive_months",
            time_words(spell.months),
            start=spell.work.start.value,
            end=spell.work.end.value if spell.work.end else ctx.today[:7],
        )
    ]
    about = "about " if len(spell.work.start.value) == 4 else ""
    return f", {about}{time_words(spell.months)}", [
        *cites,
        ctx.claims.of(spell.work.start),
        *([ctx.claims.of(spell.work.end)] if spell.work.end else []),
    ]


def _now(ctx: Context, spell: Spell, at: str) -> Claim | None:
    """The present post with its scope and its strongest line."""
    span, cites = _dates(ctx, spell)
    parts = [f"{'Now' if spell.work.ongoing else 'Last'}: {place(spell.work)}{span}"]
    if spell.people:
        parts.append(counted(spell.people.number, "person", "people") + (f", {counted(spell.teams.number, 'team')}" if spell.teams else ""))
        cites += stated_cites(ctx.claims, spell.people)
        if spell.teams:
            cites.append(ctx.claims.of(spell.teams.leaf))
    best = next((story for story in ctx.stories if story.work.id == spell.work.id), None)
    text = "; ".join(parts) + "."
    if best:
        text += f" The line to say: {quoted(best.leaf.value, limit=130)}"
        cites.append(ctx.claims.of(best.leaf))
    return ctx.claims.say(f"{at}/now", text, *cites, *place_cites(ctx.claims, spell.work))


def _turn(ctx: Context, at: str) -> Claim | None:
    turn = ctx.career.turn
    if turn is None:
        latest = ctx.career.spells[0]
        text = (
            f"The turn: the CV shows no post in which people reported to you, and ends as {place(latest.work)}. Why lead people, and "
            f"why now? {BLANK}"
        )
        seat_leads = ctx.guide.seat.leads
        return ctx.claims.say(f"{at}/turn", text, *place_cites(ctx.claims, latest.work)) if seat_leads else None
    before, after = turn
    if before is None:
        return None
    text = f"The turn: from {place(before.work)} to {place(after.work)}. Why that move? {BLANK} (the CV does not say, and it is asked)"
    return ctx.claims.say(f"{at}/turn", text, *place_cites(ctx.claims, before.work), *place_cites(ctx.claims, after.work))


def _step(ctx: Context, spell: Spell, at: str) -> Claim | None:
    span, cites = _dates(ctx, spell)
    best = next((story for story in ctx.stories if story.work.id == spell.work.id), None)
    text = f"{place(spell.work)}{span}"
    if spell.people:
        text += f"; {spell.people.number} people"
        cites += stated_cites(ctx.claims, spell.people)
    if best:
        text += f": {quoted(best.leaf.value, limit=90)}"
        cites.append(ctx.claims.of(best.leaf))
    else:
        text += f": what came of it? {BLANK}"
    return ctx.claims.say(f"{at}/steps/{spell.work.id}", text, *cites, *place_cites(ctx.claims, spell.work))


def _end(ctx: Context, at: str) -> Claim | None:
    """The end at this seat: the posting's own words for what it is, and the blank that only the person can fill."""
    posting = ctx.posting
    cites: list[Cite] = [ctx.claims.of(leaf) for leaf in (posting.title, posting.firm, posting.team) if leaf]
    seat = f"“{posting.title.value}”" if posting.title else "this seat"
    firm = f" at {posting.firm.value}" if posting.firm else ""
    duty = next((row.requirement for row in ctx.match.rows if row.requirement.kind == "responsibility"), None)
    why = ""
    if duty:
        why = f" What in your last years makes {quoted(duty.text, limit=80)} the next thing you want? {BLANK}"
        cites.append(ctx.claims.of(duty.span))
    if not cites:
        return None
    return ctx.claims.say(f"{at}/end", f"End at {seat}{firm}.{why or f' Why this seat? {BLANK}'}", *cites)


def _measure(ctx: Context, at: str) -> Claim | None:
    """How to share the two minutes: by the months that matter."""
    recent = [spell for spell in ctx.career.spells if spell.months is not None]
    if len(recent) < 3:
        return None
    first, second = recent[0], recent[1]
    text = f"Most of the time on {place(first.work)} and {place(second.work)}; the rest in one sentence each."
    return ctx.claims.say(f"{at}/measure", text, *place_cites(ctx.claims, first.work), *place_cites(ctx.claims, second.work))


def _expect(ctx: Context) -> Item | None:
    """What the walk will be asked about: gaps and short stays, or that there are none."""
    at = "walkthrough/expect"
    career = ctx.career
    said: list[Claim | None] = []
    dated = [spell for spell in career.spells if spell.months is not None]
    if not dated:
        return None
    if not career.gaps:
        first = dated[-1].work
        cite = calculated("dates.gaps", 0, entries=len(dated), counted_from=3)
        said.append(
            ctx.claims.say(
                f"{at}/gaps", f"Gap to expect: none of three months or more since {place(first)}.", cite, *place_cites(ctx.claims, first)
            )
        )
    for gap in career.gaps[:3]:
        cites = [
            calculated(
                "dates.gap_months",
                gap.months,
                end=gap.before.end.value if gap.before.end else None,
                start=gap.after.start.value if gap.after.start else None,
            )
        ]
        text = f"Gap to expect: {time_words(gap.months)} before {place(gap.after)}; one sentence of your choice, no reason owed: {BLANK}"
        said.append(ctx.claims.say(f"{at}/gap/{gap.after.id}", text, *cites, *place_cites(ctx.claims, gap.after)))
    for spell in career.short[:2]:
        cite = calculated("dates.inclusive_months", spell.months, start=spell.work.start.value if spell.work.start else None)
        text = f"Short stay to expect: {time_words(spell.months or 0)} as {place(spell.work)}."
        said.append(ctx.claims.say(f"{at}/short/{spell.work.id}", text, cite, *place_cites(ctx.claims, spell.work)))
    return Item(id=at, title="What the walk will be asked about", kind="expect", blocks=blocks(block("expect", *said)), folded=True)
