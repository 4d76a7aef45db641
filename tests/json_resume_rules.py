"""The rules of JSON Resume 1.0.0 in our own words: which keys hold what."""

from __future__ import annotations

import re
from typing import Any

_DATE = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")
_MAIL = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_BAD_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})|#.*#")

TEXTS, TEXT, DATE, URL, EMAIL = "texts", "text", "date", "url", "email"
_TEXTS = frozenset(("highlights", "courses", "keywords", "roles"))
_DATES = frozenset(("startDate", "endDate", "date", "releaseDate"))
_KEYS = {
    "work": "name location description position url startDate endDate summary highlights",
    "volunteer": "organization position url startDate endDate summary highlights",
    "education": "institution url area studyType startDate endDate score courses",
    "awards": "title date awarder summary",
    "certificates": "name date url issuer",
    "publications": "name publisher releaseDate url summary",
    "skills": "name level keywords",
    "languages": "language fluency",
    "interests": "name keywords",
    "references": "name reference",
    "projects": "name description highlights keywords startDate endDate url roles entity type",
}


def _rule(key: str) -> str:
    return TEXTS if key in _TEXTS else DATE if key in _DATES else URL if key == "url" else TEXT


LISTS = {name: {key: _rule(key) for key in keys.split()} for name, keys in _KEYS.items()}
BASICS = {"name": TEXT, "label": TEXT, "image": TEXT, "email": EMAIL, "phone": TEXT, "url": URL, "summary": TEXT}
PLACE = dict.fromkeys(("address", "postalCode", "city", "countryCode", "region"), TEXT)
PROFILE = {"network": TEXT, "username": TEXT, "url": URL}


def broken_rules(document: Any) -> list[str]:
    """The places that break a rule, as pointers; none for a document that every program of the 1.0.0 schema takes.

    Stricter than the schema in one thing: a key that it does not name is told everywhere but in ``meta``.
    """
    if not isinstance(document, dict):
        return ["/"]
    broken = [f"/{key}" for key in document if key not in {"$schema", "basics", "meta", *LISTS}]
    broken += [] if _fits(document.get("$schema", "https://x"), URL) else ["/$schema"]
    basics = document.get("basics", {})
    broken += _entry(basics, BASICS, "/basics", inner=("location", "profiles"))
    if isinstance(basics, dict):
        broken += _entry(basics.get("location", {}), PLACE, "/basics/location")
        broken += _list(basics.get("profiles", []), PROFILE, "/basics/profiles")
    for key, fields in LISTS.items():
        broken += _list(document.get(key, []), fields, f"/{key}")
    meta = document.get("meta", {})
    return broken if isinstance(meta, dict) and isinstance(meta.get("version", ""), str) else [*broken, "/meta"]


def _list(value: Any, fields: dict[str, str], at: str) -> list[str]:
    if not isinstance(value, list):
        return [at]
    return [each for i, entry in enumerate(value) for each in _entry(entry, fields, f"{at}/{i}")]


def _entry(value: Any, fields: dict[str, str], at: str, *, inner: tuple[str, ...] = ()) -> list[str]:
    if not isinstance(value, dict):
        return [at]
    return [f"{at}/{key}" for key, held in value.items() if key not in inner and (key not in fields or not _fits(held, fields[key]))]


def _fits(value: Any, rule: str) -> bool:
    if rule == TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not isinstance(value, str):
        return False
    if rule == URL:
        return _ADDRESS.fullmatch(value) is not None and _BAD_CODE.search(value) is None
    return {DATE: _DATE, EMAIL: _MAIL}[rule].fullmatch(value) is not None if rule in (DATE, EMAIL) else True
