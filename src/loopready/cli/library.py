"""The verbs on the library: guide and lint."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from loopready.app import guides
from loopready.app.settings import use_libraries
from loopready.app.writing import write
from loopready.cli.printing import format_for, print_out
from loopready.model import Document, InputError

Libraries = Annotated[
    list[Path] | None, typer.Option("--library", metavar="DIR", help="A folder of your own guides, used beside the shipped ones.")
]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(guide)
    app.command()(lint)


def guide(
    path: Annotated[str | None, typer.Argument(help="A guide's path, as --list prints it, or a guide's file.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="All guides.")] = False,
    find: Annotated[str | None, typer.Option("--find", metavar="TEXT", help="Guides that hold these words.")] = None,
    diff: Annotated[
        tuple[str, str] | None,
        typer.Option("--diff", metavar="PATH PATH", help="What one guide, or one revision of it in a file, has and another has not."),
    ] = None,
    delta: Annotated[
        tuple[str, str] | None,
        typer.Option("--delta", metavar="FROM TO", help="From one seat to another: what carries over, what changes, what is new."),
    ] = None,
    new: Annotated[str | None, typer.Option("--new", metavar="PATH", help="Begin a guide: a commented skeleton to fill.")] = None,
    compile_: Annotated[
        bool, typer.Option("--compile", help="The guide laid over what it extends, as JSON; every guide without PATH.")
    ] = False,
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of what --compile writes.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="What the guide inherits, what it changes of that, and what it adds.")] = False,
    format: Annotated[
        str | None, typer.Option("--format", metavar="md|json|html|pdf", help="How to write it; else by the name after -o, else md.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Write here.")] = None,
    library: Libraries = None,
) -> None:
    """List, find, compare, begin, compile and show role guides."""
    use_libraries(library or ())
    format = format_for(format, out, known=("md", "json", "html", "pdf"), default="md")
    if new is not None:
        sys.stdout.write(f"{guides.begun(new, out=out)}\n")
        return
    if list_:
        _deliver("\n".join(_line(each) for each in guides.listed()), out)
    elif find is not None:
        hits = guides.found(find)
        if not hits:
            raise InputError("nothing_found", "no guide holds these words; see: loopready guide --list", name=find)
        _deliver("\n".join(f"{each}\t{title}" for each, title in hits), out)
    elif diff is not None:
        _deliver("\n".join(guides.difference(*diff)) or "no difference", out)
    elif delta is not None:
        _deliver(guides.step(*delta, format=format), out, format=format)
    elif schema:
        _deliver(guides.schema_text(), out)
    elif compile_:
        _deliver(guides.compiled(path), out)
    elif path is None:
        says = "name a guide's path, or use --list, --find, --diff, --delta, --new, --compile or --schema"
        raise InputError("nothing_asked", says, name="guide")
    elif explain:
        _deliver("\n".join(guides.explained(path)), out)
    else:
        _deliver(guides.shown(path, format=format), out, format=format)
    tell_broken()


def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="Guide files; default the whole library and your own folders.")] = None,
    similarity: Annotated[
        bool, typer.Option("--similarity", help="How alike the guides are, domain words masked; the most alike first.")
    ] = False,
    library: Libraries = None,
) -> None:
    """Check the content of the library: all faults in one pass, with file and line."""
    use_libraries(library or ())
    if similarity:
        for each in guides.alike():
            sys.stdout.write(f"{100 * each.share:5.1f}%  {each.guide}  ~  {each.other}\n")
            for pair in each.nearest:
                sys.stdout.write(f"{'':9}{pair.likeness:.2f}  {_one_line(pair.sentence)}\n{'':15}{_one_line(pair.other_sentence)}\n")
        return
    found = guides.faults(files)
    for fault in found:
        sys.stdout.write(f"{fault.file}:{fault.line}:{fault.column}: {fault.code} {fault.message}\n")
    if found:
        raise typer.Exit(2)


def tell_broken(read: Sequence[Document] = ()) -> None:
    """Says on standard error what of the person's own folders and of plugins could not be used; what readers found is in ``read``."""
    for line in dict.fromkeys([*guides.broken(), *guides.broken_readers(read)]):
        sys.stderr.write(f"loopready: left out: {line}\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _line(each: guides.Listed) -> str:
    own = [f"from {each.by}"] if each.by else ["yours"] if each.own else []
    return "\t".join([each.path, each.title, *(["draft"] if each.status == "draft" else []), *own])


def _deliver(data: str | bytes, out: Path | None, *, format: str = "md") -> None:
    """Prints, or writes the file that -o names and prints its path."""
    if out is None and isinstance(data, bytes):
        raise InputError("no_output", f"{format} belongs in a file; name one with -o", name="--format")
    if out is None:
        print_out(data)
    else:
        write(out, data)
        sys.stdout.write(f"{out}\n")
