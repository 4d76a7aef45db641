"""The verb for papers: what there is, their criteria and examples, and a draft held against them."""

from __future__ import annotations

from typing import Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(paper)


def paper(
    id: Annotated[str | None, typer.Argument(metavar="ID", help="The paper: rfc, roadmap, contract, status, memo ...")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the papers.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Print the worked example, of an invented firm.")] = False,
    skeleton: Annotated[bool, typer.Option("--skeleton", help="Print the blank skeleton.")] = False,
    check: Annotated[
        str | None, typer.Option("--check", metavar="FILE", help="Hold this draft against the criteria; - for standard input.")
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json|md", help="How to print the criteria or a check.")] = "text",
) -> None:
    """Papers that a manager of engineers writes: criteria, worked example, skeleton, and what a draft of yours holds of them."""
    if format not in ("text", "json", "md"):
        raise InputError("format", "papers are written as text, json or md", name="--format")
    if sum((listed, example, skeleton, check is not None)) > 1:
        raise InputError("one_of", "give one of --list, --example, --skeleton and --check", name="paper")
    from loopready.app.papers import find, papers

    if listed or id is None:
        _list(format, asked=listed)
        return
    if id not in {each.id for each in papers()}:
        raise InputError("no_paper", "no such paper; see: loopready paper --list", name=id[:60])
    found = find(id)
    if example:
        print_out(f"{found.example.says}\n\n{found.example.draft.rstrip()}")
    elif skeleton:
        print_out(found.skeleton.rstrip())
    elif check is not None:
        _check(id, check, format)
    else:
        _show(id, format)


def _list(format: str, *, asked: bool) -> None:
    from loopready.app.papers import papers
    from loopready.rendering.json import to_line
    from loopready.rendering.paper_text import listed_lines

    if not asked:
        raise InputError("nothing_asked", "name a paper, or see: loopready paper --list", name="paper")
    if format == "json":
        print_out("\n".join(to_line({"id": each.id, "title": each.title, "audience": each.audience}) for each in papers()))
    else:
        print_out("\n".join(listed_lines(papers())))


def _show(id: str, format: str) -> None:
    from loopready.app.papers import find
    from loopready.rendering.json import to_line
    from loopready.rendering.paper_text import paper_lines

    found = find(id)
    print_out(to_line(found.model_dump(mode="json", exclude={"finds"})) if format == "json" else "\n".join(paper_lines(found)))


def _check(id: str, path: str, format: str) -> None:
    from loopready.app.papers import check_file, find
    from loopready.rendering.json import to_line
    from loopready.rendering.paper_text import mark_lines, mark_markdown

    mark = check_file(id, path)
    if format == "json":
        print_out(to_line(mark.model_dump(mode="json")))
    else:
        print_out(mark_markdown(find(id), mark) if format == "md" else "\n".join(mark_lines(find(id), mark)))
