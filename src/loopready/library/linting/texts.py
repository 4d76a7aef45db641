"""The texts of a unit and their sentences, markup told from words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from loopready.engines.text import sentences
from loopready.library.linting.source import Key, Unit

MARK = re.compile(r"\[(?:fact:[^\]]+|given|judgement)\]")
FACT = re.compile(r"\[fact:([^\]]+)\]")
FORMULA = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


SENTENCES = _fields(
    """summary day great what demands ask text scope question listens_for doubt probe safe tests average downgrade follow_ups traps
    goes_wrong why listen figures worked answer good bad prepare carries new body questions about loop assessor levels read shows ai_rule
    unknown scenario says solution hints statement"""
)
"""Fields of the nouns that hold whole sentences."""
PAPER_SENTENCES = _fields("says for_whom when notes looks_for thin ask")
"""Those of a paper; its drafts are an invented firm's, with an invented firm's figures."""
PHRASES = _fields("title name label missing sinks seat")
"""Fields that hold phrases for people."""
_NOT_PROSE = _fields(
    """routing cues like titles not_titles words duties not_duties story_cues asked_by aliases sources names parameters derived extends
    without by who finds"""
)
_IDS = _fields("signals rounds drills questions")


class Text(NamedTuple):
    """A text of a unit, and whether it must be whole sentences."""

    key: Key
    text: str
    whole: bool


class Sentence(NamedTuple):
    """A sentence of a text: as written, and its words alone with formulas as ``9``."""

    key: Key
    raw: str
    plain: str
    whole: bool
    marks: tuple[str, ...]
    facts: tuple[str, ...]
    calculated: bool


def texts(unit: Unit) -> list[Text]:
    """Every text of the unit that people read, in order."""
    return list(_texts(unit.kind, unit.value, ()))


def _texts(kind: str, value: Any, key: Key) -> Iterator[Text]:
    if isinstance(value, dict):
        for name, item in value.items():
            if _is_prose_branch(str(name), item, key):
                yield from _texts(kind, item, (*key, name))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _texts(kind, item, (*key, i))
    elif isinstance(value, str) and key:
        name = next(str(part) for part in reversed(key) if isinstance(part, str))
        if name in (PAPER_SENTENCES if kind == "paper" else SENTENCES):
            yield Text(key, value, not _is_phrase(name, key))
        elif name in PHRASES:
            yield Text(key, value, False)


def _is_prose_branch(name: str, item: Any, key: Key) -> bool:
    if name in _NOT_PROSE or (name == "answer" and key[:1] == ("drills",)):
        return False
    if name == "figures":  # of a fact these are values, of a concept sentences
        return isinstance(item, list)
    is_list_of_ids = name in _IDS and key[:1] != ("topics",) and isinstance(item, list) and bool(item) and isinstance(item[0], str)
    return not is_list_of_ids


def _is_phrase(name: str, key: Key) -> bool:
    """Options and criteria of drills, and labels, may be phrases."""
    return any(part in ("options", "rubric") for part in key) and name in ("text", "great", "average", "sinks", "says")


def split(text: Text) -> list[Sentence]:
    """The sentences of a text. Marks that follow a stop belong to the sentence before them."""
    out: list[Sentence] = []
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\ue000{len(held) - 1}\ue001"

    def hold_formula(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"9\ue000{len(held) - 1}\ue001"

    masked = MARK.sub(hold, FORMULA.sub(hold_formula, text.text))
    masked = re.sub(r"([.!?…][\"'”’)]*)((?:\s*\ue000\d+\ue001)+)", r"\2\1", masked)
    for start, end in sentences(masked):
        chunk = masked[start:end]
        pieces = [held[int(number)] for number in re.findall(r"\ue000(\d+)\ue001", chunk)]
        plain = re.sub(r"\s*\ue000\d+\ue001", "", re.sub(r"9\ue000\d+\ue001", "9", chunk)).strip()
        raw = re.sub(r"\ue000(\d+)\ue001", lambda match: held[int(match.group(1))], chunk.replace("9\ue000", "\ue000"))
        if not plain:
            continue
        marks = tuple(piece for piece in pieces if piece.startswith("["))
        out.append(
            Sentence(
                key=text.key,
                raw=raw,
                plain=plain,
                whole=text.whole,
                marks=marks,
                facts=tuple(id.strip() for mark in marks if (match := FACT.fullmatch(mark)) for id in match.group(1).split(",")),
                calculated=any(piece.startswith("{{") for piece in pieces),
            )
        )
    return out
