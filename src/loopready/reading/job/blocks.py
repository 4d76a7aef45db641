"""HTML -> blocks: paragraphs, list items and headings in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from loopready.reading.job.headings import wording
from loopready.reading.job.lexicon import read_lexicon

_SKIP = frozenset(read_lexicon("job_page")["skip"])
_BLOCK = frozenset(read_lexicon("job_page")["block"])
_HEAD = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_STRONG = frozenset(("strong", "b"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?!\.)", re.IGNORECASE)
_LIST_MARK = re.compile(r"^\s*(?:[\u2022\u25cf\u25aa\u25e6\u00b7\u2043\u2219\u2713\u2714]|[-*\u2013](?=\s))\s*")
DEEPEST = 200
_SAYS_ALL = 0.7


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading (``level`` 1 to 6; 0 for none) of a page."""

    text: str
    bullet: bool = False
    level: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Writer:
    """Gathers inline text into blocks."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    strong: int = 0
    plain: int = 0
    bullet: bool = False
    level: int = 0

    def add(self, text: str, *, strong: bool) -> None:
        size = len(text.strip())
        self.strong += size if strong else 0
        self.plain += 0 if strong else size
        self.text.append(text)

    def close(self) -> None:
        joined = " ".join("".join(self.text).split())
        if joined:
            bullet = self.bullet
            if mark := _LIST_MARK.match(joined):
                bullet, joined = True, joined[mark.end() :]
            if joined:
                self.blocks.append(Block(text=joined, bullet=bullet, level=self.level, bold=self.strong > 0 and self.plain <= 1))
            self.bullet = False
        self.text, self.strong, self.plain = [], 0, 0


def blocks_of(html: str, *, selector: str | None = None) -> list[Block]:
    """The visible blocks of a page, or of the first element that a CSS selector finds (none where it finds nothing)."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    root = tree.css_first(selector) if selector else tree.body
    if root is None:
        return []
    writer = _Writer()
    _walk(root, writer)
    writer.close()
    return writer.blocks


def link_share(html: str) -> float:
    """The share of a page's letters that stand in links, 0 to 1; high where much of it is navigation."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    if body is None:
        return 0.0
    linked = sum(len(node.text().strip()) for node in body.css("a"))
    return min(1.0, linked / max(1, len(" ".join(body.text(separator=" ").split()))))


def _walk(root: Any, writer: _Writer) -> None:
    """Depth first with a stack of its own: pages nest deeper than Python's stack may."""
    stack: list[tuple[Any, bool, bool, int]] = [(root, False, False, 0)]
    while stack:
        node, leaving, strong, depth = stack.pop()
        if isinstance(node, int):
            writer.close()
            writer.level = node
            continue
        tag = node.tag
        if leaving:
            _leave(tag, writer)
            continue
        if tag == "-text":
            writer.add(node.text(deep=False), strong=strong)
            continue
        if not tag or tag in _SKIP or tag.startswith(("-", "!", "_")) or depth > DEEPEST or _is_hidden(node):
            continue
        if tag == "header" and _leads_elsewhere(node, root):
            continue
        _enter(tag, writer, grid=tag == "td" and _in_grid(node))
        stack.append((node, True, strong, depth))
        children = _cell_by_cell(node) if tag == "table" else None
        if children is None:
            children = list(node.iter(include_text=True))
        inner = strong or tag in _STRONG
        stack += [(child, False, inner, depth + 1) for child in reversed(children)]


def _leads_elsewhere(header: Any, root: Any) -> bool:
    """Whether a page's header names the site and its menu: it holds no heading, and the page has a title of its own after it."""
    return header.css_first("h1,h2,h3,p,ul,table") is None and root.css_first("h1") is not None


def _cell_by_cell(table: Any) -> list[Any] | None:
    """The cells of a table of columns "Essential | Desirable" whose cells hold lists, each after its column's heading; None for any other.

    A number stands where a heading of that level begins, 0 where it ends.
    """
    rows = [row for row in table.css("tr") if any(cell.tag in ("td", "th") for cell in row.iter())]
    if len(rows) < 2 or table.css_first("table table") is not None:
        return None
    heads = [cell for cell in rows[0].iter() if cell.tag in ("td", "th")]
    said = [wording(" ".join(cell.text(separator=" ").split())) for cell in heads]
    kinds = {one.kind for one in said if one is not None and one.share >= _SAYS_ALL}
    if not {"must_strong", "nice"} <= kinds or not any(len(cell.css("li,p")) > 1 for row in rows[1:] for cell in row.css("td")):
        return None
    out: list[Any] = []
    for row in rows[1:]:
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        shift = len(heads) - len(cells)
        for place, cell in enumerate(cells):
            named = said[place + shift] if 0 <= place + shift < len(said) else None
            out += [4, heads[place + shift], 0, cell, 0] if named is not None else [3, cell, 0]
    return out


def _in_grid(cell: Any) -> bool:
    """Whether a cell stands in a row of a table with a row of headings over its columns."""
    row = cell.parent
    table = row.parent if row is not None else None
    if table is not None and table.tag in ("tbody", "tfoot"):
        table = table.parent
    first = table.css_first("tr") if table is not None and table.tag == "table" else None
    return first is not None and len(first.css("th")) > 1


def _enter(tag: str, writer: _Writer, *, grid: bool) -> None:
    if tag == "br":
        was = writer.bullet
        writer.close()
        writer.bullet = was and not writer.blocks
    elif tag in ("td", "th", "dd") and writer.text and "".join(writer.text).strip():
        joined = "".join(writer.text).rstrip()
        writer.text = [joined, " " if joined.endswith((":", "|")) else " | " if tag == "th" or grid else ": "]
    elif tag in _BLOCK and tag not in ("td", "th", "dd"):
        if tag == "p" and writer.bullet and not "".join(writer.text).strip():
            return
        if tag in ("div", "span") and writer.bullet and not "".join(writer.text).strip():
            return
        writer.close()
        if tag == "li":
            writer.bullet = True
        if tag in _HEAD:
            writer.level = _HEAD[tag]


def _leave(tag: str, writer: _Writer) -> None:
    if tag in _BLOCK and tag not in ("td", "th", "dt"):
        writer.close()
        if tag == "li":
            writer.bullet = False
    if tag in _HEAD:
        writer.level = 0


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(_HIDDEN.search(attributes.get("style") or ""))
