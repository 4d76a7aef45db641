"""The schema.org JobPostings of a JSON text or of a page, and one of them as blocks."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from loopready.reading.job.blocks import Block, blocks_of
from loopready.reading.job.lexicon import NUMBER_WORDS, fold
from loopready.reading.job.microdata import microdata_postings

_TAG = re.compile(
    r"<\s*(?:p|br|ul|ol|li|div|h[1-6]|strong|b|span|em|i|u|a|small|font|section|article|main|header|footer|address|blockquote|pre|table|tr|td|th"
    r"|dl|dt|dd|time)\b(?=[\s/>])",
    re.IGNORECASE,
)
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
    ("employerOverview", "About us"),
)
_PARTS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_SUBSTANCE = ("description", "responsibilities", "qualifications", "skills", "educationRequirements", "experienceRequirements")
_DEEPEST = 8
_MOST_NAMED = 5_000
_MOST_POINTED_AT = 50
_MOST_POSTINGS = 200
_MARKED = re.compile(r"<[a-zA-Z/!][^<>]*>")
_UNITS = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}


Thing = dict[str, Any]
"""A thing of schema.org: its properties by their bare names."""


def page_postings(html: str) -> tuple[list[Thing], list[Thing]]:
    """The JobPostings of a page's JSON-LD, and those marked in its elements; in order, each once."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    scripts = [node.text() or "" for node in tree.css("script[type='application/ld+json' i]")]
    return _once([posting for text in scripts for posting in json_postings(text)]), _once(microdata_postings(tree))


def json_postings(text: str) -> list[Thing]:
    """The JobPostings of a JSON text, in order, each once; none where it is no JSON."""
    root = _loaded(text)
    named: dict[str, Thing] = {}
    _name(root, named)
    return _once([_Resolver(named).of(posting) for posting in islice(_postings(root), _MOST_POSTINGS)])


def chosen_posting(postings: Sequence[Thing], *, heading: str = "") -> tuple[Thing, int]:
    """The one to read, and how many there are that say something.

    It is the one whose title is the page's ``heading``, or the first. Those that are a title and a link alone (a list of other
    posts) count where no other has more.
    """
    full = [posting for posting in postings if any(posting.get(key) for key in _SUBSTANCE)] or list(postings)
    named = [posting for posting in full if heading and fold(posting_title(posting)) == fold(heading)]
    return (named or full)[0], len(full)


def posting_title(posting: Thing) -> str:
    """A posting's title; empty where it has none."""
    return _words(posting.get("title") or posting.get("name"))


def _once(postings: Sequence[Thing]) -> list[Thing]:
    return list({json.dumps(posting, sort_keys=True, default=str): posting for posting in postings}.values())


def _loaded(text: str) -> Any:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _bare(name: str) -> str:
    """A property or type without its vocabulary: ``schema:title`` and ``https://schema.org/title`` are ``title``."""
    return name if name.startswith("@") else re.split(r"[/#:]", name.rstrip("/"))[-1]


def _name(value: Any, named: dict[str, Thing], *, depth: int = 0) -> None:
    """Things by their ``@id``, those that hold more than it."""
    if depth > _DEEPEST or len(named) > _MOST_NAMED:
        return
    for inner in value[:200] if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        _name(inner, named, depth=depth + 1)
    if isinstance(value, dict) and len(value) > 1 and isinstance(id := value.get("@id"), str):
        named.setdefault(id, value)


class _Resolver:
    """Values with bare names, with ``@value`` taken out and a thing that is only pointed at in its place.

    Why it counts: things that point at one another many times would multiply.
    """

    def __init__(self, named: dict[str, Thing]) -> None:
        self._named = named
        self._left = _MOST_POINTED_AT

    def of(self, value: Any, *, depth: int = 0) -> Any:
        """The value; None where it nests too deep."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, list):
            return [self.of(one, depth=depth + 1) for one in value[:200]]
        if not isinstance(value, dict):
            return value
        if "@value" in value:
            return value["@value"]
        if set(value) <= {"@id", "@type"} and isinstance(id := value.get("@id"), str):
            value = self._named.get(id, {}) if self._left > 0 else {}
            self._left -= 1
        return {_bare(key): self.of(one, depth=depth + 1) for key, one in value.items()}


def _postings(value: Any, *, depth: int = 0) -> Iterator[Thing]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _postings(one, depth=depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if "JobPosting" in [_bare(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]:
            yield value
        for key in _PARTS:
            yield from _postings(value.get(key), depth=depth + 1)


def posting_blocks(posting: Thing) -> list[Block]:
    """Title, firm and place, pay, description and the further fields of a JobPosting that say more than the description does."""
    out: list[Block] = []
    if title := posting_title(posting):
        out.append(Block(text=title, level=1))
    firm, place = _words(posting.get("hiringOrganization")), _place(posting)
    if firm or place:
        out.append(Block(text=" | ".join(one for one in (firm, place) if one)))
    if pay := _pay(posting):
        out.append(Block(text=f"Salary: {pay}"))
    if terms := ", ".join(_strings(posting.get("employmentType"))):
        out.append(Block(text=f"Employment type: {terms.replace('_', ' ').lower()}"))
    description = _rich(posting.get("description"))
    said = " ".join(block.text for block in description)
    out += description
    for key, heading in _FIELDS:
        asked = [_requirement(value, instead=key == "educationRequirements" and _is_true(posting)) for value in _listed(posting.get(key))]
        further = [block for value in asked for block in _rich(value) if block.text not in said and not _is_said(block.text, said)]
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
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return ""
    text = str(value)
    if _MARKED.search(text):
        text = " ".join(block.text for block in blocks_of(text))
    return " ".join(entities.unescape(text).split())


def _place(posting: Thing) -> str:
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


def _pay(posting: Thing) -> str:
    """The pay as "GBP 32000 to 36000 a year"; empty where the posting says none."""
    said = (
        _amount(value, _words(posting.get("salaryCurrency")))
        for key in ("baseSalary", "estimatedSalary")
        for value in _listed(posting.get(key))
    )
    return next((pay for pay in said if pay), "")


def _amount(value: Any, currency: str) -> str:
    if not isinstance(value, dict):
        return _with_currency(currency, _words(value))
    inner = value.get("value", value)
    currency = _words(value.get("currency") or value.get("salaryCurrency")) or currency
    if not isinstance(inner, dict):
        return _with_currency(currency, _words(inner))
    low, high, single = (_words(inner.get(key)) for key in ("minValue", "maxValue", "value"))
    amount = f"{low} to {high}" if low and high and low != high else low or high or single
    unit = _UNITS.get(_words(inner.get("unitText") or value.get("unitText")).upper(), "")
    return " ".join(one for one in (_with_currency(currency, amount), unit) if one) if amount else ""


def _with_currency(currency: str, amount: str) -> str:
    return f"{currency} {amount}" if currency and amount and currency not in amount else amount


def _is_true(posting: Thing) -> bool:
    """Whether experience stands in for the education that is asked."""
    return _words(posting.get("experienceInPlaceOfEducation")).lower() == "true" or posting.get("experienceInPlaceOfEducation") is True


def _requirement(value: Any, *, instead: bool) -> Any:
    """The words of a structured requirement: months of experience, a degree (or ``instead`` of it experience)."""
    if isinstance(value, dict):
        months = _words(value.get("monthsOfExperience"))
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", months) and float(months) > 0:
            return (
                f"{float(months) / 12:g} years of experience"
                if float(months) % 12 == 0 and float(months) > 12
                else f"{months} months of experience"
            )
        value = _words(value.get("credentialCategory")) or _words(value.get("description")) or _words(value)
    return f"{value} or equivalent experience" if instead and isinstance(value, str) and value and not _MARKED.search(value) else value


def _is_said(text: str, said: str) -> bool:
    """Whether a description asks for the same years or months of experience as a structured field does, in figures or words."""
    bare = re.fullmatch(r"(\d+(?:\.\d+)?) (year|month)s of experience", text)
    if bare is None:
        return False
    number = "|".join([re.escape(bare[1]), *(word for word, value in NUMBER_WORDS.items() if str(value) == bare[1])])
    return re.search(rf"\b(?:{number})\b(?:\s*\+|\s*(?:-|to|or)\s*\w+)*\s*{bare[2]}", fold(said)) is not None


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
