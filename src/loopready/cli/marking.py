"""The verb that marks: one answer, or a file of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.marking import Ground, Marker
    from loopready.model import PracticeQuestion, Scorecard, SecondOpinion


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(mark)


def mark(
    question: Annotated[
        str | None,
        typer.Option("--question", metavar="ID|TEXT", help="The question: its id in the guide (questions/decision), or its words."),
    ] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="FILE", help="The answer, a text file; - for standard input.")] = None,
    cv: Annotated[str | None, typer.Option("--cv", metavar="FILE", help="Hold the answer's claims against this CV.")] = None,
    guide: Annotated[
        str | None, typer.Option("--guide", metavar="PATH", help="The guide of the question; default that of the last preparation.")
    ] = None,
    prep: Annotated[
        str | None, typer.Option("--prep", metavar="ID", help="Mark for this preparation: with its guide, its CV and what you took back.")
    ] = None,
    seconds: Annotated[float | None, typer.Option("--seconds", metavar="N", min=1, max=36_000, help="How long it was spoken.")] = None,
    batch: Annotated[
        str | None, typer.Option("--batch", metavar="FILE", help="Mark a file of lines {id, question, answer, cv?}; a line out for each.")
    ] = None,
    second_opinion: Annotated[
        bool,
        typer.Option("--second-opinion", help="Beside the marks, those of the language model you turned on."),
    ] = False,
    today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The date to count from; default today.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it; a batch is printed as json.")] = "text",
) -> None:
    """Mark an answer by the written rubric: what it shows with its own words, what is missing, and what the CV says beside it."""
    if format not in ("text", "json"):
        raise InputError("format", "a mark is written as text or json", name="--format")
    if batch is not None:
        if second_opinion:
            raise InputError("one_of", "is asked for one answer at a time", name="--second-opinion")
        if any(given is not None for given in (question, answer, cv, seconds)):
            raise InputError("one_of", "the lines of a batch hold question, answer and cv; leave the options out", name="--batch")
    elif question is None or answer is None:
        raise InputError("nothing_asked", "give --question and --answer, or --batch FILE", name="mark")
    from loopready.app.marking import Marker, ground_of, read_answer
    from loopready.app.service import Service
    from loopready.model import Answer

    with Service() as service:
        marker = Marker(service.pipeline)
        ground = ground_of(service, guide=guide, prep=prep)
        if batch is not None:
            _batch(batch, marker=marker, ground=ground, today=today)
            return
        asked = ground.question(str(question))
        said = read_answer(str(answer))
        beside = marker.cv_file(cv) if cv is not None else ground.beside()
        card = marker.mark(asked, Answer(text=said, seconds=seconds, spoken=seconds is not None), beside=beside, today=today)
        opinion = None
        if second_opinion:
            from loopready.app.guests import SENDS_OPINION
            from loopready.app.opinions import Opinions

            opinions = Opinions(service)
            if opinions.name:
                sys.stderr.write(f"{SENDS_OPINION.format(name=opinions.name)}\n")
            person = (beside.profile, beside.document.text) if beside is not None else None
            opinion = opinions.of(asked, said, card, person=person, preparation=prep)
    _print(asked, card, opinion, format=format)


def _print(asked: PracticeQuestion, card: Scorecard, opinion: SecondOpinion | None, *, format: str) -> None:
    if format == "json":
        from loopready.rendering.json import to_line

        beside = {"second_opinion": opinion.model_dump(mode="json")} if opinion is not None else {}
        print_out(to_line({**card.model_dump(mode="json"), **beside}))
        return
    from loopready.rendering.guest import opinion_lines
    from loopready.rendering.scorecard import marked_lines

    print_out("\n".join([*marked_lines(asked, card), *(["", *opinion_lines(opinion, card)] if opinion is not None else [])]))


def _batch(path: str, *, marker: Marker, ground: Ground, today: str | None) -> None:
    from loopready.app.inputs import take_in
    from loopready.app.mark_batch import marked_records
    from loopready.rendering.json import to_line

    data, name = take_in(path)
    failed = []
    for record in marked_records(data, name=name, marker=marker, ground=ground, today=today):
        sys.stdout.write(to_line(record) + "\n")
        if "error" in record:
            failed.append(record)
    for record in failed:
        sys.stderr.write(f"loopready: {name}, line {record['line']}: {record['error']['message']}\n")
    if failed:
        raise typer.Exit(2)
