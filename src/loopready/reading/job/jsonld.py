"""The schema.org JobPosting of a page as blocks."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from loopready.reading.job.blocks import Block, blocks_of

_TAG = re.compile(r"<\s*(?:p|br|ul|ol|li|div|h[1-6]|strong|b|span|em)\b", re.IGNORECASE)
_FIELDS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("educationRequirements", "Education"),
    ("experienceRequirements", "Experience"),
    ("eligibilityToWorkRequirement", "Right to work"),
    ("physicalRequirement", "Physical requirements"),
    ("securityClearanceRequirement", "Security clearance"),
    ("jobBenefits", "Benefits"),
    ("incentiveCompensation", "Bonus scheme"),
    ("workHours", "Working hours"),
)
_UNITS = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}


def job_posting_blocks(html: str) -> list[Block]:
    """Title, firm and place, pay, description and the further fields of the first JobPosting of a page; empty where it has none."""
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(html).css("script[type='application/ld+json' i]"):
        blocks = posting_blocks(node.text() or "")
        if blocks:
            return blocks
    return []


def posting_blocks(text: str) -> list[Block]:
    """What the first JobPosting of a JSON text says; empty where it is no JSON or has none."""
    return next((_blocks(posting) for posting in _postings(_loaded(text))), [])


def _loaded(text: str) -> Any:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _postings(value: Any, *, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _postings(one, depth=depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _postings(value.get(key), depth=depth + 1)


def _blocks(posting: dict[str, Any]) -> list[Block]:
    out: list[Block] = []
    if title := _words(posting.get("title") or posting.get("name")):
        out.append(Block(text=title, level=1))
    firm, place = _words(posting.get("hiringOrganization")), _place(posting)
    if firm or place:
        out.append(Block(text=" | ".join(one for one in (firm, place) if one)))
    if pay := _pay(posting.get("baseSalary") or posting.get("estimatedSalary")):
        out.append(Block(text=f"Salary: {pay}"))
    if terms := ", ".join(_strings(posting.get("employmentType"))):
        out.append(Block(text=f"Employment type: {terms.replace('_', ' ').lower()}"))
    description = _rich(posting.get("description"))
    said = " ".join(block.text for block in description)
    out += description
    for key, heading in _FIELDS:
        if key == "experienceRequirements" and re.search(r"\b(?:years?|months?)\b", said):
            continue
        further = [block for value in _listed(posting.get(key)) for block in _rich(_requirement(value)) if block.text not in said]
        if further:
            out.append(Block(text=heading, level=2))
            out += [Block(text=block.text, bullet=block.level == 0, level=block.level) for block in further]
    return out


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _strings(value: Any) -> list[str]:
    return [words for one in _listed(value) if (words := _words(one))]


def _words(value: Any) -> str:
    """A plain text of a value that may be a text, a number or a thing with a name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("value") or value.get("legalName") or ""
    if isinstance(value, list):
        return ", ".join(_strings(value))
    return " ".join(entities.unescape(str(value)).split()) if isinstance(value, (str, int, float)) else ""


def _place(posting: dict[str, Any]) -> str:
    out: list[str] = []
    for where in _listed(posting.get("jobLocation")):
        address = where.get("address", where) if isinstance(where, dict) else where
        if isinstance(address, dict):
            parts = [_words(address.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry")]
            said = ", ".join(dict.fromkeys(part for part in parts if part)) or _words(address)
        else:
            said = _words(address)
        if said and said not in out:
            out.append(said)
    if str(posting.get("jobLocationType", "")).upper() == "TELECOMMUTE":
        out.append("remote")
    return " / ".join(out)


def _pay(value: Any) -> str:
    if not isinstance(value, dict):
        return _words(value)
    inner = value.get("value", value)
    currency = _words(value.get("currency") or value.get("salaryCurrency"))
    if not isinstance(inner, dict):
        return f"{currency} {_words(inner)}".strip()
    low, high, single = (_words(inner.get(key)) for key in ("minValue", "maxValue", "value"))
    amount = f"{low} to {high}" if low and high and low != high else low or high or single
    unit = _UNITS.get(str(inner.get("unitText", "")).upper(), "")
    return " ".join(one for one in (currency, amount, unit) if one) if amount else ""


def _requirement(value: Any) -> Any:
    """The words of a structured requirement: months of experience, a degree."""
    if not isinstance(value, dict):
        return value
    months = value.get("monthsOfExperience")
    if isinstance(months, (int, float)) and months > 0:
        return f"{months / 12:g} years of experience" if months % 12 == 0 and months > 12 else f"{months:g} months of experience"
    return _words(value.get("credentialCategory")) or _words(value.get("description")) or _words(value)


def _rich(value: Any) -> list[Block]:
    """The blocks of a text that may be HTML, HTML in entities, or plain."""
    if isinstance(value, list):
        return [block for one in value for block in _rich(one)]
    text = str(value) if isinstance(value, (str, int, float)) else _words(value)
    for _ in range(2):
        if "&lt;" in text and not _TAG.search(text):
            text = entities.unescape(text)
    if _TAG.search(text):
        return blocks_of(text)
    return [block for line in entities.unescape(text).splitlines() if line.strip() for block in blocks_of(entities.escape(line))]
