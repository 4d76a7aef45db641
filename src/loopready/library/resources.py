"""The content's files: where they are, and which belong together."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from loopready.plugins import GUIDES, Plugin, attempt, built_in, folder_of, installed, tell

GENERAL = "general"
BASES = "bases"
FOLDERS = ("guides", BASES, "facts", "firms")
"""What a library folder may hold."""


class ContentFile(NamedTuple):
    """A file of the content: its path below the content folder, with forward slashes, and the handle that reads it.

    ``own`` says that it lies in a folder of the person's own, not in the package.
    """

    name: str
    handle: Traversable
    own: bool = False

    def read(self) -> bytes:
        """The file's bytes."""
        return self.handle.read_bytes()


def content_root() -> Traversable:
    """The folder that holds guides, facts, firms and lexicon inside the installed package: its own entry point of guides."""
    return folder_of(built_in(GUIDES)[0])


class Added(NamedTuple):
    """A folder of guides that a plugin brings: the package and its version, and the folder."""

    by: str
    folder: Path


def added_folders() -> tuple[Added, ...]:
    """The folders of guides that plugins bring, by package and name. One that can not be had is left out and told."""
    return _added(installed(GUIDES))


@functools.cache
def _added(plugins: tuple[Plugin, ...]) -> tuple[Added, ...]:
    found: list[Added] = []
    for plugin in plugins:
        folder = attempt(plugin, functools.partial(folder_of, plugin))
        if folder is None:
            continue
        if isinstance(folder, Path) and any((folder / each).is_dir() for each in FOLDERS):
            found.append(Added(plugin.of, folder.resolve()))
        else:
            tell(plugin, f"{plugin.value} is no folder with {', '.join(FOLDERS[:-1])} or {FOLDERS[-1]} in it")
    return tuple(found)


def yaml_files(root: Traversable, folder: str, *, own: bool = False) -> tuple[ContentFile, ...]:
    """All ``.yaml`` files below ``root/folder``, sorted by name; none where the folder does not exist."""
    start = root.joinpath(folder)
    if not start.is_dir():
        return ()
    return tuple(sorted(_walk(start, folder, own), key=lambda file: file.name))


def _walk(folder: Traversable, name: str, own: bool) -> Iterator[ContentFile]:
    for child in folder.iterdir():
        below = f"{name}/{child.name}"
        if child.is_dir():
            yield from _walk(child, below, own)
        elif child.name.endswith(".yaml"):
            yield ContentFile(below, child, own)


def guide_files(root: Traversable, folder: str = "guides", *, own: bool = False) -> dict[str, tuple[ContentFile, ...]]:
    """Guide path (or base path, of ``bases``) -> its files: ``<role>.yaml`` first, then its parts ``<role>.<part>.yaml`` by name."""
    found: dict[str, list[ContentFile]] = {}
    for file in yaml_files(root, folder, own=own):
        found.setdefault(guide_path(file.name), []).append(file)
    return {path: tuple(sorted(group, key=lambda file: (is_part(file.name), file.name))) for path, group in sorted(found.items())}


def guide_path(name: str) -> str:
    """The path of the guide or base that the file ``guides/<path>[.<part>].yaml`` belongs to."""
    inner = PurePosixPath(*PurePosixPath(name).parts[1:])
    return str(inner.with_name(inner.name.split(".")[0]))


def is_part(name: str) -> bool:
    """True for ``<role>.<part>.yaml``."""
    return PurePosixPath(name).name.count(".") > 1
