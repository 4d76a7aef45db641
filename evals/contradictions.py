"""Claims of answers beside a CV (``evals/data/answers/contradictions.jsonl``):
``python -m evals.contradictions [--part dev|test|own|second|third|fourth|fifth|sixth|seventh] [--file FILE [--half first|second]]``.

Prints precision and recall of what is called contradicted, and how often the state of a listed claim is the one found.
A reported contradiction is right where its words meet those of a listed one; a listed one is found where a reported one meets it.
A listed claim's state is that of the reported claim that meets it most; a claim that is not reported counts as absent.
``own`` are the cases of other trades in ``tests/practice/claims_cases.yaml``, ``second`` and ``third`` those of ``claims_more.yaml``,
``fourth`` those of ``claims_fourth.yaml`` (``fourth-a`` and ``fourth-b`` are its halves, two cases by turns),
``fifth`` those of ``claims_fifth.yaml``, ``sixth`` those of ``claims_sixth.yaml`` (its parts ``sixth-a``, ``sixth-b`` and ``sixth-c``
are told by the answer's hash), ``seventh`` a further lot beside the same CVs,
where an answer that is known to hold a contradiction counts as a whole. Today is November 2026, as the data say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from evals.answers_check import lines

from loopready.adapters.embedder import MiniLM
from loopready.app.api import read_cv
from loopready.model import AnswerClaim
from loopready.practice.claims import claims_of

OWN = Path(__file__).parent.parent / "tests" / "practice" / "claims_cases.yaml"
MORE = OWN.with_name("claims_more.yaml")
FOURTH = OWN.with_name("claims_fourth.yaml")
FIFTH = OWN.with_name("claims_fifth.yaml")
SIXTH = OWN.with_name("claims_sixth.yaml")
WHOLE = {
    **{"second": MORE, "third": MORE, "fourth": FOURTH, "fourth-a": FOURTH, "fourth-b": FOURTH},
    **{"fifth": FIFTH, "sixth": SIXTH, "sixth-a": SIXTH, "sixth-b": SIXTH, "sixth-c": SIXTH, "seventh": SIXTH},
}
"""Parts whose answers count as a whole, and their files."""
TODAY = "2026-11"


@dataclass(slots=True)
class Counted:
    """What was right and wrong over all cases."""

    right: int = 0
    reported: int = 0
    found: int = 0
    planted: int = 0
    states: int = 0
    listed: int = 0

    def line(self) -> str:
        """The figures in one line."""
        precision = self.right / self.reported if self.reported else 1.0
        recall = self.found / self.planted if self.planted else 1.0
        return (
            f"contradicted: precision {precision:.3f} ({self.right}/{self.reported}), recall {recall:.3f} ({self.found}/{self.planted}); "
            f"state of listed claims right {self.states / max(1, self.listed):.3f} ({self.states}/{self.listed})"
        )


def cases(part: str) -> Iterator[dict[str, Any]]:
    """The cases of a part: id, what, cv, answer, claims (text, state, cv_quote)."""
    if part == "own":
        data = yaml.safe_load(OWN.read_text(encoding="utf-8"))
        for number, case in enumerate(data["cases"]):
            told = [{"text": text, "state": state, "cv_quote": quote} for text, state, quote in case["claims"]]
            yield {"id": f"own-{number}", "what": case["what"], "cv": data["cvs"][case["cv"]], "answer": case["answer"], "claims": told}
        return
    if part in WHOLE:
        name, _, half = part.partition("-")
        data = yaml.safe_load(WHOLE[part].read_text(encoding="utf-8"))[name]
        for number, case in enumerate(data["cases"]):
            if half and half != half_of(name, number, case["answer"]):
                continue
            told = [{"text": case["answer"], "state": "contradicted", "cv_quote": None}] if case["contradicted"] else []
            yield {
                "id": f"{name}-{number}",
                "what": case.get("kind", ""),
                "cv": data["cvs"][case["cv"]],
                "answer": case["answer"],
                "claims": told,
            }
        return
    yield from (case for case in lines("contradictions.jsonl") if case["part"] == part)


def cases_of(file: Path, half: str | None) -> list[dict[str, Any]]:
    """The cases of a JSONL file of the shape of ``contradictions.jsonl``, or its first or second half in the file's order."""
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    middle = len(found) // 2
    return found if half is None else found[:middle] if half == "first" else found[middle:]


def half_of(name: str, number: int, answer: str) -> str:
    """The half of its set that a case is in: two by turns in the fourth. In the sixth by the answer's hash, where the half that was
    kept was cut in two once more: ``b`` was tuned on later, ``c`` never."""
    if name == "fourth":
        return "ab"[number // 2 % 2]
    first, second = hashlib.sha256(answer.encode()).digest()[:2]
    return "a" if first % 2 == 0 else "bc"[second % 2]


def count(case: dict[str, Any], claims: tuple[AnswerClaim, ...], into: Counted) -> list[str]:
    """Adds a case to the figures; returns what is wrong with it, a line each."""
    wrong = []
    gold = []
    for claim in case["claims"]:
        at = case["answer"].index(claim["text"])
        gold.append((at, at + len(claim["text"]), claim))
    planted = [one for one in gold if one[2]["state"] == "contradicted"]
    reported = [claim for claim in claims if claim.state == "contradicted"]
    for claim in reported:
        hit = any(start < claim.end and claim.start < end for start, end, _ in planted)
        into.reported += 1
        into.right += hit
        if not hit:
            wrong.append(f"  accused: {claim.text!r} | {claim.cv.quote if claim.cv else None!r}")
    for start, end, told in planted:
        hit = any(start < claim.end and claim.start < end for claim in reported)
        into.planted += 1
        into.found += hit
        if not hit:
            wrong.append(f"  missed: {told['text']!r} | {told['cv_quote']!r}")
    for start, end, told in gold:
        meeting = [(min(end, claim.end) - max(start, claim.start), claim) for claim in claims if start < claim.end and claim.start < end]
        state = max(meeting, key=lambda pair: pair[0])[1].state if meeting else "absent"
        into.listed += 1
        into.states += state == told["state"]
        if state != told["state"] and "contradicted" not in (state, told["state"]):
            wrong.append(f"  state: {told['text']!r} is {told['state']}, found {state}")
    return wrong


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "test", "own", *WHOLE), default="dev")
    parser.add_argument("--file", type=Path, help="cases of another file of the same shape, in place of a part")
    parser.add_argument("--half", choices=("first", "second"), help="of that file, in its order")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong, case by case")
    options = parser.parse_args()
    total = Counted()
    embedder = MiniLM()
    name = f"{options.file.name} {options.half or ''}".strip() if options.file else options.part
    for case in cases_of(options.file, options.half) if options.file else cases(options.part):
        document, profile = read_cv(case["cv"].encode())
        wrong = count(case, claims_of(case["answer"], document, profile, today=TODAY, embedder=embedder), total)
        if wrong and options.wrong:
            print(case["id"], case["what"], "|", case["answer"], *wrong, sep="\n")
    print(f"{name}: {total.line()}")


if __name__ == "__main__":
    main()
