"""Whether a CV shows a named skill, and where: in work, in a certificate, in the summary, or in a list alone."""

from __future__ import annotations

import re

from loopready.engines.skill_book import by_alias, topics_in
from loopready.engines.text import fold, stem, words
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues, kin_groups, weight, word_set
from loopready.matching.names import capitals, names_in, places, short_forms, spelt_out, stems_of
from loopready.matching.stance import CONTRARY, WEAK, Clause, Stance
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, LIKE, bare, concepts, nearness, overlap
from loopready.model import Coverage

_MORE = re.compile(r",\s*hands[- ]on\b|\bin production\b|\badvanced\b|\bexpert\b|\bfor (?:instance|example)\b|\bsuch as\b", re.IGNORECASE)
_RANK = {
    "bullet": 0,
    "certificate": 1,
    "post": 1,
    "line": 2,
    "summary": 2,
    "education": 3,
    "language": 3,
    "course": 3,
    "aside": 3,
    "skill": 4,
}


def named(text: str, *, ignore: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The names a requirement asks for; a requirement of one or two capitalised words is a name as a whole."""
    matter = bare(text)
    tokens = words(matter)
    left = fold(matter)
    found = tuple(name for name in names_in(text, ignore=ignore) if fold(name) in left)
    if not found and 0 < len(tokens) <= 2 and matter[:1].isupper() and tokens[-1].text[:1].isupper():
        return (matter,)
    return found


def whole_name(text: str, cv: Cv) -> str | None:
    """The whole matter of a requirement where a line of the CV's lists says just that, or where it is a name from first to last word."""
    matter = bare(text)
    if not 0 < len(words(matter)) <= 8:
        return None
    for statement in cv.statements:
        if statement.kind == "skill" and any(
            end - start >= 0.6 * len(statement.text) for start, end in places(matter, statement.text, listed=True)
        ):
            return matter
    tokens = words(matter)
    capitals = sum(token.text[:1].isupper() or token.text[:1].isdigit() for token in tokens)
    asks = any(piece in word_set("asking_nouns") for token in tokens for piece in fold(token.text).split("-"))
    return matter if len(tokens) >= 2 and capitals == len(tokens) and not asks else None


def judge_name(name: str, text: str, cv: Cv, *, keyword: bool = False) -> Finding:
    """One name: met where a line of work says it as the person's own doing; partial where less; missing where it is not said or denied.

    ``text`` is the whole requirement, which tells whether the doing or knowledge is asked; ``keyword`` says that it asks for nothing else.
    """
    said, against = _said(name, cv)
    if not said and not against and _without_tail(name) != name:
        said, against = _said(_without_tail(name), cv)
    if cues("formal").hits(text):
        papers = [
            pair for pair in said if pair[0].kind in ("certificate", "education", "line", "summary") or cues("formal").hits(pair[0].text)
        ]
        said = papers
    if not said and not against:
        said = _said_alike(name, cv) or _spelt_out(name, cv)
    if against and not knowledge_asked(text) and all(statement.kind in ("education", "course") for statement, _ in said):
        said = []
    if not said:
        return Finding("missing", evidence=tuple(against[:3]), note="the CV says otherwise" if against else "", text=name)
    ranked = sorted(said, key=lambda pair: (pair[1] in WEAK, pair[0].old, _RANK[pair[0].kind], not pair[0].current, pair[0].number))
    top, act = ranked[0]
    evidence = tuple(statement for statement, _ in ranked[:3])
    shares = grounds(top, act=act, extra=(("named skill", weight("fit", "named skill")),))
    listed = top.kind == "skill"
    note = ""
    if listed and not (
        (keyword and not _MORE.search(text) and _said_itself(name, top.text)) or list_is_enough(text) or _same_grade(text, top.text)
    ):
        note = "in a list only, where the doing is asked"
    elif act in WEAK and not (act == "exposed" and knowledge_asked(text) and not _DEEPER.search(text)):
        note = "exposure or help" if act == "exposed" else act
    elif top.old and not (knowledge_asked(text) and not cues("does").hits(text)):
        note = "older than ten years"
    elif _level(text) is not None and (_level(top.text) or 99) < (_level(text) or 0):
        note = "a level under"
    elif any(statement.current for statement in against) and not top.current and not knowledge_asked(text):
        note = "not in the current role"
    return Finding("partial" if note else "met", evidence, shares, note=note, listed=listed, text=name)


_DEEPER = re.compile(
    r"\b(?:good|strong|sound|solid|working|deep|thorough|detailed|excellent|expert|advanced) (?:\w+ )?(?:knowledge|understanding|grasp)\b",
    re.IGNORECASE,
)
"""Knowledge that having seen a thing does not give."""
_GRADE = re.compile(r"\b(?:advanced|expert|proficient|confident|good|basic|beginner|intermediate)\b", re.IGNORECASE)


def _same_grade(text: str, said: str) -> bool:
    """Whether a list states the very grade that is asked: "Excel to an advanced level", "Excel (advanced)"."""
    asked = {match.group().lower() for match in _GRADE.finditer(text)}
    return bool(asked) and asked <= {match.group().lower() for match in _GRADE.finditer(said)}


def _said_itself(name: str, text: str) -> bool:
    """Whether a listed word is the name or another way to say it, not just a kind of it (Terraform for "infrastructure as code")."""
    known = by_alias().get(fold(name))
    return known is None or any(topic == known for _, _, topic in topics_in(text)) or fold(name) in fold(text)


def _without_tail(name: str) -> str:
    """A name without the general word at its end: "FHIR APIs" -> "FHIR"."""
    head, _, tail = name.rpartition(" ")
    return head if head and fold(tail) in word_set("generic_tails") else name


def _said_alike(name: str, cv: Cv) -> list[tuple[Statement, Stance]]:
    """The lines of work that say a short form in full, or the other way round ("IV" and "intravenous")."""
    key = stem(name)
    if key not in kin_groups() or fold(name) in by_alias() or len(name) > 4:
        return []
    return [(s, "own") for s in cv.statements if s.kind == "bullet" and any(nearness(key, word) >= LIKE for word in cv.own_words[s.number])]


def _spelt_out(name: str, cv: Cv) -> list[tuple[Statement, Stance]]:
    """The statements that spell out a name asked by its initials, as the person's own."""
    if name not in short_forms(name):
        return []
    out: list[tuple[Statement, Stance]] = []
    for statement in cv.statements:
        starts = [start for start, _, initials in spelt_out(statement.text) if initials == capitals(name)]
        stances = [c.stance for c in statement.clauses for start in starts if c.start <= start < c.end and c.stance not in CONTRARY]
        out += [(statement, stances[0])] if stances and statement.kind != "aside" else []
    return out


def judge_listed(text: str, cv: Cv) -> Finding | None:
    """A field or act that a list of the CV names: partial where its doing is asked, met where knowledge is; None where no list names it."""
    wanted = [concept for concept in concepts(bare(text)) if not _GRADE.fullmatch(concept.form)]
    stems_asked = frozenset(concept.stem for concept in wanted)
    found = []
    for statement in cv.statements:
        if statement.kind != "skill":
            continue
        number = statement.number
        share = overlap(wanted, cv.own_words[number], topics=cv.topics[number], least=KIN)
        back = concepts(statement.text)
        if share >= 0.6 and (cv.topics[number] or overlap(back, stems_asked, least=KIN) >= 0.5):
            found.append((share, -number, statement))
    if not found:
        return None
    top = max(found)[2]
    coverage: Coverage = "met" if list_is_enough(text) or _same_grade(text, top.text) else "partial"
    note = "" if coverage == "met" else "in a list only, where the doing is asked"
    return Finding(coverage, (top,), grounds(top), note=note, listed=True, text=text)


def _level(text: str) -> int | None:
    """The number after "level", where there is one."""
    match = re.search(r"\blevel (\d)\b", text, re.IGNORECASE)
    return int(match.group(1)) if match else None


def _said(name: str, cv: Cv) -> tuple[list[tuple[Statement, Stance]], list[Statement]]:
    """The statements that say a name with the stance they say it in, and those that speak against it."""
    said: list[tuple[Statement, Stance]] = []
    against: list[Statement] = []
    for statement in cv.statements:
        if statement.kind == "aside":
            continue
        found = places(name, statement.text, listed=statement.kind in ("skill", "certificate"))
        stances = [
            _stance_at(start, clause, statement) for clause in statement.clauses for start, _ in found if clause.start <= start < clause.end
        ]
        if statement.kind in ("certificate", "education") and stances:
            lines = {statement.text.count("\n", 0, start) for start, _ in found}
            beside = [clause.stance for clause in statement.clauses if statement.text[: clause.end].rstrip("\n").count("\n") in lines]
            stances = [next((stance for stance in beside if stance in WEAK), stances[0])]
        good = [stance for stance in stances if stance not in CONTRARY]
        if good:
            said.append((statement, next((stance for stance in good if stance == "own"), good[0])))
        elif stances:
            against.append(statement)
    return said, against


def _stance_at(at: int, clause: Clause, statement: Statement) -> Stance:
    """The stance in which a clause says what stands at a place: "Evaluated Kafka for a month" is exposure to Kafka."""
    before = statement.text[clause.start : at]
    weighed = any(len(words(before[hit.end :])) <= 1 for hit in cues("weighed").hits(before))
    return "exposed" if clause.stance == "own" and weighed else clause.stance


def list_is_enough(text: str) -> bool:
    """Whether a list may show what a requirement asks: knowledge of a thing, or the bare thing with nothing said of what to do with it."""
    return (knowledge_asked(text) and not cues("does").hits(text)) or is_bare(text)


def knowledge_asked(text: str) -> bool:
    """Whether knowledge or familiarity is asked, not the doing."""
    return bool(cues("knows").hits(text))


def is_bare(text: str) -> bool:
    """Whether a requirement is a keyword: names, and no other word of matter ("Photoshop experience")."""
    if _MORE.search(text):
        return False
    matter = bare(text)
    names = stems_of(named(text)) | (stems_of([matter]) if len(words(matter)) <= 2 else frozenset())
    return all(concept.stem in names for concept in concepts(matter))
