"""What the span tagger sees of a word: its form, its neighbours, its word group, the book of skills, its sentence and its posting.

Everything here is part of the trained model: after a change the weights must be trained again (``make train``).
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from loopready.reading.job.lexicon import read_lexicon

Sentence = Sequence[str]
_UNKNOWN = ("-1", "-1", "-1")
_EDGE = "“”\"'.,;:()!?*•"
_ENDINGS = ("s", "es", "ing", "ed")
_REACH = 6
"""Most words back that are told apart."""


class _Seen(NamedTuple):
    """A word apart from its place: its own features, its plain form, its shape, its groups (fine, middle, coarse)."""

    own: tuple[str, ...]
    form: str
    shape: str
    groups: tuple[str, str, str]


def data_lines(name: str) -> list[str]:
    """The lines of a compressed text file of this folder."""
    packed = resources.files("loopready").joinpath("reading", "job", "spans", name).read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()


@cache
def _groups() -> dict[str, tuple[str, str, str]]:
    """Word -> the numbers of its fine, middle and coarse group."""
    out = {}
    for line in data_lines("words.tsv.gz"):
        fine, middle, coarse, members = line.split("\t")
        out.update(dict.fromkeys(members.split(" "), (fine, middle, coarse)))
    return out


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> the phrases of the book of skills that begin with it, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for line in data_lines("phrases.txt.gz"):
        words = tuple(line.split(" "))
        out.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=lambda words: (-len(words), words))) for first, found in out.items()}


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in read_lexicon("job_tagger")[name])


def _plain(word: str) -> str:
    return word.lower().strip(_EDGE) or word


def _groups_of(word: str) -> tuple[str, str, str]:
    known, plain = _groups(), _plain(word)
    if plain in known:
        return known[plain]
    for ending in _ENDINGS:
        if plain.endswith(ending) and plain[: -len(ending)] in known:
            return known[plain[: -len(ending)]]
    return known.get(re.split("[-/]", plain)[-1], _UNKNOWN)


@lru_cache(maxsize=32_768)
def _see(word: str) -> _Seen:
    form = re.sub(r"\d", "0", _plain(word))
    shape = re.sub(r"[0-9]", "d", re.sub(r"[a-z]", "x", re.sub(r"[A-Z]", "X", word)))
    shape = re.sub(r"(.)\1+", r"\1", shape)[:6]
    groups = _groups_of(word)
    own = [f"w={form}", f"s3={form[-3:]}", f"s2={form[-2:]}", f"p3={form[:3]}", f"p4={form[:4]}", f"sh={shape}"]
    if word[-1:] in ".,;:)":
        own.append(f"pu={word[-1]}")
    if word[:1] == "(":
        own.append("pl")
    own += ["oov"] if groups is _UNKNOWN else [f"c={groups[0]}", f"d={groups[1]}", f"e={groups[2]}"]
    return _Seen(tuple(own), form, shape, groups)


def _in_book(forms: Sequence[str]) -> list[str]:
    """Per word B where a phrase of the book of skills begins, I inside of one, - elsewhere."""
    out, at = ["-"] * len(forms), 0
    while at < len(forms):
        size = next((len(words) for words in _phrases().get(forms[at], ()) if tuple(forms[at : at + len(words)]) == words), 0)
        out[at : at + size] = ["B", *["I"] * (size - 1)][:size]
        at += max(1, size)
    return out


def features(posting: Sequence[Sentence]) -> list[list[list[str]]]:
    """Per sentence and word of a posting the names of what holds there. Sentences are words parted as in the training set."""
    low: Counter[str] = Counter(word for sentence in posting for word in sentence if word == word.lower())
    out, heading = [], "-"
    for sentence in posting:
        seen = [_see(word) for word in sentence]
        if seen and (len(seen) <= 3 or (len(seen) == 4 and sentence[-1].endswith(":"))):
            heading = seen[0].form if len(seen) < 3 else seen[-1].form
        out.append(_sentence(sentence, seen, low, heading))
    return out


def _sentence(sentence: Sentence, seen: Sequence[_Seen], low: Counter[str], heading: str) -> list[list[str]]:
    book = ["^", *_in_book([one.form for one in seen]), "$"]
    forms = ["^", "^", *(one.form for one in seen), "$", "$"]
    middle = ["^", *(one.groups[1] for one in seen), "$"]
    shared = [f"h={heading}", f"L{min(len(seen) // 5, 6)}", f"0={seen[0].form}"] if seen else []
    out: list[list[str]] = []
    strong, near, back = "-", "-", 0
    for at, one in enumerate(seen):
        found = [*one.own, *shared, f"-2w={forms[at]}", f"-1w={forms[at + 1]}", f"1w={forms[at + 3]}", f"2w={forms[at + 4]}"]
        for step in (-1, 1):
            if 0 <= at + step < len(seen):
                beside = seen[at + step]
                found += [f"{step}sh={beside.shape}", f"{step}s3={beside.form[-3:]}"]
                found += [f"{step}{name}={group}" for name, group in zip("cde", beside.groups, strict=True)]
        found += [f"{step}d={seen[at + step].groups[1]}" for step in (-2, 2) if 0 <= at + step < len(seen)]
        found += [f"bg-={forms[at + 1]}|{one.form}", f"bg+={one.form}|{forms[at + 3]}"]
        found += [f"bd-={middle[at]}|{middle[at + 1]}", f"bd+={middle[at + 1]}|{middle[at + 2]}"]
        found += [f"g={book[at + 1]}", f"g2={book[at]}{book[at + 1]}{book[at + 2]}", f"sc={strong}", f"lc={near}{min(back, _REACH)}"]
        found += ["first"] * (at == 0) + ["last"] * (at == len(seen) - 1)
        lower = sentence[at].lower()
        found.append("dl" if low[lower] else "dn")
        if sentence[at] != lower:
            found.append("cap0" if at == 0 else "caplow" if low[lower] else "cap")
        out.append(found)
        back += 1
        if one.form in _cues("strong"):
            strong = one.form
        if one.form in _cues("near"):
            near, back = one.form, 0
    return out
