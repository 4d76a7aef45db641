"""What a number counts: the noun phrase after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.text import fold

_TABLE = "figures"
_NEXT = re.compile(r"(?P<gap>[ \u00a0]?|[ \t\u00a0]*(?:\n[ \t]*)?(?=[a-z]))(?P<open>[\"'“‘(]?)(?P<word>[^\W\d_][\w&+#./'’-]*)")
_MOST_WORDS = 5


class NounPhrase(NamedTuple):
    """What is counted: ``people``, ``teams`` or ``count``, the words, and the end of the head noun."""

    kind: str
    text: str
    end: int


@cache
def _set(key: str) -> frozenset[str]:
    return lexicon.word_set(_TABLE, key)


@cache
def _people_forms() -> frozenset[str]:
    return frozenset(_plurals(_set("people"))) | _set("people_mass")


@cache
def _team_forms() -> frozenset[str]:
    return frozenset(_plurals(_set("teams")))


def _plurals(words: frozenset[str]) -> set[str]:
    out = set()
    for word in words:
        if word.endswith("s"):
            out.add(word)
        elif word.endswith("y") and word[-2] not in "aeiou":
            out.add(word[:-1] + "ies")
        elif word.endswith(("ch", "sh", "x")):
            out.add(word + "es")
        else:
            out.add(word + "s")
    return out


def _lexicon_kind(word: str, *, singular: bool) -> str | None:
    """``people`` or ``teams`` where the word (its last part, if hyphenated) names them in the right number."""
    bare = word.split("/", maxsplit=1)[0].rsplit("-", 1)[-1]
    for kind, forms, words in (("people", _people_forms(), _set("people")), ("teams", _team_forms(), _set("teams"))):
        if bare in forms or (singular and bare in words):
            return kind
    return None


def noun_after(text: str, at: int, *, singular: bool, hyphen: bool = False) -> NounPhrase | None:
    """The noun phrase that begins at ``at``; None where no plural (or, for one, no known singular) noun stands there.

    ``hyphen``: the number is joined to the noun by a hyphen ("12-person team"), so its singular counts.
    """
    if hyphen:
        return _hyphenated(text, at)
    found: NounPhrase | None = None
    first = at
    for i, (raw, start, end) in enumerate(_phrase(text, at)):
        word = fold(raw)
        first = start if i == 0 else first
        kind = _lexicon_kind(word, singular=singular)
        plural = _is_plural(raw, word)
        if kind is not None and (found is None or found.kind != "count" or end - found.end <= len(raw) + 1):
            found = NounPhrase(kind, text[first:end], end)
        elif found is not None:
            break
        elif plural:
            found = NounPhrase("count", text[first:end], end)
    return _as_things(found) if found is not None and found.kind == "people" else found


def is_ambiguous(noun: str) -> bool:
    """Whether a noun phrase may stand for people or for things (reports, leads, agents) and does not say which."""
    words = fold(noun).split()
    return words[-1] in _set("ambiguous") and len(words) == 1


def _as_things(found: NounPhrase) -> NounPhrase:
    """Monthly reports, sales leads and members of a community are no staff."""
    words = fold(found.text).split()
    things = words[-1] in _set("ambiguous") and (set(words[:-1]) & _set("things_before") or words == ["members"])
    return found._replace(kind="count") if things else found


def _phrase(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The words that may belong to the noun phrase at this place, with their places: up to a stop word or a mark."""
    position = at
    for i in range(_MOST_WORDS):
        match = _NEXT.match(text, position)
        if match is None or (match.group("open") and i == 0):
            return
        raw = match.group("word").rstrip("./'’-")
        if fold(raw) in _set("stop"):
            return
        position = match.start("word") + len(raw)
        yield raw, match.start("word"), position
        if match.end() != position or text[position : position + 1] in ",;:)|•\n":
            return


def _hyphenated(text: str, at: int) -> NounPhrase | None:
    """The noun joined by a hyphen: the person of "12-person team", the bed of "32-bed ward"; two-pizza teams are two of nothing."""
    match = re.compile(r"[A-Za-z]+(?![\w-])").match(text, at)
    if match is None:
        return None
    word = match.group().lower()
    kind = _lexicon_kind(word, singular=True)
    if kind is None and word not in _set("hyphenated"):
        return None
    return NounPhrase(kind or "count", match.group(), match.end())


def _is_plural(raw: str, word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and (raw[0].islower() or raw[:-1].isupper())
    )
