"""The postings written for training and measuring the kinds of lines: evals/data/postings/*.txt.

A posting opens with ``= occupation | title | employer | place | years=.. degree=.. pay=..``; each further line is a kind's
letter and the line: ``m`` must, ``n`` nice, ``r`` responsibility, ``a`` about, ``b`` benefit, ``o`` other, ``h`` a heading.
``for=kinds`` keeps a posting out of the training of must against nice: its wishes say themselves that they are. ``for=asks`` keeps
one out of the training of the kinds: it holds little beside what is asked. ``hand=`` names the kind of firm that words it so.
All employers are invented. A fifth of the occupations is held out: never trained on.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from loopready.model import Document, LineKind

FOLDER = Path(__file__).parent / "data" / "postings"
KIND: dict[str, LineKind] = {
    "m": "must", "n": "nice", "r": "responsibility", "a": "about", "b": "benefit", "o": "other", "h": "other",
}  # fmt: skip
ASKED = ("must", "nice")
HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class Written:
    """One posting: its lines as (letter, text), and what its first line states (years, degree, pay; "-" for none)."""

    occupation: str
    title: str
    firm: str
    place: str
    stated: dict[str, str]
    lines: tuple[tuple[str, str], ...]

    @property
    def held_out(self) -> bool:
        """Whether the occupation belongs to the part that is only measured."""
        return int(hashlib.sha256(self.occupation.encode()).hexdigest()[:8], 16) % HELD_OUT == 1

    @property
    def weighs(self) -> bool:
        """Whether it teaches must against nice too."""
        return self.stated.get("for") != "kinds"

    @property
    def tells(self) -> bool:
        """Whether it teaches all kinds."""
        return self.stated.get("for") != "asks"

    def body(self) -> list[tuple[LineKind, str]]:
        """The lines with their kinds, headings left out."""
        return [(KIND[letter], text) for letter, text in self.lines if letter != "h"]

    def every_line(self) -> list[tuple[LineKind, str]]:
        """The same with what stands at the top, which is of no kind: title, firm, place."""
        top: list[tuple[LineKind, str]] = [("other", text) for text in (self.title, self.firm, self.place)]
        return top + self.body()


def postings(folder: Path = FOLDER) -> list[Written]:
    """All postings, in the order of the files."""
    out = []
    for file in sorted(folder.glob("*.txt")):
        for block in ("\n" + file.read_text(encoding="utf-8")).split("\n= ")[1:]:
            head, *rows = block.strip().split("\n")
            occupation, title, firm, place, said = (part.strip() for part in head.split("|"))
            stated, last = {}, ""
            for word in said.split():
                name, sign, value = word.partition("=")
                if sign:
                    last = name
                stated[last] = value if sign else f"{stated[last]} {word}"
            lines = tuple((row[0], row[2:].strip()) for row in rows)
            if unknown := [row for row in rows if row[:1] not in KIND or row[1:2] != " " or not row[2:].strip()]:
                raise ValueError(f"{file.name}: {unknown[0]!r} opens with no known letter")
            out.append(Written(occupation=occupation, title=title, firm=firm, place=place, stated=stated, lines=lines))
    return out


def as_written(posting: Written) -> Document:
    """The posting as it stands: title, firm and place, headings over bullets."""
    out = [posting.title, posting.firm, posting.place]
    for letter, text in posting.lines:
        listed = letter in "mnr" or (letter == "b" and "h" in {one for one, _ in posting.lines})
        out.append(f"\n{text}" if letter == "h" else f"- {text}" if listed else text)
    return _document(out)


def other_headings(posting: Written, headings: dict[LineKind, str]) -> Document:
    """Headings replaced: one of ours wherever the kind changes."""
    out, last = [posting.title], ""
    for kind, text in posting.body():
        if kind != last:
            out.append(f"\n{headings[kind]}")
        out.append(f"- {text}")
        last = kind
    return _document(out)


def without_headings(posting: Written, *, seed: int, only_asked: bool) -> Document:
    """Headings left out and lines shuffled."""
    lines = [text for kind, text in posting.body() if not only_asked or kind in ASKED]
    random.Random(seed).shuffle(lines)
    return _document([posting.title, *lines])


def _document(lines: list[str]) -> Document:
    return Document.of(kind="job", name="posting.txt", text="\n".join(lines) + "\n")
