"""The portfolio: which story goes to which likely question, solved exactly within the limits of a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from loopready.engines.serving import MOST_USES
from loopready.engines.share import share_out
from loopready.model import Guide, Overuse, Portfolio, PortfolioRow, Question, Serving, Story, StoryDraft
from loopready.practice.stories import all_text, serves_question

AGAIN = 0.15
"""What a second telling of the same story costs: another that is nearly as good is taken instead."""
STRENGTH = 0.4
"""What a story that was marked 100 is worth more than one that was marked 0."""
MOST_OFFERS = 3


@dataclass(frozen=True)
class Likely:
    """A question that may be asked, and how likely (0 to 1)."""

    question: Question
    likelihood: float


def likely_questions(guide: Guide, *, order: Sequence[str] = ()) -> tuple[Likely, ...]:
    """The guide's questions that want a story, in the order of a brief where one is given."""
    place = {id: at for at, id in enumerate(order)}
    wanted = [question for question in guide.questions if question.story == "bullet"]
    wanted.sort(key=lambda question: (place.get(question.id, len(place)), -question.likelihood, question.id))
    return tuple(Likely(question, question.likelihood) for question in wanted)


def solve(
    likely: Sequence[Likely],
    stories: Sequence[Story],
    *,
    guide: Guide,
    today: str,
    preparation: str | None = None,
    drafts: Sequence[StoryDraft] = (),
) -> Portfolio:
    """The best portfolio: the sum over the questions of likelihood x fit is the largest possible within three limits.

    No story is told more than twice in a loop (tellings for ``preparation`` count); a second telling costs something; stories that
    show the same competence first carry at most half of the questions. Recency is in the fit. Equal input gives an equal portfolio.
    """
    held = [story for story in sorted(stories, key=lambda story: (story.created, story.id)) if not story.archived]
    serving = [[_serving(each.question, story, guide=guide, today=today) for each in likely] for story in held]
    scores = [[round(each.likelihood * one.fit, 6) for each, one in zip(likely, row, strict=True)] for row in serving]
    told = [told_here(story, preparation) for story in held]
    leads = [_leading(story, guide) for story in held]
    names = list(dict.fromkeys(lead for lead in leads if lead))
    chosen = share_out(
        scores, [max(0, MOST_USES - count) for count in told], again=AGAIN,
        groups=[names.index(lead) if lead else None for lead in leads], group_limits=[ceil(len(likely) / 2)] * len(names),
    ) if held else [None] * len(likely)  # fmt: skip
    rows = [
        _row(each, held[at].id if at is not None else None, [row[j] for row in serving], drafts, guide=guide, today=today)
        for j, (each, at) in enumerate(zip(likely, chosen, strict=True))
    ]
    used = {at for at in chosen if at is not None}
    shown = {signal for at in used for signal in held[at].data.signals}
    tested = dict.fromkeys(signal for each in likely for signal in each.question.signals)
    return Portfolio(
        rows=tuple(sorted(rows, key=lambda row: row.story is not None)),
        overused=_overused(likely, held, serving, told),
        spare=tuple(story.id for i, story in enumerate(held) if i not in used),
        unshown=tuple(signal for signal in tested if signal not in shown),
        value=round(sum(scores[at][j] for j, at in enumerate(chosen) if at is not None), 6),
    )


def told_here(story: Story, preparation: str | None) -> int:
    """How often a story was told in the loop of a preparation."""
    return sum(telling.preparation == preparation for telling in story.data.told) if preparation else 0


def _serving(question: Question, story: Story, *, guide: Guide, today: str) -> Serving:
    """A story's fit to a question, with what a mark of it adds."""
    fit, words = serves_question(question, all_text(story), story.data, today=today)
    overall = story.scorecard.overall if story.scorecard else None
    if fit > 0 and overall is not None:
        fit += STRENGTH * overall / 100
    return Serving(story=story.id, fit=round(fit, 6), because=(*(f"“{each}”" for each in words), *_shared(question, story, guide)))


def _shared(question: Question, story: Story, guide: Guide) -> list[str]:
    return [signal.title for signal in guide.signals if signal.id in question.signals and signal.id in story.data.signals]


def _leading(story: Story, guide: Guide) -> str | None:
    """The competence that a story shows first: of those it shows, the one that weighs most in this seat."""
    shown = [signal for signal in guide.signals if signal.id in story.data.signals]
    return max(shown, key=lambda signal: signal.weight).id if shown else None


def _row(
    each: Likely, story: str | None, serving: Sequence[Serving], drafts: Sequence[StoryDraft], *, guide: Guide, today: str
) -> PortfolioRow:
    could = sorted((one for one in serving if one.fit > 0), key=lambda one: (-one.fit, one.story))
    offers: list[tuple[float, str]] = []
    if story is None:
        for draft in drafts:
            fit, _ = serves_question(each.question, draft.data.line, draft.data, today=today)
            if fit > 0:
                offers.append((-fit, draft.key))
    return PortfolioRow(
        question=each.question.id, text=each.question.text, likelihood=each.likelihood, signals=each.question.signals, story=story,
        could=tuple(could), offers=tuple(key for _, key in sorted(offers)[:MOST_OFFERS]),
    )  # fmt: skip


def _overused(
    likely: Sequence[Likely], held: Sequence[Story], serving: Sequence[Sequence[Serving]], told: Sequence[int]
) -> tuple[Overuse, ...]:
    """Stories that are the best one for more questions than they may be told for, or were told often enough in this loop."""
    wanted: dict[int, list[str]] = {}
    for j, each in enumerate(likely):
        best = max(range(len(held)), key=lambda i: (serving[i][j].fit, -i), default=None)
        if best is not None and serving[best][j].fit > 0:
            wanted.setdefault(best, []).append(each.question.id)
    return tuple(
        Overuse(story=story.id, wanted=tuple(wanted.get(i, [])), told=told[i])
        for i, story in enumerate(held)
        if len(wanted.get(i, [])) > MOST_USES or told[i] >= MOST_USES
    )
