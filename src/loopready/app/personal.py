"""The words by which a person is known: name, e-mail, phone, links, address, employers; and others whom a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loopready.engines.placeholders import Secret
from loopready.model import Leaf, Profile, Span
from loopready.practice.privacy import cautions, lone_names, perhaps_people

_EMAIL = re.compile(r"[^\s@<>()\[\],;:|]+@[^\s@<>()\[\],;:|]+\.[^\W\d_]{2,}")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>|]+|\b(?:[\w-]+\.)*(?:linkedin|github|gitlab|xing|bitbucket|medium)\.(?:com|org|io)/[^\s<>|,;]+", re.I
)
_PHONE = re.compile(r"(?<![\w.])(?:\+|00|\()?\d[\d\s()./-]{6,22}\d(?!\w)")
_PART = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\n|·•;,\t]+")
_NAMED = r"(?:[A-ZÀ-Þ0-9][\w.'’/-]*|de|del|van|von|der|den|of|the|la|le|&)"
_STREET = re.compile(rf"(?=.*[^\W\d_]{{2}})(?=.*\d){_NAMED}(?:\s+{_NAMED})*")
_LONGEST_STREET = 60
_YEARS = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")


def name_words(profile: Profile, text: str) -> list[Secret]:
    """The person's name as it stands in the CV, and its parts where they are written as names are."""
    out: list[Secret] = []
    for words in _words(profile.person.name, text):
        out.append(Secret(words, "PERSON"))
        for part in _PART.findall(words):
            out += [Secret(form, "PERSON", cased=True) for form in dict.fromkeys((part[:1].upper() + part[1:], part.title(), part.upper()))]
    return list(dict.fromkeys(out))


def contact_words(profile: Profile, text: str) -> list[Secret]:
    """E-mail, phone, links and user names: what the reader took for them, and what looks like one in the CV."""
    person = profile.person
    out: list[Secret] = []
    for leaf, kind in ((person.email, "EMAIL"), (person.phone, "PHONE"), (person.url, "LINK"), *((e.url, "LINK") for e in person.profiles)):
        out += [Secret(words, kind) for words in _words(leaf, text)]
    out += [Secret(link.username, "LINK") for link in person.profiles if link.username and len(link.username) > 3]
    return list(dict.fromkeys([*out, *contacts_in(text)]))


def contacts_in(text: str) -> list[Secret]:
    """What looks like an e-mail, a link or a phone number."""
    out = [Secret(found.group(), "EMAIL") for found in _EMAIL.finditer(text)]
    out += [Secret(found.group(), "LINK") for found in _LINK.finditer(text)]
    return out + [Secret(found.group(), "PHONE") for found in _PHONE.finditer(text) if _is_phone(found.group())]


def address_words(profile: Profile, text: str, *, numbered: bool = False) -> list[Secret]:
    """Where the person lives; with ``numbered`` only where that holds a number (a street, a postal code)."""
    leaf = profile.person.location
    if leaf is None or (numbered and not has_number(leaf)):
        return []
    return [Secret(words, "ADDRESS") for words in _words(leaf, text)]


def street_words(profile: Profile, text: str) -> list[Secret]:
    """What stands in the head of a CV as streets and postal codes do: a number with names, between commas and the like.

    Why beside ``address_words``: the reader takes a town for where somebody lives, and leaves the street.
    """
    starts = [heading.span.start for heading in profile.headings] + [work.span.start for work in profile.work if work.span]
    head = text[: min(starts, default=0)]
    parts = (part.strip() for part in _BETWEEN.split(head))
    return [Secret(part, "ADDRESS") for part in parts if len(part) <= _LONGEST_STREET and _STREET.fullmatch(part)]


def employer_words(profile: Profile, text: str) -> list[Secret]:
    """The employers as the CV names them."""
    return [Secret(words, "EMPLOYER") for work in profile.work for words in _words(work.name, text)]


def others_in(texts: Iterable[str]) -> list[Secret]:
    """Other people and customers whom texts name."""
    out: list[Secret] = []
    for text in texts:
        for caution in cautions(text):
            if caution.kind in ("person", "customer"):
                out.append(Secret(caution.quote, "PERSON" if caution.kind == "person" else "FIRM", cased=True))
        out += [Secret(name, "PERSON", cased=True) for name in perhaps_people(text)]
    return list(dict.fromkeys(out))


def lone_in(spoken: Iterable[str]) -> list[Secret]:
    """Single words of somebody's running words that may be a given name."""
    return [Secret(name, "PERSON", cased=True) for name in dict.fromkeys(name for text in spoken for name in lone_names(text))]


def has_number(leaf: Leaf) -> bool:
    """Whether a place is told with a number."""
    return any(letter.isdigit() for letter in leaf.value)


def _words(leaf: Leaf | None, text: str) -> list[str]:
    """A leaf's value, and the words it was read from."""
    if leaf is None:
        return []
    quoted = text[leaf.source.start : leaf.source.end] if isinstance(leaf.source, Span) else ""
    return [words for words in dict.fromkeys((leaf.value, quoted)) if words.strip()]


def _is_phone(found: str) -> bool:
    """Nine to fifteen digits, or seven with a sign that only phone numbers have; a span of years is none."""
    digits = sum(letter.isdigit() for letter in found)
    marked = found.startswith(("+", "00", "(", "0"))
    return not _YEARS.search(found) and (9 <= digits <= 15 or (marked and digits >= 7))
