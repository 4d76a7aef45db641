"""Years of experience, computed from dated posts that concern what is asked."""

from __future__ import annotations

import re
from typing import NamedTuple

from loopready.engines.dates import years_text
from loopready.engines.figures import figures
from loopready.engines.text import fold, stem, words
from loopready.matching.concern import PEOPLE, about_people, concerns, leads_people, makes_software, matter, somewhat_alike
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues, weight, word_set
from loopready.matching.months import months_of, span
from loopready.matching.names import names_in, places
from loopready.matching.stance import CONTRARY
from loopready.matching.standing_in import stood_in
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, LIKE, bare, nearness, overlap, stems
from loopready.model import Work

_OF_WHICH = re.compile(
    r"(?:of which|including|with|and)\s+(?:at least\s+|a minimum of\s+|over\s+)?(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|ten)\+?\s*(?:\([^)]*\)\s*)?"  # noqa: E501
    r"(?:or more\s+|plus\s+)?(?:years?'?\s+)?(?:or more\s+|of (?:them|these|those)\s+|experience\s+|must be\s+|were\s+|spent\s+)*(?:in|as|with|of|at|on)\s+(?P<of>[^.;]+)",  # noqa: E501
    re.IGNORECASE,
)


_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}


_AS_ROLE = re.compile(r"\byears?\W{1,3}(?:experience )?(?:of experience )?as (?:an? |the )?(?P<roles>[^,.;()]+)", re.IGNORECASE)


_HEADS = {"head", "director", "chief", "vp", "president", "partner", "principal"}
"""Titles that stand over a manager's."""


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
        wider = _led_elsewhere(asked, of, cv, text=text) if not reached and PEOPLE.search(of) else None
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
    if PEOPLE.search(of):
        return _led_elsewhere(asked, of, cv, text=text) or stood_in(asked, cv, text=text)
    software = bool(cues("software_asked").hits(of))
    posts = [
        work
        for work in cv.profile.work
        if work.start is not None and matter(of) and (somewhat_alike(of, cv.of_work(work), cv) or (software and makes_software(work)))
    ]
    evidence = tuple(statement for work in posts for statement in _headings(work, cv))[:3]
    if not evidence or months_of(posts, cv) * 2 < asked:
        return None
    shares = (("dated posts", weight("place", "dated posts")), ("years under the target", weight("fit", "years under the target")))
    return Finding("partial", evidence, shares, note="in a field near it", text=text)


def _led_elsewhere(asked: float, of: str, cv: Cv, *, text: str) -> Finding | None:
    """Years in which people were led, though no line of those posts says the branch asked; met where the CV's own summary says it."""
    posts = [work for work in cv.profile.work if work.start is not None and leads_people(work, cv.of_work(work))]
    months = months_of(posts, cv)
    evidence = tuple(statement for work in posts for statement in _headings(work, cv))[:3]
    if not evidence or months * 2 < asked:
        return None
    rest = about_people(of)
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
    wanted = matter(of)
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
    wanted = matter(of)
    posts = [work for work in cv.profile.work if work.start is not None]
    if wanted:
        posts = [work for work in posts if concerns(work, of, wanted, cv)]
    ordered = sorted(posts, key=lambda work: (not work.ongoing, -span(work, cv)[1], work.id))
    return Stretch(months_of(ordered, cv), tuple(ordered))
