"""Where a thing stands in a sentence: whose a quotation is, what a measure hangs on, which deeds are "yours", what a label names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RELATIVE = frozenset(("that", "which", "whom", "who", "what"))
_PART = re.compile(r"[;?!()\n]|[.…](?=[\s”\")]|$)")


def place_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [*_quoters(text, said), *_hung(text, said), *_of_you(text, said), *_labelled(text, said), *_unquoted(text, said)]


# --- whose a quotation is -----------------------------------------------------------------------------------------------------------


def _quoters(text: Reading, said: Reading) -> list[Fault]:
    """Quotations told as another's words than those of whom the sentence names beside them: the job's as the CV's."""
    theirs = _whose(said)
    return [
        Fault("experience" if who == "cv" else "pairing", quote)
        for quote, (who, _) in _whose(text).items()
        if who and quote in theirs and theirs[quote][1] and who not in theirs[quote][1]
    ]


def _whose(reading: Reading) -> dict[str, tuple[str, frozenset[str]]]:
    """Of each quotation who is named right before it in its part of the sentence, and all who are named in that part."""
    groups = _speakers()
    out: dict[str, tuple[str, frozenset[str]]] = {}
    for found in _QUOTATION.finditer(reading.text):
        plain = _QUOTATION.sub(lambda each: " " * len(each.group()), reading.text)
        starts = [cut.end() for cut in _PART.finditer(plain) if cut.end() <= found.start()]
        ends = [cut.start() for cut in _PART.finditer(plain) if cut.start() >= found.end()]
        begin, end = (starts or [0])[-1], (ends or [len(plain)])[0]
        named = [(token.start, groups[token.word]) for token in reading.tokens
                 if token.word in groups and not token.quoted and begin <= token.start < end]  # fmt: skip
        before = [who for start, who in named if start < found.start() and not _is_told_to(reading, found.start())]
        out[" ".join(found.group().split())] = (before[-1] if before else "", frozenset(who for _, who in named))
    return out


def _is_told_to(reading: Reading, start: int) -> bool:
    """Whether a quotation is what one is told to do something with: learn “X”."""
    ahead = [token for token in reading.tokens if token.end <= start][-1:]
    return bool(ahead) and ahead[0].word in lexicon.word_set("gate", "commands")


@cache
def _speakers() -> Mapping[str, str]:
    """Words for who speaks, by the first of their line; "your" and "you" speak of the CV."""
    groups = {word: str(line).split()[0] for line in lexicon.table("gate")["speakers"] for word in str(line).split()}
    groups = {word: "posting" if group == "seat" else group for word, group in groups.items()}
    return {word: "cv" if group in ("cv", "résumé", "resume") else group for word, group in groups.items()} | {"your": "cv", "you": "cv"}


# --- what hangs on what -------------------------------------------------------------------------------------------------------------


def _hung(text: Reading, said: Reading) -> list[Fault]:
    """Words of measure (per) that follow another word than they did."""
    hanging = lexicon.word_set("gate", "hanging")
    held = {(before.stem, token.word) for before, token in _hangs(said, hanging)}
    known = {word for _, word in held}
    return [
        Fault("pairing", f"{before.text} {token.text}")
        for before, token in _hangs(text, hanging)
        if token.word in known and (before.stem, token.word) not in held
    ]


def _hangs(reading: Reading, hanging: frozenset[str]) -> list[tuple[Token, Token]]:
    return [(one, two) for one, two in zip(reading.tokens, reading.tokens[1:], strict=False) if two.word in hanging and not two.quoted]


# --- you ----------------------------------------------------------------------------------------------------------------------------


def _of_you(text: Reading, said: Reading) -> list[Fault]:
    """Things that a phrase tells by a deed of the person's (the result you had), and such deeds of the sentence that went."""
    known = {one.stem for one, _ in _deeds_behind(said)}
    out = [Fault("verb", f"{one.text} {two.text}") for one, two in _deeds_behind(text) if _is_thing(one) and one.stem not in known]
    told = {
        token.stem for place, token in enumerate(text.tokens) if "you" in {each.word for each in text.tokens[max(0, place - 2) : place]}
    }
    out += [Fault("lost", f"you {two.text}") for one, two in _deeds_behind(said) if one.word in _RELATIVE and two.stem not in told]
    return out


def _is_thing(token: Token) -> bool:
    """Whether a word may be told by a deed behind it; a name is not (in Leeds you led)."""
    return token.is_content and not token.text[:1].isupper()


def _deeds_behind(reading: Reading) -> list[tuple[Token, Token]]:
    """The word before each "you" with the word after it, where nothing parts them."""
    out = []
    for one, you, two in zip(reading.tokens, reading.tokens[1:], reading.tokens[2:], strict=False):
        parted = set(reading.text[one.end : two.start]) & set(",;:.?!()“”")
        if you.word == "you" and not parted and not you.quoted:
            out.append((one, two))
    return out


# --- figures, labels and neighbours -------------------------------------------------------------------------------------------------


def _unquoted(text: Reading, said: Reading) -> list[Fault]:
    """Words that the sentence has in quotations alone, told outside of them."""
    quoted = {token.stem for token in said.tokens if token.quoted} - {token.stem for token in said.tokens if not token.quoted}
    free = {name for token in said.tokens if not token.quoted for name in (token.stem, *said.like(token))}
    return [
        Fault("word", token.text)
        for token in text.tokens
        if not token.quoted and token.is_content and token.stem in quoted and not said.like(token) & free
    ]


def _labelled(text: Reading, said: Reading) -> list[Fault]:
    """Labels (Level:) with another word behind their colon than in the sentence."""
    held = _behind_colons(said)
    labels = {one.word for one, two in zip(said.tokens, said.tokens[1:], strict=False) if said.text[one.end : two.start] == ": "}
    return [Fault("pairing", f"{label}: {word}") for label, word in _behind_colons(text) if label in labels and (label, word) not in held]


def _behind_colons(reading: Reading) -> list[tuple[str, str]]:
    pairs = zip(reading.tokens, reading.tokens[1:], strict=False)
    return [(one.word, two.stem) for one, two in pairs if reading.text[one.end : two.start] == ": " and not one.quoted and two.is_content]
