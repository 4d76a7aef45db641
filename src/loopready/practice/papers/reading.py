"""A draft read: its headings, its parts (sentences, list items, table rows) and which of them tell anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from loopready.engines.figures import numbers
from loopready.engines.lexicon import table, word_set
from loopready.engines.text import BLANK, sentences, words
from loopready.practice.marking.judging import speaks_to_marker
from loopready.practice.marking.reading import Sentence, runs_of
from loopready.practice.marking.words import straight

_MARKED = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_BOLD = re.compile(r"^(?:\*\*|__)(.+?)(?:\*\*|__):?$")
_BULLET = re.compile(r"^\s*(?:[-*+•▪◦·–—]|\d{1,2}[.)]|[a-z]\)|\(\d{1,2}\)|#\d{1,2})\s+")
_LABEL = re.compile(r"^(?:\*\*|__)?([A-Z][^:.!?|*\n]{1,44}?)(?:\*\*|__)?:(?:\*\*|__)?(?=\s|$)|^\*\*([^*\n]{2,60}?)[.:]?\*\*")
_RULE = re.compile(r"^[\s|:=_*-]+$")
_JOINT = re.compile(r"[,/;|]| and ")
_NOTHING = re.compile(r"[^\w]*(?:\d{1,2}[^\w]*)?")
"""A number of a list, or marks alone."""
_RUN_OF_LETTERS = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_PHRASE = 60
"""A given line of fewer letters is a phrase, such as a name, and is only copied whole."""
_LONGEST_HEADING = 7
_MOST_LABEL_WORDS = 6


@dataclass(frozen=True)
class Part:
    """A sentence, list item or table row: ``text[start:end]``. ``headings`` stand over it; parts of one ``block`` run on."""

    index: int
    start: int
    end: int
    plain: str
    headings: tuple[str, ...]
    block: int

    @cached_property
    def sentence(self) -> Sentence:
        """The part as the marking of answers reads a sentence."""
        return Sentence(self.start, self.end, self.plain, tuple(numbers(self.plain)))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(word.text.lower() for word in words(self.plain))

    @cached_property
    def figure(self) -> bool:
        """Whether it holds a figure."""
        return _DIGIT.search(_NUMBERING.sub("", self.plain)) is not None or bool(self.sentence.figures)


_DIGIT = re.compile(r"\d")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]|#+|[a-z]\))\s")


@dataclass(frozen=True)
class DraftReading:
    """A draft read. ``left_out`` is why a part tells nothing, by its index: blank, copied, list, marker, general, repeated."""

    text: str
    parts: tuple[Part, ...]
    left_out: dict[int, str]

    @cached_property
    def told(self) -> tuple[Part, ...]:
        """The parts that count."""
        return tuple(part for part in self.parts if part.index not in self.left_out)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """All its words in lower case, without blanks."""
        return tuple(_RUN_OF_LETTERS.findall(self.text.lower()))


def read_draft(text: str, *, given: Iterable[str] = ()) -> DraftReading:
    """The reading of a draft; ``given`` are texts a writer could copy from (criteria, skeleton), whose sentences do not count."""
    texts = [straight(each) for each in given]
    runs = frozenset(run for each in texts for run in runs_of(each))
    lines = (line for each in texts for line in each.split("\n") if len(line) < _PHRASE)
    phrases = frozenset(tuple(word.text.lower() for word in words(line)) for line in lines)
    parts = tuple(_parts(text))
    left_out: dict[int, str] = {}
    seen: set[tuple[str, ...]] = set()
    for part in parts:
        why = _why_left_out(part, runs, phrases, seen)
        if why:
            left_out[part.index] = why
        seen.add(part.said)
    return DraftReading(text, parts, left_out)


def _why_left_out(part: Part, given: frozenset[tuple[str, ...]], phrases: frozenset[tuple[str, ...]], seen: set[tuple[str, ...]]) -> str:
    if BLANK in part.plain:
        return "blank"
    if len(part.said) > 3 and part.said in seen:
        return "repeated"
    if speaks_to_marker(part.plain):
        return "marker"
    runs = runs_of(part.plain)
    if part.said in phrases or (runs and sum(run in given for run in runs) * 2 >= len(runs)):
        return "copied"
    if _is_row_of_words(part):
        return "list"
    return "general" if not part.figure and (part.sentence.general or _hollow().search(part.plain)) else ""


@cache
def _hollow() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in table("papers")["hollow"]), re.IGNORECASE)


def _is_row_of_words(part: Part) -> bool:
    """Whether it is a row of words and no statement: long, without a figure, and hardly a small word in it."""
    bounds = table("papers")["soup"]
    if len(part.said) < bounds["words"] or part.plain.startswith("|") or ": " in part.plain:
        return False
    joints = len(_JOINT.findall(part.plain))
    if joints >= bounds["many"] and joints * bounds["apart"] >= len(part.said) and not _DIGIT.search(part.plain):
        return True
    small = sum(word in word_set("marking_judging", "small") for word in part.said)
    bare = small < bounds["small"] * len(part.said)
    return bare and not part.figure and (joints >= bounds["joints"] or (joints == 0 and len(part.said) >= bounds["long"]))


def _parts(text: str) -> Iterator[Part]:
    """The parts of a draft in order; headings but the title are none."""
    plain = straight(text)
    index = 0
    for block, (start, end, headings, is_row) in enumerate(_blocks(plain)):
        for first, last in [(0, end - start)] if is_row else sentences(plain[start:end]):
            at = _after_mark(plain, start + first, start + last)
            if not _NOTHING.fullmatch(plain, at, start + last):
                yield Part(index, at, start + last, plain[at : start + last], headings, block)
                index += 1


def _after_mark(plain: str, start: int, end: int) -> int:
    bullet = _BULLET.match(plain[start:end])
    return start + bullet.end() if bullet else start


def _blocks(plain: str) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
    """Runs of lines that belong together: start, end, the headings over them, and whether it is a row of a table."""
    heading, open_from, open_to, first = "", -1, -1, True
    lines = list(_lines(plain))
    only_top = sum(plain.startswith("# ", start) for start, _ in lines) == 1
    for at, (start, end) in enumerate(lines):
        line = plain[start:end].strip()
        after = next((plain[a:b].strip() for a, b in lines[at + 1 :] if plain[a:b].strip()), "")
        gap_before = at == 0 or not plain[slice(*lines[at - 1])].strip()
        title = _heading_of(line, after, gap_before=gap_before or first)
        starts_anew = not line or title or line.startswith("|") or _BULLET.match(line) or _LABEL.match(line)
        if starts_anew and open_from >= 0:
            yield open_from, open_to, _over(heading, plain[open_from:open_to]), False
            open_from = -1
        if not line or _RULE.match(line):
            continue
        is_title = (first and not line.startswith("##")) or (only_top and line.startswith("# "))
        if title and not is_title:
            heading, first = title, False
        elif line.startswith("|"):
            yield start, end, _over(heading, ""), True
            first = False
        elif title:
            yield start + len(line) - len(line.lstrip("# ")), end, (), False
            first = False
        else:
            open_from, open_to, first = (start if open_from < 0 else open_from), end, False
    if open_from >= 0:
        yield open_from, open_to, _over(heading, plain[open_from:open_to]), False


def _over(heading: str, block: str) -> tuple[str, ...]:
    """The heading over a block, and the label it begins with."""
    label = _LABEL.match(block[_after_mark(block, 0, len(block)) :])
    said = next((each for each in label.groups() if each), "").strip() if label else ""
    return tuple(each for each in (heading, said if len(said.split()) <= _MOST_LABEL_WORDS else "") if each)


def _heading_of(line: str, after: str, *, gap_before: bool) -> str:
    """The words of a line that is a heading; empty where it is none."""
    marked = _MARKED.match(line) or _BOLD.match(line)
    if marked:
        return marked.group(marked.lastindex or 1).strip("*_ :")
    if not line or not after or _BULLET.match(line) or line.startswith("|") or line[-1] in ".!?;," or len(line.split()) > _LONGEST_HEADING:
        return ""
    if line.endswith(":"):
        return line.rstrip(":")
    label = _LABEL.match(line)
    is_value = label is not None and label.end() < len(line)
    return line if line[:1].isupper() and not is_value and (gap_before or _BULLET.match(after)) else ""


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in plain.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
