"""How alike in meaning a sentence of the answer and a line of the CV are, by sentence vectors of both without their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.model.ports import Embedder
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import content, shared, stems
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import points


class Meaning:
    """Likenesses (-1 to 1) of sentences and lines, worked out when first asked for; 0 everywhere without an embedder."""

    def __init__(self, embedder: Embedder | None, held: Sequence[Measured], said: Sequence[Said]) -> None:
        self._embedder = embedder
        self._texts = list(dict.fromkeys(_plain(text) for text in [*(one.line.text for one in held), *(one.text for one in said)]))
        self._vectors: dict[str, list[float]] = {}
        self._words = {one.line.start: content(one.line.text) for one in held}
        self._proper = {one.line.start: proper(one.line.text) for one in held}

    def alike(self, said: Said, one: Measured) -> float:
        """How alike a sentence and the line of a figure are."""
        if self._embedder is None:
            return 0.0
        if not self._vectors:
            self._vectors = dict(zip(self._texts, self._embedder.embed(self._texts), strict=True))
        first, second = self._vectors[_plain(said.text)], self._vectors[_plain(one.line.text)]
        return sum(left * right for left, right in zip(first, second, strict=True))

    def names(self, said: Said, one: Measured) -> bool:
        """Whether a sentence names the line of a figure: by a proper name or by two other words that no other line with figures has."""
        others = [start for start in self._words if start != one.line.start]
        named = self._proper[one.line.start] & content(said.text)
        if named - frozenset().union(*(self._words[start] for start in others)):
            return True
        common = shared(self._words[one.line.start], said.content)
        return len(common - frozenset().union(*(self._words[start] for start in others))) >= _NAMING


_NAMING = 2
_CAPITAL = re.compile(r"(?<=[\w,:;)(] )[A-ZÀ-Þ][\w'’-]{2,}|(?<=[\"“'‘(])[A-ZÀ-Þ][\w'’-]{2,}")


def proper(text: str) -> frozenset[str]:
    """The stems of the names in a line: words with a capital that do not begin it, or that stand in quotes."""
    return content(" ".join(_CAPITAL.findall(text))) - stems("currencies") - stems("months")


def _plain(text: str) -> str:
    """A text without its figures."""
    for point in sorted(points(text), key=lambda point: -point.start):
        text = text[: point.start] + " " + text[point.end :]
    return " ".join(text.split())
