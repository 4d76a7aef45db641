"""Every CV of a set against every job of another, as preparations of one desk: each its own run, none in the way of the others."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from types import TracebackType

from loopready.app.desk import Desk
from loopready.app.inputs import take_in
from loopready.app.writing import write
from loopready.engines.text import slug
from loopready.model import Asked, Failure, InputError, LoopreadyError, OutsideError, Preparation, StoredFile
from loopready.rendering import find_format, render

AT_ONCE = 16
"""Cases that are under way at once: enough for several workers, few enough that a stop leaves little begun."""
LOOK_SECONDS = 0.1
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One CV against one job, by the paths of their files."""

    cv: Path
    job: Path


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A case that has ended: the preparation with its brief, and the file it was written to; or why there is none."""

    case: Case
    preparation: Preparation | None = None
    path: Path | None = None
    failure: Failure | None = None


def files_of(named: str, *, what: str) -> list[Path]:
    """The files of a folder (not of folders in it), of a pattern (``*``, ``**``, ``?``), or the one file; by name, hidden ones left out.

    Raises:
        InputError: there are none.
    """
    path = Path(named)
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    elif path.is_file():
        found = [path]
    else:
        matches = glob(named, recursive=True) if has_magic(named) else []  # noqa: PTH207 - the pattern may begin at the root
        found = sorted(each for each in map(Path, matches) if each.is_file())
    if not found:
        says = f"holds no {what}; name a folder with files, a file, or a pattern in quotes ('folder/*.pdf')"
        raise InputError("no_files", says, name=named)
    return found


class Batch:
    """Runs cases and yields each as it ends.

    A case that this desk has finished before (same files, same dates) is not made again unless ``again``; one that failed, or was left
    when a batch was stopped, goes on in its own preparation. With ``out`` each brief is written there as ``format``. No language model is
    asked, whatever the desk's owner turned on: the CVs are other people's, and nobody is told beforehand what would be sent.
    """

    def __init__(
        self, desk: Desk, cases: Sequence[Case], *, on: str | None, today: str | None, out: Path | None, format: str, again: bool
    ) -> None:
        self._desk, self._cases, self._again = desk, cases, again
        self._on, self._today = on, today
        self._out, self._format = out, find_format(format)
        self._kept: dict[Path, StoredFile | InputError] = {}
        self._names: dict[str, int] = {}

    def run(self) -> Iterator[Ended]:
        """Each case as it ends, in the order they end. Files that are equal under two names are two cases of one preparation."""
        waiting = list(reversed(self._cases))
        under_way: dict[str, list[Case]] = {}
        while waiting or under_way:
            while waiting and len(under_way) < AT_ONCE:
                case = waiting.pop()
                begun = self._begin(case)
                if isinstance(begun, Ended):
                    yield begun
                else:
                    under_way.setdefault(begun.id, []).append(case)
            for id, found in self._desk.preparations.many(list(under_way)).items():
                if found is None or found.state in ("done", "failed"):
                    yield from [self._end(case, found) for case in under_way.pop(id)]
            if under_way:
                time.sleep(LOOK_SECONDS)

    def _begin(self, case: Case) -> Preparation | Ended:
        with _Fault() as fault:
            asked = Asked(cv=self._file(case.cv), job=self._file(case.job), on=self._on, today=self._today, worded=False)
            found = self._desk.same(asked)
            if found is None:
                return self._desk.submit(asked)
            if found.state == "failed" or (found.state == "done" and self._again):
                return self._desk.again(found.id, version=found.version, changes={"worded": False})
            return found
        return Ended(case=case, failure=fault.failure)

    def _file(self, path: Path) -> StoredFile:
        """A file, taken in once for all its cases; a fault of it is each case's."""
        if path not in self._kept:
            try:
                data, _ = take_in(str(path))
                self._kept[path] = self._desk.put(data, name=path.name)
            except InputError as error:
                self._kept[path] = error
        kept = self._kept[path]
        if isinstance(kept, InputError):
            raise kept
        return kept

    def _end(self, case: Case, found: Preparation | None) -> Ended:
        if found is None:
            return Ended(case=case, failure=Failure(code="gone", message="was deleted meanwhile"))
        if found.state == "failed":
            return Ended(case=case, preparation=found, failure=found.failure)
        with _Fault() as fault:
            return Ended(case=case, preparation=found, path=self._written(case, found))
        return Ended(case=case, preparation=found, failure=fault.failure)

    def _written(self, case: Case, found: Preparation) -> Path | None:
        brief = self._desk.brief(found.id) if self._out is not None else None
        if self._out is None or brief is None:
            return None
        path = self._out / self._name(case)
        write(path, render(brief, format=self._format.name))
        return path

    def _name(self, case: Case) -> str:
        """The brief's file, of both files' names; a second of the same name is numbered."""
        stem = f"{slug(case.cv.stem)}-{slug(case.job.stem)}"
        self._names[stem] = self._names.get(stem, 0) + 1
        number = f"-{self._names[stem]}" if self._names[stem] > 1 else ""
        return f"{stem}{number}.{self._format.suffix.lstrip('.')}"


class _Fault(AbstractContextManager["_Fault"]):
    """Turns an error in one case into the reason why it has no brief; the other cases go on. A fault of ours goes to the log."""

    def __init__(self) -> None:
        self.failure: Failure | None = None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if isinstance(error, LoopreadyError):
            self.failure = Failure(code=error.code, message=str(error), outside=isinstance(error, OutsideError))
        elif isinstance(error, Exception):
            name = type(error).__name__
            _log.error("batch: a case was stopped by %s\n%s", name, "".join(traceback.format_tb(trace)))
            self.failure = Failure(code="bug", message=f"a fault of ours ({name}) stopped this; tell us of it with the log")
        return self.failure is not None
