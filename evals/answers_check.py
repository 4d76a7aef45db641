"""The set of interview answers (``evals/data/answers``) checked: ``python -m evals.answers_check``.

Prints the counts and the AUC of the word count for each part, then every fault, and ends with 1 if there is one.
``--sheet dev`` or ``--sheet test`` prints what a marker is shown, as JSON lines: no kind, no intent, no claims, no CV.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "data" / "answers"
PARTS = ("dev", "test")
GOOD = ("good_short", "full")
OTHER = ("weak", "vague_long")
WORDS = {"good_short": (60, 110), "full": (150, 260)}
"""Fewest and most words of a kind; the other kinds are free."""
BALANCE = (0.40, 0.60)
"""Between these the AUC of the word count must lie in each part."""
BANDS = ((60, 112), (150, 260))
"""Lengths within which good and other answers are compared at equal length; there the AUC may lie a little wider."""
SECOND_PARTS = ("tune", "check")
SECOND_WORDS = {"good_short": (60, 120), "full": (150, 290)}
SECOND_BANDS = ((90, 121), (180, 300))
"""Lengths of the second set, which runs a little longer than the first."""
STATES = ("supported", "absent", "contradicted")
LABELS = ("context", "action", "result", "learning", "other")
LEAST_LABEL = 0.6
"""The rarest label has at least this share of what an even spread would give it."""
SEGMENTS = ("segments_a.jsonl", "segments_b.jsonl")
POSITIONS = ("first", "middle", "last")
TYPES = ("behavioural", "weakness", "motivation", "role_knowledge", "cv_walk", "drill")
Row = Mapping[str, Any]


def lines(name: str, *, folder: Path = HERE) -> list[dict[str, Any]]:
    """The rows of a JSON lines file of the set."""
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def table(name: str, *, folder: Path = HERE) -> dict[str, Any]:
    """A YAML file of the set."""
    found = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{name}: a mapping was expected")
    return found


def answer_rows(part: str, *, folder: Path = HERE) -> list[dict[str, Any]]:
    """The answers of a part: a file of its own in the first set; in the second all are in one file, parted by their question."""
    if part in PARTS:
        return lines(f"answers.{part}.jsonl", folder=folder)
    of = {q["id"] for q in table("questions.second.yaml", folder=folder)["questions"] if q["part"] == part}
    return [row for row in lines("answers.second.jsonl", folder=folder) if row["question"] in of]


def auc(high: Sequence[float], low: Sequence[float]) -> float:
    """The share of pairs in which the first is the higher one; ties count half."""
    return sum((a > b) + (a == b) / 2 for a in high for b in low) / (len(high) * len(low))


def length_auc(rows: Sequence[Row]) -> float:
    """AUC of the word count alone for the good kinds against the others."""
    good, other = ([r["words"] for r in rows if r["kind"] in kinds] for kinds in (GOOD, OTHER))
    return auc(good, other) if good and other else 0.5


def overall(levels: Mapping[str, int | None], at_most: Sequence[int] = ()) -> int | None:
    """The overall mark, 0 to 100, of the levels of one answer and the caps that hold; None where nothing was marked.

    Levels are 1 to 5, or None for a criterion that is unscored.
    """
    marked = [level for level in levels.values() if level is not None]
    if not marked:
        return None
    mean = min(sum(marked) / len(marked), *at_most, 5)
    return int(100 * (mean - 1) / 4 + 0.5)


def rubric_faults(rubric: Row) -> Iterator[str]:
    """Faults of the rubric: types, number of criteria, anchors, caps."""
    if tuple(rubric["types"]) != TYPES:
        yield f"rubric: types are {', '.join(rubric['types'])}"
    groups = {**rubric["types"], "managers": rubric["managers"]}
    for name, group in groups.items():
        criteria = group["criteria"]
        if not 4 <= len(criteria) <= 6:
            yield f"rubric, {name}: {len(criteria)} criteria"
        if len({c["id"] for c in criteria}) != len(criteria):
            yield f"rubric, {name}: a criterion twice"
        for criterion in criteria:
            if not criterion["looks_for"] or set(criterion["anchors"]) != {1, 3, 5} or not all(criterion["anchors"].values()):
                yield f"rubric, {name}, {criterion['id']}: looks_for and anchors 1, 3, 5 are needed"
        for cap in group.get("caps", []):
            if cap["at_most"] not in (2, 3) or not cap["when"]:
                yield f"rubric, {name}, cap {cap['id']}: at_most 2 or 3, and when"


def question_faults(asked: Row, rubric: Row) -> Iterator[str]:
    """Faults of the questions: counts, seats, checks, and the balance of the parts."""
    questions = asked["questions"]
    overlay = {c["id"] for c in rubric["managers"]["criteria"]}
    if len(questions) != 40 or len({q["id"] for q in questions}) != 40:
        yield f"questions: {len(questions)}, 40 different ones are needed"
    for q in questions:
        if q["seat"] not in asked["seats"] or q["type"] not in TYPES or q["part"] not in PARTS:
            yield f"question {q['id']}: seat, type or part is unknown"
        elif q["managers"] and not asked["seats"][q["seat"]]["manager"]:
            yield f"question {q['id']}: manager's criteria for a seat that is no manager's"
        if not 2 <= len(q["tests"]) <= 4 or not set(q["managers"]) <= overlay:
            yield f"question {q['id']}: two to four tests and known manager's criteria are needed"
    for kind in ("type", "seat"):
        count = Counter((q[kind], q["part"]) for q in questions)
        for value in sorted({q[kind] for q in questions}):
            if count[value, "dev"] + count[value, "test"] > 2 and abs(count[value, "dev"] - count[value, "test"]) > 1:
                yield f"questions: {value} is in dev {count[value, 'dev']}, in test {count[value, 'test']} times"
    if sum(q["part"] == "dev" for q in questions) != 20:
        yield "questions: the parts are not of equal size"


def claim_faults(where: str, text: str, cv: str, claims: Sequence[Row]) -> Iterator[str]:
    """Faults of claims: both quotes exact, a CV's words where the state speaks of them."""
    for claim in claims:
        if text.count(claim["text"]) != 1:
            yield f"{where}: the answer has the claim {claim['text']!r} {text.count(claim['text'])} times"
        if claim["state"] not in STATES or (claim["state"] == "absent") != (claim["cv_quote"] is None):
            yield f"{where}: {claim['text']!r} is {claim['state']} with the quote {claim['cv_quote']!r}"
        if claim["cv_quote"] is not None and claim["cv_quote"] not in cv:
            yield f"{where}: the CV has no {claim['cv_quote']!r}"


def second_faults(folder: Path, rubric: Row) -> Iterator[str]:
    """Faults of the second set: four answers to a question, words as counted, lengths in balance, two whole markings."""
    asked = table("questions.second.yaml", folder=folder)
    questions = {q["id"]: q for q in asked["questions"]}
    for q in questions.values():
        if q["seat"] not in asked["seats"] or q["type"] not in TYPES or q["part"] not in SECOND_PARTS:
            yield f"question {q['id']}: seat, type or part is unknown"
    rows = lines("answers.second.jsonl", folder=folder)
    if sorted((r["question"], r["kind"]) for r in rows) != sorted((id, kind) for id in questions for kind in (*OTHER, *GOOD)):
        yield "second: not each kind once for each question"
    if [r["id"] for r in rows] != sorted({r["id"] for r in rows}):
        yield "second: an id twice, or the order is not that of the ids"
    for r in rows:
        least, most = SECOND_WORDS.get(r["kind"], (1, 400))
        if r["words"] != len(r["text"].split()) or not least <= r["words"] <= most:
            yield f"{r['id']}: {r['words']} words given, {len(r['text'].split())} counted, {r['kind']} has {least} to {most}"
    if not BALANCE[0] <= length_auc(rows) <= BALANCE[1]:
        yield f"second: the word count tells the kinds apart, AUC {length_auc(rows):.3f}"
    for name in ("marking_second_a.jsonl", "marking_second_b.jsonl"):
        marks = {r["id"]: set(r["levels"]) for r in lines(name, folder=folder)}
        for r in rows:
            q = questions[r["question"]]
            if marks.get(r["id"]) != {c["id"] for c in rubric["types"][q["type"]]["criteria"]} | set(q["managers"]):
                yield f"{name}, {r['id']}: not each criterion of its question is marked"


def answer_faults(part: str, rows: Sequence[Row], asked: Row) -> Iterator[str]:
    """Faults of one part of the answers: four to a question, words as counted, lengths in balance."""
    expected = {(q["id"], kind) for q in asked["questions"] if q["part"] == part for kind in (*OTHER, *GOOD)}
    found = [(r["question"], r["kind"]) for r in rows]
    if set(found) != expected or len(found) != len(expected):
        yield f"{part}: not each kind once for each question of the part"
    if len({r["id"] for r in rows}) != len(rows) or len({r["text"] for r in rows}) != len(rows):
        yield f"{part}: an id or a text twice"
    if [r["id"] for r in rows] != sorted(r["id"] for r in rows):
        yield f"{part}: the order is not that of the ids, so it may tell the kind"
    for r in rows:
        least, most = WORDS.get(r["kind"], (1, 400))
        if r["words"] != len(r["text"].split()) or not least <= r["words"] <= most:
            yield f"{r['id']}: {r['words']} words given, {len(r['text'].split())} counted, {r['kind']} has {least} to {most}"
        if not r["intent"] or ("cv" in r) != ("claims" in r):
            yield f"{r['id']}: intent is needed, cv and claims go together"
        if "cv" in r:
            if not 10 <= len(r["cv"].splitlines()) <= 20 or not r["claims"]:
                yield f"{r['id']}: a CV of 10 to 20 lines with claims is needed"
            yield from claim_faults(r["id"], r["text"], r["cv"], r["claims"])
    if not 0.15 <= sum("cv" in r for r in rows) / len(rows) <= 0.35:
        yield f"{part}: about a quarter should have a CV"
    if not BALANCE[0] <= length_auc(rows) <= BALANCE[1]:
        yield f"{part}: the word count tells the kinds apart, AUC {length_auc(rows):.3f}"
    for least, most in BANDS:
        band = [r for r in rows if least <= r["words"] <= most]
        if not BALANCE[0] - 0.05 <= length_auc(band) <= BALANCE[1] + 0.05:
            yield f"{part}, {least} to {most} words: the word count tells the kinds apart, AUC {length_auc(band):.3f}"


def contradiction_faults(rows: Sequence[Row]) -> Iterator[str]:
    """Faults of the contradictions: counts, exact quotes, no CV in both parts."""
    if len(rows) < 120 or len({r["id"] for r in rows}) != len(rows):
        yield f"contradictions: {len(rows)}, at least 120 different ones are needed"
    plants = Counter(r["plant"] for r in rows)
    if abs(plants["contradiction"] - plants["near_miss"]) > 6 or len(plants) != 2:
        yield f"contradictions: {dict(plants)} is not half and half"
    if {r["cv"] for r in rows if r["part"] == "dev"} & {r["cv"] for r in rows if r["part"] == "test"}:
        yield "contradictions: a CV is in both parts"
    for r in rows:
        planted = sum(c["state"] == "contradicted" for c in r["claims"])
        if planted != (r["plant"] == "contradiction") or not r["claims"] or r["part"] not in PARTS:
            yield f"{r['id']}: {planted} contradicted claims in a {r['plant']}"
        yield from claim_faults(r["id"], r["answer"], r["cv"], r["claims"])


def segment_faults(rows: Sequence[Row]) -> Iterator[str]:
    """Faults of a set of sentences: counts, labels, no text twice, the order that of the ids."""
    if len(rows) < 320 or len({r["text"] for r in rows}) != len(rows) or len({r["id"] for r in rows}) != len(rows):
        yield f"segments: {len(rows)}, at least 320 different ones are needed"
    count = Counter(r["label"] for r in rows)
    if set(count) != set(LABELS) or min(count.values()) < LEAST_LABEL * len(rows) / len(LABELS):
        yield f"segments: {dict(count)} is out of balance"
    if not {r["position"] for r in rows} <= set(POSITIONS):
        yield "segments: an unknown position"
    if [r["id"] for r in rows] != sorted(r["id"] for r in rows):
        yield "segments: the order is not that of the ids, so it may tell the label"


def faults(folder: Path = HERE) -> list[str]:
    """All faults of the set in ``folder``."""
    rubric, asked = table("rubric.yaml", folder=folder), table("questions.yaml", folder=folder)
    out = [*rubric_faults(rubric), *question_faults(asked, rubric)]
    for part in PARTS:
        out += answer_faults(part, lines(f"answers.{part}.jsonl", folder=folder), asked)
    out += second_faults(folder, rubric)
    out += contradiction_faults(lines("contradictions.jsonl", folder=folder))
    sentences = [lines(name, folder=folder) for name in SEGMENTS]
    for rows in sentences:
        out += segment_faults(rows)
    for text in sorted({r["text"] for r in sentences[0]} & {r["text"] for r in sentences[1]}):
        out.append(f"segments: {text!r} is in both sets")
    return out


def sheet(part: str, *, folder: Path = HERE) -> Iterator[dict[str, Any]]:
    """What a marker is shown of each answer of a part."""
    asked = table("questions.yaml", folder=folder)
    questions = {q["id"]: q for q in asked["questions"]}
    for row in lines(f"answers.{part}.jsonl", folder=folder):
        q = questions[row["question"]]
        shown = {"type": q["type"], "seat": asked["seats"][q["seat"]]["title"], "question": q["text"]}
        yield {"id": row["id"], **shown, "tests": q["tests"], "managers": q["managers"], "answer": row["text"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the set, or print the sheet of a part."""
    parser = argparse.ArgumentParser(description="Check the set of interview answers, or print the markers' sheet.")
    parser.add_argument("--sheet", choices=PARTS)
    options = parser.parse_args(arguments)
    if options.sheet:
        for row in sheet(options.sheet):
            print(json.dumps(row, ensure_ascii=False))
        return 0
    for part in PARTS:
        rows = lines(f"answers.{part}.jsonl")
        with_cv = sum("cv" in r for r in rows)
        bands = [f"{a} to {b} words {length_auc([r for r in rows if a <= r['words'] <= b]):.3f}" for a, b in BANDS]
        print(f"{part}: {len(rows)} answers, {with_cv} with a CV, AUC of the word count {length_auc(rows):.3f} ({', '.join(bands)})")
    for part in SECOND_PARTS:
        print(f"second set, {part}: {len(answer_rows(part))} answers, AUC of the word count {length_auc(answer_rows(part)):.3f}")
    print(f"{len(lines('contradictions.jsonl'))} cases beside a CV, {sum(len(lines(name)) for name in SEGMENTS)} sentences")
    found = faults()
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
