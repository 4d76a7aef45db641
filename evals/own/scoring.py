"""Scores what was read from CVs against their truth.

An entry is right when company, title and both dates are; a bullet counts on its right entry alone; skills are scored as a set; a study is
right when school, award with subject, and the year it ended are. A truth value counts only where the file's own text shows it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.own.alike import alike, f1, plain, same_date
from rapidfuzz import fuzz

Row = dict[str, Any]
Seen = Callable[[object], bool]
RATES = ("name", "email", "phone", "links", "bullets")
SCORES = ("entry", "company", "title", "dates", "education", "school", "skills")


@dataclass
class Tally:
    """Counts of one layout: hits and chances of rates; hits, said and true of scores."""

    counts: Counter[str] = field(default_factory=Counter)
    files: int = 0
    failed: int = 0

    def figures(self) -> dict[str, float]:
        """Rates and F1, rounded to three places; what had no chance is left out."""
        c = self.counts
        found = {k: c[k] / c[f"{k}.n"] for k in RATES if c[f"{k}.n"]}
        found |= {k: f1(c[f"{k}.hit"], c[f"{k}.said"], c[f"{k}.true"]) for k in SCORES if c[f"{k}.true"]}
        return {k: round(v, 3) for k, v in found.items()}


@dataclass(frozen=True)
class Miss:
    """One value that was not read as it is."""

    file: str
    layout: str
    field: str
    truth: str
    read: str

    def data(self) -> dict[str, str]:
        """The miss as data."""
        return dict(vars(self))


def _digits(text: object) -> str:
    return re.sub(r"\D", "", str(text or ""))


def _span(start: str | None, end: str | None) -> str:
    return f"{start or '?'} to {end or 'present'}"


class CvScore:
    """Scores one file into a tally and keeps its misses."""

    def __init__(self, file: str, layout: str, truth: Row, row: Row, seen: Seen) -> None:
        self.file, self.layout, self.truth, self.seen = file, layout, truth, seen
        self.profile: Row = row.get("profile") or {}
        self.counts: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def _miss(self, name: str, truth: str, read: object) -> None:
        self.misses.append(Miss(self.file, self.layout, name, truth, str(read or "")))

    def score(self) -> Counter[str]:
        """All counts of the file."""
        self._basics()
        self._work()
        self._education()
        self._skills()
        return self.counts

    def _basics(self) -> None:
        basics = self.profile.get("basics") or {}
        said_links = [basics.get("url"), *(x for p in basics.get("profiles") or [] for x in (p.get("url"), p.get("username")))]
        t, phone = self.truth, _digits(basics.get("phone"))
        checks = [
            ("name", t["name"], alike(t["name"], basics.get("name"), 100), basics.get("name")),
            ("email", t["email"], (basics.get("email") or "").lower() == t["email"].lower(), basics.get("email")),
            ("phone", t["phone"], bool(phone) and phone[-9:] == _digits(t["phone"])[-9:], basics.get("phone")),
        ]
        checks += [
            ("links", v, any(plain(v) in plain(x) for x in said_links if x), ", ".join(filter(None, said_links))) for v in t["links"]
        ]
        for name, true, right, read in checks:
            if true and self.seen(true):
                self.counts[f"{name}.n"] += 1
                self.counts[name] += right
                if not right:
                    self._miss(name, true, read)

    def _hits(self, true: Row, said: Row) -> dict[str, bool]:
        """What of a role was read right in one entry."""
        year_only = self.truth["year_only"]
        return {
            "company": alike(true["company"], said.get("name")),
            "title": alike(true["title"], said.get("position")),
            "dates": same_date(true["start"], said.get("startDate"), year_only=year_only)
            and same_date(true["end"], said.get("endDate"), year_only=year_only),
        }

    def _work(self) -> None:
        said: Sequence[Row] = self.profile.get("work") or []
        expected = [w for w in self.truth["work"] if self.seen(w["company"]) or self.seen(w["title"])]
        used: set[int] = set()
        for true in expected:
            bullets = [h for h in true["highlights"] if self.seen(h)]
            self.counts["bullets.n"] += len(bullets)
            at = self._best(true, bullets, said, used)
            if at is None:
                self._miss("entry", f"{true['title']}, {true['company']}, {_span(true['start'], true['end'])}", "no entry")
                continue
            used.add(at)
            self._entry(true, bullets, said[at])
        for name in ("entry", "company", "title", "dates"):
            self.counts[f"{name}.said"] += len(said)
            self.counts[f"{name}.true"] += len(expected)
        for at, extra in enumerate(said):
            if at not in used:
                self._miss("extra entry", "", f"{extra.get('position')}, {extra.get('name')}")

    def _best(self, true: Row, bullets: list[str], said: Sequence[Row], used: set[int]) -> int | None:
        """The entry that speaks most of this role; bullets count, so that a wrong head does not hide right bullets."""
        best, found = 0.0, None
        for at, entry in enumerate(said):
            if at in used:
                continue
            mine = {plain(h) for h in entry.get("highlights") or []}
            worth = 2.0 * sum(self._hits(true, entry).values()) + 3 * sum(plain(h) in mine for h in bullets) / max(1, len(bullets))
            if worth > best:
                best, found = worth, at
        return found

    def _entry(self, true: Row, bullets: list[str], said: Row) -> None:
        hits = self._hits(true, said)
        for name, hit in hits.items():
            self.counts[f"{name}.hit"] += hit
        self.counts["entry.hit"] += all(hits.values())
        pairs = {
            "company": (true["company"], said.get("name")),
            "title": (true["title"], said.get("position")),
            "dates": (_span(true["start"], true["end"]), _span(said.get("startDate"), said.get("endDate"))),
        }
        for name, hit in hits.items():
            if not hit:
                self._miss(name, *pairs[name])
        mine = said.get("highlights") or []
        for bullet in bullets:
            right = any(alike(bullet, m, 95) for m in mine)
            self.counts["bullets"] += right
            if not right:
                self._miss("bullet", bullet, max(mine, key=lambda m: fuzz.ratio(plain(m), plain(bullet)), default=""))

    def _education(self) -> None:
        said: list[Row] = list(self.profile.get("education") or [])
        expected = [e for e in self.truth["education"] if self.seen(e["institution"])]
        self.counts["education.said"] += len(said)
        self.counts["school.said"] += len(said)
        for true in expected:
            self.counts["education.true"] += 1
            self.counts["school.true"] += 1
            entry = next((e for e in said if alike(true["institution"], e.get("institution"))), None)
            if entry is None:
                self._miss("school", true["institution"], "; ".join(str(e.get("institution")) for e in said))
                continue
            said.remove(entry)
            self.counts["school.hit"] += 1
            degree = f"{true['studyType']} {true['area']}".lower()
            read = f"{entry.get('studyType') or ''} {entry.get('area') or ''}".lower()
            right = fuzz.token_set_ratio(degree, read) >= 85 and (true["end"] or "")[:4] == (entry.get("endDate") or "")[:4]
            self.counts["education.hit"] += right
            if not right:
                self._miss("education", f"{degree}, {true['end']}", f"{read}, {entry.get('endDate')}")

    def _skills(self) -> None:
        true = {plain(s) for s in self.truth["skills"] if self.seen(s)}
        said = {plain(k) for s in self.profile.get("skills") or [] for k in (s.get("keywords") or [s.get("name")])} - {""}
        if not true:
            return
        self.counts.update({"skills.hit": len(true & said), "skills.said": len(said), "skills.true": len(true)})
        missed = [s for s in self.truth["skills"] if plain(s) in true - said]
        if missed:
            self._miss("skills", ", ".join(missed), f"{len(said)} others" if said else "none")


def worst_first(by_layout: dict[str, Tally]) -> Iterator[tuple[str, Tally]]:
    """Layouts by entry F1, then bullets, the worst first."""

    def rank(pair: tuple[str, Tally]) -> tuple[float, float, str]:
        figures = pair[1].figures()
        return figures.get("entry", 0.0), figures.get("bullets", 0.0), pair[0]

    return iter(sorted(by_layout.items(), key=rank))


def worst_failures(misses: Sequence[Miss], limit: int = 15) -> list[dict[str, Any]]:
    """The commonest kinds of failure (a field in a layout), with how often and up to three cases each from different files."""
    groups: defaultdict[tuple[str, str], list[Miss]] = defaultdict(list)
    for miss in misses:
        groups[miss.layout, miss.field].append(miss)
    ranked = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:limit]
    out = []
    for (layout, name), cases in ranked:
        first = {case.file: case for case in reversed(cases)}
        out.append({"layout": layout, "field": name, "times": len(cases), "files": len(first),
                    "cases": [first[file].data() for file in sorted(first)[:3]]})  # fmt: skip
    return out
