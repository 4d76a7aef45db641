"""The files and addresses a person names: taken in whole, within limits, told by their content."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from loopready.adapters.fetch import WebFetcher, shown
from loopready.adapters.recognisers import find_recogniser
from loopready.adapters.workers import Workers
from loopready.model import Document, DocumentKind, Fetched, Fetcher, InputError, PageImage, Posting, Profile
from loopready.reading import page_images, read_document, read_posting, read_profile

MOST_BYTES = 25 * 1024 * 1024
STANDARD_INPUT = "-"
_URL = re.compile(r"\s*[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


def is_address(path: str) -> bool:
    """Whether a name is an address (of any scheme) rather than a file's path."""
    return _URL.match(path) is not None


def shown_name(path: str) -> str:
    """What a message calls a file or an address: an address goes without what may be secret in it."""
    return shown(path) if is_address(path) else path


def take_in(path: str) -> tuple[bytes, str]:
    """The bytes of a file (or of standard input, for ``-``) and the name to call it by.

    Raises:
        InputError: missing, a folder, empty, too large, not to be read, or an address.
    """
    if path == STANDARD_INPUT:
        data, name = sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
    elif is_address(path):
        raise InputError("address", "only a job description may be an address; save this as a file and give that", name=shown(path))
    else:
        file, name = Path(path), path
        if not file.exists():
            raise InputError("missing", "no such file; check the path", name=name)
        if file.is_dir():
            raise InputError("folder", "is a folder; name a file in it", name=name)
        if file.is_file() and file.stat().st_size > MOST_BYTES:
            raise InputError("too_large", "is over 25 MB; a CV or posting is not: save it without its pictures", name=name)
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise InputError("unreadable", f"cannot be opened ({error.strerror}); check its permissions", name=name) from None
    return within_limits(data, name), name


def within_limits(data: bytes, name: str) -> bytes:
    """A file's bytes. InputError where there are none, or more than a CV or posting has."""
    if len(data) > MOST_BYTES:
        raise InputError("too_large", "is over 25 MB; a CV or posting is not: save it without its pictures", name=name)
    if not data.strip():
        raise InputError("empty", "is empty; give a file with text", name=name)
    return data


def fetched(address: str, *, fetcher: Fetcher | None = None) -> Fetched:
    """What stands at an address, within a file's limits too. InputError or OutsideError as the fetcher says, or empty."""
    page = (fetcher or WebFetcher()).fetch(address.strip())
    within_limits(page.data, page.name)
    return page


def document_of(source: str | Path | bytes | Document, *, kind: DocumentKind, workers: Workers) -> Document:
    """The Document of a path or of a file's bytes; a Document is itself. InputError where it is at fault."""
    if isinstance(source, Document):
        if source.kind != kind:
            raise InputError("wrong_kind", f"was read as a {source.kind}, and a {kind} belongs here", name=source.name)
        return source
    if isinstance(source, bytes):
        name = f"the {kind}"
        return workers.run(_reading, within_limits(source, name), kind, name, name=name)
    return read_file(str(source), kind=kind, workers=workers)


def read_file(path: str, *, kind: DocumentKind, workers: Workers) -> Document:
    """The Document of a file, read in a child process that can be stopped. InputError where the file is at fault."""
    data, name = take_in(path)
    return workers.run(_reading, data, kind, name, name=name)


def given_cv(path: str) -> Fetched:
    """A CV's file as it was given. InputError where the file is at fault."""
    data, name = take_in(path)
    return Fetched(url="", name=name, data=data)


def given_job(path: str, *, fetcher: Fetcher | None = None) -> Fetched:
    """A job description, a file or what stands at an address, as it was given. InputError or OutsideError as ``read_job_file`` says."""
    if is_address(path):
        return fetched(path, fetcher=fetcher)
    data, name = take_in(path)
    return Fetched(url="", name=name, data=data)


def read_cv_file(path: str, *, workers: Workers) -> tuple[Document, Profile]:
    """A CV file as Document and Profile, both made in a child process that can be stopped. InputError where the file is at fault."""
    given = given_cv(path)
    return read_cv_data(given.data, name=given.name, workers=workers)


def read_cv_data(data: bytes, *, name: str, workers: Workers) -> tuple[Document, Profile]:
    """The same of a file's bytes."""
    return workers.run(_reading_cv, data, name, name=name)


def read_job_file(path: str, *, workers: Workers, fetcher: Fetcher | None = None) -> tuple[Document, Posting]:
    """A job description, a file or an address, as Document and Posting, both made in a child process.

    Raises:
        InputError: the file or the address is at fault.
        OutsideError: the address can not be fetched now.
    """
    given = given_job(path, fetcher=fetcher)
    return read_job_data(given.data, name=given.name, charset=given.charset, workers=workers)


def read_job_data(data: bytes, *, name: str, charset: str | None, workers: Workers) -> tuple[Document, Posting]:
    """The same of a file's bytes; ``charset`` is the encoding that an address named."""
    return workers.run(_reading_job, data, name, charset, name=name)


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A file as a program hands it over: its bytes and the name to call it by; without bytes, the posting's address."""

    name: str
    data: bytes | None = None


def read_handed_cv(given: Handed, *, workers: Workers) -> tuple[Document, Profile]:
    """A CV that was handed over, read in a child process. InputError where it is at fault."""
    return read_cv_data(within_limits(given.data or b"", given.name), name=given.name, workers=workers)


def read_handed_job(given: Handed, *, workers: Workers, fetcher: Fetcher) -> tuple[Document, Posting]:
    """A posting that was handed over, or that stands at an address, read in a child process.

    Raises:
        InputError: the file or the address is at fault.
        OutsideError: the address can not be fetched now.
    """
    if given.data is not None:
        return read_job_data(within_limits(given.data, given.name), name=given.name, charset=None, workers=workers)
    page = fetched(given.name, fetcher=fetcher)
    return read_job_data(page.data, name=page.name, charset=page.charset, workers=workers)


def see_file(
    path: str, *, kind: DocumentKind, workers: Workers, fetcher: Fetcher | None = None
) -> tuple[Document, Profile | Posting, tuple[PageImage, ...]]:
    """A CV, or a job description by its file or address, as Document, Profile or Posting, and pictures of its first pages, all in a child.

    Raises:
        InputError: the file or the address is at fault.
        OutsideError: the address can not be fetched now.
    """
    if kind == "job" and is_address(path):
        page = fetched(path, fetcher=fetcher)
        return workers.run(_seeing, page.data, kind, page.name, page.charset, name=page.name)
    data, name = take_in(path)
    return workers.run(_seeing, data, kind, Path(name).name, None, name=name)


def _seeing(data: bytes, kind: DocumentKind, name: str, charset: str | None) -> tuple[Document, Profile | Posting, tuple[PageImage, ...]]:
    document = read_document(data, kind=kind, name=name, charset=charset, ocr=find_recogniser)
    return document, read_profile(document) if kind == "cv" else read_posting(document), page_images(data, name=name)


def _reading(data: bytes, kind: DocumentKind, name: str) -> Document:
    return read_document(data, kind=kind, name=Path(name).name, ocr=find_recogniser)


def _reading_cv(data: bytes, name: str) -> tuple[Document, Profile]:
    document = _reading(data, "cv", name)
    return document, read_profile(document)


def _reading_job(data: bytes, name: str, charset: str | None) -> tuple[Document, Posting]:
    called = name if is_address(name) else Path(name).name
    document = read_document(data, kind="job", name=called, charset=charset, ocr=find_recogniser)
    return document, read_posting(document)
