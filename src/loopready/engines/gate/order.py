"""What a phrase may not join or turn: a cause between two facts, an order of two things, a time at which something began."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from loopready.engines import lexicon
from loopready.engines.gate.guards import PRONOUNS, is_open, substance
from loopready.engines.gate.reading import Reading, Token, read
from loopready.engines.gate.types import Fault, Ground

_ORDER = ("before", "after")
_THEN = frozenset(("then", "afterward", "afterwards", "thereafter", "subsequently", "finally", "followed", "only", "later", "that"))
_ADVERBS = frozenset(("before", "after", "later", "prior"))
_YEARS = 1900
"""From here on a number is a year."""


def order_faults(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [*_causes(text, said, ground), *_order(text, said)]


def _causes(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    held = [said, *(read(each) for each in (*ground.person, *ground.other))]
    out = []
    if "causes" in text.classes and "causes" not in said.classes:
        out.append(Fault("cause", " ".join(token.text for token in text.tokens if "causes" in token.classes)))
    for place, token in enumerate(text.tokens[1:], start=1):
        following = text.tokens[place + 1] if place + 1 < len(text.tokens) else None
        if "soft_causes" in token.classes and following is not None:
            if token.word == "since" and _is_date(following):
                if not {"since", "present", "now", "current"} & {each.word for each in said.tokens}:
                    out.append(Fault("time", f"{token.text} {following.text}"))
            elif token.word != "as" and _is_plain_statement(said):
                out.append(Fault("cause", token.text))
        if (
            token.word in ("by", "through")
            and following is not None
            and _is_means(following)
            and not any(_stands_after(token, following, each) for each in held)
        ):
            out.append(Fault("cause", f"{token.text} {following.text}"))
    return out


def _is_date(token: Token) -> bool:
    return (
        token.word in ("early", "late", "mid")
        or (token.value is not None and token.value >= _YEARS)
        or token.stem in lexicon.word_set("gate", "months")
    )


def _is_means(token: Token) -> bool:
    return (token.is_content and token.text.lower().endswith("ing")) or token.word in ("your", "their")


def _stands_after(token: Token, following: Token, said: Reading) -> bool:
    pairs = pairwise(said.tokens)
    return any(first.stem == token.stem and (second.stem == following.stem or second.held & following.keys) for first, second in pairs)


def _is_plain_statement(said: Reading) -> bool:
    """Whether a sentence only tells what is: it asks nothing, denies nothing and gives no reason."""
    reasons = {"causes", "negations", "half_negations", "before", "after"} & said.classes
    reasoned = any("soft_causes" in token.classes and token.word != "as" for token in said.tokens)
    return not reasons and not reasoned and not is_open(said) and not any("asking" in clause.tokens[0].classes for clause in said.clauses)


def _order(text: Reading, said: Reading) -> list[Fault]:
    """An order of two things where the sentence has none, or has it the other way round."""
    kept = _beside(said)
    marks = [token for token, beside in _beside(text).items() if _is_mark(token, text) and not _is_span(token, text)
             and beside not in kept.values()]  # fmt: skip
    if not marks:
        return []
    in_order = {"from", "to"} <= {token.word for token in said.tokens}
    if not in_order and not any(way in said.classes for way in (*_ORDER, "ordering")):
        return [Fault("order", token.text) for token in marks]
    earlier, later = _sides(said, said, marks[0].word)
    out = []
    if earlier - later and later - earlier:
        told_earlier, told_later = _sides(text, said, marks[0].word)
        right = len(told_earlier & earlier - later) + len(told_later & later - earlier)
        wrong = len(told_earlier & later - earlier) + len(told_later & earlier - later)
        if wrong > right:
            out.append(Fault("order", " ".join(token.text for token in marks)))
    return out


def _beside(reading: Reading) -> Mapping[Token, tuple[str, str, str]]:
    """Each word with itself and the words right before and behind it, of one that only points back (afterwards) the one before it: what
    stands between the same words orders the same."""
    names = ["", *(token.stem for token in reading.tokens), ""]
    threes = zip(reading.tokens, names, names[2:], strict=False)
    return {token: (before, token.stem, "" if token.word in _THEN else behind) for token, before, behind in threes}


def _is_mark(token: Token, reading: Reading) -> bool:
    """Whether a word sets two things in order; "the year before" does not."""
    if token.quoted or not any(way in token.classes for way in _ORDER):
        return False
    place = reading.tokens.index(token)
    following = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    if {token.word, *(each.word for each in reading.tokens[max(0, place - 2) : place + 3 : 2])} >= {"before", "after"}:
        return False  # before and after: both times, no order
    if following is not None and (following.is_content or following.value is not None):
        return True
    return not place or token.word not in _ADVERBS or reading.tokens[place - 1].word not in lexicon.word_set("gate", "units")


def _is_span(token: Token, reading: Reading) -> bool:
    """Whether "after" only tells how long it took: after ten months."""
    following = next((each for each in reading.tokens if each.start > token.start), None)
    return token.word == "after" and following is not None and following.value is not None and following.value < _YEARS


def _sides(reading: Reading, said: Reading, mark: str) -> tuple[frozenset[str], frozenset[str]]:
    """What comes earlier and what later by the first mark of order, the first that is the word ``mark`` where there is one, as content
    words and figures of the engine's sentence."""
    marks = [token for token in reading.tokens if _is_mark(token, reading)]
    first = next((token for token in marks if token.word == mark), marks[0] if marks else None)
    for at, clause in enumerate(reading.clauses):
        for place, token in enumerate(clause.tokens):
            if token is first:
                ahead, behind = _about(reading, at, place, said)
                following = clause.tokens[place + 1].word if place + 1 < len(clause.tokens) else ""
                denied = any("negations" in each.classes for each in clause.tokens[:place])
                return (ahead, behind) if _is_forward(token, following, denied=denied) else (behind, ahead)
    return frozenset(), frozenset()


def _about(reading: Reading, at: int, place: int, said: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """What stands before and after a mark: in its clause, and where that has nothing there, in the clauses beside it."""
    tokens = reading.clauses[at].tokens
    mark = tokens[place]
    near = [each for clause in reading.clauses if clause.segment == reading.clauses[at].segment for each in clause.tokens]
    behind = list(tokens[place + 1 :])
    comma = reading.text.find(",", mark.end)
    if not _things(tokens[:place], said) and comma >= 0:
        behind = [each for each in behind if each.start < comma]
    if not _things(behind, said):
        behind = [each for each in near if each.start > mark.start]
    ahead = list(tokens[:place])
    if not _things(ahead, said):
        first = [each for each in near if each.start < mark.start]
        ahead = first if _things(first, said) else [each for each in near if each not in behind and each is not mark]
    return _things(ahead, said), _things(behind, said)


def _is_forward(mark: Token, following: str, *, denied: bool) -> bool:
    """Whether what stands before a mark comes before in time: X before Y, X then Y, X and after that Y; not before you have done X."""
    if "before" in mark.classes:
        return not denied and (following not in PRONOUNS or following == "it")
    return mark.word in _THEN or following in PRONOUNS


def _things(tokens: Iterable[Token], said: Reading) -> frozenset[str]:
    held = list(tokens)
    return substance(held, said) | frozenset(f"{token.value:g}" for token in held if token.value is not None)
