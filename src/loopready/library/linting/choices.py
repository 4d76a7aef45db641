"""Cues whose choice was probably meant to span several words.

A choice is one of single words: ``rolled back|rollback`` reads as *rolled*, then *back* or *rollback*. Whether a phrase was
meant cannot be seen for certain. What is told here gives itself away: read as written, the cue would look for one thing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from loopready.engines.text import fold, stem, words

_BEGUN = 4  # letters by which a compound is longer than the word it begins with, as stocktake is than stock
_ENDED = 3  # and than the word it ends with, as syscall is than call
_SPELLED = 3  # words beside an alternative of which an abbreviation may be made
_WHOLE = 4  # letters of the shortest word looked for within a compound


def choice_fault(cue: str) -> str | None:
    """Why a choice of the cue was probably meant to span several words; None where nothing speaks for it."""
    elements = [[alternative for alternative in part.split("|") if _words(alternative)] for part in cue.split()]
    elements = [element for element in elements if element]
    for reason in _reasons(elements):
        return f"{cue}: {reason}; a choice is of single words: join those of a phrase with hyphens (data-room|VDR), or write two cues"
    return None


def _reasons(elements: list[list[str]]) -> Iterator[str]:
    for at, choice in enumerate(elements):
        if len(choice) < 2:
            continue
        yield from _standing_twice(choice)
        for neighbour in elements[at + 1 : at + 2] + elements[max(at - 1, 0) : at]:
            yield from _repeating(choice, neighbour)
        before, after = elements[at - 1] if at else [], elements[at + 1] if at + 1 < len(elements) else []
        if len(before) == len(after) == 1 and _stems(before[0]) == _stems(after[0]):
            yield f"{before[0]} stands before and after the choice"
        yield from _joining(choice, before, after)
        yield from _compounding(choice, before, after)
        yield from _abbreviating(elements, at)


def _standing_twice(choice: list[str]) -> Iterator[str]:
    yield from (f"{one} stands twice in one choice" for i, one in enumerate(choice) if one in choice[:i])


def _repeating(choice: list[str], neighbour: list[str]) -> Iterator[str]:
    """A word beside the choice that one of its alternatives holds too: ``data room|data-room``.

    Of two choices side by side only what is written alike counts.
    """
    if len(neighbour) > 1:
        yield from (f"{one} stands in two choices side by side" for one in choice if one in neighbour)
        return
    for one in choice:
        if set(_stems(one)) & set(_stems(neighbour[0])):
            yield f"{one} repeats {neighbour[0]}"


def _joining(choice: list[str], before: list[str], after: list[str]) -> Iterator[str]:
    """An alternative that is another one and the word beside it, written as one: ``time zones|timezones``."""
    for one, other in product(choice, choice):
        if one == other:
            continue
        whole = {_joined(one), stem(_joined(one))}
        pairs = [(word, other) for word in before] + [(other, word) for word in after]
        for first, second in pairs:
            if whole & {head + tail for head in (_joined(first), _stems(first)[-1]) for tail in (_joined(second), _stems(second)[0])}:
                yield f"{one} is {first} {second} in one word"


def _compounding(choice: list[str], before: list[str], after: list[str]) -> Iterator[str]:
    """An alternative that begins or ends with the word beside it: ``stock count|stocktake``."""
    for one in choice:
        if len(_words(one)) > 1:
            continue
        whole = _singular(_joined(one))
        for neighbour in before if len(before) == 1 and not before[0].endswith("*") else ():
            word = _joined(neighbour)
            if len(word) >= _WHOLE and whole.startswith(word) and len(whole) - len(word) >= _BEGUN:
                yield f"{one} begins with {neighbour}"
        for neighbour in after if len(after) == 1 else ():
            word = _singular(_joined(neighbour))
            if len(word) >= _WHOLE and whole.endswith(word) and len(whole) - len(word) >= _ENDED:
                yield f"{one} ends with {neighbour}"


def _abbreviating(elements: list[list[str]], at: int) -> Iterator[str]:
    """An alternative that is short for another one and the words beside it: ``GA|general availability``."""
    choice = elements[at]
    shorts = {word.removesuffix("s") for one in choice for word in _words(one) if _is_short(word)}
    if not shorts:
        return
    ahead = [[*elements[first:at], choice[:1]] for first in range(max(at - _SPELLED, 0), at)]
    behind = [[choice[-1:], *elements[at + 1 : last]] for last in range(at + 2, min(at + 2 + _SPELLED, len(elements) + 1))]
    for phrase in ahead + behind:
        if any(_is_short(word) for element in phrase for one in element for word in _words(one)):
            continue
        for spelled in product(*phrase):
            initials = "".join(word[0] for one in spelled for word in _words(one)).upper()
            for short in sorted(shorts):
                if len(initials) > 1 and short.startswith(initials):
                    yield f"{short} is short for {' '.join(spelled)}"


def _is_short(word: str) -> bool:
    return word.isalpha() and word.removesuffix("s").isupper()


def _words(alternative: str) -> list[str]:
    return [word.text for word in words(alternative)]


def _stems(alternative: str) -> list[str]:
    return [stem(word) for word in _words(alternative)]


def _joined(alternative: str) -> str:
    return "".join(fold(word) for word in _words(alternative))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
