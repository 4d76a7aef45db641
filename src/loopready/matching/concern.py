"""Whether a post concerns what years are asked of: its title for a role, its lines for a skill, its firm for a branch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.engines.figures import figures
from loopready.engines.text import stem
from loopready.matching import people
from loopready.matching.branches import in_domain
from loopready.matching.cv import Cv, work_words
from loopready.matching.lexicon import cues, stem_set, weight
from loopready.matching.names import capitals, names_in, places, short_forms, spelt_out
from loopready.matching.stance import CONTRARY, WEAK
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, Concept, bare, concepts, nearness, overlap, stems
from loopready.model import Work

PEOPLE = re.compile(
    r"(?:line|people) manag\w*|(?:manag|lead|supervis)\w* (?P<of>(?:[\w/-]+ ){0,2}?)(?:people|teams?|engineers|developers|managers|staff|"
    r"others|reports|scientists|analysts|designers|technicians|nurses|employees|personnel|professionals)\b"
    r"|direct reports|team lead|people leader"
    r"|^(?:an? |in an? )?(?:senior )?(?:managing|managerial|management|supervisory|leadership) (?:role|position|capacity|post)s?\b",
    re.IGNORECASE,
)
"""Years of leading people, with the words that say which ("managing software engineers"): those stay when it is taken out."""
_ANY = frozenset(
    stem(word)
    for word in [
        "relevant",
        "professional",
        "related",
        "industry",
        "field",
        "work",
        "working",
        "similar",
        "equivalent",
        "total",
        "paid",
        "full-time",
        "career",
        "overall",
        "general",
        "post-qualification",
        "commercial",
        "practical",
        "registered",
        "qualified",
        "certified",
        "licensed",
        "hands-on",
        "solid",
        "post",
        "qualification",
    ]
)
_SINCE = re.compile(
    r"\b(?:in practice )?(?:since|after) (?:qualif\w+|registration|graduat\w+)"
    r"|\bpost[- ](?:registration|qualif\w+|graduat\w+)(?: experience)?",
    re.IGNORECASE,
)
"""From when years are counted, which names no field."""
_FIELD = re.compile(
    r"\b(?:engineering|nursing|teaching|accounting|auditing|designing|development|marketing|selling|sales|consulting|administration|science)\b",
    re.IGNORECASE,
)
_LED = frozenset(
    stem(word)
    for word in [
        "manager",
        "lead",
        "leader",
        "leadership",
        "people",
        "team",
        "engineer",
        "staff",
        "direct",
        "report",
        "line",
        "head",
        "director",
        "supervisor",
        "others",
    ]
)
_RANKS = frozenset(
    stem(word)
    for word in [
        "junior",
        "senior",
        "lead",
        "principal",
        "staff",
        "graduate",
        "trainee",
        "associate",
        "assistant",
        "project",
        "head",
        "chief",
        "deputy",
        "team",
        "interim",
        "acting",
    ]
)


def concerns(work: Work, of: str, wanted: Sequence[Concept], cv: Cv) -> bool:
    """Whether a post concerns what years are asked of: its title for a role, its lines for a skill, its firm for a branch."""
    own = cv.of_work(work)
    title = frozenset(stems(work.position.value)) if work.position else frozenset()
    if PEOPLE.search(of):
        rest = about_people(of)
        spoken = frozenset().union(title, *(cv.own_words[s.number] for s in own))
        fields = frozenset().union(*(cv.topics[s.number] for s in own))
        return leads_people(work, own) and (
            not rest
            or overlap(rest, spoken, topics=fields, least=KIN) >= 0.25
            or in_domain(of, work, own)
            or (makes_software(work) and bool(cues("software_asked").hits(of) or cues("software_titles").hits(of)))
        )
    names = names_in(bare(of))
    if names:
        said = any(
            clause.stance not in CONTRARY
            for name in names for statement in own for start, _ in places(name, statement.text)
            for clause in statement.clauses if clause.start <= start < clause.end
        )  # fmt: skip
        if said or (work.position is not None and any(_in_full(name, work.position.value) for name in names)):
            return True
        inside = frozenset().union(*(stems(name) for name in names))
        wanted = [concept for concept in wanted if concept.stem not in inside]
        if not any(concept.weight >= 1.0 for concept in wanted):
            return False  # a product that no line names: its words in a title ("payroll" of Workday Payroll) say nothing of it
    heads = [
        concept
        for concept in wanted
        if concept.stem in stem_set("peoples_heads") or any(nearness(concept.stem, head) >= 0.85 for head in ("manag", "engineer", "nurs"))
    ]
    if heads:
        named = [concept for concept in wanted if max((nearness(concept.stem, word) for word in title), default=0.0) >= 0.85]
        rest = [concept for concept in wanted if concept not in heads]
        if not any(concept in named for concept in heads):
            return _FIELD.search(of) is not None and (
                in_domain(of, work, own) or _lines_say(wanted, work, own, cv) or _alike(of, work, own, cv)
            )
        return (
            all(concept.weight < 1.0 for concept in rest)
            or _plain_title(work, heads, rest, cv)
            or any(concept in named for concept in rest)
            or _lines_say(rest, work, own, cv)
            or in_domain(of, work, own)
        )
    if cues("services_run_asked").hits(of):
        if runs_services(work):
            return True
    elif any(max((nearness(concept.stem, word) for word in title), default=0.0) >= 0.85 for concept in wanted if concept.weight >= 1.0):
        return True
    return in_domain(of, work, own) or _lines_say(wanted, work, own, cv) or _alike(of, work, own, cv)


def about_people(of: str) -> list[Concept]:
    """What else is asked of the people led than that they were led: their trade, the branch."""
    return [
        c
        for c in concepts(PEOPLE.sub(lambda found: f" {found['of'] or ''} ", of))
        if c.weight >= 1.0 and c.stem not in _ANY and c.stem not in _LED
    ]


def matter(of: str) -> tuple[Concept, ...]:
    """The words that name the field years are asked in; empty where none is named."""
    return tuple(concept for concept in concepts(bare(_SINCE.sub(" ", of))) if concept.stem not in _ANY) if of else ()


def _in_full(name: str, title: str) -> bool:
    """Whether a title says in full what is asked by its initials: "SRE", Site Reliability Engineer."""
    return name in short_forms(name) and any(initials == capitals(name) for _, _, initials in spelt_out(title))


def _alike(of: str, work: Work, own: Sequence[Statement], cv: Cv) -> bool:
    """Whether what is asked is near in meaning to the post: its heading, two of its lines, or heading and lines together."""
    heading, lines = _likeness(of, own, cv)
    if heading >= weight("activity", "post_alike") or (len(lines) >= 2 and lines[1] >= weight("activity", "lines_alike")):
        return True
    return len(lines) >= 2 and (heading + lines[1]) / 2 >= weight("activity", "both_alike")


def somewhat_alike(of: str, own: Sequence[Statement], cv: Cv) -> bool:
    """Whether a post's heading or one of its lines is near enough in meaning not to call the years missing."""
    heading, lines = _likeness(of, own, cv)
    return max([heading, *lines]) >= weight("activity", "somewhat_alike")


def _likeness(of: str, own: Sequence[Statement], cv: Cv) -> tuple[float, list[float]]:
    """The likeness of a text to the heading of a post and to its lines, nearest first; what a line says twice counts once."""
    likeness = cv.likeness(bare(of))
    heading = max((likeness[s.number] for s in own if s.kind == "post"), default=0.0)
    lines = {s.text: likeness[s.number] for s in own if s.kind == "bullet"}
    return heading, sorted(lines.values(), reverse=True)


def _plain_title(work: Work, heads: Sequence[Concept], rest: Sequence[Concept], cv: Cv) -> bool:
    """Whether a title names no field of its own ("Junior Engineer") while the person's studies or another post name the one asked."""
    title = concepts(work.position.value) if work.position else ()
    if any(c.stem not in _RANKS and not any(nearness(c.stem, head.stem) >= 0.85 for head in heads) for c in title):
        return False
    elsewhere = [cv.own_words[s.number] for s in cv.statements if s.kind in ("education", "post")]
    return any(overlap(rest, said) >= 0.8 for said in elsewhere)


def leads_people(work: Work, own: Sequence[Statement]) -> bool:
    """Whether a post led people, by its title or its lines."""
    if any(cues("ic_role").hits(statement.text) for statement in own):
        return False
    position = work.position.value if work.position else ""
    if cues("led").hits(position) and not cues("led_titles_not").hits(position):
        return True
    lines = [s for s in own if s.kind == "bullet" and not any(c.stance in WEAK or c.stance in CONTRARY for c in s.clauses)]
    return any(people.says_outright(s.text) for s in lines) or any(
        figure.kind in ("people", "teams") and cues("led").hits(s.text) and not cues("led_not").hits(s.text)
        for s in lines
        for figure in figures(s.text)
    )


def _lines_say(wanted: Sequence[Concept], work: Work, own: Sequence[Statement], cv: Cv) -> bool:
    said = frozenset().union(work_words(work), *(cv.own_words[statement.number] for statement in own))
    topics = frozenset().union(*(cv.topics[statement.number] for statement in own))
    return overlap(wanted, said, topics=topics, least=KIN) >= 0.5


def makes_software(work: Work) -> bool:
    """Whether a post's title is one of those who make software, its managers among them."""
    return work.position is not None and bool(cues("software_titles").hits(work.position.value))


def runs_services(work: Work) -> bool:
    """Whether a post's title is one of those who run what others use (site reliability, platforms, infrastructure)."""
    return work.position is not None and bool(cues("services_run_titles").hits(work.position.value))
