"""Word lists of the reading of job descriptions, and the small phrase language they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " "}
)
_CONTRACTIONS = {
    "'ll": r"(?:'|\s+wi)?ll",
    "'re": r"(?:'|\s+a)?re",
    "'ve": r"(?:'|\s+ha)?ve",
    "'s": r"(?:'|\s+i)?s",
    "'d": r"(?:'|\s+woul|\s+ha)?d",
}
_IN_OTHER_LANGUAGES = ("job_headings", "job_cues", "job_kinds")
_GAP = r"[\s\-/,]+"
NUMBER_WORDS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20,
}  # fmt: skip
_NUMBER = r"(?:\d+(?:[.,]\d+)?\+?|" + "|".join(NUMBER_WORDS) + ")"


def fold(text: str) -> str:
    """The text in lower case with straight quotes and hyphens; every character keeps its place."""
    straight = text.translate(_STRAIGHT)
    lower = straight.lower()
    if len(lower) == len(straight):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in straight)


def phrase(written: str) -> str:
    """The regular expression of a phrase of the lexicon.

    Words in order; ``a|b`` alternatives; ``word*`` any ending; ``?word`` may be absent; ``_`` any one word; ``#`` a number;
    contractions stand for their long form too. A phrase between slashes is a regular expression already.
    """
    if len(written) > 2 and written[0] == written[-1] == "/":
        return written[1:-1]
    out = ""
    for position, word in enumerate(fold(written).replace("-", " ").split()):
        optional, bare = word.startswith("?"), word.removeprefix("?")
        piece = "(?:" + "|".join(_one_word(option) for option in bare.split("|")) + ")"
        if position == 0:
            out = f"(?:{piece}{_GAP})?" if optional else piece
        elif out.endswith(f"{_GAP})?"):
            out += f"(?:{piece}{_GAP})?" if optional else piece
        else:
            out += f"(?:{_GAP}{piece})?" if optional else _GAP + piece
    return out


def _one_word(word: str) -> str:
    if word == "_":
        return r"[\w'&.+#]+"
    if word == "#":
        return _NUMBER
    tail = ""
    if word.endswith("*"):
        word, tail = word[:-1], r"[\w']*"
    for short, long in _CONTRACTIONS.items():
        if word.endswith(short):
            return re.escape(word.removesuffix(short)) + long
    return re.escape(word) + tail


def compile_phrases(written: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, longest first, whole words, to be used on folded text."""
    pieces = sorted((phrase(one) for one in written), key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(pieces) + r")(?![\w])")


@cache
def read_lexicon(name: str) -> Any:
    """The content of a YAML file of the lexicon folder, by its name without ending."""
    file = resources.files("loopready") / "library" / "content" / "lexicon" / f"{name}.yaml"
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a SafeLoader, in C where there is one


@cache
def pattern(name: str, *, flags: int = 0) -> re.Pattern[str]:
    """A regular expression of ``job_patterns.yaml``, its pieces joined."""
    return re.compile("".join(read_lexicon("job_patterns")[name]), flags)


@cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The lists of a lexicon file, each compiled to one pattern, with those of the same name in other languages ("<name>_other")."""
    lists: dict[str, list[str]] = {key: list(value) for key, value in read_lexicon(name).items()}
    if name in _IN_OTHER_LANGUAGES:
        for key, value in read_lexicon(f"{name}_other").items():
            lists[key] += value
    return {key: compile_phrases(value) for key, value in lists.items()}
