"""Who is said to have done what: the person's deeds, and what only a posting asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from loopready.engines.gate.guards import meant
from loopready.engines.gate.reading import Clause, Reading, Token, read
from loopready.engines.gate.types import Fault, Ground
from loopready.engines.text import fold

_HAVE = frozenset(("have", "had", "has", "do", "did", "are", "were", "was", "can", "you've", "hold", "held"))
_RANKS = frozenset(("senior", "junior", "principal", "chief", "executive", "deputy", "vice", "lead"))
_POSTS = frozenset(("manager", "director", "officer", "lead", "leader", "president", "architect"))
_ASK_WORDS = frozenset(("what", "how", "whether", "why", "when", "until", "before", "once", "if", "after"))


def person_faults(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [*_ranks(text, said, ground), *_deeds(text, said, ground), *_bare_claims(text, said), *_lent(text, said, ground)]


def _ranks(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Titles of two words that nothing of the person's has: a senior engineer where somebody else became senior."""
    known = {pair for reading in (said, *(read(each) for each in ground.person)) for pair in _title_pairs(reading)}
    known |= {(one.stem, two.stem) for one, two in pairwise(said.tokens) if said.text[one.end : two.start].strip() == ":"}
    return [Fault("word", f"{one} {two}") for one, two in _title_pairs(text) if (one, two) not in known]


def _title_pairs(reading: Reading) -> list[tuple[str, str]]:
    pairs = pairwise(reading.tokens)
    beside = [(one, two) for one, two in pairs if reading.text[one.end : two.start].isspace() and one.is_content and two.is_content]
    return [(one.stem, two.stem) for one, two in beside if one.word in _RANKS or (two.word in _POSTS and not one.is_past)]


def _deeds(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """Verbs that a phrase gives the person and the ground does not."""
    done = _done(said, ground)
    told = frozenset(key for deed in deeds_of_you(said) for key in deed.held)
    now = frozenset(key for token in said.tokens if not token.is_past for key in token.held)
    out = []
    for deed in deeds_of_you(text):
        if "light" in deed.classes or deed.number or (deed.is_content and not said.like(deed)):
            continue
        if deed.is_past:
            if not deed.keys & done and not _waits(text, deed):
                out.append(Fault("verb", deed.text))
        elif deed.keys & done and not deed.keys & now and deed.is_base:
            out.append(Fault("time", deed.text))
        elif deed.is_content and not deed.keys & (done | told | now):
            out.append(Fault("verb", deed.text))
    return out


def _done(said: Reading, ground: Ground) -> frozenset[str]:
    """What the ground gives the person as deeds: verbs after "you", and those that open a clause of a line of their CV."""
    deeds = [deed for deed in deeds_of_you(said) if deed.is_past]
    for reading in (said, *(read(text) for text in ground.person)):
        deeds += [clause.tokens[0] for clause in reading.clauses if clause.tokens[0].is_past]
        deeds += [second for first, second in pairwise(reading.tokens) if second.is_past and _opens(first, second, reading)]
    return frozenset(key for deed in deeds for key in deed.held)


def _opens(first: Token, second: Token, reading: Reading) -> bool:
    """Whether a verb begins a deed of its own: after "and", a stop or an opening quotation mark."""
    return first.word == "and" or bool(set(reading.text[first.end : second.start]) & set(',;:.“"\n('))


def deeds_of_you(reading: Reading) -> Iterator[Token]:
    """The verbs whose subject is "you": after it, after "and" in the same segment, and before "by you"."""
    mine: int | None = None
    for clause in reading.clauses:
        tokens = [token for token in clause.tokens if not token.quoted]
        if mine == clause.segment and len(tokens) > 1 and tokens[0].word in ("and", "then", "but") and tokens[1].is_past:
            yield tokens[1]
        elif mine == clause.segment and tokens and tokens[0].is_past:
            yield tokens[0]
        for place, token in enumerate(tokens):
            if token.word in ("you", "you've", "youve"):
                mine = clause.segment
                deed = next((each for each in tokens[place + 1 :] if "light" not in each.classes), None)
                if place and tokens[place - 1].word == "by":
                    deed = next((each for each in reversed(tokens[: place - 1]) if each.is_past), None)
                if deed is not None and _is_close(tokens, token, deed):
                    yield deed


def _is_close(tokens: list[Token], token: Token, deed: Token) -> bool:
    """Whether only light words stand between "you" and the verb."""
    first, second = sorted((tokens.index(token), tokens.index(deed)))
    between = tokens[first + 1 : second]
    return all("light" in each.classes or not each.is_content for each in between) and len(between) <= 3


def _waits(text: Reading, deed: Token) -> bool:
    """Whether a perfect only sets a time: until you have asked."""
    clause = next(each for each in text.clauses if deed in each.tokens)
    return any(token.word in _ASK_WORDS and token.start < deed.start for token in clause.tokens)


def _bare_claims(text: Reading, said: Reading) -> list[Fault]:
    """A clause that gives the person something without a word of the ground: ", which you have"."""
    out = []
    for clause in text.clauses:
        tokens = clause.tokens
        places = [place for place, token in enumerate(tokens) if token.word in ("you", "your") and not token.quoted]
        if not places or clause.negated or meant(tokens, said) or any(token.number for token in tokens):
            continue
        before = tokens[: places[0]]
        if any(token.word in _ASK_WORDS for token in before) or not any(fold(token.text) in _HAVE for token in tokens):
            continue
        if " ".join(token.text for token in tokens) not in said.text:
            out.append(Fault("experience", " ".join(token.text for token in tokens)))
    return out


def _lent(text: Reading, said: Reading, ground: Ground) -> list[Fault]:
    """What only the posting's part of a sentence names, told outside it."""
    theirs, other = _of_the_posting(said, ground)
    own = frozenset(stem for each in ground.person for stem in read(each).content)
    only = theirs - other - own
    if not only or (not other and any(clause.has("person") for clause in said.clauses)):
        return []
    out = []
    for place, clause in enumerate(text.clauses):
        lent = _matter(clause, said) & only
        if not lent or clause.negated or _names_the_posting(clause, text) or _is_theirs(text, place):
            continue
        if text.text[clause.tokens[0].start : clause.tokens[-1].end] in said.text or (not other and not clause.has("person")):
            continue
        if not clause.has("person") and len(lent) * 2 <= len(_matter(clause, said)):
            continue
        if clause.has("asking") and not clause.has("person"):
            continue
        out.append(Fault("experience", " ".join(token.text for token in clause.tokens)))
    return out


def _matter(clause: Clause, said: Reading) -> frozenset[str]:
    """The content words and figures of a clause, as those of the engine's sentence."""
    tokens = [token for token in clause.tokens if not token.quoted]
    return meant(tokens, said) | frozenset(f"#{token.value:g}" for token in tokens if token.value is not None)


def _of_the_posting(said: Reading, ground: Ground) -> tuple[frozenset[str], frozenset[str]]:
    """The words and figures of a sentence that the posting's clauses and quotations hold, and those that the others hold."""
    theirs: set[str] = set()
    other: set[str] = set()
    quoted = frozenset(stem for each in ground.posting for stem in read(each).content)
    for place, clause in enumerate(said.clauses):
        (theirs if _names_the_posting(clause, said) or _is_theirs(said, place) else other).update(_matter(clause, said))
        theirs.update(token.stem for token in clause.tokens if token.quoted and token.stem in quoted)
        other -= {token.stem for token in clause.tokens if token.quoted and token.stem in quoted}
    return frozenset(theirs), frozenset(other)


def _is_theirs(reading: Reading, place: int) -> bool:
    """Whether a clause without a word for the posting belongs to one that has it: a tail without a verb, or a relative clause of it."""
    clause = reading.clauses[place]
    if clause.has("person"):
        return False
    before = reading.clauses[place - 1] if place else None
    if before is not None and before.segment == clause.segment and (not clause.has_verb or clause.relative):
        return _names_the_posting(before, reading) or _is_theirs(reading, place - 1)
    after = reading.clauses[place + 1] if place + 1 < len(reading.clauses) else None
    if after is None or after.segment != clause.segment or not _names_the_posting(after, reading):
        return False
    return not clause.has_verb or after.relative


def _names_the_posting(clause: Clause, reading: Reading) -> bool:
    """Whether a clause says that the posting asks for what it holds, "Asked:" before it included."""
    first = next(each for each in reading.clauses if each.segment == clause.segment or _is_label_of(each, clause, reading))
    return clause.has("posting") or first.tokens[0].word == "asked"


def _is_label_of(label: Clause, clause: Clause, reading: Reading) -> bool:
    return label.segment + 1 == clause.segment and reading.text[label.tokens[-1].end :].startswith(":")
