"""The summary: the verdict with its arithmetic, what decides, three strengths, three risks, the five next things to do."""

from __future__ import annotations

from loopready.composing.actions import Action, top
from loopready.composing.claims import block, blocks, calculated, items
from loopready.composing.context import Context
from loopready.composing.fit import counted_rows, strength_cite, tally
from loopready.composing.level import level_claim
from loopready.composing.phrases import listed, nowhere, place, place_cites, quoted, spot, spot_cites
from loopready.composing.plan import say as say_action
from loopready.engines.tongue import tongue_of
from loopready.model import Cite, Claim, Item, Row, Section

_VERDICT = {
    "strong": "Strong for this seat on paper",
    "credible": "Credible for this seat",
    "stretch": "A stretch for this seat",
    "weak": "Weak on paper for this seat",
    "withheld": "No verdict",
}


def summary_section(ctx: Context, actions: tuple[Action, ...]) -> Section:
    """The page to read first."""
    made = [
        _verdict(ctx),
        _list(ctx, "strengths", "Three strengths", _strengths(ctx)),
        _list(ctx, "risks", "Three risks", _risks(ctx)),
        _next(ctx, actions),
    ]
    return Section(id="summary", title="Summary", items=items(made))


def _verdict(ctx: Context) -> Item:
    at = "summary/verdict"
    counts = tally(ctx)
    title: list[Cite] = [ctx.claims.of(ctx.posting.title)] if ctx.posting.title else []
    cite = calculated("matching.verdict", ctx.match.verdict, total=len(ctx.match.rows), **counts)
    if ctx.match.verdict == "withheld":
        asked = "this posting" if not ctx.posting.title else f"“{ctx.posting.title.value}”"
        said = ctx.claims.say(
            f"{at}/verdict", f"No verdict: no requirement of {asked} could be read, which is not the same as having no gaps.", cite, *title
        )
        return Item(id=at, title="Verdict", kind="verdict", state="withheld", blocks=blocks(block("verdict", said)))
    verdict = ctx.claims.say(f"{at}/verdict", f"{_VERDICT[ctx.match.verdict]}. {counted_rows(ctx)}", cite, *title)
    return Item(
        id=at,
        title="Verdict",
        kind="verdict",
        state=ctx.match.verdict,
        blocks=blocks(
            block("verdict", verdict),
            block("language", _language(ctx, at)),
            block("decides", _decides(ctx, at)),
            block("level", level_claim(ctx, f"{at}/level") if _level_is_open(ctx) else None),
        ),
    )


def _language(ctx: Context, at: str) -> Claim | None:
    """What it means for the verdict that a document is not in English, where one is not."""
    told = [(name, tongue_of(document.text)) for name, document in (("the CV", ctx.cv), ("the job description", ctx.job))]
    other = [(name, tongue) for name, tongue in told if tongue not in ("", "English")]
    if not other:
        return None
    named = listed([f"{name} ({tongue})" for name, tongue in other])
    text = f"Not in English: {named}. Lines are compared mostly by English words, so look at each “not shown” yourself."
    cites = [calculated("reading.language", tongue, document=name) for name, tongue in other]
    return ctx.claims.say(f"{at}/language", text, *cites, allow=[tongue for _, tongue in other])


def _level_is_open(ctx: Context) -> bool:
    """Whether the level asked and the scope shown differ, or one of them is not told."""
    asked, shown = ctx.level.asked, ctx.level.shown
    return bool(ctx.guide.seat.levels) and (asked is None or shown is None or asked.rank != shown.rank)


def _decides(ctx: Context, at: str) -> Claim | None:
    """The one requirement that decides: a must that holds the verdict down, else the must in part, else the weakest signal."""
    musts = [row for row in ctx.match.rows if row.requirement.kind == "must"]
    row = next((r for r in musts if r.coverage == "missing"), None) or min(
        (r for r in musts if r.coverage == "partial"), key=lambda r: (r.requirement.years is None, r.strength), default=None
    )
    if row is None:
        return None
    job = ctx.claims.of(row.requirement.span)
    asked = quoted(row.requirement.text, limit=110)
    note = next((reason.note for reason in row.reasons if reason.note and reason.weight <= 0), None)
    if row.evidence:
        evidence = row.evidence[0]
        verb = "does not answer it" if row.coverage == "missing" else "is what you have"
        text = f"The part that decides: {asked}; {quoted(evidence.quote, limit=90)} {verb}" + (f" ({note})" if note else "") + "."
        return ctx.claims.say(f"{at}/decides", text, job, ctx.claims.of(evidence), strength_cite(row))
    latest = ctx.career.spells[0].work if ctx.career.spells else None
    none = nowhere(latest) if latest else "nothing in the CV"
    return ctx.claims.say(f"{at}/decides", f"The part that decides: {asked}; {none} shows it.", job, *spot_cites(ctx.claims, latest))


def _list(ctx: Context, id: str, title: str, said: list[Claim | None]) -> Item | None:
    made = blocks(block(id, *said))
    return Item(id=f"summary/{id}", title=title, kind=id, blocks=made) if made else None


def _strengths(ctx: Context) -> list[Claim | None]:
    """The best met rows, each with another line of the CV. A degree, or what stands in its place, lets in and is no strength."""
    weight = {"must": 1.0, "responsibility": 0.75, "nice": 0.6}
    rows = sorted((r for r in ctx.match.rows if r.coverage == "met"), key=lambda r: -weight[r.requirement.kind] * r.strength)
    out: list[Claim | None] = []
    used: set[str] = set()
    for row in [*rows, *(r for r in ctx.match.rows if r.coverage == "partial")]:
        evidence = next((each for each in row.evidence if each.quote not in used and each.work), None)
        if evidence is None or row.requirement.degree is not None:
            continue
        used.add(evidence.quote)
        work = ctx.work(evidence.work)
        at_ = f" ({spot(work)})" if work else ""
        answers = "answers" if row.coverage == "met" else "answers in part"
        text = f"{quoted(evidence.quote, limit=72)}{at_} {answers} {quoted(row.requirement.text, limit=56)}"
        cites: list[Cite] = [ctx.claims.of(evidence), ctx.claims.of(row.requirement.span), *spot_cites(ctx.claims, work)]
        years = next((reason.note for reason in row.reasons if reason.note), None) if row.requirement.years else None
        if years:
            cites.append(strength_cite(row))
        text += f" ({years})." if years else "."
        out.append(ctx.claims.say(f"summary/strengths/{row.requirement.id}", text, *cites))
        if len(out) == 3:
            break
    return out


def _risks(ctx: Context) -> list[Claim | None]:
    """What could cost the offer: missing musts, signals without evidence, gaps and short stays, musts in part."""
    out: list[Claim | None] = []
    for row in sorted(
        (r for r in ctx.match.rows if r.coverage == "missing" and r.requirement.kind == "must"), key=lambda r: r.requirement.span.start
    )[:2]:
        out.append(_missing(ctx, row))
    pairs = ctx.signal_rows()
    absent = [(signal, shown) for signal, shown in pairs if shown.shown == "absent" and shown.asked]
    for signal, shown in sorted(absent, key=lambda pair: -pair[0].weight)[:1]:
        asked = quoted(shown.asked[0].quote(ctx.job), limit=56)
        latest = ctx.career.spells[0].work if ctx.career.spells else None
        told = [result for result in shown.facets if result.evidence]
        text = f"“{signal.title}”: the job asks for it in {asked}, and "
        cites = [ctx.claims.guide(f"signals/{signal.id}", signal.title), ctx.claims.of(shown.asked[0])]
        if told:
            text += f"your CV shows little of it; the nearest line is {quoted(told[0].evidence[0].quote, limit=56)}."
            cites.append(ctx.claims.of(told[0].evidence[0]))
        else:
            text += (nowhere(latest) if latest else "nothing in the CV") + " shows it."
            cites += spot_cites(ctx.claims, latest)
        out.append(ctx.claims.say(f"summary/risks/signal_{signal.id}", text, *cites, allow=[signal.title]))
    if ctx.career.short and len(out) < 3:
        stays = ctx.career.short[:2]
        text = f"Short stays: {listed([place(spell.work) for spell in stays])}; say what was in use when you left."
        out.append(ctx.claims.say("summary/risks/short", text, *[cite for spell in stays for cite in place_cites(ctx.claims, spell.work)]))
    partial = sorted((r for r in ctx.match.rows if r.coverage == "partial" and r.requirement.kind == "must"), key=lambda r: r.strength)
    for row in partial:
        if len(out) >= 3:
            break
        evidence = row.evidence[0]
        text = f"{quoted(row.requirement.text, limit=64)} is shown only in part, by {quoted(evidence.quote, limit=56)}."
        out.append(
            ctx.claims.say(f"summary/risks/{row.requirement.id}", text, ctx.claims.of(row.requirement.span), ctx.claims.of(evidence))
        )
    return out[:3]


def _missing(ctx: Context, row: Row) -> Claim | None:
    job = ctx.claims.of(row.requirement.span)
    if row.evidence:
        text = f"{quoted(row.requirement.text, limit=64)} is a must, and {quoted(row.evidence[0].quote, limit=56)} does not answer it."
        return ctx.claims.say(f"summary/risks/{row.requirement.id}", text, job, ctx.claims.of(row.evidence[0]))
    latest = ctx.career.spells[0].work if ctx.career.spells else None
    none = nowhere(latest) if latest else "nothing in the CV"
    text = f"{quoted(row.requirement.text, limit=64)} is a must, and {none} shows it."
    return ctx.claims.say(f"summary/risks/{row.requirement.id}", text, job, *spot_cites(ctx.claims, latest))


def _next(ctx: Context, actions: tuple[Action, ...]) -> Item | None:
    chosen = top(actions, count=5)
    made = blocks(block("next", *[say_action(ctx, action, "summary/next") for action in chosen]))
    return Item(id="summary/next", title="Next", kind="next", minutes=sum(a.minutes for a in chosen), blocks=made) if made else None
