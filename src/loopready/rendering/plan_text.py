"""A plan, or a session of it, as Markdown and as JSON: what to do, on which day, and the keys to mark it done by."""

from __future__ import annotations

import datetime as dt

from loopready.model import Plan, PlanDay
from loopready.rendering.json import to_text
from loopready.rendering.markdown import escape


def plan_markdown(plan: Plan, *, name: str) -> str:
    """The plan. The part of a key in backquotes is what ``loopready plan --done`` takes."""
    lines = [f"# Plan: {escape(name)}", "", _head(plan), ""]
    for day in plan.days:
        lines += [f"## {_title(plan, day)}", "", *_acts(day), ""]
    if plan.left and not plan.quiet:
        lines += ["## If time is left", "", *(f"- {escape(act.text)} ({act.minutes} min) `{act.key}`" for act in plan.left), ""]
    return "\n".join(lines).rstrip() + "\n"


def session_markdown(day: PlanDay, *, name: str) -> str:
    """What to do with some minutes now."""
    return "\n".join([f"# {day.budget} minutes: {escape(name)}", "", *_acts(day)]).rstrip() + "\n"


def _head(plan: Plan) -> str:
    if plan.passed:
        return "The day of the interview has passed. Set another one and the plan is made for it."
    if plan.on is None:
        return f"No date is set, so this is the next week, {plan.settings.minutes_a_day} minutes a day."
    if plan.on == plan.today:
        return "Today is the day. Nothing is planned; the page of the day before has your openings and questions."
    if plan.quiet:
        return "Tomorrow is the day. Nothing new any more."
    days = (plan.on - plan.today).days
    return f"{days} days to {day_words(plan.on)}, {plan.settings.minutes_a_day} minutes a day."


def _title(plan: Plan, day: PlanDay) -> str:
    said = day_words(day.day) + (", today" if day.day == plan.today else "")
    return f"{said}{', the last evening' if day.kind == 'last_evening' else ''}: {day.minutes} minutes"


def _acts(day: PlanDay) -> list[str]:
    if not day.acts:
        return ["Nothing is left to do."]
    out = []
    for planned in day.acts:
        part = f", part {planned.part}" if planned.part else ""
        key = f" `{planned.act.key}`" if planned.act.new else ""
        out.append(f"- {escape(planned.act.text)} ({planned.minutes} min{part}){key}")
    return out


def day_words(day: dt.date) -> str:
    """A date as people write it: Mon 7 Dec."""
    return f"{day:%a} {day.day} {day:%b}"


def plan_json(plan: Plan) -> str:
    """The plan as JSON."""
    return to_text({"schema": "loopready.plan/1", **plan.model_dump(mode="json")})


def session_json(day: PlanDay) -> str:
    """What to do with some minutes now, as JSON."""
    return to_text({"schema": "loopready.session/1", **day.model_dump(mode="json")})
