"""How well the lines of a CV answer an asked activity: shared words first, meaning second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loopready.engines.text import fold, words
from loopready.matching.cv import Cv, act_of
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues, stem_set, weight, word_set
from loopready.matching.stance import WEAK
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, LIKE, Concept, bare, concepts, leading_verb, nearness, overlap

_MATTER = 2
"""Words of weight beside those for people from which a requirement has a matter of its own."""
SHOWS = frozenset({"bullet", "summary", "line"})
_ROLE = re.compile(r"\b(?:as|been) (?:an?|the|head|lead)\b|\bas \w+|\b(?:experience|background) (?:in|of|with|within)\b", re.IGNORECASE)

_MEASURED = re.compile(
    r"\b(?:measured|measurable|quantified|quantifiable) (?:\w+ )?(?:results?|outcomes?|improvements?|savings?|impact|effects?|gains?)\b",
    re.IGNORECASE,
)


class Answer(NamedTuple):
    """A statement's score for an activity: 0 to 1, the share of words, and what its words say of the act."""

    score: float
    words: float
    meaning: float
    against: float
    statement: Statement


def answers(text: str, cv: Cv, *, asked: Sequence[Concept] | None = None) -> list[Answer]:
    """All statements that say something, best first; equals in the order of the CV."""
    matter = bare(text)
    wanted = tuple(asked) if asked is not None else concepts(matter)
    likeness = cv.likeness(matter)
    low, high = weight("activity", "meaning_from"), weight("activity", "meaning_full")
    shows = SHOWS | ({"post"} if _ROLE.search(text) else set()) | ({"certificate", "education", "course"} if _asks_paper(text) else set())
    out = []
    for statement, value in zip(cv.statements, likeness, strict=True):
        if statement.kind not in shows:
            continue
        share = cv.word_share(wanted, statement.number)
        meaning = min(max((value - low) / (high - low), 0.0), 1.0)
        score = weight("activity", "words") * share + weight("activity", "meaning") * meaning
        out.append(Answer(score, share, meaning, cv.contrary_share(wanted, statement.number), statement))
    return sorted(out, key=lambda answer: (-round(answer.score, 4), answer.statement.number))


def _asks_paper(text: str) -> bool:
    """Whether a paper is asked, by a word for one or by its own name ("CSCS card")."""
    return bool(cues("formal").hits(text)) or any(fold(word.text) in word_set("credentials") for word in words(text) if word.text.isupper())


def judge_activity(text: str, cv: Cv, *, asked: Sequence[Concept] | None = None) -> Finding:
    """Whether the CV shows an activity."""
    found = answers(text, cv, asked=asked)
    wanted = tuple(asked) if asked is not None else concepts(bare(text))
    if not found or not wanted:
        return Finding("missing", text=text)
    denied = _denied(found)
    good = [answer for answer in found if _counts(answer) and _names_matter(wanted, answer, cv)]
    verb = leading_verb(text)
    if verb is not None and good and _only_others_do(verb, good[0].statement, cv):
        return Finding("missing", evidence=(good[0].statement,), note="the CV says otherwise", text=text)
    learnt = _learnt(text, wanted, cv)
    if learnt is not None and not (good and _full(good[0], wanted, cv)):
        return Finding("met", (learnt,), grounds(learnt), text=text)
    if denied is not None and (not good or denied.against >= good[0].words or _only_denied(wanted, denied, cv)):
        return Finding("missing", evidence=(denied.statement,), note="the CV says otherwise", text=text)
    if not good:
        return Finding("missing", text=text)
    top = next((answer for answer in good if _full(answer, wanted, cv)), good[0])
    act = act_of(top.statement, wanted)
    only_said = top.statement.kind == "summary" and not cues("knows").hits(text)
    enough = _says_enough(wanted, top, cv)
    unmeasured = bool(_MEASURED.search(text)) and not any(char.isdigit() for char in top.statement.text)
    reached = (
        not unmeasured and top.score >= weight("activity", "met") and act not in WEAK and not top.statement.old and enough and not only_said
    )
    if not reached and top.score < weight("activity", "partial"):
        return Finding("missing", text=text)
    fit = (("same words", weight("fit", "same words") * top.words), ("same meaning", weight("fit", "same meaning") * top.meaning))
    evidence = tuple(
        answer.statement for answer in [top, *(one for one in good[:3] if one is not top)] if answer.score >= 0.75 * top.score
    )[:3]
    note = (
        ""
        if reached
        else "no figure is given"
        if unmeasured and enough
        else "said in the summary only"
        if only_said and enough
        else _why(act, top.statement)
    )
    return Finding("met" if reached else "partial", evidence, grounds(top.statement, act=act, extra=fit), note=note, text=text)


def _full(answer: Answer, wanted: Sequence[Concept], cv: Cv) -> bool:
    """Whether a line of work answers in full."""
    done = answer.statement.kind != "summary" and not answer.statement.old and act_of(answer.statement, wanted) not in WEAK
    return done and answer.score >= weight("activity", "met") and _says_enough(wanted, answer, cv)


def _says_enough(wanted: Sequence[Concept], answer: Answer, cv: Cv) -> bool:
    """Whether a line says two of the asked words, or the only one, and of many half; one shared word among several shows nothing.

    A word that carries little matter counts half. What stands outside the lines of work has to say most of the words.
    """
    if answer.statement.kind != "bullet" and answer.words < weight("activity", "elsewhere_words"):
        return False
    own, topics = cv.own_words[answer.statement.number], cv.topics[answer.statement.number]
    heavy = sum(concept.weight >= 1.0 for concept in wanted)
    said = sum(
        1.0 if concept.weight >= 1.0 else 0.5
        for concept in wanted
        if concept.topic in topics or any(nearness(concept.stem, word) >= LIKE for word in own)
    )
    return said >= max(min(1.5, max(heavy, 1)), weight("activity", "heavy_said") * heavy) or answer.meaning >= weight(
        "activity", "meaning_enough"
    )


def _counts(answer: Answer) -> bool:
    return answer.score >= weight("activity", "partial") and (
        answer.words >= weight("activity", "least_words") or answer.meaning >= weight("activity", "meaning_alone")
    )


def _names_matter(wanted: Sequence[Concept], answer: Answer, cv: Cv) -> bool:
    """Whether a line says something asked other than who it is about.

    "Work with principal engineers on erasure coding" is not shown by engineers who were hired.
    """
    matter = [concept for concept in wanted if concept.weight >= 1.0 and concept.stem not in stem_set("peoples_heads")]
    if len(matter) < _MATTER or answer.meaning >= weight("activity", "meaning_enough"):
        return True
    own, topics = cv.own_words[answer.statement.number], cv.topics[answer.statement.number]
    return any(concept.topic in topics or any(nearness(concept.stem, word) >= LIKE for word in own) for concept in matter)


def _only_others_do(verb: str, statement: Statement, cv: Cv) -> bool:
    """Whether a line says the asked verb, but of somebody else or in denial."""
    own, contrary = cv.own_words[statement.number], cv.contrary_words[statement.number]
    return any(nearness(verb, word) >= KIN for word in contrary) and not any(nearness(verb, word) >= KIN for word in own)


def _learnt(text: str, wanted: Sequence[Concept], cv: Cv) -> Statement | None:
    """The course of the CV that a requirement of training asks for; None where it asks for no training or the CV names none."""
    if not cues("learning_asked").hits(text):
        return None
    matter = [concept for concept in wanted if concept.weight >= 1.0 and concept.stem not in stem_set("learning_words")]
    for statement in cv.statements:
        if any(clause.stance == "taught" for clause in statement.clauses) and matter:
            said = cv.own_words[statement.number] | cv.contrary_words[statement.number]
            if overlap(matter, said, least=KIN) >= 0.6:
                return statement
    return None


def _only_denied(wanted: Sequence[Concept], denied: Answer, cv: Cv) -> bool:
    """Whether a word of weight stands in what a line denies and in nothing that the person says of themselves."""
    against = cv.contrary_words[denied.statement.number]
    heavy = [concept for concept in wanted if concept.weight >= 1.0 and any(nearness(concept.stem, word) >= KIN for word in against)]
    return any(all(nearness(concept.stem, word) < KIN for said in cv.own_words for word in said) for concept in heavy)


def _denied(found: Sequence[Answer]) -> Answer | None:
    """The line that most clearly says otherwise, if one does."""
    against = [answer for answer in found if answer.against >= 0.5]
    return max(against, key=lambda answer: (answer.against, -answer.statement.number), default=None)


def _why(act: str, statement: Statement) -> str:
    if act == "exposed":
        return "exposure or help, not the act itself"
    if act in WEAK:
        return act
    if statement.old:
        return "older than ten years"
    return "only in part the same"
