"""DOCX -> Document: paragraphs, lists, tables and text boxes in reading order, from the package's XML."""

from __future__ import annotations

from typing import Any

from loopready.model import Document, DocumentKind, InputError
from loopready.reading.formats.archive import Archive
from loopready.reading.formats.docx.body import Reading
from loopready.reading.formats.docx.styles import Numbering, Styles
from loopready.reading.formats.sheet import BESIDE, Columns, Row, Sheet, without_repeats
from loopready.reading.formats.unread import docx_notices
from loopready.reading.formats.xml import attribute, child, local, parsed

_MOST_EDGES = 20


def main_part(archive: Archive, *, name: str) -> str | None:
    """The member that holds the document; None where the package holds none."""
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    targets = _relations(archive, "_rels/.rels", name=name)
    for kind, target in targets.values():
        if kind == "officeDocument" and target.lstrip("/").startswith("word/"):
            return target.lstrip("/")
    return None


def read_docx(archive: Archive, *, kind: DocumentKind, name: str) -> Document:
    """The text of a DOCX package.

    Tracked deletions, comments and hidden text are left out; headers come first, footers last.

    Raises:
        InputError: damaged, unsafe, encrypted, too_big, too_long, empty or no_text.
    """
    member = main_part(archive, name=name) or "word/document.xml"
    data = archive.part(member)
    if data is None:
        raise InputError("damaged", "the file holds no document; save it again as DOCX or PDF.", name=name)
    root = parsed(data, name=name)
    body = child(root, "body")
    if body is None:
        raise InputError("damaged", "the file holds no document; save it again as DOCX or PDF.", name=name)
    package = _Package(archive, member, name)
    links = package.links(member)
    reading = Reading(package.styles(), Numbering.of(package.part_of("numbering")), links)
    heads = _edges(package, body, reading, "headerReference")
    reading.boxes.clear()
    rows = reading.rows(body)
    boxes = list(reading.boxes)
    reading.boxes.clear()
    feet = _edges(package, body, reading, "footerReference")
    sheet = Sheet()
    sheet.hidden = reading.hidden
    sheet.flow(without_repeats(heads, rows))
    for box in boxes:
        if not box.late:
            sheet.flow(box.rows)
            sheet.blank()
    sheet.flow(rows)
    for box in boxes:
        if box.late:
            sheet.beside(box.rows, x=BESIDE)
    sheet.flow(without_repeats(feet, rows))
    return sheet.document(kind=kind, name=name, notices=docx_notices(body))


def _edges(package: _Package, body: Any, reading: Reading, key: str) -> list[Row | Columns]:
    """What headers (or footers, as furniture) say."""
    out: list[Row | Columns] = []
    references = [one for section in body.iter() if local(section) == "sectPr" for one in section if local(one) == key]
    order = {"first": 0, "default": 1, "even": 2}
    for reference in sorted(references[:_MOST_EDGES], key=lambda one: order.get(attribute(one, "type") or "", 3)):
        kind, target = package.relations.get(attribute(reference, "id") or "", ("", ""))
        data = package.archive.part(package.resolved(target)) if kind in ("header", "footer") else None
        if data is None:
            continue
        outer, reading.links = reading.links, package.links(package.resolved(target))
        rows = reading.rows(parsed(data, name=package.name))
        rows = [row for box in reading.boxes for row in box.rows] + rows
        reading.boxes.clear()
        reading.links = outer
        for row in rows:
            if isinstance(row, Row):
                row.furniture = key == "footerReference"
        out += rows
    return out


class _Package:
    """The parts that belong to the main one."""

    def __init__(self, archive: Archive, member: str, name: str) -> None:
        self.archive = archive
        self.name = name
        self._folder = member.rpartition("/")[0]
        self.relations = _relations(archive, _rels_of(member), name=name)

    def resolved(self, target: str) -> str:
        """A relation's target as a member's name."""
        if target.startswith("/"):
            return target.lstrip("/")
        folder = self._folder
        while target.startswith("../"):
            target, folder = target[3:], folder.rpartition("/")[0]
        return f"{folder}/{target}".lstrip("/")

    def part_of(self, kind: str) -> Any | None:
        """The part of that kind, parsed; None where there is none."""
        for found, target in self.relations.values():
            if found == kind:
                data = self.archive.part(self.resolved(target))
                return parsed(data, name=self.name) if data is not None else None
        return None

    def styles(self) -> Styles:
        """The package's styles."""
        return Styles.of(self.part_of("styles"))

    def links(self, member: str) -> dict[str, str]:
        """Relation id -> address, for a part's links."""
        relations = _relations(self.archive, _rels_of(member), name=self.name)
        return {key: target for key, (kind, target) in relations.items() if kind == "hyperlink"}


def _rels_of(member: str) -> str:
    folder, _, file = member.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _relations(archive: Archive, member: str, *, name: str) -> dict[str, tuple[str, str]]:
    """Id -> (kind, target) of a relations part; empty where there is none."""
    data = archive.part(member)
    if data is None:
        return {}
    out: dict[str, tuple[str, str]] = {}
    for relation in parsed(data, name=name):
        key, kind, target = attribute(relation, "Id"), attribute(relation, "Type"), attribute(relation, "Target")
        if key and kind and target:
            out[key] = (kind.rpartition("/")[2], target)
    return out
