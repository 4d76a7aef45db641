"""Months, and the ways people write a span of them in seven languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evals.own.written import table

TODAY = 2026 * 12 + 9
"""October 2026 as a month number (year * 12 + month - 1): what "present" means in this set."""

STYLES = ("short", "long", "dotted", "slash", "point", "iso", "year", "since", "upper", "apostrophe", "to_date", "spanned")
YEAR_ONLY = ("year",)


def truth_of(month: int | None) -> str:
    """A month number as YYYY-MM; nothing is "present"."""
    return "present" if month is None else f"{month // 12:04d}-{month % 12 + 1:02d}"


@dataclass(frozen=True)
class DateWriter:
    """Writes spans of months in one style and language."""

    style: str
    language: str

    @property
    def words(self) -> dict[str, Any]:
        words: dict[str, Any] = table("words")[self.language]
        return words

    def point(self, month: int) -> str:
        """One month in this style."""
        year, at = month // 12, month % 12
        match self.style:
            case "year":
                return str(year)
            case "slash" | "spanned":
                return f"{at + 1:02d}/{year}"
            case "point":
                return f"{at + 1:02d}.{year}"
            case "iso":
                return f"{year}-{at + 1:02d}"
            case "long" | "since" | "to_date":
                return f"{self.words['months'][at]} {year}"
            case "apostrophe":
                return f"{self.words['short'][at]} '{year % 100:02d}"
            case "upper":
                return f"{self.words['short'][at]} {year}".upper()
            case "dotted":
                short, full = self.words["short"][at], self.words["months"][at]
                return f"{short}. {year}" if short != full else f"{full} {year}"
            case _:
                return f"{self.words['short'][at]} {year}"

    def span(self, start: int, end: int | None) -> str:
        """A span of months; ``end`` None is ongoing."""
        present = self.words["present"]
        if end is None:
            if self.style == "since":
                return f"{self.words['since']} {self.point(start)}"
            now = present[{"to_date": 1, "dotted": 2}.get(self.style, 0)]
            joint = " " if self.style == "to_date" else " – "
            return f"{self.point(start)}{joint}{now.upper() if self.style == 'upper' else now}"
        if self.style == "year" and start // 12 == end // 12:
            return str(start // 12)
        joint = {"slash": " - ", "iso": " / ", "point": " – ", "dotted": " — ", "to_date": f" {self.words['to']} "}.get(self.style, " – ")
        text = f"{self.point(start)}{joint}{self.point(end)}"
        return f"{text} ({self._length(end - start + 1)})" if self.style == "spanned" else text

    def _length(self, months: int) -> str:
        """A length in years and months, as profile sites print it."""
        year, month = self.words["lengths"]
        parts = [f"{months // 12} {year}"] if months >= 12 else []
        parts += [f"{months % 12} {month}"] if months % 12 else []
        return " ".join(parts)
