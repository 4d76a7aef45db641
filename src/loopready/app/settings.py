"""Where a person's data, their own guides and what can be made again live."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from loopready import __version__
from loopready.model import InputError


def data_folder() -> Path:
    """The user's data folder, or the one LOOPREADY_DATA_DIR names."""
    named = os.environ.get("LOOPREADY_DATA_DIR")
    return Path(named) if named else Path(platformdirs.user_data_dir("loopready"))


def cache_folder() -> Path:
    """The folder for what can be made again at any time, of this version: LOOPREADY_CACHE_DIR, or below LOOPREADY_DATA_DIR."""
    own, data = os.environ.get("LOOPREADY_CACHE_DIR"), os.environ.get("LOOPREADY_DATA_DIR")
    named = Path(own) if own else Path(data) / "cache" if data else Path(platformdirs.user_cache_dir("loopready"))
    return named / __version__


def library_folders() -> tuple[Path, ...]:
    """The folders of the person's own guides: ``library`` in the data folder where it is there, then those LOOPREADY_LIBRARY names.

    Raises:
        InputError: for a folder of LOOPREADY_LIBRARY (or ``--library``) that is not there.
    """
    named = [Path(each) for each in os.environ.get("LOOPREADY_LIBRARY", "").split(os.pathsep) if each]
    for folder in named:
        if not folder.is_dir():
            raise InputError("no_library", "there is no such folder; a library holds guides/, and bases/, facts/, firms/", name=str(folder))
    standing = data_folder() / "library"
    return tuple(folder.resolve() for folder in ([standing] if standing.is_dir() else []) + named)


def use_libraries(folders: Iterable[Path]) -> None:
    """Adds folders of own guides for this process and those it starts."""
    given = [str(folder) for folder in folders]
    if given:
        os.environ["LOOPREADY_LIBRARY"] = os.pathsep.join([*filter(None, [os.environ.get("LOOPREADY_LIBRARY")]), *given])
        library_folders()
