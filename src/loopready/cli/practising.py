"""The verbs that keep what was learned: review cards, and plan the days."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import format_for, print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.reviewing import CardBox, Deck
    from loopready.model import Card

Prep = Annotated[str | None, typer.Option("--prep", metavar="ID", help="The preparation; default: the one whose brief was made last.")]
Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The day to count from, at noon UTC; default now.")]
UNANSWERED = "You have not answered this yet. Say your answer, then write it down under Claims."
_NAMES = {1: "again", 2: "hard", 3: "good", 4: "easy"}


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(review)
    app.command()(plan)


def review(
    prep: Prep = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Stop after this many cards.")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", min=1, help="Stop after this many minutes.")] = None,
    anki: Annotated[Path | None, typer.Option("--anki", metavar="FILE", help="Write the cards as an Anki package instead.")] = None,
    stats: Annotated[bool, typer.Option("--stats", help="Print how many cards there are and how firmly they sit instead.")] = False,
    today: Today = None,
) -> None:
    """Go through the cards that are due: the front, a key, the back, then how it went, 1 (again) to 4 (easy)."""
    from loopready.app.reviewing import CardBox
    from loopready.app.service import PERSONAL, Service
    from loopready.app.writing import write

    with Service() as service:
        box = CardBox(service, PERSONAL)
        id = box.preparation(prep)
        if anki is not None:
            write(anki, box.anki(id, now=_now(today)))
            sys.stdout.write(f"{anki}\n")
        elif stats:
            print_out(_stats(box.deck(id, now=_now(today))))
        else:
            _go_through(box, id, limit=limit, minutes=minutes, today=today)


def plan(
    prep: Prep = None,
    minutes_a_day: Annotated[
        int | None, typer.Option("--minutes-a-day", metavar="N", help="How long you practise a day; kept for the next time.")
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", help="What to do with so many minutes now.")] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="md|json|ics", help="How to write the plan; else by the name after -o, else md.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Write here; - for standard output.")] = None,
    done: Annotated[list[str] | None, typer.Option("--done", metavar="KEY", help="Mark what has this key as done (repeatable).")] = None,
    today: Today = None,
) -> None:
    """Print what to do until the interview, by what it gains a minute; made anew each time from what is still open."""
    from loopready.app.planning import Planner
    from loopready.app.service import PERSONAL, Service
    from loopready.app.writing import write
    from loopready.rendering.plan_text import plan_json, plan_markdown, session_json, session_markdown

    format = format_for(format, out, known=("md", "json", "ics"), default="md")
    if format not in ("md", "json", "ics"):
        raise InputError("format", "a plan is written as md, json or ics", name="--format")
    if format == "ics" and minutes is not None:
        raise InputError("format", "a calendar holds the days of the plan; leave out --minutes", name="--format ics")
    with Service() as service:
        planner, now = Planner(service, PERSONAL), _now(today)
        id = planner.preparation(prep)
        if minutes_a_day is not None:
            planner.set(id, {"minutes_a_day": minutes_a_day}, version=planner.settings(id).version)
        for key in done or ():
            planner.do(id, key, now=now)
        if format == "ics":
            data: str | bytes = planner.calendar(id, now=now)
        elif minutes is not None:
            day = planner.session(id, minutes=minutes, now=now)
            data = session_json(day) if format == "json" else session_markdown(day, name=planner.name(id))
        else:
            made = planner.plan(id, now=now)
            data = plan_json(made) if format == "json" else plan_markdown(made, name=planner.name(id))
    if out is None or str(out) == "-":
        print_out(data)
    else:
        write(out, data)
        sys.stdout.write(f"{out}\n")


def _now(today: str | None) -> dt.datetime:
    if today is None:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.combine(dt.date.fromisoformat(today), dt.time(12), tzinfo=dt.UTC)
    except ValueError:
        raise InputError("no_date", "is no date; write it as 2026-12-07", name=f"--today {today}"[:40]) from None


def _go_through(box: CardBox, id: str, *, limit: int | None, minutes: int | None, today: str | None) -> None:
    """Asks for one card after the other until none is due, the input ends, or the limit is reached."""
    from loopready.practice.cards import card_id

    begun, count = dt.datetime.now(dt.UTC), 0
    lines = iter(sys.stdin)
    while limit is None or count < limit:
        if minutes is not None and dt.datetime.now(dt.UTC) - begun >= dt.timedelta(minutes=minutes):
            break
        made = box.deck(id, now=_now(today))
        card = made.next
        if card is None:
            sys.stdout.write(_nothing_due(made))
            break
        asked = dt.datetime.now(dt.UTC)
        rating = _ask(box, made, card, lines)
        if rating is None:
            break
        seconds = (dt.datetime.now(dt.UTC) - asked).total_seconds()
        box.rate(id, card_id(card.key), rating, version=card.version, now=_now(today), seconds=min(seconds, 3600.0))
        count += 1
    sys.stdout.write(f"{count} card{'s' if count != 1 else ''} reviewed\n")


def _ask(box: CardBox, made: Deck, card: Card, lines: Iterator[str]) -> int | None:
    """One card: its front, its back after a key, and the rating; None where the input ends or says q."""
    sys.stdout.write(f"\n[{card.text.title}]\n{card.text.front}\n\n(Enter shows the answer; q ends)\n")
    sys.stdout.flush()
    given = next(lines, "q").strip().lower()
    if given == "q":
        return None
    waits = box.waits(card, on=made.on, now=made.now)
    choices = "  ".join(f"{rating} {_NAMES[rating]} ({_span(wait)})" for rating, wait in waits.items())
    sys.stdout.write(f"{card.text.back or UNANSWERED}\n\n{choices}\n")
    while given not in ("1", "2", "3", "4"):
        sys.stdout.flush()
        given = next(lines, "q").strip().lower()
        if given == "q":
            return None
        if given not in ("1", "2", "3", "4"):
            sys.stdout.write("Type 1, 2, 3 or 4.\n")
    return int(given)


def _nothing_due(made: Deck) -> str:
    if made.later is None:
        return "Nothing is due.\n"
    return f"Nothing is due; the next card comes in {_span(made.later - made.now)}.\n"


def _span(wait: dt.timedelta) -> str:
    """How long, roughly: 10 min, 3 h, 4 d."""
    minutes = max(0, round(wait.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 24 * 60 else f"{round(minutes / 1440)} d"


def _stats(made: Deck) -> str:
    found = made.counts
    lines = [
        f"{found.cards} cards: {', '.join(f'{count} {kind}' for kind, count in sorted(found.by_kind.items()))}",
        f"{found.due} due, {found.new} new, {found.suspended} put aside, {found.reviews} reviews",
    ]
    if not made.quiet and found.recalled is not None:
        lines.append(f"chance to recall a card seen before, by FSRS: {found.recalled:.0%}")
        lines += [f"  holds {name}: {count}" for name, count in found.stabilities]
    return "\n".join(lines)
