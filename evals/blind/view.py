"""What a layout of the blind set shows of a person: strings ready to be set, and the truth of that file."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from evals.blind.people import table
from evals.own.people import Person, Role, Stay, Study
from evals.own.view import truth
from evals.own.written import table as own_table

STYLES = ("tight", "month_year", "upper", "numbers", "points", "reversed", "until", "from_to", "days", "short_year", "comma")
_ORDERS = (
    ("summary", "work", "education", "skills", "certificates", "projects", "publications", "languages", "interests"),
    ("summary", "education", "skills", "work", "projects", "publications", "certificates", "interests", "languages"),
    ("skills", "work", "certificates", "education", "languages", "projects", "publications", "interests"),
    ("work", "languages", "education", "summary", "skills", "interests", "certificates", "projects", "publications"),
)


@dataclass(frozen=True)
class Layout:
    """A way to set a CV. ``half`` says whether its misses may be read (tune) or only its totals (check); ``scan`` makes pictures of it."""

    name: str
    engine: str
    half: str
    says: str
    styles: tuple[str, ...] = STYLES
    aside: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    scan: bool = False

    @property
    def template(self) -> str:
        """The template's name; a scan uses the one of the layout it is a scan of."""
        return self.name.removeprefix("scan_")


@dataclass(frozen=True)
class Dates:
    """Writes months (year * 12 + month - 1) and spans of them in one style and language."""

    style: str
    language: str
    now: str

    def point(self, month: int) -> str:
        """One month."""
        words = own_table("words")[self.language]
        year, at = month // 12, month % 12
        match self.style:
            case "numbers" | "tight":
                return f"{at + 1:02d}/{year}"
            case "points" | "days":
                return f"{'01.' if self.style == 'days' else ''}{at + 1:02d}.{year}"
            case "reversed":
                return f"{year}.{at + 1:02d}"
            case "short_year":
                return f"{at + 1}/{year % 100:02d}"
            case "upper":
                return f"{words['months'][at].upper()} {year}"
            case "comma":
                return f"{words['short'][at]}, {year}"
            case "year":
                return str(year)
            case "until":
                return f"{words['short'][at]} {year}"
            case _:
                return f"{words['months'][at]} {year}"

    def span(self, start: int, end: int | None) -> str:
        """A span; ``end`` None is ongoing."""
        upper = self.style == "upper"
        last = (self.now.upper() if upper else self.now) if end is None else self.point(end)
        words = own_table("words")[self.language]
        joint = {"tight": "–", "until": f" {words['to']} ", "reversed": " ~ ", "comma": " — ", "short_year": " - "}.get(self.style, " – ")
        if self.style == "from_to" and self.language == "en":
            return f"from {self.point(start)} to {last}"
        return f"{self.point(start)}{joint}{last}"


def length(start: int, end: int) -> str:
    """A time in years and months, both counted, as profile pages print it."""
    months = end - start + 1
    parts = [f"{months // 12} year{'s' if months >= 24 else ''}"] if months >= 12 else []
    parts += [f"{months % 12} month{'s' if months % 12 > 1 else ''}"] if months % 12 else []
    return " ".join(parts)


def _role(stay: Stay, role: Role, dates: Dates) -> dict[str, Any]:
    return {
        "company": stay.company, "place": stay.place, "title": role.title, "dates": dates.span(role.start, role.end),
        "start": dates.point(role.start), "end": dates.now if role.end is None else dates.point(role.end),
        "length": length(role.start, 2026 * 12 + 9 if role.end is None else role.end), "bullets": list(role.bullets),
    }  # fmt: skip


def _stay(stay: Stay, dates: Dates) -> dict[str, Any]:
    first, last = stay.roles[-1].start, stay.roles[0].end
    return {
        "company": stay.company, "place": stay.place, "dates": dates.span(first, last),
        "length": length(first, 2026 * 12 + 9 if last is None else last), "roles": [_role(stay, role, dates) for role in stay.roles],
    }  # fmt: skip


def _study(study: Study, dates: Dates, joint: str) -> dict[str, Any]:
    return {
        "school": study.school, "award": study.degree.award, "area": study.degree.area,
        "degree": f"{study.degree.award}{joint}{study.degree.area}", "dates": dates.span(study.start, study.end),
        "years": f"{study.start // 12} - {study.end // 12}", "end": dates.point(study.end),
    }  # fmt: skip


def view(person: Person, layout: Layout, seed: int) -> dict[str, Any]:
    """Strings for the template, chosen by seed, person and layout."""
    rng = random.Random(f"{seed}/blind/view/{person.key}/{layout.name}")
    language = person.occupation.language
    words = table("words")[language]
    dates = Dates(rng.choice(layout.styles), language, rng.choice(words["present"]))
    filled = {
        "summary": person.summary, "work": person.stays, "education": person.studies, "skills": person.skills, "projects": person.projects,
        "certificates": person.certificates, "publications": person.publications, "languages": person.languages,
        "interests": person.interests,
    }  # fmt: skip
    heads = {key: rng.choice(words["headings"][key]) for key in (*_ORDERS[0], "contact")}
    sections = [{"id": k, "heading": heads[k]} for k in rng.choice(_ORDERS) if filled[k] and k not in layout.omits]
    if not any(section["id"] == "summary" for section in sections) and "summary" in layout.aside:
        sections.insert(0, {"id": "summary", "heading": heads["summary"]})
    return {
        "name": person.name, "given": person.name.split()[0], "family": person.name.split(" ", 1)[1], "label": person.label,
        "email": person.email, "phone": person.phone, "place": person.place, "links": list(person.links), "summary": person.summary,
        "language": language, "heads": heads, "style": dates.style,
        "main": [s for s in sections if s["id"] not in layout.aside], "aside": [s for s in sections if s["id"] in layout.aside],
        "work": [_role(stay, role, dates) for stay, role in person.roles], "stays": [_stay(stay, dates) for stay in person.stays],
        "education": [_study(s, dates, rng.choice([", ", " in ", ": "] if language == "en" else [", ", ": "])) for s in person.studies],
        "skills": [{"name": name, "entries": list(items)} for name, items in person.skills.items()],
        "projects": [{"name": n, "text": t} for n, t in person.projects], "certificates": list(person.certificates),
        "publications": list(person.publications), "languages": [{"name": n, "level": v} for n, v in person.languages],
        "interests": list(person.interests), "variant": rng.randint(0, 5),
    }  # fmt: skip


def file_truth(person: Person, layout: Layout, shown: dict[str, Any]) -> dict[str, Any]:
    """The truth of one file: the person's, without what the layout leaves out; years alone where it prints years alone."""
    found = truth(person)
    for key in layout.omits:
        if key in found:
            found[key] = "" if isinstance(found[key], str) else []
    if layout.name == "functional":
        for entry in found["work"]:
            entry["highlights"] = []
    found["year_only"] = shown["style"] == "year"
    return found
