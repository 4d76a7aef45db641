"""A sentence as the gate reads it: words with what they may be found by, and clauses with their no, their verb and their classes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.figures import Number, numbers
from loopready.engines.gate.likeness import Phrases, alike_phrases, ground_keys, past_forms, phrases_of, stem
from loopready.engines.gate.likeness import keys as keys_of
from loopready.engines.text import fold, words

_STRONG = re.compile(r"[;:?!()\[\]\n]|[.…](?=[\s”\"')]|$)|\s[–—-]\s")
_ENDING = re.compile(r"^[)\]?!]+(?=[”\"]\s)")
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_GRAMMAR = (
    "function", "negations", "denials", "half_negations", "not_negations", "causes", "soft_causes", "before", "after", "person", "openers",
    "ordering",
)  # fmt: skip
_OTHER = ("telling", "finite", "asking", "light", "posting", "quantities", "promises")
_SHORT = 4
"""Words of grammar up to this long are themselves alone: the stem of "notes" is that of "not"."""
_KEYED = ("guards", "modals")


class Token(NamedTuple):
    """A word: its place, itself folded, its stem, what finds it in a phrase (``keys``) and in a ground (``held``), its classes.

    ``value`` is that of the number it belongs to; ``is_content`` says that it says something by itself, ``is_past`` that it looks like a
    past form of a verb. The last two are fields since they are asked for hundreds of times a sentence.
    """

    text: str
    start: int
    end: int
    word: str
    stem: str
    keys: frozenset[str]
    held: frozenset[str]
    classes: frozenset[str]
    value: float | None
    quoted: bool
    is_content: bool
    is_past: bool

    @property
    def number(self) -> bool:
        """Whether it is, or belongs to, a number."""
        return self.value is not None

    @property
    def is_substantive(self) -> bool:
        """Whether it is more than a word that joins or points."""
        return not self.number and "function" not in self.classes

    @property
    def is_base(self) -> bool:
        """Whether it may be a present form of a verb."""
        return not self.is_past and self.word not in past_forms() and not self.word.endswith("ing")


class Clause(NamedTuple):
    """A part of a sentence: ``segment`` counts the stretches between stops, semicolons, colons and dashes.

    ``lent`` says that its no is that of the clause before it.
    """

    tokens: tuple[Token, ...]
    segment: int
    negated: bool
    lent: bool
    has_verb: bool
    relative: bool

    def has(self, group: str) -> bool:
        """Whether one of its words outside quotations is of a class."""
        return any(group in token.classes and not token.quoted for token in self.tokens)


class Reading:
    """The words and clauses of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.clauses = _clauses(text, self.tokens)
        self._liked: dict[frozenset[str], frozenset[str]] = {}

    @cached_property
    def by_key(self) -> Mapping[str, frozenset[str]]:
        """The stems of its words by what they may be found by."""
        out: dict[str, set[str]] = defaultdict(set)
        for token in self.tokens:
            for key in token.held:
                out[key].add(token.stem)
        return {key: frozenset(stems) for key, stems in out.items()}

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of its words that say something."""
        return frozenset(token.stem for token in self.tokens if token.is_content)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def classes(self) -> frozenset[str]:
        """All classes of its words."""
        return frozenset(group for token in self.tokens for group in token.classes)

    def like(self, token: Token) -> frozenset[str]:
        """The stems of its words that a word of another text says."""
        found = self._liked.get(token.keys)
        if found is None:
            found = frozenset(stem_ for key in token.keys for stem_ in self.by_key.get(key, ()))
            self._liked[token.keys] = found
        return found


@lru_cache(maxsize=8_192)
def counted(text: str) -> tuple[Number, ...]:
    """The numbers of a text, kept for the next time they are asked for."""
    return tuple(numbers(text))


@lru_cache(maxsize=4_096)
def read(text: str) -> Reading:
    """The reading of a text, kept for the next time it is asked for."""
    return Reading(text)


class _Classes(NamedTuple):
    stems: Mapping[str, frozenset[str]]
    exact: Mapping[str, frozenset[str]]
    phrases: Phrases


@cache
def _classes() -> _Classes:
    """The lists of lexicon/gate.yaml by word: classes are ``telling``, ``help:of``, ``help:or`` ..."""
    entries = [(word, name) for name in (*_GRAMMAR, *_OTHER) for word in lexicon.word_set("gate", name)]
    entries += [
        (word, f"{group}:{key}")
        for kind in _KEYED
        for group, held in lexicon.table("gate")[kind].items()
        for key, line in held.items()
        for word in str(line).split()
    ]
    stems: dict[str, set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    for word, name in entries:
        if word.startswith("=") or ("_" not in word and name in _GRAMMAR and len(word) <= _SHORT):
            exact[fold(word.removeprefix("="))].add(name)
        elif "_" not in word:
            stems[stem(word)].add(name)
    frozen = [{word: frozenset(names) for word, names in held.items()} for held in (stems, exact)]
    return _Classes(frozen[0], frozen[1], phrases_of(entries))


def _tokens(text: str) -> tuple[Token, ...]:
    found = words(text)
    stems = tuple(stem(word.text) for word in found)
    found_numbers = [number for number in counted(text) if fold(text[number.start : number.end]) != "one"]
    quotes = [match.span() for match in _QUOTE.finditer(text)]
    classes = _classes()
    groups: list[set[str]] = [set() for _ in found]
    alike: list[set[str]] = [set() for _ in found]
    for place in range(len(found)):
        for phrases, held_by in ((classes.phrases, groups), (alike_phrases(), alike)):
            hit = phrases.at(stems, place)
            if hit and not _STRONG.search(text, found[place].end, found[place + hit[0] - 1].start):
                for covered in range(place, place + hit[0]):
                    held_by[covered] |= hit[1]
    out: list[Token] = []
    for place, word in enumerate(found):
        plain = fold(word.text).removesuffix("'s")
        own = classes.stems.get(stems[place], frozenset()) | classes.exact.get(plain, frozenset()) | groups[place]
        inside = any(start < word.start and word.end < end for start, end in quotes)
        value = next((each.value for each in found_numbers if each.start < word.end and word.start < each.end), None)
        content = value is None and "function" not in own and "telling" not in own
        held = keys_of(word.text) | alike[place], ground_keys(word.text) | alike[place]
        out.append(Token(*word, plain, stems[place], *held, own, value, inside, content, _is_past(plain, is_content=content)))
    return tuple(out)


def _is_past(folded: str, *, is_content: bool) -> bool:
    if folded in lexicon.irregular_forms() or (is_content and folded in past_forms()):
        return True
    return len(folded) > 4 and folded.endswith("ed") and not folded.endswith("eed")


class _Part(NamedTuple):
    tokens: tuple[Token, ...]
    segment: int


def _parts(text: str, tokens: tuple[Token, ...]) -> list[_Part]:
    """The text cut at stops and, within these, at commas and at words that open a clause; quotations stay whole."""
    out: list[_Part] = []
    held: list[Token] = []
    segment = 0
    for place, token in enumerate(tokens):
        if held and not (token.quoted and held[-1].quoted):
            gap = _gap(text, held[-1], token)
            strong = _STRONG.search(gap) is not None
            if strong or "," in gap or ("openers" in token.classes and place):
                out.append(_Part(tuple(held), segment))
                held = []
            segment += strong
        held.append(token)
    if held:
        out.append(_Part(tuple(held), segment))
    return out


def _gap(text: str, before: Token, token: Token) -> str:
    """What stands between two words. The bracket or the question mark that ends a quotation ends nothing where the sentence goes on."""
    gap = text[before.end : token.start]
    goes_on = before.quoted and token.text[:1].islower()
    return _ENDING.sub("", gap) if goes_on else gap


def _has_verb(tokens: tuple[Token, ...]) -> bool:
    return any(not token.quoted and ("finite" in token.classes or token.is_past) for token in tokens)


def _is_relative(tokens: tuple[Token, ...]) -> bool:
    return tokens[0].word in ("which", "who", "whom", "where")


def _is_negated(tokens: tuple[Token, ...]) -> bool:
    return any(
        "negations" in token.classes and not token.quoted and not _is_a_no(token, place, tokens) for place, token in enumerate(tokens)
    )


def _is_a_no(token: Token, place: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a no is one that somebody said, or stands in a phrase that denies nothing."""
    last = place + 1 == len(tokens) or tokens[place + 1].word in ("to", "upward", "upwards")
    return "not_negations" in token.classes or (token.word == "no" and last)


def _clauses(text: str, tokens: tuple[Token, ...]) -> tuple[Clause, ...]:
    """Parts made whole: what has no verb of its own belongs to the verb that follows it at a sentence's beginning, and an apposition
    between commas does not part a subject from its verb. A part without a verb takes the no of the part before it."""
    joined: list[_Part] = []
    for part in _parts(text, tokens):
        if joined and joined[-1].segment == part.segment and part.tokens[0].word == "nor":
            joined[-1] = _Part((*joined[-1].tokens, *part.tokens), part.segment)
            continue
        if joined and joined[-1].segment == part.segment and (not _is_relative(part.tokens) or _is_bare_no(joined[-1])):
            before = joined[-1]
            bare = not any(token.is_content or token.number for token in before.tokens)
            if not _has_verb(before.tokens) and not _is_relative(before.tokens) and (_is_first(joined) or bare):
                joined[-1] = _Part((*before.tokens, *part.tokens), part.segment)
                continue
            if (
                _begins_with_verb(part.tokens)
                and len(joined) > 1
                and joined[-2].segment == part.segment
                and not _has_verb(joined[-2].tokens)
            ):
                joined[-2] = _Part((*joined[-2].tokens, *part.tokens), part.segment)
                continue
        joined.append(part)
    out: list[Clause] = []
    for part in joined:
        verb, negated, lent = _has_verb(part.tokens), _is_negated(part.tokens), False
        beside = bool(out) and out[-1].segment == part.segment and out[-1].negated
        if beside and not verb and not negated and not _is_told_apart(part, out[-1]):
            negated = lent = True
        out.append(Clause(part.tokens, part.segment, negated, lent, verb, _is_relative(part.tokens)))
    return tuple(out)


def _is_told_apart(part: _Part, before: Clause) -> bool:
    """Whether a part does not share the no before it: but a size; no result and a size."""
    words_ = [token.word for token in part.tokens[:2]]
    return words_[0] == "but" or (
        words_[0] == "and" and words_[-1] in ("a", "an", "the") and any(each.word == "no" for each in before.tokens)
    )


def _is_bare_no(part: _Part) -> bool:
    """Whether a part is no more than "but not"."""
    return _is_negated(part.tokens) and not _has_verb(part.tokens) and not any(token.is_content or token.number for token in part.tokens)


def _is_first(joined: list[_Part]) -> bool:
    return len(joined) == 1 or joined[-2].segment != joined[-1].segment


def _begins_with_verb(tokens: tuple[Token, ...]) -> bool:
    return "finite" in tokens[0].classes
