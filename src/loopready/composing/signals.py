"""The signals section: what interviewers look for, what this CV shows of each part, and where this posting asks for it."""

from __future__ import annotations

from loopready.composing.claims import block, blocks, items, key
from loopready.composing.context import Context
from loopready.composing.phrases import best_leaf, leading, listed, place, place_cites, quoted, where
from loopready.model import Claim, Facet, FacetResult, Item, Section, Signal, SignalRow, Work

_SHOWN = {"shown": "Shown", "half": "Half shown", "absent": "Not shown"}


def signals(ctx: Context) -> Section:
    """Signals in the order of their weight for this job: asked for most and shown least first."""
    rows = sorted(ctx.signal_rows(), key=lambda pair: -urgency(*pair))
    return Section(id="signals", title="What interviewers look for", items=items(_signal(ctx, signal, row) for signal, row in rows))


def urgency(signal: Signal, row: SignalRow) -> float:
    """How much practice a signal repays: its weight, how often the posting asks for it, how little the CV shows."""
    return signal.weight * (1.0 + 0.25 * min(len(row.asked), 4)) * (1.15 - row.strength)


def _signal(ctx: Context, signal: Signal, row: SignalRow) -> Item | None:
    at = f"signals/{signal.id}"
    by_facet = {facet.id: facet for facet in signal.facets}
    shown = [(by_facet[r.facet], r) for r in row.facets if r.evidence and r.facet in by_facet]
    absent = [facet for facet in signal.facets if facet.id not in {f.id for f, _ in shown}]
    return Item(
        id=at,
        title=signal.title,
        kind="signal",
        state=row.shown,
        strength=row.strength,
        folded=True,
        blocks=blocks(
            block("standing", _standing(ctx, at, signal, row, [f for f, _ in shown], absent)),
            block("evidence", *[_facet(ctx, at, signal, facet, result) for facet, result in shown]),
            block("absent", *[_absent(ctx, at, signal, facet, row) for facet in absent[:3]]),
            block("asked", *_asked(ctx, at, row)),
        ),
    )


def _standing(ctx: Context, at: str, signal: Signal, row: SignalRow, shown: list[Facet], absent: list[Facet]) -> Claim | None:
    guide = ctx.claims.guide(f"signals/{signal.id}", signal.title)
    cv = [ctx.claims.of(each) for each in leading(row)[:2]]
    anchor = ctx.career.spells[0].work if ctx.career.spells else None
    parts = [f"{'Hardly shown' if row.shown == 'absent' and shown else _SHOWN[row.shown]} in this CV"]
    if shown:
        parts.append(f"it has words for {listed([facet.name for facet in shown])}")
    if absent:
        parts.append(f"none for {listed([facet.name for facet in absent[:3]], last='or')}")
    text = ": ".join([parts[0], "; ".join(parts[1:])]) + "."
    if not row.evidence and anchor:
        text += f" Nothing as {place(anchor)} speaks of it."
        cv = place_cites(ctx.claims, anchor)
    return ctx.claims.say(f"{at}/standing", text, guide, *cv, allow=[facet.name for facet in signal.facets])


def _facet(ctx: Context, at: str, signal: Signal, facet: Facet, result: FacetResult) -> Claim | None:
    evidence = result.evidence[0]
    at_, cites = where(ctx, evidence)
    leaf = best_leaf(ctx, [evidence])
    text = leaf.value if leaf else evidence.quote
    guide = ctx.claims.guide(f"signals/{signal.id}/{facet.id}", facet.name)
    said = f"{facet.name[:1].upper() + facet.name[1:]}: {quoted(text, limit=150)}" + (f" ({at_})." if at_ else ".")
    return ctx.claims.say(
        f"{at}/evidence/{facet.id}", said, ctx.claims.of(leaf) if leaf else ctx.claims.of(evidence), guide, *cites, allow=[facet.name]
    )


def _absent(ctx: Context, at: str, signal: Signal, facet: Facet, row: SignalRow) -> Claim | None:
    leaf = best_leaf(ctx, leading(row))
    work = _near_work(ctx, row)
    item = f"signals/{signal.id}/{facet.id}"
    if leaf:
        after = f", next to {quoted(leaf.value, limit=56)}."
        return ctx.claims.teach(
            f"{at}/absent/{facet.id}", facet.missing.rstrip("."), item, facet.name, ctx.claims.of(leaf), before="Bring ", after=after
        )
    if work:
        after = f", from your time as {place(work)}."
        return ctx.claims.teach(
            f"{at}/absent/{facet.id}",
            facet.missing.rstrip("."),
            item,
            facet.name,
            *place_cites(ctx.claims, work),
            before="Bring ",
            after=after,
        )
    return ctx.claims.teach(f"{at}/absent/{facet.id}", facet.missing.rstrip("."), item, facet.name, before="Bring ", after=".")


def _near_work(ctx: Context, row: SignalRow) -> Work | None:
    held = ctx.work(row.evidence[0].work) if row.evidence else None
    people = ctx.career.people
    return held or (people.work if people else (ctx.career.spells[0].work if ctx.career.spells else None))


def _asked(ctx: Context, at: str, row: SignalRow) -> list[Claim | None]:
    if not row.asked:
        return []
    spans = row.asked[:3]
    quotes = [quoted(span.quote(ctx.job), limit=90) for span in spans]
    evidence = [ctx.claims.of(each) for each in row.evidence[:1]]
    leaf = best_leaf(ctx, leading(row))
    tail = f"; your first words for it: {quoted(leaf.value, limit=50)}" if leaf else "; your CV has no line to answer with yet"
    text = f"This job asks for it in {listed(quotes)}{tail}."
    cites = [ctx.claims.of(span) for span in spans] + ([ctx.claims.of(leaf)] if leaf else evidence)
    return [ctx.claims.say(f"{at}/asked/{key(quotes[0])}", text, *cites)]
