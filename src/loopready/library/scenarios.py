"""The incidents of the library: scenarios read from ``content/scenarios``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from loopready.library.catalogue import LazyMapping
from loopready.library.loading import checked
from loopready.library.parsing import parse_yaml
from loopready.library.resources import content_root, yaml_files
from loopready.model.incident import Scenario

FOLDER = "scenarios"


@functools.cache
def load_scenarios() -> Mapping[str, Scenario]:
    """Scenario by id, each read when first asked for.

    Raises:
        ContentError: when a value is taken whose file does not fit.
    """
    files = {PurePosixPath(file.name).stem: file for file in yaml_files(content_root(), FOLDER)}

    def made(id: str) -> Scenario:
        file = files[id]
        return checked(TypeAdapter(Scenario), parse_yaml(file.read(), name=file.name), name=file.name)

    return LazyMapping(lambda: tuple(files), made)
