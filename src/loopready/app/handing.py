"""A CV or a posting as an assistant hands it over: its text, or where that is allowed the path of a file on this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from loopready.app.inputs import STANDARD_INPUT, is_address, shown_name, take_in
from loopready.model import DocumentKind, InputError

MOST_TEXT = 1024 * 1024
"""Bytes of a text that is handed over; a file may have as many as on the command line."""
_LONGEST_PATH = 1_000
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
KINDS = (
    ".pdf", ".docx", ".odt", ".rtf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".json",
    ".png", ".jpg", ".jpeg", ".tif", ".tiff",
)  # fmt: skip
"""What files of CVs and postings end in. Why: an assistant can be led astray by what it reads, and is not to see other files through us."""
_CALLED = {"cv": "the CV", "job": "the job description"}
_NAMES = {"cv": "pasted CV", "job": "pasted posting"}


@dataclass(frozen=True, kw_only=True)
class FileDoor:
    """Which files may be named by their paths: none, those in some folders (and the folders in these), or any of this machine.

    Hidden ones are never opened, nor files of other kinds than CVs and postings come in.
    """

    opens: bool = False
    folders: tuple[Path, ...] = ()

    def path_of(self, given: str) -> Path:
        """The file of a path. InputError where it may not be opened."""
        if not self.opens:
            says = "is a file's path, and files are not opened over HTTP; give the text itself"
            raise InputError("no_files", says, name=_shown(given))
        path = Path(given.strip()).expanduser()
        whole = path.resolve()
        inside = [whole.relative_to(folder.resolve()) for folder in self.folders if whole.is_relative_to(folder.resolve())]
        if self.folders and not inside:
            folders = ", ".join(str(folder) for folder in self.folders)
            raise InputError("not_allowed", f"is in none of the folders that may be read ({folders}); give the text", name=_shown(given))
        if whole.suffix.lower() not in KINDS or any(part.startswith(".") for part in (inside[0] if inside else whole).parts):
            says = f"is not opened for an assistant: hidden files are not, nor any that end in none of {', '.join(KINDS)}; give the text"
            raise InputError("not_allowed", says, name=_shown(given))
        if whole.exists() and not whole.is_file() and not whole.is_dir():
            raise InputError("unreadable", "is no regular file; save it as one, or give the text", name=_shown(given))
        return path


def handed_over(given: str, *, kind: DocumentKind, door: FileDoor) -> tuple[bytes, str]:
    """The bytes of a CV or posting, given as text or as a path, and the name to keep it under.

    Raises:
        InputError: it is empty, an address, too large, or a file that is missing, a folder, or may not be opened.
    """
    if given.strip() in ("", STANDARD_INPUT):
        or_path = ", or the path of its file" if door.opens else ""
        raise InputError("empty", f"is empty; give its text{or_path}", name=_CALLED[kind])
    if is_address(given) and len(given.split()) == 1:
        says = "is an address, and nothing is fetched for an assistant; give the text of the page"
        raise InputError("address", says, name=shown_name(given.strip()))
    if names_file(given):
        data, name = take_in(str(door.path_of(given)))
        return data, Path(name).name
    data = given.encode("utf-8", "replace")
    if len(data) > MOST_TEXT:
        raise InputError("too_large", "is over a megabyte of text; a CV or posting is not: give the part that matters", name=_CALLED[kind])
    return data, _NAMES[kind]


def names_file(given: str) -> bool:
    """Whether one line is a file's path: one with a suffix or a folder in it, or the name of a file that is there."""
    line = given.strip()
    if not line or "\n" in line or "\0" in line or len(line) > _LONGEST_PATH or line == STANDARD_INPUT:
        return False
    if any(len(part) > 255 for part in Path(line).parts):  # longer than any file system's names, and asking for it is an error there
        return False
    return _SUFFIX.fullmatch(Path(line).suffix) is not None or line.startswith(("/", "~/", "./", "../")) or Path(line).exists()


def _shown(given: str) -> str:
    return given.strip()[:200]
