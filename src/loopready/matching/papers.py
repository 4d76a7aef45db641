"""Languages, licences and registrations, and the conditions that only the person can speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from loopready.engines.text import fold, words
from loopready.engines.tongue import tongue_of
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import cues, matching, stem_set, weight, word_set
from loopready.matching.stance import CONTRARY, stance
from loopready.matching.statements import Statement
from loopready.matching.words import bare, concepts

_LEVEL_NEEDED = 4
_MOTHER_TONGUE = 7
_SCALE = re.compile(r"(?<!\w)([abc][12])(?!\w)")
"""Levels of the European scale."""
_NO_LANGUAGE = re.compile(
    r"plain[- ]english|english (?:literature|teacher|department|heritage|degree|law)|query language|language model|programming language|french polish",  # noqa: E501
    re.IGNORECASE,
)


_ADDED = re.compile(
    r"\s[-–—]\s|[;(.]\s?|,?\s\b(?:is|are|would be|essential|desirable|required|needed|if|because|since|so|as|though|although|but)\b",
    re.IGNORECASE,
)
"""Where a requirement of a language ends and what it is for begins."""


def languages_in(text: str) -> tuple[str, ...]:
    """The human languages a text names, folded."""
    if _NO_LANGUAGE.search(text):
        text = _NO_LANGUAGE.sub(" ", text)
    said = [fold(word.text) for word in words(text) if word.text[:1].isupper()]
    found = [_in_english().get(name, name) for name in said if name in word_set("languages") or name in _in_english()]
    return tuple(dict.fromkeys(found))


@cache
def _in_english() -> Mapping[str, str]:
    """A language's name in another language, folded -> its English name."""
    return {fold(str(name)): str(language) for language, names in matching()["language_names"].items() for name in names}


def asks_language(text: str) -> tuple[str, ...]:
    """The languages a requirement asks for, where that is what it asks."""
    found = languages_in(text)
    if not found:
        return ()
    main = _ADDED.split(text)[0]
    main = main if languages_in(main) == found else text
    rest = [concept for concept in concepts(bare(main)) if concept.form not in found and concept.form not in word_set("weak")]
    levels = [key.rstrip("*").split()[0] for key in map(str, matching()["level_words"])]
    spoken = {
        "speak",
        "spoken",
        "write",
        "written",
        "verbal",
        "oral",
        "read",
        "language",
        "languages",
        "speaker",
        "clear",
        "day",
        "call",
        "mother",
        "tongue",
        "writing",
        "speaking",
    }
    if done_with_language(text):
        return ()
    rest = [c for c in rest if c.form not in spoken and not any(c.form.startswith(level) for level in levels)]
    return found if len(rest) <= 2 else ()


def done_with_language(text: str) -> bool:
    """Whether a deed is asked that is done with a language ("teach Spanish", "translate from German"), not the language alone."""
    acts = stem_set("with_languages")
    return bool(languages_in(text)) and any(concept.stem in acts for concept in concepts(bare(text)))


def judge_languages(text: str, asked: Sequence[str], cv: Cv) -> Finding:
    """Languages asked; the better one where "or" joins them, else the worse."""
    from loopready.matching.finding import best, together

    found = [_judge_language(text, language, cv) for language in asked]
    return best(found) if re.search(r"\bor\b", text) and len(found) > 1 else together(found)


def _judge_language(text: str, language: str, cv: Cv) -> Finding:
    needed = level_of(text) or _LEVEL_NEEDED
    said: list[tuple[int, Statement]] = []
    for statement in cv.statements:
        for part in re.finditer(r"[^,;|·•]+(?:\([^)]*\))?", statement.text):
            if language in languages_in(part.group()) and stance(part.group()) not in ("denied", "wished"):
                level = level_of(_own_stretch(part.group(), language))
                said.append((level or _without_level(language, statement), statement))
    if not said:
        if language == "english" and _in_plain_english(cv):
            return Finding("unjudgeable", note="written in English, with no level stated", text=language)
        return Finding("missing", text=language)
    level, statement = max(said, key=lambda pair: (pair[0], -pair[1].number))
    coverage = "met" if level >= needed else "partial" if level >= needed - 1 else "missing"
    note = "" if coverage == "met" else "level under the one asked"
    shares = grounds(statement) if coverage != "missing" else ()
    return Finding(coverage, (statement,), shares, note=note, text=language)  # type: ignore[arg-type]


def _without_level(language: str, statement: Statement) -> int:
    """The level of a language named without one: the mother tongue where it stands first beside others that have a level."""
    if statement.kind != "language":
        return 3
    named = languages_in(statement.text)
    return _MOTHER_TONGUE if len(named) > 1 and named[0] == language and level_of(statement.text) else 4


def _in_plain_english(cv: Cv) -> bool:
    """Whether a CV is itself written in English: it names no level, and yet shows the language."""
    return tongue_of(cv.document.text) == "English"


def _own_stretch(text: str, language: str) -> str:
    """The words from a language's name to the next language's."""
    names = (language, *(name for name, known in _in_english().items() if known == language))
    at = max(fold(text).find(name) for name in names)
    return text[max(0, at - 18) :] if at >= 0 else text


def level_of(text: str) -> int:
    """The level of command a text names, 1 to 7; 0 for none. A level of the European scale outweighs words: "fluent, at least B2"."""
    stated = [int(matching()["level_words"][code]) for code in _SCALE.findall(fold(text))]
    if stated:
        return min(stated)
    found = 0
    for name, level in matching()["level_words"].items():
        if re.search(rf"(?<!\w){re.escape(str(name).rstrip('*'))}{'' if str(name).endswith('*') else '(?!' + chr(92) + 'w)'}", fold(text)):
            found = max(found, int(level))
    if found > 2 and re.search(r"\b(?:basic|school|elementary|beginner|gcse|a1|a2)\b", fold(text)):
        return 2
    return found


def condition_of(text: str) -> str | None:
    """The kind of condition a requirement states that a CV can not show (permission, travel, vetting ...); None for any other requirement."""  # noqa: E501
    for kind in matching()["conditions"]:
        hits = cues("conditions", kind).hits(text)
        if kind == "availability" and hits and all(fold(text[hit.start : hit.end]) in ("available", "availability") for hit in hits):
            hits = [] if cues("availability_of_things").hits(text) else hits
        if hits and (kind != "presence" or cues("presence_needs").hits(text)):
            return str(kind)
    return None


def judge_condition(kind: str, text: str, cv: Cv) -> Finding:
    """A condition: judged where the CV speaks of it, else it can not be judged."""
    for statement in cv.statements:
        if statement.kind in ("bullet", "post") and kind not in ("vetting", "availability"):
            continue
        if not cues("spoken", kind).hits(statement.text) or stance(statement.text) in CONTRARY:
            continue
        if kind == "availability" and not _same_condition(text, statement.text):
            continue
        if kind == "presence" and not re.search(r"office|relocat|hybrid|commut|on-?\s?site", text, re.IGNORECASE):
            continue
        if kind == "permission" and not _same_place(text, statement.text):
            continue
        return Finding("met", (statement,), (("own statement", weight("place", "own statement")),), text=text)
    if kind in ("presence", "permission"):
        living = _lives_there(text, cv)
        if living is not None and re.search(r"\b(?:live|living|reside|resident|based|located)\b", text, re.IGNORECASE):
            return Finding("met", (living,), (("own statement", weight("place", "own statement")),), text=text)
    return Finding("unjudgeable", note=f"{kind}: a CV does not show it", text=text)


def _same_condition(asked: str, said: str) -> bool:
    """Whether both speak of the same thing: shifts, moving house, notice."""
    both = re.compile(r"shift|night|weekend|rota|on[- ]call|relocat|notice|immediate|full[- ]time|part[- ]time|available", re.IGNORECASE)
    same = {word.lower()[:5] for word in both.findall(asked)} & {word.lower()[:5] for word in both.findall(said)}
    return bool(same) or (bool(re.search(r"shift|rota", asked, re.IGNORECASE)) and bool(re.search(r"shift|rota", said, re.IGNORECASE)))


def _regions(text: str) -> set[str]:
    folded = fold(text)
    return {
        str(region)
        for region, names in matching()["demonyms"].items()
        if any(re.search(rf"(?<!\w){re.escape(fold(str(name)))}(?!\w)", folded) for name in names)
    }


def _same_place(asked: str, said: str) -> bool:
    wanted, have = _regions(asked), _regions(said)
    return not wanted or not have or bool(wanted & have)


def _lives_there(text: str, cv: Cv) -> Statement | None:
    """A statement made of the person's place, where it lies in the region asked."""
    wanted = _regions(text)
    for statement in (*_location(cv), *(s for s in cv.statements if s.work is None)):
        if wanted and _regions(statement.text) & wanted and statement.start < 600:
            return statement
    return None


def _location(cv: Cv) -> list[Statement]:
    from loopready.model import Span

    leaf = cv.profile.person.location
    if leaf is None or not isinstance(leaf.source, Span) or leaf.source.document != cv.document.id:
        return []
    start, end = leaf.source.start, leaf.source.end
    return [Statement(text=cv.document.text[start:end], start=start, end=end, kind="line")]
