"""The verbs that say what practice changed, and that take down a real round while it is fresh."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.practising import Prep
from loopready.model import Foreseen, InputError, Progress, SignalProgress

if TYPE_CHECKING:
    from loopready.app.afterwards import After

Format = Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(progress)
    app.command()(after)


def progress(
    prep: Prep = None,
    format: Format = "text",
    today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The date to count from; default today.")] = None,
) -> None:
    """Say what practice changed: readiness by signal and what moved it, habits, the lines of the deciders' page."""
    from loopready.app.prepare import check_dates
    from loopready.app.progress import ProgressBook
    from loopready.app.service import Service

    _known(format)
    day = dt.date.fromisoformat(check_dates(today=today, on=None)[0]) if today is not None else None
    with Service() as service:
        book = ProgressBook(service)
        seen = book.seen(book.preparation(prep), today=day)
    if format == "json":
        sys.stdout.write(
            json.dumps({"preparation": seen.preparation.id, "silent": seen.silent, **_told(seen.progress, silent=seen.silent)}) + "\n"
        )
        return
    sys.stdout.write(f"{seen.preparation.name}\n\n")
    if seen.silent:
        sys.stdout.write(
            "Your interview is less than a day away, so no figures are shown. Read your openings and your questions to ask.\n\n"
        )
    _write_signals(seen.progress, silent=seen.silent)
    _write_habits(seen.progress)


def _write_signals(progress: Progress, *, silent: bool) -> None:
    for each in progress.signals:
        figure = "" if silent else f"{each.now:>3}  "
        sys.stdout.write(f"{figure}{each.title} ({_practised(each)})\n")
        for line in each.lines[-1:]:
            sys.stdout.write(f"     {'your answer' if line.turn else 'the CV'}: {line.text}\n")
        for moved in () if silent else each.moved:
            sys.stdout.write(f"     {moved.at:%Y-%m-%d}: {moved.before} to {moved.after} by “{moved.question}”\n")


def _practised(signal: SignalProgress) -> str:
    if signal.practised > signal.wanted:
        return f"{signal.practised} questions answered, the best {signal.wanted} count"
    return f"{signal.practised} of {signal.wanted} questions answered"


def _write_habits(progress: Progress) -> None:
    if progress.habits:
        sys.stdout.write("\nHabits, by how many of your answers show them\n")
    for habit in progress.habits:
        sys.stdout.write(f"{habit.count:>3} of {habit.of:<3} {habit.title}. {habit.instead}\n")
    if not progress.answers:
        sys.stdout.write("\nNo answer is marked yet. Practise one with: loopready ask\n")


def _told(progress: Progress, *, silent: bool) -> dict[str, object]:
    """The progress as plain values; without its figures where they are kept back."""
    value = progress.model_dump(mode="json")
    if silent:
        for signal in value["signals"]:
            for name in ("now", "cv", "moved"):
                del signal[name]
        for session in value["sessions"]:
            del session["mean"]
    return value


def after(
    prep: Prep = None,
    round: Annotated[
        str | None, typer.Option("--round", metavar="NAME", help="Begin a note on this round (a name of your own will do).")
    ] = None,
    held: Annotated[str | None, typer.Option("--held", metavar="YYYY-MM-DD", help="The day of the round; default today.")] = None,
    note: Annotated[
        list[str] | None,
        typer.Option("--note", metavar="FIELD=TEXT", help="Words for a field of the note begun last, or by --round; may be given again."),
    ] = None,
    asked: Annotated[
        list[str] | None, typer.Option("--asked", metavar="ID", help="A question of ours that was asked; the others of the brief were not.")
    ] = None,
    added: Annotated[list[str] | None, typer.Option("--added", metavar="TEXT", help="A question that was asked and is not ours.")] = None,
    format: Format = "text",
) -> None:
    """Take down a real round while it is fresh: the note, which questions were asked, and how ours did."""
    from loopready.app.afterwards import AfterwardsBook
    from loopready.app.service import Service

    _known(format)
    with Service() as service:
        book = AfterwardsBook(service)
        id = book.preparation(prep)
        page = book.page(id)
        if round is not None:
            begun = book.add_note(id, round=round, held=held or dt.date.today().isoformat())
        elif note:
            if not page.notes:
                raise InputError("no_note", "there is no note yet; begin one with --round NAME", name="--note")
            begun = max(page.notes, key=lambda each: each.created)
        if note:
            book.write_note(id, begun.id, dict(map(_field, note)), version=begun.version)
        if asked:
            book.tell(id, asked, seen=page.seen)
        for text in added or ():
            book.add_own(id, text)
        page = book.page(id)
    if format == "json":
        sys.stdout.write(json.dumps(_page(page), ensure_ascii=False) + "\n")
        return
    _write_page(page)


def _write_page(page: After) -> None:
    from loopready.practice.afterwards import FIELDS

    sys.stdout.write(
        f"{page.preparation.name}\n\nThe note: about ten minutes, best within the hour (--round NAME, then --note FIELD=TEXT)\n"
    )
    for field in FIELDS:
        sys.stdout.write(f"  {field.id:<8} {field.label}. {field.hint}\n")
    for note in page.notes:
        sys.stdout.write(f"\n{note.round}, {note.held}\n")
        for field in FIELDS:
            if note.texts.get(field.id):
                sys.stdout.write(f"  {field.label}: {note.texts[field.id]}\n")
    sys.stdout.write("\nOur questions (--asked ID for each that was asked; --added TEXT for one that is not here)\n")
    for ours in page.listed:
        sys.stdout.write(f"  [{'x' if ours.asked else ' '}] {ours.id:<32} {ours.text}\n")
    for own in page.own:
        sys.stdout.write(f"  [+] {own.own}\n")
    for said, found in (("This interview", page.here), ("All of yours", page.mine), ("All on this machine", page.machine)):
        sys.stdout.write(f"\n{said}: {_figures(found)}")
    sys.stdout.write("\n")


def _figures(found: Foreseen) -> str:
    if found.recall is None and found.precision is None:
        return "nothing is told yet"
    told = ["no question was asked"]
    if found.recall is not None:
        told = [f"{found.hit} of the {found.hit + found.missed} questions asked were ours ({found.recall:.0%} recall)"]
    if found.precision is not None:
        told.append(f"{found.hit} of our {found.listed} were asked ({found.precision:.0%} precision)")
    return "; ".join(told)


def _page(page: After) -> dict[str, object]:
    figures = {
        name: {"listed": found.listed, "hit": found.hit, "missed": found.missed, "recall": found.recall, "precision": found.precision}
        for name, found in (("here", page.here), ("mine", page.mine), ("machine", page.machine))
    }
    return {
        "preparation": page.preparation.id,
        "notes": [note.model_dump(mode="json") for note in page.notes],
        "questions": [{"id": each.id, "text": each.text, "asked": each.asked} for each in page.listed],
        "added": [each.own for each in page.own],
        **figures,
    }


def _field(given: str) -> tuple[str, str]:
    name, equals, text = given.partition("=")
    if not equals:
        raise InputError("no_field", 'give a field and its words as FIELD=TEXT, such as asked="Why this team?"', name=given[:40])
    return name.strip(), text


def _known(format: str) -> None:
    if format not in ("text", "json"):
        raise InputError("format", "this is written as text or json", name="--format")
