"""Stories: the bullets that can carry an answer, which question each serves, and what none of them covers."""

from __future__ import annotations

from loopready.composing.career import Career
from loopready.composing.claims import block, blocks, calculated, items
from loopready.composing.context import Context, Story
from loopready.composing.lexicon import cues_of, said, speaks_of
from loopready.composing.phrases import counted, listed, place, place_cites, quoted, scope_figures
from loopready.engines.rank import assign
from loopready.engines.serving import MOST_USES, recency_of_place, serves, worth
from loopready.engines.text import BLANK, clauses, short_hash, words
from loopready.model import Item, Match, Profile, Question, Section, Span


def find_stories(profile: Profile, match: Match, career: Career) -> tuple[Story, ...]:
    """Every bullet of the work entries as a story, worthiest first. Worth: figures, an act of one's own, recency, length."""
    held = []
    manages = any(spell.titled for spell in career.spells)
    for age, spell in enumerate(career.spells):
        for leaf in spell.work.highlights:
            if _denies(leaf.value):
                continue
            about = match.signals_in(leaf.source) if isinstance(leaf.source, Span) else ()
            held_worth = worth(
                figures=len(scope_figures(leaf.value)), decides=speaks_of("decisions", leaf.value),
                shared_act=speaks_of("shared_acts", leaf.value), empty_words=speaks_of("empty_words", leaf.value),
                recency=recency_of_place(age), words=len(words(leaf.value)), signals=len(about),
            )  # fmt: skip
            held.append(
                Story(
                    id=f"{spell.work.id}_{short_hash(leaf.value)}", leaf=leaf, work=spell.work, worth=held_worth, signals=about,
                    before_leading=manages and not spell.titled,
                )
            )  # fmt: skip
    return tuple(sorted(held, key=lambda story: (-story.worth, story.id)))


def _denies(text: str) -> bool:
    """Whether a line denies what it begins with; one that tells of an act and then says what it was not ("no formal reports") tells it."""
    parts = clauses(text)
    return any(speaks_of("denials", part) for part in parts[:1]) or (len(parts) < 2 and speaks_of("denials", text))


_BEFORE_LEADING = 0.9
"""What a story from before somebody managed loses where a manager's seat asks."""


def score(question: Question, story: Story, *, leads: bool = False) -> float:
    """How well a story serves a question: its cues, the signals both speak of, and its own worth. ``leads``: the seat leads people."""
    hits = len({hit.cue for hit in said(cues_of(question.story_cues), story.leaf.value)}) if question.story_cues else 0
    shared = sum(signal in story.signals for signal in question.signals)
    out = serves(cue_hits=hits, shared_signals=shared, worth=story.worth)
    return max(0.05, out - _BEFORE_LEADING) if leads and story.before_leading and out > 0 else out


def choose(questions: tuple[Question, ...], stories: tuple[Story, ...], *, leads: bool = False) -> dict[str, tuple[Story, ...]]:
    """Question id -> its story and a second choice. No story is first choice more than twice over all questions."""
    wanted = [question for question in questions if question.story == "bullet"]
    if not wanted or not stories:
        return {}
    scores = [[score(question, story, leads=leads) for story in stories] for question in wanted]
    first = assign([list(row) for row in zip(*scores, strict=True)], [MOST_USES] * len(stories))
    out: dict[str, tuple[Story, ...]] = {}
    for question, row, at in zip(wanted, scores, first, strict=True):
        if at is None or row[at] <= 0:
            continue
        rest = [i for i in sorted(range(len(stories)), key=lambda i: -row[i]) if i != at and row[i] > 0]
        out[question.id] = tuple(stories[i] for i in [at, *rest[:1]])
    return out


def stories_section(ctx: Context, chosen: dict[str, tuple[Story, ...]], asked: tuple[Question, ...]) -> Section:
    """The portfolio: a row per story with the questions it serves, then what nothing covers."""
    uses: dict[str, list[Question]] = {}
    by_id: dict[str, Story] = {}
    for question in asked:
        for story in chosen.get(question.id, ())[:1]:
            uses.setdefault(story.id, []).append(question)
            by_id[story.id] = story
    rows = [_story(ctx, by_id[id], questions) for id, questions in uses.items()]
    return Section(id="stories", title="Stories", items=items([_uncovered(ctx, chosen, asked), *rows, _spare(ctx, set(by_id))]))


def _story(ctx: Context, story: Story, questions: list[Question]) -> Item:
    at = f"stories/{story.id}"
    cv = ctx.claims.of(story.leaf)
    guides = [ctx.claims.guide(f"questions/{question.id}", question.text) for question in questions]
    asked = listed([f"“{question.text.rstrip('.')}”" for question in questions])
    serves = ctx.claims.say(f"{at}/serves", f"For {asked}.", cv, *guides, allow=[question.text for question in questions])
    missing = []
    if not scope_figures(story.leaf.value):
        missing.append("a figure with its base")
    if not speaks_of("decisions", story.leaf.value):
        missing.append("the decision that was yours")
    lacking = None
    if missing:
        lacking = ctx.claims.say(f"{at}/missing", f"The line does not hold {listed(missing)}: {BLANK}", cv)
    said = ctx.claims.say(
        f"{at}/line", f"{quoted(story.leaf.value, limit=150)} ({place(story.work)})", cv, *place_cites(ctx.claims, story.work)
    )
    return Item(
        id=at,
        title=story.short,
        kind="story",
        blocks=blocks(block("evidence", said), block("serves", serves), block("missing", lacking)),
        folded=True,
    )


def _uncovered(ctx: Context, chosen: dict[str, tuple[Story, ...]], asked: tuple[Question, ...]) -> Item | None:
    """What no story covers, and which story carries most: the two ways a portfolio fails."""
    at = "stories/coverage"
    bare = [question for question in asked if question.story == "bullet" and question.id not in chosen]
    count = calculated("stories.count", len(ctx.stories), bullets=len(ctx.stories), entries=len(ctx.career.spells))
    covered = sum(question.id in chosen for question in asked if question.story == "bullet")
    wanted = sum(question.story == "bullet" for question in asked)
    cv = [ctx.claims.of(ctx.stories[0].leaf)] if ctx.stories else []
    over = calculated("stories.covered", covered, questions=wanted, with_story=covered)
    bullets = counted(len(ctx.stories), "line")
    first = ctx.claims.say(
        f"{at}/covered",
        f"{bullets} of the CV can carry an answer; {covered} of {wanted} questions that want a story have one.",
        count,
        over,
        *cv,
    )
    gaps = []
    for question in bare[:4]:
        guide = ctx.claims.guide(f"questions/{question.id}", question.text)
        title = question.text.rstrip(".")
        gaps.append(
            ctx.claims.say(
                f"{at}/gap/{question.id}",
                f"Uncovered: “{title}”. No line of the CV serves it. Which event would? {BLANK}",
                guide,
                *cv,
                allow=[title],
            )
        )
    made = blocks(block("coverage", first), block("uncovered", *gaps))
    return Item(id=at, title="What the stories cover", kind="coverage", blocks=made, folds=("uncovered",)) if made else None


def _spare(ctx: Context, used: set[str]) -> Item | None:
    at = "stories/spare"
    spare = [story for story in ctx.stories if story.id not in used][:4]
    if not spare:
        return None
    said = [
        ctx.claims.say(
            f"{at}/{story.id}",
            f"{quoted(story.leaf.value, limit=110)} ({place(story.work)})",
            ctx.claims.of(story.leaf),
            *place_cites(ctx.claims, story.work),
        )
        for story in spare
    ]
    return Item(id=at, title="In reserve", kind="spare", blocks=blocks(block("evidence", *said)), folded=True)
