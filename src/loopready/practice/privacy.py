"""What in an answer is better told in disguise: persons and customers by name, private matters of others, an employer's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from loopready.engines import lexicon
from loopready.engines.figures import figures_of
from loopready.engines.skill_book import topics_in
from loopready.engines.text import fold, sentences

CautionKind = Literal["person", "customer", "sensitive", "secret", "figure"]
_NAME = re.compile(
    r"(?<![\w.])[A-ZÀ-Þ][^\W\d_]+(?:['’-][A-ZÀ-Þ]?[^\W\d_]+)*(?:\s+(?:(?:van|von|de|der|da|di|la|le|al|bin|&)\s+)?[A-ZÀ-Þ][^\W\d_]+){0,3}"
)
_MR = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Frau|Herr|Madame|Monsieur)\.?\s+$")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_I_AND = re.compile(r"^\s+and\s+I\b")
_AND_WITH_ME = re.compile(r"\b(?:me|I) and\s+$")
_PLACED = re.compile(r"\s+(?:from|at)\s+(?:the\s+)?[A-ZÀ-Þ][\w&.-]*(?:\s+[A-ZÀ-Þ][\w&.-]*){0,2}")
_OF_SOMEBODY = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]+\s+(?:from|at)\s+(?:the\s+)?$")
_VERB_AFTER = re.compile(
    r"(?:,[^,.;]{1,40},)?\s+(?:(?:then|also|never|always|just|and|even|who|had|simply|later|soon|once|again)\s+)?(?P<verb>[a-z']+)"
)
_INSIDE = re.compile(r"[^\W_][,;]?\s+$")
"""What stands ahead of a word that does not open a sentence."""
_GIVEN = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,}(?:-[A-ZÀ-Þ][^\W\d_]+)?")
_SMALL = re.compile(r"(?<!\w)[a-zß-ÿ][^\W\d_]+")
_AHEAD, _BEHIND = 60, 140
_SHORT = 5
"""Capitals of at most so many letters are an abbreviation."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A prompt to tell something in disguise: ``text[start:end]`` are the words it is about."""

    kind: CautionKind
    start: int
    end: int
    quote: str
    prompt: str


def cautions(text: str, *, known: str = "") -> tuple[Caution, ...]:
    """The places of an answer that are better told in disguise, in order.

    ``known`` is the speaker's own CV: the names in it (employers, schools, the speaker) need no disguise, nor do figures that it states.
    """
    found: dict[tuple[int, int], CautionKind] = {}
    for start, end in sentences(text):
        said = text[start:end]
        for first, last, kind in (*_names(text, start, end, known), *_private(said), *_secrets(said, known)):
            place = (first, last) if kind in ("person", "customer") else (start + first, start + last)
            found.setdefault(place, kind)
    out = []
    for (start, end), kind in sorted(found.items()):
        prompt = str(_table()["prompts"][kind]).format(said=" ".join(text[start:end].split()))
        out.append(Caution(kind, start, end, text[start:end], prompt))
    return tuple(out)


def cautions_of(text: str, *, known: str = "") -> tuple[str, ...]:
    """The prompts of ``cautions``, each once."""
    return tuple(dict.fromkeys(caution.prompt for caution in cautions(text, known=known)))


def perhaps_people(text: str) -> tuple[str, ...]:
    """Runs of two to four capitalised words that may be somebody's name: no tool, place, firm or ordinary word is among them.

    For hiding names where one too many does no harm; ``cautions`` finds those that are told of as people.
    """
    out: dict[str, None] = {}
    for start, end in sentences(text):
        for match in _NAME.finditer(text, start, end):
            first, last = _trimmed(text, match.start(), match.end(), start)
            name = text[first:last]
            parts = name.split()
            if len(parts) > 1 and not _is_known(name, "") and not _is_firm(name) and not any(map(_is_ordinary, parts)):
                out[name] = None
    return tuple(out)


def lone_names(text: str) -> tuple[str, ...]:
    """Single capitalised words within sentences that may be somebody's given name: none that a list knows, or that stands there in small
    letters too.

    For hiding names in running words (an answer, a story), where one too many does no harm: a product that no list knows is among them.
    Lines of a CV or a posting are full of capitals that mean nothing.
    """
    small = {fold(word) for word in _SMALL.findall(text)}
    out: dict[str, None] = {}
    for start, end in sentences(text):
        for match in _NAME.finditer(text, start, end):
            name = match.group()
            plain = fold(name)
            inside = _INSIDE.search(text[start : match.start()]) is not None
            if not inside or not _GIVEN.fullmatch(name) or plain in small or _is_no_name(name) or _is_no_name(name.removesuffix("s")):
                continue
            if not _is_known(name, "") and not _is_ordinary(name) and plain not in _firm_words():
                out[name] = None
    return tuple(out)


def private_words(text: str) -> tuple[str, ...]:
    """Health, family, papers and the like wherever they are named, whoever they are of: for notes and plans that are about a person."""
    other = [match.span() for match in _pattern("not_sensitive").finditer(text)]
    found = (match for match in _pattern("sensitive").finditer(text) if not any(a < match.end() and match.start() < b for a, b in other))
    return tuple(dict.fromkeys(match.group() for match in found))


def _names(text: str, start: int, end: int, known: str) -> Iterator[tuple[int, int, CautionKind]]:
    """Persons and customers that a sentence names."""
    for match in _NAME.finditer(text, start, end):
        first, last = _trimmed(text, match.start(), match.end(), start)
        if first >= last or _is_known(text[first:last], known):
            continue
        ahead, behind = text[max(start, first - _AHEAD) : first], text[last : last + _BEHIND]
        if _is_customer(text[first:last], ahead, behind):
            yield first, last, "customer"
        elif not _is_firm(text[first:last]) and _is_person(ahead, behind, opening=first == start):
            yield first, last, "person"


def _trimmed(text: str, first: int, last: int, start: int) -> tuple[int, int]:
    """A run of capitalised words without the ordinary word that only opens the sentence, and without words that are nobody's name."""
    parts = list(re.finditer(r"\S+", text[first:last]))
    while parts and (
        _is_no_name(parts[0].group()) or (first + parts[0].start() == start and _is_ordinary(parts[0].group()) and len(parts) > 1)
    ):
        parts.pop(0)
    while parts and _is_no_name(parts[-1].group()):
        parts.pop()
    if not parts or (len(parts) == 1 and first + parts[0].start() == start and _is_ordinary(parts[0].group())):
        return first, first
    return first + parts[0].start(), first + parts[-1].end()


def _is_no_name(word: str) -> bool:
    if word.isupper() and len(word) <= _SHORT:
        return True
    return fold(word).removesuffix("'s") in lexicon.word_set("privacy", "no_names") or word in lexicon.word_set("ordinary", "always")


def _is_ordinary(word: str) -> bool:
    plain = fold(word)
    return plain in _ordinary() or plain.removesuffix("s") in _ordinary() or plain.endswith(tuple(lexicon.word_set("ordinary", "endings")))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.word_set("ordinary", "words")) | lexicon.word_set("figures", "stop")


@cache
def _places() -> frozenset[str]:
    table = lexicon.table("cv_places")
    return frozenset(fold(str(name)) for key in ("countries", "cities") for name in table[key])


def _is_known(name: str, known: str) -> bool:
    """Whether a name is in the speaker's CV, or that of a place, a tool or a method."""
    plain = fold(name)
    if plain in _places() or all(part in _places() for part in plain.split()):
        return True
    if any(end - start >= len(name) - 2 for start, end, _ in topics_in(name)):
        return True
    return bool(known) and all(re.search(rf"\b{re.escape(part)}\b", fold(known)) for part in plain.split())


def _is_firm(name: str) -> bool:
    """Whether a name holds a word that firms are named by."""
    parts = fold(name).split()
    return len(parts) > 1 and any(part in _firm_words() for part in parts)


@cache
def _firm_words() -> frozenset[str]:
    table = lexicon.table("cv_places")
    return frozenset(str(word) for key in ("words", "forms") for word in table[key])


def _is_person(ahead: str, behind: str, *, opening: bool) -> bool:
    if _MR.search(ahead) or _pattern("person_sure").search(ahead):
        return True
    if _OF_SOMEBODY.search(ahead):
        return False
    if _I_AND.match(behind) or _AND_WITH_ME.search(ahead):
        return True
    placed = _PLACED.match(behind)
    verb = _VERB_AFTER.match(behind[placed.end() :] if placed else behind)
    if verb is None:
        possessive = re.match(r"['’]s?\s+[a-z]", behind)
        return possessive is not None and _PRONOUN.search(behind) is not None and not opening
    if verb["verb"] in lexicon.word_set("privacy", "person_verbs"):
        return True
    return verb["verb"] in lexicon.word_set("privacy", "person_verbs_weak") and _PRONOUN.search(behind) is not None


def _is_customer(name: str, ahead: str, behind: str) -> bool:
    if _pattern("customer_before").search(ahead):
        return True
    return bool(_pattern("customer_after").match(behind)) and len(name) > 2


def _private(said: str) -> Iterator[tuple[int, int, CautionKind]]:
    """Health, leave, papers and the like of somebody else."""
    other = [match.span() for match in _pattern("not_sensitive").finditer(said)]
    for match in _pattern("sensitive").finditer(said):
        if any(start < match.end() and match.start() < end for start, end in other):
            continue
        around = said[max(0, match.start() - _BEHIND) : match.start()] + " " + said[match.end() : match.end() + _BEHIND]
        if not _pattern("others").search(around) or _pattern("cared_for").search(said):
            continue
        if _own(said, match.start()):
            continue
        yield match.start(), match.end(), "sensitive"
        return


def _own(said: str, at: int) -> bool:
    """Whether the words right before speak of the speaker: "I was ill", "my own leave"."""
    return (
        re.search(r"\b(?:i|i'd|i've|i'm|my)\b(?:\s+(?!\w*(?:colleague|manager|boss|lead|engineer|report))\w+){0,3}\s*$", said[:at].lower())
        is not None
    )


def _secrets(said: str, known: str) -> Iterator[tuple[int, int, CautionKind]]:
    """Confidential matters, and money figures of an employer."""
    harmless = [match.span() for match in _pattern("not_secret").finditer(said)]
    for match in _pattern("secret").finditer(said):
        if not any(start < match.end() and match.start() < end for start, end in harmless):
            yield match.start(), match.end(), "secret"
    nouns = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.word_set('privacy', 'figure_nouns')))})\b", re.IGNORECASE)
    for figure in figures_of(said, "money", "percent"):
        near = said[max(0, figure.start - 40) : figure.end + 30]
        if nouns.search(near) and figure.text not in known:
            yield figure.start, figure.end, "figure"


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return lexicon.pattern("privacy", key)


def _table() -> dict[str, Any]:
    return lexicon.table("privacy")
