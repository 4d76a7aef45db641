"""The person's own addresses, profiles on networks and user names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from loopready.model import Document, Leaf, Line, ProfileLink, Span
from loopready.reading import lexicon
from loopready.reading.cv.items import leaf_of
from loopready.reading.cv.lines import CvLine, is_full

URL = re.compile(
    r"(?:https?://|www\.)[^\s|<>\"'•·,]+|(?<![\w@.-])(?:[\w-]{1,63}\.)+[a-z]{2,9}(?:/[^\s|<>\"'•·,]*)?(?![\w@])", re.IGNORECASE
)
_REST = re.compile(r"[a-z0-9-][a-z0-9/_.=?&%-]{0,80}(?=$|\s*[|·•∙,]|\s{2,})")
"""What may go on with a broken address: nothing else stands on its line, or a separator parts it from the rest."""


def links_in(
    document: Document, lines: Sequence[CvLine], links: Sequence[Line], *, apart: Leaf | None = None
) -> tuple[Leaf | None, tuple[ProfileLink, ...]]:
    """The person's own address and profiles on networks, from these lines and from link marks. ``apart``: the e-mail address, no link."""
    taken = apart.source if apart is not None and isinstance(apart.source, Span) else None
    found: list[tuple[str, int, int]] = []
    marked = [_bare(document.text[line.start : line.end]) for line in links]
    found += [one for i in range(len(lines)) if (one := _broken_address(document, lines[i : i + 4], marked)) is not None]
    whole = [(start, end) for _, start, end in found]
    for start, end in [*((line.start, line.end) for line in lines), *((line.start, line.end) for line in links)]:
        for match in URL.finditer(document.text, start, end):
            if document.text[max(0, match.start() - 1) : match.start()] == "@" or not _is_address(match.group()):
                continue
            if "@" in document.text[match.start() : match.end() + 1] or (taken and taken.start <= match.start() < taken.end):
                continue
            if any(low <= match.start() < high for low, high in whole):
                continue
            stop = match.end()
            while document.text[stop - 1] in ".,;:)":
                stop -= 1
            found.append((document.text[match.start() : stop], match.start(), stop))
    found.sort(key=lambda one: one[1])
    url: Leaf | None = None
    profiles: list[ProfileLink] = []
    seen: set[str] = set()
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


def _broken_address(document: Document, lines: Sequence[CvLine], marked: Sequence[str]) -> tuple[str, int, int] | None:
    """An address that a narrow column breaks at the first line's end, and where it stands; None where it is whole or a link says it."""
    tail = lines[0].text.rsplit(None, 1)[-1]
    start, stop = lines[0].end - len(tail), 0
    if "@" in tail or any(whole.startswith(_bare(tail)) for whole in marked):
        return None
    for line, following in pairwise(lines):
        head = _REST.match(following.text)
        if head is None or not 0 < following.start - line.end <= 2 or following.gap > 0.5:
            break
        begun = re.sub(r"^(?:https?://)?(?:www\.)?", "", tail, flags=re.IGNORECASE)
        more, lone = head.group(), head.end() == len(following.text)
        if not URL.fullmatch(tail + more) or not _is_address(begun + more) or (_is_address(more) and not re.fullmatch(r"[\w-]+-", begun)):
            break
        open_end = (begun[-1:] in "-/_=?&%." and ("/" in begun or begun[-1:] in "-.")) or (more[0] == "-" and "/" in begun)
        if not (open_end or (lone and is_full(line, following) and ("/" in begun or not _is_address(begun)))):
            break
        tail, stop = tail + more, following.start + head.end()
        if not lone:
            break
    return (document.text[start:stop].replace("\n", ""), start, stop) if stop else None


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


@cache
def _tlds() -> frozenset[str]:
    return lexicon.words("cv_contact", "tlds")


def has_known_ending(address: str) -> bool:
    """Whether an address ends like a host name does."""
    return address.rsplit(".", 1)[-1].lower() in _tlds()


def is_url(text: str) -> bool:
    """Whether the text is a web address with its scheme or ``www``, and nothing else."""
    return re.fullmatch(r"(?:https?://|www\.)\S+", text.strip(" ()")) is not None


_HANDLE = re.compile(r"(?<![\w@./:-])@?([a-z0-9][\w-]*(?:\.[\w-]+)*)(?![\w@/:-])")
"""A user name: one word without capitals at its beginning."""
_LONGEST = 400
"""Letters of a line that may still name a person's links: a longer one is prose."""


@cache
def _network_word() -> re.Pattern[str]:
    names = {str(name).lower() for name in lexicon.table("cv_contact")["networks"].values()}
    listed = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


def handles_in(document: Document, lines: Sequence[CvLine], name: str, taken: Sequence[ProfileLink]) -> list[ProfileLink]:
    """User names without an address: one word beside or below a network's name, or one that holds a word of the person's name."""
    parts = [part for part in re.split(r"[^\w]+", lexicon.flat(name)) if len(part) > 3]
    out: list[ProfileLink] = []
    above: str | None = None
    seen = {(link.username or link.url.value).lower() for link in taken}
    for line in lines:
        text = document.text[line.start : line.end]
        low = lexicon.flat(text)
        if len(text) > _LONGEST:
            above = None
            continue
        networks = list(_network_word().finditer(low))
        said = [match.group() for match in networks]
        alone = bool(said) and not re.sub(r"\W", "", _network_word().sub("", low))
        for match in _HANDLE.finditer(text) if "@" not in text.strip("@ ") and "://" not in text else ():
            word = match.group(1)
            bare = lexicon.flat(word)
            known = "." in word and has_known_ending(word)
            mine = any(part in bare for part in parts) and bare not in parts
            network = _beside(low, networks, match.start(1), match.end(1)) or (above if len(text.split()) == 1 else None)
            if len(word) < 3 or known or bare in seen or bare in said or not (network or mine) or word.isdigit():
                continue
            leaf = leaf_of(document, line.start + match.start(1), line.start + match.end(1))
            if leaf is not None:
                seen.add(bare)
                out.append(ProfileLink(network=_proper(network), username=leaf.value, url=leaf))
        above = said[0] if alone and len(said) == 1 else None
    return out


def _beside(low: str, networks: Sequence[re.Match[str]], start: int, end: int) -> str | None:
    """The network named right before (``GitHub: x``) or right after (``x (GitHub)``) a word."""
    for match in networks:
        if not low[match.end() : start].strip(" :·-–|\ue000") and match.end() <= start:
            return match.group()
        if match.start() >= end and low[end : match.start()].strip() == "(":
            return match.group()
    return None


def _proper(network: str | None) -> str | None:
    table = lexicon.table("cv_contact")["networks"]
    return next((str(value) for value in table.values() if str(value).lower() == network), None)
