"""What one layout shows of one person: strings ready to be set, and the truth of that file."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from evals.own.dates import STYLES, YEAR_ONLY, DateWriter, truth_of
from evals.own.people import Person, Role, Stay, Study
from evals.own.written import table

_PLAIN = tuple(s for s in STYLES if s not in ("apostrophe", "spanned"))
_ORDERS = (
    ("summary", "work", "education", "skills", "projects", "certificates", "publications", "languages", "interests"),
    ("summary", "skills", "work", "education", "certificates", "projects", "publications", "languages", "interests"),
    ("work", "education", "skills", "languages", "projects", "certificates", "publications", "interests"),
    ("summary", "education", "work", "publications", "projects", "skills", "certificates", "languages"),
)


@dataclass(frozen=True)
class Layout:
    """A way to set a CV. ``forms`` are the orders of an entry's parts it may use; ``omits`` what it leaves out on purpose."""

    name: str
    engine: str
    template: str
    forms: tuple[str, ...] = ("title", "company")
    styles: tuple[str, ...] = _PLAIN
    grouped: bool = False
    omits: tuple[str, ...] = ()
    local: bool = True
    says: str = ""


def truth(person: Person) -> dict[str, Any]:
    """The person as truth, equal for every layout."""
    return {
        "id": person.key,
        "language": person.occupation.language,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "links": list(person.links),
        "work": [
            {"company": stay.company, "title": role.title, "start": truth_of(role.start), "end": truth_of(role.end),
             "highlights": list(role.bullets)}
            for stay, role in person.roles
        ],
        "education": [
            {"institution": s.school, "studyType": s.degree.award, "area": s.degree.area,
             "start": truth_of(s.start), "end": truth_of(s.end)}
            for s in person.studies
        ],
        "skills": [skill for items in person.skills.values() for skill in items],
    }  # fmt: skip


def _role(stay: Stay, role: Role, dates: DateWriter) -> dict[str, Any]:
    return {
        "company": stay.company, "place": stay.place, "title": role.title, "dates": dates.span(role.start, role.end),
        "bullets": list(role.bullets),
        "start": dates.point(role.start), "end": "" if role.end is None else dates.point(role.end),
    }  # fmt: skip


def _stay(stay: Stay, dates: DateWriter, form: str) -> dict[str, Any]:
    """A stay with its roles; the whole time is only printed where there are several."""
    whole = dates.span(stay.roles[-1].start, stay.roles[0].end) if len(stay.roles) > 1 and form != "one" else ""
    return {"company": stay.company, "place": stay.place, "dates": whole, "roles": [_role(stay, role, dates) for role in stay.roles]}


def _study(study: Study, dates: DateWriter, joint: str, only_end: bool) -> dict[str, Any]:
    shown = dates.point(study.end) if only_end else dates.span(study.start, study.end)
    return {
        "school": study.school, "award": study.degree.award, "area": study.degree.area, "dates": shown,
        "degree": f"{study.degree.award}{joint}{study.degree.area}",
    }  # fmt: skip


def _links(rng: random.Random, links: tuple[str, ...]) -> list[str]:
    """Links as people print them: bare, or with a scheme."""
    before = rng.choice(["", "", "https://", "www."])
    return [before + link if before != "www." or link.startswith("linkedin") else link for link in links]


def view(person: Person, layout: Layout, seed: int) -> dict[str, Any]:
    """Strings for the template, chosen by seed, person and layout."""
    rng = random.Random(f"{seed}/view/{person.key}/{layout.name}")
    language = person.occupation.language
    words: dict[str, Any] = table("words")[language]
    dates = DateWriter(rng.choice(layout.styles), language)
    study_dates = dates if dates.style not in ("since", "upper", "spanned", "to_date") else DateWriter("short", language)
    form = rng.choice(layout.forms)
    joint, only_end = rng.choice([", ", " in ", " – "] if language == "en" else [", ", " – "]), rng.random() < 0.35
    filled = {
        "summary": person.summary, "work": person.stays, "education": person.studies, "skills": person.skills,
        "projects": person.projects,
        "certificates": person.certificates, "publications": person.publications, "languages": person.languages,
        "interests": person.interests,
    }  # fmt: skip
    order = rng.choice(_ORDERS)
    heads = {key: rng.choice(words["headings"][key]) for key in (*_ORDERS[0], "contact")}
    omits = set(layout.omits)
    return {
        "name": person.name, "label": person.label, "email": person.email, "phone": "" if "phone" in omits else person.phone,
        "place": person.place,
        "links": [] if "links" in omits else _links(rng, person.links), "summary": person.summary, "language": language,
        "form": form, "date_style": dates.style, "heads": heads, "labels": words["labels"],
        "sections": [{"id": key, "heading": heads[key]} for key in order if filled[key] and key not in omits],
        "work": [_role(stay, role, dates) for stay, role in person.roles], "stays": [_stay(stay, dates, form) for stay in person.stays],
        "grouped": layout.grouped and any(len(stay.roles) > 1 for stay in person.stays),
        "education": [_study(s, study_dates, joint, only_end) for s in person.studies],
        "skills": [{"name": name, "entries": list(items)} for name, items in person.skills.items()],
        "projects": [{"name": n, "text": t} for n, t in person.projects], "certificates": list(person.certificates),
        "publications": list(person.publications), "languages": [{"name": n, "level": v} for n, v in person.languages],
        "interests": list(person.interests), "variant": rng.randint(0, 5), "mark": rng.choice(["•", "–", "▪", "●", "-"]),
        "study_start": not only_end,
    }  # fmt: skip


def file_truth(person: Person, layout: Layout, shown: dict[str, Any]) -> dict[str, Any]:
    """The truth of one file: the person's, without what the layout leaves out, and the years alone where it prints years alone."""
    found = truth(person)
    for key in layout.omits:
        if key in found:
            found[key] = "" if isinstance(found[key], str) else []
    found["year_only"] = shown["date_style"] in YEAR_ONLY
    if not shown["study_start"]:
        for study in found["education"]:
            study["start"] = ""
    return found
