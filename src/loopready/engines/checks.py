"""What a question tests, cut into checks: short lines that an answer meets, touches or misses."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from loopready.engines.lexicon import table
from loopready.engines.text import sentences


@cache
def _rules() -> dict[str, Any]:
    return dict(table("practice_questions")["checks"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in _rules()[name]), re.IGNORECASE)


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(str(_rules()[name]).split())


def cut_checks(tests: str, more: str = "") -> tuple[str, ...]:
    """The checks of a plain text (no markup) that says what a question tests, at most five; ``more`` fills up where it gives too few.

    A sentence parts where a new "whether" begins, at a semicolon, after a colon, and at the commas of a list. Sentences that speak of
    the question or of the round are left out, and a heading of a word or two where what follows says more.
    """
    most, least = int(_rules()["most"]), int(_rules()["least"])
    found = _joined(_parts(tests), most)
    if len(found) < least:
        known = {each.lower() for each in found}
        found += _joined([each for each in _parts(more) if each.lower() not in known], 99)[: least + 1 - len(found)]
    return tuple(_shown(each) for each in found)


def _parts(text: str) -> list[str]:
    whole = [text[start:end].rstrip(".?! ") for start, end in sentences(text)]
    told = [each for each in whole if not _pattern("talk").search(each)] or whole[:1]
    headings = [each for each in told if len(each.split()) <= 3]
    rest = [each for each in told if each not in headings]
    spoken = rest if len(rest) >= 1 and sum(len(_items(each)) for each in rest) > 1 else told
    return list(dict.fromkeys(part for each in spoken for part in _items(each)))


def _items(sentence: str) -> list[str]:
    """The checks of one sentence."""
    _, colon, after = sentence.partition(": ")
    if colon and len(_listed(after)) > 1:
        sentence = after
    out: list[str] = []
    for part in _pattern("part").split(sentence):
        subject = re.match(str(_rules()["subject"]), part.strip(), re.IGNORECASE)
        first = True
        for item in _listed(_bare(part)):
            bare = _bare(item)
            if not first and subject and _lost_its_subject(bare):
                bare = f"{subject.group(1).lower()} {bare}"
            out.append(bare)
            first = False
    return [each for each in out if each]


def _bare(part: str) -> str:
    part = part.strip(" ,;")
    for _ in range(3):
        part = _pattern("lead").sub("", part).strip(" ,;")
    return part


def _lost_its_subject(item: str) -> bool:
    """Whether an item begins with the verb of a sentence whose subject stands before the first comma."""
    first = _first(item)
    return first.isalpha() and not first.endswith("ing") and first not in _word_set("nouns") | _word_set("asking") | {"you"}


def _listed(text: str) -> list[str]:
    """The items of a list parted by commas; the text itself where it is none. Commas in brackets and before a clause part nothing."""
    pieces: list[str] = []
    depth, start = 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0 and text[at + 1 : at + 2] == " ":
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    asked = _first(pieces[0]) in _word_set("asking")
    out: list[str] = []
    open_list = False
    for number, piece in enumerate(each.strip() for each in pieces):
        rest = re.sub(r"^and\s+", "", piece)
        last = number == len(pieces) - 1
        word = len(piece.split()) == 1
        joins = _first(rest) in _word_set("glue") and not (asked and _first(rest) in _word_set("asking"))
        inner = not last and rest == piece and len(piece.split()) <= 3 and " and " in piece
        ends = last and open_list and rest == piece
        opened = bool(out) and (_first(out[-1]) in _word_set("opening") or "such as" in out[-1])
        if out and (joins or inner or word or ends or opened):
            out[-1] = f"{out[-1]}, {piece}"
        elif piece:
            out.append(rest if out else piece)
        open_list = word
    if len(out) > 2 or (len(out) == 2 and (asked or re.search(r",\s+and\s", text))):
        return _with_last_parted(out)
    return [text.strip()] if text.strip() else []


def _first(piece: str) -> str:
    return next(iter(re.sub(r"^\s*and\s+", "", piece).lower().split()), "")


def _with_last_parted(items: list[str]) -> list[str]:
    """The last of three or more short items may hold two: "a setback and an end"."""
    if len(items) > 2 and len(items[-1].split()) <= 6 and " and " in items[-1]:
        left, _, right = items[-1].partition(" and ")
        return [*items[:-1], left, right]
    return items


def _joined(items: list[str], most: int) -> list[str]:
    """At most ``most`` items: those of one word and the shortest neighbours are said together."""
    out = list(items)
    while len(out) > most or (len(out) > int(_rules()["least"]) and min(len(each.split()) for each in out) < 2):
        at = min(range(len(out) - 1), key=lambda n: len(out[n].split()) + len(out[n + 1].split()))
        after = out[at + 1]
        out[at : at + 2] = [f"{out[at]}, {after[:1].lower() + after[1:] if after[1:2].islower() or after[1:2] == ' ' else after}"]
    return out


def _shown(check: str) -> str:
    return check[:1].upper() + check[1:]
