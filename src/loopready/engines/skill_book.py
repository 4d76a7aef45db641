"""The book of skills: other ways to say them, and the fields that having one implies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from loopready.engines import lexicon
from loopready.engines.text import fold


@cache
def skill_book() -> Mapping[str, Mapping[str, Any]]:
    """``lexicon/skills.yaml``: skill -> its aliases, parents, and whether it is an everyday word that only its capital tells."""
    return {str(name): entry or {} for name, entry in lexicon.table("skills")["skills"].items()}


def _listed(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(one) for one in entry.get(key) or ())


@cache
def by_alias() -> Mapping[str, str]:
    """Folded name or alias -> the skill's name; fields that are parents alone stand for themselves."""
    out: dict[str, str] = {}
    for name in skill_book():
        out[fold(name)] = name
    for name, entry in skill_book().items():
        for alias in _listed(entry, "aliases"):
            out.setdefault(fold(alias), name)
    for alias, name in list(out.items()):
        if alias.endswith("s") and len(alias) > 3 and not alias.endswith("ss"):
            out.setdefault(alias[:-1], name)
    for entry in skill_book().values():
        for parent in _listed(entry, "parents"):
            out.setdefault(fold(parent), parent)
    return out


@cache
def cased() -> frozenset[str]:
    """Folded names that are everyday words too."""
    return frozenset(fold(name) for name, entry in skill_book().items() if entry.get("cased"))


@lru_cache(maxsize=8192)
def implied(name: str) -> frozenset[str]:
    """A skill and all fields that having it implies, by name."""
    seen: set[str] = set()
    queue = [by_alias().get(fold(name), name)]
    while queue:
        one = queue.pop()
        if one in seen:
            continue
        seen.add(one)
        queue += [by_alias().get(fold(parent), parent) for parent in _listed(skill_book().get(one, {}), "parents")]
    return frozenset(seen)


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for name, entry in skill_book().items():
        for parent in _listed(entry, "parents"):
            out.setdefault(by_alias().get(fold(parent), parent), []).append(name)
    return {parent: tuple(names) for parent, names in out.items()}


@lru_cache(maxsize=8192)
def ways_to_say(name: str) -> tuple[str, ...]:
    """A name, its aliases, and the names of all that is a kind of it ("container orchestration": Kubernetes, GKE ...)."""
    out, queue, seen = [name], [by_alias().get(fold(name), name)], set()
    while queue:
        one = queue.pop(0)
        if one in seen:
            continue
        seen.add(one)
        said = [one, *_listed(skill_book().get(one, {}), "aliases")]
        out += [*said, *(way[:-1] for way in said if way.endswith("s") and len(way) > 3 and not way.endswith("ss"))]
        queue += _children().get(one, ())
    return tuple(dict.fromkeys(out))


_START = re.compile(r"(?<!\w)\S")
_PART = re.compile(r"[\s-]+")
_AFTER = re.compile(r"s?(?!\w|\+\+|#)")
_KEY = 3


@cache
def _by_beginning() -> Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """First letters of an alias -> the aliases that begin so, as their rank (longest first) and their words.

    Why: one pattern of all aliases takes a seventh of a second to compile, which is most of what a first brief can lose here.
    """
    out: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for rank, alias in enumerate(sorted(by_alias(), key=lambda alias: len(re.escape(alias)), reverse=True)):
        tokens = tuple(alias.split(" "))
        out.setdefault(tokens[0][:_KEY], []).append((rank, tokens))
    return {key: tuple(found) for key, found in out.items()}


def _alias_at(text: str, at: int) -> int | None:
    """Where the longest alias that stands at a place of a folded text ends; None where none does."""
    found = [pair for size in range(1, _KEY + 1) for pair in _by_beginning().get(text[at : at + size], ()) if len(text) >= at + size]
    for _, tokens in sorted(set(found)):
        end = _words_end(text, at, tokens)
        after = _AFTER.match(text, end) if end is not None else None
        if after is not None:
            return after.end()
    return None


def _words_end(text: str, at: int, tokens: tuple[str, ...]) -> int | None:
    for number, token in enumerate(tokens):
        if number:
            gap = _PART.match(text, at)
            if gap is None:
                return None
            at = gap.end()
        if not text.startswith(token, at):
            return None
        at += len(token)
    return at


def _aliases(text: str) -> list[tuple[int, int]]:
    """The places of all aliases in a folded text, left to right, none over another."""
    out: list[tuple[int, int]] = []
    for match in _START.finditer(text):
        if out and match.start() < out[-1][1]:
            continue
        end = _alias_at(text, match.start())
        if end is not None:
            out.append((match.start(), end))
    return out


@lru_cache(maxsize=2048)
def topics_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """The skills and fields that a text names: start, end, name. Everyday words count only with their capital, inside a sentence."""
    folded = fold(text)
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else "".join(char.lower()[:1] for char in text)
    out = []
    for start, end in _aliases(folded):
        said = folded[start:end]
        key = _PART.sub(" ", said)
        name = by_alias().get(key) or by_alias().get(said) or by_alias().get(key.removesuffix("s"))
        if name is None:
            continue
        written = text[start:end]
        if (fold(name) in cased() or len(written) <= 2) and (not any(char.isupper() for char in written) or _begins(text, start)):
            continue
        out.append((start, end, name))
    return tuple(out)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here and goes on, so that a capital tells nothing."""
    before = text[:at].rstrip(" -*•·>\t(")
    after = text[at:].split(None, 1)
    return (not before or before[-1] in ".!?:\n") and len(after) > 1 and after[1][:1].islower()


def is_product(name: str) -> bool:
    """Whether a skill's name is a proper name (a tool, a paper), not a field of work."""
    return any(char.isupper() or char.isdigit() for char in name)
