"""A brief without the person's name or contact data, for a file that goes to somebody else.

What is hidden is covered letter by letter, so that the text keeps its length and every cite its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal

from loopready.app.personal import address_words, contact_words, has_number, name_words
from loopready.engines.placeholders import Secret, loosely
from loopready.model import Brief, Person, Profile

Hidden = Literal["name", "contact"]
COVER = "█"
_FIXED = frozenset(
    {"schema", "kind", "source", "coverage", "verdict", "made_by", "chosen_by", "origin", "degree", "part", "shown", "state", "role"}
)


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
        place = person.location if person.location and not has_number(person.location) else None
        person = person.model_copy(update={"email": None, "phone": None, "url": None, "profiles": (), "location": place})
    return person


def _secrets(brief: Brief, kinds: frozenset[Hidden]) -> list[Secret]:
    """The words to cover."""
    profile, text = brief.profile, brief.cv.text
    out: list[Secret] = []
    if "contact" in kinds:
        out += [*contact_words(profile, text), *address_words(profile, text, numbered=True)]
    if "name" in kinds:
        out += name_words(profile, text)
    return [secret for secret in out if len(secret.words.strip()) > 1]


class _Cover:
    """Covers words wherever they stand, letter by letter; the spaces between them stay."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        ordered = sorted(secrets, key=lambda secret: -len(secret.words))
        loose = [loosely(secret.words) for secret in ordered if not secret.cased]
        exact = [loosely(secret.words) for secret in ordered if secret.cased]
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
