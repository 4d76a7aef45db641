"""The verbs of jobs: worker and batch."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.stopping import stoppable
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.batch import Ended

TERMINATED = 143


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(worker)
    app.command()(batch)


def worker() -> None:
    """Work on preparations beside the server, on the PostgreSQL database that LOOPREADY_DATABASE_URL names, until stopped."""
    from loopready.app.service import Service, durable_jobs, on_one_machine

    if on_one_machine():
        says = (
            "an SQLite file has no workers, the server does its work itself; name a PostgreSQL database in LOOPREADY_DATABASE_URL "
            "(docs/how-to/run-workers.md)"
        )
        raise InputError("no_workers", says, name="worker")
    with stoppable(), Service(jobs=durable_jobs()):
        sys.stderr.write("loopready: working (stop with Ctrl-C)\n")
        Event().wait()


def batch(
    cvs: Annotated[str, typer.Argument(metavar="CVS", help="A folder of CVs, one file, or a pattern in quotes.")],
    jobs: Annotated[str, typer.Argument(metavar="JOBS", help="A folder of job descriptions, one file, or a pattern in quotes.")],
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The interviews' date; the plans are dated to it.")] = None,
    today: Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The date to count from; default today.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write each brief into this folder.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="html|md|pdf|docx|json", help="How to write the briefs.")] = "html",
    again: Annotated[bool, typer.Option("--again", help="Make the briefs anew that were made before of the same files.")] = False,
) -> None:
    """Prepare every CV for every job; all are kept, as if each had been dropped on the home page."""
    from loopready.app.batch import Batch, Case, files_of
    from loopready.app.prepare import check_dates
    from loopready.app.service import Service, durable_jobs

    cases = [Case(cv=cv, job=job) for cv in files_of(cvs, what="CVs") for job in files_of(jobs, what="job descriptions")]
    check_dates(today=today, on=on)
    failed: list[Ended] = []
    with stoppable(code=TERMINATED), Service(jobs=durable_jobs(batch=True)) as service:
        run = Batch(service.desk(), cases, on=on, today=today, out=out, format=format, again=again)
        with _progress(len(cases)) as tell:
            for ended in run.run():
                tell(ended)
                if ended.failure is not None:
                    failed.append(ended)
    _sum_up(failed, of=len(cases))


class _Lines:
    """A line per case that has ended."""

    def __call__(self, ended: Ended) -> None:
        """The line: state, CV, job, verdict or reason, and the brief's file where one was written; parted by tabs."""
        sys.stdout.write("\t".join(_fields(ended)) + "\n")
        sys.stdout.flush()


@contextmanager
def _progress(total: int) -> Iterator[_Lines]:
    """A bar on a terminal; a line per case in a pipe."""
    if not sys.stdout.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    class Bar(_Lines):
        def __call__(self, ended: Ended) -> None:
            bar.update(task, advance=1, description=f"{ended.case.cv.name} x {ended.case.job.name}"[:60])

    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield Bar()


def _fields(ended: Ended) -> list[str]:
    digest = ended.preparation.digest if ended.preparation else None
    says = ended.failure.message if ended.failure else digest.verdict if digest else ""
    state = "failed" if ended.failure else "done"
    return [state, str(ended.case.cv), str(ended.case.job), " ".join(says.split()), *([str(ended.path)] if ended.path else [])]


def _sum_up(failed: list[Ended], *, of: int) -> None:
    """How it went; each reason for a failure once, which says what to do, and the exit code."""
    if not failed:
        sys.stderr.write(f"loopready: {of} of {of} done; see them with: loopready serve\n")
        return
    failures = [ended.failure for ended in failed if ended.failure]
    for message, times in Counter(" ".join(failure.message.split()) for failure in failures).items():
        sys.stderr.write(f"loopready: {message}{f' ({times} cases)' if times > 1 else ''}\n")
    says = "mend what is said above and give the same command again; what is done is not made again"
    sys.stderr.write(f"loopready: {of - len(failed)} of {of} done, {len(failed)} failed; {says}\n")
    if any(failure.code in ("bug", "gave_up") for failure in failures):
        raise typer.Exit(1)
    raise typer.Exit(3 if all(failure.outside for failure in failures) else 2)
