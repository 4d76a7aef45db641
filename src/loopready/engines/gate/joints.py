"""How a phrase is joined: quotations, "and" and "or", what a no bears on, who says so, whose deed it is, words of degree.

These rules hold a phrase that stands in place of a sentence to that sentence's own joints. A writer is told to keep its words, so what is
left to deceive with is how they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from loopready.engines import lexicon
from loopready.engines.gate.facts import labels_of
from loopready.engines.gate.likeness import stem
from loopready.engines.gate.reading import Clause, Reading, Token
from loopready.engines.gate.types import Fault

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_YOU = frozenset(("you", "you've"))
_ELIDING = frozenset(("do", "does", "did"))
_ARE = frozenset(("are", "were"))
_YOURS = _YOU | {"your", "yours"}


def joint_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    out = [*_quotations(text, said), *_conjunctions(text, said), *_denied(text, said), *_speakers(text, said)]
    return [*out, *_yours(text, said), *_reasons(text, said), *_degrees(text, said), *_commands(text, said)]


def _quotations(text: Reading, said: Reading) -> list[Fault]:
    """Quotations of the sentence that do not stand in the phrase as quotations, letter by letter."""
    told = [" ".join(each.split()) for each in _QUOTATION.findall(text.text)]
    held = [" ".join(each.split()) for each in _QUOTATION.findall(said.text)]
    out = [Fault("quote", each) for each in dict.fromkeys(held) if each not in told]
    return out + [Fault("pairing", f"{lead} {quote}") for quote, lead in _leads(text) if _is_anothers(quote, lead, said)]


def _is_anothers(quote: str, lead: str, said: Reading) -> bool:
    """Whether a word leads to another quotation of the sentence and not to this one: the job says “X”, your “Y”."""
    leads = _leads(said)
    return (quote, lead) not in leads and any(lead == other for _, other in leads)


def _leads(reading: Reading) -> list[tuple[str, str]]:
    """Each quotation with the word right before it, where that tells whose it is."""
    out = []
    for found in _QUOTATION.finditer(reading.text):
        before = [token for token in reading.tokens if token.end <= found.start() and not token.quoted][-1:]
        if before and before[0].word in lexicon.word_set("gate", "quote_leads"):
            out.append((" ".join(found.group().split()), before[0].word))
    return out


def _conjunctions(text: Reading, said: Reading) -> list[Fault]:
    """Two things joined by "and" that were joined by "or", or the other way round."""
    out = []
    for here, there in (("and", "or"), ("or", "and")):
        for one, two in _joined_by(here, text, said) & _joined_by(there, said, said) - _joined_by(here, said, said):
            out.append(Fault("pairing", f"{one} {here} {two}"))
    return out


def _joined_by(word: str, reading: Reading, said: Reading) -> frozenset[tuple[str, str]]:
    """The content words of the sentence right before and after each "and" or "or" outside quotations."""
    out: set[tuple[str, str]] = set()
    for place, token in enumerate(reading.tokens):
        if token.word == word and not token.quoted:
            before = next((each for each in reversed(reading.tokens[:place]) if each.is_content), None)
            after = next((each for each in reading.tokens[place + 1 :] if each.is_content), None)
            if before is not None and after is not None:
                out.update((one, two) for one in said.like(before) for two in said.like(after))
    return frozenset(out)


def _denied(text: Reading, said: Reading) -> list[Fault]:
    """What the sentence only denies told without a no, and what it only affirms told with one."""
    no = _under_a_no(said)
    denied = frozenset(name for clause in said.clauses if clause in no for name in _names(clause, said, of=said))
    affirmed = frozenset(name for clause in said.clauses if clause not in no for name in _names(clause, said))
    labels = labels_of(said)  # "Gap to expect: none": the gap to expect is none
    named = frozenset(name for clause in said.clauses if clause not in no and clause.segment in labels for name in _names(clause, said))
    if any(clause.tokens[-1].word in _ELIDING for clause in said.clauses if clause not in no):
        denied -= _verbs()
    told = _under_a_no(text)
    out = []
    for clause in text.clauses:
        if clause.has("denials") or clause.has("half_negations"):
            continue
        if clause in told:
            wrong = _names(clause, said, of=text) & affirmed - denied - named and not _has_verb_of_telling(clause)
        else:
            wrong = _names(clause, said) & denied - affirmed and not _has_no_ahead(clause, text)
        if wrong:
            out.append(Fault("negation", " ".join(token.text for token in clause.tokens)))
    return out


def _under_a_no(reading: Reading) -> list[Clause]:
    """The clauses with a no, and those behind them in the same stretch that have no verb but a participle: none for A or B made."""
    out: list[Clause] = []
    stated: Clause | None = None
    for clause in reading.clauses:
        after = bool(out) and out[-1].segment == clause.segment and clause.tokens[0].word != "but"
        if clause.has("finite") and not clause.negated and clause.tokens[0].word == "and":
            stated = clause  # "and the year after it is": what follows is no longer under the no
        if stated is not None and stated.segment == clause.segment and not clause.negated:
            continue
        if clause.negated or (after and not clause.has("finite") and not clause.has("person")):
            out.append(clause)
    return out


def _has_verb_of_telling(clause: Clause) -> bool:
    """Whether a clause with a no has a verb of telling: what stands there may be where a thing is looked for (no line at X shows)."""
    return any(token.stem in _verbs() for token in clause.tokens)


def _names(clause: Clause, said: Reading, *, of: Reading | None = None) -> frozenset[str]:
    """The content words, verbs of telling and figures of a clause; where it is one ``of`` a reading and has a no, of that no's part."""
    tokens = [token for token in (_stretch(clause, of) if of is not None and clause.negated else clause.tokens) if not token.quoted]
    content = frozenset(name for token in tokens if token.is_content for name in said.like(token))
    verbs = frozenset(token.stem for token in tokens if "negations" not in token.classes) & _verbs() & said.stems
    return content | verbs | frozenset(f"#{token.value:g}" for token in tokens if token.value is not None)


def _stretch(clause: Clause, reading: Reading) -> list[Token]:
    """The part of a clause between commas that has its no; the whole clause where that has no other word that says something."""
    parts: list[list[Token]] = [[]]
    for token in clause.tokens:
        if parts[-1] and "," in reading.text[parts[-1][-1].end : token.start]:
            parts.append([])
        parts[-1].append(token)
    part = next((part for part in parts if any("negations" in token.classes for token in part)), list(clause.tokens))
    return part if any(token.is_content or token.number for token in part) else list(clause.tokens)


def _has_no_ahead(clause: Clause, text: Reading) -> bool:
    """Whether a no stands before a clause in its stretch."""
    for other in text.clauses:
        if other is clause:
            return False
        if other.segment == clause.segment and other.negated:
            return True
    return False


@cache
def _verbs() -> frozenset[str]:
    """Verbs of telling that a no may bear on, as stems."""
    return frozenset(stem(word) for word in lexicon.word_set("gate", "denied_verbs"))


def _speakers(text: Reading, said: Reading) -> list[Fault]:
    """The posting or the seat in a clause with a no where the sentence has the no for another of them; one of several that went."""
    told, held = _speaking(text, negated=True), _speaking(said, negated=True)
    other = _speaking(said, negated=False)
    out = [Fault("negation", word) for word in sorted((told & _denying(text) - held - _denying(said)) & other)]
    if len(held | other) > 1:
        out += [Fault("lost", word) for word in sorted((held | other) - told - _speaking(text, negated=False))]
    return out


def _speaking(reading: Reading, *, negated: bool) -> frozenset[str]:
    groups = _speaker_groups()
    return frozenset(
        groups[token.word]
        for clause in reading.clauses
        if clause.negated == negated
        for token in clause.tokens
        if token.word in groups and not token.quoted
    )


def _denying(reading: Reading) -> frozenset[str]:
    """Who is named from a no on, up to the end of its stretch, or right before it with no comma between them."""
    groups = _speaker_groups()
    out: set[str] = set()
    for segment in {clause.segment for clause in reading.clauses}:
        tokens = [token for clause in reading.clauses if clause.segment == segment for token in clause.tokens if not token.quoted]
        for place, no in enumerate(tokens):
            if "negations" in no.classes:
                before = [token for token in tokens[:place] if "," not in reading.text[token.end : no.start]]
                out.update(groups[token.word] for token in (*before, *tokens[place:]) if token.word in groups)
    return frozenset(out)


@cache
def _speaker_groups() -> Mapping[str, str]:
    return {word: str(line).split()[0] for line in lexicon.table("gate")["speakers"] for word in str(line).split()}


def _yours(text: Reading, said: Reading) -> list[Fault]:
    """Clauses about "you" of what the sentence tells without a word for the person; "you are" may stand where it has no verb."""
    known = frozenset(pair for clause in said.clauses for pair in _pairs(clause))
    out = [Fault("verb", f"your {two}") for one, two in _called_yours(text) - _called_yours(said) if two]
    for clause in text.clauses:
        new = [pair for pair in _pairs(clause) - known if _YOU & set(pair)]
        if not new:
            continue
        names = _names(clause, said)
        most = max((len(names & _names(each, said)) for each in said.clauses), default=0)
        theirs = [each for each in said.clauses if most and len(names & _names(each, said)) == most]
        state = any(one in _YOU and two in _ARE for one, two in new)
        told = any(_YOURS & {token.word for token in each.tokens} for each in theirs)
        if theirs and not told and (not state or all(each.has_verb for each in theirs)):
            out.append(Fault("verb", " ".join(token.text for token in clause.tokens)))
    return out


def _called_yours(reading: Reading) -> frozenset[tuple[str, str]]:
    """What "your" stands before, where that says something."""
    plain = [token for token in reading.tokens if not token.quoted]
    out: set[tuple[str, str]] = set()
    for place, token in enumerate(plain):
        if token.word == "your":
            thing = next((each for each in plain[place + 1 :] if each.word not in lexicon.word_set("gate", "before_things")), None)
            if thing is not None and thing.is_content:
                out.add(("your", thing.stem))
    return frozenset(out)


def _pairs(clause: Clause) -> frozenset[tuple[str, str]]:
    """The words of a clause outside quotations, each with the one before it."""
    plain = ["", *(token.word for token in clause.tokens if not token.quoted)]
    return frozenset(pairwise(plain))


def _reasons(text: Reading, said: Reading) -> list[Fault]:
    """Words of reason that the sentence has not; a "so" that opens the phrase joins nothing."""
    known = {token.word for token in said.tokens if not token.quoted}
    reasons = lexicon.word_set("gate", "reasons") - known
    tokens = text.tokens[1:] if text.tokens[0].word == "so" else text.tokens
    return [Fault("cause", token.text) for token in tokens if token.word in reasons and not token.quoted]


def _degrees(text: Reading, said: Reading) -> list[Fault]:
    """Words of degree (half, nearly) with another word than they stood with."""
    degrees = lexicon.word_set("gate", "degrees")
    held = {(one.word, two.stem) for one, two in _followed(said)}
    known = {one for one, _ in held}
    return [
        Fault("pairing", f"{one.text} {two.text}")
        for one, two in _followed(text)
        if one.word in degrees and one.word in known and (one.word, two.stem) not in held
    ]


def _followed(reading: Reading) -> list[tuple[Token, Token]]:
    """Words outside quotations with the next one that is more than a word of grammar."""
    out = []
    for place, token in enumerate(reading.tokens):
        after = next((each for each in reading.tokens[place + 1 :] if each.is_substantive), None)
        if after is not None and not token.quoted:
            out.append((token, after))
    return out


def _is_deed(token: Token) -> bool:
    """Whether a word is a command told of somebody: brings."""
    return token.word.endswith("s") and token.stem in lexicon.word_set("gate", "commands")


def _commands(text: Reading, said: Reading) -> list[Fault]:
    """Things that the sentence says to do, by a verb of telling that opens a clause or follows "and" or "then", which went."""
    told = {token.stem for token in text.tokens if not token.quoted}
    commands = lexicon.word_set("gate", "commands")
    out = []
    for clause in said.clauses:
        for before, token in zip(("", *(each.word for each in clause.tokens)), clause.tokens, strict=False):
            if (
                before in ("", "and", "then")
                and (token.word in commands or _is_deed(token))
                and not token.quoted
                and token.stem not in told
            ):
                out.append(Fault("lost", token.text))
    return out
