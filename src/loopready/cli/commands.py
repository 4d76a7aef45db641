"""The verbs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from loopready.app import doctor as doctoring
from loopready.app.collecting import seldom
from loopready.app.explaining import explained_pages
from loopready.app.matches import match_files
from loopready.app.model_server import model_server
from loopready.app.prepare import STAGES, Pipeline, Prepared, Progress
from loopready.app.readings import cv_as_json_resume, cv_records, job_records
from loopready.app.settings import use_libraries
from loopready.app.writing import default_name, write
from loopready.cli.admin import register as register_admin
from loopready.cli.asking import register as register_asking
from loopready.cli.assisting import register as register_assisting
from loopready.cli.drilling import register as register_drilling
from loopready.cli.firm import register as register_firm
from loopready.cli.jobs import register as register_jobs
from loopready.cli.library import Libraries, register, tell_broken
from loopready.cli.marking import register as register_marking
from loopready.cli.modelling import register as register_model
from loopready.cli.papers import register as register_papers
from loopready.cli.practising import register as register_practising
from loopready.cli.printing import format_for, print_out
from loopready.cli.progressing import register as register_progressing
from loopready.cli.serving import register as register_serving
from loopready.cli.simulating import register as register_simulating
from loopready.cli.stories import register as register_stories
from loopready.cli.storing import register as register_storing
from loopready.cli.talking import register as register_talking
from loopready.cli.tools import register as register_tools
from loopready.model import DocumentKind, InputError
from loopready.rendering import find_format, formats, render, writing_line

app = typer.Typer(
    name="loopready", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Drop a CV and a job description; read a brief for the interview loop, every line showing the words it rests on.",
)  # fmt: skip
reading = typer.Typer(no_args_is_help=True, help="Read CVs or job descriptions: one JSON object a file, in order.")
app.add_typer(reading, name="read")
register(app)
register_serving(app)
register_admin(app)
register_jobs(app)
register_storing(app)
register_stories(app)
register_practising(app)
register_asking(app)
register_drilling(app)
register_marking(app)
register_progressing(app)
register_talking(app)
register_tools(app)
register_simulating(app)
register_papers(app)
register_assisting(app)
register_model(app)
register_firm(app)

Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The date to count from; default today.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Go on where a file does not look like a CV or a posting.")]
Explain = Annotated[bool, typer.Option("--explain", help="Write an HTML page a file that shows what was read where, and print its path.")]
ExplainedTo = Annotated[
    Path | None, typer.Option("-o", "--output", help="With --explain: write the page of one file here; - for standard output.")
]
GuidePath = Annotated[str | None, typer.Option("--guide", metavar="PATH", help="The guide to use, in place of the one found.")]


@app.callback(invoke_without_command=True)
def top(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Options before the verb."""
    if version:
        from loopready import __version__

        sys.stdout.write(f"loopready {__version__}\n")
        raise typer.Exit


@app.command()
def prep(
    cv: Annotated[str, typer.Argument(help="The CV: PDF, DOCX, ODT, RTF, text, Markdown, HTML or JSON Resume.")],
    job: Annotated[
        str,
        typer.Argument(help="The job description: text, Markdown, HTML, PDF or DOCX, or its address (https://...); - for standard input."),
    ],
    guide: GuidePath = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="PATH", help="The guide of the seat you come from, in place of the one found.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The interview's date; the plan is dated to it.")] = None,
    today: Today = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="html|md|pdf|docx|json", help="How to write the brief; else by the name after -o, else html."),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Write here; - for standard output.")] = None,
    keep: Annotated[bool, typer.Option("--save", help="Keep the brief in the data folder and print its id.")] = False,
    anyway: Anyway = False,
    writer: Annotated[
        bool | None, typer.Option("--writer/--no-writer", help="Let the language model that you turned on phrase it; default as turned on.")
    ] = None,
    library: Libraries = None,
) -> None:
    """Write the brief of a CV and a job description."""
    seldom()
    use_libraries(library or ())
    chosen = find_format(format_for(format, out, known=formats(), default="html"))
    if cv == "-":
        raise InputError("cv_stdin", "the CV is a file; only the job description may come from standard input", name="-")
    words = writer if writer is not None else model_server() is not None
    if words:
        from loopready.app.wording import warm_model, worded_here

        warm_model(wanted=writer)
    with _progress() as progress, Pipeline() as pipeline:
        prepared = pipeline.prepare(cv, job, guide=guide, start=start, on=on, today=today, anyway=anyway, progress=progress)
        if words:
            progress("wording")
            prepared = replace(prepared, brief=worded_here(prepared.brief, wanted=writer, tell=_tell))
        progress("rendering")
        data = render(prepared.brief, format=chosen.name)
    _tell_refused(prepared)
    tell_broken((prepared.brief.cv, prepared.brief.job))
    if keep:
        from loopready.app.saving import save

        id = save(prepared, job=job, guide=guide, start=start, on=on, today=today, anyway=anyway)
        sys.stderr.write(f"saved as {id}\n")
    target = out or (Path(default_name(cv, job, suffix=chosen.suffix)) if chosen.binary or chosen.name == "html" else Path("-"))
    if str(target) == "-":
        print_out(data)
    else:
        write(target, data)
        sys.stdout.write(f"{target}\n")


@reading.command("cv")
def read_cv(
    files: Annotated[list[str], typer.Argument(help="CV files.")],
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="jsonl|jsonresume", help="One JSON object a line, or one CV as a JSON Resume file for other programs."
        ),
    ] = "jsonl",
    explain: Explain = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="With --explain the page of one file, with jsonresume its document: write it here; - prints it."
        ),
    ] = None,
) -> None:
    """Read CVs into JSON Resume with spans and warnings."""
    if format == "jsonresume":
        _json_resume(files, explain=explain, out=out)
        return
    _jsonl(format, others="jsonresume")
    if explain or out is not None:
        _explain(files, kind="cv", explain=explain, out=out)
        return
    with Pipeline() as pipeline:
        _lines(cv_records(files, workers=pipeline.workers))


@reading.command("job")
def read_job(
    files: Annotated[list[str], typer.Argument(help="Job descriptions: files or addresses.")],
    format: Annotated[str, typer.Option("--format", metavar="jsonl", help="One JSON object a line.")] = "jsonl",
    explain: Explain = False,
    out: ExplainedTo = None,
) -> None:
    """Read job descriptions into lines by kind and requirements."""
    _jsonl(format)
    if explain or out is not None:
        _explain(files, kind="job", explain=explain, out=out)
        return
    with Pipeline() as pipeline:
        _lines(job_records(files, workers=pipeline.workers))


@app.command()
def match(
    cv: Annotated[str, typer.Argument(help="The CV.")],
    job: Annotated[str, typer.Argument(help="The job description, a file or an address; - for standard input.")],
    guide: GuidePath = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")] = "text",
    anyway: Anyway = False,
    library: Libraries = None,
) -> None:
    """Hold a CV against a posting, requirement by requirement."""
    if format not in ("text", "json"):
        raise InputError("format", "a match is written as text or json", name="--format")
    use_libraries(library or ())
    with Pipeline() as pipeline:
        record, read = match_files(cv, job, pipeline=pipeline, guide=guide, today=today, anyway=anyway)
    tell_broken(read)
    if format == "json":
        print_out(json.dumps(record, ensure_ascii=False))
        return
    for row in record["rows"]:
        sys.stdout.write(f"{row['coverage']:<12} {row['requirement']['kind']:<15} {' '.join(row['requirement']['text'].split())}\n")
        for evidence in row["evidence"][:1]:
            sys.stdout.write(f"{'':28} “{' '.join(evidence['quote'].split())}”\n")
    sys.stdout.write(f"verdict: {record['verdict']}\n")


@app.command()
def doctor() -> None:
    """Say what is installed, what optional parts would add, and run a self-test."""
    bad = False
    for finding in doctoring.examine():
        mark = {"good": "ok", "absent": "--", "bad": "!!"}[finding.state]
        sys.stdout.write(f"{mark}  {finding.what}: {finding.says}\n")
        bad = bad or finding.state == "bad"
    if bad:
        raise typer.Exit(1)


def _lines(records: Iterator[dict[str, Any]]) -> None:
    failed = []
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        if not record["ok"]:
            failed.append(record)
    _end(failed)


def _explain(files: list[str], *, kind: DocumentKind, explain: bool, out: Path | None) -> None:
    """Writes the page of each file that can be read, prints its path, and then tells which could not be."""
    if not explain:
        raise InputError("no_explain", "-o names the page that --explain writes; add --explain", name="-o")
    if out is not None and len(files) > 1:
        raise InputError("one_output", "-o takes the page of one file; leave it out, and each page is named after its file", name="-o")
    failed = []
    with Pipeline() as pipeline:
        for made in explained_pages(files, kind=kind, workers=pipeline.workers):
            if isinstance(made, dict):
                failed.append(made)
                continue
            name, page = made
            if out is not None and str(out) == "-":
                print_out(page)
            else:
                write(out or name, page)
                sys.stdout.write(f"{out or name}\n")
    _end(failed)


def _end(failed: list[dict[str, Any]]) -> None:
    """Tells of the files that failed, if any, and exits as the contract says."""
    for record in failed:
        sys.stderr.write(f"loopready: {record['path']}: {record['error']['message']}\n")
    if failed:
        raise typer.Exit(3 if all("outside" in record["error"] for record in failed) else 2)


def _json_resume(files: list[str], *, explain: bool, out: Path | None) -> None:
    """Prints or writes the one CV as a JSON Resume document; what the reading warns of goes to standard error."""
    if explain:
        raise InputError(
            "two_formats", "--explain writes a page of its own; leave it out, or leave out --format jsonresume", name="--explain"
        )
    if len(files) > 1:
        raise InputError("one_output", "a JSON Resume document is one CV; name one file", name="--format")
    with Pipeline() as pipeline:
        text, warned = cv_as_json_resume(files[0], workers=pipeline.workers)
    for message in warned:
        sys.stderr.write(f"loopready: {files[0]}: {message}\n")
    if out is None or str(out) == "-":
        print_out(text)
    else:
        write(out, text)
        sys.stdout.write(f"{out}\n")


def _jsonl(format: str, *, others: str = "") -> None:
    if format != "jsonl":
        raise InputError("format", f"readings are written as jsonl{f' or {others}' if others else ''}", name="--format")


def _tell(line: str) -> None:
    sys.stderr.write(f"loopready: {line}\n")


def _tell_refused(prepared: Prepared) -> None:
    writing = prepared.brief.writing
    if writing is not None:
        _tell(writing_line(writing))
    for claim, loose in prepared.refused:
        sys.stderr.write(f"loopready: left out, since no cite holds {', '.join(loose)}: {claim}\n")


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress line on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    stages = (*STAGES, "wording", "rendering")
    with Bar(SpinnerColumn(), TextColumn("{task.description:<10}"), BarColumn(bar_width=24), TimeElapsedColumn(),
             console=Console(stderr=True), transient=True) as bar:  # fmt: skip
        task = bar.add_task(stages[0], total=len(stages))
        yield lambda stage: bar.update(task, description=stage, completed=stages.index(stage))
