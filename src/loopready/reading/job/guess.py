"""A trained guess of a line's kind, for lines that no heading speaks for.

Two models, both logistic regressions with weights as plain data (``library/content/trained/job_kinds.json``, written by
``evals/train_kinds.py`` from postings written for it): one over all kinds, from a line's words and cues; one of must against
nice, from the same and from how the line stands beside the other asked lines of its posting. No feature looks at order.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from loopready.engines.text import words
from loopready.model import LineKind
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.bars import LADDER, bar_scores, marks
from loopready.reading.job.cues import CLASSES, evidence
from loopready.reading.job.lexicon import fold
from loopready.reading.job.skills import skill_spans

KINDS: tuple[LineKind, ...] = ("must", "nice", "responsibility", "about", "benefit", "other")
SCALE = 100
_SOFT = ("ability", "praised skill", "skill named as such", "keenness", "trait", "setting")
_ONLY_KINDS = ("s length", "s stop", "s lower", "s digit", "s skills", "s bare")
_BARRED = tuple(f"r {style} {row}" for style in ("papers", "bars") for row in ("bar", "soft", "plain"))
_PAPERS = ("or its equivalent", "licence or registration")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training left behind, in hundredths: a row of one weight a kind for each feature; one weight each for must against nice.

    ``balance`` holds a weight for each part of ``weighed``: how the scores of must against nice become log odds.
    """

    kinds: Mapping[str, Sequence[int]]
    asked: Mapping[str, int]
    balance: Sequence[int]


@cache
def trained() -> Weights:
    """The weights that ship with the program."""
    file = resources.files("loopready") / "library" / "content" / "trained" / "job_kinds.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return Weights(kinds=data["kinds"], asked=data["asked"], balance=data["balance"])


@lru_cache(maxsize=4096)
def line_features(text: str) -> tuple[str, ...]:
    """What a line shows by itself, each once: its words and pairs of words, how it opens, its cues, its length."""
    spoken = ["#" if word.text[0].isdigit() else fold(word.text) for word in words(text)]
    told = evidence(text)
    out = [f"w {word}" for word in spoken] + [f"p {a} {b}" for a, b in pairwise(spoken)]
    out += [f"o {' '.join(spoken[:count])}" for count in (1, 2, 3) if len(spoken) >= count]
    out += [f"c {name}" for name in CLASSES if told[name]] + [f"c {name} twice" for name in CLASSES if told[name] > 1]
    out += [f"m {name}" for name in marks(text)]
    shape = {
        "work verb": told.work_verb, "gerund": told.gerund, "you": told.second_person, "of the role": told.of_the_role,
        "of the firm": told.of_the_firm, "pay": told.pay, "condition": told.condition, "stop": text.rstrip().endswith("."),
        "lower": text[:1].islower(), "digit": any(char.isdigit() for char in text),
    }  # fmt: skip
    out += [f"s {name}" for name, holds in shape.items() if holds]
    out.append(f"s length {min(6, len(spoken) // 3)}")
    named = len(skill_spans(text))
    out += [f"s skills {min(named, 3)}"] + ["s bare name"] * (named > 0 and len(spoken) <= 4)
    degree, years = degree_asked(text), years_asked(text)
    out += [f"d {degree}"] * (degree is not None) + ([f"y {min(9, int(years.min))}", "y any"] if years is not None else [])
    return tuple(dict.fromkeys(out))


def asked_features(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """What each asked line shows, by itself and beside the others: the lower degree, fewer years, a bar among abilities.

    Why not its length or its names: they tell one author's habits, not what is needed.
    """
    degrees = [LADDER.index(degree) if (degree := degree_asked(text)) is not None else None for text in texts]
    years = [asked.min if (asked := years_asked(text)) is not None else None for text in texts]
    named, barred = {value for value in degrees if value is not None}, {value for value in years if value is not None}
    told = [evidence(text) for text in texts]
    found = [marks(text) for text in texts]
    wanted = any(one["nice_whole"] for one in told)
    needed = any(one["must_whole"] or one["hard"] for one in told)
    soft = [any(mark in _SOFT for mark in one) for one in found]
    bars = sum(a is not None or b is not None for a, b in zip(degrees, years, strict=True))
    style = "papers" if named and barred else "bars" if bars else "open"
    out = []
    for place, text in enumerate(texts):
        rows = [name for name in line_features(text) if not name.startswith(_ONLY_KINDS)]
        rung, year = degrees[place], years[place]
        if rung is not None:
            rows.append("r only degree" if len(named) == 1 else "r lowest degree" if rung == min(named) else "r higher degree")
        if year is not None:
            rows.append("r only years" if len(barred) == 1 else "r fewest years" if year == min(barred) else "r more years")
        bar = rung is not None or year is not None or any(mark in _PAPERS for mark in found[place])
        rows.append(f"r {style} {'bar' if bar else 'soft' if soft[place] else 'plain'}")
        rows += [f"r {style} {mark}" for mark in found[place]]
        rows += [f"r wanted named {'here' if told[place]['nice_whole'] else 'elsewhere'}"] * wanted
        rows += [f"r needed named {'here' if told[place]['must_whole'] or told[place]['hard'] else 'elsewhere'}"] * needed
        mostly = sum(soft) / len(texts)
        rows.append(f"r {'soft' if soft[place] else 'other'} among {'few' if mostly < 0.2 else 'some' if mostly < 0.5 else 'many'} soft")
        out.append(tuple(dict.fromkeys(rows)))
    return out


def kind_shares(text: str, *, weights: Weights | None = None) -> dict[LineKind, float]:
    """How likely each kind is for a line by itself; the shares sum to one."""
    table = (weights or trained()).kinds
    rows = [table[name] for name in ("start", *line_features(text)) if name in table]
    sums = [sum(row[place] for row in rows) / SCALE for place in range(len(KINDS))]
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    total = sum(powers)
    return dict(zip(KINDS, (power / total for power in powers), strict=True))


def asked_score(features: Sequence[str], *, weights: Weights) -> float:
    """The log odds of must against nice for a line's features, before they are set beside the posting's mean."""
    return sum(weights.asked.get(name, 0) for name in ("start", *features)) / SCALE


def must_shares(texts: Sequence[str], *, weights: Weights | None = None) -> list[float]:
    """How likely each asked line of one posting is a must (the rest: nice).

    Why two voices where a posting states a degree or years: the hand-set score knows such postings, and the trained one knows
    one author's wording of them; each mends mistakes of the other.
    """
    if not texts:
        return []
    held = weights or trained()
    features = asked_features(texts)
    parts = weighed([asked_score(one, weights=held) for one in features])
    odds = [sum(weight * part for weight, part in zip(held.balance, row, strict=True)) / SCALE for row in parts]
    if any(name in _BARRED for name in features[0]):
        odds = [value + bar for value, bar in zip(odds, bar_scores(texts), strict=True)]
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) for value in odds]


def weighed(scores: Sequence[float]) -> list[tuple[float, float, float]]:
    """One, the score of an asked line, and how far it lies above its posting's mean, less so where there are few lines to compare."""
    mean = sum(scores) / len(scores)
    shrunk = len(scores) / (len(scores) + 3)
    return [(1.0, score, (score - mean) * shrunk) for score in scores]
