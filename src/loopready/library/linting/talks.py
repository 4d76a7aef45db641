"""Rules on conversations and design prompts: their types, what they refer to, their templates and patterns, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from loopready.engines.formula import evaluate
from loopready.engines.lexicon import table
from loopready.engines.text import words
from loopready.library.linting.fault import Fault
from loopready.library.linting.language import Rules
from loopready.library.linting.source import Key, Unit, read_unit
from loopready.library.resources import yaml_files
from loopready.model import ContentError, Noun
from loopready.model.conversation import ConversationBook, ConversationCase
from loopready.model.designing import DesignPrompt

_BOOK = "conversations/book.yaml"
_TYPES: dict[str, type[Noun]] = {
    "conversation_book": ConversationBook,
    "conversation_case": ConversationCase,
    "design_prompt": DesignPrompt,
}
_SLOT = re.compile(r"\{([^{}]*)\}")
_NAMED = re.compile(r"@([a-z_]+)")
_STANCES = frozenset({"open", "guarded", "closed"})


def talk_units(root: Traversable) -> tuple[list[Unit], list[Fault]]:
    """The files of conversations and designs, and what can not be parsed."""
    units, faults = [], []
    for folder in ("conversations", "designs"):
        for file in yaml_files(root, folder):
            kind = "conversation_book" if file.name == _BOOK else "design_prompt" if folder == "designs" else "conversation_case"
            unit, found = read_unit(kind, file.name, [(file.name, file.read())])
            units.append(unit)
            faults += found
    return units, faults


def talk_faults(units: list[Unit], rules: Rules, facts: frozenset[str]) -> list[Fault]:
    """All faults of these files. What does not fit its type is not looked at further."""
    faults: list[Fault] = []
    book: ConversationBook | None = None
    fitting: list[tuple[Unit, Noun]] = []
    for unit in units:
        faults += _modeline(unit) + list(_prose(unit, rules)) + list(_cited(unit, facts))
        try:
            noun = _TYPES[unit.kind].model_validate(unit.value)
        except ValidationError as error:
            faults += [unit.fault(tuple(each["loc"]), "schema", each["msg"]) for each in error.errors(include_url=False)]
            continue
        fitting.append((unit, noun))
        book = noun if isinstance(noun, ConversationBook) else book
    for unit, noun in fitting:
        if isinstance(noun, DesignPrompt):
            faults += _prompt(unit, noun)
        elif isinstance(noun, ConversationCase) and book is not None:
            faults += _case(unit, noun, book)
        elif isinstance(noun, ConversationBook):
            faults += _book(unit, noun)
    return faults


def _modeline(unit: Unit) -> list[Fault]:
    wanted = f"# yaml-language-server: $schema=../../../../../schema/{unit.kind}.schema.json"
    first = next(iter(unit.lines.get(unit.name, [])), "")
    return [] if first.strip() == wanted else [Fault(unit.name, 1, 1, "modeline", f"the first line is to be: {wanted}")]


def _strings(value: Any, key: Key = ()) -> Iterator[tuple[Key, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in ("cues", "id", "sources", "formula"):
                yield from _strings(item, (*key, name))
        if isinstance(value.get("cues"), dict):  # of a book these are lines, of a prompt patterns
            yield from _strings(value["cues"], (*key, "cues"))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _strings(item, (*key, at))
    elif isinstance(value, str):
        yield key, value


def _prose(unit: Unit, rules: Rules) -> Iterator[Fault]:
    for key, text in _strings(unit.value):
        for code, pattern, says in (
            ("exclamation", re.compile("!"), "an exclamation mark"),
            ("praise", rules.praise, "a word of praise"),
            ("persona", rules.personas, "a persona speaks"),
            ("doubled", rules.doubled, "doubled words"),
        ):
            found = pattern.search(text)
            if found:
                yield unit.fault(key, code, f"{says}: {found.group()!r}")
        for sentence in re.split(r"(?<=[.?])\s", text):
            if len(words(sentence)) > rules.data["sentence_words"]:
                yield unit.fault(key, "long_sentence", f"{len(words(sentence))} words: {sentence[:50]!r}")


def _cited(unit: Unit, facts: frozenset[str]) -> Iterator[Fault]:
    sources = unit.value.get("sources")
    for at, id in enumerate(sources if isinstance(sources, list) else ()):
        if id not in facts:
            yield unit.fault(("sources", at), "unknown_fact", f"there is no fact {id}")


def _book(unit: Unit, book: ConversationBook) -> Iterator[Fault]:
    moves = {each.id for each in book.moves}
    yield from _twice(unit, "moves", [each.id for each in book.moves])
    for at, cause in enumerate(book.causes):
        for move in cause.lifts:
            if move not in moves:
                yield unit.fault(("causes", at, "lifts"), "unknown_reference", f"there is no move {move}")
    for reply, stances in book.lines.items():
        if set(stances) != _STANCES or not all(stances.values()):
            yield unit.fault(("lines", reply), "schema", "a reply has lines for open, guarded and closed")
    for at, criterion in enumerate(book.criteria):
        if set(criterion.levels) != {1, 2, 3, 4, 5}:
            yield unit.fault(("criteria", at, "levels"), "schema", "a criterion says what each level from 1 to 5 is")
    yield from _slots(unit, frozenset({"name", "seat"}))


def _case(unit: Unit, case: ConversationCase, book: ConversationBook) -> Iterator[Fault]:
    moves, causes = {each.id: each for each in book.moves}, {each.id for each in book.causes}
    topics = {each.asks for each in book.moves}
    known = {each.id for each in case.findings}
    yield from _twice(unit, "findings", [each.id for each in case.findings])
    if case.cause not in causes:
        yield unit.fault(("cause",), "unknown_reference", f"there is no cause {case.cause}")
    for end in case.right_ends:
        if end not in moves or moves[end].meeting != "decide":
            yield unit.fault(("right_ends",), "unknown_reference", f"there is no decision {end}")
    for reply in case.lines:
        if reply not in book.lines:
            yield unit.fault(("lines", reply), "unknown_reference", f"there is no reply {reply}")
    for at, finding in enumerate(case.findings):
        wrong = [each for each in finding.needs if each not in known] + [each for each in finding.points_to if each not in causes]
        if finding.where != "person" and finding.where not in moves:
            wrong.append(finding.where)
        if finding.where == "person" and finding.topic not in topics:
            wrong.append(str(finding.topic))
        for each in wrong:
            yield unit.fault(("findings", at), "unknown_reference", f"there is no {each}")
    if sum(case.cause in each.points_to and not each.needs for each in case.findings) < 3:
        yield unit.fault(("findings",), "floor", "fewer than three facts that can be found at once speak for the cause")
    yield from _slots(unit, frozenset({"name", "seat", *case.values}))


def _slots(unit: Unit, names: frozenset[str]) -> Iterator[Fault]:
    for key, text in _strings(unit.value):
        for slot in _SLOT.findall(text):
            if slot not in names:
                yield unit.fault(key, "slot", f"nothing fills {{{slot}}}")


def _prompt(unit: Unit, prompt: DesignPrompt) -> Iterator[Fault]:
    named = table("design")["patterns"]
    for field, ids in (("facts", prompt.facts), ("points", prompt.points), ("numbers", prompt.numbers)):
        yield from _twice(unit, field, [each.id for each in ids])
    places: list[tuple[Key, tuple[str, ...]]] = [(("case",), prompt.case)]
    places += [(("facts", at), each.cues) for at, each in enumerate(prompt.facts)]
    places += [(("numbers", at), each.cues) for at, each in enumerate(prompt.numbers)]
    for at, point in enumerate(prompt.points):
        yield from _twice(unit, "points", [each.id for each in point.elements])
        places += [(("points", at, "elements", n), each.cues) for n, each in enumerate(point.elements)]
        if point.full > len(point.elements):
            yield unit.fault(("points", at, "full"), "schema", f"{point.full} of {len(point.elements)} elements can not be held")
    for key, cues in places:
        yield from _patterns(unit, key, cues, named)
    for at, number in enumerate(prompt.numbers):
        try:
            evaluate(number.formula)
        except ContentError as error:
            yield unit.fault(("numbers", at, "formula"), "formula", error.message)
    points = {each.id for each in prompt.points}
    for at, turn in enumerate(prompt.worked):
        for point_id in turn.points:
            if point_id not in points:
                yield unit.fault(("worked", at), "unknown_reference", f"there is no point {point_id}")


def _patterns(unit: Unit, key: Key, cues: tuple[str, ...], named: dict[str, str]) -> Iterator[Fault]:
    for cue in cues:
        for name in _NAMED.findall(cue):
            if name not in named:
                yield unit.fault(key, "cue", f"lexicon/design.yaml has no pattern {name}")
        try:
            re.compile(_NAMED.sub("x", cue))
        except re.error as error:
            yield unit.fault(key, "cue", f"{cue!r} can not be read: {error}")


def _twice(unit: Unit, field: str, ids: list[str]) -> Iterator[Fault]:
    for id in sorted({each for each in ids if ids.count(each) > 1}):
        yield unit.fault((field,), "duplicate_id", f"{id} is given twice")
