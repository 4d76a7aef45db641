"""What a clause's words say of the act: done, denied, wished, learnt, only helped with, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from loopready.engines import lexicon
from loopready.engines.text import fold, stem
from loopready.matching.lexicon import cues, matching, word_set

Stance = Literal["own", "denied", "wished", "taught", "looked", "others", "exposed", "lapsed", "unfinished"]
WEAK: frozenset[str] = frozenset({"exposed", "lapsed", "unfinished"})
"""Stances that show the act in part."""
CONTRARY: frozenset[str] = frozenset({"denied", "wished", "taught", "looked", "others"})
"""Stances that show nothing of the act."""
_CLAUSE = re.compile(r"[;:](?=\s)|[.!?](?=\s)|\s[-–—]+\s|,?\s(?:but|though|although|however|whereas|yet)\s|\n(?=\s*\S)", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r",\s(?:and\s)?|\sand\s(?=I\s)", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!valid )(?<!current )(?<!good )(?<!renewed )\buntil (?:[a-z]+ )?(?:19|20)\d\d\b", re.IGNORECASE)
"""An end that a paper or a seat had; what was done until some year was done."""
_PAPER = re.compile(r"licen[cs]|certif|regist|member|accredit|chartered|qualified|ticket|card|pin\b", re.IGNORECASE)
_COMMA_DENIED = re.compile(r",\s(?=(?:with\s+)?(?:no|not|never|without|none)\b)", re.IGNORECASE)


class Clause(NamedTuple):
    """A stretch of a statement and its stance; offsets are the statement's."""

    start: int
    end: int
    stance: Stance


_QUOTED = re.compile(r"[\"“][^\"”“]{1,80}[\"”]")
_ASIDE = re.compile(r"\((?P<said>[^()]{12,})\)")


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a statement in order, each with its stance."""
    cuts = {match.start() for match in _CLAUSE.finditer(text)} | {match.start() for match in _COMMA_DENIED.finditer(text)}
    cuts |= {match.start() for match in _NEW_SUBJECT.finditer(text) if _new_subject(text[match.end() :])}
    for aside in _ASIDE.finditer(text):
        if len(aside["said"].split()) >= 4 and stance(aside["said"]) in ("others", "denied"):
            cuts = {cut for cut in cuts if not aside.start() < cut < aside.end()} | {aside.start(), aside.end() - 1}
    edges = [0, *[cut + 1 for cut in sorted(cuts)], len(text)]
    out = [Clause(start, end, stance(text[start:end])) for start, end in pairwise(edges) if text[start:end].strip()]
    return tuple(labelled(out, text))


def _new_subject(rest: str) -> bool:
    """Whether a new clause begins with its own subject: "I ..." or somebody else who does something."""
    return rest.startswith("I ") or _somebody_does(_CLAUSE.split(rest)[0])


@lru_cache(maxsize=1024)
def stance(text: str) -> Stance:
    """The stance of one clause; what stands in quotation marks says nothing of the act."""
    text = _QUOTED.sub('""', text)
    if cues("unfinished").hits(text):
        return "unfinished"
    if cues("only_looked").hits(text):
        return "looked"
    if _stands("denied", text):
        return "denied"
    if cues("wished").hits(text):
        return "wished"
    if _stands("others", text) or _by_somebody(text) or _somebody_does(text):
        return "others"
    if _stands("taught", text):
        return "taught"
    if cues("lapsed").hits(text) or (_UNTIL.search(text) and _PAPER.search(text)):
        return "lapsed"
    if _stands("exposed", text) or _begins_with_help(text):
        return "exposed"
    return "own"


def _stands(key: str, text: str) -> bool:
    """Whether a cue of ``key`` stands in the text outside every hit of ``key_not``."""
    hits = cues(key).hits(text)
    if not hits:
        return False
    excused = [(pardon.start, pardon.end) for pardon in cues(f"{key}_not").hits(text)]
    if key == "denied":
        excused += [match.span() for match in _results().finditer(text)]
    return any(not any(start < hit.end and hit.start < end for start, end in excused) for hit in hits)


@cache
def _results() -> re.Pattern[str]:
    """Words of denial that tell a result, as "no load lost"."""
    return re.compile(str(matching()["denied_results"]), re.IGNORECASE)


def _by_somebody(text: str) -> bool:
    """Whether the clause says in the passive who did it ("kept by the drawing office")."""
    quantities, nouns = word_set("others_quantities") | word_set("by_means"), str(matching()["others_nouns"])
    participle = r"\w+(?:ed|en|pt|un|ld|ne|wn|de|ught|id|ilt)"
    named = rf"(?:(?:the|our|my|another|a|an|one|two|three|four|five) ([\w-]+)|(?:{nouns})\b)"
    passive = rf"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?({participle})\s+by\s+((?!the\b|me\b)[\w-]+)"
    if re.search(rf"\bby (?:{matching()['others_seats']})\b", text, re.IGNORECASE):
        return True
    for match in (*re.finditer(rf"\b({participle})\s+by\s+{named}", text, re.IGNORECASE), *re.finditer(passive, text, re.IGNORECASE)):
        by = fold(match.group(2) or "x")
        means = by.endswith("ing") and match.re.pattern == passive
        if by in quantities or means or by[:1].isdigit() or cues("others_not").hits(match.group()):
            continue
        return True
    return False


_WORD = re.compile(r"[\w&-]+(?:['’]\w+)?")
_ARTICLES = frozenset({"the", "our", "my", "a", "an", "another", "their"})
_PREPOSITIONS = frozenset({"in", "with", "by", "for", "to", "at", "on", "from", "as", "of", "and", "or"})
_LONGEST_SUBJECT = 6
_WHEN = re.compile(r"^\W*(?:when|after|while|once|before|since|as)\b[^,;]*,\s*", re.IGNORECASE)
"""What only tells the time: "When we looked at a rival, our CTO did the review"."""
_AND_TO_ME = re.compile(r"\s+and (?:sends?|tells?|copies|copy|gives?|shows?|passes|forwards?|asks?) me\b.*$", re.IGNORECASE)
"""What somebody then lets the person have: "Finance keeps the accounts and sends me a copy"."""
_HANDED_ON = re.compile(
    r"\b(?:go|goes|went|is|are|was|were) (?:\w+ed |sent |on )?to (?:our|the|another|their)\b[^;,.]*, who\b", re.IGNORECASE
)
"""Work that leaves the person: "Samples go to our Tier 3 team, who do the analysis"."""


def _somebody_does(text: str) -> bool:
    """Whether a clause has somebody else as its subject: "The sales team negotiates with the supermarkets", "finance did the sums".

    Why: a line of a CV leaves its own subject out. One that says who did it, and is not "I", says that it was another.
    """
    if _HANDED_ON.search(text):
        return True
    text = _AND_TO_ME.sub("", _WHEN.sub("", text))
    folded = [fold(match.group()) for match in _WORD.finditer(text)]
    if len(folded) < 3 or {"i", "me", "my"} & set(folded[1:]) or folded[0] == "i" or cues("others_not").hits(text):
        return False
    if folded[0] not in _ARTICLES:
        if _department_does(folded):
            return True
        return folded[0] in word_set("actors_alone") and _does(folded, 1, finite=not folded[0].endswith("rs"))
    for at in range(1, min(len(folded) - 1, _LONGEST_SUBJECT)):
        if folded[at] in _PREPOSITIONS or folded[at] in _ARTICLES:
            return False
        if not _is_actor(folded[at]) or (at == 1 and folded[at] in word_set("actors_not")):
            continue
        after = at + (3 if folded[at + 1] == "in" else 1)
        if _does(folded, after):
            return True
    return False


def _department_does(folded: Sequence[str]) -> bool:
    """Whether a department made or decided something: "Marketing made the launch plans", "Security colleagues ran the scrubbing"."""
    after = 2 if _is_actor(folded[1]) and folded[1].endswith("s") else 1
    whose = word_set("actors_departments") | word_set("actors_alone")
    return folded[0] in whose and folded[after] in word_set("actors_make") and folded[after : after + 2] != ["led", "to"]


def _is_actor(word: str) -> bool:
    return word in word_set("actors") or (word.endswith("s") and word[:-1] in word_set("actors"))


def _does(folded: Sequence[str], at: int, *, finite: bool = False) -> bool:
    """Whether a verb stands at a place; a participle before a preposition is none ("a nurse registered with").

    ``finite`` leaves out base forms, which after a bare noun are mostly nouns ("engineering design").
    """
    if at >= len(folded):
        return False
    word = folded[at]
    if word in word_set("actors_do"):
        return True
    if _is_actor(word) or word.endswith("ing") or stem(word) not in _verbs() or (finite and not word.endswith(("s", "ed"))):
        return False
    return not (word.endswith("ed") and at + 1 < len(folded) and folded[at + 1] in _PREPOSITIONS)


@cache
def _verbs() -> frozenset[str]:
    """Stems of verbs of work."""
    return frozenset(stem(str(word)) for word in lexicon.table("job_verbs")["work"])


def begins_with_act(text: str) -> bool:
    """Whether the first word is a verb of work ("Own the contract", "Set the plan")."""
    first = _WORD.match(text)
    return first is not None and stem(fold(first.group())) in _verbs()


def _begins_with_help(text: str) -> bool:
    """Whether the clause's own verb is one of helping: it stands first, or after "I", "also" and the like."""
    start = len(text) - len(text.lstrip(" -*•·>,"))
    excused = cues("exposed_not").hits(text)
    return any(
        len(text[start : hit.start].split()) <= 1 and not any(pardon.start < hit.end and hit.start < pardon.end for pardon in excused)
        for hit in cues("exposed_head").hits(text)
    )


def labelled(found: Sequence[Clause], text: str) -> list[Clause]:
    """A label before a colon takes the stance of what follows it ("SOX: training only"); what was then not done was only weighed."""
    out = list(found)
    for number, (clause, following) in enumerate(pairwise(found)):
        label = text[clause.start : clause.end].strip()
        if text[following.start - 1 : following.start] == ":" and len(label.split()) <= 4 and clause.stance == "own":
            out[number] = Clause(clause.start, clause.end, following.stance)
        elif following.stance == "looked" and clause.stance in ("own", "exposed"):
            out[number] = Clause(clause.start, clause.end, "looked")
    return out
