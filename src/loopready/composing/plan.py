"""The plan: what to do until the interview, by expected gain per minute, dated where the date is known."""

from __future__ import annotations

import datetime as dt

from loopready.composing.actions import Action, top
from loopready.composing.claims import block, blocks, calculated, items
from loopready.composing.context import Context
from loopready.composing.phrases import quoted
from loopready.model import Claim, Item, Section

MINUTES_A_DAY = 45
LAST_EVENING = 20
MOST_DAYS = 14


def plan_section(ctx: Context, actions: tuple[Action, ...]) -> Section:
    """Sessions to the interview date; without a date, what to do with twenty minutes, two hours and more."""
    if ctx.on is None:
        made = _by_time(ctx, actions)
    else:
        made = _dated(ctx, actions, dt.date.fromisoformat(ctx.today), dt.date.fromisoformat(ctx.on))
    return Section(id="plan", title="The plan", items=items(made))


def fill(actions: list[Action], minutes: int) -> list[Action]:
    """Takes from ``actions``, in order, what fits into ``minutes``; at least one where any is left."""
    taken: list[Action] = []
    left = minutes
    for action in list(actions):
        if action.minutes <= left:
            taken.append(action)
            actions.remove(action)
            left -= action.minutes
    if not taken and actions:
        taken.append(actions.pop(0))
    return taken


def say(ctx: Context, action: Action, at: str) -> Claim | None:
    """An act as a claim, its minutes at the end."""
    return ctx.claims.say(f"{at}/{action.id}", f"{action.text} ({action.minutes} min).", *action.cites, action.cite(), allow=action.allow)


def _session(ctx: Context, at: str, title: str, taken: list[Action], *, folded: bool) -> Item | None:
    made = blocks(block("do", *[say(ctx, action, at) for action in taken]))
    total = sum(action.minutes for action in taken)
    return Item(id=at, title=title, kind="session", minutes=total, blocks=made, folded=folded) if made else None


def _by_time(ctx: Context, actions: tuple[Action, ...]) -> list[Item | None]:
    left = list(actions)
    first = fill(left, 20)
    second = fill(left, 120)
    third = fill(left, 240)
    return [
        _session(ctx, "plan/first", "If you have 20 minutes", first, folded=False),
        _session(ctx, "plan/second", "With two hours more", second, folded=False),
        _session(ctx, "plan/third", "With an evening more", third, folded=True),
        _session(ctx, "plan/rest", "What is left", left, folded=True) if left else None,
    ]


def _dated(ctx: Context, actions: tuple[Action, ...], today: dt.date, on: dt.date) -> list[Item | None]:
    """A session a day up to two days before; nothing new on the last evening."""
    days = (on - today).days
    left = list(actions)
    if days <= 0:
        return [_session(ctx, "plan/today", "Today, before it starts", fill(left, LAST_EVENING), folded=False)]
    out: list[Item | None] = []
    wanted = sum(action.minutes for action in left)
    working = max(0, min(days - 1, MOST_DAYS))
    minutes = max(MINUTES_A_DAY, min(90, -(-wanted // max(1, working)))) if working else LAST_EVENING
    for n in range(working):
        if not left:
            break
        day = today + dt.timedelta(days=n)
        taken = fill(left, minutes)
        out.append(_session(ctx, f"plan/day_{n + 1}", f"{_day(day)}: {sum(a.minutes for a in taken)} minutes", taken, folded=n >= 2))
    out.append(_evening(ctx, actions, on - dt.timedelta(days=1)))
    if left:
        out.append(_session(ctx, "plan/rest", "If time is left", left, folded=True))
    return out


def _evening(ctx: Context, actions: tuple[Action, ...], day: dt.date) -> Item | None:
    """The last evening: openings and logistics of what is known, nothing new."""
    at = "plan/evening"
    first = [action for action in top(actions, count=6, each=2) if action.kind == "question"][:2]
    said: list[Claim | None] = []
    for action in first:
        said.append(
            ctx.claims.say(
                f"{at}/{action.id}",
                f"Only the opening sentence again: {action.text[:1].lower() + action.text[1:]}.",
                *action.cites,
                allow=action.allow,
            )
        )
    if ctx.stories:
        story = ctx.stories[0]
        text = (
            f"Read {quoted(story.leaf.value, limit=70)} once more with its figures; no new material. Link, paper, water, time zone, "
            "the way there."
        )
        cite = calculated("plan.last_evening", LAST_EVENING, minutes=LAST_EVENING)
        said.append(ctx.claims.say(f"{at}/quiet", text, ctx.claims.of(story.leaf), cite))
    made = blocks(block("do", *said))
    return (
        Item(id=at, title=f"{_day(day)}, the last evening: {LAST_EVENING} minutes", kind="session", minutes=LAST_EVENING, blocks=made)
        if made
        else None
    )


def _day(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
