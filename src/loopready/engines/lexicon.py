"""The engines' word lists and rates, read once from the package's data files."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The YAML mapping ``library/content/lexicon/<name>.yaml``."""
    import yaml

    path = resources.files("loopready").joinpath("library", "content", "lexicon", f"{name}.yaml")
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    if not isinstance(data, dict):
        raise TypeError(f"lexicon/{name}.yaml is not a mapping")
    return data


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of ``library/content/lexicon/<name>.txt`` but for comments."""
    path = resources.files("loopready").joinpath("library", "content", "lexicon", f"{name}.txt")
    return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """The words under ``key``: a list, or one text with words parted by white space."""
    value = table(name)[key]
    return frozenset(value.split() if isinstance(value, str) else (str(word) for word in value))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The pattern under ``key``, written over several lines that are joined without the white space round them; case does not tell."""
    return re.compile("".join(line.strip() for line in str(table(name)[key]).splitlines()), re.IGNORECASE)


@cache
def irregular_forms() -> dict[str, str]:
    """Irregular past form -> base form of common working verbs."""
    return {str(form): str(base) for base, forms in table("irregular")["verbs"].items() for form in str(forms).split()}
