"""Header lines -> Person. Personal data such as age or nationality are not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from loopready.model import Document, Leaf, Line, Person, ProfileLink, Span
from loopready.reading import dates, lexicon
from loopready.reading.cv.headings import kind_of
from loopready.reading.cv.items import leaf_of
from loopready.reading.cv.lines import CvLine, is_full
from loopready.reading.cv.places import place_weight
from loopready.reading.cv.titles import firm_weight, title_weight

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w/@.-])(?:\+|00)?\(?\d[\d \u00a0().\-–/]{5,22}\d(?![\w@])")
_URL = re.compile(r"(?:https?://|www\.)[^\s|<>\"'•·,]+|(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,9}(?:/[^\s|<>\"'•·,]*)?(?![\w@])", re.IGNORECASE)
_TAIL = re.compile(r"[\w.+'@-]{2,90}$")
_HEAD = re.compile(r"[\w.@-]{1,90}")
_REST = re.compile(r"[a-z0-9][a-z0-9/_.=?&%-]{0,80}")
_PIECE = re.compile(r"\s{2,}|\s*[|•·∙⋅●‣]\s*|\s+[–—/~]\s+|\s+-{1,3}\s+|\t")
_EDGE = " *\t,;:|·•–—-()[]"


def is_personal(text: str) -> bool:
    """Whether a line tells personal data that is not read into a profile."""
    return "@" not in text and _personal().search(lexicon.flat(text)) is not None


@cache
def _personal() -> re.Pattern[str]:
    listed = sorted(lexicon.words("cv_contact", "personal"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


def email_in(document: Document, lines: Sequence[CvLine], links: Sequence[Line]) -> Leaf | None:
    """The first e-mail address of the header, else of the whole text; one that a line break cuts is taken from the links."""
    linked = [match for line in links for match in _EMAIL.finditer(document.text, line.start, line.end)]
    broken = None if linked else next((leaf for pair in pairwise(lines) if (leaf := _broken_email(document, *pair)) is not None), None)
    for line in lines:
        if broken is not None and isinstance(broken.source, Span) and line.start <= broken.source.start < line.end:
            return broken
        match = _EMAIL.search(document.text, line.start, line.end)
        at = document.text.find("@", line.start, line.end)
        if match:
            whole = next((other for other in linked if other.group().lower().startswith(match.group().split("@")[0].lower() + "@")), None)
            found = whole if whole is not None and not _plausible(match.group()) else match
            return leaf_of(document, found.start(), found.end())
        if at > 0 and linked:
            break
    if broken is not None:
        return broken
    if linked:
        return leaf_of(document, linked[0].start(), linked[0].end())
    match = _EMAIL.search(document.text)
    return leaf_of(document, match.start(), match.end()) if match else None


def _broken_email(document: Document, line: CvLine, following: CvLine) -> Leaf | None:
    """An e-mail address that a narrow column breaks over two lines; its source covers the break."""
    tail, head = _TAIL.search(line.text), _HEAD.match(following.text)
    if tail is None or head is None or not 0 < following.start - line.end <= 2 or following.gap > 0.5 or following.bullet:
        return None
    whole = tail.group() + head.group()
    alone = _EMAIL.fullmatch(tail.group())
    lone = head.end() == len(following.text)
    if not _EMAIL.fullmatch(whole) or not _plausible(whole) or ("@" not in tail.group() and not _goes_on(tail.group(), head.group())):
        return None
    if alone and _plausible(tail.group()) and not (lone and is_full(line, following)):
        return None
    if not lone and "@" in tail.group() and not following.text[head.end() :].startswith(("  ", " |", " ·", ",")):
        return None
    return Leaf(value=whole, source=document.span(line.start + tail.start(), following.start + head.end()))


def _goes_on(tail: str, head: str) -> bool:
    """Whether an address may break here before its ``@``: at the sign itself, or behind a mark that no word ends in."""
    return head.startswith("@") or tail[-1] in ".-_+"


def _plausible(address: str) -> bool:
    return address.rsplit(".", 1)[-1].lower() in _tlds()


@cache
def _tlds() -> frozenset[str]:
    return lexicon.words("cv_contact", "tlds")


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


def _is_dated(low: str, match: re.Match[str]) -> bool:
    """Whether the digits are dates: a range, or a date that nothing but date marks stands beside."""
    if match.group().startswith(("+", "00")):
        return False
    spans = [span for span in dates.find_dates(low) if span.start < match.end() and span.end > match.start()]
    return any(not span.single and span.first and span.last for span in spans) or bool(
        spans and not any(letter.isdigit() for letter in dates.without_dates(match.group()))
    )


def _is_postcode(low: str, match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"\d{5}-\d{4}", match.group()))


def links_in(
    document: Document, lines: Sequence[CvLine], links: Sequence[Line], email: Leaf | None = None
) -> tuple[Leaf | None, tuple[ProfileLink, ...]]:
    """The person's own address and profiles on networks, from these lines and from link marks; no part of the ``email`` address."""
    mail = email.source if email is not None and isinstance(email.source, Span) else None
    found: list[tuple[str, int, int]] = []
    rests = {line.end: rest for i, line in enumerate(lines) if (rest := _rest_of_url(lines[i : i + 4])) is not None}
    for start, end in [*((line.start, line.end) for line in lines), *((line.start, line.end) for line in links)]:
        for match in _URL.finditer(document.text, start, end):
            if document.text[max(0, match.start() - 1) : match.start()] == "@" or not _is_address(match.group()):
                continue
            if "@" in document.text[match.start() : match.end() + 1] or (mail is not None and mail.start <= match.start() < mail.end):
                continue
            stop = match.end()
            while document.text[stop - 1] in ".,;:)" and not (stop == end and end in rests):
                stop -= 1
            if stop == end and end in rests and not links:
                stop = rests[end]
            found.append(("".join(document.text[match.start() : stop].split()), match.start(), stop))
    url: Leaf | None = None
    profiles: list[ProfileLink] = []
    seen: set[str] = set()
    marked = [_bare(document.text[line.start : line.end]) for line in links]
    for address, start, end in found:
        bare = _bare(address)
        broken = document.text[end : end + 1] in ("", "\n") and any(whole != bare and whole.startswith(bare) for whole in marked)
        if bare in seen or broken:
            continue
        seen.add(bare)
        leaf = leaf_of(document, start, end)
        if leaf is None:
            continue
        if "\n" in document.text[start:end]:
            leaf = Leaf(value=address, source=leaf.source)
        network = _network(bare)
        if network is None and url is None:
            url = leaf
        else:
            path = re.sub(r"^(?:https?://)?(?:www\.)?", "", address).rstrip("/").split("/")
            profiles.append(ProfileLink(network=network, username=path[-1].lstrip("@") if network and len(path) > 1 else None, url=leaf))
    return url, tuple(profiles)


def _rest_of_url(lines: Sequence[CvLine]) -> int | None:
    """Where an address that a narrow column breaks at the first line's end stops on the lines below; None where it is whole."""
    tail = lines[0].text.rsplit(None, 1)[-1]
    if "@" in tail:
        return None
    stop: int | None = None
    for line, following in pairwise(lines):
        if not _REST.fullmatch(following.text) or not 0 < following.start - line.end <= 2 or following.gap > 0.5:
            break
        begun = re.sub(r"^(?:https?://)?(?:www\.)?", "", tail, flags=re.IGNORECASE)
        if not _URL.fullmatch(tail + following.text) or not _is_address(begun + following.text) or _is_address(following.text):
            break
        open_end = begun[-1:] in "-/_=?&%." and ("/" in begun or begun[-1:] in "-.")
        if not (open_end or (is_full(line, following) and ("/" in begun or not _is_address(begun)))):
            break
        tail, stop = tail + following.text, following.end
    return stop


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


def _is_address(text: str) -> bool:
    low = text.lower()
    if low.startswith(("http://", "https://", "www.")):
        return True
    host = low.split("/")[0]
    labels = host.split(".")
    return labels[-1] in _tlds() and len(labels[0]) > 1 and not labels[0].isdigit()


def _network(bare: str) -> str | None:
    host = bare.split("/", maxsplit=1)[0]
    table = lexicon.table("cv_contact")["networks"]
    for name, network in table.items():
        if host == name or host.endswith("." + str(name)):
            return str(network)
    return None


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


def name_in(document: Document, lines: Sequence[CvLine], size: float | None = None) -> tuple[Leaf | None, CvLine | None, int]:
    """The person's name, its line, and where what follows it on that line starts. ``size``: of the running text, in points."""
    for line in lines:
        labelled = _NAME_LABEL.match(line.text)
        if labelled and len(line.text) < 70 and not any(letter.isdigit() for letter in line.text):
            return leaf_of(document, line.start + labelled.end(), line.end), line, line.end
    candidates = [line for line in lines if line.page == 1 and _name_end(line) > 0]
    if not candidates:
        return None, None, 0
    top = max(line.size for line in candidates)
    body = size if size is not None else (sorted(line.size for line in lines)[len(lines) // 2] if lines else 10.0)
    if top > body + 1.5:
        line = next(line for line in candidates if line.size >= top - 0.5)
    else:
        line = candidates[0]
    end = line.start + _name_end(line)
    start = line.start + line.bullet
    last = line
    at = list(lines).index(line)
    if at + 1 < len(lines) and len(line.text.split()) == 1:
        following = lines[at + 1]
        if abs(following.size - line.size) < 2.5 and following.size > body + 1.5 and _name_end(following) == len(following.text):
            end, last = following.end, following
    return leaf_of(document, start, end), last, end


_NAME_LABEL = re.compile(r"(?:full name|name|nom|nombre|nome|naam|vor- und nachname)\s*:\s+(?=\w)", re.IGNORECASE)
_NOISE = re.compile(r"\b(?:curriculum vitae|resume|résumé|cv|lebenslauf)\b[\s:–—-]*", re.IGNORECASE)


def _name_end(line: CvLine) -> int:
    """How many characters of the line's beginning are a person's name; 0 where it holds none."""
    text = line.text
    cut = re.search(r"\s{2,}|,|\s[|–—-]\s|\(|[|·•]", text)
    first = text[: cut.start()] if cut else text
    if cut and cut.group().startswith("  ") and all(len(word) == 1 for word in first.split()):
        first = text
    noise = _NOISE.search(first)
    if noise:
        first = first[: noise.start()] if noise.start() > 2 else ""
    words = first.split()
    if not 1 <= len(words) <= 6 or len(first) > 48 or any(letter.isdigit() or letter in "@:/" for letter in first):
        return 0
    if not all(_capital(word) for word in words):
        return 0
    if (title_weight(first) > 0.5 and line.size < 14) or (place_weight(first) >= 0.9 and len(words) < 3):
        return 0
    if firm_weight(first) > 1.0:
        return 0
    while len(words) > 2 and words[-1].isupper() and is_after_name(words[-1]):
        words.pop()
        first = first.rstrip()[: first.rstrip().rindex(" ")]
    return len(first.rstrip())


def is_after_name(text: str) -> bool:
    """Whether the words are letters after a name and nothing else ("RN", "BSc, CEng", "ARB RIBA")."""
    known = lexicon.words("cv_contact", "after_names") | lexicon.words("cv_degrees", "degrees")
    words = [re.sub(r"[.()]", "", lexicon.flat(word)) for word in re.split(r"[\s,;/]+", text) if re.search(r"\w", word)]
    return bool(words) and all(word in known or word in ("hons", "cand") for word in words)


def _capital(word: str) -> bool:
    return any(part[:1].isupper() or not part[:1].isascii() for part in word.split("-")) or lexicon.flat(word) in lexicon.words(
        "cv_words", "name_particles"
    )


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
    email = email_in(document, [*near, *top], links)
    url, profiles = links_in(document, near, mine, email)
    return Person(
        name=name,
        label=_label(document, header, line, end),
        email=email,
        phone=phone_in(document, near, links) or phone_in(document, top[:12], ()),
        url=url,
        location=location_in(document, [other for other in near if other is not line or other.end > end]),
        profiles=profiles,
    )


def _label(document: Document, header: Sequence[CvLine], name: CvLine | None, end: int) -> Leaf | None:
    """What the person is, from the rest of the name's line or the next line."""
    if name is None:
        return None
    spots = [(name.text[end - name.start :], end, name.end)] if end < name.end else []
    after = [line for line in header if line.index > name.index][:2]
    spots += [(line.text, line.start, line.end) for line in after]
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
        if len(bare) < 90 and (title_weight(bare) > 0.5 or (len(bare.split()) <= 6 and not _URL.search(bare) and ":" not in bare)):
            lead = len(text) - len(text.lstrip(_EDGE))
            return leaf_of(document, start + lead, stop)
        break
    return None
