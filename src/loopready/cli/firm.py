"""The verb of documents on a firm: give one, see what it says, delete it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.service import Service
    from loopready.model import GivenPaper


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(firm)


def firm(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="A blog post, a postmortem, a report of the firm.")] = None,
    prep: Annotated[str | None, typer.Option("--prep", metavar="ID", help="The preparation; default the last.")] = None,
    delete: Annotated[str | None, typer.Option("--delete", metavar="ID", help="Delete a document with what it said.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")] = "text",
) -> None:
    """Show what documents you gave say of the firm, with their words; with FILE, the language model you turned on looks through it."""
    if format not in ("text", "json"):
        raise InputError("format", "it is written as text or json", name="--format")
    from loopready.app.given_papers import GivenPapers
    from loopready.app.guests import SENDS_FIRM
    from loopready.app.inputs import Handed, take_in
    from loopready.app.service import Service

    with Service() as service:
        papers = GivenPapers(service)
        if delete is not None:
            papers.delete(delete)
            print_out("deleted")
            return
        chosen = _of(service, prep)
        if files and papers.name:
            sys.stderr.write(f"{SENDS_FIRM.format(name=papers.name)}\n")
        for path in files or ():
            data, name = take_in(path)
            papers.add(chosen, Handed(name=name, data=data))
        _print(papers.all(chosen), format=format)


def _of(service: Service, prep: str | None) -> str:
    if prep is not None:
        return service.desk().preparations.get(prep).id
    latest = service.desk().preparations.all(limit=1)
    if not latest:
        raise InputError("not_found", "nothing is prepared yet; make a brief: loopready prep CV JOB --save", name="firm")
    return latest[0].id


def _print(papers: list[GivenPaper], *, format: str) -> None:
    if format == "json":
        from loopready.rendering.json import to_line

        print_out("\n".join(to_line(each.model_dump(mode="json")) for each in papers))
        return
    from loopready.rendering.guest import NOT_OURS, paper_lines

    lines = [NOT_OURS, *(line for each in papers for line in ("", *paper_lines(each)))]
    print_out("\n".join(lines if papers else ["no document was given"]))
