"""The step from the seat a CV fits best to the seat of the job: what carries over, changes or is new, and the words that show it."""

from __future__ import annotations

from collections.abc import Callable

from loopready.composing.claims import Claims, block, blocks, calculated
from loopready.composing.context import Context
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import best_leaf, counted, leading, listed, place, place_cites, quoted
from loopready.model import Carry, Cite, Claim, Delta, DeltaStep, Item, Leaf

_STATES: tuple[Carry, ...] = ("carries", "changes", "new")


def step_item(ctx: Context) -> Item | None:
    """The item ``related/step``; None where the CV fits no other guide than the job's."""
    delta = ctx.delta
    if delta is None:
        return None
    at = "related/step"
    shown = _shown(ctx)
    said = [block("standing", _standing(ctx, at, delta))]
    for state in _STATES:
        signals = [_signal(ctx, at, step, shown) for step in delta.of("signal", state)]
        said.append(block(state, *signals, *_concepts(ctx, at, delta, state, shown)))
    return Item(id=at, title=f"From {delta.from_title} to {delta.to_title}", kind="step", blocks=blocks(*said))


def _standing(ctx: Context, at: str, delta: Delta) -> Claim | None:
    latest = ctx.career.spells[0].work if ctx.career.spells else None
    counts = {state: len(delta.of("signal", state)) for state in _STATES}
    text = (
        f"Your CV fits the guide “{delta.from_title}” best"
        + (f", with {place(latest)}" if latest else "")
        + f". Of {counted(sum(counts.values()), 'signal')} of the seat you want, {counts['carries']} carry over as they are, "
        f"{counts['changes']} ask for more or for other things, {counts['new']} are not asked there."
    )
    cite = calculated("library.delta", sum(counts.values()), start=delta.from_path, goal=delta.to_path, **counts)
    return ctx.claims.say(f"{at}/standing", text, cite, *place_cites(ctx.claims, latest), allow=[delta.from_title])


def _signal(ctx: Context, at: str, step: DeltaStep, shown: Callable[[DeltaStep], Leaf | None]) -> Claim | None:
    leaf = shown(step)
    parts = [step.title]
    if step.near:
        parts.append(f"there it was “{step.near}”")
    if step.added:
        parts.append(f"here also {listed(step.added[:4])}")
    parts.append(f"your CV has {quoted(leaf.value, limit=80)}" if leaf else "no line of your CV shows it yet")
    return _say(ctx.claims, f"{at}/{step.item}", "; ".join(parts) + ".", step, leaf)


def _concepts(ctx: Context, at: str, delta: Delta, state: Carry, shown: Callable[[DeltaStep], Leaf | None]) -> list[Claim | None]:
    """One claim for the concepts that the CV has words for, each with its words, and one that lists the rest."""
    steps = delta.of("concept", state)
    held = [(step, leaf) for step in steps if (leaf := shown(step))]
    bare = [step for step in steps if not shown(step)]
    said = [
        _say(ctx.claims, f"{at}/{step.item}", f"{step.title}: your CV has {quoted(leaf.value, limit=80)}.", step, leaf)
        for step, leaf in held[:4]
    ]
    rest = [*[step for step, _ in held[4:]], *bare]
    if rest:
        titles = [step.title for step in rest]
        cites: list[Cite] = [ctx.claims.guide(step.item, step.title) for step in rest]
        words = {"carries": "Concepts you know from there", "changes": "Concepts that change", "new": "Concepts to learn"}[state]
        said.append(ctx.claims.say(f"{at}/concepts/{state}", f"{words}: {listed(titles)}.", *cites, allow=titles))
    return said


def _say(claims: Claims, at: str, text: str, step: DeltaStep, leaf: Leaf | None) -> Claim | None:
    allow = [step.title, *([step.near] if step.near else []), *step.added]
    return claims.say(at, text, claims.guide(step.item, step.title), claims.of(leaf) if leaf else None, allow=allow)


def _shown(ctx: Context) -> Callable[[DeltaStep], Leaf | None]:
    """The CV's line that shows a signal or concept of the job's guide best, or None."""
    rows = {f"signals/{row.signal}": row for row in ctx.match.signals}
    concepts = {f"concepts/{concept.id}": concept for area in ctx.guide.areas for concept in area.concepts}
    found: dict[str, Leaf | None] = {}

    def look(step: DeltaStep) -> Leaf | None:
        if step.item not in found:
            if step.kind == "signal":
                found[step.item] = best_leaf(ctx, leading(rows[step.item])) if step.item in rows else None
            else:
                cues = cues_of(concepts[step.item].cues)
                lines = (leaf for job in ctx.profile.work for leaf in job.highlights)
                found[step.item] = next((leaf for leaf in lines if cues.hits(leaf.value)), None)
        return found[step.item]

    return look
