"""Rules on sentences: numbers and their proof, slots, stops, words, length, reading grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loopready.engines.text import fold, words
from loopready.library.linting.fault import Fault
from loopready.library.linting.source import Key, Unit
from loopready.library.linting.texts import Sentence, Text, split, texts

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)|‘[^’]*’|`[^`]*`")
_STOP = re.compile(r"[.?!:][\"'”’)\]]*$")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Rules:
    """The lint's word lists and bounds, compiled once from ``lexicon/lint.yaml``."""

    data: Mapping[str, Any]

    @cached_property
    def plain_numbers(self) -> list[re.Pattern[str]]:
        """Figures that need no source."""
        return [re.compile(pattern) for pattern in self.data["plain_numbers"]]

    @cached_property
    def hedges(self) -> re.Pattern[str]:
        """Words by which a sentence does not state a thing flatly."""
        return _any(self.data["hedges"])

    @cached_property
    def slots(self) -> re.Pattern[str]:
        """Unfilled slots."""
        return re.compile("|".join(self.data["slots"]))

    @cached_property
    def personas(self) -> re.Pattern[str]:
        """Lines that speak as a persona."""
        return _any(self.data["personas"])

    @cached_property
    def doubled(self) -> re.Pattern[str]:
        """Doubled words."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.data["doubled"]).replace(r"\1", r"\b\1"), re.IGNORECASE)

    @cached_property
    def praise(self) -> re.Pattern[str]:
        """Words of praise."""
        return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in self.data["praise"]) + r")\b", re.IGNORECASE)

    @cached_property
    def open_ends(self) -> frozenset[str]:
        """Words that leave a sentence open where they end it."""
        return frozenset(self.data["open_ends"].split())


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def language_faults(unit: Unit, rules: Rules, confidences: Mapping[str, str]) -> list[Fault]:
    """All faults of the unit's sentences. ``confidences`` is the confidence of every fact by id."""
    faults: list[Fault] = []
    for text in texts(unit):
        sentences = split(text)
        faults.extend(_text_faults(unit, text, sentences, rules))
        for sentence in sentences:
            for code, message in _sentence_faults(unit, sentence, rules, confidences):
                faults.append(unit.fault(sentence.key, code, f"{message}: {_short(sentence.raw)}", snippet=sentence.raw))
    if unit.kind in ("guide", "base"):
        faults.extend(_grade_faults(unit, rules))
    return faults


def _text_faults(unit: Unit, text: Text, sentences: list[Sentence], rules: Rules) -> Iterator[Fault]:
    if not sentences or rules.slots.fullmatch(text.text.strip()):
        return
    last = sentences[-1].plain
    final = [word.text for word in words(last)][-1:]
    why = None
    if last.endswith(("...", "…")):
        why = "ends in dots"
    elif text.whole and not _STOP.search(last):
        why = "has no final stop"
    elif final and final[0].islower() and final[0] in rules.open_ends and not last.endswith("?") and not _QUOTED.search(last[-40:]):
        why = f"ends with {final[0]!r}"
    if why:
        yield unit.fault(text.key, "cut_off", f"the text {why}: {_short(last, tail=True)}", snippet=sentences[-1].raw)


def _sentence_faults(unit: Unit, sentence: Sentence, rules: Rules, confidences: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    plain, bare = sentence.plain, _QUOTED.sub(" ", sentence.plain)
    proven = bool(sentence.marks) or sentence.calculated
    if unit.kind != "facts" and sentence.whole and not proven and not plain.rstrip("\"'”’)").endswith("?"):
        number = _bare_number(bare, rules)
        if number:
            yield "number", f"the number {number} has no fact, formula, [given] or [judgement]"
    low = [id for id in sentence.facts if confidences.get(id) == "low"]
    if low and not rules.hedges.search(plain):
        yield "low_confidence", f"the fact {low[0]} is of low confidence; say that it is reported, or to be checked"
    slot = rules.slots.search(re.sub(r"\{\{.*?\}\}", "", sentence.raw, flags=re.DOTALL))
    if slot:
        yield "slot", f"the slot {slot.group()!r} is not filled"
    if rules.personas.search(bare):
        yield "persona", "a persona speaks"
    if _misnames(unit, bare):
        yield "bar_raiser", "bar raiser is Amazon's own term; name Amazon or use another word"
    doubled = rules.doubled.search(bare)
    if doubled:
        yield "doubled", f"doubled words {doubled.group()!r}"
    praise = rules.praise.search(bare)
    if praise and unit.kind != "facts":  # facts name books, values and products as they are called
        yield "praise", f"the word of praise {praise.group()!r}"
    if "!" in bare and unit.kind != "facts":
        yield "exclamation", "an exclamation mark"
    count = len(words(plain))
    if count > rules.data["sentence_words"]:
        yield "long_sentence", f"{count} words"


def _bare_number(bare: str, rules: Rules) -> str | None:
    for pattern in rules.plain_numbers:
        bare = pattern.sub(" ", bare)
    found = re.search(r"\d[\d.,]*%?", bare)
    return found.group() if found else None


def _misnames(unit: Unit, bare: str) -> bool:
    if not re.search(r"\bbar[ -]?raisers?\b", bare, re.IGNORECASE):
        return False
    if unit.kind == "firm" and unit.value.get("id") in ("aws", "amazon"):
        return False
    return not re.search(r"\b(?:Amazon|AWS)\b", bare)


def _grade_faults(unit: Unit, rules: Rules) -> list[Fault]:
    groups: dict[Key, list[Sentence]] = {}
    for text in texts(unit):
        item = _item_of(text.key)
        if item and text.whole:
            groups.setdefault(item, []).extend(split(text))
    faults = []
    for key, sentences in groups.items():
        grade, count = reading_grade([sentence.plain for sentence in sentences])
        if count >= rules.data["grade_words"] and grade > rules.data["grade"]:
            faults.append(unit.fault(key, "grade", f"reading grade {grade:.1f}, over {rules.data['grade']}; shorten sentences and words"))
    return faults


def _item_of(key: Key) -> Key | None:
    """The key of the item a text belongs to: ``questions.3``, ``areas.1.concepts.2``, ``seat``."""
    if key[:1] == ("areas",) and len(key) > 3:
        return key[:4]
    if key[:1] == ("seat",):
        return key[:1]
    return key[:2] if len(key) > 2 else None


def reading_grade(sentences: list[str]) -> tuple[float, int]:
    """Flesch-Kincaid grade of these sentences, and the number of words it rests on. Source: Kincaid et al. 1975."""
    tokens = [word.text for sentence in sentences for word in words(sentence) if word.text[0].isalpha()]
    if not tokens or not sentences:
        return 0.0, 0
    syllables = sum(_syllables(token) for token in tokens)
    return 0.39 * len(tokens) / len(sentences) + 11.8 * syllables / len(tokens) - 15.59, len(tokens)


def _syllables(word: str) -> int:
    folded = fold(word)
    count = len(_VOWELS.findall(folded))
    if folded.endswith("e") and not folded.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


def _short(text: str, *, tail: bool = False, limit: int = 70) -> str:
    if len(text) <= limit:
        return repr(text)
    return repr("…" + text[-limit:]) if tail else repr(text[:limit] + "…")
