"""Content words, figures and names of a phrase that its ground does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from loopready.engines.gate.reading import Clause, Reading, Token, read
from loopready.engines.gate.types import Fault, Ground
from loopready.engines.ground import ungrounded
from loopready.engines.text import sentences

_LEAST_SHARED = 2
"""Content words that a sentence of a cite has in common with the engine's sentence where a clause may rest on it alone."""
_BOTH_AHEAD = 8
_FAR = 16
"""Letters within which the thing stands that "all" or "every" counts."""


def strange_words(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """The words that the engine's sentence has not, unless their whole clause rests on one sentence of a cite (no posting's)."""
    lacking = ungrounded(text.text, (ground.said,), results=ground.results)
    out = []
    for clause in text.clauses:
        new = [token for token in clause.tokens if not token.quoted and not _is_held(token, clause, text, said, lacking)]
        if new and not _rests_on_a_cite(clause, text.text, said, ground):
            out += [Fault("number" if token.number or token.text in lacking else "word", token.text) for token in new]
    return out


def _is_held(token: Token, clause: Clause, text: Reading, said: Reading, lacking: list[str]) -> bool:
    if token.number:
        return not any(token.text in each for each in lacking)
    if not token.is_content:
        return True
    if said.like(token):
        return "quantities" not in token.classes or token.word == "each" or _is_of_the_same(token, text, said)
    if token.word == "any":
        return clause.negated or any(each.word in ("whether", "if") for each in clause.tokens)
    if token.word == "own":
        place = text.tokens.index(token)
        return place > 0 and text.tokens[place - 1].word in ("your", "their", "its", "his", "her")
    if "denials" in token.classes:
        return any(each.negated for each in said.clauses)
    if token.word == "both":
        following = text.tokens[text.tokens.index(token) + 1 :][:_BOTH_AHEAD]
        return any(each.word == "and" for each in following)
    return False


def _is_of_the_same(token: Token, text: Reading, said: Reading) -> bool:
    """Whether "all" or "every" stands with what it stood with."""
    following = _next_content(token, text)
    if following is None:
        return True
    theirs = [_next_content(each, said) for each in said.tokens if each.held & token.keys]
    return any(each is None or each.held & following.keys for each in theirs)


def _next_content(token: Token, reading: Reading) -> Token | None:
    following = [each for each in reading.tokens if token.end <= each.start <= token.end + _FAR]
    return next((each for each in following if each.is_substantive and "quantities" not in each.classes), None)


def _rests_on_a_cite(clause: Clause, text: str, said: Reading, ground: Ground) -> bool:
    part = text[clause.tokens[0].start : clause.tokens[-1].end]
    return any(_holds(sentence, clause, part) for sentence in _akin((*ground.person, *ground.other), said))


def _holds(sentence: Reading, clause: Clause, part: str) -> bool:
    if any(token.is_content and not sentence.like(token) for token in clause.tokens):
        return False
    return not ungrounded(part, (sentence.text,))


def _akin(texts: Iterable[str], said: Reading) -> list[Reading]:
    """The sentences of cites that speak of what the engine's sentence speaks of."""
    found = [read(sentence) for text in texts for sentence in _sentences(text)]
    return [each for each in found if len(_matter(each) & _matter(said)) >= _LEAST_SHARED]


def _matter(reading: Reading) -> frozenset[str]:
    """The words of a sentence that do not only join or point, and its figures."""
    return frozenset(
        token.stem if token.value is None else f"{token.value:g}" for token in reading.tokens if "function" not in token.classes
    )


@lru_cache(maxsize=2_048)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentences(text))
