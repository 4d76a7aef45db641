"""HTML -> Document: the schema.org JobPosting of a page first, then its main text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from loopready.model import Document, DocumentKind, InputError, Line, Notice
from loopready.reading.job.blocks import Block, blocks_of, link_share
from loopready.reading.job.jsonld import Thing, chosen_posting, json_postings, page_postings, posting_blocks, posting_title
from loopready.reading.job.lexicon import pattern, read_lexicon
from loopready.reading.job.walls import LEAST_TEXT, check_for_walls

MANY_LINKS = 0.3
MOST_OF_IT = 0.6
"""The share of a page's main text that marked elements must hold: where only a part is marked, the page says more."""
_META = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CONTENT = tuple(read_lexicon("job_page")["content"])
_TAIL = pattern("page_tail", flags=re.IGNORECASE)


def html_document(data: bytes | str, *, kind: DocumentKind, name: str) -> Document:
    """The text of an HTML page: headings as bold lines after a blank line, list items after a bullet.

    A job page with a schema.org JobPosting is read from that (from one marked in the page's elements where it holds most of the page's
    text); another from the part of the page that holds the description, and where none is marked, from the main text that trafilatura
    finds. Of several postings one is read, with a notice.

    Raises:
        InputError: empty, needs_login or needs_browser (a page that scripts draw, a bot wall, a consent wall).
    """
    html = data if isinstance(data, str) else _decoded(data)
    if not html.strip():
        raise InputError("empty", "the page is empty; give a page with text.", name=name)
    if kind == "cv":
        return _document(blocks_of(html), kind=kind, name=name)
    linked, marked = page_postings(html)
    heading = next((block.text for block in blocks_of(html) if block.level == 1), "") if len(linked) > 1 or len(marked) > 1 else ""
    blocks, notices = _blocks_of_one(linked, heading=heading)
    if _size(blocks) < LEAST_TEXT:
        main = _main_blocks(html)
        said, about = _blocks_of_one(marked, heading=heading)
        if said and said[0].level == 1 and _size(said) >= max(LEAST_TEXT, MOST_OF_IT * _size(main)):
            return _document(said, kind=kind, name=name, notices=about)
        blocks, notices = (main, ()) if main else (blocks, notices)
        check_for_walls(html, "\n".join(block.text for block in blocks), name=name)
    return _document(blocks, kind=kind, name=name, notices=notices)


def _blocks_of_one(postings: Sequence[Thing], *, heading: str = "") -> tuple[list[Block], tuple[Notice, ...]]:
    """The blocks of the posting to read, and a notice where there are others."""
    if not postings:
        return [], ()
    posting, count = chosen_posting(postings, heading=heading)
    if count < 2:
        return posting_blocks(posting), ()
    which = f"“{title}”" if (title := posting_title(posting)) else "the first"
    says = f"There are {count} job postings in it, and {which} was read; give the page or file of the one you mean alone for another."
    return posting_blocks(posting), (Notice(code="several_postings", message=says),)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _META.search(data[:4096])
    for encoding in (named[1].decode("ascii") if named else "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _main_blocks(html: str) -> list[Block]:
    whole = blocks_of(html)
    least = max(LEAST_TEXT, _size(whole) // 4)
    best = next((found for selector in _CONTENT if _size(found := blocks_of(html, selector=selector)) >= least), [])
    if not best:
        best = (_by_trafilatura(html) if link_share(html) > MANY_LINKS else []) or whole
    heading = next((block for block in whole if block.level == 1), None)
    if heading is not None and heading.text not in (block.text for block in best):
        best = [heading, *best]
    return _without_tail(best)


def _by_trafilatura(html: str) -> list[Block]:
    """The main text that trafilatura finds, where it finds enough of it."""
    import trafilatura

    found = trafilatura.extract(html, output_format="html", include_comments=False, include_links=False, include_tables=True)
    blocks = blocks_of(found) if found else []
    return blocks if _size(blocks) >= LEAST_TEXT else []


def _without_tail(blocks: list[Block]) -> list[Block]:
    for place, block in enumerate(blocks):
        if place > 2 and len(block.text) < 50 and _TAIL.match(block.text) and _size(blocks[:place]) >= LEAST_TEXT:
            return blocks[:place]
    return blocks


def json_ld_document(text: str, *, kind: DocumentKind, name: str) -> Document | None:
    """The text of a JSON file that is a schema.org JobPosting or holds one; None where it does not."""
    postings = json_postings(text)
    if not postings:
        return None
    blocks, notices = _blocks_of_one(postings)
    return _document(blocks, kind=kind, name=name, notices=notices)


def _document(blocks: Sequence[Block], *, kind: DocumentKind, name: str, notices: tuple[Notice, ...] = ()) -> Document:
    """The document of a page's blocks; InputError ``empty`` where they hold nothing that can be seen."""
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    previous: Block | None = None
    for block in blocks:
        text = _clean(block.text)
        if not text:
            continue
        written = "\u2022 " + text if block.bullet else text
        apart = previous is not None and (
            block.level > 0 or not (block.bullet and (previous.bullet or previous.level > 0)) or previous.bullet != block.bullet
        )
        tight = previous is not None and previous.level > 0 and block.level == 0
        lead = "" if previous is None else "\n" if tight or not apart else "\n\n"
        at += len(lead)
        parts.append(lead + written)
        lines.append(Line(start=at, end=at + len(written), bold=block.level > 0 or block.bold))
        at += len(written)
        previous = block
    if not parts:
        raise InputError("empty", "the page holds no text; copy the description into a text file and give that.", name=name)
    return Document.of(kind=kind, name=name, text="".join(parts), lines=tuple(lines), notices=notices)


def _clean(text: str) -> str:
    kept = "".join(char for char in text if char == "\n" or char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Cf", "Co"))
    return " ".join(kept.split())
