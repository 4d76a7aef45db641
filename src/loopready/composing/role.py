"""The role section: what this seat is, its level, the kind of team, and how it differs from where the CV comes from."""

from __future__ import annotations

from loopready.composing.claims import block, blocks, items, key
from loopready.composing.context import Context
from loopready.composing.level import level_claim
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import quoted
from loopready.model import Claim, Item, Section, Span, TeamType


def role(ctx: Context) -> Section:
    """What the seat is, read from the posting and the guide."""
    return Section(id="role", title="The seat", items=items([_fitting_guide(ctx), _seat(ctx), _level(ctx), _team(ctx), *_contrasts(ctx)]))


def _fitting_guide(ctx: Context) -> Item | None:
    """Says plainly when no guide fits, or when the choice was close."""
    at = "role/guide"
    title = ctx.claims.of(ctx.posting.title) if ctx.posting.title else None
    guide = ctx.claims.guide("guide", ctx.guide.title)
    asked = f"“{ctx.posting.title.value}”" if ctx.posting.title else "this posting"
    if ctx.choice.path is None:
        rests = "What follows rests on the posting's own words, your CV and the general guide; it teaches nothing about the trade itself."
        text = f"No guide of the library covers {asked}. {rests}"
    elif ctx.choice.chosen_by == "person":
        text = f"Read with the guide “{ctx.guide.title}”, as you chose."
    elif ctx.choice.confidence < 0.6:
        text = f"The nearest guide is “{ctx.guide.title}”, and it fits {asked} only in part: where the two differ, the posting is right."
    else:
        return None
    said = ctx.claims.say(f"{at}/why", text, title, guide, allow=[ctx.guide.title])
    return Item(id=at, title="Which guide this rests on", kind="guide", blocks=blocks(block("why", said))) if said else None


def _seat(ctx: Context) -> Item | None:
    at = "role/seat"
    seat = ctx.guide.seat
    summary = ctx.claims.teach(f"{at}/summary", seat.summary, "seat/summary", ctx.guide.title)
    duties = [row.requirement for row in ctx.match.rows if row.requirement.kind == "responsibility"][:3]
    posting = [ctx.claims.say(f"{at}/posting/{duty.id}", quoted(duty.text, limit=90), ctx.claims.of(duty.span)) for duty in duties]
    day = [ctx.claims.teach(f"{at}/day/{i + 1}", line, "seat/day", ctx.guide.title) for i, line in enumerate(seat.day)]
    great = [ctx.claims.teach(f"{at}/great/{i + 1}", line, "seat/great", ctx.guide.title) for i, line in enumerate(seat.great)]
    made = blocks(block("summary", summary), block("posting", *posting), block("day", *day), block("great", *great))
    return Item(id=at, title="What it is", kind="seat", blocks=made, folds=("day", "great")) if made else None


def _level(ctx: Context) -> Item | None:
    at = "role/level"
    said = level_claim(ctx, f"{at}/level")
    asked = ctx.level.asked
    scope = ctx.claims.teach(f"{at}/scope", asked.scope, f"seat/levels/{asked.id}", asked.name) if asked else None
    made = blocks(block("level", said), block("scope", scope))
    return Item(id=at, title="Level", kind="level", blocks=made, folds=("level", "scope")) if made else None


def team_type(ctx: Context) -> tuple[TeamType, tuple[Span, ...]] | None:
    """The team type whose cues the posting holds most of, with the lines that hold them."""
    best: tuple[int, TeamType, tuple[Span, ...]] | None = None
    for kind in ctx.guide.seat.team_types:
        if not kind.cues:
            continue
        cues = cues_of(kind.cues)
        found: list[tuple[int, Span]] = []
        cue_names: set[str] = set()
        for line in ctx.posting.lines:
            hits = cues.hits(line.text)
            if hits:
                cue_names |= {hit.cue for hit in hits}
                found.append((len(hits), line.span))
        if found and (best is None or len(cue_names) > best[0]):
            spans = tuple(span for _, span in sorted(found, key=lambda pair: -pair[0])[:2])
            best = (len(cue_names), kind, spans)
    return (best[1], best[2]) if best else None


def _team(ctx: Context) -> Item | None:
    if not ctx.guide.seat.team_types:
        return None
    at = "role/team"
    found = team_type(ctx)
    if found is None:
        names = ", ".join(kind.name for kind in ctx.guide.seat.team_types)
        cite = ctx.claims.guide("seat/team_types", "Kinds of team")
        title = ctx.claims.of(ctx.posting.title) if ctx.posting.title else None
        text = f"The posting does not say which kind of team it is ({names}). Ask the recruiter: the answer changes what you prepare."
        said = ctx.claims.say(f"{at}/kind", text, cite, title, allow=[names])
        return Item(id=at, title="Kind of team", kind="team", blocks=blocks(block("kind", said))) if said else None
    kind, spans = found
    item = f"seat/team_types/{kind.id}"
    quotes = [ctx.claims.of(span) for span in spans]
    words = " and ".join(quoted(span.quote(ctx.job), limit=90) for span in spans)
    told = ctx.claims.say(f"{at}/kind", f"{kind.name}, told from {words}.", ctx.claims.guide(item, kind.name), *quotes, allow=[kind.name])
    lines: list[Claim | None] = [
        ctx.claims.teach(f"{at}/what", kind.what, item, kind.name),
        ctx.claims.teach(f"{at}/demands", kind.demands, item, kind.name),
    ]
    ask = ctx.claims.teach(f"{at}/ask", kind.ask, item, kind.name)
    return Item(
        id=at,
        title="Kind of team",
        kind="team",
        blocks=blocks(block("kind", told), block("demands", *lines), block("ready", ask)),
        folds=("demands",),
    )


def _contrasts(ctx: Context) -> list[Item | None]:
    """How the seat differs from the neighbouring seats; the one the CV comes from first and open."""
    out: list[tuple[int, Item]] = []
    for contrast in ctx.guide.seat.contrasts:
        at = f"role/contrast_{contrast.id}"
        hits = []
        for work in ctx.profile.work if contrast.cues else ():
            for leaf in (work.name, work.position, work.summary, *work.highlights):
                if leaf and cues_of(contrast.cues).hits(leaf.value):
                    hits.append(leaf)
        taught = ctx.claims.teach(f"{at}/text", contrast.text, f"seat/contrasts/{contrast.id}", contrast.seat)
        from_cv = None
        if hits:
            text = f"Your CV comes from there: {quoted(hits[0].value, limit=90)}"
            from_cv = ctx.claims.say(f"{at}/cv/{key(hits[0].value)}", text, ctx.claims.of(hits[0]))
        made = blocks(block("evidence", from_cv), block("contrast", taught))
        if made:
            out.append(
                (
                    len(hits),
                    Item(
                        id=at,
                        title=contrast.seat if "against" in contrast.seat else f"Against {contrast.seat}",
                        kind="contrast",
                        blocks=made,
                        folded=not hits,
                    ),
                )
            )
    out.sort(key=lambda pair: -pair[0])
    return [item if i == 0 else item.model_copy(update={"folded": True}) for i, (_, item) in enumerate(out)]
