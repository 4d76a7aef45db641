"""Invented postings: lines drawn from an occupation's pools, set in the manner of one house, with the kind of every line as truth."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from evals.own.written import Line, Occupation, occupations, table

SCORED = ("must", "nice", "responsibility", "about", "benefit")


@dataclass(frozen=True)
class Part:
    """A run of lines of one kind under one heading ("" where the house prints none)."""

    kind: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Posting:
    """A posting before it is set."""

    key: str
    house: str
    occupation: str
    title: str
    firm: str
    place: str
    parts: tuple[Part, ...]

    def truth(self) -> dict[str, Any]:
        """What a reader ought to find. Each line in the order it is printed."""
        lines: list[dict[str, Any]] = []
        for part in self.parts:
            for line in part.lines:
                row: dict[str, Any] = {"text": line.text, "kind": part.kind}
                row |= {"years": line.years} if line.years is not None else {}
                row |= {"degree": line.degree} if line.degree is not None else {}
                lines.append(row)
        return {
            "id": self.key, "house": self.house, "occupation": self.occupation, "title": self.title, "firm": self.firm, "place": self.place,
            "lines": lines,
        }  # fmt: skip


def _drawn(rng: random.Random, occupation: Occupation, kind: str, count: int, *, headed: bool) -> tuple[Line, ...]:
    """Lines of a kind. Without headings only nice lines whose own words say so.

    Must lines with years and degrees are preferred a little, since there are few of them."""
    if kind == "nice":
        pool = [*(occupation.lines["nice"] if headed else ()), *occupation.lines["nice_said"]]
    else:
        pool = list(occupation.lines[kind])
    rng.shuffle(pool)
    if kind == "must":
        pool.sort(key=lambda line: rng.random() - 0.35 * (line.years is not None or line.degree is not None))
    return tuple(pool[:count])


def make_posting(seed: int, index: int, occupation: Occupation, house: str) -> Posting:
    """One posting of an occupation in the manner of a house."""
    rng = random.Random(f"{seed}/posting/{index}/{occupation.key}/{house}")
    manner: dict[str, Any] = table("houses")["houses"][house]
    firms, places = table("firms"), table("places")
    firm = rng.choice(occupation.firms).format(
        word=rng.choice(firms["words"]), surname=rng.choice(firms["surnames"]), town=rng.choice(firms["towns"])
    )  # fmt: skip
    land = places["countries"][rng.choice(places["english"])]
    counts = {
        "must": rng.randint(4, 8),
        "nice": rng.randint(2, 4),
        "responsibility": rng.randint(4, 7),
        "about": rng.randint(2, 3),
        "benefit": rng.randint(2, 5),
    }
    parts = []
    for kind in rng.choice(manner["orders"]):
        headings = manner["headings"].get(kind, [""])
        heading = rng.choice(headings).format(firm=firm)
        drawn = _drawn(rng, occupation, kind, counts[kind], headed=bool(heading))
        lines = tuple(Line(line.text.format(firm=firm), line.years, line.degree) for line in drawn)
        parts.append(Part(kind, heading, lines))
    return Posting(
        f"{index:03d}-{house}",
        house,
        occupation.key,
        rng.choice(rng.choice(occupation.titles[1:])),
        firm,
        rng.choice(land["towns"]),
        tuple(parts),
    )


def make_postings(seed: int, count: int) -> list[Posting]:
    """Postings over all occupations and houses in turn."""
    rng = random.Random(f"{seed}/postings")
    jobs, houses = list(occupations()), list(table("houses")["houses"])
    rng.shuffle(jobs)
    return [make_posting(seed, i, jobs[i % len(jobs)], houses[i % len(houses)]) for i in range(count)]
