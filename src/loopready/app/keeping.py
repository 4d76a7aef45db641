"""What a person keeps, as a whole: counted, written out, taken back, deleted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import BinaryIO

from loopready.adapters.database.afterwards import forget_sums
from loopready.adapters.database.keeping import Kept, delete_all, kept
from loopready.adapters.database.restoring import Restored
from loopready.app.backup import delete_own_guides, own_library, read_backup, write_backup
from loopready.app.model_server import forget_server
from loopready.app.modelling import Modelling, forget_answers
from loopready.app.service import PERSONAL, Service
from loopready.app.settings import data_folder
from loopready.model import InputError

WORD = "delete"
"""What a person types before all is deleted."""
_CHUNK = 256 * 1024


class Keeping:
    """All that one account keeps. Own guides are files of this machine, and belong to the one person of personal mode."""

    def __init__(self, service: Service, owner: str) -> None:
        self._service = service
        self._owner = owner
        self.has_folder = owner == PERSONAL

    def kept(self) -> Kept:
        """How much is kept, and where."""
        return kept(self._service.database, self._owner)

    def guides(self) -> int:
        """How many files the own library has."""
        return sum(file.is_file() for file in own_library().rglob("*.yaml")) if self.has_folder else 0

    def model_is_on(self) -> bool:
        """Whether a language model is asked for this account; not where its settings are damaged."""
        with suppress(InputError):
            return Modelling(self._service.database, self._owner).is_on()
        return False

    def back_up(self) -> tuple[Iterator[bytes], int]:
        """A backup in pieces, and its size in bytes. It is written whole first, so that a fault is told and none is cut short."""
        held = tempfile.TemporaryFile()  # noqa: SIM115 - closed when its last piece is read
        with ExitStack() as undo:
            undo.callback(held.close)
            write_backup(self._service.database, self._owner, held, guides=self.has_folder)
            undo.pop_all()
        size = held.tell()
        held.seek(0)
        return _pieces(held), size

    def take_back(self, source: BinaryIO, *, name: str, replace: bool) -> Restored:
        """Read a backup, and begin the runs that were under way in it. Errors as ``read_backup`` says."""
        service = self._service
        restored = read_backup(
            service.database, self._owner, source, name=name, replace=replace, trusted=False, guides=self.has_folder
        )  # fmt: skip
        service.stages.recent.drop(self._owner)
        service.stages.shelf(self._owner).check_restored()
        for id in restored.replaced:
            service.jobs.forget(id)
            service.stages.forget(id)
        for id, run in restored.waiting:
            service.jobs.start(id, run)
        return restored

    def delete_everything(self, word: str, *, guides: bool, account: bool = False) -> bool:
        """Delete all preparations with their files, results, notes and corrections, and the jobs' records; ``guides`` the own library too.

        With ``account`` the account itself goes, of a hosted server.

        False where another process still reads the database's log, which is emptied when that ends; the rows are gone all the same.

        Raises:
            InputError: ``word`` is not the one that confirms, or the account is that of the last admin; nothing is deleted.
        """
        if word.strip().lower() != WORD:
            raise InputError("not_confirmed", f"type “{WORD}” into the field, and nothing else; nothing was deleted")
        service = self._service
        for id in delete_all(service.database, self._owner, account=account and self._owner != PERSONAL):
            service.jobs.forget(id)
            service.stages.forget(id)
        service.stages.recent.drop(self._owner)
        forget_answers(self._owner)
        if self.has_folder:
            forget_sums(service.database, self._owner)
            forget_server()
            shutil.rmtree(data_folder() / "briefs", ignore_errors=True)
            if guides:
                delete_own_guides()
        return service.database.wipe()


def _pieces(held: BinaryIO) -> Iterator[bytes]:
    with held:
        while piece := held.read(_CHUNK):
            yield piece
