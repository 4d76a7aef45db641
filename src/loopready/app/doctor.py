"""What is installed, what optional parts would add, and a self-test that runs the main job."""

from __future__ import annotations

import platform
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from typing import Literal

from loopready import __version__
from loopready.adapters.embedder import MiniLM
from loopready.adapters.recognisers import find_recogniser
from loopready.app.content import current_library
from loopready.app.plugged import own_parts, seen
from loopready.app.prepare import Pipeline
from loopready.app.sample import sample_files
from loopready.app.settings import cache_folder, data_folder, library_folders
from loopready.model import LoopreadyError
from loopready.plugins import SWITCH, is_off
from loopready.reading.scan.telling import GET_OCR
from loopready.rendering import render

_BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome", "chromium-browser")

State = Literal["good", "absent", "bad"]


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report; ``bad`` is at fault, ``absent`` is optional and not installed."""

    state: State
    what: str
    says: str


def examine() -> Iterator[Finding]:
    """The findings, as they are made."""
    yield Finding("good", "loopready", f"{__version__} on Python {platform.python_version()}, {sys.platform}")
    for name in ("pydantic", "pypdfium2", "python-docx", "onnxruntime", "tokenizers", "typst", "typer"):
        yield Finding("good", name, metadata.version(name))
    yield from _optional()
    yield Finding("good", "data folder", str(data_folder()))
    yield Finding("good", "cache folder", str(cache_folder()))
    yield from _library()
    yield from plugged()
    yield from _self_test()


def _optional() -> Iterator[Finding]:
    recogniser = find_recogniser()
    says = f"{recogniser.name} reads scans and pictures" if recogniser else f"none: scans and pictures are refused. {GET_OCR}"
    yield Finding("good" if recogniser else "absent", "OCR", says)
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    says = "not found by name: any browser opens the HTML brief; only the browser tests need Chromium"
    yield Finding("good" if chromium else "absent", "a browser", chromium or says)
    says = "loopready mcp serves assistants" if find_spec("mcp") else "none: `pip install loopready[mcp]` adds loopready mcp for them"
    yield Finding("good" if find_spec("mcp") else "absent", "assistants", says)
    yield Finding("good" if find_spec("playwright") else "absent", "playwright", "for the browser tests only")


def _library() -> Iterator[Finding]:
    library = current_library()
    ready = [head.path for head in library.heads.values() if head.status == "ready"]
    yield Finding("good", "library", f"{len(ready)} guides, {len(library.firms)} firms, {len(library.facts)} facts")
    for folder in library_folders():
        yield Finding("good", "own library", f"{folder}")
    for error in library.broken:
        yield Finding("bad", "library", str(error))


def plugged() -> Iterator[Finding]:
    """What other packages bring; our own come through the same door."""
    yield Finding("good", "built in", own_parts())
    if is_off():
        yield Finding("absent", "plugins", f"left out by {SWITCH}")
    for plugin, fault in seen():
        what = f"plugin {plugin.of}, {plugin.group.removeprefix('loopready.')} {plugin.name}"
        yield Finding("bad" if fault else "good", what, f"left out: {fault}" if fault else plugin.value)


def _self_test() -> Iterator[Finding]:
    start = time.perf_counter()
    try:
        length = len(MiniLM().embed(["a self-test"])[0])
        yield Finding("good", "sentence model", f"{length} numbers a sentence, loaded in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        with sample_files() as (cv, job), Pipeline() as pipeline:
            prepared = pipeline.prepare(cv, job, today="2026-11-23")
        sizes = ", ".join(f"{name} {len(render(prepared.brief, format=name)) // 1024} kB" for name in ("html", "md", "pdf", "docx", "json"))
        says = f"{len(prepared.brief.claims())} claims in {time.perf_counter() - start:.1f} s; {sizes}; refused {len(prepared.refused)}"
        yield Finding("good" if not prepared.refused else "bad", "self-test", says)
    except LoopreadyError as error:
        yield Finding("bad", "self-test", str(error))
