"""A phrase is its sentence's own parts in another order: where these may be parted, and what small words may come or go where they meet.

A sentence is taken as its words of weight and its quotations, with the small words (glue) that stand before and behind each. Where two
words follow each other that did not in the sentence, the one must have ended a part of it and the other begun one. The glue of a word
goes with it; what may differ is listed: a verb of being, a comma, an "and", "it is" at a part's beginning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_STOP = re.compile(r"[,;:()!?\n—–]|\.(?=\s|$)|…")
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ASIDE = re.compile(r"(\([^()“”\"]*\d[^()“”\"]*\))[ .]*$")
_CUT = "|"
_MOST_PLACES = 16
"""Places of one word that are tried: a sentence that says it more often is no sentence."""
_SUBJECTS = frozenset(("who", "that", "which", "what"))
_MAY_BE_SAID_AGAIN = frozenset(("telling", "negations", "quantities", "person", "posting"))


@dataclass(slots=True)
class _Unit:
    """A word of weight or a quotation: ``before`` is all glue between it and the unit before it, of which ``right`` is its own and the
    rest is the ``left`` of that unit, which stands behind it."""

    kind: Literal["start", "word", "quote", "end"]
    name: str
    token: Token | None = None
    before: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = field(default=())


def move_faults(text: Reading, said: Reading) -> list[Fault]:
    """Words side by side that were none and had no joint between them, glue that came, went or moved, and words said once more."""
    told, held = _units(text), _units(said)
    path = _places(told, held, said)
    return [*_breaks(told, held, path), *_glue(told, held, path), *_again(told, held, path), *_asides(text, said)]


def _asides(text: Reading, said: Reading) -> list[Fault]:
    """Figures in brackets at the sentence's end (5 min) that no longer end a part of it, or have lost their brackets."""
    return [
        Fault("pairing", found) for found in _ASIDE.findall(said.text) if not re.search(re.escape(found) + r"[ \t]*(?:[.,;:]|$)", text.text)
    ]


def _breaks(told: Sequence[_Unit], held: Sequence[_Unit], path: Sequence[int | None]) -> list[Fault]:
    """Units side by side that were none, where the sentence has no joint behind the one and before the other; a part that is put between
    commas opens one for itself (bring, next to “X”, the base)."""
    cut = {place for unit, place in zip(told, path, strict=True) if _CUT in unit.before}
    out = []
    last = 0
    seen = {0}
    for at, (unit, place) in enumerate(zip(told, path, strict=True)):
        if not at or place is None:
            continue
        if place != last + 1:
            left = _is_joint(held, last + 1) or (_CUT in unit.before and last + 1 in cut)
            entered = _is_joint(held, place) or (_CUT in unit.before and place - 1 in seen)
            if not (left and entered) or _hangs_elsewhere(told, held, at, place):
                out.append(Fault("pairing", f"{_text(held[last])} {_text(unit)}".strip()))
        last = place
        seen.add(place)
    return out


def _hangs_elsewhere(told: Sequence[_Unit], held: Sequence[_Unit], at: int, place: int) -> bool:
    """Whether a preposition with its thing stands right behind another word than it did: talk with the manager, call with the manager."""
    unit, own = told[at], held[place]
    moved = bool(own.right) and bool(unit.right) and _group(own.right[0]) == "places" and unit.right[0] == own.right[0]
    ahead = told[at - 1]
    return (
        moved
        and _CUT not in unit.before
        and ahead.kind != "start"
        and held[place - 1].kind == "word"
        and not _tells(ahead)
        and not (ahead.kind == "quote" and _tells(held[place - 1]))
    )


def _tells(unit: _Unit) -> bool:
    return unit.token is not None and unit.token.word in lexicon.word_set("gate", "joints")


def _is_joint(held: Sequence[_Unit], place: int) -> bool:
    """Whether a sentence may be taken apart before a unit: at a stop or a quotation, before glue that opens or joins, beside a word of
    telling."""
    unit, ahead = held[place], held[place - 1]
    if unit.kind != "word" or ahead.kind in ("start", "quote") or _CUT in unit.before or ahead.left:
        return True
    joints = lexicon.word_set("gate", "joints")
    beside = any(each.token is not None and each.token.word in joints for each in (unit, ahead))
    return beside or any(_group(word) in ("verbs", "joins", "openers", "places") for word in unit.before)


def _again(told: Sequence[_Unit], held: Sequence[_Unit], path: Sequence[int | None]) -> list[Fault]:
    """Words that stand for one word of the sentence twice, those of telling and the noes apart, and words of grammar that it has not (else,
    anything)."""
    seen: set[int | None] = {None}
    out = []
    for unit, place in zip(told, path, strict=True):
        free = unit.token is None or bool(unit.token.classes & _MAY_BE_SAID_AGAIN)
        came = place is None and unit.token is not None and "function" in unit.token.classes
        if unit.token is not None and not free and (came or (place is not None and place in seen)):
            out.append(Fault("word", unit.token.text))
        seen.add(place)
    return out


# --- the glue -------------------------------------------------------------------------------------------------------------------------


def _glue(told: Sequence[_Unit], held: Sequence[_Unit], path: Sequence[int | None]) -> list[Fault]:
    """Glue that came or went; between two units that follow each other as they did it is the same to which of both it belongs."""
    out = []
    for at, (unit, place) in enumerate(zip(told, path, strict=True)):
        if place is None:
            continue
        if not _is_kept(told, held, path, at + 1):
            out += _behind(unit, held[place])
        if not _is_kept(told, held, path, at):
            out += _ahead(unit, held[place], told[at - 1] if at else None)
    return out


def _is_kept(told: Sequence[_Unit], held: Sequence[_Unit], path: Sequence[int | None], at: int) -> bool:
    """Whether a unit follows the one before it as in the sentence, with the same glue."""
    if not 0 < at < len(path):
        return False
    place, last = path[at], path[at - 1]
    if place is None or last != place - 1:
        return False
    one, other = told[at].before, held[place].before
    return _in_order(one) == _in_order(other) and not _turned(one, other)


def _behind(unit: _Unit, own: _Unit) -> list[Fault]:
    """What came or went behind a word: "shows" may be "shows it", since the thing was told before; "checked it" stays so."""
    came, went = _strict(unit.left) - _strict(own.left), _strict(own.left) - _strict(unit.left)
    if unit.token is not None and unit.token.word in lexicon.word_set("gate", "joints"):
        came, went = came - Counter(("it",)), went - Counter(("it", "for", "in"))
    went -= Counter(("there",))
    return _told(unit, came, went)


def _ahead(unit: _Unit, own: _Unit, ahead: _Unit | None) -> list[Fault]:
    """What came, went or was turned before a word."""
    glue, held = unit.right, own.right
    came, went = _strict(glue) - _strict(held), _strict(held) - _strict(glue)
    came -= _openings(glue, is_apart=_CUT in own.before) + Counter(_behind_a_joint(glue) & lexicon.word_set("gate", "said_again"))
    went -= _openings(held, is_apart=False)
    token = unit.token
    if _CUT in own.before:
        joined = _CUT in glue or any(_group(word) == "joins" for word in glue)
        went -= Counter(("with",) * joined + ("which",) * (not {"it", "they", "these"}.isdisjoint(glue)))
    if _CUT in held and token is not None and (token.number or token.word in ("several", "one")):
        came -= Counter(("of", "for"))
    if token is not None and token.word in _speaking():
        went -= Counter(("in",))
    if token is not None and "telling" in token.classes:
        came -= Counter(("that", "to"))
        went -= Counter(("to",))
    if ahead is not None and ahead.name == "ask":
        came -= Counter(("for",))
    if ahead is not None and ahead.token is not None and "negations" in ahead.token.classes:
        came -= Counter(("for", "nor"))  # none for A or B: none for A and none for B
        went -= Counter(("or",))
    if came == went == Counter() and sorted(_in_order(glue)) == sorted(_in_order(held)) and _in_order(glue) != _in_order(held):
        return [Fault("pairing", " ".join((*glue, _text(unit))).replace(_CUT, ",").strip(" ,"))]
    out = _told(unit, came, went)
    return [*out, *(Fault("verb", f"{word} {_text(unit)}") for word in sorted(_turned(glue, held)))]


def _turned(one: Sequence[str], other: Sequence[str]) -> frozenset[str]:
    """Words for who or what does a thing, to whom it is done in the other text."""
    return frozenset(word for word in _SUBJECTS.intersection(one, other) if _does(one, word) != _does(other, word))


def _does(glue: Sequence[str], word: str) -> bool:
    """Whether a verb of being stands behind a word: who were trained, who trained."""
    at = list(glue).index(word) + 1
    return at < len(glue) and _group(glue[at]) == "verbs"


def _openings(glue: Sequence[str], *, is_apart: bool) -> Counter[str]:
    """Words that only open a part, with a verb of being behind them: it is, there are, you were; that was, of a deed. What follows a stop
    in the sentence may be opened by an "it" or "they" that does what follows: "Supports: A", "it supports A"."""
    out: Counter[str] = Counter()
    for at, word in enumerate(glue):
        first = not at or glue[at - 1] == _CUT or _group(glue[at - 1]) == "joins"
        last = at + 1 == len(glue)
        being = not last and _group(glue[at + 1]) == "verbs"
        if (being and (word in ("that", "which") or (first and word in ("it", "there", "this", "these", "you", "they")))) or (
            last and at and first and is_apart and word in ("it", "they", "these")
        ):
            out[word] += 1
    return out


def _behind_a_joint(glue: Sequence[str]) -> frozenset[str]:
    """The glue right behind a stop, an "and" or an "or"."""
    return frozenset(two for one, two in pairwise(glue) if one == _CUT or _group(one) == "joins")


def _told(unit: _Unit, came: Counter[str], went: Counter[str]) -> list[Fault]:
    return [Fault("pairing", f"{word} {_text(unit)}".strip()) for word in sorted(came.elements())] + [
        Fault("lost", f"{word} {_text(unit)}".strip()) for word in sorted(went.elements())
    ]


def _strict(glue: Iterable[str]) -> Counter[str]:
    return Counter(_in_order(glue))


def _in_order(glue: Iterable[str]) -> list[str]:
    """The glue of which none may come or go unlisted."""
    return [word for word in glue if word in ("or", "nor") or _group(word) in ("openers", "things", "places")]


@cache
def _speaking() -> frozenset[str]:
    return frozenset(word for line in lexicon.table("gate")["speakers"] for word in str(line).split())


# --- a text as units ------------------------------------------------------------------------------------------------------------------


def _units(reading: Reading) -> list[_Unit]:
    out = [_Unit("start", "")]
    glue: list[str] = []
    quotes = list(_QUOTE.finditer(reading.text))
    end, inside = 0, -1
    for token in reading.tokens:
        quote = next((each for each in quotes if each.start() < token.start < each.end()), None) if token.quoted else None
        if quote is not None and quote.start() == inside:
            continue
        begin = token.start if quote is None else quote.start()
        if _STOP.search(reading.text[end:begin]):
            glue = [_CUT] if glue == ["so"] and len(out) == 1 else [*glue, _CUT]
        end = token.end if quote is None else quote.end()
        inside = -1 if quote is None else quote.start()
        if quote is not None:
            out.append(_Unit("quote", quote.group(), None, tuple(glue)))
        elif _group(token.word) and not token.number:
            if _group(token.word) != "articles":
                glue.append(token.word)
            continue
        else:
            out.append(_Unit("word", token.word if token.number else token.stem, token, tuple(glue)))
        glue = []
    out.append(_Unit("end", "", None, (*glue, _CUT)))
    for unit, following in pairwise(out):
        cut = _cut(following.before)
        unit.left, following.right = following.before[:cut], following.before[cut:]
    return out


def _cut(glue: Sequence[str]) -> int:
    """How much of the glue between two units belongs to the first: what stands before a stop, or before the last "and" behind words that
    are nothing's (up and, before and after and), or a thing that was done to (checked it the next day)."""
    kinds = [_group(word) for word in glue]
    if _CUT in glue:
        first = glue.index(_CUT)
        second = glue.index(_CUT, first + 1) if glue.count(_CUT) > 1 else 0
        return second if not first and all(kind in ("places", "joins") for kind in kinds[1:second]) else first
    if kinds[:3] == ["things", "verbs", "verbs"]:
        return 2
    last = max((at for at, kind in enumerate(kinds) if kind == "joins"), default=0)
    if last and all(kind in ("places", "things", "joins") for kind in kinds[:last]) and kinds[0] != "joins":
        return last
    whole = 2 if kinds[:2] == ["places", "things"] and glue[1] in ("it", "them") else int(kinds[:1] == ["things"])
    return whole if len(glue) > whole and kinds[whole] != "verbs" else 0


@cache
def _groups() -> dict[str, str]:
    return {word: str(name) for name, words in lexicon.table("gate")["glue"].items() for word in str(words).split()}


def _group(word: str) -> str:
    return _groups().get(word, "")


def _text(unit: _Unit) -> str:
    return unit.token.text if unit.token is not None else unit.name


# --- which unit of the sentence a unit of the phrase is ---------------------------------------------------------------------------------


def _places(told: Sequence[_Unit], held: Sequence[_Unit], said: Reading) -> list[int | None]:
    """For each unit of a phrase the place of the sentence's that it says, such that as many as can be follow each other as they did."""
    names: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, unit in enumerate(held):
        names[unit.kind, unit.name].append(place)
    best: dict[int | None, tuple[int, list[int | None]]] = {0: (0, [0])}
    for unit in told[1:]:
        found = names[unit.kind, unit.name]
        if not found and unit.token is not None:
            found = [place for name in sorted(said.like(unit.token)) for place in names["word", name]]
        choices: list[int | None] = [*found[:_MOST_PLACES]] or [None]
        best = {place: _best(place, best) for place in choices}
    return max(best.values(), key=lambda each: each[0])[1]


def _best(place: int | None, ways: dict[int | None, tuple[int, list[int | None]]]) -> tuple[int, list[int | None]]:
    scored = []
    for last, (score, path) in ways.items():
        more = 0 if place is None else 2 if last is not None and place == last + 1 else int(place not in path)
        scored.append((score + more, path))
    score, path = max(scored, key=lambda each: each[0])
    return score, [*path, place]
