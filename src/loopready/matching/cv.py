"""The CV as matching sees it: statements, their words and vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loopready.engines.figures import numbers
from loopready.engines.skill_book import implied, topics_in
from loopready.engines.text import stem
from loopready.matching.lexicon import cues
from loopready.matching.stance import CONTRARY, Clause
from loopready.matching.statements import Statement, statements
from loopready.matching.words import Concept, overlap, stems
from loopready.model import Document, Embedder, Profile, Work

if TYPE_CHECKING:
    import numpy as np


_MOVED = re.compile(
    r"\b(?:rose|fell|grew|went|up|down|cut|brought|took|raised|reduced|lowered|increased)\b.{0,60}\bfrom\s+\W?\d.{0,30}\bto\s+\W?\d",
    re.IGNORECASE,
)
_MOVED_WORDS = frozenset(stem(word) for word in ("improve", "improvement", "result", "outcome", "measure"))
"""What a figure that moved says without the word."""
_ABOUT = r"(?:about |nearly |some |over |around )?(\d+(?:[.,]\d+)?)\s?%"
_SHARES = re.compile(rf"\bfrom {_ABOUT}.{{0,30}}?\bto {_ABOUT}")
"""A share that moved, with both its values."""
_UP = frozenset(stem(word) for word in ("increase", "raise", "improve"))
_DOWN = frozenset(stem(word) for word in ("reduce", "reduction", "cut", "lower", "decrease"))

_DONE = re.compile(r"\w{2,}ed\b", re.IGNORECASE)


class Cv:
    """A CV ready to be asked. ``likeness`` compares a text with every statement by meaning."""

    def __init__(self, profile: Profile, document: Document, *, embedder: Embedder, today: str) -> None:
        self.profile = profile
        self.document = document
        self.today = today
        self.statements = statements(profile, document, today=today)
        self._embedder = embedder
        self._asked: dict[str, np.ndarray[Any, Any]] = {}
        self._pieces: tuple[list[int], np.ndarray[Any, Any], list[bool]] | None = None

    @cached_property
    def own_words(self) -> list[frozenset[str]]:
        """Per statement the stems of its clauses that speak of an act of the person, short forms also in full (SRE, AML)."""
        out = []
        for s in self.statements:
            own = [c for c in s.clauses if c.stance not in CONTRARY]
            named = [stems(name) for start, _, name in topics_in(s.text) if any(c.start <= start < c.end for c in own)]
            moved = [_moved(s.text[c.start : c.end]) for c in own] if s.kind == "bullet" else []
            out.append(frozenset().union(*(stems(s.text[c.start : c.end]) for c in own), *named, *moved))
        return out

    @cached_property
    def contrary_words(self) -> list[frozenset[str]]:
        """Per statement the stems of its clauses that deny, wish, learn or name somebody else."""
        return [frozenset().union(*(stems(s.text[c.start : c.end]) for c in s.clauses if c.stance in CONTRARY)) for s in self.statements]

    @cached_property
    def topics(self) -> list[frozenset[str]]:
        """Per statement the skills it names as the person's own, and the fields they imply."""
        out = []
        for s in self.statements:
            own = [c for c in s.clauses if c.stance not in CONTRARY]
            named = [name for start, _, name in topics_in(s.text) if any(c.start <= start < c.end for c in own)]
            out.append(frozenset().union(*(implied(name) for name in named)))
        return out

    @cached_property
    def context(self) -> list[frozenset[str]]:
        """Per statement the stems of its post's title and firm."""
        found = {work.id: work_words(work) for work in self.profile.work}
        return [found[s.work.id] if s.work is not None else frozenset() for s in self.statements]

    def prepare(self, texts: Sequence[str]) -> None:
        """Embed these texts and the statements in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._asked]
        said = [statement.text for statement in self.statements]
        import numpy as np

        pieces = (
            []
            if self._pieces is not None
            else [(s.number, s.text[c.start : c.end].strip()) for s in self.statements for c in _worth_comparing(s)]
        )
        vectors = np.asarray(self._embedder.embed([*said, *new, *(text for _, text in pieces)]), dtype=np.float32)
        vectors = vectors.reshape(len(said) + len(new) + len(pieces), -1)
        self._said = vectors[: len(said)]
        self._asked.update(zip(new, vectors[len(said) : len(said) + len(new)], strict=True))
        if self._pieces is None:
            self._pieces = ([number for number, _ in pieces], vectors[len(said) + len(new) :], [_is_size(text) for _, text in pieces])

    def likeness(self, text: str, *, acts: bool = False) -> list[float]:
        """Cosine of a text with every statement or the nearest of its clauses, in order. What is not the person's own act counts 0.

        With ``acts`` a clause that only tells a size ("four teams, about 30 engineers") is not compared by itself.
        """
        if text not in self._asked:
            self.prepare([text])
        if not self.statements:
            return []
        whole = [all(c.stance not in CONTRARY for c in s.clauses) for s in self.statements]
        out = [float(value) if own else 0.0 for own, value in zip(whole, self._said @ self._asked[text], strict=True)]
        if self._pieces is not None:
            for number, value, size in zip(self._pieces[0], self._pieces[1] @ self._asked[text], self._pieces[2], strict=True):
                if not (acts and size):
                    out[number] = max(out[number], float(value))
        return out

    def word_share(self, asked: Sequence[Concept], number: int) -> float:
        """The share of the asked words that a statement says of the person's own doing."""
        return overlap(asked, self.own_words[number], context=self.context[number], topics=self.topics[number])

    def contrary_share(self, asked: Sequence[Concept], number: int) -> float:
        """The share of the asked words in the clauses of a statement that speak against it."""
        return overlap(asked, self.contrary_words[number])

    def of_work(self, work: Work) -> list[Statement]:
        """The statements of one post."""
        return [statement for statement in self.statements if statement.work is not None and statement.work.id == work.id]


def _moved(text: str) -> frozenset[str]:
    """The stems of what a figure that moved says without the word: a share "from 61% to 38%" was measured, and reduced."""
    shares = _SHARES.search(text)
    if shares is not None:
        before, after = (float(share.replace(",", ".")) for share in shares.groups())
        return _MOVED_WORDS | (_UP if after > before else _DOWN)
    return _MOVED_WORDS if _MOVED.search(text) else frozenset()


def _worth_comparing(statement: Statement) -> list[Clause]:
    """The person's own clauses of a line of several, long enough to have a meaning of their own."""
    if len(statement.clauses) < 2 or statement.kind not in ("bullet", "summary", "line"):
        return []
    own = [clause for clause in statement.clauses if clause.stance not in CONTRARY]
    least = 4 if len(own) == len(statement.clauses) else 2
    return [clause for clause in own if len(statement.text[clause.start : clause.end].split()) >= least]


def _is_size(clause: str) -> bool:
    """Whether a clause opens with a number and tells nothing that was done: four teams, about 30 engineers."""
    found = numbers(clause)
    return bool(found) and found[0].start == 0 and _DONE.search(clause) is None


def work_words(work: Work) -> frozenset[str]:
    """Stems of a post's title and firm."""
    return frozenset().union(*(stems(leaf.value) for leaf in (work.position, work.name) if leaf is not None))


def act_of(statement: Statement, asked: Sequence[Concept]) -> str:
    """The stance of the clause of a statement that says most of what is asked; ``own`` where the words stand in no one clause.

    Who is asked to support, and supported, did what is asked.
    """
    best, share, said = "own", 0.0, ""
    for clause in statement.clauses:
        here = overlap(asked, stems(statement.text[clause.start : clause.end]))
        if here > share:
            best, share, said = clause.stance, here, statement.text[clause.start : clause.end]
    if best == "exposed" and any(concept.stem in _helping(said) for concept in asked):
        return "own"
    return best


def _helping(text: str) -> frozenset[str]:
    """The stems of the words by which a clause says that its act was help."""
    hits = cues("exposed_head").hits(text)
    return frozenset().union(*(stems(text[hit.start : hit.end]) for hit in hits))
