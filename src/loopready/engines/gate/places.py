"""Where a thing stands in a sentence: whose a quotation is, what a preposition hangs on, of what a deed is told.

A liar who keeps every word of a sentence moves them. What moved is told by the neighbours that it lost and got.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ARTICLES = frozenset(("a", "an", "the", "its", "your", "their"))
_RELATIVE = frozenset(("that", "which", "whom", "who", "what"))
_BE = frozenset(("are", "were", "been", "had"))
_JOINED = "&"
_FAR = 3
_PART = re.compile(r"[;?!()\n]|[.…](?=[\s”\")]|$)")


def place_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    out = [
        *_quoters(text, said),
        *_hung(text, said),
        *_headed(text, said),
        *_relatives(text, said),
        *_of_you(text, said),
        *_made_yours(text, said),
    ]
    return [
        *out,
        *_ranges(text, said),
        *_labelled(text, said),
        *_unquoted(text, said),
        *_headed_figures(text, said),
        *_agents(text, said),
        *_held_in(text, said),
    ]


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


def _headed(text: Reading, said: Reading) -> list[Fault]:
    """Content words right behind another preposition than in the sentence, where they stood behind one, or were joined by "and" or "or"
    to what stands there: a preposition may be said again behind that "and" ("in A and in B"), and not come in its place."""
    held = _heads(said)
    out = []
    for token, head in _heads_in_order(text):
        before = held.get(token.stem)
        joined = before == {_JOINED} and not _is_said_again(text, token)
        if head not in ("", _JOINED) and before and head not in before and (joined or not before & {"", _JOINED}):
            out.append(Fault("pairing", f"{head} {token.text}"))
    return out


def _is_said_again(reading: Reading, token: Token) -> bool:
    """Whether the preposition before a word stands behind an "and", an "or" or a comma."""
    ahead = [each for each in reading.tokens if each.start < token.start and each.word not in _ARTICLES][-2:]
    comma = len(ahead) > 1 and "," in reading.text[ahead[0].end : ahead[1].start]
    return comma or (bool(ahead) and ahead[0].word in ("and", "or", "but"))


def _heads(reading: Reading) -> Mapping[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for token, head in _heads_in_order(reading):
        out[token.stem].add(head)
    return out


def _heads_in_order(reading: Reading) -> list[tuple[Token, str]]:
    """Content words outside quotations, each with the preposition before it (an article between them or none), with ``_JOINED`` where an
    "and" or "or" stands there, or with nothing."""
    heads = lexicon.word_set("gate", "heads")
    out = []
    for place, token in enumerate(reading.tokens):
        if not token.is_content or token.quoted:
            continue
        at = place - 1
        while at >= 0 and reading.tokens[at].word in _ARTICLES:
            at -= 1
        before = reading.tokens[at] if at >= 0 else None
        apart = before is None or set(reading.text[before.end : reading.tokens[at + 1].start]) & set(",;:.?!()“”")
        word = "" if before is None or apart else before.word
        out.append((token, word if word in heads else _JOINED if word in ("and", "or") else ""))
    return out


def _relatives(text: Reading, said: Reading) -> list[Fault]:
    """Deeds told of another thing than in the sentence: a decision that keeps, where that has a check that keeps."""
    held = _antecedents(said)
    return [
        Fault("pairing", f"{' '.join(sorted(things))} that {deed}")
        for deed, things in _antecedents(text).items()
        if deed in held and things and held[deed] and not things & held[deed]
    ]


def _antecedents(reading: Reading) -> Mapping[str, frozenset[str]]:
    """By the verb right behind "that", "which" or "who" the last content word before it, nothing where a quotation stands there; "what" is
    a thing of its own."""
    heads = lexicon.word_set("gate", "heads")
    out: dict[str, frozenset[str]] = {}
    for place, token in enumerate(reading.tokens[:-1]):
        if token.word not in ("that", "which", "who", "what") or token.quoted or not place or reading.tokens[place - 1].quoted:
            continue
        before = [
            each.stem
            for each in reading.tokens[max(0, place - _FAR) : place]
            if each.is_content and not each.quoted and each.word not in heads
        ]
        deed = reading.tokens[place + 1]
        if deed.is_substantive:
            things = ("what",) if token.word == "what" else before[-1:]
            out[deed.stem] = out.get(deed.stem, frozenset()) | frozenset(things)
    return out


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


def _made_yours(text: Reading, said: Reading) -> list[Fault]:
    """Deeds of nobody's (one thing done, what was said) told as the person's."""
    held = {deed.stem for deed in _done_by_you(said)}
    return [Fault("verb", f"you {deed.text}") for deed in _done_by_you(text) if deed.stem in said.stems and deed.stem not in held]


def _done_by_you(reading: Reading) -> list[Token]:
    """Past forms right behind "you", a "have" between them or none."""
    out = []
    plain = [token for token in reading.tokens if not token.quoted]
    for you, one, two in zip(plain, plain[1:], [*plain[2:], *plain[-1:]], strict=False):
        deed = two if one.word in ("have", "had") else one
        if you.word == "you" and deed.is_past and deed.word not in _BE:
            out.append(deed)
    return out


def _deeds_behind(reading: Reading) -> list[tuple[Token, Token]]:
    """The word before each "you" with the word after it, where nothing parts them."""
    out = []
    for one, you, two in zip(reading.tokens, reading.tokens[1:], reading.tokens[2:], strict=False):
        parted = set(reading.text[one.end : two.start]) & set(",;:.?!()“”")
        if you.word == "you" and not parted and not you.quoted:
            out.append((one, two))
    return out


# --- figures, labels and neighbours -------------------------------------------------------------------------------------------------


def _agents(text: Reading, said: Reading) -> list[Fault]:
    """Who is told to have done a thing by a "by" that the sentence has not, where it does not name them right before the deed."""
    held = {(one.stem, two.stem) for one, two in _done_by(said)}
    out = []
    for deed, agent in _done_by(text):
        ahead = [
            name.stem
            for place, token in enumerate(said.tokens)
            if token.stem == deed.stem
            for name in said.tokens[max(0, place - _FAR) : place]
        ]
        if deed.stem in said.stems and (deed.stem, agent.stem) not in held and agent.stem in said.stems and agent.stem not in ahead:
            out.append(Fault("verb", f"{deed.text} by {agent.text}"))
    return out


def _done_by(reading: Reading) -> list[tuple[Token, Token]]:
    out = []
    for place, token in enumerate(reading.tokens[:-1]):
        if token.word == "by" and place and not token.quoted and reading.tokens[place - 1].is_past:
            agent = next((each for each in reading.tokens[place + 1 :] if each.word not in _ARTICLES), None)
            if agent is not None:
                out.append((reading.tokens[place - 1], agent))
    return out


def _headed_figures(text: Reading, said: Reading) -> list[Fault]:
    """Figures behind a preposition where the sentence only counts them up: four nurses and six months; four nurses in six months."""
    heads = lexicon.word_set("gate", "heads")
    counted = {two.word for one, two in zip(said.tokens, said.tokens[1:], strict=False) if two.number and one.word == "and"}
    counted -= {two.word for one, two in zip(said.tokens, said.tokens[1:], strict=False) if two.number and one.word != "and"}
    return [
        Fault("pairing", f"{one.text} {two.text}")
        for one, two in zip(text.tokens, text.tokens[1:], strict=False)
        if two.number and two.word in counted and one.word in heads and not two.quoted
    ]


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


def _ranges(text: Reading, said: Reading) -> list[Fault]:
    """Two figures joined by "or" or "to" that the sentence does not join so: one or two."""
    return [Fault("number", " ".join(each)) for each in sorted(_joined_figures(text) - _joined_figures(said))]


def _joined_figures(reading: Reading) -> frozenset[tuple[str, str, str]]:
    triples = zip(reading.tokens, reading.tokens[1:], reading.tokens[2:], strict=False)
    return frozenset(
        (one.word, join.word, two.word)
        for one, join, two in triples
        if join.word in ("or", "to") and (one.number or one.word == "one") and (two.number or two.word == "one") and not join.quoted
    )


def _held_in(text: Reading, said: Reading) -> list[Fault]:
    """ "It" told to stand in a quotation where the sentence does not say so: your CV has it in “X”."""
    return [Fault("pairing", "it in") for _ in range(_its(text) - _its(said)) if _its(text) > _its(said)][:1]


def _its(reading: Reading) -> int:
    return len(re.findall(r"\bit in [“\"]", reading.text))
