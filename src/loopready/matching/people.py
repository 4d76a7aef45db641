"""People led: whether a requirement asks for it, of which trade, and whether the CV shows it of the person themselves.

Why: a manager's line shares its words with "managing designers" while nobody was managed. Working with, coaching or counting people
is not leading them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from loopready.engines import lexicon
from loopready.engines.figures import figures
from loopready.engines.text import fold, stem, words
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding
from loopready.matching.lexicon import cues, matching, stem_set, word_set
from loopready.matching.stance import CONTRARY, WEAK
from loopready.matching.statements import Statement
from loopready.matching.words import KIN, nearness

_REACH = 5
"""Words between the act of leading and the people led."""
_COMPOUND = re.compile(r"[\w]+-(?:led|run|managed|based|facing|focused)\b", re.IGNORECASE)


class Led(NamedTuple):
    """People that a requirement asks to have led: the stems of their trade (empty: any) and whether they lead others themselves."""

    trade: tuple[str, ...]
    managers: bool


@lru_cache(maxsize=4096)
def asked(text: str) -> Led | None:
    """The people that a requirement asks to have led in earnest; None where it asks for something else, or for guiding juniors only."""
    if cues("people_not_led").hits(text):
        return None
    group = next((group for match in _acts().finditer(text) if (group := _object(match, text)) is not None), None)
    if group is None:
        return Led((), False) if _outright().search(text) else None
    plain = _any_people() | stem_set("weak") | stem_set("labels")
    trade = tuple(word for word in group if word not in plain and not word.isdigit())
    return Led(trade, group[-1] in _chiefs() and not cues("led_titles_not").hits(text) if group else False)


def _object(act: re.Match[str], text: str) -> tuple[str, ...] | None:
    """The stems of the words from an act of leading to the people led; None where no people follow it near enough."""
    said = [fold(word.text) for word in words(_COMPOUND.sub("", re.split(r"[,;:.(]", text[act.end() :])[0]))]
    if said and said[0] in word_set("led_between"):
        said = said[1:]
    cut = next((place for place, word in enumerate(said) if word in word_set("led_beyond")), len(said))
    after = [stem(word) for word in said[: min(cut, _REACH + 1)]]
    folk = [place for place, word in enumerate(after) if word in _folk()]
    if not folk:
        return None
    last = folk[-1] if after[folk[0]] in _groups() else folk[0]
    while last + 1 < len(after) and after[last + 1] in _folk():
        last += 1
    if after[last] in _groups() and said[last + 1 : last + 2] == ["of"]:
        last = len(after) - 1
    if last + 1 < len(after) and after[last + 1] in stem_set("led_things"):
        return None
    return tuple(word for word, whole in zip(after[: last + 1], said, strict=False) if whole not in word_set("stop"))


@lru_cache(maxsize=2048)
def _leads(text: str) -> bool:
    """Whether words speak of leading people: an act and its people, or people who report."""
    if cues("ic_role").hits(text):
        return False
    return bool(_reports().search(text)) or any(_object(match, text) is not None for match in _acts().finditer(text))


def says_outright(text: str) -> bool:
    """Whether words say outright that people report to the person: "line manager for", "reporting to me", "in charge of the crew"."""
    return bool(_reports().search(text)) and not cues("ic_role").hits(text) and not cues("led_not").hits(text)


def shown(cv: Cv) -> list[Statement]:
    """The lines in which the CV shows that the person led people."""
    return [statement for statement in cv.statements if statement.kind in ("bullet", "summary", "line") and _shows(statement)]


def _shows(statement: Statement) -> bool:
    for clause in statement.clauses:
        said = statement.text[clause.start : clause.end]
        if clause.stance in CONTRARY or clause.stance in WEAK:
            continue
        if _leads(said):
            return True
        counted = any(figure.kind in ("people", "teams") for figure in figures(said))
        if counted and not cues("led_not").hits(said) and not cues("people_beside").hits(said) and _leads_by_title(statement):
            return True
    return False


def _leads_by_title(statement: Statement) -> bool:
    work = statement.work
    title = work.position.value if work is not None and work.position is not None else ""
    return bool(cues("led").hits(title)) and not cues("led_titles_not").hits(title)


def held(finding: Finding, text: str, cv: Cv) -> Finding:
    """A finding on a requirement that asks for people led, taken back where the CV shows none led, or others than are asked."""
    led = asked(text)
    if led is None or finding.coverage not in ("met", "partial"):
        return finding
    lines = shown(cv)
    if led.managers and not any(_of_managers(line) for line in lines):
        return Finding("missing", note="no managers led are shown", text=text)
    if not lines:
        titled = any(_leads_by_title(statement) for statement in cv.statements if statement.kind == "post")
        if not titled:
            return Finding("missing", note="no people led are shown", text=text)
        return (
            replace(finding, coverage="partial", note=finding.note or "people led by title only") if finding.coverage == "met" else finding
        )
    if finding.coverage == "met" and led.trade and not any(_same_trade(led.trade, line, cv) for line in lines):
        return replace(finding, coverage="partial", note="people of another trade led")
    return finding


def of_the_trade(text: str, line: Statement, cv: Cv) -> bool:
    """Whether a line shows people led of the very trade that a requirement names; of any, said outright, where it names none."""
    led = asked(text)
    if led is not None and not led.trade:
        return says_outright(line.text)
    return led is not None and _leads(line.text) and _same_trade(led.trade, line, cv)


def _same_trade(trade: Sequence[str], line: Statement, cv: Cv) -> bool:
    said = cv.own_words[line.number] | cv.context[line.number]
    return any(nearness(word, other) >= KIN for word in trade for other in said)


def names_chiefs(text: str) -> bool:
    """Whether words name people who lead others, in the plural: "shift leaders"."""
    return any(stem(word.text) in _chiefs() and fold(word.text).endswith("s") for word in words(text))


def _of_managers(line: Statement) -> bool:
    return names_chiefs(line.text)


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(str(matching()["led_acts"]), re.IGNORECASE)


@cache
def _outright() -> re.Pattern[str]:
    return re.compile(str(matching()["led_outright"]), re.IGNORECASE)


@cache
def _reports() -> re.Pattern[str]:
    return re.compile(str(matching()["led_shown"]), re.IGNORECASE)


@cache
def _folk() -> frozenset[str]:
    """Stems of words for people and groups of them who may be led."""
    table = lexicon.table("figures")
    named = {stem(word) for key in ("people", "teams") for word in str(table[key]).split()}
    return frozenset(named | stem_set("led_folk")) - stem_set("led_folk_not")


@cache
def _groups() -> frozenset[str]:
    return frozenset(stem(word) for word in str(lexicon.table("figures")["teams"]).split()) | stem_set("led_groups")


@cache
def _any_people() -> frozenset[str]:
    """Stems of words for people that name no trade."""
    return stem_set("led_any") | _groups()


@cache
def _chiefs() -> frozenset[str]:
    return stem_set("led_chiefs")
