"""The verb that works a tool of the workbench at the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from loopready.cli.printing import format_for, print_out
from loopready.model import InputError


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(tool)


def tool(
    id: Annotated[str | None, typer.Argument(help="A tool's name, as --list prints it; calculator lists the calculators.")] = None,
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME A=1 ...]", help="With calculator: its name and values; words alone search.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="All tools.")] = False,
    fields: Annotated[bool, typer.Option("--fields", help="The tool's fields, with the worked example's values.")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A field's value, or a cell's as rows.0.cell; may be given again."),
    ] = None,
    example_file: Annotated[
        bool,
        typer.Option("--example-file", help="The file that the worked example rests on (cost: the invented bill, CSV in FOCUS columns)."),
    ] = False,
    file: Annotated[Path | None, typer.Option("--input", metavar="FILE", help="Values from a YAML, JSON or CSV file.")] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|md|json|docx|ics",
            help="How to write the report; ics are its days; else by the name after -o, else text.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Write here; - for standard output.")] = None,
) -> None:
    """Work a tool of the workbench: with its worked example, or with your own figures over it. Use invented or rounded figures."""
    from loopready.app import workbench
    from loopready.app.tool_files import pairs, read_file

    if list_:
        for each in workbench.TOOLS.values():
            sys.stdout.write(f"{each.id}\t{each.title}: {each.says}\n")
        return
    if id == "calculator":
        id, given = _calculator(more or [], given or [])
        if id is None:
            return
    elif more:
        raise InputError("no_pair", "give values with --set NAME=VALUE", name=more[0][:60])
    if id is None:
        raise InputError("nothing_asked", "name a tool, or use --list", name="tool")
    found = workbench.find_tool(id)
    if fields:
        for line in workbench.field_lines(found):
            sys.stdout.write(line + "\n")
        return
    if example_file:
        _put(workbench.sample_of(id), out)
        return
    format = format_for(format, out, known=workbench.FORMATS, default="text")
    if format not in workbench.FORMATS:
        raise InputError("format", f"a report is written as {', '.join(workbench.FORMATS)}", name="--format")
    if format == "docx" and out is None:
        raise InputError("no_output", "docx is a file; name it with -o", name="--format")
    typed = read_file(file, found) if file is not None else {}
    changes = pairs(given or ())
    workbench.refuse_unknown(found, {**typed, **changes})
    done = workbench.worked(id, workbench.over(found, typed, changes))
    if done.report is None:
        raise InputError("faulty", "; ".join(f"{name}: {says}" if name else says for name, says in done.faults.items()), name=id)
    _put(workbench.written(done.report, format=format), out)


def _put(data: str | bytes, out: Path | None) -> None:
    from loopready.app.writing import write

    if out is None or str(out) == "-":
        print_out(data)
    else:
        write(out, data)
        sys.stdout.write(f"{out}\n")


def _calculator(words: list[str], given: list[str]) -> tuple[str | None, list[str]]:
    """The tool of the calculator named and its values; None after the calculators that fit were listed."""
    from loopready.app.calculators import PREFIX, calculator_tool, groups

    values = [word for word in words if "=" in word]
    names = [word for word in words if "=" not in word]
    if len(names) == 1 and calculator_tool(names[0]) is not None:
        return f"{PREFIX}{names[0]}", [*values, *given]
    found = groups(" ".join(names))
    if not found or values:
        raise InputError("not_found", "there is no such calculator; loopready tool calculator lists them", name=" ".join(words)[:60])
    for group in found:
        sys.stdout.write(f"{group.title}\n")
        for each in group.calculators:
            sys.stdout.write(f"  {each.name}\t{each.says} ({each.unit})\n")
    return None, []
