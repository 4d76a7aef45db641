"""The fit section: every requirement with its verdict, evidence, reasons and the one thing to do."""

from __future__ import annotations

from loopready.composing.claims import block, blocks, items, key
from loopready.composing.context import Context
from loopready.composing.phrases import (
    counted,
    lower_first,
    opening,
    quoted,
    spot,
    spot_cites,
    where,
)
from loopready.engines.shortening import shorten
from loopready.engines.text import BLANK, stem, words
from loopready.model import CalculatedCite, Claim, Item, Row, Section, Work

_STATE = {"met": "Met", "partial": "In part", "missing": "Not shown", "unjudgeable": "A CV cannot show it", "unreadable": "Not read"}


def fit(ctx: Context) -> Section:
    """Requirement by requirement, musts first."""
    order = {"must": 0, "nice": 1, "responsibility": 2}
    rows = sorted(ctx.match.rows, key=lambda row: (order[row.requirement.kind], row.requirement.span.start))
    if not rows:
        return Section(id="fit", title="Fit, requirement by requirement", items=(_nothing_read(ctx),))
    return Section(id="fit", title="Fit, requirement by requirement", items=items(_row(ctx, row) for row in rows))


def nearest_story(ctx: Context, row: Row) -> tuple[Work, str] | None:
    """The bullet that shares most words with a requirement, for "bring this instead"; None where nothing is near."""
    asked = {stem(word.text) for word in words(row.requirement.text) if len(word.text) > 3}
    best: tuple[float, Work, str] | None = None
    for story in ctx.stories:
        shared = asked & {stem(word.text) for word in words(story.leaf.value)}
        score = len(shared) + 0.2 * story.worth
        if shared and (best is None or score > best[0]):
            best = (score, story.work, story.leaf.value)
    return (best[1], best[2]) if best else None


def _nothing_read(ctx: Context) -> Item:
    at = "fit/unread"
    span = opening(ctx.job)
    words_ = shorten(span.quote(ctx.job), limit=80)
    cite = ctx.claims.quote(span)
    said = ctx.claims.say(
        f"{at}/why",
        f"No requirement could be read in the posting that begins “{words_}”. That is a limit of the reading, not a sign that "
        "nothing is asked: "
        "the verdict is withheld. Paste the list of requirements as plain lines and run it again.",
        cite,
    )
    return Item(id=at, title="The posting could not be read into requirements", kind="withheld", blocks=blocks(block("why", said)))


def _row(ctx: Context, row: Row) -> Item:
    at = f"fit/{row.requirement.id}"
    job = ctx.claims.of(row.requirement.span)
    evidence = []
    for each in row.evidence[:1]:
        at_, at_cites = where(ctx, each)
        text = quoted(each.quote, limit=90) + (f" ({at_})" if at_ else "")
        evidence.append(ctx.claims.say(f"{at}/evidence/{key(each.quote)}", text, ctx.claims.of(each), *at_cites))
    return Item(
        id=at,
        title=row.requirement.text,
        kind=row.requirement.kind,
        state=row.coverage,
        strength=row.strength,
        blocks=blocks(
            block("evidence", *evidence),
            block("parts", *_parts(ctx, row, at)),
            block("do", _advice(ctx, row, at)),
            block("reasons", _reasons(ctx, row, at, job)),
        ),
        folds=("reasons",) if row.requirement.kind == "must" else ("reasons", "parts", "do"),
    )


def _reasons(ctx: Context, row: Row, at: str, job: object) -> Claim | None:
    if not row.reasons or row.coverage == "unjudgeable":
        return None
    listed = ", ".join(f"{r.name.replace('_', ' ')} {r.weight:+.2f}" + (f" ({r.note})" if r.note else "") for r in row.reasons)
    cite = strength_cite(row)
    cv = [ctx.claims.of(each) for each in row.evidence]
    return ctx.claims.say(
        f"{at}/reasons", f"Counted as {_STATE[row.coverage].lower()}: {listed}.", cite, ctx.claims.of(row.requirement.span), *cv,
        allow=[listed, _STATE[row.coverage]],
    )  # fmt: skip


def strength_cite(row: Row) -> CalculatedCite:
    """The calculation of a row's strength: its reasons with their weights, and the particulars they note."""
    inputs: dict[str, int | float | str | bool | None] = {reason.name: round(reason.weight, 2) for reason in row.reasons}
    inputs |= {f"{reason.name}, noted": reason.note for reason in row.reasons if reason.note}
    return CalculatedCite(engine="matching.strength", inputs=inputs, result=round(row.strength, 2))


def _parts(ctx: Context, row: Row, at: str) -> list[Claim | None]:
    if len(row.parts) < 2 or len({part.coverage for part in row.parts}) == 1:
        return []
    out = []
    for part in row.parts:
        if not any(len(word.text) > 4 for word in words(part.text)):
            continue
        held = part.evidence[:1]
        words_ = {"met": "shown", "partial": "shown in part", "missing": "not in the CV"}.get(part.coverage, "not to be told from a CV")
        text = f"{quoted(part.text, limit=70)}: {words_}" + (f", by {quoted(held[0].quote, limit=70)}." if held else ".")
        out.append(ctx.claims.say(f"{at}/parts/{key(part.text)}", text, ctx.claims.of(part.span), *[ctx.claims.of(e) for e in held]))
    return out


def _advice(ctx: Context, row: Row, at: str) -> Claim | None:
    """The one thing to do about a row that is not met."""
    requirement = row.requirement
    job = ctx.claims.of(requirement.span)
    latest = ctx.career.spells[0].work if ctx.career.spells else None
    asked = quoted(requirement.text, limit=80)
    if row.coverage == "unjudgeable":
        note = next((reason.note for reason in row.reasons if reason.note), "")
        if note.startswith("a trait"):
            return _advice_trait(ctx, row, at)
        if note.startswith("written in"):
            says = f"The CV is written in the language and states no level: say yours in one line, {BLANK}"
            return ctx.claims.say(f"{at}/do", says, job, *[ctx.claims.of(leaf) for leaf in [ctx.profile.person.name] if leaf])
        person = ctx.profile.person.location
        cites = [job, *([ctx.claims.of(person)] if person else [])]
        says = f"The CV gives {person.value} and no more" if person else "The CV is silent on it"
        return ctx.claims.say(f"{at}/do", f"{says}: have a one-line answer ready, {BLANK}, since it is a condition.", *cites)
    if row.coverage == "partial" and row.evidence:
        return _advice_partial(ctx, row, at)
    if row.coverage == "missing":
        near = nearest_story(ctx, row)
        denial = row.evidence[0] if row.evidence else None
        if denial:
            text = (
                f"{quoted(denial.quote, limit=110)} does not answer it. Expect the question; say in one "
                f"sentence how far you got and what you would do about it: {BLANK}"
            )
            return ctx.claims.say(f"{at}/do", text, job, ctx.claims.of(denial))
        if near:
            work, bullet = near
            text = (
                f"The nearest line is {quoted(bullet, limit=80)} ({spot(work)}). Does it hold any of this? {BLANK} If not, say so and "
                "offer it instead."
            )
            leaf = next(s.leaf for s in ctx.stories if s.leaf.value == bullet)
            return ctx.claims.say(f"{at}/do", text, job, ctx.claims.of(leaf), *spot_cites(ctx.claims, work))
        if latest:
            text = f"Not in the CV. Anything of {quoted(requirement.text, limit=48)} at {spot(latest)}, even once? {BLANK}"
            return ctx.claims.say(f"{at}/do", text, job, *spot_cites(ctx.claims, latest))
        return ctx.claims.say(f"{at}/do", f"No word of {asked} in the CV, which has no work entry that could be read. {BLANK}", job)
    return None


def _advice_trait(ctx: Context, row: Row, at: str) -> Claim | None:
    """A quality of the person: the room judges it, by an occasion that the person can tell."""
    job = ctx.claims.of(row.requirement.span)
    text = "The room judges this, not the CV. Have one occasion ready that shows it"
    cites = [job]
    if ctx.stories:
        story = ctx.stories[0]
        text += f", {quoted(story.leaf.value, limit=80)} or a better one"
        cites.append(ctx.claims.of(story.leaf))
    return ctx.claims.say(f"{at}/do", f"{text}: who was there, and what did you do? {BLANK}", *cites)


def _advice_partial(ctx: Context, row: Row, at: str) -> Claim | None:
    """What would turn a part into a whole: named from the reasons and the parts."""
    job = ctx.claims.of(row.requirement.span)
    evidence = row.evidence[0]
    cites = [job, ctx.claims.of(evidence)]
    at_, at_cites = where(ctx, evidence)
    lacking = [part for part in row.parts if part.coverage == "missing"]
    names = {reason.name for reason in row.reasons}
    quote = quoted(evidence.quote, limit=80)
    if lacking and len(lacking) < len(row.parts):
        absent = quoted(lacking[0].text, limit=70)
        text = f"Next to {quote}, add what shows {absent}: {BLANK}"
        return ctx.claims.say(f"{at}/do", text, *cites, ctx.claims.of(lacking[0].span))
    if "list_only" in names or not evidence.work:
        text = f"The CV has it in {quote} and in no entry. Name where, when and for what you used it: {BLANK}"
        return ctx.claims.say(f"{at}/do", text, *cites)
    if row.requirement.years is not None:
        years = f"{row.requirement.years.min:g}"
        note = next((reason.note for reason in row.reasons if reason.note), None)
        text = (
            f"Asked: {years} years. {_sentence(note) if note else ''}Say the months plainly and what was at stake in them; first line "
            f"to use: {quote}."
        )
        return ctx.claims.say(f"{at}/do", text, *cites, strength_cite(row), allow=[note or "", years])
    note = next((reason.note for reason in row.reasons if reason.note and reason.weight <= 0), None)
    why = f"Short of it: {lower_first(note)}. " if note else "Shown only in part. "
    text = f"{why}What would complete {quote}" + (f" ({at_})" if at_ else "") + f"? {BLANK}"
    return ctx.claims.say(f"{at}/do", text, *cites, *at_cites, strength_cite(row), allow=[note or ""])


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:].rstrip(".") + ". "


def tally(ctx: Context) -> dict[str, int]:
    """Rows by coverage, musts and nices and duties together."""
    counts: dict[str, int] = {}
    for row in ctx.match.rows:
        counts[row.coverage] = counts.get(row.coverage, 0) + 1
    return counts


def counted_rows(ctx: Context) -> str:
    """ "Of 12 requirements 8 are met, ..."."""
    counts = tally(ctx)
    words_ = [f"{counts[name]} {label}" for name, label in
              (("met", "met with evidence"), ("partial", "in part"), ("missing", "not shown"),
               ("unjudgeable", "not to be judged from a CV"),
               ("unreadable", "could not be read")) if counts.get(name)]  # fmt: skip
    return f"Of {counted(len(ctx.match.rows), 'requirement')}: " + ", ".join(words_) + "."
