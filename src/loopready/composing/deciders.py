"""The page the deciders read: per signal the evidence, its scope, the level it supports, the doubt, the test and the missing fact."""

from __future__ import annotations

from loopready.composing.claims import block, blocks, expanded, items
from loopready.composing.context import Context
from loopready.composing.level import level_claim, lower, supports
from loopready.composing.lexicon import cue_list
from loopready.composing.phrases import (
    bare_numbers,
    best_leaf,
    figure_words,
    leading,
    listed,
    place,
    place_cites,
    quoted,
    scope_figures,
    spot,
    spot_cites,
    stated_cites,
    where,
)
from loopready.engines.shortening import shorten
from loopready.engines.text import BLANK  # fmt: skip  # fmt: skip
from loopready.model import Block, Cite, Claim, Evidence, Facet, Item, Section, Signal, SignalRow, Work

_BARE = 3
"""Words up to which what stands outside the entries is a name in a list."""


def deciders(ctx: Context) -> Section:
    """One card per signal, after the level."""
    level = level_claim(ctx, "deciders/level/level")
    head = Item(id="deciders/level", title="Level asked, scope shown", kind="level", blocks=blocks(block("level", level)))
    cards = [_card(ctx, signal, row) for signal, row in ctx.signal_rows()]
    return Section(id="deciders", title="The page the deciders read", items=items([head if head.blocks else None, *cards]))


def _card(ctx: Context, signal: Signal, row: SignalRow) -> Item | None:
    at = f"deciders/{signal.id}"
    facet = first_missing(signal, row)
    held = leading(row)[:1]
    made = blocks(
        block("evidence", *[_evidence(ctx, at, each) for each in held] or [_none(ctx, at, signal)]),
        block("scope", _scope(ctx, at, held)),
        *(_doubts(ctx, at, signal, facet, held) if facet else [_depth(ctx, at, signal, held)]),
    )
    return Item(id=at, title=signal.title, kind="signal", state=row.shown, strength=row.strength, blocks=made)


def first_missing(signal: Signal, row: SignalRow) -> Facet | None:
    """The first facet, in the guide's order of importance, that the CV does not show."""
    shown = {result.facet for result in row.facets if result.evidence}
    return next((facet for facet in signal.facets if facet.id not in shown), None)


def _evidence(ctx: Context, at: str, evidence: Evidence) -> Claim | None:
    at_, cites = where(ctx, evidence)
    leaf = best_leaf(ctx, [evidence])
    text = leaf.value if leaf else evidence.quote
    from_cv = ctx.claims.of(leaf) if leaf else ctx.claims.of(evidence)
    bare = leaf is None and len(text.split()) <= _BARE
    tail = f" ({at_})" if at_ else " (named in a list, in no entry)" if bare else ""
    return ctx.claims.say(f"{at}/evidence", quoted(text, limit=110) + tail, from_cv, *cites)


def _none(ctx: Context, at: str, signal: Signal) -> Claim | None:
    anchor = _anchor_work(ctx)
    guide = ctx.claims.guide(f"signals/{signal.id}", signal.title)
    if anchor is None:
        return ctx.claims.say(f"{at}/evidence", "No work entry could be read, so nothing stands here yet.", guide)
    cites = [guide, *place_cites(ctx.claims, anchor)]
    if not anchor.highlights:
        return ctx.claims.say(f"{at}/evidence", f"Nothing in the CV. The entry {place(anchor)} has no lines.", *cites)
    first = anchor.highlights[0]
    text = f"Nothing in the CV. No line of the entry {place(anchor)}, which begins {quoted(first.value, limit=60)}, speaks of it."
    return ctx.claims.say(f"{at}/evidence", text, *cites, ctx.claims.of(first))


def _anchor_work(ctx: Context) -> Work | None:
    """The entry a candidate would draw on first: the one that leads most people, else the latest."""
    people = ctx.career.people
    return people.work if people else (ctx.career.spells[0].work if ctx.career.spells else None)


def _scope(ctx: Context, at: str, held: tuple[Evidence, ...]) -> Claim | None:
    """Scope of the evidence: its figures, the people of its entry, whose decision, and the level these support."""
    leaf = best_leaf(ctx, held)
    if leaf is None or not held:
        return None
    found = figure_words(scope_figures(leaf.value), leaf.value) or bare_numbers(leaf.value)
    level, leaves = supports(ctx, held[0].work)
    work = ctx.work(held[0].work)
    spell = ctx.career.spell(work) if work else None
    parts = [listed(found)] if found else ["no figure in the line itself"]
    more: list[Cite] = []
    if spell and spell.people and spell.people.leaf is not leaf:
        parts.append(f"post of {spell.people.number} people")
        more = stated_cites(ctx.claims, spell.people)
    decided = cue_list("decisions").hits(leaf.value)
    parts.append(
        f"a decision is named, {quoted(_clause(leaf.value, decided[0].start), limit=44)}"
        if decided
        else "whose decision it was is not stated"
    )
    text = "; ".join(parts) + "."
    cites = [ctx.claims.of(leaf), *[ctx.claims.of(each) for each in leaves], *more, *place_cites(ctx.claims, work)]
    if level:
        text += f" Supports: {lower(level)}."
        cites.append(ctx.claims.guide(f"seat/levels/{next(lv.id for lv in ctx.guide.seat.levels if lv.name == level)}", level))
    elif work:
        text += " Level: not told, no team size there." if ctx.guide.seat.leads else ""
    return ctx.claims.say(f"{at}/scope", text[:1].upper() + text[1:], *cites)


def _clause(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) + len(mark) for mark in ("; ", ", ", ": ", ". ") if text.rfind(mark, 0, at) >= 0) if any(
        text.rfind(mark, 0, at) >= 0 for mark in ("; ", ", ", ": ", ". ")
    ) else 0  # fmt: skip
    return shorten(text[start:], limit=60)


def _doubts(ctx: Context, at: str, signal: Signal, facet: Facet, held: tuple[Evidence, ...]) -> list[Block | None]:
    """The doubt, the question that tests it and the missing fact, each tied to this person's own line."""
    item = f"signals/{signal.id}/{facet.id}"
    leaf = best_leaf(ctx, held)
    anchor = ctx.work(held[0].work) if held and held[0].work else _anchor_work(ctx)
    cites: list[Cite] = [ctx.claims.of(leaf)] if leaf else []
    at_work = spot_cites(ctx.claims, anchor)
    on = f"{quoted(leaf.value, limit=34)}: " if leaf else ""
    when = f" (at {spot(anchor)})" if anchor else ""
    by = f", from your time at {spot(anchor)}" if anchor else ""
    safe = expanded(facet.safe).text.rstrip(".") if facet.safe else ""
    tail = f"{by}: {BLANK}" + (f" ({safe})" if safe else "")
    doubt = ctx.claims.teach(f"{at}/doubt", facet.doubt, item, facet.name, *cites, *at_work, before=on, after="" if leaf else when)
    probe = ctx.claims.teach(f"{at}/probe", facet.probe, item, facet.name, *at_work, before="“", after=f"”{when}")
    missing = facet.missing.rstrip(".")
    lacking = ctx.claims.teach(f"{at}/missing", missing[:1].upper() + missing[1:], item, facet.name, *at_work, after=tail, allow=safe)
    return [block("doubt", doubt), block("probe", probe), block("missing", lacking)]


def _depth(ctx: Context, at: str, signal: Signal, held: tuple[Evidence, ...]) -> Block | None:
    """Where every facet is shown: what will be tested is depth, by the probe of the weightiest facet."""
    facet = signal.facets[0]
    leaf = best_leaf(ctx, held)
    if leaf is None:
        return None
    on = f"Every part of it has words in the CV. They will test its depth on {quoted(leaf.value, limit=56)}: “"
    return block(
        "probe",
        ctx.claims.teach(
            f"{at}/probe", facet.probe, f"signals/{signal.id}/{facet.id}", facet.name, ctx.claims.of(leaf), before=on, after="”"
        ),
    )
