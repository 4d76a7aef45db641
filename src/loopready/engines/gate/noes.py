"""What a single "not", a "no" before a thing, a "because" and a "then" are said of: none moves to another word of the sentence."""

from __future__ import annotations

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_FLAT = frozenset(("not", "never", "cannot"))
_PARTING = frozenset(("when", "where", "if", "that", "which", "who", "whom", "whose"))
_FAR = 3
_Sides = tuple[frozenset[str], frozenset[str]]


def no_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [*_flat_noes(text, said), *_bare_noes(text, said), *_because(text, said), *_turned_order(text, said)]


def _flat_noes(text: Reading, said: Reading) -> list[Fault]:
    """A "not" before a word of which no clause of the sentence with a no of its own tells."""
    own = frozenset(token.stem for clause in said.clauses if clause.negated and not clause.lent for token in clause.tokens)
    soft = frozenset(
        token.stem for clause in said.clauses if clause.has("denials") or clause.has("half_negations") for token in clause.tokens
    )
    held = own | soft | {after.stem for _, after in _denied_next(said)}
    told = [(no, after, said.like(after)) for no, after in _denied_next(text)]
    return [Fault("negation", f"{no.text} {after.text}") for no, after, names in told if names and not names & held]


def _denied_next(reading: Reading) -> list[tuple[Token, Token]]:
    """Each "not" with the next word that is more than grammar, near and with no stop between them."""
    out = []
    for place, token in enumerate(reading.tokens):
        after = next((each for each in reading.tokens[place + 1 : place + 1 + _FAR] if each.is_substantive), None)
        plain = token.word in _FLAT and not token.quoted
        if plain and after is not None and not set(reading.text[token.end : after.start]) & set(",;:.()"):
            out.append((token, after))
    return out


def _bare_noes(text: Reading, said: Reading) -> list[Fault]:
    """Things with a "no" of their own (no time) that stand without one, or with one that another clause parts them from."""
    out = []
    for one, two in zip(said.tokens, said.tokens[1:], strict=False):
        if one.word != "no" or one.quoted or not two.is_substantive or sum(token.stem == two.stem for token in said.tokens) > 1:
            continue
        for place, token in enumerate(text.tokens):
            if token.stem == two.stem and not token.quoted and not _has_no_before(text, place):
                out.append(Fault("negation", token.text))
    return out


def _has_no_before(reading: Reading, place: int) -> bool:
    """Whether a no stands before a word, with no stop and no word that opens a clause between them."""
    for at in range(place - 1, -1, -1):
        token = reading.tokens[at]
        if set(reading.text[token.end : reading.tokens[at + 1].start]) & set(";:?!") or token.word in _PARTING:
            return False
        if "negations" in token.classes:
            return True
    return False


def _because(text: Reading, said: Reading) -> list[Fault]:
    """A "because" before another word than in the sentence."""
    held = {two.word for one, two in zip(said.tokens, said.tokens[1:], strict=False) if one.word == "because"}
    return [
        Fault("cause", f"{one.text} {two.text}")
        for one, two in zip(text.tokens, text.tokens[1:], strict=False)
        if one.word == "because" and not one.quoted and held and two.word not in held
    ]


def _turned_order(text: Reading, said: Reading) -> list[Fault]:
    """What stood right before and right behind a word of order (then, later) told the other way round."""
    turns = lexicon.word_set("gate", "turns")
    held = [(mark.word, _around(said, at)) for at, mark in enumerate(said.tokens) if mark.word in turns and not mark.quoted]
    out = []
    for place, token in enumerate(text.tokens):
        if token.word in turns and not token.quoted:
            told = _around(text, place)
            ways = [_is_turned(told, sides) for word, sides in held if word == token.word]
            if ways and all(ways):
                out.append(Fault("order", token.text))
    return out


def _is_turned(told: _Sides, held: _Sides) -> bool:
    before, after = held[0] - held[1], held[1] - held[0]
    return len(told[0] & after) > len(told[0] & before) and len(told[1] & before) > len(told[1] & after)


def _around(reading: Reading, place: int) -> _Sides:
    """The last content words before a place and the first behind it, three each."""
    content = [(at, token.stem) for at, token in enumerate(reading.tokens) if token.is_content and not token.quoted]
    before, after = [stem_ for at, stem_ in content if at < place], [stem_ for at, stem_ in content if at > place]
    return frozenset(before[-_FAR:]), frozenset(after[:_FAR])
