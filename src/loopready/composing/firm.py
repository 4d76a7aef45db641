"""The firm, asks and loop sections: what is known of the employer, what to ask whom, and the rounds with what covers them."""

from __future__ import annotations

from collections.abc import Mapping

from loopready.composing.claims import block, blocks, calculated, expanded, items, key
from loopready.composing.context import Context, Story
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import listed, place, quoted
from loopready.engines.text import BLANK
from loopready.model import Ask, AskQuestion, Cite, Claim, Firm, Item, Principle, Question, Round, Section, Span

_WHO = {
    "recruiter": "the recruiter", "hiring_manager": "the hiring manager", "peer_manager": "a peer manager", "engineer": "an "
    "engineer of the team",
    "product": "the product manager", "executive": "the executive", "assessor": "the outside assessor", "customer": "the "
    "customer", "panel": "the panel",
}  # fmt: skip
_MOST_CARRIED = 2
"""Principles that one story may be told for before it is said to be worn."""
OPEN_ASKS = 1


def firm_section(ctx: Context) -> Section:
    """The firm's profile where the library has one; else what the posting says of itself, and what to find out."""
    return Section(id="firm", title="The firm", items=items([_posting_says(ctx), *(_profile(ctx) if ctx.firm else [_unknown(ctx)])]))


def _posting_says(ctx: Context) -> Item | None:
    at = "firm/posting"
    about = [line for line in ctx.posting.lines if line.kind == "about" and len(line.text) > 40][:2]
    said = [ctx.claims.say(f"{at}/{i + 1}", quoted(line.text, limit=150), ctx.claims.of(line.span)) for i, line in enumerate(about)]
    made = blocks(block("posting", *said))
    return Item(id=at, title="What the posting says of itself", kind="posting", blocks=made, folded=ctx.firm is not None) if made else None


def _unknown(ctx: Context) -> Item:
    at = "firm/unknown"
    name = ctx.posting.firm
    cite = ctx.claims.of(name) if name else ctx.claims.guide("guide", ctx.guide.title)
    words = name.value if name else "The employer"
    said = ctx.claims.say(
        f"{at}/unknown",
        f"{words} has no profile in the library, so nothing is said of it here beyond the posting. Find dated facts yourself (an "
        "incident or "
        f"inspection report, a launch, a yearly report) and one link to your own work: {BLANK}",
        cite,
    )
    asked = None
    if ctx.career.spells:
        work = ctx.career.spells[0].work
        cites = [ctx.claims.of(leaf) for leaf in (work.position, work.name) if leaf]
        text = (
            f"Which of your lines as {place(work)} would still make sense to somebody who works at "
            f"{words if name else 'this employer'}? {BLANK}"
        )
        asked = ctx.claims.say(f"{at}/link", text, cite, *cites)
    return Item(id=at, title="Not in the library", kind="unknown", blocks=blocks(block("unknown", said), block("link", asked)))


def _profile(ctx: Context) -> list[Item | None]:
    firm = ctx.firm
    if firm is None:
        return []

    def lines(role: str, prose: tuple[str, ...]) -> list[Claim | None]:
        return [
            ctx.claims.teach(f"firm/{firm.id}/{role}/{i + 1}", line, f"firm:{firm.id}/{role}", f"{firm.name}: {role}")
            for i, line in enumerate(prose)
        ]

    about = Item(id=f"firm/{firm.id}", title=firm.name, kind="firm", blocks=blocks(block("about", *lines("about", firm.about))))
    read = blocks(block("read", *lines("read", firm.read)), block("unknown", *lines("unknown", firm.unknown)))
    loop = blocks(
        block("rounds", *lines("loop", firm.loop)), block("assessor", *lines("assessor", (firm.assessor,) if firm.assessor else ())),
        block("levels", *lines("levels", firm.levels)), block("ai_rule", *lines("ai_rule", (firm.ai_rule,) if firm.ai_rule else ())),
    )  # fmt: skip
    return [
        about if about.blocks else None,
        Item(id=f"firm/{firm.id}_read", title="What to read, and what could not be found out", kind="read", blocks=read, folded=True)
        if read
        else None,
        Item(id=f"firm/{firm.id}_loop", title=f"How {firm.name} interviews", kind="loop", blocks=loop, folded=True) if loop else None,
        _principles(ctx),
    ]


def _principles(ctx: Context) -> Item | None:
    """The matrix of the firm's principles against the stories of the CV: principle by principle, then story by story."""
    firm = ctx.firm
    if firm is None or not firm.principles:
        return None
    at = f"firm/{firm.id}_principles"
    held = {principle.name: _carriers(ctx, principle) for principle in firm.principles}
    rows = [_principle(ctx, f"{at}/{place}", principle, held[principle.name]) for place, principle in enumerate(firm.principles, 1)]
    return Item(
        id=at,
        title=f"{firm.name}'s principles against your stories",
        kind="principles",
        blocks=blocks(block("principles", *rows), block("by_story", *_by_story(ctx, firm, at, held))),
        folded=True,
    )


def _carriers(ctx: Context, principle: Principle) -> tuple[Story, ...]:
    """The stories with words for a principle, the one with most of them first."""
    if not principle.cues:
        return ()
    cues = cues_of(principle.cues)
    counted_ = [(len({hit.cue for hit in cues.hits(story.leaf.value)}), story) for story in ctx.stories]
    return tuple(story for count, story in sorted(counted_, key=lambda pair: (-pair[0], -pair[1].worth)) if count)


def _principle(ctx: Context, at: str, principle: Principle, carriers: tuple[Story, ...]) -> Claim | None:
    shown = expanded(principle.shows)
    cites: list[Cite] = [ctx.claims.guide(f"firm:{ctx.firm.id}/principles", f"{ctx.firm.name}: principles")] if ctx.firm else []
    text = f"{principle.name}: {shown.text}"
    if carriers:
        text += f" Yours: {quoted(carriers[0].leaf.value, limit=90)}"
        text += f"; then {quoted(carriers[1].leaf.value, limit=60)}." if len(carriers) > 1 else "."
        cites += [ctx.claims.of(story.leaf) for story in carriers[:2]]
    else:
        text += f" No line of yours shows it yet: {BLANK}"
    facts = [ctx.claims.fact(id) for id in shown.facts]
    return ctx.claims.say(at, text, *cites, *facts, allow=[principle.name, principle.shows])


def _by_story(ctx: Context, firm: Firm, at: str, held: Mapping[str, tuple[Story, ...]]) -> list[Claim | None]:
    """Which principles each story can carry, those that carry most first; a story that carries many is told to be used once."""
    carried: dict[str, tuple[Story, list[str]]] = {}
    for name, stories in held.items():
        for story in stories:
            carried.setdefault(story.id, (story, []))[1].append(name)
    said = []
    for story, names in sorted(carried.values(), key=lambda pair: (-len(pair[1]), pair[0].id))[:8]:
        text = f"{quoted(story.leaf.value, limit=80)} can carry {listed(names)}."
        if len(names) > _MOST_CARRIED:
            text += " Tell it for one of them and keep others for the rest: heard twice, it counts once."
        named = [ctx.claims.guide(f"firm:{firm.id}/principles/{key(name)}", name) for name in names]
        said.append(ctx.claims.say(f"{at}/story/{story.id}", text, ctx.claims.of(story.leaf), *named))
    return said


def asks_section(ctx: Context) -> Section:
    """Questions to ask by subject, those that this posting gives cause for first."""
    ranked = sorted(((_cause(ctx, ask), ask) for ask in ctx.guide.asks), key=lambda pair: -len(pair[0]))
    return Section(
        id="asks",
        title="Questions to ask",
        items=items(_ask(ctx, ask, cause, open_=i < OPEN_ASKS) for i, (cause, ask) in enumerate(ranked)),
    )


def _cause(ctx: Context, ask: Ask) -> dict[int, Span]:
    """For the questions of a subject that a line of the posting gives cause for: index -> the line."""
    out: dict[int, Span] = {}
    for i, question in enumerate(ask.questions):
        cues = cues_of(question.cues) if question.cues else None
        line = next((line for line in ctx.posting.lines if cues and line.kind != "benefit" and cues.hits(line.text)), None)
        if line:
            out[i] = line.span
    return out


def _ask(ctx: Context, ask: Ask, cause: dict[int, Span], *, open_: bool) -> Item:
    at = f"asks/{ask.id}"
    item = f"asks/{ask.id}"
    order = sorted(range(len(ask.questions)), key=lambda i: (i not in cause, i))
    said = [_asked(ctx, ask.questions[i], f"{at}/questions/{i + 1}", item, ask.title, cause.get(i)) for i in order]
    first, rest = said[:1], said[1:]
    return Item(
        id=at,
        title=ask.title,
        kind="ask",
        folded=not open_,
        folds=("more", "good", "bad"),
        blocks=blocks(
            block("questions", *first),
            block("more", *rest),
            block("good", ctx.claims.teach(f"{at}/good", ask.good, item, ask.title)),
            block("bad", ctx.claims.teach(f"{at}/bad", ask.bad, item, ask.title)),
        ),
    )


def _asked(ctx: Context, question: AskQuestion, at: str, item: str, title: str, cause: Span | None) -> Claim | None:
    because = f" (the posting says {quoted(cause.quote(ctx.job), limit=80)})" if cause else ""
    cite = ctx.claims.of(cause) if cause else None
    to = ctx.guide.who.get(question.to, _WHO[question.to])
    return ctx.claims.teach(at, question.text, item, title, cite, before=f"To {to}: “", after=f"”{because}")


def loop_section(ctx: Context, chosen: dict[str, tuple[Story, ...]], asked: tuple[Question, ...]) -> Section:
    """The rounds under the firm's names, what each tests, and which of this person's stories serve it."""
    rounds = [_round(ctx, round_, chosen, asked) for round_ in ctx.guide.rounds]
    topics = [_topic(ctx, topic_at) for topic_at in range(len(ctx.general.topics))]
    return Section(id="loop", title="The loop", items=items([_coverage(ctx, chosen, asked), *rounds, *topics]))


def _round(ctx: Context, round_: Round, chosen: dict[str, tuple[Story, ...]], asked: tuple[Question, ...]) -> Item | None:
    at = f"loop/{round_.id}"
    item = f"rounds/{round_.id}"
    name = round_.names.get(ctx.firm.id, round_.name) if ctx.firm else round_.name
    here = [question for question in asked if question.id in round_.questions]
    stories = list({chosen[q.id][0].id: chosen[q.id][0] for q in here if q.id in chosen}.values())
    serve = None
    if stories:
        text = f"Your stories for it: {listed([quoted(story.leaf.value, limit=60) for story in stories[:3]])}."
        serve = ctx.claims.say(f"{at}/stories", text, *[ctx.claims.of(story.leaf) for story in stories[:3]])
    made = blocks(
        block("what", ctx.claims.teach(f"{at}/what", round_.what, item, name)),
        block("stories", serve),
        block("prepare", ctx.claims.teach(f"{at}/prepare", round_.prepare, item, name)),
    )
    return Item(id=at, title=name, kind="round", minutes=round_.minutes, blocks=made, folded=True) if made else None


def _coverage(ctx: Context, chosen: dict[str, tuple[Story, ...]], asked: tuple[Question, ...]) -> Item | None:
    """Signals x stories: which signal no story of the CV carries through the loop."""
    at = "loop/coverage"
    said = []
    for signal in ctx.guide.signals:
        carriers = [story for story in ctx.stories if signal.id in story.signals]
        guide = ctx.claims.guide(f"signals/{signal.id}", signal.title)
        count = calculated("loop.stories", len(carriers), signal=signal.id)
        if carriers:
            text = (
                f"{signal.title}: {len(carriers)} line{'s' if len(carriers) != 1 else ''}, first {quoted(carriers[0].leaf.value, limit=64)}"
            )
            said.append(ctx.claims.say(f"{at}/{signal.id}", text, guide, count, ctx.claims.of(carriers[0].leaf), allow=[signal.title]))
        else:
            rounds = [round_.name for round_ in ctx.guide.rounds if signal.id in round_.signals]
            where = f" It is tested in {listed(rounds[:2])}." if rounds else ""
            text = f"{signal.title}: no line of the CV.{where} Which event could carry it? {BLANK}"
            said.append(ctx.claims.say(f"{at}/{signal.id}", text, guide, count, allow=[signal.title, *rounds]))
    made = blocks(block("coverage", *said))
    return Item(id=at, title="Signals against your stories", kind="coverage", blocks=made, folded=True) if made else None


def _topic(ctx: Context, index: int) -> Item | None:
    """What every candidate meets, from the general guide; folded."""
    topic = ctx.general.topics[index]
    at = f"loop/topic_{topic.id}"
    item = f"general:topics/{topic.id}"
    body = [ctx.claims.teach(f"{at}/body/{i + 1}", line, item, topic.title) for i, line in enumerate(topic.body)]
    asked = [ctx.claims.teach(f"{at}/questions/{i + 1}", line, item, topic.title) for i, line in enumerate(topic.questions)]
    made = blocks(block("body", *body), block("questions", *asked))
    return Item(id=at, title=topic.title, kind="topic", blocks=made, folded=True) if made else None
