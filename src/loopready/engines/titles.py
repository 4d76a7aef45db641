"""Titles of posts: one plain form for the ways to write a title, and ranking names by how near they come to one."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from loopready.engines.lexicon import table, word_set
from loopready.engines.text import fold, stem
from loopready.model import Embedder

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.floating]]

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_REST = re.compile(r",?\s*\b(?:all others?|except\b.*)$", re.IGNORECASE)
_OVER = re.compile(r"(?:first[- ]line )?supervisors? of (?P<whom>.+?)(?: workers?)?$", re.IGNORECASE)
_LEVEL = re.compile(r"[,\s]+(?:[IVX]{1,4}|\d)$")
_JOINED = re.compile(r"(?:and|or|&)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9+#]+(?:[-'/.][a-z0-9+#]+)*")
_BATCH = 1024


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """A title in one form: lower case, heads in the singular, the order of speech, short forms written out.

    "Teachers, Postsecondary" -> "postsecondary teacher"; "First-Line Supervisors of Cooks" -> "cook supervisor"; "Sr. Mgr., Sales
    (m/f/d)" -> "sales senior manager"; "Actuaries, All Other" -> "actuary". A list ("A, B, and C") keeps its order. What is left out
    is in brackets, after "except", or a number of rank; a title of nothing else stays as it is.
    """
    text = _LEVEL.sub("", _REST.sub("", _ASIDE.sub("", " ".join(title.split()))).strip(" ,")).strip(" ,")
    over = _OVER.match(text)
    if over:
        text = over["whom"]
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) > 1 and not _JOINED.match(pieces[-1]):
        pieces = [*pieces[1:], pieces[0]]
        text = " ".join(pieces)
    words = text.lower().split()
    joins = {"and", "or", "and/or", "&"}
    out = []
    for at, word in enumerate(words):
        heads = at == len(words) - 1 or words[at + 1] in joins or word.endswith(",")
        bare = word.rstrip(".,")
        said = str(table("titles")["short"].get(bare, _singular(bare) if heads else bare))
        out.append(said + ("," if word.endswith(",") else ""))
    return (" ".join(out) + (" supervisor" if over else "")) or title


def _singular(word: str) -> str:
    if len(word) <= 3 or word in word_set("titles", "same"):
        return word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def title_words(title: str) -> tuple[str, ...]:
    """The stems of a title's words that carry meaning, with short forms written out and one spelling, in order."""
    spelling, short = table("titles")["british"], table("titles")["short"]
    said = [part for word in _WORD.findall(fold(title)) for part in str(short.get(word, word)).split()]
    kept = [word for word in said if word not in word_set("titles", "small")]
    return tuple(stem(str(spelling.get(word, spelling.get(_singular(word), word)))) for word in kept)


class TitleIndex:
    """Names of posts, ranked by nearness to a title.

    With an embedder nearness is the cosine between the title's plain form and the name; without one it is the cosine of their words
    weighed by rarity. ``groups`` says which names stand for one thing: a group is then ranked by its best name and its names are
    listed together. ValueError where names and groups differ in number.
    Why: a mix of both was measured and was no better than meaning alone (evals/melo.py).
    """

    def __init__(self, names: Sequence[str], *, groups: Sequence[Hashable] | None = None, embedder: Embedder | None = None) -> None:
        if groups is not None and len(groups) != len(names):
            raise ValueError(f"{len(names)} names need as many groups, not {len(groups)}")
        self._names = tuple(names)
        self._groups = _numbered(groups) if groups is not None else None
        self._embedder = embedder
        self._vectors: Numbers | None = None
        self._rarity: dict[str, float] = {}
        self._holding: dict[str, tuple[np.ndarray[Any, Any], Numbers]] = {}
        if embedder is None:
            self._count_words()
        elif names:
            self._embed(embedder)

    def _count_words(self) -> None:
        import numpy as np

        held = [frozenset(title_words(name)) for name in self._names]
        count = Counter(word for words in held for word in words)
        self._rarity = {word: math.log(1 + len(held) / number) for word, number in count.items()}
        holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(held):
            size = math.sqrt(sum(self._rarity[word] ** 2 for word in words)) or 1.0
            for word in words:
                holding[word].append((number, self._rarity[word] / size))
        for word, found in holding.items():
            numbers, shares = zip(*found, strict=True)
            self._holding[word] = (np.array(numbers), np.array(shares))

    def _embed(self, embedder: Embedder) -> None:
        import numpy as np

        parts = [self._names[start : start + _BATCH] for start in range(0, len(self._names), _BATCH)]
        self._vectors = np.concatenate([np.asarray(embedder.embed(part), dtype=np.float32) for part in parts])

    def scores(self, title: str) -> list[float]:
        """One score per name, in order; at most 1."""
        found: list[float] = self._scores(title).tolist()
        return found

    def _scores(self, title: str) -> Numbers:
        import numpy as np

        if self._vectors is not None and self._embedder is not None:
            asked: Numbers = self._vectors @ np.asarray(self._embedder.embed([plain_title(title)])[0], dtype=np.float32)
            return asked
        out = np.zeros(len(self._names))
        most = math.log(1 + len(self._names))
        weights = [(word, self._rarity.get(word, most)) for word in sorted(set(title_words(plain_title(title))))]
        size = math.sqrt(sum(weight**2 for _, weight in weights)) or 1.0
        for word, weight in weights:
            if word in self._holding:
                numbers, shares = self._holding[word]
                out[numbers] += shares * (weight / size)
        return out

    def rank(self, title: str) -> list[int]:
        """The numbers of all names, the nearest first; equal ones in the order given. Names of one group stand together."""
        import numpy as np

        order = np.argsort(-self._scores(title), kind="stable")
        if self._groups is not None:
            groups = self._groups[order]
            first = np.empty(len(order), dtype=np.int64)
            first[groups[::-1]] = np.arange(len(order))[::-1]
            order = order[np.argsort(first[groups], kind="stable")]
        found: list[int] = order.tolist()
        return found


def _numbered(groups: Sequence[Hashable]) -> np.ndarray[Any, Any]:
    """A number per name: the same for names of one group."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.int64)
