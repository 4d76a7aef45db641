"""What would help most, each act with its minutes and its expected gain: likelihood x gap x importance."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.composing.claims import calculated
from loopready.composing.concepts import RankedConcept
from loopready.composing.context import Context, Story
from loopready.composing.deciders import first_missing
from loopready.composing.fit import nearest_story
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import best_leaf, leading, nowhere, quoted, spot, spot_cites
from loopready.composing.questions import Ranked
from loopready.model import Cite, Section

_SPEAKS = 3
"""Cues of a question from which on a drill is of its kind; a cue in the drill's title counts for three."""


@dataclass(frozen=True)
class Action:
    """One thing to do. ``text`` has its numbers and names held by ``cites``; ``allow`` holds the titles it names."""

    id: str
    kind: str
    text: str
    minutes: int
    likelihood: float
    gap: float
    importance: float
    cites: tuple[Cite, ...]
    allow: tuple[str, ...] = ()

    @property
    def gain(self) -> float:
        """Expected gain of the whole act."""
        return self.likelihood * self.gap * self.importance

    @property
    def rate(self) -> float:
        """Expected gain per minute."""
        return self.gain / self.minutes

    def cite(self) -> Cite:
        """The calculation that put the act where it stands."""
        return calculated(
            "plan.gain_per_minute", round(self.rate, 4), likelihood=round(self.likelihood, 2), gap=round(self.gap, 2),
            importance=round(self.importance, 2), minutes=self.minutes,
        )  # fmt: skip


def all_actions(
    ctx: Context, *, ranked: tuple[Ranked, ...], chosen: dict[str, tuple[Story, ...]], concepts: tuple[RankedConcept, ...], drills: Section
) -> tuple[Action, ...]:
    """Every act this CV and job call for, by gain per minute."""
    found = [
        *_rows(ctx), *_facts(ctx), *_questions(ctx, ranked, chosen), *_concepts(ctx, concepts), *_drills(ctx, drills, chosen),
        *_walk(ctx), *_firm(ctx), *_asks(ctx),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda action: (-action.rate, action.id)))


def _rows(ctx: Context) -> list[Action]:
    out = []
    for row in ctx.match.rows:
        requirement = row.requirement
        if row.coverage not in ("missing", "partial") or requirement.kind == "responsibility":
            continue
        cites: list[Cite] = [ctx.claims.of(requirement.span)]
        weight = 1.0 if requirement.kind == "must" else 0.45
        asked = quoted(requirement.text, limit=56)
        near = nearest_story(ctx, row)
        if row.coverage == "missing":
            text = f"Write the honest line for {asked}"
            if row.evidence:
                text += f"; the CV says {quoted(row.evidence[0].quote, limit=44)}"
                cites.append(ctx.claims.of(row.evidence[0]))
            elif near:
                leaf = next(story.leaf for story in ctx.stories if story.leaf.value == near[1])
                text += f"; nearest: {quoted(near[1], limit=44)}"
                cites.append(ctx.claims.of(leaf))
            elif ctx.career.spells:
                work = ctx.career.spells[0].work
                text += f"; nothing at {spot(work)} shows it"
                cites += spot_cites(ctx.claims, work)
        else:
            text = f"Complete {quoted(row.evidence[0].quote, limit=44)} so that it answers {asked}"
            cites.append(ctx.claims.of(row.evidence[0]))
        gap = 0.95 if row.coverage == "missing" else max(0.2, 0.75 - row.strength)
        out.append(
            Action(
                id=f"row_{requirement.id}",
                kind="row",
                text=text,
                minutes=10,
                likelihood=0.8,
                gap=gap,
                importance=weight,
                cites=tuple(cites),
            )
        )
    return out


def _facts(ctx: Context) -> list[Action]:
    out = []
    for signal, row in ctx.signal_rows():
        facet = first_missing(signal, row)
        leaf = best_leaf(ctx, leading(row))
        if facet is None or leaf is None:
            continue
        item = ctx.claims.guide(f"signals/{signal.id}/{facet.id}", facet.name)
        text = f"Look up {facet.missing.rstrip('.')}, for {quoted(leaf.value, limit=44)}"
        asked = 0.6 + 0.1 * min(len(row.asked), 4)
        out.append(
            Action(
                id=f"fact_{signal.id}_{facet.id}",
                kind="fact",
                text=text,
                minutes=5,
                likelihood=asked,
                gap=1 - row.strength,
                importance=signal.weight,
                cites=(item, ctx.claims.of(leaf)),
                allow=(facet.missing,),
            )
        )
    return out


def _questions(ctx: Context, ranked: tuple[Ranked, ...], chosen: dict[str, tuple[Story, ...]]) -> list[Action]:
    out = []
    for each in ranked[:8]:
        question = each.question
        cites: list[Cite] = [ctx.claims.guide(f"questions/{question.id}", question.text)]
        title = question.text.rstrip(".")
        stories = chosen.get(question.id, ())
        if question.story == "bullet" and stories:
            text = f"Fill the blanks of “{title}” and tell it with {quoted(stories[0].leaf.value, limit=44)}"
            cites.append(ctx.claims.of(stories[0].leaf))
        elif question.story == "bullet":
            text = f"Find a story for “{title}”: the CV has no line for it"
            if ctx.career.spells:
                work = ctx.career.spells[0].work
                text = f"Find a story for “{title}”: {nowhere(work)} serves it"
                cites += spot_cites(ctx.claims, work)
        elif question.story == "career":
            continue
        else:
            firm = ctx.posting.firm
            text = f"Draft “{title}”" + (f" for {firm.value}" if firm else "")
            cites += [ctx.claims.of(firm)] if firm else []
            if ctx.career.spells:
                work = ctx.career.spells[0].work
                text += f", from your work at {spot(work)}"
                cites += spot_cites(ctx.claims, work)
        out.append(
            Action(
                id=f"question_{question.id}",
                kind="question",
                text=text,
                minutes=question.minutes,
                likelihood=each.likelihood,
                gap=0.35 + 0.65 * each.gap,
                importance=1.0,
                cites=tuple(cites),
                allow=(title,),
            )
        )
    return out


def _concepts(ctx: Context, concepts: tuple[RankedConcept, ...]) -> list[Action]:
    out = []
    for each in concepts[:8]:
        concept = each.concept
        cites: list[Cite] = [ctx.claims.guide(f"concepts/{concept.id}", concept.title)]
        text = f"Learn “{concept.title}” and answer its cards"
        if ctx.choice.path is None and ctx.career.spells:
            text += f", with an example from {spot(ctx.career.spells[0].work)}"
            cites += spot_cites(ctx.claims, ctx.career.spells[0].work)
        elif each.asked:
            text += f": the job says {quoted(each.asked[0].quote(ctx.job), limit=44)}"
            cites.append(ctx.claims.of(each.asked[0]))
        if each.shown and ctx.choice.path is not None:
            text += f"; your {quoted(each.shown[0][0].value, limit=40)} will be asked deeper"
            cites.append(ctx.claims.of(each.shown[0][0]))
        elif ctx.career.spells and ctx.choice.path is not None:
            work = ctx.career.spells[0].work
            text += f"; nothing at {spot(work)} shows it"
            cites += spot_cites(ctx.claims, work)
        out.append(
            Action(
                id=f"concept_{concept.id}",
                kind="concept",
                text=text,
                minutes=concept.minutes,
                likelihood=min(0.9, 0.4 + 0.15 * len(each.asked)),
                gap=min(1.0, each.rank),
                importance=0.7,
                cites=tuple(cites),
                allow=(concept.title,),
            )
        )
    return out


def _drills(ctx: Context, drills: Section, chosen: dict[str, tuple[Story, ...]]) -> list[Action]:
    out = []
    for n, item in enumerate(drills.items):
        cites: list[Cite] = [ctx.claims.guide(item.id, item.title)]
        text = f"Work the drill “{item.title}” on paper before opening the solution"
        people = ctx.career.people
        near = _nearest(ctx, item.id, chosen)
        if near:
            text += f", then set it against {quoted(near.leaf.value, limit=50)}"
            cites.append(ctx.claims.of(near.leaf))
        elif people:
            text += f", then set it against {quoted(people.leaf.value, limit=50)}"
            cites.append(ctx.claims.of(people.leaf))
        elif ctx.career.spells:
            work = ctx.career.spells[0].work
            text += f", then say what you saw of it at {spot(work)}"
            cites += spot_cites(ctx.claims, work)
        out.append(
            Action(
                id=f"drill_{item.id.rsplit('/', 1)[-1]}",
                kind="drill",
                text=text,
                minutes=item.minutes or 25,
                likelihood=0.9 - 0.1 * n,
                gap=0.7,
                importance=0.9,
                cites=tuple(cites),
                allow=(item.title,),
            )
        )
    return out


def _nearest(ctx: Context, item: str, chosen: dict[str, tuple[Story, ...]]) -> Story | None:
    """The story of the question whose own cues speak most in a drill's title and scenario; None where none does."""
    drill = next((drill for drill in ctx.guide.drills if f"drills/{drill.id}" == item), None)
    if drill is None:
        return None
    told: dict[str, int] = {}
    for question in ctx.guide.questions:
        if question.story_cues and chosen.get(question.id):
            cues = cues_of(question.story_cues)
            titled, inside = ({hit.cue for hit in cues.hits(text)} for text in (drill.title, drill.scenario))
            told[question.id] = 3 * len(titled) + len(inside)
    best = max(told, key=lambda id: told[id], default=None)
    return chosen[best][0] if best is not None and told[best] >= _SPEAKS else None


def _walk(ctx: Context) -> list[Action]:
    if not ctx.career.spells:
        return []
    first, last = ctx.career.spells[0].work, ctx.career.spells[-1].work
    cites = [*spot_cites(ctx.claims, first), *spot_cites(ctx.claims, last)]
    way = f"from {spot(last)} to {spot(first)}" if spot(last) != spot(first) else f"of your time at {spot(first)}"
    text = f"Say the walk aloud twice, {way}, and fill its “why” blanks"
    return [Action(id="walk", kind="walk", text=text, minutes=10, likelihood=0.95, gap=0.5, importance=0.9, cites=tuple(cites))]


def _firm(ctx: Context) -> list[Action]:
    name = ctx.posting.firm
    cites: list[Cite] = [ctx.claims.of(name)] if name else []
    words = name.value if name else "the employer"
    if ctx.career.spells:
        work = ctx.career.spells[0].work
        tie = f" and tie one to {spot(work)}"
        cites += spot_cites(ctx.claims, work)
    else:
        tie = ""
    if not cites:
        return []
    text = f"Find two dated facts about {words}{tie}"
    return [Action(id="firm", kind="firm", text=text, minutes=20, likelihood=0.85, gap=0.6, importance=0.7, cites=tuple(cites))]


def _asks(ctx: Context) -> list[Action]:
    title = ctx.posting.title
    if title is None or not ctx.career.spells:
        return []
    work = ctx.career.spells[0].work
    text = f"Choose the questions to ask about “{title.value}” that somebody from {spot(work)} would ask"
    cites = (ctx.claims.of(title), *spot_cites(ctx.claims, work))
    return [Action(id="asks", kind="asks", text=text, minutes=10, likelihood=0.9, gap=0.4, importance=0.5, cites=cites, allow=())]


def top(actions: tuple[Action, ...], *, count: int, each: int = 1) -> tuple[Action, ...]:
    """The first ``count`` acts, at most ``each`` of one kind (rows of the posting: one more)."""
    out: list[Action] = []
    for action in actions:
        if sum(held.kind == action.kind for held in out) < each + (action.kind == "row"):
            out.append(action)
        if len(out) == count:
            break
    return tuple(out)
