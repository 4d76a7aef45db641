"""What the reader saw in a file: one HTML page each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from loopready.adapters.workers import Workers
from loopready.app.inputs import STANDARD_INPUT, see_file, shown_name
from loopready.app.readings import failed
from loopready.engines.text import slug
from loopready.model import DocumentKind, Fetcher, InputError, OutsideError
from loopready.rendering import render_explained


def explained_pages(
    paths: Sequence[str], *, kind: DocumentKind, workers: Workers, fetcher: Fetcher | None = None
) -> Iterator[tuple[Path, str] | dict[str, Any]]:
    """For each file or address the page's default name and its HTML; the failed record of one that can not be read."""
    for path, name in zip(paths, default_names(paths), strict=True):
        try:
            document, read, images = see_file(path, kind=kind, workers=workers, fetcher=fetcher)
        except (InputError, OutsideError) as error:
            yield failed(path, error)
            continue
        yield name, render_explained(document, read, images)


def default_names(paths: Sequence[str]) -> list[Path]:
    """``NAME-explained.html`` in the present folder for each file; a second file of the same name is numbered."""
    taken: dict[str, int] = {}
    out = []
    for path in paths:
        stem = "job" if path == STANDARD_INPUT else slug(Path(shown_name(path)).stem)
        taken[stem] = taken.get(stem, 0) + 1
        out.append(Path(f"{stem}-explained.html" if taken[stem] == 1 else f"{stem}-{taken[stem]}-explained.html"))
    return out
