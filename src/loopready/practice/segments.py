"""The parts of an answer: each sentence is context, action, result, learning, or other.

A softmax regression over what a sentence shows (its words, its cues, who did what in which tense), with weights as plain data
(``library/content/trained/segments.json``, written by ``evals/train_segments.py``), and then the likeliest order of the whole
answer: where in an answer a label stands, and which label follows which. Cues and verbs are data (``lexicon/segments.yaml``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, get_args

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.text import fold, sentences, words
from loopready.model import AnswerSegment, SegmentLabel

LABELS: tuple[SegmentLabel, ...] = get_args(SegmentLabel)
THIRDS = ("first", "middle", "last")
SCALE = 100
"""Weights are kept in hundredths."""
VALUES = {"c": 1.3, "v": 0.5, "v1": 0.5, "w": 0.3, "o": 0.4, "s": 0.7}
"""What a feature of a group is worth where it is present. Why not 1: training doubts single words more than cues and verbs."""
_OPENING = 12
"""A cue that begins before this character opens its sentence."""
_CONTRACTED = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}


@dataclass(frozen=True, slots=True)
class SegmentWeights:
    """What training left behind, in hundredths: one weight a label for each feature, and for each third of an answer."""

    features: Mapping[str, Sequence[int]]
    thirds: Mapping[str, Sequence[int]]


@cache
def trained() -> SegmentWeights:
    """The weights that ship with the program."""
    file = resources.files("loopready") / "library" / "content" / "trained" / "segments.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return SegmentWeights(features=data["features"], thirds=data["thirds"])


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return {name: _words(f"{name}_verbs") for name in ("act", "state", "mind", "change")}


@cache
def _known_verbs() -> frozenset[str]:
    return frozenset().union(*_verbs().values())


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon.word_set("segments", key)


@cache
def _auxiliaries() -> dict[str, str]:
    return {form: str(base) for base, forms in lexicon.table("segments")["auxiliaries"].items() for form in str(forms).split()}


@cache
def _past_forms() -> dict[str, str]:
    table = lexicon.table("segments")
    out = dict(lexicon.irregular_forms())
    out.update({form: str(base) for base, forms in table["past"].items() for form in str(forms).split()})
    return out


@cache
def _cues() -> tuple[CueSet, dict[str, list[str]]]:
    """All cues as one set, and the groups of each. Why one set: a sentence is then gone through once."""
    groups: dict[str, list[str]] = {}
    for name, cues in lexicon.table("segments")["cues"].items():
        for cue in str(cues).split(","):
            groups.setdefault(cue.strip(), []).append(str(name))
    return CueSet(groups), groups


def _plain(text: str) -> list[str]:
    """The folded words, contractions written out: "didn't" is did not, "he'd left" he had left, "he'd leave" he would leave."""
    spoken = ["#" if word.text[0].isdigit() else fold(word.text) for word in words(text)]
    out: list[str] = []
    for place, word in enumerate(spoken):
        following = spoken[place + 1] if place + 1 < len(spoken) else ""
        if word.endswith("n't"):
            out += ["can" if word == "can't" else "will" if word == "won't" else word[:-3], "not"]
        elif word.endswith("'d"):
            out += [word[:-2], "had" if following == "been" or _tense(following)[0] == "past" else "would"]
        elif word.endswith("'s") and word[:-2] in _words("pronouns"):
            out += [word[:-2], "is"]
        elif word[-3:] in _CONTRACTED or word[-2:] in _CONTRACTED:
            cut = 3 if word[-3:] in _CONTRACTED else 2
            out += [word[:-cut], _CONTRACTED[word[-cut:]]]
        else:
            out.append(word)
    return out


def _tense(word: str) -> tuple[str, str]:
    """past, ing or base, and the base form as far as it can be told."""
    if word in _words("same_past"):
        return "past", word
    if word in _past_forms():
        return "past", _past_forms()[word]
    if word.endswith("ed") and len(word) > 3 and not word.endswith("eed"):
        return "past", _base(word[:-2])
    if word.endswith("ing") and len(word) > 4:
        return "ing", _base(word[:-3])
    return "base", word


def _base(rest: str) -> str:
    """The base form of a verb whose -ed or -ing was taken off, where one of the lists knows it."""
    known = _known_verbs()
    doubled = rest[:-1] if len(rest) > 2 and rest[-1] == rest[-2] else rest
    for form in (rest, f"{rest}e", doubled, f"{rest[:-1]}y" if rest.endswith("i") else rest):
        if form in known:
            return form
    return rest


class _Clause(NamedTuple):
    who: str
    tense: str
    verb: str


def _clauses(spoken: Sequence[str]) -> list[_Clause]:
    """Who did what in which tense, in order: each pronoun with the verb after it, and a noun's first verb where one can be told."""
    out = []
    for place, word in enumerate(spoken):
        if word in _words("pronouns"):
            found = _verb_after(spoken, place + 1)
            if found is not None:
                out.append(_Clause("they" if word in {"he", "she"} else word, *found))
    if not out or spoken[0] not in _words("pronouns"):
        for place, word in enumerate(spoken):
            if word in _words("pronouns"):
                break
            if place and (word in _auxiliaries() or _tense(word)[0] == "past"):
                found = _verb_after(spoken, place)
                if found is not None:
                    out.insert(0, _Clause("noun", *found))
                break
    return out


def _verb_after(spoken: Sequence[str], start: int) -> tuple[str, str] | None:
    """Tense and base form of the verb that begins within three words of ``start``."""
    helpers: list[str] = []
    for word in spoken[start : start + 6]:
        if word in _auxiliaries() and len(helpers) < 3:
            helpers.append(word)
        elif word in _words("passed_over") or word.endswith("ly"):
            continue
        else:
            form, base = _tense(word)
            if not helpers:
                return (form, base) if form != "ing" else None
            return _compound(helpers, form, base)
    if helpers:
        return _auxiliaries()[helpers[0]], "be" if _auxiliaries()[helpers[0]] in ("is", "was") else helpers[0]
    return None


def _compound(helpers: Sequence[str], form: str, base: str) -> tuple[str, str]:
    first = _auxiliaries()[helpers[0]]
    if first in ("is", "was"):
        return (f"{first} {form}", base) if form in ("ing", "past") else (first, "be")
    if first in ("have", "had"):
        return (
            (f"{first} been {form}" if "been" in helpers else f"{first} past", base)
            if form == "past" or "been" in helpers
            else (first, "have")
        )
    if len(helpers) > 1 and helpers[1] in ("have", "had", "be"):
        return f"{first} {helpers[1]}", base
    return first, base


def _verb_kinds(base: str) -> list[str]:
    return [name for name, known in _verbs().items() if base in known] or ["?"]


def segments_of(text: str, *, weights: SegmentWeights | None = None) -> tuple[AnswerSegment, ...]:
    """Every sentence of an answer with its label, in order; ``text[start:end] == quote``. Empty where the text has no word."""
    places = [(start, end) for start, end in sentences(text) if words(text[start:end])]
    held = weights or trained()
    alone = [_log_shares(text[start:end], weights=held) for start, end in places]
    labels = _likeliest([_placed(row, third(number, len(places)), weights=held) for number, row in enumerate(alone)])
    return tuple(
        AnswerSegment(label=LABELS[label], start=start, end=end, quote=text[start:end], share=round(math.exp(row[label]), 2))
        for label, (start, end), row in zip(labels, places, alone, strict=True)
    )


def sentence_label(text: str, *, position: str | None = None, weights: SegmentWeights | None = None) -> SegmentLabel:
    """The label of one sentence by itself, or of one that stands in a known third of its answer."""
    held = weights or trained()
    row = _log_shares(text, weights=held)
    row = row if position is None else _placed(row, position, weights=held)
    return LABELS[row.index(max(row))]


@lru_cache(maxsize=4096)
def shares_of(text: str) -> Mapping[SegmentLabel, float]:
    """The share of each label, 0 to 1, for a sentence by itself: where it stands in its answer does not count."""
    return dict(zip(LABELS, map(math.exp, _log_shares(text, weights=trained())), strict=True))


def third(number: int, count: int) -> str:
    """The third of an answer of ``count`` sentences in which the one of that number (from 0) stands."""
    return THIRDS[min(2, 3 * number // count)]


def _log_shares(text: str, *, weights: SegmentWeights) -> list[float]:
    """The logarithm of each label's share for a sentence by itself."""
    sums = [weight / SCALE for weight in weights.features["start"]]
    for name in sentence_features(text):
        row = weights.features.get(name)
        if row is not None:
            sums = [value + weight / SCALE for value, weight in zip(sums, row, strict=True)]
    top = max(sums)
    total = top + math.log(sum(math.exp(value - top) for value in sums))
    return [value - total for value in sums]


def _placed(row: Sequence[float], position: str, *, weights: SegmentWeights) -> list[float]:
    return [value + weight / SCALE for value, weight in zip(row, weights.thirds[position], strict=True)]


def _likeliest(rows: Sequence[Sequence[float]]) -> list[int]:
    """The labels, as places in ``LABELS``, whose sum over sentences and steps is highest (Viterbi)."""
    steps = _steps()
    sums, before = [list(rows[0])] if rows else [], []
    for row in rows[1:]:
        ways = [[sums[-1][a] + steps[a][b] for a in range(len(LABELS))] for b in range(len(LABELS))]
        before.append([way.index(max(way)) for way in ways])
        sums.append([max(way) + value for way, value in zip(ways, row, strict=True)])
    if not sums:
        return []
    out = [sums[-1].index(max(sums[-1]))]
    for row_before in reversed(before):
        out.append(row_before[out[-1]])
    return out[::-1]


@cache
def _steps() -> list[list[float]]:
    order = lexicon.table("segments")["order"]
    return [[order[a].get(b, 0) / SCALE for b in LABELS] for a in LABELS]


@lru_cache(maxsize=4096)
def sentence_features(text: str) -> tuple[str, ...]:
    """What a sentence shows by itself, each once: cues, who did what in which tense, words and pairs of words, length, figures."""
    spoken = _plain(text)
    out: list[str] = []
    cues, groups = _cues()
    found: dict[str, set[str]] = {}
    for hit in cues.hits(text):
        for name in groups[hit.cue]:
            found.setdefault(name, set()).add(hit.cue)
            out += [f"c {name} opens"] * (hit.start < _OPENING)
    for name, hits in found.items():
        out += [f"c {name}"] + [f"c {name} twice"] * (len(hits) > 1)
    clauses = _clauses(spoken)
    for number, clause in enumerate(clauses):
        rows = [f"{clause.who} {clause.tense}", clause.tense]
        rows += [row for kind in _verb_kinds(clause.verb) for row in (f"{clause.who} {clause.tense} {kind}", f"{clause.tense} {kind}")]
        rows.append(f"{clause.who} {clause.verb}")
        out += [f"v {row}" for row in rows] + [f"v1 {row}" for row in rows] * (number == 0)
    out += _shape(spoken, clauses)
    out += [f"w {word}" for word in spoken]
    out += [f"o {' '.join(spoken[:count])}" for count in (1, 2) if len(spoken) >= count]
    first = spoken[0] if spoken else ""
    out.append(f"o {'pronoun' if first in _words('pronouns') else 'noun' if first in _words('determiners') else 'else'}")
    out += ["s question"] * text.rstrip().endswith("?") + ["s figure"] * any(c.isdigit() for c in text)
    out.append(f"s length {min(5, len(spoken) // 5)}")
    return tuple(dict.fromkeys(out))


def _shape(spoken: Sequence[str], clauses: Sequence[_Clause]) -> list[str]:
    """Which times and persons occur in the sentence at all."""
    tenses = {clause.tense.split()[0] for clause in clauses}
    then, now = tenses & {"past", "was", "had", "did"}, tenses & {"base", "is", "have", "can", "will", "do", "must"}
    out = ["s no verb"] * (not clauses) + ["s no verb short"] * (not clauses and len(spoken) < 6)
    out += ["s then only"] * bool(then and not now) + ["s now only"] * bool(now and not then) + ["s then and now"] * bool(then and now)
    speaker = [clause for clause in clauses if clause.who in ("i", "we")]
    out += ["s speaker"] * bool(speaker) + ["s speaker opens"] * (spoken[:1] in (["i"], ["we"]))
    out += ["s no speaker then"] * bool(then and not speaker) + ["s no speaker now"] * bool(now and not then and not speaker)
    acts = any(
        clause.tense in ("past", "have past", "did") and clause.who in ("i", "we") and "act" in _verb_kinds(clause.verb)
        for clause in clauses
    )
    out += ["s acts"] * acts + ["s you"] * bool({"you", "your"} & set(spoken))
    out += ["s perfect"] * ("had" in tenses and any(clause.tense.startswith("had ") for clause in clauses))
    return out
