"""The readers' word lists for CVs, read once from the package's data files."""

from __future__ import annotations

import unicodedata
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
def words(name: str, key: str) -> frozenset[str]:
    """The words under ``key``, folded."""
    return frozenset(flat(str(word)) for word in table(name)[key])


_STROKED = {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i"}
"""Letters with a stroke, which Unicode does not take apart."""


@cache
def _flat_letter(letter: str) -> str:
    if letter in "’‘ʼ`´":
        return "'"
    if "\uac00" <= letter <= "\ud7af":
        return letter
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    if letter in _STROKED:
        return _STROKED[letter]
    base = unicodedata.normalize("NFKD", letter)[:1].lower()
    return base if len(base) == 1 else letter


def flat(text: str) -> str:
    """Lower case without accents, of the same length as ``text``, so that offsets hold; for comparison only."""
    if text.isascii():
        return text.lower()
    return "".join(map(_flat_letter, text))
