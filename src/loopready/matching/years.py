"""Years of experience, computed from dated posts that concern what is asked. Months count both ends, overlaps once, gaps not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loopready.engines.dates import month_number, years_text
from loopready.engines.figures import figures
from loopready.engines.text import fold, stem, words
from loopready.matching import people
from loopready.matching.cv import Cv, work_words
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues, domains, stem_set, weight, word_set
from loopready.matching.names import capitals, names_in, places, short_forms, spelt_out
from loopready.matching.stance import CONTRARY, WEAK
from loopready.matching.standing_in import stood_in
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, LIKE, Concept, bare, concepts, nearness, overlap, stems
from loopready.model import Work

_SHARE = re.compile(
    r"\(\s*(\d{2})\s?%\s*\)|\b(\d{2})\s?%\s*(?:fte|position|pensum|post|contract|workload)|\bpart[- ]time\s*\(?(\d{2})\s?%", re.IGNORECASE
)
_OF_WHICH = re.compile(
    r"(?:of which|including|with|and)\s+(?:at least\s+|a minimum of\s+|over\s+)?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|ten)\+?\s*(?:\([^)]*\)\s*)?"  # noqa: E501
    r"(?:or more\s+|plus\s+)?(?:years?'?\s+)?(?:or more\s+|of (?:them|these|those)\s+|experience\s+|must be\s+|were\s+|spent\s+)*(?:in|as|with|of|at|on)\s+(?P<of>[^.;]+)",  # noqa: E501
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_PEOPLE = re.compile(
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


_AS_ROLE = re.compile(r"\byears?\W{1,3}(?:experience )?(?:of experience )?as (?:an? |the )?(?P<roles>[^,.;()]+)", re.IGNORECASE)
_HEADS = {"head", "director", "chief", "vp", "president", "partner", "principal"}
"""Titles that stand over a manager's."""


_HALF = 6
"""Months by which a date of a year alone is moved in, so that "2019 - 2021" counts as two years."""


class Stretch(NamedTuple):
    """Months of posts that concern something, and the posts."""

    months: float
    works: tuple[Work, ...]


def judge_years(text: str, least: float, of: str | None, cv: Cv) -> Finding:
    """Years asked, and the years within them that are asked of something narrower ("of which two in ...")."""
    first = _judge_one(least, of or "", cv, text=text)
    inner = _OF_WHICH.search(text)
    if inner is None or not re.search(r"\byears?\b", text[: inner.start()], re.IGNORECASE):
        return first
    wanted = inner["n"].lower()
    narrower = f"{_before(of or '', inner.group())} {inner['of']}".strip()
    second = _judge_one(float(_NUMBERS.get(wanted, 0) or wanted), inner["of"], cv, text=narrower)
    levels = {"missing": 0, "partial": 1, "met": 2}
    low = min(first, second, key=lambda finding: levels.get(finding.coverage, 0))
    coverage = low.coverage if low.coverage != "missing" or first.coverage == "missing" else "partial"
    evidence = tuple(dict.fromkeys([*second.evidence, *first.evidence]))[:3] if coverage != "missing" else low.evidence
    return Finding(coverage, evidence, first.shares if coverage != "missing" else (), note=low.note, text=text)


def _before(of: str, inner: str) -> str:
    at = fold(of).find(fold(inner)[:8])
    return of[:at] if at >= 0 else of


def _judge_one(least: float, of: str, cv: Cv, *, text: str) -> Finding:
    stretch = stretch_of(of, cv)
    asked = least * 12
    evidence = tuple(statement for work in stretch.works for statement in _headings(work, cv))[:3]
    if stretch.months and evidence:
        note = f"{years_text(round(stretch.months))} of {years_text(round(asked))} asked"
        reached = stretch.months >= asked
        wider = _led_elsewhere(asked, of, cv, text=text) if not reached and _PEOPLE.search(of) else None
        if wider is not None and wider.coverage == "met":
            return wider
        if reached and not any(_holds_role(text, work) for work in stretch.works):
            shares = (("dated posts", weight("place", "dated posts")), ("years under the target", weight("fit", "years under the target")))
            return Finding("partial", evidence, shares, note="under another title", text=text)
        if not reached and stretch.months * 2 < asked:
            return Finding("missing", evidence, note=note, text=text)
        name = "years reach the target" if reached else "years under the target"
        current = (("current role", weight("time", "current role")),) if evidence[0].current else ()
        shares = (("dated posts", weight("place", "dated posts")), (name, weight("fit", name)), *current)
        return Finding("met" if reached else "partial", evidence, shares, note=note, text=text)
    stated = _stated(asked, of, cv, text=text)
    return stated if stated.coverage != "missing" else _near(asked, of, cv, text=text) or stated


def _near(asked: float, of: str, cv: Cv, *, text: str) -> Finding | None:
    """Where no post is of the field for sure: years in posts that are near it in meaning, which show it in part.

    People led are another matter: only a stretch in which the person stood in for a manager is near to that.
    """
    if _PEOPLE.search(of):
        return _led_elsewhere(asked, of, cv, text=text) or stood_in(asked, cv, text=text)
    software = bool(cues("software_asked").hits(of))
    posts = [
        work
        for work in cv.profile.work
        if work.start is not None and _matter(of) and (_somewhat_alike(of, cv.of_work(work), cv) or (software and _makes_software(work)))
    ]
    evidence = tuple(statement for work in posts for statement in _headings(work, cv))[:3]
    if not evidence or months_of(posts, cv) * 2 < asked:
        return None
    shares = (("dated posts", weight("place", "dated posts")), ("years under the target", weight("fit", "years under the target")))
    return Finding("partial", evidence, shares, note="in a field near it", text=text)


def _of_which_people(of: str) -> str:
    """What is asked without the words for leading people."""
    return _PEOPLE.sub(lambda found: f" {found['of'] or ''} ", of)


def _makes_software(work: Work) -> bool:
    """Whether a post's title is one of those who make software, its managers among them."""
    return work.position is not None and bool(cues("software_titles").hits(work.position.value))


def _led_elsewhere(asked: float, of: str, cv: Cv, *, text: str) -> Finding | None:
    """Years in which people were led, though no line of those posts says the branch asked; met where the CV's own summary says it."""
    posts = [work for work in cv.profile.work if work.start is not None and _leads_people(work, cv.of_work(work))]
    months = months_of(posts, cv)
    evidence = tuple(statement for work in posts for statement in _headings(work, cv))[:3]
    if not evidence or months * 2 < asked:
        return None
    rest = [c for c in concepts(_of_which_people(of)) if c.weight >= 1.0 and c.stem not in _ANY and c.stem not in _LED]
    named = [s for s in cv.statements if s.kind == "summary" and rest and overlap(rest, cv.own_words[s.number], least=KIN) >= 0.8]
    note = f"{years_text(round(months))} of {years_text(round(asked))} asked"
    if months < asked or not named:
        note = note if months < asked else f"{note}; the branch is not named there"
        shares = (("dated posts", weight("place", "dated posts")), ("years under the target", weight("fit", "years under the target")))
        return Finding("partial", evidence, shares, note=note, text=text)
    shares = (("dated posts", weight("place", "dated posts")), ("years reach the target", weight("fit", "years reach the target")))
    return Finding("met", (*evidence[:2], named[0]), shares, note=note, text=text)


def _holds_role(text: str, work: Work) -> bool:
    """Whether a post's title holds the head of a role asked ("as a Financial Controller"); true where no role is asked by its title."""
    match = _AS_ROLE.search(text)
    if match is None or work.position is None:
        return True
    title = stems(work.position.value)
    for role in re.split(r"\bor\b|/", match["roles"]):
        name = [
            word for word in words(re.split(r"\b(?:of|for|in|at|with|within|on)\b", role)[0]) if fold(word.text) not in word_set("stop")
        ]
        head = stem(name[-1].text) if name else ""
        over = head in ("manager", "lead", "leader", "supervisor") and not _HEADS.isdisjoint(title)
        if not head or over or any(nearness(head, word) >= LIKE for word in title):
            return True
    return False


def _stated(asked: float, of: str, cv: Cv, *, text: str) -> Finding:
    """Where no dated post concerns it: years that a line of the CV states of it."""
    wanted = _matter(of)
    short: Finding | None = None
    for statement in cv.statements:
        if statement.kind == "post" or (wanted and overlap(wanted, cv.own_words[statement.number]) < 0.5):
            continue
        for figure in figures(statement.text):
            if figure.kind == "duration" and figure.unit in ("years", "months"):
                months = figure.to("months")
                if months * 2 < asked:
                    note = f"{years_text(round(months))} of {years_text(round(asked))} asked, as the CV states it"
                    short = short or Finding("missing", (statement,), note=note, text=text)
                    continue
                return Finding(
                    "met" if months >= asked else "partial", (statement,), grounds(statement), note="as the CV states it", text=text
                )
    return _listed(of, text, cv) or short or Finding("missing", text=text)


def _listed(of: str, text: str, cv: Cv) -> Finding | None:
    """Years with a tool that the CV names in a list alone: shown, but not for how long."""
    names = names_in(bare(of)) or names_in(bare(text))
    for statement in cv.statements:
        if statement.kind != "skill" or any(clause.stance in CONTRARY for clause in statement.clauses):
            continue
        if any(places(name, statement.text, listed=True) for name in names):
            return Finding("partial", (statement,), grounds(statement), note="in a list only, no years stated", listed=True, text=text)
    return None


def _headings(work: Work, cv: Cv) -> list[Statement]:
    own = cv.of_work(work)
    return [statement for statement in own if statement.kind == "post"] or own[:1]


def stretch_of(of: str, cv: Cv) -> Stretch:
    """The months of the posts that concern what is asked; all posts where nothing in particular is."""
    wanted = _matter(of)
    posts = [work for work in cv.profile.work if work.start is not None]
    if wanted:
        posts = [work for work in posts if concerns(work, of, wanted, cv)]
    ordered = sorted(posts, key=lambda work: (not work.ongoing, -_span(work, cv)[1], work.id))
    return Stretch(months_of(ordered, cv), tuple(ordered))


def _matter(of: str) -> tuple[Concept, ...]:
    return tuple(concept for concept in concepts(bare(_SINCE.sub(" ", of))) if concept.stem not in _ANY) if of else ()


def _span(work: Work, cv: Cv) -> tuple[int, int]:
    """The first and the last month of a post. A year alone stands for its middle; within one year half of what may be meant is taken."""
    assert work.start is not None
    earliest = month_number(work.start.value)
    first = earliest + (_HALF if len(work.start.value) == 4 else 0)
    if work.end is not None:
        latest = month_number(work.end.value, end=True)
        last = latest - (_HALF if len(work.end.value) == 4 else 0)
        if last < first:
            return earliest, earliest + max(0, (latest - earliest + 1) // 2 - 1)
        return first, last
    return first, max(first, month_number(cv.today[:7])) if work.ongoing else first


def months_of(posts: Sequence[Work], cv: Cv) -> float:
    """Months that the posts cover, each month by the largest share of a full post worked in it."""
    months: dict[int, float] = {}
    for work in posts:
        first, last = _span(work, cv)
        share = _share(work, cv)
        for month in range(first, last + 1):
            months[month] = max(months.get(month, 0.0), share)
    return sum(months.values())


def _share(work: Work, cv: Cv) -> float:
    heading = " ".join(statement.text for statement in cv.of_work(work) if statement.kind == "post") or (
        work.position.value if work.position else ""
    )
    found = _SHARE.search(heading)
    if found is None:
        return 1.0
    share = int(next(group for group in found.groups() if group)) / 100
    return share if 0.05 <= share <= 1 else 1.0


def concerns(work: Work, of: str, wanted: Sequence[Concept], cv: Cv) -> bool:
    """Whether a post concerns what years are asked of: its title for a role, its lines for a skill, its firm for a branch."""
    own = cv.of_work(work)
    title = frozenset(stems(work.position.value)) if work.position else frozenset()
    if _PEOPLE.search(of):
        rest = [c for c in concepts(_of_which_people(of)) if c.weight >= 1.0 and c.stem not in _ANY and c.stem not in _LED]
        spoken = frozenset().union(title, *(cv.own_words[s.number] for s in own))
        fields = frozenset().union(*(cv.topics[s.number] for s in own))
        return _leads_people(work, own) and (
            not rest
            or overlap(rest, spoken, topics=fields, least=KIN) >= 0.25
            or _in_domain(of, work, own)
            or (_makes_software(work) and bool(cues("software_asked").hits(of) or cues("software_titles").hits(of)))
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
                _in_domain(of, work, own) or _lines_say(wanted, work, own, cv) or _alike(of, work, own, cv)
            )
        return (
            all(concept.weight < 1.0 for concept in rest)
            or _plain_title(work, heads, rest, cv)
            or any(concept in named for concept in rest)
            or _lines_say(rest, work, own, cv)
            or _in_domain(of, work, own)
        )
    if any(max((nearness(concept.stem, word) for word in title), default=0.0) >= 0.85 for concept in wanted if concept.weight >= 1.0):
        return True
    return _in_domain(of, work, own) or _lines_say(wanted, work, own, cv) or _alike(of, work, own, cv)


def _in_full(name: str, title: str) -> bool:
    """Whether a title says in full what is asked by its initials: "SRE", Site Reliability Engineer."""
    return name in short_forms(name) and any(initials == capitals(name) for _, _, initials in spelt_out(title))


def _alike(of: str, work: Work, own: Sequence[Statement], cv: Cv) -> bool:
    """Whether what is asked is near in meaning to the post: its heading, two of its lines, or heading and lines together."""
    heading, lines = _likeness(of, own, cv)
    if heading >= weight("activity", "post_alike") or (len(lines) >= 2 and lines[1] >= weight("activity", "lines_alike")):
        return True
    return len(lines) >= 2 and (heading + lines[1]) / 2 >= weight("activity", "both_alike")


def _somewhat_alike(of: str, own: Sequence[Statement], cv: Cv) -> bool:
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


_BRANCH = re.compile(r"\b(?:background|sector|industry|environment|market)\b", re.IGNORECASE)
_IN_BRANCH = re.compile(r"\b(?:experience|experienced|worked|work|years|history|career)\s+(?:in|of)\b", re.IGNORECASE)


def judge_branch(text: str, cv: Cv) -> Finding | None:
    """A branch of the economy asked as a background ("Retail background"); None where something else is asked."""
    asked = branches_in(text)
    if not _BRANCH.search(text) and not (_IN_BRANCH.search(text) and asked and word_set("plain_branches").issuperset(asked)):
        return None
    branches = frozenset().union(*(stems(name) for name in asked))
    rest = [c for c in concepts(bare(text)) if c.weight >= 1.0 and c.stem not in branches and c.stem not in stem_set("branch_words")]
    if not asked or rest:
        return None
    posts = [work for work in cv.profile.work if _in_domain(text, work, cv.of_work(work))]
    evidence = tuple(s for work in posts for s in cv.of_work(work) if s.kind == "post")[:3]
    if not evidence:
        return None
    return Finding("partial" if evidence[0].old else "met", evidence, grounds(evidence[0]), text=text)


def _leads_people(work: Work, own: Sequence[Statement]) -> bool:
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


def _in_domain(of: str, work: Work, own: Sequence[Statement]) -> bool:
    """Whether the post lies in a branch of the economy that is asked."""
    said = [leaf.value for leaf in (work.position, work.name) if leaf is not None]
    heading = " . ".join([*said, *(statement.text for statement in own if statement.kind == "post")])
    text = " . ".join(statement.text for statement in own)
    return any(domains()[name].hits(heading) or len(domains()[name].found(text)) >= 2 for name in branches_in(of))


@lru_cache(maxsize=1024)
def branches_in(text: str) -> tuple[str, ...]:
    """The branches of the economy that a text names: "banking or insurance" -> bank, insurance."""
    said = stems(text)
    return tuple(
        name for name in domains() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(text)) or (" " not in name and stem(name) in said)
    )
