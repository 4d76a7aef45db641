"""The library as this person has it: the shipped guides and their own beside them."""

from __future__ import annotations

from loopready.app.settings import cache_folder, library_folders
from loopready.library import Library, added_folders, load_library


def current_library() -> Library:
    """The shipped library with those of plugins and the person's own folders, what was parsed kept in the cache folder."""
    return load_library(library_folders(), cache_folder() / "library", added_folders())
