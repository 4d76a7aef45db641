"""The level the posting asks for against the scope the CV states. Named from figures and titles, never guessed."""

from __future__ import annotations

from loopready.composing.career import Career, Spell
from loopready.composing.claims import calculated
from loopready.composing.context import Context, LevelReading
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import counted, place, place_cites, quoted, stated_cites
from loopready.engines.figures import figures
from loopready.engines.scope import level_by_scope
from loopready.engines.text import BLANK
from loopready.model import Claim, Guide, Leaf, Level, Posting, Span


def read_level(guide: Guide, posting: Posting, career: Career) -> LevelReading:
    """The levels of a guide that a posting's title and a career's scope point to."""
    words = posting.title or posting.level
    asked = level_by_title(guide, words.value) if words else None
    if not guide.seat.leads:
        return LevelReading(asked=asked, asked_words=words, shown=level_by_posts(guide, career), people=None, teams=None)
    people, teams = career.people, career.teams
    shown = level_by_scope(
        guide.seat.levels,
        people=people.number if people else None,
        teams=teams.number if teams else None,
        managers=any(spell.manages_managers for spell in career.spells),
    )
    return LevelReading(
        asked=asked, asked_words=words, shown=shown, people=people.number if people else None, teams=teams.number if teams else None
    )


def level_by_title(guide: Guide, title: str) -> Level | None:
    """The level whose title cue covers most of the words of a title."""
    best: tuple[int, int, Level] | None = None
    for level in guide.seat.levels:
        for hit in cues_of(level.titles).hits(title) if level.titles else []:
            length = hit.end - hit.start
            if best is None or (length, level.rank) > best[:2]:
                best = (length, level.rank, level)
    return best[2] if best else None


def level_by_posts(guide: Guide, career: Career) -> Level | None:
    """The highest level that the title of a post held names: the reading of a seat to which nobody reports."""
    found = [level_by_title(guide, spell.work.position.value) for spell in career.spells if spell.work.position]
    return max((level for level in found if level), key=lambda level: level.rank, default=None)


def asked_scope(ctx: Context) -> tuple[int, Span, str] | None:
    """The largest number of people that a line of the posting gives to this seat, with its place and words."""
    best: tuple[int, Span, str] | None = None
    for line in ctx.posting.lines:
        if line.kind not in ("responsibility", "must", "nice", "about"):
            continue
        for figure in figures(line.text):
            if figure.kind == "people" and line.kind != "about":
                number = round(figure.high or figure.value)
                if _leads(line.text, figure.start) and (best is None or number > best[0]):
                    best = (number, line.span, line.text)
    return best


def _leads(text: str, at: int) -> bool:
    return bool(
        cues_of(("lead|manage|run|head|supervise", "line management", "team of", "look after", "responsible for")).hits(text[: at + 20])
    )


def level_claim(ctx: Context, at: str) -> Claim | None:
    """One claim: level asked, scope shown, and the risk of being placed lower where the figures name it."""
    if not ctx.guide.seat.leads:
        return _titled_claim(ctx, at)
    reading, career = ctx.level, ctx.career
    title = ctx.claims.of(ctx.posting.title) if ctx.posting.title else None
    asked = asked_scope(ctx)
    people, teams = career.people, career.teams
    cites = [title, ctx.claims.of(asked[1]) if asked else None]
    if reading.asked:
        cites.append(ctx.claims.guide(f"seat/levels/{reading.asked.id}", reading.asked.name))
    parts = [f"Asked: {reading.asked.name}" if reading.asked else f"Asked: {quoted(ctx.asked_title, limit=70)}"]
    if asked:
        parts[0] += f", {counted(asked[0], 'person', 'people')} {quoted(asked[2], limit=80)}"
    shown: list[str] = []
    if people:
        cites += [*stated_cites(ctx.claims, people), *place_cites(ctx.claims, people.work)]
        shown.append(f"{counted(people.number, 'person', 'people')} as {place(people.work)}")
    if teams:
        cites += [ctx.claims.of(teams.leaf)]
        shown.append(counted(teams.number, "team"))
    leads = [spell for spell in career.spells if spell.leads]
    if not shown and leads:
        cites += place_cites(ctx.claims, leads[0].work)
        parts.append(f"Shown: the title {place(leads[0].work)}, and no team size anywhere in the CV: how many reported to you? {BLANK}")
    elif not shown and career.spells:
        cites += place_cites(ctx.claims, career.spells[0].work)
        parts.append(f"Shown: {place(career.spells[0].work)}; no entry says that people reported to you")
    elif shown:
        parts.append("Shown: " + ", ".join(shown))
    if reading.shown and reading.shown is not reading.asked:
        cites.append(ctx.claims.guide(f"seat/levels/{reading.shown.id}", reading.shown.name))
    parts.append(_risk(ctx, asked[0] if asked else None))
    if asked and people:
        cites.append(calculated("general.share_percent", round(100 * people.number / asked[0]), shown=people.number, asked=asked[0]))
    return ctx.claims.say(at, ". ".join(part.rstrip(".") for part in parts if part) + ".", *cites)


def _titled_claim(ctx: Context, at: str) -> Claim | None:
    """Level asked against the level that the titles held name, for a seat to which nobody reports."""
    reading, spells = ctx.level, ctx.career.spells
    cites = [ctx.claims.of(ctx.posting.title) if ctx.posting.title else None]
    parts = [f"Asked: {reading.asked.name}" if reading.asked else f"Asked: {quoted(ctx.asked_title, limit=70)}"]
    for level in dict.fromkeys(each.id for each in (reading.asked, reading.shown) if each):
        cites.append(ctx.claims.guide(f"seat/levels/{level}", next(lv.name for lv in ctx.guide.seat.levels if lv.id == level)))
    if spells:
        held = next((spell for spell in spells if reading.shown and _names(ctx.guide, spell, reading.shown)), spells[0])
        cites += place_cites(ctx.claims, held.work)
        parts.append(f"Shown: {place(held.work)}" + (f", a title of the level {lower(reading.shown.name)}" if reading.shown else ""))
    parts.append(_titled_risk(reading))
    return ctx.claims.say(at, ". ".join(part.rstrip(".") for part in parts if part) + ".", *cites)


def _names(guide: Guide, spell: Spell, level: Level) -> bool:
    found = level_by_title(guide, spell.work.position.value) if spell.work.position else None
    return found is not None and found.id == level.id


def _titled_risk(reading: LevelReading) -> str:
    if reading.asked is None:
        return "Ask the recruiter which level is assessed, since the title does not tell"
    if reading.shown is None:
        return "No title of the CV names a level of this seat: the scope of your largest piece of work decides, so bring its numbers"
    if reading.shown.rank < reading.asked.rank:
        return "That lies under the level asked: expect its scope to be probed first, and ask which level is assessed"
    if reading.shown.rank > reading.asked.rank:
        return "That lies above the level asked: be ready to say why you want it"
    return "That is the level asked: what decides is the scope behind the title"


def _risk(ctx: Context, asked: int | None) -> str:
    reading, people = ctx.level, ctx.career.people
    if asked and people and people.number >= asked:
        above = reading.asked and reading.shown and reading.shown.rank > reading.asked.rank
        return "The number shown reaches the number asked" + ("; be ready to say why you want a smaller scope" if above else "")
    if reading.asked and reading.shown:
        if reading.shown.rank < reading.asked.rank:
            share = f", {round(100 * people.number / asked)}% of the number asked" if asked and people else ""
            down = "expect the loop to weigh one level down, and ask the recruiter which level is assessed"
            return f"The scope shown supports {lower(reading.shown.name)}{share}: {down}"
        if reading.shown.rank == reading.asked.rank:
            short = asked is not None and people is not None and people.number < asked
            return f"The scope shown is of that level{', on a smaller team' if short else ''}"
        return "The scope shown lies above the level asked: be ready to say why you want it"
    if asked and people:
        return f"The number shown stays under the number asked ({round(100 * people.number / asked)}%)"
    if reading.asked and not any(spell.leads for spell in ctx.career.spells):
        expect = "expect decisions about people to be asked for first, and say which you have made without the title"
        return f"That is the level's own doubt: {expect}"
    if reading.asked:
        return "Without a stated scope the level is decided in the room; bring the numbers"
    return ""


def lower(name: str) -> str:
    """A level's name inside a sentence."""
    return name[:1].lower() + name[1:]


def supports(ctx: Context, work_id: str | None) -> tuple[str, list[Leaf]]:
    """The level that an entry's own scope supports, in words, with the leaves it rests on."""
    work = ctx.work(work_id)
    if work is None:
        return ("", [])
    if not ctx.guide.seat.leads:
        named = level_by_title(ctx.guide, work.position.value) if work.position else None
        return (named.name, [work.position]) if named and work.position else ("", [])
    spell = ctx.career.spell(work)
    leaves = [stated.leaf for stated in (spell.people, spell.teams) if stated]
    level = level_by_scope(
        ctx.guide.seat.levels,
        people=spell.people.number if spell.people else None,
        teams=spell.teams.number if spell.teams else None,
        managers=spell.manages_managers is not None,
    )
    if level:
        return (level.name, leaves)
    return ("", leaves)
