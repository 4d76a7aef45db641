"""Title, firm, place, level, pay and team of a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loopready.model import Document, Leaf
from loopready.reading.job.headings import wording
from loopready.reading.job.judged import JudgedLine
from loopready.reading.job.layout import LogicalLine
from loopready.reading.job.lexicon import compile_phrases, fold, pattern, read_lexicon
from loopready.reading.job.money import MONEY
from loopready.reading.job.names import is_called, is_place, may_be_place, named_pieces

_LABELS = {name: pattern(f"label_{name}", flags=re.IGNORECASE) for name in ("title", "firm", "location", "level", "pay", "team")}
_FORM = pattern("head_form").pattern
_NAME = pattern("head_name").pattern
_HOLDER = pattern("head_holder")
_HIRES = pattern("head_hires")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]+\.)*?(?P<host>[\w-]+)\.(?:co\.|com\.|org\.)?[a-z]{2,}\b", re.IGNORECASE)
_MOST = 0.7
_FIRM_SAYS = re.compile(
    rf"(?:^|(?<=[.!?:] ))(?:At\s+)?(?P<firm>{_NAME})(?:,| \([^)]*\))?\s+(?:is|are|was|has|[a-z]{{2,}}s)\b(?!['’])", re.MULTILINE
)
_WITH_FORM = re.compile(rf"\b(?P<firm>{_NAME}\s+{_FORM})(?!\w)")
_JOIN = re.compile(rf"\b(?:{pattern('head_joins').pattern})\s+(?P<firm>{_NAME})")
_SOUGHT = pattern("head_sought")
_CAPITALISED = re.compile(r"(?<![\w@.])[A-Z][\w&'’-]*(?: [A-Z&][\w&'’-]*){0,3}(?![\w@]|\.\w)")
_AT = re.compile(r"\s+(?:at|@)\s+(?=[A-Z])")
_SEPARATOR = re.compile(r"\s*[|•·—]\s*|\s+[-–]\s+")
_NOT_A_NAME = pattern("head_no_name")
_GENERIC_LABEL = re.compile(r"[\W_]*[A-Z][\w ]{2,24}:")
_NOT_FIRM = pattern("head_not_firm")
_PLACE = pattern("head_place")
_TEAM = tuple(pattern(f"team_{name}") for name in ("joined", "that", "named", "owned"))


@dataclass(frozen=True, slots=True)
class Head:
    """The leaves that name the job."""

    title: Leaf | None = None
    firm: Leaf | None = None
    location: Leaf | None = None
    level: Leaf | None = None
    pay: Leaf | None = None
    team: Leaf | None = None


def read_head(document: Document, lines: Sequence[LogicalLine], judged: Sequence[JudgedLine]) -> Head:
    """Title, firm, place, level, pay and team, each with its place in the text."""
    top = _top(lines, judged)
    labelled = {name: leaf for name in _LABELS if (leaf := _labelled(document, lines, name)) is not None}
    title = labelled.get("title") or _title(document, top)
    firm, location = labelled.get("firm"), labelled.get("location")
    if title is not None and firm is None:
        title, firm = _title_at_firm(document, title)
    for leaf_firm, leaf_place in _names_in_head(document, top, title):
        if firm is not None and location is None and leaf_place is None and leaf_firm is not None and may_be_place(leaf_firm.value):
            location = leaf_firm if leaf_firm.value != firm.value else None
        firm, location = firm or leaf_firm, location or leaf_place
    firm = firm or _firm_in_text(document, judged) or _firm_of_address(document)
    location = location or _place_in_text(document)
    return Head(
        title=title, firm=firm, location=location, level=labelled.get("level") or _level(document, title, lines),
        pay=_pay(document, judged) or labelled.get("pay"), team=_team(document, judged) or labelled.get("team"),
    )  # fmt: skip


def leaf(document: Document, start: int, end: int) -> Leaf | None:
    """The words ``start``-``end`` without space and punctuation round them; None where none are left."""
    text = document.text
    while start < end and (not text[start].isalnum() and text[start] not in "$€£¥₹(\"'“‘.+"):
        start += 1
    while end > start and (
        text[end - 1].isspace() or text[end - 1] in ",;:|*_-–—" or (text[end - 1] == ")" and "(" not in text[start:end])
    ):
        end -= 1
    return Leaf(value=" ".join(text[start:end].split()), source=document.span(start, end)) if end > start else None


def _top(lines: Sequence[LogicalLine], judged: Sequence[JudgedLine]) -> list[LogicalLine]:
    """The lines before the first paragraph or known section."""
    top: list[LogicalLine] = []
    sections = {one.start for one in judged if one.heading and one.section is not None}
    for line in lines[:8]:
        if (
            (line.start in sections and (_heads(line) if top else _only_heads(line)))
            or (line.start in sections and len(top) > 2)
            or line.words > 16
            or (top and line.text.rstrip().endswith((".", "!", "?")) and line.words > 14 and not line.bold)
        ):
            break
        top.append(line)
    return top


def _heads(line: LogicalLine) -> bool:
    return wording(line.text) is not None


def _only_heads(line: LogicalLine) -> bool:
    """Whether a line is a section's heading and no title: "Logistics Manager" is one though "logistics" heads sections too."""
    said = wording(line.text)
    return said is not None and said.share > _MOST and not _level_pattern().search(fold(line.text)) and not _holder(line.text)


def _holder(text: str) -> bool:
    """Whether words end as a person's calling does: planner, engineer, assistant."""
    return bool(_HOLDER.search(fold(text)))


def _labelled(document: Document, lines: Sequence[LogicalLine], name: str) -> Leaf | None:
    for line in lines:
        plain = line.text.lstrip("*_ ")
        found = _LABELS[name].match(plain.replace("**", "  ").replace("__", "  "))
        if found and line.words <= 25:
            start = line.start + len(line.text) - len(plain) + found.end()
            end = min(line.end, start + 120)
            stop = document.text.find(". ", start, end)
            return leaf(document, start, stop if stop > 0 else end)
    return None


def _title(document: Document, top: Sequence[LogicalLine]) -> Leaf | None:
    for line in top[:3]:
        if _only_heads(line):
            continue
        opens = _HIRES.match(line.text)
        start = line.start + opens.end() if opens else line.start
        said = document.text[start : line.end]
        cut = _SEPARATOR.search(said) or _named_tail(said)
        end = start + cut.start() if cut and cut.start() > 3 else line.end
        return leaf(document, start, end)
    found = _SOUGHT.search(document.text)
    return leaf(document, *found.span("title")) if found else None


def _named_tail(title: str) -> re.Match[str] | None:
    """Where ", Firm, Place" begins on the title's own line: the first comma before a firm's form or a known place."""
    for cut in re.finditer(r",\s+", title):
        piece = re.split(r",\s+", title[cut.end() :], maxsplit=1)[0]
        if is_place(piece) or (
            re.search(rf"\b{_FORM}$|^(?:Hotel|Hôtel|Restaurant|Clinic|University of|College of|Bank of)\b", piece) and is_called(piece)
        ):
            return cut
    return None


def _title_at_firm(document: Document, title: Leaf) -> tuple[Leaf, Leaf | None]:
    start, end = title.source.start, title.source.end  # type: ignore[union-attr]
    found = _AT.search(document.text, start, end)
    if found is None:
        return title, None
    short, firm = leaf(document, start, found.start()), leaf(document, found.end(), end)
    return (short, firm) if short is not None else (title, None)


def _names_in_head(document: Document, top: Sequence[LogicalLine], title: Leaf | None) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """Firm and place from lines as "Firm, Place" or "Firm | Place" under the title; then what follows the title on its own line.

    Why: a title's tail is as often the unit or team ("Charge Nurse - Assessment Unit") as the firm.
    """
    end_of_title = title.source.end if title is not None else 0  # type: ignore[union-attr]
    after = [line for line in top if line.start >= end_of_title]
    for line in (*after, *(line for line in top if line.start < end_of_title)):
        start = max(line.start, end_of_title)
        if start >= line.end or _GENERIC_LABEL.match(line.text) or _NOT_FIRM.match(line.text):
            continue
        said = wording(line.text)
        if said is not None and said.share > _MOST and line is not top[0]:
            continue
        text = document.text[start : line.end]
        if re.match(r"(?:reports|reporting) to\b", text.strip(" *_"), re.IGNORECASE):
            continue
        named = [(start + a, start + b) for a, b in named_pieces(text)]
        if not named:
            continue
        first = document.text[named[0][0] : named[0][1]]
        rest = (named[1][0], named[-1][1]) if len(named) > 1 else None
        if is_place(first) and not re.search(_FORM, first):
            yield None, leaf(document, named[0][0], named[-1][1])
        elif (line.start >= end_of_title or line is top[0]) and all(
            is_called(document.text[a:b]) or is_place(document.text[a:b]) for a, b in named
        ):
            yield leaf(document, *named[0]), leaf(document, *rest) if rest else None


def _firm_in_text(document: Document, judged: Sequence[JudgedLine]) -> Leaf | None:
    spoken = [one for one in judged[:60] if one.kind in ("about", "other", "benefit")]
    for looked in (_WITH_FORM, _FIRM_SAYS, _JOIN):
        for one in spoken:
            if one.heading and looked is _FIRM_SAYS:
                continue
            for found in looked.finditer(document.text, one.start, one.end):
                words = found["firm"].split()
                if not _NOT_A_NAME.fullmatch(fold(words[0])) and wording(found["firm"]) is None:
                    return leaf(document, *found.span("firm"))
    return None


def _firm_of_address(document: Document) -> Leaf | None:
    """The name in the text whose letters are the host of an e-mail address: "Otter Paper" beside jobs@otterpaper.com."""
    hosts = {re.sub(r"[\W_]", "", fold(found["host"])) for found in _ADDRESS.finditer(document.text)}
    for found in _CAPITALISED.finditer(document.text) if hosts else ():
        words = list(re.finditer(r"\S+", found.group()))
        for last in range(len(words), 0, -1):
            end = words[last - 1].end()
            if re.sub(r"[\W_]", "", fold(found.group()[:end])) in hosts:
                return leaf(document, found.start(), found.start() + end)
    return None


def _place_in_text(document: Document) -> Leaf | None:
    found = _PLACE.search(document.text)
    if found:
        return leaf(document, *found.span("place"))
    remote = re.search(r"\b(?:[Ff]ully remote|[Rr]emote-first|100% remote)\b", document.text)
    return leaf(document, *remote.span()) if remote else None


def _level_pattern() -> re.Pattern[str]:
    return compile_phrases(read_lexicon("job_levels")["levels"])


def _level(document: Document, title: Leaf | None, lines: Sequence[LogicalLine]) -> Leaf | None:
    """The words that give the rank: in the title, or else in the first lines."""
    spans = [(title.source.start, title.source.end)] if title is not None else []  # type: ignore[union-attr]
    spans += [(line.start, line.end) for line in lines[:3]]
    for start, end in spans:
        hits = list(_level_pattern().finditer(fold(document.text[start:end])))
        if hits:
            best = max(hits, key=lambda hit: (hit.end() - hit.start(), -hit.start()))
            return leaf(document, start + best.start(), start + best.end())
    return None


def _pay(document: Document, judged: Sequence[JudgedLine]) -> Leaf | None:
    for kinds in (("benefit",), ("other", "about")):
        for one in judged:
            if one.kind in kinds and not one.heading and (found := MONEY.search(document.text, one.start, one.end)):
                near = fold(document.text[max(one.start, found.start() - 40) : min(one.end, found.end() + 30)])
                if kinds[0] == "benefit" or re.search(r"salary|pay|per (?:hour|annum|year)|a year|compensation|ote", near):
                    return leaf(document, *found.span())
    return None


def _team(document: Document, judged: Sequence[JudgedLine]) -> Leaf | None:
    for looked in _TEAM:
        for one in judged:
            if one.kind in ("responsibility", "about") and not one.heading and (found := looked.search(document.text, one.start, one.end)):
                return leaf(document, *found.span("team"))
    return None
