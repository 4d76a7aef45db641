"""The marker against the gold set of answers (``evals/data/answers``): ``python -m evals.answers [--part dev|test] [--without-embedder]``,
and against the second set, by another hand: ``python -m evals.answers --set second --part tune|check``.

Prints Markdown: how far its overall mark goes with the mean of the two markings, how well it parts good answers from others (over all and
at equal length, beside what the count of words and of figures alone would do), agreement for each criterion, exactness of quotes, and time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.answers_check import BANDS, GOOD, PARTS, SECOND_BANDS, SECOND_PARTS, answer_rows, auc, lines, overall, table

from loopready.adapters.embedder import MiniLM
from loopready.model.marking import Answer, Check, PracticeQuestion, Scorecard
from loopready.model.ports import Embedder
from loopready.practice.marking import mark
from loopready.practice.rubrics import rubric_of

GOALS = {"Spearman with the mean mark": ".60", "AUC good against weak": ".85", "word count's own AUC": "at most .60"}
_WORDS_TIMED = 250


@dataclass(frozen=True)
class GoldSet:
    """A set of marked answers: its files, its parts, the part that may be read row by row, and the lengths compared with like."""

    questions: str
    markings: tuple[str, ...]
    parts: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]

    @property
    def open_part(self) -> str:
        """The part whose single answers may be looked at; of the other only totals are shown."""
        return self.parts[0]


SETS = {
    "first": GoldSet("questions.yaml", ("marking_a.jsonl", "marking_b.jsonl"), PARTS, BANDS),
    "second": GoldSet("questions.second.yaml", ("marking_second_a.jsonl", "marking_second_b.jsonl"), SECOND_PARTS, SECOND_BANDS),
}


@dataclass(frozen=True)
class Marked:
    """An answer with its kind, the two markings and the engine's."""

    id: str
    question: str
    kind: str
    text: str
    gold: tuple[Mapping[str, Any], ...]
    card: Scorecard

    @property
    def truth(self) -> float:
        """The mean of the overall marks of the two markings."""
        at_most = {cap.id: cap.at_most for cap in rubric_of(self.card.question_type).caps}
        marks = [overall(each["levels"], [at_most[cap] for cap in each["caps"]]) for each in self.gold]
        held = [float(each) for each in marks if each is not None]
        return sum(held) / len(held)

    @property
    def said(self) -> float:
        """The engine's overall mark; 0 where it gave none."""
        return float(self.card.overall or 0)


def practice_questions(part: str) -> dict[str, PracticeQuestion]:
    """The questions of a part as they are put in practice."""
    return {
        each["id"]: PracticeQuestion(
            id=f"own/{each['id']}",
            text=each["text"],
            type=each["type"],
            tests="; ".join(each["tests"]),
            checks=tuple(Check(id=f"c{n}", text=text) for n, text in enumerate(each["tests"])),
            lenses=tuple(each["managers"]),
        )
        for each in table(_set_of(part).questions)["questions"]
        if each["part"] == part
    }


def _set_of(part: str) -> GoldSet:
    return next(each for each in SETS.values() if part in each.parts)


def marked(part: str, embedder: Embedder | None) -> list[Marked]:
    """All answers of a part, marked."""
    asked = practice_questions(part)
    gold: dict[str, list[Mapping[str, Any]]] = {}
    for name in _set_of(part).markings:
        for row in lines(name):
            gold.setdefault(row["id"], []).append(row)
    return [
        Marked(
            id=row["id"],
            question=row["question"],
            kind=row["kind"],
            text=row["text"],
            gold=tuple(gold[row["id"]]),
            card=mark(asked[row["question"]], Answer(text=row["text"]), embedder=embedder),
        )
        for row in answer_rows(part)
    ]


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """The rank correlation; ties take their mean rank."""
    a, b = _ranks(left), _ranks(right)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    over = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    under = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return over / under if under else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    first = {value: order.index(value) for value in set(values)}
    return [first[value] + (order.count(value) - 1) / 2 for value in values]


def kappa(pairs: Sequence[tuple[float, float]]) -> float:
    """Quadratic weighted kappa of levels 1 to 5; a mean of two levels may be a half."""
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    chance = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    return 1 - seen / chance if chance else 1.0


def good_auc(rows: Iterable[Marked], value: str = "said") -> float | None:
    """AUC of a value for the good kinds against the others; None where a side is empty."""
    held = list(rows)
    sides = [[_value(row, value) for row in held if (row.kind in GOOD) is good] for good in (True, False)]
    return auc(sides[0], sides[1]) if all(sides) else None


def _value(row: Marked, value: str) -> float:
    if value == "words":
        return float(len(row.text.split()))
    if value == "figures":
        return float(len(re.findall(r"\d[\d.,]*", row.text)))
    return row.said


def levels_of(rows: Iterable[Marked]) -> dict[str, list[tuple[float, float]]]:
    """Criterion -> pairs of the engine's level and the mean of the two markings."""
    out: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        for each in row.card.marks:
            given = [float(gold["levels"][each.criterion]) for gold in row.gold if gold["levels"].get(each.criterion) is not None]
            if each.level is not None and given:
                out.setdefault(each.criterion, []).append((float(each.level), sum(given) / len(given)))
    return out


def quotes(rows: Iterable[Marked]) -> tuple[int, int]:
    """Marks of something present, and how many of them quote the answer exactly."""
    present, exact = 0, 0
    for row in rows:
        for each in row.card.marks:
            if each.level is not None and each.level > 1:
                spans = [(each.start, each.end, each.quote), *((s.start, s.end, s.quote) for s in each.present)]
                present += 1
                exact += all(start is not None and row.text[start:end] == quote for start, end, quote in spans)
    return present, exact


def time_of(embedder: Embedder | None, *, runs: int = 20) -> float:
    """Milliseconds for an answer of 250 words, warm, each run with words the embedder has not kept."""
    asked = next(iter(practice_questions("dev").values()))
    texts = [" ".join(row["text"].split()) for row in lines("answers.dev.jsonl")]
    pool = " ".join(texts).split()
    mark(asked, Answer(text=" ".join(pool[:_WORDS_TIMED])), embedder=embedder)
    took = 0.0
    for run in range(runs):
        text = " ".join(pool[7 + run * _WORDS_TIMED : 7 + (run + 1) * _WORDS_TIMED])
        began = time.perf_counter()
        mark(asked, Answer(text=text), embedder=embedder)
        took += time.perf_counter() - began
    return 1000 * took / runs


def report(part: str, embedder: Embedder | None) -> str:
    """The Markdown rows of a part."""
    rows = marked(part, embedder)
    present, exact = quotes(rows)
    said = [row.said for row in rows]
    out = [f"{len(rows)} answers of the {part} part.", "", "| measure | goal | figure |", "|---|---|---|"]
    values: list[tuple[str, str]] = [
        ("Spearman with the mean mark", f"{spearman(said, [row.truth for row in rows]):.3f}"),
        ("AUC good against weak", _shown(good_auc(rows))),
        *((f"AUC at {a} to {b} words", _shown(good_auc(r for r in rows if a <= len(r.text.split()) <= b))) for a, b in _set_of(part).bands),
        ("word count's own AUC", _shown(good_auc(rows, "words"))),
        ("figure count's own AUC", _shown(good_auc(rows, "figures"))),
        ("mean absolute error of the overall mark", f"{sum(abs(r.said - r.truth) for r in rows) / len(rows):.1f}"),
        ("marks of something present that quote exactly", f"{exact} of {present}"),
        ("ms for an answer of 250 words", f"{time_of(embedder):.0f}"),
    ]
    out += [f"| {name} | {GOALS.get(name, '')} | {figure} |" for name, figure in values]
    out += ["", "| criterion | answers | weighted kappa with the mean marking | mean level | theirs |", "|---|---|---|---|---|"]
    for name, pairs in levels_of(rows).items():
        ours, theirs = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
        out.append(f"| {name} | {len(pairs)} | {kappa(pairs):.2f} | {ours:.1f} | {theirs:.1f} |")
    return "\n".join(out)


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report of a part, or every answer's marks beside the given ones."""
    parser = argparse.ArgumentParser(description="The marker against the gold set of answers.")
    parser.add_argument("--set", choices=tuple(SETS), default="first", dest="gold_set")
    parser.add_argument("--part", choices=tuple(part for each in SETS.values() for part in each.parts), help="Without it, the open part.")
    parser.add_argument("--without-embedder", action="store_true")
    parser.add_argument("--each", action="store_true", help="One JSON line an answer of the set's open part instead of the report.")
    options = parser.parse_args(arguments)
    chosen = SETS[options.gold_set]
    part = options.part or chosen.open_part
    if part not in chosen.parts:
        parser.error(f"the {options.gold_set} set has the parts {', '.join(chosen.parts)}")
    embedder = None if options.without_embedder else MiniLM()
    if options.each:
        for row in marked(chosen.open_part, embedder):
            levels = {each.criterion: each.level for each in row.card.marks}
            print(json.dumps({"id": row.id, "kind": row.kind, "ours": row.said, "theirs": row.truth, "levels": levels}))
        return 0
    print(report(part, embedder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
