"""What a phrase may not drop or bring in: a no, a word of doubt or of a lesser part, a certainty, a question told as so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from loopready.engines import lexicon
from loopready.engines.gate.reading import Clause, Reading, Token
from loopready.engines.gate.types import Fault

_NEAR = 2
"""Content words next to a guard that tell whether its part of the sentence stayed."""
PRONOUNS = frozenset(("it", "that", "this", "one", "none", "neither", "they", "them", "here", "there"))
_WHOLE = frozenset(("source", "condition"))
"""Guards that bear on the whole sentence: who says so, and on what condition."""
_FLAT_NOES = frozenset(("not", "never", "cannot", "isn't", "doesn't", "don't", "didn't", "hasn't", "haven't", "wasn't", "aren't", "won't"))


def guard_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [
        *_negations(text, said), *_guards(text, said), *_modals(text, said), *_promises(text, said), *_asked(text, said),
    ]  # fmt: skip


def meant(tokens: Iterable[Token], said: Reading) -> frozenset[str]:
    """The content words of the engine's sentence that some words say, as stems."""
    return frozenset(found for token in tokens if token.is_content for found in said.like(token)) & said.content


def substance(tokens: Iterable[Token], said: Reading) -> frozenset[str]:
    """As ``meant``, with words of telling."""
    return frozenset(found for token in tokens if token.is_substantive and "negations" not in token.classes for found in said.like(token))


# --- no -----------------------------------------------------------------------------------------------------------------------------


def _negations(text: Reading, said: Reading) -> list[Fault]:
    counts = [(_denials(each), _soft(each)) for each in (text, said)]
    (told, softly_told), (held, softly_held) = counts
    most = _denials(said, apart=True)
    if told + softly_told < held or most + softly_held < told or _doubled(text) > _doubled(said):
        return [Fault("negation", "a no that came or went")]
    denied = _where(said, lambda clause: _denies(clause) or clause.has("denials"))
    affirmed = frozenset(stem for clause in said.clauses if not clause.negated for stem in substance(clause.tokens, said))
    deniable = denied | _where(said, lambda clause: clause.has("half_negations") or clause.negated)
    fewer = told < held
    out = []
    for place, clause in enumerate(text.clauses):
        words = substance(clause.tokens, said)
        if _denies(clause):
            if place and _is_elided(clause) and not words & deniable:
                words = substance(text.clauses[place - 1].tokens, said)
            if words and not words & (denied if clause.has("half_negations") else deniable):
                out.append(Fault("negation", _words(clause)))
        elif (
            words & denied - affirmed and (fewer or _is_another(clause)) and not clause.negated and not _denied_by(place, words, text, said)
        ):
            out.append(Fault("negation", _words(clause)))
    return out


def _soft(reading: Reading) -> int:
    """How many words say a no by another word."""
    return sum(bool(token.classes & {"half_negations", "denials"}) and not token.quoted for token in reading.tokens)


def _doubled(reading: Reading) -> int:
    """How many clauses deny twice, which is to affirm."""
    return sum(_noes(clause) > 1 for clause in reading.clauses)


def _noes(clause: Clause) -> int:
    places = [place for place, token in enumerate(clause.tokens) if "negations" in token.classes and not token.quoted]
    noes = {clause.tokens[place].word for place in places}
    if not noes & _FLAT_NOES or noes & {"nor", "neither", "without"}:
        return min(1, len(places))
    return len(places) - sum(_is_one_no(clause.tokens, place, places) for place in places)


def _is_one_no(tokens: tuple[Token, ...], place: int, places: list[int]) -> bool:
    """Whether a no belongs to a phrase with the no before it: rather than, leave out."""
    return place - 1 in places and tokens[place - 1].word not in _FLAT_NOES


def _denies(clause: Clause) -> bool:
    """Whether a clause has a no of its own; "do not name it until you asked" has none, it tells an order."""
    return clause.negated and not clause.lent and not _not_until(clause)


def _is_another(clause: Clause) -> bool:
    """Whether a clause adds a thing to one that was denied: no result and a size."""
    return (
        not clause.has_verb
        and len(clause.tokens) > 1
        and clause.tokens[0].word == "and"
        and clause.tokens[1].word in ("a", "an", "the", "its")
    )


def _not_until(clause: Clause) -> bool:
    noes = [token.start for token in clause.tokens if "negations" in token.classes]
    pairs = pairwise(clause.tokens)
    return any("before" in mark.classes and mark.start > noes[0] and _may_act(after) for mark, after in pairs) if noes else False


def _may_act(token: Token) -> bool:
    return token.word in ("you", "they", "asked") or token.word.endswith("ing")


def _denials(reading: Reading, *, apart: bool = False) -> int:
    """How many things are denied: no size and no result are denied at once, or ``apart`` one by one."""
    out, last = 0, None
    for clause in reading.clauses:
        if _denies(clause):
            out += apart or clause.has_verb or last is None or last.segment != clause.segment
            last = clause
    return out


def _is_elided(clause: Clause) -> bool:
    """Whether a clause takes its subject from the one before: and is not among them."""
    return (
        clause.tokens[0].word in ("and", "but", "or")
        and len(clause.tokens) > 1
        and ("finite" in clause.tokens[1].classes or clause.tokens[1].word in _FLAT_NOES)
    )


def _where(said: Reading, holds: Callable[[Clause], bool]) -> frozenset[str]:
    out: frozenset[str] = frozenset()
    for place, clause in enumerate(said.clauses):
        if holds(clause):
            out |= substance(clause.tokens, said)
            if place and (
                _is_elided(clause) or clause.tokens[0].word in PRONOUNS or (clause.tokens[1:2] and clause.tokens[1].word in PRONOUNS)
            ):
                out |= substance(said.clauses[place - 1].tokens, said)
    return out


def _denied_by(place: int, words: frozenset[str], text: Reading, said: Reading) -> bool:
    """Whether another clause says the no of this one: of the same words, by a pronoun, or right beside it without words of its own."""
    clause = text.clauses[place]
    if clause.has("denials") or clause.has("half_negations"):
        return True
    for other_place, other in enumerate(text.clauses):
        if not other.negated:
            continue
        theirs = substance(other.tokens, said)
        if theirs & words or any(token.word in PRONOUNS for token in other.tokens):
            return True
        if abs(other_place - place) == 1 and not meant(other.tokens, said):
            return True
    return False


# --- less, and more -----------------------------------------------------------------------------------------------------------------


def _guards(text: Reading, said: Reading) -> list[Fault]:
    out = []
    for group in lexicon.table("gate")["guards"]:
        if f"{group}:of" not in said.classes or {f"{group}:of", f"{group}:or"} & text.classes:
            continue
        for clause in said.clauses:
            for place, token in enumerate(clause.tokens):
                if f"{group}:of" in token.classes and (group in _WHOLE or _stays(_next_to(clause, place, group), text)):
                    out.append(Fault("hedge", token.text))
    return out


def _next_to(clause: Clause, place: int, group: str) -> list[Token]:
    """The words that a guard bears on: those after it, or before it where none follow."""
    bearing = [token for token in clause.tokens if (token.is_content or token.number) and f"{group}:of" not in token.classes]
    here = clause.tokens[place]
    after = [token for token in bearing if token.start > here.start][:_NEAR]
    return after or [token for token in bearing if token.start < here.start][-_NEAR:]


def _stays(tokens: list[Token], text: Reading) -> bool:
    return any(text.like(token) for token in tokens) or not tokens


def _modals(text: Reading, said: Reading) -> list[Fault]:
    out = []
    for group in lexicon.table("gate")["modals"]:
        if {f"{group}:of", f"{group}:or"} & said.classes or (group != "will" and is_open(said)):
            continue
        for clause in text.clauses:
            if not clause.negated and (group == "will" or not clause.has("asking")) and clause.has(f"{group}:of"):
                out.append(Fault("modal", group))
    return out


def _promises(text: Reading, said: Reading) -> list[Fault]:
    """What says much in words that say little one by one (you will get it; the only one; no longer), where the sentence has none such."""
    found = [token.text for token in text.tokens if "promises" in token.classes and not token.quoted]
    out = [] if not found or "promises" in said.classes else [Fault("modal", " ".join(found))]
    over = any(token.word == "longer" and "not_negations" in token.classes for token in text.tokens)
    if over and not {"not_negations", "half_negations", "ended:of"} & said.classes:
        out.append(Fault("negation", "no longer"))
    return out


def is_open(said: Reading) -> bool:
    """Whether a sentence asks something or leaves a blank: what could or would be is then in place."""
    return "?" in said.text or "__" in said.text or any(_asks(clause, said) for clause in said.clauses)


# --- asked --------------------------------------------------------------------------------------------------------------------------


def _asked(text: Reading, said: Reading) -> list[Fault]:
    """What the sentence only asks, told as so."""
    asked: list[Clause] = []
    for clause in said.clauses:
        follows = bool(asked) and asked[-1].segment == clause.segment and (clause.relative or not clause.has_verb)
        if follows or _asks(clause, said):
            asked.append(clause)
    plain = [[token for token in clause.tokens if not token.quoted] for clause in asked]  # a quotation is as it is, asked of or not
    open_ = frozenset(stem for tokens in plain for stem in meant(tokens, said))
    open_ -= frozenset(stem for clause in said.clauses if clause not in asked for stem in meant(clause.tokens, said))
    out = []
    asking = {clause.segment for clause in text.clauses if clause.has("asking")}
    for clause in text.clauses:
        words = meant(clause.tokens, said)
        if len(words & open_) * 2 > len(words) and clause.segment not in asking and not _asks(clause, text) and not clause.negated:
            out.append(Fault("hedge", _words(clause)))
    return out


def _asks(clause: Clause, said: Reading) -> bool:
    first = clause.tokens[0].word
    return any(token.word in ("whether", "how") for token in clause.tokens) or first == "ask" or _is_asked(clause, said)


def _is_asked(clause: Clause, reading: Reading) -> bool:
    return reading.text[clause.tokens[-1].end :].lstrip("”\"' ").startswith("?")


def _words(clause: Clause) -> str:
    return " ".join(token.text for token in clause.tokens)
