"""A person's data moved whole: backup, restore, what is kept where, and deletion of all of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from loopready import __version__
from loopready.adapters.archive import Archive, Manifest, Writer
from loopready.adapters.database import Database
from loopready.adapters.database.moving import write_person
from loopready.adapters.database.restoring import Restored, restore_person
from loopready.adapters.workers import Workers
from loopready.app.own import OwnShelf
from loopready.app.owning import opened
from loopready.app.settings import data_folder
from loopready.engines.whole_file import whole_file
from loopready.model import InputError, OutsideError


def write_backup(database: Database, owner: str, out: BinaryIO, *, guides: bool) -> Manifest:
    """Write all that an owner keeps to a file as a zip; ``guides`` takes the own library of the data folder along.

    Raises:
        InputError: there is no such account.
        OutsideError: the database does not answer, or the disk is full.
    """
    with _writing("the backup"), Writer(out, version=__version__) as writer:
        write_person(database, owner, writer)
        if guides:
            for path, file in _own_guides(own_library()):
                writer.guide(path, file.read_bytes())
    assert writer.manifest is not None
    return writer.manifest


def backup_to(database: Database, owner: str, target: Path, *, guides: bool) -> Manifest:
    """The same to a path: there whole or not at all, and for its owner alone."""
    with _writing(str(target)), whole_file(target, sync=True) as out:
        return write_backup(database, owner, out, guides=guides)


def read_backup(
    database: Database, owner: str, source: BinaryIO, *, name: str, replace: bool, trusted: bool, guides: bool
) -> Restored:  # fmt: skip
    """Read a backup into an owner's account: all of it or nothing.

    What is here already stays as it is unless ``replace`` is given. ``trusted`` says that an operator holds the file, so that words of
    others in it may be believed. ``guides`` puts the files of the own library back.

    Raises:
        InputError: the backup is at fault, or holds what belongs to another account here; nothing is changed.
        OutsideError: the database does not answer, or the disk is full; nothing is changed.
    """
    archive = Archive(source, name=name)
    with _placed(archive, own_library(), replace=replace, wanted=guides) as placed:
        restored = restore_person(database, owner, archive, reader=__version__, replace=replace, trusted=trusted)
    added = {**restored.added, "guides": placed} if placed else restored.added
    return restored.model_copy(update={"added": added})


def back_up(target: Path, *, email: str | None = None) -> Manifest:
    """Write all that the person of this machine keeps, or the account of an e-mail address. Errors as ``write_backup`` says."""
    with opened(email) as (database, owner):
        return backup_to(database, owner, target, guides=email is None)


def take_back(source: Path, *, email: str | None = None, replace: bool = False) -> Restored:
    """Read a backup of an operator's own into that account. Errors as ``read_backup`` says."""
    try:
        held = source.open("rb")
    except OSError as error:
        says = f"cannot be opened ({error.strerror}); name the file that loopready backup wrote"
        raise InputError("missing", says, name=str(source)) from None
    with held, opened(email) as (database, owner), Workers() as workers:
        restored = read_backup(database, owner, held, name=str(source), replace=replace, trusted=True, guides=email is None)
        OwnShelf(database, owner, workers).check_restored()
        return restored


def own_library() -> Path:
    """The folder of the person's own guides."""
    return data_folder() / "library"


def delete_own_guides() -> None:
    """Delete the folder of the person's own guides. OutsideError where the disk or its permissions forbid."""
    with _writing(str(own_library())), suppress(FileNotFoundError):
        shutil.rmtree(own_library())


def _own_guides(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a library, by their path there; links are not followed."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(folder).as_posix(), file


@contextmanager
def _placed(archive: Archive, folder: Path, *, replace: bool, wanted: bool) -> Iterator[int]:
    """The guides of a backup put into the folder; taken out again where what is done meanwhile fails."""
    paths = [path for path in archive.guides if replace or not (folder / path).exists()] if wanted else []
    before: dict[Path, bytes | None] = {}
    with ExitStack() as undo:
        undo.callback(_put_back, before)
        with _writing(str(folder)):
            for path in paths:
                target = folder / path
                if not target.parent.resolve().is_relative_to(folder.resolve()) or target.is_symlink():
                    raise archive.refused(f"would write outside the library ({path[:60]!r})")
                target.parent.mkdir(parents=True, exist_ok=True)
                before[target] = target.read_bytes() if target.exists() else None
                target.write_bytes(archive.guide(path))
        yield len(paths)
        undo.pop_all()


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Files as they were; None where there was none."""
    for target, held in before.items():
        if held is None:
            target.unlink(missing_ok=True)
        else:
            target.write_bytes(held)


@contextmanager
def _writing(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutsideError("cannot_write", f"cannot be written: {error.strerror or error}", name=name) from None
