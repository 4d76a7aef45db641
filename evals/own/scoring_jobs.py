"""Scores what was read from postings, and what was matched in planted pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from evals.own.alike import alike, macro_f1, plain
from rapidfuzz import fuzz

Row = dict[str, Any]


def kind_of(text: str, said: dict[str, str]) -> str:
    """The kind under which a line was read; a line that was joined or cut counts by what holds it."""
    key = plain(text)
    return said.get(key) or next((kind for line, kind in said.items() if line and (line in key or key in line)), "none")


def _requirement(text: str, requirements: Sequence[Row]) -> Row:
    """The requirement made of a line, or an empty one."""
    best = max(requirements, key=lambda r: fuzz.ratio(plain(r["text"]), plain(text)), default=None)
    return best if best is not None and fuzz.ratio(plain(best["text"]), plain(text)) >= 80 else {}


class PostingScores:
    """Collects postings and gives figures over all of them and by house."""

    def __init__(self) -> None:
        self.kinds: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        self.fields: Counter[str] = Counter()
        self.failed = 0
        self.misses: list[dict[str, str]] = []

    def add(self, truth: Row, row: Row) -> None:
        """One posting."""
        self.failed += not row.get("ok")
        posting: Row = row.get("posting") or {}
        for name in ("title", "firm", "place"):
            right = alike(truth[name], posting.get("location" if name == "place" else name))
            self.fields[f"{name}.n"] += 1
            self.fields[name] += right
            if not right:
                self._miss(truth, name, truth[name], posting.get("location" if name == "place" else name))
        self.add_lines(truth, row)

    def add_lines(self, truth: Row, row: Row) -> None:
        """The lines of one posting: kinds, and the years and degree they ask for."""
        posting: Row = row.get("posting") or {}
        said = {plain(line["text"]): line["kind"] for line in posting.get("lines") or []}
        for line in truth["lines"]:
            kind = kind_of(line["text"], said)
            for group in ("all", truth["house"]):
                self.kinds[group][0].append(line["kind"])
                self.kinds[group][1].append(kind)
            if kind != line["kind"]:
                self._miss(truth, f"kind {line['kind']}", line["text"], kind)
            self._years_and_degree(truth, line, _requirement(line["text"], posting.get("requirements") or []))

    def _miss(self, truth: Row, name: str, true: object, read: object) -> None:
        self.misses.append({"file": truth["file"], "layout": truth["house"], "field": name, "truth": str(true), "read": str(read or "")})

    def _years_and_degree(self, truth: Row, line: Row, requirement: Row) -> None:
        years = (requirement.get("years") or {}).get("min")
        if "years" in line:
            self.fields["years.n"] += 1
            self.fields["years"] += years == line["years"]
            if years != line["years"]:
                self._miss(truth, "years", line["text"], years)
        elif years is not None:
            self.fields["years where none are asked"] += 1
        if "degree" in line:
            self.fields["degree.n"] += 1
            self.fields["degree"] += requirement.get("degree") == line["degree"]
            if requirement.get("degree") != line["degree"]:
                self._miss(truth, "degree", line["text"], requirement.get("degree"))

    def figures(self) -> Row:
        """Macro-F1 of line kinds over all and by house (the worst first), confusions, and the rates of the fields."""
        by = {house: round(macro_f1(true, said), 3) for house, (true, said) in self.kinds.items()}
        true, said = self.kinds["all"]
        confusions = Counter(f"{t} read as {s}" for t, s in zip(true, said, strict=True) if t != s)
        rates = {
            k: round(self.fields[k] / self.fields[f"{k}.n"], 3)
            for k in ("title", "firm", "place", "years", "degree")
            if self.fields[f"{k}.n"]
        }
        return {
            "kinds": by.pop("all", 0.0), "lines": len(true), "failed": self.failed,
        "by_house": dict(sorted(by.items(), key=lambda p: p[1])),
            "confusions": dict(confusions.most_common(8)), **rates, "years_where_none": self.fields["years where none are asked"],
        }  # fmt: skip


class MatchScores:
    """Collects planted pairs and gives figures by group."""

    def __init__(self) -> None:
        self.groups: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        self.met = self.stands = self.failed = 0
        self.misses: list[dict[str, str]] = []

    def refuse(self, pair: Row, why: str) -> None:
        """One pair that was refused: all its requirements are unread."""
        self.failed += 1
        self.misses.append({"file": pair["job"], "layout": "", "field": "pair", "truth": "a pair that can be matched", "read": why})
        self.add(pair, {}, "")

    def add(self, pair: Row, said: Row, layout: str) -> None:
        """One pair, as the contract's ``match`` object."""
        rows: list[Row] = said.get("rows") or []
        text = ((said.get("documents") or {}).get("cv") or {}).get("text") or ""
        for requirement in pair["requirements"]:
            at = _requirement_row(requirement["text"], rows)
            coverage = at["coverage"] if at else "unread"
            groups = ("all", requirement["group"]) if requirement["coverage"] != "unjudgeable" else (requirement["group"],)
            for group in groups:
                self.groups[group][0].append(requirement["coverage"])
                self.groups[group][1].append(coverage)
            if at and coverage == "met":
                self.met += 1
                evidence = at.get("evidence") or []
                self.stands += bool(evidence) and all(e["quote"] and text[e["start"] : e["end"]] == e["quote"] for e in evidence)
            if coverage != requirement["coverage"]:
                self.misses.append({"file": pair["job"], "layout": layout, "field": requirement["group"],
                                    "truth": f"{requirement['coverage']}: {requirement['text']}", "read": coverage})  # fmt: skip

    def figures(self) -> Row:
        """Macro-F1 and plain accuracy by group; how many "met" have quotes that stand in the CV."""
        by = {
            group: {
                "macro_f1": round(macro_f1(true, said), 3),
                "right": round(sum(map(str.__eq__, true, said)) / len(true), 3),
                "n": len(true),
            }
            for group, (true, said) in self.groups.items()
        }
        return {
            "failed": self.failed,
            "met": self.met,
            "quote_stands": self.stands,
            "groups": dict(sorted(by.items(), key=lambda p: p[1]["right"])),
        }


def _requirement_row(text: str, rows: Sequence[Row]) -> Row | None:
    best = max(rows, key=lambda r: fuzz.ratio(plain(r["requirement"]["text"]), plain(text)), default=None)
    return best if best is not None and fuzz.ratio(plain(best["requirement"]["text"]), plain(text)) >= 80 else None
