"""Backups as files: a zip of JSON lines and files by their hash, with a manifest. One that is read is hostile until it has been checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pydantic import ValidationError

from loopready.model import InputError
from loopready.model.base import Noun

FORMAT = "loopready.backup"
FORMAT_NUMBER = 1
MANIFEST = "manifest.json"
MOST_FILE = 25 * 1024 * 1024
MOST_GUIDE = 1024 * 1024
MOST_LINE = 64 * 1024 * 1024
"""Bytes of one row."""
MOST_ALL = 64 * 1024**3
MOST_DIRECTORY = 16 * 1024 * 1024
"""Bytes of the zip's list of entries, some 300,000 of them."""
MOST_RATIO = 200
"""What a backup may unpack to, as a multiple of its own size: text packs to a tenth; what packs to a thousandth is a trap."""
_MANIFEST_BYTES = 64 * 1024 * 1024
_LEVEL = 3
_CHUNK = 1024 * 1024
_DATA = re.compile(r"data/([a-z_]{1,40})\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{64})")
_GUIDE = re.compile(r"guides/((?:[\w-][\w. -]{0,100}/){0,8}[\w-][\w. -]{0,100}\.(?:yaml|yml|json|md))")
_ENCRYPTED_OR_PATCHED = 0x1 | 0x20 | 0x40
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ZIP_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error)


class Part(Noun):
    """An entry: its name, its size in bytes and the sha-256 of its content."""

    name: str
    size: int
    sha256: str


class Manifest(Noun):
    """What a backup holds, and the version that wrote it. ``counts`` has the rows of each table, and ``files`` and ``guides``."""

    format: str = f"{FORMAT}/{FORMAT_NUMBER}"
    loopready: str = ""
    made: dt.datetime
    counts: dict[str, int]
    parts: tuple[Part, ...]


class Writer:
    """Writes a backup. Use as a context manager; the manifest is written when the block ends well."""

    def __init__(self, out: BinaryIO, *, version: str = "") -> None:
        self._version = version
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._made = dt.datetime.now(dt.UTC)
        self._parts: list[Part] = []
        self._counts: dict[str, int] = {}
        self.manifest: Manifest | None = None

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.manifest = Manifest(loopready=self._version, made=self._made, counts=self._counts, parts=tuple(self._parts))
            self._zip.writestr(self._entry(MANIFEST), self.manifest.model_dump_json(indent=1))
        self._zip.close()

    def rows(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """A table's rows, a line each."""
        self._counts[table] = 0

        def lines() -> Iterator[bytes]:
            for row in rows:
                self._counts[table] += 1
                yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"

        self._part(f"data/{table}.jsonl", lines())

    def file(self, sha256: str, data: bytes) -> None:
        """A file, under its hash; not packed, since most are already."""
        self._counts["files"] = self._counts.get("files", 0) + 1
        self._part(f"files/{sha256}", [data], packed=False)

    def guide(self, path: str, data: bytes) -> bool:
        """A file of the person's own library, by its path there; False where it is none that is moved."""
        if _GUIDE.fullmatch(f"guides/{path}") is None or len(data) > MOST_GUIDE:
            return False
        self._counts["guides"] = self._counts.get("guides", 0) + 1
        self._part(f"guides/{path}", [data])
        return True

    def _part(self, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> None:
        hashed, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(name, packed=packed), "w", force_zip64=True) as part:
            for chunk in chunks:
                part.write(chunk)
                hashed.update(chunk)
                size += len(chunk)
        self._parts.append(Part(name=name, size=size, sha256=hashed.hexdigest()))

    def _entry(self, name: str, *, packed: bool = True) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._made.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        return entry


class Archive:
    """A backup to read. Nothing of it is believed until its names, its sizes and the hash of every part are found right.

    Raises:
        InputError: it is no backup, cut short, damaged, made to harm, or of a newer version; the message says which.
    """

    def __init__(self, source: BinaryIO, *, name: str) -> None:
        self.name = name
        with self._told():
            source.seek(0, 2)
            self._size = source.tell()
            if _directory_bytes(source, self._size) > MOST_DIRECTORY:
                raise self.refused("holds more entries than any backup has")
            self._zip = zipfile.ZipFile(source)
        self.manifest = self._manifest()
        self._parts = {part.name: part for part in self.manifest.parts}
        self._check_entries()
        for part in self.manifest.parts:
            for _ in self._chunks(part):
                pass
        self.tables = tuple(found[1] for name in self._parts if (found := _DATA.fullmatch(name)))
        self.files = frozenset(found[1] for name in self._parts if (found := _FILE.fullmatch(name)))
        self.guides = tuple(found[1] for name in self._parts if (found := _GUIDE.fullmatch(name)))

    def refused(self, why: str) -> InputError:
        """The error of a backup that is not taken, and that nothing was changed."""
        return InputError("bad_backup", f"{why}; nothing was changed", name=self.name)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """A table's rows; none where it has no such part."""
        part = self._parts.get(f"data/{table}.jsonl")
        if part is None:
            return
        count = 0
        with self._told(), self._zip.open(part.name) as lines:
            while line := lines.readline(MOST_LINE + 1):
                count += 1
                if len(line) > MOST_LINE:
                    raise self.refused(f"has a row of {table} that is larger than any")
                yield self._row(line, f"row {count} of {table}")
        if self.manifest.counts.get(table) != count:
            raise self.refused(f"has not the number of rows of {table} that it names")

    def file(self, sha256: str) -> bytes:
        """A file's bytes."""
        return self._bytes(self._parts[f"files/{sha256}"])

    def guide(self, path: str) -> bytes:
        """A file of the person's own library."""
        return self._bytes(self._parts[f"guides/{path}"])

    def _bytes(self, part: Part) -> bytes:
        return b"".join(self._chunks(part))

    def _row(self, line: bytes, where: str) -> dict[str, Any]:
        try:
            row = json.loads(line.decode("utf-8", "surrogatepass"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise self.refused(f"is damaged: {where} can not be read") from None
        if not isinstance(row, dict):
            raise self.refused(f"is damaged: {where} is none")
        return row

    def _manifest(self) -> Manifest:
        with self._told():
            entries = {entry.filename: entry for entry in self._zip.infolist()}
            if MANIFEST not in entries:
                raise self.refused("is no backup of loopready: it has no manifest")
            if entries[MANIFEST].file_size > _MANIFEST_BYTES or entries[MANIFEST].flag_bits & _ENCRYPTED_OR_PATCHED:
                raise self.refused("has a manifest that can not be read")
            with self._zip.open(MANIFEST) as opened:
                said = self._row(opened.read(_MANIFEST_BYTES), "its manifest")
        kind, _, number = str(said.get("format")).partition("/")
        if kind != FORMAT or not number.isascii() or not number.isdigit():
            raise self.refused("is no backup of loopready")
        if int(number[:9]) > FORMAT_NUMBER:
            raise self.refused("was made by a newer version of loopready; install that version, and restore it there")
        try:
            return Manifest.model_validate(said)
        except ValidationError:
            raise self.refused("has a manifest that can not be read") from None

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names) or len(self._parts) != len(self.manifest.parts):
            raise self.refused("names a part twice")
        if set(names) != {MANIFEST, *self._parts}:
            raise self.refused("does not hold the parts that it names")
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED_OR_PATCHED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.refused(f"has a part that can not be unpacked ({_shown(entry.filename)})")
            if entry.filename != MANIFEST:
                self._check_part(entry, self._parts[entry.filename])
        whole = sum(entry.file_size for entry in entries)
        if whole > MOST_ALL or whole > MOST_RATIO * self._size + 10 * 1024 * 1024:
            raise self.refused("would unpack to far more than a backup can hold")

    def _check_part(self, entry: zipfile.ZipInfo, part: Part) -> None:
        most = MOST_ALL
        if _FILE.fullmatch(part.name):
            most = MOST_FILE
            if part.sha256 != part.name.partition("/")[2]:
                raise self.refused(f"is damaged: {part.name[:18]} is not the file it says")
        elif _GUIDE.fullmatch(part.name):
            most = MOST_GUIDE
        elif not _DATA.fullmatch(part.name):
            raise self.refused(f"has a part that belongs in no backup ({_shown(part.name)})")
        if entry.file_size != part.size or not 0 <= part.size <= most:
            raise self.refused(f"has a part of another size than it says ({_shown(part.name)})")

    def _chunks(self, part: Part) -> Iterator[bytes]:
        """A part's bytes; InputError at the end where they are not those that the manifest names."""
        hashed, left = hashlib.sha256(), part.size
        with self._told(), self._zip.open(part.name) as opened:
            while chunk := opened.read(_CHUNK):
                hashed.update(chunk)
                left -= len(chunk)
                if left < 0:
                    break
                yield chunk
        if left or hashed.hexdigest() != part.sha256:
            raise self.refused(f"is damaged: {_shown(part.name)} is not what was written")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _ZIP_FAULTS:
            raise self.refused("is no backup of loopready, or was cut short or damaged on the way") from None


def _directory_bytes(source: BinaryIO, size: int) -> int:
    """How long a zip's list of entries says it is, before it is read; 0 where there is none."""
    tail = min(size, _END.size + 0xFFFF)
    source.seek(size - tail)
    held = source.read(tail)
    at = held.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(held):
        return 0
    said = int(_END.unpack_from(held, at)[5])
    before = size - tail + at - 20 - _END_64.size
    if before >= 0:
        source.seek(before)
        large = source.read(_END_64.size)
        if large.startswith(b"PK\x06\x06"):
            said = max(int(_END_64.unpack(large)[8]), 0 if said == 0xFFFFFFFF else said)
    return 0 if said == 0xFFFFFFFF else said


def _no_number(said: str) -> float:
    raise ValueError(said)


def _shown(name: str) -> str:
    return repr(name[:60])
