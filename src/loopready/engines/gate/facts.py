"""What must not be joined or exchanged: two facts made one, who did it and to whom, the time of a date, what "only" bears on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.gate.bonds import is_of_a_length, is_of_a_passive, names_a_label
from loopready.engines.gate.kept import groups_of_weight
from loopready.engines.gate.reading import Clause, Reading, Token, read
from loopready.engines.gate.types import Fault, Ground

_YEARS = 1900
_POINTING = frozenset(("it", "this", "that", "them", "these", "those"))
_YOU = frozenset(("you", "your"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))
_NEAR = 3
"""Words ahead of a verb among which its subject stands, and words after a small word of weight among which it bears."""
_BORNE = 2
_LABEL = 5
"""Words that a label has at most, beside a quotation."""
_COMMA = frozenset(",")
_STOP = frozenset(',;:?!()“”"\n')
_OF_DATES = frozenset(
    ("in", "from", "to", "until", "till", "by", "since", "before", "after", "of", "during", "through", "for", "on", "and")
)
_SAME = {"till": "until", "during": "in", "of": "in", "for": "in", "on": "in", "and": "to", "through": "to", "since": "from"}
"""Prepositions of a date that say the same; "between 2018 and 2020" is from the one to the other."""
_BARE = {"in", "from"}
"""What may stand before a year that stands by itself in the sentence."""


def fact_faults(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Everything of this kind that is wrong."""
    out = [*_dates(text, said), *_exchanged(text, said), *_mirrored(text, said), *_joined(text, said, ground)]
    return [*out, *_merged(text, said), *_borne(text, said), *_told_of_you(text, said)]


# --- dates --------------------------------------------------------------------------------------------------------------------------


def _dates(text: Reading, said: Reading) -> list[Fault]:
    """Years with another month or preposition before them, or in another order."""
    held: dict[float, set[str]] = defaultdict(set)
    for year, before in _years(said):
        held[year] |= {before} if before else _BARE
    out = [Fault("time", f"{before} {year:g}") for year, before in _years(text) if before and year in held and before not in held[year]]
    told, order = ([year for year, _ in _years(each)] for each in (text, said))
    if len(set(order)) > 1 and sorted(told) == sorted(order) and told != order and {"from", "to"} & {before for _, before in _years(text)}:
        out.append(Fault("time", "years in another order"))
    return out


def _years(reading: Reading) -> list[tuple[float, str]]:
    """Each year with the month or the preposition right before it, or nothing."""
    out = []
    months = lexicon.word_set("gate", "months")
    for place, token in enumerate(reading.tokens):
        if token.value is None or token.value < _YEARS:
            continue
        before = reading.tokens[place - 1] if place else None
        word = ""
        if before is not None and (before.stem in months or before.word in ("early", "late", "mid", "end")):
            word = before.stem
        elif before is not None and before.word in _OF_DATES:
            word = _SAME.get(before.word, before.word)
        out.append((token.value, word))
    return out


# --- who did what -------------------------------------------------------------------------------------------------------------------


def _exchanged(text: Reading, said: Reading) -> list[Fault]:
    """Verbs whose subject stood on their other side: X replaced Y told as Y replaced X."""
    held: dict[str, list[_Sides]] = defaultdict(list)
    for clause in said.clauses:
        for place, token in enumerate(clause.tokens):
            if token.is_past and token.is_content:
                held[token.stem].append(_sides(place, clause))
    out = []
    for clause in text.clauses:
        for place, token in enumerate(clause.tokens):
            if not (token.is_past and token.is_content and token.stem in held) or token.quoted:
                continue
            now = _sides(place, clause)
            nearest = now.before[-1:]
            names = frozenset(name for each in nearest for name in said.like(each) | {each.stem})
            if all(_is_exchanged(names, now, each) for each in held[token.stem]):
                out.append(Fault("verb", " ".join((*(each.text for each in nearest), token.text))))
    return out


class _Sides(NamedTuple):
    passive: bool
    before: list[Token]
    after: list[Token]


def _is_exchanged(names: frozenset[str], now: _Sides, then: _Sides) -> bool:
    here, there = (then.before, then.after) if now.passive == then.passive else (then.after, then.before)
    return bool(names & {each.stem for each in there}) and not names & {each.stem for each in here}


def _sides(place: int, clause: Clause) -> _Sides:
    """Whether a verb is passive, and the words before and after it in its clause that say something or mean the person."""
    tokens = clause.tokens
    passive = any(each.word in _BE for each in tokens[max(0, place - _NEAR) : place])
    before, after = ([each for each in part if each.is_content or each.word == "you"] for part in (tokens[:place], tokens[place + 1 :]))
    return _Sides(passive, before, after)


def _mirrored(text: Reading, said: Reading) -> list[Fault]:
    """Three content words told the other way round (the hub covers the clinic), neither of the two a passive."""
    known = _threes(said)
    return [Fault("verb", f"{one} {two} {three}") for one, two, three in _threes(text) if one != three and (three, two, one) in known]


def _threes(reading: Reading) -> frozenset[tuple[str, str, str]]:
    out: set[tuple[str, str, str]] = set()
    for clause in reading.clauses:
        if any(token.word in _BE for token in clause.tokens):
            continue
        stems = [token.stem for token in clause.tokens if token.is_content]
        out.update(zip(stems, stems[1:], stems[2:], strict=False))
    return frozenset(out)


# --- two facts in one ---------------------------------------------------------------------------------------------------------------


def _joined(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Words that join two facts (as, given, with, which) in a phrase for a sentence that has none such; a no may have its reason."""
    known = {token.word for token in said.tokens}
    cites = (read(each) for each in (*ground.person, *ground.other))
    pairs = {(one.word, two.word) for each in (said, *cites) for one, two in pairwise(each.tokens)}
    joiners = lexicon.word_set("gate", "joiners")
    out = []
    for place, clause in enumerate(text.clauses):
        beside = text.clauses[max(0, place - 1) : place + 2]
        if any(each.negated or each.has("asking") for each in beside if each is not clause and each.segment == clause.segment):
            continue
        for token, following in zip(clause.tokens, (*clause.tokens[1:], None), strict=True):
            if token.word not in joiners or token.quoted or clause.negated or clause.has("asking"):
                continue
            if (
                is_of_a_passive(text, text.tokens.index(token))
                or (token.word, following.word if following else "") in pairs
                or (token.word == "so" and token is text.tokens[0])
                or is_of_a_length(text, text.tokens.index(token), said)
                or (token.word == "for" and names_a_label(text, text.tokens.index(token), said))
            ):
                continue
            by_it = following is not None and following.word in _POINTING
            told = following is not None and {"person", "posting"} & following.classes and following.word not in _YOU
            if (by_it and not _follows_the_same(token, text, said)) or (token.word not in known and not told):
                out.append(Fault("cause", token.text))
    return out


def _follows_the_same(token: Token, text: Reading, said: Reading) -> bool:
    """Whether a word stands behind the very word that it stands behind in the sentence: a story for it, where that has a story for “X”."""
    pairs = {(one.stem, two.word) for one, two in pairwise(said.tokens)}
    return any(two is token and (one.stem, two.word) in pairs for one, two in pairwise(text.tokens))


def _merged(text: Reading, said: Reading) -> list[Fault]:
    """Clauses of a phrase that tell some of what one clause of the sentence tells alone with some of what another does.

    All of both may be told in one clause, unless they are sentences of their own that tell facts. What a label says ("Supports:") may be
    told with any of what stands behind its colon.
    """
    names = [_names(clause, said) for clause in said.clauses]
    labels = labels_of(said)
    segments = [clause.segment + (clause.segment in labels) for clause in said.clauses]
    label = [clause.segment in labels for clause in said.clauses]
    plain = [not (clause.negated or clause.has("asking") or clause.has("posting")) for clause in said.clauses]
    alone = [each - _others(number, names) for number, each in enumerate(names)]
    out = []
    for clause in text.clauses:
        here = _names(clause, said)
        touched = [number for number, each in enumerate(alone) if each & here]
        apart = len({segments[number] for number in touched if plain[number]}) > 1
        facts = [number for number in touched if not label[number]]
        if apart or (len(facts) > 1 and any(not alone[number] <= here for number in facts)):
            out.append(Fault("pairing", " ".join(token.text for token in clause.tokens)))
    return out


def labels_of(said: Reading) -> frozenset[int]:
    """The segments that are labels: a quotation or a few words with a colon behind them."""
    out = set()
    for number in {clause.segment for clause in said.clauses}:
        tokens = [token for clause in said.clauses if clause.segment == number for token in clause.tokens]
        plain = [token for token in tokens if not token.quoted]
        if len(plain) <= _LABEL and said.text[tokens[-1].end :].lstrip('”"').startswith(":"):
            out.add(number)
    return frozenset(out)


def _others(number: int, names: list[frozenset[str]]) -> frozenset[str]:
    return frozenset(name for place, each in enumerate(names) if place != number for name in each)


def _names(clause: Clause, said: Reading) -> frozenset[str]:
    content = frozenset(name for token in clause.tokens if token.is_content for name in said.like(token))
    return content | frozenset(f"#{token.value:g}" for token in clause.tokens if token.value is not None)


# --- small words --------------------------------------------------------------------------------------------------------------------


def _borne(text: Reading, said: Reading) -> list[Fault]:
    """Small words of weight (only, some, first, still) that bear on another word than they did: the next ones, else those before."""
    held = _bearing(said, both=True)
    out = []
    for group, tokens in _bearing(text).items():
        known = frozenset(token.stem for token in held.get(group, ()))
        names = frozenset(name for token in tokens for name in said.like(token) | {token.stem})
        if known and names and not known & names:
            out.append(Fault("pairing", " ".join(token.text for token in tokens)))
    return out


def _bearing(reading: Reading, *, both: bool = False) -> Mapping[int, list[Token]]:
    """By group of small words the words that follow them next; those before them where none follow ("this seat only"), or ``both``."""
    out: dict[int, list[Token]] = defaultdict(list)
    for place, token in enumerate(reading.tokens):
        bears = not token.quoted and token.word not in lexicon.word_set("gate", "bearing_on_nothing")
        groups = groups_of_weight(token.word) if bears else frozenset[int]()
        if groups:
            after = _next(reading, place, 1, over=_COMMA if both else frozenset())
            bearing = [*after, *_next(reading, place, -1, over=_COMMA if both else frozenset())] if both or not after else after
            for group in groups:
                out[group] += bearing
    return out


def _next(reading: Reading, place: int, step: int, *, over: frozenset[str] = frozenset()) -> list[Token]:
    """The next few words on one side that say something, up to a stop that is not one of ``over``, or a quotation mark."""
    out: list[Token] = []
    at = place
    while len(out) < _BORNE and 0 <= at + step < len(reading.tokens):
        one, two = sorted((at, at + step))
        gap = reading.text[reading.tokens[one].end : reading.tokens[two].start]
        at += step
        if set(gap) & _STOP - over or ". " in gap:
            break
        if reading.tokens[at].is_content or reading.tokens[at].number:
            out.append(reading.tokens[at])
    return out


def _told_of_you(text: Reading, said: Reading) -> list[Fault]:
    """Words of telling after "you" that tell a deed or a state of the person's that the sentence has not: you are expecting."""
    out = []
    for clause in text.clauses:
        for place, token in enumerate(clause.tokens):
            if token.word != "you" or clause.tokens[0].word in ("ask", "expect", "bring", "say"):
                continue
            told = next((each for each in clause.tokens[place + 1 : place + 1 + _NEAR] if "function" not in each.classes), None)
            if told is None or told.is_content or told.number or said.like(told) or told.stem in _speech():
                continue
            out.append(Fault("verb", f"{token.text} {told.text}"))
    return out


def _speech() -> frozenset[str]:
    return lexicon.word_set("gate", "speech")
