"""An answer's skeleton: each slot filled with the CV's own words where they fit, else a blank with the question to answer."""

from __future__ import annotations

from loopready.composing.claims import calculated, expanded
from loopready.composing.context import Context, Story
from loopready.composing.lexicon import cues_of, said
from loopready.composing.phrases import counted, place, place_cites, quoted, stated_cites
from loopready.engines.calculators.slo import downtime_minutes
from loopready.engines.figures import Figure, figures
from loopready.engines.probing import amount, is_bare_availability
from loopready.engines.text import BLANK, clauses
from loopready.model import CalculatedCite, Claim, Question, Slot


def skeleton(ctx: Context, question: Question, story: Story | None, at: str, title: str) -> list[Claim | None]:
    """One claim per slot. A clause of the story fills at most one slot."""
    used: set[str] = set()
    made = [_slot(ctx, question, slot, story, at, title, used) for slot in question.slots]
    slot = question.slots[0]
    if question.story == "career" and slot.id == "now" and ctx.career.spells:
        made[0] = _now(ctx, slot, f"{at}/skeleton/{slot.id}", f"questions/{question.id}/{slot.id}") or made[0]
    return made


def _slot(ctx: Context, question: Question, slot: Slot, story: Story | None, at: str, title: str, used: set[str]) -> Claim | None:
    place_ = f"{at}/skeleton/{slot.id}"
    item = f"questions/{question.id}/{slot.id}"
    if question.story == "career":
        filled = _from_career(ctx, slot, place_, item)
        if filled is not None:
            return filled
    if story is not None:
        clause = _fitting(slot, story.leaf.value, used)
        if clause:
            used.add(clause)
            extra, cite = worked(clause)
            text = f"{slot.label}: {quoted(clause, limit=110)}{extra}"
            ask = expanded(slot.ask).text
            tail = f". And: {ask}" if not extra and len(clause.split()) < 6 else ""
            return ctx.claims.say(
                place_, text + tail, ctx.claims.of(story.leaf), ctx.claims.guide(item, slot.label), cite, allow=[ask, slot.label]
            )
    safe = f" ({expanded(slot.safe).text})" if slot.safe else ""
    cites = [ctx.claims.of(story.leaf)] if story else []
    ask = slot.ask if slot.ask.rstrip().endswith("?") else slot.ask.rstrip(".")
    return ctx.claims.teach(
        place_, ask, item, slot.label, *cites, before=f"{slot.label}: {BLANK} ", after=safe, allow=f"{slot.label} {safe}"
    )


def _fitting(slot: Slot, text: str, used: set[str]) -> str | None:
    cues = cues_of(slot.cues) if slot.cues else None
    for clause in clauses(text):
        if clause in used:
            continue
        kinds = {figure.kind for figure in figures(clause)}
        by_cue = bool(cues and said(cues, clause))
        by_figure = slot.figure is not None and slot.figure in kinds
        if (by_cue and (slot.figure is None or by_figure)) or (by_figure and not slot.cues):
            return clause
    return None


def _now(ctx: Context, slot: Slot, place_: str, item: str) -> Claim | None:
    """The first slot of the walk: the latest post with its people, as the CV states them."""
    spell = ctx.career.spells[0]
    cites = [*place_cites(ctx.claims, spell.work), ctx.claims.guide(item, slot.label)]
    text = f"{slot.label}: {place(spell.work)}"
    if spell.people:
        text += f", {counted(spell.people.number, 'person', 'people')}"
        cites += stated_cites(ctx.claims, spell.people)
    else:
        text += f"; how large is the work in it? {BLANK}"
    return ctx.claims.say(place_, text, *cites, allow=[slot.label])


def _from_career(ctx: Context, slot: Slot, place_: str, item: str) -> Claim | None:
    """A slot of the walk that the dates and scope of the entries fill."""
    if slot.figure != "people" or ctx.career.people is None:
        return None
    grown = [spell.people for spell in reversed(ctx.career.spells) if spell.people]
    steps = " → ".join(f"{stated.number} ({place(stated.work)})" for stated in grown)
    cites = [cite for stated in grown for cite in stated_cites(ctx.claims, stated)]
    more = [cite for stated in grown for cite in place_cites(ctx.claims, stated.work)]
    return ctx.claims.say(
        place_, f"{slot.label}: people led {steps}", *cites, *more, ctx.claims.guide(item, slot.label), allow=[slot.label]
    )


def worked(clause: str) -> tuple[str, CalculatedCite | None]:
    """The arithmetic an interviewer does in their head on a clause's figures: downtime, base of a saving, size of a change."""
    found = figures(clause)
    for figure in found:
        if is_bare_availability(figure) or (figure.kind == "availability" and 90 <= figure.value < 100):
            return _downtime(figure)
    money = next((f for f in found if f.kind == "money"), None)
    share = next((f for f in found if f.kind == "percent" and 0 < f.value < 100 and f.base is None), None)
    if money and share and money.base is None:
        base = money.value / (share.value / 100)
        cite = calculated("general.base_from_share", round(base), amount=money.value, percent=share.value)
        return f" (so the base was about {amount(base)})", cite
    for figure in found:
        if figure.base and figure.kind in ("percent", "count", "rate", "duration", "people") and figure.base > 0:
            times = figure.value / figure.base
            if figure.kind == "percent":
                points = round(figure.value - figure.base, 2)
                return f" ({points:+g} points)", calculated("general.points_change", points, before=figure.base, after=figure.value)
            change = round(100 * (times - 1))
            return f" ({change:+d}%)", calculated("general.percent_change", change, before=figure.base, after=figure.value)
    return "", None


def _downtime(figure: Figure) -> tuple[str, CalculatedCite]:
    after = downtime_minutes(figure.value, 30)
    if figure.base is not None and 90 <= figure.base < 100:
        before = downtime_minutes(figure.base, 30)
        cite = calculated(
            "slo.downtime_minutes", round(after, 1), before_target=figure.base, after_target=figure.value, days=30, before=round(before, 1)
        )
        return f" (from about {before:.1f} to {after:.1f} lost minutes in a 30-day month)", cite
    cite = calculated("slo.downtime_minutes", round(after, 1), target=figure.value, days=30)
    return f" (about {after:.1f} lost minutes in a 30-day month)", cite
