"""The related and sources sections."""

from __future__ import annotations

from collections import Counter

from loopready.composing.claims import block, blocks, calculated, items, key
from loopready.composing.context import Context
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import counted, place, place_cites
from loopready.composing.step import step_item
from loopready.model import FactCite, Item, Leaf, Related, Section, Work


def related_section(ctx: Context) -> Section:
    """Neighbouring seats, the one this CV comes from first: what carries over, what is new."""
    ranked = sorted(((_from(ctx, related), related) for related in ctx.guide.related), key=lambda pair: -len(pair[0]))
    made = [
        _tally(ctx),
        step_item(ctx),
        *[_related(ctx, related, hits, open_=i == 0 and bool(hits)) for i, (hits, related) in enumerate(ranked)],
    ]
    return Section(id="related", title="Related seats, and what carries over", items=items(made))


def _from(ctx: Context, related: Related) -> list[tuple[Work, Leaf]]:
    if not related.cues:
        return []
    cues = cues_of(related.cues)
    return [(job, leaf) for job in ctx.profile.work for leaf in (job.position, job.name) if leaf and cues.hits(leaf.value)]


def _tally(ctx: Context) -> Item | None:
    at = "related/shown"
    rows = ctx.signal_rows()
    shown = [signal.title for signal, row in rows if row.shown == "shown"]
    latest = ctx.career.spells[0].work if ctx.career.spells else None
    cite = calculated("signals.shown", len(shown), signals=len(rows))
    text = f"Of {counted(len(rows), 'signal')} of this seat your CV shows {len(shown)}" + (
        f", coming from {place(latest)}." if latest else "."
    )
    said = ctx.claims.say(f"{at}/count", text, cite, *place_cites(ctx.claims, latest))
    return Item(id=at, title="What you have shown of this seat", kind="tally", blocks=blocks(block("count", said))) if said else None


def _related(ctx: Context, related: Related, hits: list[tuple[Work, Leaf]], *, open_: bool) -> Item | None:
    at = f"related/{related.id}"
    item = f"related/{related.id}"
    said = None
    if hits:
        work, _ = hits[0]
        said = ctx.claims.say(f"{at}/from", f"You come from it: {place(work)}.", *place_cites(ctx.claims, work))
    made = blocks(
        block("evidence", said),
        block("carries", ctx.claims.teach(f"{at}/carries", related.carries, item, related.title)),
        block("new", ctx.claims.teach(f"{at}/new", related.new, item, related.title)),
    )
    return Item(id=at, title=related.title, kind="related", blocks=made, folded=not open_) if made else None


def sources_section(ctx: Context) -> Section:
    """What the brief rests on: the two documents as read, the guide, and every fact cited with its date."""
    return Section(id="sources", title="Sources", items=items([_read(ctx), _guide(ctx), _facts(ctx)]))


def _read(ctx: Context) -> Item | None:
    """What was read of the two documents, with the reader's warnings."""
    at = "sources/read"
    out = []
    bullets = sum(len(job.highlights) for job in ctx.profile.work)
    cv = calculated("reading.cv", bullets, entries=len(ctx.profile.work), lines=bullets, coverage_percent=round(100 * ctx.profile.coverage))
    entries = counted(len(ctx.profile.work), "work entry", "work entries")
    out.append(
        ctx.claims.say(
            f"{at}/cv",
            f"CV: {entries} with {counted(bullets, 'line')}; {round(100 * ctx.profile.coverage)}% of its letters accounted for.",
            cv,
        )
    )
    job = calculated("reading.job", len(ctx.posting.requirements), requirements=len(ctx.posting.requirements), lines=len(ctx.posting.lines),
                     coverage_percent=round(100 * ctx.posting.coverage))  # fmt: skip
    asked = counted(len(ctx.posting.requirements), "requirement")
    out.append(
        ctx.claims.say(
            f"{at}/job",
            f"Posting: {asked} in {counted(len(ctx.posting.lines), 'line')}; {round(100 * ctx.posting.coverage)}% of them told by "
            "a heading or a cue.",
            job,
        )
    )
    told: Counter[str] = Counter()
    for notice in dict.fromkeys((*ctx.cv.notices, *ctx.profile.notices, *ctx.job.notices, *ctx.posting.notices)):
        told[notice.code] += 1
        id = notice.code if told[notice.code] == 1 else f"{notice.code}_{told[notice.code]}"
        cite = calculated("reading.notice", notice.code)
        out.append(ctx.claims.say(f"{at}/notice/{id}", notice.message, cite, allow=[notice.message]))
    made = blocks(block("read", *out))
    return Item(id=at, title="What was read", kind="read", blocks=made) if made else None


def _guide(ctx: Context) -> Item | None:
    at = "sources/guide"
    out = []
    title = ctx.claims.guide("guide", ctx.guide.title)
    cite = calculated("library.guide", ctx.guide.path, revision=ctx.guide.revision, reviewed=ctx.guide.reviewed)
    out.append(
        ctx.claims.say(
            f"{at}/guide",
            f"{ctx.guide.title}, revision {ctx.guide.revision}, reviewed {ctx.guide.reviewed}.",
            title,
            cite,
            allow=[ctx.guide.title],
        )
    )
    for source in ctx.guide.sources:
        text = f"{source.title}" + (f", {source.as_of}" if source.as_of else "") + (f". {source.url}" if source.url else "")
        out.append(ctx.claims.recite(f"{at}/{source.id}", text, ctx.claims.guide(f"sources/{source.id}", source.title)))
    made = blocks(block("guide", *out))
    return Item(id=at, title="The guide and its sources", kind="guide", blocks=made, folded=True) if made else None


def _facts(ctx: Context) -> Item | None:
    at = "sources/facts"
    out = []
    for id, fact in sorted(ctx.claims.cited_facts.items()):
        text = f"{fact.statement.rstrip('.')}. {fact.source_title}, as of {fact.as_of}; confidence {fact.confidence}."
        out.append(ctx.claims.recite(f"{at}/{key(id)}", text, FactCite(id=id)))
    made = blocks(block("facts", *out))
    return Item(id=at, title="Facts cited, with their dates", kind="facts", blocks=made, folded=True) if made else None
