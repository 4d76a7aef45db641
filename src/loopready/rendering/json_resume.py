"""A profile as a plain JSON Resume 1.0 document, as other programs take it.

The contract's own profile (``contract.profile_json``) names every section of lines by its kind; here each stands in the list that JSON
Resume has for it. What has no field there goes below ``meta.loopready``, so that reading the document gives the same profile again
(``reading.formats.json_resume_lists`` says what it holds).
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from loopready.engines.text import one_line
from loopready.model import DateLeaf, Education, Leaf, Person, Profile, Work

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION = "v1.0.0"
_FIELD_OF = {
    "volunteer": "summary", "projects": "name", "certificates": "name", "awards": "title", "publications": "name",
    "languages": "language", "interests": "name", "references": "reference",
}  # fmt: skip
"""Kind of section -> the field of its list that takes a whole line of the CV: a line is not taken apart."""
_LONG = 80
"""A project's line of more letters is no name."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:mailto|tel|xmpp):")
_URI = re.compile(
    r"""(?:[A-Za-z][A-Za-z0-9+.-]*://(?:[A-Za-z0-9._~!$&'()*+,;=:-]*@)?[A-Za-z0-9._~!$&'()*+,;=%-]+(?::\d{0,5})?
        (?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?
      |(?:mailto|tel|xmpp):(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})+)
    (?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:\#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?""",
    re.VERBOSE,
)
_ISO = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")


def json_resume_text(profile: Profile) -> str:
    """The document as indented JSON, with a line end."""
    return json.dumps(json_resume_document(profile), ensure_ascii=False, indent=2) + "\n"


def json_resume_document(profile: Profile) -> dict[str, Any]:
    """The profile as a JSON Resume 1.0 document; no ``endDate`` means the present, apart from the posts in ``meta.loopready.no_end``."""
    own: dict[str, Any] = {}
    lists, sections = _lists(profile)
    out = {
        "$schema": SCHEMA,
        "basics": _basics(profile.person, own),
        "work": [entry for job in profile.work if (entry := _work(job))],
        "education": [entry for study in profile.education if (entry := _education(study))],
        "skills": [
            {**_entry(name=group.name), **({"keywords": keywords} if keywords else {})}
            for group in profile.skills
            if (keywords := _values(group.keywords)) or group.name is not None
        ],
        **lists,
    }
    kept = [job for job in profile.work if _work(job)]
    loose = {f"/work/{i}": _value(job.start) or None for i, job in enumerate(kept) if not job.ongoing and not _value(job.end)}
    own |= {"sections": sections} if sections else {}
    own |= {"no_end": loose} if loose else {}
    return {**out, "meta": {"version": VERSION, **({"loopready": own} if own else {})}}


def _value(leaf: Leaf | DateLeaf | None) -> str:
    """A leaf's words on one line; empty for none, and for a year JSON Resume does not take."""
    said = "" if leaf is None else one_line(leaf.value)
    return said if not isinstance(leaf, DateLeaf) or _ISO.fullmatch(said) else ""


def _values(leaves: tuple[Leaf, ...]) -> list[str]:
    return [said for leaf in leaves if (said := _value(leaf))]


def _entry(**leaves: Leaf | DateLeaf | None) -> dict[str, str]:
    return {key: said for key, leaf in leaves.items() if (said := _value(leaf))}


def _work(job: Work) -> dict[str, Any]:
    entry = _entry(name=job.name, position=job.position, location=job.location, startDate=job.start, endDate=job.end, summary=job.summary)
    highlights = _values(job.highlights)
    return {**entry, **({"highlights": highlights} if highlights else {})}


def _education(study: Education) -> dict[str, str]:
    return _entry(institution=study.institution, area=study.area, studyType=study.study_type, startDate=study.start, endDate=study.end)


def _basics(person: Person, own: dict[str, Any]) -> dict[str, Any]:
    """``basics``; what its fields can not hold as the CV writes it goes into ``own``."""
    written: dict[str, dict[str, str | None]] = {}

    def fitting(pointer: str, was: str, made: str | None) -> dict[str, str]:
        if was and made != was:
            written[pointer] = {"is": made, "was": was}
        return {pointer.rpartition("/")[2]: made} if made else {}

    email, url = _value(person.email), _value(person.url)
    out: dict[str, Any] = _entry(name=person.name, label=person.label)
    out |= fitting("/basics/email", email, email if _EMAIL.fullmatch(email) else None)
    out |= _entry(phone=person.phone)
    out |= fitting("/basics/url", url, _uri(url))
    out |= _entry(summary=person.summary)
    out |= {"location": {"address": place}} if (place := _value(person.location)) else {}
    profiles: list[dict[str, Any]] = []
    for link in person.profiles:
        address = _value(link.url)
        named = {key: said for key, text in (("network", link.network), ("username", link.username)) if (said := one_line(text or ""))}
        alone = address == named.get("username")
        entry = named | ({} if alone else fitting(f"/basics/profiles/{len(profiles)}/url", address, _uri(address)))
        profiles.append(entry)
    if profiles:
        out["profiles"] = profiles
    if written:
        own["as_written"] = written
    return out


def _uri(address: str) -> str | None:
    """An address as a URI: ``https`` where it names no scheme, letters that a URI does not take as their codes; None where it is none."""
    if not address:
        return None
    full = address if _SCHEME.match(address) else f"https://{address}"
    before, mark, after = quote(full, safe="%/?:@!$&'()*+,;=-._~#").partition("#")
    made = before + mark + after.replace("#", "%23")
    made = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", made)
    return made if _URI.fullmatch(made) else None


def _lists(profile: Profile) -> tuple[dict[str, list[dict[str, str]]], list[dict[str, Any]]]:
    """The lists by kind, and the sections as the CV has them."""
    lists: dict[str, list[dict[str, str]]] = {}
    sections: list[dict[str, Any]] = []
    for extra in profile.extras:
        lines = _values(extra.lines)
        if not lines:
            continue
        if extra.kind in _FIELD_OF:
            lists.setdefault(extra.kind, []).extend({_field(extra.kind, line): line} for line in lines)
            sections.append({extra.kind: _value(extra.title), "entries": len(lines)})
        else:
            sections.append({extra.kind: _value(extra.title), "lines": lines})
    return lists, sections


def _field(kind: str, line: str) -> str:
    return "description" if kind == "projects" and len(line) > _LONG else _FIELD_OF[kind]
