"""Header lines -> Person. Personal data such as age or nationality are not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from loopready.model import Document, Leaf, Line, Person, Span
from loopready.reading import dates, lexicon
from loopready.reading.cv.headings import kind_of
from loopready.reading.cv.items import leaf_of
from loopready.reading.cv.lines import CvLine, is_full
from loopready.reading.cv.links import URL, handles_in, has_known_ending, links_in
from loopready.reading.cv.names import is_after_name, name_in
from loopready.reading.cv.places import place_weight
from loopready.reading.cv.titles import title_weight

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w/@.-])(?:\+|00)?\(?\d[\d \u00a0().\-–/]{5,22}\d(?![\w@])")
_TAIL = re.compile(r"[\w.+'@-]{2,90}$")
_HEAD = re.compile(r"[\w.@-]{1,90}")
_PIECE = re.compile(r"\s{2,}|\s*[|•·∙⋅●‣]\s*|\s+[–—/~]\s+|\s+-{1,3}\s+|\t")
_EDGE = " *\t,;:|·•–—-()[]"


def is_personal(text: str) -> bool:
    """Whether a line tells personal data that is not read into a profile."""
    return "@" not in text and _personal().search(lexicon.flat(text)) is not None


@cache
def _personal() -> re.Pattern[str]:
    listed = sorted(lexicon.words("cv_contact", "personal"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


def email_in(document: Document, lines: Sequence[CvLine], links: Sequence[Line], *, name: str = "") -> Leaf | None:
    """The first e-mail address of the header, else of the whole text; one that a line break cuts is taken from the links."""
    linked = [match for line in links for match in _EMAIL.finditer(document.text, line.start, line.end)]
    leaves = (_broken_email(document, line, following, name) for line, following in pairwise(lines))
    broken = None if linked else next((leaf for leaf in leaves if leaf is not None), None)
    for line in lines:
        if broken is not None and isinstance(broken.source, Span) and line.start <= broken.source.start < line.end:
            return broken
        match = _EMAIL.search(document.text, line.start, line.end)
        at = document.text.find("@", line.start, line.end)
        if match:
            whole = next((other for other in linked if other.group().lower().startswith(match.group().split("@")[0].lower() + "@")), None)
            found = whole if whole is not None and not has_known_ending(match.group()) else match
            return leaf_of(document, found.start(), found.end())
        if at > 0 and linked:
            break
    if broken is not None:
        return broken
    if linked:
        return leaf_of(document, linked[0].start(), linked[0].end())
    match = _EMAIL.search(document.text)
    return leaf_of(document, match.start(), match.end()) if match else None


def _broken_email(document: Document, line: CvLine, following: CvLine, name: str) -> Leaf | None:
    """An e-mail address that a narrow column breaks over two lines; its source covers the break."""
    tail, head = _TAIL.search(line.text), _HEAD.match(following.text)
    if tail is None or head is None or not 0 < following.start - line.end <= 2 or following.gap > 0.5 or following.bullet:
        return None
    whole = tail.group() + head.group()
    alone = _EMAIL.fullmatch(tail.group())
    lone = head.end() == len(following.text)
    if not _EMAIL.fullmatch(whole) or not has_known_ending(whole):
        return None
    if "@" not in tail.group() and not _goes_on(tail.group(), head.group(), name):
        return None
    if alone and has_known_ending(tail.group()) and not (lone and is_full(line, following)):
        return None
    if not lone and "@" in tail.group() and not following.text[head.end() :].startswith(("  ", " |", " ·", ",")):
        return None
    return Leaf(value=whole, source=document.span(line.start + tail.start(), following.start + head.end()))


def _goes_on(tail: str, head: str, name: str) -> bool:
    """Whether an address may break before its ``@``: at the sign, behind a mark that ends no word, within a word of the person's name."""
    above, below = lexicon.flat(tail), lexicon.flat(head.split("@", maxsplit=1)[0])
    parts = [part for part in re.split(r"\W+", lexicon.flat(name)) if len(part) > 3]
    within = any(part in above + below and part not in above and part not in below for part in parts)
    return within or head.startswith("@") or tail[-1] in ".-_+"


def phone_in(document: Document, lines: Sequence[CvLine], links: Sequence[Line]) -> Leaf | None:
    """The first phone number of these lines."""
    spans = [(line.start, line.end) for line in lines]
    spans += [(line.start, line.end) for line in links if document.text.startswith("tel:", line.start)]
    for start, end in spans:
        low = document.text[start:end]
        if is_personal(low) and "+" not in low:
            continue
        for match in _PHONE.finditer(low):
            digits = re.sub(r"\D", "", match.group())
            if not 7 <= len(digits) <= 15 or _is_dated(low, match):
                continue
            if "http" in low[max(0, match.start() - 30) : match.start()] or _is_postcode(low, match):
                continue
            a, b = match.span()
            text = low[a:b]
            if text.count("(") > text.count(")"):
                a += 0 if text[0] != "(" else 1
            return leaf_of(document, start + a, start + b)
    return None


_AROUND = 40
"""Letters beside a number that may make it part of a date."""


def _is_dated(low: str, match: re.Match[str]) -> bool:
    """Whether the digits are dates: a range, or a date that nothing but date marks stands beside."""
    if match.group().startswith(("+", "00")):
        return False
    start = max(0, match.start() - _AROUND)
    around = low[start : match.end() + _AROUND]
    spans = [span for span in dates.find_dates(around) if start + span.start < match.end() and start + span.end > match.start()]
    return any(not span.single and span.first and span.last for span in spans) or bool(
        spans and not any(letter.isdigit() for letter in dates.without_dates(match.group()))
    )


def _is_postcode(low: str, match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"\d{5}-\d{4}", match.group()))


def pieces_in(lines: Sequence[CvLine]) -> list[tuple[str, int, int]]:
    """The header's stretches between separators: text, start, end."""
    out = []
    for line in lines:
        at = 0
        for match in [*_PIECE.finditer(line.text), None]:
            end = match.start() if match is not None else len(line.text)
            start = at
            while start < end and (line.text[start] in _EDGE or "\ue000" <= line.text[start] <= "\uf8ff"):
                start += 1
            while end > start and line.text[end - 1] in _EDGE:
                end -= 1
            if end > start:
                out.append((line.text[start:end], line.start + start, line.start + end))
            at = match.end() if match is not None else end
    return out


def location_in(document: Document, lines: Sequence[CvLine]) -> Leaf | None:
    """The first place of these lines."""
    labels = lexicon.table("cv_contact")["labels"]["address"]
    for text, start, end in pieces_in(lines):
        if is_personal(text):
            continue
        match = re.match(r"([^:]{3,20}):\s*", text)
        if match and lexicon.flat(match.group(1)).strip() in labels:
            return leaf_of(document, start + match.end(), end)
        if place_weight(text) >= 0.6:
            return leaf_of(document, start, end)
        atoms = [found.span() for found in re.finditer(r"[^,\s][^,]*", text)]
        for low in [low for low, _ in atoms[1:][-2:]]:
            tail = text[low:]
            if place_weight(tail) >= 0.8 and any(letter.isdigit() or letter == "@" for letter in text[:low]):
                address = "@" not in text and not _PHONE.search(text)
                return leaf_of(document, start if address else start + low, end)
    return None


def person_of(
    document: Document,
    header: Sequence[CvLine],
    contact: Sequence[CvLine],
    top: Sequence[CvLine],
    links: Sequence[Line],
    mine: Sequence[Line],
) -> Person:
    """Contact data.

    ``header``: the lines before the first heading; ``contact``: the contact section's; ``top``: the first page's; ``mine``: links in those.
    """
    sizes = sorted(other.size for other in top)
    name, line, end = name_in(document, header, sizes[len(sizes) // 2] if sizes else None)
    if name is None:
        name, line, end = name_in(document, top)
    near = [*header, *contact]
    said = name.value if name is not None else ""
    email = email_in(document, [*near, *top], links, name=said)
    url, profiles = links_in(document, near, mine, apart=email)
    profiles = (*profiles, *handles_in(document, [other for other in near if other is not line], said, profiles))
    return Person(
        name=name,
        label=_label(document, header, line, end),
        email=email,
        phone=phone_in(document, near, links) or phone_in(document, top[:12], ()),
        url=url,
        location=location_in(document, [other for other in near if other is not line or other.end > end]),
        profiles=profiles,
    )


def _ends_address(document: Document, line: CvLine) -> bool:
    """Whether a line is the end of an address that broke at a hyphen on the line above."""
    above = document.text[: line.start].rstrip().rsplit("\n", 1)[-1].split()
    return bool(above) and above[-1].endswith("-") and URL.search(above[-1]) is not None and " " not in line.text.strip()


def _label(document: Document, header: Sequence[CvLine], name: CvLine | None, end: int) -> Leaf | None:
    """What the person is, from the rest of the name's line or the next line."""
    if name is None:
        return None
    spots = [(name.text[end - name.start :], end, name.end)] if end < name.end else []
    after = [line for line in header if line.index > name.index][:2]
    spots += [(line.text, line.start, line.end) for line in after if not _ends_address(document, line)]
    for text, start, stop in spots:
        bare = text.strip(_EDGE)
        if (
            not bare
            or text.rstrip().endswith(":")
            or "@" in bare
            or is_personal(bare)
            or _PHONE.search(bare)
            or place_weight(bare) >= 0.6
            or dates.find_dates(bare)
            or is_after_name(bare)
            or kind_of(bare) is not None
            or (any(letter.isdigit() for letter in bare) and title_weight(bare) <= 0.5)
        ):
            continue
        if len(bare) < 90 and (title_weight(bare) > 0.5 or (len(bare.split()) <= 6 and not URL.search(bare) and ":" not in bare)):
            lead = len(text) - len(text.lstrip(_EDGE))
            return leaf_of(document, start + lead, stop)
        break
    return None
