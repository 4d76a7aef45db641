"""Vectors of sentences: how like two are, and those of a draft made while it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import mul

from loopready.model.ports import Embedder
from loopready.practice.marking.reading import read

_ENDS = re.compile(r"(?:[.!?…][\"'’”)\]]*|\n)\s*\Z")
_MOST_AHEAD = 60
"""Sentences of a draft whose vectors are made ahead: an answer of ten minutes."""
Vector = Sequence[float]


def likeness(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length one, -1 to 1."""
    return float(sum(map(mul, a, b)))


def embed_ahead(text: str, embedder: Embedder, *, beside: Sequence[str] = ()) -> None:
    """Have the vectors of a draft's finished sentences made, so that its marking waits for none of them; nothing is judged.

    ``beside`` is what the sentences will be laid beside. Why: a sentence's vector is nearly all of the time that marking takes, and an
    embedder keeps what it made.
    """
    sentences = read(text).sentences[:_MOST_AHEAD]
    finished = sentences if _ENDS.search(text) else sentences[:-1]
    if wanted := [*beside, *(each.plain for each in finished)]:
        embedder.embed(wanted)
