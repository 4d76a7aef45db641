"""What the gate is asked and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

FaultKind = Literal[
    "empty", "length", "form", "blank", "quote", "word", "number", "unit", "change", "pairing", "technology", "degree", "verb", "negation",
    "hedge", "modal", "cause", "order", "time", "experience", "lost",
]  # fmt: skip
"""What is wrong.

``word`` is a content word that the ground has not, ``number`` holds proper names too, ``change`` is a from-to that is turned round,
``pairing`` a figure or a direction that stands with what another one stood with, ``verb`` a deed given to whoever did not do it,
``hedge`` a word of doubt or of a lesser part that went, ``modal`` a certainty or a duty that came, ``time`` a present that was past,
``experience`` a posting's wish as fact, ``lost`` a word or a figure of the engine's sentence that went.
"""


class Fault(NamedTuple):
    """What is wrong with a phrase, and the words that show it."""

    kind: FaultKind
    words: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a phrase may rest on.

    ``said`` is the sentence it stands for; ``person`` are texts that speak of the person (their CV's words, their corrections),
    ``posting`` the posting's, ``other`` the library's; ``results`` are calculated values.
    """

    said: str
    person: tuple[str, ...] = ()
    posting: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    results: tuple[float | int | str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them but the results."""
        return (self.said, *self.person, *self.posting, *self.other)


def ground_of(said: str, *, person: Iterable[str] = (), posting: Iterable[str] = (), other: Iterable[str] = (),
              results: Sequence[float | int | str] = ()) -> Ground:  # fmt: skip
    """A Ground of any iterables, empty texts left out."""

    def kept(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if text.strip())

    return Ground(said, kept(person), kept(posting), kept(other), tuple(results))
