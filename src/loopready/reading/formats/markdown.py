"""Markdown -> Document: marks become styles, so that none ends up inside a name or a value."""

from __future__ import annotations

import re
from dataclasses import replace

from loopready.model import Document, DocumentKind
from loopready.reading.formats.coding import decoded
from loopready.reading.formats.sheet import SIZE, Columns, Piece, Row, Sheet, address
from loopready.reading.plain import document_from_text

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_BULLET = re.compile(r"(\s*)([-*+]|\d{1,2}[.)])\s+(?=\S)")
_FRONT = re.compile(r"---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_-]{2,20}):[ \t]+[\"']?([^\"'\n\[\]{}]{2,120}?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_CONTACT = (
    "name",
    "author",
    "label",
    "position",
    "email",
    "phone",
    "tel",
    "location",
    "address",
    "city",
    "website",
    "url",
    "homepage",
    "linkedin",
    "github",
)
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_INLINE = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|>~])"
    r"|!\[[^\]\n]{0,200}\]\([^)\n]{0,600}\)"
    r"|\[(?P<text>[^\[\]\n]{1,300})\](?:\((?P<target>[^()\s]{1,600}(?:\([^()\s]{0,100}\))?)(?:\s+[\"'][^\"'\n]{0,200}[\"'])?\)|\[[^\]\n]{0,80}\])"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]{3,600}|[^<>\s@]{1,80}@[^<>\s@]{1,120})>"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>\n]{0,200})?/?>)"
    r"|(?P<code>`{1,2})(?P<coded>[^`\n]{1,300})(?P=code)"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
)
_LARGEST = 20.0
_STEP = 2.0
_HEADINGS = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
_MARKS = re.compile(r"\*\*[^*\n]{2,80}\*\*|\[[^\]\n]{2,80}\]\((?:https?:|mailto:)[^)\n]{4,200}\)")


def looks_marked(text: str) -> bool:
    """Whether a text carries Markdown's marks: two headings, or a heading and emphasis or a link."""
    headings = len(_HEADINGS.findall(text))
    return headings > 1 or (headings == 1 and bool(_MARKS.search(text))) or len(_MARKS.findall(text)) > 2


def read_markdown(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """A CV's text without Markdown's marks: headings larger, emphasis as a style, links at the end where the text does not show them.

    A posting stays as it is written: its reader knows the marks.

    Raises:
        InputError: empty or too_long.
    """
    text = decoded(data)
    if kind == "job":
        return document_from_text(text, kind=kind, name=name)
    text = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    sheet = Sheet()
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    if front:
        sheet.flow(_front(front[1], body))
    sheet.flow(_rows(body))
    return sheet.document(kind=kind, name=name)


def _front(said: str, body: str) -> list[Row | Columns]:
    """What a front matter says of the person and the text below it does not: the name as a title, the rest one a line."""
    out: list[Row | Columns] = []
    for pair in _PAIR.finditer(said):
        key, value = pair[1].lower(), pair[2].strip()
        if key in _CONTACT and value not in body:
            out.append(_heading([Piece(value)], 1) if key in ("name", "author") else Row([Piece(value)]))
    return out


def _without_comments(text: str) -> str:
    """The text without HTML comments; one that does not end stays.

    Why: a pattern looks for each end anew, which many comments without an end make slow.
    """
    kept: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[at:begin])
        at = end + 3
    return "".join(kept) + text[at:]


def _rows(text: str) -> list[Row | Columns]:
    out: list[Row | Columns] = []
    fenced = False
    for line in text.split("\n"):
        last = out[-1] if out else None
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced or len(line) > 20_000:
            out.append(Row([Piece(line)]))
            continue
        under = _UNDERLINE.match(line)
        if under and isinstance(last, Row) and last.text and not last.mark and not last.heading:
            out[-1] = _heading(last.pieces, 1 if under[1][0] == "=" else 2)
            continue
        if _TABLE_RULE.match(line) and "|" in line and isinstance(last, Row) and any(piece.gap for piece in last.pieces):
            last.furniture = True
        if _RULE.match(line) or (_TABLE_RULE.match(line) and "|" in line):
            continue
        out.append(_row(_QUOTE.sub("", line, count=1)))
    return out


def _row(line: str) -> Row:
    heading = _HEADING.match(line)
    if heading:
        return _heading(_pieces(heading[2]), len(heading[1]))
    bullet = _BULLET.match(line)
    if bullet:
        rest = re.sub(r"^\[[ xX]\]\s+", "", line[bullet.end() :])
        mark = f"{bullet[2]} " if bullet[2][0].isdigit() else "- "
        return Row(_pieces(rest), x=5.0 * len(bullet[1].expandtabs(4)), mark=mark)
    if line.lstrip().startswith("|") and line.count("|") > 1:
        cells = line.strip().strip("|").split("|")
        return Row(
            [
                replace(piece, gap=i > 0 and j == 0)
                for i, cell in enumerate(cells)
                for j, piece in enumerate(_pieces(cell.strip()) or [Piece("")])
            ]
        )
    indent = len(line) - len(line.lstrip())
    return Row(_pieces(line.strip().removesuffix("\\")), x=5.0 * min(indent, 40))


def _heading(pieces: list[Piece], level: int) -> Row:
    size = max(SIZE + 0.5, _LARGEST - _STEP * level)
    return Row([replace(piece, size=size, bold=True) for piece in pieces], heading=True)


def _pieces(text: str) -> list[Piece]:
    """A line's stretches by emphasis. A mark counts where it opens before a letter or closes after one."""
    marks = _pairs(text)
    out: list[Piece] = []
    bold = italic = False
    at = coded = 0

    def add(part: str, url: str | None = None) -> None:
        if part:
            out.append(Piece(part, bold=bold, italic=italic, url=url))

    for match in _INLINE.finditer(text):
        if match.start() < at:
            continue
        mark = match["mark"]
        if mark and match.start() not in marks:
            continue
        add(text[at : match.start()])
        at = match.end()
        if mark:
            if mark != "~~":
                bold, italic = bold ^ (len(mark) > 1), italic ^ (len(mark) != 2)
        elif match["escape"]:
            add(match["escape"][1:])
        elif match["text"]:
            inner = [
                replace(piece, bold=piece.bold or bold, italic=piece.italic or italic, url=address(match["target"]))
                for piece in _pieces(match["text"])
            ]
            out += inner
        elif match["auto"]:
            add(match["auto"].removeprefix("mailto:"))
        elif match["coded"]:
            beside = bool(coded) and not text[coded : match.start()].strip()
            out.append(Piece(match["coded"], bold=bold, italic=italic, gap=beside))
            coded = match.end()
        elif match["tag"]:
            add(" ")
    add(text[at:])
    return out


def _pairs(text: str) -> frozenset[int]:
    """Where the marks stand that come in pairs."""
    found: set[int] = set()
    open_: list[tuple[str, int]] = []
    skip = 0
    for match in _INLINE.finditer(text):
        mark = match["mark"]
        if not mark or match.start() < skip:
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = mark[0] == "_" and before.isalnum() and after.isalnum()
        if inside:
            continue
        if before.strip() and (at := next((i for i in range(len(open_) - 1, -1, -1) if open_[i][0] == mark), None)) is not None:
            found |= {open_[at][1], match.start()}
            del open_[at:]
        elif after.strip() and len(open_) < 50:
            open_.append((mark, match.start()))
    return frozenset(found)
