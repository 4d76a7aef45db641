"""Zip packages (DOCX, ODT) opened within limits: nothing is written to disk, and only members that are asked for are unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from loopready.model import InputError

MOST_MEMBERS = 4_000
MOST_UNPACKED = 600 * 1024 * 1024
"""What all members together may say they hold."""
MOST_PART = 16 * 1024 * 1024
"""What one part that is read may hold."""
MOST_READ = 40 * 1024 * 1024
"""What all parts that are read may hold."""
MOST_RATIO = 200
_SMALL = 1024 * 1024


class Archive:
    """A zip file in memory."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError, OverflowError) as error:
            raise self._damaged() from error
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise self._bomb()
        self.names = frozenset(member.filename for member in members)

    def part(self, member: str) -> bytes | None:
        """The bytes of one member, stored or deflated as these packages have them; None where there is none of that name.

        Raises:
            InputError: encrypted, damaged or too_big.
        """
        if member not in self.names:
            return None
        entry = self._zip.getinfo(member)
        if entry.flag_bits & 0x1:
            raise InputError("encrypted", "the file is protected by a password; save it without one and try again.", name=self._name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._damaged()
        size = entry.file_size
        self._read += size
        if size > MOST_PART or self._read > MOST_READ or size > max(_SMALL, MOST_RATIO * max(1, entry.compress_size)):
            raise self._bomb()
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError, OverflowError) as error:
            raise self._damaged() from error

    def _damaged(self) -> InputError:
        return InputError("damaged", "the file can not be opened: it is cut off or damaged; save it again.", name=self._name)

    def _bomb(self) -> InputError:
        return InputError(
            "too_big", "the file unpacks to far more than a CV or posting holds; save it again as PDF or text.", name=self._name
        )
