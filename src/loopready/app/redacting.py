"""A brief without the person's name or contact data, for a file that goes to somebody else.

What is hidden is covered letter by letter, so that the text keeps its length and every cite its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal

from loopready.model import Brief, Leaf, Person, Profile, Span

Hidden = Literal["name", "contact"]
COVER = "█"
_EMAIL = re.compile(r"[^\s@<>()\[\],;:|]+@[^\s@<>()\[\],;:|]+\.[^\W\d_]{2,}")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>|]+|\b(?:[\w-]+\.)*(?:linkedin|github|gitlab|xing|bitbucket|medium)\.(?:com|org|io)/[^\s<>|,;]+", re.I
)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|\()?\d[\d\s()./-]{6,22}\d(?!\w)")
_PART = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_FIXED = frozenset(
    {"schema", "kind", "source", "coverage", "verdict", "made_by", "chosen_by", "origin", "degree", "part", "shown", "state", "role"}
)
_YEARS = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")


def covered(brief: Brief, hidden: Iterable[Hidden]) -> Brief:
    """The brief with the person's name (``name``), or e-mail, phone and links (``contact``), covered in all its texts.

    Found are what the reader took for them, what looks like an e-mail, a link or a phone number in the CV, and every other
    place with the same words. A place of living stays, unless it holds a number (a street, a postal code).
    """
    kinds = frozenset(hidden)
    if not kinds:
        return brief
    secrets = _secrets(brief, kinds)
    cover = _Cover(secrets)
    made = cover.all(brief.model_dump(mode="json", by_alias=True))
    for source in ("cv", "job"):
        text = getattr(brief, source).text
        made[source]["text"] = cover(text)
    made["cv"]["name"] = f"CV{PurePath(brief.cv.name).suffix}"
    for section in made["sections"]:
        for item in section["items"]:
            for block in item["blocks"]:
                for claim in block["claims"]:
                    for cite in claim["cites"]:
                        if cite["source"] in ("cv", "job"):
                            cite["quote"] = made[cite["source"]]["text"][cite["start"] : cite["end"]]
    without_leaves = _without_leaves(brief.profile, kinds)
    made["profile"]["person"] = cover.all(without_leaves.model_dump(mode="json"))
    return Brief.model_validate(made)


def _without_leaves(profile: Profile, kinds: frozenset[Hidden]) -> Person:
    person = profile.person
    if "name" in kinds:
        person = person.model_copy(update={"name": None})
    if "contact" in kinds:
        place = person.location if person.location and not _numbered(person.location) else None
        person = person.model_copy(update={"email": None, "phone": None, "url": None, "profiles": (), "location": place})
    return person


def _secrets(brief: Brief, kinds: frozenset[Hidden]) -> list[tuple[str, bool]]:
    """The words to cover, and whether their case counts."""
    person, text = brief.profile.person, brief.cv.text
    out: dict[str, bool] = {}
    if "contact" in kinds:
        leaves = [person.email, person.phone, person.url, *(link.url for link in person.profiles)]
        leaves += [person.location] if person.location and _numbered(person.location) else []
        for leaf in leaves:
            out |= dict.fromkeys(_words(leaf, text), False)
        out |= {link.username: False for link in person.profiles if link.username and len(link.username) > 3}
        out |= {found.group(): False for pattern in (_EMAIL, _LINK) for found in pattern.finditer(text)}
        out |= {found.group(): False for found in _PHONE.finditer(text) if _is_phone(found.group())}
    if "name" in kinds and person.name:
        for words in _words(person.name, text):
            out[words] = False
            out |= {form: True for part in _PART.findall(words) for form in (part.upper(), part.title(), part[:1].upper() + part[1:])}
    return [(words, cased) for words, cased in out.items() if len(words.strip()) > 1]


def _words(leaf: Leaf | None, text: str) -> list[str]:
    """A leaf's value, and the words it was read from."""
    if leaf is None:
        return []
    quoted = text[leaf.source.start : leaf.source.end] if isinstance(leaf.source, Span) else ""
    return [words for words in dict.fromkeys((leaf.value, quoted)) if words.strip()]


def _numbered(leaf: Leaf) -> bool:
    return any(letter.isdigit() for letter in leaf.value)


def _is_phone(found: str) -> bool:
    """Nine to fifteen digits, or seven with a sign that only phone numbers have; a span of years is none."""
    digits = sum(letter.isdigit() for letter in found)
    marked = found.startswith(("+", "00", "(", "0"))
    return not _YEARS.search(found) and (9 <= digits <= 15 or (marked and digits >= 7))


class _Cover:
    """Covers words wherever they stand, letter by letter; the spaces between them stay."""

    def __init__(self, secrets: Sequence[tuple[str, bool]]) -> None:
        ordered = sorted(secrets, key=lambda secret: -len(secret[0]))
        loose = [_loosely(words) for words, cased in ordered if not cased]
        exact = [_loosely(words) for words, cased in ordered if cased]
        self._patterns = [re.compile("|".join(loose), re.I)] if loose else []
        self._patterns += [re.compile("|".join(exact))] if exact else []

    def __call__(self, text: str) -> str:
        for pattern in self._patterns:
            text = pattern.sub(lambda found: re.sub(r"\S", COVER, found.group()), text)
        return text

    def all(self, value: Any) -> Any:
        """Every text in a value of JSON; names of fields stay, and words of ours that a field must hold."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, list):
            return [self.all(member) for member in value]
        if isinstance(value, dict):
            return {name: member if name in _FIXED and isinstance(member, str) else self.all(member) for name, member in value.items()}
        return value


def _loosely(words: str) -> str:
    """A pattern for the words, with any space between them, that begins and ends where words do."""
    inner = r"\s+".join(re.escape(part) for part in words.split())
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    return f"{before}{inner}{after}"
