"""A word as numbers: the mean of the vectors of its word pieces, as the packaged sentence model parts and holds them.

The vectors are the model's own rows for its word pieces, brought to the directions that matter most (``evals/word_pieces.py``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from loopready.reading.job.spans.features import data_lines

SIZE = 64
"""Numbers of a vector."""
ZERO = ord("P")
"""The letter that stands for 0; "Q" stands for one ``UNIT``, "O" for one less than nothing."""
UNIT = 5
"""Letters to one of the scale in which the training words' vectors have a spread of one."""
_CHUNK = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LONGEST = 100
_UNKNOWN = "[UNK]"
Vector = tuple[int, ...]


@cache
def _held() -> dict[str, str]:
    """Word piece -> its numbers, a letter each."""
    return dict(line.split("\t") for line in data_lines("pieces.tsv.gz"))


def pieces(word: str) -> list[str]:
    """The word pieces of a word, longest first at each place; what no piece covers is unknown.

    Lower case, accents left out, every other mark a piece of its own.
    """
    plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))
    return [piece for chunk in _CHUNK.findall(plain) for piece in _parted(chunk)]


def _parted(chunk: str) -> list[str]:
    held, out, start = _held(), [], 0
    if len(chunk) > _LONGEST:
        return [_UNKNOWN]
    while start < len(chunk):
        for end in range(len(chunk), start, -1):
            piece = ("##" if start else "") + chunk[start:end]
            if piece in held:
                break
        else:
            return [_UNKNOWN]
        out.append(piece)
        start = end
    return out


@lru_cache(maxsize=4096)
def vector(word: str) -> Vector:
    """The mean of the vectors of a word's pieces, rounded down; zeros where it has none."""
    rows = [_held()[piece].encode("latin-1") for piece in pieces(word)]
    return tuple((sum(column) - ZERO * len(rows)) // len(rows) for column in zip(*rows, strict=True)) or (0,) * SIZE
