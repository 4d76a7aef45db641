"""Readers: which one a file is for. All come through entry points (``loopready.plugins``), the built-in ones included."""

from __future__ import annotations

from functools import cache, partial
from pathlib import PurePath
from typing import Protocol

from loopready.model import Document, DocumentKind, FindRecogniser, InputError, Notice, no_ocr
from loopready.plugins import READERS, SWITCH, Plugin, attempt, built_in, faults, installed, tell
from loopready.reading.formats.coding import recoded
from loopready.reading.plain import MAX_CHARACTERS, MAX_LINES

BROKEN_PLUGIN = "broken_plugin"
"""The code of the notice that a plugin was left out."""


class Reader(Protocol):
    """Reads one kind of file."""

    name: str

    def accepts(self, head: bytes, name: str) -> float:
        """How sure the reader is that it can read a file that begins with ``head`` (at most 4096 bytes): 0 no, 1 certain."""
        ...

    def read(self, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
        """The file's text, pictures of text by the engine that ``ocr`` finds; InputError where the file is at fault."""
        ...


@cache
def _of(plugin: Plugin) -> Reader | None:
    """A plugin's reader; None where it can not be had, which is told."""
    reader = attempt(plugin, plugin.load)
    if reader is None:
        return None
    if getattr(reader, "name", None) != plugin.name or not all(callable(getattr(reader, verb, None)) for verb in ("accepts", "read")):
        tell(plugin, f"it is no reader called {plugin.name}; it needs a name, accepts() and read()")
        return None
    return reader  # type: ignore[no-any-return]


@cache
def built_in_readers() -> tuple[Reader, ...]:
    """Our own readers, PDF first, then by name."""
    loaded: list[Reader] = [plugin.load() for plugin in built_in(READERS)]
    return tuple(sorted(loaded, key=lambda reader: reader.name != "pdf"))


def check_readers() -> None:
    """Import every plugin's reader; what fails is told in the plugins' faults."""
    for plugin in installed(READERS):
        _of(plugin)


def reader_for(data: bytes, name: str) -> tuple[Reader, Plugin | None]:
    """The reader that is surest of the file, and the plugin it comes from where it is not ours.

    Of two that are equally sure it is ours. Where one of ours is certain, no plugin is asked: what we read by its signature is never
    another's.

    Raises:
        InputError: empty or unknown_type.
    """
    if not data:
        raise InputError("empty", "the file is empty; give a file with text.", name=name)
    head = data[:4096]
    ours = built_in_readers()
    sure, at = max((reader.accepts(head, name), -i) for i, reader in enumerate(ours))
    best: tuple[Reader, Plugin | None] = (ours[-at], None)
    for plugin in installed(READERS) if sure < 1.0 else ():
        reader = _of(plugin)
        said = attempt(plugin, partial(_sureness, reader, head, name)) if reader is not None else None
        if reader is not None and said is not None and said > sure:
            sure, best = said, (reader, plugin)
    if sure <= 0.0:
        raise InputError("unknown_type", "the file is of no type that can be read; give a PDF or a text file.", name=name)
    return best


def _sureness(reader: Reader, head: bytes, name: str) -> float:
    return min(1.0, float(reader.accepts(head, name)))


def _read_by(reader: Reader, plugin: Plugin, data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser) -> Document:
    """What a plugin's reader makes of the file, with a notice that says so. InputError where its code fails."""
    document = attempt(plugin, partial(reader.read, data, kind=kind, name=name, ocr=ocr))
    if not isinstance(document, Document) or document.kind != kind:
        tell(plugin, f"its read() gave no Document of a {kind}")
        why = next(fault.says for fault in faults() if fault.plugin == plugin)
        says = f"the reader {plugin.name} of {plugin.of} failed ({why}); give another format, or set {SWITCH}=off"
        raise InputError("plugin_failed", says, name=name)
    return _with(document, Notice(code="plugin_reader", message=f"The file was read by the plugin {plugin.of} as {plugin.name}."))


def _with(document: Document, *notices: Notice) -> Document:
    return document.model_copy(update={"notices": (*document.notices, *notices)})


def read_document(data: bytes, *, kind: DocumentKind, name: str, charset: str | None = None, ocr: FindRecogniser = no_ocr) -> Document:
    """The text of a file of any registered type, told by its content; a wrong extension is a notice. Raises InputError as readers do.

    ``charset`` is the encoding that was said along with a text's bytes; only a byte-order mark outweighs it. ``ocr`` is asked for an
    engine when a page needs one. Without any, pictures of text are refused (needs_ocr), or named in a notice where other pages hold text.
    """
    if charset is not None:
        data = recoded(data, charset)
    reader, plugin = reader_for(data, name)
    if plugin is None:
        document = reader.read(data, kind=kind, name=name, ocr=ocr)
    else:
        document = _read_by(reader, plugin, data, kind=kind, name=name, ocr=ocr)
    document = _with(document, *(Notice(code=BROKEN_PLUGIN, message=str(fault)) for fault in faults()))
    if len(document.text) > MAX_CHARACTERS or len(document.lines) > MAX_LINES:
        says = f"the file holds more than {MAX_CHARACTERS:,} characters or {MAX_LINES:,} lines; give the CV or the posting alone."
        raise InputError("too_large", says, name=name)
    suffix = PurePath(name).suffix.lower()
    if plugin is not None or reader.name in _SUFFIXES.get(suffix, (reader.name,)):
        return document
    says = f"The file is named {suffix} and holds another type of file ({reader.name}); it was read by what it holds."
    return _with(document, Notice(code="wrong_extension", message=says))


_SUFFIXES = {
    ".pdf": ("pdf",), ".docx": ("package",), ".odt": ("package",), ".rtf": ("rtf",), ".html": ("html",), ".htm": ("html",),
    ".json": ("json_resume",), ".jsonld": ("json_resume",),
}  # fmt: skip
"""Extensions that say what a file is, and the readers that read it."""
