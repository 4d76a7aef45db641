"""JSON Resume -> Document whose lines are its values, and from such a Document the Profile they make."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from loopready.engines.text import slug
from loopready.model import (
    DateLeaf,
    Document,
    DocumentKind,
    Education,
    Extra,
    InputError,
    Leaf,
    Line,
    Notice,
    Person,
    Profile,
    ProfileLink,
    SkillGroup,
    Work,
)  # fmt: skip
from loopready.reading import dates
from loopready.reading.formats.coding import decoded
from loopready.reading.formats.json_resume_lists import HEADINGS, MOST_ITEMS, OTHER, as_written, items, list_lines, no_end, texts, words
from loopready.reading.language import language_notices

_SECTIONS = (("work", "Experience"), ("education", "Education"), ("skills", "Skills"))
_FIELDS = {
    "basics": ("name", "label", "email", "phone", "url", "summary"),
    "work": ("position", "name", "location", "startDate", "endDate", "summary"),
    "education": ("studyType", "area", "institution", "startDate", "endDate"),
    "skills": ("name",),
}
_LISTS = {"work": "highlights", "skills": "keywords"}
_NO_END = "no_end"
"""Ends the pointer of an empty line: the post before it has no end date and does not go on."""
_PLACE = ("address", "postalCode", "city", "region", "countryCode")
_NAMED = 5
_MOST_BYTES = 2_000_000
_ISO = re.compile(r"([12]\d{3}(?:-(?:0[1-9]|1[0-2]))?)(?:-\d\d)?$")
_DIGITS = re.compile(r"\d{400,}")


def is_json(head: bytes) -> bool:
    """Whether a file begins as a JSON object or a list of them does."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"|\}|$)", head) is not None


def read_json_resume(data: bytes, *, kind: DocumentKind, name: str) -> Document:
    """The values of a JSON Resume as text, one a line; a line's ``pointer`` says which value it is. A posting may be a JobPosting in JSON.

    Raises:
        InputError: damaged, unknown_type (JSON of another kind), too_big or empty.
    """
    root = _loaded(data, name)
    if kind == "job":
        from loopready.reading.job.page import json_ld_document

        posting = json_ld_document(decoded(data), kind=kind, name=name)
        if posting is not None:
            return posting
    if not isinstance(root, dict) or not any(isinstance(root.get(key), kind_) for key, kind_ in (("basics", dict), ("work", list))):
        wanted = "no JSON Resume (with basics and work); give a CV as PDF, DOCX or text."
        if kind == "job":
            wanted = "it holds no JobPosting of schema.org; give the posting as text, HTML, PDF or DOCX."
        raise InputError("unknown_type", f"the file is JSON, but {wanted}", name=name)
    parts: list[str] = []
    lines: list[Line] = []
    at = 0
    for pointer, lead, text in _lines(root):
        if pointer is not None and pointer.endswith(_NO_END):
            lines.append(Line(start=at, end=at, pointer=pointer))
        elif text or lead:
            if pointer is None and parts:
                parts.append("\n")
                at += 1
            parts.append(f"{lead}{text}\n")
            lines.append(Line(start=at, end=at + len(lead) + len(text), bold=pointer is None, pointer=pointer))
            at += len(lead) + len(text) + 1
    if not any(line.pointer for line in lines):
        raise InputError("empty", "the JSON Resume holds no values; fill in basics and work.", name=name)
    return Document.of(kind=kind, name=name, text="".join(parts), lines=tuple(lines), notices=_notices(root))


def _notices(root: dict[str, Any]) -> tuple[Notice, ...]:
    """One notice that names the values of another type than JSON Resume gives them; they are not read. Null stands for a value left out."""
    wrong: list[str] = []
    basics = root.get("basics")
    if not isinstance(basics, dict | None):
        wrong.append("/basics")
    elif basics:
        wrong += [f"/basics/{key}" for key in _FIELDS["basics"] if not isinstance(basics.get(key), str | None)]
        wrong += ["/basics/profiles"] if not isinstance(basics.get("profiles"), list | None) else []
    for section in (*(name for name, _ in _SECTIONS), *HEADINGS):
        entries = root.get(section)
        if not isinstance(entries, list | None):
            wrong.append(f"/{section}")
            continue
        for i, entry in enumerate((entries or [])[:MOST_ITEMS]):
            if not isinstance(entry, dict):
                wrong.append(f"/{section}/{i}")
                continue
            fields = [key for key in _FIELDS.get(section, ()) if key != "location"]
            wrong += [f"/{section}/{i}/{key}" for key in fields if not isinstance(entry.get(key), str | None)]
            listed = _LISTS.get(section)
            wrong += [f"/{section}/{i}/{listed}"] if listed and not isinstance(entry.get(listed), list | None) else []
    if not wrong:
        return ()
    more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    says = f"Values of another type than JSON Resume gives them were not read: {', '.join(wrong[:_NAMED])}{more}; mend them."
    return (Notice(code="wrong_types", message=says),)


def _loaded(data: bytes, name: str) -> Any:
    text = decoded(data)
    if len(data) > _MOST_BYTES or _DIGITS.search(text):
        raise InputError("too_big", "the JSON holds far more than a CV does; give one CV.", name=name)
    try:
        return json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise InputError("damaged", f"the JSON is not well formed (line {error.lineno}); mend it and try again.", name=name) from error
    except RecursionError as error:
        raise InputError("damaged", "the JSON nests deeper than a JSON Resume does; give one CV.", name=name) from error


def _lines(root: dict[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    """(pointer, what stands before the text on its line, text); no pointer for headings."""
    basics = root.get("basics")
    if isinstance(basics, dict):
        for key in _FIELDS["basics"]:
            yield f"/basics/{key}", "", as_written(root, f"/basics/{key}", basics.get(key))
        yield "/basics/location", "", _place(basics.get("location"))
        for i, entry in enumerate(items(basics.get("profiles"))):
            yield f"/basics/profiles/{i}/network", "", words(entry.get("network"))
            yield f"/basics/profiles/{i}/username", "", words(entry.get("username"))
            yield f"/basics/profiles/{i}/url", "", as_written(root, f"/basics/profiles/{i}/url", entry.get("url"))
    for section, heading in _SECTIONS:
        entries = items(root.get(section))
        if entries:
            yield None, "", heading
        for i, entry in enumerate(entries):
            for key in _FIELDS[section]:
                value = entry.get(key) or (entry.get("company") if (section, key) == ("work", "name") else None)
                yield f"/{section}/{i}/{key}", "", _place(value) if key == "location" else words(value)
            if section == "work" and no_end(root, f"/work/{i}", entry):
                yield f"/work/{i}/{_NO_END}", "", ""
            for j, text in enumerate(texts(entry.get(_LISTS.get(section, "")))):
                yield f"/{section}/{i}/{_LISTS[section]}/{j}", "- ", text
    for named in list_lines(root):
        yield named.pointer, "- " if named.item else "", named.text


def _place(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(text for key in _PLACE if (text := words(value.get(key))))
    return words(value)


def profile_from_json_resume(document: Document) -> Profile:
    """The profile whose values are the document's lines with a ``pointer``: nothing is guessed."""
    values = _Values(document)
    person = Person(
        name=values.leaf("/basics/name"), label=values.leaf("/basics/label"), email=values.leaf("/basics/email"),
        phone=values.leaf("/basics/phone"), url=values.leaf("/basics/url"), location=values.leaf("/basics/location"),
        summary=values.leaf("/basics/summary"), profiles=tuple(values.links()),
    )  # fmt: skip
    work = [
        Work(
            id=f"{slug(' '.join(leaf.value for leaf in (name, position) if leaf is not None), limit=72)}_{i}",
            name=name, position=position, location=values.leaf(f"/work/{i}/location"), start=values.date(f"/work/{i}/startDate"),
            end=values.date(f"/work/{i}/endDate"), ongoing=values.goes_on(f"/work/{i}"),
            summary=values.leaf(f"/work/{i}/summary"),
            highlights=values.many(f"/work/{i}/highlights"),
        )
        for i in values.places("work")
        for name, position in [(values.leaf(f"/work/{i}/name"), values.leaf(f"/work/{i}/position"))]
    ]  # fmt: skip
    education = [
        Education(
            id=f"education_{i}", institution=values.leaf(f"/education/{i}/institution"), area=values.leaf(f"/education/{i}/area"),
            study_type=values.leaf(f"/education/{i}/studyType"), start=values.date(f"/education/{i}/startDate"),
            end=values.date(f"/education/{i}/endDate"),
        )
        for i in values.places("education")
    ]  # fmt: skip
    skills = [
        SkillGroup(name=values.leaf(f"/skills/{i}/name"), keywords=values.many(f"/skills/{i}/keywords")) for i in values.places("skills")
    ]
    return Profile(
        document=document.id, person=person, work=tuple(work), education=tuple(education), skills=tuple(skills), extras=values.extras(),
        coverage=1.0, notices=(*document.notices, *language_notices(document)),
    )  # fmt: skip


class _Values:
    """A document's values by JSON pointer."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = {line.pointer: line for line in document.lines if line.pointer is not None}

    def leaf(self, pointer: str) -> Leaf | None:
        """The value at a pointer; what marks a list's item is no part of it."""
        line = self._lines.get(pointer)
        if line is None:
            return None
        marked = pointer.rpartition("/")[2].isdigit()
        start = line.start + (2 if marked else 0)
        return Leaf(value=self._document.text[start : line.end], source=self._document.span(start, line.end))

    def many(self, pointer: str) -> tuple[Leaf, ...]:
        """The values of a list."""
        return tuple(leaf for i in range(MOST_ITEMS) if (leaf := self.leaf(f"{pointer}/{i}")) is not None)

    def date(self, pointer: str) -> DateLeaf | None:
        """The date at a pointer; None where it can not be read."""
        said = self.leaf(pointer)
        if said is not None and (exact := _ISO.match(said.value)):
            return DateLeaf(value=exact[1], source=said.source)
        spans = dates.find_dates(said.value) if said is not None else []
        point = (spans[0].first or spans[0].last) if spans else None
        return DateLeaf(value=point.value, source=said.source) if said is not None and point is not None else None

    def goes_on(self, pointer: str) -> bool:
        """Whether a post's end date says "present", or is left out and not said to be unknown."""
        end = self.leaf(f"{pointer}/endDate")
        if end is None:
            return f"{pointer}/{_NO_END}" not in self._lines
        return end.value.strip().lower() in ("present", "current", "now", "today", "ongoing")

    def extras(self) -> tuple[Extra, ...]:
        """The sections of lines: a line whose pointer ends in a kind is a heading, one that ends in a number is an item below it."""
        out: list[Extra] = []
        for pointer in self._lines:
            first, last = pointer.split("/")[1], pointer.rpartition("/")[2]
            leaf = self.leaf(pointer) if first in HEADINGS or first == "meta" else None
            if leaf is None:
                continue
            if last in HEADINGS or last == OTHER:
                out.append(Extra(kind=last, title=leaf))
            else:
                out[-1] = out[-1].model_copy(update={"lines": (*out[-1].lines, leaf)})
        return tuple(out)

    def places(self, section: str) -> list[int]:
        """The numbers of a section's entries that hold anything."""
        return sorted({int(pointer.split("/")[2]) for pointer in self._lines if pointer.startswith(f"/{section}/")})

    def links(self) -> Iterator[ProfileLink]:
        """The person's profiles that have an address or a user name."""
        for i in range(MOST_ITEMS):
            network, user = self.leaf(f"/basics/profiles/{i}/network"), self.leaf(f"/basics/profiles/{i}/username")
            url = self.leaf(f"/basics/profiles/{i}/url") or user
            if url is not None:
                yield ProfileLink(network=network.value if network else None, username=user.value if user else None, url=url)
